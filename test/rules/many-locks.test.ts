import { lock } from './context.ts'
import { testRows } from './rows.ts'

const before = ['public.orders', 'public.lines', 'public.users']
const alter = (table: string) => ({
  sql: `ALTER TABLE ${table} ADD COLUMN a int;`,
  traces: [lock(`public.${table}`)],
})
const weak = {
  sql: 'UPDATE orders SET a = 1 WHERE a = 2;',
  traces: [lock('public.orders', 'RowExclusiveLock')],
}

testRows([
  {
    title: 'one table, five files',
    before,
    migrations: [
      alter('orders'),
      alter('orders'),
      alter('lines'),
      alter('orders'),
      alter('orders'),
      alter('orders'),
    ],
    findings: [
      [
        'cumulative-lock-budget notice measured 0006_change.sql:1-1',
        'public.orders is locked against reads and writes by 5 migrations of this change, and each waits for its running queries anew.',
      ],
    ],
  },
  {
    title: 'one table under two names',
    before,
    migrations: [
      alter('orders'),
      alter('orders'),
      alter('orders'),
      {
        sql: 'ALTER TABLE orders RENAME TO sales;\nCREATE VIEW orders AS SELECT * FROM sales;',
        traces: [lock('public.orders')],
      },
      alter('sales'),
    ],
    findings: [
      [
        'cumulative-lock-budget notice measured 0005_change.sql:1-1',
        'public.orders is locked against reads and writes by 5 migrations of this change, and each waits for its running queries anew.',
      ],
    ],
  },
  {
    title: 'four files, weak locks, a young table',
    before,
    migrations: [
      alter('orders'),
      alter('orders'),
      alter('orders'),
      alter('orders'),
      weak,
      { sql: 'CREATE TABLE young (id int PRIMARY KEY);' },
      ...Array.from({ length: 5 }, () => alter('young')),
    ],
    findings: [],
  },
])
