import type { AST, Parser } from 'node-sql-parser/build/sqlite.js'
import type { Operation } from '../../../model/operation.ts'

/** A longer text is no plain copy, and the parser's time is not bounded by its length. */
const longestText = 5_000

/** Reads one statement; `null` where the parser gives up, as it does on much that SQLite takes. */
export type TreeReader = (sql: string) => AST | null

/** Loads the parser, which few files need. */
export async function loadTreeReader(): Promise<TreeReader> {
  const { default: library } = await import('node-sql-parser/build/sqlite.js')
  const parser: Parser = new library.Parser()
  return sql => {
    try {
      const read = parser.astify(sql, { database: 'sqlite' })
      return Array.isArray(read) ? (read[0] ?? null) : read
    } catch {
      return null
    }
  }
}

/** Whether the tree may tell more of a statement than its tokens did: an INSERT that reads, and nests nothing. */
export function wantsTree(sql: string, operations: readonly Operation[]): boolean {
  const reads = operations.some(operation => operation.kind === 'write-rows' && operation.source === 'query')
  // The list of the target's columns is all that a plain copy has in parentheses.
  return reads && sql.length <= longestText && sql.indexOf('(') === sql.lastIndexOf('(')
}

/** What the tokens said, and where the tree shows a plain copy, that. */
export function withSource(operations: readonly Operation[], tree: AST | null): readonly Operation[] {
  if (tree === null || !copiesRows(tree)) return operations
  return operations.map(operation =>
    operation.kind === 'write-rows' ? { ...operation, source: 'copy' } : operation,
  )
}

/** What of a tree is looked at: its types know no SELECT below an INSERT. */
interface Select {
  readonly type: string
  readonly columns: '*' | readonly { readonly expr: { readonly type: string } }[]
  readonly from: readonly { readonly table?: string; readonly join?: string }[] | null
  readonly [clause: string]: unknown
}

/** Clauses that leave out rows, put several into one, or add some. */
const choosing = ['where', 'groupby', 'having', 'limit', 'distinct', 'with', '_next', 'set_op', 'window']

/** Every row of one table, column by column as it is; their order does not matter. */
function copiesRows(tree: AST): boolean {
  const { values } = tree as unknown as { readonly values?: Select }
  if (values?.type !== 'select' || choosing.some(clause => (values[clause] ?? null) !== null)) return false
  const [table, ...more] = values.from ?? []
  if (table?.table === undefined || more.length > 0) return false
  // "a" is a column here: that it could be a text is turned off.
  const plain = new Set(['column_ref', 'star', 'double_quote_string'])
  return values.columns === '*' || values.columns.every(({ expr }) => plain.has(expr.type))
}
