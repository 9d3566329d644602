import type { FailureReason, RunIdentity } from './deploy.ts'
import type { ReviewedMigration } from './review.ts'
import type { Change } from './schema.ts'
import type { Snapshot } from './snapshot.ts'

/** What an apply or a rollback did: one plain value, which reporters only render. */
export interface DeployReport {
  readonly format: 'migration-gate/apply@1'
  readonly command: RunIdentity['command']
  /** `planned`: a dry run. */
  readonly outcome: 'done' | 'nothing-to-do' | 'planned' | 'failed'
  readonly failureReason: FailureReason | null
  /** What is wrong and what to do; what was done where nothing is. */
  readonly message: string
  readonly environment: string | null
  /** Host and database, without secrets. */
  readonly runId: string
  readonly serverVersion: string | null
  /** Of what was pending. */
  readonly planDigest: string | null
  readonly migrations: readonly DeployedMigration[]
  /** What an earlier run left, and what became of it. */
  readonly recovered: readonly string[]
  /** What the target has otherwise than the check predicted; of a failed comparison, what was found before. */
  readonly difference: readonly Change[]
  /** What could not be compared, recorded or stored, and why. */
  readonly notes: readonly string[]
  /** The target as it stands after it; `null` where none was taken. */
  readonly snapshot: Snapshot | null
}

/** How one migration did. */
export interface DeployedMigration {
  readonly id: string
  readonly path: string
  readonly digest: string
  readonly state: 'applied' | 'reverted' | 'failed' | 'interrupted' | 'not-run'
  readonly durationMs: number
  readonly retries: number
  /** Of the statement on which it stopped; `null` where it did not. */
  readonly failure: {
    readonly line: number | null
    readonly code: string
    readonly message: string
    /** Parts before it that took effect and stay. */
    readonly partsApplied: number
  } | null
  /** What is set aside of what it drops, and what is not. */
  readonly keeps?: NonNullable<ReviewedMigration['kept']>
  /** How it is sent. */
  readonly segments: readonly DeployedSegment[]
}

/** A part of a migration, as the preview shows it. */
export interface DeployedSegment {
  readonly kind: 'transaction' | 'alone' | 'as-authored'
  readonly recovery: 'transaction' | 'catalog' | 'repeatable' | 'ask'
  /** Times in ms; 0 is none. */
  readonly lockTimeout: number
  readonly statementTimeout: number
  readonly statements: readonly {
    readonly index: number
    readonly line: number
    readonly sql: string
    /** As the check measured them. */
    readonly locks: readonly { readonly relation: string; readonly mode: string }[]
  }[]
}
