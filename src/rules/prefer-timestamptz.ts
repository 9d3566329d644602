import type { Rule } from './rule.ts'
import { adviseOnColumns } from './support/written-columns.ts'

export const rule: Rule = {
  id: 'prefer-timestamptz',
  preset: 'style',
  title: 'A moment without its time zone',
  why: [
    'A `timestamp` is what a clock on some wall showed: which moment that was, nobody can tell once clocks change or a',
    'server moves. `timestamptz` takes the same eight bytes and holds the moment; a later change may write the table anew.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use `timestamptz`.',
  bad: [
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);',
    },
  ],
  good: [
    { up: 'CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamptz);' },
    { up: 'CREATE TABLE orders (id int PRIMARY KEY, due date, opens time);' },
  ],
  check: context =>
    adviseOnColumns(context, ({ name, type }) =>
      /^timestamp(?:\(|\[|$)/.test(type)
        ? {
            message: `${name} is ${type}: which moment a value means depends on who reads it.`,
            fix: `Make ${name} timestamptz.`,
          }
        : null,
    ),
}
