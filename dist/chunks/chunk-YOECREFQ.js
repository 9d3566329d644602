import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  partsOf,
  quoted
} from "./chunk-AAWHN7OB.js";
import {
  formatNamed
} from "./chunk-GVUU3IVM.js";
import {
  otherTools
} from "./chunk-VQG22WEY.js";
import {
  formats
} from "./chunk-NLXL7WHC.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/table-owner.ts
function otherOwner(format, { table, columns: own }, { columns }) {
  const named = formats.flatMap(({ name, record }) => record === null ? [] : [{ name, record }]);
  const known = [...named, ...otherTools.map((record) => ({ name: "another tool", record }))].filter(
    ({ name, record }) => name !== format && record.table === table && record.columns.every((one) => columns.includes(one))
  );
  const [most] = known.toSorted((a, b) => b.record.columns.length - a.record.columns.length);
  const fits = own.every((column) => columns.includes(column));
  if (fits && (most === void 0 || most.record.columns.length <= own.length)) return null;
  return most?.name ?? "";
}

// src/deploy/host-tools.ts
function hostTools(migrations, history, dialect) {
  return [...Map.groupBy(migrations, ({ format }) => format)].flatMap(([format, own]) => {
    const { record, history: tableOf } = formatNamed(format);
    const made = tableOf(dialect);
    if (record?.writing === void 0 || made === null) return [];
    const standing = history.filter(({ table: table2 }) => partsOf(table2).at(-1) === record.table);
    const found = standing.filter((one) => otherOwner(format, record, one) === null);
    if (found.length > 1)
      throw new UserError(
        `${found.map(({ table: table2 }) => table2).join(" and ")} are both tables of ${format}: which of them counts cannot be told.`
      );
    const [schema, bare] = made.name.includes(".") ? made.name.split(".") : ["public", made.name];
    const table = found[0]?.table ?? `${quoted(schema ?? "")}.${quoted(bare ?? "")}`;
    const inTheWay = standing.find((one) => found.length === 0 && sameTable(one.table, table));
    if (inTheWay !== void 0) throw notItsTable(format, record, inTheWay);
    return [
      {
        format,
        table,
        isMissing: found.length === 0,
        writing: record.writing,
        making: [
          { sql: `CREATE SCHEMA IF NOT EXISTS ${quoted(schema ?? "")}`, parameters: [] },
          { sql: `CREATE TABLE ${table} (${made.columns})`, parameters: [] },
          ...record.writing.begun?.(table) ?? []
        ].slice(schema === "public" ? 1 : 0),
        migrations: own
      }
    ];
  });
}
function sameTable(one, other) {
  return JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other));
}
function notItsTable(format, record, found) {
  const owner = otherOwner(format, record, found);
  return new UserError(
    `${found.table} has the columns ${found.columns.join(", ")}, and that of ${format} has ${record.columns.join(", ")}: it is ${owner === "" ? "no table of that tool" : `the table of ${owner}`}. Say with --format-name whose migrations these are, or rename that table. Nothing was run.`
  );
}
function lockKeysOf(tools, database) {
  return tools.flatMap(({ table, writing }) => {
    const [schema = "public", bare = ""] = partsOf(table);
    return writing.lockKeys({ database, schema, table: bare });
  });
}
function historyRows(tools, migration, direction, durationMs) {
  const tool = tools.find(({ format }) => format === migration.format);
  if (tool === void 0) return [];
  const { writing, table, migrations } = tool;
  return direction === "up" ? writing.applied(table, migration, { durationMs: Math.round(durationMs), migrations }) : writing.reverted(table, migration, migrations);
}

export {
  hostTools,
  lockKeysOf,
  historyRows
};
