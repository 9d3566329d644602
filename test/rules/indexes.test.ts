import { expect, test } from 'vitest'
import type { Schema } from '../../src/model/schema.ts'
import { judge } from '../../src/rules/judge.ts'
import type { RuleContext } from '../../src/rules/rule.ts'
import { columnOf, indexesOf } from '../../src/rules/support/indexes/definitions.ts'
import { contextOf, failed, lock, notRun, type Sketch } from './context.ts'

/** What all rules say of migrations: `rule severity evidence file:line message`. */
async function told(
  before: readonly string[] | null,
  migrations: readonly Sketch[],
  more: Partial<RuleContext> = {},
): Promise<readonly string[]> {
  const context = { ...(await contextOf(before, ...migrations)), ...more }
  return judge(context).map(
    ({ rule, severity, evidence, path, line, message }) =>
      `${rule} ${severity} ${evidence} ${path.slice(11, 15)}:${line} ${message}`,
  )
}

const alone = { evidence: 'inferred', ...lock('public.orders', 'ShareUpdateExclusiveLock') } as const
const unrun = (sql: string, more: Partial<Sketch> = {}): Sketch => ({
  sql,
  traces: sql.split(';\n').map(() => notRun),
  ...more,
})

interface Row {
  readonly title: string
  readonly migrations: readonly Sketch[]
  readonly found: readonly string[]
}

const turn = 'wait until DROP INDEX has had its turn behind every running query.'

test.each<Row>([
  {
    title: 'an index is dropped, and nobody knows of which table',
    migrations: [unrun('DROP INDEX orders_day;', { runner: 'theirs' })],
    found: [
      `drop-index-not-concurrent warning inferred 0001:1 Reads and writes of the table of public.orders_day ${turn}`,
    ],
  },
  {
    title: 'with a lock_timeout it gives up',
    migrations: [unrun("SET lock_timeout = '5s';\nDROP INDEX app.orders_day;", { runner: 'theirs' })],
    found: [
      `drop-index-not-concurrent notice inferred 0001:2 Reads and writes of the table of app.orders_day ${turn}`,
    ],
  },
  {
    title: 'an index that the change made itself may go in any way',
    migrations: [
      unrun('CREATE INDEX CONCURRENTLY orders_day ON orders (day);'),
      unrun('DROP INDEX orders_day;'),
    ],
    found: [],
  },
  {
    title: 'every table of a schema',
    migrations: [unrun('REINDEX SCHEMA app;')],
    found: [
      'reindex-not-concurrent error inferred 0001:1 Reads and writes of each table of the schema wait until the indexes are built anew.',
    ],
  },
  {
    title: 'catalogs of the system, a new table, and CONCURRENTLY',
    migrations: [
      unrun('REINDEX SYSTEM;'),
      unrun('CREATE TABLE young (id bigint PRIMARY KEY);\nREINDEX TABLE young;'),
      unrun('REINDEX (CONCURRENTLY) INDEX app.i;'),
    ],
    found: [],
  },
  {
    title: 'the parent of a partition that the change makes',
    migrations: [
      unrun(
        'CREATE TABLE p PARTITION OF orders DEFAULT;\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);',
      ),
    ],
    found: [
      'concurrent-index-on-partitioned-parent error inferred 0001:2 The deploy stops here: PostgreSQL refuses CONCURRENTLY for public.orders, which is partitioned (SQLSTATE 0A000).',
    ],
  },
  {
    title: 'ON ONLY builds nothing',
    migrations: [unrun('CREATE INDEX orders_day ON ONLY orders (day);')],
    found: [],
  },
  {
    title: 'an index is dropped in one migration and built in the next',
    migrations: [
      unrun('DROP INDEX CONCURRENTLY orders_day;'),
      unrun('CREATE INDEX CONCURRENTLY orders_day ON orders (day, id);'),
    ],
    found: [
      'replace-index-drop-first warning inferred 0001:1 Until public.orders_day is built, queries of public.orders that used public.orders_day read the whole table.',
    ],
  },
  {
    title: 'what IF EXISTS drops may be what a failed build left',
    migrations: [
      unrun(
        'DROP INDEX CONCURRENTLY IF EXISTS orders_day;\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);',
      ),
    ],
    found: [],
  },
])('where nothing was run: $title', async ({ migrations, found }) => {
  expect(await told(null, migrations)).toEqual(found)
})

