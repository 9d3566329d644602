import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  differenceWords
} from "./chunk-4P4NUUOJ.js";
import {
  folded,
  quoteIdentifier as quoteIdentifier2
} from "./chunk-R24DPVPV.js";
import {
  presets
} from "./chunk-ZUS5H5UN.js";
import {
  quoteIdentifier
} from "./chunk-EGNB2GMT.js";

// src/rules/support/sql.ts
var nextMigration = "-- in the next migration:";
function inMigrations(...migrations) {
  return migrations.map((statements) => statements.join("\n")).join(`
${nextMigration}
`);
}
var space = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[^]*?\*/)`;
var createIndex = new RegExp(
  `^(?<before>${space}*)(?<create>create${space}+(?:unique${space}+)?index)(?<ifNotExists>${space}+if${space}+not${space}+exists)?(?=\\W)`,
  "i"
);
function indexConcurrently(sql) {
  const match = createIndex.exec(sql);
  if (match?.groups === void 0) return null;
  return `${match.groups.create} CONCURRENTLY${sql.slice(match[0].length)};`;
}
var createIndexIfNotExists = new RegExp(
  `^${space}*(?<create>create${space}+(?:unique${space}+)?index(?:${space}+concurrently)?)${space}+if${space}+not${space}+exists(?=\\W)`,
  "i"
);
function withoutIfNotExists(sql) {
  const match = createIndexIfNotExists.exec(sql);
  return match?.groups === void 0 ? null : `${match.groups.create}${sql.slice(match[0].length)};`;
}
function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

// src/migrations/presets/wanted.ts
var missing = /\b(?:schema|(?:relation|table|view)(?= "[^"]+\.)) "([^"]+)" does not exist|\bfunction ([^\s("]+\.[^\s("]+)\(/;
function wantedPreset(messages) {
  const names2 = messages.map((message) => missing.exec(message)).flatMap((found2) => found2?.[1] ?? found2?.[2] ?? []);
  const found = Object.entries(presets).find(([, sql]) => names2.some((name) => makes(sql, name)));
  return found?.[0] ?? null;
}
function makes(sql, name) {
  const made = sql.matchAll(/^CREATE (?:SCHEMA|TABLE|VIEW|FUNCTION) ([a-z_.]+)/gm);
  return [...made].some(([, one]) => one === name);
}

// src/rules/support/baseline-advice.ts
function baselineAdvice(messages) {
  const dump = "name a dump of the schema that stands before the first migration as `baseline` in the configuration";
  const preset = wantedPreset(messages);
  if (preset === null) return `N${dump.slice(1)}`;
  return `Set \`preset: ${preset}\` in the configuration, where that platform supplies what is missing; else ${dump}`;
}

// src/rules/support/spelled.ts
var quotes = {
  postgres: quoteIdentifier,
  sqlite: quoteIdentifier2,
  // Neither is checked yet.
  mysql: (name) => name,
  surrealdb: (name) => name
};
function identifierIn(dialect, name) {
  return /^".*"$/s.test(name) ? name : quotes[dialect](name);
}
function spelledContext(context) {
  const quote = (name) => identifierIn(context.dialect, name);
  const known = context.dialect === "sqlite" ? new Spellings(context) : null;
  const spell = (operation) => spelledBy(operation, quote, known);
  return { ...context, migrations: context.migrations.map((it) => spelledMigration(it, spell, known)) };
}
function spelledMigration(migration, spell, known) {
  return {
    ...migration,
    statements: migration.statements.map((traced) => ({
      ...traced,
      statement: { ...traced.statement, operations: traced.statement.operations.map(spell) }
    })),
    changes: known === null ? migration.changes : migration.changes.map((change) => ({ ...change, name: known.of(change.name) }))
  };
}
function spelledBy(operation, quote, known) {
  const name = (text) => known?.of(text) ?? text;
  const table = "table" in operation ? name(operation.table) : null;
  const column = (text) => {
    const spelled2 = quote(text);
    return table === null || known === null ? spelled2 : known.column(table, spelled2);
  };
  const spelled = {
    ...operation,
    ...table === null ? {} : { table },
    ..."column" in operation ? { column: column(operation.column) } : {},
    ..."columns" in operation ? { columns: operation.columns.map(column) } : {},
    ..."constraint" in operation && operation.constraint !== null ? { constraint: quote(operation.constraint) } : {},
    ..."index" in operation && operation.index !== null ? { index: name(operation.index) } : {},
    ..."references" in operation && operation.references !== null ? { references: name(operation.references) } : {},
    ...operation.kind === "rename-column" ? { to: column(operation.to) } : {},
    ...operation.kind === "rename-table" ? { to: name(operation.to) } : {},
    ...operation.kind === "create" || operation.kind === "drop" ? { name: name(operation.name) } : {}
  };
  return spelled;
}
var Spellings = class {
  #known = /* @__PURE__ */ new Map();
  constructor({ schemaBefore }) {
    for (const { name } of schemaBefore?.objects.values() ?? []) this.of(name);
  }
  of(name) {
    const key = folded(name);
    const known = this.#known.get(key) ?? name;
    this.#known.set(key, known);
    return known;
  }
  column(table, column) {
    return this.of(`${table}.${column}`).slice(table.length + 1);
  }
};

// src/rules/support/names.ts
var part = /"(?:[^"]|"")*"|[^".]+/g;
var longest = 63;
function lastPart(name) {
  return name.match(part)?.at(-1) ?? name;
}
function qualifier(name) {
  return (name.match(part) ?? []).slice(0, -1).join(".");
}
function deriveName(parts2, suffix) {
  const characters = [...parts2.map((name) => bareName(name)).join("_")];
  while (Buffer.byteLength(characters.join("") + suffix) > longest) characters.pop();
  return quoteIdentifier(characters.join("") + suffix);
}
function bareName(name) {
  const last = lastPart(name);
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last;
}
function withoutArguments(name) {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name)?.[0] ?? name;
}
function listedShort(names2, most = 4) {
  const more = names2.length - most;
  return listed(more > 1 ? [...names2.slice(0, most), `${more} more`] : names2);
}
function listed(names2) {
  return names2.length < 2 ? names2.join("") : `${names2.slice(0, -1).join(", ")} and ${names2.at(-1)}`;
}

// src/rules/support/traced.ts
function operations({ statement }, kind) {
  return statement.operations.filter((operation) => operation.kind === kind);
}
function isOpaque({ statement }) {
  return statement.operations.every(({ kind }) => kind === "run-code" || kind === "other");
}
function wasMeasured({ trace }) {
  return trace.outcome === "ran" && trace.evidence === "measured";
}
function ranToTheEnd({ statements }) {
  return statements.every(({ trace }) => trace.outcome === "ran");
}
function isOfTable({ mode }) {
  return mode !== "RESERVED";
}
function locksAll(lock, table) {
  return !isOfTable(lock) && lock.relation === qualifier(table);
}
function oldName(detail) {
  return detail.replace(/^was\s+/, "");
}

// src/rules/support/opaque.ts
var strong = /* @__PURE__ */ new Set(["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"]);
var rowKinds = /* @__PURE__ */ new Set(["write-rows", "create-table", "run-code", "other"]);
function runsHiddenCode(step) {
  const { statement, trace } = step.traced;
  if (isOpaque(step.traced)) return true;
  if (!wasMeasured(step.traced) || !statement.operations.every(({ kind }) => rowKinds.has(kind))) return false;
  const created = statement.operations.flatMap((it) => it.kind === "create-table" ? [it.table] : []);
  if (created.length > 0 && !/\b(?:select|execute)\b/i.test(statement.sql)) return false;
  const locked = trace.locks.filter(({ mode }) => strong.has(mode)).map(({ relation }) => relation);
  return [...locked, ...trace.rewrites].some(
    (relation) => step.liveTable(relation) !== null && !created.includes(relation)
  );
}
function changedByCode(step, action, object) {
  if (!runsHiddenCode(step) || !wasMeasured(step.traced)) return [];
  const locked = new Set(step.traced.trace.locks.map(({ relation }) => relation));
  return step.migration.changes.filter((change) => {
    const table = qualifier(change.name);
    return change.action === action && change.object === object && locked.has(table) && step.liveTable(table) !== null;
  });
}
var comment = /--[^\n]*|\/\*[\s\S]*?\*\//g;
function textOfCode({ migration, traced }) {
  const own = traced.statement.sql;
  const routines = migration.statements.filter(
    (it) => operations(it, "create").some(
      ({ object, name }) => ["function", "procedure"].includes(object) && own.includes(bareName(name))
    )
  );
  const texts2 = [own, ...routines.filter((it) => it !== traced).map((it) => it.statement.sql)];
  return texts2.map((text) => text.replaceAll(comment, " ")).join(";\n");
}

// src/rules/support/attribution.ts
function texts(chapter, kind) {
  return chapter.steps.filter(({ traced }) => traced.trace.outcome !== "failed").flatMap((step) => operations(step.traced, kind).map((operation) => [operation, step]));
}
function find(chapter, kind, test) {
  return texts(chapter, kind).find(([operation, step]) => test(operation, step))?.[1];
}
function whatLocked(chapter, table) {
  const rebuilt = find(chapter, "drop-table", (drop) => drop.table === table) ?? find(chapter, "rename-table", (rename) => rename.table === table);
  if (rebuilt !== void 0) return rebuilt;
  const able = chapter.steps.filter(
    ({ traced }) => traced.statement.operations.some(({ kind }) => kind === "run-code" || kind.startsWith("drop"))
  );
  const blocks = able.filter(
    ({ traced }) => traced.statement.operations.some(({ kind }) => kind === "run-code")
  );
  const hidden = chapter.steps.findLast((step) => runsHiddenCode(step) && locks(step, table));
  return able.findLast((step) => locks(step, table)) ?? hidden ?? (blocks.length === 1 ? blocks[0] : void 0);
}
function locks({ traced }, table) {
  return traced.trace.locks.some(({ relation, mode }) => relation === table && mode === "AccessExclusiveLock");
}
function locksDatabase({ traced }, table) {
  return traced.trace.locks.some((lock) => locksAll(lock, table));
}

// src/rules/support/copies.ts
function holdsItsRows(chapter, name) {
  if (holdsIndexedRows(chapter, name)) return true;
  const rowsSeen = chapter.migration.rows !== null;
  const holders = /* @__PURE__ */ new Set([name]);
  let went = false;
  for (const step of chapter.steps) {
    const { traced } = step;
    const written2 = operations(traced, "write-rows");
    const copied = [...operations(traced, "create-table"), ...written2.filter(({ verb }) => verb === "insert")];
    for (const { table } of copied) {
      if ([...holders].some((holder) => holder !== table && copies(chapter, step, holder))) holders.add(table);
    }
    const emptied = written2.filter(({ verb, filtered }) => verb === "delete" && !(rowsSeen && filtered));
    for (const { table } of [...operations(traced, "truncate"), ...emptied]) {
      holders.delete(table);
      went ||= table === name;
    }
    for (const { table } of operations(traced, "drop-table")) {
      holders.delete(table);
      went ||= table === name;
    }
    for (const { table, to } of operations(traced, "rename-table")) {
      if (holders.delete(table)) holders.add(to);
      went ||= table === name;
    }
  }
  return went && holders.has(name);
}
function holdsIndexedRows({ context, migration }, name) {
  if (context.schemaBefore?.objects.has(`virtual table ${name}`) !== true) return false;
  const rows = migration.rows?.find(({ table }) => table === name);
  return rows !== void 0 && rows.after >= rows.before;
}
function copies({ migration }, step, source) {
  return migration.rows === null ? copiesWhole(step, source) : readsFrom(step, source);
}
function movedColumns({ context, migration }) {
  const spell = (column) => identifierIn(context.dialect, column);
  return (migration.rows ?? []).flatMap(
    ({ table, moved: moved2 }) => moved2.map(({ from, to }) => ({ table, from: spell(from), to: spell(to) }))
  );
}
function holdsItsValues(chapter, drop, table, column) {
  const before = new Set(chapter.steps.slice(0, chapter.steps.indexOf(drop)));
  const copy = find(
    chapter,
    "write-rows",
    (write2, step) => write2.verb === "update" && !write2.filtered && before.has(step) && step.liveTable(write2.table) === table && words(step.traced.statement.sql).includes(bareName(column))
  );
  return copy !== void 0;
}
var comment2 = /--[^\n]*|\/\*[\s\S]*?\*\//g;
var literal = /'(?:[^']|'')*'/g;
var partial = /\b(?:where|limit|offset|fetch|having|group|distinct|except|intersect|tablesample|no\s+data)\b|(?<!\bleft\s)(?<!\bleft\s+outer\s)\bjoin\b/i;
function copiesWhole(step, source) {
  return readsFrom(step, source) && !partial.test(bareText(step));
}
function leavesRowsOut(step) {
  let sql = bareText(step);
  for (let before = ""; before !== sql; ) {
    before = sql;
    sql = sql.replaceAll(/(?<!\b(?:from|join|as)\s*)\([^()]*\)/gi, " ");
  }
  return partial.test(sql) || /\bor\s+(?:ignore|replace)\b|^\s*replace\b/i.test(sql);
}
function bareText({ traced }) {
  return withoutLiterals(traced.statement.sql).replaceAll(quoted, "q");
}
function readsFrom({ traced }, source) {
  const isRead = wasMeasured(traced) && traced.trace.scans.includes(source);
  return isRead || reads(withoutLiterals(traced.statement.sql), bareName(source));
}
var quoted = /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/g;
function reads(sql, name) {
  const sources = sql.matchAll(
    /\b(?:from|table)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|\.)+)/gi
  );
  return [...sources].some(([, source]) => source !== void 0 && means(source, name));
}
function means(source, name) {
  const [, backtick] = /`((?:[^`]|``)*)`$/.exec(source) ?? /\[([^\]]*)\]$/.exec(source) ?? [];
  if (backtick !== void 0) return backtick.replaceAll("``", "`") === name;
  const written2 = bareName(source);
  return written2 === name || !source.endsWith('"') && written2.toLowerCase() === name;
}
function words(sql) {
  return withoutLiterals(sql).match(/[\w$\u0080-\uffff]+/g) ?? [];
}
function withoutLiterals(sql) {
  return sql.replaceAll(comment2, " ").replaceAll(literal, "''");
}

// src/rules/support/timeline.ts
var Timeline = class {
  #entries = /* @__PURE__ */ new Map();
  set(name, from, origin) {
    const entries = this.#entries.get(name) ?? [];
    entries.push({ from, origin });
    this.#entries.set(name, entries);
  }
  origin(name, at) {
    const entry = this.#entries.get(name)?.findLast((entry2) => entry2.from <= at);
    return entry === void 0 ? name : entry.origin;
  }
  knows(name) {
    return this.#entries.has(name);
  }
};

// src/rules/support/chapters.ts
function chapters(context) {
  const tables = new Timeline();
  const columns = new Timeline();
  let now = 0;
  function knowledgeAt(moment, traced) {
    const origin = (table) => tables.origin(table, moment);
    const isLive3 = (table) => {
      const name = origin(table);
      return name !== null && !isTemporary(context.dialect, name) && context.isLive(name);
    };
    const liveTable = (table) => {
      if (tables.knows(table)) return isLive3(table) ? table : null;
      const locked = (traced?.trace.locks ?? []).filter(isOfTable).map((lock) => lock.relation);
      const namesake = locked.find((name) => lastPart(name) === lastPart(table) && isLive3(name));
      if (namesake !== void 0 && !locked.includes(table)) return namesake;
      return isLive3(table) ? table : null;
    };
    const isLiveColumn = (table, column) => {
      const live = liveTable(table);
      return live !== null && columns.origin(`${origin(live)}.${column}`, moment) !== null;
    };
    return { origin, liveTable, isLiveColumn };
  }
  function renameColumn(table, from, to) {
    const origin = tables.origin(table, now);
    const column = columns.origin(`${origin}.${from}`, now);
    columns.set(`${origin}.${from}`, now + 1, null);
    columns.set(`${origin}.${to}`, now + 1, column);
  }
  function taken(table, traced, names2 = []) {
    const live = knowledgeAt(now, traced).liveTable(table);
    if (live === null || !wasMeasured(traced)) return table;
    const locks2 = [...traced.trace.locks, ...traced.heldBefore];
    const isLocked = locks2.some(
      (lock) => locksAll(lock, live) || lock.mode === "AccessExclusiveLock" && [live, ...names2].includes(lock.relation)
    );
    return isLocked ? live : null;
  }
  function follow(operation, columnsToo, traced) {
    if (operation.kind === "create-table") {
      const stands2 = knowledgeAt(now, null).liveTable(operation.table) !== null;
      if (!stands2) tables.set(operation.table, now + 1, null);
    } else if (operation.kind === "drop-table") {
      const table = taken(operation.table, traced);
      if (table !== null) tables.set(table, now + 1, null);
    } else if (operation.kind === "rename-table") {
      const table = taken(operation.table, traced, [operation.to]);
      if (table === null) return;
      tables.set(operation.to, now + 1, tables.origin(table, now));
      tables.set(table, now + 1, null);
    } else if (columnsToo && operation.kind === "add-column") {
      columns.set(`${tables.origin(operation.table, now)}.${operation.column}`, now + 1, null);
    } else if (columnsToo && operation.kind === "rename-column") {
      const table = taken(operation.table, traced);
      if (table !== null) renameColumn(table, operation.column, operation.to);
    }
  }
  function settle(migration) {
    for (const change of migration.changes.filter((change2) => change2.object === "column")) {
      const table = qualifier(change.name);
      const column = lastPart(change.name);
      if (change.action === "add" || change.action === "drop")
        columns.set(`${tables.origin(table, now)}.${column}`, now + 1, null);
      if (change.action === "rename") {
        const from = lastPart(oldName(change.detail));
        if (from !== column) renameColumn(table, from, column);
      }
    }
    now += 1;
  }
  const added = context.migrations.filter((migration) => migration.state === "added");
  return added.map((migration) => {
    const complete = ranToTheEnd(migration);
    const start = knowledgeAt(now, null);
    const steps2 = migration.statements.map((traced) => {
      const step = { migration, traced, ...knowledgeAt(now, traced) };
      for (const operation of traced.statement.operations) {
        follow(operation, !complete, traced);
      }
      now += 1;
      return step;
    });
    if (complete) settle(migration);
    const chapter = { context, migration, steps: steps2, complete, start };
    if (complete && migration.rows !== null) {
      for (const name of new Set(steps2.flatMap(droppedBy)))
        if (stands(migration, name) && holdsItsRows(chapter, name)) tables.set(name, now, name);
    }
    return chapter;
  });
}
function droppedBy(step) {
  return operations(step.traced, "drop-table").flatMap(
    ({ table }) => step.liveTable(table) === null ? [] : step.origin(table) ?? []
  );
}
function stands({ rows }, table) {
  return rows?.some((it) => it.table === table) === true;
}
function isTemporary(dialect, table) {
  return (dialect === "sqlite" ? /^temp\./ : /^pg_temp_\d+\./).test(table);
}
function steps(context) {
  return chapters(context).flatMap((chapter) => chapter.steps);
}

// src/rules/support/database.ts
var databaseName = {
  postgres: "PostgreSQL",
  sqlite: "SQLite",
  mysql: "MySQL",
  surrealdb: "SurrealDB"
};
function isSqlState(code) {
  return /^[0-9A-Z]{5}$/.test(code);
}
function codeNote(code) {
  if (isSqlState(code)) return ` (SQLSTATE ${code})`;
  return code.startsWith("SQLITE_") && code !== "SQLITE_ERROR" ? ` (${code})` : "";
}

// src/rules/support/sqlite/refusals.ts
function refusal({ trace }) {
  if (trace.outcome !== "failed" || trace.error === null) return null;
  return isSqlState(trace.error.code) ? null : trace.error.message;
}
var columnRefusals = /^cannot add an? .* column\b|^cannot add a column with non-constant default$|^(?:CHECK|NOT NULL) constraint failed/i;
function refusedColumn(traced) {
  const message = refusal(traced);
  const adds = operations(traced, "add-column").length > 0;
  return message !== null && adds && columnRefusals.test(message) ? message : null;
}
function mentionOfColumn(traced) {
  const message = refusal(traced);
  const works = operations(traced, "drop-column").length > 0 || operations(traced, "rename-column").length > 0;
  if (message === null || !works) return null;
  const key = /^cannot drop (PRIMARY KEY|UNIQUE) column: /.exec(message);
  if (key !== null) return { kind: "key", name: key[1] ?? "" };
  return objectIn(message);
}
function blockerOfRename(traced) {
  const message = refusal(traced);
  if (message === null || operations(traced, "rename-table").length === 0) return null;
  return objectIn(message);
}
function objectIn(message) {
  const [, kind, name = ""] = /^error in (index|view|trigger|table) (.+?)(?: after [a-z ]+)?: /s.exec(message) ?? [];
  return kind === "index" || kind === "view" || kind === "trigger" || kind === "table" ? { kind, name } : null;
}
function quotedText(traced) {
  const message = refusal(traced) ?? "";
  return /no such column: ("(?:[^"]|"")*") - should this be a string literal in single-quotes\?$/s.exec(
    message
  )?.[1] ?? null;
}
function failedDropOf({ migration }, table) {
  return migration.statements.find(
    (traced) => isForeignKeyFailure(traced) && operations(traced, "drop-table").some((drop) => drop.table === table)
  );
}
function isForeignKeyFailure({ trace }) {
  return trace.outcome === "failed" && trace.error?.code === "SQLITE_CONSTRAINT_FOREIGNKEY";
}
function isToldApart({ statements }, traced) {
  if (refusedColumn(traced) !== null || mentionOfColumn(traced) !== null) return true;
  if (blockerOfRename(traced) !== null || quotedText(traced) !== null) return true;
  if (!isForeignKeyFailure(traced) || operations(traced, "drop-table").length === 0) return false;
  const before = statements.slice(0, statements.indexOf(traced));
  return before.some(({ trace }) => trace.withoutEffect) || dropsRenamed(before, traced);
}
function dropsRenamed(before, traced) {
  const dropped = operations(traced, "drop-table").map(({ table }) => table);
  const renames = before.flatMap((it) => operations(it, "rename-table")).filter(({ to }) => dropped.includes(to));
  const made = before.flatMap((it) => operations(it, "create-table")).map(({ table }) => table);
  return renames.some(({ table }) => made.includes(table));
}

