import type { Damage } from '../model/damage.ts'
import type { KeepRequest, PlannedKeeping } from '../model/keeping.ts'
import type { Migration, TransactionForm } from '../model/migration.ts'
import type { KeepData, TracedStatement } from '../model/replay.ts'
import type { Rows } from '../model/rows.ts'
import type { Change, Schema, SchemaComparison } from '../model/schema.ts'
import type { HistoryRows, Snapshot, SnapshotSchema, Unread } from '../model/snapshot.ts'
import type { Span, Statement } from '../model/statement.ts'
import type { Lock } from '../model/trace.ts'
import type { Deployment } from './deploy-target.ts'

/** A migration whose files were split into statements. */
export interface ParsedMigration {
  readonly migration: Migration
  readonly transaction: TransactionForm
  readonly up: readonly Statement[]
  /** `null` where there is no down file. */
  readonly down: readonly Statement[] | null
}

/** A statement of the base that the shadow could not replay. */
export interface BaseProblem {
  readonly path: string
  readonly line: number
  /** SQLSTATE or a word of ours. */
  readonly code: string
  readonly message: string
}

/** The kinds of {@link BaseNotice}. */
export const noticeKinds = ['role', 'schema', 'database', 'extension', 'function', 'empty-table'] as const

/** What the replay of the base was given, or did without, so that the rest could be replayed. */
export interface BaseNotice {
  /**
   * A role or schema that no migration makes was made; the database was given the name that they have for it; an
   * extension that the engine lacks was left out; a function that the application brings got a stand-in. No synthetic
   * row could be put into a table that a change touches.
   */
  readonly kind: (typeof noticeKinds)[number]
  readonly name: string
  /** Where it was first wanted. */
  readonly path: string
  readonly line: number
}

/** What one database can do. The core knows no other way to reach one. */
export interface Dialect {
  readonly name: 'postgres' | 'sqlite' | 'mysql' | 'surrealdb'
  /**
   * What tells that a table or column is the one that stood before: the catalog's own number, which one that is built
   * anew does not keep with its rows; or its name, where rows alone prove that nothing is lost.
   */
  readonly identity: 'catalog' | 'name'
  /** Splits and parses; text that is not SQL becomes statements with a `syntaxError`, never an exception. */
  parse(text: string): Promise<readonly Statement[]>
  /** The comments of a file, in order, with their marks: what looks like one in a string or a body of code is none. */
  comments(text: string): readonly Span[]
  /** The transaction form of the format and its directives, after a look at what the author wrote. */
  transactionForm(migration: Migration, statements: readonly Statement[]): TransactionForm
  /**
   * Starts a throwaway database that can run all these migrations. It starts at once: while the files are
   * still being parsed, the engine's process comes up beside. From a kept base it rejects with `ShadowGone`
   * where that cannot be used.
   */
  openShadow(
    migrations: readonly ParsedMigration[] | Promise<readonly ParsedMigration[]>,
    options: ShadowOptions,
    from?: Promise<KeptShadow | null>,
  ): Promise<Shadow>
  /**
   * Reads a target and proves that it can be built again; only reads there, in one transaction. Absent where the
   * dialect takes no snapshots yet.
   * @throws UserError where it cannot be reached, or refuses to be read
   */
  takeSnapshot?(url: string, options: SnapshotOptions): Promise<TakenSnapshot>
  /** How migrations are applied. Absent where the dialect cannot yet. */
  readonly deployment?: Deployment
  /** Another text for each engine, or form of a kept base, that could not use what an other one kept. */
  keptBy(): string
  /** How each statement of the up stands to its transaction, by the text and the manual alone. */
  standings(parsed: ParsedMigration): readonly Pick<TracedStatement, 'heldBefore' | 'inTransaction'>[]
  /** The database's own code for a text that is not SQL. */
  readonly syntaxError: string
  /** Locks of a statement that is not run, from its text and the manual. */
  inferLocks(statement: Statement): readonly Lock[]
  /** Whether running it changes nothing: what stands in a file that must not be empty, such as `SELECT 1`. */
  isNoOp(statement: Statement): boolean
  /**
   * The one name under which a relation is compared, from any way of writing it: in its schema, the default one
   * where none is said. `null` where this is no name.
   */
  relationName(written: string): string | null
  /** What changed between two moments of one database; renames are seen by identity. */
  diffSchemas(before: Schema, after: Schema): readonly Change[]
  /** Whether two schemas are the same, whatever their identities. With `made`, the clock that is written into the actual one is no difference. */
  compareSchemas(expected: Schema, actual: Schema, made?: Made): SchemaComparison
  /**
   * What migrations built by themselves, held against a target: who ran them, and which version of an extension there
   * was, is no difference, nor is what `redacted` hides in the target.
   */
  compareWithTarget(built: Schema, target: Schema, redacted: boolean): SchemaComparison
  /** Whether two schemas are the same where either may have been built from the texts that a server made of the other. */
  compareRebuilt(expected: Schema, actual: Schema): SchemaComparison
  /** Statements for what a planned down left out, as far as the dialect knows how; to be proven like the rest. */
  completeDown(expected: Schema, actual: Schema): readonly string[]
  /**
   * The same change with what it drops put aside, where it does nothing but drop; to be proven. Absent where the dialect
   * has no such form.
   */
  putAside?(parsed: ParsedMigration, before: Schema): Aside | null
  /**
   * How what a migration drops by statements of its own is set aside and brought back; to be proven. Absent where the
   * dialect cannot.
   */
  keepDrops?(parsed: ParsedMigration, before: Schema, request: KeepRequest): Promise<PlannedKeeping>
}

