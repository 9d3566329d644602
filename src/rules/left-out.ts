/** A danger that other linters or manuals name, and no rule of ours speaks of. */
export interface LeftOut {
  readonly name: string
  /** One sentence: why not. */
  readonly why: string
  /** True where it waits for what is not read yet: rows, statistics or settings of the target. */
  readonly later?: true
}

/** In the order of their names. */
export const leftOut: readonly LeftOut[] = [
  {
    name: 'affected-rows-above-limit',
    why: 'How many rows a condition meets is known of the target alone; the whole of a table is told by `update-or-delete-without-where`.',
    later: true,
  },
  {
    name: 'auto-increment-near-limit',
    why: 'How far a sequence has come stands in the target alone: it is told once a snapshot of it is read.',
    later: true,
  },
  {
    name: 'column-order-padding',
    why: 'The order of columns saves a few bytes a row, and another order is a new table: nothing that a review should stop for.',
  },
  {
    name: 'data-dependent-unique',
    why: 'Whether rows are there twice is known only of the target; the change fails on it where the base branch itself writes such rows.',
    later: true,
  },
  {
    name: 'default-change-surprises-app',
    why: 'New rows get the new default and old rows keep what they have, as the statement says; which value an ORM sends instead is not seen in SQL.',
  },
  {
    name: 'drop-index-in-use',
    why: 'Whether queries still use an index is counted by the target alone (`pg_stat_user_indexes.idx_scan`), on each of its replicas.',
    later: true,
  },
  {
    name: 'drop-type',
    why: 'The server keeps a type from being dropped while a column uses it; what happens to that column is told.',
  },
  {
    name: 'equals-null',
    why: 'A comparison with NULL is a mistake of any query, not of a migration; what it leaves undone is seen in the rows.',
  },
  {
    name: 'explicit-lock-table',
    why: 'LOCK TABLE alone is gone with its transaction; what is read or written behind it is told by `long-work-after-strong-lock` and `strong-lock-work`.',
  },
  {
    name: 'index-on-write-hot-table',
    why: 'How often a table is written is known only of the target; a build that stops its writes is told of any table that is not small.',
    later: true,
  },
  {
    name: 'leading-wildcard-like',
    why: 'How fast a query finds its rows counts where it runs again and again; a migration runs once.',
  },
  {
    name: 'long-index-build',
    why: 'How long a build takes on the rows of the target is not known before it runs; the number of rows stands in the finding where a snapshot tells it.',
    later: true,
  },
  {
    name: 'matview-with-data',
    why: 'Creating a materialized view reads under a lock that keeps nobody out; a strong lock that its transaction holds meanwhile is told.',
  },
  {
    name: 'missing-statement-timeout',
    why: 'A limit for statements ends a long build or backfill half way; what waits for locks is bounded by `missing-lock-timeout`, and names of connections belong to the runner.',
  },
  {
    name: 'owner-or-role-mismatch',
    why: 'Which role runs the migrations, and which the application, is known only of the target; a role that no migration makes is told by `could-not-verify`.',
    later: true,
  },
  {
    name: 'partitions-managed-elsewhere',
    why: 'Which tables pg_partman, Timescale or Citus manage stands in rows of their own tables, which only the target has.',
    later: true,
  },
  {
    name: 'raw-sql',
    why: 'SQL that an ORM does not check is what is checked here: every statement is parsed and run.',
  },
  {
    name: 'several-alters-could-be-one',
    why: 'Each statement that reads or writes a whole table is told by itself; what only waits again for the same lock, by `cumulative-lock-budget`.',
  },
  {
    name: 'toast/compression/storage hints',
    why: 'How values are stored changes no answer and takes a short lock; whether it pays is known only of the rows.',
  },
]