// src/rules/add-column-not-allowed.ts
var rule = {
  id: "add-column-not-allowed",
  title: "Column that SQLite does not add to a table with rows",
  why: [
    "SQLite adds a column without touching the rows, and refuses what that cannot do: `NOT NULL` without a default,",
    "a default that is computed (`CURRENT_TIMESTAMP`, an expression), a `STORED` generated column, `REFERENCES` with a",
    "default while foreign keys are on, a `CHECK` that the default violates. `UNIQUE` and `PRIMARY KEY` it never adds.",
    "Most of these work on an empty table: they pass in tests, and stop the deploy."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: [
    "Give the column a constant default, or add it without what is refused and fill it;",
    "add a unique index instead of UNIQUE. For all else build the table anew."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region TEXT NOT NULL;"
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN made_at TEXT DEFAULT CURRENT_TIMESTAMP;"
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN number TEXT UNIQUE;"
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "ALTER TABLE orders ADD COLUMN gross INTEGER AS (total * 119 / 100) STORED;"
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN user_id INTEGER DEFAULT 1 REFERENCES users (id);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region TEXT NOT NULL DEFAULT 'eu';",
      note: "A constant default is kept in the schema: no row is touched."
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "ALTER TABLE orders ADD COLUMN gross INTEGER AS (total * 119 / 100);",
      note: "A virtual column is computed when it is read."
    },
    {
      up: "CREATE TABLE orders (id INTEGER PRIMARY KEY);\nALTER TABLE orders ADD COLUMN region TEXT NOT NULL;",
      note: "The table is new and empty."
    }
  ],
  *check(context) {
    for (const { migration, steps: steps2 } of chapters(context)) {
      for (const step of steps2) {
        const [column] = operations(step.traced, "add-column");
        if (column === void 0) continue;
        const message = refusedColumn(step.traced);
        const reason = message === null ? refusedByRows(step, column) : null;
        if (message === null && reason === null) continue;
        yield {
          migration,
          statement: step.traced,
          message: message === null ? `The deploy stops here as soon as ${column.table} has a row: ${reason}.` : `The deploy stops here: ${oneLine(message)}.`,
          fix: fixFor(step, column),
          evidence: message === null ? "inferred" : "measured"
        };
      }
    }
  }
};
function refusedByRows({ traced, liveTable, migration }, column) {
  const rows = migration.rows?.find(({ table }) => table === column.table);
  if (traced.trace.outcome === "failed" || liveTable(column.table) === null) return null;
  if (rows !== void 0 && rows.before > 0) return null;
  if (column.values === "stored") return "SQLite cannot add a STORED column";
  if (column.notNull && column.values === "null") return "existing rows have no value for it";
  if (isComputed(column)) return "SQLite cannot add a column with a default that is computed";
  return null;
}
function isComputed({ default: value, values, calls }) {
  return values === "default" && (calls.length > 0 || /^\(*current_(?:time|date|timestamp)\b/i.test(value ?? ""));
}
function fixFor({ traced }, column) {
  const { table, column: name, type } = column;
  const constraints = operations(traced, "add-constraint");
  const has = (kind) => constraints.some((it) => it.type === kind);
  const plain = `ALTER TABLE ${table} ADD COLUMN ${name}${type === "" ? "" : ` ${type}`};`;
  if (has("primary-key"))
    return "Build the table anew with the key: create, copy, drop, rename, with foreign keys off.";
  if (column.values === "stored")
    return "Make the column VIRTUAL, which is computed when it is read, or build the table anew.";
  if (has("check")) return "Choose a default that satisfies the CHECK, or add the column without it.";
  if (has("foreign-key"))
    return `Add it without the default, and fill it: ALTER TABLE ${table} ADD COLUMN ${name} \u2026 REFERENCES \u2026.`;
  if (has("unique")) {
    const index = identifierIn("sqlite", `${bareName(table)}_${bareName(name)}`);
    return `${plain}
CREATE UNIQUE INDEX ${index} ON ${lastPart(table)} (${name});`;
  }
  return isComputed(column) ? `-- all rows hold NULL, new ones too: fill them, and write the value with each INSERT; only a table built anew computes it
${plain}` : `-- existing rows hold NULL: fill them, or give it a constant default
${plain}`;
}

// src/rules/support/row-values.ts
var volatile = new Set(
  "clock_timestamp timeofday random random_normal gen_random_uuid uuidv4 uuidv7 nextval setval uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuid_generate_v7 uuid_v4 gen_random_bytes gen_salt gen_ulid generate_ulid ulid_generate nanoid".split(" ")
);
var rewritingDetails = /* @__PURE__ */ new Set([
  "set logged",
  "set unlogged",
  "set tablespace",
  "set access method"
]);
function columnsFilledRowByRow(step) {
  const { rewrites } = step.traced.trace;
  const added = operations(step.traced, "add-column");
  const told = added.filter(isFilledRowByRow);
  if (!wasMeasured(step.traced)) return told;
  const isRewritten = rewrites.some((name) => step.liveTable(name) !== null);
  if (!isRewritten || changesType(step)) return [];
  const called = added.filter(({ calls }) => calls.length > 0);
  const [culprits] = [told, called].filter((columns) => columns.length > 0);
  return culprits ?? (hasOtherRewrite(step) ? [] : added);
}
function isToldAsRewrite(step) {
  const isRewritten = step.traced.trace.rewrites.some((name) => step.liveTable(name) !== null);
  return columnsFilledRowByRow(step).length > 0 || isRewritten && changesType(step);
}
function isFilledRowByRow({ values, calls }) {
  const isComputed2 = values === "serial" || values === "identity" || values === "stored";
  return isComputed2 || values === "default" && calls.some((name) => volatile.has(name));
}
function isUnfilled({ notNull, values }) {
  return notNull && values === "null";
}
function changesType({ traced }) {
  return operations(traced, "change-column-type").length > 0;
}
function hasOtherRewrite({ traced }) {
  return operations(traced, "alter-table").some(({ detail }) => rewritingDetails.has(detail));
}

// src/rules/support/constraint-names.ts
var endings = {
  check: "_check",
  unique: "_key",
  "primary-key": "_pkey",
  "foreign-key": "_fkey",
  exclusion: "_excl",
  "not-null": "_not_null"
};
var keywords = {
  check: "CHECK",
  unique: "UNIQUE",
  "primary-key": "PRIMARY KEY",
  "foreign-key": "FOREIGN KEY",
  exclusion: "EXCLUDE",
  "not-null": "NOT NULL"
};
function constraintName(step, table, constraint) {
  if (constraint.constraint !== null) return constraint.constraint;
  const made = madeByServer(step, table, constraint.type);
  const place = placeAmongAlike(step, constraint);
  const alike = made.filter((name) => withoutNumber(name) === bareName(derive(constraint, table)));
  const only = made.length === 1 ? made[0] : void 0;
  return alike[place] ?? only ?? derive(constraint, table, place === 0 ? "" : String(place));
}
function derive(constraint, table, number = "") {
  return deriveName([table, ...namedColumns(constraint)], `${endings[constraint.type]}${number}`);
}
function namedColumns({ type, columns }) {
  if (type === "primary-key") return [];
  return type === "check" && columns.length !== 1 ? [] : columns;
}
function placeAmongAlike({ migration, traced }, constraint) {
  const { table } = constraint;
  const base = derive(constraint, table);
  const written2 = migration.statements.slice(0, migration.statements.indexOf(traced) + 1).flatMap(
    (earlier) => operations(earlier, "add-constraint").filter((it) => it.constraint === null && it.table === table && derive(it, table) === base).map(({ definition }) => ({ definition, isOwn: earlier === traced }))
  );
  const own = written2.findIndex(({ definition, isOwn }) => isOwn && definition === constraint.definition);
  return Math.max(0, own);
}
function madeByServer({ migration }, table, type) {
  const written2 = migration.statements.flatMap((traced) => operations(traced, "add-constraint")).map(({ constraint }) => constraint);
  return migration.changes.filter(({ action, object }) => action === "add" && object === "constraint").filter(({ name, detail }) => qualifier(name) === table && detail.startsWith(keywords[type])).map(({ name }) => lastPart(name)).filter((name) => !written2.includes(name)).sort((a, b) => numberOf(a) - numberOf(b));
}
function withoutNumber(name) {
  return bareName(name).replace(/\d+$/, "");
}
function numberOf(name) {
  return Number(/\d*$/.exec(bareName(name))?.[0] ?? 0);
}

// src/rules/support/keys.ts
var written = /^(?<type>unique|primary\s+key)(?<nulls>\s+nulls\s+(?:not\s+)?distinct)?\s*(?:\((?!.*\bwithout\s+overlaps\b)[^()]*\))?(?<include>\s*include\s*\([^()]*\))?(?<when>(?:\s+(?:not\s+)?deferrable|\s+initially\s+(?:deferred|immediate))*)$/is;
function keyInSteps(table, name, { definition, columns }) {
  const groups = written.exec(definition)?.groups;
  if (groups === void 0 || columns.length === 0 || /--|\/\*/.test(definition)) return null;
  const { type = "", nulls = "", include = "", when = "" } = groups;
  return {
    index: `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (${columns.join(", ")})${include}${nulls};`,
    constraint: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${type.toUpperCase().replace(/\s+/, " ")} USING INDEX ${name}${when};`
  };
}

// src/rules/support/not-null.ts
function requireColumns(table, columns) {
  const checks = columns.map((column) => ({ column, name: deriveName([table, column], "_not_null") }));
  return inMigrations(
    checks.map(
      ({ column, name }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID;`
    ),
    [
      // First all that reads: SET NOT NULL takes a strong lock, which is kept until the transaction ends.
      ...checks.map(({ name }) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`),
      ...checks.map(({ column }) => `ALTER TABLE ${table} ALTER COLUMN ${lastPart(column)} SET NOT NULL;`),
      ...checks.map(({ name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`)
    ]
  );
}
function becomesRequired(detail) {
  return / not null(?:;|$)/.test(detail) && !/ not null →/.test(detail);
}
function columnsMadeRequired({ changes }, table) {
  return changes.filter(({ action, object }) => action === "alter" && object === "column").filter(({ name, detail }) => qualifier(name) === table && becomesRequired(detail)).map(({ name }) => lastPart(name));
}

// src/rules/support/safe-columns.ts
var untold = /\b(?:collate|compression|storage|interval\s+(?:year|month|day|hour|minute|second))\b/i;
function canBeAddedAtOnce(columns, sql) {
  const isPlain = columns.every(({ values }) => values !== "identity" && values !== "stored");
  return isPlain && (columns.length === 0 || !untold.test(sql));
}
function isFreeReference({ definition, columns: own }, columns) {
  return /^references\b/i.test(definition) && columns.some(({ column, values }) => own.includes(column) && values === "null");
}
function addColumn(column, references, sql) {
  const { table, column: name, default: text, values } = column;
  const isInstant = !isFilledRowByRow(column) && text !== null;
  const own = references.filter(({ columns }) => columns.includes(name));
  return [
    `ALTER TABLE ${table} ADD COLUMN`,
    .../\badd\s+(?:column\s+)?if\s+not\s+exists\b/i.test(sql) ? ["IF NOT EXISTS"] : [],
    `${name} ${storedType(column)}`,
    ...isInstant ? [values === "virtual" ? text : `DEFAULT ${text}`] : [],
    ...isInstant && column.notNull ? ["NOT NULL"] : [],
    ...own.map(
      ({ constraint, definition }) => constraint === null ? definition : `CONSTRAINT ${constraint} ${definition}`
    )
  ].join(" ").concat(";");
}
var integers = {
  smallserial: "smallint",
  serial: "integer",
  bigserial: "bigint"
};
function storedType({ type, values }) {
  return values === "serial" ? integers[type] ?? type : type;
}
function defaultForNewRows(column) {
  if (!isFilledRowByRow(column)) return [];
  const { table, column: name } = column;
  const sequence = `${qualifier(table)}.${deriveName([table, name], "_seq")}`;
  const isSerial = column.values === "serial";
  const value = isSerial ? `nextval('${sequence.replaceAll("'", "''")}')` : column.default;
  return [
    ...isSerial ? [`CREATE SEQUENCE ${sequence} AS ${storedType(column)} OWNED BY ${table}.${name};`] : [],
    "-- from here on new rows get a value; give the old ones theirs in batches",
    `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT ${value};`
  ];
}

// src/rules/support/safe-alter.ts
var fillFirst = "-- fill the existing rows in batches, and deploy code that always sets a value; then";
function alterInSteps(step, table) {
  const columns = operations(step.traced, "add-column");
  const constraints = operations(step.traced, "add-constraint");
  const addition = { step, table, columns, constraints };
  const keys = keysOf(addition);
  if (keys === null || !isReadable(addition)) return null;
  const { sql } = step.traced.statement;
  const inline = constraints.filter((it) => isFreeReference(it, columns));
  const later = constraints.filter((it) => !isKey(it) && !inline.includes(it));
  const required = columnsToProve(addition);
  const migrations = [
    [
      ...columns.map((column) => addColumn(column, inline, sql)),
      ...columns.flatMap(defaultForNewRows),
      ...later.map((it) => addNotValid(step, table, it)),
      ...columns.some(isUnfilled) ? [fillFirst] : []
    ],
    [
      ...later.filter(({ validated }) => validated).map((it) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraintName(step, table, it)};`),
      ...required.length === 0 ? [] : [requireColumns(table, required)]
    ],
    keys.map(({ index }) => index),
    [...keyNote(addition), ...keys.map(({ constraint }) => constraint)]
  ];
  return inMigrations(...migrations.filter((statements) => statements.length > 0));
}
function isReadable({ step, table, columns, constraints }) {
  const { operations: all, sql } = step.traced.statement;
  const isKnown = (it) => isKey(it) || it.type === "check" || it.type === "foreign-key";
  return all.length === columns.length + constraints.length && // A name that search_path completed means another table in a file of its own.
  [...columns, ...constraints].every((it) => it.table === table) && constraints.every(isKnown) && canBeAddedAtOnce(columns, sql) && // What the text does not tell, such as a domain that checks, has no form that is known to be instant.
  columnsFilledRowByRow(step).every(isFilledRowByRow) && // Before version 18 a partitioned table takes no foreign key that is NOT VALID.
  !(isPartitioned(step, table) && constraints.some(({ type }) => type === "foreign-key"));
}
function isPartitioned({ traced, liveTable }, table) {
  const { scans } = traced.trace;
  return wasMeasured(traced) && !scans.includes(table) && scans.some((name) => liveTable(name) !== null);
}
function isKey({ type }) {
  return type === "unique" || type === "primary-key";
}
function keysOf({ step, table, constraints }) {
  const keys = constraints.filter(isKey);
  const known = keys.flatMap((key) => keyInSteps(table, constraintName(step, table, key), key) ?? []);
  return known.length < keys.length || keys.length > 0 && isPartitioned(step, table) ? null : known;
}
function addNotValid(step, table, constraint) {
  const { definition, columns } = constraint;
  const text = /^references\b/i.test(definition) ? `FOREIGN KEY (${columns.join(", ")}) ${definition}` : definition;
  const notValid2 = constraint.validated ? " NOT VALID" : "";
  return `ALTER TABLE ${table} ADD CONSTRAINT ${constraintName(step, table, constraint)} ${text}${notValid2};`;
}
function columnsToProve({ step, table, columns, constraints }) {
  const filled = columns.filter((it) => it.notNull && (isFilledRowByRow(it) || isUnfilled(it)));
  const ofKey = constraints.filter(({ type }) => type === "primary-key").flatMap((key) => key.columns);
  const nullable = columnsMadeRequired(step.migration, table);
  return [...filled.map(({ column }) => column), ...ofKey.filter((column) => nullable.includes(column))];
}
function keyNote({ step, columns, constraints }) {
  const isOld = ({ type, columns: own }) => type === "primary-key" && own.some((name) => !columns.some(({ column }) => column === name));
  return !wasMeasured(step.traced) && constraints.some(isOld) ? ["-- its columns must be NOT NULL already, or every row is read under a strong lock"] : [];
}

// src/rules/support/type-changes.ts
var otherAttribute = /^(?:no |now )?(?:default|generated|identity|storage|compression|statistics|comment|not null|privileges)\b/;
function isTypeChange({ action, object, detail }) {
  const [before = "", after] = (detail.split("; ")[0] ?? "").split(" \u2192 ");
  if (action !== "alter" || object !== "column" || after === void 0) return false;
  return !otherAttribute.test(before) && withoutNotNull(before) !== withoutNotNull(after);
}
function withoutNotNull(type) {
  return type.replace(/ not null(?: .*)?$/, "");
}

// src/rules/add-column-volatile-default.ts
var rule2 = {
  id: "add-column-volatile-default",
  title: "A new column that writes every row anew",
  why: [
    "A constant default of a new column is kept in the catalog: no row is touched. `now()` counts as constant,",
    "as it has one value for the whole statement.",
    "But where each row gets a value of its own (`gen_random_uuid()`, `clock_timestamp()`, `serial`, an identity,",
    "a stored generated column), every row and every index is written anew under an ACCESS EXCLUSIVE lock:",
    "until that is done, nobody can read or write the table, and it needs its own size in free disk space.",
    "",
    "A type that checks its values, a domain with a CHECK, does the same. The statement is run to see which kind it is."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: [
    "Add the column without a default, set the default for new rows, and fill the old rows in batches.",
    "A generated column can be `VIRTUAL` since PostgreSQL 18; before that a trigger keeps a plain column in step."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: `ALTER TABLE orders ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp(), ADD COLUMN "Region" text NOT NULL DEFAULT 'eu';`
    },
    {
      base: 'CREATE TABLE "Logs" (message text);',
      up: 'ALTER TABLE "Logs" ADD COLUMN "Id" bigserial PRIMARY KEY;',
      note: "A serial is a sequence and a default that asks it for each row."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN number bigint GENERATED BY DEFAULT AS IDENTITY;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, net int, tax int);",
      up: "ALTER TABLE orders ADD COLUMN total int GENERATED ALWAYS AS (net + tax) STORED;"
    },
    {
      base: "CREATE DOMAIN quantity AS int CHECK (VALUE > 0);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN pieces quantity DEFAULT 1;",
      note: "The default is constant, but a domain with a CHECK is tried row by row."
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE events ADD COLUMN token uuid DEFAULT gen_random_uuid()'; END $$;",
      note: "Code is run, so what it does is seen all the same: the partitions are written anew."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN made_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN region text NOT NULL DEFAULT lower('EU');",
      note: "Both have one value for the whole statement."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN token uuid;\nALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();",
      note: "Only new rows get the default."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, net int, tax int);",
      up: "ALTER TABLE orders ADD COLUMN total int GENERATED ALWAYS AS (net + tax) VIRTUAL;",
      note: "Computed when it is read."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ADD COLUMN number bigserial;",
      note: "The table is new."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, columns, fix } of [...byText(step), ...byCode(step)]) {
        const names2 = listed(columns.map((column) => `${table}.${column}`));
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${table} wait while every row is written anew for the new ${columns.length === 1 ? "column" : "columns"} ${names2}.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function byText(step) {
  const filled = columnsFilledRowByRow(step);
  const [first] = filled;
  const table = first === void 0 ? null : step.liveTable(first.table);
  if (first === void 0 || table === null || step.traced.trace.outcome === "failed") return [];
  const columns = filled.map(({ column }) => column);
  return [{ table, columns, fix: alterInSteps(step, table) ?? inWords(table, first) }];
}
function byCode(step) {
  const { rewrites } = step.traced.trace;
  const retyped = changedByCode(step, "alter", "column").filter(isTypeChange);
  const added = changedByCode(step, "add", "column").map(({ name }) => ({ table: qualifier(name), column: lastPart(name) })).filter(({ table }) => rewrites.includes(table)).filter(({ table }) => !retyped.some(({ name }) => qualifier(name) === table));
  return [...Map.groupBy(added, ({ table }) => table)].map(([table, group]) => ({
    table,
    columns: group.map(({ column }) => column),
    fix: plainAdvice(table, listed(group.map(({ column }) => column)))
  }));
}
function inWords(table, { column, values }) {
  switch (values) {
    case "stored":
      return `Make ${column} VIRTUAL (PostgreSQL 18), or add it as a plain column that a trigger keeps in step, and fill the old rows of ${table} in batches.`;
    case "identity":
      return `Add ${column} as a plain column with a sequence as its default, fill the old rows of ${table} in batches, require it, and then make it an identity that starts behind the sequence.`;
    default:
      return plainAdvice(table, column);
  }
}
function plainAdvice(table, columns) {
  return `Add ${columns} to ${table} without a default, a constraint or a type that has one, then set the default for new rows, and fill the old ones in batches.`;
}

// src/rules/support/failures.ts
function isExplained(migration, traced) {
  return failsConcurrently(migration, traced) || failsForRequiredColumn(traced) || isToldApart(migration, traced);
}
function failsConcurrently(migration, traced) {
  const { statement, trace } = traced;
  if (trace.outcome === "ran") return false;
  if (trace.outcome === "failed")
    return trace.error?.code === "25001" && /\bconcurrently\b/i.test(`${trace.error.message} ${statement.sql}`);
  const concurrent = statement.operations.some((step) => "concurrently" in step && step.concurrently);
  return concurrent && standsInTransaction(migration, traced);
}
function failsForRequiredColumn(traced) {
  return traced.trace.outcome === "failed" && traced.trace.error?.code === "23502" && operations(traced, "add-column").some((column) => column.notNull && column.default === null);
}
function standsInTransaction({ transaction, statements }, traced) {
  switch (transaction) {
    case "wrapped":
    case "none":
      return false;
    case "single-string":
      return statements.length > 1;
    case "authored":
      return statements.slice(0, statements.indexOf(traced)).flatMap((before) => operations(before, "transaction")).reduce(
        (open, { verb }) => verb === "begin" || open && verb !== "commit" && verb !== "rollback",
        false
      );
  }
}

// src/rules/add-required-column.ts
var rule3 = {
  id: "add-required-column",
  title: "Required column without a default",
  why: [
    "A new column that must not be null and has no default fails as soon as the table has one row (SQLSTATE 23502).",
    "It works on an empty development database and stops the deploy in production.",
    "Until the new code is everywhere, inserts of the old code would fail as well."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Give the column a constant default, which is instant; or add it nullable, fill it, and require it later.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nINSERT INTO orders VALUES (1);",
      up: "ALTER TABLE orders ADD COLUMN region varchar(20) NOT NULL, ADD COLUMN zone int NOT NULL;",
      note: "Here a row stands in the shadow, so the failure is seen."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';",
      note: "A constant default is kept in the catalog: no row is touched."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region text;"
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ADD COLUMN region text NOT NULL;",
      note: "The table is new and empty."
    }
  ],
  *check(context) {
    for (const { steps: steps2, migration, complete } of chapters(context)) {
      const added = migration.changes.filter(({ action, object }) => action === "add" && object === "column");
      for (const step of steps2) {
        const failed = failsForRequiredColumn(step.traced);
        const columns = [...byText2(step), ...byCode2(step)].filter(
          ({ table: table2, column }) => !complete || added.some(({ name }) => name === `${table2}.${column}`)
        );
        const table = columns[0]?.table;
        if (table === void 0) continue;
        const names2 = listed(columns.map(({ column }) => `${table}.${column}`));
        const unfilled = runsHiddenCode(step) ? " that this code does not fill" : "";
        yield {
          migration,
          statement: step.traced,
          message: failed ? `The deploy stops here: existing rows have no value for ${names2} (SQLSTATE 23502).` : `The deploy stops here as soon as ${table} has a row${unfilled}: existing rows have no value for ${names2}.`,
          fix: (runsHiddenCode(step) ? null : alterInSteps(step, table)) ?? fillThenRequire(table, columns),
          // An empty table of the shadow shows nothing.
          evidence: failed ? "measured" : "inferred"
        };
      }
    }
  }
};
function byText2({ traced, liveTable }) {
  const { outcome, scans } = traced.trace;
  if (outcome === "failed" && !failsForRequiredColumn(traced)) return [];
  if (wasMeasured(traced) && !scans.some((name) => liveTable(name) !== null)) return [];
  return operations(traced, "add-column").filter(({ notNull, default: value }) => notNull && value === null).flatMap(({ table, column, type }) => {
    const live = liveTable(table);
    return live === null ? [] : [{ table: live, column, type }];
  });
}
function byCode2(step) {
  return changedByCode(step, "add", "column").filter(
    ({ name, detail }) => detail.endsWith(" not null") && step.traced.trace.scans.includes(qualifier(name))
  ).map(({ name, detail }) => ({
    table: qualifier(name),
    column: lastPart(name),
    type: detail.replace(/ not null$/, "")
  }));
}
function fillThenRequire(table, columns) {
  return [
    ...columns.map(({ column, type }) => `ALTER TABLE ${table} ADD COLUMN ${column} ${type};`),
    "-- fill the existing rows in batches, and deploy code that always sets a value; then",
    nextMigration,
    requireColumns(
      table,
      columns.map(({ column }) => column)
    )
  ].join("\n");
}

// src/rules/support/constraints-by-code.ts
function constraintsByCode(step) {
  const written2 = step.migration.statements.flatMap((traced) => operations(traced, "add-constraint")).map(({ constraint }) => constraint);
  return changedByCode(step, "add", "constraint").filter(({ name }) => !written2.includes(lastPart(name)));
}
function keysByCode(step) {
  const { scans, rewrites } = step.traced.trace;
  const takenOver = step.migration.changes.filter(({ action, object }) => action === "drop" && object === "index").map(({ detail }) => /^unique on (.+?) using /.exec(detail)?.[1]);
  return constraintsByCode(step).filter(({ detail }) => /^(?:UNIQUE|PRIMARY KEY)\b/.test(detail)).map((change) => ({ change, table: qualifier(change.name) })).filter(({ table }) => scans.includes(table) && !rewrites.includes(table) && !takenOver.includes(table)).map(({ change }) => change);
}

// src/rules/support/checks.ts
var none = { table: null, onOldColumns: [], newColumns: [] };
function addedChecks(step) {
  const { traced } = step;
  const checks = operations(traced, "add-constraint").filter((it) => it.type === "check" && it.validated);
  const [first] = checks;
  if (first === void 0 || traced.trace.outcome === "failed") return none;
  const table = step.liveTable(first.table);
  const isNew = operations(traced, "create-table").length > 0;
  const isRead = !wasMeasured(traced) || traced.trace.scans.some((name) => step.liveTable(name) !== null);
  if (table === null || isNew || !isRead || isToldAsRewrite(step)) return none;
  const added = operations(traced, "add-column");
  const newOf = ({ columns }) => added.filter(({ column }) => columns.includes(column));
  const onNew = checks.flatMap(newOf).filter((column) => !isUnfilled(column));
  return {
    table,
    onOldColumns: checks.filter((check) => newOf(check).length === 0).map(({ columns }) => columns),
    newColumns: [...new Set(onNew.map(({ column }) => column))]
  };
}
function checksByCode(step) {
  const { scans, rewrites } = step.traced.trace;
  const added = changedByCode(step, "add", "column");
  const checks = constraintsByCode(step).filter(({ detail }) => /^CHECK\b/.test(detail) && !/ NOT (?:VALID|ENFORCED)\b/.test(detail)).map(({ name, detail }) => {
    const table = qualifier(name);
    const words2 = detail.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g) ?? [];
    const own = added.filter((column) => qualifier(column.name) === table).map((column) => lastPart(column.name));
    return { table, columns: own.filter((column) => words2.includes(column)) };
  }).filter(({ table }) => scans.includes(table) && !rewrites.includes(table));
  const byTable = Map.groupBy(
    checks.filter(({ columns }) => columns.length > 0),
    ({ table }) => table
  );
  return {
    onOldColumns: [
      ...new Set(checks.filter(({ columns }) => columns.length === 0).map(({ table }) => table))
    ],
    onNewColumns: [...byTable].map(([table, group]) => ({
      table,
      columns: [...new Set(group.flatMap(({ columns }) => columns))]
    }))
  };
}

// src/rules/support/validation.ts
var strong2 = ["ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];
function validationsUnderLock(step) {
  const { trace, heldBefore } = step.traced;
  if (trace.outcome === "failed") return [];
  return operations(step.traced, "validate-constraint").flatMap(({ table: named, constraint }) => {
    const table = step.liveTable(named);
    if (table === null) return [];
    const added = addedBefore(step, named, constraint);
    const held = [...heldBefore, ...trace.locks].filter(({ relation, mode }) => relation === table && strong2.includes(mode)).map(({ mode }) => mode);
    const isRead = trace.scans.some((name) => step.liveTable(name) !== null);
    const waits = wasMeasured(step.traced) ? held.length > 0 && isRead : added.some(({ traced }) => sharesTransaction(step, traced));
    if (!waits) return [];
    const type = typeOf(step, table, constraint, added);
    const isShut = held.includes("AccessExclusiveLock") || held.length === 0 && type !== "foreign-key";
    const columns = added[0]?.constraint.columns ?? [];
    return [{ table, constraint, type, columns, waiting: isShut ? "Reads and writes of" : "Writes to" }];
  });
}
function addedBefore({ migration, traced }, table, name) {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced) + 1);
  return before.filter(({ trace }) => trace.outcome !== "failed").flatMap(
    (earlier) => operations(earlier, "add-constraint").filter(({ type, table: of }) => of === table && (type === "check" || type === "foreign-key")).filter((it) => it.constraint === name || isUnnamed(it, name)).map((constraint) => ({ constraint, traced: earlier }))
  );
}
function isUnnamed({ constraint, validated, type }, name) {
  const isCheck = /_check\d*"?$/.test(name);
  return constraint === null && !validated && isCheck === (type === "check");
}
function typeOf(step, table, name, added) {
  const definitions = added.map(({ constraint }) => constraint);
  if (definitions.some(({ type }) => type === "foreign-key")) return "foreign-key";
  if (definitions.length === 0 && looksUpParent(step, table, name)) return "foreign-key";
  return definitions.some(provesNotNull) ? "not-null-proof" : "check";
}
function provesNotNull({ type, definition }) {
  return type === "check" && /^check\s*\(+\s*(?:"(?:[^"]|"")*"|[\w$]+)\s+is\s+not\s+null\s*\)/i.test(definition);
}
function looksUpParent({ migration, traced }, table, constraint) {
  const added = migration.changes.some(
    ({ object, name, detail }) => object === "constraint" && name === `${table}.${constraint}` && /\bFOREIGN KEY\b/.test(detail)
  );
  return added || traced.trace.locks.some(({ relation, mode }) => relation !== table && mode === "RowShareLock");
}
function sharesTransaction({ migration, traced }, earlier) {
  const { statements } = migration;
  const between = statements.slice(statements.indexOf(earlier), statements.indexOf(traced) + 1);
  return earlier === traced || between.every(
    (it) => it.inTransaction && !operations(it, "transaction").some(({ verb }) => verb === "commit" || verb === "rollback")
  );
}

// src/rules/check-validates-existing-rows.ts
var rule4 = {
  id: "check-validates-existing-rows",
  title: "CHECK reads the whole table while reads and writes wait",
  why: [
    "Adding a CHECK takes an ACCESS EXCLUSIVE lock and then reads every row to see that it holds.",
    "Until the last row is read, nobody can read or write the table.",
    "",
    "A CHECK added as NOT VALID holds for new rows from the start and reads nothing;",
    "VALIDATE CONSTRAINT later reads the old rows while the application goes on.",
    "It has to be another transaction: a lock is kept until the end of the transaction that took it."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add the CHECK as `NOT VALID`, and validate it in the next migration.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);"
    },
    {
      base: 'CREATE TABLE "Order Lines" (id int PRIMARY KEY, note text, "from" int, "to" int);',
      up: `ALTER TABLE "Order Lines" ADD CHECK ("from" <= "to"), ADD CHECK (note <> 'a  -- b') NO INHERIT;`
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
      note: "Both run in one transaction: the lock of the first is still held while the second reads the rows."
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;",
      up: "ALTER TABLE events ADD CONSTRAINT events_id CHECK (id > 0);",
      note: "The partitions are read."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN ALTER TABLE orders ADD CHECK (total >= 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;",
      up: "ALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
      note: "Rows are read, and nobody waits."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total >= 0));\nALTER TABLE orders ADD CHECK (id > 0);",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT ENFORCED;",
      note: "PostgreSQL 18 reads nothing for a constraint that it does not enforce."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      const place = {
        migration: step.migration,
        statement: step.traced,
        evidence: step.traced.trace.evidence
      };
      for (const { tables, fix } of [...byText3(step), ...byCode3(step)]) {
        yield {
          ...place,
          message: `Reads and writes of ${listed(tables)} wait while every row is checked.`,
          fix
        };
      }
      for (const { table, type, waiting } of validationsUnderLock(step)) {
        if (type !== "check") continue;
        yield {
          ...place,
          message: `${waiting} ${table} wait while every row is checked: its transaction holds a strong lock.`,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`
        };
      }
    }
  }
};
var advice = "Add the CHECK as NOT VALID, and validate it in the next migration.";
function byText3(step) {
  const { table, onOldColumns } = addedChecks(step);
  if (table === null || onOldColumns.length === 0) return [];
  return [{ tables: [table], fix: alterInSteps(step, table) ?? advice }];
}
function byCode3(step) {
  const { onOldColumns: tables } = checksByCode(step);
  return tables.length === 0 ? [] : [{ tables, fix: advice }];
}