/** A change that puts aside what it would drop, before it was proven, as SQL. */
export interface Aside extends KeepData {
  /** Whether an object of the schema after it belongs to what was put aside. */
  isAside(name: string): boolean
}

export interface ShadowOptions {
  /** Tables that migration tools keep for themselves: left out of every schema. None unless said. */
  readonly historyTables?: readonly string[]
  /** Whether connections of the target enforce foreign keys; where that is a setting, most drivers turn it on. */
  readonly foreignKeys?: boolean
  /** `null` is the embedded engine. */
  readonly url: string | null
  /** Times in ms, memory in bytes. */
  readonly limits: { readonly statement: number; readonly check: number; readonly memory: number }
}

/** A table of a migration tool, by its bare name, and the columns that tell what ran. */
export interface HistorySource {
  readonly table: string
  /** In the order by which its rows are sorted. */
  readonly columns: readonly string[]
}

export interface SnapshotOptions {
  readonly historySources: readonly HistorySource[]
  /** Hide texts in the bodies of functions and in defaults. */
  readonly redact: boolean
  /** Longest run of one query on the target, in ms. */
  readonly timeout: number
  /** Asked anew at each connection; what the address has where it is left out. */
  readonly password?: () => Promise<string>
  /** Of the throwaway database in which it is built again. */
  readonly limits: ShadowOptions['limits']
}

/** A target as it stood at one moment. */
export interface TakenSnapshot {
  readonly serverVersion: string
  /** Absent where it could not be built. */
  readonly schema?: SnapshotSchema
  readonly history: readonly HistoryRows[]
  readonly statistics: NonNullable<Snapshot['statistics']>
  readonly settings: NonNullable<Snapshot['settings']>
  readonly unread: readonly Unread[]
}

/** A target as a snapshot knows it. */
export interface Target {
  readonly schema: Schema
  /** Of its server. */
  readonly version: string
  /** True where texts in bodies and defaults are hidden. */
  readonly redacted: boolean
}

/** What came of building a target again. */
export interface Settled {
  /** Statements that had to be added. */
  readonly added: readonly string[]
  /** What still differs from the target. */
  readonly difference: readonly Change[]
}

/** A base after its replay, as a dialect's shadow gives it away and takes it back. */
export interface KeptShadow {
  /** JSON of the dialect's own. */
  readonly facts: unknown
  /** The engine's bytes. */
  readonly image: Uint8Array
}

/** The database's own clock: ms since 1970. `offset` is what local time is ahead of UTC, in ms. */
export interface Clock {
  readonly from: number
  readonly to: number
  readonly offset: number
}

