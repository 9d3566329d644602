import type { Operation } from '../model/operation.ts'
import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { deriveName, qualifier } from './support/names.ts'
import { changedByCode } from './support/opaque.ts'
import { inMigrations, oneLine } from './support/sql.ts'
import { operations, wasMeasured } from './support/traced.ts'

type ForeignKey = Extract<Operation, { kind: 'add-constraint' }>

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
  dialects: ['postgres'],
  fix: 'Add the key as `NOT VALID`, and validate it in the next migration.',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN customer_id int DEFAULT 1 REFERENCES customers;',
      note: 'The default gives every row a value, so every row is checked.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;',
      note: 'The new column holds only nulls: nothing is read.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int, customer_id int);\nALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;',
      note: 'The table with the key is new and empty.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, parent, fix } of [...byText(step), ...byCode(step)]) {
        const tables = parent === table ? table : `${table} and ${parent}`
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Writes to ${tables} wait while every row of ${table} is looked up in ${parent}.`,
          fix,
          evidence: step.traced.trace.evidence,
        }
      }
      for (const { table, message } of validatedUnderLock(step)) {
        yield {
          migration: step.migration,
          statement: step.traced,
          message,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Lookup {
  readonly table: string
  readonly parent: string
  readonly fix: string
}

const advice = 'Add the foreign key as NOT VALID, and validate it in the next migration.'

function byText(step: Step): readonly Lookup[] {
  return operations(step.traced, 'add-constraint').flatMap(key => {
    const table = step.liveTable(key.table)
    if (table === null || !readsRows(step, table, key)) return []
    return [{ table, parent: key.references ?? 'its parent', fix: notValid(step, table, key) }]
  })
}

const strong = ['ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']

/** VALIDATE reads the rows while writes go on, unless its transaction holds a lock that shuts the writers out. */
function validatedUnderLock(step: Step): readonly { readonly table: string; readonly message: string }[] {
  const { trace, heldBefore } = step.traced
  if (trace.outcome === 'failed') return []
  return operations(step.traced, 'validate-constraint').flatMap(({ table: named, constraint }) => {
    const table = step.liveTable(named)
    if (table === null) return []
    const keys = keysBefore(step, named, constraint)
    const isHeld = heldBefore.some(({ relation, mode }) => relation === table && strong.includes(mode))
    const isRead = trace.scans.some(name => step.liveTable(name) !== null)
    const waits = wasMeasured(step.traced)
      ? isHeld && isRead && (keys.length > 0 || looksUpParent(step, table, constraint))
      : keys.some(({ traced }) => sharesTransaction(step, traced))
    const message = `Writes to ${table} wait while every row is checked: the strong lock from an earlier statement of the transaction is still held.`
    return waits ? [{ table, message }] : []
  })
}

/** The earlier statements of the migration that added the key. */
function keysBefore({ migration, traced }: Step, table: string, constraint: string) {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced))
  return before
    .filter(({ trace }) => trace.outcome !== 'failed')
    .flatMap(earlier =>
      operations(earlier, 'add-constraint')
        .filter(key => key.type === 'foreign-key' && key.table === table)
        // A name that the server makes is not in the text.
        .filter(key => key.constraint === constraint || (key.constraint === null && !key.validated))
        .map(key => ({ key, traced: earlier })),
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
function sharesTransaction({ migration, traced }: Step, earlier: TracedStatement): boolean {
  const { statements } = migration
  const between = statements.slice(statements.indexOf(earlier), statements.indexOf(traced) + 1)
  return between.every(
    it =>
      it.inTransaction &&
      !operations(it, 'transaction').some(({ verb }) => verb === 'commit' || verb === 'rollback'),
  )
}

/** A block of code that read a table which has a valid foreign key more afterwards. */
function byCode(step: Step): readonly Lookup[] {
  return changedByCode(step, 'add', 'constraint').flatMap(({ name, detail }) => {
    const table = qualifier(name)
    const parent = /^FOREIGN KEY .* REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(detail)?.[1]
    const isValid = !/ NOT (?:VALID|ENFORCED)\b/.test(detail)
    return parent !== undefined && isValid && step.traced.trace.scans.includes(table)
      ? [{ table, parent, fix: advice }]
      : []
  })
}

function readsRows(step: Step, table: string, key: ForeignKey): boolean {
  const { trace } = step.traced
  if (key.type !== 'foreign-key' || !key.validated || trace.outcome === 'failed') return false
  if (!wasMeasured(step.traced)) return !isOnNewEmptyColumn(step, key)
  // Partitions are read in the place of their partitioned table; the parent alone does not count.
  return trace.scans.some(
    name => step.liveTable(name) !== null && (name === table || name !== key.references),
  )
}

function isOnNewEmptyColumn({ traced }: Step, key: ForeignKey): boolean {
  return operations(traced, 'add-column').some(
    ({ table, column, default: value }) =>
      table === key.table && key.columns.includes(column) && value === null,
  )
}

/** The author's own constraint with NOT VALID where it is a statement of its own, else advice. */
function notValid({ traced }: Step, table: string, key: ForeignKey): string {
  const sql = oneLine(traced.statement.sql)
  const start = sql.search(/\bforeign\s+key\b/i)
  const alone = traced.statement.operations.length === 1 && !/--|\/\*/.test(sql)
  if (operations(traced, 'add-column').some(({ column }) => key.columns.includes(column)))
    return 'Add the column without a default first, then the foreign key as NOT VALID, and validate it in the next migration.'
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
