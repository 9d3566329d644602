import type { SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { find } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { lastPart } from './support/names.ts'
import { courses, newcomers } from './support/net-changes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'autovacuum-disabled',
  covers: ['disable-autovacuum'],
  title: 'Table that nothing cleans up any more',
  why: [
    'Without autovacuum dead rows stay, the table and its indexes grow, and the statistics of the planner grow old.',
    'In the end the server vacuums it all the same, against the wraparound of transaction ids, at a time of its own choice.',
    '',
    'Judged by the schema after the whole pull request: switched off for a bulk load and on again is not told.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Leave it on; let it run more often and more gently with `autovacuum_vacuum_scale_factor` and `autovacuum_vacuum_cost_delay`.',
  bad: [
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY);',
      up: 'ALTER TABLE events SET (autovacuum_enabled = off);',
    },
    { up: 'CREATE TABLE events (id int PRIMARY KEY) WITH (autovacuum_enabled = false);' },
    {
      base: 'CREATE SCHEMA log;\nCREATE TABLE log."Events" (id int PRIMARY KEY, body text);',
      up: 'DO $$ BEGIN EXECUTE \'ALTER TABLE log."Events" SET (toast.autovacuum_enabled = 0)\'; END $$;',
      note: 'The table behind it, for long values.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY);',
      up: 'ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.01);',
    },
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY);',
      up: 'ALTER TABLE events SET (autovacuum_enabled = off);\nINSERT INTO events SELECT generate_series(1, 9);\nALTER TABLE events RESET (autovacuum_enabled);',
      note: 'Off for the load alone.',
    },
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY) WITH (autovacuum_enabled = off);',
      up: 'ALTER TABLE events SET (fillfactor = 90);',
      note: 'It was off before.',
    },
  ],
  *check(context) {
    const old = courses(context, ['table']).filter(({ before }) => !isOff(before))
    const after = [...old.flatMap(it => it.after ?? []), ...newcomers(context, ['table'])]
    for (const { name } of after.filter(isOff)) {
      const place = placeOf(context, name)
      if (place === null) continue
      const message = `Nothing removes dead rows of ${name} any more: it grows, and queries slow down.`
      yield {
        ...place,
        message,
        fix: 'Leave autovacuum on, and tune it for the table instead.',
        evidence: 'measured',
      }
    }
  },
}

function isOff({ attributes }: SchemaObject): boolean {
  const all = `${attributes.options ?? ''}, ${attributes['toast options'] ?? ''}`
  return /\bautovacuum_enabled=(?:false|off|no|0|f)\b/i.test(all)
}

function placeOf(context: RuleContext, table: string): Pick<RuleMatch, 'migration' | 'statement'> | null {
  const chapter = chapters(context).findLast(({ migration }) =>
    migration.changes.some(({ name, object }) => object === 'table' && name === table),
  )
  if (chapter === undefined) return null
  const isMeant = (name: string) => lastPart(name) === lastPart(table)
  const step =
    find(chapter, 'alter-table', it => it.detail === 'set options' && isMeant(it.table)) ??
    find(chapter, 'create-table', it => isMeant(it.table)) ??
    chapter.steps.find(({ traced }) => operations(traced, 'run-code').length > 0)
  return { migration: chapter.migration, statement: step?.traced ?? null }
}
