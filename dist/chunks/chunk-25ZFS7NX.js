import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownScript,
  scriptOf
} from "./chunk-ODQSQCXK.js";
import {
  nothingSeen,
  splitLast
} from "./chunk-5W7K3ED5.js";
import {
  ownDelivery
} from "./chunk-NLXL7WHC.js";
import {
  ShadowGone
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/replay/unless-gone.ts
async function unlessGone(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ShadowGone) return null;
    throw error;
  }
}

// src/model/keeping.ts
function bringsBack({ down, finish }, restored) {
  const rows = restored.toReversed().flatMap(({ restore }) => restore);
  return down + [...rows, ...finish].map((sql) => `${sql};
`).join("");
}

// src/replay/base-state.ts
import { createHash, hash } from "node:crypto";
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
function baseKeys(dialect, build, settings, base) {
  let key2 = sha256(
    JSON.stringify(["migration-gate/base-state@1", build, dialect.name, dialect.keptBy(), settings])
  );
  return base.map((migration) => {
    key2 = sha256(JSON.stringify([key2, migration]));
    return key2;
  });
}
function encodeBase(key2, { shadow, problems }) {
  const header = { format: "migration-gate/base-state@1", key: key2, problems, facts: shadow.facts };
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(header)}
`), shadow.image]);
  return Buffer.concat([Buffer.from(`${hash("sha256", body)}
