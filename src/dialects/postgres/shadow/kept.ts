import { z } from 'zod'
import { type KeptShadow, noticeKinds, type ParsedMigration } from '../../dialect.ts'
import { wantedExtensions } from '../parse/facts.ts'
import { DatabaseError, type Session } from '../session.ts'

const names = z.array(z.string())
const graph = z.array(z.tuple([z.string(), names]))

/** What a `Suspicion` knows, as plain values. */
const knowledgeSchema = z.strictObject({
  lost: z.array(z.tuple([z.string(), z.enum(['relation', 'part', 'other']), z.string(), z.boolean()])),
  settled: names,
  unlike: z.array(z.tuple([z.string(), z.string()])),
  gap: z.string().nullable(),
  tainted: z.array(z.tuple([z.string(), z.string()])),
  uses: graph,
  firing: graph,
  code: names,
  writing: names,
  views: names,
  unread: z.int().nullable(),
  lacked: names,
})

export type Knowledge = Readonly<z.infer<typeof knowledgeSchema>>

const factsSchema = z.strictObject({
  /** Extensions that the base asks for, or has: the engine takes them when it boots, and later no more. */
  extensions: names,
  knowledge: knowledgeSchema,
  /** Roles and schemas that the replay made, by `role name`. */
  made: names,
  notices: z.array(
    z.strictObject({
      kind: z.enum(noticeKinds),
      name: z.string(),
      path: z.string(),
      line: z.int(),
    }),
  ),
})

/** What belongs to a base beside its data directory. */
export type KeptFacts = Readonly<z.infer<typeof factsSchema>>

/** The facts of a kept base; `null` where they are not of a shape that this version knows. */
export function factsOf({ facts }: KeptShadow): KeptFacts | null {
  return factsSchema.safeParse(facts).data ?? null
}

/** What a shadow gives away of a base that was replayed in it; `null` where that cannot be kept. */
export async function keep(
  session: Session,
  base: readonly ParsedMigration[],
  before: KeptFacts | null,
  learned: Omit<KeptFacts, 'extensions'>,
): Promise<KeptShadow | null> {
  if (session.image === undefined) return null
  try {
    if (!(await outlivesRestart(session))) return null
    const installed = await installedExtensions(session)
    const extensions = [...new Set([...(before?.extensions ?? []), ...extensionsIn(base), ...installed])]
    return { facts: { extensions, ...learned }, image: await session.image() }
  } catch (error) {
    if (error instanceof DatabaseError) return null
    throw error
  }
}

/** Extensions that these migrations ask for, on their way or back. */
export function extensionsIn(migrations: readonly ParsedMigration[]): readonly string[] {
  return wantedExtensions(migrations.flatMap(({ up, down }) => [...up, ...(down ?? [])]))
}

/**
 * True where an engine that boots from the data directory stands where this one stands. It does not where a new
 * session begins with other settings (but the search path, which each file is given anew), where code runs at its
 * login, and where rows do not outlive a restart.
 */
async function outlivesRestart(session: Session): Promise<boolean> {
  const { rows } = await session.query(`SELECT
    EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relpersistence OPERATOR(pg_catalog.<>) 'p')
    OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(setting)
      JOIN pg_catalog.pg_database d ON d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      WHERE s.setdatabase OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, d.oid])
        AND s.setrole OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, session_user::pg_catalog.regrole::pg_catalog.oid])
        AND NOT pg_catalog.starts_with(c.setting, 'search_path='))
    OR EXISTS (SELECT FROM pg_catalog.pg_file_settings f
      WHERE f.sourcefile OPERATOR(pg_catalog.~) 'auto[.]conf$' AND f.name OPERATOR(pg_catalog.<>) 'shared_buffers')
    OR EXISTS (SELECT FROM pg_catalog.pg_event_trigger t WHERE t.evtevent OPERATOR(pg_catalog.=) 'login')
    OR EXISTS (SELECT FROM pg_catalog.pg_tablespace t
      WHERE t.spcname OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_default'::pg_catalog.name, 'pg_global'::pg_catalog.name]))
    OR EXISTS (SELECT FROM pg_catalog.pg_prepared_xacts) AS bound`)
  return rows[0]?.bound === false
}

/** Names of the extensions that stand in the database. */
async function installedExtensions(session: Session): Promise<readonly string[]> {
  const { rows } = await session.query('SELECT extname::pg_catalog.text AS name FROM pg_catalog.pg_extension')
  return rows.map(({ name }) => String(name))
}
