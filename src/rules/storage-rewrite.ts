import type { Operation } from '../model/operation.ts'
import type { Rule, RuleMatch } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { roomFor, waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'storage-rewrite',
  covers: [
    'set-logged-unlogged',
    'set-tablespace',
    'set-access-method',
    'vacuum-full-or-cluster',
    'rewrite-needs-disk',
  ],
  title: 'Table copied to other storage while reads and writes wait',
  why: [
    '`VACUUM FULL`, `CLUSTER`, and `ALTER TABLE … SET LOGGED`, `SET UNLOGGED`, `SET TABLESPACE` and `SET ACCESS METHOD`',
    'write every row and every index anew under an ACCESS EXCLUSIVE lock: until that is done, nobody can read or write',
    'the table. Meanwhile the old copy stays, so the disk needs room for both, and replicas receive the whole table again.',
    '',
    'An unlogged table is empty after a crash, and on every replica.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Let `pg_repack` or `pg_squeeze` copy the table while it is in use, or do it in a maintenance window. Plain `VACUUM` locks nobody out.',
  bad: [
    { base: 'CREATE TABLE orders (id int PRIMARY KEY);', up: 'VACUUM (FULL, ANALYZE) orders;' },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int CONSTRAINT "by id" PRIMARY KEY);',
      up: 'SET search_path = shop;\nCLUSTER "Orders" USING "by id";',
      note: 'The table is the one that was written anew, wherever search_path found it.',
    },
    {
      base: 'CREATE TABLE sessions (id int PRIMARY KEY);',
      up: 'ALTER TABLE sessions SET UNLOGGED;',
      note: 'After a crash it is empty.',
    },
  ],
  good: [
    { base: 'CREATE TABLE orders (id int PRIMARY KEY);', up: 'VACUUM (ANALYZE) orders;' },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders SET LOGGED;',
      note: 'It is logged already: nothing is copied.',
    },
    {
      up: 'CREATE TABLE sessions (id int PRIMARY KEY);\nALTER TABLE sessions SET UNLOGGED;',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE orders (id int CONSTRAINT orders_key PRIMARY KEY);',
      up: 'ALTER TABLE orders SET (fillfactor = 70);',
      note: 'It holds for rows to come; nothing is copied.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, detail } of copies(step)) {
        const { named, tables } = waitingTables(context, step, [table])
        const room = roomFor(context, step, [table])
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${named} wait while every row and index is written anew, with ${room} on the disk${consequence(detail)}.`,
          tables,
          fix: fixFor(detail),
          evidence: step.traced.trace.evidence,
        }
      }
      yield* wholeDatabase(step)
    }
  },
}

const copying: ReadonlySet<string> = new Set([
  'vacuum full',
  'cluster',
  'set logged',
  'set unlogged',
  'set tablespace',
  'set access method',
])

type AlterTable = Extract<Operation, { kind: 'alter-table' }>

/** Live tables that the statement copies; where it was watched, only what really has other storage now. */
function copies(step: Step): readonly AlterTable[] {
  const { traced } = step
  const { outcome, rewrites } = traced.trace
  if (outcome === 'failed') return []
  return operations(traced, 'alter-table').flatMap(operation => {
    const table = copying.has(operation.detail) ? step.liveTable(operation.table) : null
    if (table === null || (wasMeasured(traced) && !rewrites.includes(table))) return []
    return [{ ...operation, table }]
  })
}

function* wholeDatabase(step: Step): Iterable<RuleMatch> {
  const whole = operations(step.traced, 'other').find(({ what }) => copying.has(what))
  if (whole === undefined || step.traced.trace.outcome === 'failed') return
  yield {
    migration: step.migration,
    statement: step.traced,
    message: `One table after the other is written anew, ${whole.what === 'cluster' ? 'each that was clustered before' : 'all of the database'}; reads and writes of each wait meanwhile.`,
    fix: fixFor(whole.what),
    evidence: 'inferred',
  }
}

function consequence(detail: string): string {
  return detail === 'set unlogged' ? '; after a crash, and on replicas, the table is empty' : ''
}

function fixFor(detail: string): string {
  if (detail === 'set unlogged')
    return 'Make a new unlogged table and let the application move to it, or do it in a maintenance window.'
  const tool = 'Do it in a maintenance window, or with pg_repack, which copies while the table is in use'
  return detail === 'vacuum full'
    ? `${tool}; plain VACUUM frees space for new rows and locks nobody out.`
    : `${tool}.`
}
