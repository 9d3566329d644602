import type { Dialect } from '../dialects/dialect.ts'
import type { Severity } from '../model/finding.ts'
import type { BatchProof, ReplayedMigration, TracedStatement } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'

/** What a rule may look at: every migration in review, replayed, and what stood before them. */
export interface RuleContext {
  readonly dialect: Dialect['name']
  /** The oldest version that the migrations must run on; `null` where nobody said. */
  readonly serverVersion: string | null
  readonly migrations: readonly ReplayedMigration[]
  /** How the downs of all added migrations did together; `null` where nothing was run. */
  readonly batchDown: BatchProof | null
  /** The schema on which the change comes; `null` where nothing was run. */
  readonly schemaBefore: Schema | null
  /** True for a relation that stood before the change. One created in the same pull request is not live. */
  isLive(relation: string): boolean
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

/** A danger: one file, from which its tests and its page are made. */
export interface Rule {
  /** Kebab-case, names the danger. */
  readonly id: string
  readonly title: string
  /** What happens in production, and why. Markdown. */
  readonly why: string
  readonly severity: Severity
  readonly dialects: readonly Dialect['name'][]
  /** What to do instead. Markdown. */
  readonly fix: string
  readonly bad: readonly RuleExample[]
  readonly good: readonly RuleExample[]
  check(context: RuleContext): Iterable<RuleMatch>
}
