import { failed, lock } from './context.ts'
import { testRows } from './rows.ts'

const missing = failed('42P01', 'relation "shop.lines" does not exist')
const head = 'statement-failed error measured 0001_change.sql:1-1'
const stops = 'The deploy stops here: relation "shop.lines" does not exist (SQLSTATE 42P01)'
const before = ['public.orders']
const alter = 'ALTER TABLE shop.lines ADD a int;'

testRows([
  {
    title: 'a later file of the change makes it',
    before,
    migrations: [
      { sql: alter, traces: [missing] },
      { sql: 'SELECT 1;\nCREATE TABLE shop.lines (id int PRIMARY KEY);' },
    ],
    findings: [
      [
        head,
        `${stops}; it is created later, by migrations/0002_change.sql, line 2.`,
        'Give migrations/0002_change.sql the lower number: it creates lines, which this one uses.',
      ],
    ],
  },
  {
    title: 'a later statement of the file makes it',
    before,
    migrations: [{ sql: `${alter}\nCREATE TABLE shop.lines (id int PRIMARY KEY);`, traces: [missing] }],
    findings: [
      [
        head,
        `${stops}; it is created later, by migrations/0001_change.sql, line 2.`,
        'Move the statement behind line 2, which creates lines.',
      ],
    ],
  },
  {
    title: 'a function that a later file makes',
    before,
    migrations: [
      { sql: 'SELECT sum_up(1);', traces: [failed('42883', 'function sum_up(integer) does not exist')] },
      { sql: 'CREATE FUNCTION sum_up(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;' },
    ],
    findings: [
      [
        head,
        'The deploy stops here: function sum_up(integer) does not exist (SQLSTATE 42883); it is created later, by migrations/0002_change.sql, line 1.',
      ],
    ],
  },
  {
    title: 'nothing makes it',
    before,
    migrations: [
      { sql: alter, traces: [missing] },
      { sql: 'CREATE TABLE other (id int PRIMARY KEY);', traces: [lock('x')] },
    ],
    findings: [[head, `${stops}.`]],
  },
])
