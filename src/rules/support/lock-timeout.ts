import type { Schema } from '../../model/schema.ts'
import type { Lock } from '../../model/trace.ts'
import type { Chapter, Step } from './chapters.ts'
import { textOfCode } from './opaque.ts'
import { isOpaque, isStrong, operations } from './traced.ts'

/** Milliseconds; 0 where waiting has no end; `unknown` where code sets it. */
export type LockTimeout = number | 'unknown'

/** The statements of a migration that run while no lock_timeout is in force, by the settings of the file itself. */
export function withoutLockTimeout(chapter: Chapter): readonly Step[] {
  const timeouts = lockTimeouts(chapter)
  return chapter.steps.filter((_, place) => timeouts[place] === 0)
}

/** The lock_timeout in force when each statement of a migration begins, by the settings of the file itself. */
export function lockTimeouts({ steps }: Chapter): readonly LockTimeout[] {
  let session: LockTimeout = 0
  /** By SET LOCAL, until the transaction ends. */
  let local: LockTimeout | null = null
  return steps.map(step => {
    const { inTransaction, trace } = step.traced
    if (!inTransaction) local = null
    const inForce = local ?? session
    if (trace.outcome === 'failed') return inForce
    for (const { name, value, local: untilEnd } of operations(step.traced, 'set')) {
      if (name !== 'lock_timeout' && name !== 'all') continue
      const timeout = value === null ? 0 : milliseconds(value)
      if (!untilEnd) [session, local] = [timeout, null]
      else if (inTransaction) local = timeout
    }
    // What code sets cannot be read for sure.
    if (isOpaque(step.traced) && /\block_timeout\b/i.test(textOfCode(step))) {
      session = 'unknown'
      local = null
    }
    const ends = operations(step.traced, 'transaction').some(
      ({ verb }) => verb === 'commit' || verb === 'rollback' || verb === 'prepare',
    )
    if (ends) local = null
    return inForce
  })
}

/** Units of the server's time settings, in milliseconds; the bare number is in milliseconds. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

function milliseconds(value: string): number {
  const [, number = '', unit = ''] = /^\s*([\d.]+(?:e\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? []
  return Math.max(0, Number.parseFloat(number) * (units[unit] ?? 1)) || 0
}

/** The first live table on which the statement takes a lock that shuts others out. */
export function strongLock(step: Step, before: Schema | null): Lock | null {
  const { trace } = step.traced
  if (trace.outcome === 'failed') return null
  const found = trace.locks.find(
    lock =>
      isStrong(lock) &&
      step.liveTable(lock.relation) !== null &&
      isTable(step.origin(lock.relation) ?? lock.relation, before),
  )
  return found ?? null
}

function isTable(name: string, before: Schema | null): boolean {
  const { objects } = before ?? {}
  return objects === undefined || objects.has(`table ${name}`) || objects.has(`materialized view ${name}`)
}
