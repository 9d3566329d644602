import type { Damage } from './damage.ts'
import type { Keeping, NotKept } from './keeping.ts'
import type { Migration, ReviewState, TransactionForm } from './migration.ts'
import type { RowsAround } from './rows.ts'
import type { Change, Schema, SchemaObject } from './schema.ts'
import type { Statement } from './statement.ts'
import type { Trace } from './trace.ts'

/** A statement with what running it did. */
export interface TracedStatement {
  readonly statement: Statement
  readonly trace: Trace
  /** Locks that the transaction already held when the statement began, strongest per relation. */
  readonly heldBefore: Trace['locks']
  /** True where the statement runs inside a transaction block, be it the runner's or the author's. */
  readonly inTransaction: boolean
}

/** How the way back of one migration did in the shadow. */
export interface DownProof {
  readonly source: 'authored' | 'authored-empty' | 'generated' | 'none'
  readonly path: string | null
  /** The text of the file; where it holds the up too, with all else blanked. */
  readonly sql: string
  /** Where the down begins in its file, from 1. */
  readonly line: number
  readonly schema: 'equal' | 'equal-except-order' | 'unequal' | 'impossible' | 'unverified'
  /** What differs from the schema before the up; empty where equal. */
  readonly difference: readonly Change[]
  /** Why it did not run, with the line in the down file (1 where generated). */
  readonly failure: { readonly code: string; readonly message: string; readonly line: number } | null
  readonly restoresData: 'yes' | 'no' | 'unknown'
  /** Columns and tables whose rows the down cannot bring back. */
  readonly losses: readonly string[]
  /** The up, run once more behind a down that restored the schema. */
  readonly again: AgainProof
  /** What its statements did; `null` where it was not run to its end. */
  readonly run: DownRun | null
  /** A generated way back that leads back, where the author's does not; `null` where none is known. */
  readonly corrected: string | null
  /** The up with what it drops put aside instead, and the way back from that, both proven; `null` where there is none. */
  readonly keepData: KeepData | null
}

/** A change that drops nothing of what it takes away, as SQL. */
export interface KeepData {
  readonly up: string
  readonly down: string
}

/** How an up did behind its own down. */
export interface AgainProof {
  /** Against the schema after its first run; `unverified` too where there was no way back to try it from. */
  readonly verdict: Exclude<DownProof['schema'], 'impossible'>
  /** What differs from that schema; empty where equal. */
  readonly difference: readonly Change[]
  /** Why it did not run, with the line in its file. */
  readonly failure: DownProof['failure']
}

/** A down that ran, as a migration that comes upon the schema which its up left. */
export interface DownRun {
  readonly migration: Migration
  readonly transaction: TransactionForm
  readonly statements: readonly TracedStatement[]
  /** The schema after the up, and where the down led; `null` where there are too many in review to keep them. */
  readonly schemas: { readonly before: Schema; readonly after: Schema } | null
}

/** How the downs of all added migrations did together, run in reverse order in one go. */
export interface BatchProof {
  readonly verdict: DownProof['schema']
  /** What differs from the schema before the change; empty where equal. */
  readonly difference: readonly Change[]
  /** Where it stopped; `place` is that of the migration among the added ones, from 0. */
  readonly failure: (NonNullable<DownProof['failure']> & { readonly place: number }) | null
}

/** A migration in review after its replay. */
export interface ReplayedMigration {
  readonly migration: Migration
  readonly state: Exclude<ReviewState, 'base'>
  readonly transaction: TransactionForm
  readonly statements: readonly TracedStatement[]
  readonly changes: readonly Change[]
  /** Objects of a kind and name that none had before, with their attributes. */
  readonly made: readonly SchemaObject[]
  /** The rows of each table that stands before and after; `null` where nobody looked. */
  readonly rows: readonly RowsAround[] | null
  /** What is wrong in the database after it and was not before. */
  readonly damage: readonly Damage[]
  readonly down: DownProof
  /** What an apply keeps of what it drops; absent where that is not asked. */
  readonly kept?: KeptData
}

/** What an apply keeps of a migration, and what it does not. */
export interface KeptData {
  /** `null` where nothing is kept. */
  readonly keeping: Keeping | null
  /** The migration as it is sent then, as SQL. */
  readonly up: string | null
  /** The way back that brings the rows again. */
  readonly down: string | null
  readonly notKept: readonly NotKept[]
}
