import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import { readConfig } from '../../src/config/load.ts'
import type { DialectName } from '../../src/dialects/registry.ts'
import type { Policy } from '../../src/model/policy.ts'
import { rules } from '../../src/rules/registry.ts'

const policyRules = new Set(rules.filter(({ preset }) => preset === 'policy').map(({ id }) => id))

interface Row {
  readonly title: string
  readonly policy: Policy
  readonly dialect?: DialectName
  readonly base?: string
  readonly up: string
  /** Where nothing is run. */
  readonly unrun?: true
  /** `rule line evidence | message`. */
  readonly told: readonly string[]
}

async function told({ policy, dialect = 'postgres', base, up, unrun }: Row): Promise<readonly string[]> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map(base === undefined ? [] : [['m/1_base.sql', bytes(base)] as const])
  const { findings } = await check({
    folders: [{ path: 'm', format: 'plain' }],
    dialect,
    changeSet: { base: before, head: new Map([...before, ['m/2_change.sql', bytes(up)]]), baseRef: null },
    config: configSchema.parse({ policy }),
    shadow: { kind: unrun === true ? 'none' : 'embedded' },
  })
  return findings
    .filter(({ rule }) => policyRules.has(rule))
    .map(({ rule, line, evidence, message }) => `${rule} ${line} ${evidence} | ${message}`)
}

const orders = 'CREATE TABLE orders (id int PRIMARY KEY, total int);'
const protectedBy = (table: string) => `${table} is protected by the team's policy, and this changes it.`

