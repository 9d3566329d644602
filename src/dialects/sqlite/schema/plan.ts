import type { PlannedDown } from '../../dialect.ts'
import { tokensOf } from '../parse/lexer.ts'
import { dotted, folded, quoteIdentifier } from '../parse/names.ts'
import { dropOrder, wouldHang, wouldReach } from './foreign-keys.ts'
import type { PlanFacts } from './plan-facts.ts'
import { rebuild, unusedName } from './rebuild.ts'
import { pairUp } from './table-pairs.ts'
import { stepsFor, unfilled } from './table-steps.ts'
import { textSteps } from './text-steps.ts'
import { virtualSteps } from './virtual-tables.ts'

/**
 * SQL that leads from one state to the other and keeps each row that can be kept: ALTER where that is safe and
 * exact, else a rebuild. Where a table goes that others refer to, the script brings its own transaction: foreign
 * keys must be off then, and that they can be only outside one. Empty where nothing differs. Never to be trusted
 * before it was run and judged.
 */
export function planDown(from: PlanFacts, to: PlanFacts): PlannedDown {
  const pairing = pairUp(from, to)
  for (const pair of pairing.tables) {
    const column = unfilled(pair)
    if (column === undefined) continue
    return impossible(`rows need a value for ${dotted(['main', pair.to.name, column.name])}`)
  }
  const taken = namesIn(from, to)
  const virtual = virtualSteps(from, to, pairing, taken)
  if (typeof virtual === 'string') return impossible(virtual)
  const tables = pairing.tables.map(pair => ({ pair, steps: stepsFor(pair) }))
  const texts = textSteps(from, to, pairing, tables)
  const dropped = dropOrder(pairing.dropped)
  const statements = [
    ...texts.before,
    ...virtual.before,
    ...dropped.map(({ name }) => `DROP TABLE ${quoteIdentifier(name)}`),
    ...tables.flatMap(({ steps }) => steps.renames),
    ...tables.flatMap(({ pair, steps }) => steps.alters ?? rebuild(pair, unusedName(pair.to.name, taken))),
    ...pairing.added.map(({ sql }) => sql),
    ...virtual.after,
    ...texts.after,
  ]
  const rebuilt = tables.filter(({ steps }) => steps.alters === null).map(({ pair }) => pair.from)
  const alone =
    from.foreignKeys &&
    (wouldReach(from.catalog.tables, dropped, rebuilt) ||
      tables.some(({ pair, steps }) => steps.alters === null && wouldHang(pair.to, to)))
  return { kind: 'planned', sql: script(alone ? withoutForeignKeys(statements) : statements, alone) }
}

function impossible(reason: string): PlannedDown {
  return { kind: 'impossible', reason }
}

function namesIn(...states: readonly PlanFacts[]): ReadonlySet<string> {
  return new Set(
    states.flatMap(({ catalog }) =>
      [catalog.tables, catalog.virtualTables, catalog.views, catalog.indexes, catalog.triggers].flatMap(
        list => list.map(({ name }: { readonly name: string }) => folded(name)),
      ),
    ),
  )
}

function withoutForeignKeys(statements: readonly string[]): readonly string[] {
  return [
    'PRAGMA foreign_keys = OFF',
    'BEGIN IMMEDIATE',
    ...statements,
    'PRAGMA foreign_key_check',
    'PRAGMA integrity_check',
    'COMMIT',
    'PRAGMA foreign_keys = ON',
  ]
}

/** A text of the catalog may end with a comment, which would swallow the semicolon. */
function withoutLastComment(statement: string): string {
  return statement.slice(0, tokensOf(statement).at(-1)?.end)
}

const note = `-- Run this outside a transaction: foreign keys can be switched off only there, and with them on, rows that refer
-- to a rebuilt table would be deleted with it.
`

function script(statements: readonly string[], alone: boolean): string {
  const lines = statements.map(statement => `${withoutLastComment(statement)};\n`).join('')
  return alone ? note + lines : lines
}
