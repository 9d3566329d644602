import type { Operation } from '../../model/operation.ts'
import type { Step } from './chapters.ts'
import { operations, wasMeasured } from './traced.ts'

type AddColumn = Extract<Operation, { kind: 'add-column' }>

/** Functions whose value is another one at each call: those of PostgreSQL, and of extensions that make keys. */
const volatile: ReadonlySet<string> = new Set(
  (
    'clock_timestamp timeofday random random_normal gen_random_uuid uuidv4 uuidv7 nextval setval ' +
    'uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuid_generate_v7 uuid_v4 gen_random_bytes gen_salt ' +
    'gen_ulid generate_ulid ulid_generate nanoid'
  ).split(' '),
)

const rewritingDetails: ReadonlySet<string> = new Set([
  'set logged',
  'set unlogged',
  'set tablespace',
  'set access method',
])

/**
 * The new columns for whose sake every row of the table is written anew: as was measured, else by the text.
 * A type that changes in the same statement is told as such.
 */
export function columnsFilledRowByRow(step: Step): readonly AddColumn[] {
  const { rewrites } = step.traced.trace
  const added = operations(step.traced, 'add-column')
  const told = added.filter(isFilledRowByRow)
  if (!wasMeasured(step.traced)) return told
  const isRewritten = rewrites.some(name => step.liveTable(name) !== null)
  if (!isRewritten || changesType(step)) return []
  const called = added.filter(({ calls }) => calls.length > 0)
  const [culprits] = [told, called].filter(columns => columns.length > 0)
  // What is left is a type that checks its values, such as a domain.
  return culprits ?? (hasOtherRewrite(step) ? [] : added)
}

/** True where another rule tells that the rows are written anew: they are read for it anyway. */
export function isToldAsRewrite(step: Step): boolean {
  const isRewritten = step.traced.trace.rewrites.some(name => step.liveTable(name) !== null)
  return columnsFilledRowByRow(step).length > 0 || (isRewritten && changesType(step))
}

/** By its text: each row gets a value of its own, which has to be stored. */
export function isFilledRowByRow({ values, calls }: AddColumn): boolean {
  const isComputed = values === 'serial' || values === 'identity' || values === 'stored'
  return isComputed || (values === 'default' && calls.some(name => volatile.has(name)))
}

/** A new column that must not be null and has no value: the statement fails on the first row, which is told as such. */
export function isUnfilled({ notNull, values }: AddColumn): boolean {
  return notNull && values === 'null'
}

function changesType({ traced }: Step): boolean {
  return operations(traced, 'change-column-type').length > 0
}

function hasOtherRewrite({ traced }: Step): boolean {
  return operations(traced, 'alter-table').some(({ detail }) => rewritingDetails.has(detail))
}
