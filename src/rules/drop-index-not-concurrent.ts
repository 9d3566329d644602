import type { Rule, RuleContext } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { type DroppedIndex, droppedIndexes } from './support/indexes/live.ts'
import { outsideTransaction } from './support/indexes/own-file.ts'
import { isPartitioned } from './support/indexes/partitions.ts'
import { transactionOf } from './support/indexes/transaction.ts'
import { withoutLockTimeout } from './support/lock-timeout.ts'
import { listed } from './support/names.ts'
import { waitingTables } from './support/sizes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'drop-index-not-concurrent',
  covers: ['require-concurrent-index-deletion'],
  title: 'Index dropped while reads and writes wait',
  why: [
    '`DROP INDEX` takes an ACCESS EXCLUSIVE lock on the table. It holds it for a moment only, but first it waits until',
    'every running query of the table has ended, and whoever comes later waits behind it.',
    '`DROP INDEX CONCURRENTLY` waits as long and lets everybody through meanwhile.',
    '',
    'A notice where a `lock_timeout` ends the wait, as with our own runner. Not told where the same transaction needs',
    'that lock anyway, nor of a partitioned index, for which PostgreSQL has no other form.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Drop the index with `DROP INDEX CONCURRENTLY`, outside `BEGIN … COMMIT`.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date, note text);\nCREATE INDEX "Orders day" ON orders (day);\nCREATE INDEX orders_note ON orders (note);',
      up: 'DROP INDEX IF EXISTS "Orders day", orders_note;',
      note: 'CONCURRENTLY drops one at a time.',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON shop.orders (day);',
      up: 'SET search_path = shop;\nDROP INDEX orders_day;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);',
      up: "DO $$ BEGIN EXECUTE 'DROP INDEX orders_day'; END $$;",
      note: 'Code is run, so what it does is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);',
      up: 'DROP INDEX CONCURRENTLY orders_day;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: 'DROP INDEX IF EXISTS orders_day;',
      note: 'Nothing is there, so nothing is locked.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);',
      up: 'DROP INDEX orders_day;\nALTER TABLE orders ADD COLUMN note text;',
      note: 'The transaction needs the lock anyway.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);\nDROP INDEX orders_day;',
      note: 'The table is new: nobody waits.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const unlimited = new Set(withoutLockTimeout(chapter))
      for (const step of chapter.steps) {
        const dropped = droppedIndexes(context, step).filter(
          it => !it.concurrently && hasOtherForm(context, chapter, step, it),
        )
        const [first] = dropped
        if (first === undefined) continue
        const live = [...new Set(dropped.flatMap(it => it.live?.table ?? []))]
        const { named, tables } = waitingTables(context, step, live)
        const isLimited = chapter.migration.migration.runner === 'ours' || !unlimited.has(step)
        yield {
          migration: chapter.migration,
          statement: step.traced,
          ...(isLimited ? { severity: 'notice' as const } : {}),
          message: `Reads and writes of ${live.length === 0 ? `the table of ${first.name}` : named} wait until DROP INDEX has had its turn behind every running query.`,
          tables,
          fix: fixFor(step, dropped),
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

/** False where the lock is needed anyway, or CONCURRENTLY is refused. */
function hasOtherForm(
  { schemaBefore }: RuleContext,
  { steps }: Chapter,
  step: Step,
  { live }: DroppedIndex,
): boolean {
  if (live === null) return true
  if (isPartitioned(schemaBefore, live.shape.table)) return false
  const isLocked = ({ traced }: Step) =>
    traced.trace.locks.some(({ relation, mode }) => relation === live.table && mode === 'AccessExclusiveLock')
  const others = transactionOf(steps, step).filter(it => operations(it.traced, 'drop-index').length === 0)
  return !others.some(it => it !== step && isLocked(it))
}

function fixFor({ migration, traced }: Step, dropped: readonly DroppedIndex[]): string {
  if (operations(traced, 'drop-index').length === 0)
    return `Drop ${listed(dropped.map(({ name }) => name))} with DROP INDEX CONCURRENTLY, as a statement of its own outside the block.`
  return outsideTransaction(
    migration,
    dropped.map(
      ({ live, name, ifExists }) =>
        `DROP INDEX CONCURRENTLY ${ifExists ? 'IF EXISTS ' : ''}${live?.name ?? name};`,
    ),
  )
}
