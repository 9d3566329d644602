import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formatNamed,
  readMigrations,
  requireText,
  sourceText,
  substitute
} from "./chunk-EHTMJLHX.js";
import {
  linesOf,
  nothingSeen,
  splitLast
} from "./chunk-GOWP3YSP.js";
import {
  isDate,
  problem,
  problemSeverity
} from "./chunk-C77DWL4K.js";
import {
  describeIssue,
  keyPath,
  ruleIds
} from "./chunk-GSHZP5UT.js";
import {
  nearest
} from "./chunk-5WBXDTBY.js";
import {
  shown
} from "./chunk-ZRLWQHPU.js";
import {
  ownDelivery
} from "./chunk-BDSSVYZZ.js";
import {
  loadDialect
} from "./chunk-D74Q4KXX.js";
import {
  ShadowGone,
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  visible
} from "./chunk-ZD5JZTLD.js";
import {
  baselineAdvice,
  rules,
  spelledContext,
  wantedPreset
} from "./chunk-FQB6BVOF.js";
import {
  oneLine
} from "./chunk-CAPDTNGA.js";
import {
  presets
} from "./chunk-ZUS5H5UN.js";

// src/commands/check.ts
import { basename } from "node:path";

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
var names = 'by their names as SQL spells them, such as public.orders or public."Order Lines"';
var snapshotSchema = external_exports.strictObject({
  $schema: external_exports.string().optional().describe("Where editors find this schema."),
  format: external_exports.literal(snapshotFormat),
  takenAt: external_exports.iso.datetime({ offset: true }).optional(),
  environment: external_exports.string().optional().describe("What the target is called: staging, production."),
  dialect: external_exports.enum(["postgres", "sqlite", "mysql", "surrealdb"]),
  serverVersion: external_exports.string().regex(/^\d+(?:\.\d+){0,3}$/, 'expected a version such as "16.4"').optional().describe("The version that the target runs, such as 16.4."),
  schema: external_exports.unknown().optional().describe("The objects of the target."),
  history: external_exports.unknown().optional().describe("The migrations that the target has run."),
  statistics: external_exports.strictObject({
    tables: external_exports.record(external_exports.string(), tableStatistics).optional().describe(`Tables, partitions and materialised views, ${names}.`),
    indexes: external_exports.record(external_exports.string(), indexStatistics).optional().describe(`Indexes, ${names}.`)
  }).optional().describe("How large things are. Never a row, and never a value of one."),
  settings: external_exports.record(external_exports.string(), external_exports.string()).optional().describe("Settings of the target that change what a migration does, as SHOW tells them."),
  unread: external_exports.unknown().optional().describe("What could not be read."),
  digest: external_exports.string().regex(/^sha256:[0-9a-f]{64}$/, "expected sha256: and 64 hex digits").optional().describe("SHA-256 over all but takenAt. May be left out where the file is written by hand.")
});

// src/model/snapshot-digest.ts
import { createHash } from "node:crypto";
var leftOut = /* @__PURE__ */ new Set(["takenAt", "digest"]);
function snapshotDigest(snapshot) {
  const counted = Object.entries(snapshot).filter(([key4]) => !leftOut.has(key4));
  const text = canonical(Object.fromEntries(counted));
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((inner) => canonical(inner)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== void 0);
  const sorted = entries.sort(([one], [other]) => one < other ? -1 : 1);
  return `{${sorted.map(([key4, inner]) => `${JSON.stringify(key4)}:${canonical(inner)}`).join(",")}}`;
}

// src/config/snapshot.ts
var mostFaults = 10;
async function chosenSnapshot(given, { snapshot: path }, { base, head, baseRef }, dialect) {
  if (given !== void 0) return readSnapshot(given.text, given.path, dialect);
  if (path === void 0) return null;
  const bytes = (base ?? head).get(path);
  if (bytes !== void 0) return readSnapshot(new TextDecoder().decode(bytes), path, dialect);
  throw new UserError(`\`snapshot\` names ${path}, which ${baseRef ?? "the repository"} does not have.`);
}
async function readSnapshot(text, path, dialect) {
  const value = plainValue(text, path);
  requireFormat(value, path);
  const parsed2 = snapshotSchema.safeParse(value);
  if (!parsed2.success) {
    const faults = parsed2.error.issues.flatMap(
      (issue) => describeIssue(snapshotSchema, issue, value, placeOf(issue.path))
    );
    const told2 = faults.slice(0, mostFaults).map(({ message }) => `${path}: ${message}`);
    const rest = faults.length - told2.length;
    throw new UserError([...told2, ...rest > 0 ? [`${path}: and ${rest} more like these.`] : []].join("\n"));
  }
  const snapshot = parsed2.data;
  if (snapshot.dialect !== dialect) {
    throw new UserError(
      `${path}: \`dialect\` is \`${snapshot.dialect}\`, and the migrations are ${dialect}. Give a snapshot of their database.`
    );
  }
  requireDigest(snapshot, value, path);
  return withComparedNames(snapshot, path, dialect);
}
function placeOf(path) {
  return path.length === 0 ? "a snapshot" : `\`${keyPath(path)}\``;
}
function plainValue(text, path) {
  const value = parseJson(text, path);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UserError(`${path}: expected a snapshot: { "format": "${snapshotFormat}", \u2026 }.`);
}
function parseJson(text, path) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    const line = /\(line (\d+) column \d+\)/.exec(cause.message)?.[1];
    throw new UserError(`${line === void 0 ? path : `${path}:${line}`}: this is not JSON.`, { cause });
  }
}
function requireFormat(value, path) {
  const format = "format" in value ? value.format : void 0;
  if (format === snapshotFormat) return;
  const version = typeof format === "string" ? /^migration-gate\/snapshot@(\d+)$/.exec(format)?.[1] : void 0;
  if (version !== void 0 && Number(version) > 1) {
    throw new UserError(
      `${path}: this snapshot was written by a newer migration-gate (\`${format}\`; this one reads \`${snapshotFormat}\`). Update migration-gate, or take the snapshot with this version.`
    );
  }
  const written = format === void 0 ? "missing" : `\`${JSON.stringify(format).slice(0, 60)}\``;
  throw new UserError(`${path}: \`format\` is ${written}. Allowed: "${snapshotFormat}".`);
}
function requireDigest({ digest }, value, path) {
  if (digest === void 0) return;
  if (digestOf(value, path) === digest) return;
  throw new UserError(
    `${path}: the digest does not fit: the file was changed after it was taken. Take it anew; of a file that is kept by hand, remove \`digest\`.`
  );
}
function digestOf(value, path) {
  try {
    return snapshotDigest(value);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new UserError(`${path}: its values are nested too deeply.`, { cause });
    throw cause;
  }
}
async function withComparedNames(snapshot, path, dialectName) {
  const { relationName } = await loadDialect(dialectName);
  const { tables, indexes } = snapshot.statistics ?? {};
  const compared = (kind, entries = {}) => {
    const named = /* @__PURE__ */ new Map();
    for (const [written, statistics] of Object.entries(entries)) {
      const place = `\`statistics.${kind}\``;
      const name = relationName(written);
      if (name === null) {
        throw new UserError(
          `${path}: ${place} has ${JSON.stringify(written)}, which is no name. Expected one as SQL spells it, such as ${JSON.stringify(exampleName)}.`
        );
      }
      if (named.has(name)) throw new UserError(`${path}: ${place} names ${name} twice.`);
      named.set(name, statistics);
    }
    return Object.fromEntries(named);
  };
  return {
    ...snapshot,
    statistics: { tables: compared("tables", tables), indexes: compared("indexes", indexes) }
  };
}
var exampleName = 'public."Order Lines"';

// src/migrations/as-sent.ts
function asSent(format, { cuts = [] }, statements) {
  if (cuts.length === 0) return statements;
  return statements.map((statement) => {
    const line = cuts.find((line2) => statement.line <= line2 && line2 < statement.endLine);
    if (line === void 0 || statement.syntaxError !== null) return statement;
    const message = `${format} cuts it at the end of line ${line}, and sends its parts`;
    return { ...statement, syntaxError: { message, line }, operations: [], tree: null };
  });
}

// src/migrations/digest.ts
import { createHash as createHash2 } from "node:crypto";
function sha256(text) {
  return `sha256:${createHash2("sha256").update(text, "utf8").digest("hex")}`;
}
function migrationChecksum({ up }) {
  return sha256(up.text);
}
function migrationDigest(migration, transaction) {
  const { id, up, down, downDelivery } = migration;
  const back = downDelivery?.transaction ?? migration.transaction;
  const parts = [id, sha256(up.text), down === null ? null : sha256(down.text), transaction];
  return sha256(JSON.stringify(back === migration.transaction ? parts : [...parts, back]));
}
function planDigest(digests) {
  return sha256(JSON.stringify(digests));
}

// src/migrations/environment.ts
function environmentOf(config, folders, { base, head, baseRef }, selection, dialect) {
  const files = base ?? head;
  const read2 = (key4, path) => {
    const bytes = files.get(path);
    if (bytes !== void 0)
      return { path, text: substitute(new TextDecoder().decode(bytes), config.variables) };
    throw new UserError(`\`${key4}\` names ${path}, which ${baseRef ?? "the repository"} does not have.`);
  };
  const texts = [...selection.base, ...selection.review].map(({ migration }) => migration.up.text);
  const platform = config.preset === void 0 ? [] : [config.preset];
  return [
    ...platform.map((name) => ({ path: `preset ${name}`, text: presets[name] })),
    ...config.setup.map((path) => read2("setup", path)),
    ...config.baseline.map((path) => read2("baseline", path)),
    // A dump may well bring it.
    ...historyTables(folders, dialect).filter((table) => !texts.some((text) => creates(text, table))).map(createHistoryTable)
  ].map(step);
}
function historyTablesOf(folders, dialect) {
  return [...new Set(historyTables(folders, dialect).map(({ name }) => name))];
}
function historyTables(folders, dialect) {
  const tables = folders.flatMap(({ format }) => formatNamed(format).history(dialect) ?? []);
  return [...new Map(tables.map((table) => [table.name, table])).values()];
}
function creates(text, { name }) {
  const bare2 = name.slice(name.indexOf(".") + 1);
  const pattern = `\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?[^\\s;(]{0,200}\\b${bare2}\\b`;
  return new RegExp(pattern, "i").test(text);
}
function createHistoryTable({ name, columns }) {
  const [schema, table] = name.split(".");
  const sql = `CREATE TABLE IF NOT EXISTS ${name} (${columns});`;
  const own = table === void 0 ? sql : `CREATE SCHEMA IF NOT EXISTS ${schema};
${sql}`;
  return { path: name, text: own };
}
function step(up) {
  return {
    id: up.path,
    format: "environment",
    up,
    down: null,
    transaction: "none",
    oneString: false,
    runner: "ours"
  };
}

