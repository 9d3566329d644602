import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  visible
} from "./chunk-ZD5JZTLD.js";

// src/report/archive.ts
function renderArchive(objects) {
  if (objects.length === 0) return "Nothing is set aside.\n";
  return visible([`Set aside: ${objects.length}`, ...objects.flatMap(linesOf), ""].join("\n"));
}
function renderArchiveJson(objects) {
  return json({ format: "migration-gate/archive@1", objects: objects.map(told) });
}
function renderPurged({ purged, left }) {
  const head = purged.length === 0 ? "Nothing to purge." : `Purged: ${purged.length}`;
  const later = left.length === 0 ? [] : [`Left: ${left.length}`, ...left.flatMap(linesOf)];
  return visible([head, ...purged.map(({ id, object }) => `  ${id}  ${object}`), ...later, ""].join("\n"));
}
function renderPurgedJson({ purged, left }) {
  return json({ format: "migration-gate/archive@1", purged: purged.map(told), objects: left.map(told) });
}
function linesOf(one) {
  const { id, kind, object, migration, runId, keptAt, expiresAt, expired, place } = one;
  return [
    `  ${id}  ${kind} ${object}  ${sizeWords(one)}`,
    `    dropped by ${migration} (run ${runId.slice(0, 8)}) at ${keptAt}; ${expired ? "expired" : "expires"} ${expiresAt}; stands in ${place}`
  ];
}
function sizeWords({ rows, bytes, rowsAre }) {
  if (rowsAre === "gone") return "gone: somebody took it away by hand";
  const about = rowsAre === "estimated" ? "about " : "";
  return `${about}${rows} ${rows === 1 ? "row" : "rows"}, ${Math.ceil((bytes ?? 0) / 1024)} kB`;
}
function told({ purge: _purge, ...object }) {
  return object;
}
function json(value) {
  return `${JSON.stringify(value, null, 2)}
`;
}

export {
  renderArchive,
  renderArchiveJson,
  renderPurged,
  renderPurgedJson,
  sizeWords
};
