import type { Keeping } from './keeping.ts'
import type { Statement } from './statement.ts'

/** Why an apply, a rollback or a repair did not do what it was asked: a closed set. */
export const failureReasons = [
  'blocked',
  'not-reviewed',
  'plan-changed',
  'drift',
  'pending-mismatch',
  'checksum-changed',
  'locked',
  'cannot-connect',
  'no-privilege',
  'unsafe-connection',
  'not-rehearsed',
  'apply-failed',
  'interrupted',
  'prediction-mismatch',
  'snapshot-failed',
] as const

export type FailureReason = (typeof failureReasons)[number]

/** Ends a run before its end, for a reason of the closed set. Nothing that stood is lost. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly reason: FailureReason

  /** `message` says what is wrong and what to do; it never holds a password. */
  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/**
 * A part of a migration that takes effect as a whole, or whose effect has to be asked for.
 * - `transaction`: one transaction, with the journal in it
 * - `alone`: cannot run in one; its intent is written before and its outcome after
 * - `as-authored`: sent as it stands, since its own transaction control cannot be followed
 */
export type Segment =
  | {
      readonly kind: 'transaction'
      /** The author's own BEGIN, with its options; ours where he wrote none. */
      readonly begin: string
      readonly statements: readonly Statement[]
    }
  | {
      readonly kind: 'alone'
      readonly statements: readonly [Statement]
      /** How it is found out after a crash whether it took effect. */
      readonly recovery: Recovery
    }
  | { readonly kind: 'as-authored'; readonly statements: readonly Statement[]; readonly recovery: 'ask' }

/** `catalog`: it tells; `repeatable`: running it again leads to the same end; `ask`: only people know. */
export type Recovery = 'catalog' | 'repeatable' | 'ask'

/** Up, or back. */
export type Direction = 'up' | 'down'

/** Which migration, in the journal: two folders may both have a `0001_init`. */
export interface JournalKey {
  /** The folder of its up, from the root of the repository. */
  readonly folder: string
  readonly id: string
}

/** What the journal holds of a migration. */
export interface JournaledMigration extends JournalKey {
  /** `applied`: its up ran to its end; `running`, `failed`: a part of it, at most; `reverted`: its down ran. */
  readonly state: 'applied' | 'running' | 'failed' | 'reverted'
  /** Towards which it was last moved. */
  readonly direction: Direction
  /** Counts its runs: each begins where nothing of it had taken effect, or all had. */
  readonly pass: number
  readonly digest: string
  /** SHA-256 of the text of its up. */
  readonly checksum: string
  /** The way back that was proven when it was applied; `null` where there was none. */
  readonly down: string | null
  /** Columns and tables whose rows that way back does not bring back. */
  readonly losses: readonly string[]
  /** What was set aside when it was applied, and how it comes back; `null` where nothing was. */
  readonly kept: Keeping | null
  /** ISO 8601. */
  readonly changedAt: string
  readonly runId: string
  /** Of the run; `null` where none was asked for. */
  readonly planDigest: string | null
  /** Of the last try, where it failed. */
  readonly error: string | null
}

/** What the journal holds of a statement, in the newest pass of a migration that is not through. */
export interface JournaledStatement extends JournalKey {
  readonly direction: Direction
  /** Its place in the file, from 0. */
  readonly number: number
  readonly state: 'running' | 'applied' | 'failed' | 'not-applied'
  /** SHA-256 of its text. */
  readonly checksum: string
  /** What the catalog held of its target before it ran. */
  readonly observation: Readonly<Record<string, unknown>> | null
  readonly error: string | null
}

/** Who deploys what, and why. */
export interface RunIdentity {
  /** 32 hex digits. */
  readonly id: string
  readonly command: 'apply' | 'status' | 'rollback' | 'repair' | 'baseline' | 'archive'
  readonly actor: string | null
  readonly commit: string | null
  readonly environment: string | null
  readonly planDigest: string | null
}

/** Times in ms; 0 is no limit. */
export interface DeployTimeouts {
  /** For a lock that a statement of a transaction wants. */
  readonly lock: number
  /** For one statement of a transaction. */
  readonly statement: number
  /** For locks that a statement outside of transactions waits for: it waits for every older one, on any table. */
  readonly concurrentLock: number
  /** For one statement outside of transactions. */
  readonly concurrentStatement: number
}

/** Reasons of which the user must change something before anything can be said of migrations. */
export const unsafeReasons: readonly FailureReason[] = ['cannot-connect', 'no-privilege', 'unsafe-connection']
