import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { lockTimeouts, strongLock } from './support/lock-timeout.ts'
import { remembered } from './support/remembered.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'missing-lock-timeout',
  covers: [
    'lock-timeout-zero',
    'lock-timeout-too-long',
    'lock-timeout-too-late',
    'foreign-key-touches-parent-lock',
  ],
  title: 'A strong lock is waited for without limit',
  why: [
    'ALTER TABLE and its kin wait until every running query of the table has ended, and whoever comes later waits',
    'behind them: one long query is enough to stop the whole application, although the change itself takes no time.',
    'With `lock_timeout` the migration gives up instead, and can be run again.',
    '',
    'Told once a pull request, at the first such statement, where no timeout is set before it, where it is set to 0,',
    'which means none, or to more than a minute. Our own runner sets the timeout itself; where another tool runs the',
    'migrations, the file has to.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: "Begin the migration with `SET LOCAL lock_timeout = '5s';` (outside a transaction `SET lock_timeout`), and run it again when it gives up.",
  bad: [],
  good: [],
  *check(context) {
    const match = firstUnlimited(context)
    if (match !== null) yield match
  },
}

/** Longer than this, one long query of the table stops the application all the same; in ms. */
const longest = 60_000

function firstUnlimited(context: RuleContext): RuleMatch | null {
  for (const chapter of chapters(context)) {
    const timeouts = lockTimeouts(chapter)
    for (const [place, step] of chapter.steps.entries()) {
      const timeout = timeouts[place] ?? 'unknown'
      if (timeout === 'unknown' || (timeout > 0 && timeout <= longest)) continue
      const reason = reasonFor(chapter, place, timeout)
      const lock = reason === null ? null : strongLock(step, context.schemaBefore)
      if (reason === null || lock === null) continue
      const { traced, migration } = step
      const others = lock.mode === 'AccessExclusiveLock' ? 'reads and writes' : 'writes'
      return {
        migration,
        statement: traced,
        message: `While this waits behind a long query of ${lock.relation}, all later ${others} of the table wait behind it: ${reason}.`,
        fix: `SET ${traced.inTransaction ? 'LOCAL ' : ''}lock_timeout = '5s';`,
        evidence: traced.trace.evidence,
      }
    }
  }
  return null
}

/** Why the wait has no end, or none soon; `null` where our own runner sets a timeout and the file leaves it. */
function reasonFor(chapter: Chapter, place: number, timeout: number): string | null {
  if (timeout > longest) return `lock_timeout is ${timeout / 60_000} minutes`
  const { before, behind } = settingsAround(chapter)
  const last = before[place]
  if (last !== undefined && last.value !== null && Number.parseFloat(last.value) === 0)
    return `lock_timeout is set to ${last.value}, which is no limit`
  if (chapter.migration.migration.runner === 'ours') return null
  const later = behind[place]
  return later === undefined
    ? 'no lock_timeout is set'
    : `lock_timeout is set behind it only, in line ${later.traced.statement.line}`
}

/** For each statement: the last setting before it, and the next statement, itself counted in, that has one. */
const settingsAround = remembered(({ steps }: Chapter) => {
  let last: ReturnType<typeof settings>[number] | undefined
  const before = steps.map(step => {
    const known = last
    last = settings(step).at(-1) ?? last
    return known
  })
  let next: Step | undefined
  const behind = steps.toReversed().map(step => {
    if (settings(step).length > 0) next = step
    return next
  })
  return { before, behind: behind.reverse() }
})

function settings({ traced }: Step) {
  return operations(traced, 'set').filter(({ name }) => name === 'lock_timeout')
}
