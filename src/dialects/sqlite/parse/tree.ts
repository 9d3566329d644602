import type { AST, Parser } from 'node-sql-parser/build/sqlite.js'
import type { Operation } from '../../../model/operation.ts'
import { tokensOf, wordOf } from './lexer.ts'
import { dotted, sameName } from './names.ts'

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
  const isPlain = sql.length <= longestText && sql.indexOf('(') === sql.lastIndexOf('(')
  return reads && isPlain && !tokensOf(sql).some(token => picking.has(wordOf(sql, token)))
}

/**
 * Words with which a statement picks rows, or meets one that is there: no plain copy has them. The tree's own parser
 * does not end each name and comment where the engine does.
 */
const picking: ReadonlySet<string> = new Set(
  (
    'conflict cross distinct except full group having ignore inner intersect join left limit natural or outer replace ' +
    'right union values where window with'
  ).split(' '),
)

/** What the tokens said, and where the tree shows a plain copy, that. */
export function withSource(operations: readonly Operation[], tree: AST | null): readonly Operation[] {
  const copied = tree === null ? null : copyIn(tree)
  if (copied === null) return operations
  return operations.map(operation =>
    operation.kind === 'write-rows' ? { ...operation, source: 'copy', copied } : operation,
  )
}

type Copied = NonNullable<Extract<Operation, { kind: 'write-rows' }>['copied']>

/** What of a tree is looked at: its types know no SELECT below an INSERT. */
interface Insert {
  readonly columns?: readonly string[] | null
  readonly values?: Select
}

interface Select {
  readonly type: string
  readonly columns: '*' | readonly { readonly expr: Expression }[]
  readonly from: readonly { readonly db?: string | null; readonly table?: string }[] | null
  readonly [clause: string]: unknown
}

interface Expression {
  readonly type: string
  readonly column?: unknown
  readonly value?: unknown
}

/** Clauses that leave out rows, put several into one, or add some. */
const choosing = ['where', 'groupby', 'having', 'limit', 'distinct', 'with', '_next', 'set_op', 'window']

/** Every row of one table, column by column as it is; their order does not matter. */
function copyIn(tree: AST): Copied | null {
  const { columns: targets, values } = tree as unknown as Insert
  if (values?.type !== 'select' || choosing.some(clause => (values[clause] ?? null) !== null)) return null
  const [source, ...more] = values.from ?? []
  if (source?.table === undefined || more.length > 0) return null
  // "a" is a column here: that it could be a text is turned off.
  const plain = new Set(['column_ref', 'star', 'double_quote_string'])
  const read = values.columns === '*' ? [] : values.columns.map(({ expr }) => expr)
  if (!read.every(({ type }) => plain.has(type))) return null
  return { from: dotted([source.db ?? 'main', source.table]), columns: sameColumns(targets ?? [], read) }
}

/** The columns, where target and source name the same ones in the same order. */
function sameColumns(targets: readonly string[], read: readonly Expression[]): readonly string[] | null {
  const sources = read.map(({ type, column, value }) => String(type === 'column_ref' ? column : value))
  const isSame =
    targets.length > 0 &&
    targets.length === sources.length &&
    // `current_date` is read as a column, and is none.
    targets.every((name, place) => sameName(name, sources[place] ?? '') && !/^current_/i.test(name))
  return isSame ? targets : null
}
