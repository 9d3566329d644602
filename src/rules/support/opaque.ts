import type { Change } from '../../model/schema.ts'
import type { Step } from './chapters.ts'
import { bareName, qualifier } from './names.ts'
import { isOpaque, operations, wasMeasured } from './traced.ts'

const strong = new Set(['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'])
const rowKinds = new Set(['write-rows', 'create-table', 'run-code', 'other'])

/**
 * True where the text does not tell all that the statement did: a block of code, or a statement on rows that
 * called a function or fired a trigger which works on a table that the text does not name.
 */
export function runsHiddenCode(step: Step): boolean {
  const { statement, trace } = step.traced
  if (isOpaque(step.traced)) return true
  if (!wasMeasured(step.traced) || !statement.operations.every(({ kind }) => rowKinds.has(kind))) return false
  const created = statement.operations.flatMap(it => (it.kind === 'create-table' ? [it.table] : []))
  // A new table may lock its parent and the default partition; one that a query fills locks no other table.
  if (created.length > 0 && !/\b(?:select|execute)\b/i.test(statement.sql)) return false
  // Rows alone never take a lock that shuts writers out, and never move a table's storage.
  const locked = trace.locks.filter(({ mode }) => strong.has(mode)).map(({ relation }) => relation)
  return [...locked, ...trace.rewrites].some(
    relation => step.liveTable(relation) !== null && !created.includes(relation),
  )
}

/**
 * What a block of code may have done to the columns and constraints of live tables: the text does not tell,
 * but the schema changed there and the block holds a lock on the table.
 */
export function changedByCode(
  step: Step,
  action: Change['action'],
  object: Change['object'],
): readonly Change[] {
  if (!runsHiddenCode(step) || !wasMeasured(step.traced)) return []
  const locked = new Set(step.traced.trace.locks.map(({ relation }) => relation))
  return step.migration.changes.filter(change => {
    const table = qualifier(change.name)
    return (
      change.action === action &&
      change.object === object &&
      locked.has(table) &&
      step.liveTable(table) !== null
    )
  })
}

const comment = /--[^\n]*|\/\*[\s\S]*?\*\//g

/** What a statement that runs code may run: its own text, and the routines of its migration that it names. */
export function textOfCode({ migration, traced }: Step): string {
  const own = traced.statement.sql
  const routines = migration.statements.filter(it =>
    operations(it, 'create').some(
      ({ object, name }) => ['function', 'procedure'].includes(object) && own.includes(bareName(name)),
    ),
  )
  const texts = [own, ...routines.filter(it => it !== traced).map(it => it.statement.sql)]
  return texts.map(text => text.replaceAll(comment, ' ')).join(';\n')
}
