import { quoteIdentifier } from '../parse/names.ts'
import type { Table } from './catalog.ts'
import { readKeyParts } from './constraint-text.ts'
import { keyPart } from './constraints.ts'
import { Cursor } from './cursor.ts'
import { laidOut } from './fragment.ts'

/** `CREATE UNIQUE INDEX i ON users (lower(email), id DESC) WHERE age > 17`. */
export function indexDefinition(sql: string, table: Table | undefined): string {
  const cursor = new Cursor(sql)
  cursor.accept('create')
  const unique = cursor.accept('unique') ? 'UNIQUE ' : ''
  cursor.accept('index')
  const name = quoteIdentifier(cursor.name())
  cursor.accept('on')
  const on = quoteIdentifier(cursor.name())
  const parts = readKeyParts(new Cursor(cursor.group())).map(part => keyPart(part, table))
  const where = cursor.done ? '' : ` ${laidOut(cursor.rest())}`
  return `CREATE ${unique}INDEX ${name} ON ${on} (${parts.join(', ')})${where}`
}

/** `(id, email) AS SELECT …`, from behind the name. */
export function viewDefinition(sql: string): string {
  return behindName(sql, 'view')
}

/** `AFTER INSERT ON users BEGIN … END`; a BEFORE that is not written is what is meant anyway. */
export function triggerDefinition(sql: string): string {
  const text = behindName(sql, 'trigger')
  return /^(?:before|after|instead)\b/i.test(text) ? text : `BEFORE ${text}`
}

/** The module and what it is given, which only the module can read. */
export function virtualTableParts(sql: string): {
  readonly module: string
  readonly arguments: string | null
} {
  const cursor = new Cursor(sql)
  cursor.accept('create', 'virtual', 'table')
  cursor.name()
  cursor.accept('using')
  const module = cursor.name()
  const given = cursor.done ? '' : laidOut(cursor.group())
  return { module, arguments: given === '' ? null : given }
}

function behindName(sql: string, kind: string): string {
  const cursor = new Cursor(sql)
  cursor.accept('create', kind)
  cursor.name()
  return laidOut(cursor.rest())
}
