import { expect, test } from 'vitest'
import { renderText } from '../../src/report/text.ts'
import {
  aDown,
  aFinding,
  aMigration,
  aReview,
  blockingReview,
  cleanReview,
  onlyReadReview,
  unsettledReview,
} from '../support/reviews.ts'

const plain = { color: false }

test('quiet when all is well', () => {
  expect(renderText(cleanReview, plain)).toMatchInlineSnapshot(`
    "✓ safe to merge
      2 migrations, 3 statements measured, both downs proven, no data lost (embedded PostgreSQL 18.6)
    "
  `)
})

test('findings like a compiler, the verdict last', () => {
  expect(renderText(blockingReview, plain)).toMatchInlineSnapshot(`
    "db/migrations/0023_orders_customer.sql:4: error: Reads and writes of public.orders wait while every row is checked for a null in public.orders.customer_id. [set-not-null-scan]
      4 | ALTER TABLE orders ALTER customer_id SET NOT NULL
      measured: ACCESS EXCLUSIVE on public.orders, full scan, no rewrite
      instead:
        ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_not_null CHECK (public.orders.customer_id IS NOT NULL) NOT VALID;
        -- in the next migration:
        ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_not_null;
        ALTER TABLE public.orders ALTER COLUMN customer_id SET NOT NULL;
        ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_not_null;

    db/migrations/0024_customers_fax.sql:1: error: public.customers.fax and its values are gone, and code that still reads it fails. [drop-column]
      1 | ALTER TABLE customers DROP COLUMN fax
      measured: ACCESS EXCLUSIVE on public.customers
      instead: Deploy code that no longer uses it, then drop it in a later release.

    db/migrations/0022_refunds.sql:4: warning: Deleting a row of public.orders will scan public.refunds: its foreign key has no index. [foreign-key-missing-index]
      4 | order_id bigint NOT NULL REFERENCES orders (id),
      from the text
      instead: CREATE INDEX CONCURRENTLY ON public.refunds (order_id);

    db/migrations/0022_refunds.sql:2: notice: Writes to public.orders wait for a moment while the foreign key is made. [lock-on-small-table]
      2 | CREATE TABLE refunds (
      measured: SHARE ROW EXCLUSIVE on public.orders

    What changes
      + table   refunds             6 columns, 1 index, references public.orders
      ! column  orders.customer_id  bigint → bigint not null
      - column  customers.fax       varchar(40)

    The way back
      0022_refunds             yours      ✓ restored                      ✓ nothing to lose
      0023_orders_customer     generated  ✓ restored                      ✓ kept
      0024_customers_fax       generated  ✓ restored, other column order  ✗ lost: customers.fax
      all of them, last first             ✓ restored, other column order

    ✗ 2 problems block this merge
      3 migrations, 5 of 5 statements measured (embedded PostgreSQL 18.6)
      by the snapshot: staging, as of 2026-11-20 08:00 UTC, no drift
    "
  `)
})

test('what could not be found out', () => {
  expect(renderText(unsettledReview, plain)).toMatchInlineSnapshot(`
    "db/migrations/0030_search.sql:1: error: Nobody knows what this does in production: relation "places" does not exist. [could-not-verify]
      1 | CREATE INDEX places_near ON places USING gist (spot)
      from the text
      instead: Remove the reason, or review the statement by hand and accept it.

    db/migrations/0030_search.sql:2: error: The deploy stops here: PostgreSQL cannot read this (syntax error at or near "TABEL"). [unparsed-statement]
      2 | CREATE TABEL oops (id int)
      from the text
      instead: Correct the syntax.

    Accepted on purpose
      db/migrations/0031_statuses.sql:1: accepted: column-type-rewrite, because the table is empty until the launch in May

    The way back
      0030_search              yours  ✗ cannot be undone: line 1: table "refunds" does not exist  ? unknown
      0031_statuses            yours  ✗ not restored: lost index orders_status                    ? unknown
      all of them, last first         ? not verified

    Drift: the snapshot differs from what the migrations of the base build
      + index  orders_hotfix  on orders using btree (id)

    The base on which this was tried
      db/migrations/0003_reports.sql:4: role reporting is made by no migration before it is used: it was made for the replay

    Statements of the base that could not be replayed
      db/migrations/0007_postgis.sql:1: extension "postgis" is not available

    ✗ 2 problems block this merge
      2 migrations, 1 of 4 statements measured, 1 not run, 1 not understood, 1 not verified (embedded PostgreSQL 18.6)
    "
  `)
})

test('what was only read', () => {
  expect(renderText(onlyReadReview, plain)).toMatchInlineSnapshot(`
    "✓ nothing found by reading
      1 migration, 1 statement read and none run: locks, scans and the way back are not measured
    "
  `)
})

test('colour only where it is asked for', () => {
  const esc = String.fromCharCode(27)
  expect(renderText(blockingReview, { color: false })).not.toContain(esc)
  const colored = renderText(blockingReview, { color: true })
  expect(colored).toContain(`${esc}[31merror${esc}[39m`)
  expect(colored.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), '')).toBe(renderText(blockingReview, plain))
})

test('a hostile migration cannot drive the terminal', () => {
  const hostile = 'x\u001b]0;owned\u0007\u001b[2J\u202e\rsafe to merge'
  const migration = aMigration(hostile, {
    path: hostile,
    changes: [{ action: 'add', object: hostile, name: hostile, detail: hostile }],
    down: aDown({ losses: [hostile], restoresData: 'no' }),
  })
  const review = aReview({
    migrations: [migration],
    drift: migration.changes,
    baseProblems: [{ path: hostile, line: 1, code: hostile, message: hostile }],
    baseNotices: [{ kind: 'role', name: hostile, path: hostile, line: 1, message: hostile }],
    findings: [
      aFinding({ path: hostile, rule: hostile, message: hostile, fix: hostile }),
      aFinding({ path: hostile, suppressed: hostile }),
    ],
  })
  expect(renderText(review, plain)).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
})
