import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/rules/support/database.ts
var databaseName = {
  postgres: "PostgreSQL",
  sqlite: "SQLite",
  mysql: "MySQL",
  surrealdb: "SurrealDB"
};
function isSqlState(code) {
  return /^[0-9A-Z]{5}$/.test(code);
}
function codeNote(code) {
  if (isSqlState(code)) return ` (SQLSTATE ${code})`;
  return code.startsWith("SQLITE_") && code !== "SQLITE_ERROR" ? ` (${code})` : "";
}

export {
  databaseName,
  isSqlState,
  codeNote
};
