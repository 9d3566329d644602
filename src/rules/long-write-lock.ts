import type { Rule } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { listedShort } from './support/names.ts'
import { withSize } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'
import { fillsNewColumns, wholeWrites } from './support/whole-writes.ts'

export const rule: Rule = {
  id: 'long-write-lock',
  title: 'Every row is copied or read under the write lock',
  why: [
    'SQLite has one writer: while a migration copies a table into its new form, builds an index, rewrites rows for a',
    'dropped column or updates them all, no other connection writes. The longer the table, the longer they wait, and',
    'fail with SQLITE_BUSY when their patience ends. With a rollback journal readers wait as well when it commits.',
    '',
    'What each statement reads and writes was read from the engine’s own program for it. Told once a migration; there is',
    'no other form for most of it, so this never blocks unless warnings do.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['sqlite'],
  fix: 'Run it at a quiet time, in WAL mode, with a `busy_timeout` on every connection that is longer than it takes.',
  bad: [
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'CREATE INDEX orders_total ON orders (total);',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: [
        'CREATE TABLE orders_new (id INTEGER PRIMARY KEY, total INTEGER NOT NULL);',
        'INSERT INTO orders_new SELECT id, total FROM orders;',
        'DROP TABLE orders;',
        'ALTER TABLE orders_new RENAME TO orders;',
      ].join('\n'),
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'ALTER TABLE orders ADD COLUMN net INTEGER;\nUPDATE orders SET net = total * 100 / 119;',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'VACUUM;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'ALTER TABLE orders ADD COLUMN net INTEGER;',
      note: 'No row is touched.',
    },
    {
      up: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);\nCREATE INDEX orders_total ON orders (total);',
      note: 'The table is as young as the pull request.',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'UPDATE orders SET total = 0 WHERE id = 1;',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const long = chapter.steps.flatMap(step => {
        const tables = worked(chapter, step)
        return tables.length === 0 ? [] : [{ step, tables }]
      })
      const [first] = long
      if (first === undefined) continue
      const tables = [...new Set(long.flatMap(it => it.tables))]
      const named = tables.map(table => withSize(table, context.size(table)))
      yield {
        migration: chapter.migration,
        statement: first.step.traced,
        tables,
        message: `No other connection writes while every row of ${listedShort(named)} is read or written${restOf(long.length)}.`,
        fix: rule.fix.replaceAll('`', ''),
        evidence: first.step.traced.trace.evidence,
      }
    }
  },
}

function restOf(statements: number): string {
  return statements === 1 ? '' : `, in ${statements} statements of this migration`
}

/** Live tables of which the statement reads or writes every row while it holds the lock. */
function worked(chapter: Chapter, step: Step): readonly string[] {
  const { traced } = step
  const { outcome, scans, rewrites, locks } = traced.trace
  if (outcome === 'failed' || outcome === 'unparsed') return []
  const tables = wasMeasured(traced)
    ? [...rewrites, ...(locks.length > 0 && copiesRows(step) ? scans : [])]
    : byText(step)
  const live = [...new Set(tables)].flatMap(name =>
    step.liveTable(name) === null ? [] : [step.origin(name) ?? name],
  )
  // What is overwritten or deleted is told as that.
  const told = new Set(wholeWrites(chapter, step).map(({ table }) => table))
  return live.filter(
    table => !told.has(table) || wholeWrites(chapter, step).every(it => fillsNewColumns(step, it)),
  )
}

/** Statements that go through all rows of what they read: an index, a copy, an UPDATE without WHERE. */
function copiesRows({ traced }: Step): boolean {
  return traced.statement.operations.some(
    operation =>
      operation.kind === 'create-index' ||
      operation.kind === 'reindex' ||
      operation.kind === 'create-table' ||
      (operation.kind === 'write-rows' && (operation.verb === 'insert' || !operation.filtered)),
  )
}

function byText({ traced }: Step): readonly string[] {
  return [
    ...operations(traced, 'create-index'),
    ...operations(traced, 'drop-column'),
    ...operations(traced, 'write-rows').filter(({ filtered }) => !filtered),
  ].map(({ table }) => table)
}
