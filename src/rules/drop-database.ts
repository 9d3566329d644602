import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'drop-database',
  title: 'A whole database dropped',
  why: [
    'Everything in the database is gone, and no transaction brings it back: the statement cannot run in one.',
    'A migration changes the database that it is connected to; another one of the server belongs to somebody else.',
    'The throwaway database stands alone, so that what really goes was not seen.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Leave it to an administrator, with a backup at hand.',
  bad: [
    { up: 'DROP DATABASE IF EXISTS legacy;' },
    { up: 'DROP DATABASE IF EXISTS "Old Shop" WITH (FORCE);', note: 'Its users are thrown out first.' },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: '-- not needed any more\ndrop database if exists reports;',
    },
  ],
  good: [
    { up: "COMMENT ON DATABASE postgres IS 'DROP DATABASE legacy';", also: ['missing-down'] },
    {
      base: 'CREATE SCHEMA legacy;',
      up: 'DROP SCHEMA legacy;',
      note: 'It was empty, or the statement fails.',
    },
    { up: 'CREATE SCHEMA legacy;\nCREATE TABLE legacy.a (id int PRIMARY KEY);\nDROP SCHEMA legacy CASCADE;' },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      for (const { object, name } of operations(traced, 'drop')) {
        if (object !== 'database') continue
        yield {
          migration,
          statement: traced,
          message: `All tables and rows of the database ${name} are gone for good.`,
          fix: 'Leave it to an administrator, with a backup at hand.',
          evidence: 'inferred',
        }
      }
    }
  },
}
