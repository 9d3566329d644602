import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'

/** SQLSTATEs and words of SQLite that say "there is no such thing", and our word where nobody complains. */
const missing: ReadonlySet<string> = new Set([
  ...['42P01', '42703', '42704', '42883', '3F000'],
  ...['no-such-table', 'no-such-column', 'no-such-object'],
  'base-incomplete',
])

/** SQLite says it in its message only. */
function isMissingInSqlite(error: TracedStatement['trace']['error']): boolean {
  return (
    error?.code === 'SQLITE_ERROR' && /^no such (?:table|column|index|view|trigger): /.test(error.message)
  )
}

/** The first of them that finds nothing stands among so many files from the beginning. */
const firstFiles = 3
/** So many migrations may each say for themselves what they miss. */
const handful = 5

/** A history without its beginning: hundreds of statements with one and the same cause. */
export interface NoEmptyStart {
  readonly first: { readonly migration: ReplayedMigration; readonly traced: TracedStatement }
  /** All that miss something, the first among them. */
  readonly statements: ReadonlySet<TracedStatement>
  readonly migrations: number
}

/** Where the migrations in review do not start from an empty database: `null` where each failure is a story of its own. */
export function noEmptyStart({ migrations }: RuleContext): NoEmptyStart | null {
  const added = migrations.filter(({ state }) => state === 'added')
  const affected = added
    .map(migration => ({ migration, statements: migration.statements.filter(missesSomething) }))
    .filter(({ statements }) => statements.length > 0)
  const [first] = affected
  const traced = first?.statements[0]
  if (first === undefined || traced === undefined || affected.length <= handful) return null
  if (traced.trace.outcome !== 'failed' || added.indexOf(first.migration) >= firstFiles) return null
  return {
    first: { migration: first.migration, traced },
    statements: new Set(affected.flatMap(({ statements }) => statements)),
    migrations: affected.length,
  }
}

/** It failed, or could not be verified, for want of something. */
export function missesSomething({ trace }: TracedStatement): boolean {
  const { outcome, error } = trace
  if (outcome !== 'failed' && outcome !== 'unverified') return false
  return missing.has(error?.code ?? '') || isMissingInSqlite(error)
}