`), body]);
}
function decodeBase(key2, bytes) {
  const [digest, body] = splitLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 64);
  if (digest === null || digest !== createHash("sha256").update(body).digest("hex")) return null;
  const [line, image] = splitLine(body, longestHeader);
  const header = headerSchema.safeParse(line === null ? null : parsed(line)).data;
  if (header === void 0 || header.key !== key2) return null;
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
function sha256(text) {
  return hash("sha256", text);
}

// src/replay/kept-base.ts
var worthKeeping = 500;
var tooFarBack = 5;
function forgetting(cache) {
  if (cache === null) return null;
  const { store, keys } = cache;
  return { keys, store: { find: async () => null, keep: (key2, state) => store.keep(key2, state) } };
}
async function findBase(cache) {
  if (cache === null || cache.keys.length === 0) return null;
  const found = await cache.store.find(cache.keys.toReversed());
  const state = found === null ? null : decodeBase(found.key, found.state);
  return found === null || state === null ? null : { steps: cache.keys.indexOf(found.key) + 1, state };
}
async function keepBase(cache, found, shadow, problems, ms) {
  const key2 = cache?.keys.at(-1);
  if (cache === null || key2 === void 0) return;
  const replayed = cache.keys.length - (found?.steps ?? 0);
  if (ms < worthKeeping && (found === null || replayed < tooFarBack)) return;
  const kept = await unlessGone(shadow.keep());
  if (kept !== null) await cache.store.keep(key2, encodeBase(key2, { shadow: kept, problems }));
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
  return [...before.objects].every(([key2, object]) => {
    return !holdsRows(object) || back.objects.get(key2)?.identity === object.identity;
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
function lostRows(before, rows, now, rowsNow, identity = "name") {
  const nameNow = namesByIdentity(before, now, identity);
  const objects = objectsOf(before);
  return [...rows].flatMap(([table, was]) => {
    const name = nameNow("table", table);
    const is = rowsNow.get(name);
    if (is === void 0 && identity === "catalog" && now.objects.has(`table ${name}`)) return [];
    if (is === void 0 || is.count < was.count) return [table];
    const isTold = [...is.columns.values()].every(({ length }) => length === is.count);
    if (!isTold && is.count > was.count) return [];
    const valuesNow = new Map([...is.columns].map(([column, values]) => [column.toLowerCase(), values]));
    const gone = [...was.columns].flatMap(([column, values]) => {
      const name2 = objects.get(`column ${key(table)}.${column.toLowerCase()}`)?.name ?? `${table}.${column}`;
      const called = lastName(nameNow("column", name2), nameNow("table", table));
      return holds(valuesNow.get(bare(called)), values) ? [] : [name2];
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
function namesByIdentity(before, now, by) {
  const standing = new Map(
    [...now.objects.values()].map(({ kind, identity, name }) => [`${kind} ${identity}`, name])
  );
  return (kind, name) => {
    const identity = before.objects.get(`${kind} ${name}`)?.identity ?? "";
    const same2 = (identity === "" ? void 0 : standing.get(`${kind} ${identity}`)) ?? name;
    return by === "name" && now.objects.has(`${kind} ${name}`) ? name : same2;
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
  if (statements.some(definesTrigger) && statements.some(writesRows)) return "unknown";
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

// src/replay/write-proof.ts
function restoresWrites(trip) {
  const { up, down, before, rows } = trip;
  if (trip.lost.length > 0) return "no";
  if (trip.verdict === "unequal" || up.some(isUnproven) || !standInPlace(trip)) return "unknown";
  if (definesCode([...up.map(({ statement }) => statement), ...down])) return "unknown";
  if (down.some((statement) => mayTouch(statement, before))) return "unknown";
  const touching = up.filter(({ statement }) => mayTouch(statement, before));
  if (!touching.every((traced) => writesNewColumns(traced, before, rows))) return "unknown";
  const rewritten = up.flatMap(({ trace }) => trace.rewrites).filter((name) => before.objects.has(`table ${name}`));
  return rewritten.every((table) => hasRows(rows, table) && keepsValues(table, trip)) ? "yes" : "unknown";
}
function writesNewColumns({ statement, trace }, before, rows) {
  return trace.rowsChanged > 0 && statement.operations.every((operation) => {
    if (operation.kind !== "write-rows" || operation.verb !== "update") return false;
    const { table, columns } = operation;
    const fires = [...before.objects.values()].some(
      ({ kind, name }) => (kind === "trigger" || kind === "rule") && name.startsWith(`${table}.`)
    );
    const areNew = columns.every((column) => !before.objects.has(`column ${table}.${column}`));
    return !fires && areNew && columns.length > 0 && hasRows(rows, table);
  });
}
function hasRows(rows, table) {
  return (rows.get(table)?.count ?? 0) > 0;
}
function keepsValues(table, { before, after, rows }) {
  const nameNow = [...after.objects.values()].find(
    ({ kind, identity }) => kind === "table" && identity === before.objects.get(`table ${table}`)?.identity
  )?.name;
  const columns = [...rows.get(table)?.columns.keys() ?? []];
  return [...before.objects.values()].filter(({ kind, name }) => kind === "column" && name.startsWith(`${table}.`)).every((column) => {
    const now = [...after.objects.values()].find(
      (it) => it.kind === "column" && it.identity === column.identity
    );
    const isKept = now !== void 0 && nameNow !== void 0 && columns.length > 0;
    return isKept && widens(column.attributes.type ?? "", now.attributes.type ?? "");
  });
}
var widths = [
  ["smallint", "integer", "bigint", "numeric"],
  ["real", "double precision"],
  ["date", "timestamp without time zone"]
];
function widens(from, to) {
  if (from === to) return true;
  return widths.some((chain) => chain.includes(from) && chain.indexOf(to) > chain.indexOf(from));
}

// src/replay/judge-down.ts
var outsideTransaction = "outside-transaction";
function judgeDown(dialect, result, down, up) {
  if (result.kind !== "ran") return judgeFailure(dialect, result, up);
  const { verdict, difference } = dialect.compareSchemas(up.before, result.schema, madeBy(result.clock, down));
  const lost = lostUntil(dialect, up, result);
  const trip = { lost, before: up.before, back: result.schema, verdict, up: up.statements, down };
  const data = dataVerdict(dialect, trip, up, result.rows);
  return { schema: verdict, difference, failure: null, losses: lost, restoresData: data };
}
function dataVerdict(dialect, trip, up, back) {
  if (up.rows === null) return restoresData(trip);
  const seen = { ...trip, rows: up.rows.before, after: up.after };
  if (dialect.identity === "name") return restoresRows(seen);
  const byText = restoresData(trip);
  const isRead = back !== null && [...up.rows.before.keys()].every((table) => back.has(table));
  return byText === "unknown" && isRead ? restoresWrites(seen) : byText;
}
function lostUntil(dialect, up, now) {
  const seen = up.rows === null || now.rows === null ? null : lostRows(up.before, up.rows.before, now.schema, now.rows, dialect.identity);
  if (seen !== null && dialect.identity === "name") return seen;
  const gone = [...losses(up.before, now.schema), ...emptied(up.before, up.statements)];
  const all = /* @__PURE__ */ new Set([...gone, ...seen ?? []]);
  return [...all].filter((name) => !all.has(splitLast(name).parent));
}
function lostByUp(dialect, up) {
  return lostUntil(dialect, up, { schema: up.after, rows: up.rows?.after ?? null });
}
function madeBy(clock, by) {
  return { ...clock, by };
}
function judgeFailure(dialect, failure, up) {
  const lost = lostByUp(dialect, up);
  const told = toldFailure(failure);
  return {
    schema: failure.kind === "failed" ? "unequal" : "unverified",
    difference: [failureAsChange(told)],
    failure: told,
    losses: lost,
    restoresData: lost.length > 0 ? "no" : "unknown"
  };
}
function toldFailure({ kind, code, message, line }) {
  if (kind !== "outside") return { code, message, line };
  return { code: outsideTransaction, message: `cannot be tried in a transaction: ${message}`, line };
}
function failureAsChange({ line, message }, object = "down") {
  return { action: "alter", object, name: `line ${line}`, detail: message };
}

// src/replay/batch-proof.ts
function withoutSchemas(link) {
  const { down } = link.replayed;
  const run = down.run && { ...down.run, schemas: null };
  return { ...link, replayed: { ...link.replayed, down: { ...down, run } } };
}
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
    const { verdict, difference } = dialect.compareSchemas(before, result.schema, madeBy(result.clock, by));
    return { verdict, difference, failure: null };
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

// src/replay/again.ts
var notAgain = { verdict: "unverified", difference: [], failure: null };
var ofValues = /^(?:21|22|23|55|P0|SQLITE_CONSTRAINT|SQLITE_MISMATCH)/;
function judgeAgain(dialect, result, statements, up, losses2) {
  if (result === null) return notAgain;
  if (result.kind === "ran") {
    const made = madeBy(result.clock, statements);
    return { ...dialect.compareSchemas(up.after, result.schema, made), failure: null };
  }
  const failure = toldFailure(result);
  const verdict = isOwn(result, losses2) ? "unequal" : "unverified";
  return { verdict, difference: [failureAsChange(failure, "up")], failure };
}
function isOwn({ kind, code }, losses2) {
  return kind === "failed" && (losses2.length === 0 || !ofValues.test(code));
}

// src/replay/first-line.ts
function firstLine({ up, down }) {
  const written = (down?.text ?? "").split("\n").findIndex((line) => line.trim() !== "");
  if (written !== -1) return written + 1;
  return down?.path === up.path ? up.text.trimEnd().split("\n").length + 1 : 1;
}

// src/replay/down-proof.ts
var hadEffect = /* @__PURE__ */ new Set(["doubtful", "own-commit", "provided"]);
function stoppedAt(statements) {
  return statements.find(
    ({ trace: { outcome, error } }) => outcome !== "ran" && !hadEffect.has(error?.code ?? "")
  );
}
async function proveDown(dialect, shadow, parsed3, up) {
  const stopped = stoppedAt(up.statements);
  if (stopped !== void 0) return notTried(unprovenDown(dialect, parsed3, reasonOf(stopped)));
  try {
    if (parsed3.down === null) return await provePlanned(dialect, shadow, parsed3, up);
    return await proveAuthored(dialect, shadow, parsed3, parsed3.down, up);
  } catch (error) {
    if (error instanceof ShadowGone) return notTried(unprovenDown(dialect, parsed3, error.message));
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
function unprovenDown(dialect, parsed3, reason) {
  const failure = { code: "not-tried", message: reason ?? "nothing was run", line: 1 };
  const shared = {
    difference: reason === null ? [] : [failureAsChange(failure)],
    failure,
    losses: [],
    restoresData: "unknown",
    schema: "unverified",
    again: notAgain,
    run: null,
    ...nothingBetter
  };
  if (parsed3.down === null) return { source: "none", path: null, sql: "", line: 1, ...shared };
  return { ...authored(dialect, parsed3, parsed3.down), ...shared };
}
var nothingBetter = { corrected: null, keepData: null };
function authored(dialect, { migration }, down) {
  const empty2 = down.every((statement) => dialect.isNoOp(statement));
  return {
    source: empty2 ? "authored-empty" : "authored",
    path: migration.down?.path ?? null,
    sql: migration.down?.text ?? "",
    line: down[0]?.line ?? firstLine(migration)
  };
}
async function proveAuthored(dialect, shadow, parsed3, down, up) {
  const script = authoredScript(dialect, parsed3, down);
  const tried = judged(dialect, await shadow.tryDown([script], parsed3), script, parsed3, up);
  return { down: { ...authored(dialect, parsed3, down), ...tried }, script, planState: null };
}
function judged(dialect, result, script, parsed3, up) {
  const judgement = judgeDown(dialect, result, script.up, up);
  if (result.kind !== "ran") return { ...judgement, again: notAgain, run: null, ...nothingBetter };
  const isBack = judgement.schema === "equal" || judgement.schema === "equal-except-order";
  const { losses: losses2 } = judgement;
  const again = isBack ? judgeAgain(dialect, result.again, parsed3.up, up, losses2) : notAgain;
  const schemas = { before: up.after, after: result.schema };
  return { ...judgement, again, run: runOf(script, result.traced, schemas), ...nothingBetter };
}
function runOf({ migration, transaction }, statements, schemas) {
  return { migration, transaction, statements, schemas };
}
function authoredScript(dialect, { migration }, statements) {
  return scriptOf(dialect, { ...migration, ...migration.downDelivery }, statements);
}
async function plannedScript(dialect, { migration }, sql) {
  return scriptOf(dialect, { ...migration, ...ownDelivery }, await dialect.parse(sql));
}
async function provePlanned(dialect, shadow, parsed3, up) {
  if (up.stateBefore === null)
    return notTried(unprovenDown(dialect, parsed3, "the schema before the up could not be read"));
  const stateAfter = await shadow.capturePlan(up.changes);
  const planState = stateAfter.asItStands ? stateAfter : null;
  const plan = await shadow.planDown(stateAfter, up.stateBefore);
  if (plan.kind === "impossible") return notTried(impossibleDown(dialect, up, plan.reason), planState);
  const { sql, script, tried } = await tryPlanned(dialect, shadow, parsed3, plan.sql, up);
  const known = new Set(lostByUp(dialect, up));
  const worse = tried.losses.find((name) => !known.has(name));
  if (worse !== void 0) {
    const reason = `the planned way back would itself lose the rows of ${worse}`;
    return notTried(impossibleDown(dialect, up, reason), planState);
  }
  return { down: { source: "generated", path: null, sql, line: 1, ...tried }, script, planState };
}
async function tryPlanned(dialect, shadow, parsed3, sql, up) {
  const script = await plannedScript(dialect, parsed3, sql);
  const result = await shadow.tryDown([script], parsed3);
  const missing = result.kind === "ran" ? dialect.completeDown(up.before, result.schema) : [];
  if (missing.length === 0) return { sql, script, tried: judged(dialect, result, script, parsed3, up) };
  const whole = sql + missing.map((statement) => `${statement};
