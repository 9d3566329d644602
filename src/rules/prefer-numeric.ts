import type { Rule } from './rule.ts'
import { adviseOnColumns } from './support/written-columns.ts'

export const rule: Rule = {
  id: 'prefer-numeric',
  preset: 'style',
  covers: ['money', 'float'],
  title: 'A type that does not hold decimal amounts',
  why: [
    '`real` and `double precision` hold most decimal numbers only nearly: sums of amounts are off, and `=` fails. `money`',
    'holds them, but in how many digits and in which currency is a setting of the server, not of the column.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use `numeric` for what is counted in decimals, or an integer of the smallest unit. Floats are right for measured values.',
  bad: [
    {
      up: 'CREATE TABLE bills (id int PRIMARY KEY, total money, tax double precision);',
    },
  ],
  good: [
    { up: 'CREATE TABLE bills (id int PRIMARY KEY, total numeric(12,2), tax numeric);' },
    { up: 'CREATE TABLE bills (id int PRIMARY KEY, cents bigint);' },
  ],
  check: context =>
    adviseOnColumns(context, ({ name, type }) =>
      /^(?:money|real|double precision|float)(?:\(|\[|$)/.test(type)
        ? {
            message: `${name} is ${type}, which does not hold every decimal amount as it is.`,
            fix: `Make ${name} numeric if it holds amounts.`,
          }
        : null,
    ),
}
