import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  differenceWords
} from "./chunk-4P4NUUOJ.js";

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

// src/dialects/postgres/parse/names.ts
var quotedKeywords = new Set(
  "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric system_user table then to trailing true union unique user using variadic when where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable".split(" ")
);
function isKeyword(word) {
  return quotedKeywords.has(word);
}
function quoteIdentifier(name) {
  if (/^[a-z_][a-z0-9_$]*$/.test(name) && !quotedKeywords.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
function qualifiedName(schema, name) {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
function dottedName(parts2) {
  return parts2.map(quoteIdentifier).join(".");
}
function nameInSchema(parts2, defaultSchema) {
  return qualifiedName(parts2.at(-2) ?? defaultSchema, parts2.at(-1) ?? "");
}

// src/rules/support/names.ts
var part = /"(?:[^"]|"")*"|[^".]+/g;
var longest = 63;
function lastPart(name) {
  return name.match(part)?.at(-1) ?? name;
}
function qualifier(name) {
  return (name.match(part) ?? []).slice(0, -1).join(".");
}
function identifier(name) {
  return /^".*"$/s.test(name) ? name : quoteIdentifier(name);
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
function listed(names2) {
  return names2.length < 2 ? names2.join("") : `${names2.slice(0, -1).join(", ")} and ${names2.at(-1)}`;
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

// src/rules/support/traced.ts
function operations({ statement }, kind) {
  return statement.operations.filter((operation) => operation.kind === kind).map(spelled);
}
function spelled(operation) {
  return {
    ...operation,
    ..."column" in operation ? { column: identifier(operation.column) } : {},
    ..."columns" in operation ? { columns: operation.columns.map(identifier) } : {},
    ..."constraint" in operation && operation.constraint !== null ? { constraint: identifier(operation.constraint) } : {},
    ...operation.kind === "rename-column" ? { to: identifier(operation.to) } : {}
  };
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
function oldName(detail) {
  return detail.replace(/^was\s+/, "");
}

// src/rules/support/chapters.ts
function chapters(context) {
  const tables = new Timeline();
  const columns = new Timeline();
  let now = 0;
  function knowledgeAt(moment, traced) {
    const origin = (table) => tables.origin(table, moment);
    const isLive2 = (table) => {
      const name = origin(table);
      return name !== null && !isTemporary(name) && context.isLive(name);
    };
    const liveTable = (table) => {
      if (tables.knows(table)) return isLive2(table) ? table : null;
      const locked = (traced?.trace.locks ?? []).map((lock) => lock.relation);
      const namesake = locked.find((name) => lastPart(name) === lastPart(table) && isLive2(name));
      if (namesake !== void 0 && !locked.includes(table)) return namesake;
      return isLive2(table) ? table : null;
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
      ({ relation, mode }) => mode === "AccessExclusiveLock" && [live, ...names2].includes(relation)
    );
    return isLocked ? live : null;
  }
  function follow(operation, columnsToo, traced) {
    if (operation.kind === "create-table") {
      const stands = knowledgeAt(now, null).liveTable(operation.table) !== null;
      if (!stands) tables.set(operation.table, now + 1, null);
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
        follow(spelled(operation), !complete, traced);
      }
      now += 1;
      return step;
    });
    if (complete) settle(migration);
    return { migration, steps: steps2, complete, start };
  });
}
function isTemporary(table) {
  return /^pg_temp_\d+\./.test(table);
}
function steps(context) {
  return chapters(context).flatMap((chapter) => chapter.steps);
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
  const isComputed = values === "serial" || values === "identity" || values === "stored";
  return isComputed || values === "default" && calls.some((name) => volatile.has(name));
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
var rule = {
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
  return failsConcurrently(migration, traced) || failsForRequiredColumn(traced);
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
var rule2 = {
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
var rule3 = {
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
var rule4 = {
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
var rule5 = {
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
          fix: fixFor(step, index),
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
function fixFor({ migration, traced }, { index }) {
  const create = withoutIfNotExists(traced.statement.sql);
  if (create === null || index === null)
    return "Drop what a failed build may have left with DROP INDEX CONCURRENTLY IF EXISTS, then build without IF NOT EXISTS.";
  const name = qualifier(index) === "public" ? lastPart(index) : index;
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${name};`;
  return migration.transaction === "single-string" ? inMigrations([drop], [create]) : `${drop}
${create}`;
}

// src/rules/concurrently-in-transaction.ts
var rule6 = {
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
var missing = /* @__PURE__ */ new Set(["42P01", "42703", "42704", "42883", "3F000"]);
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
  return (outcome === "failed" || outcome === "unverified") && missing.has(error?.code ?? "");
}

// src/rules/could-not-verify.ts
var rule7 = {
  id: "could-not-verify",
  title: "What it does could not be seen",
  why: [
    "The statement was not run to its end, or what was seen cannot be trusted: a limit of time or memory,",
    "an object or an extension that the throwaway database lacks, or SQL that hides its own traces.",
    "What is unknown is not called safe."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
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
      fix: fixFor2(traced),
      evidence: "inferred"
    };
  }
}
function fixFor2(traced) {
  if (traced.trace.error?.code === "provided")
    return "Create it in a migration, or name a file that does as `setup` in the configuration.";
  if (missesSomething(traced))
    return "Name what stands before the first migration as `baseline` or `setup` in the configuration, or review the statement by hand and accept it.";
  return "Remove the reason, or review the statement by hand and accept it.";
}
function subjectOf(further) {
  if (further === 0) return "this does";
  return `this and the ${further === 1 ? "statement" : `${further} statements`} after it do`;
}
function isCopyWithData({ statements }, place) {
  const copies = statements[place]?.statement.operations.some(
    (it) => it.kind === "write-rows" && it.verb === "copy"
  );
  return copies === true && statements[place + 1]?.trace.outcome === "unparsed";
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

// src/rules/support/advice.ts
function adviceFor(code) {
  return advice2[code] ?? "Correct the statement so that it runs on the schema of the base branch.";
}
var missing2 = "Check the spelling and the schema, and that the migration which creates it comes before this one.";
var duplicate = "It stands already: remove the statement, or choose another name.";
var existingRows = "Existing rows are in the way: correct them in an earlier migration.";
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
  "3F000": missing2,
  "42501": "The role that runs migrations may not do this: grant it the privilege, or leave the statement to an administrator.",
  "42601": "Correct the syntax.",
  "42701": duplicate,
  "42703": missing2,
  "42704": missing2,
  "42710": duplicate,
  "42723": duplicate,
  "42804": "The types do not match: cast the value, or add a USING expression.",
  "42883": missing2,
  "42P01": missing2,
  "42P06": duplicate,
  "42P07": duplicate,
  "42P16": "The definition is not valid for this table: see the message.",
  "55P04": "A new enum value can be used only after its transaction has committed: add the value in a migration of its own."
};

// src/rules/support/way-back.ts
function stateOf(code) {
  return /^[0-9A-Z]{5}$/.test(code) ? ` (SQLSTATE ${code})` : "";
}

// src/rules/down-does-not-restore.ts
var rule8 = {
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
  dialects: ["postgres"],
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
  return { ...found, message, fix: down2.failure === null ? rule8.fix : adviceFor(down2.failure.code) };
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
  return code === "42601" ? `does not parse: ${oneLine(message)}` : `stops here: ${oneLine(message)}${stateOf(code)}`;
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
  return traced.statement.operations.filter((it) => "cascade" in it && it.cascade && it.kind !== "truncate").filter((it) => it.kind !== "drop" || !alone.has(it.object)).map(spelled);
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
  return traced.statement.operations.map(spelled).flatMap((it) => {
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

// src/rules/support/attribution.ts
function texts(chapter, kind) {
  return chapter.steps.filter(({ traced }) => traced.trace.outcome !== "failed").flatMap((step) => operations(step.traced, kind).map((operation) => [operation, step]));
}
function find(chapter, kind, test) {
  return texts(chapter, kind).find(([operation, step]) => test(operation, step))?.[1];
}
function whatLocked(chapter, table) {
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

// src/rules/support/copies.ts
function holdsItsRows(chapter, name) {
  const holders = /* @__PURE__ */ new Set([name]);
  let went = false;
  for (const step of chapter.steps) {
    const { traced } = step;
    if (traced.trace.outcome === "failed") continue;
    const written2 = operations(traced, "write-rows");
    const copied = [...operations(traced, "create-table"), ...written2.filter(({ verb }) => verb === "insert")];
    for (const { table } of copied) {
      if ([...holders].some((holder) => holder !== table && copiesWhole(step, holder))) holders.add(table);
    }
    const emptied = written2.filter(({ verb }) => verb === "delete");
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
function copiesWhole({ traced }, source) {
  const sql = withoutLiterals(traced.statement.sql);
  if (partial.test(sql.replaceAll(/"(?:[^"]|"")*"/g, "q"))) return false;
  const isRead = wasMeasured(traced) && traced.trace.scans.includes(source);
  return isRead || reads(sql, bareName(source));
}
function reads(sql, name) {
  const sources = sql.matchAll(
    /\b(?:from|table)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|[\w$\u0080-\uffff]+|\.)+)/gi
  );
  return [...sources].some(([, source]) => source !== void 0 && catalogName(source) === name);
}
function catalogName(source) {
  const name = bareName(source);
  return source.endsWith('"') ? name : name.toLowerCase();
}
function words(sql) {
  return withoutLiterals(sql).match(/[\w$\u0080-\uffff]+/g) ?? [];
}
function withoutLiterals(sql) {
  return sql.replaceAll(comment2, " ").replaceAll(literal, "''");
}

// src/rules/support/gone.ts
function droppedTables(chapter) {
  const rebuilt = madeAgain(chapter, "table").filter((name) => !holdsItsRows(chapter, name));
  const missing3 = [...measuredDrops(chapter, "table"), ...rebuilt].filter(
    (name) => chapter.start.liveTable(name) !== null
  );
  const seen = missing3.map((name) => {
    const byText11 = find(chapter, "drop-table", (drop, step2) => step2.origin(drop.table) === chapter.start.origin(name)) ?? find(chapter, "drop-table", (drop) => lastPart(drop.table) === lastPart(name));
    const step = byText11 ?? whatLocked(chapter, name);
    const byCascade = byText11 === void 0 && wentAlong(step, parentOf(chapter, name));
    return { name, statement: step?.traced ?? null, evidence: "measured", byCascade };
  });
  const origins = missing3.map(chapter.start.origin);
  const told = texts(chapter, "drop-table").flatMap(([drop, step]) => {
    const name = step.liveTable(drop.table);
    if (name === null || origins.includes(step.origin(name))) return [];
    if (wasMeasured(step.traced) && !locks(step, name)) return [];
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
  const missing3 = [...measuredDrops(chapter, "column"), ...madeAgain(chapter, "column")];
  const again = new Set(madeAgain(chapter, "column"));
  const seen = missing3.flatMap((name) => {
    const [table, column] = [qualifier(name), lastPart(name)];
    if (tables.includes(table) || !chapter.start.isLiveColumn(table, column)) return [];
    const byText11 = find(chapter, "drop-column", (drop) => `${drop.table}.${drop.column}` === name) ?? find(chapter, "drop-column", (drop) => lastPart(drop.table) === lastPart(table) && drop.column === column);
    const withParent = texts(chapter, "drop-column").some(
      ([drop, step2]) => drop.column === column && locks(step2, table)
    );
    if (byText11 === void 0 && withParent) return [];
    if (again.has(name) && byText11 !== void 0 && holdsItsValues(chapter, byText11, table, column)) return [];
    const step = byText11 ?? whatLocked(chapter, table);
    const byCascade = byText11 === void 0 && step !== void 0 && cascades(step) && !isNamedInCode(step, column);
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
    if (name === null || !isLive(chapter, change) || isNamed(chapter, change)) return [];
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
function isLive({ start }, change) {
  const place = placeOf(change);
  return start.liveTable(change.name) !== null && (place === null || start.liveTable(place) !== null);
}
function isNamed(chapter, change) {
  return chapter.steps.some(
    (step) => step.traced.trace.outcome !== "failed" && (isNamedInCode(step, change.name) || step.traced.statement.operations.map(spelled).some((it) => names(it, change, step)))
  );
}
function names(operation, change, step) {
  const place = placeOf(change);
  switch (operation.kind) {
    case "drop-table":
      return means(operation.table, change.name) || place !== null && means(operation.table, place);
    case "drop-column": {
      const part2 = ["index", "constraint", "statistics"].includes(change.object);
      const sequence = change.object === "sequence" && change.name.includes(`_${bareName(operation.column)}_`);
      return sequence || part2 && place !== null && means(operation.table, place);
    }
    case "drop-constraint":
      return change.object === "constraint" && place !== null && (means(operation.table, place) && lastPart(change.name) === operation.constraint || !change.detail.startsWith("FOREIGN KEY") && locks(step, place));
    case "drop-index":
      return change.object === "index" && means(operation.index, change.name);
    case "drop":
      return means(operation.name, withoutArguments(change.name));
    case "drop-default":
    case "set-default":
    case "change-column-type":
      return change.action === "alter" && change.name.endsWith(`.${operation.column}`);
    default:
      return false;
  }
}
function means(text, name) {
  return text === name || qualifier(text) === "public" && lastPart(text) === lastPart(name);
}

// src/rules/drop-cascade.ts
var rule9 = {
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
var rule10 = {
  id: "drop-column",
  title: "Column dropped",
  why: [
    "The values are gone for good, and code that still names the column fails at once.",
    "While a deploy is rolling, old and new code run side by side; many an ORM selects every column that it knows."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
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

// src/rules/drop-table.ts
var rule11 = {
  id: "drop-table",
  title: "Table dropped",
  why: [
    "All rows are gone for good, and code that still uses the table fails at once.",
    "",
    "A table that is built anew under the same name, with its rows copied over, is not dropped."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
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
var rule12 = {
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
        fix: rule12.fix,
        evidence: "measured"
      };
    }
  }
};

// src/rules/foreign-key-validates-existing-rows.ts
var rule13 = {
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
  const reads2 = operations(traced, "add-constraint").some(({ type }) => type !== "foreign-key") || operations(traced, "add-column").some(isUnfilled) || operations(traced, "set-not-null").length > 0;
  const isParentRead = key.references !== null && traced.trace.scans.includes(key.references);
  return reads2 && (key.references === key.table || !isParentRead);
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

// src/rules/index-not-concurrent.ts
var rule14 = {
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
          fix: fixFor3(step, tables),
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
function fixFor3({ migration, traced }, tables) {
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
var rule15 = {
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

// src/rules/missing-down.ts
var rule16 = {
  id: "missing-down",
  title: "No way back",
  why: [
    "When a deploy goes wrong, the way back should be a file that was tried, not one that is written in the incident.",
    "Where a migration has no down, one is generated and run; this is told where that did not restore the schema,",
    "and where the other migrations of the folder have downs, so that the tool expects one here."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Write the down, or put the generated one into the down file.",
  bad: [
    {
      base: "CREATE TEXT SEARCH CONFIGURATION names (COPY = simple);",
      up: "DROP TEXT SEARCH CONFIGURATION names;",
      note: "The generated down does not know how to build it again."
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
  const reason = failure === null ? "" : `: ${oneLine(failure.message).replace(/\.$/, "")}${stateOf(failure.code)}`;
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
var rule17 = {
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

// src/rules/support/renamed.ts
function renamedColumns(chapter) {
  const seen = measured(chapter);
  const told = chapter.complete ? [] : byText6(chapter).filter((it) => !seen.some(({ from }) => from === it.from));
  return [...seen, ...told].filter((renamed) => !isSwap(chapter, renamed));
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
function byText6(chapter) {
  return texts(chapter, "rename-column").flatMap(([{ table, column: from, to }, step]) => {
    const live = step.liveTable(table);
    if (live === null || !step.isLiveColumn(live, from)) return [];
    return [{ table: live, from, to, statement: step.traced, evidence: step.traced.trace.evidence }];
  });
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
var rule18 = {
  id: "rename-column",
  title: "Column renamed under running code",
  why: [
    "The old name is gone the moment the migration commits, while the code that uses it still runs:",
    "every query that names the column fails until the new code is everywhere, and again if that is rolled back."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
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

// src/rules/support/renamed-tables.ts
var relations = /* @__PURE__ */ new Set(["table", "foreign table", "view", "materialized view"]);
function renamedTables(chapter) {
  const seen = measured2(chapter);
  const told = chapter.complete ? [] : byText7(chapter).filter((it) => !seen.some(({ from }) => from === it.from));
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
function byText7(chapter) {
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
  const bears = (change) => {
    if (change.detail.includes(`now partition of ${name}`)) return true;
    if (change.name !== name || !relations.has(change.object)) return false;
    return change.action === "rename" || change.action === "add" && change.object !== "table";
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
var rule19 = {
  id: "rename-table",
  title: "Table renamed under running code",
  why: [
    "The old name is gone the moment the migration commits, while the code that uses it still runs:",
    "every query of the table fails until the new code is everywhere, and again if that is rolled back.",
    "A move into another schema, and a new name for a whole schema, do the same; so does a view under another name.",
    "",
    "A view under the old name, made in the same transaction, is a bridge: PostgreSQL passes reads and writes through."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
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
          fix: bridge(renamed, chapter.migration),
          evidence
        };
      }
    }
  }
};
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
var rule20 = {
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
        ...byText8(step, before) ?? byCode6(step),
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
      before.push(...step.traced.statement.operations.map(spelled));
    }
  }
};
function byText8(step, before) {
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
function byCode6(step) {
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
var rule21 = {
  id: "statement-failed",
  title: "The statement fails",
  why: [
    "The statement was run on the schema that the base branch builds, and the database refused it.",
    "In production the migration would stop here, and the deploy with it;",
    "outside a transaction, what ran before it would stay."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Correct the statement. The SQLSTATE tells the kind of failure; the message is the database\u2019s own.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET agee = 1 WHERE id = 1;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "CREATE TABLE users (id int PRIMARY KEY);"
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
    }
  ],
  *check(context) {
    const start = noEmptyStart(context);
    if (start !== null) yield toldOnce(start);
    for (const { migration, steps: steps2 } of chapters(context)) {
      const failed = steps2.find(({ traced }) => traced.trace.outcome === "failed")?.traced;
      if (failed === void 0 || start?.statements.has(failed) || isExplained(migration, failed)) continue;
      const { code, message } = failed.trace.error ?? {
        code: "unknown",
        message: "the database gave no reason"
      };
      yield {
        migration,
        statement: failed,
        message: `The deploy stops here: ${oneLine(message)} (SQLSTATE ${code}).`,
        fix: adviceFor(code),
        evidence: "measured"
      };
    }
  }
};
function toldOnce({ first, statements, migrations }) {
  const reason = oneLine(first.traced.trace.error?.message ?? "the first finds nothing to work on");
  return {
    migration: first.migration,
    statement: first.traced,
    message: `These migrations do not start from an empty database: ${statements.size} statements in ${migrations} of them miss what stands before, the first here: ${reason}.`,
    fix: "Name a dump of the schema that stands before the first migration as `baseline` in the configuration.",
    evidence: "measured"
  };
}

// src/rules/support/truncated.ts
function emptiedTables(chapter, step, before) {
  const { traced } = step;
  const truncated = traced.trace.outcome === "failed" ? [] : operations(traced, "truncate");
  const named = truncated.flatMap(({ table }) => step.liveTable(table) ?? []).filter((name) => !wasMeasured(traced) || locks(step, name));
  const lost = [...named, ...byCode7(chapter, step, before)].filter(
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
function byCode7({ migration }, step, before) {
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
var rule22 = {
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

// src/rules/unique-constraint-without-index.ts
var rule23 = {
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
      for (const { tables, fix } of [...byText9(step), ...byCode8(step)]) {
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
function byText9(step) {
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
function byCode8(step) {
  const unfilled = changedByCode(step, "add", "column").filter(({ detail }) => / not null$/.test(detail)).map(({ name }) => qualifier(name));
  const tables = [...new Set(keysByCode(step).map(({ name }) => qualifier(name)))].filter(
    (table) => !unfilled.includes(table)
  );
  return tables.length === 0 ? [] : [{ tables, fix: advice6 }];
}

// src/rules/unparsed-statement.ts
var metaCommand = /meta-command (\\[^\s:]+)/;
var rule24 = {
  id: "unparsed-statement",
  title: "Not SQL that PostgreSQL can read",
  why: [
    "PostgreSQL\u2019s own parser refuses the text, so it was not run and nothing is known of it.",
    "The same text fails in production. Commands that begin with a backslash belong to the program `psql`,",
    "not to the server."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Correct the syntax; write `psql` commands as plain SQL.",
  bad: [
    { up: "CREATE TABLE users (id int PRIMARY KEY;" },
    {
      up: "CREATE TABLE {{ schema }}.users (id int PRIMARY KEY);",
      note: "A placeholder without a value in the configuration."
    },
    { up: "CREATE TABLE users (id int);\n\\copy users FROM users.csv\n", note: "A command of psql." }
  ],
  good: [{ up: "CREATE TABLE users (id int PRIMARY KEY, path text DEFAULT '\\copy');" }],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome !== "unparsed") continue;
      const { syntaxError } = traced.statement;
      const reason = oneLine(syntaxError?.message ?? traced.trace.error?.message ?? "no reason is known");
      yield {
        migration,
        statement: traced,
        ...syntaxError === null ? {} : { line: syntaxError.line, endLine: traced.statement.endLine },
        message: `The deploy stops here: PostgreSQL cannot read this (${reason}).`,
        fix: fixFor4(reason, traced.statement.sql),
        evidence: traced.trace.evidence
      };
    }
  }
};
var placeholder = /\{\{\s*\.?[\w.]+\s*\}\}|\$\{\w+\}|(?<![:\w]):["']?[A-Za-z_]\w*|<%|@@\w+@@/;
function fixFor4(reason, sql) {
  if (/\bCOPY data\b/.test(reason)) return "Write the rows as INSERT statements.";
  const command = metaCommand.exec(reason)?.[1];
  if (command === void 0 && placeholder.test(sql))
    return "Where this is a placeholder, give its value under `variables` in the configuration; else correct the syntax.";
  return command === void 0 ? "Correct the syntax." : `Write ${command} as plain SQL, or leave it out.`;
}

// src/rules/support/whole-writes.ts
function wholeWrites(chapter, step) {
  if (step.traced.trace.outcome === "failed") return [];
  return [...byText10(step), ...byCode9(step)].filter(
    ({ verb, table }) => verb === "update" || !holdsItsRows(chapter, step.origin(table) ?? table)
  );
}
function byText10(step) {
  return operations(step.traced, "write-rows").flatMap(({ verb, table: named, columns, filtered }) => {
    const table = step.liveTable(named);
    if (filtered || table === null || verb !== "update" && verb !== "delete") return [];
    if (wasMeasured(step.traced) && !writesTo(step, table)) return [];
    return [{ verb, table, columns, held: heldOn(step, table) }];
  });
}
var write = /\b(update|delete\s+from)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|[\w$.\u0080-\uffff])+)([^;]*)/gi;
function byCode9(step) {
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
  return traced.trace.locks.some(({ relation, mode }) => relation === table && writing.has(mode));
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

// src/rules/update-or-delete-without-where.ts
var rule25 = {
  id: "update-or-delete-without-where",
  title: "Every row is written at once",
  why: [
    "Without WHERE, or with one that is always true, a statement writes the whole table in one transaction.",
    "Each row stays locked until the transaction ends, so the writes of the application wait for the last row;",
    "the table grows up to twice its size, and replicas fall behind.",
    "After an ALTER TABLE in the same transaction even readers wait. What a DELETE removes is gone for good.",
    "",
    "Filling a column that the same pull request adds, in a migration of its own, overwrites nothing: a warning."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
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
    }
  ],
  good: [
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
          yield {
            migration: chapter.migration,
            statement: step.traced,
            severity: fillsNewColumns(step, write2) && write2.held === null ? "warning" : "error",
            message: messageOf2(write2),
            fix: fixFor5(write2, key === null ? "key" : key),
            evidence: step.traced.trace.evidence
          };
        }
      }
    }
  }
};
function fillsNewColumns(step, { verb, table, columns }) {
  return verb === "update" && columns.length > 0 && !columns.some((column) => step.isLiveColumn(table, column));
}
function messageOf2({ verb, table, held }) {
  if (verb === "delete")
    return `All rows of ${table} are gone; ${held ?? "writes"} wait until the transaction ends.`;
  const who = held === null ? `Writes to ${table}` : held === "writes" ? `All writes to ${table}` : `Reads and writes of ${table}`;
  const lock = held === null ? "" : "; an earlier statement of the transaction has locked the table";
  return `${who} wait until every row is written, all in one transaction${lock}.`;
}
function fixFor5({ verb, table, held }, key) {
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
  rule25
];

export {
  isKeyword,
  quoteIdentifier,
  qualifiedName,
  dottedName,
  nameInSchema,
  oneLine,
  rules
};
