import type { DialectName } from '../../dialects/registry.ts'
import type { Migration, SourceFile } from '../../model/migration.ts'
import type { Writing } from '../writing.ts'

/** How one migration tool lays out its files, as capabilities. One file a format; the registry is generated. */
export interface Format {
  readonly name: string
  /** Whether its migrations have a way back: in every one, where the author writes one, or nowhere. */
  readonly downs: 'always' | 'maybe' | 'never'
  /** The tool's own history table: it stands before the first migration, and is no part of the schema under review. */
  history(dialect: DialectName): HistoryTable | null
  /** Of its history table what tells which migrations ran; `null` where the tool keeps none. */
  readonly record: HistoryRecord | null
  /** How a migration is written by hand; absent where the tool keeps more about each than its SQL. */
  readonly writing?: Writing
  /** Whether a folder looks like this format's, and what shows it; `null` where it does not. */
  recognise(sight: FolderSight): Recognition | null
  /**
   * Reads the files of one folder: its SQL and the manifests beside it, in any order. Each migration says how the
   * tool sends it to this dialect.
   */
  read(folder: string, files: readonly SourceFile[], dialect: DialectName): FolderContent
}

export interface FolderContent {
  /** In the order in which the tool applies them. */
  readonly migrations: readonly Migration[]
  /** SQL files that the tool would never run. */
  readonly orphans: readonly Orphan[]
  /** Files at which the tool would stop: refused in review. Of an old one as much is read as can be. */
  readonly refused: readonly Orphan[]
  /** Steps written in a programming language, by their paths: they cannot be replayed. */
  readonly codeSteps: readonly string[]
}

/** A file that its tool would not run, and what to do about it. */
export interface Orphan {
  readonly path: string
  /** Behind the path: `has no up beside it. Add …`. */
  readonly advice: string
}

/** A table that the tool keeps for itself. */
export interface HistoryTable {
  /** Unqualified, or with the schema that the tool makes for it where the dialect has schemas. */
  readonly name: string
  /** Its columns, as they stand between the parentheses of CREATE TABLE. */
  readonly columns: string
}

/** How a tool's history table is read, and written. */
export interface HistoryRecord {
  /** Its bare name. */
  readonly table: string
  /** The columns that tell, in the order by which its rows are sorted. */
  readonly columns: readonly string[]
  /** Of these migrations those that ran to their end, by what the rows say. */
  applied(rows: readonly HistoryRow[], migrations: readonly Migration[]): readonly Migration[]
  /** Of those that ran the ones of which the rows hold another checksum than the file has; none where the tool keeps none. */
  changed(rows: readonly HistoryRow[], migrations: readonly Migration[]): readonly Migration[]
  /** Of these migrations those that the tool began and did not bring to its end, where its rows tell: it would stop there. */
  unfinished(rows: readonly HistoryRow[], migrations: readonly Migration[]): readonly Migration[]
  /** What ran, or was begun, by the rows and is none of these migrations, as the rows call it: its name or its version. */
  unknown(rows: readonly HistoryRow[], migrations: readonly Migration[]): readonly string[]
  /** Absent where nobody but the tool itself should write. */
  readonly writing?: HistoryWriting
}

/** How a tool records what ran, in PostgreSQL. `table` is quoted, with its schema. */
export interface HistoryWriting {
  /**
   * After a migration's up ran: once, in its own transaction where it has one. `durationMs` is the time of its
   * statements; `migrations` are all of the folder, in order.
   */
  applied(
    table: string,
    migration: Migration,
    told: { readonly durationMs: number; readonly migrations: readonly Migration[] },
  ): readonly HistoryStatement[]
  /** After its down ran. */
  reverted(table: string, migration: Migration, migrations: readonly Migration[]): readonly HistoryStatement[]
  /** What the tool itself writes when it makes its table; nothing unless said. */
  begun?(table: string): readonly HistoryStatement[]
  /**
   * Keys of the advisory locks that the tool takes, or can be told to take, as decimal text of a signed 64-bit number;
   * none where it knows none. `place` holds bare names.
   */
  lockKeys(place: {
    readonly database: string
    readonly schema: string
    readonly table: string
  }): readonly string[]
}

/** One statement with its parameters: `$1` as in PostgreSQL. */
export interface HistoryStatement {
  readonly sql: string
  readonly parameters: readonly (string | number | boolean | null)[]
}

/** One row, each value as text. */
export type HistoryRow = Readonly<Record<string, string | null>>

/** What detection sees of one folder. */
export interface FolderSight {
  readonly folder: string
  /** Paths of all its files, from the folder, with forward slashes. */
  readonly files: readonly string[]
  /** The first 30 lines of an SQL file, the whole of a manifest; empty where it is missing or was not looked at. */
  head(file: string): string
  /** Tools that the repository shows, by the name of their format, with the evidence: `go.mod names …`. */
  readonly tools: ReadonlyMap<string, string>
}

export interface Recognition {
  /** `sure`: a mark of the tool itself. `likely`: names and the repository's tools. `possible`: names alone. */
  readonly certainty: 'sure' | 'likely' | 'possible'
  /** What was seen: `migration_lock.toml says postgresql`. */
  readonly why: string
}
