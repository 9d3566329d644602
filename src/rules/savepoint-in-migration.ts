import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'savepoint-in-migration',
  preset: 'style',
  title: 'A savepoint in a migration',
  why: [
    'Each savepoint is a transaction in the transaction, with an id of its own. Many of them slow down every other',
    'connection of the server and its replicas, and a migration that takes back part of itself is hard to read.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Write a migration that runs as a whole or not at all.',
  bad: [
    {
      up: 'BEGIN;\nSAVEPOINT one;\nCREATE TABLE orders (id int PRIMARY KEY);\nRELEASE SAVEPOINT one;\nCOMMIT;',
    },
  ],
  good: [
    { up: 'BEGIN;\nCREATE TABLE orders (id int PRIMARY KEY);\nCOMMIT;' },
    { up: 'CREATE TABLE savepoint (id int PRIMARY KEY);' },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (!operations(traced, 'transaction').some(({ verb }) => verb === 'savepoint')) continue
      yield {
        migration,
        statement: traced,
        message: 'A savepoint gives the server a transaction id of its own to keep.',
        fix: rule.fix,
        evidence: traced.trace.evidence,
      }
    }
  },
}
