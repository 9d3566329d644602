import type { BaseProblem, Shadow } from '../dialects/dialect.ts'
import { type BaseState, decodeBase, encodeBase } from './base-state.ts'
import type { BaseStore } from './base-store.ts'
import { unlessGone } from './unless-gone.ts'

/** Where the state of this check's base is kept, with a key for each of its beginnings, the shortest first. */
export interface BaseCache {
  readonly store: BaseStore
  readonly keys: readonly string[]
}

/** A beginning of the base that needs no replay. */
export interface FoundBase {
  /** How many steps it stands for. */
  readonly steps: number
  readonly state: BaseState
}

/** A replay that took longer than this, in ms, is worth keeping: to keep costs a tenth of a second or two. */
const worthKeeping = 500

/** A state that lies so many steps back is kept anew, before a store that looks no further than ten loses sight of it. */
const tooFarBack = 5

/** The same cache, but that it finds nothing. */
export function forgetting(cache: BaseCache | null): BaseCache | null {
  if (cache === null) return null
  const { store, keys } = cache
  return { keys, store: { find: async () => null, keep: (key, state) => store.keep(key, state) } }
}

/** The longest beginning of the base that was kept. */
export async function findBase(cache: BaseCache | null): Promise<FoundBase | null> {
  if (cache === null || cache.keys.length === 0) return null
  const found = await cache.store.find(cache.keys.toReversed())
  const state = found === null ? null : decodeBase(found.key, found.state)
  return found === null || state === null ? null : { steps: cache.keys.indexOf(found.key) + 1, state }
}

/** Keeps the base as it stands in the shadow, where that pays. `ms` is what the replay of the rest of it took. */
export async function keepBase(
  cache: BaseCache | null,
  found: FoundBase | null,
  shadow: Shadow,
  problems: readonly BaseProblem[],
  ms: number,
): Promise<void> {
  const key = cache?.keys.at(-1)
  if (cache === null || key === undefined) return
  const replayed = cache.keys.length - (found?.steps ?? 0)
  if (ms < worthKeeping && (found === null || replayed < tooFarBack)) return
  const kept = await unlessGone(shadow.keep())
  if (kept !== null) await cache.store.keep(key, encodeBase(key, { shadow: kept, problems }))
}
