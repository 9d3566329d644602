import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/model/statement-checksum.ts
import { createHash } from "node:crypto";
function statementChecksum({ sql }) {
  return `sha256:${createHash("sha256").update(sql, "utf8").digest("hex")}`;
}

export {
  statementChecksum
};
