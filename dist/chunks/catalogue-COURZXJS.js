import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  painter,
  severityColors
} from "./chunk-5ZSUBIKZ.js";
import {
  count
} from "./chunk-K3Z3EK6Q.js";
import "./chunk-OFTNAEHV.js";

// src/model/catalogue.ts
var dialect = external_exports.enum(["postgres", "sqlite", "mysql", "surrealdb"]);
var allDialects = dialect.options.length;
var example = external_exports.object({
  dialect,
  /** SQL that stands in the database before. */
  base: external_exports.string().nullable(),
  /** The migration in review, and its way back. */
  up: external_exports.string(),
  down: external_exports.string().nullable(),
  note: external_exports.string().nullable(),
  /** Other rules that rightly speak too. */
  also: external_exports.array(external_exports.string())
});
var catalogueSchema = external_exports.object({
  format: external_exports.literal("migration-gate/rules@1"),
  rules: external_exports.array(
    external_exports.object({
      id: external_exports.string(),
      title: external_exports.string(),
      severity: external_exports.enum(["error", "warning", "notice"]),
      dialects: external_exports.array(dialect),
      /** Rules of a preset speak only where they are asked for; `null` for all others. */
      preset: external_exports.enum(["style", "policy"]).nullable(),
      /** Other names under which the danger is known. */
      covers: external_exports.array(external_exports.string()),
      /** What happens in production, and why. Markdown. */
      why: external_exports.string(),
      /** What to do instead. Markdown. */
      fix: external_exports.string(),
      /** The page with examples. */
      url: external_exports.string(),
      found: external_exports.array(example),
      notFound: external_exports.array(example)
    })
  )
});

// src/report/catalogue.ts
function renderCatalogueJson(catalogue) {
  return `${JSON.stringify(catalogueSchema.parse(catalogue), null, 2)}
`;
}
function renderCatalogue({ rules }, { color }) {
  const paint = painter(color);
  const head = { id: "rule", severity: "severity", dialects: "dialects", title: "danger" };
  const rows = rules.map((rule) => ({ ...rule, dialects: dialectWords(rule) }));
  const widthOf = (column) => Math.max(...[head, ...rows].map((row) => row[column].length));
  const widths = { id: widthOf("id"), severity: widthOf("severity"), dialects: widthOf("dialects") };
  const line = (row, severity) => [row.id.padEnd(widths.id), severity, row.dialects.padEnd(widths.dialects), row.title].join("  ");
  return [
    paint("dim", line(head, head.severity.padEnd(widths.severity))),
    ...rows.map((row) => {
      const severity = paint(severityColors[row.severity], row.severity.padEnd(widths.severity));
      return `${line(row, severity)}${off(row, paint)}`;
    }),
    "",
    `${count(rules.length, "rule")}. More on one of them: migration-gate explain <rule>`,
    ""
  ].join("\n");
}
function dialectWords({ dialects }) {
  return dialects.length === allDialects ? "all" : dialects.join(", ");
}
function off({ preset }, paint) {
  return preset === null ? "" : paint("dim", ` (preset ${preset}; off unless asked for)`);
}
export {
  renderCatalogue,
  renderCatalogueJson
};
