import type { Rule } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { deleteAction } from './support/constraints/foreign-keys.ts'
import { listedShort } from './support/names.ts'

export const rule: Rule = {
  id: 'foreign-key-without-on-delete',
  preset: 'style',
  title: 'Foreign key that does not say what a DELETE does',
  why: [
    'Without ON DELETE a row that something refers to cannot be deleted. That may be meant, or nobody has thought of it:',
    'the text does not tell.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Say `ON DELETE RESTRICT`, `NO ACTION`, `CASCADE` or `SET NULL`.',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON UPDATE CASCADE);',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id INTEGER PRIMARY KEY REFERENCES customers (id));',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers /* nobody */ ON\n  DELETE NO ACTION);',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);',
      up: 'ALTER TABLE profiles ADD COLUMN note text;',
      note: 'It stood before.',
    },
  ],
  *check(context) {
    const silent = chapters(context)
      .flatMap(chapter => texts(chapter, 'add-constraint'))
      .filter(([{ type, definition }]) => type === 'foreign-key' && !deleteAction(definition).isStated)
    for (const [step, keys] of Map.groupBy(silent, ([, step]) => step))
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `What deleting a referenced row does is not said for ${listedShort(keys.map(([{ table, columns }]) => `${table} (${columns.join(', ')})`))}.`,
        fix: 'Say ON DELETE RESTRICT, NO ACTION, CASCADE or SET NULL.',
        evidence: step.traced.trace.evidence,
      }
  },
}
