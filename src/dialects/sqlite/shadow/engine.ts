import { constants, DatabaseSync } from 'node:sqlite'
import type { Row, RunResult, Value } from '../session.ts'
import { literalOf } from './literal.ts'
import { literalFunction, Sandbox } from './sandbox.ts'

/** Bytes of the longest value or row; the engine's own limit, a gigabyte, outruns the watch over the memory. */
const longestValue = 100_000_000

/** What queries ask leave for: they read and write rows. */
const asked: ReadonlySet<number> = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_RECURSIVE,
  constants.SQLITE_INSERT,
  constants.SQLITE_UPDATE,
  constants.SQLITE_DELETE,
])

/** The sandbox refused a statement under review. */
export class Refused extends Error {}

/** A database in memory. Nothing is written to disk: neither temporary tables nor what sorting spills. */
export class Engine {
  #database = connect()
  readonly #standIns = new Set<string>()

  get inTransaction(): boolean {
    return this.#database.isTransaction
  }

  query(sql: string, parameters: readonly Value[]): readonly Row[] {
    return this.#guarded('ours', () => this.#database.prepare(sql).all(...parameters) as Row[])
  }

  script(sql: string): void {
    this.#guarded('ours', () => this.#database.exec(sql))
  }

  /** Exactly one statement under review, behind the sandbox. @throws Refused */
  run(sql: string): RunResult {
    return this.#guarded('theirs', sandbox => this.#runIn(sandbox, sql))
  }

  /** Why a query cannot be compiled; `null` where it can. It is not run, and some pragmas would run all the same. */
  refusalOf(sql: string): string | null {
    if (sql.includes('\0')) return 'a NUL character, where the engine stops reading, is refused'
    this.#database.setAuthorizer(code => (asked.has(code) ? constants.SQLITE_OK : constants.SQLITE_DENY))
    try {
      this.#database.prepare(sql)
      return null
    } catch (cause) {
      return (cause as Error).message
    } finally {
      this.#database.setAuthorizer(null)
    }
  }

  #guarded<T>(whose: 'ours' | 'theirs', work: (sandbox: Sandbox) => T): T {
    const sandbox = new Sandbox(whose)
    this.#database.setAuthorizer(sandbox.authorize)
    try {
      return work(sandbox)
    } catch (cause) {
      if (sandbox.refusal !== null) throw new Refused(`${sandbox.refusal} is refused in the shadow`)
      throw limitOf(cause)
    } finally {
      this.#database.limits.attach = 0
      this.#database.setAuthorizer(null)
    }
  }

  #runIn(sandbox: Sandbox, sql: string): RunResult {
    if (sql.includes('\0')) throw new Refused('a NUL character, where the engine stops reading, is refused')
    const compiled = this.#compile(sql)
    if (compiled === null) return { rowsChanged: 0, inTransaction: this.inTransaction, actions: [] }
    const { actions } = sandbox
    sandbox.shut()
    if (!this.#isBlank(sql.slice(compiled.length)))
      throw new Refused('more than one statement at a time is refused in the shadow')
    sandbox.execute()
    // VACUUM asks for nothing when it is compiled, and attaches when it runs.
    if (actions.length === 0) this.#database.limits.attach = 1
    const before = this.#changes()
    // Unlike a prepared statement's `run`, `exec` goes on to the last row.
    this.#database.exec(compiled)
    return { rowsChanged: this.#changes() - before, inTransaction: this.inTransaction, actions }
  }

  /** The text of the first statement, as the engine reads it; `null` where there is none. */
  #compile(text: string): string | null {
    try {
      return this.#database.prepare(text).sourceSQL
    } catch (cause) {
      if ((cause as { code?: unknown }).code === 'ERR_INVALID_ARG_VALUE') return null
      throw cause
    }
  }

  #isBlank(text: string): boolean {
    try {
      return text.trim() === '' || this.#compile(text) === null
    } catch {
      return false
    }
  }

  #changes(): number {
    return Number(this.#database.prepare('SELECT total_changes() AS changes').get()?.changes)
  }

  /** A function that gives back its first argument. */
  standIn(name: string): void {
    this.#standIns.add(name)
    define(this.#database, name)
  }

  /** The bytes of a file with this database. */
  image(): Uint8Array {
    return this.#database.serialize()
  }

  /** A new connection: what the old one had open, had set or had made for itself is gone. */
  restore(image: Uint8Array): void {
    this.#database.close()
    this.#database = connect()
    for (const name of this.#standIns) define(this.#database, name)
    // A database without a single page has no bytes.
    if (image.length > 0) this.#database.deserialize(image)
  }

  /** A new connection to what is committed. */
  reconnect(): void {
    if (this.inTransaction) this.#database.exec('ROLLBACK')
    this.restore(this.image())
  }
}

function connect(): DatabaseSync {
  const database = new DatabaseSync(':memory:', {
    enableDoubleQuotedStringLiterals: false,
    readBigInts: true,
    allowExtension: false,
    defensive: true,
    limits: { length: longestValue, attach: 0 },
  })
  database.exec('PRAGMA temp_store = MEMORY')
  const options = { deterministic: true, directOnly: true, useBigIntArguments: true }
  database.function(literalFunction, options, value => literalOf(value as Value))
  return database
}

/** Deterministic, so that an index or a generated column may call it. */
function define(database: DatabaseSync, name: string): void {
  const options = { deterministic: true, varargs: true, useBigIntArguments: true }
  database.function(name, options, (first: Value = null) => first)
}

/** What only our own limits refuse is no failure of the statement. */
function limitOf(cause: unknown): unknown {
  const { errcode } = cause as { errcode?: unknown }
  if (errcode === 18)
    return new Refused(`a value of more than ${longestValue / 1e6} MB is refused in the shadow`)
  return cause
}