// src/rules/column-type-rewrite.ts
var rule5 = {
  id: "column-type-rewrite",
  title: "Changing the type rewrites the table",
  why: [
    "Most type changes write every row and every index anew under an ACCESS EXCLUSIVE lock:",
    "until that is done, nobody can read or write the table, and it needs its own size in free disk space.",
    "",
    "Some changes are free, such as a longer `varchar` or `varchar` to `text`. The change is run to see which kind it is.",
    "A new collation leaves the rows but builds the indexes anew, under the same lock."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: [
    "Add a new column of the new type, keep both in step with a trigger, copy the old rows in batches,",
    "switch the application over, and drop the old column in a later release."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ALTER COLUMN total TYPE bigint;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, name varchar(80));",
      up: "ALTER TABLE users ALTER name TYPE varchar(40);",
      note: "Shorter: every row has to be checked and is written anew."
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name text COLLATE "C");\nCREATE INDEX users_name ON users (name);',
      up: 'ALTER TABLE users ALTER name TYPE text COLLATE "en_US";',
      note: "The rows stay; the index is built anew while reads and writes wait.",
      also: ["missing-down"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, name varchar(80));",
      up: "ALTER TABLE users ALTER name TYPE varchar(200);\nALTER TABLE users ALTER name TYPE text;",
      note: "Longer text is the same on disk."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ALTER total TYPE bigint;",
      note: "The table is new."
    }
  ],
  *check(context) {
    for (const { steps: steps2, migration } of chapters(context)) {
      const altered = migration.changes.filter(isTypeChange);
      for (const step of steps2) {
        const table = typeChangeOf(step) ?? opaqueRewrite(
          step,
          altered.map(({ name }) => qualifier(name))
        );
        const match = table === null ? null : judgeRewrite(step, table);
        if (match !== null) yield match;
      }
    }
  }
};
function typeChangeOf(step) {
  const [change] = operations(step.traced, "change-column-type");
  return change === void 0 || step.traced.trace.outcome === "failed" ? null : step.liveTable(change.table);
}
function opaqueRewrite(step, altered) {
  if (!runsHiddenCode(step)) return null;
  return altered.find((table) => step.traced.trace.rewrites.includes(table) && step.liveTable(table) !== null) ?? null;
}
function judgeRewrite(step, table) {
  const { migration, traced } = step;
  const { rewrites, scans } = traced.trace;
  const measured3 = wasMeasured(traced);
  if (measured3 && rewrites.length === 0) return null;
  const rows = !measured3 || rewrites.some((name) => name === table || scans.includes(name));
  const indexes = `the ${rewrites.length === 1 ? "index" : "indexes"} ${listed(rewrites)}`;
  const what = rows ? `every row ${measured3 ? "is" : "may be"} written anew` : `${indexes} ${rewrites.length === 1 ? "is" : "are"} built anew`;
  const columns = operations(traced, "change-column-type").map(({ column }) => `${table}.${lastPart(column)}`);
  const old = columns.length === 0 ? `the old column of ${table}` : listed(columns);
  return {
    migration,
    statement: traced,
    message: `Reads and writes of ${table} wait while ${what}.`,
    fix: `Add a column of the new type beside ${old}, keep both in step, copy the rows in batches, switch over, then drop the old one.`,
    evidence: traced.trace.evidence
  };
}

// src/rules/concurrent-index-if-not-exists.ts
var rule6 = {
  id: "concurrent-index-if-not-exists",
  title: "IF NOT EXISTS keeps a broken index",
  why: [
    "A concurrent build that is cancelled, or that meets a duplicate, leaves its index behind as INVALID:",
    "no query uses it, a unique one does not hold, and every write still pays for it.",
    "When the migration is run again, `IF NOT EXISTS` finds that index, says that all is well, and keeps it."
  ].join("\n"),
  // Nothing breaks unless a build has failed before.
  severity: "warning",
  dialects: ["postgres"],
  fix: "Drop what a failed build may have left, with `DROP INDEX CONCURRENTLY IF EXISTS`, and build without `IF NOT EXISTS`.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);"
    },
    {
      base: "CREATE SCHEMA shop;\nCREATE TABLE shop.users (id int PRIMARY KEY, email text);",
      up: '-- one account an address\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Users_email" ON shop.users (lower(email));'
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: [
        "DROP INDEX CONCURRENTLY IF EXISTS orders_customer;",
        "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);"
      ].join("\n")
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: [
        "DROP INDEX CONCURRENTLY IF EXISTS orders_customer;",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);"
      ].join("\n"),
      note: "What a failed build left is dropped first, each time that the migration is run."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX orders_customer ON orders (customer_id);",
      up: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);",
      note: "The index stands already: nothing is built that could fail."
    },
    {
      up: [
        "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);"
      ].join("\n"),
      note: "The table is as young as the pull request."
    }
  ],
  *check(context) {
    for (const { steps: steps2, migration, complete } of chapters(context)) {
      for (const [place, step] of steps2.entries()) {
        const [index] = operations(step.traced, "create-index");
        if (index === void 0 || !mayStayBroken(index, step, steps2.slice(0, place))) continue;
        const isBuilt = migration.changes.some(
          ({ action, object, name }) => action === "add" && object === "index" && lastPart(name) === lastPart(index.index ?? "")
        );
        if (complete && !isBuilt) continue;
        yield {
          migration,
          statement: step.traced,
          message: `If a build of ${index.index} fails or is cancelled, IF NOT EXISTS takes the invalid index that it left for the good one.`,
          fix: fixFor2(step, index),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function mayStayBroken(index, { traced, liveTable }, before) {
  if (!index.concurrently || !index.ifNotExists || traced.trace.outcome === "failed") return false;
  const isDropped = before.some(
    (earlier) => operations(earlier.traced, "drop-index").some((drop) => drop.index === index.index)
  );
  return liveTable(index.table) !== null && !isDropped;
}
function fixFor2({ migration, traced }, { index }) {
  const create = withoutIfNotExists(traced.statement.sql);
  if (create === null || index === null)
    return "Drop what a failed build may have left with DROP INDEX CONCURRENTLY IF EXISTS, then build without IF NOT EXISTS.";
  const name = qualifier(index) === "public" ? lastPart(index) : index;
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${name};`;
  return migration.transaction === "single-string" ? inMigrations([drop], [create]) : `${drop}
${create}`;
}

// src/rules/concurrently-in-transaction.ts
var rule7 = {
  id: "concurrently-in-transaction",
  title: "CONCURRENTLY inside a transaction",
  why: [
    "A concurrent build commits between its phases, so PostgreSQL refuses it inside a transaction block, a function",
    "or a `DO` block (SQLSTATE 25001): the migration stops there and the deploy with it."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Put the statement into a migration of its own that is not wrapped in a transaction.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "BEGIN;\nCREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);\nCOMMIT;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "DO $$ BEGIN EXECUTE 'CREATE INDEX CONCURRENTLY ON orders (customer_id)'; END $$;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);",
      note: "A file without BEGIN: the statement is run alone."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: [
        "BEGIN;",
        "ALTER TABLE orders ADD COLUMN note text;",
        "COMMIT;",
        "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);"
      ].join("\n")
    }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (!failsConcurrently(migration, traced)) continue;
      yield {
        migration,
        statement: traced,
        message: "The deploy stops here: PostgreSQL refuses CONCURRENTLY inside a transaction (SQLSTATE 25001).",
        fix: "Move the statement into a migration of its own, without BEGIN and COMMIT and not inside a block of code.",
        evidence: traced.trace.outcome === "failed" ? "measured" : "inferred"
      };
    }
  }
};

// src/rules/support/no-empty-start.ts
var missing2 = /* @__PURE__ */ new Set([
  ...["42P01", "42703", "42704", "42883", "3F000"],
  ...["no-such-table", "no-such-column", "no-such-object"],
  "base-incomplete"
]);
function isMissingInSqlite(error) {
  return error?.code === "SQLITE_ERROR" && /^no such (?:table|column|index|view|trigger): /.test(error.message);
}
var firstFiles = 3;
var handful = 5;
function noEmptyStart({ migrations }) {
  const added = migrations.filter(({ state }) => state === "added");
  const affected = added.map((migration) => ({ migration, statements: migration.statements.filter(missesSomething) })).filter(({ statements }) => statements.length > 0);
  const [first] = affected;
  const traced = first?.statements[0];
  if (first === void 0 || traced === void 0 || affected.length <= handful) return null;
  if (traced.trace.outcome !== "failed" || added.indexOf(first.migration) >= firstFiles) return null;
  return {
    first: { migration: first.migration, traced },
    statements: new Set(affected.flatMap(({ statements }) => statements)),
    migrations: affected.length
  };
}
function missesSomething({ trace }) {
  const { outcome, error } = trace;
  if (outcome !== "failed" && outcome !== "unverified") return false;
  return missing2.has(error?.code ?? "") || isMissingInSqlite(error);
}

// src/rules/could-not-verify.ts
var rule8 = {
  id: "could-not-verify",
  title: "What it does could not be seen",
  why: [
    "The statement was not run to its end, or what was seen cannot be trusted: a limit of time or memory,",
    "an object or an extension that the throwaway database lacks, or SQL that hides its own traces.",
    "What is unknown is not called safe."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Remove the reason that the message names, or review the statement by hand and accept it (`unverifiable: acknowledge`).",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "COPY users FROM PROGRAM 'cat /tmp/users';",
      note: "A program of the server cannot be tried out."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: [
        "DO $$ BEGIN",
        "  ALTER TABLE users ADD COLUMN age int;",
        "  RAISE EXCEPTION 'never mind';",
        "EXCEPTION WHEN OTHERS THEN NULL;",
        "END $$;"
      ].join("\n"),
      note: "The work was rolled back inside the block, and its locks with it."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "GRANT SELECT ON users TO reporting;",
      note: "No migration makes the role: it was made for the check, and may not stand in production."
    },
    {
      dialect: "sqlite",
      up: "ATTACH DATABASE 'other.db' AS other;",
      note: "The check lets no SQL reach for files."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
      up: "UPDATE users SET name = slug(name) WHERE id = 1;",
      note: "A function of the application, which nothing but the application has."
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: [
        "DO $$ BEGIN",
        "  ALTER TABLE users ADD COLUMN age int;",
        "EXCEPTION WHEN duplicate_column THEN NULL;",
        "END $$;"
      ].join("\n"),
      note: "The handler did not fire: all was seen."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
      up: "UPDATE users SET name = upper(name) WHERE id = 1;"
    }
  ],
  *check(context) {
    const told = noEmptyStart(context)?.statements ?? /* @__PURE__ */ new Set();
    for (const { migration } of chapters(context)) yield* ups(migration, told);
    for (const migration of context.migrations) yield* down(migration, context);
  }
};
function* ups(migration, elsewhere) {
  const unverified = migration.statements.filter(
    (traced, place) => traced.trace.outcome === "unverified" && !elsewhere.has(traced) && !isCopyWithData(migration, place)
  );
  const stop = unverified.findIndex(({ trace }) => trace.error?.code === "shadow-gone");
  const told = stop === -1 ? unverified : unverified.slice(0, stop + 1);
  const rest = unverified.length - told.length;
  for (const traced of told) {
    const further = traced === told.at(-1) ? rest : 0;
    yield {
      migration,
      statement: traced,
      message: `Nobody knows what ${subjectOf(further)} in production: ${reasonOf(traced.trace.error?.message)}.`,
      fix: fixFor3(traced),
      evidence: "inferred"
    };
  }
}
function fixFor3(traced) {
  if (traced.trace.error?.code === "provided")
    return "Create it in a migration, or name a file that does as `setup` in the configuration.";
  if (/ in the shadow were used up$/.test(traced.trace.error?.message ?? ""))
    return "Make it shorter, or give it more time by `limits` in the configuration; else review it by hand and accept it.";
  if (traced.trace.error?.code === "left-open") return "End the transaction with COMMIT in the same file.";
  if (missesSomething(traced))
    return "Name what stands before the first migration as `baseline` or `setup` in the configuration, or review the statement by hand and accept it.";
  return "Remove the reason, or review the statement by hand and accept it.";
}
function subjectOf(further) {
  if (further === 0) return "this does";
  return `this and the ${further === 1 ? "statement" : `${further} statements`} after it do`;
}
function isCopyWithData({ statements }, place) {
  const copies2 = statements[place]?.statement.operations.some(
    (it) => it.kind === "write-rows" && it.verb === "copy"
  );
  return copies2 === true && statements[place + 1]?.trace.outcome === "unparsed";
}
function* down(migration, { batchDown }) {
  const back = batchDown?.verdict === "equal" || batchDown?.verdict === "equal-except-order";
  if (back && migration.state === "added") return;
  const { source, schema, failure } = migration.down;
  if (migration.state === "edited" || migration.statements.length === 0 || !ranToTheEnd(migration)) return;
  if (source !== "authored" || schema !== "unverified" || failure === null) return;
  yield {
    migration,
    statement: null,
    file: "down",
    line: failure.line,
    message: `Nobody knows whether this down works: ${reasonOf(failure.message)}.`,
    fix: "Remove the reason, or try the down by hand and accept it.",
    evidence: "inferred"
  };
}
function reasonOf(message) {
  return oneLine(message ?? "no reason is known").replace(/\.$/, "");
}

// src/rules/support/sqlite/rebuilds.ts
function rebuilds(chapter) {
  if (!chapter.complete || chapter.migration.rows === null) return [];
  const found = texts(chapter, "drop-table").flatMap(([{ table: old }, step]) => {
    const table = step.liveTable(old) === null ? null : step.origin(old);
    if (table === null || !wasMeasured(step.traced) || isGone(chapter, table)) return [];
    if (!holdsItsRows(chapter, table)) return [];
    return [{ table, old, next: nextName(chapter, step, table), drop: step.traced }];
  });
  return [...new Map(found.map((it) => [it.table, it])).values()];
}
function isGone({ migration }, table) {
  return migration.changes.some(
    ({ action, object, name, detail }) => action === "drop" && object === "table" && name === table || action === "rename" && object === "table" && detail === `was ${table}`
  );
}
function nextName(chapter, drop, table) {
  const later = new Set(chapter.steps.slice(chapter.steps.indexOf(drop)));
  const rename = texts(chapter, "rename-table").find(([{ to }, step]) => to === table && later.has(step));
  return rename?.[0].table ?? table;
}
function renamedFirst(chapter) {
  return texts(chapter, "rename-table").flatMap(([{ table, to }, step]) => {
    const later = new Set(chapter.steps.slice(chapter.steps.indexOf(step) + 1));
    const isMade = (name, at) => name === table && later.has(at);
    const anew = find(chapter, "create-table", (made, at) => isMade(made.table, at)) ?? find(chapter, "rename-table", (renamed, at) => isMade(renamed.to, at));
    return anew === void 0 ? [] : [{ table, to, rename: step.traced }];
  });
}

// src/rules/support/sqlite/cascades.ts
function cascadedDrops(chapter) {
  return chapter.steps.flatMap((step) => {
    const [drop] = operations(step.traced, "drop-table");
    if (drop === void 0 || !wasMeasured(step.traced)) return [];
    const touched = step.traced.trace.rows.filter(
      (rows) => rows.table !== drop.table && isLive(chapter, step, rows.table) && staysSo(chapter, step, rows)
    );
    return touched.length === 0 ? [] : [{ step, table: drop.table, touched }];
  });
}
function isLive(chapter, step, table) {
  const { start } = chapter;
  return step.liveTable(table) !== null || start.liveTable(table) !== null || rebuilds(chapter).some(({ next, drop }) => next === table && drop === step.traced);
}
function staysSo(chapter, step, touched) {
  if (!chapter.complete) return true;
  const { rows, changes } = chapter.migration;
  const table = step.origin(touched.table) ?? touched.table;
  if (changes.some((it) => it.action === "drop" && it.object === "table" && it.name === table)) return false;
  const around = rows?.find((it) => it.table === table);
  if (!touched.changed) return around === void 0 || around.after < around.before;
  const later = chapter.steps.slice(chapter.steps.indexOf(step) + 1);
  return !later.some(
    ({ traced }) => operations(traced, "write-rows").some(
      (write2) => [table, touched.table].includes(write2.table) && write2.verb !== "delete"
    )
  );
}
function lossOf(touched) {
  return listedShort(
    touched.map(
      ({ table, before, after, changed }) => changed ? `the references in rows of ${table} are cleared` : `${before - after} of ${before} rows of ${table} are deleted`
    )
  );
}
function uselessPragma({ steps: steps2 }) {
  return steps2.find(
    ({ traced }) => wasMeasured(traced) ? traced.trace.withoutEffect : turnsOffInside(traced)
  )?.traced;
}
function turnsOffInside(traced) {
  const isOff = operations(traced, "set").some(
    ({ name, value }) => name === "foreign_keys" && /^(?:0|off|no|false)$/i.test(value ?? "")
  );
  return traced.trace.outcome === "not-run" && traced.inTransaction && isOff;
}

// src/rules/support/sqlite/lost-rows.ts
function lostRows(chapter, all) {
  const fell = new Set(
    cascadedDrops(chapter).flatMap(
      ({ step, touched }) => touched.map(({ table }) => step.origin(table) ?? table)
    )
  );
  return all.flatMap((rebuild) => {
    const rows = chapter.migration.rows?.find(({ table }) => table === rebuild.table);
    if (rows === void 0 || isWeeded(chapter, rebuild) || [rebuild.table, rebuild.next].some((it) => fell.has(it)))
      return [];
    const { before, after } = rows;
    const spelled = (column) => identifierIn(chapter.context.dialect, column);
    const isCopied2 = (column) => !isWritten(chapter, rebuild, column);
    const copies2 = copiesOf(chapter, rebuild);
    const isForgotten = (column) => isCopied2(column) && !copies2.some((copy) => selects(copy, column));
    const lost = {
      rebuild,
      before,
      after,
      emptied: rows.emptied.map(spelled).filter(isForgotten),
      levelled: rows.levelled.map(spelled).filter(isForgotten),
      replaced: rows.replaced.filter((column) => !rows.mixed.some((it) => it.column === column)).map(spelled).filter((column) => isForgotten(column) && !copies2.some(selectsAll)),
      mixed: rows.mixed.map(({ column, from }) => ({ column: spelled(column), from: spelled(from) })).filter(({ column }) => isCopied2(column)),
      chooses: [...copies2, ...detoursOf(chapter, rebuild)].some(leavesRowsOut) || mayRefuseRows(chapter, rebuild)
    };
    return isLoss(lost) || lost.chooses ? [lost] : [];
  });
}
function isLoss({ before, after, emptied, levelled, replaced, mixed }) {
  return after < before || [emptied, levelled, replaced, mixed].some((columns) => columns.length > 0);
}
function mayRefuseRows({ steps: steps2 }, { next }) {
  return steps2.some(({ traced }) => {
    const { sql } = traced.statement;
    const makes2 = operations(traced, "create-table").some(({ table }) => table === next);
    if (makes2) return /\bon\s+conflict\s+(?:ignore|replace)\b/i.test(sql);
    const isTrigger = operations(traced, "create").some(({ object }) => object === "trigger");
    return isTrigger && /\braise\s*\(\s*ignore\b/i.test(sql) && sql.includes(bareName(next));
  });
}
function selectsAll({ traced }) {
  const { sql } = traced.statement;
  const start = sql.search(/\bselect\b/i);
  return start !== -1 && sql.includes("*", start);
}
function selects({ traced }, column) {
  const [, selected = ""] = /\bselect\b([\s\S]*)/i.exec(traced.statement.sql) ?? [];
  const used = selected.replaceAll(/\bas\s+(?:"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|\w+)/gi, " ");
  return used.toLowerCase().includes(bareName(column).toLowerCase());
}
function isWeeded(chapter, { table, old, next }) {
  return texts(chapter, "write-rows").some(
    ([write2]) => write2.verb === "delete" && [table, old, next].includes(write2.table)
  );
}
function isWritten(chapter, { table, old, next }, column) {
  return texts(chapter, "write-rows").some(
    ([write2]) => write2.verb === "update" && [table, old, next].includes(write2.table) && write2.columns.includes(column)
  );
}
function copiesOf(chapter, { table, old, next }) {
  return fillersOf(chapter, [next, table]).filter((step) => reads2(step, [old, table]));
}
function detoursOf(chapter, { table, old, next }) {
  const aside = fillersOf(chapter, [next, table]).flatMap(({ traced }) => traced.trace.scans);
  return fillersOf(
    chapter,
    aside.filter((name) => ![table, old, next].includes(name))
  ).filter((step) => reads2(step, [old, table]));
}
function fillersOf({ steps: steps2 }, tables) {
  return steps2.filter(
    ({ traced }) => [
      ...operations(traced, "write-rows").filter(({ verb }) => verb === "insert"),
      ...operations(traced, "create-table")
    ].some((write2) => tables.includes(write2.table))
  );
}
function reads2({ traced }, tables) {
  return tables.some((table) => traced.trace.scans.includes(table));
}

// src/rules/database-left-broken.ts
var rule9 = {
  id: "database-left-broken",
  title: "Something is broken afterwards, though nothing failed",
  why: [
    "SQLite lets a table go that views, triggers and foreign keys mention, and with foreign keys off it lets rows point",
    "to nothing. Nothing fails in the migration; then each read of the view fails, and each write that fires the trigger",
    "or has to look up the parent.",
    "",
    "Foreign keys, views, triggers and the file were checked before and after. What was broken before is not told."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Drop or rebuild what mentions it in the same migration, and correct rows that point to nothing.",
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;",
      up: "DROP TABLE users;",
      also: ["drop-table"]
    },
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));",
        "INSERT INTO users VALUES (1, 'a');",
        "INSERT INTO posts VALUES (1, 1);"
      ].join("\n"),
      up: "PRAGMA foreign_keys = OFF;\nDELETE FROM users WHERE id = 1;\nPRAGMA foreign_keys = ON;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;",
      up: "DROP VIEW emails;\nCREATE VIEW emails AS SELECT lower(email) AS email FROM users;"
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const damage of chapter.migration.damage) {
        if (isToldElsewhere(chapter, damage)) continue;
        yield {
          migration: chapter.migration,
          statement: causeOf(chapter, damage),
          message: `Broken afterwards, the ${damage.object}: ${damage.detail}.`,
          fix: rule9.fix,
          evidence: "measured"
        };
      }
    }
  }
};
function isToldElsewhere(chapter, { kind, object, detail }) {
  if (kind === "violated-foreign-key") {
    const lost = lostRows(chapter, rebuilds(chapter)).map(({ rebuild }) => rebuild.table);
    return lost.some((table) => detail.endsWith(` of ${table}`)) || isNewKey(chapter, object);
  }
  return renamedFirst(chapter).some(({ to }) => detail.toLowerCase().includes(bareName(to).toLowerCase()));
}
function isNewKey({ migration }, object) {
  return migration.made.some(
    ({ kind, name, attributes }) => kind === "constraint" && `table ${qualifier(name)}` === object && attributes.definition?.startsWith("FOREIGN KEY") === true
  );
}
function causeOf({ migration }, { detail }) {
  const found = migration.statements.findLast(
    (traced) => [
      ...operations(traced, "drop-table"),
      ...operations(traced, "rename-table"),
      ...operations(traced, "drop")
    ].map((operation) => "table" in operation ? operation.table : operation.name).some((name) => detail.toLowerCase().includes(bareName(name).toLowerCase()))
  );
  return found ?? null;
}

// src/rules/double-quoted-string-literal.ts
var rule10 = {
  id: "double-quoted-string-literal",
  title: "A text in double quotes",
  why: [
    "Double quotes are for names. Where no column has the name, an old habit of SQLite takes it for a text: so a typo in",
    "a column\u2019s name passes, and compares or stores the name itself. Builds that leave the habit out (many do: macOS,",
    "and whoever sets `SQLITE_DBCONFIG_DQS_DML`) refuse the statement, and the deploy stops.",
    "",
    "The throwaway database has the habit turned off, so that such a text fails here."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Write texts in single quotes, and names in double quotes.",
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT);",
      up: 'UPDATE users SET role = "admin" WHERE id = 1;'
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT);",
      up: 'CREATE INDEX users_roles ON users ("roles");',
      note: "A typo: where the habit is on, this indexes the same text for every row."
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT);",
      up: `UPDATE users SET "role" = 'admin' WHERE id = 1;`
    }
  ],
  *check(context) {
    for (const { migration, steps: steps2 } of chapters(context)) {
      for (const { traced } of steps2) {
        const name = quotedText(traced);
        if (name === null) continue;
        yield {
          migration,
          statement: traced,
          message: `No column is called ${name}: SQLite either stops the deploy here, or takes it for a text, depending on its build.`,
          fix: fixFor4(traced, name),
          evidence: "measured"
        };
      }
    }
  }
};
function fixFor4({ statement }, name) {
  const text = `'${bareName(name).replaceAll("'", "''")}'`;
  const sentence = `Write ${text} where a text is meant; else correct the name.`;
  if (!statement.operations.every(({ kind }) => kind === "write-rows")) return sentence;
  const [before, after, ...more] = statement.sql.split(name);
  const isAlone = after !== void 0 && more.length === 0 && !/["'`[]/.test(`${before}${after}`);
  return isAlone ? `${before}${text}${after};` : sentence;
}

// src/rules/support/advice.ts
function adviceFor(code, message) {
  const found = isSqlState(code) ? advice2[code] : adviceForSqlite(code, message);
  return found ?? "Correct the statement so that it runs on the schema of the base branch.";
}
var missing3 = "Check the spelling and the schema, and that the migration which creates it comes before this one.";
var duplicate = "It stands already: remove the statement, or choose another name.";
var existingRows = "Existing rows are in the way: correct them in an earlier migration.";
function adviceForSqlite(code, message) {
  if (code === "SQLITE_CONSTRAINT_FOREIGNKEY") return foreignKeyRows;
  if (code === "SQLITE_CONSTRAINT_NOTNULL") return noValue;
  if (code.startsWith("SQLITE_CONSTRAINT")) return existingRows;
  const [, kind, name] = /^error in (index|view|trigger) (.+?) after drop column: /.exec(message) ?? [];
  if (kind !== void 0) return `Drop the ${kind} ${name} before it.`;
  return sqliteAdvice.find(([pattern]) => pattern.test(message))?.[1];
}
var noValue = "Existing rows have no value there: give the column a default, or write one for them, as coalesce() does in a copy.";
var foreignKeyRows = "Rows of another table point to what goes: change those first, or build the table anew with foreign keys off, set before BEGIN, and PRAGMA foreign_key_check before COMMIT.";
var sqliteAdvice = [
  [/\balready exists$|^there is already another |^duplicate column name: /, duplicate],
  [/\bno such (?:table|column|index|view|trigger): |\bhas no column named /, missing3],
  [/ constraint failed$/, existingRows],
  [/^malformed JSON$/, "Leave out rows whose text is no JSON: WHERE json_valid(\u2026)."],
  [
    /^cannot start a transaction within a transaction$/,
    "Remove BEGIN and COMMIT: the migration runs in a transaction already."
  ]
];
var advice2 = {
  "0A000": "This server does not support it: choose another form.",
  "22001": "A value is too long for its column: shorten the values or widen the column first.",
  "22P02": "A value cannot be read as this type: convert it with a USING expression that handles every value.",
  "23502": existingRows,
  "23503": existingRows,
  "23505": existingRows,
  "23514": existingRows,
  "25001": "Move the statement into a migration of its own, without BEGIN and COMMIT.",
  "2BP01": "Other objects depend on it: change or drop those first, by name rather than with CASCADE.",
  "3F000": missing3,
  "42501": "The role that runs migrations may not do this: grant it the privilege, or leave the statement to an administrator.",
  "42601": "Correct the syntax.",
  "42701": duplicate,
  "42703": missing3,
  "42704": missing3,
  "42710": duplicate,
  "42723": duplicate,
  "42804": "The types do not match: cast the value, or add a USING expression.",
  "42883": missing3,
  "42P01": missing3,
  "42P06": duplicate,
  "42P07": duplicate,
  "42P16": "The definition is not valid for this table: see the message.",
  "no-such-table": missing3,
  "no-such-column": missing3,
  "no-such-object": missing3,
  "already-exists": duplicate,
  "syntax-error": "Correct the syntax.",
  "55P04": "A new enum value can be used only after its transaction has committed: add the value in a migration of its own."
};

// src/rules/down-does-not-restore.ts
var rule11 = {
  id: "down-does-not-restore",
  title: "The way back does not lead back",
  why: [
    "Up and down were run one after the other, and the schema was compared with the one before.",
    "A down that fails, or that leaves something behind, is found out in the middle of an incident;",
    "the next up then fails on what was left.",
    "",
    "Where the downs of the whole change in reverse order do lead back, one that does not do so alone is a notice:",
    "some teams spread a change over several files.",
    "",
    "An empty down (nothing but comments, settings or `SELECT 1`) is only a warning, also where a comment says that it",
    "is meant so. Another order of columns is no problem. Where there is no down file, `missing-down` speaks."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Write the down so that it undoes every statement of the up, in reverse order.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;\nCREATE TABLE badges (id int PRIMARY KEY);",
      down: "DROP TABLE badges;",
      note: "The column is left behind."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;",
      down: "ALTER TABLE users DROP COLUMN agee;",
      note: "The down fails."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;",
      down: "-- nothing to do\n",
      note: "An empty down: a warning."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age INTEGER;\nCREATE TABLE badges (id INTEGER PRIMARY KEY);",
      down: "DROP TABLE badges;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;\nCREATE TABLE badges (id int PRIMARY KEY);",
      down: "DROP TABLE badges;\nALTER TABLE users DROP COLUMN age;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, age int);\nINSERT INTO users VALUES (1, 1);",
      up: "UPDATE users SET age = 2 WHERE age = 1;",
      down: "-- the old ages are not kept\n",
      note: "The schema was not changed."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age INTEGER;",
      down: "ALTER TABLE users DROP COLUMN age;"
    }
  ],
  *check(context) {
    for (const migration of context.migrations) {
      const match = migration.state === "edited" ? null : judge(migration, wholeRestores(migration, context));
      if (match !== null) yield match;
    }
    yield* judgeBatch(context);
  }
};
function wholeRestores({ state }, { batchDown }) {
  return state === "added" && batchDown !== null && isBack(batchDown.verdict);
}
function isBack(verdict) {
  return verdict === "equal" || verdict === "equal-except-order";
}
function judge(migration, wholeRestored) {
  const { down: down2 } = migration;
  const message = problemOf(migration, wholeRestored);
  if (message === null) return null;
  const line = down2.failure?.line ?? down2.line;
  const evidence = down2.schema === "unverified" ? "inferred" : "measured";
  const found = { migration, statement: null, file: "down", line, evidence };
  if (wholeRestored) {
    const more = "All downs of the change in reverse order do restore the schema; a single step back does not.";
    return { ...found, severity: "notice", message: `${message} ${more}`, fix: wholeFix };
  }
  if (down2.source === "authored-empty")
    return { ...found, severity: "warning", message, fix: "Write the statements that take the change back." };
  return {
    ...found,
    message,
    fix: down2.failure === null ? rule11.fix : adviceFor(down2.failure.code, down2.failure.message)
  };
}
var wholeFix = "Take the change back as a whole, or let each down undo its own up.";
function problemOf({ down: down2, changes }, wholeRestored) {
  const { source, schema, failure, difference } = down2;
  if (source === "none" || source === "generated" || isBack(schema)) return null;
  const subject = wholeRestored ? "Alone, the down" : "The down";
  if (schema === "unverified") {
    const told = wholeRestored && failure !== null;
    return told ? `${subject} could not be tried: ${oneLine(failure.message)}.` : null;
  }
  if (source === "authored-empty" && failure === null) {
    if (changes.length === 0) return null;
    return `${subject} is empty and takes nothing back: ${differenceWords(changes)}.`;
  }
  if (failure !== null) return `${subject} ${stopOf(failure)}.`;
  return `${subject} does not restore the schema: ${differenceWords(difference)}.`;
}
function stopOf({ code, message }) {
  return code === "42601" || code === "syntax-error" ? `does not parse: ${oneLine(message)}` : `stops here: ${oneLine(message)}${codeNote(code)}`;
}
function* judgeBatch({ migrations, batchDown }) {
  const added = migrations.filter(({ state }) => state === "added");
  const aloneFine = added.every(({ down: down2 }) => isBack(down2.schema));
  if (batchDown === null || batchDown.verdict !== "unequal" || added.length < 2 || !aloneFine) return;
  const { failure, difference } = batchDown;
  const authored = added.filter(({ down: down2 }) => down2.source !== "generated");
  const migration = failure === null ? authored[0] ?? added[0] : added[failure.place];
  if (migration === void 0) return;
  const isAuthored = migration.down.source !== "generated";
  yield {
    migration,
    statement: null,
    evidence: "measured",
    ...isAuthored ? { file: "down", line: failure?.line ?? migration.down.line } : { line: 1 },
    severity: isAuthored ? "error" : "notice",
    message: failure === null ? `Each down leads back alone, but all downs of the change in reverse order do not restore the schema: ${differenceWords(difference)}.` : `Alone, this down leads back, but after the downs of the later migrations it ${stopOf(failure)}.`,
    fix: "Write the downs so that they run one after the other, last first, as a deploy is taken back."
  };
}

// src/rules/support/cascades.ts
var alone = /* @__PURE__ */ new Set([
  "cast",
  "event-trigger",
  "policy",
  "privilege",
  "publication",
  "role",
  "role-membership",
  "rule",
  "statistics",
  "subscription",
  "trigger",
  "user-mapping"
]);
function cascadesOf({ traced }) {
  return traced.statement.operations.filter((it) => "cascade" in it && it.cascade && it.kind !== "truncate").filter((it) => it.kind !== "drop" || !alone.has(it.object));
}
var dropCascade = /\bdrop\b[^;]*(?<!\bon\s+(?:delete|update)\s+)\bcascade\b/i;
function cascades(step) {
  if (step.traced.trace.outcome === "failed") return false;
  return cascadesOf(step).length > 0 || runsHiddenCode(step) && dropCascade.test(textOfCode(step));
}
function isNamedInCode(step, name) {
  if (!runsHiddenCode(step)) return false;
  const words2 = textOfCode(step).match(/[\w$\u0080-\uffff]+/g) ?? [];
  const parts2 = bareName(withoutArguments(name)).match(/[\w$\u0080-\uffff]+/g) ?? [];
  return parts2.every((part2) => words2.some((word) => word.toLowerCase() === part2.toLowerCase()));
}
function unseenTargets(step, made) {
  if (step.traced.trace.outcome === "failed" || wasMeasured(step.traced)) return [];
  return cascadesOf(step).flatMap((it) => targetOf(step, it, made) ?? []);
}
function targetOf(step, operation, made) {
  switch (operation.kind) {
    case "drop-table":
      return step.liveTable(operation.table);
    case "drop-column":
      return step.isLiveColumn(operation.table, operation.column) ? `${operation.table}.${operation.column}` : null;
    case "drop-constraint": {
      const name = `${operation.table}.${operation.constraint}`;
      return step.liveTable(operation.table) === null || made.has(name) ? null : name;
    }
    case "drop-index":
      return made.has(operation.index) ? null : operation.index;
    case "drop":
      return made.has(operation.name) ? null : targetName(operation);
    default:
      return null;
  }
}
function targetName({ object, name }) {
  if (object === "schema") return `the schema ${name}, everything in it`;
  return object === "owned-objects" ? `what ${name} owns` : name;
}
function madeBy({ traced }) {
  return traced.statement.operations.flatMap((it) => {
    switch (it.kind) {
      case "create":
      case "create-extension":
        return [it.name];
      case "create-index":
        return it.index === null ? [] : [it.index];
      case "add-constraint":
        return [`${it.table}.${it.constraint}`];
      default:
        return [];
    }
  });
}

// src/rules/support/gone.ts
function droppedTables(chapter) {
  const rebuilt = madeAgain(chapter, "table").filter((name) => !holdsItsRows(chapter, name));
  const missing4 = [...measuredDrops(chapter, "table"), ...rebuilt].filter(
    (name) => chapter.start.liveTable(name) !== null
  );
  const seen = missing4.map((name) => {
    const byText13 = find(chapter, "drop-table", (drop, step2) => step2.origin(drop.table) === chapter.start.origin(name)) ?? find(chapter, "drop-table", (drop) => lastPart(drop.table) === lastPart(name));
    const step = byText13 ?? whatLocked(chapter, name);
    const byCascade = byText13 === void 0 && wentAlong(step, parentOf(chapter, name));
    return { name, statement: step?.traced ?? null, evidence: "measured", byCascade };
  });
  const origins = missing4.map(chapter.start.origin);
  const told = texts(chapter, "drop-table").flatMap(([drop, step]) => {
    const name = step.liveTable(drop.table);
    if (name === null || origins.includes(step.origin(name))) return [];
    if (wasMeasured(step.traced) && !locks(step, name) && !locksDatabase(step, name)) return [];
    if (holdsItsRows(chapter, step.origin(name) ?? name)) return [];
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence, byCascade: false }];
  });
  return [...seen, ...told];
}
function wentAlong(step, name) {
  if (step === void 0 || !cascades(step) || isNamedInCode(step, name)) return false;
  return !operations(step.traced, "drop-table").some(({ table }) => lastPart(table) === lastPart(name));
}
function parentOf({ migration }, name) {
  const drop = migration.changes.find((it) => it.action === "drop" && it.object === "table" && it.name === name);
  return /^partition of ((?:"(?:[^"]|"")*"|[^",])+)/.exec(drop?.detail ?? "")?.[1] ?? name;
}
function droppedColumns(chapter) {
  const tables = droppedTables(chapter).map(({ name }) => name);
  const missing4 = [...measuredDrops(chapter, "column"), ...madeAgain(chapter, "column")];
  const again = new Set(madeAgain(chapter, "column"));
  const seen = missing4.flatMap((name) => {
    const [table, column] = [qualifier(name), lastPart(name)];
    if (tables.includes(table) || !chapter.start.isLiveColumn(table, column)) return [];
    if (movedColumns(chapter).some((moved2) => moved2.table === table && moved2.from === column)) return [];
    const byText13 = find(chapter, "drop-column", (drop) => `${drop.table}.${drop.column}` === name) ?? find(chapter, "drop-column", (drop) => lastPart(drop.table) === lastPart(table) && drop.column === column);
    const withParent = texts(chapter, "drop-column").some(
      ([drop, step2]) => drop.column === column && locks(step2, table)
    );
    if (byText13 === void 0 && withParent) return [];
    if (again.has(name) && byText13 !== void 0 && holdsItsValues(chapter, byText13, table, column)) return [];
    const step = byText13 ?? whatLocked(chapter, table);
    const byCascade = byText13 === void 0 && step !== void 0 && cascades(step) && !isNamedInCode(step, column);
    return [{ name, statement: step?.traced ?? null, evidence: "measured", byCascade }];
  });
  const told = texts(chapter, "drop-column").flatMap(([drop, step]) => {
    const table = step.liveTable(drop.table);
    const name = `${table}.${drop.column}`;
    if (table === null || !step.isLiveColumn(table, drop.column) || seen.some((gone) => gone.name === name))
      return [];
    if (chapter.complete && !isMadeAnew(chapter, step, name)) return [];
    if (chapter.complete && holdsItsValues(chapter, step, table, drop.column)) return [];
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence, byCascade: false }];
  });
  return [...seen, ...told];
}
function isMadeAnew(chapter, drop, name) {
  const { changes } = chapter.migration;
  const isNew = changes.some((it) => it.action === "add" && it.object === "column" && it.name === name);
  const later = new Set(chapter.steps.slice(chapter.steps.indexOf(drop)));
  const added = texts(chapter, "add-column").map(([{ table, column }, step]) => ({ table, column, step }));
  const renamed = texts(chapter, "rename-column").map(([{ table, to }, step]) => ({
    table,
    column: to,
    step
  }));
  return !isNew && [...added, ...renamed].some(
    ({ table, column, step }) => later.has(step) && (step.liveTable(table) ?? table) === qualifier(name) && column === lastPart(name)
  );
}
function byStatement(gone) {
  const named = gone.filter(({ byCascade }) => !byCascade);
  return [...Map.groupBy(named, ({ statement }) => statement)].map(([statement, group]) => ({
    statement,
    names: group.map(({ name }) => name),
    evidence: group.some(({ evidence }) => evidence === "measured") ? "measured" : "inferred"
  }));
}
function measuredDrops({ migration }, object) {
  return migration.changes.filter((change) => change.action === "drop" && change.object === object).map(({ name }) => name);
}
function madeAgain({ migration }, object) {
  return migration.changes.filter((change) => change.action === "alter" && change.object === object).filter(({ detail }) => /^dropped and made again(?:;|$)/.test(detail)).map(({ name }) => name);
}

