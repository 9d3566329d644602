import { cursorOf, partsOf, textOf } from '../parse/cursor.ts'
import type { Token } from '../parse/lexer.ts'
import { type Clause, clausesOf, columnDefinition, startsTableConstraint } from '../parse/table-definition.ts'
import { type ClauseCursor, clauseCursor, readDeferral, readOnConflict } from './clause-cursor.ts'
import { type ConstraintText, deferred, readConstraint } from './constraint-text.ts'

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
 * ALTERs, beginning with `CREATE TABLE` and the bare name. @throws Error where anything of it cannot be read.
 */
export function readTableText(sql: string): TableText {
  const cursor = cursorOf(sql)
  const name = cursor.skipWords('create', 'table') ? cursor.take() : null
  const inside = cursor.takeGroup()
  if (name === null || inside === null) throw new Error(`cannot read ${sql.slice(0, 200)}`)
  const columns: ColumnText[] = []
  const constraints: ConstraintText[] = []
  for (const part of partsOf(sql, inside)) {
    if (!startsTableConstraint(sql, part[0])) columns.push(readColumn(sql, part))
    else constraints.push(...clausesOf(sql, part).map(clause => readTableConstraint(sql, clause)))
  }
  return { columns, constraints, nameStart: name.start, nameEnd: name.end }
}

function readTableConstraint(sql: string, clause: Clause): ConstraintText {
  const cursor = clauseCursor(sql, clause)
  const constraint = readConstraint(cursor, clause, null)
  cursor.expectEnd()
  return constraint
}

type Draft = { -readonly [K in keyof ColumnText]: ColumnText[K] }

function readColumn(sql: string, tokens: readonly Token[]): ColumnText {
  const { name, clauses } = columnDefinition(sql, tokens)
  const column: Draft = {
    name,
    source: textOf(sql, tokens),
    notNull: null,
    collation: null,
    default: null,
    generated: null,
    constraints: [],
  }
  for (const clause of clauses) {
    const cursor = clauseCursor(sql, clause)
    readClause(column, cursor, clause)
    // Behind other clauses it still means the reference.
    const deferral = readDeferral(cursor)
    if (deferral !== null) column.constraints = column.constraints.map(one => deferred(one, deferral))
    cursor.expectEnd()
  }
  return column
}

function readClause(column: Draft, cursor: ClauseCursor, clause: Clause): void {
  switch (clause.kind) {
    case 'default':
      cursor.take()
      column.default = cursor.takeRest()
      return
    case 'collate':
      cursor.take()
      column.collation = cursor.takeName()
      return
    case 'not-null':
      cursor.skipWords('not', 'null')
      column.notNull = { name: clause.name, onConflict: readOnConflict(cursor) }
      return
    case 'null':
      cursor.take()
      readOnConflict(cursor)
      return
    case 'generated':
      column.generated = readGenerated(cursor)
      return
    default:
      column.constraints = [...column.constraints, readConstraint(cursor, clause, column.name)]
  }
}

function readGenerated(cursor: ClauseCursor): ColumnText['generated'] {
  cursor.skipWords('generated', 'always')
  if (!cursor.skipWords('as')) {
    // The engine takes it for a part of the type.
    cursor.takeRest()
    return null
  }
  const expression = cursor.takeGroupText()
  const stored = cursor.skipWords('stored')
  if (!stored) cursor.skipWords('virtual')
  return { expression, stored }
}
