import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { quoteIdentifier } from '../parse/names.ts'
import type { DatabaseError } from '../session.ts'
import type { RerunContext } from '../trace/context.ts'
import type { Seeds } from './fill/seeds.ts'

/**
 * Classes of SQLSTATE that rows can be the cause of: cardinality, data exceptions, violated constraints, events of
 * rows that are pending, and what code raises.
 */
const ofRows = /^(?:21|22|23|55|P0)/

/** Columns of a table of which something is asked. */
interface Asked {
  readonly table: string
  readonly columns: readonly string[]
}

/** Takes the synthetic rows out of a migration that they, and not any rows, would make fail. */
export class Rerun implements RerunContext {
  readonly #seeds: Seeds
  readonly #migration: ParsedMigration

  constructor(seeds: Seeds, migration: ParsedMigration) {
    this.#seeds = seeds
    this.#migration = migration
  }

  isDecidedByRows(statement: Statement, { code }: DatabaseError): boolean {
    // Code may put SQL together from the values that it finds, and fail in any way.
    const runsCode = statement.operations.some(({ kind }) => kind === 'run-code' || kind === 'write-rows')
    return this.#seeds.stand && (runsCode || ofRows.test(code)) && !this.#failsForAnyRow(statement, code)
  }

  async takeRows(): Promise<void> {
    await this.#seeds.empty()
  }

  /**
   * A column that came with this migration, and into which nothing was written, holds the same in every row: what it
   * violates, any row of the table violates. That is a failure where the table stood before the change.
   */
  #failsForAnyRow(statement: Statement, code: string): boolean {
    if (!code.startsWith('23') || this.#writesBefore(statement)) return false
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
      mayViolate.every(({ table, columns }) => this.#areNew(table, columns))
    )
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
    return this.#migration.up.some(
      ({ start, operations }) =>
        start < statement.start &&
        operations.some(
          ({ kind }) => kind === 'write-rows' || kind === 'run-code' || kind === 'rename-column',
        ),
    )
  }
}
