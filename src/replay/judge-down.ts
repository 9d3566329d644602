import type { Clock, Dialect, DownFailure, DownResult } from '../dialects/dialect.ts'
import { splitLast } from '../dialects/support/object-names.ts'
import type { DownProof, TracedStatement } from '../model/replay.ts'
import type { Rows } from '../model/rows.ts'
import type { Change, Schema } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'
import { emptied, losses, type RoundTrip, restoresData } from './data-loss.ts'
import { lostRows, restoresRows } from './row-proof.ts'
import { restoresWrites } from './write-proof.ts'

/** What is known of an up when its way back is judged. */
export interface Up {
  readonly before: Schema
  readonly after: Schema
  /** The rows before and after; `null` where nobody looked, or where they were taken away. */
  readonly rows: { readonly before: Rows; readonly after: Rows } | null
  readonly statements: readonly TracedStatement[]
}

/** What a way back was found to be. */
export type Judgement = Pick<DownProof, 'schema' | 'difference' | 'failure' | 'losses' | 'restoresData'>

/** Our word for a down that can be tried only outside the transaction of the proof. */
export const outsideTransaction = 'outside-transaction'

/** What the schema after the down, or its failure, says of the down. */
export function judgeDown(
  dialect: Dialect,
  result: DownResult | DownFailure,
  down: readonly Statement[],
  up: Up,
): Judgement {
  if (result.kind !== 'ran') return judgeFailure(dialect, result, up)
  const { verdict, difference } = dialect.compareSchemas(up.before, result.schema, madeBy(result.clock, down))
  const lost = lostUntil(dialect, up, result)
  const trip = { lost, before: up.before, back: result.schema, verdict, up: up.statements, down }
  const data = dataVerdict(dialect, trip, up, result.rows)
  return { schema: verdict, difference, failure: null, losses: lost, restoresData: data }
}

function dataVerdict(
  dialect: Dialect,
  trip: RoundTrip,
  up: Up,
  back: Rows | null,
): DownProof['restoresData'] {
  if (up.rows === null) return restoresData(trip)
  const seen = { ...trip, rows: up.rows.before, after: up.after }
  if (dialect.identity === 'name') return restoresRows(seen)
  const byText = restoresData(trip)
  const isRead = back !== null && [...up.rows.before.keys()].every(table => back.has(table))
  return byText === 'unknown' && isRead ? restoresWrites(seen) : byText
}

/**
 * Tables and columns whose data stood before the up and does not any more. Rows show what was written over; where
 * identity is the catalog's own, it shows what is gone even where no row stood.
 */
function lostUntil(dialect: Dialect, up: Up, now: Pick<DownResult, 'schema' | 'rows'>): readonly string[] {
  const seen =
    up.rows === null || now.rows === null
      ? null
      : lostRows(up.before, up.rows.before, now.schema, now.rows, dialect.identity)
  if (seen !== null && dialect.identity === 'name') return seen
  const gone = [...losses(up.before, now.schema), ...emptied(up.before, up.statements)]
  const all = new Set([...gone, ...(seen ?? [])])
  return [...all].filter(name => !all.has(splitLast(name).parent))
}

/** What the up alone takes away. */
export function lostByUp(dialect: Dialect, up: Up): readonly string[] {
  return lostUntil(dialect, up, { schema: up.after, rows: up.rows?.after ?? null })
}

export function madeBy(clock: Clock, by: readonly Statement[]) {
  return { ...clock, by }
}

function judgeFailure(dialect: Dialect, failure: DownFailure, up: Up): Judgement {
  const lost = lostByUp(dialect, up)
  const told = toldFailure(failure)
  return {
    schema: failure.kind === 'failed' ? 'unequal' : 'unverified',
    difference: [failureAsChange(told)],
    failure: told,
    losses: lost,
    restoresData: lost.length > 0 ? 'no' : 'unknown',
  }
}

/** The failure in the words of the report. */
export function toldFailure({ kind, code, message, line }: DownFailure): NonNullable<DownProof['failure']> {
  if (kind !== 'outside') return { code, message, line }
  return { code: outsideTransaction, message: `cannot be tried in a transaction: ${message}`, line }
}

/** Where a difference is expected and a failure is what there is. */
export function failureAsChange(
  { line, message }: NonNullable<DownProof['failure']>,
  object: 'down' | 'up' = 'down',
): Change {
  return { action: 'alter', object, name: `line ${line}`, detail: message }
}
