import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/model/snapshot.ts
var snapshotFormat = "migration-gate/snapshot@1";
var count = external_exports.int().min(0);
var tableStatistics = external_exports.strictObject({
  rows: external_exports.int().min(-1).nullable().optional().describe("Rows, as the server estimates them; null, -1 or left out where it never looked."),
  bytes: count.nullable().optional().describe("Bytes on disk, with the indexes and what is stored beside the table.")
});
var indexStatistics = external_exports.strictObject({
  bytes: count.nullable().optional().describe("Bytes on disk."),
  scans: count.nullable().optional().describe("How often the server used it since its counters began."),
  valid: external_exports.boolean().optional().describe("False for what a failed CREATE INDEX CONCURRENTLY left behind.")
});
var query = external_exports.strictObject({
  sql: external_exports.string().describe("As the server normalises it: without its values."),
  calls: external_exports.number().min(0).describe("How often it ran since the counters began.")
});
var names = 'by their names as SQL spells them, such as public.orders or public."Order Lines"';
var object = external_exports.strictObject({
  kind: external_exports.string(),
  name: external_exports.string().describe("As SQL spells it, qualified."),
  attributes: external_exports.record(external_exports.string(), external_exports.string())
});
var snapshotSchemaPart = external_exports.strictObject({
  objects: external_exports.array(object).describe("Every object with what defines it, by kind and name."),
  columnOrder: external_exports.record(external_exports.string(), external_exports.array(external_exports.string())).describe("The columns of each table, in their order."),
  build: external_exports.array(external_exports.string()).describe("The statements that build it in an empty database, in their order."),
  redacted: external_exports.boolean().optional().describe("True where texts in bodies and defaults are hidden.")
});
var historyTable = external_exports.strictObject({
  table: external_exports.string().describe("With its schema, as SQL spells it."),
  rows: external_exports.array(external_exports.record(external_exports.string(), external_exports.string().nullable())).describe("Its rows in the order in which they came, each value as text.")
});
var sha256 = external_exports.string().regex(/^sha256:[0-9a-f]{64}$/, "expected sha256: and 64 hex digits");
var drift = external_exports.strictObject({
  migrations: sha256.describe(
    "Which migrations they were: over all that decides what they build, in their order."
  ),
  verdict: external_exports.enum(["equal", "equal-except-order", "different"]).describe("equal-except-order: the columns of a table stand in another order, and nothing else differs."),
  changes: external_exports.array(
    external_exports.strictObject({
      action: external_exports.enum(["add", "drop", "alter", "rename"]),
      object: external_exports.string(),
      name: external_exports.string(),
      detail: external_exports.string()
    })
  ).describe("add: the target has it, and no migration makes it. drop: the target lacks it.")
});
var snapshotSchema = external_exports.strictObject({
  $schema: external_exports.string().optional().describe("Where editors find this schema."),
  format: external_exports.literal(snapshotFormat),
  takenAt: external_exports.iso.datetime({ offset: true }).optional(),
  environment: external_exports.string().optional().describe("What the target is called: staging, production."),
  dialect: external_exports.enum(["postgres", "sqlite", "mysql", "surrealdb"]),
  serverVersion: external_exports.string().regex(/^\d+(?:\.\d+){0,3}$/, 'expected a version such as "16.4"').optional().describe("The version that the target runs, such as 16.4."),
  schema: snapshotSchemaPart.optional().describe("The objects of the target, and how to build them."),
  history: external_exports.array(historyTable).optional().describe("What the tables of migration tools say: which migrations the target has run."),
  statistics: external_exports.strictObject({
    tables: external_exports.record(external_exports.string(), tableStatistics).optional().describe(`Tables, partitions and materialised views, ${names}.`),
    indexes: external_exports.record(external_exports.string(), indexStatistics).optional().describe(`Indexes, ${names}.`),
    queries: external_exports.array(query).optional().describe("The queries that the target runs, the most frequent first."),
    queriesSince: external_exports.iso.datetime({ offset: true }).optional().describe("When the counters of the queries began.")
  }).optional().describe("How large things are, and what they are asked. Never a row, and never a value of one."),
  settings: external_exports.record(external_exports.string(), external_exports.string()).optional().describe("Settings of the target that change what a migration does, as SHOW tells them."),
  unread: external_exports.array(external_exports.strictObject({ object: external_exports.string(), reason: external_exports.string() })).optional().describe("What could not be read, or not be built again."),
  drift: drift.optional().describe(
    "How the target differs from what the migrations build that it has run, where they were at hand."
  ),
  digest: sha256.optional().describe("SHA-256 over all but takenAt. May be left out where the file is written by hand.")
});

// src/model/snapshot-digest.ts
import { createHash } from "node:crypto";
var leftOut = /* @__PURE__ */ new Set(["takenAt", "digest"]);
function snapshotDigest(snapshot) {
  const counted = Object.entries(snapshot).filter(([key]) => !leftOut.has(key));
  const text = canonical(Object.fromEntries(counted));
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((inner) => canonical(inner)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== void 0);
  const sorted = entries.sort(([one], [other]) => one < other ? -1 : 1);
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

export {
  snapshotFormat,
  snapshotSchema,
  snapshotDigest
};
