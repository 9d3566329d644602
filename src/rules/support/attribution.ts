import type { Operation } from '../../model/operation.ts'
import type { Chapter, Step } from './chapters.ts'
import { runsHiddenCode } from './opaque.ts'
import { remembered } from './remembered.ts'
import { locksAll } from './traced.ts'

/** Changes belong to a migration; these functions tell which of its statements made them. */

type Kind = Operation['kind']
type Of<K extends Kind> = Extract<Operation, { kind: K }>

/** All operations of a kind with their steps; a statement that failed did nothing. */
export function texts<K extends Kind>(chapter: Chapter, kind: K): readonly (readonly [Of<K>, Step])[] {
  return (textsByKind(chapter).get(kind) ?? []) as unknown as readonly (readonly [Of<K>, Step])[]
}

const textsByKind = remembered((chapter: Chapter) => {
  const steps = chapter.steps.filter(({ traced }) => traced.trace.outcome !== 'failed')
  const all = steps.flatMap(step =>
    step.traced.statement.operations.map(operation => [operation, step] as const),
  )
  return Map.groupBy(all, ([{ kind }]) => kind)
})

/** As {@link texts}, by what the key says of each: for who asks for one name after the other. */
export function textsBy<K extends Kind>(
  kind: K,
  keyOf: (operation: Of<K>) => string | null,
): (chapter: Chapter) => ReadonlyMap<string | null, readonly (readonly [Of<K>, Step])[]> {
  return remembered(chapter => Map.groupBy(texts(chapter, kind), ([operation]) => keyOf(operation)))
}

/** The first statement with such an operation. */
export function find<K extends Kind>(
  chapter: Chapter,
  kind: K,
  test: (operation: Of<K>, step: Step) => boolean,
): Step | undefined {
  return texts(chapter, kind).find(([operation, step]) => test(operation, step))?.[1]
}

/** Where no text names it: what takes away its table, else the last statement that could have dropped or renamed something of the table. */
export function whatLocked(chapter: Chapter, table: string): Step | undefined {
  const rebuilt =
    find(chapter, 'drop-table', drop => drop.table === table) ??
    find(chapter, 'rename-table', rename => rename.table === table)
  if (rebuilt !== undefined) return rebuilt
  const able = chapter.steps.filter(({ traced }) =>
    traced.statement.operations.some(({ kind }) => kind === 'run-code' || kind.startsWith('drop')),
  )
  const blocks = able.filter(({ traced }) =>
    traced.statement.operations.some(({ kind }) => kind === 'run-code'),
  )
  const hidden = chapter.steps.findLast(step => runsHiddenCode(step) && locks(step, table))
  return able.findLast(step => locks(step, table)) ?? hidden ?? (blocks.length === 1 ? blocks[0] : undefined)
}

/** True where the statement holds the lock that dropping a part of the table takes. */
export function locks({ traced }: Step, table: string): boolean {
  return traced.trace.locks.some(({ relation, mode }) => relation === table && mode === 'AccessExclusiveLock')
}

/** True where the statement holds the lock of the whole database in which the table is: SQLite has no other. */
export function locksDatabase({ traced }: Step, table: string): boolean {
  return traced.trace.locks.some(lock => locksAll(lock, table))
}
