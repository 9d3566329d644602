import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL(".", import.meta.url));

// src/dialects/support/engine-child.ts
function serve(answer2, refusalOf2) {
  process.on("message", async ({ id, question }) => {
    let reply;
    try {
      reply = { id, kind: "answered", answer: await answer2(question) };
    } catch (cause) {
      const refusal = await refusalOf2(cause);
      reply = refusal === null ? { id, kind: "broken", message: String(cause?.message ?? cause) } : { id, kind: "refused", refusal };
    }
    process.send?.(reply);
  });
  process.on("disconnect", () => process.exit(0));
}

// src/dialects/sqlite/shadow/engine.ts
import { constants as constants2, DatabaseSync } from "node:sqlite";

// src/dialects/sqlite/shadow/literal.ts
import { createHash } from "node:crypto";
var longestValue = 200;
function literalOf(value) {
  if (value === null) return "NULL";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (value.length > longestValue) return `${typeof value === "string" ? "text" : "blob"} ${digestOf(value)}`;
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return `x'${Buffer.from(value).toString("hex")}'`;
}
function digestOf(value) {
  return `sha256:${createHash("sha256").update(value).digest("hex")}`;
}

// src/dialects/sqlite/shadow/sandbox.ts
import { constants } from "node:sqlite";
var refusedPragmas = /* @__PURE__ */ new Set([
  "data_store_directory",
  "hard_heap_limit",
  "lock_proxy_file",
  "max_page_count",
  "schema_version",
  "soft_heap_limit",
  "temp_store",
  "temp_store_directory",
  "trusted_schema",
  "writable_schema"
]);
var literalFunction = "migration_gate_literal";
var refusedFunctions = /* @__PURE__ */ new Set(["load_extension", "fts3_tokenizer", literalFunction]);
var codes = new Map(
  Object.entries(constants).filter(([name]) => !/^SQLITE_(?:CHANGESET_.*|OK|DENY|IGNORE|COPY)$/.test(name)).map(([name, number]) => [number, name.slice("SQLITE_".length).toLowerCase()])
);
var Sandbox = class {
  #actions = /* @__PURE__ */ new Map();
  #whose;
  #phase = "compiling";
  #refusal = null;
  /** A question of ours may hold text of theirs: a view's, or a statement that is only to be explained. */
  constructor(whose) {
    this.#whose = whose;
  }
  /** What was refused, if anything was. */
  get refusal() {
    return this.#refusal;
  }
  /** What the statement asked leave for when it was compiled, each once. */
  get actions() {
    return [...this.#actions.values()];
  }
  /** The statement is compiled: what is asked from now on, the engine asks for inner statements of its own. */
  execute() {
    this.#phase = "executing";
  }
  /** Refuses everything from now on: what is compiled is only looked at. */
  shut() {
    this.#phase = "closed";
  }
  /** To be given to `setAuthorizer`. */
  authorize = (number, first, second, schema, trigger) => {
    if (this.#phase === "closed") return constants.SQLITE_DENY;
    const action = { code: codes.get(number) ?? `action ${number}`, first, second, schema, trigger };
    const refusal = this.#refusalOf(action);
    this.#refusal ??= refusal;
    if (refusal !== null) return constants.SQLITE_DENY;
    if (this.#whose === "theirs" && this.#phase === "compiling")
      this.#actions.set(JSON.stringify(Object.values(action)), action);
    return constants.SQLITE_OK;
  };
  #refusalOf({ code, first, second }) {
    switch (code) {
      case "attach":
        if (this.#phase === "executing") return first === "" ? null : "VACUUM INTO";
        return "ATTACH";
      case "detach":
        return "DETACH";
      case "function":
        return this.#refusesFunction(second?.toLowerCase() ?? "") ? `the function ${second}` : null;
      case "pragma":
        return second !== null && refusedPragmas.has(first?.toLowerCase() ?? "") ? `PRAGMA ${first}` : null;
      default:
        return null;
    }
  }
  #refusesFunction(name) {
    return refusedFunctions.has(name) && !(this.#whose === "ours" && name === literalFunction);
  }
};

// src/dialects/sqlite/shadow/engine.ts
var longestValue2 = 1e8;
var asked = /* @__PURE__ */ new Set([
  constants2.SQLITE_SELECT,
  constants2.SQLITE_READ,
  constants2.SQLITE_FUNCTION,
  constants2.SQLITE_RECURSIVE,
  constants2.SQLITE_INSERT,
  constants2.SQLITE_UPDATE,
  constants2.SQLITE_DELETE
]);
var Refused = class extends Error {
};
var Engine = class {
  #database = connect();
  #standIns = /* @__PURE__ */ new Set();
  get inTransaction() {
    return this.#database.isTransaction;
  }
  query(sql, parameters) {
    return this.#guarded("ours", () => this.#database.prepare(sql).all(...parameters));
  }
  script(sql) {
    this.#guarded("ours", () => this.#database.exec(sql));
  }
  /** Exactly one statement under review, behind the sandbox. @throws Refused */
  run(sql) {
    return this.#guarded("theirs", (sandbox) => this.#runIn(sandbox, sql));
  }
  /** Why a query cannot be compiled; `null` where it can. It is not run, and some pragmas would run all the same. */
  refusalOf(sql) {
    if (sql.includes("\0")) return "a NUL character, where the engine stops reading, is refused";
    this.#database.setAuthorizer((code) => asked.has(code) ? constants2.SQLITE_OK : constants2.SQLITE_DENY);
    try {
      this.#database.prepare(sql);
      return null;
    } catch (cause) {
      return cause.message;
    } finally {
      this.#database.setAuthorizer(null);
    }
  }
  #guarded(whose, work) {
    const sandbox = new Sandbox(whose);
    this.#database.setAuthorizer(sandbox.authorize);
    try {
      return work(sandbox);
    } catch (cause) {
      if (sandbox.refusal !== null) throw new Refused(`${sandbox.refusal} is refused in the shadow`);
      throw limitOf(cause);
    } finally {
      this.#database.limits.attach = 0;
      this.#database.setAuthorizer(null);
    }
  }
  #runIn(sandbox, sql) {
    if (sql.includes("\0")) throw new Refused("a NUL character, where the engine stops reading, is refused");
    const compiled = this.#compile(sql);
    if (compiled === null) return { rowsChanged: 0, inTransaction: this.inTransaction, actions: [] };
    const { actions } = sandbox;
    sandbox.shut();
    if (!this.#isBlank(sql.slice(compiled.length)))
      throw new Refused("more than one statement at a time is refused in the shadow");
    sandbox.execute();
    if (actions.length === 0) this.#database.limits.attach = 1;
    const before = this.#changes();
    this.#database.exec(compiled);
    return { rowsChanged: this.#changes() - before, inTransaction: this.inTransaction, actions };
  }
  /** The text of the first statement, as the engine reads it; `null` where there is none. */
  #compile(text) {
    try {
      return this.#database.prepare(text).sourceSQL;
    } catch (cause) {
      if (cause.code === "ERR_INVALID_ARG_VALUE") return null;
      throw cause;
    }
  }
  #isBlank(text) {
    try {
      return text.trim() === "" || this.#compile(text) === null;
    } catch {
      return false;
    }
  }
  #changes() {
    return Number(this.#database.prepare("SELECT total_changes() AS changes").get()?.changes);
  }
  /** A function that gives back its first argument. */
  standIn(name) {
    this.#standIns.add(name);
    define(this.#database, name);
  }
  /** The bytes of a file with this database. */
  image() {
    return this.#database.serialize();
  }
  /** A new connection: what the old one had open, had set or had made for itself is gone. */
  restore(image) {
    this.#database.close();
    this.#database = connect();
    for (const name of this.#standIns) define(this.#database, name);
    if (image.length > 0) this.#database.deserialize(image);
  }
  /** A new connection to what is committed. */
  reconnect() {
    if (this.inTransaction) this.#database.exec("ROLLBACK");
    this.restore(this.image());
  }
};
function connect() {
  const database = new DatabaseSync(":memory:", {
    enableDoubleQuotedStringLiterals: false,
    readBigInts: true,
    allowExtension: false,
    defensive: true,
    limits: { length: longestValue2, attach: 0 }
  });
  database.exec("PRAGMA temp_store = MEMORY");
  const options = { deterministic: true, directOnly: true, useBigIntArguments: true };
  database.function(literalFunction, options, (value) => literalOf(value));
  return database;
}
function define(database, name) {
  const options = { deterministic: true, varargs: true, useBigIntArguments: true };
  database.function(name, options, (first = null) => first);
}
function limitOf(cause) {
  const { errcode } = cause;
  if (errcode === 18)
    return new Refused(`a value of more than ${longestValue2 / 1e6} MB is refused in the shadow`);
  return cause;
}

// src/dialects/sqlite/shadow/result-codes.ts
var primary = {
  1: "ERROR",
  2: "INTERNAL",
  3: "PERM",
  4: "ABORT",
  5: "BUSY",
  6: "LOCKED",
  7: "NOMEM",
  8: "READONLY",
  9: "INTERRUPT",
  10: "IOERR",
  11: "CORRUPT",
  12: "NOTFOUND",
  13: "FULL",
  14: "CANTOPEN",
  15: "PROTOCOL",
  16: "EMPTY",
  17: "SCHEMA",
  18: "TOOBIG",
  19: "CONSTRAINT",
  20: "MISMATCH",
  21: "MISUSE",
  22: "NOLFS",
  23: "AUTH",
  24: "FORMAT",
  25: "RANGE",
  26: "NOTADB"
};
var extended = {
  257: "ERROR_MISSING_COLLSEQ",
  267: "CORRUPT_VTAB",
  275: "CONSTRAINT_CHECK",
  513: "ERROR_RETRY",
  516: "ABORT_ROLLBACK",
  523: "CORRUPT_SEQUENCE",
  531: "CONSTRAINT_COMMITHOOK",
  769: "ERROR_SNAPSHOT",
  779: "CORRUPT_INDEX",
  787: "CONSTRAINT_FOREIGNKEY",
  1043: "CONSTRAINT_FUNCTION",
  1299: "CONSTRAINT_NOTNULL",
  1555: "CONSTRAINT_PRIMARYKEY",
  1811: "CONSTRAINT_TRIGGER",
  2067: "CONSTRAINT_UNIQUE",
  2323: "CONSTRAINT_VTAB",
  2579: "CONSTRAINT_ROWID",
  2835: "CONSTRAINT_PINNED",
  3091: "CONSTRAINT_DATATYPE"
};
function resultCode(number) {
  return `SQLITE_${extended[number] ?? primary[number & 255] ?? "ERROR"}`;
}

// src/dialects/sqlite/shadow/child.ts
var engine = new Engine();
function answer(question) {
  switch (question.kind) {
    case "query":
      return { kind: "rows", rows: engine.query(question.sql, question.parameters) };
    case "script":
      engine.script(question.sql);
      return { kind: "done" };
    case "run":
      return { kind: "ran", result: engine.run(question.sql) };
    case "prepare":
      return { kind: "prepared", messages: question.queries.map((sql) => engine.refusalOf(sql)) };
    case "stand-in":
      engine.standIn(question.name);
      return { kind: "done" };
    case "image":
      return { kind: "image", image: engine.image() };
    case "restore":
      engine.restore(question.image);
      return { kind: "done" };
    case "reconnect":
      engine.reconnect();
      return { kind: "done" };
  }
}
function refusalOf(cause) {
  const { inTransaction } = engine;
  if (cause instanceof Refused) return { message: cause.message, code: "refused", inTransaction };
  const { code, errcode, message } = cause;
  if (code !== "ERR_SQLITE_ERROR") return null;
  return { message: String(message), code: resultCode(Number(errcode)), inTransaction };
}
serve(answer, refusalOf);
