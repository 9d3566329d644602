import type { Severity } from '../model/finding.ts'
import type { Rule } from './rule.ts'
import { find } from './support/attribution.ts'
import { lastPart } from './support/names.ts'
import { courses, whereChanged } from './support/net-changes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'replica-identity-change',
  title: 'Consumers of changes learn otherwise which row it was',
  why: [
    'Logical replication and change data capture name an updated or deleted row by its replica identity.',
    'Without one (`NOTHING`), UPDATE and DELETE fail as soon as the table is in a publication that has them.',
    'With `FULL` every old row goes into the write-ahead log, and a subscriber without a key looks for it by reading its',
    'whole table. Another index changes what consumers see as the key.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Agree on it with whoever consumes the changes; a primary key is the identity that all of them understand.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders REPLICA IDENTITY NOTHING;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders REPLICA IDENTITY FULL;',
      note: 'Worth knowing: a notice.',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, code int NOT NULL CONSTRAINT "by code" UNIQUE);',
      up: 'DO $$ BEGIN EXECUTE \'ALTER TABLE shop."Orders" REPLICA IDENTITY USING INDEX "by code"\'; END $$;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders REPLICA IDENTITY FULL;',
      up: 'ALTER TABLE orders REPLICA IDENTITY FULL;',
      note: 'It was so before.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders REPLICA IDENTITY FULL;',
      up: 'ALTER TABLE orders REPLICA IDENTITY DEFAULT;',
      note: 'The primary key is what consumers expect.',
    },
    {
      up: 'CREATE TABLE orders (id int);\nALTER TABLE orders REPLICA IDENTITY FULL;',
      note: 'The table is new.',
    },
  ],
  *check(context) {
    for (const { before, after } of courses(context, ['table'])) {
      const now = after?.attributes['replica identity']
      if (after === null || now === undefined || now === before.attributes['replica identity']) continue
      const chapter = whereChanged(context, 'table', [after.name], ['alter'])
      if (chapter === null) continue
      const step =
        find(
          chapter,
          'alter-table',
          ({ detail, table }) => detail === 'replica identity' && lastPart(table) === lastPart(after.name),
        ) ?? chapter.steps.find(({ traced }) => operations(traced, 'run-code').length > 0)
      const { severity, consequence } = told(now)
      yield {
        migration: chapter.migration,
        statement: step?.traced ?? null,
        severity,
        message: `Changed rows of ${after.name} ${consequence}.`,
        fix: rule.fix,
        evidence: 'measured',
      }
    }
  },
}

function told(identity: string): { readonly severity: Severity; readonly consequence: string } {
  if (identity === 'nothing')
    return {
      severity: 'warning',
      consequence: 'bear no key: UPDATE and DELETE fail once the table is published with them',
    }
  if (identity === 'full')
    return {
      severity: 'notice',
      consequence:
        'go into the write-ahead log whole, and subscribers without a key read their table for each',
    }
  return { severity: 'notice', consequence: `are named to consumers by the ${identity}` }
}
