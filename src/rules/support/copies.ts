import { find } from './attribution.ts'
import type { Chapter, Step } from './chapters.ts'
import { bareName } from './names.ts'
import { remembered } from './remembered.ts'
import { identifierIn } from './spelled.ts'
import { withoutComments } from './sql.ts'
import { operations, wasMeasured } from './traced.ts'

/** A rebuild keeps what it copies whole; these functions tell whether it did, and doubt what they cannot read. */

/** True where a table under the old name holds all rows again, copied by `INSERT … SELECT` or `CREATE TABLE AS`. */
export function holdsItsRows(chapter: Chapter, name: string): boolean {
  if (holdsIndexedRows(chapter, name)) return true
  if (!mayComeBack(chapter, name)) return false
  const rowsSeen = chapter.migration.rows !== null
  const holders = new Set([name])
  let went = false
  // What failed says all the same what was meant to become of the rows.
  for (const step of stepsAbout(chapter, holders)) {
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

/** False where the name is not given to anything, or filled, where it went last or behind: asked for every table that goes. */
export function mayComeBack(chapter: Chapter, name: string): boolean {
  const { gained, left } = lastTurns(chapter)
  const went = left.get(name)
  return went !== undefined && (gained.get(name) ?? -1) >= went
}

/** Where each name is made, filled or given for the last time, and where it is emptied or given up. */
const lastTurns = remembered(({ steps, migration }: Chapter) => {
  const gained = new Map<string, number>()
  const left = new Map<string, number>()
  for (const [place, { traced }] of steps.entries()) {
    for (const { table } of operations(traced, 'create-table')) gained.set(table, place)
    for (const { table, verb, filtered } of operations(traced, 'write-rows')) {
      if (verb === 'insert') gained.set(table, place)
      if (verb === 'delete' && !(migration.rows !== null && filtered)) left.set(table, place)
    }
    for (const { table } of operations(traced, 'truncate')) left.set(table, place)
    for (const { table } of operations(traced, 'drop-table')) left.set(table, place)
    for (const { table, to } of operations(traced, 'rename-table')) {
      left.set(table, place)
      gained.set(to, place)
    }
  }
  return { gained, left }
})

/** In their order, the statements that name one of the tables, of which more may come to be meanwhile. */
function* stepsAbout(chapter: Chapter, names: ReadonlySet<string>): Generator<Step> {
  const index = stepsByName(chapter)
  let due: number[] = []
  const known = new Set<string>()
  for (let at = -1; ; ) {
    for (const name of names) {
      if (known.has(name)) continue
      known.add(name)
      const later = (index.get(folded(name)) ?? []).filter(place => place > at)
      if (later.length > 0) due = [...new Set([...due, ...later])].sort((a, b) => b - a)
    }
    const next = due.pop()
    if (next === undefined) return
    at = next
    yield chapter.steps[at] as Step
  }
}

/** The places of the statements that write to a table, take or give its name, or may read it. */
const stepsByName = remembered(({ steps }: Chapter): ReadonlyMap<string, readonly number[]> => {
  const named = steps.flatMap(({ traced }, place) => {
    const { sql, operations: all } = traced.statement
    const names = [
      ...all.flatMap(it => ('table' in it ? [it.table] : [])),
      ...all.flatMap(it => (it.kind === 'rename-table' ? [it.to] : [])),
      ...traced.trace.scans,
      ...sourcesIn(withoutLiterals(sql)),
    ]
    return [...new Set(names.map(folded))].map(name => ({ name, place }))
  })
  const places = Map.groupBy(named, ({ name }) => name)
  return new Map([...places].map(([name, some]) => [name, some.map(({ place }) => place)]))
})

/** A name's last part without quotes and case: equal for all spellings of it, and maybe for another name. */
function folded(name: string): string {
  return (inBrackets(name) ?? bareName(name)).toLowerCase()
}

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

const literal = /'[^']*(?:''[^']*)*'/g
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
  return sourcesIn(sql).some(source => means(source, name))
}

function sourcesIn(sql: string): readonly string[] {
  const sources = sql.matchAll(
    /\b(?:from|table)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|\.)+)/gi,
  )
  return [...sources].flatMap(([, source]) => source ?? [])
}

/** Whether the last part of a name as it is written is that of the catalog. */
function means(source: string, name: string): boolean {
  const quoted = inBrackets(source)
  if (quoted !== null) return quoted === name
  const written = bareName(source)
  return written === name || (!source.endsWith('"') && written.toLowerCase() === name)
}

/** The last part of a name that is quoted as only SQLite does, without its quotes. */
function inBrackets(source: string): string | null {
  const [, backtick] = /`((?:[^`]|``)*)`$/.exec(source) ?? /\[([^\]]*)\]$/.exec(source) ?? []
  return backtick?.replaceAll('``', '`') ?? null
}

/** The bare words of a text, without comments and literals. */
export function words(sql: string): readonly string[] {
  return withoutLiterals(sql).match(/[\w$\u0080-\uffff]+/g) ?? []
}

function withoutLiterals(sql: string): string {
  return withoutComments(sql).replaceAll(literal, "''")
}