`).join("");
  const more = await plannedScript(dialect, parsed3, whole);
  const completed = await shadow.tryDown([more], parsed3);
  return { sql: whole, script: more, tried: judged(dialect, completed, more, parsed3, up) };
}
function impossibleDown(dialect, up, reason) {
  const lost = lostByUp(dialect, up);
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
    restoresData: lost.length > 0 ? "no" : "unknown",
    again: notAgain,
    run: null,
    ...nothingBetter
  };
}

// src/replay/not-replayed.ts
function notReplayed(dialect, parsed3, state, reason) {
  const notRun = reason === null ? { outcome: "not-run", error: null } : { outcome: "unverified", error: { code: "shadow-gone", message: reason } };
  const standings = dialect.standings(parsed3);
  const statements = parsed3.up.map((statement, place) => {
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
      heldBefore: standings[place]?.heldBefore ?? [],
      inTransaction: standings[place]?.inTransaction === true
    };
  });
  return {
    migration: parsed3.migration,
    state,
    transaction: parsed3.transaction,
    statements,
    changes: [],
    made: [],
    rows: null,
    damage: [],
    down: unprovenDown(dialect, parsed3, reason)
  };
}

// src/replay/query-watch.ts
var QueryWatch = class {
  #alive;
  #refused = [];
  #broken = [];
  #asked;
  /** ms that looks between the first and the last migration may take. */
  #budget;
  #spent = 0;
  #begun = false;
  constructor(queries, budget) {
    this.#asked = queries;
    this.#alive = queries;
    this.#budget = budget;
  }
  /** On the schema on which the change comes. */
  async begin(shadow) {
    this.#refused = await this.#failing(shadow);
    this.#begun = true;
  }
  /** After a migration. With the time used up only the last one is looked at, and what failed before is told there. */
  async after(shadow, { id }, isLast) {
    if (!this.#begun || this.#spent > this.#budget && !isLast) return;
    const failing = await this.#failing(shadow);
    this.#broken.push(...failing.map((each) => ({ ...each, migration: id })));
  }
  /** `null` where there was nothing to ask, or nobody to answer. */
  result() {
    if (!this.#begun || this.#asked.length === 0) return null;
    return { asked: this.#asked.length, refused: this.#refused, broken: this.#broken };
  }
  /** Those that fail now and did not before. */
  async #failing(shadow) {
    if (this.#alive.length === 0) return [];
    const began = performance.now();
    const answers = await unlessGone(shadow.prepare(this.#alive.map(({ sql }) => sql)));
    this.#spent += performance.now() - began;
    if (answers === null) return [];
    const asked = this.#alive;
    this.#alive = asked.filter((_, place) => answers[place] === null);
    return asked.flatMap((query, place) => {
      const message = answers[place] ?? null;
      return message === null ? [] : [{ query, message }];
    });
  }
};

// src/replay/keep-data.ts
async function proveAside(dialect, shadow, parsed3, before, rows) {
  const aside = dialect.putAside?.(parsed3, before) ?? null;
  if (aside === null || rows === null) return null;
  const [up, down] = [
    await ownScript(dialect, parsed3, aside.up),
    await ownScript(dialect, parsed3, aside.down)
  ];
  const there = await shadow.tryDown([up]);
  const back = there.kind === "ran" ? await shadow.tryDown([up, down]) : there;
  if (there.kind !== "ran" || back.kind !== "ran") return null;
  const { verdict } = dialect.compareSchemas(before, back.schema, { ...back.clock, by: down.up });
  const keeps = losses(before, back.schema).length === 0 && keepsRows(dialect, before, rows, back);
  return verdict !== "unequal" && keeps ? { aside, after: there.schema } : null;
}
function keepsRows(dialect, before, rows, back) {
  if (rows === null || back.rows === null) return false;
  return lostRows(before, rows, back.schema, back.rows, dialect.identity).length === 0;
}
function leadsAlike(dialect, { aside, after }, authored2) {
  return dialect.compareSchemas(authored2, without(after, aside)).verdict !== "unequal";
}
function without({ objects, columnOrder }, aside) {
  return {
    objects: new Map([...objects].filter(([, { name }]) => !aside.isAside(name))),
    columnOrder: new Map(
      [...columnOrder].filter(([table]) => !aside.isAside(table)).map(([table, columns]) => [table, columns.filter((column) => !aside.isAside(`${table}.${column}`))])
    )
  };
}

// src/replay/prove-keeping.ts
async function proveKeeping(dialect, shadow, parsed3, before, { rows, ...request }) {
  const planned = await dialect.keepDrops?.(parsed3, before, request);
  if (planned === void 0 || planned.keeping === null)
    return { keeping: null, notKept: planned?.notKept ?? [], after: null };
  const { keeping, notKept } = planned;
  const none2 = (reason) => ({
    keeping: null,
    notKept: [...notKept, ...keeping.objects.map(({ name }) => ({ name, reason }))],
    after: null
  });
  if (rows === null) return none2("the rows could not be followed in the throwaway database");
  const up = await keptUp(dialect, parsed3, keeping);
  const there = await shadow.tryDown([up]);
  if (there.kind !== "ran") return none2(`it cannot be set aside: ${there.message}`);
  const down = await ownScript(dialect, parsed3, bringsBack(keeping, keeping.objects));
  const back = await shadow.tryDown([up, down]);
  if (back.kind !== "ran") return none2(`it cannot be brought back: ${back.message}`);
  const { verdict, difference } = dialect.compareSchemas(before, back.schema, { ...back.clock, by: down.up });
  if (verdict === "unequal")
    return none2(`the way back does not lead back: ${difference[0]?.action} ${difference[0]?.name}`);
  if (back.rows === null) return none2("the rows could not be followed in the throwaway database");
  const lost = lostRows(before, rows, back.schema, back.rows, "name");
  const gone = keeping.objects.filter(
    ({ name }) => lost.some((one) => one === name || one.startsWith(`${name}.`))
  );
  if (gone.length > 0) return none2("not all rows came back in the throwaway database");
  return { keeping, notKept, after: there.schema };
}
function movedForm({ up }, { steps }) {
  return up.flatMap(({ index, sql }) => {
    const step = steps.find(({ statement }) => statement === index);
    if (step === void 0) return [sql];
    return step.form === "instead" ? step.sql : [...step.sql, sql];
  });
}
async function keptUp(dialect, parsed3, keeping) {
  const { migration } = parsed3;
  const text = movedForm(parsed3, keeping).map((sql) => `${sql}
