import { type DeployTimeouts, type Segment, Stopped } from '../model/deploy.ts'
import type { DeployedMigration, DeployedSegment } from '../model/deploy-report.ts'
import type { ReviewedMigration } from '../model/review.ts'
import type { Statement } from '../model/statement.ts'
import type { PlannedMigration } from './plan.ts'
import { inTheWay, type RunResult } from './run-migration.ts'

/** A migration as the report shows it, before anything of it ran. */
export function notRun(planned: PlannedMigration): DeployedMigration {
  const { migration } = planned.parsed
  return {
    id: migration.id,
    path: migration.up.path,
    digest: planned.digest,
    state: 'not-run',
    durationMs: 0,
    retries: 0,
    failure: null,
    segments: [],
  }
}

/** The parts in which it is sent, as a preview shows them. */
export function shownSegments(
  { segments }: PlannedMigration,
  reviewed: ReviewedMigration | undefined,
  timeouts: DeployTimeouts,
): readonly DeployedSegment[] {
  return segments.map(segment => shownSegment(segment, reviewed, timeouts))
}

function shownSegment(
  segment: Segment,
  reviewed: ReviewedMigration | undefined,
  timeouts: DeployTimeouts,
): DeployedSegment {
  const inside = segment.kind === 'transaction'
  return {
    kind: segment.kind,
    recovery: inside ? 'transaction' : segment.recovery,
    lockTimeout: inside ? timeouts.lock : timeouts.concurrentLock,
    statementTimeout: inside ? timeouts.statement : timeouts.concurrentStatement,
    statements: segment.statements.map(({ index, line, sql }) => ({
      index,
      line,
      sql,
      locks: [...(reviewed?.statements.find(one => one.index === index)?.locks ?? [])],
    })),
  }
}

/** The same once it ran. */
export function asRun(
  planned: PlannedMigration,
  { kind, durationMs, retried, failure, parts }: RunResult,
  end: 'applied' | 'reverted',
): DeployedMigration {
  const ran = { ...notRun(planned), durationMs: Math.round(durationMs), retries: retried }
  if (failure === null) return { ...ran, state: end }
  const number = failure.kind === 'failed' ? failure.number : null
  const statement = planned.segments
    .flatMap<Statement>(({ statements }) => [...statements])
    .find(({ index }) => index === number)
  return {
    ...ran,
    state: kind === 'lost' ? 'interrupted' : 'failed',
    failure: {
      line: statement?.line ?? null,
      code: failure.kind === 'failed' ? failure.code : '08006',
      message: failure.message + (failure.kind === 'failed' ? inTheWay(failure.blockers) : ''),
      partsApplied: parts,
    },
  }
}

/** Why a run ends with this migration. */
export function failureOf({ id, path, state, failure }: DeployedMigration): Stopped {
  if (state === 'interrupted')
    return new Stopped(
      'interrupted',
      `${id} was interrupted: ${failure?.message}. Run it again: it finds out what took effect.`,
    )
  const where = failure?.line == null ? path : `${path}:${failure.line}`
  const parts = failure?.partsApplied ?? 0
  const left = parts === 0 ? 'Nothing of it took effect.' : `${parts} of its parts took effect and stay.`
  return new Stopped('apply-failed', `${where}: ${failure?.message} (${failure?.code}). ${left}`)
}
