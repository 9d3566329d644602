import type { DialectName } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import type { Migration, MigrationFolder, SourceFile } from '../model/migration.ts'
import { isBelow } from './files.ts'
import type { Format, Orphan } from './formats/format.ts'
import { formats } from './formats/registry.ts'
import { substitute, type Variables } from './variables.ts'

/** The format of that name. */
export function formatNamed(name: string): Format {
  const format = formats.find(format => format.name === name)
  if (format !== undefined) return format
  throw new UserError(
    `Unknown migration format "${name}". Known: ${formats.map(format => format.name).join(', ')}.`,
  )
}

/** The history that some folders hold. */
export interface History {
  /** In the order in which they are applied, folder by folder. */
  readonly migrations: readonly Migration[]
  readonly orphans: readonly Orphan[]
  readonly refused: readonly Orphan[]
  readonly codeSteps: readonly string[]
}

/**
 * Reads the migrations of all folders, with their placeholders filled in, as their tools send them to this dialect.
 * `apart` are files that stand in a folder and are no migrations.
 */
export function readMigrations(
  folders: readonly MigrationFolder[],
  files: ReadonlyMap<string, Uint8Array>,
  dialect: DialectName,
  apart: ReadonlySet<string> = new Set(),
  variables: Variables = {},
): History {
  const contents = folders.map(({ path, format }) => {
    const sources = [...files]
      .filter(([file]) => isBelow(path, file) && !apart.has(file))
      .map(([path, bytes]) => sourceFile(path, bytes, variables))
    return formatNamed(format).read(path, sources, dialect)
  })
  return {
    migrations: contents.flatMap(content => content.migrations),
    orphans: contents.flatMap(content => content.orphans),
    refused: contents.flatMap(content => content.refused),
    codeSteps: contents.flatMap(content => content.codeSteps),
  }
}

function sourceFile(path: string, bytes: Uint8Array, variables: Variables): SourceFile {
  const written = decoded(bytes)
  const text = substitute(written, variables)
  return text === written ? { path, text } : { path, text, written }
}

/**
 * The text of a file with its placeholders filled in. A byte order mark stays: it is part of the file, and spans count
 * from its first character.
 */
export function sourceText(bytes: Uint8Array, variables: Variables): string {
  return substitute(decoded(bytes), variables)
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** Refuses a file under review that is not text. Old files may be anything: they are only replayed. */
export function requireText(path: string, bytes: Uint8Array): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(
      `${path} is not UTF-8 text. Save it as UTF-8, or move it out of the migration folder.`,
    )
  }
}
