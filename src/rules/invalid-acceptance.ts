import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'invalid-acceptance',
  title: 'An acceptance that does not count',
  why: [
    'Somebody meant to accept a danger, and the gate cannot follow: there is no reason, no such rule, no such date, the',
    'digest is that of another text, or the configuration of the base branch or a fork does not allow it. The danger is',
    'still told, and blocks as before.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Write it as `-- migration-gate: allow <rule> because <reason>`, maybe with `until <date>`, or remove it.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: '-- migration-gate: allow drop-table\nDROP TABLE orders;',
      also: ['drop-table'],
      note: 'There is no reason.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: '-- migration-gate: allow drop-tabel because nobody reads it since 2.0\nDROP TABLE orders;',
      also: ['drop-table'],
      note: 'There is no such rule.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'DROP TABLE orders; -- migration-gate: allow drop-table because it is gone anyway until friday',
      also: ['drop-table'],
      note: 'That is no date.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: '-- migration-gate: allow drop-table because nobody reads it since 2.0\nDROP TABLE orders;',
      also: ['drop-table'],
      note: 'Accepted: it is shown with its reason, and does not block.',
    },
  ],
  // Told by `review/acceptance`: rules know nothing of who accepts them.
  check: () => [],
}
