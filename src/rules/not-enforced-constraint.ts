import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import {
  before,
  isUnseen,
  type Place,
  placeOfChange,
  placeOfConstraint,
} from './support/constraints/brought.ts'
import { identifiersIn } from './support/constraints/foreign-keys.ts'
import { lastPart, qualifier } from './support/names.ts'

export const rule: Rule = {
  id: 'not-enforced-constraint',
  title: 'A constraint that is not enforced',
  why: [
    'PostgreSQL 18 keeps a NOT ENFORCED constraint in the catalog and never looks at it: rows that break it come in, and',
    'whoever reads the schema believes that there are none. Where the constraint was enforced before, what it promised',
    'ends with this migration.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Add it as `NOT VALID` where only the old rows are in the way: then new rows are checked from the start.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT ENFORCED;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY REFERENCES shop."Customers");',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE orders ALTER CONSTRAINT orders_id_fkey NOT ENFORCED;',
      note: 'It was enforced before: a warning.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'DO $$ BEGIN ALTER TABLE orders ADD CHECK (total > 0) NOT ENFORCED; END $$;',
      note: 'Code is run, so the constraint is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY REFERENCES customers NOT ENFORCED);',
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'It stood before.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total > 0) ENFORCED);',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT positive CHECK (total > 0) NOT ENFORCED);\nALTER TABLE orders DROP CONSTRAINT positive;',
      note: 'It is gone in the end.',
    },
  ],
  *check(context) {
    for (const { place, table, constraint, wasEnforced, evidence } of [
      ...bySchema(context),
      ...byText(context),
    ])
      yield {
        migration: place.migration,
        statement: place.statement,
        ...(wasEnforced ? { severity: 'warning' as const } : {}),
        message: `${constraint ?? 'A constraint'} of ${table} is ${wasEnforced ? 'no longer' : 'not'} enforced: rows that break it come in.`,
        fix: wasEnforced
          ? 'Keep it enforced, or drop it, so that nobody relies on it.'
          : 'Add it as NOT VALID where only the old rows are in the way: then new rows are checked from the start.',
        evidence,
      }
  },
}

interface Unenforced {
  readonly place: Place
  readonly table: string
  /** `null` where the text has no name for it. */
  readonly constraint: string | null
  readonly wasEnforced: boolean
  readonly evidence: RuleMatch['evidence']
}

function bySchema(context: RuleContext): readonly Unenforced[] {
  return [...(context.schemaAfter?.objects.values() ?? [])].flatMap((object): Unenforced[] => {
    const { kind, name, attributes } = object
    const isCopy = attributes.of !== undefined || attributes.inherited !== undefined
    if (kind !== 'constraint' || isCopy || !isUnenforced(attributes.definition)) return []
    const old = before(context, object)
    if (isUnenforced(old?.attributes.definition)) return []
    const wasEnforced = old !== undefined
    const type = attributes.definition?.startsWith('CHECK') ? 'check' : 'foreign-key'
    const columns = identifiersIn(/^FOREIGN KEY \((.*?)\)/.exec(attributes.definition ?? '')?.[1])
    const place = wasEnforced
      ? placeOfAlter(context, name)
      : placeOfConstraint(context, object, type, columns)
    return place === null ? [] : [{ place, ...partsOf(name), wasEnforced, evidence: 'measured' }]
  })
}

function partsOf(name: string): Pick<Unenforced, 'table' | 'constraint'> {
  return { table: qualifier(name), constraint: lastPart(name) }
}

function isUnenforced(definition = ''): boolean {
  return / NOT ENFORCED$/.test(definition)
}

/** ALTER CONSTRAINT of the table. */
function placeOfAlter(context: RuleContext, name: string): Place | null {
  for (const chapter of chapters(context))
    for (const step of chapter.steps) {
      const { sql, operations: all } = step.traced.statement
      const isTable = all.some(
        it => it.kind === 'alter-table' && lastPart(it.table) === lastPart(qualifier(name)),
      )
      if (isTable && /\bnot\s+enforced\b/i.test(sql) && !/\badd\b/i.test(sql))
        return { migration: step.migration, statement: step.traced, step }
    }
  return placeOfChange(context, name)
}

function byText(context: RuleContext): readonly Unenforced[] {
  return chapters(context)
    .flatMap(chapter => texts(chapter, 'add-constraint'))
    .filter(([it, { traced }]) => isUnseen(traced) && /\bnot\s+enforced\s*$/i.test(it.definition))
    .map(([{ table, constraint }, step]) => ({
      place: { migration: step.migration, statement: step.traced, step },
      table,
      constraint,
      wasEnforced: false,
      evidence: 'inferred' as const,
    }))
}
