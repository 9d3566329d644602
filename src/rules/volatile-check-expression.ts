import type { Schema, SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext } from './rule.ts'
import { before, placeOfConstraint } from './support/constraints/brought.ts'
import { lastPart, qualifier, withoutArguments } from './support/names.ts'
import { withoutComments } from './support/sql.ts'

export const rule: Rule = {
  id: 'volatile-check-expression',
  title: 'A CHECK that does not stay true',
  why: [
    'A CHECK is looked at when a row is written, and never again. One that asks the clock, chance or other tables may hold',
    'then and not later: an UPDATE of another column fails, and a dump cannot be restored, because the rows come in',
    'another order, at another time.',
    '',
    'A CHECK that can only become truer, such as `born < now()`, is no finding.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Check it in a trigger or in the application. A CHECK may ask nothing but the row itself.',
  bad: [
    {
      up: 'CREATE TABLE offers (id int PRIMARY KEY, ends timestamptz CHECK (ends > now()));',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE "Users" (id int PRIMARY KEY);\nCREATE FUNCTION stands(int) RETURNS bool LANGUAGE sql AS \'SELECT EXISTS (SELECT FROM "Users" WHERE id = $1)\';',
      up: 'CREATE TABLE shop.offers (id int PRIMARY KEY, seller int, CONSTRAINT known CHECK (stands(seller)));',
      note: 'The function asks another table: a foreign key in disguise.',
    },
    {
      base: 'CREATE TABLE offers (id int PRIMARY KEY, ends date);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE offers ADD CONSTRAINT open CHECK (ends - 7 >= current_date) NOT VALID'; END $$;",
      note: 'Code is run, so the CHECK is seen all the same.',
      also: ['constraint-left-not-valid'],
    },
  ],
  good: [
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, born date CHECK (born < current_date), seen timestamptz CHECK (now() >= seen));',
      note: 'Once true, always true.',
    },
    {
      up: "CREATE FUNCTION positive(int) RETURNS bool LANGUAGE sql AS 'SELECT $1 > 0';\nCREATE TABLE offers (id int PRIMARY KEY, price int CHECK (positive(price)));",
      note: 'Nobody said IMMUTABLE, yet the function asks nothing but the row.',
    },
    {
      up: "CREATE TABLE offers (id int PRIMARY KEY, note text CHECK (note <> 'now() > x'), made timestamptz DEFAULT now());",
      note: 'The clock is no part of the CHECK.',
    },
  ],
  *check(context) {
    for (const object of context.schemaAfter?.objects.values() ?? []) {
      const { kind, name, attributes } = object
      const isOwn = attributes.of === undefined && attributes.inherited === undefined
      if (kind !== 'constraint' || !isOwn || !attributes.definition?.startsWith('CHECK')) continue
      if (before(context, object) !== undefined) continue
      const asked = askedOf(context, object)
      const place = asked === null ? null : placeOfConstraint(context, object, 'check', [])
      if (place === null) continue
      yield {
        migration: place.migration,
        statement: place.statement,
        message: `${lastPart(name)} of ${qualifier(name)} asks ${asked}: a row that was right when it was written fails later, at an UPDATE or when a dump is restored.`,
        fix: 'Check it in a trigger or in the application. A CHECK may ask nothing but the row itself.',
        evidence: 'measured',
      }
    }
  },
}

/** What the CHECK hangs on besides its row; `null` where that is nothing. */
function askedOf({ schemaAfter }: RuleContext, { attributes }: SchemaObject): string | null {
  const text = (attributes.definition ?? '').replaceAll(/'(?:[^']|'')*'/g, "''")
  if (/(?<![.\w"])(?:random|gen_random_uuid|uuidv[47]|nextval|lastval|currval)\(/.test(text)) return 'chance'
  if (asksClock(text)) return 'the clock'
  const tables = schemaAfter === null ? [] : calledTables(schemaAfter, text)
  return tables.length === 0 ? null : `another table (${tables[0]})`
}

const clock =
  /(?<![.\w"])(?:now\(\)|(?:transaction|statement|clock)_timestamp\(\)|CURRENT_(?:DATE|TIMESTAMP|TIME)\b|LOCAL(?:TIMESTAMP|TIME)\b)/g

/** The clock only goes up: what is smaller than it stays smaller. */
function asksClock(text: string): boolean {
  return [...text.matchAll(clock)].some(({ index, 0: call }) => {
    const back = /(?:\bAND\b|\bOR\b|\bNOT\b)(?!.*(?:\bAND\b|\bOR\b|\bNOT\b))/s.exec(text.slice(0, index))
    const forth = /\b(?:AND|OR)\b/.exec(text.slice(index))
    const left = text.slice(back === null ? 0 : back.index, index)
    const right = text.slice(index + call.length, forth === null ? undefined : index + forth.index)
    const [, smaller] = /(<=?|>=?|<>|=)[^<>=]*$/.exec(left) ?? []
    const [, greater] = /^[^<>=]*?(<=?|>=?|<>|=)/.exec(right) ?? []
    const isSubtracted = /- *\(*$/.test(left)
    const isSafe = smaller === undefined ? greater?.startsWith('>') : /^<=?$/.test(smaller)
    return isSubtracted || isSafe !== true || /\bNOT\b/.test(left)
  })
}

/** Tables that functions of the CHECK read, by the bodies of those functions. */
function calledTables(schema: Schema, text: string): readonly string[] {
  const called = text.match(/(?:"(?:[^"]|"")*"|[\w$]+)\.(?:"(?:[^"]|"")*"|[\w$]+)(?=\()/g) ?? []
  const tables = new Map(
    [...schema.objects.values()]
      .filter(({ kind }) => kind === 'table' || kind === 'view' || kind === 'materialized view')
      .map(({ name }) => [lastPart(name), name]),
  )
  return [...schema.objects.values()]
    .filter(({ kind, name }) => kind === 'function' && called.some(it => it === withoutArguments(name)))
    .flatMap(({ attributes }) => {
      const body = withoutComments(attributes.definition ?? '')
      const read = body.matchAll(
        /\b(?:from|join)\s+(?:only\s+)?(?:(?:"(?:[^"]|"")*"|[\w$]+)\.)?("(?:[^"]|"")*"|[\w$]+)/gi,
      )
      return [...read].flatMap(([, table = '']) => tables.get(table) ?? tables.get(table.toLowerCase()) ?? [])
    })
}
