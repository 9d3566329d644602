import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dialect, Shadow } from '../../src/dialects/dialect.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import { sqlite } from '../../src/dialects/sqlite/dialect.ts'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import type { Picture } from '../../src/model/picture.ts'
import { pictureOf } from '../../src/review/picture.ts'
import { limits } from '../support/shadow.ts'

/** What is drawn, in a few words: `orders: +id int; -fax text`, `refunds -> orders (order_id) add`. */
function told(picture: Picture | null): readonly string[] {
  const signs = { add: '+', drop: '-', alter: '!', rename: '~' } as const
  const sign = (change: keyof typeof signs | null) => (change === null ? '' : signs[change])
  return (picture?.tables ?? [])
    .map(({ name, change, was, columns, hiddenColumns }) => {
      const list = columns.map(
        it => `${sign(it.change)}${it.name} ${it.type}${it.was === null ? '' : ` [${it.was}]`}`,
      )
      const rest = hiddenColumns === 0 ? [] : [`${hiddenColumns} more`]
      return `${sign(change)}${name}${was === null ? '' : ` [${was}]`}: ${[...list, ...rest].join(', ')}`
    })
    .concat(
      (picture?.relations ?? []).map(
        ({ child, parent, columns, change, one, optional }) =>
          `${sign(change)}${child}(${columns.join(', ')}) ${one ? '1' : 'n'} -> ${optional ? '0..1' : '1'} ${parent}`,
      ),
    )
}

const shop = `
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, fax varchar(40));
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id), note varchar(10));
CREATE TABLE alone (id int PRIMARY KEY, note text);`

interface Row {
  readonly name: string
  readonly base?: string
  readonly up: string
  readonly drawn: readonly string[]
}

const both: readonly Row[] = [
  {
    name: 'a table that refers to one that stands',
    up: 'CREATE TABLE refunds (id int PRIMARY KEY, order_id int UNIQUE REFERENCES orders (id))',
    drawn: [
      'orders: id int, 2 more',
      '+refunds: id int, order_id int',
      '+refunds(order_id) 1 -> 0..1 orders',
    ],
  },
  {
    name: 'a dropped column, with what refers to its table',
    up: 'ALTER TABLE customers DROP COLUMN fax',
    drawn: [
      'customers: id int, name text, -fax varchar(40)',
      'orders: id int, customer_id int, 1 more',
      'orders(customer_id) n -> 1 customers',
    ],
  },
  {
    name: 'renames of a table and of the column of a foreign key',
    up: 'ALTER TABLE orders RENAME COLUMN customer_id TO buyer_id; ALTER TABLE orders RENAME TO sales',
    drawn: [
      'customers: id int, 2 more',
      '~sales [orders]: id int, ~buyer_id int [customer_id], note varchar(10)',
      'sales(buyer_id) n -> 1 customers',
    ],
  },
  {
    name: 'a dropped table, and the line that went with it',
    up: 'DROP TABLE orders',
    drawn: [
      'customers: id int, 2 more',
      '-orders: id int, customer_id int, note varchar(10)',
      '-orders(customer_id) n -> 1 customers',
    ],
  },
  { name: 'nothing of a lone table', up: 'ALTER TABLE alone ADD COLUMN more text', drawn: [] },
  { name: 'nothing where only an index is new', up: 'CREATE INDEX i ON orders (customer_id)', drawn: [] },
  {
    name: 'names in quotes, and a column that refers to its own table',
    up: 'CREATE TABLE "a"".b" ("x, y" int PRIMARY KEY, "up(" int REFERENCES "a"".b" ("x, y"))',
    drawn: ['+"a"".b": "x, y" int, "up(" int', '+"a"".b"("up(") n -> 0..1 "a"".b"'],
  },
  {
    name: 'no more columns than a screen holds, changed ones and keys first',
    up: `CREATE TABLE wide (id int PRIMARY KEY, ${Array.from({ length: 12 }, (_, i) => `c${i} int`).join(', ')}, order_id int REFERENCES orders (id))`,
    drawn: [
      'orders: id int, 2 more',
      `+wide: id int, ${Array.from({ length: 8 }, (_, i) => `c${i} int`).join(', ')}, order_id int, 4 more`,
      '+wide(order_id) n -> 0..1 orders',
    ],
  },
]

const ofPostgres: readonly Row[] = [
  {
    name: 'a new type, a default and a key that is no more; neither partitions nor comments',
    base: `
      CREATE TABLE parts (id int REFERENCES customers (id), day date) PARTITION BY RANGE (day);
      CREATE TABLE p1 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');`,
    up: `
      ALTER TABLE orders ALTER note TYPE text, ALTER note SET DEFAULT 'none', DROP CONSTRAINT orders_customer_id_fkey;
      ALTER TABLE parts ADD more text;
      COMMENT ON COLUMN customers.name IS 'nothing to draw';`,
    drawn: [
      'customers: id int, 2 more',
      'orders: id int, customer_id int, !note text [varchar(10)]',
      'parts: id int, day date, +more text',
      '-orders(customer_id) n -> 1 customers',
      'parts(id) n -> 0..1 customers',
    ],
  },
  {
    name: 'another default, and what becomes of a row when its parent goes',
    up: `
      ALTER TABLE customers ALTER name SET DEFAULT 'x';
      ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;
      ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE;`,
    drawn: [
      "customers: id int, !name text [no default → default 'x'::text], fax varchar(40)",
      'orders: id int, customer_id int, note varchar(10)',
      '!orders(customer_id) n -> 1 customers',
    ],
  },
]

describe.each([
  {
    dialect: postgres as Dialect,
    schema: 'public',
    reset: 'DROP SCHEMA public CASCADE; CREATE SCHEMA public;',
    rows: [...both, ...ofPostgres],
  },
  { dialect: sqlite as Dialect, schema: 'main', reset: '', rows: both },
])('$dialect.name draws', ({ dialect, schema, reset, rows }) => {
  let shared: Shadow | null = null
  const open = async () => dialect.openShadow([], { url: null, limits })
  beforeAll(async () => {
    if (reset !== '') shared = await open()
  })
  afterAll(async () => shared?.close())

  async function run(shadow: Shadow, sql: string): Promise<void> {
    const up = await dialect.parse(sql)
    const source = { path: 'm/1.sql', text: sql }
    const migration = { id: '1', format: 'plain', up: source, down: null, ...ownDelivery }
    const parsed = { migration, transaction: dialect.transactionForm(migration, up), up, down: null }
    for (const { trace } of await shadow.trace(parsed)) expect(trace.error).toBeNull()
  }

  async function draw(base: string, sql: string): Promise<Picture | null> {
    const shadow = shared ?? (await open())
    try {
      await run(shadow, reset + base)
      const before = await shadow.readSchema()
      await run(shadow, sql)
      return pictureOf(dialect, before, await shadow.readSchema())
    } finally {
      if (shared === null) await shadow.close()
    }
  }

  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(`${schema}.`, '')
      .replaceAll('integer', 'int')
      .replaceAll('character varying', 'varchar')

  test.each(rows)('$name', async ({ base = '', up, drawn }) => {
    expect(told(await draw(shop + base, up)).map(plain)).toEqual(drawn)
  })

  test('no more tables than a screen holds, and says how many there are', async () => {
    const children = Array.from(
      { length: 20 },
      (_, i) => `CREATE TABLE child${i} (id int REFERENCES customers (id));`,
    )
    const picture = await draw(shop, children.join('\n'))
    expect([picture?.tables.length, picture?.hiddenTables]).toEqual([12, 9])
  })
})
