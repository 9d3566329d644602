import {
  type ConstraintText,
  deferred,
  isDeferral,
  onConflict,
  readConstraint,
  readDeferral,
  startsTableConstraint,
} from './constraint-text.ts'
import { Cursor } from './cursor.ts'

/** A column as its table's CREATE statement has it. The pragmas do not tell all of this. */
export interface ColumnText {
  readonly name: string
  /** Its whole definition as written, fit for ADD COLUMN. */
  readonly source: string
  readonly notNull: { readonly name: string | null; readonly onConflict: string | null } | null
  readonly collation: string | null
  /** As written, with its parentheses. */
  readonly default: string | null
  readonly generated: { readonly expression: string; readonly stored: boolean } | null
  /** Those that stand with the column: what they are of is this column. */
  readonly constraints: readonly ConstraintText[]
}

export interface TableText {
  readonly columns: readonly ColumnText[]
  readonly constraints: readonly ConstraintText[]
  /** Where the name of the table stands in the text. */
  readonly nameStart: number
  readonly nameEnd: number
}

/**
 * Reads a CREATE TABLE statement as `sqlite_schema` holds it: one that the engine has accepted, also after its
 * ALTERs, beginning with `CREATE TABLE` and the bare name. @throws Error where it cannot be read.
 */
export function readTableText(sql: string): TableText {
  const cursor = new Cursor(sql)
  if (!cursor.accept('create', 'table')) throw cursor.unexpected()
  const nameStart = cursor.start
  cursor.name()
  const nameEnd = cursor.lastEnd
  cursor.expectSymbol('(')
  const columns: ColumnText[] = []
  const constraints: ConstraintText[] = []
  do {
    if (startsTableConstraint(cursor)) break
    columns.push(readColumn(cursor))
  } while (cursor.acceptSymbol(','))
  // The commas between them may be left out.
  while (!cursor.acceptSymbol(')')) {
    const constraint = readConstraint(cursor, null)
    if (constraint !== null) constraints.push(constraint)
    cursor.acceptSymbol(',')
  }
  return { columns, constraints, nameStart, nameEnd }
}

function readColumn(cursor: Cursor): ColumnText {
  const start = cursor.start
  const name = cursor.name()
  skipType(cursor)
  const column: { -readonly [K in keyof ColumnText]: ColumnText[K] } = {
    name,
    source: '',
    notNull: null,
    collation: null,
    default: null,
    generated: null,
    constraints: [],
  }
  while (!cursor.symbol(',') && !cursor.symbol(')')) {
    // A name of the clause that follows; only those that can be violated keep it.
    let constraintName: string | null = null
    while (cursor.accept('constraint')) constraintName = cursor.name()
    if (cursor.accept('default')) column.default = readDefault(cursor)
    else if (cursor.accept('collate')) column.collation = cursor.name()
    else if (cursor.accept('not', 'null'))
      column.notNull = { name: constraintName, onConflict: onConflict(cursor) }
    else if (cursor.accept('null')) onConflict(cursor)
    else if (cursor.accept('generated', 'always', 'as') || cursor.accept('as'))
      column.generated = readGenerated(cursor)
    else if (isDeferral(cursor)) {
      // After other clauses it still means the reference.
      const deferral = readDeferral(cursor)
      column.constraints = column.constraints.map(constraint => deferred(constraint, deferral))
    } else {
      const constraint = readConstraint(cursor, name, constraintName)
      if (constraint !== null) column.constraints = [...column.constraints, constraint]
      else if (constraintName === null) throw cursor.unexpected()
    }
  }
  column.source = cursor.text.slice(start, cursor.lastEnd)
  return column
}

const afterType: ReadonlySet<string> = new Set([
  'constraint',
  'primary',
  'not',
  'null',
  'unique',
  'check',
  'default',
  'collate',
  'references',
  'as',
])

/** The type itself is told by the engine. */
function skipType(cursor: Cursor): void {
  while (!cursor.symbol(',') && !cursor.symbol(')')) {
    const word = cursor.word()
    if (afterType.has(word) || (word === 'generated' && cursor.word(1) === 'always')) return
    if (cursor.symbol('(')) cursor.group()
    else cursor.next()
  }
}

function readDefault(cursor: Cursor): string {
  const start = cursor.start
  if (cursor.symbol('(')) cursor.group()
  else {
    const sign = cursor.symbol('-') || cursor.symbol('+')
    cursor.next()
    if (sign) cursor.next()
  }
  return cursor.text.slice(start, cursor.lastEnd)
}

function readGenerated(cursor: Cursor): ColumnText['generated'] {
  const expression = cursor.group()
  const stored = cursor.accept('stored')
  if (!stored) cursor.accept('virtual')
  return { expression, stored }
}