// src/rules/support/victims.ts
function victims(chapter) {
  const dropping = chapter.steps.filter((step) => wasMeasured(step.traced) && cascades(step));
  if (dropping.length === 0) return [];
  return chapter.migration.changes.flatMap((change) => {
    const name = nameOf(change);
    if (name === null || !isLive2(chapter, change) || isNamed(chapter, change)) return [];
    const place = placeOf(change);
    const step = place === null ? dropping[0] : dropping.find((it) => locks(it, place));
    return step === void 0 ? [] : [{ name, step }];
  });
}
var withRows = /* @__PURE__ */ new Set(["table", "column"]);
function nameOf({ action, object, name, detail }) {
  if (action === "alter" && object === "column" && /(?:^|; )default .* → no default(?:;|$)/.test(detail))
    return `the default of ${name}`;
  if (action !== "drop" || withRows.has(object)) return null;
  return `${object === "constraint" && detail.startsWith("FOREIGN KEY") ? "foreign key" : object} ${name}`;
}
var parts = /* @__PURE__ */ new Set([
  "column",
  "constraint",
  "trigger",
  "rule",
  "policy",
  "view column"
]);
function placeOf({ object, name, detail }) {
  if (parts.has(object)) return qualifier(name);
  if (object === "index" || object === "statistics")
    return /\bon (?:ONLY )?((?:"(?:[^"]|"")*"|[^" ])+)/.exec(detail)?.[1] ?? null;
  return ["view", "materialized view", "foreign table", "sequence"].includes(object) ? name : null;
}
function isLive2({ start }, change) {
  const place = placeOf(change);
  return start.liveTable(change.name) !== null && (place === null || start.liveTable(place) !== null);
}
function isNamed(chapter, change) {
  return chapter.steps.some(
    (step) => step.traced.trace.outcome !== "failed" && (isNamedInCode(step, change.name) || step.traced.statement.operations.some((it) => names(it, change, step)))
  );
}
function names(operation, change, step) {
  const place = placeOf(change);
  switch (operation.kind) {
    case "drop-table":
      return means2(operation.table, change.name) || place !== null && means2(operation.table, place);
    case "drop-column": {
      const part2 = ["index", "constraint", "statistics"].includes(change.object);
      const sequence = change.object === "sequence" && change.name.includes(`_${bareName(operation.column)}_`);
      return sequence || part2 && place !== null && means2(operation.table, place);
    }
    case "drop-constraint":
      return change.object === "constraint" && place !== null && (means2(operation.table, place) && lastPart(change.name) === operation.constraint || !change.detail.startsWith("FOREIGN KEY") && locks(step, place));
    case "drop-index":
      return change.object === "index" && means2(operation.index, change.name);
    case "drop":
      return means2(operation.name, withoutArguments(change.name));
    case "drop-default":
    case "set-default":
    case "change-column-type":
      return change.action === "alter" && change.name.endsWith(`.${operation.column}`);
    default:
      return false;
  }
}
function means2(text, name) {
  return text === name || qualifier(text) === "public" && lastPart(text) === lastPart(name);
}

// src/rules/drop-cascade.ts
var rule12 = {
  id: "drop-cascade",
  title: "CASCADE drops more than it names",
  why: [
    "With CASCADE, everything that depends on the dropped object goes as well, and whatever depends on that:",
    "views, foreign keys of other tables, policies, defaults, whole columns of a dropped type, all tables of a schema.",
    "PostgreSQL says so in a notice only, and what hangs on an object in production may be more than anyone remembers.",
    "",
    "Told are exactly the objects that were there before and are missing afterwards. Where nothing else went, nothing is told."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Leave CASCADE away, and drop or rebuild each dependent object by its own statement.",
  bad: [
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY);",
        "CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders);",
        "CREATE VIEW recent AS SELECT id FROM orders;"
      ].join("\n"),
      up: "DROP TABLE orders CASCADE;",
      also: ["drop-table"]
    },
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: "DROP TYPE mood CASCADE;",
      note: "The column goes with its values."
    },
    {
      base: "CREATE SCHEMA billing;\nCREATE TABLE billing.invoices (id int PRIMARY KEY);\nCREATE TABLE billing.lines (id int);",
      up: "DROP SCHEMA billing CASCADE;"
    },
    {
      base: "CREATE TABLE a (id int CONSTRAINT a_key PRIMARY KEY);\nCREATE TABLE b (a_id int CONSTRAINT b_a REFERENCES a);",
      up: "ALTER TABLE a DROP CONSTRAINT a_key CASCADE;"
    },
    {
      base: "CREATE SEQUENCE numbers;\nCREATE TABLE bills (id int DEFAULT nextval('numbers'));",
      up: "DROP SEQUENCE numbers CASCADE;",
      note: "The column stays and loses its default."
    },
    {
      base: "CREATE TABLE a (id int PRIMARY KEY, note text);\nCREATE VIEW notes AS SELECT note FROM a;",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE a DROP note CASCADE'; END $$;",
      also: ["drop-column"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nCREATE VIEW recent AS SELECT id FROM orders;",
      up: "DROP VIEW recent CASCADE;",
      note: "Nothing depended on it."
    },
    {
      base: "CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nCREATE VIEW w AS SELECT id FROM v;",
      up: "DROP VIEW v CASCADE;\nCREATE VIEW v AS SELECT id FROM a WHERE id > 0;\nCREATE VIEW w AS SELECT id FROM v;",
      note: "What went along is made again."
    },
    {
      base: "CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nCREATE VIEW w AS SELECT id FROM v;",
      up: "DROP VIEW w;\nDROP VIEW v CASCADE;",
      note: "Each is named."
    },
    {
      up: "CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nDROP TABLE a CASCADE;",
      note: "All of it is as young as the pull request."
    }
  ],
  *check(context) {
    const made = /* @__PURE__ */ new Set();
    for (const chapter of chapters(context)) {
      const { migration } = chapter;
      const seen = Map.groupBy(alongside(chapter), ({ statement }) => statement);
      for (const [statement, lost] of seen) {
        yield { migration, statement, message: messageOf(lost), fix: advice3, evidence: "measured" };
      }
      for (const step of chapter.steps) {
        const { traced } = step;
        const targets = seen.has(traced) ? [] : unseenTargets(step, made);
        for (const name of madeBy(step)) made.add(name);
        if (targets.length === 0) continue;
        yield {
          migration,
          statement: traced,
          message: `CASCADE takes ${listed(targets)} and whatever depends on ${targets.length === 1 ? "it" : "them"}; nobody has seen what that is.`,
          fix: advice3,
          evidence: "inferred"
        };
      }
    }
  }
};
var advice3 = "Leave CASCADE away: drop what may go by statements of its own first, and keep or rebuild the rest.";
function alongside(chapter) {
  const withRows2 = [
    ...droppedTables(chapter).map((gone) => ({ ...gone, name: `table ${gone.name}` })),
    ...droppedColumns(chapter).map((gone) => ({ ...gone, name: `column ${gone.name}` }))
  ].filter(({ byCascade }) => byCascade);
  return [
    ...withRows2.map(({ name, statement }) => ({ name, statement, hadRows: true })),
    ...victims(chapter).map(({ name, step }) => ({ name, statement: step.traced, hadRows: false }))
  ];
}
var shown = 12;
function messageOf(lost) {
  const names2 = lost.slice(0, shown).map(({ name }) => name);
  const rest = lost.length - names2.length;
  const list = listed(rest === 0 ? names2 : [...names2, `${rest} more`]);
  const consequence = lost.some(({ hadRows }) => hadRows) ? "what stood in them is gone for good, and code that uses them fails" : "what relies on them fails or is no longer checked";
  return `CASCADE also drops ${list}: ${consequence}.`;
}

// src/rules/drop-column.ts
var rule13 = {
  id: "drop-column",
  title: "Column dropped",
  why: [
    "The values are gone for good, and code that still names the column fails at once.",
    "While a deploy is rolling, old and new code run side by side; many an ORM selects every column that it knows."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Deploy code that no longer reads or writes the column; drop it in a later release, once its values are not needed.",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY, fax text);",
      up: "ALTER TABLE customers DROP COLUMN fax;"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY, fax text, telex text);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE customers DROP fax, DROP telex'; END $$;",
      note: "Code is run, and the schema afterwards shows what is missing."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY, fax text);",
      up: "ALTER TABLE customers DROP COLUMN fax;\nALTER TABLE customers ADD COLUMN fax text;",
      note: "The schema looks the same; the values are gone."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);",
      up: "ALTER TABLE customers DROP COLUMN fax;",
      also: ["long-write-lock"]
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);",
      up: [
        "CREATE TABLE customers_new (id INTEGER PRIMARY KEY);",
        "INSERT INTO customers_new SELECT id FROM customers;",
        "DROP TABLE customers;",
        "ALTER TABLE customers_new RENAME TO customers;"
      ].join("\n"),
      note: "The table is built anew without the column.",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "ALTER TABLE customers DROP COLUMN IF EXISTS fax;",
      note: "There is no such column."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "ALTER TABLE customers ADD COLUMN draft text;\nALTER TABLE customers DROP COLUMN draft;",
      note: "The column is as young as the pull request."
    },
    {
      dialect: "sqlite",
      up: "CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);\nALTER TABLE customers DROP COLUMN fax;"
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { statement, names: names2, evidence } of byStatement(droppedColumns(chapter))) {
        const many = names2.length > 1;
        yield {
          migration: chapter.migration,
          statement,
          message: `${listed(names2)} and ${many ? "their" : "its"} values are gone, and code that still reads ${many ? "them" : "it"} fails.`,
          fix: `Deploy code that no longer uses ${many ? "them" : "it"}, then drop ${many ? "them" : "it"} in a later release.`,
          evidence
        };
      }
    }
  }
};

