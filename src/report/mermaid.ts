import type { Picture, PictureChange, PictureColumn, PictureTable } from '../model/picture.ts'
import { cut } from './plain-text.ts'
import { shortName } from './words.ts'

/**
 * An entity relationship diagram. Names of SQL objects are hostile: entities are called by their number, and what
 * people read stands in quotes, made of letters, digits and a few signs. Styles are left out: Mermaid below 11.5
 * refuses the whole diagram for one. So are other than ASCII letters in columns.
 */
export function mermaidOf({ tables, relations, hiddenTables }: Picture): string {
  const place = new Map(tables.map(({ name }, index) => [name, `t${index}`]))
  const lines = relations.flatMap(({ child, parent, columns, change, one, optional }) => {
    const [from, to] = [place.get(parent), place.get(child)]
    if (from === undefined || to === undefined) return []
    const line = `${optional ? '|o' : '||'}${change === 'drop' ? '..' : '--'}${one ? 'o|' : 'o{'}`
    return [`  ${from} ${line} ${to} : "${withMark(label(columns.join(', ')), change, null)}"`]
  })
  const more = hiddenTables === 0 ? [] : [`  more["… ${hiddenTables} more"]`]
  return [
    'erDiagram',
    ...tables.flatMap((table, index) => entity(`t${index}`, table)),
    ...more,
    ...lines,
  ].join('\n')
}

function entity(id: string, { name, change, was, columns, hiddenColumns }: PictureTable): readonly string[] {
  const old = was === null ? null : shortName(was)
  const rest = hiddenColumns === 0 ? [] : [`    _ _ "… ${hiddenColumns} more"`]
  const title = `  ${id}["${withMark(label(shortName(name)), change, old)}"]`
  const body = [...columns.map(attribute), ...rest]
  return body.length === 0 ? [title] : [`${title} {`, ...body, '  }']
}

const keyWords = { primary: 'PK', foreign: 'FK', unique: 'UK' } as const

function attribute({ name, type, keys, change, was }: PictureColumn): string {
  const written = word(unquoted(name))
  const real = written === unquoted(name) ? '' : label(name)
  const told = [real, change === null ? '' : withMark('', change, was)].filter(part => part !== '').join(' ')
  const comment = told === '' ? '' : ` "${told}"`
  const marks = keys.length === 0 ? '' : ` ${keys.map(key => keyWords[key]).join(',')}`
  return `    ${word(shortType(type))} ${written}${marks}${comment}`
}

const marks = { add: '🟢', drop: '🔴', alter: '🟡', rename: '🟡' } as const
const words = { add: 'new', drop: 'dropped', alter: 'changed', rename: 'renamed' } as const

/** The sign of the change and what it was before. */
function withMark(text: string, change: PictureChange, was: string | null): string {
  if (change === null) return text
  const told = was === null ? words[change] : changeWords(was)
  return `${text} ${marks[change]} ${told}`.trim()
}

/** What was there before, or, where an arrow says both, what became of it. */
function changeWords(was: string): string {
  return was.includes('→') || /^(?:now|no longer|dropped) /.test(was)
    ? label(was)
    : `was ${label(shortType(was))}`
}

/** Text for quotes: nothing that Mermaid, HTML or Markdown read, nor what turns the reading order around. */
function label(text: string): string {
  return cut(text, 48).replace(/[^\p{L}\p{N} ,.:()[\]→…-]/gu, '_') || '_'
}

/** A word as every Mermaid reads it; the marks of keys are none. */
function word(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_()[\]]+/g, '_').slice(0, 40)
  if (plain === '') return '_'
  return /^[A-Za-z_]/.test(plain) && !/^(?:pk|fk|uk)\b/i.test(plain) ? plain : `_${plain}`
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}

/** As people write them. */
function shortType(type: string): string {
  return type
    .replace(/^character varying\b/, 'varchar')
    .replace(/^character\b/, 'char')
    .replace(/^(timestamp|time)(\(\d\))? with time zone\b/, '$1tz$2')
    .replace(/^(timestamp|time)(\(\d\))? without time zone\b/, '$1$2')
}
