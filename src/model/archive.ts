/** What an apply set aside, and nobody brought back or purged. */
export interface ArchivedObject {
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
  /** On disk, with indexes; `null` where it is gone. */
  readonly bytes: number | null
  readonly rows: number | null
  /** `gone`: somebody took it away by hand. */
  readonly rowsAre: 'counted' | 'estimated' | 'gone'
  /** Takes it away. */
  readonly purge: readonly string[]
}
