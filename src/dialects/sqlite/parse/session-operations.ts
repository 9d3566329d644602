import type { Operation } from '../../../model/operation.ts'
import { type Cursor, nameOf } from './cursor.ts'
import { folded, unquote } from './names.ts'
import { nameText, type Temporary, takeObject } from './objects.ts'

type TransactionVerb = Extract<Operation, { kind: 'transaction' }>['verb']

const verbs: Readonly<Record<string, TransactionVerb>> = {
  begin: 'begin',
  commit: 'commit',
  end: 'commit',
  rollback: 'rollback',
  savepoint: 'savepoint',
  release: 'release',
}

/** BEGIN, COMMIT, END, ROLLBACK [TO], SAVEPOINT and RELEASE. */
export function transaction(cursor: Cursor): readonly Operation[] {
  const verb = verbs[cursor.word()] ?? 'begin'
  cursor.take()
  cursor.skipWords('transaction')
  return [{ kind: 'transaction', verb: verb === 'rollback' && cursor.word() === 'to' ? 'rollback-to' : verb }]
}

/** Pragmas whose argument is a question and no value to be set. */
const questions: ReadonlySet<string> = new Set(
  (
    'foreign_key_check foreign_key_list incremental_vacuum index_info index_list index_xinfo integrity_check ' +
    'optimize quick_check table_info table_list table_xinfo wal_checkpoint'
  ).split(' '),
)

/** `PRAGMA name = value` and `PRAGMA name(value)` set; without a value a pragma asks. */
export function pragma(cursor: Cursor): readonly Operation[] {
  cursor.take()
  const name = folded(takePragmaName(cursor))
  const hasValue = cursor.skipSymbol('=') || cursor.skipSymbol('(')
  if (!hasValue || questions.has(name)) return [{ kind: 'other', what: `pragma ${name}` }]
  const sign = ['-', '+'].includes(cursor.symbol()) ? cursor.symbol() : ''
  if (sign !== '') cursor.take()
  const token = cursor.take()
  const written = token === null ? '' : cursor.text.slice(token.start, token.end)
  return [{ kind: 'set', name, value: sign + (nameOf(cursor.text, token) ?? unquote(written)), local: false }]
}

function takePragmaName(cursor: Cursor): string {
  const first = cursor.takeName()
  return cursor.skipSymbol('.') ? cursor.takeName() : first
}

/** REINDEX alone is for the whole database; else for an index, a table, or all indexes with a collation. */
export function reindex(cursor: Cursor, temporary: Temporary): readonly Operation[] {
  cursor.take()
  const target = cursor.peek() === null ? 'database' : nameText(takeObject(cursor, temporary))
  const scope = target === 'database' ? 'database' : null
  return [{ kind: 'reindex', scope, target, concurrently: false }]
}

/** VACUUM INTO writes a file. */
export function vacuum(cursor: Cursor): readonly Operation[] {
  cursor.take()
  if (cursor.word() !== 'into') cursor.takeName()
  return [{ kind: 'other', what: cursor.word() === 'into' ? 'vacuum into' : 'vacuum' }]
}
