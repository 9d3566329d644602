import type { Operation } from '../../../model/operation.ts'
import { alterTable } from './alter-operations.ts'
import { type Cursor, cursorOf } from './cursor.ts'
import { create, drop } from './object-operations.ts'
import type { Temporary } from './objects.ts'
import { insert, remove, skipWith, update } from './row-operations.ts'
import { pragma, reindex, transaction, vacuum } from './session-operations.ts'

type Reader = (cursor: Cursor, temporary: Temporary) => readonly Operation[]

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    create,
    drop,
    alter: alterTable,
    insert,
    replace: insert,
    update,
    delete: remove,
    with: (cursor, temporary) => {
      skipWith(cursor)
      return cursor.word() === 'with' ? [] : read(cursor, temporary)
    },
    begin: transaction,
    commit: transaction,
    end: transaction,
    rollback: transaction,
    savepoint: transaction,
    release: transaction,
    pragma,
    reindex,
    vacuum,
  }),
)

/**
 * What a statement does by its text, in words that no dialect owns; at least one operation. SQLite's grammar is small,
 * and the words at the beginning say it. The engine judges later whether the text is a statement at all.
 */
export function operationsOf(sql: string, temporary: Temporary): readonly Operation[] {
  return read(cursorOf(sql), temporary)
}

function read(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  const word = cursor.word()
  const operations = readers.get(word)?.(cursor, temporary) ?? []
  return operations.length > 0 ? operations : [{ kind: 'other', what: word === 'values' ? 'select' : word }]
}
