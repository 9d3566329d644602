import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'unused-acceptance',
  title: 'An acceptance of nothing',
  why: [
    'What it accepts is not found there. It may be a leftover, stand before the wrong statement, or name another rule',
    'than the one that speaks. Left where it is, it hides the danger when somebody brings it back.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Remove it, or put it right before the statement that is meant.',
  bad: [
    {
      up: '-- migration-gate: allow drop-table because nobody reads it\nCREATE TABLE orders (id int PRIMARY KEY);',
    },
    {
      dialect: 'sqlite',
      up: '-- migration-gate: allow drop-table because nobody reads it\nCREATE TABLE orders (id INTEGER PRIMARY KEY);',
    },
  ],
  good: [],
  // Told by `review/acceptance`: rules know nothing of who accepts them.
  check: () => [],
}
