import type { Operation } from '../../../model/operation.ts'
import { addColumn } from './column-operations.ts'
import { constraintOperation } from './constraint-operations.ts'
import type { Cursor } from './cursor.ts'
import type { Token } from './lexer.ts'
import { nameText, type ObjectName, type Temporary, takeObject } from './objects.ts'
import { clausesOf, startsTableConstraint } from './table-definition.ts'

/** ALTER TABLE, which does one thing at a time. */
export function alterTable(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  if (!cursor.skipWords('alter', 'table')) return []
  const object = takeObject(cursor, temporary)
  const table = nameText(object)
  if (cursor.skipWords('rename')) return [rename(cursor, object)]
  if (cursor.skipWords('add')) return add(cursor, object)
  if (cursor.skipWords('drop', 'constraint'))
    return [{ kind: 'drop-constraint', table, constraint: cursor.takeName(), cascade: false }]
  if (cursor.skipWords('drop')) {
    cursor.skipWords('column')
    return [{ kind: 'drop-column', table, column: cursor.takeName(), cascade: false }]
  }
  if (!cursor.skipWords('alter')) return []
  cursor.skipWords('column')
  const column = cursor.takeName()
  if (cursor.skipWords('set', 'not', 'null')) return [{ kind: 'set-not-null', table, column }]
  if (cursor.skipWords('drop', 'not', 'null')) return [{ kind: 'drop-not-null', table, column }]
  return [{ kind: 'alter-table', table, detail: 'alter column' }]
}

function rename(cursor: Cursor, object: ObjectName): Operation {
  const table = nameText(object)
  if (cursor.skipWords('to'))
    return { kind: 'rename-table', table, to: nameText({ ...object, name: cursor.takeName() }) }
  cursor.skipWords('column')
  const column = cursor.takeName()
  cursor.skipWords('to')
  return { kind: 'rename-column', table, column, to: cursor.takeName() }
}

function add(cursor: Cursor, table: ObjectName): readonly Operation[] {
  if (startsTableConstraint(cursor.text, cursor.peek()))
    return clausesOf(cursor.text, restOf(cursor)).flatMap(
      clause => constraintOperation(cursor.text, table, clause) ?? [],
    )
  cursor.skipWords('column')
  return addColumn(cursor.text, table, restOf(cursor))
}

function restOf(cursor: Cursor): readonly Token[] {
  const tokens: Token[] = []
  for (let token = cursor.take(); token !== null; token = cursor.take()) tokens.push(token)
  return tokens
}
