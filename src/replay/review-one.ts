import type { Dialect, ParsedMigration, PlanState, Shadow } from '../dialects/dialect.ts'
import type { Damage } from '../model/damage.ts'
import type { KeepRequest } from '../model/keeping.ts'
import type { TracedStatement } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import type { Link } from './batch-proof.ts'
import { proveDown } from './down-proof.ts'
import { outsideTransaction } from './judge-down.ts'
import { leadsAlike, proveAside } from './keep-data.ts'
import { keptData } from './kept-data.ts'
import { proveKeeping } from './prove-keeping.ts'
import { rowsAround } from './rows-around.ts'
import { unlessGone } from './unless-gone.ts'

/** A migration after its replay, and what the next one begins with. */
export interface Reviewed {
  readonly link: Link
  readonly after: Schema
  /** What the planner saw after the up, where it looked: the next migration begins there. */
  readonly planState: PlanState | null
}

/** Runs one migration strictly, looks before and after, and proves its way back. `before` is the schema it comes upon. */
export async function reviewOne(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  state: 'added' | 'down-changed',
  before: Schema,
  known: PlanState | null,
  keep?: KeepRequest,
): Promise<Reviewed> {
  const rowsBefore = await unlessGone(shadow.readRows())
  const damageBefore = await unlessGone(shadow.readDamage())
  const generates = parsed.down === null
  const stateBefore = generates ? (known ?? (await unlessGone(shadow.capturePlan([])))) : null
  const aside = await unlessGone(proveAside(dialect, shadow, parsed, before, rowsBefore))
  const asked = keep && { ...keep, rows: rowsBefore }
  const kept = asked && (await unlessGone(proveKeeping(dialect, shadow, parsed, before, asked)))
  const traced = await shadow.trace(parsed)
  const schemaAfter = await unlessGone(shadow.readSchema())
  const after = schemaAfter ?? before
  const changes = dialect.diffSchemas(before, after)
  const rowsAfter = rowsBefore === null ? null : await unlessGone(shadow.readRows())
  const rows = rowsBefore === null || rowsAfter === null ? null : { before: rowsBefore, after: rowsAfter }
  const damageAfter = await unlessGone(shadow.readDamage())
  const damage = newDamage(damageBefore ?? [], damageAfter ?? [])
  // What ends the shadow behind its last statement must not hide what it did.
  const isSeen = schemaAfter !== null && damageAfter !== null
  const statements = isSeen ? traced : traced.map(it => unseen(it, endOf(traced)))
  const up = { before, after, rows, changes, statements, stateBefore }
  const { down: proven, script, planState } = await proveDown(dialect, shadow, parsed, up)
  const isOffered = aside !== null && proven.losses.length > 0 && leadsAlike(dialect, aside, after)
  const keepData = isOffered ? { up: aside.aside.up, down: aside.aside.down } : null
  const down = { ...proven, keepData }
  const { migration, transaction } = parsed
  const made = [...after.objects].flatMap(([key, object]) => (before.objects.has(key) ? [] : [object]))
  const isByName = dialect.identity === 'name'
  const around = rows !== null && isByName ? rowsAround(rows.before, rows.after) : null
  const replayed = {
    migration,
    state,
    transaction,
    statements,
    changes,
    made,
    rows: around,
    damage,
    down,
    ...(kept && keep
      ? { kept: keptData(dialect, parsed, before, kept, { after, losses: proven.losses }, keep) }
      : {}),
  }
  const open = down.failure?.code === outsideTransaction ? { before, after, rows, statements } : null
  return { link: { replayed, script, open }, after, planState }
}

/** What was wrong before is not this migration's doing. */
function newDamage(before: readonly Damage[], after: readonly Damage[]): readonly Damage[] {
  return after.filter(
    now =>
      !before.some(was => was.kind === now.kind && was.object === now.object && was.detail === now.detail),
  )
}

/** Where the shadow stopped, and why; `null` where it was behind the last statement. */
function endOf(traced: readonly TracedStatement[]): string | null {
  const last = traced.find(({ trace }) => trace.error?.code === 'shadow-gone')
  return last === undefined
    ? null
    : `the shadow stopped at line ${last.statement.line}: ${last.trace.error?.message}`
}

/** Without a look at the database afterwards nobody knows what a statement did, whatever was seen while it ran. */
function unseen(traced: TracedStatement, end: string | null): TracedStatement {
  if (traced.trace.outcome !== 'ran') return traced
  const message = `the database after it could not be read${end === null ? '' : `: ${end}`}`
  const error = { code: 'shadow-gone', message }
  return { ...traced, trace: { ...traced.trace, outcome: 'unverified', error, evidence: 'inferred' } }
}
