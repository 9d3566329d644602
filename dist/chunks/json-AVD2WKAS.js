import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";

// src/model/picture.ts
var change = external_exports.enum(["add", "drop", "alter", "rename"]).nullable();
var column = external_exports.object({
  /** Without its table, as SQL spells it. */
  name: external_exports.string(),
  type: external_exports.string(),
  keys: external_exports.array(external_exports.enum(["primary", "foreign", "unique"])),
  change,
  /** The old type or name, or what else changed in it. */
  was: external_exports.string().nullable()
});
var table = external_exports.object({
  /** Of one that is gone, the name that it had. */
  name: external_exports.string(),
  change,
  /** The old name of a renamed one. */
  was: external_exports.string().nullable(),
  columns: external_exports.array(column),
  hiddenColumns: external_exports.int().min(0)
});
var pictureSchema = external_exports.object({
  tables: external_exports.array(table),
  relations: external_exports.array(
    external_exports.object({
      /** The table with the foreign key, and its columns. */
      child: external_exports.string(),
      columns: external_exports.array(external_exports.string()),
      parent: external_exports.string(),
      change,
      /** At most one child for each parent. */
      one: external_exports.boolean(),
      /** A child may have no parent. */
      optional: external_exports.boolean()
    })
  ),
  hiddenTables: external_exports.int().min(0)
});

