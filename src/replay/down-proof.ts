import type { Dialect, DownFailure, ParsedMigration, PlanState, Shadow } from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { DownProof, ReplayedMigration, TracedStatement } from '../model/replay.ts'
import type { Change, Schema } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'
import { emptied, losses, restoresData } from './data-loss.ts'

/** What is known of a migration when its way back is tried. */
export interface UpResult {
  readonly before: Schema
  readonly after: Schema
  readonly changes: readonly Change[]
  readonly statements: readonly TracedStatement[]
  /** What the planner saw before the up; `null` where nothing has to be planned. */
  readonly stateBefore: PlanState | null
}

/** Traces whose statement had its effect on the schema, trusted or not. */
const hadEffect = new Set(['doubtful', 'own-commit', 'provided'])

/**
 * Runs the down, the author's or a planned one, and compares the schema with the one before the up.
 * The judge is the second reader; the planner's word counts for nothing.
 */
export async function proveDown(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  up: UpResult,
): Promise<{ down: DownProof; planState: PlanState | null }> {
  const stopped = up.statements.find(
    ({ trace: { outcome, error } }) => outcome !== 'ran' && !hadEffect.has(error?.code ?? ''),
  )
  if (stopped !== undefined) {
    return {
      down: unprovenDown(parsed, `line ${stopped.statement.line} of the up did not run`),
      planState: null,
    }
  }
  try {
    if (parsed.down === null) return await provePlanned(dialect, shadow, parsed, up)
    return { down: await proveAuthored(dialect, shadow, parsed, parsed.down, up), planState: null }
  } catch (error) {
    if (error instanceof ShadowGone) return { down: unprovenDown(parsed, error.message), planState: null }
    throw error
  }
}

/** The way back where nothing was tried. */
export function unprovenDown({ migration, down }: ParsedMigration, reason: string): DownProof {
  const failure = { code: 'not-tried', message: reason, line: 1 }
  const shared = {
    difference: [],
    failure,
    losses: [],
    restoresData: 'unknown',
    schema: 'unverified',
  } as const
  if (down === null) return { source: 'none', path: null, sql: '', ...shared }
  const source = down.length === 0 ? 'authored-empty' : 'authored'
  return { source, path: migration.down?.path ?? null, sql: migration.down?.text ?? '', ...shared }
}

/** How the downs of a whole change did together. */
export interface BatchProof {
  readonly verdict: DownProof['schema']
  readonly difference: readonly Change[]
}

/** All downs in reverse order in one go, as a deploy is taken back. A lone one was tried already. */
export async function proveBatch(
  dialect: Dialect,
  shadow: Shadow,
  added: readonly ReplayedMigration[],
  before: Schema,
): Promise<BatchProof> {
  const [only, ...more] = added
  if (only !== undefined && more.length === 0)
    return { verdict: only.down.schema, difference: only.down.difference }
  const unverified = { verdict: 'unverified', difference: [] } as const
  if (added.some(({ down }) => down.source === 'none' || down.failure?.code === 'not-tried'))
    return unverified
  const downs = await Promise.all([...added].reverse().map(({ down }) => dialect.parse(down.sql)))
  try {
    const result = await shadow.tryDown(downs)
    return isFailure(result)
      ? { verdict: 'unequal', difference: [failureAsChange(result)] }
      : dialect.compareSchemas(before, result)
  } catch (error) {
    if (error instanceof ShadowGone) return unverified
    throw error
  }
}

/** Where a difference is expected and a failure is what there is. */
function failureAsChange(failure: { readonly message: string; readonly line: number }): Change {
  return { action: 'alter', object: 'down', name: `line ${failure.line}`, detail: failure.message }
}

async function proveAuthored(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  down: readonly Statement[],
  up: UpResult,
): Promise<DownProof> {
  const file = { path: parsed.migration.down?.path ?? null, sql: parsed.migration.down?.text ?? '' }
  const source = down.length === 0 ? 'authored-empty' : 'authored'
  return { source, ...file, ...judge(dialect, await shadow.tryDown([down]), down, up) }
}

async function provePlanned(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  up: UpResult,
): Promise<{ down: DownProof; planState: PlanState | null }> {
  if (up.stateBefore === null) {
    return { down: unprovenDown(parsed, 'the schema before the up could not be read'), planState: null }
  }
  const stateAfter = await shadow.capturePlan(up.changes)
  // With renames taken back it is not the state in which the next migration begins.
  const renamed = up.changes.some(({ action }) => action === 'rename')
  const planState = renamed ? null : stateAfter
  const plan = await shadow.planDown(stateAfter, up.stateBefore)
  if (plan.kind === 'impossible') return { down: impossibleDown(up, plan.reason), planState }
  const proof = await tryPlanned(dialect, shadow, plan.sql, up)
  const known = new Set([...losses(up.before, up.after), ...emptied(up.before, up.statements)])
  const worse = proof.losses.find(name => !known.has(name))
  if (worse !== undefined) {
    return {
      down: impossibleDown(up, `the planned way back would itself lose the rows of ${worse}`),
      planState,
    }
  }
  return { down: { source: 'generated', path: null, ...proof }, planState }
}

/** The planner does not know every kind of object: what it left out is added once, and proven with the rest. */
async function tryPlanned(
  dialect: Dialect,
  shadow: Shadow,
  sql: string,
  up: UpResult,
): Promise<Proof & { readonly sql: string }> {
  const statements = await dialect.parse(sql)
  const result = await shadow.tryDown([statements])
  const missing = isFailure(result) ? [] : dialect.completeDown(up.before, result)
  if (missing.length === 0) return { sql, ...judge(dialect, result, statements, up) }
  const whole = sql + missing.map(statement => `${statement};\n`).join('')
  const more = await dialect.parse(whole)
  return { sql: whole, ...judge(dialect, await shadow.tryDown([more]), more, up) }
}

function impossibleDown({ before, after }: UpResult, reason: string): DownProof {
  const lost = losses(before, after)
  return {
    source: 'none',
    path: null,
    sql: '',
    schema: 'impossible',
    difference: [],
    failure: { code: 'impossible', message: reason, line: 1 },
    losses: lost,
    restoresData: lost.length > 0 ? 'no' : 'unknown',
  }
}

type Proof = Pick<DownProof, 'schema' | 'difference' | 'failure' | 'losses' | 'restoresData'>

/** What the schema after the down, or its failure, says of the down. */
function judge(
  dialect: Dialect,
  result: Schema | DownFailure,
  down: readonly Statement[],
  up: UpResult,
): Proof {
  if (isFailure(result)) {
    const lost = [...new Set([...losses(up.before, up.after), ...emptied(up.before, up.statements)])]
    return {
      schema: result.kind === 'unverified' ? 'unverified' : 'unequal',
      difference: [failureAsChange(result)],
      failure: { code: result.code, message: result.message, line: result.line },
      losses: lost,
      restoresData: lost.length > 0 ? 'no' : 'unknown',
    }
  }
  const { verdict, difference } = dialect.compareSchemas(up.before, result)
  const lost = [...new Set([...losses(up.before, result), ...emptied(up.before, up.statements)])]
  const trip = { lost, before: up.before, back: result, verdict, up: up.statements, down }
  return { schema: verdict, difference, failure: null, losses: lost, restoresData: restoresData(trip) }
}

function isFailure(result: Schema | DownFailure): result is DownFailure {
  return 'kind' in result
}
