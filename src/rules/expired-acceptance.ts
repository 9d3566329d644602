import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'expired-acceptance',
  title: 'An acceptance whose last day is over',
  why: 'The danger was accepted until a day that is over. It is told again, and blocks as before.',
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Mend the danger, or accept it anew with a later day.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: '-- migration-gate: allow drop-table because the new ones are filled until 2024-02-29\nDROP TABLE orders;',
      also: ['drop-table'],
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'DROP TABLE orders; -- migration-gate: allow drop-table because it is read no more until 2024-02-29',
      also: ['drop-table'],
    },
  ],
  good: [],
  // Told by `review/acceptance`, which is given the day.
  check: () => [],
}
