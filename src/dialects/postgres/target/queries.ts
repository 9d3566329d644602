import type { Snapshot } from '../../../model/snapshot.ts'
import { DatabaseError, type Session } from '../session.ts'

type Statistics = NonNullable<Snapshot['statistics']>
type Recorded = Pick<Statistics, 'queries' | 'queriesSince'>

/** More than a check can try, and enough for what an application runs each day. */
const mostQueries = 1_000

/**
 * What `pg_stat_statements` recorded of this database, the most frequent first, without values: SELECT, INSERT, UPDATE,
 * DELETE and MERGE of others than us. `refused` says why there is none, where the extension stands.
 */
export async function readQueries(
  session: Session,
): Promise<{ readonly recorded: Recorded; readonly refused: string | null }> {
  const { rows } = await session.query(
    `select extnamespace::pg_catalog.regnamespace::pg_catalog.text as schema
    from pg_catalog.pg_extension where extname = 'pg_stat_statements'`,
  )
  const schema = rows[0]?.schema
  if (schema === undefined) return { recorded: {}, refused: null }
  await session.script('SAVEPOINT read_queries')
  try {
    const found = await session.query(
      `select query, sum(calls)::float8 as calls from ${String(schema)}.pg_stat_statements
      where dbid = (select oid from pg_catalog.pg_database where datname = current_database())
        and query ~* '^\\s*(with|select|insert|update|delete|merge)\\M'
        and query !~* 'pg_catalog|information_schema|pg_stat_statements' and pg_catalog.length(query) < 20000
      group by query order by calls desc, query limit ${mostQueries}`,
    )
    const since = await session.query(
      `select pg_catalog.to_char(stats_reset at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
      from ${String(schema)}.pg_stat_statements_info`,
    )
    await session.script('RELEASE SAVEPOINT read_queries')
    const queries = found.rows.map(row => ({ sql: String(row.query), calls: Number(row.calls) }))
    return { recorded: { queries, queriesSince: String(since.rows[0]?.since) }, refused: null }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK TO SAVEPOINT read_queries; RELEASE SAVEPOINT read_queries')
    return { recorded: {}, refused: error.message }
  }
}
