import type { Segment } from '../../../model/deploy.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { callsProcedure, cannotRunInTransaction, endsTransactionInside } from '../parse/facts.ts'
import { blockAround } from '../trace/transactions.ts'
import { recoveryOf } from './interrupted.ts'

/**
 * The parts of a migration's up. A transaction is one part with all that is in it, be it the runner's or the author's;
 * what no transaction can hold is a part of its own. Without a transaction around the file every statement is one:
 * alone it commits by itself, so that a transaction of its own changes nothing but that the journal can be in it.
 */
export function segmentsOf(parsed: ParsedMigration): readonly Segment[] {
  if (parsed.transaction === 'authored') return authored(parsed.up)
  switch (blockAround(parsed)) {
    case 'always':
      return parsed.up.length === 0 ? [] : [inTransaction(parsed.up)]
    case 'where-possible':
      return together(parsed.up)
    case 'never':
      return parsed.up.map(byItself)
  }
}

const ours = 'BEGIN'

function inTransaction(statements: readonly Statement[], begin = ours): Segment {
  return { kind: 'transaction', begin, statements }
}

function alone(statement: Statement): Segment {
  return { kind: 'alone', statements: [statement], recovery: recoveryOf(statement) }
}

function byItself(statement: Statement): Segment {
  const commitsInside = callsProcedure(statement) || endsTransactionInside(statement)
  return commitsInside || cannotRunInTransaction(statement) !== null
    ? alone(statement)
    : inTransaction([statement])
}

/** What stands between lone statements shares a transaction. */
function together(statements: readonly Statement[]): readonly Segment[] {
  const segments: Segment[] = []
  let open: Statement[] = []
  for (const statement of statements) {
    if (cannotRunInTransaction(statement) === null) {
      open.push(statement)
      continue
    }
    if (open.length > 0) segments.push(inTransaction(open))
    open = []
    segments.push(alone(statement))
  }
  return open.length > 0 ? [...segments, inTransaction(open)] : segments
}

/** The author's own transactions, as long as each BEGIN has its COMMIT; else the file as it stands. */
function authored(statements: readonly Statement[]): readonly Segment[] {
  const segments: Segment[] = []
  let open: { readonly begin: Statement; readonly statements: Statement[] } | null = null
  for (const statement of statements) {
    const verb = controlOf(statement)
    if (verb === null) {
      if (open === null) segments.push(byItself(statement))
      else open.statements.push(statement)
    } else if (verb === 'begin' && open === null) open = { begin: statement, statements: [] }
    else if (verb === 'commit' && open !== null && !isChained(statement)) {
      if (open.statements.length > 0) segments.push(inTransaction(open.statements, open.begin.sql))
      open = null
    } else if (open !== null && insideOnly.includes(verb)) open.statements.push(statement)
    else return [{ kind: 'as-authored', statements, recovery: 'ask' }]
  }
  return open === null ? segments : [{ kind: 'as-authored', statements, recovery: 'ask' }]
}

const insideOnly: readonly string[] = ['savepoint', 'release', 'rollback-to']

function controlOf({ operations: [first] }: Statement): string | null {
  return first?.kind === 'transaction' ? first.verb : null
}

/** COMMIT AND CHAIN opens the next one. */
function isChained({ sql }: Statement): boolean {
  return /\bchain\b/i.test(sql) && !/\bno\s+chain\b/i.test(sql)
}
