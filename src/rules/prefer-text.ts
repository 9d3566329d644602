import type { Rule } from './rule.ts'
import { adviseOnColumns } from './support/written-columns.ts'

export const rule: Rule = {
  id: 'prefer-text',
  preset: 'style',
  title: 'A length that the type enforces',
  why: [
    '`text` and `varchar(n)` are stored alike and are equally fast. A limit in the type has to be lifted by another',
    'migration, under a lock, when the first longer value comes; making it smaller writes the table anew.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use `text`, and where a limit matters a CHECK, which can be changed without touching the rows.',
  bad: [
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, name varchar(40));',
    },
  ],
  good: [
    { up: 'CREATE TABLE users (id int PRIMARY KEY, name text CHECK (length(name) <= 40));' },
    { up: 'CREATE TABLE users (id int PRIMARY KEY, name varchar);' },
  ],
  check: context =>
    adviseOnColumns(context, ({ name, type }) =>
      /^varchar\(\d+\)/.test(type)
        ? {
            message: `${name} is ${type}: another limit will need another migration.`,
            fix: `Make ${name} text, with a CHECK on its length where a limit matters.`,
          }
        : null,
    ),
}
