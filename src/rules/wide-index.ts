import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

/** Keys behind the third rarely narrow a search any more. */
const wide = 4

export const rule: Rule = {
  id: 'wide-index',
  preset: 'style',
  title: 'Index of four keys and more',
  why: [
    'An index serves queries that name its first keys, one after the other; those behind the third rarely leave fewer',
    'rows to read, and each makes the index larger and every write slower. A unique index is not told: there each key',
    'says what may be there once.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres', 'sqlite'],
  fix: 'Keep the three keys that narrow most; in PostgreSQL put what is only read behind `INCLUDE`.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int);',
      up: 'CREATE INDEX CONCURRENTLY orders_all ON orders (a, b, c, lower(d::text));',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, d INTEGER);',
      up: 'CREATE INDEX orders_all ON orders (a, b, c, d);',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int);',
      up: 'CREATE INDEX CONCURRENTLY orders_all ON orders (a, b, c) INCLUDE (d);',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int);',
      up: 'CREATE UNIQUE INDEX CONCURRENTLY orders_all ON orders (a, b, c, d);',
      also: ['fails-on-some-rows'],
    },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome === 'failed') continue
      for (const { table, index, columns, unique } of operations(traced, 'create-index')) {
        if (unique || columns.length < wide) continue
        yield {
          migration,
          statement: traced,
          message: `${index ?? `The index of ${table}`} has ${columns.length} keys: those behind the third rarely pay for what they cost each write.`,
          fix: 'Keep the three keys that narrow most.',
          evidence: 'inferred',
        }
      }
    }
  },
}
