import { PGlite } from '@electric-sql/pglite'
import { readSchema } from '../../src/dialects/postgres/schema/read.ts'
import {
  DatabaseError,
  type QueryResult,
  type Row,
  type Session,
} from '../../src/dialects/postgres/session.ts'
import type { Schema } from '../../src/model/schema.ts'

/** A session over a PGlite in this process: for tests that need an engine and no sandbox. */
export async function inProcessSession(): Promise<Session> {
  return sessionOver(await PGlite.create())
}

/** The same over an engine that the caller made (a prebuilt data directory, extensions). */
export function sessionOver(engine: PGlite): Session {
  const ask = async (run: () => Promise<{ rows: readonly unknown[]; affectedRows?: number }>) => {
    try {
      const { rows, affectedRows } = await run()
      return { rows: rows as Row[], rowsAffected: affectedRows ?? 0, transaction: await state() }
    } catch (error) {
      const { message, code, position } = error as { message: string; code?: string; position?: string }
      if (code === undefined) throw error
      throw new DatabaseError(message, code, Number(position ?? 0), await state())
    }
  }
  /** ReadyForQuery of an empty query. */
  const state = async (): Promise<QueryResult['transaction']> => {
    const { messages } = await engine.execProtocol(emptyQuery, { throwOnError: false })
    const ready = messages.findLast(message => message.name === 'readyForQuery') as
      | { status?: string }
      | undefined
    return ready?.status === 'T' ? 'open' : ready?.status === 'E' ? 'failed' : 'idle'
  }
  return {
    kind: 'embedded',
    query: (sql, parameters) => ask(() => engine.query(sql, parameters as unknown[] | undefined)),
    run: async sql => ({ notices: [], ...(await ask(() => engine.query(sql))) }),
    script: sql => ask(async () => (await engine.exec(sql)).at(-1) ?? { rows: [] }),
    close: () => engine.close(),
  }
}

/** The schema after some scripts, in a transaction that is rolled back. */
export async function schemaAfter(session: Session, ...scripts: readonly string[]): Promise<Schema> {
  await session.script('begin')
  try {
    for (const script of scripts) await session.script(script)
    return await readSchema(session)
  } finally {
    await session.script('rollback')
  }
}

const emptyQuery = new Uint8Array([0x51, 0, 0, 0, 5, 0])