/** When a schema was made, and by what. */
export interface Made extends Clock {
  readonly by: readonly Statement[]
}

/** Where downs led. */
export interface DownResult {
  readonly kind: 'ran'
  readonly schema: Schema
  /** As `readRows` reads them. */
  readonly rows: Rows | null
  readonly clock: Clock
  /** What each statement of the down did, where its up came with it; else empty. */
  readonly traced: readonly TracedStatement[]
  /** Where the up leads from there; `null` where it did not come with its down. */
  readonly again: UpAgain | DownFailure | null
}

/** Where an up led that was run once more behind its down. */
export interface UpAgain {
  readonly kind: 'ran'
  readonly schema: Schema
  readonly clock: Clock
}

/** Why downs did not lead anywhere. */
export interface DownFailure {
  /** `outside`: only outside the transaction of the proof could it be tried. */
  readonly kind: 'failed' | 'unverified' | 'outside'
  readonly code: string
  readonly message: string
  /** Which of the downs, from 0, and the line in its file. */
  readonly place: number
  readonly line: number
}

/** A throwaway database in which migrations are replayed. */
export interface Shadow {
  readonly engine: { readonly version: string; readonly kind: 'embedded' | 'server' }
  /** Replays one migration of the base tolerantly and returns what failed. */
  replay(migration: ParsedMigration): Promise<readonly BaseProblem[]>
  /**
   * Told that what was replayed so far stands for a target with this schema: adds what is missing where it can, and
   * remembers what differs in the end, so that nothing is measured there.
   */
  settle(target: Target): Promise<Settled>
  /** What was made or left out so that the base could be replayed, also before it was kept. */
  notices(): readonly BaseNotice[]
  /** What was replayed so far, to start from another time; `null` where the engine or the base does not allow it. */
  keep(): Promise<KeptShadow | null>
  /**
   * Makes roles and schemas that these migrations want and none makes, before the first of them runs; the
   * statements that want them are unverified. True where something was made, so that a schema read earlier is old.
   */
  provide(migrations: readonly ParsedMigration[]): Promise<boolean>
  /** Replays one migration in review as its runner would, and measures each statement. Never throws. */
  trace(migration: ParsedMigration): Promise<readonly TracedStatement[]>
  /** The schema as the second reader sees it. */
  readSchema(): Promise<Schema>
  /**
   * Puts a few valid rows into each table that has none, so that what befalls rows is seen, and as far as it can such
   * as the conditions of the migrations ahead allow. A table that takes none stays empty. Does nothing where the dialect
   * does not look at rows.
   */
  fillTables(ahead: readonly ParsedMigration[]): Promise<void>
  /** The rows as they stand; `null` where the dialect does not look at rows. */
  readRows(): Promise<Rows | null>
  /** What is wrong in the database as it stands, by the engine's own checks. Nothing where the engine has none. */
  readDamage(): Promise<readonly Damage[]>
  /** For each query why it cannot be prepared as the schema stands; `null` where it can. None of them is run. */
  prepare(queries: readonly string[]): Promise<readonly (string | null)[]>
  /** What the planner of generated downs needs to know of the schema as it is now, with what stands in its way among `changes` taken back. */
  capturePlan(changes: readonly Change[]): Promise<PlanState>
  /** SQL from one state to another. */
  planDown(from: PlanState, to: PlanState): Promise<PlannedDown>
  /**
   * Runs downs one after the other, reads the schema, and takes everything back. Each is given as a migration
   * whose up is the way back, so that it is sent as its runner sends it. A down that comes with its `up` is measured,
   * and the up is run once more behind it.
   */
  tryDown(downs: readonly ParsedMigration[], up?: ParsedMigration): Promise<DownResult | DownFailure>
  close(): Promise<void>
}

/** Opaque to the core, but for whether anything was taken back first. */
export interface PlanState {
  readonly planState: unknown
  readonly asItStands: boolean
}

export type PlannedDown =
  | { readonly kind: 'planned'; readonly sql: string }
  | { readonly kind: 'impossible'; readonly reason: string }
