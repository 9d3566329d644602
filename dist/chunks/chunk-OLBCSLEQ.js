import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  scriptOf
} from "./chunk-ODQSQCXK.js";
import {
  formatNamed,
  readMigrations
} from "./chunk-GVUU3IVM.js";
import {
  nextId
} from "./chunk-NLXL7WHC.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import {
  nextMigration
} from "./chunk-OLPOFHMW.js";

// src/review/fixes/parts.ts
var outside = /^\s*(?:create\s+(?:unique\s+)?index\s+concurrently|drop\s+index\s+concurrently|reindex\b.*\bconcurrently|vacuum)\b/is;
function partsOf(fix) {
  if (fix === null || !fix.trimEnd().endsWith(";")) return null;
  const parts = fix.split(nextMigration).map((part) => part.trim());
  if (parts.some((sql) => sql === "" || /^\s*--/m.test(sql))) return null;
  return parts.map((sql) => ({
    sql,
    alone: outside.test(sql),
    stands: /^set\s/i.test(sql) ? "before" : "instead"
  }));
}
function isMechanical({ suppressed, severity, statement, fix }) {
  return suppressed === null && severity !== "notice" && statement !== null && partsOf(fix) !== null;
}

// src/review/fixes/edit.ts
function editOf(texts, migrations, finding) {
  const parts = partsOf(finding.fix);
  const place = placeOf(texts, migrations, finding);
  if (parts === null || place === null) return null;
  const [first, ...rest] = parts;
  const inPlace = placed(place, first);
  if (inPlace === null) return null;
  const later = [...inPlace.isMoved ? [first] : [], ...rest];
  const added = later.length === 0 ? [] : behind(place, migrations, later);
  return added === null ? null : { changed: inPlace.files, added };
}
function filesOfAdded({ id, beside, content }) {
  return formatNamed(beside.format).writing?.files(id, beside, content) ?? [];
}
function placeOf(texts, migrations, finding) {
  const parsed = migrations.find(({ migration }) => migration.up.path === finding.path);
  const statement = parsed?.up[finding.statement ?? -1];
  const text = texts.get(finding.path);
  if (parsed === void 0 || statement === void 0 || text === void 0) return null;
  return text.slice(statement.start, statement.end) === parsed.migration.up.text.slice(statement.start, statement.end) ? { parsed, statement, text } : null;
}
function placed(place, part) {
  const { parsed, statement, text } = place;
  const { migration, transaction, up } = parsed;
  const { path } = migration.up;
  const fixed = { path, text: splice(text, statement, inLinesOf(text, sqlAt(part, statement))) };
  const runsAnywhere = transaction === "none" || migration.runner === "ours" && transaction === "wrapped";
  if (!part.alone || runsAnywhere) return { files: [fixed], isMoved: false };
  const writing = formatNamed(migration.format).writing;
  if (writing === void 0 || transaction === "authored") return null;
  if (up.length === 1) return { files: writing.alone(fixed), isMoved: false };
  return { files: [{ path, text: splice(text, statement, "", true) }], isMoved: true };
}
function sqlAt({ sql, stands }, statement) {
  return stands === "before" ? `${sql}
${statement.sql}` : sql.replace(/;$/, "");
}
function inLinesOf(text, sql) {
  return text.includes("\r\n") ? sql.replaceAll(/\r?\n/g, "\r\n") : sql;
}
function splice(text, { start, end }, sql, whole = false) {
  const rest = whole ? text.slice(end).replace(/^\s*;[^\S\n]*\n?/, "") : text.slice(end);
  return text.slice(0, start) + sql + rest;
}
function behind({ parsed: { migration } }, migrations, parts) {
  if (formatNamed(migration.format).writing === void 0) return null;
  let last = migrations.findLast((it) => it.migration.format === migration.format)?.migration.id ?? migration.id;
  return parts.map(({ sql, alone }) => {
    last = nextId(last, migration.id);
    return { id: last, beside: migration, content: { up: `${sql}
`, down: null, alone } };
  });
}

// src/commands/parse-change.ts
async function parseChange({ folders, dialect: name, config }, head, paths) {
  const dialect = await loadDialect(name);
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const { migrations } = readMigrations(folders, head, name, apart, config.variables);
  return Promise.all(
    migrations.map(async (migration) => {
      const up = paths.has(migration.up.path) ? await dialect.parse(migration.up.text) : [];
      return scriptOf(dialect, migration, up);
    })
  );
}
function textsOf(head) {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return new Map([...head].map(([path, bytes]) => [path, decoder.decode(bytes)]));
}

export {
  isMechanical,
  editOf,
  filesOfAdded,
  parseChange,
  textsOf
};
