import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/migrations/digest.ts
import { createHash } from "node:crypto";
function sha256(text) {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}
function migrationChecksum({ up }) {
  return sha256(up.text);
}
function migrationDigest(migration, transaction, keepsData = false) {
  const { id, up, down, downDelivery } = migration;
  const back = downDelivery?.transaction ?? migration.transaction;
  const parts = [id, sha256(up.text), down === null ? null : sha256(down.text), transaction];
  const sent = back === migration.transaction ? parts : [...parts, back];
  return sha256(JSON.stringify(keepsData ? [...sent, "keep-data"] : sent));
}
function dropsData(up) {
  return up.some(
    ({ operations }) => operations.some(({ kind }) => kind === "drop-table" || kind === "drop-column")
  );
}
function planDigest(digests) {
  return sha256(JSON.stringify(digests));
}

export {
  migrationChecksum,
  migrationDigest,
  dropsData,
  planDigest
};
