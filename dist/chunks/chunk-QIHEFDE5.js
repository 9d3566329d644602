import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formatNamed,
  substitute
} from "./chunk-GVUU3IVM.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  presets
} from "./chunk-ZUS5H5UN.js";

// src/migrations/environment.ts
function environmentOf(config, folders, { base, head, baseRef }, selection, dialect) {
  const files = base ?? head;
  const read = (key, path) => {
    const bytes = files.get(path);
    if (bytes !== void 0)
      return { path, text: substitute(new TextDecoder().decode(bytes), config.variables) };
    throw new UserError(`\`${key}\` names ${path}, which ${baseRef ?? "the repository"} does not have.`);
  };
  const texts = [...selection.base, ...selection.review].map(({ migration }) => migration.up.text);
  const platform = config.preset === void 0 ? [] : [config.preset];
  return {
    supplied: [
      ...platform.map((name) => ({ path: `preset ${name}`, text: presets[name] })),
      ...config.setup.map((path) => read("setup", path)),
      ...config.baseline.map((path) => read("baseline", path))
    ].map(step),
    // A dump may well bring it.
    historyTables: historyTables(folders, dialect).filter((table) => !texts.some((text) => creates(text, table))).map(createHistoryTable).map(step)
  };
}
function historyTablesOf(folders, dialect) {
  return [...new Set(historyTables(folders, dialect).map(({ name }) => name))];
}
function historyTables(folders, dialect) {
  const tables = folders.flatMap(({ format }) => formatNamed(format).history(dialect) ?? []);
  return [...new Map(tables.map((table) => [table.name, table])).values()];
}
function creates(text, { name }) {
  const bare = name.slice(name.indexOf(".") + 1);
  const pattern = `\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?[^\\s;(]{0,200}\\b${bare}\\b`;
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

export {
  environmentOf,
  historyTablesOf
};
