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
    name: 'drop-type',
    why: 'The server keeps a type from being dropped while a column uses it; what happens to that column is told.',
  },
  {
    name: 'explicit-lock-table',
    why: 'LOCK TABLE alone is gone with its transaction; what is read or written behind it is told by `long-work-after-strong-lock` and `strong-lock-work`.',
  },
  {
    name: 'matview-with-data',
    why: 'Creating a materialized view reads under a lock that keeps nobody out; a strong lock that its transaction holds meanwhile is told.',
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
]
