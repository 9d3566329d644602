import type { Statement } from '../../../model/statement.ts'
import { DatabaseError, type Session } from '../session.ts'

const savepoint = 'migration_gate_begin'

/**
 * The author's own BEGIN, COMMIT and ROLLBACK, played with savepoints inside the transaction of the proof: what
 * is rolled back is gone, and what is committed is checked, as on a real way back.
 */
export class TransactionInside {
  readonly #session: Session
  #open = false

  constructor(session: Session) {
    this.#session = session
  }

  /** Runs a statement that steers the transaction. */
  async run(statement: Statement): Promise<void> {
    const [operation] = statement.operations
    const verb = operation?.kind === 'transaction' ? operation.verb : null
    const chains = /\band\s+chain\b/i.test(statement.sql) && !/\bno\s+chain\b/i.test(statement.sql)
    switch (verb) {
      case 'begin':
        return this.#begin()
      case 'commit':
        await this.#commit()
        return chains ? this.#begin() : undefined
      case 'rollback':
        await this.#rollback()
        return chains ? this.#begin() : undefined
      case 'prepare':
        throw new DatabaseError('PREPARE TRANSACTION cannot be tried in a transaction', '25001', 0, 'open')
      default:
        await this.#session.run(statement.sql)
    }
  }

  /** The file is over: what it left open is rolled back with its connection. */
  async end(): Promise<void> {
    if (this.#open) await this.#rollback()
  }

  /** A second BEGIN is a warning, no other transaction. */
  async #begin(): Promise<void> {
    if (!this.#open) await this.#session.script(`SAVEPOINT ${savepoint}`)
    this.#open = true
  }

  async #commit(): Promise<void> {
    if (!this.#open) return
    await checkDeferred(this.#session)
    await this.#session.script(`RELEASE SAVEPOINT ${savepoint}`)
    this.#open = false
  }

  async #rollback(): Promise<void> {
    if (!this.#open) return
    await this.#session.script(`ROLLBACK TO SAVEPOINT ${savepoint}; RELEASE SAVEPOINT ${savepoint}`)
    this.#open = false
  }
}

/** What a COMMIT does with what was deferred: it is checked now, and the next transaction defers anew. */
export async function checkDeferred(session: Session): Promise<void> {
  await session.script('SET CONSTRAINTS ALL IMMEDIATE')
  const { rows } = await session.query(
    `SELECT pg_catalog.string_agg(DISTINCT pg_catalog.format('%I.%I', n.nspname, c.conname), ', ') AS names
      FROM pg_catalog.pg_constraint c
      JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.connamespace WHERE c.condeferred`,
  )
  const names = rows[0]?.names
  if (typeof names === 'string') await session.script(`SET CONSTRAINTS ${names} DEFERRED`)
}
