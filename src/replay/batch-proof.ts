import type { Dialect, DownFailure, DownResult, ParsedMigration, Shadow } from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { BatchProof, DownProof, ReplayedMigration } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import { madeBy, toldFailure, type Up } from './judge-down.ts'

/** A replayed migration with what is needed to take it back once more. */
export interface Link {
  readonly replayed: ReplayedMigration
  /** Its way back, as a migration whose up leads back; `null` where there is none, or it was not tried. */
  readonly script: ParsedMigration | null
  /** Kept where the down can be tried only outside of a transaction. */
  readonly open: Up | null
}

/** The link without the schemas between which its down was run. */
export function withoutSchemas(link: Link): Link {
  const { down } = link.replayed
  const run = down.run && { ...down.run, schemas: null }
  return { ...link, replayed: { ...link.replayed, down: { ...down, run } } }
}

/** All downs in reverse order in one go, as a deploy is taken back. */
export async function proveBatch(
  dialect: Dialect,
  shadow: Shadow,
  links: readonly Link[],
  before: Schema,
): Promise<BatchProof> {
  const [only, ...more] = links
  // A lone one was tried already.
  if (only !== undefined && more.length === 0) return batchOfOne(only.replayed.down)
  const scripts = [...links].reverse().flatMap(({ script }) => script ?? [])
  if (scripts.length < links.length) return unverifiedBatch
  try {
    return judgeBatch(dialect, await shadow.tryDown(scripts), links, before)
  } catch (error) {
    if (error instanceof ShadowGone) return unverifiedBatch
    throw error
  }
}

const unverifiedBatch: BatchProof = { verdict: 'unverified', difference: [], failure: null }

export function batchOfOne({ schema, difference, failure }: DownProof): BatchProof {
  return { verdict: schema, difference, failure: failure && { ...failure, place: 0 } }
}

/** What the downs of `links`, last first, led to. */
export function judgeBatch(
  dialect: Dialect,
  result: DownResult | DownFailure,
  links: readonly Link[],
  before: Schema,
): BatchProof {
  if (result.kind === 'ran') {
    const by = links.flatMap(({ script }) => script?.up ?? [])
    const { verdict, difference } = dialect.compareSchemas(before, result.schema, madeBy(result.clock, by))
    return { verdict, difference, failure: null }
  }
  const { line } = result
  const { code, message } = toldFailure(result)
  const place = links.length - 1 - result.place
  const name = `${links[place]?.replayed.migration.id} line ${line}`
  return {
    verdict: result.kind === 'failed' ? 'unequal' : 'unverified',
    difference: [{ action: 'alter', object: 'down', name, detail: message }],
    failure: { code, message, line, place },
  }
}
