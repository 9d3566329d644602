import type { ArchivedObject, SetAside } from '../model/archive.ts'
import type {
  DeployTimeouts,
  JournaledMigration,
  JournaledStatement,
  RunIdentity,
  Segment,
} from '../model/deploy.ts'
import type { Schema } from '../model/schema.ts'
import type { HistoryRows } from '../model/snapshot.ts'
import type { Statement } from '../model/statement.ts'
import type { HistorySource, ParsedMigration } from './dialect.ts'

/** What a dialect needs to apply migrations. */
export interface Deployment {
  /**
   * The parts of a migration's up, in order. Where the author's own transaction control can be followed, his
   * transactions are parts.
   */
  segments(parsed: ParsedMigration): readonly Segment[]
  /**
   * Connects to a target and proves that the session is really ours.
   * @throws Stopped `cannot-connect`, `unsafe-connection`
   */
  open(url: string, run: RunIdentity, options?: OpenOptions): Promise<DeployTarget>
  /** A statement without its literals. */
  hideLiterals(sql: string): string
}

export interface OpenOptions {
  /** Asked anew at each connection; what the address has where it is left out. */
  readonly password?: (() => Promise<string>) | undefined
  /** Whether values are hidden in what the server says of an error. */
  readonly redact?: boolean
}

/** A session on a database that migrations are applied to. It holds the lock until it is closed. */
export interface DeployTarget {
  readonly serverVersion: string
  /** Its name, as the server knows it. */
  readonly database: string
  /**
   * Takes our lock and those of other tools, polled, never waiting inside the server.
   * @throws Stopped `locked`, naming who holds it
   */
  lock(keys: readonly string[], waiting: LockWaiting): Promise<void>
  /** Makes the journal where it is missing, and begins the run in it. @throws Stopped `no-privilege` */
  begin(): Promise<void>
  /** What the journal says; nothing where there is none. */
  journal(): Promise<Journal>
  /** What the tables of migration tools say. */
  history(sources: readonly HistorySource[]): Promise<readonly StandingHistory[]>
  /** The schema as the second reader sees it, without what tools keep for themselves. */
  readSchema(historyTables: readonly string[]): Promise<Schema>
  /** Runs statements of ours in one transaction, such as the making of a tool's table. */
  write(statements: readonly Written[]): Promise<void>
  /** One try at a part of a migration, journal included. Never throws for what the database says. */
  run(step: SegmentStep): Promise<SegmentResult>
  /** What became of a statement whose outcome nobody wrote, and what was done about it. */
  settle(interrupted: JournaledStatement, statement: Statement): Promise<Settlement>
  /** Writes down what somebody found out, or what was settled. */
  mark(marks: readonly Mark[]): Promise<void>
  /** What was set aside and stands there still, oldest first. */
  setAside(): Promise<readonly SetAside[]>
  /** The same, with its rows counted. */
  archive(): Promise<readonly ArchivedObject[]>
  /** Takes some of it away for good, each in a transaction of its own. */
  purge(objects: readonly ArchivedObject[]): Promise<void>
  /** What each of these cannot stand without, as `SchemaObject.identity` names it; nothing of what does not stand. */
  neededBy(holders: readonly Holder[]): Promise<ReadonlyMap<Holder, ReadonlySet<string>>>
  /** Whether the role may make the schemas in which things are set aside. */
  mayArchive(): Promise<boolean>
  /** What of these the role may not, a line each, as far as the catalog tells. */
  lackingRights(wanted: WantedRights): Promise<readonly string[]>
  /** Writes the end of the run. */
  end(outcome: 'done' | 'failed', error: string | null): Promise<void>
  /** Gives the locks back and disconnects. Never throws. */
  close(): Promise<void>
}

/** A table that has the name of a tool's; no rows where it is none. */
export interface StandingHistory extends HistoryRows {
  /** All that it has. */
  readonly columns: readonly string[]
}

/** A name and its schema, unquoted. */
export interface QualifiedName {
  readonly schema: string
  readonly name: string
}

/** A table, or one column of it, both as SQL names them. */
export interface Holder {
  readonly table: string
  /** `null` for all of it. */
  readonly column: string | null
}

/** What the role must be allowed for a plan. */
export interface WantedRights {
  /** Tables that only their owner may alter. */
  readonly altered: readonly QualifiedName[]
  /** Tables that the owner of their schema may drop, too. */
  readonly dropped: readonly QualifiedName[]
  /** Schemas that get tables. */
  readonly createIn: readonly string[]
  /** Schemas that are made. */
  readonly schemas: readonly string[]
}

export interface LockWaiting {
  /** In ms. */
  readonly longest: number
  /** A session of ours that has done nothing for so long is taken for dead, and ended. In ms. */
  readonly idle: number
  /** Told who holds the lock, at most once a second. */
  told(by: string): void
}

export interface Journal {
  readonly migrations: readonly JournaledMigration[]
  /** Of migrations that are not through. */
  readonly statements: readonly JournaledStatement[]
}

/** A statement of ours with its parameters. */
export interface Written {
  readonly sql: string
  readonly parameters: readonly (string | number | boolean | null)[]
}

/** A part of a migration on its way to the target. */
export interface SegmentStep {
  readonly segment: Segment
  readonly timeouts: DeployTimeouts
  /** Settings that earlier parts of the same migration made for its session. */
  readonly settings: readonly string[]
  /** Whether it is the first of its migration in this session. */
  readonly first: boolean
  /** Whether the same run goes on after it, and then waits for the disk: this part need not. */
  readonly followed: boolean
  /** As it is once the part took effect: written in the same transaction as the outcome. */
  readonly migration: MigrationState
  /** What of the archive a way back brings back, by its ids. */
  readonly restored: readonly string[]
  /** The team's own tool's rows, where this is the last part. */
  readonly history: readonly Written[]
  /** Who stands in the way, told while it waits. */
  waiting(blockers: readonly Blocker[]): void
}

/** A session that holds what we wait for. */
export interface Blocker {
  readonly pid: number
  /** Of its transaction, in ms. */
  readonly ageMs: number
  readonly application: string
  /** What it last ran, without its values. */
  readonly query: string
  readonly state: string
}

export type SegmentResult =
  | { readonly kind: 'applied'; readonly durationMs: number }
  | {
      readonly kind: 'failed'
      /** Of the statement in its file, from 0; `null` where it was the COMMIT. */
      readonly number: number | null
      readonly code: string
      readonly message: string
      /** Another try may succeed: somebody else was in the way. */
      readonly transient: boolean
      readonly blockers: readonly Blocker[]
      readonly durationMs: number
    }
  /** The session is gone: what took effect is to be found out by the next run. */
  | { readonly kind: 'lost'; readonly message: string; readonly durationMs: number }

/** What became of an interrupted statement. */
export interface Settlement {
  readonly kind: 'applied' | 'not-applied' | 'unknown'
  /** One line: what the catalog says, and what was done about it. */
  readonly evidence: string
}

/** What is to be written into the journal, beside what running a segment writes. */
export interface Mark {
  readonly migration: MigrationState
  readonly statements: readonly {
    readonly number: number
    readonly checksum: string
    readonly state: JournaledStatement['state']
  }[]
  /** Why it failed, or who says so. */
  readonly note: string | null
  /** Rows of the team's own tool. */
  readonly history: readonly Written[]
}

/** Of a migration what a run decides. */
export type MigrationState = Omit<JournaledMigration, 'changedAt' | 'runId' | 'planDigest' | 'error'>
