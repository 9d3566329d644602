import type { DeployTarget, Journal } from '../dialects/deploy-target.ts'
import { dropsData, migrationDigest } from '../migrations/digest.ts'
import { type JournaledMigration, type JournaledStatement, Stopped } from '../model/deploy.ts'
import { statementChecksum } from '../model/statement-checksum.ts'
import { journaled, type PlannedMigration, sameKey } from './plan.ts'
import { requireSameText, type WayBack } from './run-migration.ts'

/** Where a migration that was begun goes on. */
export interface Resumption {
  readonly planned: PlannedMigration
  /** The first part that has not taken effect, from 0; as many as there are where all have. */
  readonly from: number
  readonly pass: number
  readonly back: WayBack
  /** Statements that took effect, of which nobody had written so. */
  readonly found: readonly { readonly number: number; readonly checksum: string; readonly state: 'applied' }[]
  /** What was found out about the statements of which nobody wrote the outcome. */
  readonly evidence: readonly string[]
}

/**
 * What is left of the migrations that an earlier run began, judged by the journal and by the catalog; what is half done
 * is taken away. Those of which nothing took effect begin anew, and are not among them.
 * @throws Stopped `interrupted` where only people know, `checksum-changed` where the file is another one or gone,
 *   `plan-changed` where keep-data was switched on meanwhile
 */
export async function resumptions(
  target: DeployTarget,
  journal: Journal,
  planned: readonly PlannedMigration[],
): Promise<readonly Resumption[]> {
  const found: Resumption[] = []
  for (const begun of journal.migrations) {
    if (begun.direction !== 'up' || (begun.state !== 'running' && begun.state !== 'failed')) continue
    const statements = journal.statements.filter(one => sameKey(one, begun) && one.direction === 'up')
    if (!statements.some(({ state }) => state !== 'not-applied')) continue
    const own = planned.find(({ key }) => sameKey(key, begun))
    if (own === undefined) throw gone(begun)
    const same = asBegun(own, begun)
    requireSameText(same, begun.digest)
    const resumed = await resumption(target, same, begun, statements)
    requireKept(own, resumed)
    found.push(same === own ? resumed : toldOf(resumed))
  }
  return found
}

/** Begun with keep-data or without, it goes on so: the journal holds how. */
function asBegun(planned: PlannedMigration, { digest }: JournaledMigration): PlannedMigration {
  if (planned.digest === digest) return planned
  return digestsOf(planned).includes(digest) ? { ...planned, digest } : planned
}

/** With what it drops set aside, and without. */
function digestsOf({ parsed: { migration, transaction } }: PlannedMigration): readonly [string, string] {
  return [migrationDigest(migration, transaction, true), migrationDigest(migration, transaction)]
}

/** @throws Stopped `plan-changed` where it would drop what is to be kept by now */
function requireKept(now: PlannedMigration, { planned, from }: Resumption): void {
  const [keeping] = digestsOf(now)
  if (planned.digest === now.digest || now.digest !== keeping) return
  const left = planned.segments.slice(from).flatMap(({ statements }) => statements)
  if (!dropsData(left)) return
  const { id } = planned.key
  throw new Stopped(
    'plan-changed',
    `${id} was begun without keep-data and can only go on so: what it has yet to drop would not be kept, and keep-data is switched on by now. Set keep-data: false until it is through, or settle it: migration-gate repair --mark-not-applied ${id}.`,
  )
}

function toldOf({ planned, evidence, ...more }: Resumption): Resumption {
  const how = planned.digest === digestsOf(planned)[0] ? 'with' : 'without'
  return {
    ...more,
    planned,
    evidence: [...evidence, `${planned.key.id}: goes on ${how} keep-data, as it was begun`],
  }
}

async function resumption(
  target: DeployTarget,
  planned: PlannedMigration,
  { pass, down, losses, kept }: JournaledMigration,
  statements: readonly JournaledStatement[],
): Promise<Resumption> {
  const back = { down, losses, kept }
  const evidence: string[] = []
  const found: Resumption['found'][number][] = []
  for (const [from, segment] of planned.segments.entries()) {
    const entries = segment.statements.map(({ index }) => statements.find(({ number }) => number === index))
    if (entries.every(entry => entry?.state === 'applied')) continue
    if (segment.kind === 'transaction') return { planned, from, pass, back, found, evidence }
    const [statement] = segment.statements
    const entry = entries[0]
    if (entry === undefined || statement === undefined || entry.state === 'not-applied')
      return { planned, from, pass, back, found, evidence }
    if (segment.kind === 'as-authored' || entry.checksum !== statementChecksum(statement))
      throw unknown(planned, 'its own transaction control does not say which part took effect')
    const settled = await target.settle(entry, statement)
    if (settled.kind === 'unknown') throw unknown(planned, settled.evidence)
    evidence.push(`${planned.key.id}, line ${statement.line}: ${settled.evidence}`)
    if (settled.kind === 'applied')
      found.push({ number: statement.index, checksum: entry.checksum, state: 'applied' })
    else return { planned, from, pass, back, found, evidence }
  }
  return { planned, from: planned.segments.length, pass, back, found, evidence }
}

function unknown({ key }: PlannedMigration, evidence: string): Stopped {
  return new Stopped(
    'interrupted',
    `${key.id} was interrupted, and whether it took effect cannot be told: ${evidence}. Look at the database, then say so: migration-gate repair --mark-applied ${key.id}, or --mark-not-applied ${key.id}.`,
  )
}

function gone({ id }: JournaledMigration): Stopped {
  return new Stopped(
    'checksum-changed',
    `${id} was begun and is not through, and there is no file of it. Restore the file, or settle it: migration-gate repair --mark-applied ${id}, or --mark-not-applied ${id}.`,
  )
}

/** The number of the next pass of a migration that begins anew. */
export function nextPass(journal: Journal, { key }: PlannedMigration): number {
  return (journaled(journal, key)?.pass ?? 0) + 1
}
