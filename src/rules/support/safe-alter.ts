import type { Operation } from '../../model/operation.ts'
import type { Step } from './chapters.ts'
import { constraintName } from './constraint-names.ts'
import { type KeyInSteps, keyInSteps } from './keys.ts'
import { columnsMadeRequired, requireColumns } from './not-null.ts'
import { columnsFilledRowByRow, isFilledRowByRow, isUnfilled } from './row-values.ts'
import { addColumn, canBeAddedAtOnce, defaultForNewRows, isFreeReference } from './safe-columns.ts'
import { inMigrations } from './sql.ts'
import { operations, wasMeasured } from './traced.ts'

type AddColumn = Extract<Operation, { kind: 'add-column' }>
type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

/** What one ALTER TABLE adds to one table. */
interface Addition {
  readonly step: Step
  readonly table: string
  readonly columns: readonly AddColumn[]
  readonly constraints: readonly AddConstraint[]
}

const fillFirst = '-- fill the existing rows in batches, and deploy code that always sets a value; then'

/**
 * The columns and constraints of an ALTER TABLE in migrations that never read or write all rows under a strong lock:
 * first what is instant, then the validation, then keys on indexes that are built CONCURRENTLY.
 * `null` where the statement holds something else, or something that has no such form.
 */
export function alterInSteps(step: Step, table: string): string | null {
  const columns = operations(step.traced, 'add-column')
  const constraints = operations(step.traced, 'add-constraint')
  const addition = { step, table, columns, constraints }
  const keys = keysOf(addition)
  if (keys === null || !isReadable(addition)) return null
  const { sql } = step.traced.statement
  const inline = constraints.filter(it => isFreeReference(it, columns))
  const later = constraints.filter(it => !isKey(it) && !inline.includes(it))
  const required = columnsToProve(addition)
  const migrations = [
    [
      ...columns.map(column => addColumn(column, inline, sql)),
      ...columns.flatMap(defaultForNewRows),
      ...later.map(it => addNotValid(step, table, it)),
      ...(columns.some(isUnfilled) ? [fillFirst] : []),
    ],
    [
      ...later
        .filter(({ validated }) => validated)
        .map(it => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraintName(step, table, it)};`),
      ...(required.length === 0 ? [] : [requireColumns(table, required)]),
    ],
    keys.map(({ index }) => index),
    [...keyNote(addition), ...keys.map(({ constraint }) => constraint)],
  ]
  return inMigrations(...migrations.filter(statements => statements.length > 0))
}

function isReadable({ step, table, columns, constraints }: Addition): boolean {
  const { operations: all, sql } = step.traced.statement
  const isKnown = (it: AddConstraint) => isKey(it) || it.type === 'check' || it.type === 'foreign-key'
  return (
    all.length === columns.length + constraints.length &&
    // A name that search_path completed means another table in a file of its own.
    [...columns, ...constraints].every(it => it.table === table) &&
    constraints.every(isKnown) &&
    canBeAddedAtOnce(columns, sql) &&
    // What the text does not tell, such as a domain that checks, has no form that is known to be instant.
    columnsFilledRowByRow(step).every(isFilledRowByRow) &&
    // Before version 18 a partitioned table takes no foreign key that is NOT VALID.
    !(isPartitioned(step, table) && constraints.some(({ type }) => type === 'foreign-key'))
  )
}

/** True where the partitions were read in the place of their partitioned table. */
export function isPartitioned({ traced, liveTable }: Step, table: string): boolean {
  const { scans } = traced.trace
  return wasMeasured(traced) && !scans.includes(table) && scans.some(name => liveTable(name) !== null)
}

function isKey({ type }: AddConstraint): boolean {
  return type === 'unique' || type === 'primary-key'
}

/** `null` where one of them has no form in steps. */
function keysOf({ step, table, constraints }: Addition): readonly KeyInSteps[] | null {
  const keys = constraints.filter(isKey)
  const known = keys.flatMap(key => keyInSteps(table, constraintName(step, table, key), key) ?? [])
  // A partitioned table takes over no index.
  return known.length < keys.length || (keys.length > 0 && isPartitioned(step, table)) ? null : known
}

function addNotValid(step: Step, table: string, constraint: AddConstraint): string {
  const { definition, columns } = constraint
  const text = /^references\b/i.test(definition)
    ? `FOREIGN KEY (${columns.join(', ')}) ${definition}`
    : definition
  const notValid = constraint.validated ? ' NOT VALID' : ''
  return `ALTER TABLE ${table} ADD CONSTRAINT ${constraintName(step, table, constraint)} ${text}${notValid};`
}

/** Columns that get a proof of NOT NULL: new ones that are filled by hand, and old ones of a primary key. */
function columnsToProve({ step, table, columns, constraints }: Addition): readonly string[] {
  const filled = columns.filter(it => it.notNull && (isFilledRowByRow(it) || isUnfilled(it)))
  const ofKey = constraints.filter(({ type }) => type === 'primary-key').flatMap(key => key.columns)
  const nullable = columnsMadeRequired(step.migration, table)
  return [...filled.map(({ column }) => column), ...ofKey.filter(column => nullable.includes(column))]
}

/** Where nothing was run, nobody knows which columns may be null. */
function keyNote({ step, columns, constraints }: Addition): readonly string[] {
  const isOld = ({ type, columns: own }: AddConstraint) =>
    type === 'primary-key' && own.some(name => !columns.some(({ column }) => column === name))
  return !wasMeasured(step.traced) && constraints.some(isOld)
    ? ['-- its columns must be NOT NULL already, or every row is read under a strong lock']
    : []
}
