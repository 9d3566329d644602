import type { Operation } from '../model/operation.ts'
import type { ReplayedMigration } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { lastPart, qualifier } from './support/names.ts'
import { remembered } from './support/remembered.ts'
import { inMigrations, withoutIfNotExists } from './support/sql.ts'
import { operations } from './support/traced.ts'
import { placeIn } from './support/transactions.ts'

type CreateIndex = Extract<Operation, { kind: 'create-index' }>

export const rule: Rule = {
  id: 'concurrent-index-if-not-exists',
  title: 'IF NOT EXISTS keeps a broken index',
  why: [
    'A concurrent build that is cancelled, or that meets a duplicate, leaves its index behind as INVALID:',
    'no query uses it, a unique one does not hold, and every write still pays for it.',
    'When the migration is run again, `IF NOT EXISTS` finds that index, says that all is well, and keeps it.',
  ].join('\n'),
  // Nothing breaks unless a build has failed before.
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Drop what a failed build may have left, with `DROP INDEX CONCURRENTLY IF EXISTS`, and build without `IF NOT EXISTS`.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop.users (id int PRIMARY KEY, email text);',
      up: '-- one account an address\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Users_email" ON shop.users (lower(email));',
      also: ['fails-on-some-rows'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: [
        'DROP INDEX CONCURRENTLY IF EXISTS orders_customer;',
        'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);',
      ].join('\n'),
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: [
        'DROP INDEX CONCURRENTLY IF EXISTS orders_customer;',
        'CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);',
      ].join('\n'),
      note: 'What a failed build left is dropped first, each time that the migration is run.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX orders_customer ON orders (customer_id);',
      up: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);',
      note: 'The index stands already: nothing is built that could fail.',
    },
    {
      up: [
        'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
        'CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);',
      ].join('\n'),
      note: 'The table is as young as the pull request.',
    },
  ],
  *check(context) {
    for (const { steps, migration, complete } of chapters(context)) {
      for (const step of steps) {
        const [index] = operations(step.traced, 'create-index')
        if (index === undefined || !mayStayBroken(index, step)) continue
        const isBuilt = migration.changes.some(
          ({ action, object, name }) =>
            action === 'add' && object === 'index' && lastPart(name) === lastPart(index.index ?? ''),
        )
        if (complete && !isBuilt) continue
        yield {
          migration,
          statement: step.traced,
          message: `If a build of ${index.index} fails or is cancelled, IF NOT EXISTS takes the invalid index that it left for the good one.`,
          fix: fixFor(step, index),
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

function mayStayBroken(index: CreateIndex, step: Step): boolean {
  const { migration, traced, liveTable } = step
  if (!index.concurrently || !index.ifNotExists || traced.trace.outcome === 'failed') return false
  const dropped = index.index === null ? undefined : firstDrops(migration).get(index.index)
  return liveTable(index.table) !== null && !(dropped !== undefined && dropped < placeIn(step))
}

/** Where each index is dropped first. */
const firstDrops = remembered(
  ({ statements }: ReplayedMigration) =>
    new Map(
      statements
        .flatMap((traced, place) =>
          operations(traced, 'drop-index').map(({ index }) => [index, place] as const),
        )
        .toReversed(),
    ),
)

function fixFor({ migration, traced }: Step, { index }: CreateIndex): string {
  const create = withoutIfNotExists(traced.statement.sql)
  if (create === null || index === null)
    return 'Drop what a failed build may have left with DROP INDEX CONCURRENTLY IF EXISTS, then build without IF NOT EXISTS.'
  // A name without a schema in the text is read as public, and search_path may mean another.
  const name = qualifier(index) === 'public' ? lastPart(index) : index
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${name};`
  // Two statements in one string would be one transaction.
  return migration.transaction === 'single-string' ? inMigrations([drop], [create]) : `${drop}\n${create}`
}
