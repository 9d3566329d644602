import { describe, expect, test } from 'vitest'
import { configSchema } from '../../src/config/config.ts'
import { readSnapshot } from '../../src/config/snapshot.ts'
import { type DialectName, loadDialect } from '../../src/dialects/registry.ts'
import type { Schema, SchemaObject } from '../../src/model/schema.ts'
import { sizesOf } from '../../src/review/sizes.ts'

interface Table {
  readonly rows?: number | null
  readonly bytes?: number | null
}

interface Row {
  readonly name: string
  readonly dialect?: DialectName
  readonly tables?: Readonly<Record<string, Table>>
  readonly indexes?: Readonly<Record<string, Table>>
  /** `partition: parent`, as the schema before the change has it. */
  readonly partitions?: Readonly<Record<string, string>>
  readonly limits?: object
  readonly relation: string
  readonly size: readonly [rows: number | null, bytes: number | null] | null
  readonly small: boolean
}

function schemaOf(partitions: Readonly<Record<string, string>>): Schema {
  const objects = Object.entries(partitions).map(([name, parent]): [string, SchemaObject] => [
    `table ${name}`,
    { kind: 'table', name, identity: '', attributes: { 'partition of': parent } },
  ])
  return { objects: new Map(objects), columnOrder: new Map() }
}

async function sizes({
  dialect: name = 'postgres',
  tables = {},
  indexes = {},
  partitions,
  limits = {},
}: Row) {
  const text = JSON.stringify({
    format: 'migration-gate/snapshot@1',
    dialect: name,
    statistics: { tables, indexes },
  })
  const config = configSchema.parse({ 'small-table': limits })
  return sizesOf(
    await readSnapshot(text, 'x.json', name),
    await loadDialect(name),
    partitions === undefined ? null : schemaOf(partitions),
    config['small-table'],
  )
}

const orders = 'public.orders'
const parts = { 'public.p1': orders, 'public.p2': orders }

