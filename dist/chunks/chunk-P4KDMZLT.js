import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

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
function dottedName(parts) {
  return parts.map(quoteIdentifier).join(".");
}
function nameInSchema(parts, defaultSchema) {
  return qualifiedName(parts.at(-2) ?? defaultSchema, parts.at(-1) ?? "");
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
function deriveName(parts, suffix) {
  const characters = [...parts.map((name) => bareName(name)).join("_")];
  while (Buffer.byteLength(characters.join("") + suffix) > longest) characters.pop();
  return quoteIdentifier(characters.join("") + suffix);
}
function bareName(name) {
  const last = lastPart(name);
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last;
}
function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
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
    const isLive = (table) => {
      const name = origin(table);
      return name !== null && context.isLive(name);
    };
    const liveTable = (table) => {
      if (tables.knows(table)) return isLive(table) ? table : null;
      const locked = (traced?.trace.locks ?? []).map((lock) => lock.relation);
      const namesake = locked.find((name) => lastPart(name) === lastPart(table) && isLive(name));
      if (namesake !== void 0 && !locked.includes(table)) return namesake;
      return isLive(table) ? table : null;
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
  function taken(table, traced, names = []) {
    const live = knowledgeAt(now, traced).liveTable(table);
    if (live === null || !wasMeasured(traced)) return table;
    const locks2 = [...traced.trace.locks, ...traced.heldBefore];
    const isLocked = locks2.some(
      ({ relation, mode }) => mode === "AccessExclusiveLock" && [live, ...names].includes(relation)
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
function steps(context) {
  return chapters(context).flatMap((chapter) => chapter.steps);
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
function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

// src/rules/support/not-null.ts
function requireColumns(table, columns) {
  const checks = columns.map((column) => ({ column, name: deriveName([table, column], "_not_null") }));
  return inMigrations(
    checks.map(
      ({ column, name }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID;`
    ),
    checks.flatMap(({ column, name }) => [
      `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`,
      `ALTER TABLE ${table} ALTER COLUMN ${lastPart(column)} SET NOT NULL;`,
      `ALTER TABLE ${table} DROP CONSTRAINT ${name};`
    ])
  );
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

// src/rules/add-required-column.ts
var rule = {
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
        const columns = [...byText(step), ...byCode(step)].filter(
          ({ table: table2, column }) => !complete || added.some(({ name }) => name === `${table2}.${column}`)
        );
        const table = columns[0]?.table;
        if (table === void 0) continue;
        const names = listed(columns.map(({ column }) => `${table}.${column}`));
        const unfilled = runsHiddenCode(step) ? " that this code does not fill" : "";
        yield {
          migration,
          statement: step.traced,
          message: failed ? `The deploy stops here: existing rows have no value for ${names} (SQLSTATE 23502).` : `The deploy stops here as soon as ${table} has a row${unfilled}: existing rows have no value for ${names}.`,
          fix: fillThenRequire(table, columns),
          // An empty table of the shadow shows nothing.
          evidence: failed ? "measured" : "inferred"
        };
      }
    }
  }
};
function byText({ traced, liveTable }) {
  const { outcome, scans } = traced.trace;
  if (outcome === "failed" && !failsForRequiredColumn(traced)) return [];
  if (wasMeasured(traced) && !scans.some((name) => liveTable(name) !== null)) return [];
  return operations(traced, "add-column").filter(({ notNull, default: value }) => notNull && value === null).flatMap(({ table, column, type }) => {
    const live = liveTable(table);
    return live === null ? [] : [{ table: live, column, type }];
  });
}
function byCode(step) {
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

// src/rules/column-type-rewrite.ts
var rule2 = {
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
      note: "The rows stay; the index is built anew while reads and writes wait."
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
      const altered = migration.changes.filter(
        ({ action, object }) => action === "alter" && object === "column"
      );
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
  const measured2 = wasMeasured(traced);
  if (measured2 && rewrites.length === 0) return null;
  const rows = !measured2 || rewrites.some((name) => name === table || scans.includes(name));
  const indexes = `the ${rewrites.length === 1 ? "index" : "indexes"} ${listed(rewrites)}`;
  const what = rows ? `every row ${measured2 ? "is" : "may be"} written anew` : `${indexes} ${rewrites.length === 1 ? "is" : "are"} built anew`;
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

// src/rules/concurrently-in-transaction.ts
var rule3 = {
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

// src/rules/could-not-verify.ts
var rule4 = {
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
    for (const { migration } of chapters(context)) yield* ups(migration);
    for (const migration of context.migrations) yield* down(migration);
  }
};
function* ups(migration) {
  const unverified = migration.statements.filter(
    ({ trace }, place) => trace.outcome === "unverified" && !isCopyWithData(migration, place)
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
      fix: "Remove the reason, or review the statement by hand and accept it.",
      evidence: "inferred"
    };
  }
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
function* down(migration) {
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
  return advice[code] ?? "Correct the statement so that it runs on the schema of the base branch.";
}
var missing = "Check the spelling and the schema, and that the migration which creates it comes before this one.";
var duplicate = "It stands already: remove the statement, or choose another name.";
var existingRows = "Existing rows are in the way: correct them in an earlier migration.";
var advice = {
  "0A000": "This server does not support it: choose another form.",
  "22001": "A value is too long for its column: shorten the values or widen the column first.",
  "22P02": "A value cannot be read as this type: convert it with a USING expression that handles every value.",
  "23502": existingRows,
  "23503": existingRows,
  "23505": existingRows,
  "23514": existingRows,
  "25001": "Move the statement into a migration of its own, without BEGIN and COMMIT.",
  "2BP01": "Other objects depend on it: change or drop those first, by name rather than with CASCADE.",
  "3F000": missing,
  "42501": "The role that runs migrations may not do this: grant it the privilege, or leave the statement to an administrator.",
  "42601": "Correct the syntax.",
  "42701": duplicate,
  "42703": missing,
  "42704": missing,
  "42710": duplicate,
  "42723": duplicate,
  "42804": "The types do not match: cast the value, or add a USING expression.",
  "42883": missing,
  "42P01": missing,
  "42P06": duplicate,
  "42P07": duplicate,
  "42P16": "The definition is not valid for this table: see the message.",
  "55P04": "A new enum value can be used only after its transaction has committed: add the value in a migration of its own."
};

// src/rules/down-does-not-restore.ts
var rule5 = {
  id: "down-does-not-restore",
  title: "The way back does not lead back",
  why: [
    "Up and down were run one after the other, and the schema was compared with the one before.",
    "A down that fails, or that leaves something behind, is found out in the middle of an incident;",
    "the next up then fails on what was left.",
    "",
    "An empty down is only a warning. A down that was generated never changes the verdict."
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
      const match = migration.state === "edited" ? null : judge(migration);
      if (match !== null) yield match;
    }
  }
};
function judge(migration) {
  const { down: down2 } = migration;
  if (down2.source === "none" || down2.schema === "unverified") return null;
  const place = { migration, statement: null, evidence: "measured" };
  if (down2.source === "authored-empty") {
    if (migration.changes.length === 0 || down2.schema === "equal") return null;
    return {
      ...place,
      file: "down",
      line: 1,
      severity: "warning",
      message: `The down is empty, so it leaves the change in place: ${differenceOf(migration.changes)}.`,
      fix: "Write the statements that take the change back."
    };
  }
  const message = problemOf(down2);
  if (message === null) return null;
  if (down2.source === "generated") return { ...place, line: 1, severity: "notice", message, fix: null };
  return {
    ...place,
    file: "down",
    line: down2.failure?.line ?? 1,
    message,
    fix: down2.failure === null ? rule5.fix : adviceFor(down2.failure.code)
  };
}
function problemOf({ source, schema, failure, difference }) {
  const subject = source === "generated" ? "The generated down" : "The down";
  if (failure !== null) return `${subject} stops here: ${oneLine(failure.message)}${stateOf(failure.code)}.`;
  if (schema === "impossible") return `${subject} cannot be run.`;
  return schema === "unequal" ? `${subject} does not restore the schema: ${differenceOf(difference)}.` : null;
}
function stateOf(code) {
  return /^[0-9A-Z]{5}$/.test(code) ? ` (SQLSTATE ${code})` : "";
}
var shown = 5;
function differenceOf(difference) {
  const names = (actions) => {
    const all = difference.filter(({ action }) => actions.includes(action)).map(({ object, name }) => `${object} ${name}`);
    return all.length > shown ? `${all.slice(0, shown).join(", ")} and ${all.length - shown} more` : all.join(", ");
  };
  const groups = { "left behind": names(["add"]), lost: names(["drop"]), changed: names(["alter", "rename"]) };
  return Object.entries(groups).filter(([, all]) => all !== "").map(([title, all]) => `${title}: ${all}`).join("; ");
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
    const written = operations(traced, "write-rows");
    const copied = [...operations(traced, "create-table"), ...written.filter(({ verb }) => verb === "insert")];
    for (const { table } of copied) {
      if ([...holders].some((holder) => holder !== table && copiesWhole(step, holder))) holders.add(table);
    }
    const emptied = written.filter(({ verb }) => verb === "delete");
    for (const { table } of [...operations(traced, "truncate"), ...emptied]) holders.delete(table);
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
    (write, step) => write.verb === "update" && !write.filtered && before.has(step) && step.liveTable(write.table) === table && words(step.traced.statement.sql).includes(bareName(column))
  );
  return copy !== void 0;
}
var comment = /--[^\n]*|\/\*[\s\S]*?\*\//g;
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
  return sql.replaceAll(comment, " ").replaceAll(literal, "''");
}

// src/rules/support/gone.ts
function droppedTables(chapter) {
  const rebuilt = madeAgain(chapter, "table").filter((name) => !holdsItsRows(chapter, name));
  const missing2 = [...measuredDrops(chapter, "table"), ...rebuilt].filter(
    (name) => chapter.start.liveTable(name) !== null
  );
  const seen = missing2.map((name) => {
    const byText5 = find(chapter, "drop-table", (drop, step) => step.origin(drop.table) === chapter.start.origin(name)) ?? find(chapter, "drop-table", (drop) => lastPart(drop.table) === lastPart(name));
    return { name, statement: (byText5 ?? whatLocked(chapter, name))?.traced ?? null, evidence: "measured" };
  });
  const origins = missing2.map(chapter.start.origin);
  const told = texts(chapter, "drop-table").flatMap(([drop, step]) => {
    const name = step.liveTable(drop.table);
    if (name === null || origins.includes(step.origin(name))) return [];
    if (wasMeasured(step.traced) && !locks(step, name)) return [];
    if (holdsItsRows(chapter, step.origin(name) ?? name)) return [];
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence }];
  });
  const withSchema = cascades(chapter, ["schema"]).map((gone) => ({
    ...gone,
    name: `all tables of ${gone.name}`
  }));
  return [...seen, ...told, ...withSchema];
}
function droppedColumns(chapter) {
  const tables = droppedTables(chapter).map(({ name }) => name);
  const missing2 = [...measuredDrops(chapter, "column"), ...madeAgain(chapter, "column")];
  const again = new Set(madeAgain(chapter, "column"));
  const seen = missing2.flatMap((name) => {
    const [table, column] = [qualifier(name), lastPart(name)];
    if (tables.includes(table) || !chapter.start.isLiveColumn(table, column)) return [];
    const byText5 = find(chapter, "drop-column", (drop) => `${drop.table}.${drop.column}` === name) ?? find(chapter, "drop-column", (drop) => lastPart(drop.table) === lastPart(table) && drop.column === column);
    const withParent = texts(chapter, "drop-column").some(
      ([drop, step]) => drop.column === column && locks(step, table)
    );
    if (byText5 === void 0 && withParent) return [];
    if (again.has(name) && byText5 !== void 0 && holdsItsValues(chapter, byText5, table, column)) return [];
    return [{ name, statement: (byText5 ?? whatLocked(chapter, table))?.traced ?? null, evidence: "measured" }];
  });
  const told = texts(chapter, "drop-column").flatMap(([drop, step]) => {
    const table = step.liveTable(drop.table);
    const name = `${table}.${drop.column}`;
    if (table === null || !step.isLiveColumn(table, drop.column) || seen.some((gone) => gone.name === name))
      return [];
    if (chapter.complete && !isMadeAnew(chapter, step, name)) return [];
    if (chapter.complete && holdsItsValues(chapter, step, table, drop.column)) return [];
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence }];
  });
  const withType = cascades(chapter, ["type", "domain"]).map((gone) => ({
    ...gone,
    name: `all columns of type ${gone.name}`
  }));
  return [...seen, ...told, ...withType];
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
function cascades(chapter, objects) {
  return texts(chapter, "drop").flatMap(([{ object, name, cascade }, step]) => {
    if (!cascade || !objects.includes(object) || wasMeasured(step.traced)) return [];
    const before = chapter.steps.slice(0, chapter.steps.indexOf(step));
    const isYoung = before.some(
      ({ traced }) => operations(traced, "create").some((it) => it.object === object && it.name === name)
    );
    return isYoung ? [] : [{ name, statement: step.traced, evidence: "inferred" }];
  });
}
function byStatement(gone) {
  return [...Map.groupBy(gone, ({ statement }) => statement)].map(([statement, group]) => ({
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

// src/rules/drop-column.ts
var rule6 = {
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
      for (const { statement, names, evidence } of byStatement(droppedColumns(chapter))) {
        const many = names.length > 1 || names.some((name) => name.startsWith("all "));
        yield {
          migration: chapter.migration,
          statement,
          message: `${listed(names)} and ${many ? "their" : "its"} values are gone, and code that still reads ${many ? "them" : "it"} fails.`,
          fix: `Deploy code that no longer uses ${many ? "them" : "it"}, then drop ${many ? "them" : "it"} in a later release.`,
          evidence
        };
      }
    }
  }
};

// src/rules/drop-table.ts
var rule7 = {
  id: "drop-table",
  title: "Table dropped",
  why: [
    "All rows are gone for good, and code that still uses the table fails at once.",
    "With CASCADE, views and foreign keys that depend on it go as well.",
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
      base: "CREATE SCHEMA billing;\nCREATE TABLE billing.invoices (id int PRIMARY KEY);\nCREATE TABLE billing.lines (id int);",
      up: "DROP SCHEMA billing CASCADE;"
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
      for (const { statement, names, evidence } of byStatement(droppedTables(chapter))) {
        const many = names.length > 1 || names.some((name) => name.startsWith("all "));
        yield {
          migration: chapter.migration,
          statement,
          message: `${listed(names)} and all ${many ? "their" : "its"} rows are gone, and code that still uses ${many ? "them" : "it"} fails.`,
          fix: `Deploy code that no longer uses ${many ? "them" : "it"}, then drop ${many ? "them" : "it"} in a later release.`,
          evidence
        };
      }
    }
  }
};

// src/rules/edited-applied-migration.ts
var rule8 = {
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
        fix: rule8.fix,
        evidence: "measured"
      };
    }
  }
};

// src/rules/foreign-key-validates-existing-rows.ts
var rule9 = {
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
      for (const { table, parent, fix } of [...byText2(step), ...byCode2(step)]) {
        const tables = parent === table ? table : `${table} and ${parent}`;
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Writes to ${tables} wait while every row of ${table} is looked up in ${parent}.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
      for (const { table, message } of validatedUnderLock(step)) {
        yield {
          migration: step.migration,
          statement: step.traced,
          message,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var advice2 = "Add the foreign key as NOT VALID, and validate it in the next migration.";
function byText2(step) {
  return operations(step.traced, "add-constraint").flatMap((key) => {
    const table = step.liveTable(key.table);
    if (table === null || !readsRows(step, table, key)) return [];
    return [{ table, parent: key.references ?? "its parent", fix: notValid(step, table, key) }];
  });
}
var strong2 = ["ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];
function validatedUnderLock(step) {
  const { trace, heldBefore } = step.traced;
  if (trace.outcome === "failed") return [];
  return operations(step.traced, "validate-constraint").flatMap(({ table: named, constraint }) => {
    const table = step.liveTable(named);
    if (table === null) return [];
    const keys = keysBefore(step, named, constraint);
    const isHeld = heldBefore.some(({ relation, mode }) => relation === table && strong2.includes(mode));
    const isRead = trace.scans.some((name) => step.liveTable(name) !== null);
    const waits = wasMeasured(step.traced) ? isHeld && isRead && (keys.length > 0 || looksUpParent(step, table, constraint)) : keys.some(({ traced }) => sharesTransaction(step, traced));
    const message = `Writes to ${table} wait while every row is checked: the strong lock from an earlier statement of the transaction is still held.`;
    return waits ? [{ table, message }] : [];
  });
}
function keysBefore({ migration, traced }, table, constraint) {
  const before = migration.statements.slice(0, migration.statements.indexOf(traced));
  return before.filter(({ trace }) => trace.outcome !== "failed").flatMap(
    (earlier) => operations(earlier, "add-constraint").filter((key) => key.type === "foreign-key" && key.table === table).filter((key) => key.constraint === constraint || key.constraint === null && !key.validated).map((key) => ({ key, traced: earlier }))
  );
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
  return between.every(
    (it) => it.inTransaction && !operations(it, "transaction").some(({ verb }) => verb === "commit" || verb === "rollback")
  );
}
function byCode2(step) {
  return changedByCode(step, "add", "constraint").flatMap(({ name, detail }) => {
    const table = qualifier(name);
    const parent = /^FOREIGN KEY .* REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(detail)?.[1];
    const isValid = !/ NOT (?:VALID|ENFORCED)\b/.test(detail);
    return parent !== void 0 && isValid && step.traced.trace.scans.includes(table) ? [{ table, parent, fix: advice2 }] : [];
  });
}
function readsRows(step, table, key) {
  const { trace } = step.traced;
  if (key.type !== "foreign-key" || !key.validated || trace.outcome === "failed") return false;
  if (!wasMeasured(step.traced)) return !isOnNewEmptyColumn(step, key);
  return trace.scans.some(
    (name) => step.liveTable(name) !== null && (name === table || name !== key.references)
  );
}
function isOnNewEmptyColumn({ traced }, key) {
  return operations(traced, "add-column").some(
    ({ table, column, default: value }) => table === key.table && key.columns.includes(column) && value === null
  );
}
function notValid({ traced }, table, key) {
  const sql = oneLine(traced.statement.sql);
  const start = sql.search(/\bforeign\s+key\b/i);
  const alone = traced.statement.operations.length === 1 && !/--|\/\*/.test(sql);
  if (operations(traced, "add-column").some(({ column }) => key.columns.includes(column)))
    return "Add the column without a default first, then the foreign key as NOT VALID, and validate it in the next migration.";
  if (wasMeasured(traced) && !traced.trace.scans.includes(table))
    return `Add the key to each partition as NOT VALID and validate it there, then add it to ${table}.`;
  if (!alone || start === -1) return advice2;
  const name = key.constraint ?? deriveName([table, ...key.columns], "_fkey");
  return inMigrations(
    [`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${sql.slice(start)} NOT VALID;`],
    [`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`]
  );
}

// src/rules/index-not-concurrent.ts
var rule10 = {
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
          fix: fixFor(step, tables),
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
function fixFor({ migration, traced }, tables) {
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

// src/rules/support/renamed.ts
function renamedColumns(chapter) {
  const seen = measured(chapter);
  const told = chapter.complete ? [] : byText3(chapter).filter((it) => !seen.some(({ from }) => from === it.from));
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
function byText3(chapter) {
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
var rule11 = {
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

// src/rules/set-not-null-scan.ts
var rule12 = {
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
      for (const { table, columns } of [...byText4(step, before) ?? byCode3(step), ...byValidation(step)]) {
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${table} wait while every row is checked for a null in ${listed(columns)}.`,
          fix: requireColumns(table, columns),
          evidence: step.traced.trace.evidence
        };
      }
      before.push(...step.traced.statement.operations.map(spelled));
    }
  }
};
function byText4(step, before) {
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
  const { migration, traced } = step;
  const before = migration.statements.slice(0, migration.statements.indexOf(traced));
  return operations(traced, "validate-constraint").flatMap(
    ({ table: named, constraint }) => {
      const table = step.liveTable(named);
      const isHeld = traced.heldBefore.some(
        ({ relation, mode }) => relation === table && mode === "AccessExclusiveLock"
      );
      const isRead = traced.trace.scans.some((name) => step.liveTable(name) !== null);
      if (table === null || !wasMeasured(traced) || !isHeld || !isRead) return [];
      const proof = before.flatMap((earlier) => operations(earlier, "add-constraint")).find((it) => it.type === "check" && it.table === named && it.constraint === constraint);
      return proof === void 0 || !isOnlyProof(before, constraint) ? [] : [{ table, columns: proof.columns }];
    }
  );
}
function isOnlyProof(before, constraint) {
  return before.some(
    (earlier) => operations(earlier, "add-constraint").some((it) => it.constraint === constraint) && /\bcheck\s*\(+\s*(?:"(?:[^"]|"")*"|[\w$]+)\s+is\s+not\s+null\s*\)/i.test(earlier.statement.sql)
  );
}
function byCode3(step) {
  const { rewrites, scans } = step.traced.trace;
  const required = changedByCode(step, "alter", "column").filter(({ detail }) => / not null$/.test(detail) && !/ not null →/.test(detail)).filter(({ name }) => scans.includes(qualifier(name)) && !rewrites.includes(qualifier(name)));
  return [...Map.groupBy(required, ({ name }) => qualifier(name))].map(([table, changes]) => ({
    table,
    columns: changes.map(({ name }) => lastPart(name))
  }));
}

// src/rules/statement-failed.ts
var rule13 = {
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
      up: "ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET agee = 1;\nUPDATE users SET age = 1;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "CREATE TABLE users (id int PRIMARY KEY);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET age = 1;"
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "CREATE TABLE IF NOT EXISTS users (id int PRIMARY KEY);"
    }
  ],
  *check(context) {
    for (const { migration, steps: steps2 } of chapters(context)) {
      const failed = steps2.find(({ traced }) => traced.trace.outcome === "failed")?.traced;
      if (failed === void 0 || isExplained(migration, failed)) continue;
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

// src/rules/unparsed-statement.ts
var metaCommand = /meta-command (\\[^\s:]+)/;
var rule14 = {
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
        fix: fixFor2(reason),
        evidence: traced.trace.evidence
      };
    }
  }
};
function fixFor2(reason) {
  if (/\bCOPY data\b/.test(reason)) return "Write the rows as INSERT statements.";
  const command = metaCommand.exec(reason)?.[1];
  return command === void 0 ? "Correct the syntax." : `Write ${command} as plain SQL, or leave it out.`;
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
  rule14
];

export {
  isKeyword,
  quoteIdentifier,
  qualifiedName,
  dottedName,
  nameInSchema,
  rules
};
