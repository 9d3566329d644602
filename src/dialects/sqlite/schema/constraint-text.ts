import { cursorOf, nameOf, partsOf, textOf } from '../parse/cursor.ts'
import { type Token, tokensOf, wordOf } from '../parse/lexer.ts'
import type { Clause } from '../parse/table-definition.ts'
import { type ClauseCursor, readDeferral, readOnConflict } from './clause-cursor.ts'

/** One column, or in an index an expression, of a key. */
export interface KeyPart {
  /** As written. */
  readonly text: string
  readonly collation: string | null
  readonly descending: boolean
}

/** What a row must hold, as the CREATE statement has it. */
export type ConstraintText =
  | {
      readonly type: 'PRIMARY KEY' | 'UNIQUE'
      readonly name: string | null
      readonly key: readonly KeyPart[]
      readonly autoincrement: boolean
      readonly onConflict: string | null
    }
  | { readonly type: 'CHECK'; readonly name: string | null; readonly expression: string }
  | {
      readonly type: 'FOREIGN KEY'
      readonly name: string | null
      readonly columns: readonly string[]
      readonly parent: string
      /** Empty where the parent's primary key is meant. */
      readonly parentColumns: readonly string[]
      /** ON DELETE, ON UPDATE, MATCH and deferral in one order, what is so anyway left out. */
      readonly clauses: readonly string[]
    }

/** A constraint from its keyword on; `column` is the one with whose definition it stands. */
export function readConstraint(cursor: ClauseCursor, clause: Clause, column: string | null): ConstraintText {
  const { kind, name } = clause
  if (kind === 'check') {
    cursor.take()
    const expression = cursor.takeGroupText()
    readOnConflict(cursor)
    return { type: 'CHECK', name, expression }
  }
  if (kind === 'foreign-key') return readReference(cursor, name, column)
  const type = kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY'
  cursor.skipWords(...type.toLowerCase().split(' '))
  if (column === null) {
    const { parts, autoincrement } = readKey(cursor.takeGroupText())
    return { type, name, key: parts, autoincrement, onConflict: readOnConflict(cursor) }
  }
  const descending = cursor.skipWords('desc')
  if (!descending) cursor.skipWords('asc')
  const onConflict = readOnConflict(cursor)
  const autoincrement = cursor.skipWords('autoincrement')
  const text = `"${column.replaceAll('"', '""')}"`
  return { type, name, key: [{ text, collation: null, descending }], autoincrement, onConflict }
}

/** The parts of a list of columns or expressions; AUTOINCREMENT may stand behind the last. */
export function readKey(list: string): {
  readonly parts: readonly KeyPart[]
  readonly autoincrement: boolean
} {
  const tokens = tokensOf(list)
  const autoincrement = wordOf(list, tokens.at(-1)) === 'autoincrement'
  const parts = partsOf(list, autoincrement ? tokens.slice(0, -1) : tokens)
  return { parts: parts.map(part => readKeyPart(list, part)), autoincrement }
}

/** `a COLLATE nocase DESC`: what comes last belongs to the part, all before it to the expression. */
function readKeyPart(list: string, tokens: readonly Token[]): KeyPart {
  const direction = wordOf(list, tokens.at(-1))
  const hasDirection = tokens.length > 1 && (direction === 'asc' || direction === 'desc')
  const rest = hasDirection ? tokens.slice(0, -1) : tokens
  const hasCollation = rest.length > 2 && wordOf(list, rest.at(-2)) === 'collate'
  return {
    text: textOf(list, hasCollation ? rest.slice(0, -2) : rest),
    collation: hasCollation ? nameOf(list, rest.at(-1)) : null,
    descending: hasDirection && direction === 'desc',
  }
}

function readReference(cursor: ClauseCursor, name: string | null, column: string | null): ConstraintText {
  const columns = cursor.skipWords('foreign', 'key') ? namesIn(cursor.takeGroupText()) : [column ?? '']
  cursor.skipWords('references')
  const parent = cursor.takeName()
  const parentColumns = cursor.symbol() === '(' ? namesIn(cursor.takeGroupText()) : []
  const found = new Map<string, string>()
  for (;;) {
    const deferral = readDeferral(cursor)
    if (deferral !== null) found.set('', deferral)
    else if (cursor.skipWords('on', 'delete')) found.set('ON DELETE', readAction(cursor))
    else if (cursor.skipWords('on', 'update')) found.set('ON UPDATE', readAction(cursor))
    else if (cursor.skipWords('on', 'insert')) readAction(cursor)
    else if (cursor.skipWords('match')) found.set('MATCH', cursor.takeName().toUpperCase())
    else break
  }
  const clauses = ['ON DELETE', 'ON UPDATE', 'MATCH', ''].flatMap(clause => {
    const value = found.get(clause) ?? ''
    return value === '' || value === 'NO ACTION' ? [] : [`${clause} ${value}`.trim()]
  })
  return { type: 'FOREIGN KEY', name, columns, parent, parentColumns, clauses }
}

function readAction(cursor: ClauseCursor): string {
  const first = cursor.takeName().toUpperCase()
  return first === 'SET' || first === 'NO' ? `${first} ${cursor.takeName().toUpperCase()}` : first
}

/** The reference with another deferral; any other constraint as it is. */
export function deferred(constraint: ConstraintText, deferral: string): ConstraintText {
  if (constraint.type !== 'FOREIGN KEY') return constraint
  const clauses = constraint.clauses.filter(clause => !clause.startsWith('DEFERRABLE'))
  return { ...constraint, clauses: deferral === '' ? clauses : [...clauses, deferral] }
}

function namesIn(list: string): readonly string[] {
  return partsOf(list, tokensOf(list)).map(part => cursorOf(textOf(list, part)).takeName())
}
