import type { Operation } from '../../../model/operation.ts'
import { isConstantTrue } from './constant-true.ts'
import { type Cursor, depthChange, nameOf, symbolOf } from './cursor.ts'
import { type Token, wordOf } from './lexer.ts'
import { nameText, type Temporary, takeObject } from './objects.ts'

/** INSERT and REPLACE; what they do where a row is already there makes no other word of them. */
export function insert(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  cursor.take()
  skipConflictClause(cursor)
  cursor.skipWords('into')
  const table = nameText(takeObject(cursor, temporary))
  return [
    { kind: 'write-rows', verb: 'insert', table, columns: [], filtered: true, source: sourceOf(cursor) },
  ]
}

/** Where an INSERT has its rows from, as far as its tokens tell. */
function sourceOf(cursor: Cursor): 'values' | 'query' {
  if (cursor.skipWords('as')) cursor.take()
  cursor.takeGroup()
  return cursor.word() === 'values' || cursor.word() === 'default' ? 'values' : 'query'
}

export function update(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  cursor.take()
  skipConflictClause(cursor)
  const table = nameText(takeObject(cursor, temporary))
  const clauses = topClauses(cursor)
  const columns = assigned(cursor.text, clauses.get('set') ?? [])
  return [{ kind: 'write-rows', verb: 'update', table, columns, filtered: isFiltered(cursor.text, clauses) }]
}

export function remove(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  cursor.skipWords('delete', 'from')
  const table = nameText(takeObject(cursor, temporary))
  const filtered = isFiltered(cursor.text, topClauses(cursor))
  return [{ kind: 'write-rows', verb: 'delete', table, columns: [], filtered }]
}

/** Takes WITH and its tables; in SQLite these only read. */
export function skipWith(cursor: Cursor): void {
  cursor.skipWords('with')
  cursor.skipWords('recursive')
  do {
    cursor.takeName()
    cursor.takeGroup()
    cursor.skipWords('as')
    cursor.skipWords('not')
    cursor.skipWords('materialized')
    cursor.takeGroup()
  } while (cursor.skipSymbol(','))
}

/** OR REPLACE, OR IGNORE, … */
function skipConflictClause(cursor: Cursor): void {
  if (cursor.skipWords('or')) cursor.take()
}

type Clauses = ReadonlyMap<string, readonly Token[]>

/** The rest of a statement by the words outside parentheses with which its clauses begin. */
function topClauses(cursor: Cursor): Clauses {
  const clauses = new Map<string, Token[]>()
  let current: Token[] = []
  let depth = 0
  let before = ''
  for (let token = cursor.take(); token !== null; token = cursor.take()) {
    depth += depthChange(cursor.text, token)
    const word = depth === 0 ? wordOf(cursor.text, token) : ''
    const isDistinctFrom = word === 'from' && before === 'distinct'
    if (['set', 'from', 'where', 'returning'].includes(word) && !isDistinctFrom) {
      current = []
      clauses.set(word, current)
    } else current.push(token)
    before = word
  }
  return clauses
}

function isFiltered(text: string, clauses: Clauses): boolean {
  const condition = clauses.get('where')
  return condition !== undefined && !isConstantTrue(text, condition)
}

/** The columns that SET gives a value: `a = 1, (b, c) = (2, 3)`. */
function assigned(text: string, tokens: readonly Token[]): readonly string[] {
  const columns: string[] = []
  let depth = 0
  let isTarget = true
  for (const token of tokens) {
    const mark = symbolOf(text, token)
    depth += depthChange(text, token)
    if (depth === 0 && mark === ',') isTarget = true
    else if (depth === 0 && mark === '=') isTarget = false
    else if (isTarget) {
      const name = nameOf(text, token)
      if (name !== null) columns.push(name)
    }
  }
  return columns
}