// src/rules/drop-or-rename-referenced-column.ts
var rule14 = {
  id: "drop-or-rename-referenced-column",
  title: "Something still mentions the column",
  why: [
    "SQLite reads the whole schema again when a column is dropped or renamed, and refuses where something mentions what",
    "is not there any more: an index, a view, a trigger, a CHECK, a key. So the deploy stops at this statement.",
    "It also refuses where a view or trigger was broken before."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Drop what mentions the column first, and make it again afterwards without the column.",
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT);\nCREATE INDEX users_fax ON users (fax);",
      up: "ALTER TABLE users DROP COLUMN fax;"
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT);\nCREATE VIEW contacts AS SELECT id, fax FROM users;",
      up: "ALTER TABLE users DROP COLUMN fax;"
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);",
      up: "ALTER TABLE users DROP COLUMN email;"
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT, phone TEXT, CHECK (fax <> phone));",
      up: "ALTER TABLE users DROP COLUMN fax;"
    }
  ],
  good: [
    {
      up: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT);",
        "CREATE INDEX users_fax ON users (fax);",
        "DROP INDEX users_fax;",
        "ALTER TABLE users DROP COLUMN fax;"
      ].join("\n"),
      note: "The table is as young as the pull request."
    }
  ],
  *check(context) {
    for (const { migration, steps: steps2 } of chapters(context)) {
      for (const { traced } of steps2) {
        const mention = mentionOfColumn(traced);
        if (mention === null) continue;
        const [operation] = [...operations(traced, "drop-column"), ...operations(traced, "rename-column")];
        yield {
          migration,
          statement: traced,
          message: `The deploy stops here: ${oneLine(traced.trace.error?.message ?? "")}.`,
          fix: fixFor5(mention, operation?.table ?? ""),
          evidence: "measured"
        };
      }
    }
  }
};
function fixFor5({ kind, name }, table) {
  switch (kind) {
    case "index":
      return `Drop the index ${name} before it, in the same migration.`;
    case "view":
    case "trigger":
      return `Drop the ${kind} ${name} before it, and make it again afterwards without the column.`;
    case "table":
      return `A CHECK, a key or a generated column of ${name} mentions it: build the table anew (create, copy, drop, rename) with foreign keys off.`;
    case "key":
      return `Build ${table} anew without the column and its ${name}: create, copy, drop, rename, with foreign keys off.`;
  }
}

// src/rules/drop-table.ts
var rule15 = {
  id: "drop-table",
  title: "Table dropped",
  why: [
    "All rows are gone for good, and code that still uses the table fails at once.",
    "",
    "A table that is built anew under the same name, with its rows copied over, is not dropped."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Deploy code that no longer uses the table, keep a copy of rows that may be needed, and drop it in a later release.",
  bad: [
    {
      base: "CREATE TABLE invoices (id int PRIMARY KEY);",
      up: "DROP TABLE invoices;"
    },
    {
      base: "CREATE TABLE invoices (id int PRIMARY KEY);",
      up: "DROP TABLE invoices;\nCREATE TABLE invoices (id int PRIMARY KEY);",
      note: "The schema looks the same; the rows are gone."
    },
    {
      dialect: "sqlite",
      base: 'CREATE TABLE "Invoices" (id INTEGER PRIMARY KEY);',
      up: "DROP TABLE invoices;",
      note: "Names are compared without case."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE invoices (id INTEGER PRIMARY KEY);",
      up: "DROP TABLE invoices;\nCREATE TABLE invoices (id INTEGER PRIMARY KEY, total INTEGER);\nINSERT INTO invoices (id) VALUES (1);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE invoices (id int PRIMARY KEY);",
      up: "DROP TABLE IF EXISTS bills;",
      note: "There is no such table."
    },
    {
      base: "CREATE TABLE invoices (id int PRIMARY KEY);",
      up: [
        "CREATE TABLE invoices_new (id int PRIMARY KEY);",
        "INSERT INTO invoices_new SELECT * FROM invoices;",
        "DROP TABLE invoices;",
        "ALTER TABLE invoices_new RENAME TO invoices;"
      ].join("\n"),
      note: "Built anew with its rows."
    },
    {
      up: "CREATE TABLE scratch (id int);\nDROP TABLE scratch;",
      note: "The table is as young as the pull request."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE invoices (id INTEGER PRIMARY KEY);",
      up: "DROP TABLE IF EXISTS bills;"
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { statement, names: names2, evidence } of byStatement(droppedTables(chapter))) {
        const many = names2.length > 1;
        yield {
          migration: chapter.migration,
          statement,
          message: `${listed(names2)} and all ${many ? "their" : "its"} rows are gone, and code that still uses ${many ? "them" : "it"} fails.`,
          fix: `Deploy code that no longer uses ${many ? "them" : "it"}, then drop ${many ? "them" : "it"} in a later release.`,
          evidence
        };
      }
    }
  }
};

// src/rules/edited-applied-migration.ts
var rule16 = {
  id: "edited-applied-migration",
  title: "A migration of the base branch was edited or removed",
  why: [
    "Databases that have run the migration will not run it again: they never get the edit,",
    "while new databases get only the edited form. From then on the two differ.",
    "Most migration tools also compare checksums and refuse to go on."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite", "mysql", "surrealdb"],
  fix: "Put the file back as it was, and make the change in a new migration.",
  bad: [],
  good: [],
  *check(context) {
    for (const migration of context.migrations) {
      if (migration.state !== "edited") continue;
      yield {
        migration,
        statement: null,
        message: `Databases that have run ${migration.migration.id} never get this edit or removal, and differ from new ones from then on.`,
        fix: rule16.fix,
        evidence: "measured"
      };
    }
  }
};

// src/rules/foreign-key-validates-existing-rows.ts
var rule17 = {
  id: "foreign-key-validates-existing-rows",
  title: "Foreign key checks all existing rows while writes wait",
  why: [
    "Adding a foreign key takes a SHARE ROW EXCLUSIVE lock on both tables and reads every row of both.",
    "Until that is done, no row of either table can be written.",
    "",
    "A key added as NOT VALID checks new rows from the start and reads nothing;",
    "VALIDATE CONSTRAINT later reads the old rows while writes go on.",
    "A column that is added together with its reference, without a default, holds only nulls: nothing is read."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add the key as `NOT VALID`, and validate it in the next migration.",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN customer_id int DEFAULT 1 REFERENCES customers;",
      note: "The default gives every row a value, so every row is checked."
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;",
      note: "The new column holds only nulls: nothing is read."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int, customer_id int);\nALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;",
      note: "The table with the key is new and empty."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, parent, fix } of [...byText4(step), ...byCode4(step)]) {
        const tables = parent === table ? table : `${table} and ${parent}`;
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Writes to ${tables} wait while every row of ${table} is looked up in ${parent}.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
      for (const { table, type } of validationsUnderLock(step)) {
        if (type !== "foreign-key") continue;
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Writes to ${table} wait while every row is checked: the strong lock from an earlier statement of the transaction is still held.`,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var advice4 = "Add the foreign key as NOT VALID, and validate it in the next migration.";
function byText4(step) {
  return operations(step.traced, "add-constraint").flatMap((key) => {
    const table = step.liveTable(key.table);
    if (table === null || !readsRows(step, table, key)) return [];
    return [{ table, parent: key.references ?? "its parent", fix: notValid(step, table, key) }];
  });
}
function byCode4(step) {
  return changedByCode(step, "add", "constraint").flatMap(({ name, detail }) => {
    const table = qualifier(name);
    const parent = /^FOREIGN KEY .* REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(detail)?.[1];
    const isValid = !/ NOT (?:VALID|ENFORCED)\b/.test(detail);
    return parent !== void 0 && isValid && step.traced.trace.scans.includes(table) ? [{ table, parent, fix: advice4 }] : [];
  });
}
function readsRows(step, table, key) {
  const { trace } = step.traced;
  if (key.type !== "foreign-key" || !key.validated || trace.outcome === "failed") return false;
  const column = newColumnOf(step, key);
  if (column !== void 0 && columnsFilledRowByRow(step).length > 0) return false;
  if (!wasMeasured(step.traced)) return column === void 0 || column.default !== null;
  if (column?.default === null && isReadForAnother(step, key)) return false;
  return trace.scans.some(
    (name) => step.liveTable(name) !== null && (name === table || name !== key.references)
  );
}
function newColumnOf({ traced }, key) {
  return operations(traced, "add-column").find(
    ({ table, column }) => table === key.table && key.columns.includes(column)
  );
}
function isReadForAnother({ traced }, key) {
  const reads3 = operations(traced, "add-constraint").some(({ type }) => type !== "foreign-key") || operations(traced, "add-column").some(isUnfilled) || operations(traced, "set-not-null").length > 0;
  const isParentRead = key.references !== null && traced.trace.scans.includes(key.references);
  return reads3 && (key.references === key.table || !isParentRead);
}
function notValid(step, table, key) {
  const { traced } = step;
  const sql = oneLine(traced.statement.sql);
  const start = sql.search(/\bforeign\s+key\b/i);
  const alone2 = traced.statement.operations.length === 1 && !/--|\/\*/.test(sql);
  if (newColumnOf(step, key) !== void 0)
    return alterInSteps(step, table) ?? "Add the column without a default first, then the foreign key as NOT VALID, and validate it in the next migration.";
  if (wasMeasured(traced) && !traced.trace.scans.includes(table))
    return `Add the key to each partition as NOT VALID and validate it there, then add it to ${table}.`;
  if (!alone2 || start === -1) return advice4;
  const name = key.constraint ?? deriveName([table, ...key.columns], "_fkey");
  return inMigrations(
    [`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${sql.slice(start)} NOT VALID;`],
    [`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`]
  );
}

// src/rules/support/sqlite/lost-parts.ts
function lostParts(chapter, all) {
  const { migration, context } = chapter;
  return migration.changes.flatMap(({ action, object: kind, name }) => {
    if (action !== "drop" || kind !== "index" && kind !== "trigger") return [];
    const object = context.schemaBefore?.objects.get(`${kind} ${name}`);
    const owner = object?.attributes.table ?? "";
    const rebuild = all.find(({ table }) => table === owner) ?? viewMadeAgain(chapter, owner);
    if (object === void 0 || rebuild === void 0) return [];
    if (isDroppedByName(chapter, name) || isReplaced(chapter, object) || namesGoneColumn(chapter, object))
      return [];
    return [{ rebuild, object, sql: statementFor(object) }];
  });
}
function viewMadeAgain({ context, migration, steps: steps2 }, view) {
  if (context.schemaBefore?.objects.has(`view ${view}`) !== true) return void 0;
  if (migration.changes.some((it) => it.action === "drop" && it.object === "view" && it.name === view))
    return void 0;
  const drop = steps2.find(({ traced }) => operations(traced, "drop").some((it) => it.name === view))?.traced;
  return drop === void 0 ? void 0 : { table: view, old: view, next: view, drop };
}
function isDroppedByName({ steps: steps2 }, name) {
  return steps2.some(
    ({ traced }) => operations(traced, "drop-index").some(({ index }) => index === name) || operations(traced, "drop").some((drop) => drop.name === name)
  );
}
function isReplaced({ migration }, object) {
  return migration.made.some((made) => {
    if (made.kind === "constraint")
      return object.kind === "index" && qualifier(made.name) === object.attributes.table && serves(meaningOfKey(made), meaningOf(object));
    return made.kind === object.kind && made.attributes.table === object.attributes.table && (object.kind === "index" ? serves(meaningOf(made), meaningOf(object)) : meaningOf(made) === meaningOf(object));
  });
}
function serves(made, lost) {
  const [columns, list] = [lost, made].map((meaning) => /^(?:UNIQUE )?\((.*)\)$/s.exec(meaning)?.[1]);
  const isLonger = columns !== void 0 && list?.startsWith(`${columns}, `) === true;
  return made === lost || !lost.startsWith("UNIQUE") && (isLonger || made === `UNIQUE ${lost}`);
}
function meaningOf({ kind, attributes }) {
  const { definition = "" } = attributes;
  if (kind !== "index") return definition;
  const name = String.raw`(?:"(?:[^"]|"")*"|\S+)`;
  const parts2 = new RegExp(`^CREATE (UNIQUE )?INDEX ${name} ON ${name} (.*)$`, "s").exec(definition);
  return parts2 === null ? definition : `${parts2[1] ?? ""}${parts2[2]}`;
}
function meaningOfKey({ attributes }) {
  return (attributes.definition ?? "").replace(/^PRIMARY KEY/, "UNIQUE");
}
function namesGoneColumn({ migration }, { attributes }) {
  const words2 = new Set((attributes.definition ?? "").match(/[\w$\u0080-\uffff]+/g));
  return migration.changes.some(
    ({ action, object, name }) => (action === "drop" || action === "rename") && object === "column" && qualifier(name) === attributes.table && words2.has(bareName(name))
  );
}
function statementFor({ kind, name, attributes }) {
  const { definition = "" } = attributes;
  return kind === "index" ? definition : `CREATE TRIGGER ${lastPart(name)} ${definition}`;
}

// src/rules/support/sqlite/lost-properties.ts
function lostProperties(chapter, all) {
  return all.flatMap((rebuild) => {
    const properties = [
      ...isNoLonger(chapter, rebuild.table, "strict") ? ["STRICT"] : [],
      ...isNoLonger(chapter, rebuild.table, "without rowid") ? ["WITHOUT ROWID"] : [],
      ...losesAutoincrement(chapter, rebuild.table) ? ["AUTOINCREMENT"] : []
    ].map((property) => ({ rebuild, property, mark: null }));
    const mark = chapter.migration.rows?.find(({ table }) => table === rebuild.table)?.lowered ?? null;
    if (isCopied(chapter, rebuild)) return [...properties, { rebuild, property: "definition", mark: null }];
    const isMeant = mark === null || hasOtherKey(chapter, rebuild.table);
    return isMeant ? properties : [...properties, { rebuild, property: "mark", mark }];
  });
}
function isCopied({ migration, steps: steps2 }, { table, next }) {
  const made = steps2.find(({ traced }) => operations(traced, "create-table").some((it) => it.table === next));
  const sql = made?.traced.statement.sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ") ?? "";
  return /^[^(]*\bas\s*(?:\(|select\b|with\b|values\b)/i.test(sql) && migration.changes.some(
    ({ action, object, name }) => qualifier(name) === table && action !== "add" && (object === "constraint" || object === "column")
  );
}
function isNoLonger({ migration }, table, property) {
  return migration.changes.some(
    ({ action, object, name, detail }) => action === "alter" && object === "table" && name === table && detail.split("; ").includes(`no longer ${property}`)
  );
}
function losesAutoincrement(chapter, table) {
  const isLost = keyChanges(chapter, table).some((part2) => part2 === "no longer autoincrement");
  return isLost && !hasOtherKey(chapter, table);
}
function hasOtherKey({ migration, context }, table) {
  const key = [...context.schemaBefore?.objects.values() ?? []].find(
    ({ kind, name, attributes }) => kind === "constraint" && qualifier(name) === table && attributes.autoincrement === "yes"
  );
  const isGone3 = migration.changes.some(({ action, name }) => action === "drop" && name === key?.name);
  return key === void 0 || isGone3 || keyChanges({ migration }, table).includes("no longer rowid");
}
function keyChanges({ migration }, table) {
  return migration.changes.filter(
    ({ action, object, name }) => action === "alter" && object === "constraint" && qualifier(name) === table
  ).flatMap(({ detail }) => detail.split("; "));
}

// src/rules/support/sqlite/recipe.ts
var longest2 = 4e3;
var ownPragmas = /* @__PURE__ */ new Set(["foreign_keys", "legacy_alter_table", "defer_foreign_keys"]);
function safeForm(chapter, options = {}) {
  const { migration } = chapter;
  if (migration.transaction === "wrapped" && migration.migration.runner === "theirs") return null;
  const all = rebuilds(chapter);
  const properties = lostProperties(chapter, all);
  const statements = migration.statements.filter(isKept).flatMap((traced) => [...marksBefore(traced, properties), withProperties(traced, properties)]);
  if (!statements.every((text) => text !== null)) return null;
  const legacy = options.renames === "legacy" || renamedFirst(chapter).length > 0 || isLegacy(migration);
  const sql = [
    "PRAGMA foreign_keys = OFF;",
    ...legacy ? ["PRAGMA legacy_alter_table = ON;"] : [],
    "BEGIN;",
    ...statements.map(ended),
    ...lostParts(chapter, all).map((part2) => `${part2.sql};`),
    "PRAGMA foreign_key_check;",
    "COMMIT;",
    ...legacy ? ["PRAGMA legacy_alter_table = OFF;"] : [],
    "PRAGMA foreign_keys = ON;"
  ].join("\n");
  return sql.length > longest2 ? null : sql;
}
function isLegacy({ statements }) {
  return statements.some(
    (traced) => operations(traced, "set").some(
      ({ name, value }) => name === "legacy_alter_table" && /^(?:1|on|true|yes)$/i.test(value ?? "")
    )
  );
}
function ended(sql) {
  return /--[^\n]*$/.test(sql) ? `${sql}
;` : `${sql};`;
}
function isKept(traced) {
  return traced.statement.operations.every(
    (operation) => operation.kind !== "transaction" && !(operation.kind === "set" && ownPragmas.has(operation.name)) && !(operation.kind === "other" && operation.what === "pragma foreign_key_check")
  );
}
function marksBefore(traced, properties) {
  return properties.filter(({ property, rebuild }) => property === "mark" && rebuild.drop === traced).flatMap(({ rebuild: { old, next } }) => [
    `DELETE FROM sqlite_sequence WHERE name = ${textOf(next)}`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT ${textOf(next)}, seq FROM sqlite_sequence WHERE name = ${textOf(old)}`
  ]);
}
function textOf(name) {
  return `'${bareName(name).replaceAll("'", "''")}'`;
}
function withProperties(traced, properties) {
  const made = operations(traced, "create-table")[0]?.table;
  return properties.filter(({ rebuild }) => rebuild.next === made).reduce((sql, { property }) => withProperty(sql, property), traced.statement.sql.trim());
}
function withProperty(sql, property) {
  if (sql === null || property === "mark") return sql;
  if (property === "definition") return null;
  if (property === "AUTOINCREMENT") {
    const key = /\binteger["'`\]]?\s+(?:not\s+null\s+)?primary\s+key\b(?!\s+(?:autoincrement|desc))/gi;
    return [...sql.matchAll(key)].length === 1 ? sql.replace(key, "$& AUTOINCREMENT") : null;
  }
  if (/\)\s*$/.test(sql)) return `${sql} ${property}`;
  return /\)\s*(?:strict|without\s+rowid)\s*$/i.test(sql) ? `${sql}, ${property}` : null;
}

// src/rules/support/sqlite/references.ts
function referencesTo(before, table) {
  const children = [...before?.objects.values() ?? []].flatMap(({ kind, name, attributes }) => {
    const parent = /^FOREIGN KEY .*? REFERENCES ("(?:[^"]|"")*"|[^"( ]+)/.exec(attributes.definition ?? "");
    const isChild = kind === "constraint" && parent?.[1]?.toLowerCase() === lastPart(table).toLowerCase();
    return isChild ? [qualifier(name)] : [];
  });
  return [...new Set(children)].filter((child) => child !== table);
}
function referencedDrops({ steps: steps2, context }) {
  return steps2.flatMap(
    (step) => operations(step.traced, "drop-table").flatMap(({ table }) => {
      const origin = step.liveTable(table) === null ? null : step.origin(table);
      const children = origin === null ? [] : referencesTo(context.schemaBefore, origin);
      return origin === null || children.length === 0 ? [] : [{ step, table: origin, children }];
    })
  );
}

// src/rules/foreign-keys-pragma-inside-transaction.ts
var rule18 = {
  id: "foreign-keys-pragma-inside-transaction",
  title: "PRAGMA foreign_keys inside a transaction does nothing",
  why: [
    "SQLite takes the pragma inside a transaction without a word, and foreign keys stay as they were. Many migration",
    "tools put a transaction around each file, so that a pragma at its head is inside of one.",
    "What was to be protected by it is not: a table that others reference cannot be dropped, or takes their rows along.",
    "",
    "The pragma was run and its value read back. Where rows fell because of it, `rebuild-cascades-deletes` tells it",
    "instead; where no statement after it depends on it, this is a warning."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Set the pragma before the transaction begins; where the tool opens it, on the tool\u2019s connection.",
  bad: [
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));"
      ].join("\n"),
      up: [
        "BEGIN;",
        "PRAGMA foreign_keys = OFF;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;",
        "COMMIT;"
      ].join("\n"),
      note: "DROP TABLE fails: rows of posts point to users.",
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      up: "BEGIN;\nPRAGMA foreign_keys = OFF;\nALTER TABLE users ADD COLUMN name TEXT;\nCOMMIT;",
      note: "Nothing depends on it here: a warning."
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      up: "PRAGMA foreign_keys = OFF;\nBEGIN;\nALTER TABLE users ADD COLUMN name TEXT;\nCOMMIT;\nPRAGMA foreign_keys = ON;"
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      up: "PRAGMA foreign_keys = OFF;\nALTER TABLE users ADD COLUMN name TEXT;\nPRAGMA foreign_keys = ON;",
      note: "Our own runner sends settings at both ends of a file outside of its transaction."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const pragma = uselessPragma(chapter);
      if (pragma === void 0 || isToldElsewhere2(chapter)) continue;
      const statement = pragma;
      yield {
        migration: chapter.migration,
        statement,
        ...judge2(chapter, pragma),
        fix: safeForm(chapter) ?? onConnection,
        evidence: wasMeasured(pragma) ? "measured" : "inferred"
      };
    }
  }
};
var onConnection = "Set it on the connection before the tool begins its transaction; inside this file it can do nothing.";
function isToldElsewhere2(chapter) {
  const isLost = cascadedDrops(chapter).length > 0 || renamedFirst(chapter).length > 0;
  return isLost && failedDrop(chapter) === void 0;
}
function failedDrop({ steps: steps2 }) {
  return steps2.find(
    ({ traced }) => isForeignKeyFailure(traced) && operations(traced, "drop-table").length > 0
  );
}
function keepsRows({ migration }, table) {
  const rows = migration.rows?.find((it) => it.table === table);
  return rows !== void 0 && rows.before > 0 && rows.after >= rows.before;
}
function judge2(chapter, pragma) {
  const subject = "Inside a transaction this does nothing";
  const failed = failedDrop(chapter);
  if (failed !== void 0) {
    const { statement, trace } = failed.traced;
    const reason = oneLine(trace.error?.message ?? "");
    return {
      message: `${subject}: foreign keys are enforced, and the deploy stops in line ${statement.line}, which drops ${listedShort(operations(failed.traced, "drop-table").map(({ table: table2 }) => table2))}: ${reason}.`
    };
  }
  const drop = turnsOn(pragma) ? void 0 : referencedDrops(chapter).find(({ children: children2 }) => children2.some((it) => !keepsRows(chapter, it)));
  if (drop === void 0)
    return { severity: "warning", message: `${subject}: foreign keys stay as they are.` };
  const { step, table, children } = drop;
  return {
    message: `${subject}: foreign keys are enforced when line ${step.traced.statement.line} drops ${table}, to which ${listedShort(children)} ${children.length > 1 ? "point" : "points"}.`
  };
}
function turnsOn(pragma) {
  return operations(pragma, "set").some(({ value }) => /^(?:[1-9]\d*|on|yes|true)$/i.test(value ?? ""));
}

