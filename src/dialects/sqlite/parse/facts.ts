import type { Statement } from '../../../model/statement.ts'
import { nameOf } from './cursor.ts'
import { nextToken } from './lexer.ts'
import { folded, isKeyword } from './names.ts'

export { isNoOp } from './no-op.ts'
export { cannotRunInTransaction, inTransaction, standsOutside, transactionForm } from './transactions.ts'

/** BEGIN, COMMIT, END, ROLLBACK, SAVEPOINT and RELEASE: statements that only steer the transaction. */
export function isTransactionControl({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'transaction')
}

/** Whether a statement turns the enforcement of foreign keys on or off; null for one that does neither. */
export function setsForeignKeys({ operations: [operation] }: Statement): boolean | null {
  if (operation?.kind !== 'set' || operation.name !== 'foreign_keys') return null
  return isOn(operation.value ?? '')
}

/** As `sqlite3GetBoolean` reads a pragma's value: a number counts by its lowest byte, and any other word is off. */
function isOn(value: string): boolean {
  if (!/^\d/.test(value)) return ['on', 'yes', 'true'].includes(folded(value))
  const number = Number.parseInt(value, /^0x/i.test(value) ? 16 : 10)
  return number <= 0x7fff_ffff && number % 256 !== 0
}

/** A longer one is a text and no name. */
const longestName = 200

/**
 * The folded names of everything that a statement mentions, whatever it is: tables, columns, indexes, triggers.
 * It names too many rather than too few: names in the bodies of triggers and strings count.
 */
export function mentionedNames({ sql }: Statement): ReadonlySet<string> {
  const names = new Set<string>()
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    if (token.end - token.start > longestName) continue
    const name = folded(nameOf(sql, token) ?? '')
    if (name !== '' && (token.kind !== 'word' || !isKeyword(name))) names.add(name)
  }
  return names
}
