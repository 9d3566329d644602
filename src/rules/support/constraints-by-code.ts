import type { ReplayedMigration } from '../../model/replay.ts'
import type { Change } from '../../model/schema.ts'
import type { Step } from './chapters.ts'
import { lastPart, qualifier } from './names.ts'
import { changedByCode } from './opaque.ts'
import { remembered } from './remembered.ts'
import { operations } from './traced.ts'

/** Constraints that a block of code added to live tables, and no text of the migration by their name. */
export function constraintsByCode(step: Step): readonly Change[] {
  return changedByCode(step, 'add', 'constraint').filter(
    ({ name }) => !writtenNames(step.migration).has(lastPart(name)),
  )
}

/** Names that texts of a migration give to constraints. */
export const writtenNames = remembered(
  ({ statements }: ReplayedMigration): ReadonlySet<string | null> =>
    new Set(statements.flatMap(it => operations(it, 'add-constraint').map(({ constraint }) => constraint))),
)

/** UNIQUE and PRIMARY KEY constraints whose index a block of code built, for which it read the table. */
export function keysByCode(step: Step): readonly Change[] {
  const added = constraintsByCode(step)
  if (added.length === 0) return []
  const { scans, rewrites } = step.traced.trace
  // An index that stood before becomes the constraint's, and is no index of its own any more.
  const takenOver = step.migration.changes
    .filter(({ action, object }) => action === 'drop' && object === 'index')
    .map(({ detail }) => /^unique on (.+?) using /.exec(detail)?.[1])
  return added
    .filter(({ detail }) => /^(?:UNIQUE|PRIMARY KEY)\b/.test(detail))
    .map(change => ({ change, table: qualifier(change.name) }))
    .filter(({ table }) => scans.includes(table) && !rewrites.includes(table) && !takenOver.includes(table))
    .map(({ change }) => change)
}