// src/rules/index-not-concurrent.ts
var rule19 = {
  id: "index-not-concurrent",
  title: "Index built while writes wait",
  why: [
    "`CREATE INDEX` takes a SHARE lock on the table and holds it until the last row is in the index.",
    "Reads go on; every INSERT, UPDATE and DELETE waits, for minutes on a large table.",
    "",
    "`CREATE INDEX CONCURRENTLY` reads the table twice under a lock that lets writes through.",
    "A table that the same pull request creates is empty and nobody uses it yet: there the plain form is right."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Build the index with `CREATE INDEX CONCURRENTLY`, outside `BEGIN \u2026 COMMIT`.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "CREATE INDEX orders_customer_id ON orders (customer_id);"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);",
      up: "-- one account an address\nCREATE UNIQUE INDEX IF NOT EXISTS users_email ON public.users (lower(email));"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "DO $$ BEGIN EXECUTE 'CREATE INDEX ON orders (customer_id)'; END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "CREATE INDEX CONCURRENTLY orders_customer_id ON orders (customer_id);"
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX ON orders (customer_id);",
      note: "The table is new: nobody waits."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX orders_customer ON orders (customer_id);",
      up: "CREATE INDEX IF NOT EXISTS orders_customer ON orders (customer_id);",
      note: "The index stands already: nothing is built."
    }
  ],
  *check(context) {
    for (const { steps: steps2, migration } of chapters(context)) {
      const addsIndex = migration.changes.some(({ action, object }) => action === "add" && object === "index");
      for (const step of steps2) {
        const tables = wasMeasured(step.traced) ? measuredBuild(step, addsIndex) : buildByText(step);
        if (tables.length === 0) continue;
        yield {
          migration,
          statement: step.traced,
          message: `Writes to ${listed(tables)} wait until the index is built.`,
          fix: fixFor6(step, tables),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function buildByText({ traced, liveTable }) {
  if (traced.trace.outcome === "failed") return [];
  return operations(traced, "create-index").filter(({ concurrently }) => !concurrently).flatMap(({ table }) => liveTable(table) ?? []);
}
function measuredBuild(step, addsIndex) {
  const { trace } = step.traced;
  if (runsHiddenCode(step)) {
    const read = trace.locks.filter(
      ({ relation, mode }) => mode === "ShareLock" && trace.scans.includes(relation)
    );
    return addsIndex ? read.flatMap(({ relation }) => step.liveTable(relation) ?? []) : [];
  }
  return trace.scans.some((relation) => step.liveTable(relation) !== null) ? buildByText(step) : [];
}
function fixFor6({ migration, traced }, tables) {
  const [index] = operations(traced, "create-index");
  if (index === void 0)
    return "Build the index with CREATE INDEX CONCURRENTLY, as a statement of its own outside the block.";
  const partitioned = wasMeasured(traced) && !tables.some((table) => traced.trace.scans.includes(table));
  if (partitioned)
    return `Create the index ON ONLY ${tables[0]}, then CONCURRENTLY on each partition, then attach each with ALTER INDEX \u2026 ATTACH PARTITION.`;
  const sql = tables.includes(index.table) ? indexConcurrently(traced.statement.sql) : null;
  if (sql === null) return `Build the index on ${listed(tables)} with CREATE INDEX CONCURRENTLY.`;
  return migration.transaction === "authored" ? `-- in a file of its own, without BEGIN and COMMIT:
${sql}` : sql;
}

// src/rules/inline-check-on-new-column.ts
var rule20 = {
  id: "inline-check-on-new-column",
  title: "CHECK behind a new column reads the whole table",
  why: [
    "A CHECK written behind ADD COLUMN is tried on every row under the ACCESS EXCLUSIVE lock of the statement,",
    "even where the new column has no default and every row holds a null, which passes.",
    "Until the last row is read, nobody can read or write the table.",
    "",
    "A foreign key behind a new column without a default reads nothing; a CHECK always does."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add the column without the CHECK, then the CHECK as `NOT VALID`, and validate it in the next migration.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN total int CHECK (total >= 0);"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: [
        "ALTER TABLE orders",
        "  ADD COLUMN state text NOT NULL DEFAULT 'new, or so' CONSTRAINT known_state CHECK (state <> ''), -- as the shop has it",
        '  ADD COLUMN "Customer" int CONSTRAINT of_customer REFERENCES customers ON DELETE CASCADE,',
        '  ADD CHECK ("Customer" > 0 OR state IS NULL);'
      ].join("\n")
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;",
      up: "ALTER TABLE events ADD COLUMN size int CHECK (size > 0);",
      note: "The partitions are read."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "DO $$ BEGIN ALTER TABLE orders ADD COLUMN total int CHECK (total >= 0); END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN total int;\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;",
      note: "Nothing is read for a foreign key of an empty column."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ADD COLUMN total int CHECK (total >= 0);",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total >= 0));",
      up: "ALTER TABLE orders ADD COLUMN IF NOT EXISTS total int CHECK (total >= 0);",
      note: "The column stands already: nothing is read."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, columns, fix } of [...byText5(step), ...byCode5(step)]) {
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${table} wait while every row is checked because of the new ${columns.length === 1 ? "column" : "columns"} ${listed(columns)}.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var advice5 = "Add the column without the CHECK, then the CHECK as NOT VALID, and validate it in the next migration.";
function byText5(step) {
  const { table, newColumns: columns } = addedChecks(step);
  if (table === null || columns.length === 0) return [];
  return [{ table, columns, fix: alterInSteps(step, table) ?? advice5 }];
}
function byCode5(step) {
  return checksByCode(step).onNewColumns.map((scan) => ({ ...scan, fix: advice5 }));
}

// src/rules/support/whole-writes.ts
function wholeWrites(chapter, step) {
  if (step.traced.trace.outcome === "failed") return [];
  return [...byText6(step), ...byCode6(step)].filter(
    ({ verb, table }) => verb === "update" || !holdsItsRows(chapter, step.origin(table) ?? table)
  );
}
function byText6(step) {
  return operations(step.traced, "write-rows").flatMap(({ verb, table: named, columns, filtered }) => {
    const table = step.liveTable(named);
    if (filtered || table === null || verb !== "update" && verb !== "delete") return [];
    if (wasMeasured(step.traced) && !writesTo(step, table)) return [];
    return [{ verb, table, columns, held: heldOn(step, table) }];
  });
}
var write = /\b(update|delete\s+from)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|[\w$.\u0080-\uffff])+)([^;]*)/gi;
function byCode6(step) {
  const { traced } = step;
  if (!isOpaque(traced) || !wasMeasured(traced) || traced.trace.scans.length === 0) return [];
  const found = [...textOfCode(step).matchAll(write)].flatMap(([, verb = "", name = "", rest = ""]) => {
    if (/\bwhere\b(?!\s+true\s*$)/i.test(rest)) return [];
    const wanted = name.endsWith('"') ? bareName(name) : bareName(name).toLowerCase();
    const locked = traced.trace.locks.map(({ relation }) => relation);
    const table = locked.find(
      (it) => bareName(it) === wanted && step.liveTable(it) !== null && writesTo(step, it)
    );
    const kind = /^update$/i.test(verb) ? "update" : "delete";
    return table === void 0 ? [] : [{ verb: kind, table, columns: [], held: heldOn(step, table) }];
  });
  return [...new Map(found.map((it) => [`${it.verb} ${it.table}`, it])).values()];
}
var writing = /* @__PURE__ */ new Set([
  "RowExclusiveLock",
  "ShareRowExclusiveLock",
  "AccessExclusiveLock"
]);
function writesTo({ traced }, table) {
  return traced.trace.locks.some(
    (lock) => locksAll(lock, table) || lock.relation === table && writing.has(lock.mode)
  );
}
function heldOn(step, table) {
  const held = wasMeasured(step.traced) ? step.traced.heldBefore : heldByText(step);
  const modes = held.filter(({ relation }) => relation === table).map(({ mode }) => mode);
  if (modes.includes("AccessExclusiveLock")) return "reads and writes";
  const shutsOut = modes.some((mode) => ["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock"].includes(mode));
  return shutsOut ? "writes" : null;
}
function heldByText({ migration, traced }) {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced));
  const start = before.findLastIndex(
    (it) => !it.inTransaction || operations(it, "transaction").some(({ verb }) => verb === "commit" || verb === "rollback")
  );
  return before.slice(start + 1).flatMap(({ trace }) => trace.locks);
}
function keyOf(before, table) {
  for (const { kind, name, attributes } of before?.objects.values() ?? []) {
    if (kind !== "constraint" || name !== `${table}.${lastPart(name)}`) continue;
    const columns = /^PRIMARY KEY \((.*?)\)/.exec(attributes.definition ?? "")?.[1];
    if (columns !== void 0) return columns;
  }
  return null;
}
function fillsNewColumns(step, { verb, table, columns }) {
  const isOld = (column) => step.isLiveColumn(table, column) && !isMadeBySqlite(step, table, column);
  return verb === "update" && columns.length > 0 && !columns.some(isOld);
}
function isMadeBySqlite({ migration, traced }, table, column) {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced));
  const made = migration.made.some(({ kind, name }) => kind === "column" && name === `${table}.${column}`) || // One of that name that went, or was renamed, before.
  before.some(
    (earlier) => earlier.trace.outcome === "ran" && operations(earlier, "add-column").some((added) => added.table === table && added.column === column)
  );
  return made && traced.trace.locks.some((lock) => locksAll(lock, table));
}

// src/rules/long-write-lock.ts
var rule21 = {
  id: "long-write-lock",
  title: "Every row is copied or read under the write lock",
  why: [
    "SQLite has one writer: while a migration copies a table into its new form, builds an index, rewrites rows for a",
    "dropped column or updates them all, no other connection writes. The longer the table, the longer they wait, and",
    "fail with SQLITE_BUSY when their patience ends. With a rollback journal readers wait as well when it commits.",
    "",
    "What each statement reads and writes was read from the engine\u2019s own program for it. Told once a migration; there is",
    "no other form for most of it, so this never blocks unless warnings do."
  ].join("\n"),
  severity: "warning",
  dialects: ["sqlite"],
  fix: "Run it at a quiet time, in WAL mode, with a `busy_timeout` on every connection that is longer than it takes.",
  bad: [
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "CREATE INDEX orders_total ON orders (total);"
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: [
        "CREATE TABLE orders_new (id INTEGER PRIMARY KEY, total INTEGER NOT NULL);",
        "INSERT INTO orders_new SELECT id, total FROM orders;",
        "DROP TABLE orders;",
        "ALTER TABLE orders_new RENAME TO orders;"
      ].join("\n")
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "ALTER TABLE orders ADD COLUMN net INTEGER;\nUPDATE orders SET net = total * 100 / 119;"
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "VACUUM;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "ALTER TABLE orders ADD COLUMN net INTEGER;",
      note: "No row is touched."
    },
    {
      up: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);\nCREATE INDEX orders_total ON orders (total);",
      note: "The table is as young as the pull request."
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "UPDATE orders SET total = 0 WHERE id = 1;"
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const long = chapter.steps.flatMap((step) => {
        const tables2 = worked(chapter, step);
        return tables2.length === 0 ? [] : [{ step, tables: tables2 }];
      });
      const [first] = long;
      if (first === void 0) continue;
      const tables = [...new Set(long.flatMap((it) => it.tables))];
      yield {
        migration: chapter.migration,
        statement: first.step.traced,
        message: `No other connection writes while every row of ${listedShort(tables)} is read or written${restOf(long.length)}.`,
        fix: rule21.fix.replaceAll("`", ""),
        evidence: first.step.traced.trace.evidence
      };
    }
  }
};
function restOf(statements) {
  return statements === 1 ? "" : `, in ${statements} statements of this migration`;
}
function worked(chapter, step) {
  const { traced } = step;
  const { outcome, scans, rewrites, locks: locks2 } = traced.trace;
  if (outcome === "failed" || outcome === "unparsed") return [];
  const tables = wasMeasured(traced) ? [...rewrites, ...locks2.length > 0 && copiesRows(step) ? scans : []] : byText7(step);
  const live = [...new Set(tables)].flatMap(
    (name) => step.liveTable(name) === null ? [] : [step.origin(name) ?? name]
  );
  const told = new Set(wholeWrites(chapter, step).map(({ table }) => table));
  return live.filter(
    (table) => !told.has(table) || wholeWrites(chapter, step).every((it) => fillsNewColumns(step, it))
  );
}
function copiesRows({ traced }) {
  return traced.statement.operations.some(
    (operation) => operation.kind === "create-index" || operation.kind === "reindex" || operation.kind === "create-table" || operation.kind === "write-rows" && (operation.verb === "insert" || !operation.filtered)
  );
}
function byText7({ traced }) {
  return [
    ...operations(traced, "create-index"),
    ...operations(traced, "drop-column"),
    ...operations(traced, "write-rows").filter(({ filtered }) => !filtered)
  ].map(({ table }) => table);
}

// src/rules/missing-down.ts
var rule22 = {
  id: "missing-down",
  title: "No way back",
  why: [
    "When a deploy goes wrong, the way back should be a file that was tried, not one that is written in the incident.",
    "Where a migration has no down, one is generated and run; this is told where that did not restore the schema,",
    "and where the other migrations of the folder have downs, so that the tool expects one here."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Write the down, or put the generated one into the down file.",
  bad: [
    {
      base: "CREATE TEXT SEARCH CONFIGURATION names (COPY = simple);",
      up: "DROP TEXT SEARCH CONFIGURATION names;",
      note: "The generated down does not know how to build it again."
    },
    {
      dialect: "sqlite",
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);"
      ].join("\n"),
      up: [
        "PRAGMA foreign_keys = OFF;",
        "ALTER TABLE users RENAME TO users_old;",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users SELECT id, email FROM users_old;",
        "DROP TABLE users_old;",
        "PRAGMA foreign_keys = ON;"
      ].join("\n"),
      note: "The way back would itself lose the rows of posts, which now reference what is gone.",
      also: ["long-write-lock", "rename-original-first"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;",
      note: "The generated down was run and restores the schema, and no other migration here has a down."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;",
      down: "ALTER TABLE users DROP COLUMN age;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age INTEGER;"
    }
  ],
  *check(context) {
    for (const migration of context.migrations) {
      if (!isWithoutDown(migration)) continue;
      const told = noWayBack(migration.down) ?? (context.expectsDown(migration) ? expected(migration) : null);
      const evidence = migration.down.schema === "unverified" ? "inferred" : "measured";
      if (told !== null) yield { migration, statement: null, line: 1, evidence, ...told };
    }
  }
};
function isWithoutDown({ state, statements, down: down2 }) {
  const hasFile = down2.source === "authored" || down2.source === "authored-empty";
  return state === "added" && statements.length > 0 && !hasFile && down2.failure?.code !== "not-tried";
}
function noWayBack({ schema, failure, difference }) {
  const fix = "Write a down and keep it beside the up, or decide that this migration is never taken back.";
  const reason = failure === null ? "" : `: ${oneLine(failure.message).replace(/\.$/, "")}${codeNote(failure.code)}`;
  const told = (problem) => ({ message: `There is no down file, and ${problem}.`, fix });
  switch (schema) {
    case "equal":
    case "equal-except-order":
      return null;
    case "impossible":
      return told(`none can be generated${reason}`);
    case "unverified":
      return told(`whether a generated one works could not be seen${reason}`);
    case "unequal":
      return told(
        failure === null ? `the generated one does not restore the schema (${differenceWords(difference)})` : `the generated one fails${reason}`
      );
  }
}
function expected({ down: down2 }) {
  const { sql, losses } = down2;
  if (sql.trim() === "")
    return {
      message: "There is no down file, as the other migrations here have one; the schema needs none.",
      fix: "Add a down that puts the rows back, or an empty one."
    };
  const lost = losses.length === 0 ? "" : `, but not what stood in ${listed(losses.slice(0, 5))}`;
  return {
    message: `There is no down file, as the other migrations here have one; the generated one was run and restores the schema${lost}.`,
    fix: sql.trim()
  };
}

// src/rules/support/lock-timeout.ts
function withoutLockTimeout({ steps: steps2 }) {
  let session = false;
  let local = null;
  return steps2.filter((step) => {
    const { inTransaction, trace } = step.traced;
    if (!inTransaction) local = null;
    const isUnlimited = !(local ?? session);
    if (trace.outcome === "failed") return isUnlimited;
    for (const { name, value, local: untilEnd } of operations(step.traced, "set")) {
      if (name !== "lock_timeout" && name !== "all") continue;
      const isOn = value !== null && Number.parseFloat(value) > 0;
      if (!untilEnd) [session, local] = [isOn, null];
      else if (inTransaction) local = isOn;
    }
    if (isOpaque(step.traced) && /\block_timeout\b/i.test(textOfCode(step))) [session, local] = [true, null];
    const ends = operations(step.traced, "transaction").some(
      ({ verb }) => verb === "commit" || verb === "rollback" || verb === "prepare"
    );
    if (ends) local = null;
    return isUnlimited;
  });
}
var strong3 = /* @__PURE__ */ new Set([
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock"
]);
function strongLock(step, before) {
  const { trace } = step.traced;
  if (trace.outcome === "failed") return null;
  const found = trace.locks.find(
    ({ relation, mode }) => strong3.has(mode) && step.liveTable(relation) !== null && isTable(step.origin(relation) ?? relation, before)
  );
  return found ?? null;
}
function isTable(name, before) {
  const { objects } = before ?? {};
  return objects === void 0 || objects.has(`table ${name}`) || objects.has(`materialized view ${name}`);
}

// src/rules/missing-lock-timeout.ts
var rule23 = {
  id: "missing-lock-timeout",
  title: "A strong lock is waited for without limit",
  why: [
    "ALTER TABLE and its kin wait until every running query of the table has ended, and whoever comes later waits",
    "behind them: one long query is enough to stop the whole application, although the change itself takes no time.",
    "With `lock_timeout` the migration gives up instead, and can be run again.",
    "",
    "Told once a pull request, at the first such statement. Our own runner sets the timeout itself;",
    "where another tool runs the migrations, the file has to."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Begin the migration with `SET LOCAL lock_timeout = '5s';` (outside a transaction `SET lock_timeout`), and run it again when it gives up.",
  bad: [],
  good: [],
  *check(context) {
    const match = firstUnlimited(context);
    if (match !== null) yield match;
  }
};
function firstUnlimited(context) {
  for (const chapter of chapters(context)) {
    if (chapter.migration.migration.runner === "ours") continue;
    for (const step of withoutLockTimeout(chapter)) {
      const lock = strongLock(step, context.schemaBefore);
      if (lock === null) continue;
      const { traced, migration } = step;
      const others = lock.mode === "AccessExclusiveLock" ? "reads and writes" : "writes";
      return {
        migration,
        statement: traced,
        message: `While this waits behind a long query of ${lock.relation}, all later ${others} of the table wait behind it: no lock_timeout is set.`,
        fix: `SET ${traced.inTransaction ? "LOCAL " : ""}lock_timeout = '5s';`,
        evidence: traced.trace.evidence
      };
    }
  }
  return null;
}

// src/rules/support/sqlite/features.ts
function featuresOf({ sql, operations: operations2 }) {
  const needed = [...operations2.flatMap(byOperation), ...byText8.filter(({ pattern }) => pattern.test(sql))];
  return [...new Map(needed.map(({ what, since }) => [what, { what, since }])).values()];
}
function byOperation(operation) {
  switch (operation.kind) {
    case "rename-column":
      return [{ what: "RENAME COLUMN", since: "3.25" }];
    case "drop-column":
      return [{ what: "DROP COLUMN", since: "3.35" }];
    case "set-not-null":
    case "drop-not-null":
      return [{ what: "ALTER COLUMN", since: "3.53" }];
    case "drop-constraint":
      return [{ what: "DROP CONSTRAINT", since: "3.53" }];
    default:
      return [];
  }
}
var byText8 = [
  {
    what: "STRICT",
    since: "3.37",
    pattern: /^\s*create\s+(?:temp(?:orary)?\s+)?table\b[\s\S]*\)\s*(?:without\s+rowid\s*,\s*)?strict\b[\s,\w]*$/i
  },
  {
    what: "ADD CONSTRAINT",
    since: "3.53",
    pattern: /^\s*alter\s+table\s+(?:[\w.]+|"(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`)\s+add\s+(?:constraint|check)\b/i
  }
];
function isAtLeast(version, since) {
  const [a, b] = [version, since].map((text) => text.split(".").map(Number));
  const place = b.findIndex((part2, at) => part2 !== (a[at] ?? 0));
  return place === -1 || (a[place] ?? 0) > (b[place] ?? 0);
}

// src/rules/needs-newer-version.ts
var rare = "3.53";
var rule24 = {
  id: "needs-newer-version",
  title: "Statement that an older SQLite does not know",
  why: [
    "An application brings its own SQLite, in its driver or from its system, and the shadow is a new one: what runs",
    "here may be a syntax error there. `DROP COLUMN` came with 3.35, `STRICT` with 3.37, `ADD CONSTRAINT` and",
    "`ALTER COLUMN` with 3.53. Where `server-version` says which version the migrations must run on, what it lacks is",
    "an error; where it does not, only what came with 3.53 is told, since few have it yet."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Build the table anew, or update the engine first; say `server-version` where you know it.",
  bad: [
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "ALTER TABLE orders ADD CONSTRAINT paid CHECK (total >= 0);",
      note: "A warning where nobody said a version."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN note TEXT;"
    }
  ],
  *check({ migrations, serverVersion }) {
    for (const migration of migrations)
      for (const statement of migration.statements)
        for (const { what, since } of featuresOf(statement.statement)) {
          if (serverVersion === null ? !isAtLeast(since, rare) : isAtLeast(serverVersion, since)) continue;
          const where = serverVersion === null ? "older ones, which most drivers bring," : `SQLite ${serverVersion}`;
          yield {
            migration,
            statement,
            severity: serverVersion === null ? "warning" : "error",
            message: `${what} works from SQLite ${since} on; ${where} cannot run it.`,
            fix: "Build the table anew, or update the engine of every target first.",
            evidence: "inferred"
          };
        }
  }
};

// src/rules/rebuild-cascades-deletes.ts
var rule25 = {
  id: "rebuild-cascades-deletes",
  title: "Dropping a table deletes rows of others",
  why: [
    "Where foreign keys are enforced, SQLite deletes all rows of a table before it drops it. `ON DELETE CASCADE` then",
    "deletes the rows of other tables that point to them, and `SET NULL` clears their references, without an error.",
    "The usual rebuild (create, copy, drop, rename) drops a table whose rows stand safely in the new one already;",
    "those of its children are gone.",
    "",
    "The rows were counted in the throwaway database before and after. Foreign keys are taken to be on when the",
    "migration begins, unless the configuration says otherwise (`sqlite: foreign-keys: false`)."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: [
    "Turn foreign keys off before the transaction begins, for inside of one the pragma does nothing;",
    "check them before it commits, and turn them on again."
  ].join(" "),
  bad: [
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);"
      ].join("\n"),
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      also: ["long-write-lock"]
    },
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE SET NULL);"
      ].join("\n"),
      up: [
        "BEGIN;",
        "PRAGMA foreign_keys = OFF;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;",
        "COMMIT;"
      ].join("\n"),
      note: "Inside a transaction the pragma does nothing.",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);"
      ].join("\n"),
      up: [
        "PRAGMA foreign_keys = OFF;",
        "BEGIN;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;",
        "PRAGMA foreign_key_check;",
        "COMMIT;",
        "PRAGMA foreign_keys = ON;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const elsewhere = new Set(renamedFirst(chapter).map(({ to }) => to));
      for (const { step, table, touched } of cascadedDrops(chapter)) {
        if (elsewhere.has(table)) continue;
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `Dropping ${table} acts on the rows that point to it: in the shadow ${lossOf(touched)}${pragmaNote(chapter)}.`,
          fix: isGone2(chapter, table) ? withoutKey(table, touched) : safeForm(chapter) ?? foreignKeysOff,
          evidence: "measured"
        };
      }
    }
  }
};
var foreignKeysOff = "Turn foreign keys off on the connection before the transaction begins, run PRAGMA foreign_key_check before it commits, and turn them on again.";
function isGone2({ migration }, table) {
  return migration.changes.some((it) => it.action === "drop" && it.object === "table" && it.name === table);
}
function withoutKey(table, touched) {
  const names2 = listed(touched.map((it) => it.table));
  return `Build ${names2} anew without the foreign key to ${table} before; rows that are meant to go are deleted by a statement of their own.`;
}
function pragmaNote(chapter) {
  const pragma = uselessPragma(chapter);
  return pragma === void 0 ? "" : `; PRAGMA foreign_keys in line ${pragma.statement.line} does nothing inside a transaction`;
}

// src/rules/support/sqlite/lost-constraints.ts
function lostConstraints({ migration }, { table }) {
  const changes = migration.changes.filter(({ name }) => name === table || qualifier(name) === table);
  const dropped = changes.filter(({ action, object }) => action === "drop" && object === "constraint");
  if (changes.length === dropped.length) return [];
  const comes = new Set(
    migration.changes.filter((change) => change.action === "add" && isOf(change, table)).map(({ object, detail }) => object === "index" ? "UNIQUE" : kindOf(detail))
  );
  const gone = changes.filter(({ action, object }) => action === "drop" && object === "column");
  return dropped.filter(({ detail }) => !comes.has(kindOf(detail))).filter(({ detail }) => !gone.some(({ name }) => mentions(detail, name))).map(({ name, detail }) => ({ name, definition: detail }));
}
function isOf({ object, name, detail }, table) {
  return object === "index" ? detail.startsWith("unique") : qualifier(name) === table;
}
function kindOf(definition) {
  return definition.replace(/^CONSTRAINT\s+\S+\s+/i, "").split(/[\s(]/, 1)[0]?.toUpperCase() ?? "";
}
function mentions(definition, column) {
  const name = bareName(column).toLowerCase();
  const words2 = definition.toLowerCase().split(/[^\p{L}\p{N}_$]+/u);
  return words2.includes(name) || /[^\p{L}\p{N}_$]/u.test(name) && definition.toLowerCase().includes(name);
}

// src/rules/rebuild-loses-constraints.ts
var rule26 = {
  id: "rebuild-loses-constraints",
  title: "A rebuilt table that lost a constraint on the way",
  why: [
    "To change one thing of a table, SQLite often wants it written anew as a whole, and what is not written again is",
    "gone: a foreign key, a UNIQUE, a CHECK. Nothing fails; rows that it would have refused come in from then on.",
    "",
    "A rebuild that only takes constraints away is no finding, nor one that puts another of the kind in their place, or",
    "drops their column. The schema was read before and after."
  ].join("\n"),
  severity: "warning",
  dialects: ["sqlite"],
  fix: "Write the constraint in the new table too. Where it is to go, do that in a migration of its own.",
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER);",
      up: [
        "CREATE TABLE orders_new (id INTEGER PRIMARY KEY, user_id INTEGER, total INTEGER NOT NULL);",
        "INSERT INTO orders_new SELECT id, user_id, total FROM orders;",
        "DROP TABLE orders;",
        "ALTER TABLE orders_new RENAME TO orders;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER);",
      up: [
        "CREATE TABLE orders_new (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER NOT NULL);",
        "INSERT INTO orders_new SELECT id, user_id, total FROM orders;",
        "DROP TABLE orders;",
        "ALTER TABLE orders_new RENAME TO orders;"
      ].join("\n"),
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (total > 0));",
      up: [
        "CREATE TABLE orders_new (id INTEGER PRIMARY KEY, total INTEGER);",
        "INSERT INTO orders_new SELECT id, total FROM orders;",
        "DROP TABLE orders;",
        "ALTER TABLE orders_new RENAME TO orders;"
      ].join("\n"),
      note: "To take the CHECK away is all that it does.",
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context))
      for (const rebuild of rebuilds(chapter)) {
        const lost = lostConstraints(chapter, rebuild);
        if (lost.length === 0) continue;
        const said = lost.map(({ definition }) => oneLine(definition)).join("; ");
        yield {
          migration: chapter.migration,
          statement: rebuild.drop,
          message: `${rebuild.table} is built anew without what it had: ${said}.`,
          fix: "Write it in the new table too. Where it is to go, do that in a migration of its own.",
          evidence: "measured"
        };
      }
  }
};

