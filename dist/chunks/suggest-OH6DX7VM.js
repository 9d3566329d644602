import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  editOf,
  isMechanical,
  parseChange,
  textsOf
} from "./chunk-OLBCSLEQ.js";
import "./chunk-ODQSQCXK.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OLPOFHMW.js";
import "./chunk-OFTNAEHV.js";

// src/review/fixes/suggestions.ts
function suggestionOf(texts, migrations, finding) {
  const edit = editOf(texts, migrations, finding);
  const [file, ...others] = edit?.changed ?? [];
  const before = texts.get(finding.path);
  if (edit === null || edit.added.length > 0 || file === void 0 || others.length > 0) return null;
  if (before === void 0 || file.path !== finding.path || file.text === before) return null;
  return { finding, path: finding.path, ...changedLines(before.split("\n"), file.text.split("\n")) };
}
function changedLines(before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (head + tail === before.length) tail--;
  return {
    startLine: head + 1,
    endLine: before.length - tail,
    text: after.slice(head, after.length - tail).join("\n").replaceAll("\r", "")
  };
}

// src/commands/suggest.ts
async function suggest(request, { findings }) {
  const mechanical = findings.filter(isMechanical);
  if (mechanical.length === 0) return [];
  const { head } = request.changeSet;
  const texts = textsOf(head);
  const migrations = await parseChange(request, head, new Set(mechanical.map(({ path }) => path)));
  const found = mechanical.flatMap((finding) => suggestionOf(texts, migrations, finding) ?? []);
  const perPlace = Map.groupBy(found, ({ finding }) => `${finding.statement} ${finding.path}`);
  return [...perPlace.values()].map(([first]) => first).toSorted((a, b) => rank(a) - rank(b));
}
function rank({ finding }) {
  return finding.severity === "error" ? 0 : 1;
}
export {
  suggest
};
