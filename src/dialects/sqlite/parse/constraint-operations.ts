import type { Operation } from '../../../model/operation.ts'
import { depthChange, nameOf, partsOf, symbolOf, textOf } from './cursor.ts'
import { type Token, wordOf } from './lexer.ts'
import { folded, isKeyword, qualified } from './names.ts'
import { nameText, type ObjectName } from './objects.ts'
import type { Clause, ColumnDefinition } from './table-definition.ts'

type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

/**
 * A constraint of a table; null for a clause that is none. `columns` are those of the table, where the statement
 * tells them: what else a CHECK names is no column.
 */
export function constraintOperation(
  text: string,
  table: ObjectName,
  clause: Clause,
  columns?: readonly string[],
): AddConstraint | null {
  const { kind, name, tokens } = clause
  if (kind !== 'primary-key' && kind !== 'unique' && kind !== 'check' && kind !== 'foreign-key') return null
  const inside = firstGroup(text, tokens)
  return {
    kind: 'add-constraint',
    table: nameText(table),
    constraint: name,
    type: kind,
    columns: kind === 'check' ? namesIn(text, inside, columns) : listed(text, inside),
    references: parentOf(text, table, clause),
    definition: textOf(text, tokens),
    validated: true,
    usingIndex: false,
  }
}

/** The constraints written behind a column, NOT NULL apart: that one is a property of the column. */
export function columnConstraints(
  text: string,
  table: ObjectName,
  { name, clauses }: ColumnDefinition,
): readonly Operation[] {
  return clauses.flatMap(clause => {
    const operation = constraintOperation(text, table, clause)
    return operation === null ? [] : { ...operation, columns: [name] }
  })
}

/** The columns of a list: `(a, b collate nocase)`. */
function listed(text: string, inside: readonly Token[]): readonly string[] {
  return partsOf(text, inside).flatMap(part => nameOf(text, part[0]) ?? [])
}

/** What stands in the clause's first parentheses. */
function firstGroup(text: string, tokens: readonly Token[]): readonly Token[] {
  const open = tokens.findIndex(token => symbolOf(text, token) === '(')
  let depth = 0
  const close = tokens.findIndex((token, at) => {
    if (at >= open) depth += depthChange(text, token)
    return at > open && depth === 0
  })
  return open === -1 ? [] : tokens.slice(open + 1, close === -1 ? undefined : close)
}

/** A foreign key's parent is in the schema of its child, whatever is written. */
function parentOf(text: string, table: ObjectName, { kind, tokens }: Clause): string | null {
  if (kind !== 'foreign-key') return null
  const at = tokens.findIndex(token => wordOf(text, token) === 'references')
  const parent = at === -1 ? null : nameOf(text, tokens[at + 1])
  return parent === null ? null : qualified(table.schema, parent)
}

/** The columns that an expression names, each once. */
function namesIn(text: string, tokens: readonly Token[], columns?: readonly string[]): readonly string[] {
  const known = columns && new Map(columns.map(column => [folded(column), column]))
  const found = new Map<string, string>()
  for (const [at, token] of tokens.entries()) {
    const next = symbolOf(text, tokens[at + 1])
    if (token.kind === 'string' || next === '(' || next === '.' || isKeyword(wordOf(text, token))) continue
    if (['collate', 'as'].includes(wordOf(text, tokens[at - 1]))) continue
    const name = nameOf(text, token)
    if (name === null || (known !== undefined && !known.has(folded(name)))) continue
    found.set(folded(name), known?.get(folded(name)) ?? name)
  }
  return [...found.values()]
}