test.each<[setting: string, limit: string | null]>([
  ["SET lock_timeout = '500ms'", '500 ms'],
  ['SET lock_timeout TO 1000', '1 s'],
  ["SET SESSION lock_timeout = '59 s'", '59 s'],
  ["SET lock_timeout = '60s'", null],
  ["SET lock_timeout = '1min'", null],
  ["SET lock_timeout = '0'", null],
  ['RESET lock_timeout', null],
])('a concurrent build behind %s', async (setting, limit) => {
  const sketch = {
    sql: `${setting};\nCREATE INDEX CONCURRENTLY i ON orders (day);`,
    traces: [{}, alone],
    changes: ['add index public.i'],
    alone: [1],
  }
  const said =
    limit === null
      ? []
      : [
          `lock-timeout-kills-concurrent-build warning inferred 0001:2 A transaction elsewhere that is open for longer than ${limit} (lock_timeout) cancels this, and public.i stays behind as invalid.`,
        ]
  expect(await told(['public.orders'], [sketch])).toEqual(said)
})

/** A schema with tables and, of each, indexes and constraints as the catalog tells them. */
function schemaOf(tables: Readonly<Record<string, readonly string[]>>): Schema {
  const objects = Object.entries(tables).flatMap(([table, definitions]) => [
    { kind: 'table', name: table, identity: '', attributes: {} },
    ...definitions.map(definition => {
      const name = /INDEX (\S+) ON/.exec(definition)?.[1] ?? ''
      return { kind: 'index', name: `public.${name}`, identity: '', attributes: { table, definition } }
    }),
  ])
  return { objects: new Map(objects.map(it => [`${it.kind} ${it.name}`, it])), columnOrder: new Map() }
}

const orders = schemaOf({
  'public.orders': ['CREATE INDEX orders_day ON public.orders USING btree (day)'],
})

test('on a small table that waits it is a notice, with its size', async () => {
  const reindex = {
    sql: 'REINDEX INDEX orders_day;',
    traces: [
      {
        locks: [
          { relation: 'public.orders', mode: 'ShareLock' },
          { relation: 'public.orders_day', mode: 'AccessExclusiveLock' },
        ],
        rewrites: ['public.orders_day'],
        scans: ['public.orders'],
      },
    ],
  }
  const sizes = (rows: number) => ({
    schemaBefore: orders,
    size: () => ({ rows, bytes: null }),
    isSmall: () => rows < 1000,
  })
  const said = 'until the indexes are built anew.'
  expect(await told(['public.orders'], [reindex], sizes(200))).toEqual([
    `reindex-not-concurrent notice measured 0001:1 Reads and writes of public.orders (200 rows) wait ${said}`,
  ])
  expect(await told(['public.orders'], [reindex], sizes(41_000_000))).toEqual([
    `reindex-not-concurrent error measured 0001:1 Reads and writes of public.orders (41 M rows) wait ${said}`,
  ])
})

test('an index of a constraint is told with the constraint', async () => {
  const message = 'cannot drop index orders_pkey because constraint orders_pkey on table orders requires it'
  const context = await contextOf(['public.orders'], {
    sql: 'DROP INDEX orders_pkey;',
    traces: [failed('2BP01', message)],
  })
  expect(judge(context).map(({ rule, fix }) => `${rule}: ${fix}`)).toEqual([
    'statement-failed: The index belongs to a constraint: drop that with ALTER TABLE orders DROP CONSTRAINT orders_pkey, and what it kept unique is unique no more.',
  ])
})

test.each<[definition: string, keys: readonly string[], columns: readonly (string | null)[], rest: string]>([
  ['CREATE INDEX i ON public.t USING btree (a, b DESC)', ['a', 'b DESC'], ['a', 'b'], ''],
  [
    `CREATE UNIQUE INDEX i ON public."T (1)" USING btree ("A, b" COLLATE "C", lower((c || ', ('::text))) INCLUDE (d) WHERE (e > 0)`,
    ['"A, b" COLLATE "C"', "lower((c || ', ('::text))"],
    ['"A, b"', null],
    'INCLUDE (d) WHERE (e > 0)',
  ],
  [
    "CREATE INDEX i ON ONLY public.t USING gin (((d ->> 'k'::text)), f(a, b))",
    ["((d ->> 'k'::text))", 'f(a, b)'],
    [null, null],
    '',
  ],
  [
    'CREATE INDEX "i" ON "t" ("a", b COLLATE nocase) WHERE a > 1',
    ['"a"', 'b COLLATE nocase'],
    ['"a"', 'b'],
    'WHERE a > 1',
  ],
])('the keys of %s', (definition, keys, columns, rest) => {
  const [index] = indexesOf(schemaOf({ 'public.t': [definition] }))
  expect(index?.keys).toEqual(keys)
  expect(index?.keys.map(columnOf)).toEqual(columns)
  expect(index?.rest).toBe(rest)
})
