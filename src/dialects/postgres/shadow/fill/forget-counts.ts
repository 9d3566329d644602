import type { Session } from '../../session.ts'

/** What a build of an index learned of three rows is no size of anything: plans would follow it. */
export async function forgetCounts(session: Session, tables: Iterable<number>): Promise<void> {
  const oids = [...tables].join(',')
  const { rows } = await session.query("SELECT to_regproc('pg_clear_relation_stats') AS found")
  if (oids === '' || rows[0]?.found === null) return
  await session.query(`
      SELECT pg_clear_relation_stats(n.nspname::text, c.relname::text)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.reltuples > 0 AND (c.oid = ANY ('{${oids}}'::oid[])
        OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY ('{${oids}}'::oid[])))`)
}
