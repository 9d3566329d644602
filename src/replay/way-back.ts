import type { Dialect, Shadow } from '../dialects/dialect.ts'
import type { BatchProof } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import { batchOfOne, type Link, proveBatch } from './batch-proof.ts'
import { goBack, type WayBack } from './go-back.ts'
import { outsideTransaction } from './judge-down.ts'

/**
 * The way back of the whole change, once each down was tried alone: all in one go, in a transaction that is taken
 * back; and for good, where that is the only way to try. `before` is the schema on which the change came.
 */
export async function proveWayBack(
  dialect: Dialect,
  shadow: Shadow,
  links: readonly Link[],
  before: Schema | null,
): Promise<WayBack> {
  const added = links.filter(({ replayed }) => replayed.state === 'added')
  const batch = before === null ? null : await proveBatch(dialect, shadow, added, before)
  if (links.every(({ open }) => open === null) && !isOpen(batch)) return { downs: new Map(), batch }
  const change = before === null ? null : { links: added, before }
  const back = await goBack(dialect, shadow, links, change)
  const [only, ...more] = added
  const alone = only !== undefined && more.length === 0
  const known = alone ? batchOfOne(back.downs.get(only.replayed) ?? only.replayed.down) : batch
  return { downs: back.downs, batch: back.batch ?? known }
}

function isOpen(batch: BatchProof | null): boolean {
  return batch?.failure?.code === outsideTransaction
}
