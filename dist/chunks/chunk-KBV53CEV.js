import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  inMigrations,
  indexConcurrently,
  indexConcurrentlyAs,
  nextMigration,
  oneLine,
  ownMigration,
  withoutComments,
  withoutIfNotExists
} from "./chunk-OLPOFHMW.js";
import {
  codeNote,
  databaseName,
  isSqlState
} from "./chunk-O4QOHSQV.js";
import {
  folded,
  quoteIdentifier as quoteIdentifier2
} from "./chunk-QKEH4DCI.js";
import {
  presets
} from "./chunk-ZUS5H5UN.js";
import {
  bareName,
  deriveName,
  differenceWords,
  lastPart,
  listed,
  listedShort,
  qualifier,
  roomFor,
  shortened,
  waitingTables,
  withSize,
  withoutArguments
} from "./chunk-X7OI7SUC.js";
import {
  quoteIdentifier
} from "./chunk-J2TPRL3J.js";
import {
  remembered
} from "./chunk-PALFP6QB.js";

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
var strongModes = [
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock"
];
function isStrong({ mode }) {
  return strongModes.includes(mode);
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
var rowKinds = /* @__PURE__ */ new Set(["write-rows", "create-table", "run-code", "other"]);
function runsHiddenCode(step) {
  const { statement, trace } = step.traced;
  if (isOpaque(step.traced)) return true;
  if (!wasMeasured(step.traced) || !statement.operations.every(({ kind }) => rowKinds.has(kind))) return false;
  const created2 = statement.operations.flatMap((it) => it.kind === "create-table" ? [it.table] : []);
  if (created2.length > 0 && !/\b(?:select|execute)\b/i.test(statement.sql)) return false;
  const locked = (remakes(step) ? trace.locks : takenNow(step.traced)).filter(isStrong).map(({ relation }) => relation);
  return [...locked, ...trace.rewrites].some(
    (relation) => step.liveTable(relation) !== null && !created2.includes(relation)
  );
}
function takenNow({ trace, heldBefore }) {
  const held = new Set(heldBefore.map(({ relation, mode }) => `${mode} ${relation}`));
  return trace.locks.filter(({ relation, mode }) => !held.has(`${mode} ${relation}`));
}
function remakes(step) {
  const called = textOfCode(step).slice(bareText(step.traced).length);
  const text = called.replaceAll(/\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\b/gi, "");
  return /\b(?:alter|create|drop|truncate|lock|execute)\b/i.test(text);
}
function changedByCode(step, action, object) {
  if (!runsHiddenCode(step) || !wasMeasured(step.traced)) return [];
  const locked = new Set(step.traced.trace.locks.map(({ relation }) => relation));
  const changes2 = changesOf(step.migration).get(`${action} ${object}`);
  return [...locked].filter((table) => changes2?.has(table) && step.liveTable(table) !== null).flatMap((table) => changes2?.get(table) ?? []).toSorted((a, b) => a.place - b.place).map(({ change }) => change).filter(({ name: name2 }) => (namedBy(step.migration).get(name2) ?? []).every((it) => it === step.traced));
}
var namedBy = remembered(({ statements }) => {
  const named = statements.flatMap(
    (traced) => traced.statement.operations.flatMap((operation) => {
      if (!("table" in operation)) return [];
      const parts2 = [
        "column" in operation ? operation.column : null,
        "constraint" in operation ? operation.constraint : null
      ];
      return parts2.flatMap((part) => part === null ? [] : [{ name: `${operation.table}.${part}`, traced }]);
    })
  );
  return new Map(
    [...Map.groupBy(named, ({ name: name2 }) => name2)].map(([name2, all]) => [name2, all.map(({ traced }) => traced)])
  );
});
var changesOf = remembered(({ changes: changes2 }) => {
  const placed2 = changes2.map((change, place2) => ({ change, place: place2 }));
  const byKind = Map.groupBy(placed2, ({ change }) => `${change.action} ${change.object}`);
  return new Map(
    [...byKind].map(([kind, group]) => [kind, Map.groupBy(group, (it) => qualifier(it.change.name))])
  );
});
function textOfCode({ migration, traced }) {
  const own = traced.statement.sql;
  const made4 = routines(migration);
  if (made4.size === 0) return bareText(traced);
  const words2 = new Set(own.match(word) ?? []);
  const named = [...words2, ""].flatMap((first) => made4.get(first) ?? []);
  const called = named.filter(({ name: name2, statement }) => statement !== traced && own.includes(name2));
  const inOrder = new Set(called.toSorted((a, b) => a.place - b.place).map(({ statement }) => statement));
  return [traced, ...inOrder].map(bareText).join(";\n");
}
var bareText = remembered(({ statement }) => withoutComments(statement.sql));
var word = /[\w$\u0080-\uffff]+/g;
var routines = remembered(({ statements }) => {
  const all = statements.flatMap(
    (statement, place2) => operations(statement, "create").filter(({ object }) => object === "function" || object === "procedure").map(({ name: name2 }) => ({ name: bareName(name2), statement, place: place2 }))
  );
  return Map.groupBy(all, ({ name: name2 }) => name2.match(word)?.[0] ?? "");
});

// src/rules/support/attribution.ts
function texts(chapter, kind) {
  return textsByKind(chapter).get(kind) ?? [];
}
var textsByKind = remembered((chapter) => {
  const steps2 = chapter.steps.filter(({ traced }) => traced.trace.outcome !== "failed");
  const all = steps2.flatMap(
    (step) => step.traced.statement.operations.map((operation) => [operation, step])
  );
  return Map.groupBy(all, ([{ kind }]) => kind);
});
function textsBy(kind, keyOf4) {
  return remembered((chapter) => Map.groupBy(texts(chapter, kind), ([operation]) => keyOf4(operation)));
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

// src/rules/support/spelled.ts
var quotes = {
  postgres: quoteIdentifier,
  sqlite: quoteIdentifier2,
  // Neither is checked yet.
  mysql: (name2) => name2,
  surrealdb: (name2) => name2
};
function identifierIn(dialect, name2) {
  return /^".*"$/s.test(name2) ? name2 : quotes[dialect](name2);
}
function spelledContext(context) {
  const quote = (name2) => identifierIn(context.dialect, name2);
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
  const name2 = (text) => known?.of(text) ?? text;
  const table = "table" in operation ? name2(operation.table) : null;
  const column = (text) => {
    const spelled3 = quote(text);
    return table === null || known === null ? spelled3 : known.column(table, spelled3);
  };
  const spelled2 = {
    ...operation,
    ...table === null ? {} : { table },
    ..."column" in operation ? { column: column(operation.column) } : {},
    ..."columns" in operation ? { columns: operation.columns.map(column) } : {},
    ..."condition" in operation && operation.condition !== void 0 ? {
      condition: operation.condition.map(
        (part) => part.kind === "null" ? { ...part, column: column(part.column) } : part
      )
    } : {},
    ..."constraint" in operation && operation.constraint !== null ? { constraint: quote(operation.constraint) } : {},
    ..."index" in operation && operation.index !== null ? { index: name2(operation.index) } : {},
    ..."references" in operation && operation.references !== null ? { references: name2(operation.references) } : {},
    ..."defines" in operation && operation.defines !== void 0 ? { defines: operation.defines.map((it) => ({ ...it, column: column(it.column) })) } : {},
    ..."given" in operation && operation.given !== void 0 ? { given: operation.given.map((it) => typeof it === "string" ? column(it) : it) } : {},
    ...operation.kind === "rename-column" ? { to: column(operation.to) } : {},
    ...operation.kind === "rename-table" ? { to: name2(operation.to) } : {},
    ...operation.kind === "create" || operation.kind === "drop" ? { name: name2(operation.name) } : {}
  };
  return spelled2;
}
var Spellings = class {
  #known = /* @__PURE__ */ new Map();
  constructor({ schemaBefore }) {
    for (const { name: name2 } of schemaBefore?.objects.values() ?? []) this.of(name2);
  }
  of(name2) {
    const key = folded(name2);
    const known = this.#known.get(key) ?? name2;
    this.#known.set(key, known);
    return known;
  }
  column(table, column) {
    return this.of(`${table}.${column}`).slice(table.length + 1);
  }
};

// src/rules/support/copies.ts
function holdsItsRows(chapter, name2) {
  if (holdsIndexedRows(chapter, name2)) return true;
  if (!mayComeBack(chapter, name2)) return false;
  const rowsSeen = chapter.migration.rows !== null;
  const holders = /* @__PURE__ */ new Set([name2]);
  let went = false;
  for (const step of stepsAbout(chapter, holders)) {
    const { traced } = step;
    const written3 = operations(traced, "write-rows");
    const copied = [...operations(traced, "create-table"), ...written3.filter(({ verb }) => verb === "insert")];
    for (const { table } of copied) {
      if ([...holders].some((holder) => holder !== table && copies(chapter, step, holder))) holders.add(table);
    }
    const emptied = written3.filter(({ verb, filtered }) => verb === "delete" && !(rowsSeen && filtered));
    for (const { table } of [...operations(traced, "truncate"), ...emptied]) {
      holders.delete(table);
      went ||= table === name2;
    }
    for (const { table } of operations(traced, "drop-table")) {
      holders.delete(table);
      went ||= table === name2;
    }
    for (const { table, to } of operations(traced, "rename-table")) {
      if (holders.delete(table)) holders.add(to);
      went ||= table === name2;
    }
  }
  return went && holders.has(name2);
}
function mayComeBack(chapter, name2) {
  const { gained, left } = lastTurns(chapter);
  const went = left.get(name2);
  return went !== void 0 && (gained.get(name2) ?? -1) >= went;
}
var lastTurns = remembered(({ steps: steps2, migration }) => {
  const gained = /* @__PURE__ */ new Map();
  const left = /* @__PURE__ */ new Map();
  for (const [place2, { traced }] of steps2.entries()) {
    for (const { table } of operations(traced, "create-table")) gained.set(table, place2);
    for (const { table, verb, filtered } of operations(traced, "write-rows")) {
      if (verb === "insert") gained.set(table, place2);
      if (verb === "delete" && !(migration.rows !== null && filtered)) left.set(table, place2);
    }
    for (const { table } of operations(traced, "truncate")) left.set(table, place2);
    for (const { table } of operations(traced, "drop-table")) left.set(table, place2);
    for (const { table, to } of operations(traced, "rename-table")) {
      left.set(table, place2);
      gained.set(to, place2);
    }
  }
  return { gained, left };
});
function* stepsAbout(chapter, names2) {
  const index = stepsByName(chapter);
  let due = [];
  const known = /* @__PURE__ */ new Set();
  for (let at = -1; ; ) {
    for (const name2 of names2) {
      if (known.has(name2)) continue;
      known.add(name2);
      const later = (index.get(folded2(name2)) ?? []).filter((place2) => place2 > at);
      if (later.length > 0) due = [.../* @__PURE__ */ new Set([...due, ...later])].sort((a, b) => b - a);
    }
    const next = due.pop();
    if (next === void 0) return;
    at = next;
    yield chapter.steps[at];
  }
}
var stepsByName = remembered(({ steps: steps2 }) => {
  const named = steps2.flatMap(({ traced }, place2) => {
    const { sql, operations: all } = traced.statement;
    const names2 = [
      ...all.flatMap((it) => "table" in it ? [it.table] : []),
      ...all.flatMap((it) => it.kind === "rename-table" ? [it.to] : []),
      ...traced.trace.scans,
      ...sourcesIn(withoutLiterals(sql))
    ];
    return [...new Set(names2.map(folded2))].map((name2) => ({ name: name2, place: place2 }));
  });
  const places2 = Map.groupBy(named, ({ name: name2 }) => name2);
  return new Map([...places2].map(([name2, some]) => [name2, some.map(({ place: place2 }) => place2)]));
});
function folded2(name2) {
  return (inBrackets(name2) ?? bareName(name2)).toLowerCase();
}
function holdsIndexedRows({ context, migration }, name2) {
  if (context.schemaBefore?.objects.has(`virtual table ${name2}`) !== true) return false;
  const rows = migration.rows?.find(({ table }) => table === name2);
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
  const before2 = new Set(chapter.steps.slice(0, chapter.steps.indexOf(drop)));
  const copy = find(
    chapter,
    "write-rows",
    (write2, step) => write2.verb === "update" && !write2.filtered && before2.has(step) && step.liveTable(write2.table) === table && words(step.traced.statement.sql).includes(bareName(column))
  );
  return copy !== void 0;
}
var literal = /'[^']*(?:''[^']*)*'/g;
var partial = /\b(?:where|limit|offset|fetch|having|group|distinct|except|intersect|tablesample|no\s+data)\b|(?<!\bleft\s)(?<!\bleft\s+outer\s)\bjoin\b/i;
function copiesWhole(step, source) {
  return readsFrom(step, source) && !partial.test(bareText2(step));
}
function leavesRowsOut(step) {
  let sql = bareText2(step);
  for (let before2 = ""; before2 !== sql; ) {
    before2 = sql;
    sql = sql.replaceAll(/(?<!\b(?:from|join|as)\s*)\([^()]*\)/gi, " ");
  }
  return partial.test(sql) || /\bor\s+(?:ignore|replace)\b|^\s*replace\b/i.test(sql);
}
function bareText2({ traced }) {
  return withoutLiterals(traced.statement.sql).replaceAll(quoted, "q");
}
function readsFrom({ traced }, source) {
  const isRead = wasMeasured(traced) && traced.trace.scans.includes(source);
  return isRead || reads(withoutLiterals(traced.statement.sql), bareName(source));
}
var quoted = /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/g;
function reads(sql, name2) {
  return sourcesIn(sql).some((source) => means(source, name2));
}
function sourcesIn(sql) {
  const sources = sql.matchAll(
    /\b(?:from|table)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|\.)+)/gi
  );
  return [...sources].flatMap(([, source]) => source ?? []);
}
function means(source, name2) {
  const quoted4 = inBrackets(source);
  if (quoted4 !== null) return quoted4 === name2;
  const written3 = bareName(source);
  return written3 === name2 || !source.endsWith('"') && written3.toLowerCase() === name2;
}
function inBrackets(source) {
  const [, backtick] = /`((?:[^`]|``)*)`$/.exec(source) ?? /\[([^\]]*)\]$/.exec(source) ?? [];
  return backtick?.replaceAll("``", "`") ?? null;
}
function words(sql) {
  return withoutLiterals(sql).match(/[\w$\u0080-\uffff]+/g) ?? [];
}
function withoutLiterals(sql) {
  return withoutComments(sql).replaceAll(literal, "''");
}

// src/rules/support/timeline.ts
var Timeline = class {
  #entries = /* @__PURE__ */ new Map();
  set(name2, from, origin) {
    const entries = this.#entries.get(name2) ?? [];
    entries.push({ from, origin });
    this.#entries.set(name2, entries);
  }
  origin(name2, at) {
    const entries = this.#entries.get(name2) ?? [];
    let [known, next] = [-1, entries.length];
    while (next - known > 1) {
      const middle = known + next >> 1;
      if ((entries[middle]?.from ?? 0) <= at) known = middle;
      else next = middle;
    }
    const entry = entries[known];
    return entry === void 0 ? name2 : entry.origin;
  }
  knows(name2) {
    return this.#entries.has(name2);
  }
};

// src/rules/support/chapters.ts
var chapters = remembered(follow);
function follow(context) {
  const tables = new Timeline();
  const columns = new Timeline();
  let now = 0;
  function knowledgeAt(moment, traced) {
    const origin = (table) => tables.origin(table, moment);
    const isLive3 = (table) => {
      const name2 = origin(table);
      return name2 !== null && !isTemporary(context.dialect, name2) && context.isLive(name2);
    };
    const liveTable = (table) => {
      if (tables.knows(table)) return isLive3(table) ? table : null;
      const namesakes = traced === null ? [] : lockedNames(traced).get(lastPart(table)) ?? [];
      const namesake2 = namesakes.find(isLive3);
      if (namesake2 !== void 0 && !namesakes.includes(table)) return namesake2;
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
  function followOperation(operation, columnsToo, traced) {
    if (operation.kind === "create-table") {
      const stands4 = knowledgeAt(now, null).liveTable(operation.table) !== null;
      if (!stands4 || standsOnlyByText(operation, traced)) tables.set(operation.table, now + 1, null);
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
        followOperation(operation, !complete, traced);
      }
      now += 1;
      return step;
    });
    if (complete) settle(migration);
    const chapter = { context, migration, steps: steps2, complete, start };
    if (complete && migration.rows !== null) {
      for (const name2 of new Set(steps2.flatMap(droppedBy)))
        if (stands(migration, name2) && holdsItsRows(chapter, name2)) tables.set(name2, now, name2);
    }
    return chapter;
  });
}
function standsOnlyByText({ ifNotExists }, { statement, trace }) {
  const isSeen = trace.outcome === "ran" || trace.error?.code === duplicateTable;
  return !isSeen && !ifNotExists && !/^\s*create\s+(?:global\s+|local\s+)?temp/i.test(statement.sql);
}
var duplicateTable = "42P07";
var lockedNames = remembered(
  ({ trace }) => Map.groupBy(
    trace.locks.filter(isOfTable).map(({ relation }) => relation),
    lastPart
  )
);
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
var steps = remembered(
  (context) => chapters(context).flatMap((chapter) => chapter.steps)
);

// src/rules/support/net-changes.ts
function courses({ schemaBefore, schemaAfter }, kinds) {
  if (schemaBefore === null || schemaAfter === null) return [];
  const ofKind = (objects) => [...objects].filter(({ kind }) => kinds.includes(kind));
  const same = new Map(ofKind(schemaAfter.objects.values()).map((object) => [object.identity, object]));
  return ofKind(schemaBefore.objects.values()).map((before2) => {
    const kept = before2.identity === "" ? void 0 : same.get(before2.identity);
    return { before: before2, after: kept ?? schemaAfter.objects.get(`${before2.kind} ${before2.name}`) ?? null };
  });
}
function newcomers(context, kinds) {
  const { schemaAfter } = context;
  const old = new Set(courses(context, kinds).map(({ after }) => after));
  return [...schemaAfter?.objects.values() ?? []].filter(
    (object) => kinds.includes(object.kind) && !old.has(object)
  );
}
function whereChanged(context, object, names2, actions = ["add", "drop", "alter", "rename"]) {
  const isMeant = (change) => change.object === object && names2.includes(change.name) && actions.includes(change.action);
  return chapters(context).findLast(({ migration }) => migration.changes.some(isMeant)) ?? null;
}

// src/rules/access-widened.ts
var rule = {
  id: "access-widened",
  covers: ["policy or grant widening"],
  title: "Rows opened to every role",
  why: [
    "Rights that are granted to PUBLIC are those of every role of the database, also of ones that are made later.",
    "Row level security that is switched off, or a policy for everybody whose condition is always true, shows every row to",
    "whoever has rights on the table, which in databases behind a generated API is often anybody.",
    "",
    "Judged by the schema after the whole pull request. A policy that lets everybody read is often meant so and not told."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Grant to the roles that need it, and write the condition of the policy for them.",
  bad: [
    { base: "CREATE TABLE orders (id int PRIMARY KEY);", up: "GRANT SELECT, UPDATE ON orders TO PUBLIC;" },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ENABLE ROW LEVEL SECURITY;",
      up: "CREATE POLICY everything ON orders USING (true) WITH CHECK (true);"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY);\nALTER TABLE shop."Orders" ENABLE ROW LEVEL SECURITY;',
      up: `DO $$ BEGIN EXECUTE 'ALTER TABLE shop."Orders" DISABLE ROW LEVEL SECURITY'; END $$;`
    }
  ],
  good: [
    {
      base: "CREATE ROLE reporting;\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "GRANT SELECT ON orders TO reporting;"
    },
    {
      base: "CREATE TABLE posts (id int PRIMARY KEY);\nALTER TABLE posts ENABLE ROW LEVEL SECURITY;",
      up: "CREATE POLICY readable ON posts FOR SELECT USING (true);",
      note: "Everybody may read, nobody may write."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nGRANT SELECT ON orders TO PUBLIC;",
      up: "GRANT SELECT ON orders TO PUBLIC;",
      note: "It was so before."
    }
  ],
  *check(context) {
    for (const { table, message, fix } of widened(context)) {
      const place2 = placeOf(context, table);
      if (place2 !== null) yield { ...place2, message, fix, evidence: "measured" };
    }
  }
};
function widened(context) {
  const tables = [
    ...courses(context, ["table"]),
    ...newcomers(context, ["table"]).map((after) => ({ before: null, after }))
  ];
  return [
    ...tables.flatMap(({ before: before2, after }) => [...grants(before2, after), ...unprotected(before2, after)]),
    ...openPolicies(context)
  ];
}
function grants(before2, after) {
  if (after === null) return [];
  const old = publicRights(before2);
  const more = publicRights(after).filter((right) => !old.includes(right));
  if (more.length === 0) return [];
  const message = `Every role may ${listed(more)} on ${after.name} now, those to come as well.`;
  return [{ table: after.name, message, fix: "Grant it to the roles that need it." }];
}
function publicRights(table) {
  const rights = /(?:^|; )PUBLIC: ([^;]*)/.exec(table?.attributes.privileges ?? "")?.[1];
  return (rights ?? "").split(", ").filter((right) => right !== "" && !right.startsWith("no "));
}
function unprotected(before2, after) {
  const was = before2?.attributes["row security"] === "yes";
  if (after === null || !was || before2.identity !== after.identity || after.attributes["row security"] === "yes")
    return [];
  const message = `Row level security of ${after.name} is off: whoever has rights on it sees and writes every row.`;
  return [{ table: after.name, message, fix: "Leave it on, and change the policies that are in the way." }];
}
function openPolicies(context) {
  const changed = courses(context, ["policy"]).flatMap(
    ({ before: before2, after }) => after !== null && !isOpen(before2) ? [after] : []
  );
  return [...changed, ...newcomers(context, ["policy"])].filter(isOpen).map(({ name: name2, attributes }) => ({
    table: qualifier(name2),
    message: `The policy ${lastPart(name2)} lets every role ${attributes.for === "all" ? "read and write" : attributes.for} every row of ${qualifier(name2)}.`,
    fix: "Name the roles with TO, and the rows with a condition."
  }));
}
function isOpen({ attributes }) {
  return attributes.restrictive === void 0 && attributes.to === "PUBLIC" && ["all", "update", "delete"].includes(attributes.for ?? "") && attributes.using === "true";
}
function placeOf(context, table) {
  const isAbout = (name2) => lastPart(name2) === lastPart(table) || name2.endsWith(".*");
  for (const { steps: steps2, migration } of chapters(context).toReversed()) {
    const touches = migration.changes.some(
      ({ object, name: name2 }) => name2 === table || object === "policy" && qualifier(name2) === table
    );
    if (!touches) continue;
    const step = steps2.findLast(
      ({ traced }) => traced.statement.operations.some(
        (it) => it.kind === "create" && it.object === "privilege" && isAbout(it.name) || it.kind === "create" && it.object === "policy" && isAbout(qualifier(it.name)) || it.kind === "alter" && it.object === "policy" && isAbout(qualifier(it.name)) || it.kind === "alter-table" && it.detail === "disable row security" && isAbout(it.table)
      )
    ) ?? steps2.findLast(({ traced }) => operations(traced, "run-code").length > 0);
    return { migration, statement: step?.traced ?? null };
  }
  return null;
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
  const [, kind, name2 = ""] = /^error in (index|view|trigger|table) (.+?)(?: after [a-z ]+)?: /s.exec(message) ?? [];
  return kind === "index" || kind === "view" || kind === "trigger" || kind === "table" ? { kind, name: name2 } : null;
}
function quotedText(traced) {
  const message = refusal(traced) ?? "";
  return /no such column: ("(?:[^"]|"")*") - should this be a string literal in single-quotes\?$/s.exec(
    message
  )?.[1] ?? null;
}
function failedDropOf({ migration }, table) {
  return foreignKeyFailures(migration).find(
    (traced) => operations(traced, "drop-table").some((drop) => drop.table === table)
  );
}
var foreignKeyFailures = remembered(
  ({ statements }) => statements.filter(isForeignKeyFailure)
);
function isForeignKeyFailure({ trace }) {
  return trace.outcome === "failed" && trace.error?.code === "SQLITE_CONSTRAINT_FOREIGNKEY";
}
function isToldApart({ statements }, traced) {
  if (refusedColumn(traced) !== null || mentionOfColumn(traced) !== null) return true;
  if (blockerOfRename(traced) !== null || quotedText(traced) !== null) return true;
  if (!isForeignKeyFailure(traced) || operations(traced, "drop-table").length === 0) return false;
  const before2 = statements.slice(0, statements.indexOf(traced));
  return before2.some(({ trace }) => trace.withoutEffect) || dropsRenamed(before2, traced);
}
function dropsRenamed(before2, traced) {
  const dropped4 = operations(traced, "drop-table").map(({ table }) => table);
  const renames = before2.flatMap((it) => operations(it, "rename-table")).filter(({ to }) => dropped4.includes(to));
  const made4 = before2.flatMap((it) => operations(it, "create-table")).map(({ table }) => table);
  return renames.some(({ table }) => made4.includes(table));
}

// src/rules/add-column-not-allowed.ts
var rule2 = {
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
  const { table, column: name2, type } = column;
  const constraints = operations(traced, "add-constraint");
  const has = (kind) => constraints.some((it) => it.type === kind);
  const plain2 = `ALTER TABLE ${table} ADD COLUMN ${name2}${type === "" ? "" : ` ${type}`};`;
  if (has("primary-key"))
    return "Build the table anew with the key: create, copy, drop, rename, with foreign keys off.";
  if (column.values === "stored")
    return "Make the column VIRTUAL, which is computed when it is read, or build the table anew.";
  if (has("check")) return "Choose a default that satisfies the CHECK, or add the column without it.";
  if (has("foreign-key"))
    return `Add it without the default, and fill it: ALTER TABLE ${table} ADD COLUMN ${name2} \u2026 REFERENCES \u2026.`;
  if (has("unique")) {
    const index = identifierIn("sqlite", `${bareName(table)}_${bareName(name2)}`);
    return `${plain2}
CREATE UNIQUE INDEX ${index} ON ${lastPart(table)} (${name2});`;
  }
  return isComputed(column) ? `-- all rows hold NULL, new ones too: fill them, and write the value with each INSERT; only a table built anew computes it
${plain2}` : `-- existing rows hold NULL: fill them, or give it a constant default
${plain2}`;
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
  const told5 = added.filter(isFilledRowByRow);
  if (!wasMeasured(step.traced)) return told5;
  const isRewritten = rewrites.some((name2) => step.liveTable(name2) !== null);
  if (!isRewritten || changesType(step)) return [];
  const called = added.filter(({ calls }) => calls.length > 0);
  const [culprits] = [told5, called].filter((columns) => columns.length > 0);
  return culprits ?? (hasOtherRewrite(step) ? [] : added);
}
function isToldAsRewrite(step) {
  const isRewritten = step.traced.trace.rewrites.some((name2) => step.liveTable(name2) !== null);
  return columnsFilledRowByRow(step).length > 0 || isRewritten && changesType(step);
}
function isFilledRowByRow({ values, calls }) {
  const isComputed3 = values === "serial" || values === "identity" || values === "stored";
  return isComputed3 || values === "default" && calls.some((name2) => volatile.has(name2));
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

// src/rules/support/constraints-by-code.ts
function constraintsByCode(step) {
  return changedByCode(step, "add", "constraint").filter(
    ({ name: name2 }) => !writtenNames(step.migration).has(lastPart(name2))
  );
}
var writtenNames = remembered(
  ({ statements }) => new Set(statements.flatMap((it) => operations(it, "add-constraint").map(({ constraint }) => constraint)))
);
function keysByCode(step) {
  const added = constraintsByCode(step);
  if (added.length === 0) return [];
  const { scans, rewrites } = step.traced.trace;
  const takenOver = step.migration.changes.filter(({ action, object }) => action === "drop" && object === "index").map(({ detail }) => /^unique on (.+?) using /.exec(detail)?.[1]);
  return added.filter(({ detail }) => /^(?:UNIQUE|PRIMARY KEY)\b/.test(detail)).map((change) => ({ change, table: qualifier(change.name) })).filter(({ table }) => scans.includes(table) && !rewrites.includes(table) && !takenOver.includes(table)).map(({ change }) => change);
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
  const made4 = madeByServer(step, table, constraint.type);
  const place2 = placeAmongAlike(step, constraint);
  const alike = made4.filter((name2) => withoutNumber(name2) === bareName(derive(constraint, table)));
  const only = made4.length === 1 ? made4[0] : void 0;
  return alike[place2] ?? only ?? derive(constraint, table, place2 === 0 ? "" : String(place2));
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
  const alike = unnamed(migration).get(nameIn(table, base));
  return alike?.get(traced)?.get(constraint.definition) ?? 0;
}
var unnamed = remembered(({ statements }) => {
  const all = statements.flatMap(
    (traced) => operations(traced, "add-constraint").filter((it) => it.constraint === null).map((it) => ({ traced, definition: it.definition, key: nameIn(it.table, derive(it, it.table)) }))
  );
  const numbered = [...Map.groupBy(all, ({ key }) => key)].map(([key, group]) => {
    const placed2 = group.map((it, place2) => ({ ...it, place: place2 })).toReversed();
    const byStatement3 = [...Map.groupBy(placed2, ({ traced }) => traced)].map(
      ([traced, own]) => [traced, new Map(own.map((it) => [it.definition, it.place]))]
    );
    return [key, new Map(byStatement3)];
  });
  return new Map(numbered);
});
function nameIn(table, name2) {
  return JSON.stringify([table, name2]);
}
function madeByServer({ migration }, table, type) {
  const written3 = writtenNames(migration);
  return migration.changes.filter(({ action, object }) => action === "add" && object === "constraint").filter(({ name: name2, detail }) => qualifier(name2) === table && detail.startsWith(keywords[type])).map(({ name: name2 }) => lastPart(name2)).filter((name2) => !written3.has(name2)).sort((a, b) => numberOf(a) - numberOf(b));
}
function withoutNumber(name2) {
  return bareName(name2).replace(/\d+$/, "");
}
function numberOf(name2) {
  return Number(/\d*$/.exec(bareName(name2))?.[0] ?? 0);
}

// src/rules/support/keys.ts
var written = /^(?<type>unique|primary\s+key)(?<nulls>\s+nulls\s+(?:not\s+)?distinct)?\s*(?:\((?!.*\bwithout\s+overlaps\b)[^()]*\))?(?<include>\s*include\s*\([^()]*\))?(?<when>(?:\s+(?:not\s+)?deferrable|\s+initially\s+(?:deferred|immediate))*)$/is;
function keyInSteps(table, name2, { definition: definition2, columns }) {
  const groups = written.exec(definition2)?.groups;
  if (groups === void 0 || columns.length === 0 || /--|\/\*/.test(definition2)) return null;
  const { type = "", nulls = "", include = "", when = "" } = groups;
  return {
    index: `CREATE UNIQUE INDEX CONCURRENTLY ${name2} ON ${table} (${columns.join(", ")})${include}${nulls};`,
    constraint: `ALTER TABLE ${table} ADD CONSTRAINT ${name2} ${type.toUpperCase().replace(/\s+/, " ")} USING INDEX ${name2}${when};`
  };
}

// src/rules/support/not-null.ts
function requireColumns(table, columns) {
  const checks = columns.map((column) => ({ column, name: deriveName([table, column], "_not_null") }));
  return inMigrations(
    checks.map(
      ({ column, name: name2 }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name2} CHECK (${column} IS NOT NULL) NOT VALID;`
    ),
    [
      // First all that reads: SET NOT NULL takes a strong lock, which is kept until the transaction ends.
      ...checks.map(({ name: name2 }) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name2};`),
      ...checks.map(({ column }) => `ALTER TABLE ${table} ALTER COLUMN ${lastPart(column)} SET NOT NULL;`),
      ...checks.map(({ name: name2 }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name2};`)
    ]
  );
}
function becomesRequired(detail) {
  return / not null(?:;|$)/.test(detail) && !/ not null →/.test(detail);
}
function columnsMadeRequired({ changes: changes2 }, table) {
  return changes2.filter(({ action, object }) => action === "alter" && object === "column").filter(({ name: name2, detail }) => qualifier(name2) === table && becomesRequired(detail)).map(({ name: name2 }) => lastPart(name2));
}

// src/rules/support/safe-columns.ts
var untold = /\b(?:collate|compression|storage|interval\s+(?:year|month|day|hour|minute|second))\b/i;
function canBeAddedAtOnce(columns, sql) {
  const isPlain = columns.every(({ values }) => values !== "identity" && values !== "stored");
  return isPlain && (columns.length === 0 || !untold.test(sql));
}
function isFreeReference({ definition: definition2, columns: own }, columns) {
  return /^references\b/i.test(definition2) && columns.some(({ column, values }) => own.includes(column) && values === "null");
}
function addColumn(column, references, sql) {
  const { table, column: name2, default: text, values } = column;
  const isInstant = !isFilledRowByRow(column) && text !== null;
  const own = references.filter(({ columns }) => columns.includes(name2));
  return [
    `ALTER TABLE ${table} ADD COLUMN`,
    .../\badd\s+(?:column\s+)?if\s+not\s+exists\b/i.test(sql) ? ["IF NOT EXISTS"] : [],
    `${name2} ${storedType(column)}`,
    ...isInstant ? [values === "virtual" ? text : `DEFAULT ${text}`] : [],
    ...isInstant && column.notNull ? ["NOT NULL"] : [],
    ...own.map(
      ({ constraint, definition: definition2 }) => constraint === null ? definition2 : `CONSTRAINT ${constraint} ${definition2}`
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
  const { table, column: name2 } = column;
  const sequence = `${qualifier(table)}.${deriveName([table, name2], "_seq")}`;
  const isSerial = column.values === "serial";
  const value = isSerial ? `nextval('${sequence.replaceAll("'", "''")}')` : column.default;
  return [
    ...isSerial ? [`CREATE SEQUENCE ${sequence} AS ${storedType(column)} OWNED BY ${table}.${name2};`] : [],
    "-- from here on new rows get a value; give the old ones theirs in batches",
    `ALTER TABLE ${table} ALTER COLUMN ${name2} SET DEFAULT ${value};`
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
  const isKnown2 = (it) => isKey(it) || it.type === "check" || it.type === "foreign-key";
  return all.length === columns.length + constraints.length && // A name that search_path completed means another table in a file of its own.
  [...columns, ...constraints].every((it) => it.table === table) && constraints.every(isKnown2) && canBeAddedAtOnce(columns, sql) && // What the text does not tell, such as a domain that checks, has no form that is known to be instant.
  columnsFilledRowByRow(step).every(isFilledRowByRow) && // Before version 18 a partitioned table takes no foreign key that is NOT VALID.
  !(isPartitioned(step, table) && constraints.some(({ type }) => type === "foreign-key"));
}
function isPartitioned({ traced, liveTable }, table) {
  const { scans } = traced.trace;
  return wasMeasured(traced) && !scans.includes(table) && scans.some((name2) => liveTable(name2) !== null);
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
  const { definition: definition2, columns } = constraint;
  const text = /^references\b/i.test(definition2) ? `FOREIGN KEY (${columns.join(", ")}) ${definition2}` : definition2;
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
  const isOld = ({ type, columns: own }) => type === "primary-key" && own.some((name2) => !columns.some(({ column }) => column === name2));
  return !wasMeasured(step.traced) && constraints.some(isOld) ? ["-- its columns must be NOT NULL already, or every row is read under a strong lock"] : [];
}

// src/rules/support/type-changes.ts
var otherAttribute = /^(?:no |now )?(?:default|generated|identity|storage|compression|statistics|comment|not null|privileges)\b/;
function isTypeChange({ action, object, detail }) {
  const [before2 = "", after] = (detail.split("; ")[0] ?? "").split(" \u2192 ");
  if (action !== "alter" || object !== "column" || after === void 0) return false;
  return !otherAttribute.test(before2) && withoutNotNull(before2) !== withoutNotNull(after);
}
function withoutNotNull(type) {
  return type.replace(/ not null(?: .*)?$/, "");
}

// src/rules/add-column-volatile-default.ts
var rule3 = {
  id: "add-column-volatile-default",
  covers: [
    "add-column-stored-generated",
    "add-column-serial-or-identity",
    "add-column-const-default-old-server"
  ],
  title: "A new column that writes every row anew",
  why: [
    "A constant default of a new column is kept in the catalog: no row is touched. `now()` counts as constant,",
    "as it has one value for the whole statement.",
    "But where each row gets a value of its own (`gen_random_uuid()`, `clock_timestamp()`, `serial`, an identity,",
    "a stored generated column), every row and every index is written anew under an ACCESS EXCLUSIVE lock:",
    "until that is done, nobody can read or write the table, and it needs its own size in free disk space.",
    "",
    "A type that checks its values, a domain with a CHECK, does the same. The statement is run to see which kind it is.",
    "Before PostgreSQL 11 every default does; that is told where `server-version` is older."
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
      const rewrites = [...byText(step), ...byCode(step)];
      const onOldServer = rewrites.length === 0 && isBefore(context, 11) ? byDefault(step) : [];
      for (const { table, columns, fix } of [...rewrites, ...onOldServer]) {
        const { named, tables } = waitingTables(context, step, [table]);
        const names2 = listed(columns.map((column) => `${table}.${column}`));
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait while every row is written anew for the new ${columns.length === 1 ? "column" : "columns"} ${names2}.`,
          fix,
          evidence: onOldServer.length > 0 ? "inferred" : step.traced.trace.evidence
        };
      }
    }
  }
};
function isBefore({ serverVersion }, major) {
  return serverVersion !== null && Number.parseInt(serverVersion, 10) < major;
}
function byDefault(step) {
  const filled = operations(step.traced, "add-column").filter(({ values }) => values === "default");
  const table = filled[0] === void 0 ? null : step.liveTable(filled[0].table);
  if (table === null || step.traced.trace.outcome === "failed") return [];
  const columns = filled.map(({ column }) => column);
  return [{ table, columns, fix: plainAdvice(table, listed(columns)) }];
}
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
  const added = changedByCode(step, "add", "column").map(({ name: name2 }) => ({ table: qualifier(name2), column: lastPart(name2) })).filter(({ table }) => rewrites.includes(table)).filter(({ table }) => !retyped.some(({ name: name2 }) => qualifier(name2) === table));
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
  return failsConcurrently(migration, traced) || failsOnPartitioned(traced) || failsForRequiredColumn(traced) || isToldApart(migration, traced);
}
function failsConcurrently(migration, traced) {
  const { statement, trace } = traced;
  if (trace.outcome === "ran") return false;
  if (trace.outcome === "failed")
    return trace.error?.code === "25001" && /\bconcurrently\b/i.test(`${trace.error.message} ${statement.sql}`);
  const concurrent = statement.operations.some((step) => "concurrently" in step && step.concurrently);
  return concurrent && standsInTransaction(migration, traced);
}
function failsOnPartitioned(traced) {
  const { outcome, error } = traced.trace;
  return outcome === "failed" && error?.code === "0A000" && /\bpartitioned\b/.test(error.message) && [...operations(traced, "create-index"), ...operations(traced, "drop-index")].some(
    ({ concurrently }) => concurrently
  );
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
      return statements.slice(0, statements.indexOf(traced)).flatMap((before2) => operations(before2, "transaction")).reduce(
        (open, { verb }) => verb === "begin" || open && verb !== "commit" && verb !== "rollback",
        false
      );
  }
}

// src/rules/add-required-column.ts
var rule4 = {
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
          ({ table: table2, column }) => !complete || added.some(({ name: name2 }) => name2 === `${table2}.${column}`)
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
          stopsAtRowsOf: [step.origin(table) ?? table],
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
  if (wasMeasured(traced) && !scans.some((name2) => liveTable(name2) !== null)) return [];
  return operations(traced, "add-column").filter(({ notNull, default: value }) => notNull && value === null).flatMap(({ table, column, type }) => {
    const live = liveTable(table);
    return live === null ? [] : [{ table: live, column, type }];
  });
}
function byCode2(step) {
  return changedByCode(step, "add", "column").filter(
    ({ name: name2, detail }) => detail.endsWith(" not null") && step.traced.trace.scans.includes(qualifier(name2))
  ).map(({ name: name2, detail }) => ({
    table: qualifier(name2),
    column: lastPart(name2),
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

// src/rules/support/partition-checks.ts
function partitionCheck(schema, parent, partition) {
  const key = schema?.objects.get(`table ${parent}`)?.attributes["partition key"] ?? "";
  const bound = schema?.objects.get(`table ${partition}`)?.attributes["partition bound"] ?? "";
  const [, kind, column] = /^(RANGE|LIST) \(("(?:[^"]|"")*"|[\w$\u0080-\uffff]+)\)$/.exec(key) ?? [];
  if (column === void 0) return null;
  return kind === "RANGE" ? rangeCheck(column, bound) : listCheck(column, bound);
}
var literal2 = String.raw`'(?:[^']|'')*'|-?[\w.]+`;
var range = new RegExp(`^FOR VALUES FROM \\((${literal2})\\) TO \\((${literal2})\\)$`);
var list = new RegExp(`^FOR VALUES IN \\(((?:${literal2})(?:, (?:${literal2}))*)\\)$`);
function rangeCheck(column, bound) {
  const [, from, to] = range.exec(bound) ?? [];
  if (from === void 0 || to === void 0) return null;
  const above = from === "MINVALUE" ? [] : [`${column} >= ${from}`];
  const below = to === "MAXVALUE" ? [] : [`${column} < ${to}`];
  const less = from === "MINVALUE" ? [] : [`${column} < ${from}`];
  const more = to === "MAXVALUE" ? [] : [`${column} >= ${to}`];
  return {
    inside: [`${column} IS NOT NULL`, ...above, ...below].join(" AND "),
    outside: [`${column} IS NULL`, ...less, ...more].join(" OR ")
  };
}
function listCheck(column, bound) {
  const values = list.exec(bound)?.[1];
  if (values === void 0 || /(?:^|, )NULL(?:,|$)/.test(values)) return null;
  return {
    inside: `${column} IS NOT NULL AND ${column} IN (${values})`,
    outside: `${column} IS NULL OR ${column} NOT IN (${values})`
  };
}
function defaultPartition(schema, parent) {
  for (const { kind, name: name2, attributes } of schema?.objects.values() ?? [])
    if (kind === "table" && attributes["partition of"] === parent && attributes["partition bound"] === "DEFAULT")
      return name2;
  return null;
}
function proofOf(table, condition2, about) {
  const name2 = deriveName([table, lastPart(about)], "_proof");
  return {
    add: `ALTER TABLE ${table} ADD CONSTRAINT ${name2} CHECK (${condition2}) NOT VALID;`,
    validate: `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name2};`,
    drop: `ALTER TABLE ${table} DROP CONSTRAINT ${name2};`
  };
}

// src/rules/attach-partition-scans.ts
var rule5 = {
  id: "attach-partition-scans",
  title: "Attaching a partition reads it whole while reads and writes wait",
  why: [
    "`ATTACH PARTITION` has to know that every row of the new partition belongs there, and that no row of the default",
    "partition does. It reads both from end to end, under an ACCESS EXCLUSIVE lock on each; the partitioned table itself",
    "stays open.",
    "",
    "Where a valid CHECK on each says so already, nothing is read."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Prove it first: a CHECK with the bounds of the partition, and its opposite on the default partition, each `NOT VALID` and validated in the next migration.",
  bad: [
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2026 (id int, day date);"
      ].join("\n"),
      up: "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      also: ["fails-on-some-rows", "missing-down"]
    },
    {
      base: [
        "CREATE SCHEMA shop;",
        'CREATE TABLE shop."Orders" (id int, "Region" text) PARTITION BY LIST ("Region");',
        'CREATE TABLE shop."Other Orders" PARTITION OF shop."Orders" DEFAULT;',
        'CREATE TABLE shop.orders_eu (id int, "Region" text);'
      ].join("\n"),
      up: `ALTER TABLE shop."Orders" ATTACH PARTITION shop.orders_eu FOR VALUES IN ('fr', 'd''e');`,
      note: "The default partition is read as well.",
      also: ["fails-on-some-rows", "missing-down"]
    },
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_rest PARTITION OF events DEFAULT;"
      ].join("\n"),
      up: [
        "CREATE TABLE events_2026 (id int, day date);",
        "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);"
      ].join("\n"),
      note: "The new table is empty; the default partition is not.",
      also: ["fails-on-some-rows"]
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2026 (id int, day date, CHECK (day IS NOT NULL AND day >= '2026-01-01' AND day < '2027-01-01'));"
      ].join("\n"),
      up: "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      note: "The CHECK proves it: nothing is read.",
      also: ["missing-down"]
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
      up: [
        "CREATE TABLE events_2026 (LIKE events);",
        "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
      ].join("\n"),
      note: "The partition is new and empty."
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
      up: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      note: "There is no default partition that would be read."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { parent, partition, read: read4 } of attached(context, step)) {
        const { named, tables } = waitingTables(context, step, read4);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${named} wait while every row is read, to see that it belongs ${where(partition, read4)}.`,
          tables,
          fix: fixFor2(context, step, { parent, partition, read: read4 }),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function attached(context, step) {
  const { traced } = step;
  if (traced.trace.outcome === "failed") return [];
  return operations(traced, "alter-table").flatMap(({ table, detail, partition: named }) => {
    if (detail !== "attach partition" || named === void 0) return [];
    const { scans, locks: locks2 } = traced.trace;
    const spelled2 = (text) => step.liveTable(text) ?? text;
    const [parent, partition] = [spelled2(table), spelled2(named)];
    const live = (names2) => names2.filter((name2) => step.liveTable(name2) !== null);
    const locked = new Set(locks2.map(({ relation }) => relation));
    const known = [partition, defaultPartition(context.schemaBefore, parent) ?? partition];
    const read4 = wasMeasured(traced) ? scans.filter((name2) => locked.has(name2)) : known;
    const found2 = live([...new Set(read4)]);
    return found2.length === 0 ? [] : [{ parent, partition, read: found2 }];
  });
}
function where(partition, read4) {
  if (!read4.includes(partition)) return `nowhere else than there, not in ${partition}`;
  return read4.length === 1 ? "there" : "where it stands";
}
function fixFor2(context, { traced }, { parent, partition, read: read4 }) {
  const check = partitionCheck(context.schemaAfter, parent, partition);
  const rest = defaultPartition(context.schemaAfter, parent);
  const isKnown2 = read4.every((name2) => name2 === partition || name2 === rest);
  if (check === null || !isKnown2 || !read4.includes(partition)) return advice(partition, read4);
  const proofs = read4.map((name2) => proofOf(name2, name2 === partition ? check.inside : check.outside, partition));
  return inMigrations(
    proofs.map(({ add }) => add),
    proofs.map(({ validate }) => validate),
    [`${oneLine(traced.statement.sql)};`, ...proofs.map(({ drop }) => drop)]
  );
}
function advice(partition, read4) {
  const which = read4.map(
    (name2) => name2 === partition ? `the bounds of the partition to ${name2}` : `their opposite to ${name2}`
  ).join(" and ");
  return `Add a CHECK with ${which} as NOT VALID, validate it in the next migration, and attach after that.`;
}

// src/rules/autovacuum-disabled.ts
var rule6 = {
  id: "autovacuum-disabled",
  covers: ["disable-autovacuum"],
  title: "Table that nothing cleans up any more",
  why: [
    "Without autovacuum dead rows stay, the table and its indexes grow, and the statistics of the planner grow old.",
    "In the end the server vacuums it all the same, against the wraparound of transaction ids, at a time of its own choice.",
    "",
    "Judged by the schema after the whole pull request: switched off for a bulk load and on again is not told."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Leave it on; let it run more often and more gently with `autovacuum_vacuum_scale_factor` and `autovacuum_vacuum_cost_delay`.",
  bad: [
    {
      base: "CREATE TABLE events (id int PRIMARY KEY);",
      up: "ALTER TABLE events SET (autovacuum_enabled = off);"
    },
    { up: "CREATE TABLE events (id int PRIMARY KEY) WITH (autovacuum_enabled = false);" },
    {
      base: 'CREATE SCHEMA log;\nCREATE TABLE log."Events" (id int PRIMARY KEY, body text);',
      up: `DO $$ BEGIN EXECUTE 'ALTER TABLE log."Events" SET (toast.autovacuum_enabled = 0)'; END $$;`,
      note: "The table behind it, for long values."
    }
  ],
  good: [
    {
      base: "CREATE TABLE events (id int PRIMARY KEY);",
      up: "ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.01);"
    },
    {
      base: "CREATE TABLE events (id int PRIMARY KEY);",
      up: "ALTER TABLE events SET (autovacuum_enabled = off);\nINSERT INTO events SELECT generate_series(1, 9);\nALTER TABLE events RESET (autovacuum_enabled);",
      note: "Off for the load alone."
    },
    {
      base: "CREATE TABLE events (id int PRIMARY KEY) WITH (autovacuum_enabled = off);",
      up: "ALTER TABLE events SET (fillfactor = 90);",
      note: "It was off before."
    }
  ],
  *check(context) {
    const old = courses(context, ["table"]).filter(({ before: before2 }) => !isOff(before2));
    const after = [...old.flatMap((it) => it.after ?? []), ...newcomers(context, ["table"])];
    for (const { name: name2 } of after.filter(isOff)) {
      const place2 = placeOf2(context, name2);
      if (place2 === null) continue;
      const message = `Nothing removes dead rows of ${name2} any more: it grows, and queries slow down.`;
      yield {
        ...place2,
        message,
        fix: "Leave autovacuum on, and tune it for the table instead.",
        evidence: "measured"
      };
    }
  }
};
function isOff({ attributes }) {
  const all = `${attributes.options ?? ""}, ${attributes["toast options"] ?? ""}`;
  return /\bautovacuum_enabled=(?:false|off|no|0|f)\b/i.test(all);
}
function placeOf2(context, table) {
  const chapter = chapters(context).findLast(
    ({ migration }) => migration.changes.some(({ name: name2, object }) => object === "table" && name2 === table)
  );
  if (chapter === void 0) return null;
  const isMeant = (name2) => lastPart(name2) === lastPart(table);
  const step = find(chapter, "alter-table", (it) => it.detail === "set options" && isMeant(it.table)) ?? find(chapter, "create-table", (it) => isMeant(it.table)) ?? chapter.steps.find(({ traced }) => operations(traced, "run-code").length > 0);
  return { migration: chapter.migration, statement: step?.traced ?? null };
}

// src/rules/support/written-columns.ts
function* adviseOnColumns(context, advice8) {
  for (const step of steps(context)) {
    if (step.traced.trace.outcome === "failed") continue;
    for (const column of writtenIn(step)) {
      const found2 = advice8(column, step);
      if (found2 !== null)
        yield { migration: step.migration, statement: step.traced, ...found2, evidence: "inferred" };
    }
  }
}
function writtenIn({ traced }) {
  const named = (table, it) => ({
    name: `${table}.${it.column}`,
    table,
    column: it.column,
    type: it.type,
    values: it.values
  });
  return [
    ...operations(traced, "create-table").flatMap(
      (it) => (it.defines ?? []).map((column) => named(it.table, column))
    ),
    ...operations(traced, "add-column").map((it) => named(it.table, it)),
    ...operations(traced, "change-column-type").map((it) => named(it.table, { ...it, values: "null" }))
  ];
}

// src/rules/ban-char.ts
var rule7 = {
  id: "ban-char",
  preset: "style",
  title: "A type that pads with blanks",
  why: [
    "`char(n)` fills each value with blanks up to its length and drops them again in most comparisons: `length`, `LIKE` and",
    "casts to `text` do not agree on what the value is. It is neither smaller nor faster than `text`."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `text`; a CHECK says how long a value must be.",
  bad: [
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, country char(2));"
    }
  ],
  good: [
    { up: "CREATE TABLE users (id int PRIMARY KEY, country text CHECK (country ~ '^[A-Z]{2}$'));" },
    { up: 'CREATE TABLE users (id int PRIMARY KEY, kind "char");' }
  ],
  check: (context) => adviseOnColumns(
    context,
    ({ name: name2, type }) => /^char(?:\(|\[|$)/.test(type) ? {
      message: `${name2} is ${type}: its values are filled with blanks.`,
      fix: `Make ${name2} text, with a CHECK on its length.`
    } : null
  )
};

// src/rules/breaks-query.ts
var rule8 = {
  id: "breaks-query",
  title: "A query that runs today fails after the change",
  why: [
    "The application that runs while the migration is applied still sends it, and so does what is rolled back to.",
    "Each query that a snapshot recorded (`pg_stat_statements`), or that a file of `queries` has, is prepared in the",
    "shadow before the change and after each of its migrations. None is run. Told are those that fail only afterwards:",
    "a dropped column, but also a new one that makes `id` ambiguous, or a new type that no operator compares.",
    "",
    "Where another rule says of the same statement that code fails (`drop-column`, `rename-table`, \u2026), the queries are",
    "told with its finding, as the proof; to accept that one accepts both. What could not be prepared before the change",
    "says nothing and is counted in the report."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Deploy code that no longer sends the query, then change the schema in a later release.",
  bad: [],
  good: [],
  // Told by `review/queries-findings`, which is given the queries.
  check: () => []
};

// src/rules/support/indexes/definitions.ts
function indexesOf(schema) {
  const known = read.get(schema);
  if (known !== void 0) return known;
  const found2 = [...schema.objects.values()].flatMap((object) => shapeOf(object) ?? []);
  read.set(schema, found2);
  return found2;
}
var read = /* @__PURE__ */ new WeakMap();
function shapeOf({ kind, name: name2, identity, attributes }) {
  const { definition: definition2 = "", index } = attributes;
  const invalid = attributes.invalid === "yes";
  if (kind === "index") {
    const table2 = attributes.table ?? "";
    return { name: name2, identity, table: table2, constraint: null, invalid, ...parsed(definition2) };
  }
  if (kind !== "constraint") return null;
  const table = qualifier(name2);
  const ownName = `${qualifier(table)}.${name2.slice(table.length + 1)}`;
  if (index !== void 0)
    return { name: ownName, identity, table, constraint: name2, invalid, ...parsed(index) };
  const keys = /^(?:UNIQUE|PRIMARY KEY) \(/.test(definition2) && attributes.rowid !== "yes";
  return keys ? { name: ownName, identity, table, constraint: name2, invalid, ...parsed(`UNIQUE ${definition2}`) } : null;
}
function parsed(definition2) {
  const open = openingOf(definition2);
  const { parts: parts2, end: end2 } = partsOf(definition2, open);
  return {
    unique: /^(?:CREATE )?UNIQUE\b/.test(definition2),
    method: /\bUSING (\S+) $/.exec(definition2.slice(0, open))?.[1] ?? "btree",
    keys: parts2,
    rest: definition2.slice(end2).trim()
  };
}
function openingOf(definition2) {
  const place2 = definition2.replaceAll(quoted2, (text) => " ".repeat(text.length)).indexOf("(");
  return place2 === -1 ? definition2.length : place2;
}
var quoted2 = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g;
function partsOf(text, open) {
  const masked = text.replaceAll(quoted2, (found2) => " ".repeat(found2.length));
  const parts2 = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < text.length; at++) {
    const symbol = masked[at];
    if (symbol === "(" || symbol === "[") depth++;
    if (symbol === ")" || symbol === "]") depth--;
    if (depth > 1 || depth === 1 && symbol !== ",") continue;
    if (depth === 1 || depth === 0) parts2.push(text.slice(start, at).trim());
    start = at + 1;
    if (depth === 0) return { parts: parts2, end: at + 1 };
  }
  return { parts: parts2, end: text.length };
}
function columnOf(key) {
  const [name2] = /^(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?=$|\s)/u.exec(key) ?? [];
  return name2 ?? null;
}
function columnsOf({ keys }) {
  return keys.flatMap((key) => columnOf(key) ?? []);
}
function isExpression(column) {
  return column !== void 0 && /^"?\(expression\)"?$/.test(column);
}

// src/rules/support/indexes/made.ts
function makerOf(context, { name: name2, constraint }) {
  const all = chapters(context);
  const chapter = all.find(
    ({ migration }) => migration.changes.some((it) => it.action === "add" && it.name === (constraint ?? name2))
  ) ?? all.at(-1);
  if (chapter === void 0) return null;
  const step = find(chapter, "create-index", ({ index }) => index !== null && lastPart(index) === lastPart(name2)) ?? find(chapter, "add-constraint", (it) => it.constraint === lastPart(name2)) ?? find(chapter, "create-index", ({ only }) => only) ?? find(chapter, "run-code", () => true);
  return { migration: chapter.migration, step: step ?? null };
}
function newIndexes({ schemaBefore, schemaAfter }) {
  if (schemaBefore === null || schemaAfter === null) return [];
  const before2 = indexesOf(schemaBefore);
  const known = /* @__PURE__ */ new Set([...before2.map(({ name: name2 }) => name2), ...before2.map(({ identity }) => identity)]);
  return indexesOf(schemaAfter).filter(
    ({ name: name2, identity }) => !known.has(name2) && (identity === "" || !known.has(identity))
  );
}

// src/rules/btree-index-on-document.ts
var rule9 = {
  id: "btree-index-on-document",
  preset: "style",
  covers: ["index-type-hints"],
  title: "B-tree index of whole documents",
  why: [
    "A B-tree finds a value of `jsonb`, `tsvector` or an array only where all of it is equal; no query for a key, a word or",
    "an element uses it. And a value of more than about 2,700 bytes does not fit: from then on an INSERT of such a row",
    "fails."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Say `USING gin`, or index the one expression that queries look for: `((data ->> 'status'))`.",
  bad: [
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY, "Data" jsonb);',
      up: 'CREATE INDEX CONCURRENTLY events_data ON events ("Data");'
    },
    {
      up: "CREATE TABLE events (id int PRIMARY KEY, tags text[]);\nCREATE INDEX events_tags ON events (tags);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE events (id int PRIMARY KEY, data jsonb);",
      up: "CREATE INDEX CONCURRENTLY events_data ON events USING gin (data);"
    },
    {
      base: "CREATE TABLE events (id int PRIMARY KEY, data jsonb);",
      up: "CREATE INDEX CONCURRENTLY events_status ON events ((data ->> 'status'));"
    }
  ],
  *check(context) {
    for (const index of newIndexes(context)) {
      if (index.method !== "btree" || index.constraint !== null) continue;
      const column = index.keys.map(columnOf).find((key) => {
        const type = context.schemaAfter?.objects.get(`column ${index.table}.${key}`)?.attributes.type ?? "";
        return key !== null && /^(?:jsonb|tsvector)$|\[\]$/.test(type);
      });
      const maker = column === void 0 ? null : makerOf(context, index);
      if (maker === null) continue;
      yield {
        migration: maker.migration,
        statement: maker.step?.traced ?? null,
        message: `${index.name} finds ${index.table}.${column} only where all of it is equal, and a long value does not fit into it.`,
        fix: rule9.fix.replaceAll("`", ""),
        evidence: "measured"
      };
    }
  }
};

// src/rules/support/checks.ts
var none = { table: null, onOldColumns: [], newColumns: [] };
function addedChecks(step) {
  const { traced } = step;
  const checks = operations(traced, "add-constraint").filter((it) => it.type === "check" && it.validated);
  const [first] = checks;
  if (first === void 0 || traced.trace.outcome === "failed") return none;
  const table = step.liveTable(first.table);
  const isNew = operations(traced, "create-table").length > 0;
  const isRead = !wasMeasured(traced) || traced.trace.scans.some((name2) => step.liveTable(name2) !== null);
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
  const checks = constraintsByCode(step).filter(({ detail }) => /^CHECK\b/.test(detail) && !/ NOT (?:VALID|ENFORCED)\b/.test(detail)).map(({ name: name2, detail }) => {
    const table = qualifier(name2);
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

// src/rules/support/transactions.ts
function placeIn({ migration, traced }) {
  return places(migration).get(traced) ?? -1;
}
var places = remembered(
  ({ statements }) => new Map(statements.map((traced, place2) => [traced, place2]))
);
function shareTransaction(earlier, later) {
  if (earlier.migration !== later.migration) return false;
  const ended2 = endings2(later.migration);
  const [from, to] = [placeIn(earlier), placeIn(later)];
  return !endsTransaction(earlier.traced) && ended2[from] === ended2[to];
}
function modesBefore(step, table) {
  const place2 = placeIn(step);
  const transaction = endings2(step.migration)[place2 - 1] ?? 0;
  const taken = firstLocks(step.migration).get(transaction)?.get(table) ?? [];
  return [...taken].filter(([, at]) => at < place2).map(([mode]) => mode);
}
function endsTransaction(traced) {
  return !traced.inTransaction || operations(traced, "transaction").some(({ verb }) => verb === "commit" || verb === "rollback");
}
var endings2 = remembered(({ statements }) => {
  let ended2 = 0;
  return statements.map((traced) => {
    if (endsTransaction(traced)) ended2 += 1;
    return ended2;
  });
});
var firstLocks = remembered((migration) => {
  const ended2 = endings2(migration);
  const found2 = /* @__PURE__ */ new Map();
  for (const [place2, traced] of migration.statements.entries()) {
    if (endsTransaction(traced)) continue;
    const relations3 = entryOf(found2, ended2[place2] ?? 0, () => /* @__PURE__ */ new Map());
    for (const { relation, mode } of traced.trace.locks) {
      const modes = entryOf(relations3, relation, () => /* @__PURE__ */ new Map());
      if (!modes.has(mode)) modes.set(mode, place2);
    }
  }
  return found2;
});
function entryOf(map, key, make) {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

// src/rules/support/validation.ts
var strong = ["ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];
function validationsUnderLock(step) {
  const { trace, heldBefore } = step.traced;
  if (trace.outcome === "failed") return [];
  return operations(step.traced, "validate-constraint").flatMap(({ table: named, constraint }) => {
    const table = step.liveTable(named);
    if (table === null) return [];
    const added = addedBefore(step, named, constraint);
    const held = [...heldBefore, ...trace.locks].filter(({ relation, mode }) => relation === table && strong.includes(mode)).map(({ mode }) => mode);
    const isRead = trace.scans.some((name2) => step.liveTable(name2) !== null);
    const waits = wasMeasured(step.traced) ? held.length > 0 && isRead : added.some(({ traced }) => sharesTransaction(step, traced));
    if (!waits) return [];
    const type = typeOf(step, table, constraint, added);
    const isShut = held.includes("AccessExclusiveLock") || held.length === 0 && type !== "foreign-key";
    const columns = added[0]?.constraint.columns ?? [];
    return [{ table, constraint, type, columns, waiting: isShut ? "Reads and writes of" : "Writes to" }];
  });
}
function addedBefore(step, table, name2) {
  const { migration } = step;
  const added = addedConstraints(migration);
  const unnamed2 = (added.get(nameIn2(table, null)) ?? []).filter((it) => isUnnamed(it.constraint, name2));
  return [...added.get(nameIn2(table, name2)) ?? [], ...unnamed2].map((it) => ({ ...it, place: placeIn({ migration, traced: it.traced }) })).filter(({ place: place2 }) => place2 <= placeIn(step)).toSorted((a, b) => a.place - b.place);
}
var addedConstraints = remembered(({ statements }) => {
  const all = statements.filter(({ trace }) => trace.outcome !== "failed").flatMap((traced) => operations(traced, "add-constraint").map((constraint) => ({ constraint, traced }))).filter(({ constraint: { type } }) => type === "check" || type === "foreign-key");
  return Map.groupBy(all, ({ constraint }) => nameIn2(constraint.table, constraint.constraint));
});
function nameIn2(table, constraint) {
  return JSON.stringify([table, constraint]);
}
function isUnnamed({ constraint, validated, type }, name2) {
  const isCheck = /_check\d*"?$/.test(name2);
  return constraint === null && !validated && isCheck === (type === "check");
}
function typeOf(step, table, name2, added) {
  const definitions = added.map(({ constraint }) => constraint);
  if (definitions.some(({ type }) => type === "foreign-key")) return "foreign-key";
  if (definitions.length === 0 && looksUpParent(step, table, name2)) return "foreign-key";
  return definitions.some(provesNotNull) ? "not-null-proof" : "check";
}
function provesNotNull({ type, definition: definition2 }) {
  return type === "check" && /^check\s*\(+\s*(?:"(?:[^"]|"")*"|[\w$]+)\s+is\s+not\s+null\s*\)/i.test(definition2);
}
function looksUpParent({ migration, traced }, table, constraint) {
  const added = migration.changes.some(
    ({ object, name: name2, detail }) => object === "constraint" && name2 === `${table}.${constraint}` && /\bFOREIGN KEY\b/.test(detail)
  );
  return added || traced.trace.locks.some(({ relation, mode }) => relation !== table && mode === "RowShareLock");
}
function sharesTransaction(step, earlier) {
  return earlier === step.traced || shareTransaction({ migration: step.migration, traced: earlier }, step);
}

// src/rules/check-validates-existing-rows.ts
var rule10 = {
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
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);",
      also: ["fails-on-some-rows"]
    },
    {
      base: 'CREATE TABLE "Order Lines" (id int PRIMARY KEY, note text, "from" int, "to" int);',
      up: `ALTER TABLE "Order Lines" ADD CHECK ("from" <= "to"), ADD CHECK (note <> 'a  -- b') NO INHERIT;`,
      also: ["fails-on-some-rows"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
      note: "Both run in one transaction: the lock of the first is still held while the second reads the rows.",
      also: ["fails-on-some-rows"]
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
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;",
      note: "Nothing is read. What is left to do is told.",
      also: ["constraint-left-not-valid"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;",
      up: "ALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
      note: "Rows are read, and nobody waits.",
      also: ["fails-on-some-rows"]
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total >= 0));\nALTER TABLE orders ADD CHECK (id > 0);",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT ENFORCED;",
      note: "PostgreSQL 18 reads nothing for a constraint that it does not enforce.",
      also: ["not-enforced-constraint"]
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      const place2 = {
        migration: step.migration,
        statement: step.traced,
        evidence: step.traced.trace.evidence
      };
      for (const { tables, fix } of [...byText3(step), ...byCode3(step)]) {
        const waiting = waitingTables(context, step, tables);
        yield {
          ...place2,
          message: `Reads and writes of ${waiting.named} wait while every row is checked.`,
          tables: waiting.tables,
          fix
        };
      }
      for (const { table, type, waiting } of validationsUnderLock(step)) {
        if (type !== "check") continue;
        const { named, tables } = waitingTables(context, step, [table]);
        yield {
          ...place2,
          message: `${waiting} ${named} wait while every row is checked: its transaction holds a strong lock.`,
          tables,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`
        };
      }
    }
  }
};
var advice2 = "Add the CHECK as NOT VALID, and validate it in the next migration.";
function byText3(step) {
  const { table, onOldColumns } = addedChecks(step);
  if (table === null || onOldColumns.length === 0) return [];
  return [{ tables: [table], fix: alterInSteps(step, table) ?? advice2 }];
}
function byCode3(step) {
  const { onOldColumns: tables } = checksByCode(step);
  return tables.length === 0 ? [] : [{ tables, fix: advice2 }];
}

// src/rules/support/locked-for-keys.ts
function lockedForKeys({ schemaBefore }, step, table) {
  const objects = schemaBefore?.objects;
  return step.traced.trace.locks.filter(({ mode }) => mode === "AccessExclusiveLock").map(({ relation }) => relation).filter((relation) => {
    const found2 = objects?.get(`table ${step.origin(relation)}`);
    const isPart = ["partition of", "inherits"].some((name2) => found2?.attributes[name2] !== void 0);
    return relation !== table && step.liveTable(relation) !== null && found2 !== void 0 && !isPart;
  });
}

// src/rules/column-type-rewrite.ts
var rule11 = {
  id: "column-type-rewrite",
  covers: ["collation-change"],
  title: "Changing the type rewrites the table",
  why: [
    "Most type changes write every row and every index anew under an ACCESS EXCLUSIVE lock:",
    "until that is done, nobody can read or write the table, and it needs its own size in free disk space.",
    "",
    "Some changes are free, such as a longer `varchar` or `varchar` to `text`. The change is run to see which kind it is.",
    "A new collation leaves the rows but builds the indexes anew, under the same lock.",
    "A foreign key on the column is made anew as well: the other table is locked as long."
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
      note: "Shorter: every row has to be checked and is written anew.",
      also: ["type-narrowing"]
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name text COLLATE "C");\nCREATE INDEX users_name ON users (name);',
      up: 'ALTER TABLE users ALTER name TYPE text COLLATE "en_US";',
      note: "The rows stay; the index is built anew while reads and writes wait.",
      also: ["missing-down"]
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, "userId" int REFERENCES users);\nCREATE INDEX ON orders ("userId");',
      up: 'ALTER TABLE orders ALTER "userId" TYPE bigint;',
      note: "Reads and writes of users wait as well."
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
          altered.map(({ name: name2 }) => qualifier(name2))
        );
        const match = table === null ? null : judgeRewrite(context, step, table);
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
function judgeRewrite(context, step, table) {
  const { migration, traced } = step;
  const { rewrites, scans } = traced.trace;
  const measured4 = wasMeasured(traced);
  if (measured4 && rewrites.length === 0) return null;
  const rows = !measured4 || rewrites.some((name2) => name2 === table || scans.includes(name2));
  const indexes = `the ${rewrites.length === 1 ? "index" : "indexes"} ${listed(rewrites)}`;
  const what = rows ? `every row ${measured4 ? "is" : "may be"} written anew` : `${indexes} ${rewrites.length === 1 ? "is" : "are"} built anew`;
  const columns = operations(traced, "change-column-type").map(({ column }) => `${table}.${lastPart(column)}`);
  const old = columns.length === 0 ? `the old column of ${table}` : listed(columns);
  const { named, tables } = waitingTables(context, step, [table, ...lockedForKeys(context, step, table)]);
  return {
    migration,
    statement: traced,
    tables,
    message: `Reads and writes of ${named} wait while ${what}${tables.length > 1 ? ` in ${table}` : ""}.`,
    fix: `Add a column of the new type beside ${old}, keep both in step, copy the rows in batches, switch over, then drop the old one.`,
    evidence: traced.trace.evidence
  };
}

// src/rules/concurrent-index-if-not-exists.ts
var rule12 = {
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
      up: '-- one account an address\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Users_email" ON shop.users (lower(email));',
      also: ["fails-on-some-rows"]
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
      for (const step of steps2) {
        const [index] = operations(step.traced, "create-index");
        if (index === void 0 || !mayStayBroken(index, step)) continue;
        const isBuilt = migration.changes.some(
          ({ action, object, name: name2 }) => action === "add" && object === "index" && lastPart(name2) === lastPart(index.index ?? "")
        );
        if (complete && !isBuilt) continue;
        yield {
          migration,
          statement: step.traced,
          message: `If a build of ${index.index} fails or is cancelled, IF NOT EXISTS takes the invalid index that it left for the good one.`,
          fix: fixFor3(step, index),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function mayStayBroken(index, step) {
  const { migration, traced, liveTable } = step;
  if (!index.concurrently || !index.ifNotExists || traced.trace.outcome === "failed") return false;
  const dropped4 = index.index === null ? void 0 : firstDrops(migration).get(index.index);
  return liveTable(index.table) !== null && !(dropped4 !== void 0 && dropped4 < placeIn(step));
}
var firstDrops = remembered(
  ({ statements }) => new Map(
    statements.flatMap(
      (traced, place2) => operations(traced, "drop-index").map(({ index }) => [index, place2])
    ).toReversed()
  )
);
function fixFor3({ migration, traced }, { index }) {
  const create = withoutIfNotExists(traced.statement.sql);
  if (create === null || index === null)
    return "Drop what a failed build may have left with DROP INDEX CONCURRENTLY IF EXISTS, then build without IF NOT EXISTS.";
  const name2 = qualifier(index) === "public" ? lastPart(index) : index;
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${name2};`;
  return migration.transaction === "single-string" ? inMigrations([drop], [create]) : `${drop}
${create}`;
}

// src/rules/support/indexes/own-file.ts
function outsideTransaction({ transaction }, statements) {
  if (transaction === "single-string") return inMigrations(...statements.map((one) => [one]));
  const head = transaction === "authored" ? ["-- in a file of its own, without BEGIN and COMMIT:"] : [];
  return [...head, ...statements].join("\n");
}

// src/rules/support/indexes/partitions.ts
var most = 12;
function partitionsOf(schema, table) {
  const found2 = [];
  for (const { kind, name: name2, attributes } of schema.objects.values())
    if ((kind === "table" || kind === "foreign table") && attributes["partition of"] === table)
      found2.push(name2);
  return found2;
}
function isPartitioned2(schema, table) {
  return schema?.objects.get(`table ${table}`)?.attributes["partition key"] !== void 0;
}
var identifier = String.raw`(?:"(?:[^"]|"")*"|[^\s".()]+)`;
var createIndex = new RegExp(
  String.raw`^\s*create\s+(?<unique>unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?` + String.raw`(?:(?!on\s)(?<name>${identifier})\s+)?on\s+(?:only\s+)?${identifier}(?:\.${identifier})?(?<rest>\s*(?:\(|using\s)[^]*)$`,
  "i"
);
function indexByPartitions(schema, table, sql, migration) {
  const written3 = createIndex.exec(sql)?.groups;
  if (schema === null || written3 === void 0 || /--|\/\*/.test(sql)) return null;
  const unique = written3.unique === void 0 ? "" : "UNIQUE ";
  const rest = written3.rest?.trimStart() ?? "";
  const columns = /^\(([^()]*)\)/.exec(rest.replace(/^using\s+\S+\s*/i, ""))?.[1]?.split(",") ?? [];
  const parts2 = columns.map((text) => columnOf(text.trim()) ?? "expr");
  const taken = /* @__PURE__ */ new Set();
  const nameFor2 = (partition) => {
    for (let number = 0; ; number++) {
      const name2 = deriveName([partition, ...parts2], `_idx${number === 0 ? "" : number}`);
      const full = `${qualifier(partition)}.${name2}`;
      if (taken.has(full) || schema.objects.has(`index ${full}`) || schema.objects.has(`table ${full}`))
        continue;
      taken.add(full);
      return name2;
    }
  };
  const build = (on, name2) => {
    if (schema.objects.has(`foreign table ${on}`)) return null;
    if (!isPartitioned2(schema, on)) return [`CREATE ${unique}INDEX CONCURRENTLY ${name2} ON ${on} ${rest};`];
    const below = partitionsOf(schema, on).map((partition) => {
      const own = nameFor2(partition);
      const attach = `ALTER INDEX ${qualifier(on)}.${name2} ATTACH PARTITION ${qualifier(partition)}.${own};`;
      const built = build(partition, own);
      return built === null ? null : [...built, attach];
    });
    if (below.includes(null)) return null;
    return [`CREATE ${unique}INDEX ${name2} ON ONLY ${on} ${rest};`, ...below.flatMap((some) => some ?? [])];
  };
  const statements = isPartitioned2(schema, table) ? build(table, lastPart(written3.name ?? nameFor2(table))) : null;
  if (statements === null || statements.length < 2 || statements.length > 2 * most + 1) return null;
  return outsideTransaction(migration, statements);
}
function partitionsAdvice(table) {
  return `Create the index ON ONLY ${bareName(table)}, then CONCURRENTLY on each partition, then attach each with ALTER INDEX \u2026 ATTACH PARTITION.`;
}

// src/rules/concurrent-index-on-partitioned-parent.ts
var rule13 = {
  id: "concurrent-index-on-partitioned-parent",
  title: "CONCURRENTLY on a partitioned table",
  why: [
    "PostgreSQL builds and drops an index of a partitioned table only without CONCURRENTLY (SQLSTATE 0A000): the",
    "migration stops there and the deploy with it. Without the word, every partition is locked against writes at once",
    "until the last one is done.",
    "",
    "The index of the parent alone holds no rows. Made `ON ONLY` the parent, it is complete as soon as an index of each",
    "partition is attached to it, and those can be built concurrently, one after the other."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Create the index `ON ONLY` the parent, then `CONCURRENTLY` on each partition, then attach each with `ALTER INDEX \u2026 ATTACH PARTITION`.",
  bad: [
    {
      base: [
        "CREATE TABLE orders (id int, day date, year int) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
        'CREATE TABLE "Orders rest" PARTITION OF orders DEFAULT PARTITION BY LIST (year);',
        'CREATE TABLE orders_any PARTITION OF "Orders rest" DEFAULT;'
      ].join("\n"),
      up: "CREATE INDEX CONCURRENTLY orders_id ON orders USING btree (id DESC) WHERE id > 0;",
      note: "One of the partitions has partitions itself."
    },
    {
      base: [
        "CREATE SCHEMA shop;",
        "CREATE TABLE shop.orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE shop.orders_any PARTITION OF shop.orders DEFAULT;"
      ].join("\n"),
      up: "SET search_path = shop;\nCREATE UNIQUE INDEX CONCURRENTLY ON orders (id, day);"
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;",
        "CREATE INDEX orders_id ON orders (id);"
      ].join("\n"),
      up: "DROP INDEX CONCURRENTLY orders_id;"
    },
    {
      up: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "SELECT 1 / 0;",
        "CREATE INDEX CONCURRENTLY orders_id ON orders (id);"
      ].join("\n"),
      note: "The run stops before it; the text says that the table is partitioned.",
      also: ["statement-failed"]
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;"
      ].join("\n"),
      up: [
        "CREATE INDEX orders_id ON ONLY orders (id);",
        "CREATE INDEX CONCURRENTLY orders_any_id ON orders_any (id);",
        "ALTER INDEX orders_id ATTACH PARTITION orders_any_id;"
      ].join("\n")
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;",
        "CREATE INDEX orders_id ON orders (id);"
      ].join("\n"),
      up: "REINDEX TABLE CONCURRENTLY orders;",
      note: "REINDEX goes from partition to partition."
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;",
        "CREATE INDEX orders_id ON orders (id);"
      ].join("\n"),
      up: "DROP INDEX orders_id;",
      note: "There is no other form, and nothing is read while the tables are locked."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      const target = refused(context, step);
      if (target === null) continue;
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `The deploy stops here: PostgreSQL refuses CONCURRENTLY for ${target.what}, which is partitioned (SQLSTATE 0A000).`,
        fix: target.fix,
        evidence: step.traced.trace.outcome === "failed" ? "measured" : "inferred"
      };
    }
  }
};
function refused(context, step) {
  const { traced, migration } = step;
  const failed = failsOnPartitioned(traced);
  if (!failed && traced.trace.outcome !== "not-run") return null;
  const [created2] = operations(traced, "create-index").filter(({ concurrently }) => concurrently);
  if (created2 !== void 0 && (failed || isPartitionedByText(context, step, created2.table))) {
    const schema = context.schemaBefore;
    const table = meant(context, created2.table);
    return {
      what: table,
      fix: indexByPartitions(schema, table, traced.statement.sql, migration) ?? partitionsAdvice(table)
    };
  }
  const [dropped4] = operations(traced, "drop-index").filter(({ concurrently }) => concurrently);
  if (dropped4 === void 0 || !failed) return null;
  const plain2 = /^\s*drop\s+index\s+concurrently\s+(?<names>[\s\S]*)$/i.exec(traced.statement.sql)?.groups?.names;
  return {
    what: dropped4.index,
    fix: plain2 === void 0 ? "Drop it without CONCURRENTLY: the lock on the table and its partitions is held for a moment only." : `DROP INDEX ${plain2};`
  };
}
function meant({ schemaBefore }, table) {
  if (schemaBefore === null || schemaBefore.objects.has(`table ${table}`)) return table;
  const namesakes = [...schemaBefore.objects.values()].filter(
    ({ kind, name: name2 }) => kind === "table" && lastPart(name2) === lastPart(table)
  );
  return namesakes.length === 1 ? namesakes[0]?.name ?? table : table;
}
function isPartitionedByText(context, step, table) {
  const { places: places2, partitioned } = firstPartitioned(context);
  return (partitioned.get(table) ?? Number.POSITIVE_INFINITY) < (places2.get(step) ?? -1);
}
var firstPartitioned = remembered((context) => {
  const partitioned = /* @__PURE__ */ new Map();
  for (const [place2, { traced }] of steps(context).entries()) {
    const made4 = operations(traced, "create-table").filter((it) => it.partitioned === true);
    const altered = operations(traced, "alter-table").filter((it) => it.partition !== void 0);
    for (const { table } of [...made4, ...altered]) if (!partitioned.has(table)) partitioned.set(table, place2);
  }
  return { partitioned, places: new Map(steps(context).map((step, place2) => [step, place2])) };
});

// src/rules/concurrently-in-transaction.ts
var rule14 = {
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

// src/rules/support/constraints/brought.ts
function before({ schemaBefore }, object) {
  if (schemaBefore === null) return void 0;
  const named = schemaBefore.objects.get(`${object.kind} ${object.name}`);
  return object.identity === "" ? named ?? namesake(schemaBefore, object) : byIdentity(schemaBefore, object);
}
function namesake(schema, { kind, name: name2, attributes }) {
  return [...schema.objects.values()].find(
    (it) => it.kind === kind && lastPart(it.name) === lastPart(name2) && it.attributes.definition === attributes.definition
  );
}
function byIdentity(schema, { kind, identity }) {
  let known = identities.get(schema);
  if (known === void 0) {
    known = new Map([...schema.objects.values()].map((it) => [`${it.kind} ${it.identity}`, it]));
    identities.set(schema, known);
  }
  return known.get(`${kind} ${identity}`);
}
var identities = /* @__PURE__ */ new WeakMap();
function placeOfConstraint(context, { name: name2 }, type, columns) {
  const written3 = chapters(context).flatMap((chapter) => texts(chapter, "add-constraint")).filter(([it]) => it.type === type);
  const ofTable = written3.filter(([it]) => lastPart(it.table) === lastPart(qualifier(name2)));
  const isNamed3 = ([it]) => it.constraint === lastPart(name2);
  const isAlike = ([it]) => it.constraint === null && it.columns.join() === columns.join();
  const found2 = ofTable.findLast(isNamed3) ?? ofTable.findLast(isAlike) ?? written3.findLast(isNamed3) ?? written3.findLast(isAlike);
  return found2 === void 0 ? placeOfChange(context, name2) : placeOf3(found2[1]);
}
function placeOf3(step) {
  return { migration: step.migration, statement: step.traced, step };
}
function placeOfChange(context, name2) {
  const all = chapters(context);
  const isTouched = ({ migration }) => migration.changes.some((it) => it.name === name2 || it.name === qualifier(name2));
  const chapter = all.findLast(isTouched) ?? all.at(-1);
  if (chapter === void 0) return null;
  const code = chapter.steps.filter(({ traced }) => isOpaque(traced) && traced.trace.outcome === "ran");
  const [step = null] = code;
  return { migration: chapter.migration, statement: step?.traced ?? null, step };
}
function unseenConstraints(context, type) {
  const all = chapters(context);
  const nameOf2 = (table, constraint) => JSON.stringify([table, constraint]);
  const dropped4 = new Set(
    all.flatMap((chapter) => texts(chapter, "drop-constraint")).map(([it]) => nameOf2(it.table, it.constraint))
  );
  const gone = new Set(all.flatMap((chapter) => texts(chapter, "drop-table")).map(([it]) => it.table));
  return all.flatMap((chapter) => texts(chapter, "add-constraint")).filter(([it, { traced }]) => it.type === type && isUnseen(traced)).filter(([it]) => !gone.has(it.table) && !dropped4.has(nameOf2(it.table, it.constraint)));
}
function isUnseen({ trace }) {
  return trace.outcome === "not-run" || trace.outcome === "unverified";
}

// src/rules/support/constraints/foreign-keys.ts
function foreignKeysOf(schema) {
  const known = read2.get(schema);
  if (known !== void 0) return known;
  const found2 = [...schema.objects.values()].flatMap((object) => foreignKeyOf(schema, object) ?? []);
  read2.set(schema, found2);
  return found2;
}
var read2 = /* @__PURE__ */ new WeakMap();
var list2 = '(?:"(?:[^"]|"")*"|[^")])*';
var written2 = new RegExp(
  String.raw`^FOREIGN KEY \((?<columns>${list2})\) REFERENCES (?<parent>(?:"(?:[^"]|"")*"|[^"( ])+) ?(?:\((?<parentColumns>${list2})\))?(?<rest>.*)$`,
  "s"
);
function foreignKeyOf(schema, object) {
  const { kind, name: name2, attributes } = object;
  const groups = kind === "constraint" ? written2.exec(attributes.definition ?? "")?.groups : void 0;
  if (groups === void 0 || attributes.of !== void 0) return null;
  const table = qualifier(name2);
  const columns = identifiersIn(groups.columns);
  const { action, columns: some } = deleteAction(groups.rest ?? "");
  return {
    object,
    table,
    columns,
    parent: parentNamed(schema, table, groups.parent ?? ""),
    parentColumns: identifiersIn(groups.parentColumns),
    onDelete: action,
    setColumns: some.length > 0 ? some : columns
  };
}
function identifiersIn(text = "") {
  return text.replaceAll(/\bPERIOD (?=["\w])/g, "").match(/"(?:[^"]|"")*"|[^", ]+/g) ?? [];
}
function parentNamed(schema, child, parent) {
  if (qualifier(parent) !== "") return parent;
  const name2 = `${qualifier(child)}.${parent}`;
  if (schema.objects.has(`table ${name2}`)) return name2;
  const alike = [...schema.objects.values()].find(
    (it) => it.kind === "table" && it.name.toLowerCase() === name2.toLowerCase()
  );
  return alike?.name ?? name2;
}
var quotedOrComment = /"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
function deleteAction(clause) {
  const plain2 = clause.replaceAll(quotedOrComment, (text) => text.startsWith('"') ? text : " ");
  const found2 = /\bon\s+delete\s+(?<action>cascade|restrict|no\s+action|set\s+null|set\s+default)(?:\s*\((?<some>[^)]*)\))?/i.exec(
    plain2
  );
  const action = (found2?.groups?.action ?? "no action").toLowerCase().replaceAll(/\s+/g, " ");
  return {
    action,
    isStated: found2 !== null,
    columns: identifiersIn(found2?.groups?.some)
  };
}
function parentColumnsOf(schema, key) {
  if (key.parentColumns.length > 0) return key.parentColumns;
  const primary = [...schema.objects.values()].find(
    ({ kind, name: name2, attributes }) => kind === "constraint" && qualifier(name2) === key.parent && attributes.definition?.startsWith("PRIMARY KEY (") === true
  );
  const columns = /^PRIMARY KEY \(([^)]*)\)/.exec(primary?.attributes.definition ?? "")?.[1];
  return columns === void 0 ? null : identifiersIn(columns);
}
function columnIn(schema, table, column) {
  return schema.objects.get(`column ${table}.${lastPart(column)}`);
}

// src/rules/support/constraints/own-text.ts
function ownText({ traced, liveTable }, tables) {
  const { sql, operations: operations2 } = traced.statement;
  const named = operations2.flatMap((it) => "table" in it ? [it.table] : []);
  const isMeant = tables.every((table) => named.includes(table));
  const worked2 = [...traced.trace.scans, ...traced.trace.rewrites];
  const isQuiet = wasMeasured(traced) && !worked2.some((name2) => liveTable(name2) !== null);
  return isMeant && isQuiet && !isOpaque(traced) && !/--|\/\*/.test(sql) ? `${sql};` : null;
}

// src/rules/support/constraints/touched.ts
var ofChanges = /* @__PURE__ */ new Set([
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock"
]);
function firstTouch(context, table) {
  return steps(context).find(
    ({ traced, liveTable }) => liveTable(table) !== null && traced.trace.outcome !== "failed" && traced.trace.locks.some(({ relation, mode }) => relation === table && ofChanges.has(mode))
  );
}

// src/rules/constraint-left-not-valid.ts
var rule15 = {
  id: "constraint-left-not-valid",
  title: "A NOT VALID constraint that nothing validates",
  why: [
    "NOT VALID is the first half of adding a constraint without a long lock. Until VALIDATE CONSTRAINT has run, rows that",
    "stood before may break it: no reader can rely on it, the planner does not, and a restore of a dump may fail.",
    "",
    "Told of a constraint that the change adds and does not validate, not even in a later migration. One that an earlier",
    "migration left behind is a notice, once, where the change works on its table."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Add `VALIDATE CONSTRAINT` in the next migration: it reads the rows while the application goes on.",
  fixGoesFurther: "the constraint is validated",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES "Customers" NOT VALID;'
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD CONSTRAINT given NOT NULL total NOT VALID'; END $$;",
      note: "Code is run, so the constraint is seen all the same. It is one on NOT NULL, as PostgreSQL 18 knows them."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;",
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "An earlier migration left it: a notice."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;",
      up: "ALTER TABLE orders VALIDATE CONSTRAINT positive;",
      also: ["fails-on-some-rows"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;",
      up: "CREATE TABLE notes (id int PRIMARY KEY);",
      note: "An earlier migration left it, and this one does not work on its table."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int PRIMARY KEY, FOREIGN KEY (id) REFERENCES customers NOT VALID);",
      note: "With a new table PostgreSQL knows that there is nothing to validate."
    }
  ],
  *check(context) {
    for (const { place: place2, table, constraint, evidence } of [...brought(context), ...unseen(context)])
      yield {
        migration: place2.migration,
        statement: place2.statement,
        message: `Rows of ${table} may break ${constraint ?? "the constraint"}: it is NOT VALID, and nothing in this change validates it.`,
        fix: validation(place2, table, constraint),
        evidence
      };
    yield* leftBefore(context);
  }
};
function brought(context) {
  return [...context.schemaAfter?.objects.values() ?? []].flatMap((object) => {
    if (!isNotValid(object) || isNotValid(before(context, object))) return [];
    const table = qualifier(object.name);
    const place2 = placeOfConstraint(context, namedConstraint(object), typeOf2(object), columnsOf2(object));
    const constraint = lastPart(namedConstraint(object).name);
    if (isSettledUnseen(context, table, constraint)) return [];
    return place2 === null ? [] : [{ place: place2, table, constraint, evidence: "measured" }];
  });
}
function isSettledUnseen(context, table, constraint) {
  return chapters(context).flatMap((chapter) => [...texts(chapter, "validate-constraint"), ...texts(chapter, "drop-constraint")]).some(
    ([it, { traced }]) => isUnseen(traced) && it.constraint === constraint && lastPart(it.table) === lastPart(table)
  );
}
function isNotValid(object) {
  if (object === void 0 || object.attributes.of !== void 0 || object.attributes.inherited !== void 0)
    return false;
  if (object.kind === "column") return object.attributes["not null"] === "not valid";
  return object.kind === "constraint" && / NOT VALID$/.test(object.attributes.definition ?? "");
}
function namedConstraint(object) {
  if (object.kind !== "column") return object;
  const table = qualifier(object.name);
  const own = object.attributes["not null constraint"] ?? `${lastPart(table)}_${lastPart(object.name)}_not_null`;
  return { ...object, name: `${table}.${own}` };
}
function typeOf2({ kind, attributes }) {
  if (kind === "column") return "not-null";
  return attributes.definition?.startsWith("CHECK") ? "check" : "foreign-key";
}
function columnsOf2({ kind, name: name2, attributes }) {
  if (kind === "column") return [lastPart(name2)];
  return identifiersIn(/^FOREIGN KEY \((.*?)\)/.exec(attributes.definition ?? "")?.[1]);
}
function unseen(context) {
  const all = chapters(context);
  const settling = [
    ...all.flatMap((chapter) => texts(chapter, "validate-constraint")),
    ...all.flatMap((chapter) => texts(chapter, "drop-constraint"))
  ];
  const settled = Map.groupBy(settling, ([{ table }]) => table);
  const names2 = new Map(
    [...settled].map(([table, some]) => [table, new Set(some.map(([{ constraint }]) => constraint))])
  );
  const dropped4 = new Set(all.flatMap((chapter) => texts(chapter, "drop-table")).map(([{ table }]) => table));
  return all.flatMap((chapter) => texts(chapter, "add-constraint")).filter(([{ definition: definition2 }, { traced }]) => isUnseen(traced) && /\bnot\s+valid\s*$/i.test(definition2)).filter(
    ([{ table }, { traced }]) => !dropped4.has(table) && operations(traced, "create-table").length === 0
  ).filter(
    ([{ table, constraint }]) => constraint === null ? !names2.has(table) : names2.get(table)?.has(constraint) !== true
  ).map(([{ table, constraint }, step]) => ({
    place: placeOf3(step),
    table,
    constraint,
    evidence: "inferred"
  }));
}
function* leftBefore(context) {
  const left = [...context.schemaAfter?.objects.values() ?? []].filter((object) => isNotValid(object) && isNotValid(before(context, object))).flatMap((object) => {
    const step = firstTouch(context, qualifier(object.name));
    return step === void 0 ? [] : [{ step, name: namedConstraint(object).name }];
  });
  const [first] = left;
  if (first === void 0) return;
  yield {
    migration: first.step.migration,
    statement: first.step.traced,
    severity: "notice",
    message: `Earlier migrations left NOT VALID what nothing has validated since: ${listedShort(left.map(({ name: name2 }) => name2))}.`,
    fix: [
      ownMigration,
      ...left.map(({ name: name2 }) => `ALTER TABLE ${qualifier(name2)} VALIDATE CONSTRAINT ${lastPart(name2)};`)
    ].join("\n"),
    evidence: "measured"
  };
}
function validation({ step }, table, constraint) {
  if (step?.liveTable(table) === null)
    return "Leave out NOT VALID: the table is new, and there is nothing to read.";
  if (constraint === null) return "Validate it with VALIDATE CONSTRAINT in the next migration.";
  const validate = `ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraint}`;
  const own = step && ownText(step, [table]);
  return own === null ? `In the next migration: ${validate}` : inMigrations([own], [`${validate};`]);
}

// src/rules/support/no-empty-start.ts
var missing = /* @__PURE__ */ new Set([
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
  return missing.has(error?.code ?? "") || isMissingInSqlite(error);
}

// src/rules/could-not-verify.ts
var rule16 = {
  id: "could-not-verify",
  covers: ["opaque-do-block"],
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
    const told5 = noEmptyStart(context)?.statements ?? /* @__PURE__ */ new Set();
    for (const { migration } of chapters(context)) yield* ups(migration, told5);
    for (const migration of context.migrations) yield* down(migration, context);
  }
};
function* ups(migration, elsewhere) {
  const unverified = migration.statements.filter(
    (traced, place2) => traced.trace.outcome === "unverified" && !elsewhere.has(traced) && !isCopyWithData(migration, place2)
  );
  const stop = unverified.findIndex(({ trace }) => trace.error?.code === "shadow-gone");
  const told5 = stop === -1 ? unverified : unverified.slice(0, stop + 1);
  const rest = unverified.length - told5.length;
  for (const traced of told5) {
    const further = traced === told5.at(-1) ? rest : 0;
    yield {
      migration,
      statement: traced,
      message: `Nobody knows what ${subjectOf(further)} in production: ${reasonOf(traced.trace.error?.message)}.`,
      fix: fixFor4(traced),
      evidence: "inferred"
    };
  }
}
function fixFor4(traced) {
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
function isCopyWithData({ statements }, place2) {
  const copies3 = statements[place2]?.statement.operations.some(
    (it) => it.kind === "write-rows" && it.verb === "copy"
  );
  return copies3 === true && statements[place2 + 1]?.trace.outcome === "unparsed";
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

// src/rules/create-extension.ts
var rule17 = {
  id: "create-extension",
  preset: "policy",
  title: "Extension installed by a migration",
  why: [
    "Most extensions need rights that the role of migrations should not have, and a package that must be on the server.",
    "Which version comes is what the server happens to have, and may differ from one environment to the next."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Let whoever provides the database install it; keep at most `CREATE EXTENSION IF NOT EXISTS`, which then does nothing, for a database that is made anew.",
  bad: [{ up: "CREATE EXTENSION IF NOT EXISTS citext;" }],
  good: [
    {
      base: "CREATE EXTENSION citext;",
      up: "CREATE EXTENSION IF NOT EXISTS citext;",
      note: "It is there already."
    },
    { base: "CREATE EXTENSION citext;", up: "COMMENT ON EXTENSION citext IS 'for e-mail';" }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome === "failed") continue;
      for (const { name: name2 } of operations(traced, "create-extension")) {
        if (context.schemaBefore?.objects.has(`extension ${name2}`) === true) continue;
        yield {
          migration,
          statement: traced,
          message: `The role of migrations must be allowed to install ${name2}, in whatever version the server has.`,
          fix: "Let whoever provides the database install it.",
          evidence: traced.trace.evidence
        };
      }
    }
  }
};

// src/rules/create-partition-with-default-present.ts
var rule18 = {
  id: "create-partition-with-default-present",
  title: "A new partition has the default partition read while everything waits",
  why: [
    "`CREATE TABLE \u2026 PARTITION OF` has to know that the default partition holds no row of the new one. It reads the",
    "default partition from end to end, under an ACCESS EXCLUSIVE lock on it and on the whole partitioned table.",
    "",
    "Where a valid CHECK of the default partition says so already, nothing is read.",
    "`ATTACH PARTITION` of a table made before does not lock the partitioned table that way."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Create the table by itself, prove by a validated CHECK that the default partition has no row of it, and attach it.",
  bad: [
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_rest PARTITION OF events DEFAULT;"
      ].join("\n"),
      up: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
    },
    {
      base: [
        'CREATE TABLE orders (id int, "Region" text) PARTITION BY LIST ("Region");',
        'CREATE TABLE "Other Orders" PARTITION OF orders DEFAULT;'
      ].join("\n"),
      up: `CREATE TABLE "Orders EU" PARTITION OF orders FOR VALUES IN ('fr');`
    },
    {
      base: [
        "CREATE SCHEMA log;",
        "CREATE TABLE log.events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE log.events_rest PARTITION OF log.events DEFAULT;"
      ].join("\n"),
      up: "SET search_path = log;\nCREATE TABLE events_old PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2020-01-01');",
      note: "The locks show which table it is."
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_rest PARTITION OF events DEFAULT;",
        "ALTER TABLE events_rest ADD CHECK (day IS NULL OR day < '2026-01-01' OR day >= '2027-01-01');"
      ].join("\n"),
      up: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      note: "The CHECK proves it: nothing is read."
    },
    {
      base: "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
      up: "CREATE TABLE events_rest PARTITION OF events DEFAULT;"
    },
    {
      up: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_rest PARTITION OF events DEFAULT;",
        "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
      ].join("\n"),
      note: "All of it is as young as the pull request."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { parent, partition, rest } of made(context, step)) {
        const { named, tables } = waitingTables(context, step, [rest]);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${parent} wait while every row of its default partition ${named} is read.`,
          tables,
          fix: fixFor5(context, step, { parent, partition, rest }),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function made(context, step) {
  const { traced } = step;
  const { outcome, locks: locks2, scans } = traced.trace;
  if (outcome === "failed") return [];
  return operations(traced, "alter-table").flatMap(({ table, detail, partition: named }) => {
    const parent = detail === "create partition" ? step.liveTable(table) : null;
    const rest = parent === null ? null : defaultPartition(context.schemaBefore, step.origin(parent) ?? parent);
    if (parent === null || rest === null || step.liveTable(rest) === null || named === void 0) return [];
    const isRead = scans.includes(rest) && locks2.some(({ relation }) => relation === rest);
    return wasMeasured(traced) && !isRead ? [] : [{ parent, partition: inSchemaOf(context, parent, named), rest }];
  });
}
function inSchemaOf({ schemaAfter }, parent, named) {
  const last = named.slice(named.indexOf("."));
  for (const { kind, name: name2, attributes } of schemaAfter?.objects.values() ?? [])
    if (kind === "table" && attributes["partition of"] === parent && name2.endsWith(last)) return name2;
  return named;
}
function fixFor5({ schemaAfter }, { traced }, { parent, partition, rest }) {
  const check = partitionCheck(schemaAfter, parent, partition);
  const bound = schemaAfter?.objects.get(`table ${partition}`)?.attributes["partition bound"];
  const isPlain = /\bpartition\s+of\s+[^\s(]+\s+for\s/i.test(traced.statement.sql);
  if (check === null || bound === void 0 || !isPlain)
    return `Create the table by itself, add a CHECK that ${rest} holds none of its rows as NOT VALID, validate it in the next migration, and attach the table after that.`;
  const own = deriveName([partition], "_bounds");
  const proof = proofOf(rest, check.outside, partition);
  return inMigrations(
    [
      `CREATE TABLE ${partition} (LIKE ${parent} INCLUDING ALL, CONSTRAINT ${own} CHECK (${check.inside}));`,
      proof.add
    ],
    [proof.validate],
    [
      `ALTER TABLE ${parent} ATTACH PARTITION ${partition} ${bound};`,
      `ALTER TABLE ${partition} DROP CONSTRAINT ${own};`,
      proof.drop
    ]
  );
}

// src/rules/create-then-rewrite.ts
var rule19 = {
  id: "create-then-rewrite",
  preset: "style",
  title: "What the same pull request made is changed again",
  why: [
    "A table or column that the pull request makes and then drops, renames or gives another type is work for nothing:",
    "nobody has run the first form yet, so the file that makes it can say the last form at once."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres", "sqlite"],
  fix: "Write the last form where it is made.",
  bad: [
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ALTER total TYPE bigint;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN a INTEGER;\nALTER TABLE orders RENAME COLUMN a TO b;"
    }
  ],
  good: [
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE INDEX orders_total ON orders (total);\nALTER TABLE orders ADD COLUMN a int;",
      note: "What is added stays."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "CREATE TEMP TABLE t (id int);\nDROP TABLE t;",
      note: "A table that is only for the migration."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
      up: [
        "CREATE TABLE orders_new (id INTEGER PRIMARY KEY, total TEXT);",
        "INSERT INTO orders_new SELECT id, total FROM orders;",
        "DROP TABLE orders;",
        "ALTER TABLE orders_new RENAME TO orders;"
      ].join("\n"),
      note: "A rebuild.",
      also: ["long-write-lock", "type-affinity-not-enforced"]
    }
  ],
  *check(context) {
    const made4 = /* @__PURE__ */ new Set();
    for (const { migration, steps: steps2 } of chapters(context)) {
      for (const { traced } of steps2) {
        if (traced.trace.outcome === "failed") continue;
        const { operations: operations2, sql } = traced.statement;
        const again = operations2.find((operation) => isMade(made4, operation));
        if (again !== void 0)
          yield {
            migration,
            statement: traced,
            message: `${changes(again)} was made by the same change, and is changed again: the first form is work for nothing.`,
            fix: rule19.fix,
            evidence: traced.trace.evidence
          };
        if (!/\b(?:temp|temporary)\b/i.test(sql)) for (const name2 of operations2.flatMap(makes)) made4.add(name2);
      }
    }
  }
};
function isMade(made4, operation) {
  const name2 = changes(operation);
  return name2 !== null && (made4.has(name2) || "table" in operation && made4.has(operation.table));
}
function makes(operation) {
  if (operation.kind === "create-table") return [operation.table];
  return operation.kind === "add-column" ? [`${operation.table}.${operation.column}`] : [];
}
function changes(operation) {
  switch (operation.kind) {
    case "drop-table":
      return operation.table;
    case "drop-column":
    case "rename-column":
    case "change-column-type":
      return `${operation.table}.${operation.column}`;
    default:
      return null;
  }
}

// src/rules/creating-enum.ts
var rule20 = {
  id: "creating-enum",
  preset: "style",
  covers: ["creating-enum / dropping enum"],
  title: "A list of values that can only grow",
  why: [
    "Values can be added to an enum, and renamed; none can be removed, and their order is that of the type. To do without one",
    "means a new type and a table that is written anew. A table of values with a foreign key, or `text` with a CHECK, changes",
    "like any other data."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use a table of values and a foreign key, or `text` with a CHECK.",
  bad: [
    {
      up: "CREATE TYPE mood AS ENUM ('good', 'bad');"
    }
  ],
  good: [
    {
      up: "CREATE TABLE moods (mood text PRIMARY KEY);\nINSERT INTO moods (mood) VALUES ('good'), ('bad');"
    },
    {
      up: "CREATE TYPE address AS (street text, city text);",
      note: "A composite type."
    }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      for (const { object, name: name2 } of operations(traced, "create")) {
        if (object !== "type" || !/\bas\s+enum\b/i.test(traced.statement.sql)) continue;
        yield {
          migration,
          statement: traced,
          message: `${name2} is an enum: no value can be removed from it.`,
          fix: `Make a table of the values of ${name2}, with a foreign key, or text with a CHECK.`,
          evidence: "inferred"
        };
      }
    }
  }
};

// src/rules/cumulative-lock-budget.ts
var rule21 = {
  id: "cumulative-lock-budget",
  title: "One table is locked by many migrations of the same deploy",
  why: [
    "Each of them waits for the running queries of the table, and holds up all that come later, one time after the other.",
    "What is short for one becomes long for all of them together; one statement with all changes waits once.",
    "",
    "Told once a pull request, of the table that most of its migrations lock, from five on: a change in safe steps takes",
    "up to four."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Put the changes of the table into one ALTER TABLE, or deploy them one at a time.",
  bad: [],
  good: [],
  *check(context) {
    const locked = /* @__PURE__ */ new Map();
    for (const chapter of chapters(context))
      for (const [table, step2] of lockedBy(context, chapter))
        locked.set(table, [...locked.get(table) ?? [], step2]);
    const [most3] = [...locked].toSorted(([, a], [, b]) => b.length - a.length);
    const step = most3?.[1].at(-1);
    if (most3 === void 0 || step === void 0 || most3[1].length < fewest) return;
    const { named, tables } = waitingTables(context, { origin: (name2) => name2 }, [most3[0]]);
    yield {
      migration: step.migration,
      statement: step.traced,
      tables,
      message: `${named} is locked against reads and writes by ${most3[1].length} migrations of this change, and each waits for its running queries anew.`,
      fix: rule21.fix,
      evidence: step.traced.trace.evidence
    };
  }
};
var fewest = 5;
function lockedBy({ schemaBefore }, { steps: steps2 }) {
  const found2 = /* @__PURE__ */ new Map();
  for (const step of steps2) {
    if (step.traced.trace.outcome === "failed") continue;
    for (const { relation, mode } of step.traced.trace.locks) {
      if (mode !== "AccessExclusiveLock" || step.liveTable(relation) === null) continue;
      const origin = step.origin(relation) ?? relation;
      const isTable3 = schemaBefore === null || schemaBefore.objects.has(`table ${origin}`);
      if (isTable3 && !found2.has(origin)) found2.set(origin, step);
    }
  }
  return found2;
}

// src/rules/support/sqlite/rebuilds.ts
var rebuilds = remembered(rebuildsOf);
function rebuildsOf(chapter) {
  if (!chapter.complete || chapter.migration.rows === null) return [];
  const found2 = texts(chapter, "drop-table").flatMap(([{ table: old }, step]) => {
    const table = step.liveTable(old) === null ? null : step.origin(old);
    if (table === null || !wasMeasured(step.traced) || isGone(chapter, table)) return [];
    if (!holdsItsRows(chapter, table)) return [];
    return [{ table, old, next: nextName(chapter, step, table), drop: step.traced }];
  });
  return [...new Map(found2.map((it) => [it.table, it])).values()];
}
function isGone({ migration }, table) {
  return migration.changes.some(
    ({ action, object, name: name2, detail }) => action === "drop" && object === "table" && name2 === table || action === "rename" && object === "table" && detail === `was ${table}`
  );
}
function nextName(chapter, drop, table) {
  const renames = renamedTo(chapter).get(table);
  return renames?.find(([, step]) => placeIn(step) >= placeIn(drop))?.[0].table ?? table;
}
var renamedFirst = remembered(
  (chapter) => texts(chapter, "rename-table").flatMap(([{ table, to }, step]) => {
    const last = [made2(chapter).get(table)?.at(-1), renamedTo(chapter).get(table)?.at(-1)];
    const isMade2 = last.some((anew) => anew !== void 0 && placeIn(anew[1]) > placeIn(step));
    return isMade2 ? [{ table, to, rename: step.traced }] : [];
  })
);
var made2 = textsBy("create-table", ({ table }) => table);
var renamedTo = textsBy("rename-table", ({ to }) => to);

// src/rules/support/sqlite/cascades.ts
var cascadedDrops = remembered(
  (chapter) => chapter.steps.flatMap((step) => {
    const [drop] = operations(step.traced, "drop-table");
    if (drop === void 0 || !wasMeasured(step.traced)) return [];
    const touched2 = step.traced.trace.rows.filter(
      (rows) => rows.table !== drop.table && isLive(chapter, step, rows.table) && staysSo(chapter, step, rows)
    );
    return touched2.length === 0 ? [] : [{ step, table: drop.table, touched: touched2 }];
  })
);
function isLive(chapter, step, table) {
  const { start } = chapter;
  return step.liveTable(table) !== null || start.liveTable(table) !== null || rebuilds(chapter).some(({ next, drop }) => next === table && drop === step.traced);
}
function staysSo(chapter, step, touched2) {
  if (!chapter.complete) return true;
  const { rows, changes: changes2 } = chapter.migration;
  const table = step.origin(touched2.table) ?? touched2.table;
  if (changes2.some((it) => it.action === "drop" && it.object === "table" && it.name === table)) return false;
  const around = rows?.find((it) => it.table === table);
  if (!touched2.changed) return around === void 0 || around.after < around.before;
  const later = chapter.steps.slice(chapter.steps.indexOf(step) + 1);
  return !later.some(
    ({ traced }) => operations(traced, "write-rows").some(
      (write2) => [table, touched2.table].includes(write2.table) && write2.verb !== "delete"
    )
  );
}
function lossOf(touched2) {
  return listedShort(
    touched2.map(
      ({ table, before: before2, after, changed }) => changed ? `the references in rows of ${table} are cleared` : `${before2 - after} of ${before2} rows of ${table} are deleted`
    )
  );
}
function uselessPragma({ steps: steps2 }) {
  return steps2.find(
    ({ traced }) => wasMeasured(traced) ? traced.trace.withoutEffect : turnsOffInside(traced)
  )?.traced;
}
function turnsOffInside(traced) {
  const isOff2 = operations(traced, "set").some(
    ({ name: name2, value }) => name2 === "foreign_keys" && /^(?:0|off|no|false)$/i.test(value ?? "")
  );
  return traced.trace.outcome === "not-run" && traced.inTransaction && isOff2;
}

// src/rules/support/sqlite/lost-rows.ts
function lostRows(chapter, all) {
  const fell = new Set(
    cascadedDrops(chapter).flatMap(
      ({ step, touched: touched2 }) => touched2.map(({ table }) => step.origin(table) ?? table)
    )
  );
  return all.flatMap((rebuild) => {
    const rows = chapter.migration.rows?.find(({ table }) => table === rebuild.table);
    if (rows === void 0 || isWeeded(chapter, rebuild) || [rebuild.table, rebuild.next].some((it) => fell.has(it)))
      return [];
    const { before: before2, after } = rows;
    const spelled2 = (column) => identifierIn(chapter.context.dialect, column);
    const isCopied2 = (column) => !isWritten(chapter, rebuild, column);
    const copies3 = copiesOf(chapter, rebuild);
    const isForgotten = (column) => isCopied2(column) && !copies3.some((copy) => selects(copy, column));
    const lost = {
      rebuild,
      before: before2,
      after,
      emptied: rows.emptied.map(spelled2).filter(isForgotten),
      levelled: rows.levelled.map(spelled2).filter(isForgotten),
      replaced: rows.replaced.filter((column) => !rows.mixed.some((it) => it.column === column)).map(spelled2).filter((column) => isForgotten(column) && !copies3.some(selectsAll)),
      mixed: rows.mixed.map(({ column, from }) => ({ column: spelled2(column), from: spelled2(from) })).filter(({ column }) => isCopied2(column)),
      chooses: [...copies3, ...detoursOf(chapter, rebuild)].some(leavesRowsOut) || mayRefuseRows(chapter, rebuild)
    };
    return isLoss(lost) || lost.chooses ? [lost] : [];
  });
}
function isLoss({ before: before2, after, emptied, levelled, replaced, mixed }) {
  return after < before2 || [emptied, levelled, replaced, mixed].some((columns) => columns.length > 0);
}
function mayRefuseRows({ steps: steps2 }, { next }) {
  return steps2.some(({ traced }) => {
    const { sql } = traced.statement;
    const makes4 = operations(traced, "create-table").some(({ table }) => table === next);
    if (makes4) return /\bon\s+conflict\s+(?:ignore|replace)\b/i.test(sql);
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
    aside.filter((name2) => ![table, old, next].includes(name2))
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
var rule22 = {
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
          fix: rule22.fix,
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
    ({ kind, name: name2, attributes }) => kind === "constraint" && `table ${qualifier(name2)}` === object && attributes.definition?.startsWith("FOREIGN KEY") === true
  );
}
function causeOf({ migration }, { detail }) {
  const found2 = migration.statements.findLast(
    (traced) => [
      ...operations(traced, "drop-table"),
      ...operations(traced, "rename-table"),
      ...operations(traced, "drop")
    ].map((operation) => "table" in operation ? operation.table : operation.name).some((name2) => detail.toLowerCase().includes(bareName(name2).toLowerCase()))
  );
  return found2 ?? null;
}

// src/rules/support/self-filled.ts
function fillsItself(schema, table, column) {
  const attributes = schema.objects.get(`column ${table}.${column}`)?.attributes ?? {};
  const own = ["default", "generated", "identity"].some((name2) => attributes[name2] !== void 0);
  const ofDomain = schema.objects.get(`domain ${attributes.type}`)?.attributes.default !== void 0;
  return own || ofDomain || isFilledByTrigger(schema, table, column);
}
function isFilledByTrigger({ objects }, table, column) {
  return [...objects.values()].some(({ kind, name: name2, attributes: { definition: definition2 = "" } }) => {
    if (kind !== "trigger" || qualifier(name2) !== table || !/\bBEFORE INSERT\b/.test(definition2)) return false;
    const called = /\bEXECUTE FUNCTION (.+)\(/.exec(definition2)?.[1];
    return called !== void 0 && speaksOf(objects, called, column);
  });
}
function speaksOf(objects, called, column) {
  return [...objects.values()].some(
    ({ kind, name: name2, attributes: { definition: definition2 = "" } }) => kind === "function" && lastPart(withoutArguments(name2)) === lastPart(called) && definition2.includes(bareName(column))
  );
}

// src/rules/default-removed-after-add.ts
var rule23 = {
  id: "default-removed-after-add",
  title: "A required column loses its default under running code",
  why: [
    "A column that must not be null and has no default must be named by every INSERT. While a deploy is rolling, the",
    "old code does not know a new column: from the moment the migration commits, each of its inserts into the table",
    "fails (SQLSTATE 23502). ORMs write this pair, a default to fill the old rows, which is dropped at once.",
    "",
    "Of a column that stood before, only code that left it out fails: a warning."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Keep the default until no running code inserts without the column, and drop it in a later release, or never.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';\nALTER TABLE orders ALTER COLUMN region DROP DEFAULT;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY);',
      up: [
        "SET LOCAL search_path = shop;",
        "DO $$ BEGIN",
        `  EXECUTE 'ALTER TABLE "Orders" ADD "isOpen" boolean NOT NULL DEFAULT true';`,
        `  EXECUTE 'ALTER TABLE "Orders" ALTER "isOpen" DROP DEFAULT';`,
        "END $$;"
      ].join("\n"),
      note: "Code is run, and the schema afterwards shows what is left."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, region text NOT NULL DEFAULT 'eu');",
      up: "ALTER TABLE orders ALTER region DROP DEFAULT;",
      note: "A warning: running code may leave the column out."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';\nALTER TABLE orders ALTER COLUMN region SET DEFAULT 'us';",
      note: "New rows still have a default, another one."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, region text DEFAULT 'eu');",
      up: "ALTER TABLE orders ALTER region DROP DEFAULT;",
      note: "The column may be null."
    },
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY);",
        "CREATE FUNCTION set_region() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.region := coalesce(NEW.region, 'eu'); RETURN NEW; END $$;",
        "CREATE TRIGGER fill_region BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION set_region();"
      ].join("\n"),
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';\nALTER TABLE orders ALTER COLUMN region DROP DEFAULT;",
      note: "A trigger gives the value."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, region text NOT NULL DEFAULT 'eu');\nALTER TABLE orders ALTER COLUMN region DROP DEFAULT;",
      note: "The table is new."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, column } of withoutDefault(step)) {
        if (!isRequired(context, step, table, column)) continue;
        yield step.isLiveColumn(table, column) ? toldOfOld(step, table, column) : toldOfNew(step, table, column);
      }
    }
  }
};
function withoutDefault(step) {
  if (step.traced.trace.outcome === "failed") return [];
  const byText24 = operations(step.traced, "drop-default").flatMap(({ table, column }) => {
    const live = step.liveTable(table);
    return live === null ? [] : [{ table: live, column }];
  });
  const dropped4 = changedByCode(step, "alter", "column").filter(
    ({ detail }) => /(?:^|; )default .* → no default(?:;|$)/.test(detail)
  );
  const filled = changedByCode(step, "add", "column").filter(
    ({ name: name2, detail }) => / not null$/.test(detail) && /\bdrop\s+default\b/i.test(step.traced.statement.sql) && !step.traced.trace.scans.includes(qualifier(name2))
  );
  const byCode12 = [...dropped4, ...filled].map(({ name: name2 }) => ({
    table: qualifier(name2),
    column: lastPart(name2)
  }));
  return [...byText24, ...byCode12];
}
function isRequired({ schemaAfter }, step, table, column) {
  if (schemaAfter !== null && wasMeasured(step.traced)) {
    const attributes = schemaAfter.objects.get(`column ${table}.${column}`)?.attributes;
    return attributes?.["not null"] !== void 0 && !fillsItself(schemaAfter, table, column);
  }
  return requiredColumns(step.migration).has(`${table}.${column}`);
}
var requiredColumns = remembered(({ statements }) => {
  const added = statements.flatMap((it) => operations(it, "add-column"));
  const required = added.filter((it) => it.notNull && it.default !== null);
  return new Set(required.map(({ table, column }) => `${table}.${column}`));
});
function toldOfNew({ migration, traced }, table, column) {
  return {
    migration,
    statement: traced,
    message: `Running code does not know ${table}.${column}: without a default, each of its inserts into ${table} fails (SQLSTATE 23502).`,
    fix: `Keep the default of ${table}.${column} until no running code inserts without it; drop it in a later release.`,
    evidence: traced.trace.evidence
  };
}
function toldOfOld({ migration, traced }, table, column) {
  return {
    migration,
    statement: traced,
    severity: "warning",
    message: `Running code that inserts into ${table} without ${column} fails from here on (SQLSTATE 23502).`,
    fix: `Deploy code that always sets ${table}.${column} first, and drop the default in a later release.`,
    evidence: traced.trace.evidence
  };
}

// src/rules/detach-partition-not-concurrent.ts
var rule24 = {
  id: "detach-partition-not-concurrent",
  title: "Detaching a partition locks the whole partitioned table",
  why: [
    "`DETACH PARTITION` takes an ACCESS EXCLUSIVE lock on the partitioned table: it waits for every running query of any",
    "partition, and whoever comes later waits behind it, until the transaction ends.",
    "",
    "`DETACH PARTITION \u2026 CONCURRENTLY` (PostgreSQL 14) lets them work on. It cannot run in a transaction, nor beside a",
    "default partition: where there is one, nothing is told."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Use `DETACH PARTITION \u2026 CONCURRENTLY`, in a migration of its own.",
  fixGoesFurther: "PostgreSQL leaves a CHECK of the old bounds on the partition that it detaches concurrently",
  bad: [
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
      ].join("\n"),
      up: "ALTER TABLE events DETACH PARTITION events_2020;",
      also: ["missing-down"]
    },
    {
      base: [
        "CREATE SCHEMA log;",
        'CREATE TABLE log."Events" (id int, day date) PARTITION BY RANGE (day);',
        `CREATE TABLE log."Old Events" PARTITION OF log."Events" FOR VALUES FROM (MINVALUE) TO ('2021-01-01');`
      ].join("\n"),
      up: 'ALTER TABLE log."Events" DETACH PARTITION log."Old Events";',
      also: ["missing-down"]
    },
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
      ].join("\n"),
      up: "ALTER TABLE IF EXISTS events DETACH PARTITION events_2020;",
      down: "ALTER TABLE events ATTACH PARTITION events_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
      also: ["attach-partition-scans"],
      note: "The way back reads the partition under a lock, which is told too."
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
      ].join("\n"),
      up: "ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;",
      also: ["missing-down"]
    },
    {
      base: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
        "CREATE TABLE events_rest PARTITION OF events DEFAULT;"
      ].join("\n"),
      up: "ALTER TABLE events DETACH PARTITION events_2020;",
      note: "Beside a default partition the server knows no other form.",
      also: ["missing-down"]
    },
    {
      up: [
        "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
        "ALTER TABLE events DETACH PARTITION events_2020;"
      ].join("\n"),
      note: "All of it is as young as the pull request."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const [parent, partition] of detached(context, step)) {
        const { named, tables } = waitingTables(context, step, [parent]);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${named} wait until every running query of it has ended and the transaction is over.`,
          tables,
          fix: `ALTER TABLE ${parent} DETACH PARTITION ${partition} CONCURRENTLY;`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function detached(context, step) {
  const { traced } = step;
  const { outcome, locks: locks2 } = traced.trace;
  if (outcome === "failed") return [];
  return operations(traced, "alter-table").flatMap(({ table, detail, partition }) => {
    const parent = detail === "detach partition" ? step.liveTable(table) : null;
    if (parent === null || partition === void 0) return [];
    if (defaultPartition(context.schemaBefore, step.origin(parent) ?? parent) !== null) return [];
    const isLocked = locks2.some(({ relation, mode }) => relation === parent && mode === "AccessExclusiveLock");
    return wasMeasured(traced) && !isLocked ? [] : [[parent, step.liveTable(partition) ?? partition]];
  });
}

// src/rules/domain-constraint.ts
var rule25 = {
  id: "domain-constraint",
  title: "A domain checks every table that uses it while writes wait",
  why: [
    "A new CHECK or NOT NULL of a domain is checked in every row of every table that has a column of that domain, all in",
    "one statement. It holds a SHARE lock on each of them until the last row of the last table is read: no row of any of",
    "these tables can be written meanwhile. VALIDATE CONSTRAINT of a domain locks the same way.",
    "",
    "As NOT VALID the CHECK holds for new values from the start, and reads nothing."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add the CHECK to the domain as `NOT VALID`, which reads nothing. Where old rows must be proven as well, give each table a CHECK of its own as `NOT VALID` and validate that one in the next migration, which lets writes through.",
  bad: [
    {
      base: 'CREATE DOMAIN amount AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total amount);\nCREATE TABLE "Order Lines" (id int PRIMARY KEY, price amount);',
      up: "ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);",
      also: ["fails-on-some-rows"]
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE DOMAIN shop."Amount" AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total shop."Amount");',
      up: 'SET LOCAL search_path = shop;\nALTER DOMAIN "Amount" SET NOT NULL;'
    },
    {
      base: "CREATE DOMAIN amount AS numeric;\nALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;\nCREATE TABLE orders (id int PRIMARY KEY, day date, total amount) PARTITION BY RANGE (id);\nCREATE TABLE orders_rest PARTITION OF orders DEFAULT;",
      up: "ALTER DOMAIN amount VALIDATE CONSTRAINT positive;",
      note: "The partitions are read.",
      also: ["fails-on-some-rows"]
    }
  ],
  good: [
    {
      base: "CREATE DOMAIN amount AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total amount);",
      up: "ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;"
    },
    {
      base: "CREATE DOMAIN amount AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total numeric);",
      up: "ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);",
      note: "No table uses it yet."
    },
    {
      base: "CREATE DOMAIN amount AS numeric;",
      up: "CREATE TABLE orders (id int PRIMARY KEY, total amount);\nALTER DOMAIN amount SET NOT NULL;",
      note: "The table that uses it is new."
    },
    {
      base: "CREATE DOMAIN amount AS numeric NOT NULL;\nCREATE TABLE orders (id int PRIMARY KEY, total amount);",
      up: "ALTER DOMAIN amount DROP NOT NULL;"
    }
  ],
  *check(context) {
    const made4 = /* @__PURE__ */ new Set();
    for (const step of steps(context)) {
      for (const { object, name: name2 } of operations(step.traced, "create"))
        if (object === "domain") made4.add(name2);
      const [altered] = operations(step.traced, "alter").filter(({ checksRows }) => checksRows);
      if (altered === void 0 || step.traced.trace.outcome === "failed") continue;
      const checked = checkedTables(step);
      if (checked?.length === 0 || checked === null && made4.has(altered.name)) continue;
      const { named, tables } = waitingTables(context, step, checked ?? []);
      yield {
        migration: step.migration,
        statement: step.traced,
        tables,
        message: `Writes to ${checked === null ? `every table that uses ${altered.name}` : named} wait while all their rows are checked.`,
        fix: fixFor6(altered),
        evidence: step.traced.trace.evidence
      };
    }
  }
};
function checkedTables(step) {
  return wasMeasured(step.traced) ? step.traced.trace.scans.filter((table) => step.liveTable(table) !== null) : null;
}
function fixFor6({ name: name2 }) {
  return `Add the CHECK to ${name2} as NOT VALID, which reads nothing; where old rows must be proven too, give each table a CHECK of its own as NOT VALID and validate that one in the next migration.`;
}

// src/rules/double-quoted-string-literal.ts
var rule26 = {
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
        const name2 = quotedText(traced);
        if (name2 === null) continue;
        yield {
          migration,
          statement: traced,
          message: `No column is called ${name2}: SQLite either stops the deploy here, or takes it for a text, depending on its build.`,
          fix: fixFor7(traced, name2),
          evidence: "measured"
        };
      }
    }
  }
};
function fixFor7({ statement }, name2) {
  const text = `'${bareName(name2).replaceAll("'", "''")}'`;
  const sentence = `Write ${text} where a text is meant; else correct the name.`;
  if (!statement.operations.every(({ kind }) => kind === "write-rows")) return sentence;
  const [before2, after, ...more] = statement.sql.split(name2);
  const isAlone = after !== void 0 && more.length === 0 && !/["'`[]/.test(`${before2}${after}`);
  return isAlone ? `${before2}${text}${after};` : sentence;
}

// src/rules/support/advice.ts
function adviceFor(code, message) {
  const found2 = isSqlState(code) ? indexOfConstraint(code, message) ?? adviceForPostgres(code, message) : adviceForSqlite(code, message);
  return found2 ?? "Correct the statement so that it runs on the schema of the base branch.";
}
function indexOfConstraint(code, message) {
  const [, constraint, table] = /^cannot drop index .+ because constraint (.+) on table (.+) requires it$/.exec(message) ?? [];
  if (code !== "2BP01" || constraint === void 0) return void 0;
  return `The index belongs to a constraint: drop that with ALTER TABLE ${table} DROP CONSTRAINT ${constraint}, and what it kept unique is unique no more.`;
}
var missing2 = "Check the spelling and the schema, and that the migration which creates it comes before this one.";
var duplicate = "It stands already: remove the statement, or choose another name.";
var existingRows = "Existing rows are in the way: correct them in an earlier migration.";
function adviceForPostgres(code, message) {
  return byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? advice3[code];
}
var byMessage = [
  [
    /^(?:unique|exclusion|primary key) constraint on partitioned table must include all partitioning columns/,
    "Put the columns of the partition key into the key as well."
  ],
  [
    /^cannot (?:drop columns from|change name of|change data type of|change collation of) view\b/,
    "Keep the columns as they are and add new ones at the end, or drop the view and create it anew in the same migration."
  ],
  [
    /^cannot change (?:return type|name of input parameter|routine kind|parameter defaults?)|^cannot remove parameter defaults from existing function/,
    "Create it under another name, or drop the old one in the same migration; code that calls it must fit both."
  ],
  [
    /^cannot alter type of a column used (?:by|in) /,
    "Drop what uses the column before it, and make it again after it, in the same migration."
  ],
  [
    /^cannot refresh materialized view .* concurrently$/,
    "Create a unique index on columns of the view first, without a condition."
  ]
];
function adviceForSqlite(code, message) {
  if (code === "SQLITE_CONSTRAINT_FOREIGNKEY") return foreignKeyRows;
  if (code === "SQLITE_CONSTRAINT_NOTNULL") return noValue;
  if (code.startsWith("SQLITE_CONSTRAINT")) return existingRows;
  const [, kind, name2] = /^error in (index|view|trigger) (.+?) after drop column: /.exec(message) ?? [];
  if (kind !== void 0) return `Drop the ${kind} ${name2} before it.`;
  return sqliteAdvice.find(([pattern]) => pattern.test(message))?.[1];
}
var noValue = "Existing rows have no value there: give the column a default, or write one for them, as coalesce() does in a copy.";
var foreignKeyRows = "Rows of another table point to what goes: change those first, or build the table anew with foreign keys off, set before BEGIN, and PRAGMA foreign_key_check before COMMIT.";
var sqliteAdvice = [
  [/\balready exists$|^there is already another |^duplicate column name: /, duplicate],
  [/\bno such (?:table|column|index|view|trigger): |\bhas no column named /, missing2],
  [/ constraint failed$/, existingRows],
  [/^malformed JSON$/, "Leave out rows whose text is no JSON: WHERE json_valid(\u2026)."],
  [
    /^cannot start a transaction within a transaction$/,
    "Remove BEGIN and COMMIT: the migration runs in a transaction already."
  ]
];
var advice3 = {
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
  "no-such-table": missing2,
  "no-such-column": missing2,
  "no-such-object": missing2,
  "already-exists": duplicate,
  "syntax-error": "Correct the syntax.",
  "55P04": "A new enum value can be used only after its transaction has committed: add the value in a migration of its own."
};

// src/rules/down-does-not-restore.ts
var rule27 = {
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
    "is meant so. Another order of columns is no problem. Where there is no down file, `missing-down` speaks.",
    "",
    "Behind a down that restores the schema the up is run once more, as the next deploy would. Where it stops at what",
    "the down left behind, or leads elsewhere, that is a warning."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: [
    "Write the down so that it undoes every statement of the up, in reverse order. Where a generated one leads back,",
    "it stands beside the finding."
  ].join("\n"),
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
      base: "CREATE TABLE roles (id int PRIMARY KEY, name text);",
      up: "INSERT INTO roles (id, name) VALUES (100, 'owner');",
      down: "-- the schema is the same\n",
      note: "The row stays, so that the next up stops at its key: a warning."
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
      else yield* judgeAgain(migration);
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
  const corrected = down2.corrected?.trim() || null;
  const evidence = down2.schema === "unverified" ? "inferred" : "measured";
  const found2 = { migration, statement: null, file: "down", line, evidence };
  if (wholeRestored) {
    const more = "All downs of the change in reverse order do restore the schema; a single step back does not.";
    return { ...found2, severity: "notice", message: `${message} ${more}`, fix: wholeFix };
  }
  if (down2.source === "authored-empty")
    return {
      ...found2,
      severity: "warning",
      message,
      fix: corrected ?? "Write the statements that take the change back."
    };
  return {
    ...found2,
    message,
    fix: corrected ?? adviceOn(down2)
  };
}
function adviceOn({ failure }) {
  return failure === null ? undoAll : adviceFor(failure.code, failure.message);
}
var undoAll = "Write the down so that it undoes every statement of the up, in reverse order.";
var wholeFix = "Take the change back as a whole, or let each down undo its own up.";
function problemOf({ down: down2, changes: changes2 }, wholeRestored) {
  const { source, schema, failure, difference } = down2;
  if (!isAuthored(down2) || isBack(schema)) return null;
  const subject = wholeRestored ? "Alone, the down" : "The down";
  if (schema === "unverified") {
    const told5 = wholeRestored && failure !== null;
    return told5 ? `${subject} could not be tried: ${oneLine(failure.message)}.` : null;
  }
  if (source === "authored-empty" && failure === null) {
    if (changes2.length === 0) return null;
    return `${subject} is empty and takes nothing back: ${differenceWords(changes2)}.`;
  }
  if (failure !== null) return `${subject} ${stopOf(failure)}.`;
  return `${subject} does not restore the schema: ${differenceWords(difference)}.`;
}
function stopOf({ code, message }) {
  return code === "42601" || code === "syntax-error" ? `does not parse: ${oneLine(message)}` : `stops here: ${oneLine(message)}${codeNote(code)}`;
}
function* judgeAgain(migration) {
  const { state, down: down2 } = migration;
  const { verdict, failure, difference } = down2.again;
  if (state === "edited" || !isAuthored(down2) || verdict !== "unequal") return;
  const found2 = failure === null ? `the up, run again behind it, does not lead where it led first: ${differenceWords(difference)}` : `the up, run again behind it, stops at its line ${failure.line}: ${oneLine(failure.message)}${codeNote(failure.code)}`;
  yield {
    migration,
    statement: null,
    file: "down",
    line: down2.line,
    severity: "warning",
    message: `The down restores the schema, but ${found2}.`,
    fix: "Take back in the down whatever the up wrote, or write the up so that it can run twice.",
    evidence: "measured"
  };
}
function isAuthored({ source }) {
  return source === "authored" || source === "authored-empty";
}
function* judgeBatch({ migrations, batchDown }) {
  const added = migrations.filter(({ state }) => state === "added");
  const aloneFine = added.every(({ down: down2 }) => isBack(down2.schema));
  if (batchDown === null || batchDown.verdict !== "unequal" || added.length < 2 || !aloneFine) return;
  const { failure, difference } = batchDown;
  const authored = added.filter(({ down: down2 }) => down2.source !== "generated");
  const migration = failure === null ? authored[0] ?? added[0] : added[failure.place];
  if (migration === void 0) return;
  const isAuthored2 = migration.down.source !== "generated";
  yield {
    migration,
    statement: null,
    evidence: "measured",
    ...isAuthored2 ? { file: "down", line: failure?.line ?? migration.down.line } : { line: 1 },
    severity: isAuthored2 ? "error" : "notice",
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
function isNamedInCode(step, name2) {
  if (!runsHiddenCode(step)) return false;
  const words2 = textOfCode(step).match(/[\w$\u0080-\uffff]+/g) ?? [];
  const parts2 = bareName(withoutArguments(name2)).match(/[\w$\u0080-\uffff]+/g) ?? [];
  return parts2.every((part) => words2.some((word2) => word2.toLowerCase() === part.toLowerCase()));
}
function unseenTargets(step, made4) {
  if (step.traced.trace.outcome === "failed" || wasMeasured(step.traced)) return [];
  return cascadesOf(step).flatMap((it) => targetOf(step, it, made4) ?? []);
}
function targetOf(step, operation, made4) {
  switch (operation.kind) {
    case "drop-table":
      return step.liveTable(operation.table);
    case "drop-column":
      return step.isLiveColumn(operation.table, operation.column) ? `${operation.table}.${operation.column}` : null;
    case "drop-constraint": {
      const name2 = `${operation.table}.${operation.constraint}`;
      return step.liveTable(operation.table) === null || made4.has(name2) ? null : name2;
    }
    case "drop-index":
      return made4.has(operation.index) ? null : operation.index;
    case "drop":
      return made4.has(operation.name) ? null : targetName(operation);
    default:
      return null;
  }
}
function targetName({ object, name: name2 }) {
  if (object === "schema") return `the schema ${name2}, everything in it`;
  return object === "owned-objects" ? `what ${name2} owns` : name2;
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
var droppedTables = remembered(tablesGone);
function tablesGone(chapter) {
  const rebuilt = madeAgain(chapter, "table").filter((name2) => !holdsItsRows(chapter, name2));
  const missing6 = [...measuredDrops(chapter, "table"), ...rebuilt].filter(
    (name2) => chapter.start.liveTable(name2) !== null
  );
  const seen = missing6.map((name2) => {
    const byText24 = find(chapter, "drop-table", (drop, step2) => step2.origin(drop.table) === chapter.start.origin(name2)) ?? find(chapter, "drop-table", (drop) => lastPart(drop.table) === lastPart(name2));
    const step = byText24 ?? whatLocked(chapter, name2);
    const byCascade = byText24 === void 0 && wentAlong(step, parentOf(chapter, name2));
    return {
      name: name2,
      statement: step?.traced ?? null,
      evidence: "measured",
      byCascade,
      replaced: rebuilt.includes(name2)
    };
  });
  const origins = new Set(missing6.map(chapter.start.origin));
  const told5 = texts(chapter, "drop-table").flatMap(([drop, step]) => {
    const name2 = step.liveTable(drop.table);
    if (name2 === null || origins.has(step.origin(name2))) return [];
    if (wasMeasured(step.traced) && !locks(step, name2) && !locksDatabase(step, name2)) return [];
    if (holdsItsRows(chapter, step.origin(name2) ?? name2)) return [];
    const replaced = mayComeBack(chapter, name2);
    return [
      { name: name2, statement: step.traced, evidence: step.traced.trace.evidence, byCascade: false, replaced }
    ];
  });
  return [...seen, ...told5];
}
function wentAlong(step, name2) {
  if (step === void 0 || !cascades(step) || isNamedInCode(step, name2)) return false;
  return !operations(step.traced, "drop-table").some(({ table }) => lastPart(table) === lastPart(name2));
}
function parentOf({ migration }, name2) {
  const drop = migration.changes.find((it) => it.action === "drop" && it.object === "table" && it.name === name2);
  return /^partition of ((?:"(?:[^"]|"")*"|[^",])+)/.exec(drop?.detail ?? "")?.[1] ?? name2;
}
var droppedColumns = remembered(columnsGone);
function columnsGone(chapter) {
  const tables = new Set(droppedTables(chapter).map(({ name: name2 }) => name2));
  const missing6 = [...measuredDrops(chapter, "column"), ...madeAgain(chapter, "column")];
  const again = new Set(madeAgain(chapter, "column"));
  const seen = missing6.flatMap((name2) => {
    const [table, column] = [qualifier(name2), lastPart(name2)];
    if (tables.has(table) || !chapter.start.isLiveColumn(table, column)) return [];
    if (movedColumns(chapter).some((moved2) => moved2.table === table && moved2.from === column)) return [];
    const byText24 = find(chapter, "drop-column", (drop) => `${drop.table}.${drop.column}` === name2) ?? find(chapter, "drop-column", (drop) => lastPart(drop.table) === lastPart(table) && drop.column === column);
    const withParent = texts(chapter, "drop-column").some(
      ([drop, step2]) => drop.column === column && locks(step2, table)
    );
    if (byText24 === void 0 && withParent) return [];
    if (again.has(name2) && byText24 !== void 0 && holdsItsValues(chapter, byText24, table, column)) return [];
    const step = byText24 ?? whatLocked(chapter, table);
    const byCascade = byText24 === void 0 && step !== void 0 && cascades(step) && !isNamedInCode(step, column);
    return [
      {
        name: name2,
        statement: step?.traced ?? null,
        evidence: "measured",
        byCascade,
        replaced: again.has(name2) || byText24 !== void 0 && isMadeAnew(chapter, byText24, name2)
      }
    ];
  });
  const seenNames = new Set(seen.map(({ name: name2 }) => name2));
  const told5 = texts(chapter, "drop-column").flatMap(([drop, step]) => {
    const table = step.liveTable(drop.table);
    const name2 = `${table}.${drop.column}`;
    if (table === null || !step.isLiveColumn(table, drop.column) || seenNames.has(name2)) return [];
    const replaced = isMadeAnew(chapter, step, name2);
    if (chapter.complete && !replaced) return [];
    if (chapter.complete && holdsItsValues(chapter, step, table, drop.column)) return [];
    return [
      { name: name2, statement: step.traced, evidence: step.traced.trace.evidence, byCascade: false, replaced }
    ];
  });
  return [...seen, ...told5];
}
function isMadeAnew(chapter, drop, name2) {
  const { changes: changes2 } = chapter.migration;
  const made4 = [
    ...addedTo(chapter).get(lastPart(name2)) ?? [],
    ...renamedTo2(chapter).get(lastPart(name2)) ?? []
  ];
  const isMade2 = made4.some(
    ([{ table }, step]) => placeIn(step) >= placeIn(drop) && (step.liveTable(table) ?? table) === qualifier(name2)
  );
  return isMade2 && !changes2.some((it) => it.action === "add" && it.object === "column" && it.name === name2);
}
var addedTo = textsBy("add-column", ({ column }) => column);
var renamedTo2 = textsBy("rename-column", ({ to }) => to);
function byStatement(gone) {
  const named = gone.filter(({ byCascade }) => !byCascade);
  return [false, true].flatMap((replaced) => {
    const some = named.filter((it) => it.replaced === replaced);
    return [...Map.groupBy(some, ({ statement }) => statement)].map(([statement, group]) => ({
      statement,
      names: group.map(({ name: name2 }) => name2),
      evidence: group.some(({ evidence }) => evidence === "measured") ? "measured" : "inferred",
      replaced
    }));
  });
}
function measuredDrops({ migration }, object) {
  return migration.changes.filter((change) => change.action === "drop" && change.object === object).map(({ name: name2 }) => name2);
}
function madeAgain({ migration }, object) {
  return migration.changes.filter((change) => change.action === "alter" && change.object === object).filter(({ detail }) => /^dropped and made again(?:;|$)/.test(detail)).map(({ name: name2 }) => name2);
}

// src/rules/support/victims.ts
function victims(chapter) {
  const dropping = chapter.steps.filter((step) => wasMeasured(step.traced) && cascades(step));
  if (dropping.length === 0) return [];
  return chapter.migration.changes.flatMap((change) => {
    const name2 = nameOf(change);
    if (name2 === null || !isLive2(chapter, change) || isNamed(chapter, change)) return [];
    const place2 = placeOf4(change);
    const step = place2 === null ? dropping[0] : dropping.find((it) => locks(it, place2));
    return step === void 0 ? [] : [{ name: name2, step }];
  });
}
var withRows = /* @__PURE__ */ new Set(["table", "column"]);
function nameOf({ action, object, name: name2, detail }) {
  if (action === "alter" && object === "column" && /(?:^|; )default .* → no default(?:;|$)/.test(detail))
    return `the default of ${name2}`;
  if (action !== "drop" || withRows.has(object)) return null;
  return `${object === "constraint" && detail.startsWith("FOREIGN KEY") ? "foreign key" : object} ${name2}`;
}
var parts = /* @__PURE__ */ new Set([
  "column",
  "constraint",
  "trigger",
  "rule",
  "policy",
  "view column"
]);
function placeOf4({ object, name: name2, detail }) {
  if (parts.has(object)) return qualifier(name2);
  if (object === "index" || object === "statistics")
    return /\bon (?:ONLY )?((?:"(?:[^"]|"")*"|[^" ])+)/.exec(detail)?.[1] ?? null;
  return ["view", "materialized view", "foreign table", "sequence"].includes(object) ? name2 : null;
}
function isLive2({ start }, change) {
  const place2 = placeOf4(change);
  return start.liveTable(change.name) !== null && (place2 === null || start.liveTable(place2) !== null);
}
function isNamed(chapter, change) {
  return chapter.steps.some(
    (step) => step.traced.trace.outcome !== "failed" && (isNamedInCode(step, change.name) || step.traced.statement.operations.some((it) => names(it, change, step)))
  );
}
function names(operation, change, step) {
  const place2 = placeOf4(change);
  switch (operation.kind) {
    case "drop-table":
      return means2(operation.table, change.name) || place2 !== null && means2(operation.table, place2);
    case "drop-column": {
      const part = ["index", "constraint", "statistics"].includes(change.object);
      const sequence = change.object === "sequence" && change.name.includes(`_${bareName(operation.column)}_`);
      return sequence || part && place2 !== null && means2(operation.table, place2);
    }
    case "drop-constraint":
      return change.object === "constraint" && place2 !== null && (means2(operation.table, place2) && lastPart(change.name) === operation.constraint || !change.detail.startsWith("FOREIGN KEY") && locks(step, place2));
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
function means2(text, name2) {
  return text === name2 || qualifier(text) === "public" && lastPart(text) === lastPart(name2);
}

// src/rules/drop-cascade.ts
var rule28 = {
  id: "drop-cascade",
  covers: ["drop-schema"],
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
      also: ["drop-table", "missing-down"],
      note: "Nor is there a way back: the rows of the other table refer to orders that are gone."
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
      up: "ALTER TABLE a DROP CONSTRAINT a_key CASCADE;",
      also: ["drop-primary-key"]
    },
    {
      base: "CREATE SEQUENCE numbers;\nCREATE TABLE bills (id int DEFAULT nextval('numbers'));",
      up: "DROP SEQUENCE numbers CASCADE;",
      also: ["object-removed"],
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
      also: ["object-removed"],
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
      also: ["object-removed"],
      note: "Each is named."
    },
    {
      up: "CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nDROP TABLE a CASCADE;",
      note: "All of it is as young as the pull request."
    }
  ],
  *check(context) {
    const made4 = /* @__PURE__ */ new Set();
    for (const chapter of chapters(context)) {
      const { migration } = chapter;
      const seen = Map.groupBy(alongside(chapter), ({ statement }) => statement);
      for (const [statement, lost] of seen) {
        yield { migration, statement, message: messageOf(lost), fix: advice4, evidence: "measured" };
      }
      for (const step of chapter.steps) {
        const { traced } = step;
        const targets = seen.has(traced) ? [] : unseenTargets(step, made4);
        for (const name2 of madeBy(step)) made4.add(name2);
        if (targets.length === 0) continue;
        yield {
          migration,
          statement: traced,
          message: `CASCADE takes ${listed(targets)} and whatever depends on ${targets.length === 1 ? "it" : "them"}; nobody has seen what that is.`,
          fix: advice4,
          evidence: "inferred"
        };
      }
    }
  }
};
var advice4 = "Leave CASCADE away: drop what may go by statements of its own first, and keep or rebuild the rest.";
function alongside(chapter) {
  const withRows2 = [
    ...droppedTables(chapter).map((gone) => ({ ...gone, name: `table ${gone.name}` })),
    ...droppedColumns(chapter).map((gone) => ({ ...gone, name: `column ${gone.name}` }))
  ].filter(({ byCascade }) => byCascade);
  return [
    ...withRows2.map(({ name: name2, statement }) => ({ name: name2, statement, hadRows: true })),
    ...victims(chapter).map(({ name: name2, step }) => ({ name: name2, statement: step.traced, hadRows: false }))
  ];
}
var shown = 12;
function messageOf(lost) {
  const names2 = lost.slice(0, shown).map(({ name: name2 }) => name2);
  const rest = lost.length - names2.length;
  const list4 = listed(rest === 0 ? names2 : [...names2, `${rest} more`]);
  const consequence3 = lost.some(({ hadRows }) => hadRows) ? "what stood in them is gone for good, and code that uses them fails" : "what relies on them fails or is no longer checked";
  return `CASCADE also drops ${list4}: ${consequence3}.`;
}

// src/rules/drop-column.ts
var rule29 = {
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
      for (const gone of byStatement(droppedColumns(chapter))) {
        const { statement, evidence } = gone;
        yield {
          migration: chapter.migration,
          statement,
          ...gone.replaced ? ofReplaced(gone) : ofGone(gone),
          evidence
        };
      }
    }
  }
};
function ofGone({ names: names2 }) {
  const [its, it] = names2.length > 1 ? ["their", "them"] : ["its", "it"];
  return {
    message: `${listed(names2)} and ${its} values are gone, and code that still reads ${it} fails.`,
    fix: `Deploy code that no longer uses ${it}, then drop ${it} in a later release.`
  };
}
function ofReplaced({ names: names2 }) {
  const [another, its] = names2.length > 1 ? ["Other columns bear", "their names"] : ["Another column bears", "its name"];
  return {
    message: `The values of ${listed(names2)} are gone. ${another} ${its} afterwards: code that still reads ${names2.length > 1 ? "them" : "it"} gets other values.`,
    fix: "Give the new column a name of its own, copy the values, and switch the readers before the old one is dropped."
  };
}

// src/rules/drop-column-in-index.ts
var rule30 = {
  id: "drop-column-in-index",
  title: "A dropped column takes an index of other columns along",
  why: [
    "With a column, PostgreSQL drops every index that contains it, also one that begins with other columns, and says",
    "nothing. Queries that found their rows by those columns read the whole table from then on, and what a unique",
    "index or constraint kept apart may be there twice.",
    "",
    "Told where another column of the index stays and no other index stands in for it."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Build an index of the columns that stay, concurrently, before the column is dropped.",
  fixGoesFurther: "the index of the columns that stay is built besides",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id DESC, kind);",
      up: "ALTER TABLE orders DROP COLUMN kind;",
      also: ["drop-column"]
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop.users (id int PRIMARY KEY, tenant int, "E-Mail" text, CONSTRAINT one_each UNIQUE ("E-Mail", tenant));',
      up: "SET search_path = shop;\nALTER TABLE users DROP COLUMN tenant;",
      also: ["drop-column"],
      note: "The constraint goes with its index."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id) INCLUDE (kind);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders DROP COLUMN kind'; END $$;",
      also: ["drop-column"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_kind ON orders (kind);\nCREATE INDEX orders_both ON orders (kind, customer_id);",
      up: "ALTER TABLE orders DROP COLUMN kind;",
      also: ["drop-column"],
      note: "The indexes served queries by the column that goes."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id, kind);",
      up: [
        "CREATE INDEX CONCURRENTLY orders_customer_only ON orders (customer_id);",
        "ALTER TABLE orders DROP COLUMN kind;"
      ].join("\n"),
      also: ["drop-column"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id, kind);",
      up: "DROP INDEX CONCURRENTLY orders_customer;\nALTER TABLE orders DROP COLUMN kind;",
      also: ["drop-column"],
      note: "It is dropped by its name."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      if (!chapter.complete) continue;
      for (const lost of lostIndexes(context, chapter)) {
        const { index, step } = lost;
        const { named, tables } = waitingTables(context, step, [lost.table]);
        const keys = listed(lost.keys.map((key) => columnOf(key) ?? key));
        const consequence3 = index.unique ? `nothing keeps equal values of ${keys} apart any more` : `queries of ${named} by ${keys} read the whole table`;
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `With the column goes ${index.name}: ${consequence3}.`,
          ...index.unique ? {} : { tables },
          fix: fixFor8(lost),
          evidence: "measured"
        };
      }
    }
  }
};
function lostIndexes({ schemaBefore, schemaAfter }, chapter) {
  if (schemaBefore === null || schemaAfter === null) return [];
  const { migration, start } = chapter;
  const columns = droppedColumns(chapter).map(({ name: name2 }) => name2);
  if (columns.length === 0) return [];
  const gone = new Set(
    migration.changes.filter(({ action, object }) => action === "drop" && (object === "index" || object === "constraint")).map(({ name: name2 }) => name2)
  );
  return indexesOf(schemaBefore).flatMap((index) => {
    const dropped4 = columns.filter((name2) => start.origin(qualifier(name2)) === index.table);
    const [column] = dropped4;
    if (column === void 0 || index.invalid || !gone.has(index.constraint ?? index.name)) return [];
    const table = qualifier(column);
    const keys = index.keys.filter((key) => !dropped4.some((name2) => mentions(key, name2)));
    const leads = keys.length > 0 && keys[0] === index.keys[0];
    if (!(leads || index.unique && keys.length > 0) || isDroppedByName(chapter, index)) return [];
    if (indexesOf(schemaAfter).some((other) => other.table === table && standsIn(other, index, keys))) return [];
    const step = find(chapter, "drop-column", (drop) => dropped4.some((name2) => lastPart(name2) === drop.column)) ?? whatLocked(chapter, table);
    return step === void 0 ? [] : [{ index, table, keys, step }];
  });
}
function mentions(key, column) {
  const own = columnOf(key);
  if (own !== null) return own === lastPart(column);
  return key.includes(lastPart(column)) || key.includes(bareName(column));
}
function standsIn(other, lost, keys) {
  if (other.invalid || lost.unique && (!other.unique || other.keys.length !== keys.length)) return false;
  const [own, wanted] = [other.keys.slice(0, keys.length), keys].map(
    (some) => some.map((key) => columnOf(key) ?? key)
  );
  return JSON.stringify(own) === JSON.stringify(wanted);
}
function isDroppedByName({ steps: steps2 }, { name: name2 }) {
  return steps2.some(
    ({ traced }) => operations(traced, "drop-index").some(({ index }) => lastPart(index) === lastPart(name2)) || operations(traced, "drop-constraint").some(({ constraint }) => constraint === lastPart(name2))
  );
}
function fixFor8({ index, table, keys }) {
  if (index.unique)
    return "Decide what must be unique without the column, and build that index with CREATE UNIQUE INDEX CONCURRENTLY before the column goes.";
  if (index.rest !== "" && index.keys.length === keys.length)
    return `Before the column goes, build an index of ${listed(keys)} with CREATE INDEX CONCURRENTLY.`;
  const name2 = deriveName([table, ...keys.map((key) => columnOf(key) ?? "expr")], "_idx");
  const using = index.method === "btree" ? "" : `USING ${index.method} `;
  return [
    "-- in a migration of its own, before the column is dropped:",
    `CREATE INDEX CONCURRENTLY ${name2} ON ${table} ${using}(${keys.join(", ")})${index.rest === "" ? "" : ` ${index.rest}`};`
  ].join("\n");
}

// src/rules/support/constraints/gone.ts
function goneConstraints(context) {
  const known = read3.get(context);
  if (known !== void 0) return known;
  const found2 = find2(context);
  read3.set(context, found2);
  return found2;
}
var read3 = /* @__PURE__ */ new WeakMap();
function find2(context) {
  const { schemaBefore, schemaAfter } = context;
  if (schemaBefore === null || schemaAfter === null) return [];
  const after = new Map([...schemaAfter.objects.values()].map((it) => [`${it.kind} ${it.identity}`, it]));
  const now = (it) => it && after.get(`${it.kind} ${it.identity}`);
  return [...schemaBefore.objects.values()].flatMap((object) => {
    const { definition: definition2, of, inherited } = object.attributes;
    if (object.kind !== "constraint" || definition2 === void 0 || of !== void 0 || inherited !== void 0)
      return [];
    if (now(object) !== void 0) return [];
    const oldTable = qualifier(object.name);
    const table = now(schemaBefore.objects.get(`table ${oldTable}`))?.name;
    const old = columnsNamed(schemaBefore, oldTable, definition2);
    const columns = old.map((column) => now(column));
    if (table === void 0 || columns.includes(void 0)) return [];
    const parent = /\) REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(definition2)?.[1];
    if (parent !== void 0 && now(schemaBefore.objects.get(`table ${parent}`)) === void 0) return [];
    const place2 = placeOfDrop(context, object, table);
    if (place2 === null) return [];
    const names2 = columns.map((column) => lastPart(column?.name ?? ""));
    const isRetyped = old.some((column, at) => column.attributes.type !== columns[at]?.attributes.type);
    const isReplaced2 = isRetyped && definition2.startsWith("CHECK") || stands2(schemaBefore, schemaAfter, { table, columns: names2, definition: definition2 });
    return [{ object, definition: definition2, table, columns: names2, isReplaced: isReplaced2, place: place2 }];
  });
}
function columnsNamed(schema, table, definition2) {
  const own = /^(?:UNIQUE|PRIMARY KEY|FOREIGN KEY)[^(]*\(((?:"(?:[^"]|"")*"|[^")])*)\)/.exec(definition2)?.[1];
  const words2 = own === void 0 ? definition2.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g) ?? [] : identifiersIn(own);
  return [...new Set(words2)].flatMap((word2) => schema.objects.get(`column ${table}.${word2}`) ?? []);
}
function stands2(before2, after, { table, columns, definition: definition2 }) {
  const others = [...after.objects.values()].filter(
    (it) => it.kind === "constraint" && qualifier(it.name) === table && wordsOf(it.attributes.definition) === wordsOf(definition2)
  );
  switch (wordsOf(definition2)) {
    case "PRIMARY":
      return others.length > 0;
    case "UNIQUE":
      return indexesOf(after).some(
        (index) => index.table === table && index.unique && !/\bWHERE\b/.test(index.rest) && columnsOf(index).length === index.keys.length && columnsOf(index).every((column) => columns.includes(column))
      );
    case "FOREIGN":
      return others.some(
        (it) => columnsNamed(after, table, it.attributes.definition ?? "").map(({ name: name2 }) => lastPart(name2)).join() === columns.join()
      );
    default: {
      const proven = /^CHECK \(("(?:[^"]|"")*"|[^\s()"]+) IS NOT NULL\)/.exec(definition2)?.[1];
      const isNotNull = proven !== void 0 && after.objects.get(`column ${table}.${columns[0]}`)?.attributes["not null"] !== void 0;
      const known = new Set([...before2.objects.values()].map(({ identity }) => identity));
      return isNotNull || others.some(
        (it) => !known.has(it.identity) && columnsNamed(after, table, it.attributes.definition ?? "").some(
          ({ name: name2 }) => columns.includes(lastPart(name2))
        )
      );
    }
  }
}
function wordsOf(definition2 = "") {
  return /^\w+/.exec(definition2)?.[0] ?? "";
}
function placeOfDrop(context, { name: name2 }, table) {
  for (const chapter of chapters(context)) {
    const isMeant = (of) => lastPart(of) === lastPart(table) || lastPart(of) === lastPart(qualifier(name2));
    const written3 = texts(chapter, "drop-constraint").find(
      ([it]) => it.constraint === lastPart(name2) && isMeant(it.table)
    );
    if (written3 !== void 0) return placeOf3(written3[1]);
    const isGoneHere = chapter.migration.changes.some(
      (it) => it.action === "drop" && it.object === "constraint" && it.name === name2
    );
    const code = chapter.steps.find(
      (step) => runsHiddenCode(step) && step.traced.trace.locks.some(
        (lock) => lock.relation === qualifier(name2) && lock.mode === "AccessExclusiveLock"
      ) && (!cascades(step) || isNamedInCode(step, name2))
    );
    if (isGoneHere && code !== void 0) return placeOf3(code);
  }
  return null;
}

// src/rules/support/indexes/live.ts
function liveIndex(context, step, name2) {
  if (context.schemaBefore === null) return null;
  const isNamesake = (one) => lastPart(one.name) === lastPart(name2);
  if (wasMeasured(step.traced)) return lockedIndexes(context, step).find(isNamesake) ?? null;
  const all = indexesOf(context.schemaBefore);
  const namesakes = all.filter(isNamesake);
  const shape = all.find((it) => it.name === name2) ?? (namesakes.length === 1 ? namesakes[0] : void 0);
  return shape === void 0 ? null : withTable(step, shape);
}
function lockedIndexes({ schemaBefore }, step) {
  if (schemaBefore === null) return [];
  const { locks: locks2 } = step.traced.trace;
  const locked = new Set(
    locks2.filter(({ mode }) => mode === "AccessExclusiveLock").map(({ relation }) => relation)
  );
  return indexesOf(schemaBefore).filter(({ name: name2 }) => locked.has(name2)).flatMap((shape) => withTable(step, shape) ?? []);
}
function withTable(step, shape) {
  const { locks: locks2 } = step.traced.trace;
  const renamed2 = locks2.find(({ relation }) => step.origin(relation) === shape.table)?.relation;
  const table = step.liveTable(renamed2 ?? shape.table);
  return table === null ? null : { name: shape.name, table, shape };
}
function isMadeByChange(context, step, index) {
  const { first, places: places2 } = made3(context);
  return (first.get(index) ?? Number.POSITIVE_INFINITY) < (places2.get(step.traced) ?? -1);
}
var made3 = remembered((context) => {
  const all = steps(context).map(({ traced }) => traced);
  const first = /* @__PURE__ */ new Map();
  for (const [place2, traced] of all.entries())
    for (const { index } of operations(traced, "create-index")) if (!first.has(index)) first.set(index, place2);
  return { first, places: new Map(all.map((traced, place2) => [traced, place2])) };
});
function droppedIndexes(context, step) {
  const { traced, migration } = step;
  if (traced.trace.outcome === "failed") return [];
  const byText24 = operations(traced, "drop-index").flatMap((drop) => byName(context, step, drop) ?? []);
  if (byText24.length > 0 || !wasMeasured(traced) || !runsHiddenCode(step)) return byText24;
  const code = textOfCode(step);
  if (!/\bdrop\s+index\b/i.test(code)) return [];
  const gone = new Set(
    migration.changes.filter(({ action, object }) => action === "drop" && object === "index").map(({ name: name2 }) => name2)
  );
  return lockedIndexes(context, step).filter(({ name: name2 }) => gone.has(name2) || code.includes(bareName(name2))).map((live) => ({ live, name: live.name, concurrently: false, ifExists: false }));
}
function byName(context, step, drop) {
  const { index: name2, concurrently, ifExists } = drop;
  if (isMadeByChange(context, step, name2)) return null;
  const live = liveIndex(context, step, name2);
  return live === null && context.schemaBefore !== null ? null : { live, name: name2, concurrently, ifExists };
}

// src/rules/support/indexes/gone-unique.ts
function goneUniqueIndexes(context) {
  const { schemaAfter } = context;
  if (schemaAfter === null) return [];
  return steps(context).flatMap(
    (step) => droppedIndexes(context, step).flatMap(({ live }) => {
      if (live === null || !live.shape.unique || live.shape.constraint !== null || live.shape.invalid)
        return [];
      return isMissed(schemaAfter, live) ? [{ ...live, step }] : [];
    })
  );
}
function isMissed(after, { table, shape }) {
  const stays = columnsOf(shape).every((column) => after.objects.has(`column ${table}.${column}`));
  return after.objects.has(`table ${table}`) && stays && !indexesOf(after).some((index) => index.table === table && keepsApart(index, shape));
}
function keepsApart(index, old) {
  const keys = new Set(old.keys.map(withoutOrder));
  const isPart = !/\bWHERE\b/.test(index.rest) || index.rest === old.rest;
  return index.unique && !index.invalid && isPart && index.keys.every((key) => keys.has(withoutOrder(key)));
}
function withoutOrder(key) {
  return key.replace(/(?: (?:ASC|DESC))?(?: NULLS (?:FIRST|LAST))?$/, "");
}

// src/rules/drop-constraint.ts
var rule31 = {
  id: "drop-constraint",
  title: "A constraint is gone, and with it what running code relies on",
  why: [
    "Nothing fails when a constraint is dropped; afterwards rows come in that it refused. Code that relies on it breaks:",
    "without the UNIQUE, `INSERT \u2026 ON CONFLICT (email)` is an error, and so it is without a unique index, which ORMs make",
    "in its place; without the foreign key, ON DELETE CASCADE no longer happens. Dropping a foreign key takes an ACCESS EXCLUSIVE lock on both tables, the one that it refers to as well.",
    "",
    "A constraint for which the change puts another in its place is no finding, nor a CHECK that says no more than",
    "NOT NULL says by now. A dropped CHECK, or a foreign key without an action, is a notice."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "First deploy code that no longer relies on it. Where it is to change, add the new one in the same migration.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text CONSTRAINT one_email UNIQUE);",
      up: "ALTER TABLE users DROP CONSTRAINT one_email;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY REFERENCES shop."Customers" ON DELETE CASCADE);',
      up: "SET LOCAL search_path = shop;\nALTER TABLE orders DROP CONSTRAINT orders_id_fkey;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT positive CHECK (total > 0));",
      up: "DO $$ BEGIN EXECUTE format('ALTER TABLE orders DROP CONSTRAINT %I', 'positive'); END $$;",
      note: "Code is run, so what it does is seen all the same. A notice."
    },
    {
      base: 'CREATE TABLE "User" (id int PRIMARY KEY, email text);\nCREATE UNIQUE INDEX "User_email_key" ON "User" (lower(email));',
      up: 'DROP INDEX CONCURRENTLY "User_email_key";',
      note: "A unique index keeps the same promise."
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (tenant int, email text, id int PRIMARY KEY);\nCREATE UNIQUE INDEX one_email ON users (tenant, email);\nCREATE UNIQUE INDEX emails ON users (email DESC);",
      up: "DROP INDEX CONCURRENTLY one_email;",
      note: "The other index is stricter."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE INDEX emails ON users (email);\nCREATE UNIQUE INDEX ids ON users (id);",
      up: "DROP INDEX CONCURRENTLY emails;\nDROP INDEX CONCURRENTLY ids;",
      note: "One was not unique, and the other said what the key says."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY REFERENCES customers);",
      up: "ALTER TABLE orders DROP CONSTRAINT orders_id_fkey;\nALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES customers ON DELETE CASCADE NOT VALID;",
      note: "Another one is put in its place.",
      also: ["constraint-left-not-valid"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL CONSTRAINT given CHECK (total IS NOT NULL));",
      up: "ALTER TABLE orders DROP CONSTRAINT given;",
      note: "NOT NULL says the same."
    },
    {
      base: "CREATE TABLE users (tenant int, email text CONSTRAINT one_email UNIQUE, id int PRIMARY KEY);\nCREATE UNIQUE INDEX emails ON users (email);",
      up: "ALTER TABLE users DROP CONSTRAINT one_email;",
      note: "A unique index says the same."
    },
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, email text CONSTRAINT one_email UNIQUE);\nALTER TABLE users DROP CONSTRAINT one_email;",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users DROP CONSTRAINT IF EXISTS one_email;",
      note: "There is none."
    }
  ],
  *check(context) {
    for (const gone of goneConstraints(context)) {
      if (gone.isReplaced || gone.definition.startsWith("PRIMARY KEY")) continue;
      const { message, severity } = consequence(gone);
      yield {
        migration: gone.place.migration,
        statement: gone.place.statement,
        severity,
        message,
        fix: rule31.fix,
        evidence: "measured"
      };
    }
    yield* uniqueIndexes(context);
    yield* unseen2(context);
  }
};
function consequence({ object, definition: definition2, table, columns }) {
  const name2 = lastPart(object.name);
  const parent = /\) REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(definition2)?.[1];
  if (definition2.startsWith("UNIQUE"))
    return {
      message: withoutUnique(table, columns, name2),
      severity: "warning"
    };
  if (parent === void 0)
    return { message: `${table} takes rows that ${name2} refused: ${definition2}.`, severity: "notice" };
  const { action } = deleteAction(definition2);
  const isActing = action === "cascade" || action.startsWith("set ");
  return isActing ? {
    message: `Deleting a row of ${parent} leaves those of ${table} that refer to it as they are: ON DELETE ${action.toUpperCase()} goes with ${name2}.`,
    severity: "warning"
  } : {
    message: `${table} may refer to rows of ${parent} that are not there without ${name2}; both tables are locked while it is dropped.`,
    severity: "notice"
  };
}
function withoutUnique(table, keys, name2) {
  return `Two rows of ${table} may have the same ${listed(keys)} without ${name2}, and ON CONFLICT (${keys.join(", ")}) in running code fails.`;
}
function* uniqueIndexes(context) {
  for (const { step, table, shape, name: name2 } of goneUniqueIndexes(context))
    yield {
      migration: step.migration,
      statement: step.traced,
      message: withoutUnique(table, shape.keys, lastPart(name2)),
      fix: rule31.fix,
      evidence: step.traced.trace.evidence
    };
}
function* unseen2(context) {
  const all = chapters(context);
  const added = all.flatMap((chapter) => texts(chapter, "add-constraint")).map(([it]) => it);
  const dropped4 = all.flatMap((chapter) => texts(chapter, "drop-table")).map(([{ table }]) => table);
  for (const [{ table, constraint }, step] of all.flatMap((chapter) => texts(chapter, "drop-constraint"))) {
    const isReplaced2 = added.some(
      (it) => it.table === table && (it.constraint === constraint || it.constraint === null)
    );
    const isOther = dropped4.includes(table) || isReplaced2 || /_(?:pkey|not_null)"?$/.test(constraint);
    if (!isUnseen(step.traced) || isOther || step.liveTable(table) === null) continue;
    yield {
      migration: step.migration,
      statement: step.traced,
      severity: "notice",
      message: `${table} takes rows that ${constraint} refused.`,
      fix: rule31.fix,
      evidence: "inferred"
    };
  }
}

// src/rules/drop-database.ts
var rule32 = {
  id: "drop-database",
  title: "A whole database dropped",
  why: [
    "Everything in the database is gone, and no transaction brings it back: the statement cannot run in one.",
    "A migration changes the database that it is connected to; another one of the server belongs to somebody else.",
    "The throwaway database stands alone, so that what really goes was not seen."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Leave it to an administrator, with a backup at hand.",
  bad: [
    { up: "DROP DATABASE IF EXISTS legacy;" },
    { up: 'DROP DATABASE IF EXISTS "Old Shop" WITH (FORCE);', note: "Its users are thrown out first." },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "-- not needed any more\ndrop database if exists reports;"
    }
  ],
  good: [
    { up: "COMMENT ON DATABASE postgres IS 'DROP DATABASE legacy';", also: ["missing-down"] },
    {
      base: "CREATE SCHEMA legacy;",
      up: "DROP SCHEMA legacy;",
      note: "It was empty, or the statement fails."
    },
    { up: "CREATE SCHEMA legacy;\nCREATE TABLE legacy.a (id int PRIMARY KEY);\nDROP SCHEMA legacy CASCADE;" }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      for (const { object, name: name2 } of operations(traced, "drop")) {
        if (object !== "database") continue;
        yield {
          migration,
          statement: traced,
          message: `All tables and rows of the database ${name2} are gone for good.`,
          fix: "Leave it to an administrator, with a backup at hand.",
          evidence: "inferred"
        };
      }
    }
  }
};

// src/rules/support/indexes/transaction.ts
function transactionOf(around, step) {
  const all = around.filter(({ migration }) => migration === step.migration);
  const place2 = all.indexOf(step);
  const ends = ({ traced }) => !traced.inTransaction || operations(traced, "transaction").some(({ verb }) => verb === "commit" || verb === "rollback");
  if (ends(step)) return [step];
  const from = all.slice(0, place2).findLastIndex(ends) + 1;
  const end2 = all.slice(place2).findIndex(ends);
  return all.slice(from, end2 === -1 ? all.length : place2 + end2);
}

// src/rules/support/lock-timeout.ts
function withoutLockTimeout(chapter) {
  const timeouts = lockTimeouts(chapter);
  return chapter.steps.filter((_, place2) => timeouts[place2] === 0);
}
function lockTimeouts({ steps: steps2 }) {
  let session = 0;
  let local = null;
  return steps2.map((step) => {
    const { inTransaction, trace } = step.traced;
    if (!inTransaction) local = null;
    const inForce = local ?? session;
    if (trace.outcome === "failed") return inForce;
    for (const { name: name2, value, local: untilEnd } of operations(step.traced, "set")) {
      if (name2 !== "lock_timeout" && name2 !== "all") continue;
      const timeout = value === null ? 0 : milliseconds(value);
      if (!untilEnd) [session, local] = [timeout, null];
      else if (inTransaction) local = timeout;
    }
    if (isOpaque(step.traced) && /\block_timeout\b/i.test(textOfCode(step))) {
      session = "unknown";
      local = null;
    }
    const ends = operations(step.traced, "transaction").some(
      ({ verb }) => verb === "commit" || verb === "rollback" || verb === "prepare"
    );
    if (ends) local = null;
    return inForce;
  });
}
var units = {
  "": 1,
  us: 1e-3,
  ms: 1,
  s: 1e3,
  min: 6e4,
  h: 36e5,
  d: 864e5
};
function milliseconds(value) {
  const [, number = "", unit = ""] = /^\s*([\d.]+(?:e\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? [];
  return Math.max(0, Number.parseFloat(number) * (units[unit] ?? 1)) || 0;
}
function strongLock(step, before2) {
  const { trace } = step.traced;
  if (trace.outcome === "failed") return null;
  const found2 = trace.locks.find(
    (lock) => isStrong(lock) && step.liveTable(lock.relation) !== null && isTable(step.origin(lock.relation) ?? lock.relation, before2)
  );
  return found2 ?? null;
}
function isTable(name2, before2) {
  const { objects } = before2 ?? {};
  return objects === void 0 || objects.has(`table ${name2}`) || objects.has(`materialized view ${name2}`);
}

// src/rules/drop-index-not-concurrent.ts
var rule33 = {
  id: "drop-index-not-concurrent",
  covers: ["require-concurrent-index-deletion"],
  title: "Index dropped while reads and writes wait",
  why: [
    "`DROP INDEX` takes an ACCESS EXCLUSIVE lock on the table. It holds it for a moment only, but first it waits until",
    "every running query of the table has ended, and whoever comes later waits behind it.",
    "`DROP INDEX CONCURRENTLY` waits as long and lets everybody through meanwhile.",
    "",
    "A notice where a `lock_timeout` ends the wait, as with our own runner. Not told where the same transaction needs",
    "that lock anyway, nor of a partitioned index, for which PostgreSQL has no other form."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Drop the index with `DROP INDEX CONCURRENTLY`, outside `BEGIN \u2026 COMMIT`.",
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date, note text);\nCREATE INDEX "Orders day" ON orders (day);\nCREATE INDEX orders_note ON orders (note);',
      up: 'DROP INDEX IF EXISTS "Orders day", orders_note;',
      note: "CONCURRENTLY drops one at a time."
    },
    {
      base: "CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON shop.orders (day);",
      up: "SET search_path = shop;\nDROP INDEX orders_day;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);",
      up: "DO $$ BEGIN EXECUTE 'DROP INDEX orders_day'; END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);",
      up: "DROP INDEX CONCURRENTLY orders_day;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "DROP INDEX IF EXISTS orders_day;",
      note: "Nothing is there, so nothing is locked."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);",
      up: "DROP INDEX orders_day;\nALTER TABLE orders ADD COLUMN note text;",
      note: "The transaction needs the lock anyway."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);\nDROP INDEX orders_day;",
      note: "The table is new: nobody waits."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const unlimited = new Set(withoutLockTimeout(chapter));
      for (const step of chapter.steps) {
        const dropped4 = droppedIndexes(context, step).filter(
          (it) => !it.concurrently && hasOtherForm(context, chapter, step, it)
        );
        const [first] = dropped4;
        if (first === void 0) continue;
        const live = [...new Set(dropped4.flatMap((it) => it.live?.table ?? []))];
        const { named, tables } = waitingTables(context, step, live);
        const isLimited = chapter.migration.migration.runner === "ours" || !unlimited.has(step);
        yield {
          migration: chapter.migration,
          statement: step.traced,
          ...isLimited ? { severity: "notice" } : {},
          message: `Reads and writes of ${live.length === 0 ? `the table of ${first.name}` : named} wait until DROP INDEX has had its turn behind every running query.`,
          tables,
          fix: fixFor9(step, dropped4),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function hasOtherForm({ schemaBefore }, { steps: steps2 }, step, { live }) {
  if (live === null) return true;
  if (isPartitioned2(schemaBefore, live.shape.table)) return false;
  const isLocked = ({ traced }) => traced.trace.locks.some(({ relation, mode }) => relation === live.table && mode === "AccessExclusiveLock");
  const others = transactionOf(steps2, step).filter((it) => operations(it.traced, "drop-index").length === 0);
  return !others.some((it) => it !== step && isLocked(it));
}
function fixFor9({ migration, traced }, dropped4) {
  if (operations(traced, "drop-index").length === 0)
    return `Drop ${listed(dropped4.map(({ name: name2 }) => name2))} with DROP INDEX CONCURRENTLY, as a statement of its own outside the block.`;
  return outsideTransaction(
    migration,
    dropped4.map(
      ({ live, name: name2, ifExists }) => `DROP INDEX CONCURRENTLY ${ifExists ? "IF EXISTS " : ""}${live?.name ?? name2};`
    )
  );
}

// src/rules/drop-needs-marker-name.ts
var rule34 = {
  id: "drop-needs-marker-name",
  preset: "policy",
  title: "Something is dropped that was not marked for it",
  why: [
    "The team drops a table or column only after it bore a name that says so, for a release or two:",
    "",
    "```yaml",
    "policy:",
    "  drop-marker: '_del$'",
    "```",
    "",
    "So nothing goes by accident, and what still needs it fails while the rows are there. A column that goes with its",
    "table needs no mark of its own."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Rename it first, and drop it in a later release.",
  bad: [],
  good: [],
  *check(context) {
    const marker = context.policy["drop-marker"];
    if (marker === void 0) return;
    const pattern = new RegExp(marker, "u");
    for (const chapter of chapters(context)) {
      for (const { kind, name: name2, statement, evidence } of dropped(chapter)) {
        if (pattern.test(bareName(name2))) continue;
        yield {
          migration: chapter.migration,
          statement,
          message: `The ${kind} ${name2} is dropped, and its name does not bear the mark that the team's policy asks for: ${marker}.`,
          fix: `Rename ${name2} to a name that fits ${marker}, and drop it in a later release.`,
          evidence
        };
      }
    }
  }
};
function dropped(chapter) {
  const { migration, complete, start } = chapter;
  if (!complete)
    return [
      ...texts(chapter, "drop-table").flatMap(
        ([{ table }, step]) => step.liveTable(table) === null ? [] : [{ kind: "table", name: table, statement: step.traced, evidence: "inferred" }]
      ),
      ...texts(chapter, "drop-column").flatMap(
        ([{ table, column }, step]) => step.isLiveColumn(table, column) ? [{ kind: "column", name: `${table}.${column}`, statement: step.traced, evidence: "inferred" }] : []
      )
    ];
  const gone = migration.changes.filter(({ action }) => action === "drop");
  return gone.flatMap(({ object, name: name2 }) => {
    if (object !== "table" && object !== "column") return [];
    const table = object === "table" ? name2 : qualifier(name2);
    const isLive3 = object === "table" ? start.liveTable(name2) !== null : start.liveTable(table) !== null;
    const step = object === "table" ? find(chapter, "drop-table", (drop) => drop.table === name2) : find(chapter, "drop-column", (drop) => `${drop.table}.${drop.column}` === name2);
    if (!isLive3) return [];
    const statement = (step ?? whatLocked(chapter, table))?.traced ?? null;
    return [{ kind: object, name: name2, statement, evidence: "measured" }];
  });
}

// src/rules/drop-not-null.ts
var rule35 = {
  id: "drop-not-null",
  title: "A column may be null from now on",
  why: [
    "Code that reads the column has never met a NULL there. It meets the first one when some new code writes it, which is",
    "not when this migration runs."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres", "sqlite"],
  fix: "Deploy readers that know NULL first.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);",
      up: "ALTER TABLE users ALTER COLUMN email DROP NOT NULL;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Users" (id int PRIMARY KEY, "E-Mail" text NOT NULL, name text NOT NULL);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Users" ALTER "E-Mail" DROP NOT NULL, ALTER name DROP NOT NULL;'
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE users ALTER email DROP NOT NULL'; END $$;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
      up: [
        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT);",
        "INSERT INTO users_new SELECT id, email FROM users;",
        "DROP TABLE users;",
        "ALTER TABLE users_new RENAME TO users;"
      ].join("\n"),
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text);",
      up: "ALTER TABLE users ALTER COLUMN email DROP NOT NULL;",
      note: "It could be null before."
    },
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);\nALTER TABLE users ALTER COLUMN email DROP NOT NULL;",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);",
      up: "ALTER TABLE users ADD COLUMN mail text;"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
      up: "ALTER TABLE users ADD COLUMN name TEXT;"
    }
  ],
  *check(context) {
    const found2 = [...bySchema(context), ...byText4(context)];
    for (const [, columns] of Map.groupBy(found2, ({ place: place2 }) => place2.statement ?? place2.migration)) {
      const [first] = columns;
      if (first === void 0) continue;
      yield {
        migration: first.place.migration,
        statement: first.place.statement,
        message: `Code that reads ${listedShort(columns.map(({ name: name2 }) => name2))} may meet a NULL from now on.`,
        fix: "Deploy readers that know NULL first.",
        evidence: first.evidence
      };
    }
  }
};
function bySchema(context) {
  return [...context.schemaAfter?.objects.values() ?? []].flatMap((object) => {
    if (object.kind !== "column" || object.attributes["not null"] !== void 0) return [];
    const old = before(context, object);
    if (old?.attributes["not null"] !== "yes" || isMadeAgain(context, object) || isOfOther(object)) return [];
    const place2 = placeOfDrop2(context, object);
    return place2 === null ? [] : [{ name: object.name, place: place2, evidence: "measured" }];
  });
}
function isOfOther({ attributes }) {
  return attributes.inherited !== void 0;
}
function isMadeAgain(context, { name: name2 }) {
  return chapters(context).some(
    ({ migration }) => migration.changes.some((it) => it.name === name2 && /^dropped and made again(?:;|$)/.test(it.detail))
  );
}
function placeOfDrop2(context, { name: name2 }) {
  const [table, column] = [qualifier(name2), lastPart(name2)];
  const written3 = chapters(context).flatMap((chapter) => texts(chapter, "drop-not-null")).find(([it]) => it.column === column && lastPart(it.table) === lastPart(table));
  const isDropped = chapters(context).flatMap((chapter) => texts(chapter, "drop-constraint")).find(([it]) => lastPart(it.table) === lastPart(table) && /not_?null/i.test(it.constraint));
  const found2 = written3 ?? isDropped;
  return found2 === void 0 ? placeOfChange(context, name2) : placeOf3(found2[1]);
}
function byText4(context) {
  return chapters(context).flatMap((chapter) => texts(chapter, "drop-not-null")).filter(([{ table, column }, step]) => isUnseen(step.traced) && step.isLiveColumn(table, column)).map(([{ table, column }, step]) => ({
    name: `${table}.${column}`,
    place: placeOf3(step),
    evidence: "inferred"
  }));
}

// src/rules/drop-or-rename-referenced-column.ts
var rule36 = {
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
          fix: fixFor10(mention, operation?.table ?? ""),
          evidence: "measured"
        };
      }
    }
  }
};
function fixFor10({ kind, name: name2 }, table) {
  switch (kind) {
    case "index":
      return `Drop the index ${name2} before it, in the same migration.`;
    case "view":
    case "trigger":
      return `Drop the ${kind} ${name2} before it, and make it again afterwards without the column.`;
    case "table":
      return `A CHECK, a key or a generated column of ${name2} mentions it: build the table anew (create, copy, drop, rename) with foreign keys off.`;
    case "key":
      return `Build ${table} anew without the column and its ${name2}: create, copy, drop, rename, with foreign keys off.`;
  }
}

// src/rules/drop-primary-key.ts
var rule37 = {
  id: "drop-primary-key",
  title: "A table loses its primary key",
  why: [
    "Without a primary key two rows can be the same, `ON CONFLICT (id)` in running code fails, and so does a query that",
    "groups by the key and selects other columns. A table that is published for logical replication loses its identity",
    "with it: every UPDATE and DELETE of it fails at once. That is an error, everything else a warning.",
    "",
    "A key for which the change puts another in its place is no finding."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Build the index of the new key CONCURRENTLY first; then drop the old key and add the new one `USING INDEX` in one ALTER TABLE. Or set REPLICA IDENTITY before.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text);",
      up: "ALTER TABLE users DROP CONSTRAINT users_pkey;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Users" (id int PRIMARY KEY);\nCREATE PUBLICATION feed FOR TABLE shop."Users";',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Users" DROP CONSTRAINT "Users_pkey";',
      note: "It is published: UPDATE and DELETE fail."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE users DROP CONSTRAINT users_pkey'; END $$;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, code int NOT NULL);\nCREATE UNIQUE INDEX users_code ON users (code);",
      up: "ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY USING INDEX users_code;",
      note: "Another one takes its place."
    },
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, code int NOT NULL);\nALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (code);",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, code int);",
      up: "ALTER TABLE users RENAME CONSTRAINT users_pkey TO users_key;",
      note: "It has another name, and stays."
    }
  ],
  *check(context) {
    for (const { definition: definition2, isReplaced: isReplaced2, table, columns, place: place2 } of goneConstraints(context)) {
      if (isReplaced2 || !definition2.startsWith("PRIMARY KEY")) continue;
      const isLost = losesIdentity(context, table);
      yield {
        migration: place2.migration,
        statement: place2.statement,
        ...isLost ? { severity: "error" } : {},
        message: isLost ? `Every UPDATE and DELETE of ${table} fails from now on: it is published, and without its primary key it has no replica identity.` : `Rows of ${table} have no key any more, and ON CONFLICT (${columns.join(", ")}) in running code fails.`,
        fix: rule37.fix,
        evidence: "measured"
      };
    }
    yield* unseen3(context);
  }
};
function losesIdentity({ schemaAfter }, table) {
  const objects = schemaAfter?.objects;
  if (objects?.get(`table ${table}`)?.attributes["replica identity"] !== void 0) return false;
  return [...objects?.values() ?? []].some(({ kind, attributes }) => {
    const changes2 = /update|delete/.test(attributes.publishes ?? "");
    const tables = (attributes.tables ?? "").match(/(?:"(?:[^"]|"")*"|[^", (])+/g) ?? [];
    const isNamed3 = attributes["all tables"] === "yes" || tables.includes(table);
    const inSchema = attributes.schemas?.split(", ").includes(qualifier(table)) === true;
    return kind === "publication" && changes2 && (isNamed3 || inSchema);
  });
}
function* unseen3(context) {
  const all = chapters(context);
  const keys = all.flatMap((chapter) => texts(chapter, "add-constraint")).filter(([{ type }]) => type === "primary-key");
  const added = new Set(keys.map(([{ table }]) => table));
  for (const [{ table, constraint }, step] of all.flatMap((chapter) => texts(chapter, "drop-constraint"))) {
    if (!isUnseen(step.traced) || !/_pkey"?$/.test(constraint) || added.has(table)) continue;
    if (step.liveTable(table) === null) continue;
    yield {
      migration: step.migration,
      statement: step.traced,
      message: `Rows of ${table} have no key without ${lastPart(constraint)}, and code that relies on it fails.`,
      fix: rule37.fix,
      evidence: "inferred"
    };
  }
}

// src/rules/drop-table.ts
var rule38 = {
  id: "drop-table",
  covers: ["create-table-force"],
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
      for (const gone of byStatement(droppedTables(chapter))) {
        const { statement, evidence } = gone;
        yield {
          migration: chapter.migration,
          statement,
          ...gone.replaced ? ofReplaced2(gone) : ofGone2(gone),
          evidence
        };
      }
    }
  }
};
function ofGone2({ names: names2 }) {
  const [its, it] = names2.length > 1 ? ["their", "them"] : ["its", "it"];
  return {
    message: `${listed(names2)} and all ${its} rows are gone, and code that still uses ${it} fails.`,
    fix: `Deploy code that no longer uses ${it}, then drop ${it} in a later release.`
  };
}
function ofReplaced2({ names: names2 }) {
  const its = names2.length > 1 ? "their names" : "its name";
  return {
    message: `All rows of ${listed(names2)} are gone: what bears ${its} afterwards is made anew.`,
    fix: `Change ${listed(names2)} in place, or copy every row over before the drop.`
  };
}

// src/rules/support/versions.ts
function lateMigrations(context) {
  return addedOf(context).flatMap((migration) => {
    const newest = newestBefore(context, migration.migration);
    return newest === null ? [] : [{ migration, newest }];
  });
}
function twinOf(context, { migration }) {
  const number = numberOf2(migration);
  if (number === null) return null;
  const namesakes = byNumber(context).get(number) ?? [];
  const twin = namesakes.find((it) => it.up.path !== migration.up.path && !isCounted(it.id, migration.id));
  return twin ?? null;
}
var byNumber = remembered(({ order }) => Map.groupBy(order, numberOf2));
function isCounted(one, other) {
  const words2 = (id) => id.replaceAll(/\d/g, "#");
  return words2(one) === words2(other);
}
function hasHistory({ order, migrations }) {
  const inReview = new Set(migrations.map(({ migration }) => migration.up.path));
  return order.some(({ up }) => !inReview.has(up.path));
}
function addedOf({ migrations }) {
  return migrations.filter(({ state }) => state === "added");
}
function newestBefore(context, migration) {
  const folder = folders(context).get(nameOfFolder(migration));
  if (folder === void 0) return null;
  const { places: places2, last, newest } = folder;
  const { stamp } = migration;
  if (stamp !== void 0) return newest?.stamp !== void 0 && newest.stamp >= stamp ? newest : null;
  const placeOf5 = ({ up }) => places2.get(up.path) ?? -1;
  return last !== void 0 && placeOf5(last) > placeOf5(migration) ? last : null;
}
var folders = remembered((context) => {
  const young = new Set(addedOf(context).map(({ migration }) => migration.up.path));
  const grouped = [...Map.groupBy(context.order, nameOfFolder)].map(([name2, siblings]) => {
    const standing2 = siblings.filter(({ up }) => !young.has(up.path));
    const places2 = new Map(siblings.map(({ up }, place2) => [up.path, place2]));
    const newest = standing2.toSorted((a, b) => (a.stamp ?? 0) - (b.stamp ?? 0)).at(-1);
    return [name2, { places: places2, last: standing2.at(-1), newest }];
  });
  return new Map(grouped);
});
function nameOfFolder(migration) {
  return `${migration.format} ${folderOf(migration)}`;
}
function folderOf({ id, up: { path } }) {
  const at = path.startsWith(id) ? 0 : path.indexOf(`/${id}`) + 1;
  return path.slice(0, at);
}
function numberOf2(migration) {
  const { id } = migration;
  const [, within = "", digits2 = ""] = /^(.*\/)?(\d+)(?![\d.-])/s.exec(id) ?? [];
  const isNumber = digits2 !== "" && (digits2.length < 8 || digits2.length >= 12);
  return isNumber ? `${folderOf(migration)}${within}${BigInt(digits2)}` : null;
}

// src/rules/duplicate-version.ts
var rule39 = {
  id: "duplicate-version",
  title: "Two migrations bear the same number",
  why: [
    "Two branches took the next number of the folder. Which of the two comes first is then decided by the letters behind",
    "it, or by the order in a journal, and nobody chose that.",
    "",
    "golang-migrate, goose, dbmate, sqlx and Diesel take each version once and stop, or run one of the two only: there the",
    "check itself stops, and names the two files."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite", "mysql", "surrealdb"],
  fix: "Give the newer one the next number.",
  bad: [],
  good: [],
  *check(context) {
    if (!hasHistory(context)) return;
    const late = new Set(lateMigrations(context).map(({ migration }) => migration));
    for (const migration of context.migrations) {
      if (migration.state !== "added" || late.has(migration)) continue;
      const twin = twinOf(context, migration);
      if (twin === null) continue;
      yield {
        migration,
        statement: null,
        line: 1,
        message: `${twin.id} bears the same number: that it comes first is by chance.`,
        fix: "Give this one the next number.",
        evidence: "measured"
      };
    }
  }
};

// src/rules/edited-applied-migration.ts
var rule40 = {
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
        fix: rule40.fix,
        evidence: "measured"
      };
    }
  }
};

// src/rules/enum-value-unordered.ts
var rule41 = {
  id: "enum-value-unordered",
  preset: "style",
  title: "A new enum value stands last",
  why: [
    "ORDER BY, `<` and `max` follow the order of an enum. ADD VALUE puts the new one behind all others unless BEFORE or AFTER",
    "says where it belongs, and it can never be moved."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Say where the value belongs, with BEFORE or AFTER, also where that is the end.",
  bad: [
    {
      base: "CREATE TYPE size AS ENUM ('small', 'large');",
      up: "ALTER TYPE size ADD VALUE 'medium';"
    }
  ],
  good: [
    {
      base: "CREATE TYPE size AS ENUM ('small', 'large');",
      up: "ALTER TYPE size ADD VALUE 'medium' BEFORE 'large';"
    },
    {
      base: "CREATE TYPE size AS ENUM ('small', 'large');",
      up: "CREATE TYPE colour AS ENUM ('red', 'green');"
    }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      for (const { enumValue } of operations(traced, "alter")) {
        if (enumValue === void 0 || enumValue.was !== null || enumValue.placed) continue;
        const { type, is } = enumValue;
        yield {
          migration,
          statement: traced,
          message: `'${is}' sorts behind all other values of ${type}, for good.`,
          fix: `Say where '${is}' belongs among the values of ${type}, with BEFORE or AFTER.`,
          evidence: "inferred"
        };
      }
    }
  }
};

// src/rules/enum-value-used-in-same-transaction.ts
var rule42 = {
  id: "enum-value-used-in-same-transaction",
  title: "A new enum value is used before it is committed",
  why: [
    "A value that ALTER TYPE \u2026 ADD VALUE adds can be used only after its transaction has committed. A statement of the",
    "same transaction that names it fails (SQLSTATE 55P04), and the deploy stops there.",
    "",
    "Where the statement was run, the failure itself is told, by `statement-failed`; this rule reads the text of what",
    "could not be run. An enum that is created in the same transaction can be used at once."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add the value in a migration of its own, before the one that uses it.",
  bad: [],
  good: [
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: "ALTER TYPE mood ADD VALUE 'sad';\nUPDATE users SET mood = 'good' WHERE id = 1;",
      note: "Another value is used."
    },
    {
      up: [
        "CREATE TYPE mood AS ENUM ('good', 'bad');",
        "ALTER TYPE mood ADD VALUE 'sad';",
        "CREATE TABLE users (id int PRIMARY KEY, mood mood DEFAULT 'sad');"
      ].join("\n"),
      note: "The type is made in the same transaction."
    }
  ],
  *check(context) {
    for (const { migration } of chapters(context)) {
      for (const { type, value, statement } of usedTooSoon(migration.statements)) {
        yield {
          migration,
          statement,
          message: `The deploy stops here: the value ${value} of ${type} cannot be used before the transaction that adds it has committed (SQLSTATE 55P04).`,
          fix: `Add ${value} to ${type} in a migration of its own, before this one.`,
          evidence: "inferred"
        };
      }
    }
  }
};
function usedTooSoon(statements) {
  const fresh = /* @__PURE__ */ new Map();
  const made4 = /* @__PURE__ */ new Set();
  return statements.flatMap((traced) => {
    const { operations: all, sql } = traced.statement;
    const ends = operations(traced, "transaction").some(
      ({ verb }) => verb === "commit" || verb === "rollback"
    );
    if (ends || !traced.inTransaction) {
      fresh.clear();
      made4.clear();
    }
    for (const it of all) {
      if (it.kind === "create") made4.add(it.name);
      if (it.kind !== "alter" || it.enumValue === void 0) continue;
      const { type, was, is } = it.enumValue;
      if (was === null && traced.inTransaction && !made4.has(type))
        fresh.set(`'${is.replaceAll("'", "''")}'`, type);
      return [];
    }
    if (traced.trace.outcome === "ran" || traced.trace.outcome === "failed") return [];
    const used = [...fresh].find(([value]) => sql.includes(value));
    return used === void 0 ? [] : [{ type: used[1], value: used[0], statement: traced }];
  });
}

// src/rules/exclusion-constraint.ts
var rule43 = {
  id: "exclusion-constraint",
  title: "EXCLUDE builds its index while reads and writes wait",
  why: [
    "An exclusion constraint builds its index at once, under an ACCESS EXCLUSIVE lock: until the last row is in the",
    "index, nobody can read or write the table. Unlike a UNIQUE it cannot take over an index that stands already, and",
    "unlike a CHECK it cannot be added as NOT VALID."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Build a new table with the constraint, copy the rows in batches while a trigger keeps both alike, and swap the names; or stop the application for the time of the build.",
  bad: [
    {
      base: "CREATE TABLE bookings (id int PRIMARY KEY, during int4range);",
      up: "ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);",
      also: ["fails-on-some-rows"]
    },
    {
      base: 'CREATE SCHEMA hotel;\nCREATE TABLE hotel."Stays" (id int PRIMARY KEY, "When" int4range);',
      up: 'SET LOCAL search_path = hotel;\nALTER TABLE "Stays" ADD COLUMN note text, ADD EXCLUDE USING gist ("When" WITH &&) DEFERRABLE;'
    },
    {
      base: "CREATE TABLE bookings (id int PRIMARY KEY, during int4range);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE bookings ADD EXCLUDE USING gist (during WITH &&)'; END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      up: "CREATE TABLE bookings (id int PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&));",
      note: "The table is new."
    },
    {
      up: "CREATE TABLE bookings (id int PRIMARY KEY, during int4range);\nALTER TABLE bookings ADD EXCLUDE USING gist (during WITH &&);"
    },
    {
      base: "CREATE TABLE bookings (id int PRIMARY KEY, during int4range);",
      up: "CREATE TABLE bookings_next (LIKE bookings INCLUDING ALL);\nALTER TABLE bookings_next ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);",
      note: "The way around it: a new table."
    }
  ],
  *check(context) {
    for (const step of steps(context))
      for (const table of [...byText5(step), ...byCode4(step)]) {
        const { named, tables } = waitingTables(context, step, [table]);
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait until the index of the exclusion constraint is built.`,
          fix: rule43.fix,
          evidence: step.traced.trace.evidence
        };
      }
  }
};
function byText5(step) {
  const { traced } = step;
  const [added] = operations(traced, "add-constraint").filter(({ type }) => type === "exclusion");
  if (added === void 0 || traced.trace.outcome === "failed") return [];
  const table = step.liveTable(added.table);
  const isNew = operations(traced, "create-table").length > 0;
  const isRead = !wasMeasured(traced) || traced.trace.scans.some((name2) => step.liveTable(name2) !== null);
  return table === null || isNew || !isRead || isToldAsRewrite(step) ? [] : [table];
}
function byCode4(step) {
  const { scans, rewrites } = step.traced.trace;
  const tables = constraintsByCode(step).filter(({ detail }) => /^EXCLUDE\b/.test(detail)).map(({ name: name2 }) => qualifier(name2));
  return [...new Set(tables)].filter((table) => scans.includes(table) && !rewrites.includes(table));
}

// src/rules/expired-acceptance.ts
var rule44 = {
  id: "expired-acceptance",
  title: "An acceptance whose last day is over",
  why: "The danger was accepted until a day that is over. It is told again, and blocks as before.",
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Mend the danger, or accept it anew with a later day.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "-- migration-gate: allow drop-table because the new ones are filled until 2024-02-29\nDROP TABLE orders;",
      also: ["drop-table"]
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "DROP TABLE orders; -- migration-gate: allow drop-table because it is read no more until 2024-02-29",
      also: ["drop-table"]
    }
  ],
  good: [],
  // Told by `review/acceptance`, which is given the day.
  check: () => []
};

// src/rules/fails-on-some-rows.ts
var rule45 = {
  id: "fails-on-some-rows",
  covers: ["data-dependent-failure", "constraint-violated-by-existing-rows"],
  title: "Rows that may stand in production stop the deploy",
  why: [
    "The statement runs on the rows of the shadow, and stops at others that the schema before it allows: rows without",
    "a value, two with the same key, one that points nowhere, one that a new condition refuses. Whether such rows stand",
    "in production nobody knows here; on a development database they mostly do not.",
    "",
    "They were put into the shadow and the whole migration was run over them, so what it mends itself before the",
    "statement, such as by an UPDATE, is not told. The query of the fix counts them."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Count such rows on staging and on production first, and correct them in an earlier migration.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "ALTER TABLE orders ALTER customer_id SET NOT NULL;",
      also: ["set-not-null-scan"]
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);",
      up: "CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (lower(email)) WHERE deleted_at IS NULL;"
    },
    {
      base: [
        "CREATE TABLE users (id int PRIMARY KEY);",
        "CREATE TABLE orders (id int PRIMARY KEY, user_id int, total int NOT NULL);"
      ].join("\n"),
      up: [
        "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total > 0) NOT VALID;",
        "ALTER TABLE orders VALIDATE CONSTRAINT orders_total;"
      ].join("\n"),
      note: "The VALIDATE is what stops.",
      also: ["check-validates-existing-rows"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL);",
      up: "CREATE TABLE refunds (id int PRIMARY KEY, order_id int REFERENCES orders);\nCREATE UNIQUE INDEX refunds_order ON refunds (order_id);",
      note: "The table is new.",
      also: ["foreign-key-without-not-valid"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "UPDATE orders SET customer_id = 0 WHERE customer_id IS NULL;\nALTER TABLE orders ALTER customer_id SET NOT NULL;",
      note: "The migration itself gives them a value.",
      also: ["set-not-null-scan", "data-mixed-with-schema"]
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);",
      up: "CREATE UNIQUE INDEX CONCURRENTLY users_email_id ON users (email, id);",
      note: "No two rows can be in the way: a part of it is unique already.",
      also: ["redundant-index"]
    }
  ],
  *check(context) {
    for (const { migration, steps: steps2 } of chapters(context)) {
      for (const { traced, liveTable } of steps2) {
        const { stoppedBy, outcome } = traced.trace;
        if (stoppedBy === null || outcome === "failed" || liveTable(stoppedBy.table) === null) continue;
        const { table, what, count, code } = stoppedBy;
        yield {
          migration,
          statement: traced,
          message: `The deploy stops here if a row of ${table} ${oneLine(what)}${codeNote(code)}.`,
          fix: `Count such rows on staging with ${oneLine(count)}, and correct them in an earlier migration.`,
          evidence: "measured"
        };
      }
    }
  }
};

// src/rules/support/policy/made-objects.ts
function madeObjects(chapter) {
  const { migration, steps: steps2, complete, context } = chapter;
  if (!complete || context.schemaAfter === null) return steps2.flatMap(byText6);
  return migration.made.map(({ kind, name: name2, attributes }) => ({
    kind,
    name: name2,
    type: attributes.type ?? null,
    definition: attributes.definition ?? "",
    statement: makerOf2(steps2, kind, name2),
    evidence: "measured"
  }));
}
function makerOf2(steps2, kind, name2) {
  const owner = ["column", "constraint", "trigger"].includes(kind) ? qualifier(name2) : name2;
  const says = (test) => steps2.find(({ traced }) => traced.trace.outcome !== "failed" && traced.statement.operations.some(test));
  const maker = says((operation) => makes2(operation, kind, name2)) ?? says(
    (it) => it.kind === "add-constraint" && kind === "constraint" && !it.constraint && it.table === owner
  ) ?? says(
    ({ kind: verb, ...operation }) => verb === "create-table" ? "table" in operation && operation.table === owner : false
  ) ?? steps2.find(runsHiddenCode);
  return maker?.traced ?? null;
}
function makes2(operation, kind, name2) {
  switch (operation.kind) {
    case "create-table":
      return kind === "table" && operation.table === name2;
    case "add-column":
      return kind === "column" && `${operation.table}.${operation.column}` === name2;
    case "rename-column":
      return kind === "column" && `${operation.table}.${operation.to}` === name2;
    case "create-index":
      return kind === "index" && operation.index === name2;
    case "add-constraint":
      return kind === "constraint" && `${operation.table}.${operation.constraint}` === name2;
    case "rename-table":
      return kind === "table" && operation.to === name2;
    case "create":
      return operation.name === name2.replace(/\(.*$/s, "");
    default:
      return false;
  }
}
function byText6({ traced }) {
  if (traced.trace.outcome === "failed") return [];
  const rest = { statement: traced, evidence: "inferred" };
  const plain2 = { type: null, definition: "", ...rest };
  return traced.statement.operations.flatMap((operation) => {
    switch (operation.kind) {
      case "create-table":
        return [{ kind: "table", name: operation.table, ...plain2 }];
      case "add-column":
        return [
          { ...plain2, kind: "column", name: `${operation.table}.${operation.column}`, type: operation.type }
        ];
      case "create-index":
        return operation.index === null ? [] : [{ kind: "index", name: operation.index, ...plain2 }];
      case "add-constraint":
        return [
          {
            ...plain2,
            kind: "constraint",
            name: `${operation.table}.${operation.constraint ?? ""}`,
            definition: operation.definition
          }
        ];
      case "create":
        return [{ kind: operation.object, name: operation.name, ...plain2 }];
      default:
        return [];
    }
  });
}

// src/rules/forbidden-types.ts
var rule46 = {
  id: "forbidden-types",
  preset: "policy",
  title: "A column has a type that the team does not want",
  why: [
    "The team named types that no new column has, as the database spells them, without their length:",
    "",
    "```yaml",
    "policy:",
    "  forbidden-types: [json, money, character varying]",
    "```"
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Choose another type.",
  bad: [],
  good: [],
  *check(context) {
    const forbidden = new Set((context.policy["forbidden-types"] ?? []).map(baseType));
    if (forbidden.size === 0) return;
    for (const chapter of chapters(context)) {
      const changed = chapter.steps.flatMap(
        ({ traced }) => traced.trace.outcome === "failed" ? [] : operations(traced, "change-column-type").map(
          ({ table, column, type }) => ({
            name: `${table}.${column}`,
            type,
            statement: traced,
            evidence: traced.trace.evidence
          })
        )
      );
      const made4 = madeObjects(chapter).filter(({ kind }) => kind === "column");
      for (const { name: name2, type, statement, evidence } of [...made4, ...changed]) {
        if (type === null || !forbidden.has(baseType(type))) continue;
        yield {
          migration: chapter.migration,
          statement,
          message: `${name2} is ${type}, a type that the team's policy forbids.`,
          fix: "Choose another type.",
          evidence
        };
      }
    }
  }
};
var spelled = {
  varchar: "character varying",
  char: "character",
  bpchar: "character",
  int: "integer",
  int4: "integer",
  int8: "bigint",
  int2: "smallint",
  float4: "real",
  float8: "double precision",
  decimal: "numeric",
  bool: "boolean",
  timestamptz: "timestamp with time zone",
  timestamp: "timestamp without time zone",
  timetz: "time with time zone",
  time: "time without time zone",
  serial: "integer",
  bigserial: "bigint"
};
function baseType(type) {
  const bare2 = type.toLowerCase().replaceAll(/\([^)]*\)|\[\d*\]/g, "").replace(/^pg_catalog\./, "").replaceAll(/\s+/g, " ").trim();
  return spelled[bare2] ?? bare2;
}

// src/rules/foreign-key-cascade-delete.ts
var rule47 = {
  id: "foreign-key-cascade-delete",
  preset: "policy",
  title: "ON DELETE CASCADE",
  why: [
    "One DELETE takes rows of another table along, those take further ones, and nobody sees how many before they are",
    "gone. Some teams want the application to delete what belongs together, table by table."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Say `ON DELETE RESTRICT`, and let the application delete the rows that refer to another first.",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON DELETE CASCADE);"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id INTEGER PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON DELETE RESTRICT ON UPDATE CASCADE);"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON DELETE CASCADE);",
      up: "ALTER TABLE profiles ADD COLUMN note text;",
      note: "It stood before."
    }
  ],
  *check(context) {
    for (const { place: place2, table, parent, evidence } of [...bySchema2(context), ...byText7(context)])
      yield {
        migration: place2.migration,
        statement: place2.statement,
        message: `Deleting a row of ${parent} deletes all rows of ${table} that refer to it.`,
        fix: "Say ON DELETE RESTRICT, and let the application delete the rows that refer to another first.",
        evidence
      };
  }
};
function bySchema2(context) {
  if (context.schemaAfter === null) return [];
  return foreignKeysOf(context.schemaAfter).flatMap((key) => {
    const old = before(context, key.object);
    const stood = old !== void 0 && deleteAction(old.attributes.definition ?? "").action === "cascade";
    if (key.onDelete !== "cascade" || stood) return [];
    const place2 = placeOfConstraint(context, key.object, "foreign-key", key.columns);
    return place2 === null ? [] : [{ place: place2, table: key.table, parent: key.parent, evidence: "measured" }];
  });
}
function byText7(context) {
  return unseenConstraints(context, "foreign-key").filter(([{ definition: definition2 }]) => deleteAction(definition2).action === "cascade").map(([{ table, references }, step]) => ({
    place: placeOf3(step),
    table,
    parent: references ?? "its parent",
    evidence: "inferred"
  }));
}

// src/rules/foreign-key-missing-index.ts
var rule48 = {
  id: "foreign-key-missing-index",
  title: "Foreign key without an index on its own columns",
  why: [
    "A foreign key brings no index for the table that refers. Whenever a row of the other table is deleted, or its key",
    "changes, the database looks for rows that refer to it, and without an index it reads the whole table each time.",
    "",
    "An index that begins with one of the columns is enough to be silent."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Create an index that begins with the columns of the key.",
  fixGoesFurther: "the index is added",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE orders ADD COLUMN "Customer" int REFERENCES "Customers";'
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN buyer int REFERENCES customers'; END $$;",
      note: "Code is run, so the key is seen all the same."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, is_open bool);\nCREATE INDEX ON orders (customer_id) WHERE is_open;",
      note: "The index knows only a part of the rows."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY);",
      up: "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id));"
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);\nCREATE INDEX ON orders (customer_id, id);"
    },
    {
      base: "CREATE TABLE customers (tenant int, id int, PRIMARY KEY (tenant, id));",
      up: "CREATE TABLE orders (tenant int, id int, customer_id int, PRIMARY KEY (tenant, id), FOREIGN KEY (tenant, customer_id) REFERENCES customers);",
      note: "The primary key begins with a column of the foreign key."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);\nCREATE INDEX ON orders (customer_id) WHERE customer_id IS NOT NULL;",
      note: "A row without a value refers to nothing."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY);",
      up: "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id));\nCREATE INDEX orders_customer ON orders (customer_id);"
    }
  ],
  *check(context) {
    const found2 = [...bySchema3(context), ...byText8(context)];
    for (const [, keys] of Map.groupBy(found2, ({ place: place2 }) => place2.statement ?? place2.migration)) {
      const [first] = keys;
      if (first !== void 0) yield matchOf(context, first, keys);
    }
  }
};
function matchOf(context, { place: place2, evidence }, keys) {
  const [first] = keys;
  const one = keys.length === 1 && first !== void 0;
  const message = one ? `Each DELETE from ${first.parent} reads all of ${first.table}: no index begins with ${listedShort(first.columns)}.` : `Each DELETE from ${listedShort([...new Set(keys.map(({ parent }) => parent))])} reads whole tables: no index begins with ${listedShort(keys.map(({ table, columns }) => `${table}.${columns[0]}`))}.`;
  const isSmall = keys.every(({ table }) => place2.step?.liveTable(table) != null && context.isSmall(table));
  return {
    migration: place2.migration,
    statement: place2.statement,
    ...isSmall ? { severity: "notice" } : {},
    message,
    fix: fixFor11(context, place2, keys),
    evidence
  };
}
function fixFor11({ dialect }, { step }, keys) {
  const own = step && ownText(step, [...new Set(keys.map(({ table }) => table))]);
  if (own === null)
    return `Create an index on ${listedShort(keys.map(({ table, columns }) => `${table} (${columns.join(", ")})`))}.`;
  const isLive3 = ({ table }) => step?.liveTable(table) != null;
  if (dialect === "sqlite" || !keys.some(isLive3))
    return [own, ...keys.map((it) => createIndex2(dialect, it, false))].join("\n");
  return inMigrations([own], ...keys.map((it) => [createIndex2(dialect, it, isLive3(it))]));
}
function createIndex2(dialect, { table, columns }, concurrently) {
  const name2 = deriveName([table, ...columns], "_idx");
  const on = dialect === "sqlite" ? lastPart(table) : table;
  return `CREATE INDEX${concurrently ? " CONCURRENTLY" : ""} ${name2} ON ${on} (${columns.map(lastPart).join(", ")});`;
}
function bySchema3(context) {
  const { schemaAfter } = context;
  if (schemaAfter === null) return [];
  return foreignKeysOf(schemaAfter).flatMap((key) => {
    if (before(context, key.object) !== void 0 || isCovered(schemaAfter, key)) return [];
    if (isIndexedUnseen(context, key)) return [];
    const place2 = placeOfConstraint(context, key.object, "foreign-key", key.columns);
    if (place2 === null) return [];
    return [{ place: place2, table: key.table, columns: key.columns, parent: key.parent, evidence: "measured" }];
  });
}
function isIndexedUnseen(context, { table, columns }) {
  return chapters(context).flatMap((chapter) => texts(chapter, "create-index")).some(
    ([it, { traced }]) => isUnseen(traced) && lastPart(it.table) === lastPart(table) && columns.includes(it.columns[0] ?? "")
  );
}
var quick = /* @__PURE__ */ new Set(["btree", "hash"]);
function isCovered(schema, { table, columns, object }) {
  const isRowid = [...schema.objects.values()].some(
    (it) => it.attributes.rowid === "yes" && it.name.startsWith(`${table}.`) && keyOf(it.attributes) === columns[0]
  );
  return isRowid || indexesOf(schema).some((index) => {
    const [first = ""] = index.keys;
    const column = columnOf(first);
    return index.table === table && !index.invalid && quick.has(index.method) && index.constraint !== object.name && column !== null && columns.includes(column) && knowsAllRows(index.rest, columns);
  });
}
function keyOf({ definition: definition2 }) {
  return /^PRIMARY KEY \(("(?:[^"]|"")*"|[^", )]+)\)/.exec(definition2 ?? "")?.[1];
}
function knowsAllRows(rest, columns) {
  const [, condition2] = /\bWHERE (.+)$/is.exec(rest) ?? [];
  if (condition2 === void 0) return true;
  const [, column] = /^\(?("(?:[^"]|"")*"|[\w$]+) is not null\)?$/i.exec(condition2.trim()) ?? [];
  return column !== void 0 && columns.includes(column);
}
function byText8(context) {
  const all = chapters(context);
  const made4 = new Set(all.flatMap((chapter) => texts(chapter, "create-table")).map(([{ table }]) => table));
  const added = new Set(
    all.flatMap((chapter) => texts(chapter, "add-column")).map(([it]) => `${it.table}.${it.column}`)
  );
  const keys = [
    ...all.flatMap((chapter) => texts(chapter, "create-index")).map(([it]) => it),
    ...all.flatMap((chapter) => texts(chapter, "add-constraint")).map(([it]) => it).filter(({ type }) => type === "primary-key" || type === "unique")
  ];
  const indexed = new Set(keys.map(({ table, columns }) => `${table}.${columns[0]}`));
  const isNew = ({ table, columns }) => made4.has(table) || columns.every((column) => added.has(`${table}.${column}`));
  return unseenConstraints(context, "foreign-key").filter(([key]) => isNew(key) && !key.columns.some((column) => indexed.has(`${key.table}.${column}`))).map(([{ table, columns, references }, step]) => ({
    place: { migration: step.migration, statement: step.traced, step },
    table,
    columns,
    parent: references ?? "its parent",
    evidence: "inferred"
  }));
}

// src/rules/foreign-key-type-mismatch.ts
var rule49 = {
  id: "foreign-key-type-mismatch",
  title: "Foreign key column too narrow for what it refers to",
  why: [
    "The column has a smaller type than the key that it refers to. Everything works until the ids of the other table",
    "outgrow it: then rows with such an id cannot be referred to, and widening the column writes its table anew.",
    "",
    "A column that is wider than the key, or of another text type, does no harm and is no finding."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Give the column the type of the key that it refers to.",
  bad: [
    {
      base: "CREATE TABLE customers (id bigint PRIMARY KEY);",
      up: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers);\nCREATE INDEX ON orders (customer_id);"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id bigserial PRIMARY KEY);',
      up: 'CREATE TABLE "Orders" ("Id" bigint PRIMARY KEY, "Customer" smallint, FOREIGN KEY ("Customer") REFERENCES shop."Customers");\nCREATE INDEX ON "Orders" ("Customer");'
    },
    {
      base: "CREATE TABLE customers (id bigint PRIMARY KEY);",
      up: "DO $$ BEGIN CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers); END $$;",
      note: "Code is run, so the key is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id bigint PRIMARY KEY REFERENCES customers);",
      note: "Wider than what it refers to."
    },
    {
      base: "CREATE TABLE countries (code varchar(2) PRIMARY KEY);",
      up: "CREATE TABLE profiles (country text PRIMARY KEY REFERENCES countries);"
    },
    {
      base: "CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);",
      up: "ALTER TABLE profiles ADD COLUMN note text;",
      note: "It stood before."
    }
  ],
  *check(context) {
    const { schemaBefore, schemaAfter } = context;
    if (schemaAfter === null) return;
    for (const key of foreignKeysOf(schemaAfter)) {
      const narrow = tooNarrow(schemaAfter, key);
      if (narrow === null) continue;
      const old = before(context, key.object);
      const was = schemaBefore && foreignKeysOf(schemaBefore).find(({ object }) => object === old);
      if (was != null && schemaBefore !== null && tooNarrow(schemaBefore, was) !== null) continue;
      const place2 = old === void 0 ? placeOfKey(context, key) : placeOfType(context, key) ?? placeOfKey(context, key);
      if (place2 === null) continue;
      yield {
        migration: place2.migration,
        statement: place2.statement,
        message: `${key.table}.${narrow.column} is ${narrow.type} and cannot hold every value of ${key.parent}.${narrow.parentColumn}, which is ${narrow.parentType}.`,
        fix: `Make ${narrow.column} ${narrow.parentType}.`,
        evidence: "measured"
      };
    }
  }
};
var widths = { smallint: 1, integer: 2, bigint: 3, numeric: 4 };
function tooNarrow(schema, key) {
  const parents = parentColumnsOf(schema, key);
  if (parents?.length !== key.columns.length) return null;
  for (const [at, column] of key.columns.entries()) {
    const parentColumn = parents[at] ?? "";
    const type = columnIn(schema, key.table, column)?.attributes.type ?? "";
    const parentType = columnIn(schema, key.parent, parentColumn)?.attributes.type ?? "";
    if ((widths[type] ?? 9) < (widths[bare(parentType)] ?? 0))
      return { column, type, parentColumn, parentType };
  }
  return null;
}
function bare(type) {
  return type.replace(/\(.*$/, "");
}
function placeOfKey(context, { object, columns }) {
  return placeOfConstraint(context, object, "foreign-key", columns);
}
function placeOfType(context, { table, columns, parent }) {
  for (const chapter of chapters(context)) {
    const isSide = (it) => lastPart(it.table) === lastPart(parent) || lastPart(it.table) === lastPart(table) && columns.includes(it.column);
    const step = find(chapter, "change-column-type", isSide);
    if (step !== void 0) return placeOf3(step);
  }
  return null;
}

// src/rules/support/held-locks.ts
function heldTables(step) {
  const held = step.traced.heldBefore.filter((lock) => isStrong(lock) && step.liveTable(lock.relation) !== null);
  const worst = /* @__PURE__ */ new Map();
  for (const lock of held.toSorted((a, b) => strongModes.indexOf(b.mode) - strongModes.indexOf(a.mode)))
    if (!worst.has(lock.relation)) worst.set(lock.relation, lock);
  return [...worst.values()].flatMap(({ relation, mode }) => {
    const line = lineOfLock(step, relation, mode);
    const waiting = mode === "AccessExclusiveLock" ? "Reads and writes of" : "Writes to";
    return line === null ? [] : [{ table: relation, waiting, line }];
  });
}
function readersLockedOut(step, tables) {
  const isMeant = ({ table, waiting }) => waiting === "Reads and writes of" && tables.includes(table);
  return heldTables(step).find(isMeant) ?? null;
}
function lineOfLock(step, table, mode) {
  const taken = firstStrongLocks(step.migration).get(`${mode} ${table}`);
  return taken === void 0 || taken.place >= placeIn(step) ? null : taken.line;
}
var firstStrongLocks = remembered(({ statements }) => {
  const found2 = /* @__PURE__ */ new Map();
  for (const [place2, { statement, trace }] of statements.entries())
    for (const { relation, mode } of trace.locks) {
      const key = `${mode} ${relation}`;
      if (isStrong({ relation, mode }) && !found2.has(key)) found2.set(key, { place: place2, line: statement.line });
    }
  return found2;
});

// src/rules/support/whole-writes.ts
function wholeWrites(chapter, step) {
  if (step.traced.trace.outcome === "failed") return [];
  return [...byText9(chapter, step), ...byCode5(step)].filter(
    ({ verb, table }) => verb === "update" || !holdsItsRows(chapter, step.origin(table) ?? table)
  );
}
function byText9(chapter, step) {
  return operations(step.traced, "write-rows").flatMap((write2) => {
    const { verb, table: named, columns, filtered } = write2;
    const table = step.liveTable(named);
    if (table === null || verb !== "update" && verb !== "delete") return [];
    const despite = filtered ? vacuous(chapter, step, table, write2) : null;
    if (filtered && despite === null) return [];
    if (wasMeasured(step.traced) && !writesTo(step, table)) return [];
    return [{ verb, table, columns, held: heldOn(step, table), despite }];
  });
}
function vacuous(chapter, step, table, { condition: condition2 = [] }) {
  const holds = condition2.every(
    (part) => part.kind === "null" ? isEmptyYet(chapter.context, step, table, part.column) : step.liveTable(part.table) !== null
  );
  if (condition2.length === 0 || !holds) return null;
  return condition2.some(({ kind }) => kind === "join") ? "join" : "new column";
}
function isEmptyYet(context, step, table, column) {
  if (mayBeFilled(context, step, table, column)) return false;
  if (renamedColumns(context).has(`${lastPart(table)}.${column}`)) return false;
  const made4 = madeColumns(context).get(`${table}.${column}`) ?? [];
  const added = addedColumns(context).get(`${lastPart(table)}.${column}`) ?? [];
  const isNew = made4.length > 0 || !step.isLiveColumn(table, column);
  return isNew && added.every(({ values }) => values === "null") && made4.every((it) => !it.attributes.default);
}
var renamedColumns = remembered(({ migrations }) => {
  const seen = migrations.flatMap(
    ({ changes: changes2 }) => changes2.flatMap(
      ({ action, object, name: name2 }) => action === "rename" && object === "column" ? [`${lastPart(qualifier(name2))}.${lastPart(name2)}`] : []
    )
  );
  const texts2 = migrations.flatMap(
    ({ statements }) => statements.flatMap((it) => operations(it, "rename-column"))
  );
  return /* @__PURE__ */ new Set([...seen, ...texts2.map(({ table, to }) => `${lastPart(table)}.${to}`)]);
});
var madeColumns = remembered(({ migrations }) => {
  const all = migrations.flatMap(({ made: made4 }) => made4.filter(({ kind }) => kind === "column"));
  return Map.groupBy(all, ({ name: name2 }) => name2);
});
var addedColumns = remembered(({ migrations }) => {
  const all = migrations.flatMap(({ statements }) => statements.flatMap((it) => operations(it, "add-column")));
  return Map.groupBy(all, ({ table, column }) => `${lastPart(table)}.${column}`);
});
function mayBeFilled(context, step, table, column) {
  const { code, fills, places: places2 } = fillings(context);
  const first = Math.min(code, fills.get(`${lastPart(table)}.${column}`) ?? Number.POSITIVE_INFINITY);
  return first < (places2.get(step.traced) ?? 0);
}
var fillings = remembered(({ migrations }) => {
  const all = migrations.flatMap(({ statements }) => statements);
  const fills = /* @__PURE__ */ new Map();
  for (const [place2, traced] of all.entries())
    for (const { verb, table, columns } of operations(traced, "write-rows"))
      for (const column of verb === "delete" ? [] : columns) {
        const key = `${lastPart(table)}.${column}`;
        if (!fills.has(key)) fills.set(key, place2);
      }
  const code = all.findIndex(({ statement }) => statement.operations.some(({ kind }) => kind === "run-code"));
  const places2 = new Map(all.map((traced, place2) => [traced, place2]));
  return { fills, code: code < 0 ? Number.POSITIVE_INFINITY : code, places: places2 };
});
var write = /\b(update|delete\s+from)\s+(?:only\s+)?((?:"(?:[^"]|"")*"|[\w$.\u0080-\uffff])+)([^;]*)/gi;
function byCode5(step) {
  const { traced } = step;
  if (!isOpaque(traced) || !wasMeasured(traced) || traced.trace.scans.length === 0) return [];
  const found2 = [...textOfCode(step).matchAll(write)].flatMap(([, verb = "", name2 = "", rest = ""]) => {
    if (/\bwhere\b(?!\s+true\s*$)/i.test(rest)) return [];
    const wanted = name2.endsWith('"') ? bareName(name2) : bareName(name2).toLowerCase();
    const locked = traced.trace.locks.map(({ relation }) => relation);
    const table = locked.find(
      (it) => bareName(it) === wanted && step.liveTable(it) !== null && writesTo(step, it)
    );
    const kind = /^update$/i.test(verb) ? "update" : "delete";
    return table === void 0 ? [] : [{ verb: kind, table, columns: [], held: heldOn(step, table), despite: null }];
  });
  return [...new Map(found2.map((it) => [`${it.verb} ${it.table}`, it])).values()];
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
  const { heldBefore } = step.traced;
  const modes = wasMeasured(step.traced) ? heldBefore.filter(({ relation }) => relation === table).map(({ mode }) => mode) : modesBefore(step, table);
  if (modes.includes("AccessExclusiveLock")) return "reads and writes";
  const shutsOut = modes.some((mode) => ["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock"].includes(mode));
  return shutsOut ? "writes" : null;
}
function keyOf2(before2, table) {
  for (const { kind, name: name2, attributes } of before2?.objects.values() ?? []) {
    if (kind !== "constraint" || name2 !== `${table}.${lastPart(name2)}`) continue;
    const columns = /^PRIMARY KEY \((.*?)\)/.exec(attributes.definition ?? "")?.[1];
    if (columns !== void 0) return columns;
  }
  return null;
}
function fillsNewColumns(step, { verb, table, columns }) {
  const isOld = (column) => step.isLiveColumn(table, column) && !isMadeBySqlite(step, table, column);
  return verb === "update" && columns.length > 0 && !columns.some(isOld);
}
function isMadeBySqlite(step, table, column) {
  const { migration, traced } = step;
  const name2 = `${table}.${column}`;
  const made4 = migration.made.some((it) => it.kind === "column" && it.name === name2) || // One of that name that went, or was renamed, before.
  (firstAdded(migration).get(name2) ?? Number.POSITIVE_INFINITY) < placeIn(step);
  return made4 && traced.trace.locks.some((lock) => locksAll(lock, table));
}
var firstAdded = remembered(({ statements }) => {
  const found2 = /* @__PURE__ */ new Map();
  for (const [place2, traced] of statements.entries())
    for (const { table, column } of operations(traced, "add-column")) {
      const name2 = `${table}.${column}`;
      if (traced.trace.outcome === "ran" && !found2.has(name2)) found2.set(name2, place2);
    }
  return found2;
});

// src/rules/foreign-key-validates-existing-rows.ts
var rule50 = {
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
  covers: ["inline-foreign-key-on-new-column", "validate-in-same-transaction"],
  dialects: ["postgres"],
  fix: "Add the key as `NOT VALID`, and validate it in the next migration.",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX ON orders (customer_id);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;",
      also: ["fails-on-some-rows"]
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN customer_id int DEFAULT 1 REFERENCES customers;",
      note: "The default gives every row a value, so every row is checked.",
      also: ["fails-on-some-rows", "foreign-key-missing-index"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX ON orders (customer_id);",
      up: "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;",
      note: "Nothing is read. What is left to do is told.",
      also: ["constraint-left-not-valid"]
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;\nCREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);",
      note: "The new column holds only nulls: nothing is read."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int, customer_id int);\nALTER TABLE orders ADD PRIMARY KEY (customer_id), ADD FOREIGN KEY (customer_id) REFERENCES customers;",
      note: "The table with the key is new and empty."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, parent, empty, fix } of [...byText10(context, step), ...byCode6(step)]) {
        const live = liveOf(step, [table, parent]);
        const { named, tables } = waitingTables(context, step, live);
        const work = empty ? `is read, though none points to ${parent} yet` : `is looked up in ${parent}`;
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Writes to ${named}${alsoReads(step, live)} wait while every row of ${table} ${work}.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
      for (const { table, type } of validationsUnderLock(step)) {
        if (type !== "foreign-key") continue;
        const { named, tables } = waitingTables(context, step, [table]);
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Writes to ${named} wait while every row is checked: the strong lock from an earlier statement of the transaction is still held.`,
          fix: `Validate the constraint of ${table} in the next migration, in a transaction of its own.`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function liveOf(step, tables) {
  return [...new Set(tables)].filter((table) => step.liveTable(table) !== null);
}
function alsoReads(step, live) {
  const held = heldTables(step).filter(
    ({ table, waiting }) => waiting === "Reads and writes of" && live.includes(table)
  );
  const isShut = ({ relation, mode }) => mode === "AccessExclusiveLock" && live.includes(relation) && !held.some(({ table }) => table === relation);
  const shut = [
    ...held.map(({ table, line }) => `of ${table}, which line ${line} keeps locked`),
    ...step.traced.trace.locks.filter(isShut).map(({ relation }) => `of ${relation}`)
  ];
  return shut.length === 0 ? "" : `, and reads ${shut.join(", and ")},`;
}
var advice5 = "Add the foreign key as NOT VALID, and validate it in the next migration.";
function byText10(context, step) {
  return operations(step.traced, "add-constraint").flatMap((key) => {
    const table = step.liveTable(key.table);
    if (table === null || !readsRows(step, table, key)) return [];
    const empty = newColumnOf(step, key)?.values === "null" || key.columns.some((column) => isEmptyYet(context, step, table, column));
    return [{ table, parent: key.references ?? "its parent", empty, fix: notValid(step, table, key) }];
  });
}
function byCode6(step) {
  return changedByCode(step, "add", "constraint").flatMap(({ name: name2, detail }) => {
    const table = qualifier(name2);
    const parent = /^FOREIGN KEY .* REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(detail)?.[1];
    const isValid = !/ NOT (?:VALID|ENFORCED)\b/.test(detail);
    return parent !== void 0 && isValid && step.traced.trace.scans.includes(table) ? [{ table, parent, empty: false, fix: advice5 }] : [];
  });
}
function readsRows(step, table, key) {
  const { trace } = step.traced;
  if (key.type !== "foreign-key" || !key.validated || trace.outcome === "failed") return false;
  if (operations(step.traced, "create-table").some((made4) => made4.table === key.table)) return false;
  const column = newColumnOf(step, key);
  if (column !== void 0 && columnsFilledRowByRow(step).length > 0) return false;
  if (!wasMeasured(step.traced)) return column === void 0 || column.default !== null;
  if (column?.default === null && isReadForAnother(step, key)) return false;
  return trace.scans.some(
    (name2) => step.liveTable(name2) !== null && (name2 === table || name2 !== key.references)
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
  if (!alone2 || start === -1) return advice5;
  const name2 = key.constraint ?? deriveName([table, ...key.columns], "_fkey");
  return inMigrations(
    [`ALTER TABLE ${table} ADD CONSTRAINT ${name2} ${sql.slice(start)} NOT VALID;`],
    [`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name2};`]
  );
}

// src/rules/foreign-key-without-on-delete.ts
var rule51 = {
  id: "foreign-key-without-on-delete",
  preset: "style",
  title: "Foreign key that does not say what a DELETE does",
  why: [
    "Without ON DELETE a row that something refers to cannot be deleted. That may be meant, or nobody has thought of it:",
    "the text does not tell."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Say `ON DELETE RESTRICT`, `NO ACTION`, `CASCADE` or `SET NULL`.",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers ON UPDATE CASCADE);"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id INTEGER PRIMARY KEY REFERENCES customers (id));"
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers /* nobody */ ON\n  DELETE NO ACTION);"
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE profiles (customer_id int PRIMARY KEY REFERENCES customers);",
      up: "ALTER TABLE profiles ADD COLUMN note text;",
      note: "It stood before."
    }
  ],
  *check(context) {
    const silent = chapters(context).flatMap((chapter) => texts(chapter, "add-constraint")).filter(([{ type, definition: definition2 }]) => type === "foreign-key" && !deleteAction(definition2).isStated);
    for (const [step, keys] of Map.groupBy(silent, ([, step2]) => step2))
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `What deleting a referenced row does is not said for ${listedShort(keys.map(([{ table, columns }]) => `${table} (${columns.join(", ")})`))}.`,
        fix: "Say ON DELETE RESTRICT, NO ACTION, CASCADE or SET NULL.",
        evidence: step.traced.trace.evidence
      };
  }
};

// src/rules/foreign-keys-forbidden.ts
var rule52 = {
  id: "foreign-keys-forbidden",
  preset: "policy",
  title: "A foreign key where the team wants none",
  why: [
    "The team does without foreign keys, as those do whose tables are sharded or copied by online tools:",
    "",
    "```yaml",
    "policy:",
    "  foreign-keys: forbidden",
    "```"
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Leave the foreign key out.",
  bad: [],
  good: [],
  *check(context) {
    if (context.policy["foreign-keys"] !== "forbidden") return;
    for (const chapter of chapters(context)) {
      for (const { kind, name: name2, definition: definition2, statement, evidence } of madeObjects(chapter)) {
        if (kind !== "constraint" || !/^\s*(?:foreign\s+key|references)\b/i.test(definition2)) continue;
        yield {
          migration: chapter.migration,
          statement,
          message: `${qualifier(name2)} gets a foreign key, and the team's policy wants none.`,
          fix: "Leave the foreign key out.",
          evidence
        };
      }
    }
  }
};

// src/rules/support/sqlite/lost-parts.ts
function lostParts(chapter, all) {
  const { migration, context } = chapter;
  return migration.changes.flatMap(({ action, object: kind, name: name2 }) => {
    if (action !== "drop" || kind !== "index" && kind !== "trigger") return [];
    const object = context.schemaBefore?.objects.get(`${kind} ${name2}`);
    const owner = object?.attributes.table ?? "";
    const rebuild = all.find(({ table }) => table === owner) ?? viewMadeAgain(chapter, owner);
    if (object === void 0 || rebuild === void 0) return [];
    if (isDroppedByName2(chapter, name2) || isReplaced(chapter, object) || namesGoneColumn(chapter, object))
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
function isDroppedByName2({ steps: steps2 }, name2) {
  return steps2.some(
    ({ traced }) => operations(traced, "drop-index").some(({ index }) => index === name2) || operations(traced, "drop").some((drop) => drop.name === name2)
  );
}
function isReplaced({ migration }, object) {
  return migration.made.some((made4) => {
    if (made4.kind === "constraint")
      return object.kind === "index" && qualifier(made4.name) === object.attributes.table && serves(meaningOfKey(made4), meaningOf(object));
    return made4.kind === object.kind && made4.attributes.table === object.attributes.table && (object.kind === "index" ? serves(meaningOf(made4), meaningOf(object)) : meaningOf(made4) === meaningOf(object));
  });
}
function serves(made4, lost) {
  const [columns, list4] = [lost, made4].map((meaning) => /^(?:UNIQUE )?\((.*)\)$/s.exec(meaning)?.[1]);
  const isLonger = columns !== void 0 && list4?.startsWith(`${columns}, `) === true;
  return made4 === lost || !lost.startsWith("UNIQUE") && (isLonger || made4 === `UNIQUE ${lost}`);
}
function meaningOf({ kind, attributes }) {
  const { definition: definition2 = "" } = attributes;
  if (kind !== "index") return definition2;
  const name2 = String.raw`(?:"(?:[^"]|"")*"|\S+)`;
  const parts2 = new RegExp(`^CREATE (UNIQUE )?INDEX ${name2} ON ${name2} (.*)$`, "s").exec(definition2);
  return parts2 === null ? definition2 : `${parts2[1] ?? ""}${parts2[2]}`;
}
function meaningOfKey({ attributes }) {
  return (attributes.definition ?? "").replace(/^PRIMARY KEY/, "UNIQUE");
}
function namesGoneColumn({ migration }, { attributes }) {
  const words2 = new Set((attributes.definition ?? "").match(/[\w$\u0080-\uffff]+/g));
  return migration.changes.some(
    ({ action, object, name: name2 }) => (action === "drop" || action === "rename") && object === "column" && qualifier(name2) === attributes.table && words2.has(bareName(name2))
  );
}
function statementFor({ kind, name: name2, attributes }) {
  const { definition: definition2 = "" } = attributes;
  return kind === "index" ? definition2 : `CREATE TRIGGER ${lastPart(name2)} ${definition2}`;
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
  const made4 = steps2.find(({ traced }) => operations(traced, "create-table").some((it) => it.table === next));
  const sql = withoutComments(made4?.traced.statement.sql ?? "");
  return /^[^(]*\bas\s*(?:\(|select\b|with\b|values\b)/i.test(sql) && migration.changes.some(
    ({ action, object, name: name2 }) => qualifier(name2) === table && action !== "add" && (object === "constraint" || object === "column")
  );
}
function isNoLonger({ migration }, table, property) {
  return migration.changes.some(
    ({ action, object, name: name2, detail }) => action === "alter" && object === "table" && name2 === table && detail.split("; ").includes(`no longer ${property}`)
  );
}
function losesAutoincrement(chapter, table) {
  const isLost = keyChanges(chapter, table).some((part) => part === "no longer autoincrement");
  return isLost && !hasOtherKey(chapter, table);
}
function hasOtherKey({ migration, context }, table) {
  const key = [...context.schemaBefore?.objects.values() ?? []].find(
    ({ kind, name: name2, attributes }) => kind === "constraint" && qualifier(name2) === table && attributes.autoincrement === "yes"
  );
  const isGone3 = migration.changes.some(({ action, name: name2 }) => action === "drop" && name2 === key?.name);
  return key === void 0 || isGone3 || keyChanges({ migration }, table).includes("no longer rowid");
}
function keyChanges({ migration }, table) {
  return migration.changes.filter(
    ({ action, object, name: name2 }) => action === "alter" && object === "constraint" && qualifier(name2) === table
  ).flatMap(({ detail }) => detail.split("; "));
}

// src/rules/support/sqlite/recipe.ts
var longest = 4e3;
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
    ...lostParts(chapter, all).map((part) => `${part.sql};`),
    "PRAGMA foreign_key_check;",
    "COMMIT;",
    ...legacy ? ["PRAGMA legacy_alter_table = OFF;"] : [],
    "PRAGMA foreign_keys = ON;"
  ].join("\n");
  return sql.length > longest ? null : sql;
}
function isLegacy({ statements }) {
  return statements.some(
    (traced) => operations(traced, "set").some(
      ({ name: name2, value }) => name2 === "legacy_alter_table" && /^(?:1|on|true|yes)$/i.test(value ?? "")
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
function textOf(name2) {
  return `'${bareName(name2).replaceAll("'", "''")}'`;
}
function withProperties(traced, properties) {
  const made4 = operations(traced, "create-table")[0]?.table;
  return properties.filter(({ rebuild }) => rebuild.next === made4).reduce((sql, { property }) => withProperty(sql, property), traced.statement.sql.trim());
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
function referencesTo(before2, table) {
  const children = [...before2?.objects.values() ?? []].flatMap(({ kind, name: name2, attributes }) => {
    const parent = /^FOREIGN KEY .*? REFERENCES ("(?:[^"]|"")*"|[^"( ]+)/.exec(attributes.definition ?? "");
    const isChild = kind === "constraint" && parent?.[1]?.toLowerCase() === lastPart(table).toLowerCase();
    return isChild ? [qualifier(name2)] : [];
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
var rule53 = {
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

// src/rules/identifier-too-long.ts
var rule54 = {
  id: "identifier-too-long",
  title: "A name is longer than PostgreSQL keeps",
  why: [
    "PostgreSQL keeps 63 bytes of a name, cuts the rest, and only says so in a notice. The object is then called otherwise",
    "than the migration says: tools that compare names see a difference for ever, and two long names that begin alike are",
    "one. Then the second CREATE fails, or with IF NOT EXISTS does nothing at all."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Choose a name of at most 63 bytes.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN date_on_which_the_order_was_confirmed_by_the_customer_in_writing date;"
    },
    {
      up: [
        "CREATE TABLE IF NOT EXISTS orders_which_are_open_and_were_confirmed_by_the_customer_in_2025 (id int PRIMARY KEY);",
        "CREATE TABLE IF NOT EXISTS orders_which_are_open_and_were_confirmed_by_the_customer_in_2026 (id int PRIMARY KEY);"
      ].join("\n"),
      note: "The second finds the first, and does nothing: an error."
    },
    {
      up: `DO $$ BEGIN EXECUTE 'CREATE TABLE "Gr\xF6\xDFte \xDCbersicht \xFCber alle jemals gepr\xFCften Auftr\xE4ge, M\xE4rz" (id int PRIMARY KEY)'; END $$;`,
      note: "Bytes, not characters; in code too."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN date_on_which_the_order_was_confirmed_by_the_customer_letter_ date;",
      note: "63 bytes."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, note text);",
      up: "UPDATE orders SET note = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz' WHERE id = 1;",
      note: "A text, not a name."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, date_on_which_the_order_was_confirmed_by_the_customer_in_writing date);",
      up: "CREATE VIEW confirmed AS SELECT id FROM orders WHERE date_on_which_the_order_was_confirmed_by_the_customer_in_writing IS NOT NULL;",
      note: "The name is older than the pull request."
    }
  ],
  *check(context) {
    const seen = /* @__PURE__ */ new Map();
    for (const chapter of chapters(context)) {
      for (const { step, written: written3, kept } of cutNames(chapter)) {
        const first = seen.get(kept);
        if (first === written3) continue;
        seen.set(kept, first ?? written3);
        yield {
          migration: step.migration,
          statement: step.traced,
          severity: first === void 0 ? "warning" : "error",
          message: first === void 0 ? `PostgreSQL keeps 63 bytes of a name: ${written3} is called ${kept}.` : `PostgreSQL keeps 63 bytes of a name: ${written3} and ${first} are both called ${kept}, and only the first is made.`,
          fix: `Choose a name of at most 63 bytes instead of ${written3}.`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function cutNames(chapter) {
  const given = namesGiven(chapter);
  return chapter.steps.flatMap(
    (step) => longNames(step.traced.statement.sql).flatMap((written3) => {
      const kept = shortened(written3);
      return given.has(kept) ? [{ step, written: written3, kept }] : [];
    })
  );
}
function namesGiven({ migration, steps: steps2, complete }) {
  const measured4 = [
    ...migration.made.map(({ name: name2 }) => name2),
    ...migration.changes.filter(({ action }) => action === "add" || action === "rename").map(({ name: name2 }) => name2)
  ];
  const told5 = complete ? [] : steps2.flatMap(({ traced }) => traced.statement.operations.flatMap(namesIn));
  return new Set([...measured4, ...told5].map(bareName));
}
function namesIn(operation) {
  switch (operation.kind) {
    case "create-table":
      return [operation.table, ...(operation.defines ?? []).map(({ column }) => column)];
    case "add-column":
      return [operation.column];
    case "add-constraint":
      return operation.constraint === null ? [] : [operation.constraint];
    case "create-index":
      return operation.index === null ? [] : [operation.index];
    case "rename-column":
    case "rename-table":
      return [operation.to];
    case "create":
      return [operation.name];
    default:
      return [];
  }
}
var name = /"((?:[^"]|"")*)"|[\p{L}_][\p{L}\p{N}_$]*/gu;
function longNames(sql) {
  const found2 = /* @__PURE__ */ new Set();
  for (const [word2, quoted4] of sql.matchAll(name)) {
    if (Buffer.byteLength(word2) <= 63) continue;
    const bare2 = quoted4 === void 0 ? word2.toLowerCase() : quoted4.replaceAll('""', '"');
    if (Buffer.byteLength(bare2) > 63) found2.add(bare2);
  }
  return [...found2];
}

// src/rules/index-not-concurrent.ts
var rule55 = {
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
      up: "-- one account an address\nCREATE UNIQUE INDEX IF NOT EXISTS users_email ON public.users (lower(email));",
      also: ["fails-on-some-rows"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "DO $$ BEGIN EXECUTE 'CREATE INDEX ON orders (customer_id)'; END $$;",
      note: "Code is run, so what it does is seen all the same."
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;"
      ].join("\n"),
      up: "CREATE INDEX ON orders (day);",
      note: "Each partition is locked until all are done."
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
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;"
      ].join("\n"),
      up: [
        "CREATE INDEX orders_day ON ONLY orders (day);",
        "CREATE INDEX CONCURRENTLY orders_any_day ON orders_any (day);",
        "ALTER INDEX orders_day ATTACH PARTITION orders_any_day;"
      ].join("\n"),
      note: "Nothing is built under the lock."
    }
  ],
  *check(context) {
    for (const { steps: steps2, migration } of chapters(context)) {
      const addsIndex = migration.changes.some(({ action, object }) => action === "add" && object === "index");
      for (const step of steps2) {
        const tables = wasMeasured(step.traced) ? measuredBuild(step, addsIndex) : buildByText(step);
        if (tables.length === 0) continue;
        const waiting = waitingTables(context, step, tables);
        yield {
          migration,
          statement: step.traced,
          message: messageOf2(context, step, tables, waiting.named),
          tables: waiting.tables,
          fix: fixFor12(context, step, tables),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function messageOf2({ schemaBefore }, step, tables, named) {
  const held = readersLockedOut(step, tables);
  const others = heldTables(step).filter(
    ({ table }) => !tables.includes(table) && schemaBefore?.objects.has(`table ${step.origin(table)}`)
  );
  return held === null ? `Writes to ${named} wait until the index is built${soDo(others)}.` : `Reads and writes of ${named} wait until the index is built: line ${held.line} keeps ${held.table} locked${soDo(others)}.`;
}
function soDo([first, ...more]) {
  if (first === void 0) return "";
  const { waiting, table, line } = first;
  const others = more.length === 0 ? "" : `, and ${more.length} more ${more.length === 1 ? "table" : "tables"}`;
  return `; so do ${waiting.toLowerCase()} ${table}, which line ${line} keeps locked${others}`;
}
function buildByText({ traced, liveTable }) {
  if (traced.trace.outcome === "failed") return [];
  return operations(traced, "create-index").filter(({ concurrently, only }) => !concurrently && !only).flatMap(({ table }) => liveTable(table) ?? []);
}
function measuredBuild(step, addsIndex) {
  const { trace } = step.traced;
  if (runsHiddenCode(step)) {
    const read4 = trace.locks.filter(
      ({ relation, mode }) => mode === "ShareLock" && trace.scans.includes(relation)
    );
    return addsIndex ? read4.flatMap(({ relation }) => step.liveTable(relation) ?? []) : [];
  }
  return trace.scans.some((relation) => step.liveTable(relation) !== null) ? buildByText(step) : [];
}
function fixFor12({ schemaBefore }, { migration, traced }, tables) {
  const [index] = operations(traced, "create-index");
  if (index === void 0)
    return "Build the index with CREATE INDEX CONCURRENTLY, as a statement of its own outside the block.";
  const [table = ""] = tables;
  const partitioned = wasMeasured(traced) && !tables.some((it) => traced.trace.scans.includes(it));
  if (partitioned)
    return indexByPartitions(schemaBefore, table, traced.statement.sql, migration) ?? partitionsAdvice(table);
  const sql = tables.includes(index.table) ? indexConcurrently(traced.statement.sql) : null;
  if (sql === null) return `Build the index on ${listed(tables)} with CREATE INDEX CONCURRENTLY.`;
  return migration.transaction === "authored" ? `-- in a file of its own, without BEGIN and COMMIT:
${sql}` : sql;
}

// src/rules/inline-check-on-new-column.ts
var rule56 = {
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
      ].join("\n"),
      also: ["foreign-key-missing-index"]
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
      up: "ALTER TABLE orders ADD COLUMN total int;\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;",
      note: "It is instant; the next migration validates it.",
      also: ["constraint-left-not-valid"]
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ADD COLUMN customer_id int REFERENCES customers;",
      note: "Nothing is read for a foreign key of an empty column.",
      also: ["foreign-key-missing-index"]
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
      for (const { table, columns, fix } of [...byText11(step), ...byCode7(step)]) {
        const { named, tables } = waitingTables(context, step, [table]);
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait while every row is checked because of the new ${columns.length === 1 ? "column" : "columns"} ${listed(columns)}.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var advice6 = "Add the column without the CHECK, then the CHECK as NOT VALID, and validate it in the next migration.";
function byText11(step) {
  const { table, newColumns: columns } = addedChecks(step);
  if (table === null || columns.length === 0) return [];
  return [{ table, columns, fix: alterInSteps(step, table) ?? advice6 }];
}
function byCode7(step) {
  return checksByCode(step).onNewColumns.map((scan) => ({ ...scan, fix: advice6 }));
}

// src/rules/insert-without-columns.ts
var rule57 = {
  id: "insert-without-columns",
  preset: "style",
  title: "An INSERT that counts on the order of the columns",
  why: [
    "Values without the names of their columns go by the order in which the columns stand, and that is not the same in a",
    "database that got its columns one by one and in one that was made from a dump."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Name the columns.",
  bad: [
    {
      base: "CREATE TABLE rates (id int PRIMARY KEY, rate int);",
      up: "INSERT INTO rates VALUES (1, 20);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE rates (id int PRIMARY KEY, rate int);",
      up: "INSERT INTO rates (id, rate) VALUES (1, 20);"
    },
    {
      up: "CREATE TABLE rates (id int PRIMARY KEY, rate int);\nINSERT INTO rates VALUES (1, 20);",
      note: "The order stands in the same pull request."
    }
  ],
  *check(context) {
    for (const { migration, traced, liveTable } of steps(context)) {
      const insert = operations(traced, "write-rows").find(
        ({ verb, table, given = [] }) => verb === "insert" && liveTable(table) !== null && given.some((column) => typeof column === "number")
      );
      if (insert === void 0) continue;
      yield {
        migration,
        statement: traced,
        message: `Values go into ${insert.table} by the order of its columns, which may be another one in production.`,
        fix: `Name the columns of ${insert.table}.`,
        evidence: traced.trace.evidence
      };
    }
  }
};

// src/rules/invalid-acceptance.ts
var rule58 = {
  id: "invalid-acceptance",
  title: "An acceptance that does not count",
  why: [
    "Somebody meant to accept a danger, and the gate cannot follow: there is no reason, no such rule, no such date, the",
    "digest is that of another text, or the configuration of the base branch or a fork does not allow it. The danger is",
    "still told, and blocks as before."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Write it as `-- migration-gate: allow <rule> because <reason>`, maybe with `until <date>`, or remove it.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "-- migration-gate: allow drop-table\nDROP TABLE orders;",
      also: ["drop-table"],
      note: "There is no reason."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "-- migration-gate: allow drop-tabel because nobody reads it since 2.0\nDROP TABLE orders;",
      also: ["drop-table"],
      note: "There is no such rule."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
      up: "DROP TABLE orders; -- migration-gate: allow drop-table because it is gone anyway until friday",
      also: ["drop-table"],
      note: "That is no date."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "-- migration-gate: allow drop-table because nobody reads it since 2.0\nDROP TABLE orders;",
      also: ["drop-table"],
      note: "Accepted: it is shown with its reason, and does not block."
    }
  ],
  // Told by `review/acceptance`: rules know nothing of who accepts them.
  check: () => []
};

// src/rules/invalid-index-left-behind.ts
var rule59 = {
  id: "invalid-index-left-behind",
  title: "An invalid index stays behind",
  why: [
    "No query uses an invalid index, a unique one does not hold, and `IF NOT EXISTS` takes it for a good one.",
    "An index that was made `ON ONLY` a partitioned table is invalid until an index of every partition is attached to it;",
    "a concurrent build that failed leaves one as well, which every write still pays for.",
    "",
    "A warning where the change leaves it so; a notice, once, where it stood before on a table that the change works on."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Attach an index of every partition with `ALTER INDEX \u2026 ATTACH PARTITION`; rebuild what a failed build left with `REINDEX INDEX CONCURRENTLY`, or drop it.",
  fixGoesFurther: "the index becomes valid",
  bad: [
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;"
      ].join("\n"),
      up: [
        "CREATE INDEX orders_id ON ONLY orders (id);",
        "CREATE INDEX CONCURRENTLY orders_any_id ON orders_any (id);",
        "ALTER INDEX orders_id ATTACH PARTITION orders_any_id;"
      ].join("\n"),
      note: "One of two partitions is attached."
    },
    {
      base: [
        'CREATE TABLE "Orders" (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF "Orders" DEFAULT;'
      ].join("\n"),
      up: `DO $$ BEGIN EXECUTE 'CREATE INDEX orders_id ON ONLY "Orders" (id)'; END $$;`
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;",
        "CREATE INDEX orders_id ON ONLY orders (id);"
      ].join("\n"),
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "It stood before: a notice."
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;",
        "CREATE INDEX orders_id ON ONLY orders (id);"
      ].join("\n"),
      up: [
        "CREATE INDEX CONCURRENTLY orders_any_id ON orders_any (id);",
        "ALTER INDEX orders_id ATTACH PARTITION orders_any_id;"
      ].join("\n"),
      also: ["missing-down"],
      note: "The change ends it; that no statement detaches an index again is told apart."
    },
    {
      base: "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
      up: "CREATE INDEX orders_id ON ONLY orders (id);",
      note: "Without partitions it is valid at once."
    },
    {
      base: [
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);",
        "CREATE TABLE orders_any PARTITION OF orders DEFAULT;",
        "CREATE INDEX orders_id ON ONLY orders (id);"
      ].join("\n"),
      up: "CREATE TABLE invoices (id int PRIMARY KEY);",
      note: "The change has nothing to do with it."
    }
  ],
  *check(context) {
    const { schemaBefore, schemaAfter } = context;
    if (schemaBefore === null || schemaAfter === null) return;
    const before2 = new Map(indexesOf(schemaBefore).map((index) => [index.name, index]));
    const invalid = indexesOf(schemaAfter).filter((it) => it.invalid);
    for (const index of invalid)
      if (before2.get(index.name)?.invalid !== true) yield* leftByChange(context, index);
    yield* standing(
      context,
      invalid.filter(({ name: name2 }) => before2.get(name2)?.invalid === true)
    );
  }
};
function* leftByChange(context, index) {
  const made4 = makerOf(context, index);
  if (made4 === null) return;
  const { migration, step } = made4;
  const sql = step === null || operations(step.traced, "create-index").length === 0 ? null : step.traced.statement.sql;
  const whole = sql === null ? null : indexByPartitions(context.schemaBefore, index.table, sql, migration);
  yield {
    migration,
    statement: step?.traced ?? null,
    message: `${index.name} stays invalid, and no query uses it${missingFor(context, index)}.`,
    fix: whole ?? rule59.fix.replaceAll("`", ""),
    evidence: "measured"
  };
}
function missingFor({ schemaAfter }, { name: name2, table }) {
  if (schemaAfter === null || !isPartitioned2(schemaAfter, table)) return "";
  const attached2 = [...schemaAfter.objects.values()].filter(({ kind, attributes }) => kind === "index" && attributes["attached to"] === name2).map(({ attributes }) => attributes.table);
  const missing6 = partitionsOf(schemaAfter, table).filter((partition) => !attached2.includes(partition));
  const some = missing6.length > 4 ? `${missing6.length} partitions` : listed(missing6);
  return missing6.length === 0 ? "" : `, until an index of ${some} is attached to it`;
}
function* standing(context, indexes) {
  for (const chapter of chapters(context)) {
    const step = chapter.steps.find((it) => indexes.some(({ table }) => worksOn(it, table)));
    if (step === void 0) continue;
    const touched2 = indexes.filter(({ table }) => chapter.steps.some((it) => worksOn(it, table)));
    const names2 = touched2.map(({ name: name2 }) => name2);
    const rebuilt = touched2.filter(({ table }) => !isPartitioned2(context.schemaBefore, table));
    yield {
      migration: chapter.migration,
      statement: step.traced,
      severity: "notice",
      message: `${listed(names2)} ${names2.length === 1 ? "is" : "are"} invalid since before this change: no query uses ${names2.length === 1 ? "it" : "them"}.`,
      fix: rebuilt.length === touched2.length ? [
        ownMigration,
        outsideTransaction(
          chapter.migration,
          names2.map((name2) => `REINDEX INDEX CONCURRENTLY ${name2};`)
        )
      ].join("\n") : rule59.fix.replaceAll("`", ""),
      evidence: "measured"
    };
    return;
  }
}
function worksOn({ traced, origin }, table) {
  return traced.trace.locks.some(({ relation }) => origin(relation) === table);
}

// src/rules/json-instead-of-jsonb.ts
var rule60 = {
  id: "json-instead-of-jsonb",
  preset: "style",
  title: "A document that cannot be compared",
  why: [
    "`json` has no equality: SELECT DISTINCT, GROUP BY and UNION over a row that has such a column fail, in queries that",
    "never name it. It is read anew from its text at each access, and takes no index. `jsonb` has all three."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `jsonb`, unless the text itself matters: the order of keys, blanks and duplicates.",
  bad: [
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, payload json);"
    }
  ],
  good: [
    { up: "CREATE TABLE orders (id int PRIMARY KEY, payload jsonb);" },
    { up: "CREATE TABLE orders (id int PRIMARY KEY, payload text);" }
  ],
  check: (context) => adviseOnColumns(
    context,
    ({ name: name2, type }) => /^json(?:\[|$)/.test(type) ? {
      message: `${name2} is ${type}: SELECT DISTINCT and GROUP BY over it fail.`,
      fix: `Make ${name2} jsonb.`
    } : null
  )
};

// src/rules/leftover-not-null-check.ts
var rule61 = {
  id: "leftover-not-null-check",
  title: "A CHECK that says no more than NOT NULL",
  why: [
    "The CHECK helped to set NOT NULL without a long lock. Now that the column is NOT NULL it only costs: every row that",
    "is written is checked twice.",
    "",
    "Told once a change, where it works on the table."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Drop the CHECK behind SET NOT NULL, in a statement of its own: dropped in the same one it proves nothing.",
  fixGoesFurther: "the CHECK is dropped",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));",
      up: "ALTER TABLE orders ALTER COLUMN total SET NOT NULL;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "Total" int NOT NULL CHECK ("Total" IS NOT NULL));',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Orders" ADD COLUMN note text;',
      note: "An earlier migration left it."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));",
      up: "DO $$ BEGIN ALTER TABLE orders ALTER COLUMN total SET NOT NULL; END $$;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));",
      up: "ALTER TABLE orders ALTER COLUMN total SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT given;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT given CHECK (total IS NOT NULL));",
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "The column is not NOT NULL yet: the CHECK is still needed."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL CHECK (total IS NOT NULL AND total > 0));",
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "It says more."
    }
  ],
  *check(context) {
    const left = leftovers(context);
    const [first] = left;
    if (first !== void 0) yield matchOf2(first.step, left);
  }
};
function leftovers(context) {
  return [...context.schemaAfter?.objects.values() ?? []].flatMap((object) => {
    const column = provenColumn(object);
    if (column === null || before(context, object) === void 0 || !isRequired2(context, column)) return [];
    const step = whatRequired(context, column) ?? firstTouch(context, qualifier(object.name));
    return step === void 0 ? [] : [{ name: object.name, step }];
  });
}
function provenColumn({ kind, name: name2, attributes }) {
  if (kind !== "constraint" || attributes.of !== void 0 || attributes.inherited !== void 0) return null;
  const [, column] = /^CHECK \(("(?:[^"]|"")*"|[^\s()"]+) IS NOT NULL\)$/.exec(attributes.definition ?? "") ?? [];
  return column === void 0 ? null : `${qualifier(name2)}.${column}`;
}
function isRequired2({ schemaAfter }, column) {
  return schemaAfter?.objects.get(`column ${column}`)?.attributes["not null"] === "yes";
}
function whatRequired(context, column) {
  for (const chapter of chapters(context)) {
    const step = find(
      chapter,
      "set-not-null",
      (it) => it.column === lastPart(column) && lastPart(it.table) === lastPart(qualifier(column))
    );
    if (step !== void 0) return step;
  }
  return void 0;
}
function matchOf2(step, left) {
  const { migration, traced } = step;
  const one = left.length === 1;
  return {
    migration,
    statement: traced,
    message: `${listedShort(left.map(({ name: name2 }) => name2))} ${one ? "says" : "say"} no more than NOT NULL, which the ${one ? "column is" : "columns are"} by now.`,
    fix: fixFor13(step, left),
    evidence: "measured"
  };
}
function fixFor13(step, left) {
  const drops2 = left.map(({ name: name2 }) => `ALTER TABLE ${qualifier(name2)} DROP CONSTRAINT ${lastPart(name2)};`);
  if (isOpaque(step.traced)) return `Drop ${listedShort(left.map(({ name: name2 }) => name2))}.`;
  if (operations(step.traced, "set-not-null").length === 0) return [ownMigration, ...drops2].join("\n");
  const own = ownText(step, [...new Set(left.map(({ name: name2 }) => qualifier(name2)))]);
  return own === null ? `Drop ${listedShort(left.map(({ name: name2 }) => name2))} behind it.` : [own, ...drops2].join("\n");
}

// src/rules/lock-timeout-kills-concurrent-build.ts
var short = 6e4;
var rule62 = {
  id: "lock-timeout-kills-concurrent-build",
  title: "A short lock_timeout cancels a concurrent build",
  why: [
    "A concurrent build waits for every transaction that is older than it, of whatever table, and `lock_timeout` counts",
    "for that wait too: a report that runs for longer than the limit is enough to cancel the build, and what it leaves is",
    "an invalid index that no query uses and every write pays for. Dropping and rebuilding concurrently wait alike.",
    "",
    "Such a wait stops nobody, as reads and writes go on meanwhile. So the limit that protects others from ALTER TABLE",
    "is of no use here."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Lift `lock_timeout` for this one statement, and set it again behind it.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "SET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);"
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nCREATE INDEX "Orders day" ON orders (day);',
      up: 'SET SESSION lock_timeout TO 1000;\nDROP INDEX CONCURRENTLY "Orders day";'
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: [
        "BEGIN;",
        "SET lock_timeout = '2s';",
        "ALTER TABLE orders ADD COLUMN note text;",
        "COMMIT;",
        "REINDEX TABLE CONCURRENTLY orders;"
      ].join("\n"),
      note: "A setting of the session outlives the transaction."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "SET lock_timeout = '5s';\nSET lock_timeout = 0;\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "SET lock_timeout = '30min';\nCREATE INDEX CONCURRENTLY orders_day ON orders (day);"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: [
        "BEGIN;",
        "SET LOCAL lock_timeout = '2s';",
        "ALTER TABLE orders ADD COLUMN note text;",
        "COMMIT;",
        "CREATE INDEX CONCURRENTLY orders_day ON orders (day);"
      ].join("\n"),
      note: "SET LOCAL ends with its transaction."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const timeouts = lockTimeouts(chapter);
      for (const [place2, step] of chapter.steps.entries()) {
        const timeout = timeouts[place2];
        if (typeof timeout !== "number" || timeout === 0 || timeout >= short) continue;
        const left = leftBehind(context, step);
        if (left === null) continue;
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `A transaction elsewhere that is open for longer than ${shown2(timeout)} (lock_timeout) cancels this, and ${left}.`,
          fix: outsideTransaction(chapter.migration, [
            "SET lock_timeout = 0;",
            `${step.traced.statement.sql.trim()};`,
            `SET lock_timeout = '${shown2(timeout).replace(" ", "")}';`
          ]),
          evidence: "inferred"
        };
      }
    }
  }
};
function leftBehind(context, step) {
  const { traced } = step;
  if (traced.trace.outcome === "failed") return null;
  const [created2] = operations(traced, "create-index");
  if (created2?.concurrently && step.liveTable(created2.table) !== null)
    return `${created2.index ?? "its index"} stays behind as invalid`;
  const [dropped4] = operations(traced, "drop-index");
  if (dropped4?.concurrently && isKnown(context, step, dropped4.index))
    return `${dropped4.index} stays behind as invalid`;
  const [rebuilt] = operations(traced, "reindex");
  const isLive3 = rebuilt?.scope === "table" ? step.liveTable(rebuilt.target) !== null : rebuilt !== void 0;
  return rebuilt?.concurrently && isLive3 ? "a second, invalid index stays behind" : null;
}
function isKnown(context, step, index) {
  const isLive3 = context.schemaBefore === null || liveIndex(context, step, index) !== null;
  return isLive3 && !isMadeByChange(context, step, index);
}
function shown2(milliseconds2) {
  return milliseconds2 % 1e3 === 0 ? `${milliseconds2 / 1e3} s` : `${milliseconds2} ms`;
}

// src/rules/support/tables-read.ts
function tablesRead({ schemaBefore, schemaAfter }, { traced }) {
  const { scans } = traced.trace;
  const written3 = operations(traced, "write-rows").flatMap(
    ({ verb, table }) => verb === "delete" ? [] : [lastPart(table)]
  );
  if (scans.length === 0 || written3.length === 0) return scans;
  const parents = new Set(
    [schemaBefore, schemaAfter].flatMap((schema) => schema === null ? [] : foreignKeysOf(schema)).filter(({ table }) => written3.includes(lastPart(table))).map(({ parent }) => parent)
  );
  return scans.filter((table) => !parents.has(table) || isNamed2(traced.statement.sql, table));
}
function isNamed2(sql, table) {
  const name2 = bareName(table).toLowerCase();
  const words2 = sql.toLowerCase();
  const isPart = (character) => character !== void 0 && /[\w$\u0080-\uffff]/.test(character);
  for (let at = words2.indexOf(name2); at !== -1; at = words2.indexOf(name2, at + 1))
    if (!isPart(words2[at - 1]) && !isPart(words2[at + name2.length])) return true;
  return false;
}

// src/rules/long-work-after-strong-lock.ts
var rule63 = {
  id: "long-work-after-strong-lock",
  covers: ["backfill-in-ddl-transaction", "statement-after-strong-lock"],
  title: "A table stays locked while rows of this or another one are worked through",
  why: [
    "A lock is held until its transaction ends, not until its statement does. An `ALTER TABLE` that takes a millisecond",
    "keeps everybody out for as long as the backfill behind it runs, whichever table that works on.",
    "",
    "Both halves were seen: the lock that an earlier statement left, and a table that the later one reads from end to end.",
    "Where rows are changed, it is an error; where they are only read, as by a query that looks for something to insert,",
    "a warning. Told once a migration."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Put the work on rows into a migration of its own, after the one that changes the schema.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE TABLE lines (id int PRIMARY KEY, net int);",
      up: "ALTER TABLE orders ADD COLUMN net int;\nUPDATE lines SET net = 0 WHERE net < 0;",
      note: "Nobody reads orders until the last of the lines is looked at."
    },
    {
      base: 'CREATE TABLE "Orders" (id int PRIMARY KEY, total int, paid boolean);',
      up: [
        "BEGIN;",
        'ALTER TABLE "Orders" ALTER total SET DEFAULT 0;',
        'DO $$ BEGIN UPDATE "Orders" SET total = 0 WHERE NOT paid; END $$;',
        "COMMIT;"
      ].join("\n"),
      note: "What the block of code reads was seen."
    },
    {
      base: [
        "CREATE TABLE users (id int PRIMARY KEY, plan text);",
        "CREATE SCHEMA old;",
        "CREATE TABLE old.subscriptions (id int PRIMARY KEY, plan text);",
        "CREATE TABLE plans (name text);"
      ].join("\n"),
      up: "ALTER TABLE users ADD COLUMN trial boolean;\nINSERT INTO plans SELECT DISTINCT plan FROM old.subscriptions;",
      note: "Rows are read only: a warning."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE TABLE lines (id int PRIMARY KEY, net int);",
      up: "BEGIN;\nALTER TABLE orders ADD COLUMN net int;\nCOMMIT;\nUPDATE lines SET net = 0 WHERE net < 0;",
      note: "The lock is gone before."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD COLUMN net int;\nUPDATE orders SET net = 0 WHERE id = 1;",
      note: "One row, found by its key."
    },
    {
      base: "CREATE TABLE lines (id int PRIMARY KEY, net int);",
      up: "CREATE TABLE totals (id int PRIMARY KEY, net int);\nALTER TABLE totals ADD COLUMN gross int;\nINSERT INTO totals SELECT id, net FROM lines;",
      note: "Only the new table is locked."
    },
    {
      base: "CREATE TABLE lines (id int PRIMARY KEY, net int);",
      up: "UPDATE lines SET net = 0 WHERE net < 0;\nALTER TABLE lines ADD COLUMN gross int;",
      note: "The lock comes last."
    }
  ],
  speaksLast: true,
  *check(context, told5) {
    const better = new Set(told5.filter(tells).map(({ match }) => match.statement));
    for (const chapter of chapters(context)) {
      const match = longWork(context, chapter, better);
      if (match !== null) yield match;
    }
  }
};
function longWork(context, chapter, told5) {
  const found2 = chapter.steps.flatMap((step2) => {
    const isTold2 = told5.has(step2.traced) || wholeWrites(chapter, step2).length > 0;
    return isTold2 ? [] : workUnder(context, step2) ?? [];
  });
  const changing = found2.filter(({ step: step2 }) => changesRows(step2));
  const [first] = changing.length > 0 ? changing : found2;
  if (first === void 0) return null;
  const { step, held } = first;
  const { named } = waitingTables(context, step, first.tables);
  const more = found2.length > 1 ? `; so do ${found2.length - 1} more statements of this migration` : "";
  return {
    migration: chapter.migration,
    statement: step.traced,
    severity: changing.length > 0 ? "error" : "warning",
    tables: found2.flatMap((work) => waitingTables(context, work.step, work.tables).tables),
    message: `${held.waiting} ${held.table}, locked by line ${held.line}, wait while this reads every row of ${named}${more.replace("do 1 more statements", "does 1 more statement")}.`,
    fix: `Put it into a migration of its own, so that the lock on ${held.table} is gone before.`,
    evidence: "measured"
  };
}
function workUnder(context, step) {
  const { traced } = step;
  if (!wasMeasured(traced)) return null;
  const { locks: locks2 } = traced.trace;
  const tables = tablesRead(context, step).filter((table) => step.liveTable(table) !== null);
  if (tables.length === 0 || locks2.some((lock) => isStrong(lock) && tables.includes(lock.relation))) return null;
  const [held] = heldTables(step);
  return held === void 0 ? null : { step, held, tables };
}
function tells({ match: { tables = [] } }) {
  return tables.length > 0;
}
function changesRows({ traced }) {
  const verbs = operations(traced, "write-rows").map(({ verb }) => verb);
  if (verbs.length > 0) return verbs.some((verb) => verb !== "insert" && verb !== "copy");
  const { scans, locks: locks2 } = traced.trace;
  return locks2.some(({ relation, mode }) => mode === "RowExclusiveLock" && scans.includes(relation));
}

// src/rules/long-write-lock.ts
var rule64 = {
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
      const named = tables.map((table) => withSize(table, context.size(table)));
      yield {
        migration: chapter.migration,
        statement: first.step.traced,
        tables,
        message: `No other connection writes while every row of ${listedShort(named)} is read or written${restOf(long.length)}.`,
        fix: rule64.fix.replaceAll("`", ""),
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
  const tables = wasMeasured(traced) ? [...rewrites, ...locks2.length > 0 && copiesRows(step) ? scans : []] : byText12(step);
  const live = [...new Set(tables)].flatMap(
    (name2) => step.liveTable(name2) === null ? [] : [step.origin(name2) ?? name2]
  );
  const told5 = new Set(wholeWrites(chapter, step).map(({ table }) => table));
  return live.filter(
    (table) => !told5.has(table) || wholeWrites(chapter, step).every((it) => fillsNewColumns(step, it))
  );
}
function copiesRows({ traced }) {
  return traced.statement.operations.some(
    (operation) => operation.kind === "create-index" || operation.kind === "reindex" || operation.kind === "create-table" || operation.kind === "write-rows" && (operation.verb === "insert" || !operation.filtered)
  );
}
function byText12({ traced }) {
  return [
    ...operations(traced, "create-index"),
    ...operations(traced, "drop-column"),
    ...operations(traced, "write-rows").filter(({ filtered }) => !filtered)
  ].map(({ table }) => table);
}

// src/rules/missing-analyze-after-backfill.ts
var rule65 = {
  id: "missing-analyze-after-backfill",
  preset: "style",
  title: "No ANALYZE after every row was written",
  why: [
    "After a backfill the planner still believes what it knew of the column before, that all of it is NULL, and chooses",
    "its plans by that until autovacuum comes around."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Run ANALYZE on the table after the backfill.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "UPDATE orders SET total = total * 100;",
      also: ["update-or-delete-without-where"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "UPDATE orders SET total = total * 100;\nANALYZE orders;",
      also: ["update-or-delete-without-where"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "UPDATE orders SET total = 0 WHERE id = 1;"
    }
  ],
  *check(context) {
    const analyzed = lastAnalyses(steps(context));
    let place2 = 0;
    for (const chapter of chapters(context)) {
      for (const step of chapter.steps) {
        place2 += 1;
        const table = wholeWrites(chapter, step).find(({ verb }) => verb === "update")?.table;
        if (table === void 0 || [lastPart(table), everything].some((it) => (analyzed.get(it) ?? 0) > place2))
          continue;
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `Plans for ${table} follow what stood there before, until it is analyzed.`,
          fix: `Run ANALYZE ${table} after the last batch.`,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var everything = "";
function lastAnalyses(all) {
  const found2 = /* @__PURE__ */ new Map();
  for (const [place2, { traced }] of all.entries()) {
    const { sql } = traced.statement;
    if (!/^\s*(?:analy[sz]e\b|vacuum\s*(?:\([^)]*\banaly[sz]e\b|.*\banaly[sz]e\b))/i.test(sql)) continue;
    const names2 = /^\s*analy[sz]e\s*$/i.test(sql) ? [everything] : sql.match(identifier2) ?? [];
    for (const name2 of names2)
      found2.set(name2, place2 + 1).set(name2.startsWith('"') ? name2 : name2.toLowerCase(), place2 + 1);
  }
  return found2;
}
var identifier2 = /"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g;

// src/rules/missing-down.ts
var rule66 = {
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
      base: [
        "CREATE OPERATOR FAMILY loose USING btree;",
        "ALTER OPERATOR FAMILY loose USING btree ADD OPERATOR 1 < (int4, int4), FUNCTION 1 btint4cmp(int4, int4);"
      ].join("\n"),
      up: "DROP OPERATOR FAMILY loose USING btree;",
      note: "The generated down does not know how to put its members back."
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
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN age int;",
      down: "SELECT 1;",
      note: "There is one; that it does not lead back is told of the down.",
      also: ["down-does-not-restore"]
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
      const told5 = noWayBack(migration.down) ?? (context.expectsDown(migration) ? expected(migration) : null);
      const evidence = migration.down.schema === "unverified" ? "inferred" : "measured";
      if (told5 !== null) yield { migration, statement: null, line: 1, evidence, ...told5 };
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
  const told5 = (problem) => ({ message: `There is no down file, and ${problem}.`, fix });
  switch (schema) {
    case "equal":
    case "equal-except-order":
      return null;
    case "impossible":
      return told5(`none can be generated${reason}`);
    case "unverified":
      return told5(`whether a generated one works could not be seen${reason}`);
    case "unequal":
      return told5(
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

// src/rules/missing-lock-timeout.ts
var rule67 = {
  id: "missing-lock-timeout",
  covers: [
    "lock-timeout-zero",
    "lock-timeout-too-long",
    "lock-timeout-too-late",
    "foreign-key-touches-parent-lock"
  ],
  title: "A strong lock is waited for without limit",
  why: [
    "ALTER TABLE and its kin wait until every running query of the table has ended, and whoever comes later waits",
    "behind them: one long query is enough to stop the whole application, although the change itself takes no time.",
    "With `lock_timeout` the migration gives up instead, and can be run again.",
    "",
    "Told once a pull request, at the first such statement, where no timeout is set before it, where it is set to 0,",
    "which means none, or to more than a minute. Our own runner sets the timeout itself; where another tool runs the",
    "migrations, the file has to."
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
var longest2 = 6e4;
function firstUnlimited(context) {
  for (const chapter of chapters(context)) {
    const timeouts = lockTimeouts(chapter);
    for (const [place2, step] of chapter.steps.entries()) {
      const timeout = timeouts[place2] ?? "unknown";
      if (timeout === "unknown" || timeout > 0 && timeout <= longest2) continue;
      const reason = reasonFor(chapter, place2, timeout);
      const lock = reason === null ? null : strongLock(step, context.schemaBefore);
      if (reason === null || lock === null) continue;
      const { traced, migration } = step;
      const others = lock.mode === "AccessExclusiveLock" ? "reads and writes" : "writes";
      return {
        migration,
        statement: traced,
        message: `While this waits behind a long query of ${lock.relation}, all later ${others} of the table wait behind it: ${reason}.`,
        fix: `SET ${traced.inTransaction ? "LOCAL " : ""}lock_timeout = '5s';`,
        evidence: traced.trace.evidence
      };
    }
  }
  return null;
}
function reasonFor(chapter, place2, timeout) {
  if (timeout > longest2) return `lock_timeout is ${timeout / 6e4} minutes`;
  const { before: before2, behind } = settingsAround(chapter);
  const last = before2[place2];
  if (last !== void 0 && last.value !== null && Number.parseFloat(last.value) === 0)
    return `lock_timeout is set to ${last.value}, which is no limit`;
  if (chapter.migration.migration.runner === "ours") return null;
  const later = behind[place2];
  return later === void 0 ? "no lock_timeout is set" : `lock_timeout is set behind it only, in line ${later.traced.statement.line}`;
}
var settingsAround = remembered(({ steps: steps2 }) => {
  let last;
  const before2 = steps2.map((step) => {
    const known = last;
    last = settings(step).at(-1) ?? last;
    return known;
  });
  let next;
  const behind = steps2.toReversed().map((step) => {
    if (settings(step).length > 0) next = step;
    return next;
  });
  return { before: before2, behind: behind.reverse() };
});
function settings({ traced }) {
  return operations(traced, "set").filter(({ name: name2 }) => name2 === "lock_timeout");
}

// src/rules/naming-convention.ts
var rule68 = {
  id: "naming-convention",
  preset: "policy",
  title: "A name that is not as the team wants it",
  why: [
    "The team said what the names of new objects look like: a regular expression for the whole name of each kind.",
    "",
    "```yaml",
    "policy:",
    "  naming:",
    "    table: '[a-z][a-z0-9_]*'",
    "    index: '.*_(idx|key)'",
    "```",
    "",
    "Kinds: table, column, index, constraint, view, function, sequence, trigger, type and schema."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Choose a name that fits.",
  bad: [],
  good: [],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const made4 of madeObjects(chapter)) {
        const pattern = patternFor(context, made4);
        const name2 = bareName(withoutArguments(made4.name));
        if (pattern === null || name2 === "" || new RegExp(`^(?:${pattern})$`, "u").test(name2)) continue;
        yield {
          migration: chapter.migration,
          statement: made4.statement,
          message: `The name of the ${made4.kind} ${made4.name} is not as the team's policy wants it: ${pattern}.`,
          fix: `Choose a name that fits ${pattern}.`,
          evidence: made4.evidence
        };
      }
    }
  }
};
var asKind = {
  "materialized view": "view",
  "materialized-view": "view",
  procedure: "function",
  domain: "type"
};
function patternFor({ policy }, { kind, name: name2 }) {
  if (/\s/.test(bareName(name2)) && kind === "constraint") return null;
  const known = policy.naming;
  return known?.[asKind[kind] ?? kind] ?? null;
}

// src/rules/support/sqlite/features.ts
function featuresOf({ sql, operations: operations2 }) {
  const needed = [...operations2.flatMap(byOperation), ...byText13.filter(({ pattern }) => pattern.test(sql))];
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
var byText13 = [
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
  const place2 = b.findIndex((part, at) => part !== (a[at] ?? 0));
  return place2 === -1 || (a[place2] ?? 0) > (b[place2] ?? 0);
}

// src/rules/needs-newer-version.ts
var rare = "3.53";
var rule69 = {
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
          const where2 = serverVersion === null ? "older ones, which most drivers bring," : `SQLite ${serverVersion}`;
          yield {
            migration,
            statement,
            severity: serverVersion === null ? "warning" : "error",
            message: `${what} works from SQLite ${since} on; ${where2} cannot run it.`,
            fix: "Build the table anew, or update the engine of every target first.",
            evidence: "inferred"
          };
        }
  }
};

// src/rules/nested-or-unclosed-transaction.ts
var rule70 = {
  id: "nested-or-unclosed-transaction",
  title: "A COMMIT ends the runner's transaction",
  why: [
    "goose, dbmate, sqlx, Diesel and Drizzle open a transaction around a migration and write into their history table in",
    "the same one, so that both are there or none. A COMMIT in the file ends it before: what follows runs statement by",
    "statement, and the record of the migration stands outside. Where it is stopped in between, the migration was run and",
    "nobody knows.",
    "",
    "PostgreSQL takes a BEGIN inside a transaction, and a COMMIT outside of one, with no more than a warning. SQLite",
    "refuses both: there the COMMIT that the tool sends in the end fails, and the deploy with it.",
    "",
    "A file that begins a transaction and does not end it, or takes back its own work, is told by `could-not-verify`."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Remove BEGIN and COMMIT, or tell the tool to open no transaction for this file.",
  bad: [],
  good: [],
  *check(context) {
    for (const chapter of chapters(context)) {
      const { transaction, runner } = chapter.migration.migration;
      if (transaction !== "wrapped" || runner === "ours") continue;
      const commit = chapter.steps.find(({ traced }) => endsTransaction2(traced));
      if (commit === void 0) continue;
      yield {
        migration: chapter.migration,
        statement: commit.traced,
        ...context.dialect === "sqlite" ? inSqlite(chapter) : inPostgres(chapter, commit),
        fix: fixFor14(chapter),
        evidence: "inferred"
      };
    }
  }
};
function endsTransaction2(traced) {
  return traced.trace.outcome !== "failed" && operations(traced, "transaction").some(({ verb }) => verb === "commit" || verb === "prepare");
}
function inPostgres({ steps: steps2, migration }, commit) {
  const tool = migration.migration.format;
  const behind = steps2.slice(steps2.indexOf(commit) + 1);
  const isLast = behind.every(({ traced }) => operations(traced, "transaction").length > 0);
  return {
    message: isLast ? `COMMIT ends the transaction of ${tool}: its record of the migration stands outside, and where it is stopped in between, the migration runs again.` : `COMMIT ends the transaction of ${tool}: where a later statement fails, what ran before stays, and the migration cannot be run again.`
  };
}
function inSqlite({ migration }) {
  return {
    severity: "error",
    message: `The deploy fails at its end: COMMIT ends the transaction of ${migration.migration.format}, whose own COMMIT then finds none.`
  };
}
var without = {
  goose: "-- +goose NO TRANSACTION",
  dbmate: "-- migrate:up transaction:false",
  sqlx: "-- no-transaction",
  diesel: "run_in_transaction = false in metadata.toml"
};
function fixFor14({ migration: { migration } }) {
  const told5 = without[migration.format];
  const or = told5 === void 0 ? "" : `; or say ${told5}, so that yours is the only one`;
  return `Remove BEGIN and COMMIT: ${migration.format} opens a transaction itself${or}.`;
}

// src/rules/no-primary-key.ts
var rule71 = {
  id: "no-primary-key",
  preset: "style",
  title: "New table without a primary key",
  why: [
    "Rows of a table without a primary key cannot be told apart: logical replication refuses their UPDATE and DELETE,",
    "backfills cannot go in batches by key, and tools that copy a table while it is in use refuse it.",
    "",
    "Partitions have the key of their parent, and a table that a query makes is a copy: neither is told."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Give it a primary key: of the columns that tell its rows apart, or an identity column.",
  bad: [
    { up: "CREATE TABLE order_tags (order_id int, tag_id int);" },
    { dialect: "sqlite", up: "CREATE TABLE order_tags (order_id INTEGER, tag_id INTEGER);" }
  ],
  good: [
    { up: "CREATE TABLE order_tags (order_id int, tag_id int, PRIMARY KEY (order_id, tag_id));" },
    { up: "CREATE TABLE tags (id int);\nALTER TABLE tags ADD PRIMARY KEY (id);" },
    { up: "CREATE TABLE tags_copy AS SELECT 1 AS id;" },
    { dialect: "sqlite", up: "CREATE TABLE tags (id INTEGER PRIMARY KEY);" }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { made: made4, traced } of created(chapter)) {
        if (traced.trace.outcome === "failed" || hasKey(context, made4)) continue;
        yield {
          migration: chapter.migration,
          statement: traced,
          message: `Rows of ${made4.table} cannot be told apart: it has no primary key.`,
          fix: rule71.fix,
          evidence: traced.trace.evidence
        };
      }
    }
  }
};
function created({ steps: steps2 }) {
  return steps2.flatMap(
    ({ traced }) => operations(traced, "create-table").filter(
      () => !/^\s*create\s+(?:global\s+|local\s+)?temp|\)?\s*\bas\s+(?:select|with|table|values)\b|\bpartition\s+of\b|\blike\b/i.test(
        traced.statement.sql
      )
    ).map((made4) => ({ made: made4, traced }))
  );
}
var keyed = textsBy("add-constraint", (it) => it.type === "primary-key" ? lastPart(it.table) : null);
var dropped2 = textsBy("drop-table", ({ table }) => lastPart(table));
function hasKey(context, { table }) {
  const texts2 = chapters(context).some(
    (chapter) => keyed(chapter).has(lastPart(table)) || dropped2(chapter).has(lastPart(table))
  );
  if (texts2 || context.schemaAfter === null) return texts2;
  const made4 = newTables(context).get(lastPart(table));
  if (made4 === void 0) return true;
  return keyedTables(context.schemaAfter).has(made4.name);
}
var newTables = remembered(
  (context) => new Map(
    newcomers(context, ["table"]).toReversed().map((it) => [lastPart(it.name), it])
  )
);
var keyedTables = remembered(
  ({ objects }) => new Set(
    [...objects.values()].filter((it) => it.kind === "constraint" && /^PRIMARY KEY\b/i.test(it.attributes.definition ?? "")).map(({ name: name2 }) => qualifier(name2))
  )
);

// src/rules/not-enforced-constraint.ts
var rule72 = {
  id: "not-enforced-constraint",
  title: "A constraint that is not enforced",
  why: [
    "PostgreSQL 18 keeps a NOT ENFORCED constraint in the catalog and never looks at it: rows that break it come in, and",
    "whoever reads the schema believes that there are none. Where the constraint was enforced before, what it promised",
    "ends with this migration."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Add it as `NOT VALID` where only the old rows are in the way: then new rows are checked from the start.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT ENFORCED;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY REFERENCES shop."Customers");',
      up: "SET LOCAL search_path = shop;\nALTER TABLE orders ALTER CONSTRAINT orders_id_fkey NOT ENFORCED;",
      note: "It was enforced before: a warning."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN ALTER TABLE orders ADD CHECK (total > 0) NOT ENFORCED; END $$;",
      note: "Code is run, so the constraint is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY REFERENCES customers NOT ENFORCED);",
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "It stood before."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total > 0) ENFORCED);"
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT positive CHECK (total > 0) NOT ENFORCED);\nALTER TABLE orders DROP CONSTRAINT positive;",
      note: "It is gone in the end."
    }
  ],
  *check(context) {
    for (const { place: place2, table, constraint, wasEnforced, evidence } of [
      ...bySchema4(context),
      ...byText14(context)
    ])
      yield {
        migration: place2.migration,
        statement: place2.statement,
        ...wasEnforced ? { severity: "warning" } : {},
        message: `${constraint ?? "A constraint"} of ${table} is ${wasEnforced ? "no longer" : "not"} enforced: rows that break it come in.`,
        fix: wasEnforced ? "Keep it enforced, or drop it, so that nobody relies on it." : "Add it as NOT VALID where only the old rows are in the way: then new rows are checked from the start.",
        evidence
      };
  }
};
function bySchema4(context) {
  return [...context.schemaAfter?.objects.values() ?? []].flatMap((object) => {
    const { kind, name: name2, attributes } = object;
    const isCopy = attributes.of !== void 0 || attributes.inherited !== void 0;
    if (kind !== "constraint" || isCopy || !isUnenforced(attributes.definition)) return [];
    const old = before(context, object);
    if (isUnenforced(old?.attributes.definition)) return [];
    const wasEnforced = old !== void 0;
    const type = attributes.definition?.startsWith("CHECK") ? "check" : "foreign-key";
    const columns = identifiersIn(/^FOREIGN KEY \((.*?)\)/.exec(attributes.definition ?? "")?.[1]);
    const place2 = wasEnforced ? placeOfAlter(context, name2) : placeOfConstraint(context, object, type, columns);
    return place2 === null ? [] : [{ place: place2, ...partsOf2(name2), wasEnforced, evidence: "measured" }];
  });
}
function partsOf2(name2) {
  return { table: qualifier(name2), constraint: lastPart(name2) };
}
function isUnenforced(definition2 = "") {
  return / NOT ENFORCED$/.test(definition2);
}
function placeOfAlter(context, name2) {
  for (const chapter of chapters(context))
    for (const step of chapter.steps) {
      const { sql, operations: all } = step.traced.statement;
      const isTable3 = all.some(
        (it) => it.kind === "alter-table" && lastPart(it.table) === lastPart(qualifier(name2))
      );
      if (isTable3 && /\bnot\s+enforced\b/i.test(sql) && !/\badd\b/i.test(sql))
        return { migration: step.migration, statement: step.traced, step };
    }
  return placeOfChange(context, name2);
}
function byText14(context) {
  return chapters(context).flatMap((chapter) => texts(chapter, "add-constraint")).filter(([it, { traced }]) => isUnseen(traced) && /\bnot\s+enforced\s*$/i.test(it.definition)).map(([{ table, constraint }, step]) => ({
    place: { migration: step.migration, statement: step.traced, step },
    table,
    constraint,
    wasEnforced: false,
    evidence: "inferred"
  }));
}

// src/rules/not-rerunnable.ts
var rule73 = {
  id: "not-rerunnable",
  title: "A migration without a transaction cannot be run again",
  why: [
    "Without a transaction each statement stays once it has run. When a later one fails, or the deploy is stopped, the tool",
    "knows nothing of the part that is done and begins again at the top: there it stops at what stands already, or inserts",
    "rows twice. From then on somebody has to mend the database by hand.",
    "",
    "Our own runner writes down each statement and goes on behind the last one that ran, so it is not told there.",
    "`IF NOT EXISTS` is no help for an index that is built `CONCURRENTLY`, which a failed build leaves behind broken:",
    "`DROP INDEX CONCURRENTLY IF EXISTS` before it is."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Give each statement a migration of its own, or write it so that it can run twice.",
  bad: [],
  good: [],
  *check(context) {
    for (const { migration, steps: steps2 } of chapters(context)) {
      if (migration.transaction !== "none" || migration.migration.runner === "ours") continue;
      const once2 = steps2.find(
        (step, place2) => !runsTwice(step, steps2) && steps2.slice(place2 + 1).some(mayFail)
      );
      if (once2 === void 0) continue;
      yield {
        migration,
        statement: once2.traced,
        message: `Where a later statement fails, this one stays without a transaction, and ${migration.migration.format} stops at it when it runs the migration again.`,
        fix: "Put it into a migration of its own.",
        evidence: once2.traced.trace.evidence
      };
    }
  }
};
var once = /* @__PURE__ */ new Set([
  "create-table",
  "drop-table",
  "rename-table",
  "add-column",
  "drop-column",
  "rename-column",
  "add-constraint",
  "drop-constraint",
  "create-index",
  "drop-index",
  "create",
  "drop"
]);
function runsTwice(step, steps2) {
  const { sql } = step.traced.statement;
  if (step.traced.trace.outcome === "failed") return true;
  if (/\bif\s+(?:not\s+)?exists\b|\bor\s+replace\b|\bon\s+conflict\b/i.test(sql)) return true;
  return step.traced.statement.operations.every((operation) => {
    if (operation.kind === "write-rows") return operation.verb !== "insert" || /\bnot\s+exists\b/i.test(sql);
    if (operation.kind === "create-index") return dropsFirst(operation.index, step, steps2);
    return !once.has(operation.kind);
  });
}
function dropsFirst(index, step, steps2) {
  const before2 = steps2.slice(0, steps2.indexOf(step));
  return index !== null && before2.some(
    ({ traced }) => /\bif\s+exists\b/i.test(traced.statement.sql) && operations(traced, "drop-index").some((drop) => drop.index === index)
  );
}
function mayFail({ traced }) {
  return traced.statement.operations.some(({ kind }) => kind !== "set" && kind !== "transaction");
}

// src/rules/support/removed-objects.ts
var relations = ["table", "view", "materialized view", "foreign table"];
var routines2 = ["function", "procedure", "aggregate"];
function removedObjects(context) {
  return [
    ...removedViews(context),
    ...removedRoutines(context),
    ...removedSequences(context),
    ...renamedTypes(context),
    ...removedExtensions(context)
  ];
}
function removedViews(context) {
  const { schemaAfter } = context;
  return courses(context, ["view", "materialized view", "foreign table"]).flatMap(
    ({ before: before2, after }) => {
      const { kind, name: name2 } = before2;
      const answering = relations.some((it) => schemaAfter?.objects.has(`${it} ${name2}`));
      if (after === null && !answering) return [{ kind, name: name2, what: null, instead: null }];
      if (after === null || after.name !== name2) return [];
      const now = columnsOf3(after);
      const columns = columnsOf3(before2).filter((column) => !now.includes(column));
      return columns.length === 0 ? [] : [{ kind, name: name2, what: { columns }, instead: null }];
    }
  );
}
function columnsOf3({ attributes }) {
  const column = /("(?:[^"]|"")*"|[^\s,()"]+) (?:\([^()]*\)|"(?:[^"]|"")*"|[^,("])+(?:, |$)/g;
  return [...(attributes.columns ?? "").matchAll(column)].map(([, name2 = ""]) => name2);
}
function removedRoutines(context) {
  const now = [...context.schemaAfter?.objects.values() ?? []].filter(({ kind }) => routines2.includes(kind));
  return courses(context, routines2).flatMap(({ before: before2, after }) => {
    const { kind, name: name2 } = before2;
    const was = resultOf(before2);
    if (was === "trigger" || was === "event_trigger") return [];
    if (after !== null && after.name === name2) {
      const returns = resultOf(after);
      return returns === was ? [] : [{ kind, name: name2, what: { returns, was }, instead: null }];
    }
    if (now.some((it) => takes(it, before2))) return [];
    const instead = now.find((it) => withoutArguments(it.name) === withoutArguments(name2))?.name ?? null;
    return [{ kind, name: name2, what: null, instead }];
  });
}
function resultOf({ attributes }) {
  return attributes.returns ?? /\n RETURNS (.*)\n/.exec(attributes.definition ?? "")?.[1] ?? "nothing";
}
function takes(now, old) {
  if (withoutArguments(now.name) !== withoutArguments(old.name)) return false;
  const [has, wants] = [argumentsOf(now), argumentsOf(old)];
  const head = (now.attributes.definition ?? "").split("\n")[0] ?? "";
  const defaults = head.split(/ DEFAULT /).length - 1;
  return wants.every((type, place2) => has[place2] === type) && has.length - wants.length <= defaults;
}
function argumentsOf({ name: name2 }) {
  const list4 = name2.slice(withoutArguments(name2).length + 1, -1);
  return list4 === "" ? [] : list4.split(", ");
}
function removedSequences(context) {
  return courses(context, ["sequence"]).flatMap(({ before: before2, after }) => {
    const { kind, name: name2, attributes } = before2;
    const isFree2 = attributes["owned by"] === void 0;
    return isFree2 && (after === null || after.name !== name2) && !context.schemaAfter?.objects.has(`${kind} ${name2}`) ? [{ kind, name: name2, what: null, instead: null }] : [];
  });
}
var types = ["type", "domain"];
function renamedTypes(context) {
  const { schemaAfter } = context;
  return courses(context, types).flatMap(({ before: { kind, name: name2 }, after }) => {
    const answering = types.some((it) => schemaAfter?.objects.has(`${it} ${name2}`));
    return after === null || answering ? [] : [{ kind, name: name2, what: null, instead: after.name }];
  });
}
function removedExtensions(context) {
  return courses(context, ["extension"]).flatMap(
    ({ before: { kind, name: name2 }, after }) => after === null ? [{ kind, name: name2, what: null, instead: null }] : []
  );
}

// src/rules/object-removed.ts
var rule74 = {
  id: "object-removed",
  covers: ["drop-view", "drop-function", "drop-sequence", "procedure/function signature change"],
  title: "View, function, sequence or type taken away from running code",
  why: [
    "Code that is still running reads the view, calls the function or draws from the sequence, and fails the moment the",
    "migration commits. A function that takes other arguments now is another function: the old calls find nothing.",
    "",
    "Told is what is missing after the whole pull request: what is dropped and made again is not, unless columns of a",
    "view are gone or a function returns another type. Functions of triggers, sequences of columns and dropped types are",
    "left out: what uses them in the database keeps them from being dropped.",
    "",
    "A type that is renamed, or moved into another schema, takes its columns along, but not the casts in running code:",
    "`'new'::status` fails. A dropped extension takes its functions, operators and types along."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Deploy code that no longer uses it, then drop it in a later release; keep an old function beside the one with other arguments until then.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nCREATE VIEW recent AS SELECT id FROM orders;",
      up: "DROP VIEW recent;",
      note: "Reads of it fail for sure: an error."
    },
    {
      base: "CREATE FUNCTION price(item int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      up: "DROP FUNCTION price(int);\nCREATE FUNCTION price(item int, region text) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      note: "Old calls have one argument."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2));\nCREATE VIEW recent AS SELECT id, total FROM orders;",
      up: "DROP VIEW recent;\nCREATE VIEW recent AS SELECT id FROM orders;",
      note: "It stands again, without one of its columns."
    },
    {
      base: `CREATE SCHEMA shop;
CREATE FUNCTION shop."Price"(item int) RETURNS int LANGUAGE sql AS 'SELECT 1';`,
      up: `DO $$ BEGIN EXECUTE 'ALTER FUNCTION shop."Price" RENAME TO price'; END $$;`
    },
    {
      base: "CREATE SCHEMA app;\nCREATE TYPE status AS ENUM ('new', 'old');\nCREATE TABLE orders (id int PRIMARY KEY, status status);",
      up: "ALTER TYPE status SET SCHEMA app;",
      note: "`'new'::status` in running code finds no such type."
    },
    {
      base: "CREATE EXTENSION vector;",
      up: "DROP EXTENSION IF EXISTS vector;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, open boolean);\nCREATE VIEW recent AS SELECT id FROM orders;",
      up: "DROP VIEW recent;\nCREATE VIEW recent AS SELECT id, open FROM orders WHERE open;",
      note: "It has all its columns again."
    },
    {
      base: "CREATE FUNCTION price(item int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      up: "DROP FUNCTION price(int);\nCREATE FUNCTION price(item int, region text DEFAULT 'eu') RETURNS int LANGUAGE sql AS 'SELECT 1';",
      note: "Old calls still find it."
    },
    {
      base: "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
      up: "DROP FUNCTION touch();\nDROP VIEW IF EXISTS recent;",
      note: "Only triggers could call it, and none does."
    },
    {
      base: "CREATE TYPE status AS ENUM ('new', 'old');\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: [
        "ALTER TYPE status RENAME TO status_old;",
        "CREATE TYPE status AS ENUM ('new', 'old', 'lost');",
        "DROP TYPE status_old;"
      ].join("\n"),
      note: "The old name means a type again."
    },
    {
      up: "CREATE VIEW recent AS SELECT 1 AS id;\nDROP VIEW recent;",
      note: "The view is as young as the pull request."
    }
  ],
  *check(context) {
    const found2 = removedObjects(context).flatMap((removed) => place(context, removed) ?? []);
    for (const group of Map.groupBy(found2, keyOf3).values()) yield toMatch(group);
    yield* byText15(context);
  }
};
function place(context, removed) {
  const { kind, name: name2 } = removed;
  const chapter = whereChanged(context, kind, [name2]) ?? renamed(context, kind, name2);
  if (chapter === null) return null;
  if (victims(chapter).some((victim) => victim.name === `${kind} ${name2}`)) return null;
  const plain2 = withoutArguments(name2);
  const isMeant = (text) => text === plain2 || qualifier(text) === "public" && lastPart(text) === lastPart(plain2);
  const step = find(chapter, "drop", (drop) => isMeant(drop.name)) ?? find(chapter, "alter", (alter) => isMeant(alter.name)) ?? chapter.steps.find(runsHiddenCode);
  return { removed, chapter, step: step ?? null };
}
function renamed(context, kind, name2) {
  const was = `was ${name2}`;
  return chapters(context).find(
    ({ migration }) => migration.changes.some((it) => it.action === "rename" && it.object === kind && it.detail === was)
  ) ?? null;
}
var readable = /* @__PURE__ */ new Set(["view", "materialized view", "foreign table"]);
function keyOf3({ removed: { kind, name: name2, what, instead }, chapter, step }) {
  const one = what !== null || instead !== null ? name2 : use(kind);
  return JSON.stringify([chapter.migration.migration.id, step?.traced.statement.index ?? null, one]);
}
var uses = {
  sequence: "draws numbers from",
  type: "names",
  domain: "names",
  extension: "uses"
};
function use(kind) {
  return readable.has(kind) ? "reads" : uses[kind] ?? "calls";
}
function toMatch(group) {
  const [{ removed, chapter, step }] = group;
  return {
    migration: chapter.migration,
    statement: step?.traced ?? null,
    ...readable.has(removed.kind) ? { severity: "error" } : {},
    message: messageOf3(
      removed,
      group.map((it) => it.removed.name)
    ),
    fix: fixFor15(removed),
    evidence: "measured"
  };
}
function messageOf3({ kind, what, instead }, names2) {
  const them = names2.length > 1 ? "them" : "it";
  if (what === null) {
    if (uses[kind] === "names")
      return `Code that names the type ${listed(names2)} fails as soon as it is called ${instead}.`;
    const rest = instead === null ? "" : `: the new one is ${instead}`;
    return `${listed(names2)} ${names2.length > 1 ? "are" : "is"} gone, and code that ${use(kind)} ${them} fails${rest}.`;
  }
  if ("columns" in what)
    return `${listed(names2)} no longer has ${listed(what.columns)}, and code that reads it there fails.`;
  return `${listed(names2)} returns ${what.returns} and no longer ${what.was}: code that calls it may fail.`;
}
function fixFor15({ kind, what, instead }) {
  if (what !== null && "returns" in what)
    return "Give the new function another name, and drop the old one in a later release.";
  if (what !== null) return "Keep the columns until no code reads them any more.";
  if (uses[kind] === "names")
    return "Keep the name, or first deploy code that leaves the type of its values to the columns.";
  return instead === null ? "Deploy code that no longer uses it, then drop it in a later release." : "Keep the old function beside the new one, and drop it in a later release.";
}
var dropped3 = /* @__PURE__ */ new Set([
  "view",
  "materialized-view",
  "foreign-table",
  "function",
  "procedure",
  "aggregate",
  "extension"
]);
function* byText15(context) {
  const all = chapters(context).flatMap(({ steps: steps2 }) => steps2);
  const made4 = new Set(all.flatMap(madeBy));
  for (const step of all) {
    const { outcome } = step.traced.trace;
    if (outcome === "failed" || wasMeasured(step.traced)) continue;
    for (const { object, name: name2, cascade } of operations(step.traced, "drop")) {
      if (!dropped3.has(object) || made4.has(name2) || cascade) continue;
      const kind = object.replaceAll("-", " ");
      if (context.schemaBefore !== null && !stands3(context, kind, name2)) continue;
      yield {
        migration: step.migration,
        statement: step.traced,
        ...readable.has(kind) ? { severity: "error" } : {},
        message: `${name2} is gone, and code that ${use(kind)} it fails.`,
        fix: "Deploy code that no longer uses it, then drop it in a later release.",
        evidence: "inferred"
      };
    }
  }
}
function stands3({ schemaBefore, schemaAfter }, kind, name2) {
  return schemaBefore?.objects.has(`${kind} ${name2}`) === true && schemaAfter?.objects.has(`${kind} ${name2}`) === true;
}

// src/rules/out-of-order-version.ts
var rule75 = {
  id: "out-of-order-version",
  covers: ["non-linear-history"],
  title: "A migration comes before one that ran already",
  why: [
    "Two branches number their migrations side by side; the one that is merged second then stands before one that",
    "databases have run already. What becomes of it is up to the tool:",
    "",
    "- golang-migrate knows the newest version that ran and nothing else, and Drizzle up to 0.x looks for a later `when`",
    "  in its journal: both pass over it without a word, and only new databases ever get it. An error.",
    "- goose refuses to go on, unless it is told `-allow-missing`. An error.",
    "- All others run it late: old databases get it after the newer ones, new databases before them. A warning.",
    "",
    "It is judged by the files alone, against all that stands on the base branch."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite", "mysql", "surrealdb"],
  fix: "Give the migration a number or a moment behind the newest one of the base branch.",
  bad: [],
  good: [],
  *check(context) {
    for (const late of lateMigrations(context)) {
      const { migration } = late;
      yield { migration, statement: null, line: 1, ...told(late), fix: fixFor16(late), evidence: "measured" };
    }
  }
};
function told({ migration: { migration }, newest }) {
  const tool = migration.format;
  switch (migration.whenLate) {
    case "skipped":
      return {
        message: migration.stamp === void 0 ? `Databases that have run ${newest.id} never get this: ${tool} passes over what comes before the newest version that ran, without a word.` : `Databases that have run ${newest.id} never get this: ${tool} passes over what has no later "when" in its journal, without a word.`
      };
    case "refused":
      return {
        message: `The deploy stops here: ${tool} refuses what comes before ${newest.id}, where that ran already.`
      };
    default:
      return {
        severity: "warning",
        message: `Databases that have run ${newest.id} get this after it, new ones before it: the two may end up different.`
      };
  }
}
function fixFor16({ migration: { migration }, newest }) {
  if (migration.stamp !== void 0)
    return `Remove ${migration.id} and its entry in the journal, and let drizzle-kit generate it anew on top of ${newest.id}.`;
  const name2 = renumbered(migration, newest);
  return name2 === null ? `Rename it so that it comes after ${newest.id}.` : `Rename it to ${name2}, so that it comes after ${newest.id}.`;
}
function renumbered({ id }, newest) {
  const last = /^\d+(?=_)/.exec(newest.id)?.[0];
  if (last === void 0 || last.length >= 8 || !/^\d+_/.test(id)) return null;
  const next = String(BigInt(last) + 1n).padStart(last.length, "0");
  return id.replace(/^\d+/, next);
}

// src/rules/pg14-concurrent-index-corruption.ts
var rule76 = {
  id: "pg14-concurrent-index-corruption",
  title: "A concurrent build on PostgreSQL 14.0 to 14.3 may miss rows",
  why: [
    "In these four releases `CREATE INDEX CONCURRENTLY` and `REINDEX CONCURRENTLY` can leave rows out of the index when",
    "the table is written meanwhile: queries by that index do not find them, and a unique one lets duplicates in.",
    "Nothing tells that it happened. 14.4 ended it",
    "([release notes](https://www.postgresql.org/docs/release/14.4/)).",
    "",
    "Told where `server-version`, or the snapshot of the target, says one of these releases."
  ].join("\n"),
  // A plain build stops writes, and is told too: that must not leave a team without any way.
  severity: "warning",
  dialects: ["postgres"],
  fix: "Update the server to 14.4 or later first; indexes that it built concurrently before need a REINDEX.",
  bad: [],
  good: [],
  *check(context) {
    const { serverVersion } = context;
    if (serverVersion === null || !/^14\.[0-3](?!\d)/.test(serverVersion)) return;
    for (const step of steps(context)) {
      if (!buildsConcurrently(step)) continue;
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `PostgreSQL ${serverVersion} may leave out rows that are written while an index is built concurrently.`,
        fix: rule76.fix,
        evidence: "inferred"
      };
    }
  }
};
function buildsConcurrently({ traced, liveTable }) {
  if (traced.trace.outcome === "failed") return false;
  return operations(traced, "create-index").some((it) => it.concurrently && liveTable(it.table) !== null) || operations(traced, "reindex").some(
    (it) => it.concurrently && (it.scope !== "table" || liveTable(it.target) !== null)
  );
}

// src/rules/prefer-bigint.ts
var rule77 = {
  id: "prefer-bigint",
  preset: "style",
  covers: ["int-primary-key"],
  title: "A key that can run out of numbers",
  why: [
    "An `integer` ends at 2,147,483,647. A table that comes there takes no more rows, and every INSERT fails; a wider key then",
    "writes the table and all that refer to it anew. Eight bytes instead of four cost little, often nothing, as rows are padded."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `bigint`, or `bigserial`, for keys that grow.",
  bad: [
    {
      up: "CREATE TABLE orders (id serial PRIMARY KEY);\nCREATE TABLE lines (id int GENERATED ALWAYS AS IDENTITY, number int, PRIMARY KEY (number, id));"
    }
  ],
  good: [
    { up: "CREATE TABLE orders (id bigint PRIMARY KEY, count int);" },
    { up: "CREATE TABLE orders (id uuid PRIMARY KEY);" }
  ],
  check: (context) => adviseOnColumns(context, ({ name: name2, table, column, type, values }, { traced }) => {
    const isKey3 = ownKeys(traced).has(`${table}.${column}`);
    const counts = values === "serial" || values === "identity";
    if (!small.has(type) || !(isKey3 || counts)) return null;
    const wide2 = type.endsWith("serial") ? "bigserial" : "bigint";
    const most3 = type.startsWith("small") ? "32,767" : "2.1 billion";
    return {
      message: `${name2} is a key and ${type}: at ${most3} every INSERT fails.`,
      fix: `Make ${name2} ${wide2}.`
    };
  })
};
var ownKeys = remembered((traced) => {
  const keys = operations(traced, "add-constraint").filter(({ type }) => type === "primary-key");
  return new Set(keys.map(({ table, columns }) => `${table}.${columns.join()}`));
});
var small = /* @__PURE__ */ new Set(["smallint", "integer", "smallserial", "serial"]);

// src/rules/prefer-identity.ts
var rule78 = {
  id: "prefer-identity",
  preset: "style",
  title: "A serial instead of an identity",
  why: [
    "A `serial` is a default and a sequence beside the column: whoever inserts needs a right on the sequence as well, the",
    "default can be dropped while the sequence stays, and a copy of the table (`LIKE`) shares it. An identity, the form of the",
    "SQL standard since PostgreSQL 10, belongs to the column."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `GENERATED BY DEFAULT AS IDENTITY`, or `ALWAYS` where nobody gives ids by hand.",
  bad: [
    {
      up: "CREATE TABLE orders (id bigserial PRIMARY KEY);"
    }
  ],
  good: [
    { up: "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);" },
    { up: "CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid());" }
  ],
  check: (context) => adviseOnColumns(
    context,
    ({ name: name2, type, values }) => values === "serial" ? {
      message: `${name2} is ${type}: its sequence stands apart from the column, with rights of its own.`,
      fix: `Make ${name2} ${plain(type)} GENERATED BY DEFAULT AS IDENTITY.`
    } : null
  )
};
function plain(serial) {
  return serial === "bigserial" ? "bigint" : serial === "smallserial" ? "smallint" : "integer";
}

// src/rules/prefer-numeric.ts
var rule79 = {
  id: "prefer-numeric",
  preset: "style",
  covers: ["money", "float"],
  title: "A type that does not hold decimal amounts",
  why: [
    "`real` and `double precision` hold most decimal numbers only nearly: sums of amounts are off, and `=` fails. `money`",
    "holds them, but in how many digits and in which currency is a setting of the server, not of the column."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `numeric` for what is counted in decimals, or an integer of the smallest unit. Floats are right for measured values.",
  bad: [
    {
      up: "CREATE TABLE bills (id int PRIMARY KEY, total money, tax double precision);"
    }
  ],
  good: [
    { up: "CREATE TABLE bills (id int PRIMARY KEY, total numeric(12,2), tax numeric);" },
    { up: "CREATE TABLE bills (id int PRIMARY KEY, cents bigint);" }
  ],
  check: (context) => adviseOnColumns(
    context,
    ({ name: name2, type }) => /^(?:money|real|double precision|float)(?:\(|\[|$)/.test(type) ? {
      message: `${name2} is ${type}, which does not hold every decimal amount as it is.`,
      fix: `Make ${name2} numeric if it holds amounts.`
    } : null
  )
};

// src/rules/prefer-text.ts
var rule80 = {
  id: "prefer-text",
  preset: "style",
  title: "A length that the type enforces",
  why: [
    "`text` and `varchar(n)` are stored alike and are equally fast. A limit in the type has to be lifted by another",
    "migration, under a lock, when the first longer value comes; making it smaller writes the table anew."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `text`, and where a limit matters a CHECK, which can be changed without touching the rows.",
  bad: [
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, name varchar(40));"
    }
  ],
  good: [
    { up: "CREATE TABLE users (id int PRIMARY KEY, name text CHECK (length(name) <= 40));" },
    { up: "CREATE TABLE users (id int PRIMARY KEY, name varchar);" }
  ],
  check: (context) => adviseOnColumns(
    context,
    ({ name: name2, type }) => /^varchar\(\d+\)/.test(type) ? {
      message: `${name2} is ${type}: another limit will need another migration.`,
      fix: `Make ${name2} text, with a CHECK on its length where a limit matters.`
    } : null
  )
};

// src/rules/prefer-timestamptz.ts
var rule81 = {
  id: "prefer-timestamptz",
  preset: "style",
  title: "A moment without its time zone",
  why: [
    "A `timestamp` is what a clock on some wall showed: which moment that was, nobody can tell once clocks change or a",
    "server moves. `timestamptz` takes the same eight bytes and holds the moment; a later change may write the table anew."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Use `timestamptz`.",
  bad: [
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);"
    }
  ],
  good: [
    { up: "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamptz);" },
    { up: "CREATE TABLE orders (id int PRIMARY KEY, due date, opens time);" }
  ],
  check: (context) => adviseOnColumns(
    context,
    ({ name: name2, type }) => /^timestamp(?:\(|\[|$)/.test(type) ? {
      message: `${name2} is ${type}: which moment a value means depends on who reads it.`,
      fix: `Make ${name2} timestamptz.`
    } : null
  )
};

// src/rules/protected-tables.ts
var rule82 = {
  id: "protected-tables",
  preset: "policy",
  covers: ["ownership"],
  title: "A protected table is touched",
  why: [
    "The team named tables that no migration touches, neither their rows nor their form:",
    "",
    "```yaml",
    "policy:",
    "  protected-tables: [payments, audit.*]",
    "```",
    "",
    "What counts is what was locked for writing or changed, so code and triggers that reach the table are seen as well.",
    "Who may touch which table all the same is said where the finding is accepted: in `.migration-gate/accepted.yml`,",
    "which a line in CODEOWNERS can guard."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Leave the table as it is, or have those who guard it accept the finding.",
  bad: [],
  good: [],
  *check(context) {
    const patterns = (context.policy["protected-tables"] ?? []).map(patternOf);
    if (patterns.length === 0) return;
    for (const step of steps(context)) {
      for (const table of touched(context, step)) {
        if (!patterns.some((pattern) => pattern.test(plainName(table)))) continue;
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `${table} is protected by the team's policy, and this changes it.`,
          fix: rule82.fix,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var reading = /* @__PURE__ */ new Set(["RowShareLock", "RESERVED"]);
function touched({ schemaBefore }, step) {
  const { trace, statement } = step.traced;
  if (trace.outcome === "failed") return /* @__PURE__ */ new Set();
  const isIndex = (name2) => schemaBefore !== null && !schemaBefore.objects.has(`table ${name2}`);
  const named = statement.operations.flatMap((operation) => "table" in operation ? [operation.table] : []);
  const locked = trace.locks.flatMap(({ relation, mode }) => reading.has(mode) ? [] : [relation]);
  const written3 = trace.rows.map(({ table }) => table);
  const live = [...locked, ...written3, ...named].flatMap((table) => step.liveTable(table) ?? []);
  return new Set(live.map((table) => step.origin(table) ?? table).filter((table) => !isIndex(table)));
}
function plainName(table) {
  const schema = table.slice(0, table.lastIndexOf("."));
  return `${schema.replaceAll('"', "")}.${bareName(table)}`;
}
function patternOf(text) {
  const name2 = text.includes(".") ? text : `{public,main}.${text}`;
  const escaped = name2.replaceAll('"', "").replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*").replace("{public,main}", "(?:public|main)").replaceAll(/[{}]/g, String.raw`\$&`);
  return new RegExp(`^${escaped}$`, "isu");
}

// src/rules/rebuild-cascades-deletes.ts
var rule83 = {
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
      for (const { step, table, touched: touched2 } of cascadedDrops(chapter)) {
        if (elsewhere.has(table)) continue;
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `Dropping ${table} acts on the rows that point to it: in the shadow ${lossOf(touched2)}${pragmaNote(chapter)}.`,
          fix: isGone2(chapter, table) ? withoutKey(table, touched2) : safeForm(chapter) ?? foreignKeysOff,
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
function withoutKey(table, touched2) {
  const names2 = listed(touched2.map((it) => it.table));
  return `Build ${names2} anew without the foreign key to ${table} before; rows that are meant to go are deleted by a statement of their own.`;
}
function pragmaNote(chapter) {
  const pragma = uselessPragma(chapter);
  return pragma === void 0 ? "" : `; PRAGMA foreign_keys in line ${pragma.statement.line} does nothing inside a transaction`;
}

// src/rules/support/sqlite/lost-constraints.ts
function lostConstraints({ migration }, { table }) {
  const changes2 = migration.changes.filter(({ name: name2 }) => name2 === table || qualifier(name2) === table);
  const dropped4 = changes2.filter(({ action, object }) => action === "drop" && object === "constraint");
  if (changes2.length === dropped4.length) return [];
  const comes = new Set(
    migration.changes.filter((change) => change.action === "add" && isOf(change, table)).map(({ object, detail }) => object === "index" ? "UNIQUE" : kindOf(detail))
  );
  const gone = changes2.filter(({ action, object }) => action === "drop" && object === "column");
  return dropped4.filter(({ detail }) => !comes.has(kindOf(detail))).filter(({ detail }) => !gone.some(({ name: name2 }) => mentions2(detail, name2))).map(({ name: name2, detail }) => ({ name: name2, definition: detail }));
}
function isOf({ object, name: name2, detail }, table) {
  return object === "index" ? detail.startsWith("unique") : qualifier(name2) === table;
}
function kindOf(definition2) {
  return definition2.replace(/^CONSTRAINT\s+\S+\s+/i, "").split(/[\s(]/, 1)[0]?.toUpperCase() ?? "";
}
function mentions2(definition2, column) {
  const name2 = bareName(column).toLowerCase();
  const words2 = definition2.toLowerCase().split(/[^\p{L}\p{N}_$]+/u);
  return words2.includes(name2) || /[^\p{L}\p{N}_$]/u.test(name2) && definition2.toLowerCase().includes(name2);
}

// src/rules/rebuild-loses-constraints.ts
var rule84 = {
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
        const said = lost.map(({ definition: definition2 }) => oneLine(definition2)).join("; ");
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
var rule85 = {
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
  fixGoesFurther: "what the migration lost is made again",
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
        const names2 = parts2.map(({ object: { kind, name: name2 } }) => `the ${kind} ${name2}`);
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
var rule86 = {
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
  fixGoesFurther: "the table keeps what the migration lost",
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
          message: messageOf4(table, properties),
          fix: safeForm(chapter) ?? fixFor17(properties),
          evidence: "measured"
        };
      }
    }
  }
};
function messageOf4(table, lost) {
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
function fixFor17(lost) {
  if (lost.some(({ property }) => property === "definition"))
    return "Write CREATE TABLE out with all columns, keys and constraints, and fill it by INSERT \u2026 SELECT.";
  return lost.map(
    ({ property, rebuild: { old, next } }) => property === "mark" ? `Before the DROP, give ${lastPart(next)} the seq that ${lastPart(old)} has in sqlite_sequence.` : `Write ${property} in the CREATE TABLE of ${lastPart(next)} too.`
  ).join(" ");
}

// src/rules/rebuild-loses-rows.ts
var rule87 = {
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
          message: messageOf5(lost),
          fix: lost.mixed.length > 0 ? byName2 : rule87.fix,
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
        fix: rule87.fix,
        evidence: "inferred"
      };
    }
  }
};
var byName2 = "Name the columns on both sides of the copy, in the same order: INSERT INTO \u2026 (a, b) SELECT a, b FROM \u2026.";
function parted(all) {
  return [all.filter((lost) => !isLoss(lost)), all.filter(isLoss)];
}
function messageOf5({
  rebuild: { table },
  before: before2,
  after,
  emptied,
  levelled,
  replaced,
  mixed
}) {
  const rows = after < before2 ? [
    `In the shadow ${before2 - after} of ${before2} rows of ${table} are not copied and go with the old table`
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

// src/rules/redundant-index.ts
var rule88 = {
  id: "redundant-index",
  preset: "style",
  title: "Index that another one makes superfluous",
  why: [
    "An index whose keys are the first keys of another one finds nothing that the other does not find, and every write",
    "pays for both. The same goes for two that are alike. A unique index is kept for what it forbids."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres", "sqlite"],
  fix: "Keep the longer one and drop the other.",
  fixGoesFurther: "the superfluous index is dropped",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_ab ON orders (a DESC, b);",
      up: "CREATE INDEX CONCURRENTLY orders_a ON orders (a DESC);"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_a ON orders (a);",
      up: "CREATE INDEX CONCURRENTLY orders_ab ON orders (a, b);",
      note: "The older one is superfluous from now on."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, UNIQUE (a, b));",
      up: "CREATE INDEX orders_a ON orders (a);",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_ab ON orders (a, b);",
      up: "CREATE INDEX CONCURRENTLY orders_b ON orders (b);\nCREATE UNIQUE INDEX CONCURRENTLY orders_a ON orders (a);",
      also: ["fails-on-some-rows"]
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_ab ON orders (a, b) WHERE b > 0;",
      up: "CREATE INDEX CONCURRENTLY orders_a ON orders (a);\nCREATE INDEX CONCURRENTLY orders_hash ON orders USING hash (a);"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_a ON orders (a);",
      up: "CREATE INDEX CONCURRENTLY orders_ab ON orders (a, b);\nDROP INDEX CONCURRENTLY orders_a;",
      note: "The older one goes."
    }
  ],
  *check(context) {
    const { schemaAfter } = context;
    if (schemaAfter === null) return;
    const told5 = /* @__PURE__ */ new Set();
    for (const made4 of newIndexes(context)) {
      const others = indexesOf(schemaAfter).filter((it) => it.table === made4.table && it !== made4);
      for (const [less, more] of others.flatMap((other) => superfluous(made4, other))) {
        if (told5.has(less.name)) continue;
        told5.add(less.name);
        const maker = makerOf(context, made4);
        if (maker === null) continue;
        yield {
          migration: maker.migration,
          statement: maker.step?.traced ?? null,
          message: `${less.name} finds nothing that ${more.constraint ?? more.name} does not find, and every write pays for both.`,
          fix: less === made4 ? `Leave ${less.name} out.` : fixFor18(context, less),
          evidence: "measured"
        };
      }
    }
  }
};
function superfluous(made4, other) {
  if (isWithin(made4, other)) return [[made4, other]];
  return isWithin(other, made4) ? [[other, made4]] : [];
}
function isWithin(less, more) {
  const isUseful = less.constraint !== null || less.invalid || more.invalid || less.method !== more.method;
  if (isUseful || less.rest !== more.rest) return false;
  const same = less.keys.length === more.keys.length;
  if (less.unique && !(same && more.unique)) return false;
  const isPrefix = less.keys.every((key, place2) => more.keys[place2] === key);
  return isPrefix && (same || less.method === "btree");
}
function fixFor18({ dialect }, { name: name2 }) {
  return `${ownMigration}
DROP INDEX${dialect === "postgres" ? " CONCURRENTLY" : ""} ${name2};`;
}

// src/rules/refresh-matview-not-concurrent.ts
var rule89 = {
  id: "refresh-matview-not-concurrent",
  title: "Materialized view filled anew while its readers wait",
  why: [
    "`REFRESH MATERIALIZED VIEW` holds an ACCESS EXCLUSIVE lock on the view for as long as its query runs and its indexes",
    "are built: whoever reads the view waits.",
    "",
    "With `CONCURRENTLY` readers see the old rows until the new ones are in. It needs a unique index on columns of the view,",
    "without a condition, and a view that was filled before."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Use `REFRESH MATERIALIZED VIEW CONCURRENTLY`.",
  bad: [
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY);",
        "CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;",
        "CREATE UNIQUE INDEX totals_id ON totals (id);"
      ].join("\n"),
      up: "REFRESH MATERIALIZED VIEW totals;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE MATERIALIZED VIEW shop."Totals" AS SELECT 1 AS id;',
      up: 'SET search_path = shop;\nREFRESH MATERIALIZED VIEW "Totals" WITH DATA;',
      note: "It has no unique index yet: that comes first."
    },
    {
      base: "CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;",
      up: "REFRESH MATERIALIZED VIEW totals WITH NO DATA;",
      note: "Whoever reads it fails until it is filled again."
    }
  ],
  good: [
    {
      base: "CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;\nCREATE UNIQUE INDEX totals_id ON totals (id);",
      up: "REFRESH MATERIALIZED VIEW CONCURRENTLY totals;"
    },
    {
      base: "CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id WITH NO DATA;",
      up: "REFRESH MATERIALIZED VIEW totals;",
      note: "It was never filled, so nobody can read it yet.",
      also: ["missing-down"]
    },
    {
      up: "CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;\nREFRESH MATERIALIZED VIEW totals;",
      note: "The view is new."
    }
  ],
  *check(context) {
    const made4 = /* @__PURE__ */ new Set();
    for (const step of steps(context)) {
      for (const { view, filled } of refreshed(context, step)) {
        if (made4.has(view)) continue;
        const { named, tables } = waitingTables(context, step, [view]);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: filled ? `Reads of ${named} wait until its query has run and its indexes are built.` : `${named} is emptied, and whoever reads it fails until it is filled again.`,
          tables,
          fix: filled ? fixFor19(context, step, view) : "Leave it filled, and refresh it CONCURRENTLY.",
          evidence: step.traced.trace.evidence
        };
      }
      for (const { object, name: name2 } of operations(step.traced, "create"))
        if (object === "materialized-view") made4.add(step.liveTable(name2) ?? name2);
    }
  }
};
function refreshed({ schemaBefore }, step) {
  const { traced } = step;
  if (traced.trace.outcome === "failed") return [];
  return operations(traced, "refresh-view").flatMap(({ view: named, concurrently, filled }) => {
    const view = concurrently ? null : step.liveTable(named);
    if (view === null || wasMeasured(traced) && !traced.trace.rewrites.includes(view)) return [];
    const isEmpty = schemaBefore?.objects.get(`materialized view ${view}`)?.attributes["not populated"] === "yes";
    return isEmpty ? [] : [{ view, filled }];
  });
}
function fixFor19({ schemaBefore }, { traced }, view) {
  const refresh = `REFRESH MATERIALIZED VIEW CONCURRENTLY ${view}`;
  if (schemaBefore === null || !wasMeasured(traced))
    return `Use ${refresh}, which needs a unique index on columns of the view.`;
  const isUnique = [...schemaBefore.objects.values()].some(
    ({ kind, attributes: { definition: definition2 = "" } }) => kind === "index" && definition2.startsWith("CREATE UNIQUE INDEX ") && definition2.includes(` ON ${view} USING `) && /\((?:"(?:[^"]|"")*"|[^"()])*\)(?: INCLUDE \([^()]*\))?$/.test(definition2)
  );
  return isUnique ? `${refresh};` : `Create a unique index on columns of ${view} that tell its rows apart, then ${refresh}.`;
}

// src/rules/reindex-not-concurrent.ts
var rule90 = {
  id: "reindex-not-concurrent",
  title: "Index built anew while reads and writes wait",
  why: [
    "`REINDEX` takes a SHARE lock on the table, so every write waits, and an ACCESS EXCLUSIVE lock on the index.",
    "The planner looks at all indexes of a table, so nearly every read waits as well, until the last row is in the index.",
    "",
    "`REINDEX CONCURRENTLY` builds a second index beside the first while reads and writes go on, and then swaps them."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Say `REINDEX \u2026 CONCURRENTLY`, outside `BEGIN \u2026 COMMIT`.",
  bad: [
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, day date);',
      up: 'REINDEX (VERBOSE) TABLE shop."Orders";'
    },
    {
      base: "CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON shop.orders (day);",
      up: "SET search_path = shop;\nREINDEX INDEX orders_day;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "REINDEX SCHEMA public;",
      note: "One table after the other."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "DO $$ BEGIN EXECUTE 'REINDEX INDEX orders_pkey'; END $$;",
      note: "Code is run, so what it does is seen all the same."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "REINDEX TABLE CONCURRENTLY orders;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, day date);",
      up: "REINDEX (VERBOSE, CONCURRENTLY) INDEX orders_pkey;"
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, day date);\nREINDEX TABLE orders;",
      note: "The table is new: nobody waits."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      const rebuilt = tablesRebuilt(context, step);
      if (rebuilt === null) continue;
      const { named, tables } = waitingTables(context, step, rebuilt.tables);
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `Reads and writes of ${tables.length === 0 ? rebuilt.what : named} wait until the indexes are built anew.`,
        tables,
        fix: fixFor20(context, step),
        evidence: step.traced.trace.evidence
      };
    }
  }
};
function tablesRebuilt(context, step) {
  const { traced } = step;
  if (traced.trace.outcome === "failed") return null;
  const [reindex] = operations(traced, "reindex");
  if (reindex === void 0) return byCode8(context, step);
  if (reindex.concurrently || reindex.scope === "system") return null;
  const seen = tablesOf(context, step, traced.trace.rewrites);
  if (seen.length > 0) return { tables: seen, what: "" };
  return traced.trace.outcome === "ran" ? null : byText16(context, step, reindex);
}
function byText16(context, step, { scope, target }) {
  if (scope === "table") {
    const table2 = step.liveTable(target);
    return table2 === null ? null : { tables: [table2], what: "" };
  }
  if (scope !== "index") return { tables: [], what: `each table of the ${scope}` };
  if (isMadeByChange(context, step, target)) return null;
  const table = liveIndex(context, step, target)?.table;
  return { tables: table === void 0 ? [] : [table], what: `the table of ${target}` };
}
function byCode8(context, step) {
  if (!wasMeasured(step.traced) || !runsHiddenCode(step)) return null;
  const { locks: locks2, rewrites } = step.traced.trace;
  const shared = new Set(locks2.filter(({ mode }) => mode === "ShareLock").map(({ relation }) => relation));
  const tables = lockedIndexes(context, step).filter(({ name: name2, table }) => rewrites.includes(name2) && shared.has(table)).map(({ table }) => table);
  return tables.length === 0 ? null : { tables: [...new Set(tables)], what: "" };
}
function tablesOf({ schemaBefore }, step, indexes) {
  const tables = indexesOf(schemaBefore ?? { objects: /* @__PURE__ */ new Map(), columnOrder: /* @__PURE__ */ new Map() }).filter(({ name: name2 }) => indexes.includes(name2)).flatMap(({ table }) => step.liveTable(table) ?? []);
  return [...new Set(tables)];
}
function fixFor20(context, step) {
  const [reindex] = operations(step.traced, "reindex");
  if (reindex === void 0)
    return "Build the index anew with REINDEX \u2026 CONCURRENTLY, as a statement of its own outside the block.";
  const { scope, target } = reindex;
  const [, head, written3] = /^\s*(reindex\s*(?:\([^)]*\)\s*)?(?:index|table|schema|database))\b\s*([^;]*)$/i.exec(
    step.traced.statement.sql
  ) ?? [];
  if (head === void 0 || written3 === void 0) return rule90.fix.replaceAll("`", "");
  const live = scope === "table" ? step.liveTable(target) : scope === "index" ? liveIndex(context, step, target)?.name : null;
  const name2 = live === target ? written3 : live ?? written3;
  return outsideTransaction(step.migration, [`${head} CONCURRENTLY ${name2}`.trimEnd().concat(";")]);
}

// src/rules/rename-blocked-by-view.ts
var rule91 = {
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
function renamedColumns2(chapter) {
  const renamed2 = measured(chapter);
  const isRenamed = ({ table, from }) => renamed2.some((it) => it.table === table && it.from === from);
  const seen = [...renamed2, ...moved(chapter).filter((it) => !isRenamed(it))];
  const seenNames = new Set(seen.map(({ from }) => from));
  const told5 = byText17(chapter).filter(
    (it) => (!chapter.complete || isAddedAgain(chapter, it)) && !seenNames.has(it.from)
  );
  return [...seen, ...told5].filter((renamed3) => !isSwap(chapter, renamed3));
}
function measured(chapter) {
  return chapter.migration.changes.filter(({ action, object }) => action === "rename" && object === "column").flatMap(({ name: name2, detail }) => {
    const old = oldName(detail);
    const [table, known, from, to] = [qualifier(name2), qualifier(old), lastPart(old), lastPart(name2)];
    if (from === to || !chapter.start.isLiveColumn(known, from)) return [];
    if (isShownByView(chapter, known, from)) return [];
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
    const bridge2 = isComputed2(chapter, `${table}.${from}`) ? { answersReads: true } : {};
    return [{ table: known, from, to, statement: step?.traced ?? null, evidence: "measured", ...bridge2 }];
  });
}
function isShownByView({ migration }, table, column) {
  const view = migration.made.find(({ kind, name: name2 }) => kind === "view" && name2 === table);
  const columns = view?.attributes.columns?.split(", ") ?? [];
  return columns.some((it) => it.startsWith(`${column} `));
}
function isComputed2({ migration }, column) {
  return migration.changes.some(
    ({ action, object, name: name2, detail }) => action === "add" && object === "column" && name2 === column && / generated /.test(detail)
  );
}
function moved(chapter) {
  return movedColumns(chapter).filter(({ table, from }) => chapter.start.isLiveColumn(table, from)).map(({ table, from, to }) => {
    const step = find(chapter, "drop-column", (drop) => drop.table === table && drop.column === from) ?? whatLocked(chapter, table);
    return { table, from, to, statement: step?.traced ?? null, evidence: "measured" };
  });
}
function byText17(chapter) {
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
  const renames = renamesOf(chapter).get(lastPart(table));
  const [left, arrivedAgain] = [renames?.left.get(from), renames?.arrived.get(from)];
  const [arrived, leftBefore2] = [renames?.arrived.get(to), renames?.left.get(to)];
  return left !== void 0 && arrivedAgain !== void 0 && arrivedAgain > left || arrived !== void 0 && leftBefore2 !== void 0 && leftBefore2 < arrived;
}
var renamesOf = remembered((chapter) => {
  const byTable = Map.groupBy(texts(chapter, "rename-column"), ([{ table }]) => lastPart(table));
  const placed2 = [...byTable].map(([table, renames]) => {
    const arrived = new Map(renames.map(([{ to }], place2) => [to, place2]));
    const left = new Map(renames.map(([{ column }], place2) => [column, place2]).toReversed());
    return [table, { left, arrived }];
  });
  return new Map(placed2);
});

// src/rules/rename-column.ts
var rule92 = {
  id: "rename-column",
  title: "Column renamed under running code",
  why: [
    "The old name is gone the moment the migration commits, while the code that uses it still runs:",
    "every query that names the column fails until the new code is everywhere, and again if that is rolled back.",
    "",
    "A view under the name of the table that still has the old column is a bridge, and so is, for reads alone, a generated",
    "column under the old name: then only code that writes it fails, which is a warning."
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
      base: "CREATE TABLE users (id int PRIMARY KEY, mail text);",
      up: "ALTER TABLE users RENAME COLUMN mail TO email;\nALTER TABLE users ADD COLUMN mail text GENERATED ALWAYS AS (email) VIRTUAL;",
      note: "A warning: the old name answers reads."
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
      base: "CREATE TABLE users (id int PRIMARY KEY, mail text);",
      up: [
        "ALTER TABLE users RENAME TO people;",
        "ALTER TABLE people RENAME COLUMN mail TO email;",
        "CREATE VIEW users AS SELECT id, email AS mail FROM people;"
      ].join("\n"),
      note: "The view bears both old names, and takes writes."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN mail TEXT;\nALTER TABLE users RENAME COLUMN mail TO email;"
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { statement, table, from, to, evidence, answersReads } of renamedColumns2(chapter)) {
        yield {
          migration: chapter.migration,
          statement,
          ...answersReads ? { severity: "warning" } : {},
          message: answersReads ? `Code that still writes ${table}.${from} fails: what is called so now is computed from ${to}.` : `Code that still uses ${table}.${from} fails as soon as it is called ${to}.`,
          fix: `Add ${to} beside ${from}, write both, copy the rows, switch the readers, then drop ${from} in a later release.`,
          evidence
        };
      }
    }
  }
};

// src/rules/rename-enum-value.ts
var rule93 = {
  id: "rename-enum-value",
  covers: ["enum-value-removed"],
  title: "Enum value that running code knows is gone",
  why: [
    "An enum value is part of what code and database agree on. From the moment the migration commits, code that still",
    "writes or compares the old value fails (SQLSTATE 22P02), and code that reads rows meets a value it does not know.",
    "That goes on until the new code is everywhere, and begins again if it is rolled back.",
    "",
    "An enum that is built anew without a value does the same, and stops the deploy where a row still has the value."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Add the new value beside the old one, let code understand both, move the rows, and leave the old value where it is.",
  bad: [
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: "ALTER TYPE mood RENAME VALUE 'bad' TO 'sad';"
    },
    {
      base: `CREATE SCHEMA app;
CREATE TYPE app."Mood" AS ENUM ('It''s good', 'bad');`,
      up: `DO $$ BEGIN EXECUTE 'ALTER TYPE app."Mood" RENAME VALUE ''It''''s good'' TO ''good'''; END $$;`,
      note: "Known by the catalog, not by the text."
    },
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad', 'ugly');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: [
        "ALTER TYPE mood RENAME TO mood_old;",
        "CREATE TYPE mood AS ENUM ('good', 'bad');",
        "ALTER TABLE users ALTER mood TYPE mood USING mood::text::mood;",
        "DROP TYPE mood_old;"
      ].join("\n"),
      note: "Built anew without a value.",
      also: ["column-type-rewrite"]
    }
  ],
  good: [
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');",
      up: "ALTER TYPE mood ADD VALUE 'sad';"
    },
    {
      up: "CREATE TYPE mood AS ENUM ('good', 'bad');\nALTER TYPE mood RENAME VALUE 'bad' TO 'sad';",
      note: "The type is as young as the pull request."
    },
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');",
      up: [
        "ALTER TYPE mood RENAME VALUE 'bad' TO 'sad';",
        "ALTER TYPE mood RENAME VALUE 'sad' TO 'bad';"
      ].join("\n"),
      note: "The old value stands when all is done."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { type, value, to, statement, evidence } of [...measured2(chapter), ...byText18(chapter)]) {
        yield {
          migration: chapter.migration,
          statement,
          message: to === null ? `Code that still uses the value ${value} of ${type} fails${takenCareOf(chapter, value) ? "" : ", and the deploy stops if a row has it"}.` : `Code that still uses the value ${value} of ${type} fails as soon as it is called ${to}.`,
          fix: to === null ? `Keep ${value} in ${type}, and let code write it no longer.` : `Add ${to} to ${type} beside ${value}, let code understand both, move the rows, and leave ${value} where it is.`,
          evidence
        };
      }
    }
  }
};
function takenCareOf({ steps: steps2 }, value) {
  return steps2.some(
    ({ traced }) => operations(traced, "write-rows").length > 0 && traced.statement.sql.includes(value)
  );
}
function measured2(chapter) {
  const { schemaBefore, schemaAfter } = chapter.context;
  return chapter.migration.changes.flatMap(({ action, object, name: name2, detail }) => {
    if (object !== "enum value" || action !== "rename" && action !== "drop") return [];
    const old = action === "rename" ? oldName(detail) : name2;
    if (lastPart(old) === lastPart(name2) && action === "rename") return [];
    const type = qualifier(old);
    const stood = schemaBefore?.objects.has(`enum value ${old}`) === true;
    const stands4 = schemaAfter?.objects.has(`enum value ${qualifier(name2)}.${lastPart(old)}`) !== false;
    if (!stood || stands4 || !schemaAfter?.objects.has(`type ${qualifier(name2)}`)) return [];
    const value = quoted3(bareName(old));
    const statement = whatTook(chapter, type, value);
    return [
      {
        type,
        value,
        to: action === "rename" ? quoted3(bareName(name2)) : null,
        statement,
        evidence: "measured"
      }
    ];
  });
}
function whatTook({ steps: steps2 }, type, value) {
  const all = steps2.map(({ traced }) => traced);
  const renames = all.find(
    ({ statement }) => statement.operations.some(
      (it) => it.kind === "alter" && typeof it.enumValue?.was === "string" && quoted3(it.enumValue.was) === value
    )
  );
  const makes4 = all.find(
    ({ statement }) => statement.operations.some((it) => it.kind === "create" && it.object === "type" && it.name === type)
  );
  const moves = all.find(
    ({ statement }) => statement.operations.some((it) => it.kind === "alter" && it.object === "type" && it.name === type)
  );
  const drops2 = all.find(
    ({ statement }) => statement.operations.some((it) => it.kind === "drop" && it.object === "type" && it.name === type)
  );
  const code = all.findLast((it) => isOpaque(it) && it.statement.sql.includes(bareName(type)));
  return renames ?? makes4 ?? moves ?? drops2 ?? code ?? all[0] ?? null;
}
function byText18({ steps: steps2, complete }) {
  if (complete) return [];
  return steps2.flatMap(
    ({ traced, migration }) => traced.statement.operations.flatMap((it) => {
      if (it.kind !== "alter" || it.enumValue === void 0 || it.enumValue.was === null) return [];
      const { type, was, is } = it.enumValue;
      if (madeNames(migration).has(type) || traced.trace.outcome === "failed") return [];
      return [
        { type, value: quoted3(was), to: quoted3(is), statement: traced, evidence: traced.trace.evidence }
      ];
    })
  );
}
var madeNames = remembered(
  ({ statements }) => new Set(statements.flatMap((it) => operations(it, "create").map(({ name: name2 }) => name2)))
);
function quoted3(label) {
  return `'${label.replaceAll("'", "''")}'`;
}

// src/rules/rename-original-first.ts
var rule94 = {
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
  fixGoesFurther: "what mentions the table keeps meaning it",
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
      for (const renamed2 of renamedFirst(chapter)) {
        const problem = problemOf2(chapter, renamed2);
        if (problem === null) continue;
        yield {
          migration: chapter.migration,
          statement: renamed2.rename,
          message: `What mentions ${renamed2.table} follows it to ${lastPart(renamed2.to)}: ${problem}.`,
          fix: safeForm(chapter) ?? rule94.fix.replaceAll("`", ""),
          evidence: "measured"
        };
      }
    }
  }
};
function problemOf2(chapter, renamed2) {
  const failed = failedDropOf(chapter, renamed2.to);
  if (failed !== void 0) return stopped(failed);
  const cascaded = cascadedDrops(chapter).filter(({ table }) => table === renamed2.to);
  const rows = cascaded.map(({ touched: touched2 }) => `; in the shadow ${lossOf(touched2)} when it is dropped`).join("");
  const followers = followersOf(chapter, renamed2);
  if (followers.length === 0) return rows === "" ? null : rows.slice(2);
  const many2 = followers.length > 1;
  return `${listedShort(followers)} ${many2 ? "mean" : "means"} the old table from then on, and not the new one${rows}`;
}
function stopped({ statement }) {
  return `the deploy stops in line ${statement.line}, where rows of other tables still point to it`;
}
function followersOf({ migration }, { table, to }) {
  const mentions3 = (text) => mentionsName(text, bareName(to));
  const dangling = migration.damage.filter(({ kind, detail }) => kind === "dangling-reference" && mentions3(detail)).map(({ object }) => object);
  const altered = migration.changes.filter(({ action, detail }) => action === "alter" && mentions3(detail.split(" \u2192 ").at(-1) ?? "")).map(({ object, name: name2 }) => object === "constraint" ? `table ${qualifier(name2)}` : `${object} ${name2}`);
  const own = /* @__PURE__ */ new Set([`table ${table}`, `table ${to}`]);
  return [.../* @__PURE__ */ new Set([...dangling, ...altered])].filter((name2) => !own.has(name2)).sort();
}
function mentionsName(text, name2) {
  const wanted = name2.toLowerCase();
  if (!/^[\w$]+$/.test(wanted)) return text.toLowerCase().includes(wanted);
  return text.match(/[\w$\u0080-\uffff]+/g)?.some((word2) => word2.toLowerCase() === wanted) === true;
}

// src/rules/support/renamed-tables.ts
var relations2 = /* @__PURE__ */ new Set(["table", "foreign table", "view", "materialized view"]);
function renamedTables(chapter) {
  const seen = measured3(chapter);
  const seenNames = new Set(seen.map(({ from }) => from));
  const told5 = chapter.complete ? [] : byText19(chapter).filter(({ from }) => !seenNames.has(from));
  const all = [...seen, ...told5];
  return all.filter(
    (it) => isLiveName(chapter, it.from) && !answers(chapter, it.from) && !replaces(chapter, it)
  );
}
function measured3(chapter) {
  return chapter.migration.changes.filter(({ action, object }) => action === "rename" && (relations2.has(object) || object === "schema")).map(({ object: kind, name: to, detail }) => {
    const from = oldName(detail);
    const step = find(chapter, "rename-table", (rename) => rename.table === from) ?? find(chapter, "alter", (alter) => alter.name === from) ?? find(chapter, "rename-table", (rename) => rename.to === to) ?? whatLocked(chapter, from);
    return { kind, from, to, statement: step?.traced ?? null, evidence: "measured" };
  });
}
function byText19(chapter) {
  const tables = texts(chapter, "rename-table").map(([{ table, to }, { traced, liveTable }]) => {
    const { evidence } = traced.trace;
    return { kind: "table", from: liveTable(table) ?? table, to, statement: traced, evidence };
  });
  const schemas = texts(chapter, "alter").flatMap(([{ object, name: name2 }, { traced }]) => {
    const to = /\brename\s+to\s+("(?:[^"]|"")*"|[\w$\u0080-\uffff]+)\s*$/i.exec(traced.statement.sql)?.[1];
    const { evidence } = traced.trace;
    return object === "schema" && to !== void 0 ? [{ kind: "schema", from: name2, to, statement: traced, evidence }] : [];
  });
  return [...tables, ...schemas];
}
function isLiveName(chapter, name2) {
  const { start } = chapter;
  return !madeSchemas(chapter).has(name2) && start.origin(name2) === name2 && start.liveTable(name2) !== null;
}
var madeSchemas = remembered(
  ({ steps: steps2 }) => new Set(
    steps2.flatMap(({ traced }) => operations(traced, "create")).filter(({ object }) => object === "schema").map(({ name: name2 }) => name2)
  )
);
function answers(chapter, name2) {
  const { changes: changes2 } = chapter.migration;
  const takesWrites = ({ detail }) => chapter.context.dialect !== "sqlite" || /\btriggers?\b/.test(detail);
  const bears = (change) => {
    if (change.detail.includes(`now partition of ${name2}`)) return true;
    if (change.name !== name2 || !relations2.has(change.object)) return false;
    return change.action === "rename" || change.action === "add" && change.object !== "table" && takesWrites(change);
  };
  if (changes2.some(bears) || holdsItsRows(chapter, name2)) return true;
  if (chapter.complete) return false;
  return views(chapter).has(name2) || renamesTo(chapter).has(name2);
}
function replaces(chapter, { kind, from, to }) {
  if (kind === "schema") return false;
  const left = chapter.migration.changes.some(
    ({ action, object, name: name2, detail }) => relations2.has(object) && (action === "drop" && name2 === to || action === "rename" && name2 !== to && oldName(detail) === to)
  );
  if (left || chapter.complete) return left;
  return to !== from && drops(chapter).has(to) || renamesFrom(chapter).has(to);
}
var views = textsBy("create", ({ object, name: name2 }) => object.endsWith("view") ? name2 : null);
var drops = textsBy("drop-table", ({ table }) => table);
var renamesFrom = textsBy("rename-table", ({ table }) => table);
var renamesTo = textsBy("rename-table", ({ to }) => to);

// src/rules/rename-table.ts
var rule95 = {
  id: "rename-table",
  covers: ["rename-schema", "set-schema", "rename-without-bridge-ok"],
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
  fixGoesFurther: "a view stands under the old name",
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
      for (const renamed2 of renamedTables(chapter)) {
        const { kind, from, to, statement, evidence } = renamed2;
        const subject = kind === "schema" ? `the schema ${from}` : from;
        const name2 = kind !== "schema" && qualifier(from) === qualifier(to) ? lastPart(to) : to;
        yield {
          migration: chapter.migration,
          statement,
          message: `Code that still uses ${subject} fails as soon as it is called ${name2}.`,
          fix: context.dialect === "sqlite" ? bridgeWithTriggers(renamed2) : bridge(renamed2, chapter.migration),
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

// src/rules/replace-index-drop-first.ts
var rule96 = {
  id: "replace-index-drop-first",
  title: "Index dropped before its successor is built",
  why: [
    "From the DROP until the new index is ready, minutes or hours on a large table, the queries that used the old one",
    "read the whole table. Where the build fails, it stays so."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Build the new index first, under another name if need be, then drop the old one and rename.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX orders_customer ON orders (customer_id);",
      up: [
        "DROP INDEX CONCURRENTLY orders_customer;",
        "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id, day);"
      ].join("\n"),
      note: "The same name: the new one is renamed in the end."
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "Customer" int);\nCREATE INDEX old ON shop."Orders" ("Customer");',
      up: [
        "DROP INDEX CONCURRENTLY IF EXISTS shop.old;",
        'CREATE INDEX CONCURRENTLY new ON shop."Orders" USING btree ("Customer" DESC);'
      ].join("\n")
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE INDEX users_email ON users (lower(email));",
      up: [
        "DO $$ BEGIN EXECUTE 'DROP INDEX users_email'; END $$;",
        "CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (lower(email));"
      ].join("\n"),
      also: ["drop-index-not-concurrent"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX orders_customer ON orders (customer_id);",
      up: [
        "CREATE INDEX CONCURRENTLY orders_customer_day ON orders (customer_id, day);",
        "DROP INDEX CONCURRENTLY orders_customer;"
      ].join("\n")
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX orders_customer ON orders (customer_id);",
      up: [
        "DROP INDEX CONCURRENTLY orders_customer;",
        "CREATE INDEX CONCURRENTLY orders_day ON orders (day);"
      ].join("\n"),
      note: "They serve other queries."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX one ON orders (customer_id);",
      up: ["DROP INDEX CONCURRENTLY one;", "CREATE INDEX CONCURRENTLY one ON orders (day);"].join("\n"),
      note: "So do these, whatever they are called."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX a ON orders (customer_id);\nCREATE INDEX b ON orders (customer_id, day);",
      up: [
        "DROP INDEX CONCURRENTLY a;",
        "CREATE INDEX CONCURRENTLY a ON orders (customer_id) WHERE day IS NULL;"
      ].join("\n"),
      note: "Another index serves the queries meanwhile."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: [
        "DROP INDEX CONCURRENTLY IF EXISTS orders_customer;",
        "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);"
      ].join("\n"),
      note: "Nothing stands yet but what a failed build may have left."
    }
  ],
  *check(context) {
    const all = steps(context);
    for (const [place2, step] of all.entries()) {
      for (const dropped4 of droppedIndexes(context, step)) {
        if (!servesQueries(context, all, place2, dropped4)) continue;
        const next = successor(context, place2, step, dropped4);
        if (next === void 0) continue;
        const { named, tables } = waitingTables(context, step, [dropped4.live?.table ?? next.created.table]);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Until ${next.created.index ?? "its successor"} is built, queries of ${named} that used ${dropped4.name} read the whole table.`,
          tables,
          fix: fixFor21(dropped4, next),
          evidence: dropped4.live === null ? "inferred" : step.traced.trace.evidence
        };
      }
    }
  }
};
function successor(context, place2, drop, { live, name: name2 }) {
  const { all, byName: byName3 } = builds(context);
  const found2 = (live === null ? byName3.get(name2) ?? [] : all).find(
    (it) => it.place > place2 && (live === null || it.step.liveTable(it.created.table) === live.table && startsAlike(it.created, live))
  );
  return found2 === void 0 || shareTransaction(drop, found2.step) ? void 0 : found2;
}
var builds = remembered((context) => {
  const all = steps(context).map((step, place2) => ({ step, place: place2 })).filter(({ step: { traced } }) => traced.trace.outcome !== "failed").flatMap((it) => operations(it.step.traced, "create-index").map((created2) => ({ ...it, created: created2 })));
  return { all, byName: Map.groupBy(all, ({ created: created2 }) => created2.index) };
});
function startsAlike({ columns, index }, { name: name2, shape }) {
  const old = columnOf(shape.keys[0] ?? "");
  if (old !== null) return columns[0] === old;
  return isExpression(columns[0]) && index !== null && lastPart(index) === lastPart(name2);
}
function servesQueries({ schemaBefore }, all, place2, { live, ifExists }) {
  if (live === null || schemaBefore === null) return !ifExists;
  const earlier = all.slice(0, place2);
  const { name: name2, table, keys, invalid, rest } = live.shape;
  const gone = new Set(
    earlier.flatMap(({ traced }) => operations(traced, "drop-index").map(({ index }) => index))
  );
  const others = indexesOf(schemaBefore).filter(
    (it) => it.table === table && it.name !== name2 && !it.invalid && !gone.has(it.name)
  );
  const isServed = others.some((other) => other.keys[0] === keys[0] && (other.rest === rest || other.rest === "")) || earlier.some(
    ({ traced }) => operations(traced, "create-index").some((it) => it.table === live.table && startsAlike(it, live))
  );
  return !invalid && !isServed;
}
function fixFor21({ live, name: name2 }, { created: created2, step }) {
  const { sql } = step.traced.statement;
  const old = live?.name ?? name2;
  const isSame = created2.index !== null && lastPart(created2.index) === lastPart(old);
  const beside = deriveName([old], "_new");
  const build = created2.index === null ? null : indexConcurrentlyAs(sql, isSame ? beside : lastPart(created2.index));
  if (build === null) return rule96.fix;
  const schema = old.slice(0, old.length - lastPart(old).length);
  return outsideTransaction(step.migration, [
    build,
    `DROP INDEX CONCURRENTLY ${old};`,
    ...isSame ? [`ALTER INDEX ${schema}${beside} RENAME TO ${lastPart(old)};`] : []
  ]);
}

// src/rules/replica-identity-change.ts
var rule97 = {
  id: "replica-identity-change",
  title: "Consumers of changes learn otherwise which row it was",
  why: [
    "Logical replication and change data capture name an updated or deleted row by its replica identity.",
    "Without one (`NOTHING`), UPDATE and DELETE fail as soon as the table is in a publication that has them.",
    "With `FULL` every old row goes into the write-ahead log, and a subscriber without a key looks for it by reading its",
    "whole table. Another index changes what consumers see as the key."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Agree on it with whoever consumes the changes; a primary key is the identity that all of them understand.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders REPLICA IDENTITY NOTHING;"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders REPLICA IDENTITY FULL;",
      note: "Worth knowing: a notice."
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, code int NOT NULL CONSTRAINT "by code" UNIQUE);',
      up: `DO $$ BEGIN EXECUTE 'ALTER TABLE shop."Orders" REPLICA IDENTITY USING INDEX "by code"'; END $$;`
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders REPLICA IDENTITY FULL;",
      up: "ALTER TABLE orders REPLICA IDENTITY FULL;",
      note: "It was so before."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders REPLICA IDENTITY FULL;",
      up: "ALTER TABLE orders REPLICA IDENTITY DEFAULT;",
      note: "The primary key is what consumers expect."
    },
    {
      up: "CREATE TABLE orders (id int);\nALTER TABLE orders REPLICA IDENTITY FULL;",
      note: "The table is new."
    }
  ],
  *check(context) {
    for (const { before: before2, after } of courses(context, ["table"])) {
      const now = after?.attributes["replica identity"];
      if (after === null || now === void 0 || now === before2.attributes["replica identity"]) continue;
      const chapter = whereChanged(context, "table", [after.name], ["alter"]);
      if (chapter === null) continue;
      const step = find(
        chapter,
        "alter-table",
        ({ detail, table }) => detail === "replica identity" && lastPart(table) === lastPart(after.name)
      ) ?? chapter.steps.find(({ traced }) => operations(traced, "run-code").length > 0);
      const { severity, consequence: consequence3 } = told2(now);
      yield {
        migration: chapter.migration,
        statement: step?.traced ?? null,
        severity,
        message: `Changed rows of ${after.name} ${consequence3}.`,
        fix: rule97.fix,
        evidence: "measured"
      };
    }
  }
};
function told2(identity) {
  if (identity === "nothing")
    return {
      severity: "warning",
      consequence: "bear no key: UPDATE and DELETE fail once the table is published with them"
    };
  if (identity === "full")
    return {
      severity: "notice",
      consequence: "go into the write-ahead log whole, and subscribers without a key read their table for each"
    };
  return { severity: "notice", consequence: `are named to consumers by the ${identity}` };
}

// src/rules/required-columns.ts
var rule98 = {
  id: "required-columns",
  preset: "policy",
  title: "A new table lacks columns that the team wants in each",
  why: [
    "The team named columns that every new table has:",
    "",
    "```yaml",
    "policy:",
    "  required-columns: [id, created_at]",
    "```",
    "",
    "It is judged by the schema after the migration, so it needs the migration to have been run."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres", "sqlite"],
  fix: "Add the columns.",
  bad: [],
  good: [],
  *check(context) {
    const required = context.policy["required-columns"] ?? [];
    if (required.length === 0 || context.schemaAfter === null) return;
    for (const chapter of chapters(context)) {
      const made4 = madeObjects(chapter).filter(({ evidence }) => evidence === "measured");
      for (const { kind, name: name2, statement } of made4) {
        if (kind !== "table" || !context.schemaAfter.objects.has(`table ${name2}`)) continue;
        const columns = [...context.schemaAfter.objects.values()].filter((it) => it.kind === "column" && qualifier(it.name) === name2).map((it) => bareName(it.name));
        const missing6 = required.filter((column) => !columns.includes(column));
        if (missing6.length === 0) continue;
        yield {
          migration: chapter.migration,
          statement,
          message: `The new table ${name2} has no ${listed(missing6)}, which the team's policy wants in each.`,
          fix: `Add ${listed(missing6)} to ${name2}.`,
          evidence: "measured"
        };
      }
    }
  }
};

// src/rules/rls-enabled-without-policy.ts
var rule99 = {
  id: "rls-enabled-without-policy",
  title: "Row level security without a policy hides every row",
  why: [
    "A table with row level security and no policy shows no row, and takes none, for every role but its owner and those",
    "who bypass it. Nothing fails: queries come back empty, updates change nothing.",
    "",
    "Told are tables that stood before, where the security is switched on without a policy or the last policy goes.",
    "A new table that is closed on purpose is not told."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Create the policies in the same migration, before the security is switched on.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;"
    },
    {
      base: [
        "CREATE SCHEMA shop;",
        'CREATE TABLE shop."Orders" (id int PRIMARY KEY, owner text);',
        'ALTER TABLE shop."Orders" ENABLE ROW LEVEL SECURITY;',
        'CREATE POLICY mine ON shop."Orders" USING (owner = current_user);'
      ].join("\n"),
      up: 'DROP POLICY mine ON shop."Orders";',
      note: "It was the last one."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE lines (id int PRIMARY KEY);",
      up: [
        "DO $$ DECLARE t text; BEGIN",
        "  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP",
        "    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);",
        "  END LOOP;",
        "END $$;"
      ].join("\n"),
      note: "The schema shows which tables it reached."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, owner text);",
      up: "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\nCREATE POLICY mine ON orders USING (owner = current_user);"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ENABLE ROW LEVEL SECURITY;",
      up: "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;",
      note: "It was on before."
    },
    {
      up: "CREATE TABLE secrets (id int PRIMARY KEY);\nALTER TABLE secrets ENABLE ROW LEVEL SECURITY;",
      note: "The table is new: nobody reads it yet."
    }
  ],
  *check(context) {
    for (const { before: before2, after } of courses(context, ["table"])) {
      if (after === null || before2.identity !== after.identity || !isClosed(context, before2.name, after.name))
        continue;
      const { name: name2 } = after;
      const chapter = whereChanged(context, "table", [name2, before2.name], ["alter"]) ?? lastPolicyOf(context, [name2, before2.name]);
      if (chapter === null) continue;
      const last = (table) => lastPart(table) === lastPart(name2);
      const step = find(chapter, "alter-table", ({ detail, table }) => /row security/.test(detail) && last(table)) ?? find(chapter, "drop", (drop) => drop.object === "policy" && last(qualifier(drop.name))) ?? chapter.steps.find(({ traced }) => operations(traced, "run-code").length > 0);
      yield {
        ...told3(name2),
        migration: chapter.migration,
        statement: step?.traced ?? null,
        evidence: "measured"
      };
    }
    yield* byText20(context);
  }
};
function told3(table) {
  return {
    message: `No policy lets anybody but the owner see or write a row of ${table}: queries come back empty.`,
    fix: `Create the policies of ${table} in the same migration.`
  };
}
function isClosed({ schemaBefore, schemaAfter }, was, name2) {
  const closed = (schema, table) => schema?.objects.get(`table ${table}`)?.attributes["row security"] === "yes" && ![...schema.objects.values()].some((it) => it.kind === "policy" && qualifier(it.name) === table);
  return closed(schemaAfter, name2) && !closed(schemaBefore, was);
}
function lastPolicyOf(context, tables) {
  return chapters(context).findLast(
    ({ migration }) => migration.changes.some(
      ({ action, object, name: name2 }) => action === "drop" && object === "policy" && tables.includes(qualifier(name2))
    )
  ) ?? null;
}
function* byText20(context) {
  const steps2 = chapters(context).flatMap((chapter) => chapter.steps);
  const policies = steps2.flatMap(({ traced }) => operations(traced, "create")).filter(({ object }) => object === "policy");
  const open = new Set(policies.map(({ name: name2 }) => qualifier(name2)));
  for (const step of steps2) {
    if (wasMeasured(step.traced) || step.traced.trace.outcome === "failed") continue;
    for (const { table: named, detail } of operations(step.traced, "alter-table")) {
      const table = detail === "enable row security" ? step.liveTable(named) : null;
      if (table === null || open.has(named) || context.schemaBefore !== null) continue;
      yield { ...told3(table), migration: step.migration, statement: step.traced, evidence: "inferred" };
    }
  }
}

// src/rules/savepoint-in-migration.ts
var rule100 = {
  id: "savepoint-in-migration",
  preset: "style",
  title: "A savepoint in a migration",
  why: [
    "Each savepoint is a transaction in the transaction, with an id of its own. Many of them slow down every other",
    "connection of the server and its replicas, and a migration that takes back part of itself is hard to read."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Write a migration that runs as a whole or not at all.",
  bad: [
    {
      up: "BEGIN;\nSAVEPOINT one;\nCREATE TABLE orders (id int PRIMARY KEY);\nRELEASE SAVEPOINT one;\nCOMMIT;"
    }
  ],
  good: [
    { up: "BEGIN;\nCREATE TABLE orders (id int PRIMARY KEY);\nCOMMIT;" },
    { up: "CREATE TABLE savepoint (id int PRIMARY KEY);" }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (!operations(traced, "transaction").some(({ verb }) => verb === "savepoint")) continue;
      yield {
        migration,
        statement: traced,
        message: "A savepoint gives the server a transaction id of its own to keep.",
        fix: rule100.fix,
        evidence: traced.trace.evidence
      };
    }
  }
};

// src/rules/schema-drift.ts
var rule101 = {
  id: "schema-drift",
  title: "The target is not as the migrations build it",
  why: "Somebody changed the target by hand, or a migration that ran there is not in the folder. What a migration does there is measured upon the target as it is; but a new database will be another one, and a way back may lead elsewhere. Where it could not be told, that is said. Where only the order of columns differs, as after a way back that adds a column again, it is a notice, and an apply goes on.",
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Write a migration for what was done by hand, or take it back. `drift: block` makes an error of it.",
  bad: [],
  good: [],
  // Told by `review/snapshot-findings`, which is given both schemas.
  check: () => []
};

// src/rules/security-definer-search-path.ts
var rule102 = {
  id: "security-definer-search-path",
  preset: "policy",
  title: "Function with its owner\u2019s rights and its caller\u2019s search_path",
  why: [
    "A `SECURITY DEFINER` function runs with the rights of its owner, but finds tables, functions and operators by the",
    "search_path of whoever calls it. Who may create an object in a schema of that path can have the owner run it."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Add `SET search_path = pg_catalog, public, pg_temp` (or an empty one, with qualified names in the body) to the function.",
  bad: [
    { up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';" },
    {
      base: "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';",
      up: "ALTER FUNCTION total() SECURITY DEFINER;"
    }
  ],
  good: [
    {
      up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';"
    },
    { up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1 -- SECURITY DEFINER';" },
    {
      base: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
      up: "COMMENT ON FUNCTION total() IS 'of all';",
      note: "It was so before."
    }
  ],
  *check(context) {
    const kinds = ["function", "procedure"];
    const changed = courses(context, kinds).flatMap(
      ({ before: before2, after }) => after === null || isOpen2(before2) ? [] : [after]
    );
    for (const { kind, name: name2 } of [...changed, ...newcomers(context, kinds)].filter(isOpen2)) {
      const chapter = whereChanged(context, kind, [name2]);
      if (chapter === null) continue;
      const isMeant = (text) => lastPart(withoutArguments(text)) === lastPart(withoutArguments(name2));
      const step = find(chapter, "alter", (it) => it.object === kind && isMeant(it.name)) ?? find(chapter, "create", (it) => it.object === kind && isMeant(it.name)) ?? chapter.steps.find(({ traced }) => operations(traced, "run-code").length > 0);
      yield {
        migration: chapter.migration,
        statement: step?.traced ?? null,
        message: `${name2} runs with its owner\u2019s rights and its caller\u2019s search_path: who calls it chooses what its names mean.`,
        fix: `Set the path as well: ALTER ${kind.toUpperCase()} ${name2} SET search_path = pg_catalog, public, pg_temp`,
        evidence: "measured"
      };
    }
  }
};
function isOpen2({ attributes: { definition: definition2 = "" } }) {
  const body = definition2.search(/\n(?:AS [$']|BEGIN ATOMIC|RETURN )/);
  const head = body === -1 ? definition2 : definition2.slice(0, body);
  return /\bSECURITY DEFINER\b/.test(head) && !/\n SET search_path TO /.test(head);
}

// src/rules/support/asked-columns.ts
function askedColumns({ objects, columnOrder }, table) {
  return (columnOrder.get(table) ?? []).filter((column) => {
    const attributes = objects.get(`column ${table}.${column}`)?.attributes ?? {};
    if (attributes.identity !== void 0) return startsFirst(attributes["identity options"]);
    const sequence = /^nextval\('((?:[^']|'')+)'::regclass\)$/.exec(attributes.default ?? "")?.[1];
    if (sequence === void 0) return false;
    const found2 = objects.get(`sequence ${sequence.replaceAll("''", "'")}`);
    return found2 === void 0 || startsFirst(found2.attributes.options);
  });
}
function startsFirst(options) {
  return !/ (?:start|minvalue) /.test(options ?? "");
}
function keysOf2({ objects }, table) {
  return [...objects.values()].flatMap(({ kind, name: name2, attributes: { definition: definition2 = "" } }) => {
    if (kind !== "constraint" || name2 !== `${table}.${lastPart(name2)}` || qualifier(name2) !== table) return [];
    const columns = /^(?:PRIMARY KEY|UNIQUE) \(((?:"(?:[^"]|"")*"|[^,)])+)\)/.exec(definition2)?.[1];
    return columns === void 0 ? [] : [columns];
  });
}

// src/rules/serial-values-not-reset.ts
var rule103 = {
  id: "serial-values-not-reset",
  title: "Ids are given by hand, and the sequence does not know",
  why: [
    "A `serial` or identity column takes its next id from a sequence, which counts only what was asked from it. Rows that",
    "are inserted with ids of their own leave it behind: the next insert of the application gets an id that is taken",
    "already, and fails (SQLSTATE 23505), once for each such row."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Leave the column out of the INSERT, or set the sequence behind the largest id afterwards.",
  bad: [
    {
      up: "CREATE TABLE roles (id serial PRIMARY KEY, name text);\nINSERT INTO roles (id, name) VALUES (1, 'admin'), (2, 'guest');"
    },
    {
      base: 'CREATE SCHEMA app;\nCREATE TABLE app."Roles" (name text, "Id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);',
      up: `INSERT INTO app."Roles" VALUES ('admin', 1);`,
      note: "The second column, by its place."
    },
    {
      base: "CREATE TABLE roles (id serial PRIMARY KEY, name text);\nCREATE TABLE old_roles (number int, name text);",
      up: "WITH moved AS (SELECT number, name FROM old_roles) INSERT INTO roles (id, name) SELECT number, name FROM moved;"
    }
  ],
  good: [
    {
      up: [
        "CREATE TABLE roles (id serial PRIMARY KEY, name text);",
        "INSERT INTO roles (id, name) VALUES (1, 'admin');",
        "SELECT setval(pg_get_serial_sequence('roles', 'id'), (SELECT max(id) FROM roles));"
      ].join("\n")
    },
    {
      base: "CREATE TABLE roles (id serial PRIMARY KEY, name text);",
      up: "INSERT INTO roles (id, name) VALUES (DEFAULT, 'admin'), (nextval('roles_id_seq'), 'guest');",
      note: "The sequence is asked."
    },
    {
      base: "CREATE TABLE roles (id int PRIMARY KEY, name text);",
      up: "INSERT INTO roles (id, name) VALUES (1, 'admin');",
      note: "No sequence gives ids here."
    },
    {
      up: [
        "CREATE TABLE roles (id int GENERATED BY DEFAULT AS IDENTITY (START WITH 100) PRIMARY KEY, name text);",
        "INSERT INTO roles (id, name) VALUES (1, 'admin');"
      ].join("\n"),
      note: "The sequence starts behind what is given by hand."
    }
  ],
  *check(context) {
    const all = steps(context);
    const told5 = /* @__PURE__ */ new Set();
    for (const step of all) {
      for (const { table, column } of filledByHand(context, step)) {
        if (told5.has(table) || isReset(all.slice(all.indexOf(step)), table, column)) continue;
        told5.add(table);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `The sequence of ${table}.${column} does not know the ids that are given here: the next insert may get one of them and fail (SQLSTATE 23505).`,
          // What the change itself made, or search_path found, does not stand where the fix alone is run.
          fix: step.liveTable(table) === null || !operations(step.traced, "write-rows").some((it) => it.table === table) ? `Leave ${column} out of the INSERT, or set the sequence behind it: ${setBehind(table, column)}` : `${step.traced.statement.sql};
${setBehind(table, column)};`,
          evidence: "inferred"
        };
      }
    }
  }
};
function filledByHand({ schemaAfter }, { traced, liveTable }) {
  if (schemaAfter === null || traced.trace.outcome === "failed") return [];
  return operations(traced, "write-rows").flatMap(({ table: named, given = [] }) => {
    const table = liveTable(named) ?? named;
    const order = schemaAfter.columnOrder.get(table) ?? [];
    const columns = given.map((it) => typeof it === "number" ? order[it] : it);
    return askedColumns(schemaAfter, table).filter((column) => columns.includes(column) && keysOf2(schemaAfter, table).includes(column)).map((column) => ({ table, column }));
  });
}
function isReset(rest, table, column) {
  const names2 = [bareName(table), `${bareName(table)}_${bareName(column)}_seq`];
  return rest.some((step) => {
    const text = /\b(?:setval|restart)\b/i.test(step.traced.statement.sql) ? step.traced.statement.sql : step.traced.statement.operations.some(({ kind }) => kind === "run-code") ? textOfCode(step) : "";
    return /\b(?:setval|restart)\b/i.test(text) && (names2.some((name2) => text.includes(name2)) || /\bexecute\b/i.test(text));
  });
}
function setBehind(table, column) {
  const literal3 = (text) => `'${text.replaceAll("'", "''")}'`;
  return `SELECT setval(pg_get_serial_sequence(${literal3(table)}, ${literal3(bareName(column))}), (SELECT max(${column}) FROM ${table}))`;
}

// src/rules/server-wide-statement.ts
var rule104 = {
  id: "server-wide-statement",
  preset: "policy",
  covers: ["superuser statements", "ALTER SYSTEM"],
  title: "A migration of one database changes the whole server",
  why: [
    "`ALTER SYSTEM`, databases, tablespaces and settings of a database or role reach beyond the schema that migrations keep:",
    "other applications of the server feel them, no transaction takes them back, and hosted servers refuse most of them."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Leave it to whoever runs the server.",
  bad: [{ up: "ALTER SYSTEM SET work_mem = '64MB';" }],
  good: [
    { up: "SET LOCAL work_mem = '64MB';" },
    { up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SET work_mem = '64MB' AS 'SELECT 1';" }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      const found2 = traced.statement.operations.find(
        (it) => (it.kind === "create" || it.kind === "alter" || it.kind === "drop") && serverWide.has(it.object) && // Told as an error.
        !(it.kind === "drop" && it.object === "database")
      );
      if (found2 === void 0 || traced.trace.outcome === "failed") continue;
      yield {
        migration,
        statement: traced,
        message: "It changes the server, not the schema: other applications feel it, and no transaction takes it back.",
        fix: "Leave it to whoever runs the server.",
        evidence: "inferred"
      };
    }
  }
};
var serverWide = /* @__PURE__ */ new Set(["system", "database", "tablespace", "parameter"]);

// src/rules/set-not-null-scan.ts
var rule105 = {
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
  covers: ["primary-key-on-nullable-columns", "not-null-proof-dropped-in-same-statement"],
  dialects: ["postgres"],
  fix: "Add `CHECK (column IS NOT NULL) NOT VALID`; in the next migration validate it, set NOT NULL and drop the CHECK.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;",
      also: ["fails-on-some-rows"]
    },
    {
      base: 'CREATE TABLE shop_orders (id int PRIMARY KEY, "Customer" int, note text);\nCREATE TABLE audit (id int);',
      up: 'ALTER TABLE shop_orders ALTER "Customer" SET NOT NULL, ALTER note SET NOT NULL;',
      also: ["fails-on-some-rows"]
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
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT present CHECK (customer_id IS NOT NULL));",
      up: [
        "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);",
        "ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;",
        "ALTER TABLE orders DROP CONSTRAINT present;"
      ].join("\n"),
      note: "The rows are read for another constraint.",
      also: ["check-validates-existing-rows", "fails-on-some-rows"]
    }
  ],
  *check(context) {
    const before2 = new Proofs();
    for (const step of steps(context)) {
      for (const { table, columns, waiting: who = "Reads and writes of" } of [
        ...byText21(step, before2) ?? byCode9(step),
        ...byValidation(step),
        ...byKey(step)
      ]) {
        const { named, tables } = waitingTables(context, step, [table]);
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `${who} ${named} wait while every row is checked for a null in ${listed(columns)}.`,
          fix: keepingProof(context, step, table) ?? requireColumns(table, columns),
          evidence: step.traced.trace.evidence
        };
      }
      for (const operation of step.traced.statement.operations) before2.add(operation);
    }
  }
};
function keepingProof({ schemaBefore }, step, table) {
  const dropped4 = operations(step.traced, "drop-constraint");
  const set = operations(step.traced, "set-not-null");
  const isAll = dropped4.length + set.length === step.traced.statement.operations.length;
  const proves = (constraint, column) => {
    const { definition: definition2 } = schemaBefore?.objects.get(`constraint ${table}.${constraint}`)?.attributes ?? {};
    return definition2 === `CHECK (${column} IS NOT NULL)` || definition2 === `CHECK ((${column} IS NOT NULL))`;
  };
  const areProven = set.every(({ column }) => dropped4.some((it) => proves(it.constraint, column)));
  if (!isAll || dropped4.length === 0 || !areProven) return null;
  return [
    ...set.map(({ column }) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`),
    ...dropped4.map(({ constraint }) => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint};`)
  ].join("\n");
}
function byText21(step, before2) {
  const set = operations(step.traced, "set-not-null");
  const [first] = set;
  if (first === void 0) return null;
  const { outcome, rewrites, scans } = step.traced.trace;
  const table = step.liveTable(first.table);
  if (table === null || outcome === "failed" || rewrites.includes(table)) return [];
  const columns = set.map(({ column }) => column);
  const isRead = scans.some((name2) => step.liveTable(name2) !== null);
  const read4 = wasMeasured(step.traced) ? columns.filter(() => isRead) : columns.filter((column) => !before2.prove(first.table, column));
  return read4.length === 0 ? [] : [{ table, columns: read4 }];
}
var Proofs = class {
  #checks = /* @__PURE__ */ new Map();
  #validated = /* @__PURE__ */ new Set();
  #dropped = /* @__PURE__ */ new Set();
  add(operation) {
    if (operation.kind === "validate-constraint")
      this.#validated.add(nameIn3(operation.table, operation.constraint));
    if (operation.kind === "drop-constraint") this.#dropped.add(nameIn3(operation.table, operation.constraint));
    if (operation.kind !== "add-constraint" || operation.type !== "check") return;
    for (const column of operation.columns) {
      const key = nameIn3(operation.table, column);
      const checks = this.#checks.get(key) ?? [];
      checks.push(operation);
      this.#checks.set(key, checks);
    }
  }
  prove(table, column) {
    const checks = this.#checks.get(nameIn3(table, column)) ?? [];
    return checks.some(({ validated, constraint }) => {
      const name2 = nameIn3(table, constraint);
      return (validated || this.#validated.has(name2)) && !this.#dropped.has(name2);
    });
  }
};
function nameIn3(table, name2) {
  return JSON.stringify([table, name2]);
}
function byValidation(step) {
  return validationsUnderLock(step).filter(({ type }) => type === "not-null-proof");
}
function byKey(step) {
  const { outcome, scans } = step.traced.trace;
  if (outcome === "failed" || !scans.some((name2) => step.liveTable(name2) !== null)) return [];
  return operations(step.traced, "add-constraint").flatMap(({ type, usingIndex, table: named }) => {
    const table = step.liveTable(named);
    if (type !== "primary-key" || !usingIndex || table === null) return [];
    const columns = columnsMadeRequired(step.migration, table);
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}
function byCode9(step) {
  const { rewrites, scans } = step.traced.trace;
  const keys = keysByCode(step);
  const required = changedByCode(step, "alter", "column").filter(({ detail }) => becomesRequired(detail)).filter(({ name: name2 }) => scans.includes(qualifier(name2)) && !rewrites.includes(qualifier(name2))).filter(
    ({ name: name2 }) => !keys.some((key) => qualifier(key.name) === qualifier(name2) && isPrimaryOf(key, name2))
  );
  return [...Map.groupBy(required, ({ name: name2 }) => qualifier(name2))].map(([table, changes2]) => ({
    table,
    columns: changes2.map(({ name: name2 }) => lastPart(name2))
  }));
}
function isPrimaryOf({ detail }, column) {
  const columns = /^PRIMARY KEY \((.*?)\)/.exec(detail)?.[1]?.split(", ") ?? [];
  return columns.includes(lastPart(column));
}

// src/rules/set-null-on-not-null-column.ts
var rule106 = {
  id: "set-null-on-not-null-column",
  title: "ON DELETE SET NULL for a column that must not be null",
  why: [
    "When a row of the other table is deleted, the foreign key wants to write NULL, and the column refuses it.",
    "Every DELETE of a row that something refers to fails, with an error about a column that the statement never named.",
    "The same goes for SET DEFAULT where there is no default."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Say `ON DELETE RESTRICT` or `ON DELETE CASCADE`, or let the column be null.",
  bad: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers ON DELETE SET NULL);\nCREATE INDEX ON orders (customer_id);"
    },
    {
      base: 'CREATE TABLE "Customers" (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, "Buyer" int CONSTRAINT known CHECK ("Buyer" IS NOT NULL) REFERENCES "Customers" ON DELETE SET NULL);',
      up: 'ALTER TABLE orders ALTER "Buyer" SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT known;',
      note: "The key stood before; the column must not be null from now on."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "DO $$ BEGIN CREATE TABLE orders (customer_id int PRIMARY KEY REFERENCES customers ON DELETE SET DEFAULT); END $$;",
      note: "There is no default, and a primary key is never null."
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE customers (id INTEGER PRIMARY KEY);",
      up: "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE SET NULL);\nCREATE INDEX orders_customer ON orders (customer_id);"
    }
  ],
  good: [
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);",
      up: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers ON DELETE SET NULL, seller int NOT NULL DEFAULT 1 REFERENCES customers ON DELETE SET DEFAULT);\nCREATE INDEX ON orders (customer_id);\nCREATE INDEX ON orders (seller);"
    },
    {
      base: "CREATE TABLE customers (tenant int, id int, PRIMARY KEY (tenant, id));",
      up: "CREATE TABLE orders (id int PRIMARY KEY, tenant int NOT NULL, customer_id int, FOREIGN KEY (tenant, customer_id) REFERENCES customers ON DELETE SET NULL (customer_id));\nCREATE INDEX ON orders (tenant, customer_id);",
      note: "Only the column that may be null is written."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers ON DELETE SET NULL);",
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "It stood before."
    }
  ],
  *check(context) {
    for (const { place: place2, key, columns } of contradictions(context))
      yield {
        ...matchAt(place2),
        message: `Deleting a row of ${key.parent} that ${key.table} refers to fails: ${listed(columns)} must not be null, and ON DELETE ${key.onDelete.toUpperCase()} writes NULL there.`,
        fix: "Say ON DELETE RESTRICT or ON DELETE CASCADE, or let the column be null.",
        evidence: "measured"
      };
    yield* byText22(context);
  }
};
function contradictions(context) {
  const { schemaBefore, schemaAfter } = context;
  if (schemaAfter === null) return [];
  return foreignKeysOf(schemaAfter).flatMap((key) => {
    const columns = refusing(schemaAfter, key);
    if (columns.length === 0) return [];
    const old = before(context, key.object);
    const was = schemaBefore && foreignKeysOf(schemaBefore).find(({ object }) => object === old);
    if (was != null && schemaBefore !== null && refusing(schemaBefore, was).length > 0) return [];
    const place2 = old === void 0 ? placeOfConstraint(context, key.object, "foreign-key", key.columns) : placeOfNotNull(context, key, columns);
    return place2 === null ? [] : [{ place: place2, key, columns }];
  });
}
function refusing(schema, key) {
  if (key.onDelete !== "set null" && key.onDelete !== "set default") return [];
  return key.setColumns.filter((column) => {
    const { attributes } = columnIn(schema, key.table, column) ?? {};
    const isNull = key.onDelete === "set null" || attributes?.default === void 0;
    return isNull && attributes?.["not null"] !== void 0 && attributes.identity === void 0;
  });
}
function placeOfNotNull(context, { table, object, columns: own }, columns) {
  const isMeant = (it) => lastPart(it.table) === lastPart(table) && columns.includes(it.column);
  for (const chapter of chapters(context)) {
    const step = find(chapter, "set-not-null", isMeant);
    if (step !== void 0) return placeOf3(step);
  }
  return placeOfConstraint(context, object, "foreign-key", own);
}
function matchAt({ migration, statement }) {
  return { migration, statement };
}
function* byText22(context) {
  const required = chapters(context).flatMap((chapter) => texts(chapter, "add-column")).filter(([{ notNull }]) => notNull).map(([{ table, column }]) => `${table}.${column}`);
  for (const [key, step] of unseenConstraints(context, "foreign-key")) {
    const { action, columns: some } = deleteAction(key.definition);
    const columns = (some.length > 0 ? some : key.columns).filter(
      (it) => required.includes(`${key.table}.${it}`)
    );
    if (action !== "set null" || columns.length === 0) continue;
    yield {
      ...matchAt(placeOf3(step)),
      message: `Deleting a row of ${key.references ?? "its parent"} that ${key.table} refers to fails: ${listed(columns)} must not be null, and ON DELETE SET NULL writes NULL there.`,
      fix: "Say ON DELETE RESTRICT or ON DELETE CASCADE, or let the column be null.",
      evidence: "inferred"
    };
  }
}

// src/rules/stale-snapshot.ts
var rule107 = {
  id: "stale-snapshot",
  title: "A snapshot that is older than the team allows",
  why: "What is said of sizes, and of the schema on which the change comes, is as old as the snapshot. How old it may be, the configuration says (`snapshot-max-age`, 7 days unless said).",
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Take it anew: `migration-gate snapshot`, by a schedule or after each deployment.",
  bad: [],
  good: [],
  // Told by `review/snapshot-findings`, which is given the time.
  check: () => []
};

// src/migrations/presets/wanted.ts
var missing3 = /\b(?:schema|(?:relation|table|view)(?= "[^"]+\.)) "([^"]+)" does not exist|\bfunction ([^\s("]+\.[^\s("]+)\(/;
function wantedPreset(messages) {
  const names2 = messages.map((message) => missing3.exec(message)).flatMap((found3) => found3?.[1] ?? found3?.[2] ?? []);
  const found2 = Object.entries(presets).find(([, sql]) => names2.some((name2) => makes3(sql, name2)));
  return found2?.[0] ?? null;
}
function makes3(sql, name2) {
  const made4 = sql.matchAll(/^CREATE (?:SCHEMA|TABLE|VIEW|FUNCTION) ([a-z_.]+)/gm);
  return [...made4].some(([, one]) => one === name2);
}

// src/rules/support/baseline-advice.ts
function baselineAdvice(messages) {
  const dump = "name a dump of the schema that stands before the first migration as `baseline` in the configuration";
  const preset = wantedPreset(messages);
  if (preset === null) return `N${dump.slice(1)}`;
  return `Set \`preset: ${preset}\` in the configuration, where that platform supplies what is missing; else ${dump}`;
}

// src/rules/support/created-later.ts
var missing4 = [
  /^(?:relation|table|type|schema|view|sequence|materialized view) "(.+)" does not exist$/,
  /^function (\S+?)\(.*\) does not exist$/,
  /^no such (?:table|view): (\S+)$/
];
function createdLater({ migrations }, { migration }, failed) {
  const name2 = missingName(failed.trace.error?.message ?? "");
  if (name2 === null) return null;
  const rest = migrations.slice(migrations.indexOf(migration)).filter(({ state }) => state === "added");
  for (const { migration: file, statements } of rest) {
    const after = statements.slice(statements.indexOf(failed) + 1);
    const maker = after.find(
      ({ statement: { operations: operations2 } }) => operations2.some(
        (operation) => operation.kind === "create-table" && bareName(operation.table) === name2 || operation.kind === "create" && bareName(withoutArguments(operation.name)) === name2
      )
    );
    if (maker !== void 0) return { name: name2, path: file.up.path, line: maker.statement.line };
  }
  return null;
}
function missingName(message) {
  const found2 = missing4.map((pattern) => pattern.exec(message)?.[1]).find((name2) => name2 !== void 0);
  return found2 === void 0 ? null : found2.split(".").at(-1) ?? null;
}

// src/rules/statement-failed.ts
var rule108 = {
  id: "statement-failed",
  covers: [
    "type-change-blocked-by-dependents",
    "duplicate-column-names",
    "dml-does-not-run",
    "ordering-hazard",
    "drop-index-backing-constraint",
    "partition-key-missing-in-pk",
    "create-or-replace-view-incompatible",
    "foreign-key-parent-not-unique",
    "fk-nondeterministic-collation"
  ],
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
      const later = createdLater(context, chapter, failed);
      yield {
        migration,
        statement: failed,
        message: `The deploy stops here${condition(code, message)}: ${oneLine(message)}${codeNote(code)}${whereLater(later)}.`,
        fix: wholeFix2(chapter, failed) ?? orderFix(migration, later) ?? adviceFor(code, message),
        evidence: "measured"
      };
    }
  }
};
function whereLater(later) {
  return later === null ? "" : `; it is created later, by ${later.path}, line ${later.line}`;
}
function orderFix({ migration }, later) {
  if (later === null) return null;
  return later.path === migration.up.path ? `Move the statement behind line ${later.line}, which creates ${later.name}.` : `Give ${later.path} the lower number: it creates ${later.name}, which this one uses.`;
}
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

// src/rules/storage-rewrite.ts
var rule109 = {
  id: "storage-rewrite",
  covers: [
    "set-logged-unlogged",
    "set-tablespace",
    "set-access-method",
    "vacuum-full-or-cluster",
    "rewrite-needs-disk"
  ],
  title: "Table copied to other storage while reads and writes wait",
  why: [
    "`VACUUM FULL`, `CLUSTER`, and `ALTER TABLE \u2026 SET LOGGED`, `SET UNLOGGED`, `SET TABLESPACE` and `SET ACCESS METHOD`",
    "write every row and every index anew under an ACCESS EXCLUSIVE lock: until that is done, nobody can read or write",
    "the table. Meanwhile the old copy stays, so the disk needs room for both, and replicas receive the whole table again.",
    "",
    "An unlogged table is empty after a crash, and on every replica."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Let `pg_repack` or `pg_squeeze` copy the table while it is in use, or do it in a maintenance window. Plain `VACUUM` locks nobody out.",
  bad: [
    { base: "CREATE TABLE orders (id int PRIMARY KEY);", up: "VACUUM (FULL, ANALYZE) orders;" },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int CONSTRAINT "by id" PRIMARY KEY);',
      up: 'SET search_path = shop;\nCLUSTER "Orders" USING "by id";',
      note: "The table is the one that was written anew, wherever search_path found it."
    },
    {
      base: "CREATE TABLE sessions (id int PRIMARY KEY);",
      up: "ALTER TABLE sessions SET UNLOGGED;",
      note: "After a crash it is empty."
    }
  ],
  good: [
    { base: "CREATE TABLE orders (id int PRIMARY KEY);", up: "VACUUM (ANALYZE) orders;" },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY);",
      up: "ALTER TABLE orders SET LOGGED;",
      note: "It is logged already: nothing is copied."
    },
    {
      up: "CREATE TABLE sessions (id int PRIMARY KEY);\nALTER TABLE sessions SET UNLOGGED;",
      note: "The table is new."
    },
    {
      base: "CREATE TABLE orders (id int CONSTRAINT orders_key PRIMARY KEY);",
      up: "ALTER TABLE orders SET (fillfactor = 70);",
      note: "It holds for rows to come; nothing is copied."
    }
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, detail } of copies2(step)) {
        const { named, tables } = waitingTables(context, step, [table]);
        const room = roomFor(context, step, [table]);
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${named} wait while every row and index is written anew, with ${room} on the disk${consequence2(detail)}.`,
          tables,
          fix: fixFor22(detail),
          evidence: step.traced.trace.evidence
        };
      }
      yield* wholeDatabase(step);
    }
  }
};
var copying = /* @__PURE__ */ new Set([
  "vacuum full",
  "cluster",
  "set logged",
  "set unlogged",
  "set tablespace",
  "set access method"
]);
function copies2(step) {
  const { traced } = step;
  const { outcome, rewrites } = traced.trace;
  if (outcome === "failed") return [];
  return operations(traced, "alter-table").flatMap((operation) => {
    const table = copying.has(operation.detail) ? step.liveTable(operation.table) : null;
    if (table === null || wasMeasured(traced) && !rewrites.includes(table)) return [];
    return [{ ...operation, table }];
  });
}
function* wholeDatabase(step) {
  const whole = operations(step.traced, "other").find(({ what }) => copying.has(what));
  if (whole === void 0 || step.traced.trace.outcome === "failed") return;
  yield {
    migration: step.migration,
    statement: step.traced,
    message: `One table after the other is written anew, ${whole.what === "cluster" ? "each that was clustered before" : "all of the database"}; reads and writes of each wait meanwhile.`,
    fix: fixFor22(whole.what),
    evidence: "inferred"
  };
}
function consequence2(detail) {
  return detail === "set unlogged" ? "; after a crash, and on replicas, the table is empty" : "";
}
function fixFor22(detail) {
  if (detail === "set unlogged")
    return "Make a new unlogged table and let the application move to it, or do it in a maintenance window.";
  const tool = "Do it in a maintenance window, or with pg_repack, which copies while the table is in use";
  return detail === "vacuum full" ? `${tool}; plain VACUUM frees space for new rows and locks nobody out.` : `${tool}.`;
}

// src/rules/support/same-transaction.ts
function byTransaction(all, keyOf4) {
  const groups = [];
  const latest = /* @__PURE__ */ new Map();
  for (const one of all) {
    const group = latest.get(keyOf4(one));
    const [first] = group ?? [];
    if (group !== void 0 && first !== void 0 && shareTransaction(first.step, one.step)) {
      group.push(one);
      continue;
    }
    const next = [one];
    groups.push(next);
    latest.set(keyOf4(one), next);
  }
  return groups;
}

// src/rules/strong-lock-work.ts
var rule110 = {
  id: "strong-lock-work",
  title: "A table is read or written anew while others are locked out",
  why: [
    "The statement takes a lock that keeps others out of a table, and then reads that table from end to end or writes it",
    "anew. Until it has come to the last row, whoever wants to write there waits, and under ACCESS EXCLUSIVE whoever",
    "wants to read as well.",
    "",
    "This is the principle behind many rules, judged by what was seen alone: it also finds what no text tells, such as a",
    "block of code, a function, a trigger, or the default partition that a new partition has read. It speaks where no",
    "rule with better words does."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Write what the code does as statements of their own, each in its safe form: instant changes first, then what reads rows under a lock that lets others work.",
  bad: [
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY, total int);",
        "CREATE FUNCTION log_tables() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders SET UNLOGGED; END $$;"
      ].join("\n"),
      up: "SELECT log_tables();",
      note: "A function that stood before writes the table anew."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN EXECUTE 'REINDEX TABLE orders'; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE; PERFORM count(*) FROM orders; END $$;"
    },
    {
      base: [
        "CREATE DOMAIN money_amount AS numeric;",
        'CREATE TABLE "Order Lines" (id int PRIMARY KEY, amount money_amount);'
      ].join("\n"),
      up: "DO $$ BEGIN EXECUTE 'ALTER DOMAIN money_amount ADD CONSTRAINT positive CHECK (VALUE > 0)'; END $$;",
      note: "Every table that uses the domain is read."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN note text'; END $$;",
      note: "The lock is strong, and gone at once: nothing is read."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "DO $$ BEGIN UPDATE orders SET total = 0 WHERE id = 1; END $$;",
      note: "Rows are changed under a lock that lets others work."
    },
    {
      base: "CREATE TABLE models (id int PRIMARY KEY);\nINSERT INTO models VALUES (1), (2);",
      up: [
        "CREATE TABLE tiers (id int PRIMARY KEY, model_id int REFERENCES models);",
        "CREATE INDEX tiers_model ON tiers (model_id);",
        "INSERT INTO tiers VALUES (1, 1), (2, 2);"
      ].join("\n"),
      note: "The new key keeps writers of models out; what it refers to is found by the primary key."
    },
    {
      up: [
        "CREATE TABLE orders (id int PRIMARY KEY, total int);",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE orders SET UNLOGGED'; END $$;"
      ].join("\n"),
      note: "The table is new: nobody waits."
    }
  ],
  speaksLast: true,
  *check(context, told5) {
    for (const [{ step, table, isRewritten, mode, held }, ...again] of together(workOf(context, told5))) {
      const { named, tables } = waitingTables(context, step, [table]);
      const who = mode === "AccessExclusiveLock" ? "Reads and writes of" : "Writes to";
      const since = held === void 0 ? "" : `: line ${held.line} keeps it locked`;
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `${who} ${named} wait while every row is ${isRewritten ? "written anew" : "read"}${since}${alsoAt(again)}.`,
        tables,
        fix: held === void 0 || isOpaque(step.traced) ? rule110.fix : `Put it into a migration of its own, so that the lock on ${table} is gone before.`,
        evidence: "measured"
      };
    }
  }
};
function workOf(context, told5) {
  return steps(context).flatMap(
    (step) => workUnderLock(context, step).filter(({ table }) => !isTold(context, step, table, told5)).map((work) => ({ ...work, step, held: heldBy(step, work.table, work.mode) }))
  );
}
function together(all) {
  const keyOf4 = ({ step, table, isRewritten, held }) => held === void 0 ? `own ${placeIn(step)} ${table}` : `${isRewritten} ${held.line} ${table}`;
  return byTransaction(all, keyOf4);
}
function alsoAt(again) {
  const lines = [...new Set(again.map(({ step }) => String(step.traced.statement.line)))];
  if (lines.length === 0) return "";
  return `; the same at ${lines.length === 1 ? "line" : "lines"} ${listedShort(lines)}`;
}
function heldBy(step, table, mode) {
  const isHeld = step.traced.heldBefore.some((lock) => lock.relation === table && lock.mode === mode);
  return isHeld ? heldTables(step).find((it) => it.table === table) : void 0;
}
function workUnderLock(context, step) {
  if (!wasMeasured(step.traced)) return [];
  const { locks: locks2, rewrites } = step.traced.trace;
  const read4 = tablesRead(context, step);
  return locks2.filter(isStrong).flatMap(({ relation, mode }) => {
    const isRewritten = rewrites.includes(relation);
    if (!(isRewritten || read4.includes(relation))) return [];
    if (step.liveTable(relation) === null || !isTable2(context, step, relation, mode)) return [];
    return [{ table: relation, mode, isRewritten }];
  });
}
function isTable2({ schemaBefore }, { origin }, relation, mode) {
  const { objects } = schemaBefore ?? {};
  const name2 = origin(relation);
  if (objects?.has(`table ${name2}`) === true) return true;
  const view = objects?.get(`materialized view ${name2}`);
  return view !== void 0 && view.attributes["not populated"] !== "yes" && mode === "AccessExclusiveLock";
}
var worse = /* @__PURE__ */ new Set(["truncate", "add-required-column"]);
function isTold(context, step, table, told5) {
  const here = byStatement2(told5).get(step.traced) ?? [];
  if (here.some(({ rule: rule128 }) => worse.has(rule128)) || operations(step.traced, "truncate").length > 0) return true;
  const known = here.flatMap(({ match }) => match.tables ?? []);
  if (!runsHiddenCode(step)) return known.length > 0;
  const family = [table, ...ancestors(context, table)].map((name2) => step.origin(name2) ?? name2);
  return family.some((name2) => known.includes(name2));
}
var byStatement2 = remembered((told5) => Map.groupBy(told5, ({ match }) => match.statement));
function ancestors({ schemaBefore }, table) {
  const above = [];
  let parent = schemaBefore?.objects.get(`table ${table}`)?.attributes["partition of"];
  while (parent !== void 0 && !above.includes(parent)) {
    above.push(parent);
    parent = schemaBefore?.objects.get(`table ${parent}`)?.attributes["partition of"];
  }
  return above;
}

// src/rules/too-many-indexes.ts
var most2 = 10;
var rule111 = {
  id: "too-many-indexes",
  preset: "style",
  title: `More than ${most2} indexes on a table`,
  why: [
    "Each INSERT writes every index of its table, and so does each UPDATE that is no HOT update; VACUUM reads all of them.",
    `Told where a change adds an index to a table that has more than ${most2} then, with those behind keys.`
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres", "sqlite"],
  fix: "Drop what no query uses: `pg_stat_user_indexes` counts the scans of each index.",
  bad: [
    {
      base: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);
${many("orders", 9)}`,
      up: "CREATE INDEX CONCURRENTLY orders_c ON orders (c);"
    },
    {
      dialect: "sqlite",
      base: `CREATE TABLE orders (id TEXT PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER);
${many("orders", 9)}`,
      up: "CREATE INDEX orders_c ON orders (c);",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);
${many("orders", 8)}`,
      up: "CREATE INDEX CONCURRENTLY orders_c ON orders (c);"
    },
    {
      base: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);
${many("orders", 11)}`,
      up: "ALTER TABLE orders ADD COLUMN note text;",
      note: "The change adds none."
    }
  ],
  *check(context) {
    const { schemaAfter } = context;
    if (schemaAfter === null) return;
    for (const [table, added] of Map.groupBy(newIndexes(context), (index) => index.table)) {
      const count = indexesOf(schemaAfter).filter((index) => index.table === table).length;
      const [first] = added;
      const maker = first === void 0 || count <= most2 ? null : makerOf(context, first);
      if (maker === null) continue;
      yield {
        migration: maker.migration,
        statement: maker.step?.traced ?? null,
        message: `${table} has ${count} indexes then: each row that is written is written to all of them.`,
        fix: "Drop what no query uses before another one is added.",
        evidence: "measured"
      };
    }
  }
};
function many(table, count) {
  return Array.from(
    { length: count },
    (_, place2) => `CREATE INDEX ${table}_${place2} ON ${table} (a, b) WHERE c > ${place2};`
  ).join("\n");
}

// src/rules/support/unchecked-rows.ts
function wouldBeChecked(schema, table, { verb, columns }) {
  if (schema === null) return verb !== "update";
  const keys = foreignKeys(schema);
  const own = keys.filter((key) => key.table === table);
  const pointing = keys.filter(({ references }) => references === table);
  switch (verb) {
    case "insert":
    case "copy":
      return own.length > 0;
    case "delete":
      return pointing.length > 0;
    case "update":
      return own.some((key) => key.columns.some((it) => columns.includes(it))) || pointing.some((key) => key.keys.some((it) => columns.includes(it)));
    case "merge":
      return own.length + pointing.length > 0;
  }
}
var list3 = String.raw`\(((?:"(?:[^"]|"")*"|[^"()])*)\)`;
var definition = new RegExp(`^FOREIGN KEY ${list3} REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+) ?${list3}`);
function foreignKeys(schema) {
  return [...schema.objects.values()].flatMap(({ kind, name: name2, attributes }) => {
    const [, own, references, keys] = kind === "constraint" ? definition.exec(attributes.definition ?? "") ?? [] : [];
    if (own === void 0 || references === void 0 || keys === void 0) return [];
    return [{ table: qualifier(name2), columns: own.split(", "), references, keys: keys.split(", ") }];
  });
}

// src/rules/trigger-removed.ts
var rule112 = {
  id: "trigger-removed",
  covers: ["trigger-change", "disable-trigger"],
  title: "Rows are written past a trigger",
  why: [
    "What a trigger kept in order (a copy, a history, a timestamp, a check) is not kept for rows written after it was",
    "dropped or disabled, and nothing fails: the gap is found much later.",
    "",
    "`DISABLE TRIGGER ALL` and `session_replication_role = replica` also switch off the triggers behind foreign keys: rows",
    "that refer to nothing are written without an error and are never checked again.",
    "",
    "A trigger that goes together with a column of its table, as the sync trigger of an expand and contract does, or that",
    "another one with the same function replaces, is not told. To create one locks out writes only for a moment."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Make sure that nothing relies on the trigger any more; enable it again in the same migration where it was only in the way.",
  bad: [
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY);",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        "CREATE TRIGGER keep BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();"
      ].join("\n"),
      up: "DROP TRIGGER keep ON orders;"
    },
    {
      base: [
        "CREATE SCHEMA shop;",
        'CREATE TABLE shop."Orders" (id int PRIMARY KEY);',
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        'CREATE TRIGGER "Keep" BEFORE INSERT ON shop."Orders" FOR EACH ROW EXECUTE FUNCTION touch();'
      ].join("\n"),
      up: `DO $$ BEGIN EXECUTE 'ALTER TABLE shop."Orders" DISABLE TRIGGER "Keep"'; END $$;`,
      note: "The schema shows that it is off."
    },
    {
      base: [
        "CREATE TABLE customers (id int PRIMARY KEY);",
        "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);"
      ].join("\n"),
      up: [
        "ALTER TABLE orders DISABLE TRIGGER ALL;",
        "INSERT INTO orders VALUES (1, 7);",
        "ALTER TABLE orders ENABLE TRIGGER ALL;"
      ].join("\n"),
      note: "There is no customer 7, and nobody is told."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);",
      up: "SET session_replication_role = replica;\nINSERT INTO orders VALUES (1, 7);\nRESET session_replication_role;"
    }
  ],
  good: [
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY);",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        "CREATE TRIGGER keep BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();"
      ].join("\n"),
      up: "DROP TRIGGER IF EXISTS keep ON orders;\nCREATE TRIGGER keep_new BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
      note: "Another takes its place."
    },
    {
      base: [
        "CREATE TABLE orders (id int PRIMARY KEY);",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        "CREATE TRIGGER keep BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();"
      ].join("\n"),
      up: "ALTER TABLE orders DISABLE TRIGGER keep;\nINSERT INTO orders VALUES (1);\nALTER TABLE orders ENABLE TRIGGER keep;",
      note: "Off for the rows of the migration alone."
    },
    {
      base: "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, note text, customer_id int REFERENCES customers);",
      up: "ALTER TABLE orders DISABLE TRIGGER ALL;\nUPDATE orders SET note = 'x' WHERE id = 1;\nALTER TABLE orders ENABLE TRIGGER ALL;",
      note: "No foreign key looks at the column."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders DISABLE TRIGGER ALL;\nINSERT INTO orders VALUES (1);\nALTER TABLE orders ENABLE TRIGGER ALL;",
      note: "The table is new."
    }
  ],
  *check(context) {
    const all = chapters(context).flatMap(unchecked);
    yield* all;
    const told5 = new Set(all.map(({ statement }) => statement));
    const found2 = missing5(context).flatMap((trigger) => placed(context, trigger) ?? []);
    for (const [, group] of Map.groupBy(found2, ({ chapter, step }) => step ?? chapter)) {
      const [{ chapter, step, verb }] = group;
      if (step !== null && told5.has(step.traced)) continue;
      const names2 = group.map(({ trigger }) => trigger.name);
      yield {
        migration: chapter.migration,
        statement: step?.traced ?? null,
        message: `The ${names2.length > 1 ? "triggers" : "trigger"} ${listed(names2)} ${names2.length > 1 ? "are" : "is"} ${verb}: rows written from now on pass without ${names2.length > 1 ? "them" : "it"}.`,
        fix: verb === "disabled" ? "Enable it again in the same migration, or drop it once nothing relies on it." : "Make sure first that nothing relies on what it does, the application and other tables alike.",
        evidence: "measured"
      };
    }
  }
};
function missing5(context) {
  const added = newcomers(context, ["trigger"]);
  return courses(context, ["trigger"]).flatMap(
    ({ before: before2, after }) => {
      if (before2.attributes.of !== void 0 || before2.attributes.enabled === "no") return [];
      if (after !== null)
        return after.attributes.enabled === "no" ? [{ trigger: before2, verb: "disabled" }] : [];
      const table = qualifier(before2.name);
      const stands4 = ["table", "view", "foreign table"].some(
        (it) => context.schemaAfter?.objects.has(`${it} ${table}`)
      );
      const replaced = added.some((it) => qualifier(it.name) === table && runs(it) === runs(before2));
      return stands4 && !replaced ? [{ trigger: before2, verb: "gone" }] : [];
    }
  );
}
function runs({ attributes }) {
  return /\bEXECUTE (?:FUNCTION|PROCEDURE) (.*?)\(/.exec(attributes.definition ?? "")?.[1] ?? "";
}
function placed(context, { trigger, verb }) {
  const chapter = whereChanged(context, "trigger", [trigger.name], ["drop", "alter"]);
  if (chapter === null) return null;
  const table = qualifier(trigger.name);
  const contracts = chapter.migration.changes.some(
    ({ action, object, name: name2 }) => action === "drop" && object === "column" && qualifier(name2) === table
  );
  if (contracts || victims(chapter).some(({ name: name2 }) => name2 === `trigger ${trigger.name}`)) return null;
  const text = verb === "gone" ? find(
    chapter,
    "drop",
    ({ object, name: name2 }) => object === "trigger" && lastPart(name2) === lastPart(trigger.name)
  ) : find(
    chapter,
    "alter-table",
    ({ detail, table: of }) => /^disable trigger/.test(detail) && lastPart(of) === lastPart(table)
  );
  return {
    trigger,
    verb,
    chapter,
    step: text ?? whatLocked(chapter, table) ?? chapter.steps.find(isCode) ?? null
  };
}
function isCode({ traced }) {
  return operations(traced, "run-code").length > 0;
}
function unchecked({ context, migration, steps: steps2 }) {
  return steps2.flatMap((step, place2) => {
    const { traced } = step;
    const tables = operations(traced, "alter-table").filter(({ detail }) => detail === "disable trigger all").flatMap(({ table }) => step.liveTable(table) ?? []);
    const everywhere = operations(traced, "set").some(
      ({ name: name2, value }) => name2 === "session_replication_role" && value?.toLowerCase() === "replica"
    );
    if (traced.trace.outcome === "failed" || tables.length === 0 && !everywhere) return [];
    const written3 = steps2.slice(place2 + 1, end(steps2, place2)).flatMap(
      (later) => operations(later.traced, "write-rows").flatMap((write2) => {
        const table = later.liveTable(write2.table);
        const isMeant = table !== null && (everywhere || tables.includes(table));
        const origin = table === null ? null : later.origin(table) ?? table;
        return isMeant && wouldBeChecked(context.schemaBefore, origin ?? table, write2) ? [table] : [];
      })
    );
    if (written3.length === 0) return [];
    return [
      {
        migration,
        statement: traced,
        message: `No foreign key checks what is then written to ${listed([...new Set(written3)])}, and none ever does later: rows may refer to nothing.`,
        fix: "Write the rows with the triggers on, in an order in which the foreign keys hold; disable single triggers by name where they are in the way.",
        evidence: traced.trace.evidence
      }
    ];
  });
}
function end(steps2, from) {
  const on = steps2.findIndex(
    ({ traced }, place2) => place2 > from && (operations(traced, "alter-table").some(({ detail }) => detail === "enable trigger all") || operations(traced, "set").some(({ name: name2 }) => name2 === "session_replication_role"))
  );
  return on === -1 ? steps2.length : on;
}

// src/rules/support/truncated.ts
function emptiedTables(chapter, step, before2) {
  const { traced } = step;
  const truncated = traced.trace.outcome === "failed" ? [] : operations(traced, "truncate");
  const named = truncated.flatMap(({ table }) => step.liveTable(table) ?? []).filter((name2) => !wasMeasured(traced) || locks(step, name2));
  const lost = [...named, ...byCode10(chapter, step, before2)].filter(
    (name2) => !holdsItsRows(chapter, step.origin(name2) ?? name2)
  );
  const cascades2 = lost.length > 0 && truncated.some(({ cascade }) => cascade);
  const reached = liveTables(step, before2).filter(
    (name2) => !named.includes(name2) && !named.includes(parentOf2(name2, before2)) && locks(step, name2)
  );
  return {
    named: lost,
    reached: cascades2 && wasMeasured(traced) ? reached : [],
    reachUnknown: cascades2 && !wasMeasured(traced)
  };
}
function byCode10({ migration }, step, before2) {
  if (!runsHiddenCode(step) || !wasMeasured(step.traced) || !/\btruncate\b/i.test(textOfCode(step))) return [];
  return liveTables(step, before2).filter(
    (name2) => step.traced.trace.rewrites.includes(name2) && !migration.changes.some(
      ({ object, name: changed }) => object === "column" && changed.startsWith(`${name2}.`)
    )
  );
}
function liveTables(step, before2) {
  return step.traced.trace.locks.map(({ relation }) => relation).filter(
    (name2) => step.liveTable(name2) !== null && before2?.objects.has(`table ${step.origin(name2)}`) === true
  );
}
function parentOf2(name2, before2) {
  return before2?.objects.get(`table ${name2}`)?.attributes["partition of"] ?? "";
}

// src/rules/truncate.ts
var rule113 = {
  id: "truncate",
  covers: ["truncate-cascade"],
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
var rule114 = {
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
        fix: rule114.fix.replaceAll("`", ""),
        evidence: "measured"
      };
    }
  }
};
var shown3 = 3;
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
  const names2 = columns.slice(0, shown3).map(({ name: name2 }) => name2);
  const more = columns.length - names2.length;
  return listed(more > 0 ? [...names2, `${more} more`] : names2);
}
function columnsWithLength(migration) {
  return looseTables(migration).flatMap((table) => columnsOf4(migration.made, table).filter(hasLength));
}
function hasLength({ attributes }) {
  return /^(?:\w+ )*(?:var|n|nvar)?char(?:acter)?(?: varying)?\s*\(\s*\d+\s*\)/i.test(attributes.type ?? "");
}
function hasLengths(before2) {
  return [...before2?.objects.values() ?? []].some((object) => object.kind === "column" && hasLength(object));
}
function nullableKeys(migration) {
  const { made: made4 } = migration;
  return looseTables(migration).filter(({ attributes }) => attributes["without rowid"] === void 0).flatMap((table) => {
    const key = made4.find(
      ({ kind, name: name2, attributes }) => kind === "constraint" && qualifier(name2) === table.name && attributes.definition?.startsWith("PRIMARY KEY") === true
    );
    const list4 = key?.attributes.rowid === "yes" ? void 0 : /\((.*)\)/.exec(key?.attributes.definition ?? "")?.[1];
    const names2 = new Set(
      list4?.split(", ").map((part) => `${table.name}.${part.replace(/ (?:COLLATE|DESC|ASC).*$/i, "")}`)
    );
    return columnsOf4(made4, table).filter(
      ({ name: name2, attributes }) => names2.has(name2) && attributes["not null"] === void 0
    );
  });
}
function looseTables({ made: made4, changes: changes2 }) {
  const renamed2 = new Set(changes2.flatMap(({ action, name: name2 }) => action === "rename" ? [name2] : []));
  return made4.filter(
    ({ kind, name: name2, attributes }) => kind === "table" && attributes.strict === void 0 && !renamed2.has(name2)
  );
}
function columnsOf4(made4, table) {
  return made4.filter(({ kind, name: name2 }) => kind === "column" && qualifier(name2) === table.name);
}
function madeBy2({ statements }, table) {
  return statements.find(
    (traced) => operations(traced, "create-table").some((made4) => made4.table === table) || operations(traced, "rename-table").some(({ to }) => to === table)
  );
}

// src/rules/support/retyped.ts
function retypedColumns(chapter) {
  const changes2 = chapter.migration.changes.filter(isTypeChange);
  const { objects } = chapter.context.schemaBefore ?? {};
  const isOfPartition = ({ name: name2 }) => {
    const parent = objects?.get(`table ${qualifier(name2)}`)?.attributes["partition of"];
    return parent !== void 0 && changes2.some((it) => it.name === `${parent}.${lastPart(name2)}`);
  };
  const own = changes2.filter((it) => !isOfPartition(it));
  return own.flatMap((change) => {
    const table = qualifier(change.name);
    const column = lastPart(change.name);
    const [before2 = "", after = ""] = (change.detail.split("; ")[0] ?? "").split(" \u2192 ");
    const types2 = { from: typeIn(before2), to: typeIn(after) };
    const step = chapter.steps.findLast((it) => changesIt(it, table, column));
    if (step !== void 0) {
      const [own2] = operations(step.traced, "change-column-type").filter((it) => it.column === column);
      return [{ step, table, column, ...types2, using: own2?.using ?? null }];
    }
    const code = chapter.steps.findLast((it) => changedByCode(it, "alter", "column").includes(change));
    return code === void 0 ? [] : [{ step: code, table, column, ...types2, using: "expression" }];
  });
}
function changesIt(step, table, column) {
  return operations(step.traced, "change-column-type").some(
    (change) => change.column === column && step.liveTable(change.table) === table
  );
}
function typeIn(text) {
  return text.replace(/ (?:collate|not null)(?: .*)?$/, "");
}

// src/rules/type-change-depends-on-timezone.ts
var rule115 = {
  id: "type-change-depends-on-timezone",
  title: "What the type change costs and means depends on the time zone of the session",
  why: [
    "Between `timestamp` and `timestamptz`, PostgreSQL leaves the rows alone only where the session that runs the",
    "migration has `TimeZone` UTC, as the shadow has. With any other, every row is written anew under an ACCESS",
    "EXCLUSIVE lock. And the values are read as times of that zone: with the wrong one, each moment is shifted.",
    "The zone comes from the server, the role, the driver or an environment variable, and differs from one machine to",
    "the next. Where the migration sets it, what was measured holds, and this rule is silent."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: [
    "Set `TimeZone` to UTC in the migration where the stored times are UTC.",
    "Where they are of another zone, the rows have to be written anew: add a column, and copy them in batches."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);",
      up: "ALTER TABLE orders ALTER COLUMN paid_at TYPE timestamptz;"
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "paidAt" timestamptz NOT NULL);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Orders" ALTER "paidAt" SET DATA TYPE timestamp;',
      note: "The way back is the same."
    },
    {
      base: [
        "CREATE TABLE events (id int, at timestamp) PARTITION BY RANGE (id);",
        "CREATE TABLE events_all PARTITION OF events DEFAULT;"
      ].join("\n"),
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE events ALTER at TYPE timestamp with time zone'; END $$;"
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);",
      up: "SET LOCAL TimeZone = 'UTC';\nALTER TABLE orders ALTER COLUMN paid_at TYPE timestamptz;",
      note: "Pinned, so that it is free everywhere."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp(3));",
      up: "ALTER TABLE orders ALTER COLUMN paid_at TYPE timestamp;",
      note: "No time zone comes into it."
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, paid_at timestamp);\nALTER TABLE orders ALTER COLUMN paid_at TYPE timestamptz;",
      note: "The table is new."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const free = retypedColumns(chapter).filter((it) => crossesZones(it) && isFree(it) && !isPinned(it.step));
      for (const [step, columns] of Map.groupBy(free, ({ step: step2 }) => step2)) {
        const [{ table }] = columns;
        const { named, tables } = waitingTables(context, step, [table]);
        const names2 = columns.map(({ column }) => `${table}.${column}`).join(", ");
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Free only in a session with TimeZone UTC; with another, reads and writes of ${named} wait while every row is written anew, and ${names2} is read as times of that zone.`,
          fix: pinned(step, table) ?? "Set TimeZone to UTC before it in the migration, if the stored times are UTC.",
          evidence: "inferred"
        };
      }
    }
  }
};
var withZone = /^timestamp(?:\(\d\))? with time zone$/;
var withoutZone = /^timestamp(?:\(\d\))? without time zone$/;
function crossesZones({ from, to }) {
  return withZone.test(from) && withoutZone.test(to) || withoutZone.test(from) && withZone.test(to);
}
function isFree({ step: { traced } }) {
  return traced.trace.rewrites.length === 0;
}
function isPinned({ migration, traced }) {
  const before2 = migration.statements.slice(0, migration.statements.indexOf(traced));
  return before2.some(
    (it) => operations(it, "set").some(({ name: name2, value }) => name2 === "timezone" && value !== null)
  );
}
function pinned({ traced }, table) {
  const changes2 = operations(traced, "change-column-type");
  const isOwn = changes2.length > 0 && changes2.every((it) => it.table === table);
  if (!isOwn || !traced.inTransaction) return null;
  return `SET LOCAL TimeZone = 'UTC';
${traced.statement.sql};`;
}

// src/rules/type-change-rechecks-constraints.ts
var rule116 = {
  id: "type-change-rechecks-constraints",
  title: "A type change that is free by itself reads the table for a CHECK",
  why: [
    "A longer `varchar`, or `varchar` to `text`, touches no row. But PostgreSQL makes each CHECK that speaks of the column",
    "anew, and reads every row to prove it, under the ACCESS EXCLUSIVE lock of the ALTER TABLE. A foreign key on the",
    "column is made anew too: the other table is locked in the same way, and not read."
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Drop the CHECK, change the type, add the CHECK again as NOT VALID, and validate it in the next migration.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) CHECK (code <> ''));",
      up: "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);"
    },
    {
      base: [
        "CREATE SCHEMA shop;",
        `CREATE TABLE shop."Orders" (id int, "Code" varchar(10) CHECK (length("Code") > 2), CONSTRAINT "Has Code" CHECK ("Code" <> ''));`
      ].join("\n"),
      up: 'ALTER TABLE shop."Orders" ALTER "Code" TYPE text;'
    },
    {
      base: [
        "CREATE TABLE events (id int, code varchar(10) CHECK (code <> '')) PARTITION BY RANGE (id);",
        "CREATE TABLE events_all PARTITION OF events DEFAULT;"
      ].join("\n"),
      up: "ALTER TABLE events ALTER code TYPE varchar(20);",
      note: "The partition is read."
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10), kind text CHECK (kind <> ''));",
      up: "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);",
      note: "No CHECK speaks of this column."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) CONSTRAINT has_code CHECK (code <> ''));",
      up: [
        "ALTER TABLE orders DROP CONSTRAINT has_code;",
        "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);",
        "ALTER TABLE orders ADD CONSTRAINT has_code CHECK (code <> '') NOT VALID;"
      ].join("\n"),
      note: "Validated in the next migration.",
      also: ["constraint-left-not-valid"]
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) CHECK (code <> ''));\nALTER TABLE orders ALTER COLUMN code TYPE varchar(20);",
      note: "The table is new."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const columns = retypedColumns(chapter);
      for (const [step, retyped] of Map.groupBy(columns, (it) => it.step)) {
        const table = retyped[0]?.table;
        if (table === void 0 || !isReadForIt(step)) continue;
        const { named, tables } = waitingTables(context, step, [
          table,
          ...lockedForKeys(context, step, table)
        ]);
        const checks = checksOn(
          context,
          table,
          retyped.map(({ column }) => column)
        );
        const what = checks.length === 0 ? "its constraints" : listed(checks.map(({ name: name2 }) => name2));
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait while every row${tables.length > 1 ? ` of ${table}` : ""} is read to prove ${what} again.`,
          fix: inSteps(step, table, checks) ?? rule116.fix,
          evidence: "measured"
        };
      }
    }
  }
};
function isReadForIt(step) {
  const { rewrites, scans } = step.traced.trace;
  const others = step.traced.statement.operations.some(
    (it) => it.kind === "set-not-null" || it.kind === "add-constraint" || it.kind === "add-column"
  );
  const isType = operations(step.traced, "change-column-type").length > 0;
  return isType && !others && rewrites.length === 0 && scans.some((name2) => step.liveTable(name2) !== null);
}
function checksOn({ schemaBefore, schemaAfter }, table, columns) {
  return [...schemaBefore?.objects ?? []].flatMap(([key, { kind, name: name2, attributes }]) => {
    const { definition: definition2 = "" } = schemaAfter?.objects.get(key)?.attributes ?? attributes;
    if (kind !== "constraint" || qualifier(name2) !== table || !/^CHECK\b/.test(definition2)) return [];
    const words2 = definition2.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g) ?? [];
    return columns.some((column) => words2.includes(column)) ? [{ name: lastPart(name2), definition: definition2 }] : [];
  });
}
function inSteps({ traced }, table, checks) {
  if (!operations(traced, "change-column-type").every((it) => it.table === table)) return null;
  if (checks.length === 0 || checks.some(({ definition: definition2 }) => / NOT (?:VALID|ENFORCED)$/.test(definition2)))
    return null;
  return inMigrations(
    [
      ...checks.map(({ name: name2 }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name2};`),
      `${traced.statement.sql};`,
      ...checks.map(
        ({ name: name2, definition: definition2 }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name2} ${definition2} NOT VALID;`
      )
    ],
    checks.map(({ name: name2 }) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name2};`)
  );
}

// src/rules/support/narrowing.ts
function narrowing(from, to, using) {
  if (using === "expression") return null;
  const [before2, after] = [typeOf3(from), typeOf3(to)];
  if (isText(before2)) return isText(after) ? textLength(before2, after, using) : unreadable(to, after);
  return numberRange(before2, after) ?? digits(before2, after) ?? timeOfDay(before2, after) ?? fractions(before2, after);
}
function typeOf3(text) {
  const modifiers = /\((-?\d+)(?:,(-?\d+))?\)/.exec(text)?.slice(1) ?? [];
  return {
    name: text.replace(/\([^)]*\)/, ""),
    modifiers: modifiers.filter((it) => it !== void 0).map(Number)
  };
}
function isText({ name: name2 }) {
  return name2 === "text" || name2 === "character varying" || name2 === "character";
}
function textLength(from, to, using) {
  const [old = Number.POSITIVE_INFINITY] = from.modifiers;
  const [length] = to.modifiers;
  if (length === void 0 || length >= old) return null;
  const condition2 = (column) => `length(${column}) > ${length}`;
  const isSure = false;
  if (using === "cast")
    return {
      effect: "loses",
      isSure,
      what: `what is longer than ${length} characters is cut off`,
      condition: condition2,
      code: null
    };
  return { effect: "stops", isSure, what: `is longer than ${length} characters`, condition: condition2, code: "22001" };
}
var strict = /^(?:smallint|integer|bigint|numeric|real|double precision|boolean|uuid|date|jsonb?|inet|cidr|macaddr|interval|money|xml|time.*|enum .*)$/;
function unreadable(written3, { name: name2 }) {
  if (!strict.test(name2)) return null;
  const type = written3.replace(/^enum /, "").replaceAll("'", "''");
  return {
    effect: "stops",
    isSure: false,
    what: `cannot be read as ${written3}`,
    condition: (column) => `NOT pg_input_is_valid(${column}, '${type}')`,
    code: "22P02"
  };
}
var integers2 = {
  smallint: [2, "-32768 AND 32767"],
  integer: [4, "-2147483648 AND 2147483647"],
  bigint: [8, "-9223372036854775808 AND 9223372036854775807"]
};
function numberRange(from, to) {
  const [old, [size, range2] = [0, ""]] = [integers2[from.name], integers2[to.name]];
  if (old === void 0 || size === 0 || size >= old[0]) return null;
  const condition2 = (column) => `${column} NOT BETWEEN ${range2}`;
  return { effect: "stops", isSure: false, what: `does not fit into ${to.name}`, condition: condition2, code: "22003" };
}
function digits(from, to) {
  const isInexact = from.name === "real" || from.name === "double precision";
  const kept = integers2[to.name] === void 0 ? to.name === "numeric" ? to.modifiers : null : [19, 0];
  if (kept === null || from.name !== "numeric" && !isInexact) return null;
  const [precision, scale = 0] = kept;
  const [oldPrecision = Number.POSITIVE_INFINITY, oldScale = 0] = from.modifiers;
  if (precision === void 0) return null;
  if (oldPrecision === Number.POSITIVE_INFINITY || scale < oldScale) {
    const condition3 = (column) => `${column} <> round(${column}${isInexact ? "::numeric" : ""}, ${scale})`;
    const what2 = `digits behind the point are rounded to ${scale}`;
    return { effect: "loses", isSure: false, what: what2, condition: condition3, code: null };
  }
  if (precision - scale >= oldPrecision - oldScale) return null;
  const condition2 = (column) => `abs(${column}) >= 1e${precision - scale}`;
  const what = `has more than ${precision - scale} digits before the point`;
  return { effect: "stops", isSure: false, what, condition: condition2, code: "22003" };
}
function timeOfDay(from, to) {
  if (!/^timestamp/.test(from.name) || !/^(?:date|time(?! *stamp).*)$/.test(to.name)) return null;
  const what = to.name === "date" ? "the time of day is gone" : "the date is gone";
  return { effect: "loses", isSure: true, what, condition: null, code: null };
}
function fractions(from, to) {
  const [old = 6] = from.modifiers;
  const [kept = 6] = to.modifiers;
  const isTime = /^time/.test(from.name) && from.name.slice(0, 5) === to.name.slice(0, 5);
  if (!isTime || kept >= old) return null;
  const what = `fractions of a second are rounded to ${kept} digits`;
  return { effect: "loses", isSure: false, what, condition: null, code: null };
}

// src/rules/type-narrowing.ts
var rule117 = {
  id: "type-narrowing",
  title: "A narrower type stops at values that do not fit, or cuts them",
  why: [
    "A shorter `varchar`, a smaller integer, or `text` that becomes a number fails at the first value that does not fit:",
    "it works on an empty development database and stops the deploy in production. Other changes never fail and lose",
    "something of the values instead: digits and fractions of a second are rounded, a cast in USING cuts a text, and a",
    "moment that becomes a date loses its time of day. No way back brings that back.",
    "",
    "Most type changes also write the table anew; that is told apart, and matters less on a small table. This does not."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: [
    "Look for values that do not fit first, and correct them in an earlier migration.",
    "Where something would be lost, add a column of the new type, copy, compare, and drop the old one later."
  ].join(" "),
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, name text);",
      up: "ALTER TABLE users ALTER COLUMN name TYPE varchar(40);",
      also: ["column-type-rewrite"]
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "paidAt" timestamptz);',
      up: `DO $$ BEGIN EXECUTE 'ALTER TABLE shop."Orders" ALTER "paidAt" TYPE date'; END $$;`,
      note: "An error: nearly every value loses something. What code does is seen in the schema.",
      also: ["column-type-rewrite"]
    },
    {
      base: "CREATE TABLE bills (id bigint PRIMARY KEY, total numeric(12,4));",
      up: "ALTER TABLE bills ALTER total TYPE numeric(12,2), ALTER id TYPE int;",
      also: ["column-type-rewrite"]
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, age text);",
      up: "ALTER TABLE users ALTER age TYPE int USING age::integer;",
      also: ["column-type-rewrite"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, name varchar(40), total numeric(10,2));",
      up: "ALTER TABLE users ALTER name TYPE text, ALTER total TYPE numeric(14,2);",
      note: "Wider."
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY);",
      up: "ALTER TABLE users ADD COLUMN name text;\nALTER TABLE users ALTER name TYPE varchar(40);",
      note: "The column is as young as the pull request.",
      also: ["column-type-rewrite"]
    },
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, age text);",
      up: "ALTER TABLE users ALTER age TYPE int USING CASE WHEN age ~ '^[0-9]{1,3}$' THEN age::int END;",
      note: "The expression takes care of what does not fit.",
      also: ["column-type-rewrite"]
    },
    {
      base: "CREATE DOMAIN label AS text;\nCREATE TABLE users (id int PRIMARY KEY, name text);",
      up: "ALTER TABLE users ALTER name TYPE label;",
      note: "The domain takes any text."
    }
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const column of retypedColumns(chapter)) {
        if (!chapter.start.isLiveColumn(column.table, column.column)) continue;
        const using = column.step.traced.statement.operations.some((it) => it.kind === "change-column-type") ? column.using : (
          // What code says is not read.
          null
        );
        const found2 = narrowing(resolved(context, column.from), resolved(context, column.to), using);
        if (found2 !== null) yield told4(column, found2);
      }
    }
  }
};
function resolved({ schemaAfter, schemaBefore }, type) {
  const find3 = (kind) => (schemaAfter?.objects.get(`${kind} ${type}`) ?? schemaBefore?.objects.get(`${kind} ${type}`))?.attributes;
  return find3("domain")?.base ?? (find3("type")?.labels === void 0 ? type : `enum ${type}`);
}
function told4({ step, table, column, from }, found2) {
  const { effect, isSure, what, condition: condition2, code } = found2;
  const name2 = `${table}.${column}`;
  const where2 = condition2?.(lastPart(column));
  const since = where2?.includes("pg_input_is_valid") ? " (PostgreSQL 16 or newer)" : "";
  const look = where2 === void 0 ? `Look for such values of ${name2}` : `Look for such rows with SELECT count(*) FROM ${table} WHERE ${where2}${since}`;
  return {
    migration: step.migration,
    statement: step.traced,
    severity: isSure ? "error" : "warning",
    message: effect === "stops" ? `The deploy stops here if a value of ${name2} ${what}${code === null ? "" : codeNote(code)}.` : `Of the values of ${name2}, ${what}, without a word and for good.`,
    fix: isSure ? `Keep ${column} as ${from}, and add a column beside it.` : `${look}, and correct them in an earlier migration.`,
    evidence: "inferred"
  };
}

// src/rules/unique-constraint-without-index.ts
var rule118 = {
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
  covers: ["primary-key-without-index", "add-column-unique"],
  dialects: ["postgres"],
  fix: "Build a unique index with `CREATE UNIQUE INDEX CONCURRENTLY` in a migration of its own, then add the constraint `USING INDEX`.",
  bad: [
    {
      base: "CREATE TABLE users (id int PRIMARY KEY, email text, tenant int);",
      up: "ALTER TABLE users ADD CONSTRAINT one_account UNIQUE (tenant, email) DEFERRABLE INITIALLY DEFERRED;",
      also: ["fails-on-some-rows"]
    },
    {
      base: 'CREATE TABLE "Users" (id int, "E-Mail" text);',
      up: 'ALTER TABLE "Users" ADD PRIMARY KEY (id), ADD UNIQUE NULLS NOT DISTINCT ("E-Mail") INCLUDE (id);',
      note: "The column of the primary key may be null: it is proven first.",
      also: ["fails-on-some-rows"]
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
      for (const { tables, fix } of [...byText23(step), ...byCode11(step)]) {
        const waiting = waitingTables(context, step, tables);
        yield {
          migration: step.migration,
          statement: step.traced,
          tables: waiting.tables,
          message: `Reads and writes of ${waiting.named} wait until the unique index is built.`,
          fix,
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
var advice7 = "Build a unique index with CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then add the constraint with USING INDEX.";
function byText23(step) {
  const { traced } = step;
  const [key] = operations(traced, "add-constraint").filter((it) => isKey2(it) && !isTooEarly(step, it));
  if (key === void 0 || traced.trace.outcome === "failed") return [];
  const table = step.liveTable(key.table);
  const isNew = operations(traced, "create-table").length > 0;
  const isRead = !wasMeasured(traced) || traced.trace.scans.some((name2) => step.liveTable(name2) !== null);
  if (table === null || isNew || !isRead || isToldAsRewrite(step)) return [];
  const onPartitions = isPartitioned(step, table) ? `On each partition of ${table} build the unique index CONCURRENTLY and make it a constraint with USING INDEX; then add the constraint to ${table}, which takes those over.` : advice7;
  return [{ tables: [table], fix: alterInSteps(step, table) ?? onPartitions }];
}
function isKey2({ type, usingIndex }) {
  return (type === "unique" || type === "primary-key") && !usingIndex;
}
function isTooEarly({ traced }, { columns }) {
  return operations(traced, "add-column").some((it) => columns.includes(it.column) && isUnfilled(it));
}
function byCode11(step) {
  const unfilled = changedByCode(step, "add", "column").filter(({ detail }) => / not null$/.test(detail)).map(({ name: name2 }) => qualifier(name2));
  const tables = [...new Set(keysByCode(step).map(({ name: name2 }) => qualifier(name2)))].filter(
    (table) => !unfilled.includes(table)
  );
  return tables.length === 0 ? [] : [{ tables, fix: advice7 }];
}

// src/rules/unnamed-index-or-constraint.ts
var rule119 = {
  id: "unnamed-index-or-constraint",
  preset: "style",
  title: "Index or constraint without a name",
  why: [
    "PostgreSQL makes up a name, from the table and columns as they are called that day and a number where that is taken.",
    "A later migration has to guess it, and it may be another one in another database.",
    "",
    "A primary key is not told, nor what stands behind a column: these names are the same everywhere."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Name it: `CREATE INDEX orders_customer_id_idx ON \u2026`, `ADD CONSTRAINT orders_total_check CHECK \u2026`.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "CREATE INDEX CONCURRENTLY ON orders (customer_id);"
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, "From" date, till date, CHECK ("From" < till), UNIQUE ("From", till));'
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, customer_id int);",
      up: "CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);"
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total > 0), code text UNIQUE, CONSTRAINT sane CHECK (id > total));"
    }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome === "failed") continue;
      const indexes = operations(traced, "create-index").filter(({ index }) => index === null);
      const constraints = operations(traced, "add-constraint").filter(isUnnamed2);
      const names2 = [
        ...indexes.map(({ table, columns }) => nameFor(table, columns, "_idx")),
        ...constraints.map(({ table, columns, type }) => nameFor(table, columns, suffixes[type] ?? ""))
      ];
      if (names2.length === 0) continue;
      const what = indexes.length > 0 ? "The index" : constraints.length === 1 ? "The constraint" : "Each constraint";
      yield {
        migration,
        statement: traced,
        message: `${what} gets a name that nobody wrote, which a later migration has to guess.`,
        fix: `Name it, such as ${listed([...new Set(names2)])}.`,
        evidence: "inferred"
      };
    }
  }
};
var suffixes = {
  unique: "_key",
  check: "_check",
  "foreign-key": "_fkey",
  exclusion: "_excl"
};
function isUnnamed2({ constraint, type, definition: definition2, columns, usingIndex }) {
  if (constraint !== null || usingIndex || suffixes[type] === void 0) return false;
  if (type === "check") return columns.length !== 1;
  return type === "exclusion" || (type === "unique" ? /\(/ : /^foreign\b/i).test(definition2);
}
function nameFor(table, columns, suffix) {
  return deriveName([table, ...columns.map((column) => isExpression(column) ? "expr" : column)], suffix);
}

// src/rules/unparsed-statement.ts
var metaCommand = /(?:meta-command (\\[^\s:]+)|shell command (\.[^\s:]+))/;
var rule120 = {
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
        fix: fixFor23(reason, traced.statement.sql),
        evidence: traced.trace.evidence
      };
    }
  }
};
var placeholder = /\{\{\s*\.?[\w.]+\s*\}\}|\$\{\w+\}|(?<![:\w]):["']?[A-Za-z_]\w*|<%|@@\w+@@/;
function fixFor23(reason, sql) {
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

// src/rules/unqualified-name.ts
var rule121 = {
  id: "unqualified-name",
  preset: "policy",
  title: "search_path decides which table is meant",
  why: [
    "A name without its schema means what `search_path` finds first, and that may be another table in production than it",
    "was in the check. The team wants each table named with its schema:",
    "",
    "```yaml",
    "policy:",
    "  qualified-names: true",
    "```"
  ].join("\n"),
  severity: "error",
  dialects: ["postgres"],
  fix: "Write the schema before the name.",
  bad: [],
  good: [],
  *check(context) {
    if (context.policy["qualified-names"] !== true) return;
    for (const { migration, traced } of steps(context)) {
      const { sql, operations: operations2 } = traced.statement;
      const tables = operations2.flatMap((operation) => "table" in operation ? [operation.table] : []);
      const bare2 = [...new Set(tables)].filter(
        (table) => qualifier(table) === "public" && !isQualified(sql, table)
      );
      if (bare2.length === 0) continue;
      yield {
        migration,
        statement: traced,
        message: `search_path decides which table ${listedShort(bare2.map((table) => bareName(table)))} is: the name bears no schema.`,
        fix: "Write the schema before the name.",
        evidence: traced.trace.evidence
      };
    }
  }
};
function isQualified(sql, table) {
  const name2 = bareName(table).replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?:\bpublic|"public")\s*\.\s*"?${name2}`, "iu").test(sql);
}

// src/rules/unusable-snapshot.ts
var rule122 = {
  id: "unusable-snapshot",
  title: "The snapshot that the configuration names was not used",
  why: "The branch on which it should stand does not have it, or somebody else wrote it than the configuration allows. The change is judged without it: the size of every table counts as unknown, and nothing is compared with the target. That must not pass unseen where `drift: block` is asked for: there it is an error.",
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Take it anew with `command: snapshot`, and see who can write to its branch.",
  bad: [],
  good: [],
  // Told by `review/snapshot-findings`: only who reads the branch knows.
  check: () => []
};

// src/rules/unused-acceptance.ts
var rule123 = {
  id: "unused-acceptance",
  title: "An acceptance of nothing",
  why: [
    "What it accepts is not found there. It may be a leftover, stand before the wrong statement, or name another rule",
    "than the one that speaks. Left where it is, it hides the danger when somebody brings it back."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres", "sqlite"],
  fix: "Remove it, or put it right before the statement that is meant.",
  bad: [
    {
      up: "-- migration-gate: allow drop-table because nobody reads it\nCREATE TABLE orders (id int PRIMARY KEY);"
    },
    {
      dialect: "sqlite",
      up: "-- migration-gate: allow drop-table because nobody reads it\nCREATE TABLE orders (id INTEGER PRIMARY KEY);"
    }
  ],
  good: [],
  // Told by `review/acceptance`: rules know nothing of who accepts them.
  check: () => []
};

// src/rules/update-or-delete-without-where.ts
var rule124 = {
  id: "update-or-delete-without-where",
  covers: ["unbatched-backfill"],
  title: "Every row is written at once",
  why: [
    "Without WHERE, or with one that is always true, a statement writes the whole table in one transaction.",
    "Each row stays locked until the transaction ends, so the writes of the application wait for the last row;",
    "the table grows up to twice its size, and replicas fall behind.",
    "After an ALTER TABLE in the same transaction even readers wait. What a DELETE removes is gone for good.",
    "",
    "Several such writes of one table in one transaction are told once.",
    "",
    "A condition may be no limit: `WHERE region IS NULL` holds for every row where the same pull request adds the column,",
    "and a join with another table of the application picks out nothing by itself.",
    "",
    "Filling a column that the same pull request adds, in a migration of its own, overwrites nothing: a warning. So is a",
    "join, which may find few rows.",
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
      base: 'CREATE TABLE "Orders" (id int PRIMARY KEY, total int);',
      up: `ALTER TABLE "Orders" ADD COLUMN currency text;
UPDATE "Orders" SET currency = 'EUR' WHERE currency IS NULL;`,
      note: "A condition that holds for every row."
    },
    {
      base: [
        "CREATE TABLE customers (id int PRIMARY KEY, region text);",
        "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, region text);"
      ].join("\n"),
      up: "UPDATE orders o SET region = c.region FROM customers c WHERE c.id = o.customer_id;",
      note: "A warning: the join finds every order that has a customer."
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
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "UPDATE orders SET total = v.total FROM (VALUES (1, 10), (2, 20)) AS v (id, total) WHERE orders.id = v.id;",
      note: "As many rows as are listed."
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, total int);",
      up: "BEGIN;\nALTER TABLE orders ADD COLUMN currency text DEFAULT 'EUR';\nCOMMIT;\nUPDATE orders SET currency = 'USD' WHERE currency IS NULL;",
      note: "The column is new, and has a value in every row."
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
      for (const { step, write: write2, told: told5, again } of together2(context, found(context, chapter))) {
        const key = keyOf2(context.schemaBefore, step.origin(write2.table) ?? write2.table);
        yield {
          migration: chapter.migration,
          statement: step.traced,
          ...told5,
          message: withLines(told5.message, again),
          fix: fixFor24(write2, key === null ? "key" : key),
          evidence: step.traced.trace.evidence
        };
      }
    }
  }
};
function found(context, chapter) {
  return chapter.steps.flatMap(
    (step) => wholeWrites(chapter, step).flatMap((write2) => {
      const told5 = context.dialect === "sqlite" ? inSqlite2(step, write2) : inPostgres2(context, step, write2);
      return told5 === null ? [] : [{ step, write: write2, told: told5 }];
    })
  );
}
function together2(context, all) {
  if (context.dialect === "sqlite") return all.map((one) => ({ ...one, again: [] }));
  return byTransaction(all, ({ write: { verb, table } }) => `${verb} ${table}`).flatMap((group) => {
    const worst = group.find(({ told: told5 }) => told5.severity === "error") ?? group[0];
    const again = group.filter((one) => one !== worst).map(({ step }) => step.traced.statement.line);
    return worst === void 0 ? [] : [{ ...worst, again }];
  });
}
function withLines(message, again) {
  if (again.length === 0) return message;
  const lines = [...new Set(again)].map(String);
  return `${message.slice(0, -1)}; the same at ${lines.length === 1 ? "line" : "lines"} ${listedShort(lines)}.`;
}
function inPostgres2(context, step, write2) {
  const isMild = write2.despite === "join" || fillsNewColumns(step, write2);
  const severity = isMild && write2.held === null ? "warning" : "error";
  if (write2.verb === "delete") return { severity, message: messageOf6(write2) };
  const { named, tables } = waitingTables(context, step, [write2.table]);
  return { severity, message: messageOf6({ ...write2, table: named }), tables };
}
function inSqlite2(step, write2) {
  const { verb, table, columns } = write2;
  if (verb === "delete") return { severity: "error", message: `All rows of ${table} are gone.` };
  if (fillsNewColumns(step, write2)) return null;
  const what = columns.length === 0 ? "values" : `values of ${listed(columns)}`;
  return {
    severity: "warning",
    message: `Every row of ${table} is written at once, and the old ${what} are gone.`
  };
}
function messageOf6({ verb, table, held, despite }) {
  const why = despite === "new column" ? "; the condition holds for every row, because the column is new" : "";
  if (verb === "delete")
    return despite === "join" ? `All rows of ${table} that have a partner are gone; ${held ?? "writes"} wait until the transaction ends.` : `All rows of ${table} are gone; ${held ?? "writes"} wait until the transaction ends${why}.`;
  const who = held === null ? `Writes to ${table}` : held === "writes" ? `All writes to ${table}` : `Reads and writes of ${table}`;
  const lock = held === null ? "" : "; an earlier statement of the transaction has locked the table";
  const rows = despite === "join" ? "all rows that have a partner are" : "every row is";
  return `${who} wait until ${rows} written, all in one transaction${lock}${why}.`;
}
function fixFor24({ verb, table, held }, key) {
  if (verb === "delete")
    return `Keep a copy of rows that may be needed, and delete from ${table} in batches by ${key}, each in a transaction of its own.`;
  const apart = held === null ? "" : " and in a migration of their own";
  return `Update ${table} in batches of some thousand rows by ${key}, each in a transaction of its own${apart}.`;
}

// src/rules/volatile-check-expression.ts
var rule125 = {
  id: "volatile-check-expression",
  title: "A CHECK that does not stay true",
  why: [
    "A CHECK is looked at when a row is written, and never again. One that asks the clock, chance or other tables may hold",
    "then and not later: an UPDATE of another column fails, and a dump cannot be restored, because the rows come in",
    "another order, at another time.",
    "",
    "A CHECK that can only become truer, such as `born < now()`, is no finding."
  ].join("\n"),
  severity: "warning",
  dialects: ["postgres"],
  fix: "Check it in a trigger or in the application. A CHECK may ask nothing but the row itself.",
  bad: [
    {
      up: "CREATE TABLE offers (id int PRIMARY KEY, ends timestamptz CHECK (ends > now()));"
    },
    {
      base: `CREATE SCHEMA shop;
CREATE TABLE "Users" (id int PRIMARY KEY);
CREATE FUNCTION stands(int) RETURNS bool LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM "Users" WHERE id = $1)';`,
      up: "CREATE TABLE shop.offers (id int PRIMARY KEY, seller int, CONSTRAINT known CHECK (stands(seller)));",
      note: "The function asks another table: a foreign key in disguise."
    },
    {
      base: "CREATE TABLE offers (id int PRIMARY KEY, ends date);",
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE offers ADD CONSTRAINT open CHECK (ends - 7 >= current_date) NOT VALID'; END $$;",
      note: "Code is run, so the CHECK is seen all the same.",
      also: ["constraint-left-not-valid"]
    }
  ],
  good: [
    {
      up: "CREATE TABLE users (id int PRIMARY KEY, born date CHECK (born < current_date), seen timestamptz CHECK (now() >= seen));",
      note: "Once true, always true."
    },
    {
      up: "CREATE FUNCTION positive(int) RETURNS bool LANGUAGE sql AS 'SELECT $1 > 0';\nCREATE TABLE offers (id int PRIMARY KEY, price int CHECK (positive(price)));",
      note: "Nobody said IMMUTABLE, yet the function asks nothing but the row."
    },
    {
      up: "CREATE TABLE offers (id int PRIMARY KEY, note text CHECK (note <> 'now() > x'), made timestamptz DEFAULT now());",
      note: "The clock is no part of the CHECK."
    }
  ],
  *check(context) {
    for (const object of context.schemaAfter?.objects.values() ?? []) {
      const { kind, name: name2, attributes } = object;
      const isOwn = attributes.of === void 0 && attributes.inherited === void 0;
      if (kind !== "constraint" || !isOwn || !attributes.definition?.startsWith("CHECK")) continue;
      if (before(context, object) !== void 0) continue;
      const asked = askedOf(context, object);
      const place2 = asked === null ? null : placeOfConstraint(context, object, "check", []);
      if (place2 === null) continue;
      yield {
        migration: place2.migration,
        statement: place2.statement,
        message: `${lastPart(name2)} of ${qualifier(name2)} asks ${asked}: a row that was right when it was written fails later, at an UPDATE or when a dump is restored.`,
        fix: "Check it in a trigger or in the application. A CHECK may ask nothing but the row itself.",
        evidence: "measured"
      };
    }
  }
};
function askedOf({ schemaAfter }, { attributes }) {
  const text = (attributes.definition ?? "").replaceAll(/'(?:[^']|'')*'/g, "''");
  if (/(?<![.\w"])(?:random|gen_random_uuid|uuidv[47]|nextval|lastval|currval)\(/.test(text)) return "chance";
  if (asksClock(text)) return "the clock";
  const tables = schemaAfter === null ? [] : calledTables(schemaAfter, text);
  return tables.length === 0 ? null : `another table (${tables[0]})`;
}
var clock = /(?<![.\w"])(?:now\(\)|(?:transaction|statement|clock)_timestamp\(\)|CURRENT_(?:DATE|TIMESTAMP|TIME)\b|LOCAL(?:TIMESTAMP|TIME)\b)/g;
function asksClock(text) {
  return [...text.matchAll(clock)].some(({ index, 0: call }) => {
    const back = /(?:\bAND\b|\bOR\b|\bNOT\b)(?!.*(?:\bAND\b|\bOR\b|\bNOT\b))/s.exec(text.slice(0, index));
    const forth = /\b(?:AND|OR)\b/.exec(text.slice(index));
    const left = text.slice(back === null ? 0 : back.index, index);
    const right = text.slice(index + call.length, forth === null ? void 0 : index + forth.index);
    const [, smaller] = /(<=?|>=?|<>|=)[^<>=]*$/.exec(left) ?? [];
    const [, greater] = /^[^<>=]*?(<=?|>=?|<>|=)/.exec(right) ?? [];
    const isSubtracted = /- *\(*$/.test(left);
    const isSafe = smaller === void 0 ? greater?.startsWith(">") : /^<=?$/.test(smaller);
    return isSubtracted || isSafe !== true || /\bNOT\b/.test(left);
  });
}
function calledTables(schema, text) {
  const called = text.match(/(?:"(?:[^"]|"")*"|[\w$]+)\.(?:"(?:[^"]|"")*"|[\w$]+)(?=\()/g) ?? [];
  const tables = new Map(
    [...schema.objects.values()].filter(({ kind }) => kind === "table" || kind === "view" || kind === "materialized view").map(({ name: name2 }) => [lastPart(name2), name2])
  );
  return [...schema.objects.values()].filter(({ kind, name: name2 }) => kind === "function" && called.some((it) => it === withoutArguments(name2))).flatMap(({ attributes }) => {
    const body = withoutComments(attributes.definition ?? "");
    const read4 = body.matchAll(
      /\b(?:from|join)\s+(?:only\s+)?(?:(?:"(?:[^"]|"")*"|[\w$]+)\.)?("(?:[^"]|"")*"|[\w$]+)/gi
    );
    return [...read4].flatMap(([, table = ""]) => tables.get(table) ?? tables.get(table.toLowerCase()) ?? []);
  });
}

// src/rules/wide-index.ts
var wide = 4;
var rule126 = {
  id: "wide-index",
  preset: "style",
  title: "Index of four keys and more",
  why: [
    "An index serves queries that name its first keys, one after the other; those behind the third rarely leave fewer",
    "rows to read, and each makes the index larger and every write slower. A unique index is not told: there each key",
    "says what may be there once."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres", "sqlite"],
  fix: "Keep the three keys that narrow most; in PostgreSQL put what is only read behind `INCLUDE`.",
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int);",
      up: "CREATE INDEX CONCURRENTLY orders_all ON orders (a, b, c, lower(d::text));"
    },
    {
      dialect: "sqlite",
      base: "CREATE TABLE orders (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, d INTEGER);",
      up: "CREATE INDEX orders_all ON orders (a, b, c, d);",
      also: ["long-write-lock"]
    }
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int);",
      up: "CREATE INDEX CONCURRENTLY orders_all ON orders (a, b, c) INCLUDE (d);"
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int);",
      up: "CREATE UNIQUE INDEX CONCURRENTLY orders_all ON orders (a, b, c, d);",
      also: ["fails-on-some-rows"]
    }
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome === "failed") continue;
      for (const { table, index, columns, unique } of operations(traced, "create-index")) {
        if (unique || columns.length < wide) continue;
        yield {
          migration,
          statement: traced,
          message: `${index ?? `The index of ${table}`} has ${columns.length} keys: those behind the third rarely pay for what they cost each write.`,
          fix: "Keep the three keys that narrow most.",
          evidence: "inferred"
        };
      }
    }
  }
};

// src/rules/wide-lock-window.ts
var rule127 = {
  id: "wide-lock-window",
  title: "Many tables are locked at the same time",
  why: [
    "Each `ALTER TABLE` of a transaction adds its lock to those that are held already, until all are let go at the end.",
    "While the last one waits for its turn, nobody reads the first ones; and where the application takes the same tables",
    "in another order, one of the two is ended as a deadlock.",
    "",
    "Told once a pull request, of the migration that locks most, from three tables of the application on."
  ].join("\n"),
  severity: "notice",
  dialects: ["postgres"],
  fix: "Give each table a migration of its own.",
  bad: [
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);\nCREATE TABLE "C" (id int PRIMARY KEY);',
      up: 'ALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\nALTER TABLE "C" ADD COLUMN x int;'
    },
    {
      base: "CREATE TABLE a (id int PRIMARY KEY);\nCREATE SCHEMA s;\nCREATE TABLE s.b (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);",
      up: [
        "DO $$ BEGIN",
        "  EXECUTE 'ALTER TABLE a ADD COLUMN x int'; EXECUTE 'ALTER TABLE s.b ADD COLUMN x int';",
        "END $$;",
        "ALTER TABLE c ADD COLUMN x int;"
      ].join("\n"),
      note: "Two of them are locked by a block of code."
    }
  ],
  good: [
    {
      base: "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);",
      up: "ALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;"
    },
    {
      base: "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);",
      up: "BEGIN;\nALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\nCOMMIT;\nALTER TABLE c ADD COLUMN x int;",
      note: "The locks on two of them are gone before the third."
    },
    {
      base: "CREATE TABLE a (id int PRIMARY KEY);",
      up: [
        "CREATE TABLE b (id int PRIMARY KEY);",
        "CREATE TABLE c (id int PRIMARY KEY);",
        ...["a", "b", "c"].map((table) => `ALTER TABLE ${table} ADD COLUMN x int;`)
      ].join("\n"),
      note: "Two of them are new."
    }
  ],
  *check(context) {
    const widest = chapters(context).flatMap((chapter) => widestOf(context, chapter) ?? []).reduce((best, it) => it.tables.length > (best?.tables.length ?? 2) ? it : best, null);
    if (widest === null) return;
    const { step, tables } = widest;
    yield {
      migration: step.migration,
      statement: step.traced,
      tables: tables.map((table) => step.origin(table) ?? table),
      message: `Nobody reads or writes ${listedShort(tables)} until the last of these ${tables.length} tables is changed: one transaction locks them all.`,
      fix: "Give each table a migration of its own.",
      evidence: "measured"
    };
  }
};
function widestOf(context, { steps: steps2 }) {
  const windows = steps2.filter(({ traced }) => wasMeasured(traced)).map((step) => {
    const shut = (locks2) => locks2.filter(
      ({ mode, relation }) => mode === "AccessExclusiveLock" && isLiveTable(context, step, relation)
    ).map(({ relation }) => relation);
    const held = shut(step.traced.heldBefore);
    return {
      step,
      tables: held.length === 0 ? [] : [.../* @__PURE__ */ new Set([...held, ...shut(step.traced.trace.locks)])]
    };
  });
  return windows.reduce(
    (best, it) => it.tables.length > (best?.tables.length ?? 0) ? it : best,
    null
  );
}
function isLiveTable({ schemaBefore }, step, relation) {
  if (step.liveTable(relation) === null) return false;
  return schemaBefore === null || schemaBefore.objects.has(`table ${step.origin(relation) ?? relation}`);
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
  rule40,
  rule41,
  rule42,
  rule43,
  rule44,
  rule45,
  rule46,
  rule47,
  rule48,
  rule49,
  rule50,
  rule51,
  rule52,
  rule53,
  rule54,
  rule55,
  rule56,
  rule57,
  rule58,
  rule59,
  rule60,
  rule61,
  rule62,
  rule63,
  rule64,
  rule65,
  rule66,
  rule67,
  rule68,
  rule69,
  rule70,
  rule71,
  rule72,
  rule73,
  rule74,
  rule75,
  rule76,
  rule77,
  rule78,
  rule79,
  rule80,
  rule81,
  rule82,
  rule83,
  rule84,
  rule85,
  rule86,
  rule87,
  rule88,
  rule89,
  rule90,
  rule91,
  rule92,
  rule93,
  rule94,
  rule95,
  rule96,
  rule97,
  rule98,
  rule99,
  rule100,
  rule101,
  rule102,
  rule103,
  rule104,
  rule105,
  rule106,
  rule107,
  rule108,
  rule109,
  rule110,
  rule111,
  rule112,
  rule113,
  rule114,
  rule115,
  rule116,
  rule117,
  rule118,
  rule119,
  rule120,
  rule121,
  rule122,
  rule123,
  rule124,
  rule125,
  rule126,
  rule127
];

export {
  operations,
  isOpaque,
  spelledContext,
  chapters,
  placeIn,
  shareTransaction,
  wantedPreset,
  baselineAdvice,
  rules
};
