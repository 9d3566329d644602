import type { RangeVar } from 'libpg-query'
import type { z } from 'zod'
import { dottedName } from '../../parse/names.ts'
import type { Row, Session } from '../../session.ts'
import { type Judgement, type Observation, type Recovery, unknown, type Witness } from './judgement.ts'

/** A question to the catalog, with nothing else on the search path. */
export type Ask = (sql: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>

/** What a kind of statement leaves in the catalog. */
export interface CatalogTrace<Before extends Observation> {
  readonly recovery?: Recovery
  /** Relations that the statement finds by the search path of its session. */
  readonly names?: readonly (RangeVar | undefined)[]
  readonly before: z.ZodType<Before>
  /** `oids`: of `names`, each as text; null for what is not there. */
  observe(ask: Ask, oids: readonly (string | null)[]): Promise<Before>
  judge(ask: Ask, before: Before): Promise<Judgement>
}

/** A statement whose effect the catalog shows: before and after are compared, objects by their OID. */
export function catalogWitness<Before extends Observation>(trace: CatalogTrace<Before>): Witness {
  return {
    recovery: trace.recovery ?? 'catalog',
    observe: session => look(session, trace.names ?? [], trace.observe),
    async judge(session, before) {
      const known = trace.before.safeParse(before)
      if (!known.success) return unknown('the journal does not hold what the catalog said before it')
      return look(session, [], ask => trace.judge(ask, known.data))
    },
  }
}

/** One read-only look, so that all answers are of one moment and nothing of the session's settings is changed. */
async function look<Answer>(
  session: Session,
  names: readonly (RangeVar | undefined)[],
  read: (ask: Ask, oids: readonly (string | null)[]) => Promise<Answer>,
): Promise<Answer> {
  await session.script('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    const oids: (string | null)[] = []
    for (const name of names) oids.push(await resolve(session, name))
    // An operator or a function of the same name in a schema of users must not answer.
    await session.script('SET LOCAL search_path = pg_catalog, pg_temp')
    return await read(async (sql, parameters) => (await session.query(sql, parameters)).rows, oids)
  } finally {
    await session.script('ROLLBACK')
  }
}

/** The OID of the relation that the statement would find. A database in front of the name can only be this one. */
async function resolve(session: Session, name: RangeVar | undefined): Promise<string | null> {
  if (name?.relname === undefined) return null
  const parts = name.schemaname === undefined ? [name.relname] : [name.schemaname, name.relname]
  const { rows } = await session.query(
    'select pg_catalog.to_regclass($1)::pg_catalog.oid::pg_catalog.text as oid',
    [dottedName(parts)],
  )
  return textOrNull(rows[0]?.oid)
}

/** A column that may be NULL. */
export function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
