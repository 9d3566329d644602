import type { Schema } from '../../model/schema.ts'
import { locks } from './attribution.ts'
import type { Chapter, Step } from './chapters.ts'
import { holdsItsRows } from './copies.ts'
import { runsHiddenCode, textOfCode } from './opaque.ts'
import { operations, wasMeasured } from './traced.ts'

/** Live tables that a TRUNCATE leaves without their rows. */
export interface Emptied {
  readonly named: readonly string[]
  /** Those that CASCADE emptied as well, by their locks. */
  readonly reached: readonly string[]
  /** CASCADE was not seen at work: nobody knows how far it reaches. */
  readonly reachUnknown: boolean
}

export function emptiedTables(chapter: Chapter, step: Step, before: Schema | null): Emptied {
  const { traced } = step
  const truncated = traced.trace.outcome === 'failed' ? [] : operations(traced, 'truncate')
  const named = truncated
    .flatMap(({ table }) => step.liveTable(table) ?? [])
    // Without a lock it was a temporary table of the same name.
    .filter(name => !wasMeasured(traced) || locks(step, name))
  const lost = [...named, ...byCode(chapter, step, before)].filter(
    name => !holdsItsRows(chapter, step.origin(name) ?? name),
  )
  const cascades = lost.length > 0 && truncated.some(({ cascade }) => cascade)
  const reached = liveTables(step, before).filter(
    name => !named.includes(name) && !named.includes(parentOf(name, before)) && locks(step, name),
  )
  return {
    named: lost,
    reached: cascades && wasMeasured(traced) ? reached : [],
    reachUnknown: cascades && !wasMeasured(traced),
  }
}

/** A block of code with the word in it, and tables that have another file afterwards while their columns stayed. */
function byCode({ migration }: Chapter, step: Step, before: Schema | null): readonly string[] {
  if (!runsHiddenCode(step) || !wasMeasured(step.traced) || !/\btruncate\b/i.test(textOfCode(step))) return []
  return liveTables(step, before).filter(
    name =>
      step.traced.trace.rewrites.includes(name) &&
      !migration.changes.some(
        ({ object, name: changed }) => object === 'column' && changed.startsWith(`${name}.`),
      ),
  )
}

/** The live tables that the statement locked; indexes and sequences are left out. */
function liveTables(step: Step, before: Schema | null): readonly string[] {
  return step.traced.trace.locks
    .map(({ relation }) => relation)
    .filter(
      name => step.liveTable(name) !== null && before?.objects.has(`table ${step.origin(name)}`) === true,
    )
}

/** The partitioned table whose partition it is; empty for any other table. */
function parentOf(name: string, before: Schema | null): string {
  return before?.objects.get(`table ${name}`)?.attributes['partition of'] ?? ''
}
