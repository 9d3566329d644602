import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/rules/support/sql.ts
var nextMigration = "-- in the next migration:";
var ownMigration = "-- in a migration of its own:";
function inMigrations(...migrations) {
  return migrations.map((statements) => statements.join("\n")).join(`
${nextMigration}
`);
}
var space = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)`;
var createIndex = new RegExp(
  `^(?<before>${space}*)(?<create>create${space}+(?:unique${space}+)?index)(?<ifNotExists>${space}+if${space}+not${space}+exists)?(?=\\W)`,
  "i"
);
function indexConcurrently(sql) {
  const found = match(createIndex, sql);
  if (found?.groups === void 0) return null;
  return `${found.groups.create} CONCURRENTLY${sql.slice(found[0].length)};`;
}
var namedIndex = new RegExp(
  `^${space}*(?<create>create${space}+(?:unique${space}+)?index)(?:${space}+concurrently)?(?:${space}+if${space}+not${space}+exists)?${space}+(?:"(?:[^"]|"")*"|[^\\s"]+)(?=${space}+on\\b)`,
  "i"
);
function indexConcurrentlyAs(sql, name) {
  const found = match(namedIndex, sql);
  return found?.groups === void 0 ? null : `${found.groups.create} CONCURRENTLY ${name}${sql.slice(found[0].length)};`;
}
var createIndexIfNotExists = new RegExp(
  `^${space}*(?<create>create${space}+(?:unique${space}+)?index(?:${space}+concurrently)?)${space}+if${space}+not${space}+exists(?=\\W)`,
  "i"
);
function withoutIfNotExists(sql) {
  const found = match(createIndexIfNotExists, sql);
  return found?.groups === void 0 ? null : `${found.groups.create}${sql.slice(found[0].length)};`;
}
function withoutComments(sql) {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, " ");
}
var longest = 1e5;
function match(pattern, sql) {
  return sql.length > longest ? null : pattern.exec(sql);
}
function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

export {
  nextMigration,
  ownMigration,
  inMigrations,
  indexConcurrently,
  indexConcurrentlyAs,
  withoutIfNotExists,
  withoutComments,
  oneLine
};
