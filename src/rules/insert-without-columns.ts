import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'insert-without-columns',
  preset: 'style',
  title: 'An INSERT that counts on the order of the columns',
  why: [
    'Values without the names of their columns go by the order in which the columns stand, and that is not the same in a',
    'database that got its columns one by one and in one that was made from a dump.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Name the columns.',
  bad: [
    {
      base: 'CREATE TABLE rates (id int PRIMARY KEY, rate int);',
      up: 'INSERT INTO rates VALUES (1, 20);',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE rates (id int PRIMARY KEY, rate int);',
      up: 'INSERT INTO rates (id, rate) VALUES (1, 20);',
    },
    {
      up: 'CREATE TABLE rates (id int PRIMARY KEY, rate int);\nINSERT INTO rates VALUES (1, 20);',
      note: 'The order stands in the same pull request.',
    },
  ],
  *check(context) {
    for (const { migration, traced, liveTable } of steps(context)) {
      const insert = operations(traced, 'write-rows').find(
        ({ verb, table, given = [] }) =>
          verb === 'insert' && liveTable(table) !== null && given.some(column => typeof column === 'number'),
      )
      if (insert === undefined) continue
      yield {
        migration,
        statement: traced,
        message: `Values go into ${insert.table} by the order of its columns, which may be another one in production.`,
        fix: `Name the columns of ${insert.table}.`,
        evidence: traced.trace.evidence,
      }
    }
  },
}
