import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Lock } from '../../../model/trace.ts'

/** One connection at a time writes: the lock is the whole file's (https://sqlite.org/lockingv3.html). */
export const writeLock: Lock = { relation: 'main', mode: 'RESERVED' }

/** Whatever changes the schema or rows takes the lock. */
export function inferLocks({ operations }: Statement): readonly Lock[] {
  return operations.some(writes) ? [writeLock] : []
}

function writes({ kind }: Operation): boolean {
  return kind !== 'set' && kind !== 'transaction' && kind !== 'other'
}
