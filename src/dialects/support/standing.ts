import type { TracedStatement } from '../../model/replay.ts'
import type { Statement } from '../../model/statement.ts'
import type { Lock } from '../../model/trace.ts'

/** How a statement stands to the transaction in which it begins. */
export type Standing = Pick<TracedStatement, 'heldBefore' | 'inTransaction'>

/** Of a statement that runs by itself. */
export const alone: Standing = { heldBefore: [], inTransaction: false }

/** What a dialect tells of statements by their text. */
interface ByText {
  inferLocks(statement: Statement): readonly Lock[]
  isStronger(mode: string, than: string | null): boolean
}

/** Of so many relations the locks are remembered in one transaction: a message names a few of them. */
const mostHeld = 100

/**
 * How each statement stands to its transaction where it is not run, by the text and the manual; `inside` says of each
 * whether it is in one.
 */
export function standingsByText(
  statements: readonly Statement[],
  inside: readonly boolean[],
  { inferLocks, isStronger }: ByText,
): readonly Standing[] {
  let held: Standing['heldBefore'] = []
  return statements.map((statement, place) => {
    if (inside[place] !== true) {
      held = []
      return alone
    }
    const standing = { heldBefore: held, inTransaction: true }
    held = endsTransaction(statement) ? [] : withLocks(held, inferLocks(statement), isStronger)
    return standing
  })
}

/** The standing of each statement, read from the text where the first one is asked for. */
export function whenAsked(
  statements: readonly Statement[],
  standings: () => readonly Standing[],
): (statement: Statement) => Standing {
  let known: ReadonlyMap<Statement, Standing> | null = null
  return statement => {
    known ??= new Map(standings().map((standing, place) => [statements[place] as Statement, standing]))
    return known.get(statement) ?? alone
  }
}

/** The strongest lock of each relation; the same list where nothing is new in it. */
function withLocks(
  held: readonly Lock[],
  taken: readonly Lock[],
  isStronger: ByText['isStronger'],
): readonly Lock[] {
  const modes = new Map(held.map(({ relation, mode }) => [relation, mode]))
  const stronger = taken.filter(({ relation, mode }) => isStronger(mode, modes.get(relation) ?? null))
  if (stronger.length === 0) return held
  for (const { relation, mode } of stronger)
    if (modes.has(relation) || modes.size < mostHeld) modes.set(relation, mode)
  return [...modes].map(([relation, mode]) => ({ relation, mode }))
}

function endsTransaction({ operations }: Statement): boolean {
  return operations.some(
    operation =>
      operation.kind === 'transaction' && (operation.verb === 'commit' || operation.verb === 'rollback'),
  )
}
