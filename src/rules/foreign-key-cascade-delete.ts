import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import {
  before,
  type Place,
  placeOf,
  placeOfConstraint,
  unseenConstraints,
} from './support/constraints/brought.ts'
import { deleteAction, foreignKeysOf } from './support/constraints/foreign-keys.ts'

export const rule: Rule = {
  id: 'foreign-key-cascade-delete',
  preset: 'policy',
  title: 'ON DELETE CASCADE',
  why: [
    'One DELETE takes rows of another table along, those take further ones, and nobody sees how many before they are',
    'gone. Some teams want the application to delete what belongs together, table by table.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Say `ON DELETE RESTRICT`, and let the application delete the rows that refer to another first.',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON DELETE CASCADE);',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id INTEGER PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE);',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON DELETE RESTRICT ON UPDATE CASCADE);',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON DELETE CASCADE);',
      up: 'ALTER TABLE profiles ADD COLUMN note text;',
      note: 'It stood before.',
    },
  ],
  *check(context) {
    for (const { place, table, parent, evidence } of [...bySchema(context), ...byText(context)])
      yield {
        migration: place.migration,
        statement: place.statement,
        message: `Deleting a row of ${parent} deletes all rows of ${table} that refer to it.`,
        fix: 'Say ON DELETE RESTRICT, and let the application delete the rows that refer to another first.',
        evidence,
      }
  },
}

interface Cascade {
  readonly place: Place
  readonly table: string
  readonly parent: string
  readonly evidence: RuleMatch['evidence']
}

function bySchema(context: RuleContext): readonly Cascade[] {
  if (context.schemaAfter === null) return []
  return foreignKeysOf(context.schemaAfter).flatMap((key): Cascade[] => {
    const old = before(context, key.object)
    const stood = old !== undefined && deleteAction(old.attributes.definition ?? '').action === 'cascade'
    if (key.onDelete !== 'cascade' || stood) return []
    const place = placeOfConstraint(context, key.object, 'foreign-key', key.columns)
    return place === null ? [] : [{ place, table: key.table, parent: key.parent, evidence: 'measured' }]
  })
}

function byText(context: RuleContext): readonly Cascade[] {
  return unseenConstraints(context, 'foreign-key')
    .filter(([{ definition }]) => deleteAction(definition).action === 'cascade')
    .map(([{ table, references }, step]) => ({
      place: placeOf(step),
      table,
      parent: references ?? 'its parent',
      evidence: 'inferred',
    }))
}
