import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { addedChecks, checksByCode } from './support/checks.ts'
import { listed } from './support/names.ts'
import { alterInSteps } from './support/safe-alter.ts'
import { waitingTables } from './support/sizes.ts'

export const rule: Rule = {
  id: 'inline-check-on-new-column',
  title: 'CHECK behind a new column reads the whole table',
  why: [
    'A CHECK written behind ADD COLUMN is tried on every row under the ACCESS EXCLUSIVE lock of the statement,',
    'even where the new column has no default and every row holds a null, which passes.',
    'Until the last row is read, nobody can read or write the table.',
    '',
    'A foreign key behind a new column without a default reads nothing; a CHECK always does.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Add the column without the CHECK, then the CHECK as `NOT VALID`, and validate it in the next migration.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN total int CHECK (total >= 0);',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: [
        'ALTER TABLE orders',
        "  ADD COLUMN state text NOT NULL DEFAULT 'new, or so' CONSTRAINT known_state CHECK (state <> ''), -- as the shop has it",
        '  ADD COLUMN "Customer" int CONSTRAINT of_customer REFERENCES customers ON DELETE CASCADE,',
        '  ADD CHECK ("Customer" > 0 OR state IS NULL);',
      ].join('\n'),
      also: ['foreign-key-missing-index'],
    },
    {
      base: 'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;',
      up: 'ALTER TABLE events ADD COLUMN size int CHECK (size > 0);',
      note: 'The partitions are read.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'DO $$ BEGIN ALTER TABLE orders ADD COLUMN total int CHECK (total >= 0); END $$;',
      note: 'Code is run, so what it does is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN total int;\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;',
      note: 'It is instant; the next migration validates it.',
      also: ['constraint-left-not-valid'],
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;',
      note: 'Nothing is read for a foreign key of an empty column.',
      also: ['foreign-key-missing-index'],
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ADD COLUMN total int CHECK (total >= 0);',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total >= 0));',
      up: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS total int CHECK (total >= 0);',
      note: 'The column stands already: nothing is read.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, columns, fix } of [...byText(step), ...byCode(step)]) {
        const { named, tables } = waitingTables(context, step, [table])
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait while every row is checked because of the new ${columns.length === 1 ? 'column' : 'columns'} ${listed(columns)}.`,
          fix,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Scan {
  readonly table: string
  readonly columns: readonly string[]
  readonly fix: string
}

const advice =
  'Add the column without the CHECK, then the CHECK as NOT VALID, and validate it in the next migration.'

function byText(step: Step): readonly Scan[] {
  const { table, newColumns: columns } = addedChecks(step)
  if (table === null || columns.length === 0) return []
  return [{ table, columns, fix: alterInSteps(step, table) ?? advice }]
}

function byCode(step: Step): readonly Scan[] {
  return checksByCode(step).onNewColumns.map(scan => ({ ...scan, fix: advice }))
}
