import { describe, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import { judge } from '../../src/rules/judge.ts'
import { rules } from '../../src/rules/registry.ts'
import { rowsOf } from '../support/form.ts'
import { contextOf } from './context.ts'

/** What the rules on constraints say over several files, and where nothing was run. */

const own = new Set([
  'constraint-left-not-valid',
  'domain-constraint',
  'drop-constraint',
  'drop-not-null',
  'drop-primary-key',
  'exclusion-constraint',
  'foreign-key-cascade-delete',
  'foreign-key-missing-index',
  'foreign-key-type-mismatch',
  'foreign-key-without-on-delete',
  'leftover-not-null-check',
  'not-enforced-constraint',
  'set-null-on-not-null-column',
  'volatile-check-expression',
])

interface Row {
  readonly title: string
  readonly base: string
  /** The files of the change, in their order. */
  readonly change: readonly string[]
  /** `rule severity file:line`, with the message where it matters. */
  readonly findings: readonly (string | readonly [head: string, message: string])[]
}

const orders = 'CREATE TABLE orders (id int PRIMARY KEY, total int);'
const shop = `CREATE TABLE customers (id int PRIMARY KEY, name text);\n${orders}`

const measured: readonly Row[] = [
  {
    title: 'NOT VALID in one file and VALIDATE in the next is how it is done',
    base: orders,
    change: [
      'ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT positive;',
    ],
    findings: [],
  },
  {
    title: 'what earlier migrations left is one notice, at the first statement that works on such a table',
    base: `${orders}\nCREATE TABLE lines (id int PRIMARY KEY, price int);\nALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID;\nALTER TABLE lines ADD CONSTRAINT b CHECK (price > 0) NOT VALID;`,
    change: ['ALTER TABLE lines ADD COLUMN note text;', 'ALTER TABLE orders ADD COLUMN note text;'],
    findings: [
      [
        'constraint-left-not-valid notice 2:1',
        'Earlier migrations left NOT VALID what nothing has validated since: public.lines.b and public.orders.a.',
      ],
    ],
  },
  {
    title: 'the server’s own name of an unnamed constraint, in the file that brings it',
    base: orders,
    change: [
      'CREATE TABLE notes (id int PRIMARY KEY);',
      'ALTER TABLE orders ADD CHECK (total > 0) NOT VALID;',
    ],
    findings: [
      [
        'constraint-left-not-valid warning 3:1',
        'Rows of public.orders may break orders_total_check: it is NOT VALID, and nothing in this change validates it.',
      ],
    ],
  },
  {
    title: 'an index that a later file brings is enough',
    base: shop,
    change: [
      'ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;',
      'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);',
    ],
    findings: [],
  },
  {
    title: 'several keys of one statement are one finding',
    base: shop,
    change: ['CREATE TABLE bills (id int PRIMARY KEY, a int REFERENCES customers, b int REFERENCES orders);'],
    findings: [
      [
        'foreign-key-missing-index warning 2:1',
        'Each DELETE from public.customers and public.orders reads whole tables: no index begins with public.bills.a and public.bills.b.',
      ],
    ],
  },
  {
    title: 'keys of partitions are those of their table',
    base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE events (id int, day date, customer_id int REFERENCES customers) PARTITION BY RANGE (day);',
    change: ['CREATE TABLE events_2026 PARTITION OF events DEFAULT;'],
    findings: [],
  },
  {
    title: 'a key that points at a column which became wider',
    base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);',
    change: ['ALTER TABLE customers ALTER COLUMN id TYPE bigint;'],
    findings: [
      [
        'foreign-key-type-mismatch warning 2:1',
        'public.profiles.customer_id is integer and cannot hold every value of public.customers.id, which is bigint.',
      ],
    ],
  },
  {
    title: 'a CHECK whose column has another type now, and one that another replaces',
    base: "CREATE TYPE mood AS ENUM ('good');\nCREATE TABLE orders (id int PRIMARY KEY, state text CONSTRAINT known CHECK (state IN ('good')), total int CONSTRAINT positive CHECK (total > 0));",
    change: [
      'ALTER TABLE orders DROP CONSTRAINT known, ALTER COLUMN state TYPE mood USING state::mood;',
      'ALTER TABLE orders DROP CONSTRAINT positive;\nALTER TABLE orders RENAME COLUMN total TO amount;\nALTER TABLE orders ADD CONSTRAINT not_negative CHECK (amount >= 0) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT not_negative;',
    ],
    findings: [],
  },
  {
    title: 'a constraint that goes with its column, and one that goes with its parent, are told as such',
    base: 'CREATE TABLE customers (id int PRIMARY KEY, email text UNIQUE);\nCREATE TABLE orders (id int PRIMARY KEY REFERENCES customers);',
    change: ['ALTER TABLE customers DROP COLUMN email;', 'DROP TABLE customers CASCADE;'],
    findings: [],
  },
  {
    title: 'a foreign key without an action is a notice, and both tables are named',
    base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY REFERENCES customers);',
    change: ['ALTER TABLE orders DROP CONSTRAINT orders_id_fkey;'],
    findings: [
      [
        'drop-constraint notice 2:1',
        'public.orders may refer to rows of public.customers that are not there without orders_id_fkey; both tables are locked while it is dropped.',
      ],
    ],
  },
  {
    title: 'a key that is published loses its identity, with its table renamed on the way',
    base: `${orders}\nCREATE PUBLICATION feed FOR ALL TABLES;`,
    change: ['ALTER TABLE orders RENAME TO sales;\nALTER TABLE sales DROP CONSTRAINT orders_pkey;'],
    findings: [
      [
        'drop-primary-key error 2:2',
        'Every UPDATE and DELETE of public.sales fails from now on: it is published, and without its primary key it has no replica identity.',
      ],
    ],
  },
  {
    title: 'a published table whose whole rows are its identity',
    base: `${orders}\nALTER TABLE orders REPLICA IDENTITY FULL;\nCREATE PUBLICATION feed FOR TABLE orders;`,
    change: ['ALTER TABLE orders DROP CONSTRAINT orders_pkey;'],
    findings: ['drop-primary-key warning 2:1'],
  },
  {
    title: 'NOT NULL that comes back, and one of a column that goes',
    base: 'CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, name text NOT NULL);',
    change: [
      'ALTER TABLE users ALTER email DROP NOT NULL, ALTER name DROP NOT NULL;',
      'ALTER TABLE users DROP COLUMN name;\nALTER TABLE users ALTER email SET NOT NULL;',
    ],
    findings: [],
  },
  {
    title: 'a domain that was made in the change',
    base: orders,
    change: ['CREATE DOMAIN amount AS int;\nALTER DOMAIN amount SET NOT NULL;'],
    findings: [],
  },
]

