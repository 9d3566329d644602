import type { Rule } from './rule.ts'
import { hasHistory, lateMigrations, twinOf } from './support/versions.ts'

export const rule: Rule = {
  id: 'duplicate-version',
  title: 'Two migrations bear the same number',
  why: [
    'Two branches took the next number of the folder. Which of the two comes first is then decided by the letters behind',
    'it, or by the order in a journal, and nobody chose that.',
    '',
    'golang-migrate, goose, dbmate, sqlx and Diesel take each version once and stop, or run one of the two only: there the',
    'check itself stops, and names the two files.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite', 'mysql', 'surrealdb'],
  fix: 'Give the newer one the next number.',
  bad: [],
  good: [],
  *check(context) {
    if (!hasHistory(context)) return
    const late = new Set(lateMigrations(context).map(({ migration }) => migration))
    for (const migration of context.migrations) {
      // One that comes before its twin is told as that.
      if (migration.state !== 'added' || late.has(migration)) continue
      const twin = twinOf(context, migration)
      if (twin === null) continue
      yield {
        migration,
        statement: null,
        line: 1,
        message: `${twin.id} bears the same number: that it comes first is by chance.`,
        fix: 'Give this one the next number.',
        evidence: 'measured',
      }
    }
  },
}
