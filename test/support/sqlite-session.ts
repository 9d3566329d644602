import { DatabaseSync } from 'node:sqlite'
import { DatabaseError, type Row, type Session } from '../../src/dialects/sqlite/session.ts'

/** A session over an engine in this process: for tests that need SQLite and no sandbox. */
export function inProcessSession(): Session {
  const options = { enableDoubleQuotedStringLiterals: false, readBigInts: true }
  let database = new DatabaseSync(':memory:', options)
  const attempt = async <T>(run: () => T): Promise<T> => {
    try {
      return run()
    } catch (error) {
      throw new DatabaseError((error as Error).message, 'SQLITE_ERROR', database.isTransaction)
    }
  }
  /** The engine crashes where statements of before outlive `deserialize`. */
  const connect = (image: Uint8Array) => {
    database.close()
    database = new DatabaseSync(':memory:', options)
    database.deserialize(image)
  }
  return {
    query: (sql, parameters = []) =>
      attempt(() => database.prepare(sql).all(...(parameters as (string | bigint)[])) as unknown as Row[]),
    script: sql => attempt(() => database.exec(sql)),
    run: sql =>
      attempt(() => {
        const { changes } = database.prepare(sql).run()
        return { rowsChanged: Number(changes), inTransaction: database.isTransaction, actions: [] }
      }),
    prepare: async queries =>
      queries.map(sql => {
        try {
          database.prepare(sql)
          return null
        } catch (error) {
          return (error as Error).message
        }
      }),
    image: async () => database.serialize(),
    restore: async image => connect(image),
    standIn: async name => database.function(name, { varargs: true }, (first = null) => first),
    reconnect: async () => connect(database.serialize()),
    close: async () => database.close(),
  }
}