;
`).join("");
  const own = { ...migration, up: { ...migration.up, text }, down: null };
  return scriptOf(dialect, own, await dialect.parse(text));
}

// src/replay/kept-data.ts
function keptData(dialect, parsed3, before, { keeping, notKept, after: there }, { after, losses: losses2 }, request) {
  const leadsAlike2 = there !== null && dialect.compareSchemas(after, there).verdict !== "unequal";
  const kept = leadsAlike2 ? keeping : null;
  const unlike = keeping !== null && !leadsAlike2 ? keeping.objects : [];
  const told = [
    ...notKept,
    ...unlike.map(({ name }) => ({
      name,
      reason: "set aside, something else would stand than after the drop"
    }))
  ];
  const names = new Set([...told, ...kept?.objects ?? []].map(({ name }) => name));
  const others = losses2.filter((name) => !names.has(name) && request.isLive(tableOf2(before, name)));
  return {
    keeping: kept,
    up: kept === null ? null : movedForm(parsed3, kept).join(";\n").concat(";\n"),
    down: kept === null ? null : bringsBack(kept, kept.objects),
    notKept: [
      ...told,
      ...others.map((name) => ({ name, reason: "no statement that drops it by name takes it away" })),
      ...parsed3.up.flatMap(
        ({ operations }) => operations.flatMap((operation) => notKeptOf(operation, before, names, request))
      )
    ].filter(
      ({ name, reason }, place, all) => all.findIndex((one) => one.name === name && one.reason === reason) === place
    )
  };
}
function notKeptOf(operation, before, told, { isLive }) {
  switch (operation.kind) {
    case "truncate":
      return isLive(operation.table) && !told.has(operation.table) ? [{ name: operation.table, reason: "TRUNCATE: its rows are not kept" }] : [];
    case "write-rows": {
      const verb = operation.verb.toUpperCase();
      const takes = verb === "DELETE" || verb === "UPDATE" || verb === "MERGE";
      return takes && before.objects.has(`table ${operation.table}`) && isLive(operation.table) ? [{ name: operation.table, reason: `${verb}: the values of its rows before it are not kept` }] : [];
    }
    case "run-code":
      return [{ name: operation.what, reason: "code: what it drops or deletes is not kept" }];
    default:
      return [];
  }
}
function tableOf2(before, name) {
  if (before.objects.has(`table ${name}`)) return name;
  const end = [...before.columnOrder.keys()].find((table) => name.startsWith(`${table}.`));
  return end ?? name;
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
async function reviewOne(dialect, shadow, parsed3, state, before, known, keep) {
  const rowsBefore = await unlessGone(shadow.readRows());
  const damageBefore = await unlessGone(shadow.readDamage());
  const generates = parsed3.down === null;
  const stateBefore = generates ? known ?? await unlessGone(shadow.capturePlan([])) : null;
  const aside = await unlessGone(proveAside(dialect, shadow, parsed3, before, rowsBefore));
  const asked = keep && { ...keep, rows: rowsBefore };
  const kept = asked && await unlessGone(proveKeeping(dialect, shadow, parsed3, before, asked));
  const traced = await shadow.trace(parsed3);
  const schemaAfter = await unlessGone(shadow.readSchema());
  const after = schemaAfter ?? before;
  const changes = dialect.diffSchemas(before, after);
  const rowsAfter = rowsBefore === null ? null : await unlessGone(shadow.readRows());
  const rows = rowsBefore === null || rowsAfter === null ? null : { before: rowsBefore, after: rowsAfter };
  const damageAfter = await unlessGone(shadow.readDamage());
  const damage = newDamage(damageBefore ?? [], damageAfter ?? []);
  const isSeen = schemaAfter !== null && damageAfter !== null;
  const statements = isSeen ? traced : traced.map((it) => unseen(it, endOf(traced)));
  const up = { before, after, rows, changes, statements, stateBefore };
  const { down: proven, script, planState } = await proveDown(dialect, shadow, parsed3, up);
  const isOffered = aside !== null && proven.losses.length > 0 && leadsAlike(dialect, aside, after);
  const keepData = isOffered ? { up: aside.aside.up, down: aside.aside.down } : null;
  const down = { ...proven, keepData };
  const { migration, transaction } = parsed3;
  const made = [...after.objects].flatMap(([key2, object]) => before.objects.has(key2) ? [] : [object]);
  const isByName = dialect.identity === "name";
  const around = rows !== null && isByName ? rowsAround(rows.before, rows.after) : null;
  const replayed = {
    migration,
    state,
    transaction,
    statements,
    changes,
    made,
    rows: around,
    damage,
    down,
    ...kept && keep ? { kept: keptData(dialect, parsed3, before, kept, { after, losses: proven.losses }, keep) } : {}
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
      const down = intact ? judged2(dialect, result, link, lostLater) : unjudged(link);
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
    return result.kind === "ran" ? { ...result, traced, clock: { ...result.clock, from } } : result;
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
function judged2(dialect, result, { replayed, script, open }, lostLater) {
  if (open === null || script === null) return replayed.down;
  const judgement = judgeDown(dialect, result, script.up, open);
  const losses2 = judgement.losses.filter((name) => !lostLater.has(name));
  const restoresData2 = judgement.restoresData === "no" && losses2.length === 0 ? "unknown" : judgement.restoresData;
  const run = result.kind === "ran" ? runOf(script, result.traced, { before: open.after, after: result.schema }) : replayed.down.run;
  return { ...replayed.down, ...judgement, losses: losses2, restoresData: restoresData2, run };
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
var partForQueries = 10;
var empty = { objects: /* @__PURE__ */ new Map(), columnOrder: /* @__PURE__ */ new Map() };
async function replay(dialect, parse, options, progress, cache = null, queries = []) {
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
  parsing.then((steps2) => started.resolve(steps2.map(({ parsed: parsed3 }) => parsed3)), started.reject);
  const [found, steps, opened] = await Promise.all([finding, parsing, opening]);
  if (opened instanceof ShadowGone && found !== null) {
    return replay(dialect, parse, options, progress, forgetting(cache), queries);
  }
  if (opened instanceof ShadowGone) return withoutReplay(dialect, steps, opened.message);
  const watch = new QueryWatch(queries, options.limits.check / partForQueries);
  try {
    const { baseProblems, before, after, ...replayed } = await replaySteps(
      dialect,
      opened,
      steps,
      progress,
      cache,
      found,
      watch
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
      batchDown: batch,
      queries: watch.result()
    };
  } finally {
    await opened.close();
  }
}
var mostWithSchemas = 50;
async function replaySteps(dialect, shadow, steps, progress, cache, found, watch) {
  const baseProblems = [...found?.state.problems ?? []];
  const migrations = [];
  const keepsSchemas = steps.filter(({ state }) => state !== "base").length <= mostWithSchemas;
  let links = [];
  const change = steps.findIndex(({ state }) => state !== "base");
  const lastAdded = steps.findLastIndex(({ state, notRun }) => state === "added" && notRun === void 0);
  const began = performance.now();
  let before = null;
  let after = null;
  let last = null;
  for (const [place, { parsed: parsed3, state, target, notRun, keep }] of steps.entries()) {
    if (place === change) await keepBase(cache, found, shadow, baseProblems, performance.now() - began);
    progress(`${state === "base" ? "replaying" : "reviewing"} ${parsed3.migration.id}`, place / steps.length);
    if (state === "base") {
      baseProblems.push(...await replayBase(shadow, parsed3, target));
      last = null;
      links = [];
    } else if (state === "edited" || notRun !== void 0) {
      migrations.push(notReplayed(dialect, parsed3, state, notRun ?? null));
    } else {
      if (await provide(shadow, steps, place)) last = null;
      const schema = last?.after ?? await readSchema(shadow);
      if (state === "added" && before === null) {
        before = schema;
        await watch.begin(shadow);
      }
      await unlessGone(shadow.fillTables(steps.slice(place).map((step) => step.parsed)));
      const planState = last?.planState ?? null;
      const reviewed = await reviewOne(dialect, shadow, parsed3, state, schema, planState, keep);
      const link = keepsSchemas ? reviewed.link : withoutSchemas(reviewed.link);
      migrations.push(link.replayed);
      links.push(link);
      last = reviewed;
      if (state === "added") {
        after = reviewed.after;
        await watch.after(shadow, parsed3.migration, place === lastAdded);
      }
    }
  }
  return { baseProblems, migrations, links, before, after };
}
async function provide(shadow, steps, place) {
  const { state, parsed: parsed3 } = steps[place];
  const added = steps.filter((step) => step.state === "added");
  if (state === "added" && added[0] !== steps[place]) return false;
  const wanting = state === "added" ? added.map((step) => step.parsed) : [parsed3];
  return await unlessGone(shadow.provide(wanting)) ?? false;
}
function withoutReplay(dialect, steps, reason = null) {
  const migrations = steps.flatMap(
    ({ parsed: parsed3, state }) => state === "base" ? [] : [notReplayed(dialect, parsed3, state, reason)]
  );
  return {
    engine: null,
    migrations,
    baseProblems: [],
    baseNotices: [],
    schemaBefore: null,
    schemaAfter: null,
    relationsBefore: null,
    batchDown: null,
    queries: null
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
async function replayBase(shadow, parsed3, target) {
  try {
    const problems = await shadow.replay(parsed3);
    return target === void 0 ? problems : await differences(shadow, parsed3, target);
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
    return [{ path: parsed3.migration.up.path, line: 1, code: "shadow-gone", message: error.message }];
  }
}
async function differences(shadow, { migration }, target) {
  const { difference } = await shadow.settle(target);
  return difference.map(({ object, name, detail }) => ({
    path: migration.up.path,
    line: 1,
    code: "not-rebuilt",
    message: `${object} ${name} could not be built as the target has it${detail === "" ? "" : `: ${detail}`}`
  }));
}
async function readSchema(shadow) {
  return await unlessGone(shadow.readSchema()) ?? empty;
}
function relationsOf(schema) {
  const kinds = /* @__PURE__ */ new Set(["table", "view", "materialized view", "foreign table"]);
  return new Set([...schema.objects.values()].filter(({ kind }) => kinds.has(kind)).map(({ name }) => name));
}

// src/replay/stand.ts
async function standOf(dialect, { steps, target }, options, cache = null) {
  const found = await findBase(cache);
  const left = steps.slice(found?.steps ?? 0);
  const parsing = Promise.all(left.map((step) => parsed2(dialect, step)));
  const shadow = await openFrom(dialect, parsing, options, found?.state.shadow ?? null);
  if (shadow === null) return standOf(dialect, { steps, target }, options);
  try {
    const problems = [...found?.state.problems ?? []];
    const began = performance.now();
    for (const [place, step] of (await parsing).entries()) {
      const isTarget = place === 0 && found === null && target !== null;
      problems.push(...await replayBase(shadow, step, isTarget ? target : void 0));
    }
    await keepBase(cache, found, shadow, problems, performance.now() - began);
    return { shadow, schema: await shadow.readSchema(), problems };
  } catch (error) {
    await shadow.close();
    throw error;
  }
}
async function openFrom(dialect, parsing, options, kept) {
  try {
    return await dialect.openShadow(parsing, options, Promise.resolve(kept));
  } catch (error) {
    if (error instanceof ShadowGone && kept !== null) return null;
    throw error;
  }
}
async function parsed2(dialect, migration) {
  return scriptOf(dialect, migration, await dialect.parse(migration.up.text));
}

export {
  baseKeys,
  unlessGone,
  bringsBack,
  replay,
  withoutReplay,
  standOf
};
