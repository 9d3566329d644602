import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { parseStatements } from '../parse/parse.ts'

/** What is brought back, and whether it must do without a value at first. */
export interface BroughtBack {
  readonly table: string
  /** Unquoted; `null` for the whole table. */
  readonly column: string | null
  readonly relaxed: boolean
}

/**
 * The way back of the schema with each of these columns allowed to be empty until its values stand again, and without
 * its own BEGIN and COMMIT: what brings the rows must share its transaction. `null` where it cannot be read so.
 */
export async function backWithout(down: string, brought: readonly BroughtBack[]): Promise<string | null> {
  const statements = await parseStatements(down)
  const sent: string[] = []
  for (const statement of statements) {
    const [control] = statement.operations.filter(({ kind }) => kind === 'transaction')
    if (statement.syntaxError !== null || (control !== undefined && !isEdge(control))) return null
    if (control === undefined) sent.push(relaxed(statement, brought))
  }
  return sent.map(sql => `${sql};\n`).join('')
}

function isEdge(operation: Operation): boolean {
  return operation.kind === 'transaction' && (operation.verb === 'begin' || operation.verb === 'commit')
}

function relaxed({ sql, operations }: Statement, brought: readonly BroughtBack[]): string {
  const [added, ...more] = operations
  if (added?.kind !== 'add-column' || more.length > 0 || !added.notNull) return sql
  const isAsked = brought.some(
    ({ table, column, relaxed }) => relaxed && table === added.table && column === added.column,
  )
  return isAsked ? sql.replace(/\s+NOT\s+NULL\s*$/i, '') : sql
}
