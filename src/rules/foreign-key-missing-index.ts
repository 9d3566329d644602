import type { Schema } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import {
  type AddConstraint,
  before,
  isUnseen,
  type Place,
  placeOfConstraint,
  unseenConstraints,
} from './support/constraints/brought.ts'
import { type ForeignKey, foreignKeysOf } from './support/constraints/foreign-keys.ts'
import { ownText } from './support/constraints/own-text.ts'
import { columnOf, indexesOf } from './support/indexes/definitions.ts'
import { deriveName, lastPart, listedShort } from './support/names.ts'
import { inMigrations } from './support/sql.ts'

export const rule: Rule = {
  id: 'foreign-key-missing-index',
  title: 'Foreign key without an index on its own columns',
  why: [
    'A foreign key brings no index for the table that refers. Whenever a row of the other table is deleted, or its key',
    'changes, the database looks for rows that refer to it, and without an index it reads the whole table each time.',
    '',
    'An index that begins with one of the columns is enough to be silent.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Create an index that begins with the columns of the key.',
  fixGoesFurther: 'the index is added',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE orders ADD COLUMN "Customer" int REFERENCES "Customers";',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN buyer int REFERENCES customers'; END $$;",
      note: 'Code is run, so the key is seen all the same.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, is_open bool);\nCREATE INDEX ON orders (customer_id) WHERE is_open;',
      note: 'The index knows only a part of the rows.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY);',
      up: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id));',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);\nCREATE INDEX ON orders (customer_id, id);',
    },
    {
      base: 'CREATE TABLE customers (tenant int, id int, PRIMARY KEY (tenant, id));',
      up: 'CREATE TABLE orders (tenant int, id int, customer_id int, PRIMARY KEY (tenant, id), FOREIGN KEY (tenant, customer_id) REFERENCES customers);',
      note: 'The primary key begins with a column of the foreign key.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);\nCREATE INDEX ON orders (customer_id) WHERE customer_id IS NOT NULL;',
      note: 'A row without a value refers to nothing.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY);',
      up: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id));\nCREATE INDEX orders_customer ON orders (customer_id);',
    },
  ],
  *check(context) {
    const found = [...bySchema(context), ...byText(context)]
    for (const [, keys] of Map.groupBy(found, ({ place }) => place.statement ?? place.migration)) {
      const [first] = keys
      if (first !== undefined) yield matchOf(context, first, keys)
    }
  },
}

interface Unindexed {
  readonly place: Place
  readonly table: string
  readonly columns: readonly string[]
  readonly parent: string
  readonly evidence: RuleMatch['evidence']
}

function matchOf(
  context: RuleContext,
  { place, evidence }: Unindexed,
  keys: readonly Unindexed[],
): RuleMatch {
  const [first] = keys
  const one = keys.length === 1 && first !== undefined
  const message = one
    ? `Each DELETE from ${first.parent} reads all of ${first.table}: no index begins with ${listedShort(first.columns)}.`
    : `Each DELETE from ${listedShort([...new Set(keys.map(({ parent }) => parent))])} reads whole tables: no index begins with ${listedShort(keys.map(({ table, columns }) => `${table}.${columns[0]}`))}.`
  // The size of the table that is read later, not that of one that waits now.
  const isSmall = keys.every(({ table }) => place.step?.liveTable(table) != null && context.isSmall(table))
  return {
    migration: place.migration,
    statement: place.statement,
    ...(isSmall ? { severity: 'notice' as const } : {}),
    message,
    fix: fixFor(context, place, keys),
    evidence,
  }
}

function fixFor({ dialect }: RuleContext, { step }: Place, keys: readonly Unindexed[]): string {
  const own = step && ownText(step, [...new Set(keys.map(({ table }) => table))])
  if (own === null)
    return `Create an index on ${listedShort(keys.map(({ table, columns }) => `${table} (${columns.join(', ')})`))}.`
  const isLive = ({ table }: Unindexed) => step?.liveTable(table) != null
  if (dialect === 'sqlite' || !keys.some(isLive))
    return [own, ...keys.map(it => createIndex(dialect, it, false))].join('\n')
  return inMigrations([own], ...keys.map(it => [createIndex(dialect, it, isLive(it))]))
}

