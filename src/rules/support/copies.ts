import { find } from './attribution.ts'
import type { Chapter, Step } from './chapters.ts'
import { bareName } from './names.ts'
import { identifierIn } from './spelled.ts'
import { operations, wasMeasured } from './traced.ts'

/** A rebuild keeps what it copies whole; these functions tell whether it did, and doubt what they cannot read. */

/** True where a table under the old name holds all rows again, copied by `INSERT … SELECT` or `CREATE TABLE AS`. */
export function holdsItsRows(chapter: Chapter, name: string): boolean {
  if (holdsIndexedRows(chapter, name)) return true
  if (!filledTables(chapter).has(name)) return false
  const rowsSeen = chapter.migration.rows !== null
  const holders = new Set([name])
  let went = false
  // What failed says all the same what was meant to become of the rows.
  for (const step of chapter.steps) {
    const { traced } = step
    const written = operations(traced, 'write-rows')
    const copied = [...operations(traced, 'create-table'), ...written.filter(({ verb }) => verb === 'insert')]
    for (const { table } of copied) {
      if ([...holders].some(holder => holder !== table && copies(chapter, step, holder))) holders.add(table)
    }
    const emptied = written.filter(({ verb, filtered }) => verb === 'delete' && !(rowsSeen && filtered))
    for (const { table } of [...operations(traced, 'truncate'), ...emptied]) {
      holders.delete(table)
      went ||= table === name
    }
    for (const { table } of operations(traced, 'drop-table')) {
      holders.delete(table)
      went ||= table === name
    }
    for (const { table, to } of operations(traced, 'rename-table')) {
      if (holders.delete(table)) holders.add(to)
      went ||= table === name
    }
  }
  // What went away in a block of code may have gone with its rows.
  return went && holders.has(name)
}

/** Names under which a table may hold rows that another one had: what is filled, made of a query, or renamed. */
function filledTables(chapter: Chapter): ReadonlySet<string> {
  const known = filled.get(chapter)
  if (known !== undefined) return known
  const names = new Set(
    chapter.steps.flatMap(({ traced }) => [
      ...operations(traced, 'create-table').map(({ table }) => table),
      ...operations(traced, 'write-rows').map(({ table }) => table),
      ...operations(traced, 'rename-table').map(({ to }) => to),
    ]),
  )
  filled.set(chapter, names)
  return names
}

/** Asked for every table that goes, of which there may be thousands. */
const filled = new WeakMap<Chapter, ReadonlySet<string>>()

/** A virtual table is filled anew from elsewhere rather than copied: its rows are counted. */
function holdsIndexedRows({ context, migration }: Chapter, name: string): boolean {
  if (context.schemaBefore?.objects.has(`virtual table ${name}`) !== true) return false
  const rows = migration.rows?.find(({ table }) => table === name)
  return rows !== undefined && rows.after >= rows.before
}

/** Where rows were looked at, those that a copy leaves out are told as lost rows. */
function copies({ migration }: Chapter, step: Step, source: string): boolean {
  return migration.rows === null ? copiesWhole(step, source) : readsFrom(step, source)
}

/** Columns that went while all their values stand in new ones of their table, seen in the rows themselves. */
export function movedColumns({ context, migration }: Chapter) {
  const spell = (column: string) => identifierIn(context.dialect, column)
  return (migration.rows ?? []).flatMap(({ table, moved }) =>
    moved.map(({ from, to }) => ({ table, from: spell(from), to: spell(to) })),
  )
}

/** True where every value of the column was written into another one of its table before the column went. */
export function holdsItsValues(chapter: Chapter, drop: Step, table: string, column: string): boolean {
  const before = new Set(chapter.steps.slice(0, chapter.steps.indexOf(drop)))
  const copy = find(
    chapter,
    'write-rows',
    (write, step) =>
      write.verb === 'update' &&
      !write.filtered &&
      before.has(step) &&
      step.liveTable(write.table) === table &&
      words(step.traced.statement.sql).includes(bareName(column)),
  )
  return copy !== undefined
}

const comment = /--[^\n]*|\/\*[\s\S]*?\*\//g
const literal = /'(?:[^']|'')*'/g
/** What leaves rows behind; an outer join keeps those of its left side. */
const partial =
  /\b(?:where|limit|offset|fetch|having|group|distinct|except|intersect|tablesample|no\s+data)\b|(?<!\bleft\s)(?<!\bleft\s+outer\s)\bjoin\b/i

function copiesWhole(step: Step, source: string): boolean {
  return readsFrom(step, source) && !partial.test(bareText(step))
}

/** True where the text of a copy leaves rows of its source behind; what a value is looked up by does not. */
export function leavesRowsOut(step: Step): boolean {
  let sql = bareText(step)
  for (let before = ''; before !== sql; ) {
    before = sql
    sql = sql.replaceAll(/(?<!\b(?:from|join|as)\s*)\([^()]*\)/gi, ' ')
  }
  return partial.test(sql) || /\bor\s+(?:ignore|replace)\b|^\s*replace\b/i.test(sql)
}

/** Keywords and bare names: what is in quotes is none. */
function bareText({ traced }: Step): string {
  return withoutLiterals(traced.statement.sql).replaceAll(quoted, 'q')
}

function readsFrom({ traced }: Step, source: string): boolean {
  // Rows that are read in the order of an index are no scan.
  const isRead = wasMeasured(traced) && traced.trace.scans.includes(source)
  return isRead || reads(withoutLiterals(traced.statement.sql), bareName(source))
}

const quoted = /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/g

/** `FROM orders`, `FROM public.orders`; `orders_new` is not `orders`. */
function reads(sql: string, name: string): boolean {
  const sources = sql.matchAll(
    /\b(?:from|table)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|\.)+)/gi,
  )
  return [...sources].some(([, source]) => source !== undefined && means(source, name))
}

/** Whether the last part of a name as it is written is that of the catalog. */
function means(source: string, name: string): boolean {
  const [, backtick] = /`((?:[^`]|``)*)`$/.exec(source) ?? /\[([^\]]*)\]$/.exec(source) ?? []
  if (backtick !== undefined) return backtick.replaceAll('``', '`') === name
  const written = bareName(source)
  return written === name || (!source.endsWith('"') && written.toLowerCase() === name)
}

/** The bare words of a text, without comments and literals. */
export function words(sql: string): readonly string[] {
  return withoutLiterals(sql).match(/[\w$\u0080-\uffff]+/g) ?? []
}

function withoutLiterals(sql: string): string {
  return sql.replaceAll(comment, ' ').replaceAll(literal, "''")
}
