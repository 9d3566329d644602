import type { SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { before, isUnseen, type Place, placeOf, placeOfChange } from './support/constraints/brought.ts'
import { lastPart, listedShort, qualifier } from './support/names.ts'

export const rule: Rule = {
  id: 'drop-not-null',
  title: 'A column may be null from now on',
  why: [
    'Code that reads the column has never met a NULL there. It meets the first one when some new code writes it, which is',
    'not when this migration runs.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres', 'sqlite'],
  fix: 'Deploy readers that know NULL first.',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);',
      up: 'ALTER TABLE users ALTER COLUMN email DROP NOT NULL;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Users" (id int PRIMARY KEY, "E-Mail" text NOT NULL, name text NOT NULL);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Users" ALTER "E-Mail" DROP NOT NULL, ALTER name DROP NOT NULL;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE users ALTER email DROP NOT NULL'; END $$;",
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text);',
      up: 'ALTER TABLE users ALTER COLUMN email DROP NOT NULL;',
      note: 'It could be null before.',
    },
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);\nALTER TABLE users ALTER COLUMN email DROP NOT NULL;',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);',
      up: 'ALTER TABLE users ADD COLUMN mail text;',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
      up: 'ALTER TABLE users ADD COLUMN name TEXT;',
    },
  ],
  *check(context) {
    const found = [...bySchema(context), ...byText(context)]
    for (const [, columns] of Map.groupBy(found, ({ place }) => place.statement ?? place.migration)) {
      const [first] = columns
      if (first === undefined) continue
      yield {
        migration: first.place.migration,
        statement: first.place.statement,
        message: `Code that reads ${listedShort(columns.map(({ name }) => name))} may meet a NULL from now on.`,
        fix: 'Deploy readers that know NULL first.',
        evidence: first.evidence,
      }
    }
  },
}

interface Loosened {
  readonly name: string
  readonly place: Place
  readonly evidence: RuleMatch['evidence']
}

function bySchema(context: RuleContext): readonly Loosened[] {
  return [...(context.schemaAfter?.objects.values() ?? [])].flatMap((object): Loosened[] => {
    if (object.kind !== 'column' || object.attributes['not null'] !== undefined) return []
    const old = before(context, object)
    if (old?.attributes['not null'] !== 'yes' || isMadeAgain(context, object) || isOfOther(object)) return []
    const place = placeOfDrop(context, object)
    return place === null ? [] : [{ name: object.name, place, evidence: 'measured' }]
  })
}

/** An heir's and a partition's column follows that of its parent. */
function isOfOther({ attributes }: SchemaObject): boolean {
  return attributes.inherited !== undefined
}

/** Another column under the name of one that is gone, which is worse, and told as such. */
function isMadeAgain(context: RuleContext, { name }: SchemaObject): boolean {
  return chapters(context).some(({ migration }) =>
    migration.changes.some(it => it.name === name && /^dropped and made again(?:;|$)/.test(it.detail)),
  )
}

function placeOfDrop(context: RuleContext, { name }: SchemaObject): Place | null {
  const [table, column] = [qualifier(name), lastPart(name)]
  const written = chapters(context)
    .flatMap(chapter => texts(chapter, 'drop-not-null'))
    .find(([it]) => it.column === column && lastPart(it.table) === lastPart(table))
  const isDropped = chapters(context)
    .flatMap(chapter => texts(chapter, 'drop-constraint'))
    .find(([it]) => lastPart(it.table) === lastPart(table) && /not_?null/i.test(it.constraint))
  const found = written ?? isDropped
  return found === undefined ? placeOfChange(context, name) : placeOf(found[1])
}

function byText(context: RuleContext): readonly Loosened[] {
  return chapters(context)
    .flatMap(chapter => texts(chapter, 'drop-not-null'))
    .filter(([{ table, column }, step]) => isUnseen(step.traced) && step.isLiveColumn(table, column))
    .map(([{ table, column }, step]) => ({
      name: `${table}.${column}`,
      place: placeOf(step),
      evidence: 'inferred',
    }))
}
