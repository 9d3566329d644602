import { z } from 'zod'
import { pictureSchema } from './picture.ts'

/**
 * The whole result of a check: one plain value, which reporters only render.
 * The JSON Schema in `schemas/review.schema.json` is generated from this file.
 */
const change = z.object({
  action: z.enum(['add', 'drop', 'alter', 'rename']),
  object: z.string(),
  name: z.string(),
  detail: z.string(),
})

const evidence = z.enum(['measured', 'inferred'])

const statement = z.object({
  index: z.int().min(0),
  line: z.int().min(1),
  endLine: z.int().min(1),
  sql: z.string(),
  outcome: z.enum(['ran', 'failed', 'not-run', 'unparsed', 'unverified']),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  durationMs: z.number().min(0),
  locks: z.array(z.object({ relation: z.string(), mode: z.string() })),
  rewrites: z.array(z.string()),
  scans: z.array(z.string()),
  rowsChanged: z.int().min(0),
  /** Tables whose rows are others now; `changed` where as many hold other values. Only where rows are looked at. */
  rows: z.array(
    z.object({
      table: z.string(),
      before: z.int().min(0),
      after: z.int().min(0),
      changed: z.boolean(),
    }),
  ),
  evidence,
})

const finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  path: z.string(),
  line: z.int().min(1),
  endLine: z.int().min(1),
  /** The `index` of the statement of the up; `null` for the file as a whole and for a down. */
  statement: z.int().min(0).nullable(),
  message: z.string(),
  fix: z.string().nullable(),
  evidence,
  /** Why the team accepts it; `null` where nobody does. */
  suppressed: z.string().nullable(),
  /** Where it is accepted: by a comment in the migration, or by the file of accepted dangers. */
  acceptedBy: z
    .object({
      kind: z.enum(['inline', 'file']),
      path: z.string(),
      line: z.int().min(1),
      /** The last day on which it counts, `2030-01-31`. */
      until: z.string().nullable(),
    })
    .exactOptional(),
})

const down = z.object({
  source: z.enum(['authored', 'authored-empty', 'generated', 'none']),
  path: z.string().nullable(),
  sql: z.string(),
  schema: z.enum(['equal', 'equal-except-order', 'unequal', 'impossible', 'unverified']),
  restoresSchema: z.boolean(),
  restoresData: z.enum(['yes', 'no', 'unknown']),
  losses: z.array(z.string()),
  /** The same, with the rows that their tables have in production by the snapshot; `null` where it does not say. */
  lost: z.array(z.object({ name: z.string(), rows: z.number().min(0).nullable() })),
  /** What differs after up and down; a single `alter` of object `down` tells why it could not be tried. */
  difference: z.array(change),
  /** The up, run once more behind a down that restored the schema, against the schema after its first run. */
  again: z.enum(['equal', 'equal-except-order', 'unequal', 'unverified']),
  /** What differs from that schema; a single `alter` of object `up` tells where it stopped. */
  againDifference: z.array(change),
  /** What each statement of the down did, with its lines in the down; empty where it was not run to its end. */
  statements: z.array(statement),
  /**
   * What those statements would do on production: at most warnings, which change no verdict. Lines are those of `path`,
   * or of `sql` where it was generated; `statement` is the index in `statements`.
   */
  findings: z.array(finding),
  /** A way back that was generated and proven, where the author's does not lead back; else `null`. */
  corrected: z.string().nullable(),
  /**
   * The same change that puts aside what it would drop, and the way back from it; both were run, and no row is lost.
   * `null` where nothing is dropped, or where that could not be proven.
   */
  keepData: z.object({ up: z.string(), down: z.string() }).nullable(),
})

