import { lock } from './context.ts'
import { inferredOf, measuredOf, testRows } from './rows.ts'

const orders = ['public.orders']
const renamed = 'rename table public.purchases was public.orders'

testRows([
  {
    title: 'a renamed table',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME TO purchases;',
        traces: [lock('public.orders')],
        changes: [renamed],
      },
    ],
    findings: [
      [
        measuredOf('rename-table'),
        'Code that still uses public.orders fails as soon as it is called purchases.',
        'ALTER TABLE public.orders RENAME TO purchases;\nCREATE VIEW public.orders AS SELECT * FROM public.purchases;',
      ],
    ],
  },
  {
    title: 'a table moved to another schema, each statement for itself',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders SET SCHEMA "Old";',
        transaction: 'none',
        traces: [lock('public.orders')],
        changes: ['rename table "Old".orders was public.orders'],
      },
    ],
    findings: [
      [
        measuredOf('rename-table'),
        'Code that still uses public.orders fails as soon as it is called "Old".orders.',
        'BEGIN;\nALTER TABLE public.orders SET SCHEMA "Old";\nCREATE VIEW public.orders AS SELECT * FROM "Old".orders;\nCOMMIT;',
      ],
    ],
  },
  {
    title: 'a schema under another name, one that the change made, and one with another owner',
    before: ['shop.orders'],
    migrations: [
      {
        sql: 'ALTER SCHEMA shop RENAME TO store;\nALTER SCHEMA shop OWNER TO app;',
        changes: ['rename schema store was shop'],
      },
      { sql: 'CREATE SCHEMA draft;', changes: ['add schema draft'] },
      { sql: 'ALTER SCHEMA draft RENAME TO ready;', changes: ['rename schema ready was draft'] },
    ],
    findings: [
      [
        measuredOf('rename-table'),
        'Code that still uses the schema shop fails as soon as it is called store.',
      ],
    ],
  },
  {
    title: 'a bridge under the old name',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;',
        traces: [lock('public.orders'), {}],
        changes: [renamed, 'add view public.orders'],
      },
    ],
    findings: [],
  },
  {
    title: 'a bridge that comes a migration later comes too late',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders RENAME TO purchases;', traces: [lock('public.orders')], changes: [renamed] },
      { sql: 'CREATE VIEW orders AS SELECT * FROM purchases;', changes: ['add view public.orders'] },
    ],
    findings: [measuredOf('rename-table')],
  },
  {
    title: 'an empty table under the old name is no bridge, one of which the old is a partition is',
    before: [...orders, 'public.lines'],
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME TO purchases;\nCREATE TABLE orders (id int);',
        traces: [lock('public.orders'), {}],
        changes: [renamed, 'add table public.orders'],
      },
      {
        sql: 'ALTER TABLE lines RENAME TO lines_1;\nCREATE TABLE lines (id int) PARTITION BY RANGE (id);\nALTER TABLE lines ATTACH PARTITION lines_1 DEFAULT;',
        traces: [lock('public.lines'), {}, lock('public.lines_1')],
        changes: [
          'rename table public.lines_1 was public.lines',
          'alter table public.lines_1 no partition bound → partition bound DEFAULT; now partition of public.lines',
          'add table public.lines',
        ],
      },
    ],
    findings: [measuredOf('rename-table')],
  },
  {
    title: 'two tables change places',
    before: [...orders, 'public.orders_next'],
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME TO orders_old;\nALTER TABLE orders_next RENAME TO orders;',
        traces: [lock('public.orders'), lock('public.orders_next')],
        changes: [
          'rename table public.orders_old was public.orders',
          'rename table public.orders was public.orders_next',
        ],
      },
    ],
    findings: [],
  },
  {
    title: 'a table takes the place of one that is dropped: the drop is told',
    before: [...orders, 'public.orders_next'],
    migrations: [
      {
        sql: 'DROP TABLE orders;\nALTER TABLE orders_next RENAME TO orders;',
        traces: [lock('public.orders'), lock('public.orders_next')],
        changes: ['drop table public.orders', 'rename table public.orders was public.orders_next'],
      },
    ],
    findings: [measuredOf('drop-table')],
  },
  {
    title: 'over two files: the name between was used by nobody',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders RENAME TO purchases;', traces: [lock('public.orders')], changes: [renamed] },
      {
        sql: 'ALTER TABLE purchases RENAME TO deals;',
        traces: [lock('public.purchases')],
        changes: ['rename table public.deals was public.purchases'],
      },
    ],
    findings: [measuredOf('rename-table')],
  },
  {
    title: 'a block of code, and a view',
    before: [...orders, 'public.recent'],
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;\nALTER VIEW recent RENAME TO latest;',
        traces: [lock('public.orders'), lock('public.recent')],
        changes: [renamed, 'rename view public.latest was public.recent'],
      },
    ],
    findings: [measuredOf('rename-table'), measuredOf('rename-table', '2-2')],
  },
  {
    title: 'renames where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'CREATE TABLE young (id int);',
          'ALTER TABLE young RENAME TO younger;',
          'ALTER TABLE orders RENAME TO purchases;',
          'ALTER TABLE lines RENAME TO items;',
          'CREATE VIEW lines AS SELECT * FROM items;',
          'ALTER SCHEMA shop RENAME TO "Store";',
          'CREATE SCHEMA draft;',
          'ALTER SCHEMA draft RENAME TO ready;',
        ].join('\n'),
      },
    ],
    findings: [
      inferredOf('rename-table', '3-3'),
      [
        inferredOf('rename-table', '6-6'),
        'Code that still uses the schema shop fails as soon as it is called "Store".',
      ],
    ],
  },
])
