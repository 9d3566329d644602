import type { Operation } from '../../model/operation.ts'
import type { Schema } from '../../model/schema.ts'
import type { Lock } from '../../model/trace.ts'
import type { Chapter, Step } from './chapters.ts'
import { holdsItsRows } from './copies.ts'
import { bareName, lastPart } from './names.ts'
import { textOfCode } from './opaque.ts'
import { isOpaque, locksAll, operations, wasMeasured } from './traced.ts'

/** A statement that writes every row of a live table. */
export interface WholeWrite {
  readonly verb: 'update' | 'delete'
  readonly table: string
  /** What an UPDATE sets; empty where that is not known. */
  readonly columns: readonly string[]
  /** The strongest lock on the table that an earlier statement of the transaction left, if it shuts others out. */
  readonly held: 'reads and writes' | 'writes' | null
  /** Why a condition that it has leaves no row out: a column that every row lacks yet, or rows of another live table. */
  readonly despite: 'new column' | 'join' | null
}

export function wholeWrites(chapter: Chapter, step: Step): readonly WholeWrite[] {
  if (step.traced.trace.outcome === 'failed') return []
  return [...byText(chapter, step), ...byCode(step)].filter(
    ({ verb, table }) => verb === 'update' || !holdsItsRows(chapter, step.origin(table) ?? table),
  )
}

function byText(chapter: Chapter, step: Step): readonly WholeWrite[] {
  return operations(step.traced, 'write-rows').flatMap(write => {
    const { verb, table: named, columns, filtered } = write
    const table = step.liveTable(named)
    if (table === null || (verb !== 'update' && verb !== 'delete')) return []
    const despite = filtered ? vacuous(chapter, step, table, write) : null
    if (filtered && despite === null) return []
    // PREPARE writes nothing yet, and takes no lock.
    if (wasMeasured(step.traced) && !writesTo(step, table)) return []
    return [{ verb, table, columns, held: heldOn(step, table), despite }]
  })
}

/** A condition that holds for every row, as far as the text and what the change itself made tell. */
function vacuous(
  chapter: Chapter,
  step: Step,
  table: string,
  { condition = [] }: Extract<Operation, { kind: 'write-rows' }>,
): WholeWrite['despite'] {
  const holds = condition.every(part =>
    part.kind === 'null'
      ? isEmptyYet(chapter, step, table, part.column)
      : step.liveTable(part.table) !== null,
  )
  if (condition.length === 0 || !holds) return null
  return condition.some(({ kind }) => kind === 'join') ? 'join' : 'new column'
}

/** A column that the change adds without a value for the rows that stand. */
function isEmptyYet({ context }: Chapter, step: Step, table: string, column: string): boolean {
  const made = context.migrations.flatMap(({ made }) =>
    made.filter(({ kind, name }) => kind === 'column' && name === `${table}.${column}`),
  )
  const added = context.migrations
    .flatMap(({ statements }) => statements.flatMap(it => operations(it, 'add-column')))
    .filter(it => it.column === column && lastPart(it.table) === lastPart(table))
  const isNew = made.length > 0 || !step.isLiveColumn(table, column)
  return isNew && added.every(({ values }) => values === 'null') && made.every(it => !it.attributes.default)
}

const write = /\b(update|delete\s+from)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|[\w$.\u0080-\uffff])+)([^;]*)/gi

/** In a block of code: by its text, as far as the locks and scans bear it out. */
function byCode(step: Step): readonly WholeWrite[] {
  const { traced } = step
  if (!isOpaque(traced) || !wasMeasured(traced) || traced.trace.scans.length === 0) return []
  const found = [...textOfCode(step).matchAll(write)].flatMap(([, verb = '', name = '', rest = '']) => {
    if (/\bwhere\b(?!\s+true\s*$)/i.test(rest)) return []
    const wanted = name.endsWith('"') ? bareName(name) : bareName(name).toLowerCase()
    const locked = traced.trace.locks.map(({ relation }) => relation)
    const table = locked.find(
      it => bareName(it) === wanted && step.liveTable(it) !== null && writesTo(step, it),
    )
    const kind = /^update$/i.test(verb) ? ('update' as const) : ('delete' as const)
    return table === undefined
      ? []
      : [{ verb: kind, table, columns: [], held: heldOn(step, table), despite: null }]
  })
  return [...new Map(found.map(it => [`${it.verb} ${it.table}`, it])).values()]
}

const writing: ReadonlySet<string> = new Set([
  'RowExclusiveLock',
  'ShareRowExclusiveLock',
  'AccessExclusiveLock',
])

function writesTo({ traced }: Step, table: string): boolean {
  return traced.trace.locks.some(
    lock => locksAll(lock, table) || (lock.relation === table && writing.has(lock.mode)),
  )
}

function heldOn(step: Step, table: string): WholeWrite['held'] {
  const held = wasMeasured(step.traced) ? step.traced.heldBefore : heldByText(step)
  const modes = held.filter(({ relation }) => relation === table).map(({ mode }) => mode)
  if (modes.includes('AccessExclusiveLock')) return 'reads and writes'
  const shutsOut = modes.some(mode => ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'].includes(mode))
  return shutsOut ? 'writes' : null
}

/** What the earlier statements of the transaction lock by the manual. */
function heldByText({ migration, traced }: Step): readonly Lock[] {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced))
  const start = before.findLastIndex(
    it =>
      !it.inTransaction ||
      operations(it, 'transaction').some(({ verb }) => verb === 'commit' || verb === 'rollback'),
  )
  return before.slice(start + 1).flatMap(({ trace }) => trace.locks)
}

/** The columns of the table's primary key as SQL spells them: `id`, `tenant, id`; `null` where it has none. */
export function keyOf(before: Schema | null, table: string): string | null {
  for (const { kind, name, attributes } of before?.objects.values() ?? []) {
    if (kind !== 'constraint' || name !== `${table}.${lastPart(name)}`) continue
    const columns = /^PRIMARY KEY \((.*?)\)/.exec(attributes.definition ?? '')?.[1]
    if (columns !== undefined) return columns
  }
  return null
}

/** True where an UPDATE overwrites nothing: all that it sets came with the pull request. */
export function fillsNewColumns(step: Step, { verb, table, columns }: WholeWrite): boolean {
  const isOld = (column: string) => step.isLiveColumn(table, column) && !isMadeBySqlite(step, table, column)
  return verb === 'update' && columns.length > 0 && !columns.some(isOld)
}

/** In SQLite a column of the same migration holds up nobody more than it does anyway. */
function isMadeBySqlite({ migration, traced }: Step, table: string, column: string): boolean {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced))
  const made =
    migration.made.some(({ kind, name }) => kind === 'column' && name === `${table}.${column}`) ||
    // One of that name that went, or was renamed, before.
    before.some(
      earlier =>
        earlier.trace.outcome === 'ran' &&
        operations(earlier, 'add-column').some(added => added.table === table && added.column === column),
    )
  return made && traced.trace.locks.some(lock => locksAll(lock, table))
}