const migration = z.object({
  id: z.string(),
  path: z.string(),
  format: z.string(),
  inReview: z.boolean(),
  checksum: z.string(),
  digest: z.string(),
  transaction: z.enum(['wrapped', 'none', 'single-string', 'authored']),
  statements: z.array(statement),
  /** Milliseconds in the shadow under the lock that keeps all other writers out; `null` where no lock does. */
  writeLockMs: z.number().min(0).nullable(),
  changes: z.array(change),
  down,
  /**
   * What an apply sets aside of what it drops, so that the way back brings the rows again; both forms were run. `null`
   * where the configuration does not keep, or nothing is taken away.
   */
  kept: z
    .object({
      days: z.int().min(0),
      objects: z.array(z.object({ kind: z.enum(['table', 'column']), name: z.string() })),
      /** What is taken away and not kept, and why. */
      notKept: z.array(z.object({ name: z.string(), reason: z.string() })),
      /** As it is sent; `null` where nothing is kept. */
      up: z.string().nullable(),
      down: z.string().nullable(),
    })
    .nullable(),
})

const count = z.int().min(0)

export const reviewSchema = z.object({
  format: z.literal('migration-gate/review@1'),
  verdict: z.enum(['pass', 'block']),
  planDigest: z.string(),
  engine: z.object({
    dialect: z.enum(['postgres', 'sqlite', 'mysql', 'surrealdb']),
    /** Empty where no engine was started. */
    version: z.string(),
    kind: z.enum(['embedded', 'server', 'none']),
  }),
  base: z.object({ source: z.enum(['snapshot', 'migrations', 'empty']), ref: z.string().nullable() }),
  /** The migrations in review, in the order in which they are applied. */
  migrations: z.array(migration),
  findings: z.array(finding),
  /** What is drawn of the change; `null` where that would say no more than the list of changes. */
  picture: pictureSchema.nullable(),
  /**
   * What the target has and the base branch's migrations do not build (`add`), and the other way round (`drop`); where
   * nothing else differs, the tables whose columns stand in another order (`alter`).
   */
  drift: z.array(change),
  /** `null` where nothing was compared. */
  driftVerdict: z.enum(['equal', 'equal-except-order', 'different', 'unknown']).nullable(),
  /** The snapshot by which sizes were weighed, and on which the change came where `base` says so. */
  snapshot: z
    .object({
      environment: z.string().nullable(),
      takenAt: z.string().nullable(),
      serverVersion: z.string().nullable(),
    })
    .nullable(),
  /** Queries that run today, prepared before and after the change; `null` where none is known or none could be tried. */
  queries: z
    .object({
      asked: count,
      /** Those that could not be prepared before the change either: nothing is said of them. */
      refused: count,
      firstRefused: z.object({ sql: z.string(), message: z.string() }).nullable(),
      /** Those that fail only after it, and the statement that breaks them. */
      broken: z.array(
        z.object({
          sql: z.string(),
          callsPerDay: z.number().min(0).nullable(),
          /** The file that has it; `null` where the target recorded it. */
          source: z.string().nullable(),
          message: z.string(),
          path: z.string(),
          line: z.int().min(1),
        }),
      ),
    })
    .nullable(),
  /** All downs of the change run in reverse order in one go: the way a deploy is taken back. */
  batchDown: z
    .object({
      schema: z.enum(['equal', 'equal-except-order', 'unequal', 'impossible', 'unverified']),
      difference: z.array(change),
    })
    .nullable(),
  /** Statements of the base that could not be replayed. */
  baseProblems: z.array(
    z.object({
      path: z.string(),
      line: z.int().min(1),
      code: z.string(),
      message: z.string(),
    }),
  ),
  /** What was made, left out or passed over so that the base could be replayed. */
  baseNotices: z.array(
    z.object({
      kind: z.enum([
        'no-empty-start',
        'role',
        'schema',
        'database',
        'extension',
        'function',
        'empty-table',
        'code-step',
      ]),
      /** The role, schema or extension; the path of a step in code. */
      name: z.string(),
      path: z.string(),
      line: z.int().min(1),
      message: z.string(),
    }),
  ),
  counts: z.object({
    error: count,
    warning: count,
    notice: count,
    suppressed: count,
    statements: count,
    measured: count,
    unparsed: count,
    unverified: count,
  }),
})

export type Review = z.infer<typeof reviewSchema>
export type ReviewedMigration = Review['migrations'][number]
export type ReviewedStatement = ReviewedMigration['statements'][number]
export type ReviewedDown = ReviewedMigration['down']
