import type { Dialect, ParsedMigration, Shadow } from '../dialects/dialect.ts'
import { bringsBack, type Keeping, type KeepRequest, type NotKept } from '../model/keeping.ts'
import type { Rows } from '../model/rows.ts'
import type { Schema } from '../model/schema.ts'
import { lostRows } from './row-proof.ts'
import { ownScript, scriptOf } from './script.ts'

/** How a migration does that sets aside what it drops. */
export interface KeepingProof {
  /** `null` where nothing is kept. */
  readonly keeping: Keeping | null
  readonly notKept: readonly NotKept[]
  /** The schema to which it leads; `null` where nothing is kept. */
  readonly after: Schema | null
}

/**
 * Runs the migration with what it drops set aside, then the way back that brings the rows again, on the schema before
 * it, and takes both back. What does not come back is not kept.
 */
export async function proveKeeping(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  before: Schema,
  { rows, ...request }: KeepRequest & { readonly rows: Rows | null },
): Promise<KeepingProof> {
  const planned = await dialect.keepDrops?.(parsed, before, request)
  if (planned === undefined || planned.keeping === null)
    return { keeping: null, notKept: planned?.notKept ?? [], after: null }
  const { keeping, notKept } = planned
  const none = (reason: string): KeepingProof => ({
    keeping: null,
    notKept: [...notKept, ...keeping.objects.map(({ name }) => ({ name, reason }))],
    after: null,
  })
  if (rows === null) return none('the rows could not be followed in the throwaway database')
  const up = await keptUp(dialect, parsed, keeping)
  const there = await shadow.tryDown([up])
  if (there.kind !== 'ran') return none(`it cannot be set aside: ${there.message}`)
  const down = await ownScript(dialect, parsed, bringsBack(keeping, keeping.objects))
  const back = await shadow.tryDown([up, down])
  if (back.kind !== 'ran') return none(`it cannot be brought back: ${back.message}`)
  const { verdict, difference } = dialect.compareSchemas(before, back.schema, { ...back.clock, by: down.up })
  if (verdict === 'unequal')
    return none(`the way back does not lead back: ${difference[0]?.action} ${difference[0]?.name}`)
  if (back.rows === null) return none('the rows could not be followed in the throwaway database')
  const lost = lostRows(before, rows, back.schema, back.rows, 'name')
  const gone = keeping.objects.filter(({ name }) =>
    lost.some(one => one === name || one.startsWith(`${name}.`)),
  )
  if (gone.length > 0) return none('not all rows came back in the throwaway database')
  return { keeping, notKept, after: there.schema }
}

/** The migration as an apply sends it. */
export function movedForm({ up }: ParsedMigration, { steps }: Keeping): readonly string[] {
  return up.flatMap(({ index, sql }) => {
    const step = steps.find(({ statement }) => statement === index)
    if (step === undefined) return [sql]
    return step.form === 'instead' ? step.sql : [...step.sql, sql]
  })
}

/** Sent as its own runner sends it, so that it stands where the migration stands. */
async function keptUp(dialect: Dialect, parsed: ParsedMigration, keeping: Keeping): Promise<ParsedMigration> {
  const { migration } = parsed
  const text = movedForm(parsed, keeping)
    .map(sql => `${sql}\n;\n`)
    .join('')
  const own = { ...migration, up: { ...migration.up, text }, down: null }
  return scriptOf(dialect, own, await dialect.parse(text))
}