// src/replay/base-state.ts
import { createHash as createHash3, hash } from "node:crypto";
var problemSchema = external_exports.strictObject({
  path: external_exports.string(),
  line: external_exports.int(),
  code: external_exports.string(),
  message: external_exports.string()
});
var headerSchema = external_exports.strictObject({
  format: external_exports.literal("migration-gate/base-state@1"),
  key: external_exports.string(),
  problems: external_exports.array(problemSchema),
  facts: external_exports.unknown()
});
var longestHeader = 64 * 1024 * 1024;
function baseKeys(dialect, build2, settings, base) {
  let key4 = sha2562(
    JSON.stringify(["migration-gate/base-state@1", build2, dialect.name, dialect.keptBy(), settings])
  );
  return base.map((migration) => {
    key4 = sha2562(JSON.stringify([key4, migration]));
    return key4;
  });
}
function encodeBase(key4, { shadow, problems }) {
  const header = { format: "migration-gate/base-state@1", key: key4, problems, facts: shadow.facts };
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(header)}
`), shadow.image]);
  return Buffer.concat([Buffer.from(`${hash("sha256", body)}
`), body]);
}
function decodeBase(key4, bytes) {
  const [digest, body] = splitLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 64);
  if (digest === null || digest !== createHash3("sha256").update(body).digest("hex")) return null;
  const [line, image] = splitLine(body, longestHeader);
  const header = headerSchema.safeParse(line === null ? null : parsed(line)).data;
  if (header === void 0 || header.key !== key4) return null;
  return { shadow: { facts: header.facts, image }, problems: header.problems };
}
function splitLine(bytes, longest) {
  const end = bytes.subarray(0, longest + 1).indexOf("\n");
  return end < 0 ? [null, bytes] : [bytes.toString("utf8", 0, end), bytes.subarray(end + 1)];
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
function sha2562(text) {
  return hash("sha256", text);
}

// src/replay/unless-gone.ts
async function unlessGone(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ShadowGone) return null;
    throw error;
  }
}

// src/replay/kept-base.ts
var worthKeeping = 500;
var tooFarBack = 5;
function forgetting(cache) {
  if (cache === null) return null;
  const { store, keys } = cache;
  return { keys, store: { find: async () => null, keep: (key4, state) => store.keep(key4, state) } };
}
async function findBase(cache) {
  if (cache === null || cache.keys.length === 0) return null;
  const found = await cache.store.find(cache.keys.toReversed());
  const state = found === null ? null : decodeBase(found.key, found.state);
  return found === null || state === null ? null : { steps: cache.keys.indexOf(found.key) + 1, state };
}
async function keepBase(cache, found, shadow, problems, ms) {
  const key4 = cache?.keys.at(-1);
  if (cache === null || key4 === void 0) return;
  const replayed = cache.keys.length - (found?.steps ?? 0);
  if (ms < worthKeeping && (found === null || replayed < tooFarBack)) return;
  const kept = await unlessGone(shadow.keep());
  if (kept !== null) await cache.store.keep(key4, encodeBase(key4, { shadow: kept, problems }));
}

// src/replay/first-line.ts
function firstLine({ up, down }) {
  const written = (down?.text ?? "").split("\n").findIndex((line) => line.trim() !== "");
  if (written !== -1) return written + 1;
  return down?.path === up.path ? up.text.trimEnd().split("\n").length + 1 : 1;
}

// src/replay/data-loss.ts
function losses(before, after) {
  const alive = new Set([...after.objects.values()].map(({ identity }) => identity));
  const gone = [...before.objects.values()].filter((object) => holdsRows(object) && !alive.has(object.identity));
  const tables = new Set(gone.filter(({ kind }) => kind === "table").map(({ name }) => name));
  return gone.filter(({ kind, name }) => kind === "table" || !tables.has(tableOf(name))).map(({ name }) => name);
}
function emptied(before, traced) {
  const reached = traced.flatMap(({ statement, trace }) => {
    const truncated = statement.operations.filter((operation) => operation.kind === "truncate");
    if (truncated.length === 0) return [];
    const locked = trace.locks.filter(({ mode }) => mode === "AccessExclusiveLock");
    return [...truncated.map(({ table }) => table), ...locked.map(({ relation }) => relation)];
  });
  return [...new Set(reached)].filter((name) => before.objects.has(`table ${name}`)).sort();
}
function holdsRows({ kind, identity, attributes }) {
  if (identity === "") return false;
  return kind === "table" || kind === "column" && !("generated" in attributes);
}
function tableOf(column) {
  return column.slice(0, column.lastIndexOf("."));
}
function restoresData(trip) {
  if (trip.lost.length > 0) return "no";
  if (trip.up.some(isUnproven)) return "unknown";
  const statements = [...trip.up.map(({ statement }) => statement), ...trip.down];
  if (trip.verdict === "unequal" || !standInPlace(trip)) return "unknown";
  if (statements.some((statement) => mayTouch(statement, trip.before))) return "unknown";
  if (definesCode(statements) && statements.some(writesRows)) return "unknown";
  const rewritten = trip.up.flatMap(({ trace }) => trace.rewrites);
  return rewritten.some((name) => trip.before.objects.has(`table ${name}`)) ? "unknown" : "yes";
}
function isUnproven({ trace }) {
  return trace.outcome === "unverified" && trace.error?.code !== "provided";
}
function standInPlace({ before, back }) {
  return [...before.objects].every(([key4, object]) => {
    return !holdsRows(object) || back.objects.get(key4)?.identity === object.identity;
  });
}
function mayTouch({ operations, sql }, before) {
  return operations.some((operation) => {
    switch (operation.kind) {
      case "run-code":
      case "truncate":
        return true;
      case "change-column-type":
        return /\busing\b/i.test(sql);
      case "write-rows":
        return operation.verb !== "insert" || stood(operation.table, before);
      case "alter":
        return operation.object === "type" || operation.object === "sequence";
      case "create":
        return operation.object === "event-trigger";
      default:
        return false;
    }
  });
}
function definesCode(statements) {
  const code = /* @__PURE__ */ new Set(["function", "procedure", "trigger", "rule"]);
  return statements.some(
    ({ operations }) => operations.some((operation) => operation.kind === "create" && code.has(operation.object))
  );
}
function writesRows({ operations }) {
  return operations.some(({ kind }) => kind === "write-rows");
}
function stood(table, before) {
  const bare2 = table.slice(table.indexOf(".") + 1);
  return [...before.objects.values()].some(({ kind, name }) => kind !== "column" && name.endsWith(`.${bare2}`));
}

// src/replay/value-keeping.ts
function objectsOf({ objects }) {
  return new Map(
    [...objects.values()].map((object) => {
      const { parent, local } = splitLast(object.name);
      const name = object.kind === "table" ? key(object.name) : `${key(parent)}.${bare(local)}`;
      return [`${object.kind} ${name}`, object];
    })
  );
}
function takesOtherValues(was, is, columns) {
  const changes = columns.some(
    ([from, to]) => mayDiffer(was.objects.get(`column ${was.table}.${from}`), is.objects.get(`column ${is.table}.${to}`))
  );
  return changes || isStrict(was) !== isStrict(is) || hasRowidKey(is) && !hasRowidKey(was);
}
function mayDiffer(was, is) {
  if (was === void 0) return false;
  if (is === void 0) return true;
  return is.attributes.type !== was.attributes.type || is.attributes.generated !== was.attributes.generated;
}
function isStrict({ objects, table }) {
  return objects.get(`table ${table}`)?.attributes.strict === "yes";
}
function hasRowidKey({ objects, table }) {
  return objects.get(`constraint ${table}.primary key`)?.attributes.rowid === "yes";
}
function keysThatReach({ objects }, parent) {
  const name = bare(splitLast(parent).local);
  return [...objects.values()].filter((object) => {
    const { definition = "" } = object.attributes;
    const goesAlong = /^FOREIGN KEY .*\bON DELETE (?:CASCADE|SET)\b/is.test(definition);
    const isOther = key(splitLast(object.name).parent) !== parent;
    return object.kind === "constraint" && goesAlong && isOther && definition.toLowerCase().includes(name);
  });
}
function key(name) {
  return name.toLowerCase();
}
function bare(name) {
  const unquoted = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return unquoted.toLowerCase();
}

// src/replay/row-course.ts
var RowCourse = class {
  #holders;
  #rows;
  #schema;
  #isLost = false;
  constructor(schema, rows) {
    this.#schema = schema;
    this.#rows = new Map([...rows].map(([name, table]) => [key(name), table]));
    const whole2 = (name) => ({ origin: name, isNew: false, columns: /* @__PURE__ */ new Map() });
    this.#holders = new Map([...this.#rows.keys()].map((name) => [name, whole2(name)]));
  }
  /** Goes one way, there or back; what it makes is seen at its end, in `after`. */
  follow(statements, after) {
    for (const { operations, sql } of statements) {
      const leavesOut = operations.some(({ kind }) => kind === "create-table") && /\bconflict\b/i.test(sql);
      this.#isLost ||= leavesOut || operations.length === 0 || !operations.every((each) => this.#step(each));
      this.#isLost ||= [...this.#holders.keys()].some((name) => this.#isHidden(name));
    }
    this.#isLost ||= this.#changesValues(after);
    for (const [name, holder] of this.#holders) this.#holders.set(name, { ...holder, isNew: false });
  }
  /** Whether each table that stood before has its own rows under its own name, and so its columns. */
  get isBack() {
    return !this.#isLost && [...this.#rows.keys()].every((name) => this.#isAtHome(name));
  }
  #isAtHome(name) {
    const holder = this.#holders.get(name);
    const old = this.#columnsOf(name);
    return holder?.origin === name && [...holder.columns].every(([now, was]) => now === was || !old.has(was));
  }
  /** A temporary table of the same name is the one that is meant. */
  #isHidden(name) {
    return name.startsWith("main.") && this.#holders.has(`temp.${name.slice("main.".length)}`);
  }
  /** False where the rows cannot be followed any further. */
  #step(operation) {
    switch (operation.kind) {
      case "create-table":
        if (!operation.ifNotExists || !this.#holders.has(key(operation.table))) this.#make(operation.table);
        return true;
      case "create":
        if (operation.object === "virtual table") this.#make(operation.name);
        return !operation.name.startsWith("temp.");
      case "rename-table":
        return this.#move(key(operation.table), key(operation.to));
      case "drop-table":
        return this.#drop(key(operation.table));
      case "rename-column":
        return this.#rename(key(operation.table), bare(operation.column), bare(operation.to));
      case "drop-column":
        return this.#dropColumn(key(operation.table), bare(operation.column));
      case "write-rows":
        return this.#write(operation);
      case "transaction":
        return !operation.verb.startsWith("rollback");
      case "run-code":
      case "truncate":
        return false;
      default:
        return true;
    }
  }
  #make(table) {
    this.#holders.set(key(table), { origin: null, isNew: true, columns: /* @__PURE__ */ new Map() });
  }
  #move(from, to) {
    const holder = this.#holders.get(from);
    if (holder === void 0) return false;
    this.#holders.delete(from);
    this.#holders.set(to, holder);
    return true;
  }
  /** Rows of others may go with it, which only shows where there are some. */
  #drop(table) {
    const origin = this.#holders.get(table)?.origin ?? null;
    this.#holders.delete(table);
    return origin === null || keysThatReach(this.#schema, origin).every((one) => this.#isSeen(one));
  }
  /** Some row points somewhere. */
  #isSeen({ name, attributes: { definition = "" } }) {
    const columns = this.#columnsOf(key(splitLast(name).parent));
    const [, list = ""] = /^FOREIGN KEY \((.*?)\) REFERENCES/is.exec(definition) ?? [];
    return list.split(", ").every((column) => columns.get(bare(column))?.some((value) => value !== "NULL") === true);
  }
  #rename(table, from, to) {
    const holder = this.#holders.get(table);
    if (holder === void 0) return false;
    const columns = new Map(holder.columns);
    const was = columns.get(from) ?? from;
    columns.delete(from);
    columns.set(to, was);
    this.#holders.set(table, { ...holder, columns });
    return true;
  }
  /** A column that stood before does not come back with its values. */
  #dropColumn(table, column) {
    const holder = this.#holders.get(table);
    if (holder === void 0) return false;
    if (holder.origin === null) return true;
    const isOld = this.#columnsOf(holder.origin).has(holder.columns.get(column) ?? column);
    const isReplaced2 = !holder.columns.has(column) && [...holder.columns.values()].includes(column);
    const columns = new Map([...holder.columns].filter(([name]) => name !== column));
    this.#holders.set(table, { ...holder, columns });
    return !isOld || isReplaced2;
  }
  #write(operation) {
    const target = this.#holders.get(key(operation.table));
    if (operation.verb !== "insert" || target?.origin !== null) return false;
    if (operation.source === "values") return true;
    if (operation.source !== "copy" || operation.copied === void 0) return false;
    const source = this.#holders.get(key(operation.copied.from));
    if (source === void 0 || source.origin === null || source.isNew) return false;
    const { columns: copied } = operation.copied;
    if (!this.#isToldApart(source, copied && new Set(copied.map(bare)))) return false;
    this.#holders.set(key(operation.table), { ...target, origin: source.origin, columns: source.columns });
    return true;
  }
  /** Each column is copied to itself by the text, or its values show it. */
  #isToldApart({ origin, columns: renamed }, copied) {
    const now = new Map([...renamed].map(([name, was]) => [was, name]));
    const columns = this.#columnsOf(origin ?? "");
    if (copied !== null) return [...columns.keys()].every((name) => copied.has(now.get(name) ?? name));
    const values = [...columns.values()].map((each) => each.join());
    const areDifferent = new Set(values).size === values.length;
    return areDifferent && [...columns.values()].every((each) => new Set(each).size > 1);
  }
  #columnsOf(table) {
    return new Map([...this.#rows.get(table)?.columns ?? []].map(([name, values]) => [bare(name), values]));
  }
  /** Whether a table of other columns or keys holds rows that it may have changed: those seen are only some. */
  #changesValues(after) {
    const before = objectsOf(this.#schema);
    const now = objectsOf(after);
    return [...this.#holders].some(([name, { origin, columns }]) => {
      if (origin === null) return false;
      const places = new Map([...columns].map(([to, was]) => [was, to]));
      const pairs = [...this.#columnsOf(origin).keys()].map((was) => [was, places.get(was) ?? was]);
      return takesOtherValues({ objects: before, table: origin }, { objects: now, table: name }, pairs);
    });
  }
};

// src/replay/row-proof.ts
function lostRows(before, rows, now, rowsNow) {
  const nameNow = namesByIdentity(before, now);
  const objects = objectsOf(before);
  return [...rows].flatMap(([table, was]) => {
    const is = rowsNow.get(nameNow("table", table));
    if (is === void 0 || is.count < was.count) return [table];
    const isTold = [...is.columns.values()].every(({ length }) => length === is.count);
    if (!isTold && is.count > was.count) return [];
    const valuesNow = new Map([...is.columns].map(([column, values]) => [column.toLowerCase(), values]));
    const gone = [...was.columns].flatMap(([column, values]) => {
      const name = objects.get(`column ${key(table)}.${column.toLowerCase()}`)?.name ?? `${table}.${column}`;
      const called = lastName(nameNow("column", name), nameNow("table", table));
      return holds(valuesNow.get(bare(called)), values) ? [] : [name];
    });
    return gone.length > 1 && gone.length === was.columns.size ? [table] : gone;
  });
}
function holds(now, values) {
  if (now === void 0) return false;
  if (now.length === values.length) return values.every((value, place) => value === now[place]);
  const left = [...now];
  return values.every((value) => {
    const place = left.indexOf(value);
    if (place === -1) return false;
    left.splice(place, 1);
    return true;
  });
}
function namesByIdentity(before, now) {
  const standing = new Map(
    [...now.objects.values()].map(({ kind, identity, name }) => [`${kind} ${identity}`, name])
  );
  return (kind, name) => {
    if (now.objects.has(`${kind} ${name}`)) return name;
    const identity = before.objects.get(`${kind} ${name}`)?.identity ?? "";
    return (identity === "" ? void 0 : standing.get(`${kind} ${identity}`)) ?? name;
  };
}
function lastName(column, table) {
  return column.startsWith(`${table}.`) ? column.slice(table.length + 1) : column;
}
function restoresRows(trip) {
  if (trip.lost.length > 0) return "no";
  if (trip.up.some(isUnproven) || trip.verdict === "unequal") return "unknown";
  const up = trip.up.map(({ statement }) => statement);
  const statements = [...up, ...trip.down];
  const empty2 = [...trip.rows].flatMap(([table, { count: count2 }]) => count2 === 0 ? [table.toLowerCase()] : []);
  const worked = new Set(statements.flatMap(({ operations }) => operations.flatMap(tablesOf)));
  if (empty2.some((table) => worked.has(table))) return "unknown";
  if (statements.some(definesTrigger) && statements.some(writesRows2)) return "unknown";
  const course = new RowCourse(trip.before, trip.rows);
  course.follow(up, trip.after);
  course.follow(trip.down, trip.before);
  return course.isBack ? "yes" : "unknown";
}
function tablesOf(operation) {
  return "table" in operation ? [operation.table.toLowerCase()] : [];
}
function definesTrigger({ operations }) {
  return operations.some((operation) => operation.kind === "create" && operation.object === "trigger");
}
function writesRows2({ operations }) {
  return operations.some(({ kind }) => kind === "write-rows");
}

// src/replay/judge-down.ts
var outsideTransaction = "outside-transaction";
function judgeDown(dialect, result, down, up) {
  if (result.kind !== "ran") return judgeFailure(result, up);
  const { verdict: verdict2, difference } = dialect.compareSchemas(up.before, result.schema, madeBy(result.clock, down));
  const lost = lostUntil(up, result);
  const trip = { lost, before: up.before, back: result.schema, verdict: verdict2, up: up.statements, down };
  const data = up.rows === null ? restoresData(trip) : restoresRows({ ...trip, rows: up.rows.before, after: up.after });
  return { schema: verdict2, difference, failure: null, losses: lost, restoresData: data };
}
function lostUntil(up, now) {
  if (up.rows !== null && now.rows !== null) return lostRows(up.before, up.rows.before, now.schema, now.rows);
  return [.../* @__PURE__ */ new Set([...losses(up.before, now.schema), ...emptied(up.before, up.statements)])];
}
function lostByUp(up) {
  return lostUntil(up, { schema: up.after, rows: up.rows?.after ?? null });
}
function madeBy(clock, by) {
  return { ...clock, by };
}
function judgeFailure(failure, up) {
  const lost = lostByUp(up);
  const told2 = toldFailure(failure);
  return {
    schema: failure.kind === "failed" ? "unequal" : "unverified",
    difference: [failureAsChange(told2)],
    failure: told2,
    losses: lost,
    restoresData: lost.length > 0 ? "no" : "unknown"
  };
}
function toldFailure({ kind, code, message, line }) {
  if (kind !== "outside") return { code, message, line };
  return { code: outsideTransaction, message: `cannot be tried in a transaction: ${message}`, line };
}
function failureAsChange({ line, message }) {
  return { action: "alter", object: "down", name: `line ${line}`, detail: message };
}

// src/replay/down-proof.ts
var hadEffect = /* @__PURE__ */ new Set(["doubtful", "own-commit", "provided"]);
function stoppedAt(statements) {
  return statements.find(
    ({ trace: { outcome, error } }) => outcome !== "ran" && !hadEffect.has(error?.code ?? "")
  );
}
async function proveDown(dialect, shadow, parsed2, up) {
  const stopped = stoppedAt(up.statements);
  if (stopped !== void 0) return notTried(unprovenDown(dialect, parsed2, reasonOf(stopped)));
  try {
    if (parsed2.down === null) return await provePlanned(dialect, shadow, parsed2, up);
    return await proveAuthored(dialect, shadow, parsed2, parsed2.down, up);
  } catch (error) {
    if (error instanceof ShadowGone) return notTried(unprovenDown(dialect, parsed2, error.message));
    throw error;
  }
}
function reasonOf({ statement, trace }) {
  const otherwise = trace.error?.code === "base-incomplete";
  return `line ${statement.line} of the up ${otherwise ? "may do something else in production" : "did not run"}`;
}
function notTried(down, planState = null) {
  return { down, script: null, planState };
}
function unprovenDown(dialect, parsed2, reason) {
  const failure = { code: "not-tried", message: reason ?? "nothing was run", line: 1 };
  const shared = {
    difference: reason === null ? [] : [failureAsChange(failure)],
    failure,
    losses: [],
    restoresData: "unknown",
    schema: "unverified"
  };
  if (parsed2.down === null) return { source: "none", path: null, sql: "", line: 1, ...shared };
  return { ...authored(dialect, parsed2, parsed2.down), ...shared };
}
function authored(dialect, { migration }, down) {
  const empty2 = down.every((statement) => dialect.isNoOp(statement));
  return {
    source: empty2 ? "authored-empty" : "authored",
    path: migration.down?.path ?? null,
    sql: migration.down?.text ?? "",
    line: down[0]?.line ?? firstLine(migration)
  };
}
async function proveAuthored(dialect, shadow, parsed2, down, up) {
  const script = authoredScript(dialect, parsed2, down);
  const judgement = judgeDown(dialect, await shadow.tryDown([script]), down, up);
  return { down: { ...authored(dialect, parsed2, down), ...judgement }, script, planState: null };
}
function authoredScript(dialect, { migration }, statements) {
  return scriptOf(dialect, { ...migration, ...migration.downDelivery }, statements);
}
async function plannedScript(dialect, { migration }, sql) {
  return scriptOf(dialect, { ...migration, ...ownDelivery }, await dialect.parse(sql));
}
function scriptOf(dialect, migration, statements) {
  return {
    migration,
    transaction: dialect.transactionForm(migration, statements),
    up: statements,
    down: null
  };
}
async function provePlanned(dialect, shadow, parsed2, up) {
  if (up.stateBefore === null)
    return notTried(unprovenDown(dialect, parsed2, "the schema before the up could not be read"));
  const stateAfter = await shadow.capturePlan(up.changes);
  const planState = stateAfter.asItStands ? stateAfter : null;
  const plan = await shadow.planDown(stateAfter, up.stateBefore);
  if (plan.kind === "impossible") return notTried(impossibleDown(up, plan.reason), planState);
  const { sql, script, judgement } = await tryPlanned(dialect, shadow, parsed2, plan.sql, up);
  const known = new Set(lostByUp(up));
  const worse = judgement.losses.find((name) => !known.has(name));
  if (worse !== void 0) {
    const reason = `the planned way back would itself lose the rows of ${worse}`;
    return notTried(impossibleDown(up, reason), planState);
  }
  return { down: { source: "generated", path: null, sql, line: 1, ...judgement }, script, planState };
}
async function tryPlanned(dialect, shadow, parsed2, sql, up) {
  const script = await plannedScript(dialect, parsed2, sql);
  const result = await shadow.tryDown([script]);
  const missing = result.kind === "ran" ? dialect.completeDown(up.before, result.schema) : [];
  if (missing.length === 0) return { sql, script, judgement: judgeDown(dialect, result, script.up, up) };
  const whole2 = sql + missing.map((statement) => `${statement};
