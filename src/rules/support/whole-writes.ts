import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import type { Schema } from '../../model/schema.ts'
import type { RuleContext } from '../rule.ts'
import type { Chapter, Step } from './chapters.ts'
import { holdsItsRows } from './copies.ts'
import { bareName, lastPart, qualifier } from './names.ts'
import { textOfCode } from './opaque.ts'
import { remembered } from './remembered.ts'
import { isOpaque, locksAll, operations, wasMeasured } from './traced.ts'
import { modesBefore, placeIn } from './transactions.ts'

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
      ? isEmptyYet(chapter.context, step, table, part.column)
      : step.liveTable(part.table) !== null,
  )
  if (condition.length === 0 || !holds) return null
  return condition.some(({ kind }) => kind === 'join') ? 'join' : 'new column'
}

/** A column that the change adds without a value for the rows that stand, and that nothing has filled since. */
export function isEmptyYet(context: RuleContext, step: Step, table: string, column: string): boolean {
  if (mayBeFilled(context, step, table, column)) return false
  if (renamedColumns(context).has(`${lastPart(table)}.${column}`)) return false
  const made = madeColumns(context).get(`${table}.${column}`) ?? []
  const added = addedColumns(context).get(`${lastPart(table)}.${column}`) ?? []
  const isNew = made.length > 0 || !step.isLiveColumn(table, column)
  return isNew && added.every(({ values }) => values === 'null') && made.every(it => !it.attributes.default)
}

/** New names of columns that may hold values, as {@link addedColumns} spells them. */
const renamedColumns = remembered(({ migrations }: RuleContext): ReadonlySet<string> => {
  const seen = migrations.flatMap(({ changes }) =>
    changes.flatMap(({ action, object, name }) =>
      action === 'rename' && object === 'column' ? [`${lastPart(qualifier(name))}.${lastPart(name)}`] : [],
    ),
  )
  const texts = migrations.flatMap(({ statements }) =>
    statements.flatMap(it => operations(it, 'rename-column')),
  )
  return new Set([...seen, ...texts.map(({ table, to }) => `${lastPart(table)}.${to}`)])
})

const madeColumns = remembered(({ migrations }: RuleContext) => {
  const all = migrations.flatMap(({ made }) => made.filter(({ kind }) => kind === 'column'))
  return Map.groupBy(all, ({ name }) => name)
})

/** By the table's own name and theirs: a text may leave the schema out. */
const addedColumns = remembered(({ migrations }: RuleContext) => {
  const all = migrations.flatMap(({ statements }) => statements.flatMap(it => operations(it, 'add-column')))
  return Map.groupBy(all, ({ table, column }) => `${lastPart(table)}.${column}`)
})

/** By an earlier statement of the change: an UPDATE that sets it, or code that nobody can read. */
function mayBeFilled(context: RuleContext, step: Step, table: string, column: string): boolean {
  const { code, fills, places } = fillings(context)
  const first = Math.min(code, fills.get(`${lastPart(table)}.${column}`) ?? Number.POSITIVE_INFINITY)
  return first < (places.get(step.traced) ?? 0)
}

/** Where in the change each column is filled first, and where code runs first that may fill any. */
const fillings = remembered(({ migrations }: RuleContext) => {
  const all = migrations.flatMap(({ statements }) => statements)
  const fills = new Map<string, number>()
  for (const [place, traced] of all.entries())
    for (const { verb, table, columns } of operations(traced, 'write-rows'))
      for (const column of verb === 'delete' ? [] : columns) {
        const key = `${lastPart(table)}.${column}`
        if (!fills.has(key)) fills.set(key, place)
      }
  const code = all.findIndex(({ statement }) => statement.operations.some(({ kind }) => kind === 'run-code'))
  const places = new Map(all.map((traced, place) => [traced, place]))
  return { fills, code: code < 0 ? Number.POSITIVE_INFINITY : code, places }
})

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
  const { heldBefore } = step.traced
  const modes = wasMeasured(step.traced)
    ? heldBefore.filter(({ relation }) => relation === table).map(({ mode }) => mode)
    : modesBefore(step, table)
  if (modes.includes('AccessExclusiveLock')) return 'reads and writes'
  const shutsOut = modes.some(mode => ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'].includes(mode))
  return shutsOut ? 'writes' : null
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
function isMadeBySqlite(step: Step, table: string, column: string): boolean {
  const { migration, traced } = step
  const name = `${table}.${column}`
  const made =
    migration.made.some(it => it.kind === 'column' && it.name === name) ||
    // One of that name that went, or was renamed, before.
    (firstAdded(migration).get(name) ?? Number.POSITIVE_INFINITY) < placeIn(step)
  return made && traced.trace.locks.some(lock => locksAll(lock, table))
}

/** The first statement that added a column, by its place. */
const firstAdded = remembered(({ statements }: ReplayedMigration): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const [place, traced] of statements.entries())
    for (const { table, column } of operations(traced, 'add-column')) {
      const name = `${table}.${column}`
      if (traced.trace.outcome === 'ran' && !found.has(name)) found.set(name, place)
    }
  return found
})
