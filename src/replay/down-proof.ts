import type {
  Dialect,
  DownFailure,
  DownResult,
  ParsedMigration,
  PlanState,
  Shadow,
} from '../dialects/dialect.ts'
import { ownDelivery } from '../migrations/formats/plain.ts'
import { ShadowGone } from '../model/errors.ts'
import type { DownProof, DownRun, TracedStatement } from '../model/replay.ts'
import type { Change } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'
import { judgeAgain, notAgain } from './again.ts'
import { firstLine } from './first-line.ts'
import { failureAsChange, type Judgement, judgeDown, lostByUp, type Up } from './judge-down.ts'
import { scriptOf } from './script.ts'

/** What is known of a migration when its way back is tried. */
export interface UpResult extends Up {
  readonly changes: readonly Change[]
  /** What the planner saw before the up; `null` where nothing has to be planned. */
  readonly stateBefore: PlanState | null
}

/** A way back that was tried. */
export interface TriedDown {
  readonly down: DownProof
  /** As it is sent: a migration whose up leads back. `null` where there is none, or it was not tried. */
  readonly script: ParsedMigration | null
  /** What the planner saw after the up, where it looked. */
  readonly planState: PlanState | null
}

/** Traces whose statement had its effect on the schema, trusted or not. */
const hadEffect = new Set(['doubtful', 'own-commit', 'provided'])

/** The first statement that did not have its effect, or not the one that it has in production. */
export function stoppedAt(statements: readonly TracedStatement[]): TracedStatement | undefined {
  return statements.find(
    ({ trace: { outcome, error } }) => outcome !== 'ran' && !hadEffect.has(error?.code ?? ''),
  )
}

/**
 * Runs the down, the author's or a planned one, and compares the schema with the one before the up.
 * The judge is the second reader; the planner's word counts for nothing.
 */
export async function proveDown(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  up: UpResult,
): Promise<TriedDown> {
  const stopped = stoppedAt(up.statements)
  if (stopped !== undefined) return notTried(unprovenDown(dialect, parsed, reasonOf(stopped)))
  try {
    if (parsed.down === null) return await provePlanned(dialect, shadow, parsed, up)
    return await proveAuthored(dialect, shadow, parsed, parsed.down, up)
  } catch (error) {
    if (error instanceof ShadowGone) return notTried(unprovenDown(dialect, parsed, error.message))
    throw error
  }
}

function reasonOf({ statement, trace }: TracedStatement): string {
  const otherwise = trace.error?.code === 'base-incomplete'
  return `line ${statement.line} of the up ${otherwise ? 'may do something else in production' : 'did not run'}`
}

function notTried(down: DownProof, planState: PlanState | null = null): TriedDown {
  return { down, script: null, planState }
}

/** The way back where nothing was tried; `reason` is `null` where nobody asked for a try. */
export function unprovenDown(dialect: Dialect, parsed: ParsedMigration, reason: string | null): DownProof {
  const failure = { code: 'not-tried', message: reason ?? 'nothing was run', line: 1 }
  const shared = {
    difference: reason === null ? [] : [failureAsChange(failure)],
    failure,
    losses: [],
    restoresData: 'unknown',
    schema: 'unverified',
    again: notAgain,
    run: null,
    ...nothingBetter,
  } as const
  if (parsed.down === null) return { source: 'none', path: null, sql: '', line: 1, ...shared }
  return { ...authored(dialect, parsed, parsed.down), ...shared }
}

/** Of a down beside which no other was tried. */
const nothingBetter = { corrected: null, keepData: null } as const

/** A down of nothing but what changes nothing was left empty, be it by a comment or by `SELECT 1`. */
function authored(
  dialect: Dialect,
  { migration }: ParsedMigration,
  down: readonly Statement[],
): Pick<DownProof, 'source' | 'path' | 'sql' | 'line'> {
  const empty = down.every(statement => dialect.isNoOp(statement))
  return {
    source: empty ? 'authored-empty' : 'authored',
    path: migration.down?.path ?? null,
    sql: migration.down?.text ?? '',
    line: down[0]?.line ?? firstLine(migration),
  }
}

async function proveAuthored(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  down: readonly Statement[],
  up: UpResult,
): Promise<TriedDown> {
  const script = authoredScript(dialect, parsed, down)
  const tried = judged(dialect, await shadow.tryDown([script], parsed), script, parsed, up)
  return { down: { ...authored(dialect, parsed, down), ...tried }, script, planState: null }
}

