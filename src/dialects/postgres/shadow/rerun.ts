import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { quoteIdentifier } from '../parse/names.ts'
import type { DatabaseError } from '../session.ts'
import type { RerunContext } from '../trace/context.ts'
import type { Seeds } from './fill/seeds.ts'
import type { RowDoubt } from './row-doubt.ts'

/**
 * SQLSTATEs that rows can be the cause of: the classes of cardinality, data exceptions, violated constraints and what
 * code raises; of class 55 only that of events which written rows wait for (`object_in_use`).
 */
const ofRows = /^(?:21|22|23|P0|55006$)/

/** Columns of a table of which something is asked. */
interface Asked {
  readonly table: string
  readonly columns: readonly string[]
}

/** Takes the synthetic rows out of a migration that they, and not any rows, would make fail. */
export class Rerun implements RerunContext {
  readonly #seeds: Seeds
  readonly #migration: ParsedMigration
  readonly #doubt: RowDoubt

  constructor(seeds: Seeds, migration: ParsedMigration, doubt: RowDoubt) {
    this.#seeds = seeds
    this.#migration = migration
    this.#doubt = doubt
  }

  isDecidedByRows(statement: Statement, { code }: DatabaseError): boolean {
    // Code may put SQL together from the values that it finds, and fail in any way.
    const runsCode = statement.operations.some(({ kind }) => kind === 'run-code' || kind === 'write-rows')
    return this.#seeds.stand && (runsCode || ofRows.test(code)) && !this.#failsForAnyRow(statement, code)
  }

  /** Why a failure over rows tells nothing of production; `null` where it does. */
  excuse(statement: Statement, { code, message }: DatabaseError): string | null {
    const { reason } = this.#doubt
    const isDoubted = reason !== null && ofRows.test(code) && !this.#failsForAnyRow(statement, code)
    return isDoubted ? `${message}: ${reason}` : null
  }

  async takeRows(): Promise<void> {
    const doubt = await this.#seeds.empty()
    if (doubt !== null) this.#doubt.doubt(doubt)
  }

  #failsForAnyRow(statement: Statement, code: string): boolean {
    return code === '55006' ? this.#waitsForAnyRow(statement) : this.#violatesInAnyRow(statement, code)
  }

  /** Whatever row stands in a table that stood before, an UPDATE or DELETE of all of them has met it. */
  #waitsForAnyRow(statement: Statement): boolean {
    const changed = statement.operations.flatMap(operation =>
      'table' in operation && this.#seeds.live(operation.table) !== null ? [operation.table] : [],
    )
    return this.#before(statement).some(
      operation =>
        operation.kind === 'write-rows' &&
        (operation.verb === 'update' || operation.verb === 'delete') &&
        !operation.filtered &&
        changed.includes(operation.table),
    )
  }

  /**
   * A column that came with this migration, and into which nothing was written, holds the same in every row: what it
   * violates, any row of the table violates. That is a failure where the table stood before the change. Whether a
   * default stands in another table, that one's rows decide.
   */
  #violatesInAnyRow(statement: Statement, code: string): boolean {
    if (!code.startsWith('23') || code === '23503' || this.#writesBefore(statement)) return false
    const asked = statement.operations.flatMap((operation): readonly Asked[] => {
      switch (operation.kind) {
        case 'add-column':
        case 'set-not-null':
          return [{ table: operation.table, columns: [operation.column] }]
        case 'add-constraint':
          return [{ table: operation.table, columns: operation.columns }]
        default:
          return []
      }
    })
    const mayViolate = asked.filter(({ columns }) => columns.length > 0)
    return (
      mayViolate.length > 0 &&
      mayViolate.length === asked.length &&
      mayViolate.every(({ table, columns }) => this.#areNew(table, columns)) &&
      (code !== '23514' || mayViolate.every(({ table }) => !this.#mentionsStanding(statement, table)))
    )
  }

  /** A condition of a new column may ask others as well. */
  #mentionsStanding({ sql }: Statement, name: string): boolean {
    const words = new Set(sql.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu))
    return this.#seeds.live(name)?.columns.some(column => words.has(column.name.toLowerCase())) === true
  }

  #areNew(name: string, columns: readonly string[]): boolean {
    const table = this.#seeds.live(name)
    const stood = table?.columns.map(column => quoteIdentifier(column.name))
    return (
      stood !== undefined &&
      columns.every(column => !stood.includes(column) && !stood.includes(quoteIdentifier(column)))
    )
  }

  #writesBefore(statement: Statement): boolean {
    const writing = new Set<Operation['kind']>(['write-rows', 'run-code', 'rename-column'])
    return this.#before(statement).some(({ kind }) => writing.has(kind))
  }

  #before({ start }: Statement): readonly Operation[] {
    return this.#migration.up.flatMap(it => (it.start < start ? it.operations : []))
  }
}
