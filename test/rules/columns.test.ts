import { expect, test } from 'vitest'
import { judge } from '../../src/rules/judge.ts'
import { rules } from '../../src/rules/registry.ts'
import type { RuleContext } from '../../src/rules/rule.ts'
import { contextOf, lock, type Sketch } from './context.ts'

/** As a check has them: rules of a preset speak only where they are asked for. */
const asked = rules.filter(({ preset }) => preset === undefined)

const before = ['public.orders', 'public.users']
const unrun = (sql: string, more: Partial<Sketch> = {}): Sketch => ({ sql, ...more })
const retyped = (type: string): Sketch => ({
  sql: 'ALTER TABLE orders ALTER at TYPE x;',
  traces: [lock('public.orders')],
  changes: [`alter column public.orders.at ${type}`],
})

interface Row {
  readonly title: string
  readonly before: readonly string[] | null
  readonly migrations: readonly Sketch[]
  readonly told?: Partial<RuleContext>
  /** `rule severity evidence file:line`. */
  readonly findings: readonly string[]
}

const rows: readonly Row[] = [
  {
    title: 'any default on a server before version 11',
    before,
    told: { serverVersion: '10.4' },
    migrations: [{ sql: 'ALTER TABLE orders ADD a int DEFAULT 1;', traces: [lock('public.orders')] }],
    findings: ['add-column-volatile-default error inferred 0001:1'],
  },
  {
    title: 'a default on a server of version 11',
    before,
    told: { serverVersion: '11' },
    migrations: [{ sql: 'ALTER TABLE orders ADD a int DEFAULT 1;', traces: [lock('public.orders')] }],
    findings: [],
  },
  {
    title: 'no default on a server before version 11',
    before,
    told: { serverVersion: '10.4' },
    migrations: [
      { sql: 'ALTER TABLE orders ADD a int, ADD b int DEFAULT NULL;', traces: [lock('public.orders')] },
    ],
    findings: [],
  },
  {
    title: 'a time zone on a table that is small: nobody waits for long',
    before,
    told: { isSmall: () => true },
    migrations: [retyped('timestamp without time zone → timestamp with time zone')],
    findings: ['type-change-depends-on-timezone notice inferred 0001:1'],
  },
  {
    title: 'a narrower type on a table that is small: the values are lost all the same',
    before,
    told: { isSmall: () => true },
    migrations: [retyped('timestamp with time zone → date')],
    findings: ['type-narrowing error inferred 0001:1'],
  },
  {
    title: 'SET TIME ZONE in the migration says which zone it is',
    before,
    migrations: [
      {
        ...retyped('timestamp without time zone → timestamp with time zone not null'),
        sql: "SET TIME ZONE 'UTC'; ALTER TABLE orders ALTER at TYPE x;",
        traces: [{}, lock('public.orders')],
      },
    ],
    findings: [],
  },
  {
    title: 'not run: a default that goes again in the next statement',
    before: null,
    migrations: [
      unrun('ALTER TABLE orders ADD a int NOT NULL DEFAULT 1;\nALTER TABLE orders ALTER a DROP DEFAULT;'),
    ],
    findings: ['default-removed-after-add error inferred 0001:2'],
  },
  {
    title: 'not run: a default of a column that may be null',
    before: null,
    migrations: [unrun('ALTER TABLE orders ADD a int DEFAULT 1;\nALTER TABLE orders ALTER a DROP DEFAULT;')],
    findings: [],
  },
  {
    title: 'not run: an enum value is renamed',
    before: null,
    migrations: [unrun("ALTER TYPE app.mood RENAME VALUE 'it''s' TO 'is';")],
    findings: ['rename-enum-value error inferred 0001:1'],
  },
  {
    title: 'not run: an enum of the same migration',
    before: null,
    migrations: [unrun("CREATE TYPE mood AS ENUM ('a');\nALTER TYPE mood RENAME VALUE 'a' TO 'b';")],
    findings: [],
  },
  {
    title: 'not run: a new enum value is used in the same transaction',
    before: null,
    migrations: [unrun("ALTER TYPE mood ADD VALUE 'it''s';\nUPDATE users SET mood = 'it''s' WHERE id = 1;")],
    findings: ['enum-value-used-in-same-transaction error inferred 0001:2'],
  },
  {
    title: 'not run: another text that only begins alike',
    before: null,
    migrations: [unrun("ALTER TYPE mood ADD VALUE 'sad';\nUPDATE users SET mood = 'saddest' WHERE id = 1;")],
    findings: [],
  },
  {
    title: 'not run: the value is committed first, by the author',
    before: null,
    migrations: [
      unrun(
        "BEGIN;\nALTER TYPE mood ADD VALUE 'sad';\nCOMMIT;\nUPDATE users SET mood = 'sad' WHERE id = 1;",
        {
          transaction: 'authored',
        },
      ),
    ],
    findings: [],
  },
  {
    title: 'not run: the value is committed first, in a migration of its own',
    before: null,
    migrations: [
      unrun("ALTER TYPE mood ADD VALUE 'sad';"),
      unrun("UPDATE users SET mood = 'sad' WHERE id = 1;"),
    ],
    findings: [],
  },
  {
    title: 'not run: statement by statement',
    before: null,
    migrations: [
      unrun("ALTER TYPE mood ADD VALUE 'sad';\nUPDATE users SET mood = 'sad' WHERE id = 1;", {
        transaction: 'none',
      }),
    ],
    findings: [],
  },
  {
    title: 'not run: a name that the server cuts',
    before: null,
    migrations: [unrun(`ALTER TABLE orders ADD ${'é'.repeat(32)} int;`)],
    findings: ['identifier-too-long warning inferred 0001:1'],
  },
  {
    title: 'a view under the old name that lacks the column is no bridge',
    before,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME TO bills;\nALTER TABLE bills RENAME a TO b;\nCREATE VIEW orders AS SELECT b FROM bills;',
        traces: [lock('public.orders'), lock('public.bills'), {}],
        changes: [
          'rename table public.bills was public.orders',
          'rename column public.bills.b was public.orders.a',
          'add view public.orders b integer',
        ],
      },
    ],
    findings: ['rename-column error measured 0001:2'],
  },
]

