import type { Rule, RuleContext } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { isMadeByChange, liveIndex } from './support/indexes/live.ts'
import { outsideTransaction } from './support/indexes/own-file.ts'
import { lockTimeouts } from './support/lock-timeout.ts'
import { operations } from './support/traced.ts'

/** Milliseconds. Who gives a concurrent build a minute and more has thought of it. */
const short = 60_000

export const rule: Rule = {
  id: 'lock-timeout-kills-concurrent-build',
  title: 'A short lock_timeout cancels a concurrent build',
  why: [
    'A concurrent build waits for every transaction that is older than it, of whatever table, and `lock_timeout` counts',
    'for that wait too: a report that runs for longer than the limit is enough to cancel the build, and what it leaves is',
    'an invalid index that no query uses and every write pays for. Dropping and rebuilding concurrently wait alike.',
    '',
    'Such a wait stops nobody, as reads and writes go on meanwhile. So the limit that protects others from ALTER TABLE',
    'is of no use here.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Lift `lock_timeout` for this one statement, and set it again behind it.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: "SET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);",
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX "Orders day" ON orders (day);',
      up: 'SET SESSION lock_timeout TO 1000;\nDROP INDEX CONCURRENTLY "Orders day";',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: [
        'BEGIN;',
        "SET lock_timeout = '2s';",
        'ALTER TABLE orders ADD COLUMN note text;',
        'COMMIT;',
        'REINDEX TABLE CONCURRENTLY orders;',
      ].join('\n'),
      note: 'A setting of the session outlives the transaction.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: "SET lock_timeout = '5s';\nSET lock_timeout = 0;\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);",
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: "SET lock_timeout = '30min';\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);",
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: [
        'BEGIN;',
        "SET LOCAL lock_timeout = '2s';",
        'ALTER TABLE orders ADD COLUMN note text;',
        'COMMIT;',
        'CREATE INDEX CONCURRENTLY orders_day ON orders (day);',
      ].join('\n'),
      note: 'SET LOCAL ends with its transaction.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const timeouts = lockTimeouts(chapter)
      for (const [place, step] of chapter.steps.entries()) {
        const timeout = timeouts[place]
        if (typeof timeout !== 'number' || timeout === 0 || timeout >= short) continue
        const left = leftBehind(context, step)
        if (left === null) continue
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `A transaction elsewhere that is open for longer than ${shown(timeout)} (lock_timeout) cancels this, and ${left}.`,
          fix: outsideTransaction(chapter.migration, [
            'SET lock_timeout = 0;',
            `${step.traced.statement.sql.trim()};`,
            `SET lock_timeout = '${shown(timeout).replace(' ', '')}';`,
          ]),
          evidence: 'inferred',
        }
      }
    }
  },
}

/** What stays where the work on a live table is cancelled; `null` for a statement that does no such work. */
function leftBehind(context: RuleContext, step: Step): string | null {
  const { traced } = step
  if (traced.trace.outcome === 'failed') return null
  const [created] = operations(traced, 'create-index')
  if (created?.concurrently && step.liveTable(created.table) !== null)
    return `${created.index ?? 'its index'} stays behind as invalid`
  const [dropped] = operations(traced, 'drop-index')
  if (dropped?.concurrently && isKnown(context, step, dropped.index))
    return `${dropped.index} stays behind as invalid`
  const [rebuilt] = operations(traced, 'reindex')
  const isLive = rebuilt?.scope === 'table' ? step.liveTable(rebuilt.target) !== null : rebuilt !== undefined
  return rebuilt?.concurrently && isLive ? 'a second, invalid index stays behind' : null
}

function isKnown(context: RuleContext, step: Step, index: string): boolean {
  const isLive = context.schemaBefore === null || liveIndex(context, step, index) !== null
  return isLive && !isMadeByChange(context, step, index)
}

/** `5 s`, `500 ms`. */
function shown(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`
}
