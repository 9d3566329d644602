import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { keysByCode } from './support/constraints-by-code.ts'
import { qualifier } from './support/names.ts'
import { changedByCode } from './support/opaque.ts'
import { isToldAsRewrite, isUnfilled } from './support/row-values.ts'
import { alterInSteps, isPartitioned } from './support/safe-alter.ts'
import { operations, wasMeasured } from './support/traced.ts'

type Key = Extract<Operation, { kind: 'add-constraint' }>

import { waitingTables } from './support/sizes.ts'

export const rule: Rule = {
  id: 'unique-constraint-without-index',
  title: 'UNIQUE or PRIMARY KEY built while reads and writes wait',
  why: [
    'Adding a UNIQUE constraint or a primary key builds its index at once, under an ACCESS EXCLUSIVE lock.',
    'Until the last row is in the index, nobody can read or write the table.',
    'The same goes for a UNIQUE that is written behind a new column, even though the column is empty.',
    '',
    '`CREATE UNIQUE INDEX CONCURRENTLY` builds the same index while reads and writes go on,',
    'and `ADD CONSTRAINT … USING INDEX` takes it over at once.',
    'The columns of a primary key must be NOT NULL by then, or every row is read again.',
  ].join('\n'),
  severity: 'error',
  covers: ['primary-key-without-index', 'add-column-unique'],
  dialects: ['postgres'],
  fix: 'Build a unique index with `CREATE UNIQUE INDEX CONCURRENTLY` in a migration of its own, then add the constraint `USING INDEX`.',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text, tenant int);',
      up: 'ALTER TABLE users ADD CONSTRAINT one_account UNIQUE (tenant, email) DEFERRABLE INITIALLY DEFERRED;',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE "Users" (id int, "E-Mail" text);',
      up: 'ALTER TABLE "Users" ADD PRIMARY KEY (id), ADD UNIQUE NULLS NOT DISTINCT ("E-Mail") INCLUDE (id);',
      note: 'The column of the primary key may be null: it is proven first.',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE invoices (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN invoice_id int UNIQUE REFERENCES invoices;',
      note: 'The foreign key reads nothing, as the column is empty; the index is built all the same.',
    },
    {
      base: 'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;',
      up: 'ALTER TABLE events ADD UNIQUE (id, day);',
      note: 'An index is built on each partition.',
    },
    {
      base: 'CREATE TABLE users (id int, email text);',
      up: 'DO $$ BEGIN ALTER TABLE users ADD PRIMARY KEY (id); END $$;',
      note: 'Code is run, so what it does is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE UNIQUE INDEX users_email ON users (email);',
      up: 'ALTER TABLE users ADD CONSTRAINT users_email UNIQUE USING INDEX users_email;',
      note: 'The index stands already.',
    },
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);\nALTER TABLE users ADD UNIQUE (id, email);',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);',
      up: 'ALTER TABLE users ADD COLUMN IF NOT EXISTS email text UNIQUE;',
      note: 'The column stands already: nothing is built.',
    },
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE events_2026 PARTITION OF events DEFAULT;',
        'ALTER TABLE events_2026 ADD UNIQUE (id, day);',
      ].join('\n'),
      up: 'ALTER TABLE events ADD UNIQUE (id, day);',
      note: 'Every partition has the constraint already, and the partitioned table takes it over.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { tables, fix } of [...byText(step), ...byCode(step)]) {
        const waiting = waitingTables(context, step, tables)
        yield {
          migration: step.migration,
          statement: step.traced,
          tables: waiting.tables,
          message: `Reads and writes of ${waiting.named} wait until the unique index is built.`,
          fix,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Build {
  readonly tables: readonly string[]
  readonly fix: string
}

const advice =
  'Build a unique index with CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then add the constraint with USING INDEX.'

function byText(step: Step): readonly Build[] {
  const { traced } = step
  const [key] = operations(traced, 'add-constraint').filter(it => isKey(it) && !isTooEarly(step, it))
  if (key === undefined || traced.trace.outcome === 'failed') return []
  const table = step.liveTable(key.table)
  const isNew = operations(traced, 'create-table').length > 0
  const isRead = !wasMeasured(traced) || traced.trace.scans.some(name => step.liveTable(name) !== null)
  // Rows that are written anew have their indexes built for it, which another rule tells.
  if (table === null || isNew || !isRead || isToldAsRewrite(step)) return []
  const onPartitions = isPartitioned(step, table)
    ? `On each partition of ${table} build the unique index CONCURRENTLY and make it a constraint with USING INDEX; then add the constraint to ${table}, which takes those over.`
    : advice
  return [{ tables: [table], fix: alterInSteps(step, table) ?? onPartitions }]
}

function isKey({ type, usingIndex }: Key): boolean {
  return (type === 'unique' || type === 'primary-key') && !usingIndex
}

/** The key of a required column without a value: the statement fails before it comes to the index. */
function isTooEarly({ traced }: Step, { columns }: Key): boolean {
  return operations(traced, 'add-column').some(it => columns.includes(it.column) && isUnfilled(it))
}

function byCode(step: Step): readonly Build[] {
  const unfilled = changedByCode(step, 'add', 'column')
    .filter(({ detail }) => / not null$/.test(detail))
    .map(({ name }) => qualifier(name))
  const tables = [...new Set(keysByCode(step).map(({ name }) => qualifier(name)))].filter(
    table => !unfilled.includes(table),
  )
  return tables.length === 0 ? [] : [{ tables, fix: advice }]
}
