/** What an apply set aside, and nobody brought back or purged. */
export interface SetAside {
  /** What `archive purge` takes. */
  readonly id: string
  readonly kind: 'table' | 'column'
  /** As it was called, in its schema. */
  readonly object: string
  /** The table in which its rows stand now. */
  readonly place: string
  /** Of the migration that dropped it. */
  readonly folder: string
  readonly migration: string
  readonly runId: string
  /** ISO 8601, by the clock of the server. */
  readonly keptAt: string
  readonly expiresAt: string
  readonly expired: boolean
  /** Takes it away. */
  readonly purge: readonly string[]
}

/** The same with how much it holds. */
export interface ArchivedObject extends SetAside {
  /** On disk, with indexes; `null` where it is gone. */
  readonly bytes: number | null
  readonly rows: number | null
  /** `gone`: somebody took it away by hand. */
  readonly rowsAre: 'counted' | 'estimated' | 'gone'
}
