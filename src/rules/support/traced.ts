import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import type { Lock } from '../../model/trace.ts'
import { qualifier } from './names.ts'

type OfKind<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>

/** The operations of one kind. */
export function operations<Kind extends Operation['kind']>(
  { statement }: TracedStatement,
  kind: Kind,
): readonly OfKind<Kind>[] {
  return statement.operations.filter((operation): operation is OfKind<Kind> => operation.kind === kind)
}

/** True for a statement whose text does not tell what it does: DO, CALL, SELECT of a function. */
export function isOpaque({ statement }: TracedStatement): boolean {
  return statement.operations.every(({ kind }) => kind === 'run-code' || kind === 'other')
}

/** True where running the statement showed what it does. */
export function wasMeasured({ trace }: TracedStatement): boolean {
  return trace.outcome === 'ran' && trace.evidence === 'measured'
}

/** True where every statement was run, so that the changes tell the whole story. */
export function ranToTheEnd({ statements }: ReplayedMigration): boolean {
  return statements.every(({ trace }) => trace.outcome === 'ran')
}

/** Locks that keep others out, weakest first: under all of them writers wait, under the last one readers as well. */
export const strongModes: readonly string[] = [
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
]

export function isStrong({ mode }: Lock): boolean {
  return strongModes.includes(mode)
}

/** False for the write lock of SQLite, which is the whole database's. */
export function isOfTable({ mode }: Lock): boolean {
  return mode !== 'RESERVED'
}

/** True where the lock is that of the database in which the table is. */
export function locksAll(lock: Lock, table: string): boolean {
  return !isOfTable(lock) && lock.relation === qualifier(table)
}

/** The old name in a rename's detail: `was public.people` → `public.people`. */
export function oldName(detail: string): string {
  return detail.replace(/^was\s+/, '')
}
