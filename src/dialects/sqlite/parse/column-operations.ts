import type { Operation } from '../../../model/operation.ts'
import { columnConstraints } from './constraint-operations.ts'
import { symbolOf, textOf } from './cursor.ts'
import { type Token, wordOf } from './lexer.ts'
import { isKeyword } from './names.ts'
import { nameText, type ObjectName } from './objects.ts'
import { type Clause, columnDefinition } from './table-definition.ts'

/** ADD COLUMN, and the constraints written behind it. */
export function addColumn(text: string, table: ObjectName, tokens: readonly Token[]): readonly Operation[] {
  const definition = columnDefinition(text, tokens)
  const { name, type, clauses } = definition
  const generated = clauses.find(({ kind }) => kind === 'generated')
  const given = clauses.find(({ kind }) => kind === 'default')
  const value = given === undefined || isNull(text, given) ? null : textOf(text, given.tokens.slice(1))
  return [
    {
      kind: 'add-column',
      table: nameText(table),
      column: name,
      type,
      notNull: clauses.some(({ kind }) => kind === 'not-null'),
      default: generated === undefined ? value : textOf(text, generated.tokens),
      values: generated === undefined ? (value === null ? 'null' : 'default') : storage(text, generated),
      calls: given === undefined ? [] : called(text, given.tokens),
    },
    ...columnConstraints(text, table, definition),
  ]
}

/** VIRTUAL unless said otherwise. */
function storage(text: string, { tokens }: Clause): 'stored' | 'virtual' {
  return wordOf(text, tokens.at(-1)) === 'stored' ? 'stored' : 'virtual'
}

function isNull(text: string, { tokens }: Clause): boolean {
  const value = tokens.slice(1).filter(token => !['(', ')'].includes(symbolOf(text, token)))
  return value.length === 1 && wordOf(text, value[0]) === 'null'
}

function called(text: string, tokens: readonly Token[]): readonly string[] {
  const names = tokens
    .filter((_, at) => symbolOf(text, tokens[at + 1]) === '(')
    .map(token => wordOf(text, token))
    .filter(word => word !== '' && !isKeyword(word))
  return [...new Set(names)]
}
