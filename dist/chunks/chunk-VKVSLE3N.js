import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  partsOf
} from "./chunk-AAWHN7OB.js";
import {
  formatNamed
} from "./chunk-GVUU3IVM.js";
import {
  ownJournal
} from "./chunk-G6KR2M3D.js";
import {
  otherTools
} from "./chunk-VQG22WEY.js";

// src/migrations/applied.ts
function appliedOn(history, migrations) {
  const known = consulted(history, migrations);
  return known.length === 0 ? null : new Set(known.flatMap(({ record, rows, own }) => record.applied(rows, own)));
}
function changedOn(history, migrations) {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.changed(rows, own));
}
function unfinishedOn(history, migrations) {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.unfinished(rows, own));
}
function unknownOn(history, migrations) {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.unknown(rows, own));
}
function consulted(history, migrations) {
  const byFormat = Map.groupBy(migrations, ({ format }) => format);
  return [...byFormat].flatMap(
    ([format, own]) => recordsOf(format).flatMap((record) => tablesOf(record, history).map((rows) => ({ record, rows, own })))
  );
}
function recordsOf(format) {
  const { record } = formatNamed(format);
  return record === null ? [ownJournal, ...otherTools] : [record];
}
function tablesOf({ table, columns }, history) {
  return history.filter((found) => partsOf(found.table).at(-1) === table).map(({ rows }) => rows).filter(([first]) => first === void 0 || isOf(columns, first));
}
function isOf(columns, row) {
  return columns.length === Object.keys(row).length && columns.every((column) => column in row);
}

export {
  appliedOn,
  changedOn,
  unfinishedOn,
  unknownOn
};
