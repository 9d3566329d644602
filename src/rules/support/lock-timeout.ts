import type { Schema } from '../../model/schema.ts'
import type { Lock } from '../../model/trace.ts'
import type { Chapter, Step } from './chapters.ts'
import { textOfCode } from './opaque.ts'
import { isOpaque, operations } from './traced.ts'

/** The statements of a migration that run while no lock_timeout is in force, by the settings of the file itself. */
export function withoutLockTimeout({ steps }: Chapter): readonly Step[] {
  let session = false
  /** By SET LOCAL, until the transaction ends. */
  let local: boolean | null = null
  return steps.filter(step => {
    const { inTransaction, trace } = step.traced
    if (!inTransaction) local = null
    const isUnlimited = !(local ?? session)
    if (trace.outcome === 'failed') return isUnlimited
    for (const { name, value, local: untilEnd } of operations(step.traced, 'set')) {
      if (name !== 'lock_timeout' && name !== 'all') continue
      const isOn = value !== null && Number.parseFloat(value) > 0
      if (!untilEnd) [session, local] = [isOn, null]
      else if (inTransaction) local = isOn
    }
    // What code sets cannot be read for sure.
    if (isOpaque(step.traced) && /\block_timeout\b/i.test(textOfCode(step))) [session, local] = [true, null]
    const ends = operations(step.traced, 'transaction').some(
      ({ verb }) => verb === 'commit' || verb === 'rollback' || verb === 'prepare',
    )
    if (ends) local = null
    return isUnlimited
  })
}

const strong: ReadonlySet<string> = new Set([
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
])

/** The first live table on which the statement takes a lock that shuts others out. */
export function strongLock(step: Step, before: Schema | null): Lock | null {
  const { trace } = step.traced
  if (trace.outcome === 'failed') return null
  const found = trace.locks.find(
    ({ relation, mode }) =>
      strong.has(mode) &&
      step.liveTable(relation) !== null &&
      isTable(step.origin(relation) ?? relation, before),
  )
  return found ?? null
}

function isTable(name: string, before: Schema | null): boolean {
  const { objects } = before ?? {}
  return objects === undefined || objects.has(`table ${name}`) || objects.has(`materialized view ${name}`)
}
