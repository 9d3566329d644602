import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'breaks-query',
  title: 'A query that runs today fails after the change',
  why: [
    'The application that runs while the migration is applied still sends it, and so does what is rolled back to.',
    'Each query that a snapshot recorded (`pg_stat_statements`), or that a file of `queries` has, is prepared in the',
    'shadow before the change and after each of its migrations. None is run. Told are those that fail only afterwards:',
    'a dropped column, but also a new one that makes `id` ambiguous, or a new type that no operator compares.',
    '',
    'Where another rule says of the same statement that code fails (`drop-column`, `rename-table`, …), the queries are',
    'told with its finding, as the proof; to accept that one accepts both. What could not be prepared before the change',
    'says nothing and is counted in the report.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Deploy code that no longer sends the query, then change the schema in a later release.',
  bad: [],
  good: [],
  // Told by `review/queries-findings`, which is given the queries.
  check: () => [],
}
