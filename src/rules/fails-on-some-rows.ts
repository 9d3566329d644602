import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { codeNote } from './support/database.ts'
import { oneLine } from './support/sql.ts'

export const rule: Rule = {
  id: 'fails-on-some-rows',
  covers: ['data-dependent-failure', 'constraint-violated-by-existing-rows'],
  title: 'Rows that may stand in production stop the deploy',
  why: [
    'The statement runs on the rows of the shadow, and stops at others that the schema before it allows: rows without',
    'a value, two with the same key, one that points nowhere, one that a new condition refuses. Whether such rows stand',
    'in production nobody knows here; on a development database they mostly do not.',
    '',
    'They were put into the shadow and the whole migration was run over them, so what it mends itself before the',
    'statement, such as by an UPDATE, is not told. The query of the fix counts them.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Count such rows on staging and on production first, and correct them in an earlier migration.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'ALTER TABLE orders ALTER customer_id SET NOT NULL;',
      also: ['set-not-null-scan'],
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);',
      up: 'CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (lower(email)) WHERE deleted_at IS NULL;',
    },
    {
      base: [
        'CREATE TABLE users (id int PRIMARY KEY);',
        'CREATE TABLE orders (id int PRIMARY KEY, user_id int, total int NOT NULL);',
      ].join('\n'),
      up: [
        'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total > 0) NOT VALID;',
        'ALTER TABLE orders VALIDATE CONSTRAINT orders_total;',
      ].join('\n'),
      note: 'The VALIDATE is what stops.',
      also: ['check-validates-existing-rows'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL);',
      up: 'CREATE TABLE refunds (id int PRIMARY KEY, order_id int REFERENCES orders);\nCREATE UNIQUE INDEX refunds_order ON refunds (order_id);',
      note: 'The table is new.',
      also: ['foreign-key-without-not-valid'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'UPDATE orders SET customer_id = 0 WHERE customer_id IS NULL;\nALTER TABLE orders ALTER customer_id SET NOT NULL;',
      note: 'The migration itself gives them a value.',
      also: ['set-not-null-scan', 'data-mixed-with-schema'],
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);',
      up: 'CREATE UNIQUE INDEX CONCURRENTLY users_email_id ON users (email, id);',
      note: 'No two rows can be in the way: a part of it is unique already.',
      also: ['redundant-index'],
    },
  ],
  *check(context) {
    for (const { migration, steps } of chapters(context)) {
      for (const { traced, liveTable } of steps) {
        const { stoppedBy, outcome } = traced.trace
        if (stoppedBy === null || outcome === 'failed' || liveTable(stoppedBy.table) === null) continue
        const { table, what, count, code } = stoppedBy
        yield {
          migration,
          statement: traced,
          message: `The deploy stops here if a row of ${table} ${oneLine(what)}${codeNote(code)}.`,
          fix: `Count such rows on staging with ${oneLine(count)}, and correct them in an earlier migration.`,
          evidence: 'measured',
        }
      }
    }
  },
}
