import type { Row, TransactionStatus } from '../session.ts'

/** The database that the embedded engine boots with. */
export const embeddedDatabase = 'postgres'

/** Files of the engine, which the child reads and nothing else. */
export interface EngineFiles {
  /** zstd-compressed tar of a data directory. */
  readonly dataDirectory: string
  /** Folder of `NAME.tar.gz` of the contrib extensions. */
  readonly extensions: string
  /** JSON with the version of the engine and the digest of the data directory. */
  readonly facts: string
}

/** What the parent asks of the child that holds the engine. */
export type Question =
  | {
      readonly kind: 'boot'
      readonly engine: EngineFiles
      readonly extensions: readonly string[]
      /** A kept image to boot from; `null` boots the prebuilt data directory. */
      readonly image: Uint8Array | null
    }
  /** Asks for the engine as it stands, in the one row of the answer. */
  | { readonly kind: 'image' }
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'run'; readonly sql: string }
  /** Asks of each query why it cannot be parsed, in a row of the answer each. */
  | { readonly kind: 'parse'; readonly queries: readonly string[] }

export interface Answer {
  readonly rows: readonly Row[]
  readonly rowsAffected: number
  readonly transaction: TransactionStatus
  /** What the server noticed while it ran a statement under review. */
  readonly notices?: readonly string[]
}

export interface Refusal {
  readonly message: string
  /** SQLSTATE. */
  readonly code: string
  readonly position: number
  readonly transaction: TransactionStatus
}
