import type { Schema } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { find, texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import {
  before,
  type Place,
  placeOf,
  placeOfConstraint,
  unseenConstraints,
} from './support/constraints/brought.ts'
import { columnIn, deleteAction, type ForeignKey, foreignKeysOf } from './support/constraints/foreign-keys.ts'
import { lastPart, listed } from './support/names.ts'

export const rule: Rule = {
  id: 'set-null-on-not-null-column',
  title: 'ON DELETE SET NULL for a column that must not be null',
  why: [
    'When a row of the other table is deleted, the foreign key wants to write NULL, and the column refuses it.',
    'Every DELETE of a row that something refers to fails, with an error about a column that the statement never named.',
    'The same goes for SET DEFAULT where there is no default.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Say `ON DELETE RESTRICT` or `ON DELETE CASCADE`, or let the column be null.',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers ON DELETE SET NULL);\nCREATE INDEX ON orders (customer_id);',
    },
    {
      base: 'CREATE TABLE "Customers" (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, "Buyer" int CONSTRAINT known CHECK ("Buyer" IS NOT NULL) REFERENCES "Customers" ON DELETE SET NULL);',
      up: 'ALTER TABLE orders ALTER "Buyer" SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT known;',
      note: 'The key stood before; the column must not be null from now on.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'DO $$ BEGIN CREATE TABLE orders (customer_id int PRIMARY KEY REFERENCES customers ON DELETE SET DEFAULT); END $$;',
      note: 'There is no default, and a primary key is never null.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY);',
      up: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE SET NULL);\nCREATE INDEX orders_customer ON orders (customer_id);',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers ON DELETE SET NULL, seller int NOT NULL DEFAULT 1 REFERENCES customers ON DELETE SET DEFAULT);\nCREATE INDEX ON orders (customer_id);\nCREATE INDEX ON orders (seller);',
    },
    {
      base: 'CREATE TABLE customers (tenant int, id int, PRIMARY KEY (tenant, id));',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, tenant int NOT NULL, customer_id int, FOREIGN KEY (tenant, customer_id) REFERENCES customers ON DELETE SET NULL (customer_id));\nCREATE INDEX ON orders (tenant, customer_id);',
      note: 'Only the column that may be null is written.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers ON DELETE SET NULL);',
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'It stood before.',
    },
  ],
  *check(context) {
    for (const { place, key, columns } of contradictions(context))
      yield {
        ...matchAt(place),
        message: `Deleting a row of ${key.parent} that ${key.table} refers to fails: ${listed(columns)} must not be null, and ON DELETE ${key.onDelete.toUpperCase()} writes NULL there.`,
        fix: 'Say ON DELETE RESTRICT or ON DELETE CASCADE, or let the column be null.',
        evidence: 'measured',
      }
    yield* byText(context)
  },
}

interface Contradiction {
  readonly place: Place
  readonly key: ForeignKey
  readonly columns: readonly string[]
}

function contradictions(context: RuleContext): readonly Contradiction[] {
  const { schemaBefore, schemaAfter } = context
  if (schemaAfter === null) return []
  return foreignKeysOf(schemaAfter).flatMap((key): Contradiction[] => {
    const columns = refusing(schemaAfter, key)
    if (columns.length === 0) return []
    const old = before(context, key.object)
    const was = schemaBefore && foreignKeysOf(schemaBefore).find(({ object }) => object === old)
    if (was != null && schemaBefore !== null && refusing(schemaBefore, was).length > 0) return []
    const place =
      old === undefined
        ? placeOfConstraint(context, key.object, 'foreign-key', key.columns)
        : placeOfNotNull(context, key, columns)
    return place === null ? [] : [{ place, key, columns }]
  })
}

/** The columns that the key would make null, and that refuse it. */
function refusing(schema: Schema, key: ForeignKey): readonly string[] {
  if (key.onDelete !== 'set null' && key.onDelete !== 'set default') return []
  return key.setColumns.filter(column => {
    const { attributes } = columnIn(schema, key.table, column) ?? {}
    const isNull = key.onDelete === 'set null' || attributes?.default === undefined
    return isNull && attributes?.['not null'] !== undefined && attributes.identity === undefined
  })
}

function placeOfNotNull(
  context: RuleContext,
  { table, object, columns: own }: ForeignKey,
  columns: readonly string[],
) {
  const isMeant = (it: { readonly table: string; readonly column: string }) =>
    lastPart(it.table) === lastPart(table) && columns.includes(it.column)
  for (const chapter of chapters(context)) {
    const step = find(chapter, 'set-not-null', isMeant)
    if (step !== undefined) return placeOf(step)
  }
  return placeOfConstraint(context, object, 'foreign-key', own)
}

function matchAt({ migration, statement }: Place): Pick<RuleMatch, 'migration' | 'statement'> {
  return { migration, statement }
}

function* byText(context: RuleContext): Generator<RuleMatch> {
  const required = chapters(context)
    .flatMap(chapter => texts(chapter, 'add-column'))
    .filter(([{ notNull }]) => notNull)
    .map(([{ table, column }]) => `${table}.${column}`)
  for (const [key, step] of unseenConstraints(context, 'foreign-key')) {
    const { action, columns: some } = deleteAction(key.definition)
    const columns = (some.length > 0 ? some : key.columns).filter(it =>
      required.includes(`${key.table}.${it}`),
    )
    if (action !== 'set null' || columns.length === 0) continue
    yield {
      ...matchAt(placeOf(step)),
      message: `Deleting a row of ${key.references ?? 'its parent'} that ${key.table} refers to fails: ${listed(columns)} must not be null, and ON DELETE SET NULL writes NULL there.`,
      fix: 'Say ON DELETE RESTRICT or ON DELETE CASCADE, or let the column be null.',
      evidence: 'inferred',
    }
  }
}
