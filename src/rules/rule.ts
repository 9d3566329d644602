import type { Dialect } from '../dialects/dialect.ts'
import type { Severity } from '../model/finding.ts'
import type { Migration } from '../model/migration.ts'
import type { Policy } from '../model/policy.ts'
import type { BatchProof, ReplayedMigration, TracedStatement } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import type { TableSize } from '../model/size.ts'

/** What a rule may look at: every migration in review, replayed, and what stood before them. */
export interface RuleContext {
  readonly dialect: Dialect['name']
  /** The oldest version that the migrations must run on; `null` where nobody said. */
  readonly serverVersion: string | null
  readonly migrations: readonly ReplayedMigration[]
  /** How the downs of all added migrations did together; `null` where nothing was run. */
  readonly batchDown: BatchProof | null
  /** The migrations that stood before the change, in the order in which they are applied. */
  readonly history: readonly Migration[]
  /** Those and the ones in review, folder by folder in the order in which their tools apply them to a new database. */
  readonly order: readonly Migration[]
  /** The schema on which the change comes; `null` where nothing was run. */
  readonly schemaBefore: Schema | null
  /** The schema to which the change leads; `null` where nothing was run. */
  readonly schemaAfter: Schema | null
  /** True for a relation that stood before the change. One created in the same pull request is not live. */
  isLive(relation: string): boolean
  /** What is known of a relation's size in production, by its name before the change; `null` where nothing is. */
  size(relation: string): TableSize | null
  /** True where that size is known, and small enough that locks, scans and rewrites end at once. */
  isSmall(relation: string): boolean
  /** What the team asks of its migrations; empty where nothing. */
  readonly policy: Policy
  /** True where the tool and the other migrations of the folder let one expect a down beside this up. */
  expectsDown(migration: ReplayedMigration): boolean
}

/** One place where the rule's danger stands. */
export interface RuleMatch {
  readonly migration: ReplayedMigration
  /** `null` speaks of the file as a whole. */
  readonly statement: TracedStatement | null
  /** Which file the lines belong to; the up unless said. */
  readonly file?: 'up' | 'down'
  /** Line in that file; the statement's unless said. */
  readonly line?: number
  readonly endLine?: number
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity
  /**
   * Live tables whose size weighs the danger, by their names before the change: where all are small it is a notice.
   * None where size does not matter, as where data is lost.
   */
  readonly tables?: readonly string[]
  /** Live tables of which one row ends the change here, by their names before it: what comes later meets them empty. */
  readonly stopsAtRowsOf?: readonly string[]
  /** One line: what happens in production. Plain text. */
  readonly message: string
  /** What to do instead: SQL made of the user's own names, which then ends in a semicolon and runs, or a sentence. */
  readonly fix: string | null
  readonly evidence: 'measured' | 'inferred'
}

/** SQL that shows a rule at work: a test and a part of its page. */
export interface RuleExample {
  /** Whose SQL it is; the first of the rule's dialects unless said. */
  readonly dialect?: Dialect['name']
  /** What stands in the database before. */
  readonly base?: string
  /** The migration in review. */
  readonly up: string
  readonly down?: string
  /** Why it is dangerous, or why it is safe, where that is not plain. */
  readonly note?: string
  /** Other rules that rightly speak too. */
  readonly also?: readonly string[]
}

/** A match and the rule that found it. */
export interface Told {
  readonly rule: string
  readonly match: RuleMatch
}

/** A danger: one file, from which its tests and its page are made. */
export interface Rule {
  /** Kebab-case, names the danger. */
  readonly id: string
  /** Rules of taste and of a team's own policy speak only where they are asked for; all others always. */
  readonly preset?: 'style' | 'policy'
  /** Other names under which linters and manuals know this danger, or dangers that the same fact covers. */
  readonly covers?: readonly string[]
  readonly title: string
  /** What happens in production, and why. Markdown. */
  readonly why: string
  readonly severity: Severity
  readonly dialects: readonly Dialect['name'][]
  /** What to do instead. Markdown. */
  readonly fix: string
  /**
   * Why the SQL that it suggests ends in another schema than the migration, as a clause. Unless said it is the same
   * change in another form, and the examples hold both schemas against each other.
   */
  readonly fixGoesFurther?: string
  readonly bad: readonly RuleExample[]
  readonly good: readonly RuleExample[]
  /** True for a rule that speaks last, of what no other told: it is given what the others found. */
  readonly speaksLast?: true
  check(context: RuleContext, told: readonly Told[]): Iterable<RuleMatch>
}
