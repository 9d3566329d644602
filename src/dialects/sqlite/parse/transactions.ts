import type { Migration, TransactionForm } from '../../../model/migration.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { cursorOf } from './cursor.ts'
import { folded } from './names.ts'

/**
 * What the author wrote beats the format, but no other tool: that begins its transaction whatever the file says, and
 * inside of it a BEGIN fails and a COMMIT ends it. SQLite puts no transaction around a text of several statements, so
 * such a text is like one without. Our own runner opens none for a file of nothing but lone statements.
 */
export function transactionForm(
  { transaction, runner }: Migration,
  statements: readonly Statement[],
): TransactionForm {
  const form = transaction === 'single-string' ? 'none' : transaction
  if (form === 'wrapped' && runner === 'theirs') return form
  if (hasOwnTransaction(statements, form)) return 'authored'
  const lone =
    statements.length > 0 && statements.every(statement => cannotRunInTransaction(statement) !== null)
  return form === 'wrapped' && lone ? 'none' : form
}

/** Where nothing is around a SAVEPOINT, it begins a transaction. */
function hasOwnTransaction(statements: readonly Statement[], form: TransactionForm): boolean {
  const own = ['begin', 'commit', 'rollback', ...(form === 'none' ? ['savepoint'] : [])]
  return statements.some(statement => own.includes(verbOf(statement) ?? ''))
}

/** For each statement whether it runs inside a transaction, by the text alone. */
export function inTransaction(parsed: ParsedMigration): readonly boolean[] {
  const { transaction, up, migration } = parsed
  const wrapped = transaction === 'wrapped'
  if (wrapped && migration.runner === 'ours') return standsOutside(parsed).map(outside => !outside)
  const open: string[] = wrapped ? [begun] : []
  return up.map(statement => {
    const before = open.length > 0
    follow(open, statement)
    return before || open.length > 0
  })
}

/**
 * For each statement whether our own runner sends it outside of the transaction that it puts around a file: what
 * cannot be in one, and settings at the head and at the end, which inside of one may do nothing.
 */
export function standsOutside({ migration, transaction, up }: ParsedMigration): readonly boolean[] {
  if (transaction !== 'wrapped' || migration.runner === 'theirs') return up.map(() => false)
  const first = up.findIndex(statement => !isSetting(statement))
  const last = up.findLastIndex(statement => !isSetting(statement))
  return up.map((statement, place) => {
    const atAnEnd = first === -1 || place < first || place > last
    return atAnEnd || cannotRunInTransaction(statement) !== null
  })
}

function isSetting({ operations: [operation] }: Statement): boolean {
  return operation?.kind === 'set'
}

/** No savepoint has this name: it is not folded. */
const begun = 'BEGIN'

/** Keeps what holds a transaction open, outermost first (BEGIN, then savepoints by name), in step with a statement. */
function follow(open: string[], statement: Statement): void {
  switch (verbOf(statement)) {
    case 'begin':
      if (open.length === 0) open.push(begun)
      break
    case 'commit':
    case 'rollback':
      open.length = 0
      break
    case 'savepoint':
      open.push(savepointName(statement))
      break
    case 'release': {
      const at = open.lastIndexOf(savepointName(statement))
      if (at !== -1) open.length = at
      break
    }
    default:
  }
}

/** What SQLite refuses inside a transaction, in a few words; null for all else. */
export function cannotRunInTransaction({ operations: [operation] }: Statement): string | null {
  return operation?.kind === 'other' && operation.what.startsWith('vacuum') ? 'VACUUM' : null
}

function verbOf({ operations: [operation] }: Statement): string | null {
  return operation?.kind === 'transaction' ? operation.verb : null
}

/** The name behind SAVEPOINT, RELEASE and ROLLBACK TO, folded; empty for any other statement. */
function savepointName({ sql }: Statement): string {
  const cursor = cursorOf(sql)
  const verb = cursor.word()
  cursor.take()
  cursor.skipWords('transaction')
  const isNamed =
    verb === 'savepoint' || verb === 'release' || (verb === 'rollback' && cursor.skipWords('to'))
  if (!isNamed) return ''
  if (verb !== 'savepoint') cursor.skipWords('savepoint')
  return folded(cursor.takeName())
}
