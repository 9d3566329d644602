import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formatNamed
} from "./chunk-WVWSZHPV.js";
import {
  otherTools,
  ownJournal
} from "./chunk-WHBS4PEH.js";

// src/migrations/applied.ts
function appliedOn(history, migrations) {
  const known = consulted(history, migrations);
  return known.length === 0 ? null : new Set(known.flatMap(({ record, rows, own }) => record.applied(rows, own)));
}
function changedOn(history, migrations) {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.changed(rows, own));
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
  return history.filter((found) => lastPart(found.table) === table).map(({ rows }) => rows).filter(([first]) => first === void 0 || columns.every((column) => column in first));
}
function lastPart(name) {
  return name.slice(name.lastIndexOf(".") + 1).replaceAll('"', "");
}

// src/migrations/as-sent.ts
function asSent(format, { cuts = [] }, statements) {
  if (cuts.length === 0) return statements;
  return statements.map((statement) => {
    const line = cuts.find((line2) => statement.line <= line2 && line2 < statement.endLine);
    if (line === void 0 || statement.syntaxError !== null) return statement;
    const message = `${format} cuts it at the end of line ${line}, and sends its parts`;
    return { ...statement, syntaxError: { message, line }, operations: [], tree: null };
  });
}

export {
  asSent,
  appliedOn,
  changedOn,
  unknownOn
};
