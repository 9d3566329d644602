import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  baselineAdvice,
  oneLine,
  rules,
  spelledContext,
  wantedPreset
} from "./chunk-QNID35DH.js";
import "./chunk-4P4NUUOJ.js";
import "./chunk-R24DPVPV.js";
import {
  formatNamed,
  readMigrations,
  requireText,
  substitute
} from "./chunk-IU6JVCHB.js";
import {
  presets
} from "./chunk-ZUS5H5UN.js";
import {
  shown
} from "./chunk-LL37KNTQ.js";
import {
  loadDialect,
  ownDelivery
} from "./chunk-CEO46GGL.js";
import "./chunk-YWD77NZN.js";
import {
  visible
} from "./chunk-ZD5JZTLD.js";
import "./chunk-EGNB2GMT.js";
import {
  nothingSeen,
  splitLast
} from "./chunk-BDFHVNOS.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  ShadowGone,
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/commands/check.ts
import { basename } from "node:path";

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
import { createHash } from "node:crypto";
function sha256(text) {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
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
  const read = (key3, path) => {
    const bytes = files.get(path);
    if (bytes !== void 0)
      return { path, text: substitute(new TextDecoder().decode(bytes), config.variables) };
    throw new UserError(`\`${key3}\` names ${path}, which ${baseRef ?? "the repository"} does not have.`);
  };
  const texts = [...selection.base, ...selection.review].map(({ migration }) => migration.up.text);
  const platform = config.preset === void 0 ? [] : [config.preset];
  return [
    ...platform.map((name) => ({ path: `preset ${name}`, text: presets[name] })),
    ...config.setup.map((path) => read("setup", path)),
    ...config.baseline.map((path) => read("baseline", path)),
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
import { createHash as createHash2, hash } from "node:crypto";
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
  let key3 = sha2562(
    JSON.stringify(["migration-gate/base-state@1", build2, dialect.name, dialect.keptBy(), settings])
  );
  return base.map((migration) => {
    key3 = sha2562(JSON.stringify([key3, migration]));
    return key3;
  });
}
function encodeBase(key3, { shadow, problems }) {
  const header = { format: "migration-gate/base-state@1", key: key3, problems, facts: shadow.facts };
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(header)}
`), shadow.image]);
  return Buffer.concat([Buffer.from(`${hash("sha256", body)}
`), body]);
}
function decodeBase(key3, bytes) {
  const [digest, body] = splitLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 64);
  if (digest === null || digest !== createHash2("sha256").update(body).digest("hex")) return null;
  const [line, image] = splitLine(body, longestHeader);
  const header = headerSchema.safeParse(line === null ? null : parsed(line)).data;
  if (header === void 0 || header.key !== key3) return null;
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
  return { keys, store: { find: async () => null, keep: (key3, state) => store.keep(key3, state) } };
}
async function findBase(cache) {
  if (cache === null || cache.keys.length === 0) return null;
  const found = await cache.store.find(cache.keys.toReversed());
  const state = found === null ? null : decodeBase(found.key, found.state);
  return found === null || state === null ? null : { steps: cache.keys.indexOf(found.key) + 1, state };
}
async function keepBase(cache, found, shadow, problems, ms) {
  const key3 = cache?.keys.at(-1);
  if (cache === null || key3 === void 0) return;
  const replayed = cache.keys.length - (found?.steps ?? 0);
  if (ms < worthKeeping && (found === null || replayed < tooFarBack)) return;
  const kept = await unlessGone(shadow.keep());
  if (kept !== null) await cache.store.keep(key3, encodeBase(key3, { shadow: kept, problems }));
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
  return [...before.objects].every(([key3, object]) => {
    return !holdsRows(object) || back.objects.get(key3)?.identity === object.identity;
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
    const whole = (name) => ({ origin: name, isNew: false, columns: /* @__PURE__ */ new Map() });
    this.#holders = new Map([...this.#rows.keys()].map((name) => [name, whole(name)]));
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
  const empty2 = [...trip.rows].flatMap(([table, { count }]) => count === 0 ? [table.toLowerCase()] : []);
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
  const whole = sql + missing.map((statement) => `${statement};
`).join("");
  const more = await plannedScript(dialect, parsed2, whole);
  const again = await shadow.tryDown([more]);
  return { sql: whole, script: more, judgement: judgeDown(dialect, again, more.up, up) };
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
  const made = [...after.objects].flatMap(([key3, object]) => before.objects.has(key3) ? [] : [object]);
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
async function goBack(dialect, shadow, links, added) {
  const downs = /* @__PURE__ */ new Map();
  const lostLater = /* @__PURE__ */ new Set();
  const ofChange = added?.links.length ?? 0;
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
      if (added !== null && ends) batch = judgeBatch(dialect, result, added.links, added.before);
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
  const added = links.filter(({ replayed }) => replayed.state === "added");
  const batch = before === null ? null : await proveBatch(dialect, shadow, added, before);
  if (links.every(({ open }) => open === null) && !isOpen(batch)) return { downs: /* @__PURE__ */ new Map(), batch };
  const change = before === null ? null : { links: added, before };
  const back = await goBack(dialect, shadow, links, change);
  const [only, ...more] = added;
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
  const opening = openOrGone(
    dialect,
    started.promise,
    options,
    finding.then((base) => base?.state.shadow ?? null)
  );
  const parsing = finding.then((base) => parse(base?.steps ?? 0));
  parsing.then((steps2) => started.resolve(steps2.map(({ parsed: parsed2 }) => parsed2)), started.reject);
  const [found, steps, opened] = await Promise.all([finding, parsing, opening]);
  if (opened instanceof ShadowGone && found !== null) {
    return replay(dialect, parse, options, progress, forgetting(cache));
  }
  if (opened instanceof ShadowGone) return withoutReplay(dialect, steps, opened.message);
  try {
    const { baseProblems, before, ...replayed } = await replaySteps(
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
    }
  }
  return { baseProblems, migrations, links, before };
}
async function provide(shadow, steps, place) {
  const { state, parsed: parsed2 } = steps[place];
  const added = steps.filter((step2) => step2.state === "added");
  if (state === "added" && added[0] !== steps[place]) return false;
  const wanting = state === "added" ? added.map((step2) => step2.parsed) : [parsed2];
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
  const added = migrations.filter(({ state }) => state === "added");
  if (relationsBefore === null) {
    const created2 = createdFirst(added);
    return (relation) => !created2.has(relation);
  }
  const created = /* @__PURE__ */ new Set([...added.flatMap(createdByCode), ...createdFirst(added)]);
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
  const before = new Map(base.map((migration) => [key2(migration), migration]));
  const after = new Map(head.map((migration) => [key2(migration), migration]));
  const standing = base.map((migration) => {
    const now = after.get(key2(migration));
    const downChanged = now !== void 0 && sameUp(now, migration) && !sameDown(now, migration);
    return downChanged ? { migration: now, state: "down-changed" } : { migration, state: "base" };
  });
  const added = head.filter((migration) => !before.has(key2(migration)));
  const edited = base.flatMap((migration) => {
    const now = after.get(key2(migration));
    return now === void 0 ? [migration] : sameUp(now, migration) ? [] : [now];
  });
  return {
    base: standing,
    review: [
      ...added.map((migration) => ({ migration, state: "added" })),
      ...edited.map((migration) => ({ migration, state: "edited" }))
    ]
  };
}
function sameUp(now, before) {
  return now.up.text === before.up.text && now.transaction === before.transaction;
}
function sameDown(now, before) {
  const way = ({ downDelivery, transaction }) => downDelivery?.transaction ?? transaction;
  return now.down?.text === before.down?.text && way(now) === way(before);
}
function key2(migration) {
  return `${migration.up.path.slice(0, migration.up.path.lastIndexOf("/") + 1)}${migration.id}`;
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
    ({ suppressed, rule }) => suppressed === null && !(config.unverifiable === "acknowledge" && unknowns.has(rule))
  );
  return open.some(({ severity }) => blocking.includes(severity)) ? "block" : "pass";
}
function countReview(migrations, findings) {
  const statements = migrations.flatMap((migration) => migration.statements);
  const open = findings.filter(({ suppressed }) => suppressed === null);
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
var rank = { error: 0, warning: 1, notice: 2 };
function judge(asWritten, rules2 = rules) {
  const context = spelledContext(asWritten);
  const spoken = rules2.filter((rule) => rule.dialects.includes(context.dialect));
  const placed = spoken.flatMap(
    (rule) => [...rule.check(context)].map((match) => ({
      finding: toFinding(rule, match),
      place: context.migrations.findIndex((it) => it.migration === match.migration.migration),
      file: match.file === "down" ? 1 : 0
    }))
  );
  const ordered = placed.sort(
    (a, b) => a.place - b.place || a.file - b.file || a.finding.line - b.finding.line || rank[a.finding.severity] - rank[b.finding.severity] || compareText(a.finding.rule, b.finding.rule) || compareText(a.finding.message, b.finding.message)
  );
  return [...new Map(ordered.map(({ finding }) => [keyOf(finding), finding])).values()];
}
function toFinding(rule, match) {
  const { migration } = match.migration;
  const statement = match.statement?.statement;
  const line = match.line ?? statement?.line ?? 1;
  const downPath = match.migration.down.path ?? migration.down?.path;
  return {
    rule: rule.id,
    severity: match.severity ?? rule.severity,
    path: match.file === "down" && downPath !== void 0 ? downPath : migration.up.path,
    line,
    endLine: Math.max(line, match.endLine ?? statement?.endLine ?? line),
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
  const change = await replayChange(request, progress);
  progress("judging", 1);
  const { dialect, replayed, selection, codeSteps, unread: unread2 } = change;
  const findings = [...judge(ruleContext(request, change)), ...unread2];
  const { config, changeSet } = request;
  const reviewed = replayed.migrations.map(reviewedMigration);
  return {
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
}
async function replayChange(request, progress) {
  const { config, changeSet, shadow } = request;
  requireNoVersion(request);
  const dialect = await loadDialect(request.dialect);
  progress("reading migrations", 0);
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
  return { dialect, selection, codeSteps, unread: unread2, replayed };
}
function requireNoVersion({ dialect, config }) {
  if (dialect === "sqlite" || config["server-version"] === void 0) return;
  throw new UserError(
    "The version of the server is used for SQLite only, so far. For another PostgreSQL, give --shadow a server of that version."
  );
}
function ruleContext({ config }, { dialect, selection, replayed }) {
  const { migrations, batchDown, schemaBefore, relationsBefore } = replayed;
  const hasDown = expectsDown([...selection.base, ...selection.review].map(({ migration }) => migration));
  return {
    dialect: dialect.name,
    serverVersion: config["server-version"] ?? null,
    migrations,
    batchDown,
    schemaBefore,
    isLive: liveRelations(migrations, relationsBefore),
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
function selectMigrations({ folders, dialect, changeSet, config }) {
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const head = readMigrations(folders, changeSet.head, dialect, apart, config.variables);
  const base = readMigrations(folders, changeSet.base ?? /* @__PURE__ */ new Map(), dialect, apart, config.variables);
  const selection = select(base.migrations, head.migrations);
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
  check
};
