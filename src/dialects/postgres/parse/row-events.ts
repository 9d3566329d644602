import type { Statement } from '../../../model/statement.ts'
import { nodeAs, treeOf, walk } from './tree.ts'

/** What can happen to the rows of a table, and set off a trigger. */
export type RowEvent = 'insert' | 'update' | 'delete' | 'truncate'

export const rowEvents: readonly RowEvent[] = ['insert', 'update', 'delete', 'truncate']

/** Bits of `CreateTrigStmt.events` (`TRIGGER_TYPE_…` in the server's `pg_trigger.h`). */
const bits: Readonly<Record<RowEvent, number>> = { insert: 4, delete: 8, update: 16, truncate: 32 }

/** On which events the trigger that a statement makes fires; all of them where it makes none. */
export function triggerEvents(statement: Statement): readonly RowEvent[] {
  const events = nodeAs(treeOf(statement) ?? undefined, 'CreateTrigStmt')?.events
  return events === undefined ? rowEvents : rowEvents.filter(event => (events & bits[event]) !== 0)
}

/** What a foreign key does to its own table. */
export interface KeyAction {
  /** The bare name of the table that it points to. */
  readonly parent: string
  readonly on: 'update' | 'delete'
  readonly does: 'update' | 'delete'
}

/** What the foreign keys that a statement makes do by themselves; nothing for NO ACTION and RESTRICT. */
export function keyActions(statement: Statement): readonly KeyAction[] {
  const tree = treeOf(statement)
  const found: KeyAction[] = []
  if (tree === null) return found
  walk(tree, ({ key, fields }) => {
    const { contype, pktable, fk_del_action, fk_upd_action } = fields as Record<string, unknown>
    if (key !== 'Constraint' || contype !== 'CONSTR_FOREIGN') return
    const parent = (pktable as { relname?: string } | undefined)?.relname ?? ''
    if (fk_del_action === 'c') found.push({ parent, on: 'delete', does: 'delete' })
    if (fk_del_action === 'n' || fk_del_action === 'd') found.push({ parent, on: 'delete', does: 'update' })
    if (fk_upd_action === 'c' || fk_upd_action === 'n' || fk_upd_action === 'd')
      found.push({ parent, on: 'update', does: 'update' })
  })
  return found
}

/** What a statement itself does to rows, table by table; `null` where code does it, or anything else that may. */
export function ownRowEvents(
  statement: Statement,
): readonly { readonly table: string; readonly event: RowEvent }[] | null {
  const { operations, sql } = statement
  if (operations.some(({ kind }) => kind !== 'write-rows' && kind !== 'truncate')) return null
  return operations.flatMap(operation => {
    if (operation.kind === 'truncate') return [{ table: operation.table, event: 'truncate' as const }]
    if (operation.kind !== 'write-rows') return []
    const { table, verb } = operation
    return eventsOf(verb, /\bconflict\b/i.test(sql)).map(event => ({ table, event }))
  })
}

function eventsOf(
  verb: 'insert' | 'update' | 'delete' | 'merge' | 'copy',
  onConflict: boolean,
): readonly RowEvent[] {
  switch (verb) {
    case 'insert':
      return onConflict ? ['insert', 'update'] : ['insert']
    case 'copy':
      return ['insert']
    case 'merge':
      return ['insert', 'update', 'delete']
    case 'update':
    case 'delete':
      return [verb]
  }
}
