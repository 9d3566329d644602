import type { Operation } from '../../../model/operation.ts'
import { columnConstraints, constraintOperation } from './constraint-operations.ts'
import { type Cursor, nameOf, partsOf } from './cursor.ts'
import { type Token, wordOf } from './lexer.ts'
import { nameText, type Temporary, takeIndexOn, takeNewObject, takeObject } from './objects.ts'
import { tableDefinition } from './table-definition.ts'

/** CREATE of everything there is. */
export function create(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  cursor.skipWords('create')
  const isTemporary = cursor.skipWords('temp') || cursor.skipWords('temporary')
  if (cursor.skipWords('table')) return createTable(cursor, isTemporary)
  const unique = cursor.skipWords('unique')
  if (cursor.skipWords('index')) return createIndex(cursor, unique, temporary)
  for (const object of ['view', 'trigger', 'virtual table'] as const)
    if (cursor.skipWords(...object.split(' '))) {
      cursor.skipWords('if', 'not', 'exists')
      return [{ kind: 'create', object, name: nameText(takeNewObject(cursor, isTemporary)) }]
    }
  return []
}

function createTable(cursor: Cursor, isTemporary: boolean): readonly Operation[] {
  const ifNotExists = cursor.skipWords('if', 'not', 'exists')
  const object = takeNewObject(cursor, isTemporary)
  const table = nameText(object)
  const { text } = cursor
  const definition = cursor.takeGroup() ?? []
  const { columns, constraints } = tableDefinition(text, definition)
  const names = columns.map(({ name }) => name)
  return [
    { kind: 'create-table', table, ifNotExists },
    ...(cursor.word() === 'as' ? [rowsOfQuery(table)] : []),
    ...columns.flatMap(column => columnConstraints(text, object, column)),
    ...constraints.flatMap(clause => constraintOperation(text, object, clause, names) ?? []),
  ]
}

/** CREATE TABLE … AS SELECT. */
function rowsOfQuery(table: string): Operation {
  return { kind: 'write-rows', verb: 'insert', table, columns: [], filtered: true, source: 'query' }
}

function createIndex(cursor: Cursor, unique: boolean, temporary: Temporary): readonly Operation[] {
  const ifNotExists = cursor.skipWords('if', 'not', 'exists')
  const { index, table } = takeIndexOn(cursor, temporary)
  const parts = partsOf(cursor.text, cursor.takeGroup() ?? [])
  return [
    {
      kind: 'create-index',
      table: nameText(table),
      index: nameText(index),
      columns: parts.map(part => indexedColumn(cursor.text, part) ?? '(expression)'),
      unique,
      only: false,
      concurrently: false,
      ifNotExists,
    },
  ]
}

/** The column that a part of an index is, with or without COLLATE and DESC; null for an expression. */
function indexedColumn(text: string, [first, second]: readonly Token[]): string | null {
  const isColumn = second === undefined || ['collate', 'asc', 'desc'].includes(wordOf(text, second))
  return isColumn ? nameOf(text, first) : null
}

const dropped = ['table', 'index', 'view', 'trigger'] as const

/** DROP of everything there is. */
export function drop(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  cursor.skipWords('drop')
  const object = dropped.find(word => cursor.skipWords(word))
  if (object === undefined) return []
  const ifExists = cursor.skipWords('if', 'exists')
  const name = nameText(takeObject(cursor, temporary))
  if (object === 'table') return [{ kind: 'drop-table', table: name, cascade: false }]
  if (object === 'index')
    return [{ kind: 'drop-index', index: name, concurrently: false, ifExists, cascade: false }]
  return [{ kind: 'drop', object, name, cascade: false }]
}
