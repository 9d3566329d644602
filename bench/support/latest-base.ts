import type { BaseStore } from '../../src/replay/base-store.ts'

/** Keeps the last base alone: for one that is replayed again, or begins a later one of the same history. */
export function latestBase(): BaseStore {
  let kept: { readonly key: string; readonly state: Uint8Array } | null = null
  return {
    async find(keys) {
      return kept !== null && keys.includes(kept.key) ? kept : null
    },
    async keep(key, state) {
      kept = { key, state }
    },
  }
}
