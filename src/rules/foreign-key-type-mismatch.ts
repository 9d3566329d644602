import type { Schema } from '../model/schema.ts'
import type { Rule, RuleContext } from './rule.ts'
import { find } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { before, type Place, placeOf, placeOfConstraint } from './support/constraints/brought.ts'
import {
  columnIn,
  type ForeignKey,
  foreignKeysOf,
  parentColumnsOf,
} from './support/constraints/foreign-keys.ts'
import { lastPart } from './support/names.ts'

export const rule: Rule = {
  id: 'foreign-key-type-mismatch',
  title: 'Foreign key column too narrow for what it refers to',
  why: [
    'The column has a smaller type than the key that it refers to. Everything works until the ids of the other table',
    'outgrow it: then rows with such an id cannot be referred to, and widening the column writes its table anew.',
    '',
    'A column that is wider than the key, or of another text type, does no harm and is no finding.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Give the column the type of the key that it refers to.',
  bad: [
    {
      base: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
      up: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers);\nCREATE INDEX ON orders (customer_id);',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id bigserial PRIMARY KEY);',
      up: 'CREATE TABLE "Orders" ("Id" bigint PRIMARY KEY, "Customer" smallint, FOREIGN KEY ("Customer") REFERENCES shop."Customers");\nCREATE INDEX ON "Orders" ("Customer");',
    },
    {
      base: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
      up: 'DO $$ BEGIN CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers); END $$;',
      note: 'Code is run, so the key is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id bigint PRIMARY KEY REFERENCES customers);',
      note: 'Wider than what it refers to.',
    },
    {
      base: 'CREATE TABLE countries (code varchar(2) PRIMARY KEY);',
      up: 'CREATE TABLE profiles (country text PRIMARY KEY REFERENCES countries);',
    },
    {
      base: 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);',
      up: 'ALTER TABLE profiles ADD COLUMN note text;',
      note: 'It stood before.',
    },
  ],
  *check(context) {
    const { schemaBefore, schemaAfter } = context
    if (schemaAfter === null) return
    for (const key of foreignKeysOf(schemaAfter)) {
      const narrow = tooNarrow(schemaAfter, key)
      if (narrow === null) continue
      const old = before(context, key.object)
      const was = schemaBefore && foreignKeysOf(schemaBefore).find(({ object }) => object === old)
      if (was != null && schemaBefore !== null && tooNarrow(schemaBefore, was) !== null) continue
      const place =
        old === undefined ? placeOfKey(context, key) : (placeOfType(context, key) ?? placeOfKey(context, key))
      if (place === null) continue
      yield {
        migration: place.migration,
        statement: place.statement,
        message: `${key.table}.${narrow.column} is ${narrow.type} and cannot hold every value of ${key.parent}.${narrow.parentColumn}, which is ${narrow.parentType}.`,
        fix: `Make ${narrow.column} ${narrow.parentType}.`,
        evidence: 'measured',
      }
    }
  },
}

interface Narrow {
  readonly column: string
  readonly type: string
  readonly parentColumn: string
  readonly parentType: string
}

/** Whole numbers by what they hold. */
const widths: Readonly<Record<string, number>> = { smallint: 1, integer: 2, bigint: 3, numeric: 4 }

function tooNarrow(schema: Schema, key: ForeignKey): Narrow | null {
  const parents = parentColumnsOf(schema, key)
  if (parents?.length !== key.columns.length) return null
  for (const [at, column] of key.columns.entries()) {
    const parentColumn = parents[at] ?? ''
    const type = columnIn(schema, key.table, column)?.attributes.type ?? ''
    const parentType = columnIn(schema, key.parent, parentColumn)?.attributes.type ?? ''
    if ((widths[type] ?? 9) < (widths[bare(parentType)] ?? 0))
      return { column, type, parentColumn, parentType }
  }
  return null
}

/** `numeric(20,0)` → `numeric` */
function bare(type: string): string {
  return type.replace(/\(.*$/, '')
}

function placeOfKey(context: RuleContext, { object, columns }: ForeignKey): Place | null {
  return placeOfConstraint(context, object, 'foreign-key', columns)
}

/** The key stood: one side of it got another type. */
function placeOfType(context: RuleContext, { table, columns, parent }: ForeignKey): Place | null {
  for (const chapter of chapters(context)) {
    const isSide = (it: { readonly table: string; readonly column: string }) =>
      lastPart(it.table) === lastPart(parent) ||
      (lastPart(it.table) === lastPart(table) && columns.includes(it.column))
    const step = find(chapter, 'change-column-type', isSide)
    if (step !== undefined) return placeOf(step)
  }
  return null
}