type Tried = Judgement & Pick<DownProof, 'again' | 'run' | 'corrected' | 'keepData'>

/** What running `script`, and the up once more behind it, says of the way back. */
function judged(
  dialect: Dialect,
  result: DownResult | DownFailure,
  script: ParsedMigration,
  parsed: ParsedMigration,
  up: UpResult,
): Tried {
  const judgement = judgeDown(dialect, result, script.up, up)
  if (result.kind !== 'ran') return { ...judgement, again: notAgain, run: null, ...nothingBetter }
  const isBack = judgement.schema === 'equal' || judgement.schema === 'equal-except-order'
  const { losses } = judgement
  const again = isBack ? judgeAgain(dialect, result.again, parsed.up, up, losses) : notAgain
  const schemas = { before: up.after, after: result.schema }
  return { ...judgement, again, run: runOf(script, result.traced, schemas), ...nothingBetter }
}

/** What is kept of a down that ran. */
export function runOf(
  { migration, transaction }: ParsedMigration,
  statements: readonly TracedStatement[],
  schemas: DownRun['schemas'],
): DownRun {
  return { migration, transaction, statements, schemas }
}

/** The author's way back, as its runner sends it. */
function authoredScript(
  dialect: Dialect,
  { migration }: ParsedMigration,
  statements: readonly Statement[],
): ParsedMigration {
  return scriptOf(dialect, { ...migration, ...migration.downDelivery }, statements)
}

/** A planned way back, which no tool of the team's knows: our own runner sends it. */
async function plannedScript(
  dialect: Dialect,
  { migration }: ParsedMigration,
  sql: string,
): Promise<ParsedMigration> {
  return scriptOf(dialect, { ...migration, ...ownDelivery }, await dialect.parse(sql))
}

async function provePlanned(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  up: UpResult,
): Promise<TriedDown> {
  if (up.stateBefore === null)
    return notTried(unprovenDown(dialect, parsed, 'the schema before the up could not be read'))
  const stateAfter = await shadow.capturePlan(up.changes)
  // With something taken back it is not the state in which the next migration begins.
  const planState = stateAfter.asItStands ? stateAfter : null
  const plan = await shadow.planDown(stateAfter, up.stateBefore)
  if (plan.kind === 'impossible') return notTried(impossibleDown(dialect, up, plan.reason), planState)
  const { sql, script, tried } = await tryPlanned(dialect, shadow, parsed, plan.sql, up)
  const known = new Set(lostByUp(dialect, up))
  const worse = tried.losses.find(name => !known.has(name))
  if (worse !== undefined) {
    const reason = `the planned way back would itself lose the rows of ${worse}`
    return notTried(impossibleDown(dialect, up, reason), planState)
  }
  return { down: { source: 'generated', path: null, sql, line: 1, ...tried }, script, planState }
}

interface PlannedDown {
  readonly sql: string
  readonly script: ParsedMigration
  readonly tried: Tried
}

/** The planner does not know every kind of object: what it left out is added once, and proven with the rest. */
async function tryPlanned(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  sql: string,
  up: UpResult,
): Promise<PlannedDown> {
  const script = await plannedScript(dialect, parsed, sql)
  const result = await shadow.tryDown([script], parsed)
  const missing = result.kind === 'ran' ? dialect.completeDown(up.before, result.schema) : []
  if (missing.length === 0) return { sql, script, tried: judged(dialect, result, script, parsed, up) }
  const whole = sql + missing.map(statement => `${statement};\n`).join('')
  const more = await plannedScript(dialect, parsed, whole)
  const completed = await shadow.tryDown([more], parsed)
  return { sql: whole, script: more, tried: judged(dialect, completed, more, parsed, up) }
}

function impossibleDown(dialect: Dialect, up: UpResult, reason: string): DownProof {
  const lost = lostByUp(dialect, up)
  const failure = { code: 'impossible', message: reason, line: 1 }
  return {
    source: 'none',
    path: null,
    sql: '',
    line: 1,
    schema: 'impossible',
    difference: [failureAsChange(failure)],
    failure,
    losses: lost,
    restoresData: lost.length > 0 ? 'no' : 'unknown',
    again: notAgain,
    run: null,
    ...nothingBetter,
  }
}
