import { quoteIdentifier } from '../parse/names.ts'
import type { Table } from './catalog.ts'
import { strictCursor } from './clause-cursor.ts'
import { readKey } from './constraint-text.ts'
import { keyPart } from './constraints.ts'
import { laidOut } from './fragment.ts'

/** `CREATE UNIQUE INDEX i ON users (lower(email), id DESC) WHERE age > 17`. */
export function indexDefinition(sql: string, table: Table | undefined): string {
  const cursor = strictCursor(sql)
  cursor.skipWords('create')
  const unique = cursor.skipWords('unique') ? 'UNIQUE ' : ''
  cursor.skipWords('index')
  const name = quoteIdentifier(cursor.takeName())
  cursor.skipWords('on')
  const on = quoteIdentifier(cursor.takeName())
  const parts = readKey(cursor.takeGroupText()).parts.map(part => keyPart(part, table))
  const where = cursor.peek() === null ? '' : ` ${laidOut(cursor.takeRest())}`
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
  const cursor = strictCursor(sql)
  cursor.skipWords('create', 'virtual', 'table')
  cursor.takeName()
  cursor.skipWords('using')
  const module = cursor.takeName()
  const given = cursor.peek() === null ? '' : laidOut(cursor.takeGroupText())
  return { module, arguments: given === '' ? null : given }
}

function behindName(sql: string, kind: string): string {
  const cursor = strictCursor(sql)
  cursor.skipWords('create', kind)
  cursor.takeName()
  return laidOut(cursor.takeRest())
}
