import type { Rule, RuleContext, RuleMatch, Told } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { type HeldTable, heldTables } from './support/held-locks.ts'
import { waitingTables } from './support/sizes.ts'
import { tablesRead } from './support/tables-read.ts'
import { isStrong, operations, wasMeasured } from './support/traced.ts'
import { wholeWrites } from './support/whole-writes.ts'

export const rule: Rule = {
  id: 'long-work-after-strong-lock',
  covers: ['backfill-in-ddl-transaction', 'statement-after-strong-lock'],
  title: 'A table stays locked while rows of this or another one are worked through',
  why: [
    'A lock is held until its transaction ends, not until its statement does. An `ALTER TABLE` that takes a millisecond',
    'keeps everybody out for as long as the backfill behind it runs, whichever table that works on.',
    '',
    'Both halves were seen: the lock that an earlier statement left, and a table that the later one reads from end to end.',
    'Where rows are changed, it is an error; where they are only read, as by a query that looks for something to insert,',
    'a warning. Told once a migration.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Put the work on rows into a migration of its own, after the one that changes the schema.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE TABLE lines (id int PRIMARY KEY, net int);',
      up: 'ALTER TABLE orders ADD COLUMN net int;\nUPDATE lines SET net = 0 WHERE net < 0;',
      note: 'Nobody reads orders until the last of the lines is looked at.',
    },
    {
      base: 'CREATE TABLE "Orders" (id int PRIMARY KEY, total int, paid boolean);',
      up: [
        'BEGIN;',
        'ALTER TABLE "Orders" ALTER total SET DEFAULT 0;',
        'DO $$ BEGIN UPDATE "Orders" SET total = 0 WHERE NOT paid; END $$;',
        'COMMIT;',
      ].join('\n'),
      note: 'What the block of code reads was seen.',
    },
    {
      base: [
        'CREATE TABLE users (id int PRIMARY KEY, plan text);',
        'CREATE SCHEMA old;',
        'CREATE TABLE old.subscriptions (id int PRIMARY KEY, plan text);',
        'CREATE TABLE plans (name text);',
      ].join('\n'),
      up: 'ALTER TABLE users ADD COLUMN trial boolean;\nINSERT INTO plans SELECT DISTINCT plan FROM old.subscriptions;',
      note: 'Rows are read only: a warning.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE TABLE lines (id int PRIMARY KEY, net int);',
      up: 'BEGIN;\nALTER TABLE orders ADD COLUMN net int;\nCOMMIT;\nUPDATE lines SET net = 0 WHERE net < 0;',
      note: 'The lock is gone before.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ADD COLUMN net int;\nUPDATE orders SET net = 0 WHERE id = 1;',
      note: 'One row, found by its key.',
    },
    {
      base: 'CREATE TABLE lines (id int PRIMARY KEY, net int);',
      up: 'CREATE TABLE totals (id int PRIMARY KEY, net int);\nALTER TABLE totals ADD COLUMN gross int;\nINSERT INTO totals SELECT id, net FROM lines;',
      note: 'Only the new table is locked.',
    },
    {
      base: 'CREATE TABLE lines (id int PRIMARY KEY, net int);',
      up: 'UPDATE lines SET net = 0 WHERE net < 0;\nALTER TABLE lines ADD COLUMN gross int;',
      note: 'The lock comes last.',
    },
  ],
  speaksLast: true,
  *check(context, told) {
    const better = new Set(told.filter(tells).map(({ match }) => match.statement))
    for (const chapter of chapters(context)) {
      const match = longWork(context, chapter, better)
      if (match !== null) yield match
    }
  },
}

interface Work {
  readonly step: Step
  readonly held: HeldTable
  /** Live tables that it reads from end to end. */
  readonly tables: readonly string[]
}

/** `told` are the statements of which another rule speaks; it may tell several writes of a whole table at the first. */
function longWork(
  context: RuleContext,
  chapter: Chapter,
  told: ReadonlySet<RuleMatch['statement']>,
): RuleMatch | null {
  const found = chapter.steps.flatMap(step => {
    const isTold = told.has(step.traced) || wholeWrites(chapter, step).length > 0
    return isTold ? [] : (workUnder(context, step) ?? [])
  })
  const changing = found.filter(({ step }) => changesRows(step))
  const [first] = changing.length > 0 ? changing : found
  if (first === undefined) return null
  const { step, held } = first
  const { named } = waitingTables(context, step, first.tables)
  const more = found.length > 1 ? `; so do ${found.length - 1} more statements of this migration` : ''
  return {
    migration: chapter.migration,
    statement: step.traced,
    severity: changing.length > 0 ? 'error' : 'warning',
    tables: found.flatMap(work => waitingTables(context, work.step, work.tables).tables),
    message: `${held.waiting} ${held.table}, locked by line ${held.line}, wait while this reads every row of ${named}${more.replace('do 1 more statements', 'does 1 more statement')}.`,
    fix: `Put it into a migration of its own, so that the lock on ${held.table} is gone before.`,
    evidence: 'measured',
  }
}

function workUnder(context: RuleContext, step: Step): Work | null {
  const { traced } = step
  if (!wasMeasured(traced)) return null
  const { locks } = traced.trace
  const tables = tablesRead(context, step).filter(table => step.liveTable(table) !== null)
  // What the statement locks itself is told of it alone.
  if (tables.length === 0 || locks.some(lock => isStrong(lock) && tables.includes(lock.relation))) return null
  const [held] = heldTables(step)
  return held === undefined ? null : { step, held, tables }
}

/** Work on rows that has a rule with better words. */
function tells({ match: { tables = [] } }: Told): boolean {
  return tables.length > 0
}

/** Rows of what it reads, not only of what it inserts into. */
function changesRows({ traced }: Step): boolean {
  const verbs = operations(traced, 'write-rows').map(({ verb }) => verb)
  if (verbs.length > 0) return verbs.some(verb => verb !== 'insert' && verb !== 'copy')
  const { scans, locks } = traced.trace
  return locks.some(({ relation, mode }) => mode === 'RowExclusiveLock' && scans.includes(relation))
}
