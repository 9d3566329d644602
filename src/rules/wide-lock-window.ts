import type { Lock } from '../model/trace.ts'
import type { Rule, RuleContext } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { listedShort } from './support/names.ts'
import { wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'wide-lock-window',
  title: 'Many tables are locked at the same time',
  why: [
    'Each `ALTER TABLE` of a transaction adds its lock to those that are held already, until all are let go at the end.',
    'While the last one waits for its turn, nobody reads the first ones; and where the application takes the same tables',
    'in another order, one of the two is ended as a deadlock.',
    '',
    'Told once a pull request, of the migration that locks most, from three tables of the application on.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Give each table a migration of its own.',
  bad: [
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);\nCREATE TABLE "C" (id int PRIMARY KEY);',
      up: 'ALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\nALTER TABLE "C" ADD COLUMN x int;',
    },
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE SCHEMA s;\nCREATE TABLE s.b (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);',
      up: [
        'DO $$ BEGIN',
        "  EXECUTE 'ALTER TABLE a ADD COLUMN x int'; EXECUTE 'ALTER TABLE s.b ADD COLUMN x int';",
        'END $$;',
        'ALTER TABLE c ADD COLUMN x int;',
      ].join('\n'),
      note: 'Two of them are locked by a block of code.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);',
      up: 'ALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;',
    },
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);',
      up: 'BEGIN;\nALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\nCOMMIT;\nALTER TABLE c ADD COLUMN x int;',
      note: 'The locks on two of them are gone before the third.',
    },
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY);',
      up: [
        'CREATE TABLE b (id int PRIMARY KEY);',
        'CREATE TABLE c (id int PRIMARY KEY);',
        ...['a', 'b', 'c'].map(table => `ALTER TABLE ${table} ADD COLUMN x int;`),
      ].join('\n'),
      note: 'Two of them are new.',
    },
  ],
  *check(context) {
    const widest = chapters(context)
      .flatMap(chapter => widestOf(context, chapter) ?? [])
      .reduce<Window | null>((best, it) => (it.tables.length > (best?.tables.length ?? 2) ? it : best), null)
    if (widest === null) return
    const { step, tables } = widest
    yield {
      migration: step.migration,
      statement: step.traced,
      tables: tables.map(table => step.origin(table) ?? table),
      message: `Nobody reads or writes ${listedShort(tables)} until the last of these ${tables.length} tables is changed: one transaction locks them all.`,
      fix: 'Give each table a migration of its own.',
      evidence: 'measured',
    }
  },
}

interface Window {
  readonly step: Step
  readonly tables: readonly string[]
}

/** The first statement of a migration by which most live tables are locked. */
function widestOf(context: RuleContext, { steps }: Chapter): Window | null {
  const windows = steps
    .filter(({ traced }) => wasMeasured(traced))
    .map(step => {
      const shut = (locks: readonly Lock[]) =>
        locks
          .filter(
            ({ mode, relation }) => mode === 'AccessExclusiveLock' && isLiveTable(context, step, relation),
          )
          .map(({ relation }) => relation)
      const held = shut(step.traced.heldBefore)
      // What one statement locks, as a table with those that its keys point to, cannot be locked apart.
      return {
        step,
        tables: held.length === 0 ? [] : [...new Set([...held, ...shut(step.traced.trace.locks)])],
      }
    })
  return windows.reduce<Window | null>(
    (best, it) => (it.tables.length > (best?.tables.length ?? 0) ? it : best),
    null,
  )
}

function isLiveTable({ schemaBefore }: RuleContext, step: Step, relation: string): boolean {
  if (step.liveTable(relation) === null) return false
  // An index is locked with its table.
  return schemaBefore === null || schemaBefore.objects.has(`table ${step.origin(relation) ?? relation}`)
}
