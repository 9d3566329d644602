import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formats
} from "./chunk-NLXL7WHC.js";
import {
  dialectNames
} from "./chunk-TQ4DWPR5.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  painter
} from "./chunk-5ZSUBIKZ.js";
import {
  oneLine
} from "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/model/detection.ts
var detectionSchema = external_exports.object({
  format: external_exports.literal("migration-gate/detect@1"),
  folders: external_exports.array(
    external_exports.object({
      path: external_exports.string(),
      /** A migration format, a tool that is not read yet, or `ambiguous`. */
      layout: external_exports.string(),
      /** `postgres`, `mysql`, `sqlite`, …; null where nothing tells. */
      dialect: external_exports.string().nullable(),
      migrations: external_exports.int().min(0),
      /** One sentence: what was seen. */
      why: external_exports.string()
    })
  )
});

// src/report/detection.ts
function renderDetectionJson(detection) {
  return `${JSON.stringify(detectionSchema.parse(detection), null, 2)}
`;
}
function renderDetection({ folders }, { color }) {
  if (folders.length === 0)
    return "No folder of SQL migrations was found. Name one: migration-gate detect --dir <folder>\n";
  const paint = painter(color);
  const head = ["folder", "layout", "dialect", "migrations", "why"];
  const rows = folders.map(
    ({ path, layout, dialect, migrations, why }) => [path, layout, dialect ?? "unknown", String(migrations), why].map(oneLine)
  );
  const widths = head.map(
    (_, column) => Math.max(...[head, ...rows].map((row) => row[column].length))
  );
  const line = (row) => row.map(
    (cell, column) => column === 3 ? cell.padStart(widths[3]) : cell.padEnd(widths[column])
  ).join("  ").trimEnd();
  const commands = folders.filter(isChecked).map(({ path }) => `migration-gate check --dir ${quoted(path)}`);
  return [
    paint("dim", line(head)),
    ...rows.map(line),
    "",
    ...commands.length === 0 ? ["None of them can be checked yet."] : commands,
    ""
  ].join("\n");
}
function isChecked({ layout, dialect }) {
  return formats.some(({ name }) => name === layout) && (dialect === null || dialectNames.some((known) => known === dialect));
}
function quoted(path) {
  return /^[\w./@+-]+$/.test(path) ? path : `'${oneLine(path).replaceAll("'", "'\\''")}'`;
}
export {
  renderDetection,
  renderDetectionJson
};