// src/model/review.ts
var change2 = external_exports.object({
  action: external_exports.enum(["add", "drop", "alter", "rename"]),
  object: external_exports.string(),
  name: external_exports.string(),
  detail: external_exports.string()
});
var evidence = external_exports.enum(["measured", "inferred"]);
var statement = external_exports.object({
  index: external_exports.int().min(0),
  line: external_exports.int().min(1),
  endLine: external_exports.int().min(1),
  sql: external_exports.string(),
  outcome: external_exports.enum(["ran", "failed", "not-run", "unparsed", "unverified"]),
  error: external_exports.object({ code: external_exports.string(), message: external_exports.string() }).nullable(),
  durationMs: external_exports.number().min(0),
  locks: external_exports.array(external_exports.object({ relation: external_exports.string(), mode: external_exports.string() })),
  rewrites: external_exports.array(external_exports.string()),
  scans: external_exports.array(external_exports.string()),
  rowsChanged: external_exports.int().min(0),
  /** Tables whose rows are others now; `changed` where as many hold other values. Only where rows are looked at. */
  rows: external_exports.array(
    external_exports.object({
      table: external_exports.string(),
      before: external_exports.int().min(0),
      after: external_exports.int().min(0),
      changed: external_exports.boolean()
    })
  ),
  evidence
});
var finding = external_exports.object({
  rule: external_exports.string(),
  severity: external_exports.enum(["error", "warning", "notice"]),
  path: external_exports.string(),
  line: external_exports.int().min(1),
  endLine: external_exports.int().min(1),
  /** The `index` of the statement of the up; `null` for the file as a whole and for a down. */
  statement: external_exports.int().min(0).nullable(),
  message: external_exports.string(),
  fix: external_exports.string().nullable(),
  evidence,
  /** Why the team accepts it; `null` where nobody does. */
  suppressed: external_exports.string().nullable(),
  /** Where it is accepted: by a comment in the migration, or by the file of accepted dangers. */
  acceptedBy: external_exports.object({
    kind: external_exports.enum(["inline", "file"]),
    path: external_exports.string(),
    line: external_exports.int().min(1),
    /** The last day on which it counts, `2030-01-31`. */
    until: external_exports.string().nullable()
  }).exactOptional()
});
var down = external_exports.object({
  source: external_exports.enum(["authored", "authored-empty", "generated", "none"]),
  path: external_exports.string().nullable(),
  sql: external_exports.string(),
  schema: external_exports.enum(["equal", "equal-except-order", "unequal", "impossible", "unverified"]),
  restoresSchema: external_exports.boolean(),
  restoresData: external_exports.enum(["yes", "no", "unknown"]),
  losses: external_exports.array(external_exports.string()),
  /** The same, with the rows that their tables have in production by the snapshot; `null` where it does not say. */
  lost: external_exports.array(external_exports.object({ name: external_exports.string(), rows: external_exports.number().min(0).nullable() })),
  /** What differs after up and down; a single `alter` of object `down` tells why it could not be tried. */
  difference: external_exports.array(change2),
  /** The up, run once more behind a down that restored the schema, against the schema after its first run. */
  again: external_exports.enum(["equal", "equal-except-order", "unequal", "unverified"]),
  /** What differs from that schema; a single `alter` of object `up` tells where it stopped. */
  againDifference: external_exports.array(change2),
  /** What each statement of the down did, with its lines in the down; empty where it was not run to its end. */
  statements: external_exports.array(statement),
  /**
   * What those statements would do on production: at most warnings, which change no verdict. Lines are those of `path`,
   * or of `sql` where it was generated; `statement` is the index in `statements`.
   */
  findings: external_exports.array(finding),
  /** A way back that was generated and proven, where the author's does not lead back; else `null`. */
  corrected: external_exports.string().nullable(),
  /**
   * The same change that puts aside what it would drop, and the way back from it; both were run, and no row is lost.
   * `null` where nothing is dropped, or where that could not be proven.
   */
  keepData: external_exports.object({ up: external_exports.string(), down: external_exports.string() }).nullable()
});
var migration = external_exports.object({
  id: external_exports.string(),
  path: external_exports.string(),
  format: external_exports.string(),
  inReview: external_exports.boolean(),
  checksum: external_exports.string(),
  digest: external_exports.string(),
  transaction: external_exports.enum(["wrapped", "none", "single-string", "authored"]),
  statements: external_exports.array(statement),
  /** Milliseconds in the shadow under the lock that keeps all other writers out; `null` where no lock does. */
  writeLockMs: external_exports.number().min(0).nullable(),
  changes: external_exports.array(change2),
  down,
  /**
   * What an apply sets aside of what it drops, so that the way back brings the rows again; both forms were run. `null`
   * where the configuration does not keep, or nothing is taken away.
   */
  kept: external_exports.object({
    days: external_exports.int().min(0),
    objects: external_exports.array(external_exports.object({ kind: external_exports.enum(["table", "column"]), name: external_exports.string() })),
    /** What is taken away and not kept, and why. */
    notKept: external_exports.array(external_exports.object({ name: external_exports.string(), reason: external_exports.string() })),
    /** As it is sent; `null` where nothing is kept. */
    up: external_exports.string().nullable(),
    down: external_exports.string().nullable()
  }).nullable()
});
var count = external_exports.int().min(0);
var reviewSchema = external_exports.object({
  format: external_exports.literal("migration-gate/review@1"),
  verdict: external_exports.enum(["pass", "block"]),
  planDigest: external_exports.string(),
  engine: external_exports.object({
    dialect: external_exports.enum(["postgres", "sqlite", "mysql", "surrealdb"]),
    /** Empty where no engine was started. */
    version: external_exports.string(),
    kind: external_exports.enum(["embedded", "server", "none"])
  }),
  base: external_exports.object({ source: external_exports.enum(["snapshot", "migrations", "empty"]), ref: external_exports.string().nullable() }),
  /** The migrations in review, in the order in which they are applied. */
  migrations: external_exports.array(migration),
  findings: external_exports.array(finding),
  /** What is drawn of the change; `null` where that would say no more than the list of changes. */
  picture: pictureSchema.nullable(),
  /**
   * What the target has and the base branch's migrations do not build (`add`), and the other way round (`drop`); where
   * nothing else differs, the tables whose columns stand in another order (`alter`).
   */
  drift: external_exports.array(change2),
  /** `null` where nothing was compared. */
  driftVerdict: external_exports.enum(["equal", "equal-except-order", "different", "unknown"]).nullable(),
  /** The snapshot by which sizes were weighed, and on which the change came where `base` says so. */
  snapshot: external_exports.object({
    environment: external_exports.string().nullable(),
    takenAt: external_exports.string().nullable(),
    serverVersion: external_exports.string().nullable()
  }).nullable(),
  /** Queries that run today, prepared before and after the change; `null` where none is known or none could be tried. */
  queries: external_exports.object({
    asked: count,
    /** Those that could not be prepared before the change either: nothing is said of them. */
    refused: count,
    firstRefused: external_exports.object({ sql: external_exports.string(), message: external_exports.string() }).nullable(),
    /** Those that fail only after it, and the statement that breaks them. */
    broken: external_exports.array(
      external_exports.object({
        sql: external_exports.string(),
        callsPerDay: external_exports.number().min(0).nullable(),
        /** The file that has it; `null` where the target recorded it. */
        source: external_exports.string().nullable(),
        message: external_exports.string(),
        path: external_exports.string(),
        line: external_exports.int().min(1)
      })
    )
  }).nullable(),
  /** All downs of the change run in reverse order in one go: the way a deploy is taken back. */
  batchDown: external_exports.object({
    schema: external_exports.enum(["equal", "equal-except-order", "unequal", "impossible", "unverified"]),
    difference: external_exports.array(change2)
  }).nullable(),
  /** Statements of the base that could not be replayed. */
  baseProblems: external_exports.array(
    external_exports.object({
      path: external_exports.string(),
      line: external_exports.int().min(1),
      code: external_exports.string(),
      message: external_exports.string()
    })
  ),
  /** What was made, left out or passed over so that the base could be replayed. */
  baseNotices: external_exports.array(
    external_exports.object({
      kind: external_exports.enum([
        "no-empty-start",
        "role",
        "schema",
        "database",
        "extension",
        "function",
        "empty-table",
        "code-step"
      ]),
      /** The role, schema or extension; the path of a step in code. */
      name: external_exports.string(),
      path: external_exports.string(),
      line: external_exports.int().min(1),
      message: external_exports.string()
    })
  ),
  counts: external_exports.object({
    error: count,
    warning: count,
    notice: count,
    suppressed: count,
    statements: count,
    measured: count,
    unparsed: count,
    unverified: count
  })
});

// src/report/json.ts
function renderJson(review) {
  return `${JSON.stringify(reviewSchema.parse(review), null, 2)}
`;
}
export {
  renderJson
};