// src/rules/rebuild-loses-objects.ts
var rule27 = {
  id: "rebuild-loses-objects",
  title: "A rebuilt table loses its indexes or triggers",
  why: [
    "With a table or view SQLite drops its indexes and triggers, without a word. A new table that takes over the name has none",
    "of them: queries grow slow, a unique index no longer guards, and what a trigger kept up to date no longer is.",
    "",
    "The schema was read before and after. What the migration drops by a statement of its own is meant so, and what",
    "it makes again under another name is not lost."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Make them again at the end of the rebuild, or drop by name what is to go.",
  bad: [
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE UNIQUE INDEX users_email ON users (email);",
        "CREATE TABLE log (user_id INTEGER);",
        "CREATE TRIGGER users_log AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (NEW.id); END;"
      ].join("\n"),
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE UNIQUE INDEX users_email ON users (email);",
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;",
        "CREATE UNIQUE INDEX users_by_email ON users (email);"
      ].join("\n"),
      note: "It stands again, under another name.",
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE INDEX users_email ON users (email);",
      up: [
        "DROP INDEX users_email;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      note: "Dropped by name.",
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const all = rebuilds(chapter);
      const lost = lostParts(chapter, all);
      for (const [{ table, drop }, parts2] of Map.groupBy(lost, ({ rebuild }) => rebuild)) {
        const names2 = parts2.map(({ object: { kind, name } }) => `the ${kind} ${name}`);
        yield {
          migration: chapter.migration,
          statement: drop,
          message: `${table} is built anew without ${listed(names2)}: ${names2.length > 1 ? "they go" : "it goes"} with the old one.`,
          fix: (all.length > 0 ? safeForm(chapter) : null) ?? `Add at the end: ${parts2.map(({ sql }) => sql).join("; ")}`,
          evidence: "measured"
        };
      }
    }
  }
};

// src/rules/rebuild-loses-properties.ts
var rule28 = {
  id: "rebuild-loses-properties",
  title: "A rebuilt table is no longer STRICT, WITHOUT ROWID or AUTOINCREMENT",
  why: [
    "What stands behind the columns of a table is easily left out when it is written again. Without STRICT any value",
    "goes into any column; without AUTOINCREMENT the ids of deleted rows are given again, and whoever still holds one",
    "means another row. The same happens where the mark in `sqlite_sequence` does not come along: DROP TABLE takes it",
    "away, and the new table begins after the highest row that is left.",
    "",
    "`CREATE TABLE \u2026 AS SELECT` leaves out keys, constraints and defaults altogether.",
    "",
    "The schema and the mark were read before and after."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Write the property behind the new table as well, and give it the mark of the old one before that is dropped.",
  bad: [
    {
      base: "CREATE TABLE prices (id INTEGER PRIMARY KEY, amount INTEGER) STRICT;",
      up: [
        "CREATE TABLE prices_new (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL);",
        "INSERT INTO prices_new SELECT id, amount FROM prices;",
        "DROP TABLE prices;",
        "ALTER TABLE prices_new RENAME TO prices;"
      ].join("\n"),
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE prices (sku TEXT PRIMARY KEY, amount INTEGER) WITHOUT ROWID;",
      up: [
        "CREATE TABLE prices_new (sku TEXT PRIMARY KEY NOT NULL, amount INTEGER NOT NULL);",
        "INSERT INTO prices_new SELECT sku, amount FROM prices;",
        "DROP TABLE prices;",
        "ALTER TABLE prices_new RENAME TO prices;"
      ].join("\n"),
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER);",
      up: [
        "CREATE TABLE bills_new (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER NOT NULL);",
        "INSERT INTO bills_new SELECT id, total FROM bills;",
        "DROP TABLE bills;",
        "ALTER TABLE bills_new RENAME TO bills;"
      ].join("\n"),
      note: "The highest rows may have been deleted: their ids are given again.",
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER);",
      up: [
        "CREATE TABLE bills_new (id INTEGER PRIMARY KEY, total INTEGER NOT NULL);",
        "INSERT INTO bills_new SELECT id, total FROM bills;",
        "DROP TABLE bills;",
        "ALTER TABLE bills_new RENAME TO bills;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER) STRICT;",
      up: [
        "CREATE TABLE bills_new (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER NOT NULL) STRICT;",
        "INSERT INTO bills_new SELECT id, total FROM bills;",
        "DELETE FROM sqlite_sequence WHERE name = 'bills_new';",
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'bills_new', seq FROM sqlite_sequence WHERE name = 'bills';",
        "DROP TABLE bills;",
        "ALTER TABLE bills_new RENAME TO bills;"
      ].join("\n"),
      note: "The mark comes along: a rename of the table renames it too.",
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const lost = lostProperties(chapter, rebuilds(chapter));
      for (const [{ table, drop }, properties] of Map.groupBy(lost, ({ rebuild }) => rebuild)) {
        yield {
          migration: chapter.migration,
          statement: drop,
          message: messageOf2(table, properties),
          fix: safeForm(chapter) ?? fixFor7(properties),
          evidence: "measured"
        };
      }
    }
  }
};
function messageOf2(table, lost) {
  const names2 = lost.flatMap(
    ({ property }) => property === "mark" || property === "definition" ? [] : [property]
  );
  const mark = lost.find((it) => it.property === "mark")?.mark;
  return [
    ...names2.length === 0 ? [] : [`${table} is built anew and no longer ${listed(names2)}`],
    ...lost.some(({ property }) => property === "definition") ? [
      `CREATE TABLE \u2026 AS makes ${table} without its keys, constraints and defaults, and with types of its own`
    ] : [],
    ...mark == null ? [] : [
      `${table} gives ids of deleted rows again: in the shadow its mark in sqlite_sequence falls from ${mark.before} to ${mark.after}`
    ]
  ].join("; ").concat(".");
}
function fixFor7(lost) {
  if (lost.some(({ property }) => property === "definition"))
    return "Write CREATE TABLE out with all columns, keys and constraints, and fill it by INSERT \u2026 SELECT.";
  return lost.map(
    ({ property, rebuild: { old, next } }) => property === "mark" ? `Before the DROP, give ${lastPart(next)} the seq that ${lastPart(old)} has in sqlite_sequence.` : `Write ${property} in the CREATE TABLE of ${lastPart(next)} too.`
  ).join(" ");
}

// src/rules/rebuild-loses-rows.ts
var rule29 = {
  id: "rebuild-loses-rows",
  title: "The copy of a rebuild leaves rows or values behind",
  why: [
    "A table that is built anew holds what the copy put into it: rows that its WHERE, JOIN, DISTINCT or OR IGNORE leaves",
    "out go with the old table, and so do the values of a column that it forgets, or puts into another one, as",
    "`SELECT *` does where the order of the columns is another. The schema looks right afterwards.",
    "",
    "Rows and values were counted before and after. Where the copy chose all rows that were there, but would not choose",
    "all, this is a warning. Rows that the migration deletes by a statement of its own are meant to go."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: "Copy every row and every column; delete or change what is to go by a statement of its own.",
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'a'), (2, NULL);",
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users WHERE email IS NOT NULL;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, phone TEXT);",
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, phone TEXT);",
        "INSERT INTO users_new (id, email) SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      note: "The column is there again, and empty.",
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);",
        "INSERT OR IGNORE INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      note: "Which of two rows with the same email stays is left to chance: a warning.",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'a'), (2, NULL);",
      up: [
        "DELETE FROM users WHERE email IS NULL;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      note: "Said by a statement of its own.",
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const [chosen, seen] = parted(lostRows(chapter, rebuilds(chapter)));
      const { migration } = chapter;
      for (const lost of seen) {
        yield {
          migration,
          statement: lost.rebuild.drop,
          message: messageOf3(lost),
          fix: lost.mixed.length > 0 ? byName : rule29.fix,
          evidence: "measured"
        };
      }
      const [first] = chosen;
      if (first === void 0) continue;
      const tables = listedShort(chosen.map(({ rebuild }) => rebuild.table));
      yield {
        migration,
        statement: first.rebuild.drop,
        severity: "warning",
        message: `Rows of ${tables} that the copy does not choose go with the old table; here it chose all.`,
        fix: rule29.fix,
        evidence: "inferred"
      };
    }
  }
};
var byName = "Name the columns on both sides of the copy, in the same order: INSERT INTO \u2026 (a, b) SELECT a, b FROM \u2026.";
function parted(all) {
  return [all.filter((lost) => !isLoss(lost)), all.filter(isLoss)];
}
function messageOf3({
  rebuild: { table },
  before,
  after,
  emptied,
  levelled,
  replaced,
  mixed
}) {
  const rows = after < before ? [
    `In the shadow ${before - after} of ${before} rows of ${table} are not copied and go with the old table`
  ] : [];
  return [
    ...rows,
    ...holding(table, emptied, "nothing but NULL"),
    ...holding(table, levelled, "one and the same value in every row"),
    ...holding(table, replaced, "new values, and none of the old ones,"),
    ...mixed.flatMap(({ column, from }) => holding(table, [column], `the values of ${from}`))
  ].join("; ").concat(".");
}
function holding(table, columns, what) {
  if (columns.length === 0) return [];
  const names2 = listed(columns.map((column) => `${table}.${column}`));
  return [`${names2} ${columns.length > 1 ? "hold" : "holds"} ${what} afterwards`];
}

// src/rules/rename-blocked-by-view.ts
var rule30 = {
  id: "rename-blocked-by-view",
  title: "A view or trigger stops the rename",
  why: [
    "SQLite reads all views and triggers again when a table is renamed, and refuses where one mentions a table that is",
    "not there at that moment. In the middle of a rebuild that is so: the original is dropped, and the new table has",
    "not its name yet. So a rebuild of a table with a view on it stops at its last step."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: [
    "Drop the views and triggers that mention the table before the rebuild and make them again after it,",
    "or set `PRAGMA legacy_alter_table = ON` for it: then a rename does not look at them."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;",
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;",
      up: [
        "DROP VIEW emails;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;",
        "CREATE VIEW emails AS SELECT email FROM users;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { traced } of chapter.steps) {
        const blocker = blockerOfRename(traced);
        if (blocker === null) continue;
        yield {
          migration: chapter.migration,
          statement: traced,
          message: `The deploy stops here: ${oneLine(traced.trace.error?.message ?? "")}.`,
          fix: safeForm(chapter, { renames: "legacy" }) ?? `Drop the ${blocker.kind} ${blocker.name} before the rebuild, and make it again after the rename.`,
          evidence: "measured"
        };
      }
    }
  }
};

// src/rules/support/renamed.ts
function renamedColumns(chapter) {
  const renamed = measured(chapter);
  const isRenamed = ({ table, from }) => renamed.some((it) => it.table === table && it.from === from);
  const seen = [...renamed, ...moved(chapter).filter((it) => !isRenamed(it))];
  const told = byText9(chapter).filter(
    (it) => (!chapter.complete || isAddedAgain(chapter, it)) && !seen.some(({ from }) => from === it.from)
  );
  return [...seen, ...told].filter((renamed2) => !isSwap(chapter, renamed2));
}
function measured(chapter) {
  return chapter.migration.changes.filter(({ action, object }) => action === "rename" && object === "column").flatMap(({ name, detail }) => {
    const old = oldName(detail);
    const [table, from, to] = [qualifier(name), lastPart(old), lastPart(name)];
    if (from === to || !chapter.start.isLiveColumn(qualifier(old), from)) return [];
    const named = find(
      chapter,
      "rename-column",
      (rename) => rename.column === from && lastPart(rename.table) === lastPart(table)
    );
    const withParent = texts(chapter, "rename-column").some(
      ([rename, step2]) => rename.column === from && rename.to === to && locks(step2, table)
    );
    if (named === void 0 && withParent) return [];
    const step = named ?? find(chapter, "rename-column", (rename) => rename.column === from) ?? whatLocked(chapter, table);
    return [{ table, from, to, statement: step?.traced ?? null, evidence: "measured" }];
  });
}
function moved(chapter) {
  return movedColumns(chapter).filter(({ table, from }) => chapter.start.isLiveColumn(table, from)).map(({ table, from, to }) => {
    const step = find(chapter, "drop-column", (drop) => drop.table === table && drop.column === from) ?? whatLocked(chapter, table);
    return { table, from, to, statement: step?.traced ?? null, evidence: "measured" };
  });
}
function byText9(chapter) {
  return texts(chapter, "rename-column").flatMap(([{ table, column: from, to }, step]) => {
    const live = step.liveTable(table);
    if (live === null || !step.isLiveColumn(live, from)) return [];
    return [{ table: live, from, to, statement: step.traced, evidence: step.traced.trace.evidence }];
  });
}
function isAddedAgain({ steps: steps2 }, { table, from, to, statement }) {
  const later = steps2.slice(steps2.findIndex(({ traced }) => traced === statement) + 1);
  const isFilled = later.some(
    ({ traced }) => operations(traced, "write-rows").some(
      (write2) => write2.verb === "update" && write2.table === table && write2.columns.includes(from)
    ) && words(traced.statement.sql).includes(bareName(to))
  );
  const isAdded = later.some(
    ({ traced }) => operations(traced, "add-column").some((added) => added.table === table && added.column === from)
  );
  return isAdded && !isFilled;
}
function isSwap(chapter, { table, from, to }) {
  const renames = texts(chapter, "rename-column").map(([rename]) => rename).filter((rename) => lastPart(rename.table) === lastPart(table));
  const left = renames.findIndex(({ column }) => column === from);
  const arrived = renames.findLastIndex((rename) => rename.to === to);
  return renames.some(
    (other, place) => left >= 0 && place > left && other.to === from || place < arrived && other.column === to
  );
}

// src/rules/rename-column.ts
var rule31 = {
  id: "rename-column",
  title: "Column renamed under running code",
  why: [
    "The old name is gone the moment the migration commits, while the code that uses it still runs:",
    "every query that names the column fails until the new code is everywhere, and again if that is rolled back."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Add the new column beside the old one, write both, copy the rows, switch the readers, and drop the old one later.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, mail text);",
      up: "ALTER TABLE users RENAME COLUMN mail TO email;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, mail text);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE users RENAME mail TO email'; END $$;",
      note: "The column is known by its identity, not by the text."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);",
      up: "ALTER TABLE Users RENAME COLUMN Mail TO email;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, mail text);",
      up: "ALTER TABLE users ADD COLUMN email text;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN mail text;\nALTER TABLE users RENAME COLUMN mail TO email;",
      note: "The column is as young as the pull request."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN mail TEXT;\nALTER TABLE users RENAME COLUMN mail TO email;"
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { statement, table, from, to, evidence } of renamedColumns(chapter)) {
        yield {
          migration: chapter.migration,
          statement,
          message: `Code that still uses ${table}.${from} fails as soon as it is called ${to}.`,
          fix: `Add ${to} beside ${from}, write both, copy the rows, switch the readers, then drop ${from} in a later release.`,
          evidence
        };
      }
    }
  }
};

// src/rules/rename-original-first.ts
var rule32 = {
  id: "rename-original-first",
  title: "The original is renamed away, and references follow it",
  why: [
    "A rename in SQLite takes everything along that mentions the table: foreign keys of other tables, views and triggers",
    "then mean the old table under its new name, and not the new one that is made in its place.",
    "When the old one is dropped they mean nothing: each write to a child fails, and so does each read of a view;",
    "with foreign keys enforced the rows of the children may go along.",
    "",
    "The schema was read after the migration: what mentions the temporary name is told."
  ].join("\n"),
  severity: "error",
  dialects: ["sqlite"],
  fix: [
    "Make the new table under another name, copy the rows, drop the original, and rename the new one last,",
    "with foreign keys off. Or set `PRAGMA legacy_alter_table = ON` while the original is renamed."
  ].join(" "),
  bad: [
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);"
      ].join("\n"),
      up: [
        "PRAGMA foreign_keys = OFF;",
        "BEGIN;",
        "ALTER TABLE users RENAME TO users_old;",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users SELECT id, email FROM users_old;",
        "DROP TABLE users_old;",
        "COMMIT;",
        "PRAGMA foreign_keys = ON;"
      ].join("\n"),
      note: "posts references users_old, which is gone.",
      also: ["long-write-lock", "missing-down"]
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;",
      up: [
        "ALTER TABLE users RENAME TO users_old;",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users SELECT id, email FROM users_old;"
      ].join("\n"),
      note: "The old table stays as a backup, and the view reads it.",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);"
      ].join("\n"),
      up: [
        "PRAGMA foreign_keys = OFF;",
        "BEGIN;",
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;",
        "PRAGMA foreign_key_check;",
        "COMMIT;",
        "PRAGMA foreign_keys = ON;"
      ].join("\n"),
      also: ["long-write-lock"]
    },
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      up: [
        "ALTER TABLE users RENAME TO users_old;",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users SELECT id, email FROM users_old;",
        "DROP TABLE users_old;"
      ].join("\n"),
      note: "Nothing else mentions the table.",
      also: ["long-write-lock"]
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const renamed of renamedFirst(chapter)) {
        const problem = problemOf2(chapter, renamed);
        if (problem === null) continue;
        yield {
          migration: chapter.migration,
          statement: renamed.rename,
          message: `What mentions ${renamed.table} follows it to ${lastPart(renamed.to)}: ${problem}.`,
          fix: safeForm(chapter) ?? rule32.fix.replaceAll("`", ""),
          evidence: "measured"
        };
      }
    }
  }
};
function problemOf2(chapter, renamed) {
  const failed = failedDropOf(chapter, renamed.to);
  if (failed !== void 0) return stopped(failed);
  const cascaded = cascadedDrops(chapter).filter(({ table }) => table === renamed.to);
  const rows = cascaded.map(({ touched }) => `; in the shadow ${lossOf(touched)} when it is dropped`).join("");
  const followers = followersOf(chapter, renamed);
  if (followers.length === 0) return rows === "" ? null : rows.slice(2);
  const many = followers.length > 1;
  return `${listedShort(followers)} ${many ? "mean" : "means"} the old table from then on, and not the new one${rows}`;
}
function stopped({ statement }) {
  return `the deploy stops in line ${statement.line}, where rows of other tables still point to it`;
}
function followersOf({ migration }, { table, to }) {
  const mentions2 = (text) => mentionsName(text, bareName(to));
  const dangling = migration.damage.filter(({ kind, detail }) => kind === "dangling-reference" && mentions2(detail)).map(({ object }) => object);
  const altered = migration.changes.filter(({ action, detail }) => action === "alter" && mentions2(detail.split(" \u2192 ").at(-1) ?? "")).map(({ object, name }) => object === "constraint" ? `table ${qualifier(name)}` : `${object} ${name}`);
  const own = /* @__PURE__ */ new Set([`table ${table}`, `table ${to}`]);
  return [.../* @__PURE__ */ new Set([...dangling, ...altered])].filter((name) => !own.has(name)).sort();
}
function mentionsName(text, name) {
  const wanted = name.toLowerCase();
  if (!/^[\w$]+$/.test(wanted)) return text.toLowerCase().includes(wanted);
  return text.match(/[\w$\u0080-\uffff]+/g)?.some((word) => word.toLowerCase() === wanted) === true;
}

// src/rules/support/renamed-tables.ts
var relations = /* @__PURE__ */ new Set(["table", "foreign table", "view", "materialized view"]);
function renamedTables(chapter) {
  const seen = measured2(chapter);
  const told = chapter.complete ? [] : byText10(chapter).filter((it) => !seen.some(({ from }) => from === it.from));
  const all = [...seen, ...told];
  return all.filter(
    (it) => isLiveName(chapter, it.from) && !answers(chapter, it.from) && !replaces(chapter, it)
  );
}
function measured2(chapter) {
  return chapter.migration.changes.filter(({ action, object }) => action === "rename" && (relations.has(object) || object === "schema")).map(({ object: kind, name: to, detail }) => {
    const from = oldName(detail);
    const step = find(chapter, "rename-table", (rename) => rename.table === from) ?? find(chapter, "alter", (alter) => alter.name === from) ?? find(chapter, "rename-table", (rename) => rename.to === to) ?? whatLocked(chapter, from);
    return { kind, from, to, statement: step?.traced ?? null, evidence: "measured" };
  });
}
function byText10(chapter) {
  const tables = texts(chapter, "rename-table").map(([{ table, to }, { traced, liveTable }]) => {
    const { evidence } = traced.trace;
    return { kind: "table", from: liveTable(table) ?? table, to, statement: traced, evidence };
  });
  const schemas = texts(chapter, "alter").flatMap(([{ object, name }, { traced }]) => {
    const to = /\brename\s+to\s+("(?:[^"]|"")*"|[\w$\u0080-\uffff]+)\s*$/i.exec(traced.statement.sql)?.[1];
    const { evidence } = traced.trace;
    return object === "schema" && to !== void 0 ? [{ kind: "schema", from: name, to, statement: traced, evidence }] : [];
  });
  return [...tables, ...schemas];
}
function isLiveName({ start, steps: steps2 }, name) {
  const isMadeHere = steps2.some(
    ({ traced }) => traced.statement.operations.some(
      (it) => it.kind === "create" && it.object === "schema" && it.name === name
    )
  );
  return !isMadeHere && start.origin(name) === name && start.liveTable(name) !== null;
}
function answers(chapter, name) {
  const { changes } = chapter.migration;
  const takesWrites = ({ detail }) => chapter.context.dialect !== "sqlite" || /\btriggers?\b/.test(detail);
  const bears = (change) => {
    if (change.detail.includes(`now partition of ${name}`)) return true;
    if (change.name !== name || !relations.has(change.object)) return false;
    return change.action === "rename" || change.action === "add" && change.object !== "table" && takesWrites(change);
  };
  if (changes.some(bears) || holdsItsRows(chapter, name)) return true;
  if (chapter.complete) return false;
  return find(chapter, "create", (made) => made.object.endsWith("view") && made.name === name) !== void 0 || find(chapter, "rename-table", (rename) => rename.to === name) !== void 0;
}
function replaces(chapter, { kind, from, to }) {
  if (kind === "schema") return false;
  const left = chapter.migration.changes.some(
    ({ action, object, name, detail }) => relations.has(object) && (action === "drop" && name === to || action === "rename" && name !== to && oldName(detail) === to)
  );
  if (left || chapter.complete) return left;
  return find(chapter, "drop-table", (drop) => drop.table === to && drop.table !== from) !== void 0 || find(chapter, "rename-table", (rename) => rename.table === to) !== void 0;
}

// src/rules/rename-table.ts
var rule33 = {
  id: "rename-table",
  title: "Table renamed under running code",
  why: [
    "The old name is gone the moment the migration commits, while the code that uses it still runs:",
    "every query of the table fails until the new code is everywhere, and again if that is rolled back.",
    "A move into another schema, and a new name for a whole schema, do the same; so does a view under another name.",
    "",
    "A view under the old name, made in the same transaction, is a bridge: PostgreSQL passes reads and writes through.",
    "SQLite passes reads through, and writes only where the view has INSTEAD OF triggers."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: [
    "Make a view under the old name in the same migration, with the same rights as the table;",
    "drop it in a later release, when no code uses it any more."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders RENAME TO purchases;"
    },
    {
      base: "CREATE SCHEMA archive;\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders SET SCHEMA archive;",
      note: "Code finds it no longer where it was."
    },
    {
      base: "CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int PRIMARY KEY);",
      up: "ALTER SCHEMA shop RENAME TO store;"
    },
    {
      base: 'CREATE TABLE "Orders" (id int PRIMARY KEY);',
      up: `DO $$ BEGIN EXECUTE 'ALTER TABLE "Orders" RENAME TO "Purchases"'; END $$;`,
      note: "The table is known by its identity, not by the text."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, open boolean);\nCREATE VIEW open_orders AS SELECT id FROM orders WHERE open;",
      up: "ALTER VIEW open_orders RENAME TO pending_orders;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders RENAME TO purchases;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;",
      note: "The old name answers reads, but every write to it fails."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;",
      note: "The old name still answers."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders RENAME TO purchases;",
      note: "The table is as young as the pull request."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE orders_next (id bigint PRIMARY KEY);",
      up: "ALTER TABLE orders RENAME TO orders_old;\nALTER TABLE orders_next RENAME TO orders;",
      note: "Another table takes over the name."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: [
        "ALTER TABLE orders RENAME TO purchases;",
        "CREATE VIEW orders AS SELECT * FROM purchases;",
        "CREATE TRIGGER orders_insert INSTEAD OF INSERT ON orders BEGIN INSERT INTO purchases VALUES (NEW.id); END;"
      ].join("\n")
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const renamed of renamedTables(chapter)) {
        const { kind, from, to, statement, evidence } = renamed;
        const subject = kind === "schema" ? `the schema ${from}` : from;
        const name = kind !== "schema" && qualifier(from) === qualifier(to) ? lastPart(to) : to;
        yield {
          migration: chapter.migration,
          statement,
          message: `Code that still uses ${subject} fails as soon as it is called ${name}.`,
          fix: context.dialect === "sqlite" ? bridgeWithTriggers(renamed) : bridge(renamed, chapter.migration),
          evidence
        };
      }
    }
  }
};
function bridgeWithTriggers({ from, to }) {
  return `Keep the name, or make a view ${from} AS SELECT * FROM ${to} in the same migration, with INSTEAD OF triggers for the writes of running code.`;
}
function bridge({ kind, from, to }, { transaction }) {
  if (kind === "schema")
    return `Keep the schema ${from}, and move its tables one by one, each with a view under its old name.`;
  const stays = qualifier(from) === qualifier(to);
  if (!stays && lastPart(from) !== lastPart(to))
    return `Make a view ${from} AS SELECT * FROM ${to} in the same migration.`;
  const change = stays ? `RENAME TO ${lastPart(to)}` : `SET SCHEMA ${qualifier(to)}`;
  const sql = [`ALTER TABLE ${from} ${change};`, `CREATE VIEW ${from} AS SELECT * FROM ${to};`];
  return (transaction === "none" ? ["BEGIN;", ...sql, "COMMIT;"] : sql).join("\n");
}