`).join("");
  const more = await plannedScript(dialect, parsed2, whole2);
  const again = await shadow.tryDown([more]);
  return { sql: whole2, script: more, judgement: judgeDown(dialect, again, more.up, up) };
}
function impossibleDown(up, reason) {
  const lost = lostByUp(up);
  const failure = { code: "impossible", message: reason, line: 1 };
  return {
    source: "none",
    path: null,
    sql: "",
    line: 1,
    schema: "impossible",
    difference: [failureAsChange(failure)],
    failure,
    losses: lost,
    restoresData: lost.length > 0 ? "no" : "unknown"
  };
}

// src/replay/not-replayed.ts
function notReplayed(dialect, parsed2, state, reason) {
  const notRun = reason === null ? { outcome: "not-run", error: null } : { outcome: "unverified", error: { code: "shadow-gone", message: reason } };
  const inTransaction = dialect.inTransaction(parsed2);
  const statements = parsed2.up.map((statement, place) => {
    const unparsed = statement.syntaxError && {
      outcome: "unparsed",
      error: { code: dialect.syntaxError, message: statement.syntaxError.message }
    };
    return {
      statement,
      trace: {
        ...nothingSeen,
        ...unparsed ?? notRun,
        locks: dialect.inferLocks(statement)
      },
      heldBefore: [],
      inTransaction: inTransaction[place] === true
    };
  });
  return {
    migration: parsed2.migration,
    state,
    transaction: parsed2.transaction,
    statements,
    changes: [],
    made: [],
    rows: null,
    damage: [],
    down: unprovenDown(dialect, parsed2, reason)
  };
}

// src/replay/rows-around.ts
function rowsAround(before, after) {
  return [...before].flatMap(([table, was]) => {
    const is = after.get(table);
    if (is === void 0) return [];
    return [
      {
        table,
        before: was.count,
        after: is.count,
        emptied: [...was.columns.keys()].filter((column) => isEmptied(was, is, column)),
        levelled: [...was.columns.keys()].filter((column) => isLevelled(was, is, column)),
        replaced: [...was.columns.keys()].filter((column) => isReplaced(was, is, column)),
        mixed: mixedColumns(was, is),
        moved: movedColumns(was, is),
        lowered: loweredMark(was, is)
      }
    ];
  });
}
var none = "NULL";
function isEmptied(was, is, column) {
  const now = is.columns.get(column) ?? [];
  const had = was.columns.get(column)?.some((value) => value !== none) === true;
  return had && now.length > 0 && now.every((value) => value === none);
}
function isLevelled(was, is, column) {
  const now = is.columns.get(column) ?? [];
  const differed = new Set(was.columns.get(column)).size > 1;
  return differed && now.length > 1 && now[0] !== none && new Set(now).size === 1;
}
function isReplaced(was, is, column) {
  const now = new Set(is.columns.get(column));
  const had = was.columns.get(column) ?? [];
  return had.length > 1 && now.size > 1 && !had.some((value) => now.has(value));
}
function mixedColumns(was, is) {
  const stay = [...was.columns].filter(([column]) => is.columns.has(column));
  const others = stay.filter(([column, values]) => !same(is.columns.get(column), values));
  const isInOrder = stay.some((pair) => !others.includes(pair) && new Set(pair[1]).size > 1);
  const strange = others.filter(
    ([column, own]) => isInOrder || !same(is.columns.get(column)?.toSorted(), own.toSorted())
  );
  return strange.flatMap(([column]) => {
    const now = is.columns.get(column);
    const found = strange.find(([, values]) => new Set(values).size > 1 && same(now, values));
    return found === void 0 ? [] : [{ column, from: found[0] }];
  });
}
function movedColumns(was, is) {
  const came = [...is.columns.keys()].filter((column) => !was.columns.has(column));
  return [...was.columns].flatMap(([from, values]) => {
    if (is.columns.has(from) || new Set(values).size < 2) return [];
    const to = came.find((column) => same(is.columns.get(column), values));
    return to === void 0 ? [] : [{ from, to }];
  });
}
function same(now, values) {
  return now?.join("\n") === values.join("\n");
}
function loweredMark(was, is) {
  if (was.mark === void 0) return null;
  const after = is.mark ?? 0;
  return after < was.mark ? { before: was.mark, after } : null;
}

// src/replay/review-one.ts
async function reviewOne(dialect, shadow, parsed2, state, before, known) {
  const rowsBefore = await unlessGone(shadow.readRows());
  const damageBefore = await unlessGone(shadow.readDamage());
  const generates = parsed2.down === null;
  const stateBefore = generates ? known ?? await unlessGone(shadow.capturePlan([])) : null;
  const traced = await shadow.trace(parsed2);
  const schemaAfter = await unlessGone(shadow.readSchema());
  const after = schemaAfter ?? before;
  const changes = dialect.diffSchemas(before, after);
  const rows = rowsBefore === null ? null : { before: rowsBefore, after: await unlessGone(shadow.readRows()) };
  const damageAfter = await unlessGone(shadow.readDamage());
  const damage = newDamage(damageBefore ?? [], damageAfter ?? []);
  const isSeen = schemaAfter !== null && damageAfter !== null;
  const statements = isSeen ? traced : traced.map((it) => unseen(it, endOf(traced)));
  const up = { before, after, rows, changes, statements, stateBefore };
  const { down, script, planState } = await proveDown(dialect, shadow, parsed2, up);
  const { migration, transaction } = parsed2;
  const made = [...after.objects].flatMap(([key4, object]) => before.objects.has(key4) ? [] : [object]);
  const around = rows === null || rows.after === null ? null : rowsAround(rows.before, rows.after);
  const replayed = {
    migration,
    state,
    transaction,
    statements,
    changes,
    made,
    rows: around,
    damage,
    down
  };
  const open = down.failure?.code === outsideTransaction ? { before, after, rows, statements } : null;
  return { link: { replayed, script, open }, after, planState };
}
function newDamage(before, after) {
  return after.filter(
    (now) => !before.some((was) => was.kind === now.kind && was.object === now.object && was.detail === now.detail)
  );
}
function endOf(traced) {
  const last = traced.find(({ trace }) => trace.error?.code === "shadow-gone");
  return last === void 0 ? null : `the shadow stopped at line ${last.statement.line}: ${last.trace.error?.message}`;
}
function unseen(traced, end) {
  if (traced.trace.outcome !== "ran") return traced;
  const message = `the database after it could not be read${end === null ? "" : `: ${end}`}`;
  const error = { code: "shadow-gone", message };
  return { ...traced, trace: { ...traced.trace, outcome: "unverified", error, evidence: "inferred" } };
}

// src/replay/batch-proof.ts
async function proveBatch(dialect, shadow, links, before) {
  const [only, ...more] = links;
  if (only !== void 0 && more.length === 0) return batchOfOne(only.replayed.down);
  const scripts = [...links].reverse().flatMap(({ script }) => script ?? []);
  if (scripts.length < links.length) return unverifiedBatch;
  try {
    return judgeBatch(dialect, await shadow.tryDown(scripts), links, before);
  } catch (error) {
    if (error instanceof ShadowGone) return unverifiedBatch;
    throw error;
  }
}
var unverifiedBatch = { verdict: "unverified", difference: [], failure: null };
function batchOfOne({ schema, difference, failure }) {
  return { verdict: schema, difference, failure: failure && { ...failure, place: 0 } };
}
function judgeBatch(dialect, result, links, before) {
  if (result.kind === "ran") {
    const by = links.flatMap(({ script }) => script?.up ?? []);
    const { verdict: verdict2, difference } = dialect.compareSchemas(before, result.schema, madeBy(result.clock, by));
    return { verdict: verdict2, difference, failure: null };
  }
  const { line } = result;
  const { code, message } = toldFailure(result);
  const place = links.length - 1 - result.place;
  const name = `${links[place]?.replayed.migration.id} line ${line}`;
  return {
    verdict: result.kind === "failed" ? "unequal" : "unverified",
    difference: [{ action: "alter", object: "down", name, detail: message }],
    failure: { code, message, line, place }
  };
}

// src/replay/go-back.ts
async function goBack(dialect, shadow, links, added2) {
  const downs = /* @__PURE__ */ new Map();
  const lostLater = /* @__PURE__ */ new Set();
  const ofChange = added2?.links.length ?? 0;
  let batch = null;
  let intact = true;
  try {
    const start = await shadow.tryDown([]);
    for (const [place, link] of [...links].reverse().entries()) {
      if (start.kind !== "ran" || link.script === null || !intact && place >= ofChange) break;
      const result = await takeBack(shadow, link, place, start.clock.from);
      const down = intact ? judged(dialect, result, link, lostLater) : unjudged(link);
      if (link.open !== null) downs.set(link.replayed, down);
      for (const name of down.losses) lostLater.add(name);
      intact &&= down.schema === "equal" || down.schema === "equal-except-order";
      const ends = place === ofChange - 1 || place < ofChange && result.kind !== "ran";
      if (added2 !== null && ends) batch = judgeBatch(dialect, result, added2.links, added2.before);
      if (result.kind !== "ran") break;
    }
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
  }
  return { downs, batch };
}
async function takeBack(shadow, { script }, place, from) {
  const traced = script === null ? [] : await shadow.trace(script);
  const stopped = stoppedAt(traced);
  if (stopped === void 0) {
    const result = await shadow.tryDown([]);
    return result.kind === "ran" ? { ...result, clock: { ...result.clock, from } } : result;
  }
  const { statement, trace } = stopped;
  const { code = "", message = "it did not run" } = trace.error ?? {};
  return {
    kind: trace.outcome === "unverified" ? "unverified" : "failed",
    code,
    message,
    place,
    line: statement.syntaxError?.line ?? statement.line
  };
}
function judged(dialect, result, { replayed, script, open }, lostLater) {
  if (open === null || script === null) return replayed.down;
  const judgement = judgeDown(dialect, result, script.up, open);
  const losses2 = judgement.losses.filter((name) => !lostLater.has(name));
  const restoresData2 = judgement.restoresData === "no" && losses2.length === 0 ? "unknown" : judgement.restoresData;
  return { ...replayed.down, ...judgement, losses: losses2, restoresData: restoresData2 };
}
function unjudged({ replayed: { down } }) {
  if (down.failure === null) return down;
  const message = `${down.failure.message}; and the downs after it do not lead to where it begins`;
  return {
    ...down,
    failure: { ...down.failure, message },
    difference: down.difference.map((change) => ({ ...change, detail: message }))
  };
}

// src/replay/way-back.ts
async function proveWayBack(dialect, shadow, links, before) {
  const added2 = links.filter(({ replayed }) => replayed.state === "added");
  const batch = before === null ? null : await proveBatch(dialect, shadow, added2, before);
  if (links.every(({ open }) => open === null) && !isOpen(batch)) return { downs: /* @__PURE__ */ new Map(), batch };
  const change = before === null ? null : { links: added2, before };
  const back = await goBack(dialect, shadow, links, change);
  const [only, ...more] = added2;
  const alone = only !== void 0 && more.length === 0;
  const known = alone ? batchOfOne(back.downs.get(only.replayed) ?? only.replayed.down) : batch;
  return { downs: back.downs, batch: back.batch ?? known };
}
function isOpen(batch) {
  return batch?.failure?.code === outsideTransaction;
}

// src/replay/replay.ts
var empty = { objects: /* @__PURE__ */ new Map(), columnOrder: /* @__PURE__ */ new Map() };
async function replay(dialect, parse, options, progress, cache = null) {
  progress("starting the shadow", 0);
  const started = Promise.withResolvers();
  const finding = findBase(cache);
  const opening2 = openOrGone(
    dialect,
    started.promise,
    options,
    finding.then((base) => base?.state.shadow ?? null)
  );
  const parsing = finding.then((base) => parse(base?.steps ?? 0));
  parsing.then((steps2) => started.resolve(steps2.map(({ parsed: parsed2 }) => parsed2)), started.reject);
  const [found, steps, opened] = await Promise.all([finding, parsing, opening2]);
  if (opened instanceof ShadowGone && found !== null) {
    return replay(dialect, parse, options, progress, forgetting(cache));
  }
  if (opened instanceof ShadowGone) return withoutReplay(dialect, steps, opened.message);
  try {
    const { baseProblems, before, after, ...replayed } = await replaySteps(
      dialect,
      opened,
      steps,
      progress,
      cache,
      found
    );
    progress("proving the way back", 1);
    const { downs, batch } = await proveWayBack(dialect, opened, replayed.links, before);
    const migrations = replayed.migrations.map((each) => ({ ...each, down: downs.get(each) ?? each.down }));
    const relationsBefore = before === null ? null : relationsOf(before);
    return {
      engine: opened.engine,
      migrations,
      baseProblems,
      baseNotices: opened.notices(),
      schemaBefore: before,
      schemaAfter: after,
      relationsBefore,
      batchDown: batch
    };
  } finally {
    await opened.close();
  }
}
async function replaySteps(dialect, shadow, steps, progress, cache, found) {
  const baseProblems = [...found?.state.problems ?? []];
  const migrations = [];
  let links = [];
  const change = steps.findIndex(({ state }) => state !== "base");
  const began = performance.now();
  let before = null;
  let after = null;
  let last = null;
  for (const [place, { parsed: parsed2, state }] of steps.entries()) {
    if (place === change) await keepBase(cache, found, shadow, baseProblems, performance.now() - began);
    progress(`${state === "base" ? "replaying" : "reviewing"} ${parsed2.migration.id}`, place / steps.length);
    if (state === "base") {
      baseProblems.push(...await replayBase(shadow, parsed2));
      last = null;
      links = [];
    } else if (state === "edited") {
      migrations.push(notReplayed(dialect, parsed2, state, null));
    } else {
      if (await provide(shadow, steps, place)) last = null;
      const schema = last?.after ?? await readSchema(shadow);
      if (state === "added") before ??= schema;
      await unlessGone(shadow.fillTables(steps.slice(place).map((step2) => step2.parsed)));
      const reviewed = await reviewOne(dialect, shadow, parsed2, state, schema, last?.planState ?? null);
      migrations.push(reviewed.link.replayed);
      links.push(reviewed.link);
      last = reviewed;
      if (state === "added") after = reviewed.after;
    }
  }
  return { baseProblems, migrations, links, before, after };
}
async function provide(shadow, steps, place) {
  const { state, parsed: parsed2 } = steps[place];
  const added2 = steps.filter((step2) => step2.state === "added");
  if (state === "added" && added2[0] !== steps[place]) return false;
  const wanting = state === "added" ? added2.map((step2) => step2.parsed) : [parsed2];
  return await unlessGone(shadow.provide(wanting)) ?? false;
}
function withoutReplay(dialect, steps, reason = null) {
  const migrations = steps.flatMap(
    ({ parsed: parsed2, state }) => state === "base" ? [] : [notReplayed(dialect, parsed2, state, reason)]
  );
  return {
    engine: null,
    migrations,
    baseProblems: [],
    baseNotices: [],
    schemaBefore: null,
    schemaAfter: null,
    relationsBefore: null,
    batchDown: null
  };
}
async function openOrGone(dialect, migrations, options, from) {
  try {
    return await dialect.openShadow(migrations, options, from);
  } catch (error) {
    if (error instanceof ShadowGone) return error;
    throw error;
  }
}
async function replayBase(shadow, parsed2) {
  try {
    return await shadow.replay(parsed2);
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
    return [{ path: parsed2.migration.up.path, line: 1, code: "shadow-gone", message: error.message }];
  }
}
async function readSchema(shadow) {
  return await unlessGone(shadow.readSchema()) ?? empty;
}
function relationsOf(schema) {
  const kinds = /* @__PURE__ */ new Set(["table", "view", "materialized view", "foreign table"]);
  return new Set([...schema.objects.values()].filter(({ kind }) => kinds.has(kind)).map(({ name }) => name));
}

// src/review/policy.ts
var ranks = ["notice", "warning", "error"];
function applyPolicy(findings, config, rules2 = rules) {
  const byId = new Map(rules2.map((rule) => [rule.id, rule]));
  return findings.flatMap((finding) => {
    const rule = byId.get(finding.rule);
    const level = rule === void 0 ? void 0 : levelOf(rule, config);
    if (level === "off") return [];
    if (rule === void 0 || level === void 0) return [finding];
    const isLess = rank(finding.severity) < rank(rule.severity);
    const severity = isLess && rank(finding.severity) < rank(level) ? finding.severity : level;
    return [{ ...finding, severity }];
  });
}
function silentRules(config, rules2 = rules) {
  return new Set(rules2.filter((rule) => levelOf(rule, config) === "off").map(({ id }) => id));
}
function levelOf({ id, preset }, config) {
  const levels = config.rules;
  return levels[id] ?? (isAsked(preset, config) ? void 0 : "off");
}
function isAsked(preset, config) {
  if (preset === void 0 || config["rule-presets"].includes(preset)) return true;
  return preset === "policy" && Object.keys(config.policy).length > 0;
}
function rank(severity) {
  return ranks.indexOf(severity);
}

// src/review/acceptance/places.ts
async function reviewedFile(dialect, path, text, migrations) {
  const sections = await Promise.all(
    migrations.flatMap((replayed) => {
      const { up, down } = replayed.migration;
      const from = (file, direction) => file?.path === path ? [section(dialect, file.text, direction, replayed)] : [];
      return [...from(up, "up"), ...from(down, "down")];
    })
  );
  const places = sections.flatMap((each) => each.places).toSorted((a, b) => a.start - b.start);
  const { lineAt } = linesOf(text);
  return { path, text, sections, places, judged: places.every(({ judged: judged2 }) => judged2), lineAt };
}
async function section(dialect, text, direction, replayed) {
  const statements = await dialect.parse(text);
  const wayBack = isJudgedDown(replayed);
  const places = statements.map(({ index, start, end, line, endLine, syntaxError }) => {
    const ran = replayed.state === "added" && replayed.statements[index]?.trace.outcome === "ran";
    const judged2 = direction === "up" ? ran : wayBack;
    return { index, direction, start, end, line, endLine, parsed: syntaxError === null, judged: judged2 };
  });
  return { text, isHistory: direction === "up" && replayed.state === "down-changed", places };
}
function isJudgedDown({ down }) {
  return down.schema === "equal" || down.schema === "equal-except-order" || down.schema === "unequal";
}
function isJudged(replayed) {
  const ran = replayed.statements.every(({ trace }) => trace.outcome === "ran");
  return replayed.state === "added" && ran && (replayed.migration.down === null || isJudgedDown(replayed));
}
function placeFinder({ places }) {
  const ups = new Map(
    places.flatMap(({ direction, index }, place) => direction === "up" ? [[index, place]] : [])
  );
  return ({ statement, line }) => statement === null ? firstNotBefore(places, line) : ups.get(statement) ?? null;
}
function firstNotBefore(places, line) {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((places[middle]?.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low < places.length ? low : null;
}

// src/review/acceptance/accept.ts
function accept(findings, claims, files, terms) {
  const meant = meantBy(findings, files);
  const accepted = /* @__PURE__ */ new Map();
  const problems = [];
  const settled = /* @__PURE__ */ new Set();
  for (const claim of claims) {
    const matching = meant(claim);
    const refusal = refusalOf(claim, matching, terms);
    if (refusal !== null) problems.push(refusal);
    if (!counts(claim, terms) || settled.has(matching)) continue;
    settled.add(matching);
    for (const finding of matching)
      if (isGranted(claim, finding, terms) && !accepted.has(finding)) accepted.set(finding, claim);
  }
  return {
    findings: findings.map((finding) => {
      const claim = accepted.get(finding);
      return claim === void 0 ? finding : suppressed(finding, claim);
    }),
    problems
  };
}
function isGranted(claim, { severity }, terms) {
  const open = terms.extent === "everything" || terms.extent === "no-errors" && severity !== "error";
  return open && counts(claim, terms);
}
function counts(claim, terms) {
  const allowed = !terms.forbidden.has(claim.rule) && (claim.by === "file" || terms.inline);
  return allowed && claim.refused === null && !isExpired(claim, terms);
}
function refusalOf(claim, matching, terms) {
  const { rule, refused, until } = claim;
  const invalid = (why, fix) => problem("invalid-acceptance", claim, `\`${rule}\` is not accepted: ${why}.`, fix);
  if (matching.length === 0) return claim.judged && !terms.silent.has(rule) ? unused(claim) : null;
  if (refused !== null) return invalid(refused.message, refused.fix);
  if (terms.forbidden.has(rule))
    return invalid("the configuration of this repository forbids it", "Mend the danger.");
  if (claim.by === "inline" && !terms.inline)
    return invalid(
      "this repository accepts nothing by comments",
      "Put it into `.migration-gate/accepted.yml`."
    );
  if (terms.extent !== "everything" && !matching.every((each) => isGranted(claim, each, { ...terms, today: "" })))
    return terms.extent === "nothing" ? invalid("a pull request from a fork can accept nothing here", askMaintainer) : invalid("a pull request from a fork cannot accept an error", askMaintainer);
  if (isExpired(claim, terms))
    return problem(
      "expired-acceptance",
      claim,
      `\`${rule}\` was accepted until ${until}: it is told again.`,
      "Mend the danger, or accept it anew with a later day."
    );
  return null;
}
var askMaintainer = "Mend the danger, or let a maintainer open the pull request from a branch of the repository.";
function unused(claim) {
  const where = { statement: "in the statement that it belongs to", file: "in this file", migration: "there" };
  return problem(
    "unused-acceptance",
    claim,
    `This accepts \`${claim.rule}\`, which is not found ${where[claim.target.kind]}.`,
    claim.by === "file" ? "Remove the entry." : "Remove it, or put it right before the statement that is meant."
  );
}
function isExpired({ until }, { today }) {
  return until !== null && until < today;
}
function suppressed(finding, { by, path, line, reason, until }) {
  return { ...finding, suppressed: reason, acceptedBy: { kind: by, path, line, until } };
}
function meantBy(findings, files) {
  const finders = new Map(files.map((file) => [file.path, placeFinder(file)]));
  const inFile = Map.groupBy(findings, ({ rule, path }) => key2(rule, path));
  const atPlace = Map.groupBy(
    findings,
    (finding) => key2(finding.rule, finding.path, finders.get(finding.path)?.(finding) ?? null)
  );
  return ({ rule, target }) => {
    switch (target.kind) {
      case "statement":
        return atPlace.get(key2(rule, target.path, target.place)) ?? [];
      case "file":
        return inFile.get(key2(rule, target.path)) ?? [];
      case "migration":
        return target.paths.flatMap((path) => inFile.get(key2(rule, path)) ?? []).filter(({ line }) => target.line === null || target.line === line);
    }
  };
}
function key2(rule, path, place) {
  return JSON.stringify([rule, path, place]);
}

