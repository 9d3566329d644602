import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import type { Change } from '../../model/schema.ts'
import type { Trace } from '../../model/trace.ts'
import type { Step } from './chapters.ts'
import { bareName, qualifier } from './names.ts'
import { remembered } from './remembered.ts'
import { withoutComments } from './sql.ts'
import { isOpaque, isStrong, operations, wasMeasured } from './traced.ts'

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
  const locked = (remakes(step) ? trace.locks : takenNow(step.traced))
    .filter(isStrong)
    .map(({ relation }) => relation)
  return [...locked, ...trace.rewrites].some(
    relation => step.liveTable(relation) !== null && !created.includes(relation),
  )
}

/** Without the locks that are shown because an earlier statement of the transaction took them. */
function takenNow({ trace, heldBefore }: TracedStatement): Trace['locks'] {
  const held = new Set(heldBefore.map(({ relation, mode }) => `${mode} ${relation}`))
  return trace.locks.filter(({ relation, mode }) => !held.has(`${mode} ${relation}`))
}

/** Code that it calls may take again a lock that is held already. */
function remakes(step: Step): boolean {
  const called = textOfCode(step).slice(bareText(step.traced).length)
  const text = called.replaceAll(/\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\b/gi, '')
  return /\b(?:alter|create|drop|truncate|lock|execute)\b/i.test(text)
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
  const changes = changesOf(step.migration).get(`${action} ${object}`)
  return [...locked]
    .filter(table => changes?.has(table) && step.liveTable(table) !== null)
    .flatMap(table => changes?.get(table) ?? [])
    .toSorted((a, b) => a.place - b.place)
    .map(({ change }) => change)
    .filter(({ name }) => (namedBy(step.migration).get(name) ?? []).every(it => it === step.traced))
}

/** Columns and constraints by their full names, with the statements whose text makes or changes them. */
const namedBy = remembered(({ statements }: ReplayedMigration) => {
  const named = statements.flatMap(traced =>
    traced.statement.operations.flatMap(operation => {
      if (!('table' in operation)) return []
      const parts = [
        'column' in operation ? operation.column : null,
        'constraint' in operation ? operation.constraint : null,
      ]
      return parts.flatMap(part => (part === null ? [] : [{ name: `${operation.table}.${part}`, traced }]))
    }),
  )
  return new Map(
    [...Map.groupBy(named, ({ name }) => name)].map(([name, all]) => [name, all.map(({ traced }) => traced)]),
  )
})

/** Changes with their places, by what was done to what kind of thing, then by the name that theirs begins with. */
const changesOf = remembered(({ changes }: ReplayedMigration) => {
  const placed = changes.map((change, place) => ({ change, place }))
  const byKind = Map.groupBy(placed, ({ change }) => `${change.action} ${change.object}`)
  return new Map(
    [...byKind].map(([kind, group]) => [kind, Map.groupBy(group, it => qualifier(it.change.name))]),
  )
})

/** What a statement that runs code may run: its own text, and the routines of its migration that it names. */
export function textOfCode({ migration, traced }: Step): string {
  const own = traced.statement.sql
  const made = routines(migration)
  if (made.size === 0) return bareText(traced)
  const words = new Set(own.match(word) ?? [])
  const named = [...words, ''].flatMap(first => made.get(first) ?? [])
  const called = named.filter(({ name, statement }) => statement !== traced && own.includes(name))
  const inOrder = new Set(called.toSorted((a, b) => a.place - b.place).map(({ statement }) => statement))
  return [traced, ...inOrder].map(bareText).join(';\n')
}

const bareText = remembered(({ statement }: TracedStatement) => withoutComments(statement.sql))

const word = /[\w$\u0080-\uffff]+/g

/** The functions and procedures that a migration makes, by the first word of their names. */
const routines = remembered(({ statements }: ReplayedMigration) => {
  const all = statements.flatMap((statement, place) =>
    operations(statement, 'create')
      .filter(({ object }) => object === 'function' || object === 'procedure')
      .map(({ name }) => ({ name: bareName(name), statement, place })),
  )
  return Map.groupBy(all, ({ name }) => name.match(word)?.[0] ?? '')
})
