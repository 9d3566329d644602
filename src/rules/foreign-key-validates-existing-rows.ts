import type { Operation } from '../model/operation.ts'
import type { Lock } from '../model/trace.ts'
import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { heldTables } from './support/held-locks.ts'
import { deriveName, qualifier } from './support/names.ts'
import { changedByCode } from './support/opaque.ts'
import { columnsFilledRowByRow, isUnfilled } from './support/row-values.ts'
import { alterInSteps } from './support/safe-alter.ts'
import { inMigrations, oneLine } from './support/sql.ts'
import { operations, wasMeasured } from './support/traced.ts'
import { validationsUnderLock } from './support/validation.ts'
import { isEmptyYet } from './support/whole-writes.ts'

type ForeignKey = Extract<Operation, { kind: 'add-constraint' }>

import { waitingTables } from './support/sizes.ts'

export const rule: Rule = {
  id: 'foreign-key-validates-existing-rows',
  title: 'Foreign key checks all existing rows while writes wait',
  why: [
    'Adding a foreign key takes a SHARE ROW EXCLUSIVE lock on both tables and reads every row of both.',
    'Until that is done, no row of either table can be written.',
    '',
    'A key added as NOT VALID checks new rows from the start and reads nothing;',
    'VALIDATE CONSTRAINT later reads the old rows while writes go on.',
    'A column that is added together with its reference, without a default, holds only nulls: nothing is read.',
  ].join('\n'),
  severity: 'error',
  covers: ['inline-foreign-key-on-new-column', 'validate-in-same-transaction'],
  dialects: ['postgres'],
  fix: 'Add the key as `NOT VALID`, and validate it in the next migration.',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX ON orders (customer_id);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN customer_id int DEFAULT 1 REFERENCES customers;',
      note: 'The default gives every row a value, so every row is checked.',
      also: ['fails-on-some-rows', 'foreign-key-missing-index'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX ON orders (customer_id);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;',
      note: 'Nothing is read. What is left to do is told.',
      also: ['constraint-left-not-valid'],
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;\nCREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);',
      note: 'The new column holds only nulls: nothing is read.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int, customer_id int);\nALTER TABLE orders ADD PRIMARY KEY (customer_id), ADD FOREIGN KEY (customer_id) REFERENCES customers;',
      note: 'The table with the key is new and empty.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, parent, empty, fix } of [...byText(context, step), ...byCode(step)]) {
        const live = liveOf(step, [table, parent])
        const { named, tables } = waitingTables(context, step, live)
        const work = empty ? `is read, though none points to ${parent} yet` : `is looked up in ${parent}`
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Writes to ${named}${alsoReads(step, live)} wait while every row of ${table} ${work}.`,
          fix,
          evidence: step.traced.trace.evidence,
        }
      }
      for (const { table, type } of validationsUnderLock(step)) {
        if (type !== 'foreign-key') continue
        const { named, tables } = waitingTables(context, step, [table])
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Writes to ${named} wait while every row is checked: the strong lock from an earlier statement of the transaction is still held.`,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

/** A parent that the change itself makes keeps nobody waiting. */
function liveOf(step: Step, tables: readonly string[]): readonly string[] {
  return [...new Set(tables)].filter(table => step.liveTable(table) !== null)
}

/** Readers wait as well for what the statement itself, or an earlier one of its transaction, locks against them. */
function alsoReads(step: Step, live: readonly string[]): string {
  const held = heldTables(step).filter(
    ({ table, waiting }) => waiting === 'Reads and writes of' && live.includes(table),
  )
  const isShut = ({ relation, mode }: Lock) =>
    mode === 'AccessExclusiveLock' && live.includes(relation) && !held.some(({ table }) => table === relation)
  const shut = [
    ...held.map(({ table, line }) => `of ${table}, which line ${line} keeps locked`),
    ...step.traced.trace.locks.filter(isShut).map(({ relation }) => `of ${relation}`),
  ]
  return shut.length === 0 ? '' : `, and reads ${shut.join(', and ')},`
}

interface Lookup {
  readonly table: string
  readonly parent: string
  /** The key is of columns that hold nothing in any row yet. */
  readonly empty: boolean
  readonly fix: string
}

const advice = 'Add the foreign key as NOT VALID, and validate it in the next migration.'

function byText(context: RuleContext, step: Step): readonly Lookup[] {
  return operations(step.traced, 'add-constraint').flatMap(key => {
    const table = step.liveTable(key.table)
    if (table === null || !readsRows(step, table, key)) return []
    const empty =
      newColumnOf(step, key)?.values === 'null' ||
      key.columns.some(column => isEmptyYet(context, step, table, column))
    return [{ table, parent: key.references ?? 'its parent', empty, fix: notValid(step, table, key) }]
  })
}

/** A block of code that read a table which has a valid foreign key more afterwards. */
function byCode(step: Step): readonly Lookup[] {
  return changedByCode(step, 'add', 'constraint').flatMap(({ name, detail }) => {
    const table = qualifier(name)
    const parent = /^FOREIGN KEY .* REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(detail)?.[1]
    const isValid = !/ NOT (?:VALID|ENFORCED)\b/.test(detail)
    return parent !== undefined && isValid && step.traced.trace.scans.includes(table)
      ? [{ table, parent, empty: false, fix: advice }]
      : []
  })
}

function readsRows(step: Step, table: string, key: ForeignKey): boolean {
  const { trace } = step.traced
  if (key.type !== 'foreign-key' || !key.validated || trace.outcome === 'failed') return false
  // A table that this statement makes has no rows; where IF NOT EXISTS finds one, nothing is added.
  if (operations(step.traced, 'create-table').some(made => made.table === key.table)) return false
  const column = newColumnOf(step, key)
  // Rows that are written anew for the column are told as such.
  if (column !== undefined && columnsFilledRowByRow(step).length > 0) return false
  if (!wasMeasured(step.traced)) return column === undefined || column.default !== null
  if (column?.default === null && isReadForAnother(step, key)) return false
  // Partitions are read in the place of their partitioned table; the parent alone does not count.
  return trace.scans.some(
    name => step.liveTable(name) !== null && (name === table || name !== key.references),
  )
}

function newColumnOf({ traced }: Step, key: ForeignKey) {
  return operations(traced, 'add-column').find(
    ({ table, column }) => table === key.table && key.columns.includes(column),
  )
}

/** What is read was read for another part of the statement: the parent was not looked at. */
function isReadForAnother({ traced }: Step, key: ForeignKey): boolean {
  const reads =
    operations(traced, 'add-constraint').some(({ type }) => type !== 'foreign-key') ||
    operations(traced, 'add-column').some(isUnfilled) ||
    operations(traced, 'set-not-null').length > 0
  const isParentRead = key.references !== null && traced.trace.scans.includes(key.references)
  return reads && (key.references === key.table || !isParentRead)
}

/** The author's own constraint with NOT VALID where it is a statement of its own, else advice. */
function notValid(step: Step, table: string, key: ForeignKey): string {
  const { traced } = step
  const sql = oneLine(traced.statement.sql)
  const start = sql.search(/\bforeign\s+key\b/i)
  const alone = traced.statement.operations.length === 1 && !/--|\/\*/.test(sql)
  if (newColumnOf(step, key) !== undefined)
    return (
      alterInSteps(step, table) ??
      'Add the column without a default first, then the foreign key as NOT VALID, and validate it in the next migration.'
    )
  // Before version 18 a partitioned table takes no key that is NOT VALID.
  if (wasMeasured(traced) && !traced.trace.scans.includes(table))
    return `Add the key to each partition as NOT VALID and validate it there, then add it to ${table}.`
  if (!alone || start === -1) return advice
  const name = key.constraint ?? deriveName([table, ...key.columns], '_fkey')
  return inMigrations(
    [`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${sql.slice(start)} NOT VALID;`],
    [`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`],
  )
}
