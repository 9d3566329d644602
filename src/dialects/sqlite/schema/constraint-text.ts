import { Cursor } from './cursor.ts'

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

export function startsTableConstraint(cursor: Cursor): boolean {
  return ['constraint', 'primary', 'unique', 'check', 'foreign'].includes(cursor.word())
}

/**
 * The constraint that comes next; `null` where a name stands for none, as SQLite lets it. `column` is the one with
 * whose definition it stands.
 */
export function readConstraint(
  cursor: Cursor,
  column: string | null,
  given: string | null = null,
): ConstraintText | null {
  let name = given
  while (cursor.accept('constraint')) name = cursor.name()
  if (cursor.accept('primary', 'key')) return readKey(cursor, 'PRIMARY KEY', name, column)
  if (cursor.accept('unique')) return readKey(cursor, 'UNIQUE', name, column)
  if (cursor.accept('check')) {
    const expression = cursor.group()
    onConflict(cursor)
    return { type: 'CHECK', name, expression }
  }
  if (column !== null && cursor.accept('references')) return readReference(cursor, name, [column])
  if (column === null && cursor.accept('foreign', 'key')) {
    const columns = namesIn(cursor.group())
    if (!cursor.accept('references')) throw cursor.unexpected()
    return readReference(cursor, name, columns)
  }
  if (name !== null && (column !== null || cursor.symbol(')') || cursor.symbol(','))) return null
  throw cursor.unexpected()
}

function readKey(
  cursor: Cursor,
  type: 'PRIMARY KEY' | 'UNIQUE',
  name: string | null,
  column: string | null,
): ConstraintText {
  if (column === null) {
    const list = new Cursor(cursor.group())
    const key = readKeyParts(list)
    const autoincrement = list.accept('autoincrement')
    return { type, name, key, autoincrement, onConflict: onConflict(cursor) }
  }
  const descending = cursor.accept('desc')
  if (!descending) cursor.accept('asc')
  const conflict = onConflict(cursor)
  const autoincrement = cursor.accept('autoincrement')
  const text = `"${column.replaceAll('"', '""')}"`
  return { type, name, key: [{ text, collation: null, descending }], autoincrement, onConflict: conflict }
}

/** The parts of a list of columns or expressions, up to its end or an AUTOINCREMENT. */
export function readKeyParts(cursor: Cursor): readonly KeyPart[] {
  const parts: KeyPart[] = []
  do {
    const start = cursor.start
    let end = start
    while (!cursor.done && !cursor.symbol(',') && !atKeyEnd(cursor)) {
      if (cursor.symbol('(')) cursor.group()
      else cursor.next()
      end = cursor.lastEnd
    }
    const collation = cursor.accept('collate') ? cursor.name() : null
    const descending = cursor.accept('desc')
    if (!descending) cursor.accept('asc')
    parts.push({ text: cursor.text.slice(start, end), collation, descending })
  } while (cursor.acceptSymbol(','))
  return parts
}

/** `a COLLATE nocase DESC`: what comes last belongs to the part, all before it to the expression. */
function atKeyEnd(cursor: Cursor): boolean {
  const word = cursor.word()
  if (word === 'asc' || word === 'desc' || word === 'autoincrement') return true
  return word === 'collate' && cursor.endsPart(2)
}

function readReference(cursor: Cursor, name: string | null, columns: readonly string[]): ConstraintText {
  const parent = cursor.name()
  const parentColumns = cursor.symbol('(') ? namesIn(cursor.group()) : []
  const found = new Map<string, string>()
  for (;;) {
    if (cursor.accept('on', 'delete')) found.set('ON DELETE', readAction(cursor))
    else if (cursor.accept('on', 'update')) found.set('ON UPDATE', readAction(cursor))
    else if (cursor.accept('on', 'insert')) readAction(cursor)
    else if (cursor.accept('match')) found.set('MATCH', cursor.next().toUpperCase())
    else if (isDeferral(cursor)) found.set('', readDeferral(cursor))
    else break
  }
  const clauses = ['ON DELETE', 'ON UPDATE', 'MATCH', ''].flatMap(clause => {
    const value = found.get(clause) ?? ''
    return value === '' || value === 'NO ACTION' ? [] : [`${clause} ${value}`.trim()]
  })
  return { type: 'FOREIGN KEY', name, columns, parent, parentColumns, clauses }
}

function readAction(cursor: Cursor): string {
  const first = cursor.next().toUpperCase()
  return first === 'SET' || first === 'NO' ? `${first} ${cursor.next().toUpperCase()}` : first
}

export function isDeferral(cursor: Cursor): boolean {
  return cursor.word() === 'deferrable' || (cursor.word() === 'not' && cursor.word(1) === 'deferrable')
}

/** The empty string where nothing is deferred: only one of the forms does it. */
export function readDeferral(cursor: Cursor): string {
  const not = cursor.accept('not')
  cursor.accept('deferrable')
  const late = cursor.accept('initially') && cursor.next().toLowerCase() === 'deferred'
  return !not && late ? 'DEFERRABLE INITIALLY DEFERRED' : ''
}

/** The reference with another deferral; any other constraint as it is. */
export function deferred(constraint: ConstraintText, deferral: string): ConstraintText {
  if (constraint.type !== 'FOREIGN KEY') return constraint
  const clauses = constraint.clauses.filter(clause => !clause.startsWith('DEFERRABLE'))
  return { ...constraint, clauses: deferral === '' ? clauses : [...clauses, deferral] }
}

/** `null` for ABORT, which is what happens anyway. */
export function onConflict(cursor: Cursor): string | null {
  if (!cursor.accept('on', 'conflict')) return null
  const what = cursor.next().toUpperCase()
  return what === 'ABORT' ? null : what
}

function namesIn(list: string): readonly string[] {
  const cursor = new Cursor(list)
  const names = [cursor.name()]
  while (cursor.acceptSymbol(',')) names.push(cursor.name())
  return names
}
