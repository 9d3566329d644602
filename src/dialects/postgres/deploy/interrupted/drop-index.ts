import type { DropStmt, Node, RangeVar } from 'libpg-query'
import { z } from 'zod'
import { nodeAs, stringsOf } from '../../parse/tree.ts'
import { type Ask, catalogWitness } from './catalog-witness.ts'
import { type Candidate, candidates, dropOf, isSound } from './indexes.ts'
import { applied, halfApplied, type Judgement, notApplied, unknown, type Witness } from './judgement.ts'

const seen = z.object({
  oid: z.string(),
  quoted: z.string(),
  flags: z.object({ valid: z.boolean(), ready: z.boolean(), live: z.boolean() }).nullable(),
})
const before = z.object({ indexes: z.array(seen.nullable()) })
type Before = z.infer<typeof before>
type Seen = z.infer<typeof seen>

/**
 * DROP INDEX CONCURRENTLY first commits that the index is invalid, then that it is dead, and takes it away at last.
 * The server takes one name only (`RemoveRelations`).
 */
export function dropIndex(statement: DropStmt): Witness {
  const names = (statement.objects ?? []).map(relationOf)
  return catalogWitness<Before>({
    names,
    before,
    async observe(ask, oids) {
      const found = await byOid(ask, oids)
      return { indexes: oids.map(oid => seenOf(found.find(one => one.oid === oid))) }
    },
    judge: (ask, { indexes }) =>
      indexes.length === 1
        ? judgeOne(ask, indexes[0] ?? null, statement.missing_ok === true)
        : judgeSeveral(ask, indexes),
  })
}

function relationOf(written: Node): RangeVar {
  const parts = stringsOf(nodeAs(written, 'List')?.items)
  const [schemaname, relname] = [parts.at(-2), parts.at(-1)]
  return {
    ...(schemaname === undefined ? {} : { schemaname }),
    ...(relname === undefined ? {} : { relname }),
  }
}

function byOid(ask: Ask, oids: readonly (string | null)[]): Promise<readonly Candidate[]> {
  return candidates(ask, 'c.oid = any ($1::pg_catalog.oid[])', [oids.filter(oid => oid !== null)])
}

function seenOf(one: Candidate | undefined): Seen | null {
  return one === undefined ? null : { oid: one.oid, quoted: one.quoted, flags: one.flags }
}

async function judgeOne(ask: Ask, was: Seen | null, ifExists: boolean): Promise<Judgement> {
  if (was === null)
    return ifExists
      ? applied('no such index stood before: there was nothing to do')
      : notApplied('no such index stood before: the statement can only fail')
  const [now] = await byOid(ask, [was.oid])
  if (now === undefined) return judgeGone(ask, was)
  if (isSound(now)) return notApplied(`${now.quoted} stands and is valid`)
  if (sameFlags(was, now)) return notApplied(`${now.quoted} stands as it stood before`)
  return halfApplied(`${now.quoted} is INVALID, which it was not before`, [dropOf(now)], 'applied')
}

/** REINDEX CONCURRENTLY of somebody else also takes the old one away, and leaves another under its name. */
async function judgeGone(ask: Ask, was: Seen): Promise<Judgement> {
  const namesakes = await candidates(ask, `pg_catalog.format('%I.%I', n.nspname, c.relname) = $1`, [
    was.quoted,
  ])
  return namesakes.length === 0
    ? applied(`${was.quoted} is gone`)
    : unknown(`${was.quoted} is another one than before the statement`)
}

/** Several names are refused before anything is done; so whatever changed was done by others. */
async function judgeSeveral(ask: Ask, all: readonly (Seen | null)[]): Promise<Judgement> {
  const stood = all.filter(one => one !== null)
  const now = await byOid(
    ask,
    stood.map(({ oid }) => oid),
  )
  return stood.every(was => now.some(one => one.oid === was.oid && sameFlags(was, one)))
    ? notApplied('each of them stands as before: the server takes only one name')
    : unknown('the server takes only one name, yet some of them are gone or changed')
}

function sameFlags(was: Seen, now: Candidate): boolean {
  const { flags } = now
  if (was.flags === null || flags === null) return was.flags === flags
  return was.flags.valid === flags.valid && was.flags.ready === flags.ready && was.flags.live === flags.live
}
