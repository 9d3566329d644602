import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { codeNote } from './support/database.ts'
import { lastPart } from './support/names.ts'
import { type Narrowing, narrowing } from './support/narrowing.ts'
import { type RetypedColumn, retypedColumns } from './support/retyped.ts'

export const rule: Rule = {
  id: 'type-narrowing',
  title: 'A narrower type stops at values that do not fit, or cuts them',
  why: [
    'A shorter `varchar`, a smaller integer, or `text` that becomes a number fails at the first value that does not fit:',
    'it works on an empty development database and stops the deploy in production. Other changes never fail and lose',
    'something of the values instead: digits and fractions of a second are rounded, a cast in USING cuts a text, and a',
    'moment that becomes a date loses its time of day. No way back brings that back.',
    '',
    'Most type changes also write the table anew; that is told apart, and matters less on a small table. This does not.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: [
    'Look for values that do not fit first, and correct them in an earlier migration.',
    'Where something would be lost, add a column of the new type, copy, compare, and drop the old one later.',
  ].join(' '),
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name text);',
      up: 'ALTER TABLE users ALTER COLUMN name TYPE varchar(40);',
      also: ['column-type-rewrite'],
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "paidAt" timestamptz);',
      up: 'DO $$ BEGIN EXECUTE \'ALTER TABLE shop."Orders" ALTER "paidAt" TYPE date\'; END $$;',
      note: 'An error: nearly every value loses something. What code does is seen in the schema.',
      also: ['column-type-rewrite'],
    },
    {
      base: 'CREATE TABLE bills (id bigint PRIMARY KEY, total numeric(12,4));',
      up: 'ALTER TABLE bills ALTER total TYPE numeric(12,2), ALTER id TYPE int;',
      also: ['column-type-rewrite'],
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, age text);',
      up: 'ALTER TABLE users ALTER age TYPE int USING age::integer;',
      also: ['column-type-rewrite'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name varchar(40), total numeric(10,2));',
      up: 'ALTER TABLE users ALTER name TYPE text, ALTER total TYPE numeric(14,2);',
      note: 'Wider.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN name text;\nALTER TABLE users ALTER name TYPE varchar(40);',
      note: 'The column is as young as the pull request.',
      also: ['column-type-rewrite'],
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, age text);',
      up: "ALTER TABLE users ALTER age TYPE int USING CASE WHEN age ~ '^[0-9]{1,3}$' THEN age::int END;",
      note: 'The expression takes care of what does not fit.',
      also: ['column-type-rewrite'],
    },
    {
      base: 'CREATE DOMAIN label AS text;\nCREATE TABLE users (id int PRIMARY KEY, name text);',
      up: 'ALTER TABLE users ALTER name TYPE label;',
      note: 'The domain takes any text.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const column of retypedColumns(chapter)) {
        if (!chapter.start.isLiveColumn(column.table, column.column)) continue
        const using = column.step.traced.statement.operations.some(it => it.kind === 'change-column-type')
          ? column.using
          : // What code says is not read.
            null
        const found = narrowing(resolved(context, column.from), resolved(context, column.to), using)
        if (found !== null) yield told(column, found)
      }
    }
  },
}

/** Of a domain the type that it stands for; an enum with the word before it. */
function resolved({ schemaAfter, schemaBefore }: RuleContext, type: string): string {
  const find = (kind: string) =>
    (schemaAfter?.objects.get(`${kind} ${type}`) ?? schemaBefore?.objects.get(`${kind} ${type}`))?.attributes
  return find('domain')?.base ?? (find('type')?.labels === undefined ? type : `enum ${type}`)
}

function told({ step, table, column, from }: RetypedColumn, found: Narrowing): RuleMatch {
  const { effect, isSure, what, condition, code } = found
  const name = `${table}.${column}`
  const where = condition?.(lastPart(column))
  // A server before 16 does not know this function.
  const since = where?.includes('pg_input_is_valid') ? ' (PostgreSQL 16 or newer)' : ''
  const look =
    where === undefined
      ? `Look for such values of ${name}`
      : `Look for such rows with SELECT count(*) FROM ${table} WHERE ${where}${since}`
  return {
    migration: step.migration,
    statement: step.traced,
    severity: isSure ? 'error' : 'warning',
    message:
      effect === 'stops'
        ? `The deploy stops here if a value of ${name} ${what}${code === null ? '' : codeNote(code)}.`
        : `Of the values of ${name}, ${what}, without a word and for good.`,
    fix: isSure
      ? `Keep ${column} as ${from}, and add a column beside it.`
      : `${look}, and correct them in an earlier migration.`,
    evidence: 'inferred',
  }
}
