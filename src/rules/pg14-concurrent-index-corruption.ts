import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'pg14-concurrent-index-corruption',
  title: 'A concurrent build on PostgreSQL 14.0 to 14.3 may miss rows',
  why: [
    'In these four releases `CREATE INDEX CONCURRENTLY` and `REINDEX CONCURRENTLY` can leave rows out of the index when',
    'the table is written meanwhile: queries by that index do not find them, and a unique one lets duplicates in.',
    'Nothing tells that it happened. 14.4 ended it',
    '([release notes](https://www.postgresql.org/docs/release/14.4/)).',
    '',
    'Told where `server-version`, or the snapshot of the target, says one of these releases.',
  ].join('\n'),
  // A plain build stops writes, and is told too: that must not leave a team without any way.
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Update the server to 14.4 or later first; indexes that it built concurrently before need a REINDEX.',
  bad: [],
  good: [],
  *check(context) {
    const { serverVersion } = context
    if (serverVersion === null || !/^14\.[0-3](?!\d)/.test(serverVersion)) return
    for (const step of steps(context)) {
      if (!buildsConcurrently(step)) continue
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `PostgreSQL ${serverVersion} may leave out rows that are written while an index is built concurrently.`,
        fix: rule.fix,
        evidence: 'inferred',
      }
    }
  },
}

/** Of a table of the change itself nobody writes rows meanwhile. */
function buildsConcurrently({ traced, liveTable }: Step): boolean {
  if (traced.trace.outcome === 'failed') return false
  return (
    operations(traced, 'create-index').some(it => it.concurrently && liveTable(it.table) !== null) ||
    operations(traced, 'reindex').some(
      it => it.concurrently && (it.scope !== 'table' || liveTable(it.target) !== null),
    )
  )
}