const rows: readonly Row[] = [
  {
    title: 'a protected table: its form, its rows, and by code; not what only refers to it',
    policy: { 'protected-tables': ['orders', 'audit.*'] },
    base: `${orders}\nCREATE SCHEMA audit;\nCREATE TABLE audit."Log" (a int);\nCREATE TABLE lines (a int);`,
    up: [
      'ALTER TABLE orders ADD COLUMN a int;',
      'UPDATE lines SET a = 1 WHERE a = 2;',
      'DO $$ BEGIN DELETE FROM audit."Log" WHERE a = 1; END $$;',
      'SELECT * FROM orders;',
      'CREATE TABLE young (id int);',
    ].join('\n'),
    told: [
      `protected-tables 1 measured | ${protectedBy('public.orders')}`,
      `protected-tables 3 measured | ${protectedBy('audit."Log"')}`,
    ],
  },
  {
    title: 'a protected table that is renamed stays protected',
    policy: { 'protected-tables': ['public.ord*'] },
    base: orders,
    up: 'ALTER TABLE orders RENAME TO sales;\nINSERT INTO sales VALUES (1, 2);',
    told: [
      `protected-tables 1 measured | ${protectedBy('public.orders')}`,
      `protected-tables 2 measured | ${protectedBy('public.orders')}`,
    ],
  },
  {
    title: 'a protected table, by the text alone',
    policy: { 'protected-tables': ['orders'] },
    up: 'ALTER TABLE orders ADD COLUMN a int;\nALTER TABLE other.orders ADD COLUMN a int;',
    unrun: true,
    told: [`protected-tables 1 inferred | ${protectedBy('public.orders')}`],
  },
  {
    title: 'a protected table of SQLite, by a trigger too',
    policy: { 'protected-tables': ['log'] },
    dialect: 'sqlite',
    base: 'CREATE TABLE log (a INTEGER);\nCREATE TABLE orders (a INTEGER);\nCREATE TRIGGER t AFTER INSERT ON orders BEGIN INSERT INTO log VALUES (1); END;',
    up: 'INSERT INTO orders (a) VALUES (1);\nSELECT * FROM log;',
    told: [`protected-tables 1 measured | ${protectedBy('main.log')}`],
  },
  {
    title: 'names of every kind',
    policy: { naming: { table: '[a-z_]+', column: '[a-z_]+', index: '.*_idx', view: 'v_.*' } },
    base: orders,
    up: [
      'CREATE TABLE "Bad" (good int, "Bad" int);',
      'CREATE INDEX orders_total ON ONLY orders (total);',
      'CREATE VIEW open AS SELECT 1 AS a;',
      'DO $$ BEGIN EXECUTE \'ALTER TABLE orders ADD COLUMN "Total2" int\'; END $$;',
      'CREATE TABLE fine (fine int);',
      'CREATE INDEX fine_idx ON fine (fine);',
    ].join('\n'),
    told: [
      'naming-convention 1 measured | The name of the column public."Bad"."Bad" is not as the team\'s policy wants it: [a-z_]+.',
      'naming-convention 1 measured | The name of the table public."Bad" is not as the team\'s policy wants it: [a-z_]+.',
      "naming-convention 2 measured | The name of the index public.orders_total is not as the team's policy wants it: .*_idx.",
      "naming-convention 3 measured | The name of the view public.open is not as the team's policy wants it: v_.*.",
      'naming-convention 4 measured | The name of the column public.orders."Total2" is not as the team\'s policy wants it: [a-z_]+.',
    ],
  },
  {
    title: 'names by the text alone',
    policy: { naming: { table: '[a-z_]+', column: '[a-z_]+' } },
    up: 'CREATE TABLE "Bad" (a int);\nALTER TABLE orders ADD COLUMN "Bad" int;',
    unrun: true,
    told: [
      'naming-convention 1 inferred | The name of the table public."Bad" is not as the team\'s policy wants it: [a-z_]+.',
      'naming-convention 2 inferred | The name of the column public.orders."Bad" is not as the team\'s policy wants it: [a-z_]+.',
    ],
  },
  {
    title: 'columns that each new table has',
    policy: { 'required-columns': ['id', 'created_at'] },
    base: orders,
    up: [
      'CREATE TABLE a (id int);',
      'CREATE TABLE b (id int, created_at date);',
      'CREATE TABLE c (id int);',
      'ALTER TABLE c ADD COLUMN created_at date;',
      'ALTER TABLE orders ADD COLUMN b int;',
    ].join('\n'),
    told: [
      "required-columns 1 measured | The new table public.a has no created_at, which the team's policy wants in each.",
    ],
  },
  {
    title: 'forbidden types, under any of their names',
    policy: { 'forbidden-types': ['json', 'varchar', 'timestamp'] },
    base: orders,
    up: [
      'CREATE TABLE a (a json[], b varchar(10), c timestamptz, d jsonb);',
      'ALTER TABLE orders ALTER total TYPE character varying;',
    ].join('\n'),
    told: [
      "forbidden-types 1 measured | public.a.a is json[], a type that the team's policy forbids.",
      "forbidden-types 1 measured | public.a.b is character varying(10), a type that the team's policy forbids.",
      "forbidden-types 2 measured | public.orders.total is varchar, a type that the team's policy forbids.",
    ],
  },
  {
    title: 'only what is marked may be dropped',
    policy: { 'drop-marker': '_del$' },
    base: `${orders}\nCREATE TABLE old_del (a int);\nCREATE TABLE old (a int, b_del int, c int);`,
    up: [
      'DROP TABLE old_del;',
      'ALTER TABLE old DROP COLUMN b_del, DROP COLUMN c;',
      "DO $$ BEGIN EXECUTE 'DROP TABLE orders'; END $$;",
      'CREATE TABLE young (a int);',
      'DROP TABLE young;',
    ].join('\n'),
    told: [
      "drop-needs-marker-name 2 measured | The column public.old.c is dropped, and its name does not bear the mark that the team's policy asks for: _del$.",
      "drop-needs-marker-name 3 measured | The table public.orders is dropped, and its name does not bear the mark that the team's policy asks for: _del$.",
    ],
  },
  {
    title: 'no foreign keys, written in any way',
    policy: { 'foreign-keys': 'forbidden' },
    base: orders,
    up: [
      'CREATE TABLE a (id int REFERENCES orders, b int CHECK (b > 0));',
      'ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES orders;',
    ].join('\n'),
    told: [
      "foreign-keys-forbidden 1 measured | public.a gets a foreign key, and the team's policy wants none.",
      "foreign-keys-forbidden 2 measured | public.a gets a foreign key, and the team's policy wants none.",
    ],
  },
  {
    title: 'names without their schema',
    policy: { 'qualified-names': true },
    base: orders,
    up: 'ALTER TABLE orders ADD COLUMN a int;\nALTER TABLE public.orders ADD COLUMN b int;\nALTER TABLE "public"."orders" ADD c int;',
    told: [
      'unqualified-name 1 measured | search_path decides which table orders is: the name bears no schema.',
    ],
  },
  {
    title: 'no policy, no word',
    policy: {},
    base: orders,
    up: 'CREATE TABLE "Bad" (a json REFERENCES orders);\nDROP TABLE orders CASCADE;',
    unrun: true,
    told: [],
  },
]

test.each(rows)('$title', async row => {
  expect(await told(row)).toEqual(row.told)
})

test.each([
  ['policy:\n  protectedtables: []', 'c.yml:2: `protectedtables` is not a key of'],
  [
    'policy:\n  naming:\n    tabel: x',
    'c.yml:3: `tabel` is not a key of the configuration. Did you mean `table`?',
  ],
  [
    "policy:\n  naming:\n    table: '('",
    'c.yml:3: `policy.naming.table` is `(`. expected a regular expression',
  ],
  ['policy:\n  drop-marker: 7', 'c.yml:2: `policy.drop-marker` is `7`. Expected text.'],
  [
    'policy:\n  foreign-keys: never',
    'c.yml:2: `policy.foreign-keys` is `never`. Allowed: allowed, forbidden.',
  ],
])('a mistake in the configuration: %j', (text, message) => {
  expect(() => readConfig(text, 'c.yml')).toThrow(message)
})