// src/rules/set-not-null-scan.ts
var rule34 = {
  id: "set-not-null-scan",
  title: "SET NOT NULL reads the whole table",
  why: [
    "`SET NOT NULL` takes an ACCESS EXCLUSIVE lock and then reads every row to see that none is null.",
    "Until the last row is read, nobody can read or write the table.",
    "",
    "PostgreSQL skips the scan where a valid CHECK constraint proves the column (since version 12).",
    "Adding the CHECK as NOT VALID is instant, and VALIDATE reads the rows while the application goes on."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add `CHECK (column IS NOT NULL) NOT VALID`; in the next migration validate it, set NOT NULL and drop the CHECK.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;"
    },
    {
      base: 'CREATE TABLE shop_orders (id int PRIMARY KEY, "Customer" int, note text);\nCREATE TABLE audit (id int);',
      up: 'ALTER TABLE shop_orders ALTER "Customer" SET NOT NULL, ALTER note SET NOT NULL;'
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT present CHECK (customer_id IS NOT NULL));",
      up: "ALTER TABLE orders ALTER customer_id SET NOT NULL, DROP CONSTRAINT present;",
      note: "The proof is dropped in the same statement, so PostgreSQL reads the rows again."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT present CHECK (customer_id IS NOT NULL));",
      up: "ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT present;",
      note: "The CHECK proves it: nothing is read."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nALTER TABLE orders ALTER customer_id SET NOT NULL;",
      note: "The table is new."
    }
  ],
  *check(context) {
    const before = [];
    for (const step of steps(context)) {
      for (const { table, columns, waiting = "Reads and writes of" } of [
        ...byText11(step, before) ?? byCode7(step),
        ...byValidation(step),
        ...byKey(step)
      ]) {
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `${waiting} ${table} wait while every row is checked for a null in ${listed(columns)}.`,
          fix: requireColumns(table, columns),
          evidence: step.traced.trace.evidence
        };
      }
      before.push(...step.traced.statement.operations);
    }
  }
};
function byText11(step, before) {
  const set = operations(step.traced, "set-not-null");
  const [first] = set;
  if (first === void 0) return null;
  const { outcome, rewrites, scans } = step.traced.trace;
  const table = step.liveTable(first.table);
  if (table === null || outcome === "failed" || rewrites.includes(table)) return [];
  const columns = set.map(({ column }) => column);
  const isRead = scans.some((name) => step.liveTable(name) !== null);
  const read = wasMeasured(step.traced) ? columns.filter(() => isRead) : columns.filter((column) => !isProven(first.table, column, before));
  return read.length === 0 ? [] : [{ table, columns: read }];
}
function isProven(table, column, before) {
  const tells = (kind, constraint) => before.some((later) => later.kind === kind && later.table === table && later.constraint === constraint);
  return before.some(
    (check) => check.kind === "add-constraint" && check.type === "check" && check.table === table && check.columns.includes(column) && (check.validated || tells("validate-constraint", check.constraint)) && !tells("drop-constraint", check.constraint)
  );
}
function byValidation(step) {
  return validationsUnderLock(step).filter(({ type }) => type === "not-null-proof");
}
function byKey(step) {
  const { outcome, scans } = step.traced.trace;
  if (outcome === "failed" || !scans.some((name) => step.liveTable(name) !== null)) return [];
  return operations(step.traced, "add-constraint").flatMap(({ type, usingIndex, table: named }) => {
    const table = step.liveTable(named);
    if (type !== "primary-key" || !usingIndex || table === null) return [];
    const columns = columnsMadeRequired(step.migration, table);
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}
function byCode7(step) {
  const { rewrites, scans } = step.traced.trace;
  const keys = keysByCode(step);
  const required = changedByCode(step, "alter", "column").filter(({ detail }) => becomesRequired(detail)).filter(({ name }) => scans.includes(qualifier(name)) && !rewrites.includes(qualifier(name))).filter(
    ({ name }) => !keys.some((key) => qualifier(key.name) === qualifier(name) && isPrimaryOf(key, name))
  );
  return [...Map.groupBy(required, ({ name }) => qualifier(name))].map(([table, changes]) => ({
    table,
    columns: changes.map(({ name }) => lastPart(name))
  }));
}
function isPrimaryOf({ detail }, column) {
  const columns = /^PRIMARY KEY \((.*?)\)/.exec(detail)?.[1]?.split(", ") ?? [];
  return columns.includes(lastPart(column));
}

// src/rules/statement-failed.ts
var rule35 = {
  id: "statement-failed",
  title: "The statement fails",
  why: [
    "The statement was run on the schema that the base branch builds, and the database refused it.",
    "In production the migration would stop here, and the deploy with it;",
    "outside a transaction, what ran before it would stay."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Correct the statement. The code tells the kind of failure; the message is the database\u2019s own.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET agee = 1 WHERE id = 1;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "CREATE TABLE users (id int PRIMARY KEY);"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
      up: "INSERT INTO users (id, nam) VALUES (1, NULL);"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nINSERT INTO users VALUES (1, 'a'), (2, 'a');",
      up: "CREATE UNIQUE INDEX users_name ON users (name);",
      note: "Existing rows are in the way."
    },
    {
      dialect: "sqlite",
      base: [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));"
      ].join("\n"),
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      note: "Where foreign keys are enforced, a table to which rows point cannot be dropped.",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET age = 1 WHERE id = 1;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "CREATE TABLE IF NOT EXISTS users (id int PRIMARY KEY);"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
      up: "INSERT INTO users (id, name) VALUES (100, 'a');"
    }
  ],
  *check(context) {
    const start = noEmptyStart(context);
    if (start !== null) yield toldOnce(start);
    for (const chapter of chapters(context)) {
      const { migration, steps: steps2 } = chapter;
      const failed = steps2.find(({ traced }) => traced.trace.outcome === "failed")?.traced;
      if (failed === void 0 || start?.statements.has(failed) || isExplained(migration, failed)) continue;
      const { code, message } = failed.trace.error ?? {
        code: "unknown",
        message: "the database gave no reason"
      };
      yield {
        migration,
        statement: failed,
        message: `The deploy stops here${condition(code, message)}: ${oneLine(message)}${codeNote(code)}.`,
        fix: wholeFix2(chapter, failed) ?? adviceFor(code, message),
        evidence: "measured"
      };
    }
  }
};
function condition(code, message) {
  const isOfValues = code.startsWith("SQLITE_") && /^malformed JSON$|^integer overflow$/.test(message);
  return isOfValues || code.startsWith("SQLITE_CONSTRAINT") ? " where rows stand as they do in the shadow" : "";
}
function wholeFix2(chapter, failed) {
  return isForeignKeyFailure(failed) && operations(failed, "drop-table").length > 0 ? safeForm(chapter) : null;
}
function toldOnce({ first, statements, migrations }) {
  const messages = [...statements].flatMap(({ trace }) => trace.error?.message ?? []);
  const reason = oneLine(first.traced.trace.error?.message ?? "the first finds nothing to work on");
  return {
    migration: first.migration,
    statement: first.traced,
    message: `These migrations do not start from an empty database: ${statements.size} statements in ${migrations} of them miss what stands before, the first here: ${reason}.`,
    fix: `${baselineAdvice(messages)}.`,
    evidence: "measured"
  };
}

// src/rules/support/truncated.ts
function emptiedTables(chapter, step, before) {
  const { traced } = step;
  const truncated = traced.trace.outcome === "failed" ? [] : operations(traced, "truncate");
  const named = truncated.flatMap(({ table }) => step.liveTable(table) ?? []).filter((name) => !wasMeasured(traced) || locks(step, name));
  const lost = [...named, ...byCode8(chapter, step, before)].filter(
    (name) => !holdsItsRows(chapter, step.origin(name) ?? name)
  );
  const cascades2 = lost.length > 0 && truncated.some(({ cascade }) => cascade);
  const reached = liveTables(step, before).filter(
    (name) => !named.includes(name) && !named.includes(parentOf2(name, before)) && locks(step, name)
  );
  return {
    named: lost,
    reached: cascades2 && wasMeasured(traced) ? reached : [],
    reachUnknown: cascades2 && !wasMeasured(traced)
  };
}
function byCode8({ migration }, step, before) {
  if (!runsHiddenCode(step) || !wasMeasured(step.traced) || !/\btruncate\b/i.test(textOfCode(step))) return [];
  return liveTables(step, before).filter(
    (name) => step.traced.trace.rewrites.includes(name) && !migration.changes.some(
      ({ object, name: changed }) => object === "column" && changed.startsWith(`${name}.`)
    )
  );
}
function liveTables(step, before) {
  return step.traced.trace.locks.map(({ relation }) => relation).filter(
    (name) => step.liveTable(name) !== null && before?.objects.has(`table ${step.origin(name)}`) === true
  );
}
function parentOf2(name, before) {
  return before?.objects.get(`table ${name}`)?.attributes["partition of"] ?? "";
}

// src/rules/truncate.ts
var rule36 = {
  id: "truncate",
  title: "Table emptied",
  why: [
    "All rows are gone for good, and until the transaction ends nobody can read or write the table (ACCESS EXCLUSIVE).",
    "No trigger for single rows fires and no foreign key acts: what hangs on the rows is not told.",
    "With CASCADE every table whose foreign key points here is emptied as well, and every table that points there.",
    "",
    "A table whose rows were copied away and are put back in the same migration is not emptied."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Keep a copy of rows that may be needed, and delete the others in batches by key, table by table.",
  bad: [
    {
      base: "CREATE TABLE sessions (id int PRIMARY KEY);",
      up: "TRUNCATE sessions;"
    },
    {
      base: [
        "CREATE TABLE customers (id int PRIMARY KEY);",
        "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);",
        "CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders);"
      ].join("\n"),
      up: "TRUNCATE customers CASCADE;",
      note: "The locks show which tables it reached."
    },
    {
      base: "CREATE TABLE sessions (id int PRIMARY KEY);",
      up: "DO $$ BEGIN EXECUTE 'TRUNCATE sessions'; END $$;",
      note: "The table has an empty file afterwards."
    }
  ],
  good: [
    {
      up: "CREATE TABLE staging (id int PRIMARY KEY);\nTRUNCATE staging;",
      note: "The table is as young as the pull request."
    },
    {
      base: "CREATE TABLE rates (id int PRIMARY KEY);",
      up: [
        "CREATE TABLE rates_copy AS SELECT * FROM rates;",
        "TRUNCATE rates;",
        "INSERT INTO rates SELECT * FROM rates_copy ORDER BY id;"
      ].join("\n"),
      note: "The rows are put back."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const step of chapter.steps) {
        const { named, reached, reachUnknown } = emptiedTables(chapter, step, context.schemaBefore);
        if (named.length === 0) continue;
        const along = reachUnknown ? ["every table whose foreign key points there"] : reached;
        const also = along.length === 0 ? "" : `, with CASCADE also those of ${listed(along)}`;
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `All rows of ${listed(named)} are gone${also}; reads and writes wait until the transaction ends.`,
          fix: `Keep a copy of rows that may be needed, and delete the others in batches by key${also === "" ? "" : ", table by table"}.`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};

// src/rules/type-affinity-not-enforced.ts
var rule37 = {
  id: "type-affinity-not-enforced",
  title: "The new table does not check what its types promise",
  why: [
    "Without STRICT a type is only a preference: `varchar(3)` holds texts of any length, and any other value. A primary key that",
    "is not `INTEGER PRIMARY KEY` takes NULL, many times, unless it says NOT NULL. Once such values are there, they stay",
    "in the way of every stricter form.",
    "",
    "Told at most once a migration. A length is told only where no table that stands has one either: then it is the",
    "custom of the house."
  ].join("\n"),
  severity: "warning",
  dialects: ["sqlite"],
  fix: "Write STRICT behind the table and `CHECK (length(code) <= 3)` where a length matters; write NOT NULL in a primary key that is not INTEGER.",
  bad: [
    { up: "CREATE TABLE countries (id INTEGER PRIMARY KEY, code varchar(3) NOT NULL);" },
    {
      up: "CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER);",
      note: "Any number of sessions may have no token."
    }
  ],
  good: [
    { up: "CREATE TABLE sessions (token TEXT PRIMARY KEY NOT NULL, user_id INTEGER);" },
    { up: "CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER) STRICT;" },
    { up: "CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER) WITHOUT ROWID;" },
    {
      base: "CREATE TABLE countries (id INTEGER PRIMARY KEY, code varchar(3) NOT NULL);",
      up: "CREATE TABLE cities (id INTEGER PRIMARY KEY, code varchar(10) NOT NULL);",
      note: "The custom of the house."
    }
  ],
  *check(context) {
    for (const { migration } of chapters(context)) {
      const lengths = hasLengths(context.schemaBefore) ? [] : columnsWithLength(migration);
      const keys = nullableKeys(migration);
      const [first] = [...keys, ...lengths];
      if (first === void 0) continue;
      yield {
        migration,
        statement: madeBy2(migration, qualifier(first.name)) ?? null,
        message: `${[...keyWords(keys), ...lengthWords(lengths)].join("; ")}.`,
        fix: rule37.fix.replaceAll("`", ""),
        evidence: "measured"
      };
    }
  }
};
var shown2 = 3;
function keyWords(keys) {
  return keys.length === 0 ? [] : [`NULL goes into the primary key ${namesOf(keys)}`];
}
function lengthWords(columns) {
  if (columns.length === 0) return [];
  const type = columns[0]?.attributes.type;
  return [
    `${namesOf(columns)} ${columns.length > 1 ? "take" : "takes"} any value of any length, whatever ${type} says`
  ];
}
function namesOf(columns) {
  const names2 = columns.slice(0, shown2).map(({ name }) => name);
  const more = columns.length - names2.length;
  return listed(more > 0 ? [...names2, `${more} more`] : names2);
}
function columnsWithLength(migration) {
  return looseTables(migration).flatMap((table) => columnsOf(migration.made, table).filter(hasLength));
}
function hasLength({ attributes }) {
  return /^(?:\w+ )*(?:var|n|nvar)?char(?:acter)?(?: varying)?\s*\(\s*\d+\s*\)/i.test(attributes.type ?? "");
}
function hasLengths(before) {
  return [...before?.objects.values() ?? []].some((object) => object.kind === "column" && hasLength(object));
}
function nullableKeys(migration) {
  const { made } = migration;
  return looseTables(migration).filter(({ attributes }) => attributes["without rowid"] === void 0).flatMap((table) => {
    const key = made.find(
      ({ kind, name, attributes }) => kind === "constraint" && qualifier(name) === table.name && attributes.definition?.startsWith("PRIMARY KEY") === true
    );
    const list = key?.attributes.rowid === "yes" ? void 0 : /\((.*)\)/.exec(key?.attributes.definition ?? "")?.[1];
    const names2 = new Set(
      list?.split(", ").map((part2) => `${table.name}.${part2.replace(/ (?:COLLATE|DESC|ASC).*$/i, "")}`)
    );
    return columnsOf(made, table).filter(
      ({ name, attributes }) => names2.has(name) && attributes["not null"] === void 0
    );
  });
}
function looseTables({ made, changes }) {
  const renamed = new Set(changes.flatMap(({ action, name }) => action === "rename" ? [name] : []));
  return made.filter(
    ({ kind, name, attributes }) => kind === "table" && attributes.strict === void 0 && !renamed.has(name)
  );
}
function columnsOf(made, table) {
  return made.filter(({ kind, name }) => kind === "column" && qualifier(name) === table.name);
}
function madeBy2({ statements }, table) {
  return statements.find(
    (traced) => operations(traced, "create-table").some((made) => made.table === table) || operations(traced, "rename-table").some(({ to }) => to === table)
  );
}

// src/rules/unique-constraint-without-index.ts
var rule38 = {
  id: "unique-constraint-without-index",
  title: "UNIQUE or PRIMARY KEY built while reads and writes wait",
  why: [
    "Adding a UNIQUE constraint or a primary key builds its index at once, under an ACCESS EXCLUSIVE lock.",
    "Until the last row is in the index, nobody can read or write the table.",
    "The same goes for a UNIQUE that is written behind a new column, even though the column is empty.",
    "",
    "`CREATE UNIQUE INDEX CONCURRENTLY` builds the same index while reads and writes go on,",
    "and `ADD CONSTRAINT \u2026 USING INDEX` takes it over at once.",
    "The columns of a primary key must be NOT NULL by then, or every row is read again."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Build a unique index with `CREATE UNIQUE INDEX CONCURRENTLY` in a migration of its own, then add the constraint `USING INDEX`.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text, tenant int);",
      up: "ALTER TABLE users ADD CONSTRAINT one_account UNIQUE (tenant, email) DEFERRABLE INITIALLY DEFERRED;"
    },
    {
      base: 'CREATE TABLE "Users" (id int, "E-Mail" text);',
      up: 'ALTER TABLE "Users" ADD PRIMARY KEY (id), ADD UNIQUE NULLS NOT DISTINCT ("E-Mail") INCLUDE (id);',
      note: "The column of the primary key may be null: it is proven first."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE invoices (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN invoice_id int UNIQUE REFERENCES invoices;",
      note: "The foreign key reads nothing, as the column is empty; the index is built all the same."
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);\nCREATE TABLE events_2026 PARTITION OF events DEFAULT;",
      up: "ALTER TABLE events ADD UNIQUE (id, day);",
      note: "An index is built on each partition."
    },
    {
      base: "CREATE TABLE users (id int, email text);",
      up: "DO $$ BEGIN ALTER TABLE users ADD PRIMARY KEY (id); END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE UNIQUE INDEX users_email ON users (email);",
      up: "ALTER TABLE users ADD CONSTRAINT users_email UNIQUE USING INDEX users_email;",
      note: "The index stands already."
    },
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);\nALTER TABLE users ADD UNIQUE (id, email);",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);",
      up: "ALTER TABLE users ADD COLUMN IF NOT EXISTS email text UNIQUE;",
      note: "The column stands already: nothing is built."
    },
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2026 PARTITION OF events DEFAULT;",
        "ALTER TABLE events_2026 ADD UNIQUE (id, day);"
      ].join("\n"),
      up: "ALTER TABLE events ADD UNIQUE (id, day);",
      note: "Every partition has the constraint already, and the partitioned table takes it over."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { tables, fix } of [...byText12(step), ...byCode9(step)]) {
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${listed(tables)} wait until the unique index is built.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var advice6 = "Build a unique index with CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then add the constraint with USING INDEX.";
function byText12(step) {
  const { traced } = step;
  const [key] = operations(traced, "add-constraint").filter((it) => isKey2(it) && !isTooEarly(step, it));
  if (key === void 0 || traced.trace.outcome === "failed") return [];
  const table = step.liveTable(key.table);
  const isNew = operations(traced, "create-table").length > 0;
  const isRead = !wasMeasured(traced) || traced.trace.scans.some((name) => step.liveTable(name) !== null);
  if (table === null || isNew || !isRead || isToldAsRewrite(step)) return [];
  const onPartitions = isPartitioned(step, table) ? `On each partition of ${table} build the unique index CONCURRENTLY and make it a constraint with USING INDEX; then add the constraint to ${table}, which takes those over.` : advice6;
  return [{ tables: [table], fix: alterInSteps(step, table) ?? onPartitions }];
}
function isKey2({ type, usingIndex }) {
  return (type === "unique" || type === "primary-key") && !usingIndex;
}
function isTooEarly({ traced }, { columns }) {
  return operations(traced, "add-column").some((it) => columns.includes(it.column) && isUnfilled(it));
}
function byCode9(step) {
  const unfilled = changedByCode(step, "add", "column").filter(({ detail }) => / not null$/.test(detail)).map(({ name }) => qualifier(name));
  const tables = [...new Set(keysByCode(step).map(({ name }) => qualifier(name)))].filter(
    (table) => !unfilled.includes(table)
  );
  return tables.length === 0 ? [] : [{ tables, fix: advice6 }];
}

// src/rules/unparsed-statement.ts
var metaCommand = /(?:meta-command (\\[^\s:]+)|shell command (\.[^\s:]+))/;
var rule39 = {
  id: "unparsed-statement",
  title: "Not SQL that the database can read",
  why: [
    "The database\u2019s own parser refuses the text, so it was not run and nothing is known of it.",
    "The same text fails in production. Commands that begin with a backslash belong to the program `psql`,",
    "and those that begin with a dot to `sqlite3`, not to the database."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Correct the syntax; write commands of `psql` and `sqlite3` as plain SQL.",
  bad: [
    { up: "CREATE TABLE users (id int PRIMARY KEY;" },
    {
      up: "CREATE TABLE {{ schema }}.users (id int PRIMARY KEY);",
      note: "A placeholder without a value in the configuration."
    },
    { up: "CREATE TABLE users (id int);\n\\copy users FROM users.csv\n", note: "A command of psql." },
    { dialect: "sqlite", up: "CREATE TABLE users (id INTEGER PRIMARY KEY;" }
  ],
  good: [
    { up: "CREATE TABLE users (id int PRIMARY KEY, path text DEFAULT '\\copy');" },
    { dialect: "sqlite", up: "CREATE TABLE users (id INTEGER PRIMARY KEY, path TEXT DEFAULT '.read');" }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome !== "unparsed") continue;
      const { syntaxError } = traced.statement;
      const reason = oneLine(syntaxError?.message ?? traced.trace.error?.message ?? "no reason is known");
      yield {
        migration,
        statement: traced,
        ...syntaxError === null ? {} : { line: syntaxError.line, endLine: traced.statement.endLine },
        message: `The deploy stops here: ${databaseName[context.dialect]} cannot read this (${reason}).`,
        fix: fixFor8(reason, traced.statement.sql),
        evidence: traced.trace.evidence
      };
    }
  }
};
var placeholder = /\{\{\s*\.?[\w.]+\s*\}\}|\$\{\w+\}|(?<![:\w]):["']?[A-Za-z_]\w*|<%|@@\w+@@/;
function fixFor8(reason, sql) {
  if (/^goose cuts it\b/.test(reason))
    return "Put it between `-- +goose StatementBegin` and `-- +goose StatementEnd`.";
  if (/^drizzle cuts it\b/.test(reason)) return "Put a breakpoint between statements only.";
  if (/\bCOPY data\b/.test(reason)) return "Write the rows as INSERT statements.";
  const [, meta, shell] = metaCommand.exec(reason) ?? [];
  const command = meta ?? shell;
  if (command === void 0 && placeholder.test(sql))
    return "Where this is a placeholder, give its value under `variables` in the configuration; else correct the syntax.";
  return command === void 0 ? "Correct the syntax." : `Write ${command} as plain SQL, or leave it out.`;
}

// src/rules/update-or-delete-without-where.ts
var rule40 = {
  id: "update-or-delete-without-where",
  title: "Every row is written at once",
  why: [
    "Without WHERE, or with one that is always true, a statement writes the whole table in one transaction.",
    "Each row stays locked until the transaction ends, so the writes of the application wait for the last row;",
    "the table grows up to twice its size, and replicas fall behind.",
    "After an ALTER TABLE in the same transaction even readers wait. What a DELETE removes is gone for good.",
    "",
    "Filling a column that the same pull request adds, in a migration of its own, overwrites nothing: a warning.",
    "SQLite locks no rows: there an UPDATE that overwrites values is a warning, and one that fills new columns is told",
    "by `long-write-lock`."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Write the rows in batches by key, each in a transaction of its own, apart from changes of the schema.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD COLUMN currency text;\nUPDATE orders SET currency = 'EUR';",
      note: "The column is new, but ALTER TABLE has locked the table: readers wait as well."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "UPDATE orders SET total = total * 100 WHERE true;"
    },
    {
      base: "CREATE TABLE sessions (id int PRIMARY KEY);",
      up: "DELETE FROM sessions;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN\n  UPDATE orders SET total = 0;\nEND $$;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE sessions (id INTEGER PRIMARY KEY);",
      up: "DELETE FROM sessions;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "UPDATE orders SET total = total * 100;",
      note: "A warning."
    }
  ],
  good: [
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: "UPDATE orders SET total = 0 WHERE total IS NULL;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "UPDATE orders SET total = 0 WHERE total IS NULL;"
    },
    {
      up: "CREATE TABLE rates (id int PRIMARY KEY, rate int);\nINSERT INTO rates VALUES (1, 2);\nUPDATE rates SET rate = 3;",
      note: "The table is as young as the pull request."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: [
        "DO $$ BEGIN",
        "  UPDATE orders SET total = 0 WHERE id IN (SELECT id FROM orders WHERE total IS NULL LIMIT 1000);",
        "END $$;"
      ].join("\n"),
      note: "A batch."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE log (id int);",
      up: [
        "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;",
        "CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();"
      ].join("\n"),
      note: "Nothing is updated yet."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const step of chapter.steps) {
        for (const write2 of wholeWrites(chapter, step)) {
          const key = keyOf(context.schemaBefore, step.origin(write2.table) ?? write2.table);
          const told = context.dialect === "sqlite" ? inSqlite(step, write2) : inPostgres(step, write2);
          if (told === null) continue;
          yield {
            migration: chapter.migration,
            statement: step.traced,
            ...told,
            fix: fixFor9(write2, key === null ? "key" : key),
            evidence: step.traced.trace.evidence
          };
        }
      }
    }
  }
};
function inPostgres(step, write2) {
  const severity = fillsNewColumns(step, write2) && write2.held === null ? "warning" : "error";
  return { severity, message: messageOf4(write2) };
}
function inSqlite(step, write2) {
  const { verb, table, columns } = write2;
  if (verb === "delete") return { severity: "error", message: `All rows of ${table} are gone.` };
  if (fillsNewColumns(step, write2)) return null;
  const what = columns.length === 0 ? "values" : `values of ${listed(columns)}`;
  return {
    severity: "warning",
    message: `Every row of ${table} is written at once, and the old ${what} are gone.`
  };
}
function messageOf4({ verb, table, held }) {
  if (verb === "delete")
    return `All rows of ${table} are gone; ${held ?? "writes"} wait until the transaction ends.`;
  const who = held === null ? `Writes to ${table}` : held === "writes" ? `All writes to ${table}` : `Reads and writes of ${table}`;
  const lock = held === null ? "" : "; an earlier statement of the transaction has locked the table";
  return `${who} wait until every row is written, all in one transaction${lock}.`;
}
function fixFor9({ verb, table, held }, key) {
  if (verb === "delete")
    return `Keep a copy of rows that may be needed, and delete from ${table} in batches by ${key}, each in a transaction of its own.`;
  const apart = held === null ? "" : " and in a migration of their own";
  return `Update ${table} in batches of some thousand rows by ${key}, each in a transaction of its own${apart}.`;
}

// src/rules/registry.ts
var rules = [
  rule,
  rule2,
  rule3,
  rule4,
  rule5,
  rule6,
  rule7,
  rule8,
  rule9,
  rule10,
  rule11,
  rule12,
  rule13,
  rule14,
  rule15,
  rule16,
  rule17,
  rule18,
  rule19,
  rule20,
  rule21,
  rule22,
  rule23,
  rule24,
  rule25,
  rule26,
  rule27,
  rule28,
  rule29,
  rule30,
  rule31,
  rule32,
  rule33,
  rule34,
  rule35,
  rule36,
  rule37,
  rule38,
  rule39,
  rule40
];

export {
  wantedPreset,
  baselineAdvice,
  spelledContext,
  oneLine,
  rules
};
