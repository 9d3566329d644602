import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { strongLock, withoutLockTimeout } from './support/lock-timeout.ts'

export const rule: Rule = {
  id: 'missing-lock-timeout',
  title: 'A strong lock is waited for without limit',
  why: [
    'ALTER TABLE and its kin wait until every running query of the table has ended, and whoever comes later waits',
    'behind them: one long query is enough to stop the whole application, although the change itself takes no time.',
    'With `lock_timeout` the migration gives up instead, and can be run again.',
    '',
    'Told once a pull request, at the first such statement. Our own runner sets the timeout itself;',
    'where another tool runs the migrations, the file has to.',
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

function firstUnlimited(context: RuleContext): RuleMatch | null {
  for (const chapter of chapters(context)) {
    if (chapter.migration.migration.runner === 'ours') continue
    for (const step of withoutLockTimeout(chapter)) {
      const lock = strongLock(step, context.schemaBefore)
      if (lock === null) continue
      const { traced, migration } = step
      const others = lock.mode === 'AccessExclusiveLock' ? 'reads and writes' : 'writes'
      return {
        migration,
        statement: traced,
        message: `While this waits behind a long query of ${lock.relation}, all later ${others} of the table wait behind it: no lock_timeout is set.`,
        fix: `SET ${traced.inTransaction ? 'LOCAL ' : ''}lock_timeout = '5s';`,
        evidence: traced.trace.evidence,
      }
    }
  }
  return null
}