const folder = 'migrations'
const bytes = (text: string) => new TextEncoder().encode(text)

async function reviewed({ base, change }: Row) {
  const before = new Map([[`${folder}/0001_base.sql`, bytes(base)] as const])
  const added = change.map((text, at) => [`${folder}/000${at + 2}_change.sql`, bytes(text)] as const)
  const review = await check({
    folders: [{ path: folder, format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: 'main' },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
  expect(review.baseProblems).toEqual([])
  return review.findings.filter(({ rule }) => own.has(rule))
}

describe('over several files', () => {
  test.each(rowsOf(measured, 2))(
    '$title',
    async row => {
      const found = await reviewed(row)
      expect(
        found.map(
          ({ rule, severity, path, line }) => `${rule} ${severity} ${/000(\d)/.exec(path)?.[1]}:${line}`,
        ),
      ).toEqual(row.findings.map(it => (typeof it === 'string' ? it : it[0])))
      for (const [at, it] of row.findings.entries())
        if (typeof it !== 'string') expect(found[at]?.message).toBe(it[1])
    },
    120_000,
  )
})

interface Unrun {
  readonly sql: string
  /** `rule severity line`; rules of a preset speak too. */
  readonly findings: readonly string[]
}

const inferred: readonly Unrun[] = [
  {
    sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID;',
    findings: ['constraint-left-not-valid warning 1'],
  },
  {
    sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nALTER TABLE orders DROP CONSTRAINT c;',
    findings: [],
  },
  {
    sql: 'ALTER TABLE orders ADD CHECK (a > 0) NOT ENFORCED;',
    findings: ['not-enforced-constraint notice 1'],
  },
  {
    sql: 'ALTER TABLE orders ADD EXCLUDE USING gist (a WITH &&);',
    findings: ['exclusion-constraint error 1'],
  },
  { sql: 'CREATE TABLE orders (a int4range, EXCLUDE USING gist (a WITH &&));', findings: [] },
  { sql: 'ALTER DOMAIN amount SET NOT NULL;', findings: ['domain-constraint error 1'] },
  { sql: 'CREATE DOMAIN amount AS int;\nALTER DOMAIN amount SET NOT NULL;', findings: [] },
  { sql: 'ALTER DOMAIN amount ADD CHECK (VALUE > 0) NOT VALID;', findings: [] },
  {
    sql: 'CREATE TABLE lines (a int REFERENCES orders ON DELETE CASCADE, b int REFERENCES orders);\nCREATE INDEX ON lines (a);',
    findings: [
      'foreign-key-cascade-delete warning 1',
      'foreign-key-missing-index warning 1',
      'foreign-key-without-on-delete warning 1',
    ],
  },
  {
    sql: 'ALTER TABLE lines ADD COLUMN a int NOT NULL DEFAULT 1 UNIQUE REFERENCES orders ON DELETE SET NULL;',
    findings: ['set-null-on-not-null-column warning 1'],
  },
  { sql: 'ALTER TABLE lines ALTER a DROP NOT NULL;', findings: ['drop-not-null notice 1'] },
  { sql: 'ALTER TABLE lines DROP CONSTRAINT lines_a_check;', findings: ['drop-constraint notice 1'] },
  {
    sql: 'ALTER TABLE lines DROP CONSTRAINT c;\nALTER TABLE lines ADD CONSTRAINT c CHECK (a > 1);',
    findings: [],
  },
  { sql: 'ALTER TABLE lines DROP CONSTRAINT lines_pkey;', findings: ['drop-primary-key warning 1'] },
  { sql: 'CREATE TABLE lines (a int);\nALTER TABLE lines DROP CONSTRAINT lines_pkey;', findings: [] },
]

describe('where nothing was run', () => {
  test.each(inferred)('$sql', async ({ sql, findings }) => {
    const found = judge(
      await contextOf(null, { sql }),
      rules.filter(({ id }) => own.has(id)),
    )
    expect(found.map(({ rule, severity, line }) => `${rule} ${severity} ${line}`)).toEqual(findings)
    expect(new Set(found.map(({ evidence }) => evidence)).size).toBeLessThan(2)
    for (const { evidence } of found) expect(evidence).toBe('inferred')
  })
})

/** Locks and reads on small tables end at once. */
const small: readonly Unrun[] = [
  {
    sql: 'ALTER TABLE orders ADD EXCLUDE USING gist (a WITH &&);',
    findings: ['exclusion-constraint notice 1'],
  },
  {
    sql: 'ALTER TABLE lines ADD COLUMN a int REFERENCES orders ON DELETE RESTRICT;',
    findings: ['foreign-key-missing-index notice 1'],
  },
  {
    sql: 'CREATE TABLE lines (a int REFERENCES orders ON DELETE RESTRICT);',
    findings: ['foreign-key-missing-index warning 1'],
  },
  {
    sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID;',
    findings: ['constraint-left-not-valid warning 1'],
  },
]

test.each(small)('small tables: $sql', async ({ sql, findings }) => {
  const context = { ...(await contextOf(null, { sql })), isSmall: () => true }
  const found = judge(
    context,
    rules.filter(({ id }) => own.has(id)),
  )
  expect(found.map(({ rule, severity, line }) => `${rule} ${severity} ${line}`)).toEqual(findings)
})
