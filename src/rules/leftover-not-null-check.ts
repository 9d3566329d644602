import type { SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { find } from './support/attribution.ts'
import { chapters, type Step } from './support/chapters.ts'
import { before } from './support/constraints/brought.ts'
import { ownText } from './support/constraints/own-text.ts'
import { firstTouch } from './support/constraints/touched.ts'
import { lastPart, listedShort, qualifier } from './support/names.ts'
import { ownMigration } from './support/sql.ts'
import { isOpaque, operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'leftover-not-null-check',
  title: 'A CHECK that says no more than NOT NULL',
  why: [
    'The CHECK helped to set NOT NULL without a long lock. Now that the column is NOT NULL it only costs: every row that',
    'is written is checked twice.',
    '',
    'Told once a change, where it works on the table.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Drop the CHECK behind SET NOT NULL, in a statement of its own: dropped in the same one it proves nothing.',
  fixGoesFurther: 'the CHECK is dropped',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));',
      up: 'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "Total" int NOT NULL CHECK ("Total" IS NOT NULL));',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Orders" ADD COLUMN note text;',
      note: 'An earlier migration left it.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));',
      up: 'DO $$ BEGIN ALTER TABLE orders ALTER COLUMN total SET NOT NULL; END $$;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));',
      up: 'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT given;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));',
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'The column is not NOT NULL yet: the CHECK is still needed.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL CHECK (total IS NOT NULL AND total > 0));',
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'It says more.',
    },
  ],
  *check(context) {
    const left = leftovers(context)
    const [first] = left
    if (first !== undefined) yield matchOf(first.step, left)
  },
}

interface Leftover {
  readonly name: string
  readonly step: Step
}

function leftovers(context: RuleContext): readonly Leftover[] {
  return [...(context.schemaAfter?.objects.values() ?? [])].flatMap((object): Leftover[] => {
    const column = provenColumn(object)
    if (column === null || before(context, object) === undefined || !isRequired(context, column)) return []
    const step = whatRequired(context, column) ?? firstTouch(context, qualifier(object.name))
    return step === undefined ? [] : [{ name: object.name, step }]
  })
}

/** The column that the CHECK proves, where that is all it says. */
function provenColumn({ kind, name, attributes }: SchemaObject): string | null {
  if (kind !== 'constraint' || attributes.of !== undefined || attributes.inherited !== undefined) return null
  const [, column] =
    /^CHECK \(("(?:[^"]|"")*"|[^\s()"]+) IS NOT NULL\)$/.exec(attributes.definition ?? '') ?? []
  return column === undefined ? null : `${qualifier(name)}.${column}`
}

function isRequired({ schemaAfter }: RuleContext, column: string): boolean {
  return schemaAfter?.objects.get(`column ${column}`)?.attributes['not null'] === 'yes'
}

/** The SET NOT NULL that made it needless. */
function whatRequired(context: RuleContext, column: string): Step | undefined {
  for (const chapter of chapters(context)) {
    const step = find(
      chapter,
      'set-not-null',
      it => it.column === lastPart(column) && lastPart(it.table) === lastPart(qualifier(column)),
    )
    if (step !== undefined) return step
  }
  return undefined
}

function matchOf(step: Step, left: readonly Leftover[]): RuleMatch {
  const { migration, traced } = step
  const one = left.length === 1
  return {
    migration,
    statement: traced,
    message: `${listedShort(left.map(({ name }) => name))} ${one ? 'says' : 'say'} no more than NOT NULL, which the ${one ? 'column is' : 'columns are'} by now.`,
    fix: fixFor(step, left),
    evidence: 'measured',
  }
}

/** Where the change itself made it needless, the drop stands behind that. */
function fixFor(step: Step, left: readonly Leftover[]): string {
  const drops = left.map(({ name }) => `ALTER TABLE ${qualifier(name)} DROP CONSTRAINT ${lastPart(name)};`)
  if (isOpaque(step.traced)) return `Drop ${listedShort(left.map(({ name }) => name))}.`
  if (operations(step.traced, 'set-not-null').length === 0) return [ownMigration, ...drops].join('\n')
  const own = ownText(step, [...new Set(left.map(({ name }) => qualifier(name)))])
  return own === null
    ? `Drop ${listedShort(left.map(({ name }) => name))} behind it.`
    : [own, ...drops].join('\n')
}
