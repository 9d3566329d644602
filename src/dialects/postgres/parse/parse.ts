import type { Node, RawStmt } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { type Lines, linesOf } from '../../support/lines.ts'
import { type ParseOutcome, parseText } from './engine.ts'
import { nextToken } from './lexer.ts'
import { operationsOf } from './operations.ts'
import { offsetOfCodePoint, sourceOf } from './source.ts'
import { type Piece, splitPieces } from './split.ts'

/** A piece after parsing: its tree, or why there is none. `at` is the error's offset in the file. */
type Parsed =
  | { readonly piece: Piece; readonly tree: Node; readonly error: null }
  | { readonly piece: Piece; readonly tree: null; readonly error: { message: string; at: number } }

/** A file that does not split cleanly is tried as a whole, up to this many characters. */
const largestWhole = 4_000_000

/**
 * Reads a file's statements with PostgreSQL's own parser. Nothing is lost and nothing thrown: what does not
 * parse becomes one statement with a `syntaxError`. The locations in each tree are bytes of that statement's `sql`.
 */
export async function parseStatements(text: string): Promise<readonly Statement[]> {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  const from = whole.charCodeAt(0) === 0xfeff ? 1 : 0
  const lines = linesOf(whole)
  const parsed = await parsePieces(whole, from)
  return parsed.map((one, index) => statementOf(whole, lines, one, index))
}

async function parsePieces(text: string, from: number): Promise<readonly Parsed[]> {
  const nul = text.indexOf('\0')
  if (nul !== -1) {
    const message = 'the file holds a NUL byte: it is binary or not UTF-8 (UTF-16?)'
    return [refused({ kind: 'sql', start: from, end: text.length }, message, nul)]
  }
  const pieces = splitPieces(text, from)
  const parsed: Parsed[] = []
  for (const piece of pieces) parsed.push(...(await parsePiece(text, piece)))
  return worthWhole(parsed, text) ? ((await parseWhole(text, from)) ?? parsed) : parsed
}

/** Our splitter may cut where the grammar would not; then the file as a whole still parses. */
function worthWhole(parsed: readonly Parsed[], text: string): boolean {
  return (
    text.length <= largestWhole &&
    parsed.some(one => one.error !== null) &&
    parsed.every(one => one.piece.kind === 'sql')
  )
}

async function parseWhole(text: string, from: number): Promise<readonly Parsed[] | null> {
  const body = text.slice(from)
  const outcome = await parseText(body)
  if (outcome.kind !== 'parsed') return null
  const parsed: Parsed[] = []
  for (const piece of piecesOf(body, from, outcome.statements)) {
    const again = treeOf(await parseText(text.slice(piece.start, piece.end)))
    if (again === null) return null
    parsed.push({ piece, tree: again, error: null })
  }
  return parsed
}

async function parsePiece(text: string, piece: Piece): Promise<readonly Parsed[]> {
  const sql = text.slice(piece.start, piece.end)
  if (piece.kind === 'psql-command')
    return [refused(piece, psqlMessage(sql), piece.start + sql.indexOf('\\'))]
  if (piece.kind === 'copy-data') return [refused(piece, copyDataMessage, piece.start)]
  if (piece.kind === 'unreadable') return [refused(piece, unreadableMessage, piece.start)]
  const outcome = await parseText(sql)
  if (outcome.kind === 'crashed') return [refused(piece, outcome.message, piece.start)]
  if (outcome.kind === 'refused') {
    const at = piece.start + Math.min(offsetOfCodePoint(sql, outcome.position), Math.max(0, sql.length - 1))
    return [refused(piece, outcome.message, at)]
  }
  const tree = treeOf(outcome)
  if (tree !== null) return [{ piece, tree, error: null }]
  const parts = piecesOf(sql, piece.start, outcome.statements)
  if (parts.length < 2) return [refused(piece, 'the parser found no statement here', piece.start)]
  const parsed: Parsed[] = []
  for (const part of parts) parsed.push(...(await parsePiece(text, part)))
  return parsed
}

/** The tree of a text that is exactly one statement. */
function treeOf(outcome: ParseOutcome): Node | null {
  if (outcome.kind !== 'parsed' || outcome.statements.length !== 1) return null
  return outcome.statements[0]?.stmt ?? null
}

/** The spans that the parser gives, moved by `shift` and without comments and white space around them. */
function piecesOf(text: string, shift: number, statements: readonly RawStmt[]): readonly Piece[] {
  const source = sourceOf(text)
  return statements.map(({ stmt_location = 0, stmt_len = 0 }) => {
    const limit = stmt_len === 0 ? text.length : source.offsetOf(stmt_location + stmt_len)
    const first = nextToken(text, source.offsetOf(stmt_location))
    let end = first?.end ?? limit
    for (let token = first; token !== null && token.end <= limit; token = nextToken(text, token.end))
      end = token.end
    return { kind: 'sql', start: shift + (first?.start ?? limit), end: shift + end }
  })
}

const copyDataMessage =
  'inline COPY data: rows between COPY … FROM STDIN and a line \\. are read by psql only'

const unreadableMessage = 'a comment that never ends, or a run of more than 400 operator characters'

function psqlMessage(sql: string): string {
  const command = sql.slice(sql.indexOf('\\')).split(/\s/, 1)[0] ?? '\\'
  return `psql meta-command ${command}: only psql understands it`
}

function refused(piece: Piece, message: string, at: number): Parsed {
  return { piece, tree: null, error: { message, at } }
}

function statementOf(text: string, lines: Lines, parsed: Parsed, index: number): Statement {
  const { start, end } = parsed.piece
  const sql = text.slice(start, end)
  return {
    index,
    start,
    end,
    line: lines.lineAt(start),
    endLine: lines.lineAt(Math.max(start, end - 1)),
    sql,
    operations: parsed.tree === null ? [] : operationsOf(parsed.tree, sql),
    syntaxError: parsed.error && { message: parsed.error.message, line: lines.lineAt(parsed.error.at) },
    tree: parsed.tree,
  }
}
