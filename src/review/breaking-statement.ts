import { splitLast } from '../dialects/support/object-names.ts'
import type { Operation } from '../model/operation.ts'
import type { BrokenQuery } from '../model/queries.ts'
import type { ReplayedMigration } from '../model/replay.ts'
import type { Statement } from '../model/statement.ts'

/** What changes no name and no type. */
const harmless: ReadonlySet<Operation['kind']> = new Set([
  'transaction',
  'set',
  'write-rows',
  'truncate',
  'lock-table',
  'create-index',
  'drop-index',
  'reindex',
  'refresh-view',
  'validate-constraint',
])

/**
 * The statement of a migration behind which a query fails: whose names stand in the database's own words, or else in
 * the query; `null` where that is not plain.
 */
export function breakingStatement(
  { statements }: ReplayedMigration,
  { message, query }: Pick<BrokenQuery, 'message' | 'query'>,
): Statement | null {
  const able = statements
    .filter(({ trace }) => trace.outcome === 'ran' || trace.outcome === 'unverified')
    .map(({ statement }) => statement)
    .filter(({ operations }) => operations.some(({ kind }) => !harmless.has(kind)))
  if (able.length <= 1) return able[0] ?? null
  const [said, asked] = [wordsOf(message), wordsOf(query.sql)]
  const score = ({ operations }: Statement) => {
    const names = [...new Set(operations.flatMap(namesOf))]
    const among = (words: ReadonlySet<string>) => names.filter(name => words.has(name)).length
    return 100 * among(said) + among(asked)
  }
  const ranked = able.map(statement => ({ statement, score: score(statement) }))
  const best = Math.max(...ranked.map(it => it.score))
  const first = ranked.filter(it => it.score === best)
  return best > 0 && first.length === 1 ? (first[0]?.statement ?? null) : null
}

/** Identifiers of a text, as they are compared here: without case, quotes and qualifiers. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text.match(/"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []
  return new Set(words.map(bare))
}

/** The names in an operation. */
function namesOf(operation: Operation): readonly string[] {
  return Object.entries(operation).flatMap(([key, value]) =>
    key !== 'kind' && typeof value === 'string' ? [bare(splitLast(value).local)] : [],
  )
}

function bare(name: string): string {
  const text = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
  return text.toLowerCase()
}