const rows: readonly Row[] = [
  { name: 'a table that nobody named', relation: orders, size: null, small: false },
  {
    name: 'few rows and bytes',
    tables: { orders: { rows: 9999, bytes: 9_999_999 } },
    relation: orders,
    size: [9999, 9_999_999],
    small: true,
  },
  {
    name: 'a row too many',
    tables: { orders: { rows: 10_000, bytes: 1 } },
    relation: orders,
    size: [10_000, 1],
    small: false,
  },
  {
    name: 'few rows and many bytes',
    tables: { orders: { rows: 200, bytes: 10_000_000 } },
    relation: orders,
    size: [200, 10_000_000],
    small: false,
  },
  {
    name: 'rows under a limit of the configuration',
    tables: { orders: { rows: 10_000 } },
    limits: { rows: 10_001 },
    relation: orders,
    size: [10_000, null],
    small: true,
  },
  {
    name: 'rows over a limit of the configuration',
    tables: { orders: { rows: 50 } },
    limits: { rows: 50 },
    relation: orders,
    size: [50, null],
    small: false,
  },
  {
    name: 'bytes over a limit of the configuration',
    tables: { orders: { rows: 50, bytes: 8192 } },
    limits: { bytes: 8192 },
    relation: orders,
    size: [50, 8192],
    small: false,
  },
  {
    name: 'nothing is small under a limit of 0',
    tables: { orders: { rows: 0, bytes: 0 } },
    limits: { rows: 0 },
    relation: orders,
    size: [0, 0],
    small: false,
  },
  {
    name: 'no rows',
    tables: { orders: { rows: 0, bytes: 0 } },
    relation: orders,
    size: [0, 0],
    small: true,
  },
  {
    name: 'never analysed, and few bytes',
    tables: { orders: { rows: -1, bytes: 8192 } },
    relation: orders,
    size: [null, 8192],
    small: true,
  },
  {
    name: 'never analysed, and many bytes',
    tables: { orders: { rows: -1, bytes: 1e9 } },
    relation: orders,
    size: [null, 1e9],
    small: false,
  },
  { name: 'only rows', tables: { orders: { rows: 3 } }, relation: orders, size: [3, null], small: true },
  { name: 'never analysed', tables: { orders: { rows: -1 } }, relation: orders, size: null, small: false },
  {
    name: 'neither',
    tables: { orders: { rows: null, bytes: null } },
    relation: orders,
    size: null,
    small: false,
  },
  { name: 'nothing said', tables: { orders: {} }, relation: orders, size: null, small: false },
  {
    name: 'names in capitals are not those in quotes',
    tables: { ORDERS: { rows: 1 }, '"Orders"': { rows: 2 } },
    relation: 'public."Orders"',
    size: [2, null],
    small: true,
  },
  {
    name: 'a keyword without its quotes',
    tables: { 'public.order': { rows: 1 } },
    relation: 'public."order"',
    size: [1, null],
    small: true,
  },
  {
    name: 'a dot and a quote in a name',
    tables: { '"a.b"."c""d"': { rows: 1 } },
    relation: '"a.b"."c""d"',
    size: [1, null],
    small: true,
  },
  {
    name: 'another schema',
    tables: { 'app.orders': { rows: 1 } },
    relation: orders,
    size: null,
    small: false,
  },
  { name: 'a word that objects know', relation: 'public.constructor', size: null, small: false },
  {
    name: 'an index',
    indexes: { orders_pkey: { bytes: 8192 } },
    relation: 'public.orders_pkey',
    size: [null, 8192],
    small: true,
  },
  {
    name: 'SQLite: main is meant, and case does not count',
    dialect: 'sqlite',
    tables: { Orders: { rows: 200, bytes: 4096 } },
    relation: 'main.oRDERS',
    size: [200, 4096],
    small: true,
  },
  {
    name: 'SQLite: a name in quotes',
    dialect: 'sqlite',
    tables: { 'main."Order Lines"': { rows: 4e7 } },
    relation: 'main."order lines"',
    size: [4e7, null],
    small: false,
  },
  {
    name: 'partitions, together',
    tables: { p1: { rows: 6000, bytes: 10 }, p2: { rows: 6000, bytes: 20 } },
    partitions: parts,
    relation: orders,
    size: [12_000, 30],
    small: false,
  },
  {
    name: 'a partition by itself',
    tables: { p1: { rows: 6000, bytes: 10 }, p2: { rows: 6000, bytes: 20 } },
    partitions: parts,
    relation: 'public.p1',
    size: [6000, 10],
    small: true,
  },
  {
    name: 'partitions of partitions',
    tables: { 'app.p11': { rows: 1, bytes: 1 }, p2: { rows: 1, bytes: 1 } },
    partitions: { ...parts, 'app.p11': 'public.p1' },
    relation: orders,
    size: [2, 2],
    small: true,
  },
  {
    name: 'a partition that nobody knows',
    tables: { p1: { rows: 1, bytes: 1 } },
    partitions: parts,
    relation: orders,
    size: null,
    small: false,
  },
  {
    name: 'a partitioned table that was counted once, when it was small',
    tables: { orders: { rows: 10, bytes: 0 }, p1: { rows: 4e7, bytes: 9e9 }, p2: { rows: 0, bytes: 0 } },
    partitions: parts,
    relation: orders,
    size: [4e7, 9e9],
    small: false,
  },
  {
    name: 'a partitioned table of which the file says more than of its partitions',
    tables: { orders: { rows: 4e7, bytes: 0 } },
    partitions: parts,
    relation: orders,
    size: [4e7, null],
    small: false,
  },
  {
    name: 'a partitioned table that had more when it was counted itself',
    tables: { orders: { rows: 20_000 }, p1: { rows: 1, bytes: 1 }, p2: { rows: 1, bytes: 1 } },
    partitions: parts,
    relation: orders,
    size: [20_000, 2],
    small: false,
  },
  {
    name: 'a partitioned table whose own storage is empty',
    tables: { orders: { rows: 0, bytes: 0 } },
    partitions: parts,
    relation: orders,
    size: null,
    small: false,
  },
  {
    name: 'a partitioned table without partitions',
    tables: { orders: { rows: 0, bytes: 0 } },
    partitions: {},
    relation: orders,
    size: [0, 0],
    small: true,
  },
]

describe('sizes', () => {
  test.each(rows)('$name', async row => {
    const { size, isSmall } = await sizes(row)
    const found = size(row.relation)
    expect(found === null ? null : [found.rows, found.bytes]).toEqual(row.size)
    expect(isSmall(row.relation)).toBe(row.small)
  })

  test('without a snapshot nothing is known', async () => {
    const { size, isSmall } = sizesOf(null, await loadDialect('postgres'), null, { rows: 1e9, bytes: 1e12 })
    expect([size(orders), isSmall(orders)]).toEqual([null, false])
  })
})
