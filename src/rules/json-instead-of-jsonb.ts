import type { Rule } from './rule.ts'
import { adviseOnColumns } from './support/written-columns.ts'

export const rule: Rule = {
  id: 'json-instead-of-jsonb',
  preset: 'style',
  title: 'A document that cannot be compared',
  why: [
    '`json` has no equality: SELECT DISTINCT, GROUP BY and UNION over a row that has such a column fail, in queries that',
    'never name it. It is read anew from its text at each access, and takes no index. `jsonb` has all three.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use `jsonb`, unless the text itself matters: the order of keys, blanks and duplicates.',
  bad: [
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, payload json);',
    },
  ],
  good: [
    { up: 'CREATE TABLE orders (id int PRIMARY KEY, payload jsonb);' },
    { up: 'CREATE TABLE orders (id int PRIMARY KEY, payload text);' },
  ],
  check: context =>
    adviseOnColumns(context, ({ name, type }) =>
      /^json(?:\[|$)/.test(type)
        ? {
            message: `${name} is ${type}: SELECT DISTINCT and GROUP BY over it fail.`,
            fix: `Make ${name} jsonb.`,
          }
        : null,
    ),
}
