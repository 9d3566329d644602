import type { Session } from './session.ts'

/** Ends what is open and forgets what was set: as a runner that connects anew. */
export async function startAfresh(session: Session): Promise<void> {
  await session.script('ROLLBACK')
  // The embedded engine's own default is whatever was set last.
  if (session.kind === 'embedded') await session.script('SET SESSION AUTHORIZATION postgres')
  await session.script('DISCARD ALL')
  await useOwnSearchPath(session, 'session')
}

/** Takes the search path as {@link ownSearchPath} tells it. */
export async function useOwnSearchPath(session: Session, scope: 'session' | 'transaction'): Promise<void> {
  await session.query(ownSearchPath(scope))
}

/**
 * A new connection takes the search path that its database and its role were given; ours is older than that, so
 * it is told. Of other such settings nothing is taken: they could hide what is measured.
 */
export function ownSearchPath(scope: 'session' | 'transaction'): string {
  return `SELECT pg_catalog.set_config('search_path', pg_catalog.substr(found.setting, 13), ${scope === 'transaction'})
    FROM (
      SELECT c.setting FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(setting)
      WHERE pg_catalog.starts_with(c.setting, 'search_path=')
        AND s.setrole OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, (SELECT r.oid
          FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) session_user)])
        AND s.setdatabase OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, (SELECT d.oid
          FROM pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database())])
      ORDER BY s.setrole DESC, s.setdatabase DESC LIMIT 1
    ) AS found`
}
