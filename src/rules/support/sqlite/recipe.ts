import type { ReplayedMigration, TracedStatement } from '../../../model/replay.ts'
import type { Chapter } from '../chapters.ts'
import { bareName } from '../names.ts'
import { operations } from '../traced.ts'
import { lostParts } from './lost-parts.ts'
import { type LostProperty, lostProperties } from './lost-properties.ts'
import { rebuilds, renamedFirst } from './rebuilds.ts'

/** A longer one is not read in a comment; the words of the finding say what to do. */
const longest = 4_000

/** The pragmas that the recipe sets itself. */
const ownPragmas: ReadonlySet<string> = new Set(['foreign_keys', 'legacy_alter_table', 'defer_foreign_keys'])

/**
 * The migration again, in the form that loses nothing: foreign keys off before BEGIN, the author's own statements
 * with what the new tables miss, and a check before COMMIT. `null` where the tool that runs it opens the transaction
 * itself, where a part cannot be written by rule, or where it is too long to be shown.
 */
export function safeForm(chapter: Chapter, options: { readonly renames?: 'legacy' } = {}): string | null {
  const { migration } = chapter
  if (migration.transaction === 'wrapped' && migration.migration.runner === 'theirs') return null
  const all = rebuilds(chapter)
  const properties = lostProperties(chapter, all)
  const statements = migration.statements
    .filter(isKept)
    .flatMap(traced => [...marksBefore(traced, properties), withProperties(traced, properties)])
  if (!statements.every(text => text !== null)) return null
  const legacy = options.renames === 'legacy' || renamedFirst(chapter).length > 0 || isLegacy(migration)
  const sql = [
    'PRAGMA foreign_keys = OFF;',
    ...(legacy ? ['PRAGMA legacy_alter_table = ON;'] : []),
    'BEGIN;',
    ...statements.map(ended),
    ...lostParts(chapter, all).map(part => `${part.sql};`),
    'PRAGMA foreign_key_check;',
    'COMMIT;',
    ...(legacy ? ['PRAGMA legacy_alter_table = OFF;'] : []),
    'PRAGMA foreign_keys = ON;',
  ].join('\n')
  return sql.length > longest ? null : sql
}

/** The author turned the look at views and triggers off: with it the rename would fail. */
function isLegacy({ statements }: ReplayedMigration): boolean {
  return statements.some(traced =>
    operations(traced, 'set').some(
      ({ name, value }) => name === 'legacy_alter_table' && /^(?:1|on|true|yes)$/i.test(value ?? ''),
    ),
  )
}

/** A comment at the end would swallow the semicolon. */
function ended(sql: string): string {
  return /--[^\n]*$/.test(sql) ? `${sql}\n;` : `${sql};`
}

function isKept(traced: TracedStatement): boolean {
  return traced.statement.operations.every(
    operation =>
      operation.kind !== 'transaction' &&
      !(operation.kind === 'set' && ownPragmas.has(operation.name)) &&
      !(operation.kind === 'other' && operation.what === 'pragma foreign_key_check'),
  )
}

/** The new table begins where the old one ended: DROP takes the old mark away, and a rename moves the new one. */
function marksBefore(traced: TracedStatement, properties: readonly LostProperty[]): readonly string[] {
  return properties
    .filter(({ property, rebuild }) => property === 'mark' && rebuild.drop === traced)
    .flatMap(({ rebuild: { old, next } }) => [
      `DELETE FROM sqlite_sequence WHERE name = ${textOf(next)}`,
      `INSERT INTO sqlite_sequence (name, seq) SELECT ${textOf(next)}, seq FROM sqlite_sequence WHERE name = ${textOf(old)}`,
    ])
}

function textOf(name: string): string {
  return `'${bareName(name).replaceAll("'", "''")}'`
}

/** The statement; where it makes a table that misses something, with that. `null` where its text has an unknown form. */
function withProperties(traced: TracedStatement, properties: readonly LostProperty[]): string | null {
  const made = operations(traced, 'create-table')[0]?.table
  return properties
    .filter(({ rebuild }) => rebuild.next === made)
    .reduce<string | null>((sql, { property }) => withProperty(sql, property), traced.statement.sql.trim())
}

function withProperty(sql: string | null, property: LostProperty['property']): string | null {
  if (sql === null || property === 'mark') return sql
  if (property === 'definition') return null
  if (property === 'AUTOINCREMENT') {
    const key = /\binteger["'`\]]?\s+(?:not\s+null\s+)?primary\s+key\b(?!\s+(?:autoincrement|desc))/gi
    return [...sql.matchAll(key)].length === 1 ? sql.replace(key, '$& AUTOINCREMENT') : null
  }
  if (/\)\s*$/.test(sql)) return `${sql} ${property}`
  return /\)\s*(?:strict|without\s+rowid)\s*$/i.test(sql) ? `${sql}, ${property}` : null
}
