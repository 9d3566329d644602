import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { addedChecks, checksByCode } from './support/checks.ts'
import { alterInSteps } from './support/safe-alter.ts'
import { waitingTables } from './support/sizes.ts'
import { validationsUnderLock } from './support/validation.ts'

export const rule: Rule = {
  id: 'check-validates-existing-rows',
  title: 'CHECK reads the whole table while reads and writes wait',
  why: [
    'Adding a CHECK takes an ACCESS EXCLUSIVE lock and then reads every row to see that it holds.',
    'Until the last row is read, nobody can read or write the table.',
    '',
    'A CHECK added as NOT VALID holds for new rows from the start and reads nothing;',
    'VALIDATE CONSTRAINT later reads the old rows while the application goes on.',
    'It has to be another transaction: a lock is kept until the end of the transaction that took it.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Add the CHECK as `NOT VALID`, and validate it in the next migration.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE "Order Lines" (id int PRIMARY KEY, note text, "from" int, "to" int);',
      up: 'ALTER TABLE "Order Lines" ADD CHECK ("from" <= "to"), ADD CHECK (note <> \'a  -- b\') NO INHERIT;',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total;',
      note: 'Both run in one transaction: the lock of the first is still held while the second reads the rows.',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;',
      up: 'ALTER TABLE events ADD CONSTRAINT events_id CHECK (id > 0);',
      note: 'The partitions are read.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'DO $$ BEGIN ALTER TABLE orders ADD CHECK (total >= 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$;',
      note: 'Code is run, so what it does is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;',
      note: 'Nothing is read. What is left to do is told.',
      also: ['constraint-left-not-valid'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;',
      up: 'ALTER TABLE orders VALIDATE CONSTRAINT orders_total;',
      note: 'Rows are read, and nobody waits.',
      also: ['fails-on-some-rows'],
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total >= 0));\nALTER TABLE orders ADD CHECK (id > 0);',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT ENFORCED;',
      note: 'PostgreSQL 18 reads nothing for a constraint that it does not enforce.',
      also: ['not-enforced-constraint'],
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      const place = {
        migration: step.migration,
        statement: step.traced,
        evidence: step.traced.trace.evidence,
      }
      for (const { tables, fix } of [...byText(step), ...byCode(step)]) {
        const waiting = waitingTables(context, step, tables)
        yield {
          ...place,
          message: `Reads and writes of ${waiting.named} wait while every row is checked.`,
          tables: waiting.tables,
          fix,
        }
      }
      for (const { table, type, waiting } of validationsUnderLock(step)) {
        if (type !== 'check') continue
        const { named, tables } = waitingTables(context, step, [table])
        yield {
          ...place,
          message: `${waiting} ${named} wait while every row is checked: its transaction holds a strong lock.`,
          tables,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`,
        }
      }
    }
  },
}

interface Scan {
  readonly tables: readonly string[]
  readonly fix: string
}

const advice = 'Add the CHECK as NOT VALID, and validate it in the next migration.'

function byText(step: Step): readonly Scan[] {
  const { table, onOldColumns } = addedChecks(step)
  if (table === null || onOldColumns.length === 0) return []
  return [{ tables: [table], fix: alterInSteps(step, table) ?? advice }]
}

function byCode(step: Step): readonly Scan[] {
  const { onOldColumns: tables } = checksByCode(step)
  return tables.length === 0 ? [] : [{ tables, fix: advice }]
}