// src/review/acceptance/from-file.ts
function claimsFromFile({ path, entries }, migrations, isKnown) {
  const inReview = migrations.map((replayed) => ({
    replayed,
    digest: migrationDigest(replayed.migration, replayed.transaction)
  }));
  const claims = [];
  const problems = [];
  for (const entry of entries) {
    const candidates = inReview.filter(
      ({ replayed: { migration }, digest }) => migration.id === entry.migration || digest === entry.digest
    );
    const meant = candidates.find(({ digest }) => digest === entry.digest) ?? candidates[0];
    const isOurs = meant !== void 0 || entry.migration === null || !isKnown(entry.migration);
    for (const { line, message } of isOurs ? entry.faults : [])
      problems.push(problem("invalid-acceptance", { path, line }, `This accepts nothing: ${message}`, form));
    if (meant !== void 0 && entry.accepts !== null)
      claims.push(claimOf(path, entry, entry.accepts, meant.replayed, meant.digest));
  }
  return { claims, problems };
}
var form = "An entry has the keys `migration`, `digest`, `rule` and `reason`, maybe `until` and `line`.";
function claimOf(path, entry, { rule, reason, until, line }, replayed, digest) {
  const { migration, down } = replayed;
  const paths = [migration.up.path, migration.down?.path ?? down.path];
  return {
    by: "file",
    path,
    line: entry.at,
    rule,
    reason: reason.replace(/\s+/g, " ").trim(),
    until: until ?? null,
    target: {
      kind: "migration",
      paths: [...new Set(paths.filter((each) => each !== null))],
      line: line ?? null
    },
    judged: isJudged(replayed),
    refused: refusalOf2(entry, rule, migration.id, digest)
  };
}
function refusalOf2(entry, rule, id, digest) {
  if (rule in problemSeverity)
    return { message: "it speaks of acceptances themselves", fix: "Remove the entry." };
  if (entry.migration !== id)
    return {
      message: "its digest is that of another migration",
      fix: `Write \`migration: ${JSON.stringify(id)}\`.`
    };
  if (entry.digest === digest) return null;
  const message = entry.digest === null ? "it has no digest" : "its digest is that of another text";
  return { message, fix: `Write \`digest: ${digest}\`.` };
}

