import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  rowPerMigration
} from "./chunk-NLXL7WHC.js";

// src/migrations/other-tools.ts
var otherTools = [
  byVersion("schema_migrations", "version", ["version", "name"]),
  byVersion("atlas_schema_revisions", "version", ["version", "applied", "total"]),
  byFile("flyway_schema_history", "script", ["installed_rank", "version", "script", "checksum", "success"]),
  byFile("pgmigrations", "name", ["id", "name"]),
  byFile("gorp_migrations", "id", ["id"]),
  byFile("SequelizeMeta", "name", ["name"]),
  byFile("kysely_migration", "name", ["name"])
];
function byVersion(table, version, columns) {
  return rowPerMigration({
    table,
    columns,
    keyOf: ({ id }) => /^\d+/.exec(bare(id))?.[0] ?? bare(id),
    ran: (rows) => named(rows, (row) => row[version] ?? "")
  });
}
function byFile(table, name, columns) {
  return rowPerMigration({
    table,
    columns,
    keyOf: ({ id }) => bare(id),
    ran: (rows) => named(rows, (row) => withoutEnding(bare(row[name] ?? "")))
  });
}
function named(rows, nameOf) {
  return Map.groupBy(
    rows.filter((row) => succeeded(row) && !/^(?:\.|<<|"|$)/.test(nameOf(row))),
    nameOf
  );
}
function succeeded(row) {
  return row.success !== "false" && row.applied === row.total;
}
function bare(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function withoutEnding(name) {
  return name.replace(/(?:\.up)?\.(?:sql|js|ts)$/, "");
}

export {
  otherTools
};
