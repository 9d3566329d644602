import type { RecordedQuery } from '../model/queries.ts'
import type { Review } from '../model/review.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { ReplayedChangeQueries } from './queries-findings.ts'

/** More than a check should try; the first are the most frequent. */
const mostQueries = 2_000
/** Characters of the longest query that is tried. */
const longestQuery = 20_000
/** Fewer days than this say nothing of a day. */
const leastDays = 1 / 24

/** Queries of the snapshot, the most frequent first, then those of files; each text once. */
export function recordedQueries(
  snapshot: Snapshot | null,
  ofFiles: readonly RecordedQuery[],
): readonly RecordedQuery[] {
  const days = daysOf(snapshot)
  const recorded = (snapshot?.statistics?.queries ?? []).map(({ sql, calls }) => ({
    sql,
    callsPerDay: days === null ? null : calls / days,
    path: null,
  }))
  const all = [...recorded, ...ofFiles].filter(({ sql }) => sql.length <= longestQuery)
  return [...Map.groupBy(all, ({ sql }) => sql).values()]
    .flatMap(([first]) => first ?? [])
    .slice(0, mostQueries)
}

/** How long the counters ran until the snapshot was taken. */
function daysOf(snapshot: Snapshot | null): number | null {
  const since = snapshot?.statistics?.queriesSince
  const until = snapshot?.takenAt
  if (since === undefined || until === undefined) return null
  const days = (Date.parse(until) - Date.parse(since)) / 86_400_000
  return days >= leastDays ? days : null
}

/** What stands of the queries in the review. */
export function reviewedQueries({ watched, places }: ReplayedChangeQueries): Review['queries'] {
  if (watched === null) return null
  const [first] = watched.refused
  return {
    asked: watched.asked,
    refused: watched.refused.length,
    firstRefused: first === undefined ? null : { sql: first.query.sql, message: first.message },
    broken: watched.broken.map((one, at) => ({
      sql: one.query.sql,
      callsPerDay: one.query.callsPerDay,
      source: one.query.path,
      message: one.message,
      path: places[at]?.path ?? '',
      line: places[at]?.line ?? 1,
    })),
  }
}