// src/review/acceptance/directive.ts
function directivesIn(comment) {
  return comment.startsWith("--") ? fromLines([comment.slice(2)]) : fromLines(blockLines(comment));
}
function blockLines(comment) {
  return comment.slice(2, -2).split("\n").map((line) => line.replace(/^\s*\*+/, ""));
}
var opening = /^[ -]*migration-gate(?: ?:| (?=allow\b))/i;
function fromLines(lines) {
  const found = [];
  let open = false;
  for (const [line, written] of lines.entries()) {
    const text = written.replace(/\s+/g, " ");
    const [start] = opening.exec(text) ?? [];
    if (start !== void 0) found.push({ line, parts: [text.slice(start.length)] });
    else if (open && text.trim() !== "") found.at(-1)?.parts.push(text);
    open = start !== void 0 || open && text.trim() !== "";
  }
  return found.map(({ line, parts }) => read(parts.join(" ").replace(/ +/g, " ").trim(), line));
}
function read(text, line) {
  const verb = /^allow(-file)?(?![\w-])[ :]*/i.exec(text);
  if (verb === null) return { scope: "unreadable", text, line };
  const rest = text.slice(verb[0].length);
  const because = /(?:^|[ ,])because(?: |$)/i.exec(rest);
  const rules2 = because === null ? rest : rest.slice(0, because.index);
  const why = because === null ? "" : rest.slice(because.index + because[0].length);
  return {
    scope: verb[1] === void 0 ? "statement" : "file",
    rules: namesIn(rules2),
    line,
    ...reasonIn(why)
  };
}
function namesIn(text) {
  const names2 = text.toLowerCase().split(/[ ,]+/).map((name) => name.replace(/^[`'"]|[`'"]$/g, ""));
  return [...new Set(names2.filter((name) => name !== "" && name !== "and"))];
}
function reasonIn(why) {
  const until = /(?:^| )until ([^ ]+)$/i.exec(why);
  if (until === null) return { reason: why, until: null };
  const [, date = ""] = until;
  return { reason: why.slice(0, until.index).trim(), until: date.replace(/[.,;)]+$/, "") };
}

// src/review/acceptance/placed-comments.ts
function mayHaveDirectives(text) {
  return /migration-gate/i.test(text);
}
function placedComments(dialect, file) {
  const numbers = new Map(file.places.map((place, number) => [place, number]));
  const inSections = file.sections.filter(({ isHistory }) => !isHistory);
  const inside = inSections.flatMap(
    (section2) => inSection(section2, dialect.comments(section2.text), file.lineAt).map(({ comment, place }) => ({
      comment,
      place: place === null ? null : numbers.get(place) ?? null
    }))
  );
  const first = file.places.length > 0 ? 0 : null;
  const before = dialect.comments(file.text.slice(0, startOf(file))).map((comment) => ({ comment, place: first }));
  return [...before, ...inside].filter(
    ({ comment: { start, end } }) => mayHaveDirectives(file.text.slice(start, end))
  );
}
function startOf({ sections, text }) {
  const starts = sections.flatMap(
    (section2) => section2.text.trim() === "" ? [] : [section2.text.length - section2.text.trimStart().length]
  );
  return Math.min(...starts, text.length);
}
function inSection({ text, places }, comments, lineAt) {
  let number = 0;
  let at = 0;
  let ended = true;
  return comments.map((comment) => {
    for (; (places[number]?.end ?? Number.POSITIVE_INFINITY) <= comment.start; number++) {
      at = places[number]?.end ?? at;
      ended = false;
    }
    const next = places[number] ?? null;
    const before = places[number - 1] ?? null;
    ended ||= text.slice(at, Math.max(at, comment.start)).includes(";");
    at = Math.max(at, comment.end);
    if (before === null || next !== null && next.start < comment.start) return { comment, place: next };
    const beside = lineAt(before.end - 1) === lineAt(comment.start);
    const alone = next === null || lineAt(comment.end - 1) < next.line;
    const goesOn = before.parsed && !ended;
    return { comment, place: beside && alone || goesOn ? before : next };
  });
}

// src/review/acceptance/inline.ts
var form2 = "Write `-- migration-gate: allow <rule> because <reason>`, maybe with `until <date>` behind it.";
function inlineClaims(dialect, file) {
  const claims = [];
  const problems = [];
  let guesses = 0;
  for (const { comment, place } of placedComments(dialect, file)) {
    const first = file.lineAt(comment.start);
    for (const directive of directivesIn(file.text.slice(comment.start, comment.end))) {
      const at = { path: file.path, line: first + directive.line };
      const fault = faultOf(directive);
      if (fault !== null) problems.push(problem("invalid-acceptance", at, fault.message, fault.fix));
      if (fault !== null || directive.scope === "unreadable") continue;
      const names2 = directive.rules.filter((name) => !isAcceptable(name));
      const unknown2 = unknownRules(names2, guesses < mostGuesses);
      if (unknown2 !== null) guesses += 1;
      if (unknown2 !== null) problems.push(problem("invalid-acceptance", at, unknown2.message, unknown2.fix));
      for (const name of directive.rules.filter(isAcceptable))
        claims.push(claimOf2(file, place, at, directive, name));
    }
  }
  return { claims, problems };
}
function claimOf2(file, place, at, { scope, reason, until }, rule) {
  const common = { by: "inline", ...at, rule, reason, until, refused: null };
  if (scope === "file") return { ...common, target: { kind: "file", path: file.path }, judged: file.judged };
  const judged2 = place === null || file.places[place]?.judged === true;
  return { ...common, target: { kind: "statement", path: file.path, place: place ?? -1 }, judged: judged2 };
}
function faultOf(directive) {
  if (directive.scope === "unreadable")
    return { message: `This accepts nothing: ${quoted(directive.text)} is not understood.`, fix: form2 };
  if (directive.rules.length === 0) return { message: "This accepts nothing: it names no rule.", fix: form2 };
  if (directive.reason === "")
    return {
      message: `${listed(directive.rules)} is not accepted: there is no reason.`,
      fix: "Say why behind `because`."
    };
  if (directive.until !== null && !isDate(directive.until))
    return {
      message: `${listed(directive.rules)} is not accepted: ${quoted(directive.until)} is no date.`,
      fix: "Write the last day as `until 2030-01-31`."
    };
  return null;
}
function isAcceptable(name) {
  return ruleIds.includes(name) && !(name in problemSeverity);
}
var mostGuesses = 100;
function unknownRules(names2, guesses) {
  const [first] = names2;
  if (first === void 0) return null;
  if (first in problemSeverity) {
    const message = `${quoted(first)} speaks of acceptances, and cannot be accepted itself.`;
    return { message, fix: "Remove it." };
  }
  const meant = guesses ? nearest(first.slice(0, 100), ruleIds) : null;
  const fix = meant === null ? "`migration-gate rules` lists them." : `Did you mean \`${meant}\`?`;
  return { message: `Nothing is accepted by ${listed(names2)}: there is no such rule.`, fix };
}
function quoted(text) {
  const short = text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
  return `\`${short.replaceAll("`", "'")}\``;
}
function listed(rules2) {
  return rules2.slice(0, 5).map(quoted).join(", ");
}

// src/review/acceptance/acceptance.ts
var withoutSource = { today: "9999-12-31", fork: false, file: null };
async function acceptDangers(findings, request) {
  const { dialect, migrations, source } = request;
  const files = await filesWithDirectives(request);
  const inline = files.map((file) => inlineClaims(dialect, file));
  const fromFile = source.file === null ? [] : [claimsFromFile(source.file, migrations, request.isKnown)];
  const all = [...inline, ...fromFile];
  const accepted = accept(
    findings,
    all.flatMap(({ claims }) => claims),
    files,
    termsOf(request)
  );
  return { ...accepted, problems: [...all.flatMap(({ problems }) => problems), ...accepted.problems] };
}
function termsOf({ config, source: { fork, today } }) {
  const { forbidden, inline, "in-forks": inForks } = config.acceptance;
  const forStrangers = inForks === "nothing" ? "nothing" : "no-errors";
  return {
    forbidden: new Set(forbidden),
    silent: silentRules(config),
    inline,
    extent: fork ? forStrangers : "everything",
    today
  };
}
async function filesWithDirectives({
  dialect,
  migrations,
  textOf
}) {
  const paths = migrations.flatMap(({ migration: { up, down }, state }) => [
    ...state === "down-changed" ? [] : [up.path],
    ...down === null ? [] : [down.path]
  ]);
  const files = [...new Set(paths)].flatMap((path) => {
    const text = textOf(path);
    return text !== null && mayHaveDirectives(text) ? [{ path, text }] : [];
  });
  return Promise.all(files.map(({ path, text }) => reviewedFile(dialect, path, text, migrations)));
}

// src/review/base-notices.ts
var firstFiles = 3;
var undefinedTable = /* @__PURE__ */ new Set(["42P01", "no-such-table"]);
function baseNotices(given, problems, base, codeSteps) {
  return [...noEmptyStart(problems, base), ...given.map(told), ...codeSteps.map(codeStep)];
}
function noEmptyStart(problems, base) {
  const beginning = new Set(base.slice(0, firstFiles).map(({ up }) => up.path));
  const first = problems.find(
    ({ path: path2, code, message: message2 }) => undefinedTable.has(code) && beginning.has(path2) || wantedPreset([message2]) !== null
  );
  if (first === void 0) return [];
  const { path, line } = first;
  const failed = `${problems.length} ${problems.length === 1 ? "statement" : "statements"} of the base could not be replayed`;
  const message = `this folder does not start from an empty database: ${failed}, first: ${first.message}. ${baselineAdvice(problems.map(({ message: message2 }) => message2))}`;
  return [{ kind: "no-empty-start", name: "", path, line, message }];
}
function told(notice) {
  const { kind, name, path, line } = notice;
  return { kind, name, path, line, message: messageOf(notice) };
}
function messageOf({ kind, name }) {
  switch (kind) {
    case "extension":
      return `the engine has no extension ${name}: it was left out`;
    case "function":
      return `the function ${name} is the application's own: its first argument stood in for what it gives`;
    case "role":
    case "schema":
      return `${kind} ${name} is made by no migration before it is used: it was made for the replay`;
  }
}
function codeStep(path) {
  const message = "a step in a programming language: it was not replayed";
  return { kind: "code-step", name: path, path, line: 1, message };
}

// src/review/build.ts
function reviewedMigration(replayed) {
  const { migration, transaction, statements, changes, down } = replayed;
  return {
    id: migration.id,
    path: migration.up.path,
    format: migration.format,
    inReview: true,
    checksum: migrationChecksum(migration),
    digest: migrationDigest(migration, transaction),
    transaction,
    statements: statements.map(reviewedStatement),
    writeLockMs: writeLockTime(statements),
    changes: [...changes],
    down: reviewedDown(down)
  };
}
function writeLockTime(statements) {
  const locked = statements.filter(
    ({ trace, heldBefore }) => [...trace.locks, ...heldBefore].some(({ mode }) => mode === "RESERVED")
  );
  const measured = locked.filter(({ trace }) => trace.evidence === "measured");
  return measured.length === 0 ? null : rounded(measured.reduce((sum, { trace }) => sum + trace.durationMs, 0));
}
function rounded(milliseconds) {
  return Math.round(milliseconds * 100) / 100;
}
function reviewedStatement({ statement, trace }) {
  return {
    index: statement.index,
    line: statement.line,
    endLine: statement.endLine,
    sql: statement.sql,
    outcome: trace.outcome,
    error: trace.error === null ? null : { ...trace.error },
    durationMs: rounded(trace.durationMs),
    locks: trace.locks.map((lock) => ({ ...lock })),
    rewrites: [...trace.rewrites],
    scans: [...trace.scans],
    rowsChanged: trace.rowsChanged,
    rows: trace.rows.map((touched) => ({ ...touched })),
    evidence: trace.evidence
  };
}
function reviewedDown(down) {
  return {
    source: down.source,
    path: down.path,
    sql: withoutBlankEnds(down.sql),
    schema: down.schema,
    restoresSchema: down.schema === "equal" || down.schema === "equal-except-order",
    restoresData: down.restoresData,
    losses: [...down.losses],
    difference: [...down.difference]
  };
}
function withoutBlankEnds(sql) {
  const text = sql.trimEnd();
  const start = text.lastIndexOf("\n", text.length - text.trimStart().length) + 1;
  return text === "" ? "" : text.slice(start) + (sql.length > text.length ? "\n" : "");
}

// src/review/expects-down.ts
function expectsDown(history) {
  const habits = Map.groupBy(history, habitKey);
  return (migration) => {
    const { downs } = formatNamed(migration.format);
    if (downs !== "maybe") return downs === "always";
    const others = (habits.get(habitKey(migration)) ?? []).filter(({ id }) => id !== migration.id);
    const withDown = others.filter(({ down }) => down !== null).length;
    return withDown > 0 && withDown * 2 >= others.length;
  };
}
function habitKey({ format, up: { path } }) {
  return `${format} ${path.slice(0, path.lastIndexOf("/") + 1)}`;
}

// src/review/live.ts
function liveRelations(migrations, relationsBefore) {
  const added2 = migrations.filter(({ state }) => state === "added");
  if (relationsBefore === null) {
    const created2 = createdFirst(added2);
    return (relation) => !created2.has(relation);
  }
  const created = /* @__PURE__ */ new Set([...added2.flatMap(createdByCode), ...createdFirst(added2)]);
  return (relation) => relationsBefore.has(relation) || !created.has(relation);
}
function createdByCode({ changes }) {
  return changes.filter(({ action }) => action === "add").map(({ name }) => name);
}
function createdFirst(migrations) {
  const first = /* @__PURE__ */ new Map();
  for (const operation of migrations.flatMap(operationsOf)) {
    const creates2 = operation.kind === "create-table" || operation.kind === "create" && operation.object.includes("view");
    const name = "table" in operation ? operation.table : operation.kind === "create" ? operation.name : null;
    if (name !== null && !first.has(name)) first.set(name, creates2 ? "created" : "used");
  }
  return new Set([...first].filter(([, as]) => as === "created").map(([name]) => name));
}
function operationsOf({ statements }) {
  return statements.flatMap(({ statement }) => statement.operations);
}

// src/review/select.ts
function select(base, head) {
  const before = new Map(base.map((migration) => [key3(migration), migration]));
  const after = new Map(head.map((migration) => [key3(migration), migration]));
  const standing = base.map((migration) => {
    const now = after.get(key3(migration));
    const downChanged = now !== void 0 && sameUp(now, migration) && !sameDown(now, migration);
    return downChanged ? { migration: now, state: "down-changed" } : { migration, state: "base" };
  });
  const added2 = head.filter((migration) => !before.has(key3(migration)));
  const edited = base.flatMap((migration) => {
    const now = after.get(key3(migration));
    return now === void 0 ? [migration] : sameUp(now, migration) ? [] : [now];
  });
  return {
    base: standing,
    review: [
      ...added2.map((migration) => ({ migration, state: "added" })),
      ...edited.map((migration) => ({ migration, state: "edited" }))
    ],
    order: head
  };
}
function sameUp(now, before) {
  return now.up.text === before.up.text && now.transaction === before.transaction;
}
function sameDown(now, before) {
  const way = ({ downDelivery, transaction }) => downDelivery?.transaction ?? transaction;
  return now.down?.text === before.down?.text && way(now) === way(before);
}
function key3(migration) {
  return `${migration.up.path.slice(0, migration.up.path.lastIndexOf("/") + 1)}${migration.id}`;
}

// src/review/sizes.ts
function sizesOf(snapshot, { relationName }, schema, limits) {
  const partitions = partitionsOf(schema);
  const known = { ...snapshot?.statistics?.tables, ...snapshot?.statistics?.indexes };
  function size(relation, around = []) {
    const name = relationName(relation);
    if (name === null || around.includes(name)) return null;
    const own = Object.hasOwn(known, name) ? stated(known[name] ?? {}) : unknown;
    const parts = partitions.get(name);
    const total = parts === void 0 ? own : whole(
      own,
      parts.map((part) => size(part, [...around, name]))
    );
    return total.rows === null && total.bytes === null ? null : total;
  }
  return {
    size: (relation) => size(relation),
    isSmall: (relation) => isUnder(size(relation), limits)
  };
}
function isUnder(size, limits) {
  return size !== null && (size.rows === null || size.rows < limits.rows) && (size.bytes === null || size.bytes < limits.bytes);
}
var unknown = { rows: null, bytes: null };
function stated({ rows, bytes }) {
  return { rows: rows === void 0 || rows === -1 ? null : rows, bytes: bytes ?? null };
}
function whole(own, parts) {
  const either = (what) => {
    const sum = added(parts.map((part) => part?.[what] ?? null));
    return sum === null ? own[what] || null : Math.max(sum, own[what] ?? 0);
  };
  return { rows: either("rows"), bytes: either("bytes") };
}
function added(numbers) {
  return numbers.reduce((sum, each) => sum === null || each === null ? null : sum + each, 0);
}
function partitionsOf(schema) {
  const partitions = [...schema?.objects.values() ?? []].flatMap(({ name, attributes }) => {
    const parent = attributes["partition of"];
    return parent === void 0 ? [] : [{ name, parent }];
  });
  const byParent = Map.groupBy(partitions, ({ parent }) => parent);
  return new Map([...byParent].map(([parent, parts]) => [parent, parts.map(({ name }) => name)]));
}

// src/review/unread.ts
function unreadFindings(refused, codeSteps) {
  return [
    ...refused.map(({ path, advice }) => unread(path, `The file ${advice}`, null)),
    ...codeSteps.map(
      (path) => unread(
        path,
        "Nobody knows what this does in production: it is a step in a programming language, which cannot be replayed.",
        "Look at it by hand. `unverifiable: acknowledge` in the configuration of the base branch lets such changes pass."
      )
    )
  ];
}
function unread(path, message, fix) {
  return {
    rule: "could-not-verify",
    severity: "error",
    path,
    line: 1,
    endLine: 1,
    statement: null,
    message,
    fix,
    evidence: "inferred",
    suppressed: null
  };
}

// src/review/verdict.ts
var unknowns = /* @__PURE__ */ new Set(["could-not-verify", "unparsed-statement"]);
function verdict(findings, config) {
  if (config["fail-on"] === "never") return "pass";
  const blocking = config["fail-on"] === "warning" ? ["error", "warning"] : ["error"];
  const open = findings.filter(
    ({ suppressed: suppressed2, rule }) => suppressed2 === null && !(config.unverifiable === "acknowledge" && unknowns.has(rule))
  );
  return open.some(({ severity }) => blocking.includes(severity)) ? "block" : "pass";
}
function countReview(migrations, findings) {
  const statements = migrations.flatMap((migration) => migration.statements);
  const open = findings.filter(({ suppressed: suppressed2 }) => suppressed2 === null);
  const ofSeverity = (severity) => open.filter((finding) => finding.severity === severity).length;
  return {
    error: ofSeverity("error"),
    warning: ofSeverity("warning"),
    notice: ofSeverity("notice"),
    suppressed: findings.length - open.length,
    statements: statements.length,
    measured: statements.filter(
      ({ evidence, outcome }) => evidence === "measured" && outcome !== "unverified"
    ).length,
    unparsed: statements.filter(({ outcome }) => outcome === "unparsed").length,
    unverified: statements.filter(({ outcome }) => outcome === "unverified").length
  };
}

// src/rules/judge.ts
var rank2 = { error: 0, warning: 1, notice: 2 };
function judge(asWritten, rules2 = rules) {
  const context = spelledContext(asWritten);
  const places = new Map(context.migrations.map(({ migration }, place) => [migration, place]));
  const placed = listen(context, rules2).map(({ rule, match }) => ({
    finding: toFinding(context, rule, match),
    place: places.get(match.migration.migration) ?? -1,
    file: match.file === "down" ? 1 : 0
  }));
  const ordered = placed.sort(
    (a, b) => a.place - b.place || a.file - b.file || a.finding.line - b.finding.line || rank2[a.finding.severity] - rank2[b.finding.severity] || compareText(a.finding.rule, b.finding.rule) || compareText(a.finding.message, b.finding.message)
  );
  return [...new Map(ordered.map(({ finding }) => [keyOf(finding), finding])).values()];
}
function listen(context, rules2) {
  const spoken = rules2.filter((rule) => rule.dialects.includes(context.dialect));
  const hear = (some, told2) => some.flatMap((rule) => [...rule.check(context, told2)].map((match) => ({ rule, match })));
  const first = hear(
    spoken.filter((rule) => !rule.speaksLast),
    []
  );
  const last = spoken.filter((rule) => rule.speaksLast);
  return [
    ...first,
    ...hear(
      last,
      first.map(({ rule, match }) => ({ rule: rule.id, match }))
    )
  ];
}
function weighed(context, rule, { severity, tables }) {
  const isSmall = tables !== void 0 && tables.length > 0 && tables.every((it) => context.isSmall(it));
  return isSmall ? "notice" : severity ?? rule.severity;
}
function toFinding(context, rule, match) {
  const { migration } = match.migration;
  const statement = match.statement?.statement;
  const line = match.line ?? statement?.line ?? 1;
  const downPath = match.migration.down.path ?? migration.down?.path;
  return {
    rule: rule.id,
    severity: weighed(context, rule, match),
    path: match.file === "down" && downPath !== void 0 ? downPath : migration.up.path,
    line,
    endLine: Math.max(line, match.endLine ?? statement?.endLine ?? line),
    statement: match.file === "down" ? null : statement?.index ?? null,
    message: match.message,
    fix: match.fix,
    evidence: match.evidence,
    suppressed: null
  };
}
function keyOf({ rule, path, line, endLine, message }) {
  return JSON.stringify([rule, path, line, endLine, message]);
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/commands/check.ts
async function check(request, progress = () => {
}) {
  return (await examine(request, progress)).review;
}
async function examine(request, progress = () => {
}) {
  const change = await replayChange(request, progress);
  progress("judging", 1);
  const { dialect, replayed, selection, codeSteps, unread: unread2 } = change;
  const { config, changeSet } = request;
  const told2 = applyPolicy([...judge(ruleContext(request, change)), ...unread2], config);
  const accepted = await acceptDangers(told2, acceptanceOf(request, change));
  const findings = [...accepted.findings, ...applyPolicy(accepted.problems, config)];
  const reviewed = replayed.migrations.map(reviewedMigration);
  const review = {
    format: "migration-gate/review@1",
    verdict: verdict(findings, config),
    planDigest: planDigest(reviewed.map(({ digest }) => digest)),
    engine: {
      dialect: dialect.name,
      version: replayed.engine?.version ?? "",
      kind: replayed.engine?.kind ?? "none"
    },
    base: { source: changeSet.base === null ? "empty" : "migrations", ref: changeSet.baseRef },
    migrations: reviewed,
    findings,
    drift: [],
    batchDown: batchOf(replayed),
    baseProblems: [...replayed.baseProblems],
    baseNotices: [
      ...baseNotices(replayed.baseNotices, replayed.baseProblems, historyOf(selection), codeSteps)
    ],
    counts: countReview(reviewed, findings)
  };
  return { review, schemaAfter: replayed.schemaAfter };
}
async function replayChange(request, progress) {
  const { config, changeSet, shadow } = request;
  const dialect = await loadDialect(request.dialect);
  progress("reading migrations", 0);
  const snapshot = await chosenSnapshot(request.snapshot, config, changeSet, request.dialect);
  const { selection, codeSteps, unread: unread2 } = selectMigrations(request);
  const environment = environmentOf(config, request.folders, changeSet, selection, request.dialect);
  const parsing = (from = 0) => parseSteps(dialect, environment, selection, from);
  const nothingToRun = [...selection.base, ...selection.review].every(({ state }) => state === "base");
  const replayed = shadow.kind === "none" || nothingToRun ? withoutReplay(dialect, await parsing()) : await replay(
    dialect,
    parsing,
    {
      url: shadow.kind === "server" ? shadow.url : null,
      limits: config.limits,
      historyTables: historyTablesOf(request.folders, request.dialect),
      foreignKeys: config.sqlite["foreign-keys"]
    },
    progress,
    baseCache(request, dialect, environment, selection)
  );
  return { dialect, selection, codeSteps, unread: unread2, snapshot, replayed };
}
function acceptanceOf({ config, changeSet: { head }, acceptance = withoutSource }, { dialect, selection, replayed: { migrations } }) {
  const known = new Set(selection.base.map(({ migration }) => migration.id));
  return {
    dialect,
    config,
    source: acceptance,
    migrations,
    textOf: (path) => {
      const bytes = head.get(path);
      return bytes === void 0 ? null : sourceText(bytes, config.variables);
    },
    isKnown: (id) => known.has(id)
  };
}
function ruleContext({ config }, { dialect, selection, snapshot, replayed }) {
  const { migrations, batchDown, schemaBefore, schemaAfter, relationsBefore } = replayed;
  const hasDown = expectsDown([...selection.base, ...selection.review].map(({ migration }) => migration));
  return {
    dialect: dialect.name,
    serverVersion: config["server-version"] ?? snapshot?.serverVersion ?? null,
    migrations,
    batchDown,
    history: selection.base.filter(({ state }) => state === "base").map(({ migration }) => migration),
    order: selection.order,
    policy: config.policy,
    schemaBefore,
    schemaAfter,
    isLive: liveRelations(migrations, relationsBefore),
    ...sizesOf(snapshot, dialect, schemaBefore, config["small-table"]),
    expectsDown: ({ migration }) => hasDown(migration)
  };
}
function baseCache({ baseStore, folders, config, shadow, dialect: name }, dialect, environment, { base }) {
  if (baseStore === void 0 || config.cache === "off" || shadow.kind !== "embedded") return null;
  const change = base.findIndex(({ state }) => state !== "base");
  const steps = base.slice(0, change < 0 ? base.length : change).map(({ migration }) => migration);
  const settings = { historyTables: historyTablesOf(folders, name), sqlite: config.sqlite };
  const keys = baseKeys(dialect, build, settings, [...environment, ...steps]);
  return { store: baseStore, keys };
}
var build = basename(import.meta.url);
function historyOf({ base }) {
  return base.map(({ migration }) => migration);
}
function selectMigrations({ folders, dialect, changeSet, config, planDownOf }) {
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const head = readMigrations(folders, changeSet.head, dialect, apart, config.variables);
  const base = readMigrations(folders, changeSet.base ?? /* @__PURE__ */ new Map(), dialect, apart, config.variables);
  const selection = select(base.migrations, withoutDown(head.migrations, planDownOf));
  for (const { migration } of selection.review) requireTextOf(migration, changeSet.head);
  const orphans = changeSet.base === null ? [] : newIn(head.orphans, base.orphans);
  const readable = new Set(head.migrations.map(({ up }) => up.path));
  const told2 = changeSet.base === null ? head.refused.filter(({ path }) => readable.has(path)) : [];
  const refused = newIn(head.refused, base.refused).filter((one) => !told2.includes(one));
  const [wrong] = [...refused, ...orphans];
  const codeSteps = [.../* @__PURE__ */ new Set([...base.codeSteps, ...head.codeSteps])];
  const addedSteps = changeSet.base === null ? [] : head.codeSteps.filter((path) => !base.codeSteps.includes(path));
  if (wrong === void 0) return { selection, codeSteps, unread: unreadFindings(told2, addedSteps) };
  throw new UserError(`${shown(wrong.path)} ${visible(oneLine(wrong.advice))}`);
}
function withoutDown(migrations, of = /* @__PURE__ */ new Set()) {
  return migrations.map((migration) => of.has(migration.up.path) ? { ...migration, down: null } : migration);
}
function newIn(now, before) {
  return now.filter(({ path, advice }) => !before.some((old) => old.path === path && old.advice === advice));
}
function requireTextOf({ up, down }, files) {
  for (const file of [up, down]) {
    const bytes = file === null ? void 0 : files.get(file.path);
    if (file !== null && bytes !== void 0) requireText(file.path, bytes);
  }
}
async function parseSteps(dialect, environment, { base, review }, from) {
  const before = environment.map((migration) => ({ migration, state: "base" }));
  const steps = [];
  for (const { migration, state } of [...before, ...base, ...review].slice(from)) {
    const parse = async (file) => {
      const statements = await dialect.parse(file.text);
      return state === "base" ? statements : asSent(migration.format, file, statements);
    };
    const up = await parse(migration.up);
    const down = migration.down === null ? null : await parse(migration.down);
    const parsed2 = {
      migration,
      transaction: dialect.transactionForm(migration, up),
      up,
      down
    };
    steps.push({ parsed: parsed2, state });
  }
  return steps;
}
function batchOf({ batchDown }) {
  return batchDown === null ? null : { schema: batchDown.verdict, difference: [...batchDown.difference] };
}

export {
  check,
  examine
};
