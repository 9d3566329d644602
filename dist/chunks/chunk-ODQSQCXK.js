import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownDelivery
} from "./chunk-NLXL7WHC.js";

// src/replay/script.ts
function scriptOf(dialect, migration, statements) {
  return {
    migration,
    transaction: dialect.transactionForm(migration, statements),
    up: statements,
    down: null
  };
}
async function ownScript(dialect, { migration }, sql) {
  const own = { ...migration, ...ownDelivery, up: { ...migration.up, text: sql }, down: null };
  return scriptOf(dialect, own, await dialect.parse(sql));
}

export {
  scriptOf,
  ownScript
};
