import { UserError } from '../model/errors.ts'
import type { Migration, SourceFile } from '../model/migration.ts'

/** A migration that is to be written beside the others. */
export interface NewMigration {
  readonly up: string
  /** `null` where it is to have none. */
  readonly down: string | null
  /** True where its runner must open no transaction around it. */
  readonly alone: boolean
}

/** How a tool's migrations are written by hand. */
export interface Writing {
  /** The files of a migration with that id, beside one that stands. */
  files(id: string, beside: Migration, content: NewMigration): readonly SourceFile[]
  /** The file of an up, with what keeps its runner from opening a transaction around it, and what must stand beside it. */
  alone(up: SourceFile): readonly SourceFile[]
}

/**
 * The id of a migration that comes behind the last one: its number and one more, as wide as it is written; and the
 * words of the migration that it goes on with. Without a number, the name behind which it comes.
 */
export function nextId(last: string, goesOnWith: string): string {
  const [, before = '', groups = '', digits, rest = ''] = /^(\D*)((?:\d+[-.])*)(\d+)(.*)$/s.exec(last) ?? []
  if (digits === undefined) return `${last}_then`
  const number = (BigInt(digits) + 1n).toString().padStart(digits.length, '0')
  if (number.length > digits.length && digits.startsWith('9'))
    throw new UserError(`${last} has the last number of its width: a migration behind it cannot be named.`)
  const gap = /^[_\-. ]+/.exec(rest)?.[0] ?? '_'
  const words = goesOnWith.replace(/^\D*(?:\d+[-.])*\d+[_\-. ]*/s, '').replace(/_then(?:_\d+)?$/, '')
  return `${before}${groups}${number}${gap}${words === '' ? 'then' : `${words}_then`}`
}

/** `<id>.sql`, or `<id>.up.sql` where its neighbour is named so, with `<id>.down.sql`. */
export const inPairs: Writing = {
  files(id, { up }, { up: text, down }) {
    const folder = folderOf(up.path)
    const ending = /\.up\.sql$/i.test(up.path) ? '.up.sql' : '.sql'
    return [
      { path: `${folder}${id}${ending}`, text },
      ...(down === null ? [] : [{ path: `${folder}${id}.down.sql`, text: down }]),
    ]
  },
  alone: up => [up],
}

/** As {@link inPairs}, with a first line that says so. */
export function inPairsMarked(mark: string): Writing {
  const marked = (text: string) => (text.startsWith(mark) ? text : `${mark}\n${text}`)
  return {
    files: (id, beside, content) =>
      inPairs
        .files(id, beside, content)
        .map(file => (content.alone ? { ...file, text: marked(file.text) } : file)),
    alone: up => [{ ...up, text: marked(up.text) }],
  }
}

/** One file with a section for each direction. */
export function inSections(
  write: (content: NewMigration) => string,
  alone: (text: string) => string,
): Writing {
  return {
    files: (id, { up }, content) => [{ path: `${folderOf(up.path)}${id}.sql`, text: write(content) }],
    alone: up => [{ ...up, text: alone(up.text) }],
  }
}

/** One folder a migration. `beside` is what stands in it where its runner opens no transaction. */
export function inFolders(
  upName: string,
  downName: string,
  beside: Readonly<Record<string, string>> = {},
): Writing {
  const extra = (folder: string) =>
    Object.entries(beside).map(([name, text]) => ({ path: `${folder}${name}`, text }))
  return {
    files(id, { up }, { up: text, down, alone }) {
      const folder = `${folderOf(folderOf(up.path).slice(0, -1))}${id}/`
      return [
        { path: `${folder}${upName}`, text },
        ...(down === null ? [] : [{ path: `${folder}${downName}`, text: down }]),
        ...(alone ? extra(folder) : []),
      ]
    },
    alone: up => [up, ...extra(folderOf(up.path))],
  }
}

/** With the closing slash; empty at the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