/** SQLite takes no schema before the table. */
function createIndex(
  dialect: RuleContext['dialect'],
  { table, columns }: Unindexed,
  concurrently: boolean,
): string {
  const name = deriveName([table, ...columns], '_idx')
  const on = dialect === 'sqlite' ? lastPart(table) : table
  return `CREATE INDEX${concurrently ? ' CONCURRENTLY' : ''} ${name} ON ${on} (${columns.map(lastPart).join(', ')});`
}

function bySchema(context: RuleContext): readonly Unindexed[] {
  const { schemaAfter } = context
  if (schemaAfter === null) return []
  return foreignKeysOf(schemaAfter).flatMap((key): Unindexed[] => {
    if (before(context, key.object) !== undefined || isCovered(schemaAfter, key)) return []
    if (isIndexedUnseen(context, key)) return []
    const place = placeOfConstraint(context, key.object, 'foreign-key', key.columns)
    if (place === null) return []
    return [{ place, table: key.table, columns: key.columns, parent: key.parent, evidence: 'measured' }]
  })
}

/** A statement that could not be run here would create the index. */
function isIndexedUnseen(context: RuleContext, { table, columns }: ForeignKey): boolean {
  return chapters(context)
    .flatMap(chapter => texts(chapter, 'create-index'))
    .some(
      ([it, { traced }]) =>
        isUnseen(traced) && lastPart(it.table) === lastPart(table) && columns.includes(it.columns[0] ?? ''),
    )
}

const quick: ReadonlySet<string> = new Set(['btree', 'hash'])

function isCovered(schema: Schema, { table, columns, object }: ForeignKey): boolean {
  const isRowid = [...schema.objects.values()].some(
    it =>
      it.attributes.rowid === 'yes' && it.name.startsWith(`${table}.`) && keyOf(it.attributes) === columns[0],
  )
  return (
    isRowid ||
    indexesOf(schema).some(index => {
      const [first = ''] = index.keys
      const column = columnOf(first)
      return (
        index.table === table &&
        !index.invalid &&
        quick.has(index.method) &&
        index.constraint !== object.name &&
        column !== null &&
        columns.includes(column) &&
        knowsAllRows(index.rest, columns)
      )
    })
  )
}

function keyOf({ definition }: Readonly<Record<string, string>>): string | undefined {
  return /^PRIMARY KEY \(("(?:[^"]|"")*"|[^", )]+)\)/.exec(definition ?? '')?.[1]
}

/** A row without a value refers to nothing, so an index may leave it out. */
function knowsAllRows(rest: string, columns: readonly string[]): boolean {
  const [, condition] = /\bWHERE (.+)$/is.exec(rest) ?? []
  if (condition === undefined) return true
  const [, column] = /^\(?("(?:[^"]|"")*"|[\w$]+) is not null\)?$/i.exec(condition.trim()) ?? []
  return column !== undefined && columns.includes(column)
}

/** Columns that the change itself makes have no index but those that it makes. */
function byText(context: RuleContext): readonly Unindexed[] {
  const all = chapters(context)
  const made = new Set(all.flatMap(chapter => texts(chapter, 'create-table')).map(([{ table }]) => table))
  const added = new Set(
    all.flatMap(chapter => texts(chapter, 'add-column')).map(([it]) => `${it.table}.${it.column}`),
  )
  const keys = [
    ...all.flatMap(chapter => texts(chapter, 'create-index')).map(([it]) => it),
    ...all
      .flatMap(chapter => texts(chapter, 'add-constraint'))
      .map(([it]) => it)
      .filter(({ type }) => type === 'primary-key' || type === 'unique'),
  ]
  const indexed = new Set(keys.map(({ table, columns }) => `${table}.${columns[0]}`))
  const isNew = ({ table, columns }: AddConstraint) =>
    made.has(table) || columns.every(column => added.has(`${table}.${column}`))
  return unseenConstraints(context, 'foreign-key')
    .filter(([key]) => isNew(key) && !key.columns.some(column => indexed.has(`${key.table}.${column}`)))
    .map(([{ table, columns, references }, step]) => ({
      place: { migration: step.migration, statement: step.traced, step },
      table,
      columns,
      parent: references ?? 'its parent',
      evidence: 'inferred' as const,
    }))
}
