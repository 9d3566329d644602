import type { ReplayedMigration } from '../../model/replay.ts'
import type { Lock } from '../../model/trace.ts'
import type { Step } from './chapters.ts'
import { remembered } from './remembered.ts'
import { isStrong, strongModes } from './traced.ts'
import { placeIn } from './transactions.ts'

/** A live table from which an earlier statement of the transaction keeps others out. */
export interface HeldTable {
  readonly table: string
  readonly waiting: 'Reads and writes of' | 'Writes to'
  /** The line of the statement that took the lock. */
  readonly line: number
}

/** From which live tables the transaction keeps others out when a statement begins; the worst first. */
export function heldTables(step: Step): readonly HeldTable[] {
  const held = step.traced.heldBefore.filter(lock => isStrong(lock) && step.liveTable(lock.relation) !== null)
  const worst = new Map<string, Lock>()
  for (const lock of held.toSorted((a, b) => strongModes.indexOf(b.mode) - strongModes.indexOf(a.mode)))
    if (!worst.has(lock.relation)) worst.set(lock.relation, lock)
  return [...worst.values()].flatMap(({ relation, mode }): HeldTable[] => {
    const line = lineOfLock(step, relation, mode)
    const waiting = mode === 'AccessExclusiveLock' ? 'Reads and writes of' : 'Writes to'
    // An index is locked with its table, which has no line of its own then.
    return line === null ? [] : [{ table: relation, waiting, line }]
  })
}

/** The lock that keeps readers out of one of the tables already, whatever a statement itself takes; `null` where none does. */
export function readersLockedOut(step: Step, tables: readonly string[]): HeldTable | null {
  const isMeant = ({ table, waiting }: HeldTable) =>
    waiting === 'Reads and writes of' && tables.includes(table)
  return heldTables(step).find(isMeant) ?? null
}

/** The first statement before that locked the table so. */
function lineOfLock(step: Step, table: string, mode: string): number | null {
  const taken = firstStrongLocks(step.migration).get(`${mode} ${table}`)
  return taken === undefined || taken.place >= placeIn(step) ? null : taken.line
}

const firstStrongLocks = remembered(({ statements }: ReplayedMigration) => {
  const found = new Map<string, { readonly place: number; readonly line: number }>()
  for (const [place, { statement, trace }] of statements.entries())
    for (const { relation, mode } of trace.locks) {
      const key = `${mode} ${relation}`
      if (isStrong({ relation, mode }) && !found.has(key)) found.set(key, { place, line: statement.line })
    }
  return found
})
