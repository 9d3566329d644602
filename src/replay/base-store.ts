/**
 * Where the states of replayed bases are kept from one check to the next. Neither method throws: a broken store
 * costs time and nothing else.
 */
export interface BaseStore {
  /** The first of these keys that the store has, and what was kept under it. A key is 64 hexadecimal digits. */
  find(keys: readonly string[]): Promise<{ readonly key: string; readonly state: Uint8Array } | null>
  keep(key: string, state: Uint8Array): Promise<void>
}

/** A store that keeps while the check goes on. */
export interface BackgroundStore extends BaseStore {
  /** Waits until all is kept. */
  settled(): Promise<void>
}

/** The same store, but that nobody waits for what it keeps until the report is out. */
export function inBackground(store: BaseStore): BackgroundStore {
  const pending: Promise<void>[] = []
  return {
    find: keys => store.find(keys),
    async keep(key, state) {
      pending.push(store.keep(key, state))
    },
    async settled() {
      await Promise.all(pending)
    },
  }
}
