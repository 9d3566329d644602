import { lock, notRun } from './context.ts'
import { testRows } from './rows.ts'

const before = ['public.orders', 'shop.orders']
const create = 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (a);'
const alone = { evidence: 'inferred', ...lock('public.orders', 'ShareUpdateExclusiveLock') } as const
const told = (line = '1', file = '0001') =>
  `concurrent-index-if-not-exists warning inferred ${file}_change.sql:${line}-${line}`

testRows([
  {
    title: 'IF NOT EXISTS on a concurrent build',
    before,
    migrations: [{ sql: create, traces: [alone], changes: ['add index public.i'] }],
    findings: [
      [
        told(),
        'If a build of public.i fails or is cancelled, IF NOT EXISTS takes the invalid index that it left for the good one.',
        'DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON orders (a);',
      ],
    ],
  },
  {
    title: 'in another schema, sent as one string: two migrations',
    before,
    migrations: [
      {
        sql: '/* fast */ create unique index concurrently if not exists "I" on shop.orders (a);',
        transaction: 'single-string',
        traces: [alone],
        changes: ['add index shop."I"'],
      },
    ],
    findings: [
      [
        told(),
        'If a build of shop."I" fails or is cancelled, IF NOT EXISTS takes the invalid index that it left for the good one.',
        'DROP INDEX CONCURRENTLY IF EXISTS shop."I";\n-- in the next migration:\ncreate unique index concurrently "I" on shop.orders (a);',
      ],
    ],
  },
  {
    title: 'the index stands already, the table is young, or what may be left is dropped first',
    before,
    migrations: [
      { sql: create, traces: [alone] },
      {
        sql: `CREATE TABLE young (a int);\n${create.replace('orders', 'young')}`,
        traces: [{}, alone],
        changes: ['add table public.young', 'add index public.i'],
      },
      {
        sql: `DROP INDEX CONCURRENTLY IF EXISTS i;\n${create}`,
        traces: [alone, alone],
        changes: ['add index public.i'],
      },
    ],
    findings: [],
  },
  {
    title: 'a drop in another migration is not run again with the build',
    before,
    migrations: [
      { sql: 'DROP INDEX CONCURRENTLY IF EXISTS i;', traces: [alone] },
      { sql: create, traces: [alone], changes: ['add index public.i'] },
    ],
    findings: [told('1', '0002')],
  },
  {
    title: 'where nothing was run',
    before: null,
    migrations: [{ sql: `CREATE INDEX CONCURRENTLY k ON orders (a);\n${create}`, traces: [notRun, notRun] }],
    findings: [told('2')],
  },
])
