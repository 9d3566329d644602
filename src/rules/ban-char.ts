import type { Rule } from './rule.ts'
import { adviseOnColumns } from './support/written-columns.ts'

export const rule: Rule = {
  id: 'ban-char',
  preset: 'style',
  title: 'A type that pads with blanks',
  why: [
    '`char(n)` fills each value with blanks up to its length and drops them again in most comparisons: `length`, `LIKE` and',
    'casts to `text` do not agree on what the value is. It is neither smaller nor faster than `text`.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use `text`; a CHECK says how long a value must be.',
  bad: [
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, country char(2));',
    },
  ],
  good: [
    { up: "CREATE TABLE users (id int PRIMARY KEY, country text CHECK (country ~ '^[A-Z]{2}$'));" },
    { up: 'CREATE TABLE users (id int PRIMARY KEY, kind "char");' },
  ],
  check: context =>
    adviseOnColumns(context, ({ name, type }) =>
      /^char(?:\(|\[|$)/.test(type)
        ? {
            message: `${name} is ${type}: its values are filled with blanks.`,
            fix: `Make ${name} text, with a CHECK on its length.`,
          }
        : null,
    ),
}
