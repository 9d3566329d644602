import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import type { Step } from './chapters.ts'
import { remembered } from './remembered.ts'
import { operations, wasMeasured } from './traced.ts'
import { placeIn, shareTransaction } from './transactions.ts'

type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

/** A VALIDATE that reads all rows while its transaction holds a lock that lets others wait. */
export interface LockedValidation {
  readonly table: string
  readonly constraint: string
  /** A `not-null-proof` is a CHECK that says nothing but `column IS NOT NULL`. */
  readonly type: 'foreign-key' | 'not-null-proof' | 'check'
  /** Of the constraint, where its text is in the migration. */
  readonly columns: readonly string[]
  /** Who waits. */
  readonly waiting: 'Reads and writes of' | 'Writes to'
}

const strong = ['ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']

/** VALIDATE lets reads and writes go on, unless a statement of its transaction shut them out before. */
export function validationsUnderLock(step: Step): readonly LockedValidation[] {
  const { trace, heldBefore } = step.traced
  if (trace.outcome === 'failed') return []
  return operations(step.traced, 'validate-constraint').flatMap(({ table: named, constraint }) => {
    const table = step.liveTable(named)
    if (table === null) return []
    const added = addedBefore(step, named, constraint)
    const held = [...heldBefore, ...trace.locks]
      .filter(({ relation, mode }) => relation === table && strong.includes(mode))
      .map(({ mode }) => mode)
    const isRead = trace.scans.some(name => step.liveTable(name) !== null)
    const waits = wasMeasured(step.traced)
      ? held.length > 0 && isRead
      : added.some(({ traced }) => sharesTransaction(step, traced))
    if (!waits) return []
    const type = typeOf(step, table, constraint, added)
    const isShut = held.includes('AccessExclusiveLock') || (held.length === 0 && type !== 'foreign-key')
    const columns = added[0]?.constraint.columns ?? []
    return [{ table, constraint, type, columns, waiting: isShut ? 'Reads and writes of' : 'Writes to' }]
  })
}

interface Added {
  readonly constraint: AddConstraint
  readonly traced: TracedStatement
}

/** The statements of the migration that added the constraint, this one included: ADD comes before VALIDATE in it. */
function addedBefore(step: Step, table: string, name: string): readonly Added[] {
  const { migration } = step
  const added = addedConstraints(migration)
  const unnamed = (added.get(nameIn(table, null)) ?? []).filter(it => isUnnamed(it.constraint, name))
  return [...(added.get(nameIn(table, name)) ?? []), ...unnamed]
    .map(it => ({ ...it, place: placeIn({ migration, traced: it.traced }) }))
    .filter(({ place }) => place <= placeIn(step))
    .toSorted((a, b) => a.place - b.place)
}

const addedConstraints = remembered(({ statements }: ReplayedMigration) => {
  const all = statements
    .filter(({ trace }) => trace.outcome !== 'failed')
    .flatMap(traced => operations(traced, 'add-constraint').map(constraint => ({ constraint, traced })))
    .filter(({ constraint: { type } }) => type === 'check' || type === 'foreign-key')
  return Map.groupBy(all, ({ constraint }) => nameIn(constraint.table, constraint.constraint))
})

function nameIn(table: string, constraint: string | null): string {
  return JSON.stringify([table, constraint])
}

/** A name that the server makes is not in the text. */
function isUnnamed({ constraint, validated, type }: AddConstraint, name: string): boolean {
  const isCheck = /_check\d*"?$/.test(name)
  return constraint === null && !validated && isCheck === (type === 'check')
}

function typeOf(step: Step, table: string, name: string, added: readonly Added[]): LockedValidation['type'] {
  const definitions = added.map(({ constraint }) => constraint)
  if (definitions.some(({ type }) => type === 'foreign-key')) return 'foreign-key'
  if (definitions.length === 0 && looksUpParent(step, table, name)) return 'foreign-key'
  return definitions.some(provesNotNull) ? 'not-null-proof' : 'check'
}

/** Of a CHECK's text only `column IS NOT NULL` is a proof. */
function provesNotNull({ type, definition }: AddConstraint): boolean {
  return (
    type === 'check' && /^check\s*\(+\s*(?:"(?:[^"]|"")*"|[\w$]+)\s+is\s+not\s+null\s*\)/i.test(definition)
  )
}

/** Another file added the key: checking it locks the rows of the parent, which checking a CHECK never does. */
function looksUpParent({ migration, traced }: Step, table: string, constraint: string): boolean {
  const added = migration.changes.some(
    ({ object, name, detail }) =>
      object === 'constraint' && name === `${table}.${constraint}` && /\bFOREIGN KEY\b/.test(detail),
  )
  return (
    added || traced.trace.locks.some(({ relation, mode }) => relation !== table && mode === 'RowShareLock')
  )
}

/** By the text: both are in one transaction, and none ended between them. */
function sharesTransaction(step: Step, earlier: TracedStatement): boolean {
  return earlier === step.traced || shareTransaction({ migration: step.migration, traced: earlier }, step)
}
