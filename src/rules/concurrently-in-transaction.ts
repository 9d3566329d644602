import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { failsConcurrently } from './support/failures.ts'

export const rule: Rule = {
  id: 'concurrently-in-transaction',
  title: 'CONCURRENTLY inside a transaction',
  why: [
    'A concurrent build commits between its phases, so PostgreSQL refuses it inside a transaction block, a function',
    'or a `DO` block (SQLSTATE 25001): the migration stops there and the deploy with it.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Put the statement into a migration of its own that is not wrapped in a transaction.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'BEGIN;\nCREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);\nCOMMIT;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: "DO $$ BEGIN EXECUTE 'CREATE INDEX CONCURRENTLY ON orders (customer_id)'; END $$;",
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);',
      note: 'A file without BEGIN: the statement is run alone.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: [
        'BEGIN;',
        'ALTER TABLE orders ADD COLUMN note text;',
        'COMMIT;',
        'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);',
      ].join('\n'),
    },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (!failsConcurrently(migration, traced)) continue
      yield {
        migration,
        statement: traced,
        message:
          'The deploy stops here: PostgreSQL refuses CONCURRENTLY inside a transaction (SQLSTATE 25001).',
        fix: 'Move the statement into a migration of its own, without BEGIN and COMMIT and not inside a block of code.',
        evidence: traced.trace.outcome === 'failed' ? 'measured' : 'inferred',
      }
    }
  },
}
