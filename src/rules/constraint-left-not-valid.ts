import type { SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import {
  type AddConstraint,
  before,
  isUnseen,
  type Place,
  placeOf,
  placeOfConstraint,
} from './support/constraints/brought.ts'
import { identifiersIn } from './support/constraints/foreign-keys.ts'
import { ownText } from './support/constraints/own-text.ts'
import { firstTouch } from './support/constraints/touched.ts'
import { lastPart, listedShort, qualifier } from './support/names.ts'
import { inMigrations, ownMigration } from './support/sql.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'constraint-left-not-valid',
  title: 'A NOT VALID constraint that nothing validates',
  why: [
    'NOT VALID is the first half of adding a constraint without a long lock. Until VALIDATE CONSTRAINT has run, rows that',
    'stood before may break it: no reader can rely on it, the planner does not, and a restore of a dump may fail.',
    '',
    'Told of a constraint that the change adds and does not validate, not even in a later migration. One that an earlier',
    'migration left behind is a notice, once, where the change works on its table.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Add `VALIDATE CONSTRAINT` in the next migration: it reads the rows while the application goes on.',
  fixGoesFurther: 'the constraint is validated',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES "Customers" NOT VALID;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD CONSTRAINT given NOT NULL total NOT VALID'; END $$;",
      note: 'Code is run, so the constraint is seen all the same. It is one on NOT NULL, as PostgreSQL 18 knows them.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;',
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'An earlier migration left it: a notice.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;',
      up: 'ALTER TABLE orders VALIDATE CONSTRAINT positive;',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;',
      up: 'CREATE TABLE notes (id int PRIMARY KEY);',
      note: 'An earlier migration left it, and this one does not work on its table.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, FOREIGN KEY (id) REFERENCES customers NOT VALID);',
      note: 'With a new table PostgreSQL knows that there is nothing to validate.',
    },
  ],
  *check(context) {
    for (const { place, table, constraint, evidence } of [...brought(context), ...unseen(context)])
      yield {
        migration: place.migration,
        statement: place.statement,
        message: `Rows of ${table} may break ${constraint ?? 'the constraint'}: it is NOT VALID, and nothing in this change validates it.`,
        fix: validation(place, table, constraint),
        evidence,
      }
    yield* leftBefore(context)
  },
}

interface NotValid {
  readonly place: Place
  readonly table: string
  /** `null` where the text has no name for it. */
  readonly constraint: string | null
  readonly evidence: RuleMatch['evidence']
}

function brought(context: RuleContext): readonly NotValid[] {
  return [...(context.schemaAfter?.objects.values() ?? [])].flatMap((object): NotValid[] => {
    if (!isNotValid(object) || isNotValid(before(context, object))) return []
    const table = qualifier(object.name)
    const place = placeOfConstraint(context, namedConstraint(object), typeOf(object), columnsOf(object))
    const constraint = lastPart(namedConstraint(object).name)
    if (isSettledUnseen(context, table, constraint)) return []
    return place === null ? [] : [{ place, table, constraint, evidence: 'measured' }]
  })
}

/** A statement that could not be run here would validate it, or take it away. */
function isSettledUnseen(context: RuleContext, table: string, constraint: string): boolean {
  return chapters(context)
    .flatMap(chapter => [...texts(chapter, 'validate-constraint'), ...texts(chapter, 'drop-constraint')])
    .some(
      ([it, { traced }]) =>
        isUnseen(traced) && it.constraint === constraint && lastPart(it.table) === lastPart(table),
    )
}

/** Told once for a whole family of partitions and heirs. */
function isNotValid(object: SchemaObject | undefined): boolean {
  if (object === undefined || object.attributes.of !== undefined || object.attributes.inherited !== undefined)
    return false
  if (object.kind === 'column') return object.attributes['not null'] === 'not valid'
  return object.kind === 'constraint' && / NOT VALID$/.test(object.attributes.definition ?? '')
}

/** NOT NULL is told with its column; the constraint has a name of its own where somebody chose it. */
function namedConstraint(object: SchemaObject): SchemaObject {
  if (object.kind !== 'column') return object
  const table = qualifier(object.name)
  const own =
    object.attributes['not null constraint'] ?? `${lastPart(table)}_${lastPart(object.name)}_not_null`
  return { ...object, name: `${table}.${own}` }
}

function typeOf({ kind, attributes }: SchemaObject): AddConstraint['type'] {
  if (kind === 'column') return 'not-null'
  return attributes.definition?.startsWith('CHECK') ? 'check' : 'foreign-key'
}

function columnsOf({ kind, name, attributes }: SchemaObject): readonly string[] {
  if (kind === 'column') return [lastPart(name)]
  return identifiersIn(/^FOREIGN KEY \((.*?)\)/.exec(attributes.definition ?? '')?.[1])
}

/** Where nothing was run: no later statement validates it, or takes it away. */
function unseen(context: RuleContext): readonly NotValid[] {
  const all = chapters(context)
  const settling = [
    ...all.flatMap(chapter => texts(chapter, 'validate-constraint')),
    ...all.flatMap(chapter => texts(chapter, 'drop-constraint')),
  ]
  const settled = Map.groupBy(settling, ([{ table }]) => table)
  const names = new Map(
    [...settled].map(([table, some]) => [table, new Set(some.map(([{ constraint }]) => constraint))]),
  )
  const dropped = new Set(all.flatMap(chapter => texts(chapter, 'drop-table')).map(([{ table }]) => table))
  return all
    .flatMap(chapter => texts(chapter, 'add-constraint'))
    .filter(([{ definition }, { traced }]) => isUnseen(traced) && /\bnot\s+valid\s*$/i.test(definition))
    .filter(
      ([{ table }, { traced }]) => !dropped.has(table) && operations(traced, 'create-table').length === 0,
    )
    .filter(([{ table, constraint }]) =>
      constraint === null ? !names.has(table) : names.get(table)?.has(constraint) !== true,
    )
    .map(([{ table, constraint }, step]) => ({
      place: placeOf(step),
      table,
      constraint,
      evidence: 'inferred',
    }))
}

/** Of constraints that stood before, those on tables that the change works on: one notice. */
function* leftBefore(context: RuleContext): Generator<RuleMatch> {
  const left = [...(context.schemaAfter?.objects.values() ?? [])]
    .filter(object => isNotValid(object) && isNotValid(before(context, object)))
    .flatMap(object => {
      const step = firstTouch(context, qualifier(object.name))
      return step === undefined ? [] : [{ step, name: namedConstraint(object).name }]
    })
  const [first] = left
  if (first === undefined) return
  yield {
    migration: first.step.migration,
    statement: first.step.traced,
    severity: 'notice',
    message: `Earlier migrations left NOT VALID what nothing has validated since: ${listedShort(left.map(({ name }) => name))}.`,
    fix: [
      ownMigration,
      ...left.map(({ name }) => `ALTER TABLE ${qualifier(name)} VALIDATE CONSTRAINT ${lastPart(name)};`),
    ].join('\n'),
    evidence: 'measured',
  }
}

/** The author's own statement, and behind it the validation. */
function validation({ step }: Place, table: string, constraint: string | null): string {
  if (step?.liveTable(table) === null)
    return 'Leave out NOT VALID: the table is new, and there is nothing to read.'
  if (constraint === null) return 'Validate it with VALIDATE CONSTRAINT in the next migration.'
  const validate = `ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraint}`
  const own = step && ownText(step, [table])
  return own === null ? `In the next migration: ${validate}` : inMigrations([own], [`${validate};`])
}
