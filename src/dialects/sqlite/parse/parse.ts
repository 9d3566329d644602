import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { linesOf } from '../../support/lines.ts'
import { folded } from './names.ts'
import { operationsOf } from './operations.ts'
import { type Piece, splitPieces } from './split.ts'
import { loadTreeReader, wantsTree, withSource } from './tree.ts'

/**
 * Reads a file's statements. Nothing is lost and nothing thrown: what can be no statement becomes one with a
 * `syntaxError`. Whether the rest is SQL is for the engine to say. Operations come from the tokens; a `tree` is read
 * only of what a tree may tell more about.
 */
export async function parseStatements(text: string): Promise<readonly Statement[]> {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  const lines = linesOf(whole)
  const temporary = new Set<string>()
  const statements = piecesOf(whole).map(({ start, end, error }, index): Statement => {
    const sql = whole.slice(start, end)
    const operations = error === null ? operationsOf(sql, temporary) : []
    note(temporary, operations)
    return {
      index,
      start,
      end,
      line: lines.lineAt(start),
      endLine: lines.lineAt(Math.max(start, end - 1)),
      sql,
      operations,
      syntaxError: error && { message: error.message, line: lines.lineAt(error.at) },
      tree: null,
    }
  })
  return withTrees(statements)
}

/** Most statements of a file that are parsed: each takes half a millisecond, and a hostile one a hundred. */
const mostTrees = 100

async function withTrees(statements: readonly Statement[]): Promise<readonly Statement[]> {
  const wanting = statements.filter(({ sql, operations }) => wantsTree(sql, operations)).slice(0, mostTrees)
  if (wanting.length === 0) return statements
  const read = await loadTreeReader()
  const trees = new Map(wanting.map(statement => [statement, read(statement.sql)]))
  return statements.map(statement => {
    const tree = trees.get(statement) ?? null
    return tree === null
      ? statement
      : { ...statement, tree, operations: withSource(statement.operations, tree) }
  })
}

/** For the engine a text ends at a NUL byte, and what stands behind it would go unseen. */
function piecesOf(text: string): readonly Piece[] {
  const at = text.indexOf('\0')
  if (at === -1) return splitPieces(text)
  const message = 'the file holds a NUL byte: it is binary or not UTF-8 (UTF-16?)'
  return [{ start: 0, end: text.length, error: { message, at } }]
}

/** Keeps the names of temporary objects in step with what a statement makes and drops. */
function note(temporary: Set<string>, operations: readonly Operation[]): void {
  for (const operation of operations) {
    const gone = goneName(operation)
    const made = madeName(operation)
    if (gone !== null) temporary.delete(folded(gone))
    if (made?.startsWith('temp.') === true) temporary.add(folded(made))
  }
}

function madeName(operation: Operation): string | null {
  if (operation.kind === 'create-table') return operation.table
  if (operation.kind === 'create-index') return operation.index
  if (operation.kind === 'rename-table') return operation.to
  return operation.kind === 'create' ? operation.name : null
}

function goneName(operation: Operation): string | null {
  if (operation.kind === 'drop-table' || operation.kind === 'rename-table') return operation.table
  if (operation.kind === 'drop-index') return operation.index
  return operation.kind === 'drop' ? operation.name : null
}