test.each(rows)('$title', async ({ before, migrations, told, findings }) => {
  const context = { ...(await contextOf(before, ...migrations)), ...told }
  const found = judge(context, asked).map(({ rule, severity, evidence, path, line }) => {
    return `${rule} ${severity} ${evidence} ${path.replace(/^migrations\/(\d+).*/, '$1')}:${line}`
  })
  expect(found.filter(it => !ignored.test(it))).toEqual(findings)
})

/** What the same SQL is told for as well, by rules of their own. */
const ignored = /^(?:statement-failed|missing-lock-timeout) /

test.each([
  ["DELETE FROM pets WHERE mood = 'sad';", 'fails.'],
  ["UPDATE pets SET mood = 'glad' WHERE mood = 'glad';", 'fails, and the deploy stops if a row has it.'],
])('a value that an enum built anew lacks, behind %s', async (first, end) => {
  const sql = `${first}\nCREATE TYPE mood_new AS ENUM ('glad');\nDROP TYPE mood;\nALTER TYPE mood_new RENAME TO mood;`
  const context = await contextOf([], { sql })
  const gone = { action: 'drop', object: 'enum value', name: 'public.mood.sad', detail: '' } as const
  const migrations = context.migrations.map(it => ({ ...it, changes: [gone] }))
  const object = (kind: string, name: string) =>
    [`${kind} ${name}`, { kind, name, identity: name, attributes: {} }] as const
  const type = object('type', 'public.mood')
  const schemas = {
    schemaBefore: {
      objects: new Map([type, object('enum value', 'public.mood.sad')]),
      columnOrder: new Map(),
    },
    schemaAfter: { objects: new Map([type]), columnOrder: new Map() },
  }
  const [found] = judge({ ...context, ...schemas, migrations }).filter(
    ({ rule }) => rule === 'rename-enum-value',
  )
  expect([found?.line, found?.message]).toEqual([
    3,
    `Code that still uses the value 'sad' of public.mood ${end}`,
  ])
})

test('a key of a column that only got another name looks its values up', async () => {
  const context = await contextOf(['public.orders', 'public.customers'], {
    sql: 'ALTER TABLE orders RENAME buyer TO buyer_id;\nALTER TABLE orders ADD FOREIGN KEY (buyer_id) REFERENCES customers;',
    traces: [
      lock('public.orders'),
      { ...lock('public.orders', 'ShareRowExclusiveLock'), scans: ['public.customers', 'public.orders'] },
    ],
  })
  const column = { kind: 'column', name: 'public.orders.buyer_id', identity: '1', attributes: {} } as const
  const migrations = context.migrations.map(it => ({ ...it, made: [column] }))
  const said = judge({ ...context, migrations }).map(({ message }) => message)
  expect(said).toContainEqual(expect.stringContaining('is looked up in public.customers.'))
})
