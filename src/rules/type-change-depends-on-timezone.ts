import type { Rule } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { type RetypedColumn, retypedColumns } from './support/retyped.ts'
import { waitingTables } from './support/sizes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'type-change-depends-on-timezone',
  title: 'What the type change costs and means depends on the time zone of the session',
  why: [
    'Between `timestamp` and `timestamptz`, PostgreSQL leaves the rows alone only where the session that runs the',
    'migration has `TimeZone` UTC, as the shadow has. With any other, every row is written anew under an ACCESS',
    'EXCLUSIVE lock. And the values are read as times of that zone: with the wrong one, each moment is shifted.',
    'The zone comes from the server, the role, the driver or an environment variable, and differs from one machine to',
    'the next. Where the migration sets it, what was measured holds, and this rule is silent.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: [
    'Set `TimeZone` to UTC in the migration where the stored times are UTC.',
    'Where they are of another zone, the rows have to be written anew: add a column, and copy them in batches.',
  ].join(' '),
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);',
      up: 'ALTER TABLE orders ALTER COLUMN paid_at TYPE timestamptz;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "paidAt" timestamptz NOT NULL);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Orders" ALTER "paidAt" SET DATA TYPE timestamp;',
      note: 'The way back is the same.',
    },
    {
      base: [
        'CREATE TABLE events (id int, at timestamp) PARTITION BY RANGE (id);',
        'CREATE TABLE events_all PARTITION OF events DEFAULT;',
      ].join('\n'),
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE events ALTER at TYPE timestamp with time zone'; END $$;",
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);',
      up: "SET LOCAL TimeZone = 'UTC';\nALTER TABLE orders ALTER COLUMN paid_at TYPE timestamptz;",
      note: 'Pinned, so that it is free everywhere.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp(3));',
      up: 'ALTER TABLE orders ALTER COLUMN paid_at TYPE timestamp;',
      note: 'No time zone comes into it.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);\nALTER TABLE orders ALTER COLUMN paid_at TYPE timestamptz;',
      note: 'The table is new.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const free = retypedColumns(chapter).filter(it => crossesZones(it) && isFree(it) && !isPinned(it.step))
      for (const [step, columns] of Map.groupBy(free, ({ step }) => step)) {
        const [{ table }] = columns as [RetypedColumn]
        const { named, tables } = waitingTables(context, step, [table])
        const names = columns.map(({ column }) => `${table}.${column}`).join(', ')
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Free only in a session with TimeZone UTC; with another, reads and writes of ${named} wait while every row is written anew, and ${names} is read as times of that zone.`,
          fix:
            pinned(step, table) ??
            'Set TimeZone to UTC before it in the migration, if the stored times are UTC.',
          evidence: 'inferred',
        }
      }
    }
  },
}

const withZone = /^timestamp(?:\(\d\))? with time zone$/
const withoutZone = /^timestamp(?:\(\d\))? without time zone$/

function crossesZones({ from, to }: RetypedColumn): boolean {
  return (withZone.test(from) && withoutZone.test(to)) || (withoutZone.test(from) && withZone.test(to))
}

/** Where something was written anew all the same, another rule tells that the table waits. */
function isFree({ step: { traced } }: RetypedColumn): boolean {
  return traced.trace.rewrites.length === 0
}

function isPinned({ migration, traced }: Step): boolean {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced))
  return before.some(it =>
    operations(it, 'set').some(({ name, value }) => name === 'timezone' && value !== null),
  )
}

/** The statement again, with the time zone set for its transaction. */
function pinned({ traced }: Step, table: string): string | null {
  const changes = operations(traced, 'change-column-type')
  // A name that search_path completed means another table in a file of its own.
  const isOwn = changes.length > 0 && changes.every(it => it.table === table)
  if (!isOwn || !traced.inTransaction) return null
  return `SET LOCAL TimeZone = 'UTC';\n${traced.statement.sql};`
}
