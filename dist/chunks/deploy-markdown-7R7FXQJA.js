import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  whatNow
} from "./chunk-L5N757XZ.js";
import {
  code,
  heading,
  joined,
  md,
  paragraph,
  strong,
  table,
  written
} from "./chunk-IGJAPURO.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/report/deploy-markdown.ts
var marks = {
  done: "\u{1F680}",
  "nothing-to-do": "\u2705",
  planned: "\u{1F4CB}",
  failed: "\u26D4"
};
var words = {
  done: "done",
  "nothing-to-do": "nothing to do",
  planned: "planned, nothing was run"
};
var states = {
  applied: "\u2705 applied",
  reverted: "\u21A9\uFE0F taken back",
  failed: "\u26D4 failed",
  interrupted: "\u2754 interrupted",
  "not-run": "\u25AB\uFE0F not run"
};
var mostDifferences = 50;
function renderDeployMarkdown(report) {
  const { command, outcome, failureReason, environment, message, migrations, recovered, difference, notes } = report;
  const what = outcome === "failed" ? md`stopped: ${code(failureReason ?? "")}` : md`${words[outcome]}`;
  const where = environment === null ? md`` : md` on ${strong(md`${environment}`)}`;
  return `${written([
    heading(md`${marks[outcome]} Migration Gate ${command}${where}: ${what}`),
    ...message.split("\n").map((line) => paragraph(md`${line}`)),
    ...failureReason === null ? [] : [paragraph(md`${strong(md`What now`)}: ${whatNow[failureReason]}`)],
    ...migrations.length === 0 ? [] : [table([md`migration`, md`state`, md`time`, md``], migrations.map(rowOf))],
    ...migrations.flatMap(keptBlocks),
    ...section(command === "repair" ? "Written down" : "Left by an earlier run", recovered.map(said)),
    ...section("What differs", differenceBlocks(difference)),
    ...section("Not known", notes.map(said)),
    ...report.planDigest === null ? [] : [paragraph(md`plan ${code(report.planDigest)}`)]
  ])}
`;
}
function section(title, blocks) {
  return blocks.length === 0 ? [] : [paragraph(strong(md`${title}`)), ...blocks];
}
function said(line) {
  return paragraph(md`${line}`);
}
function differenceBlocks(difference) {
  if (difference.length === 0) return [];
  const rows = difference.slice(0, mostDifferences).map(({ action, object, name, detail }) => [md`${action}`, md`${object}`, code(name), md`${detail}`]);
  const more = difference.length - rows.length;
  return [
    table([md``, md`object`, md`name`, md``], rows),
    ...more > 0 ? [paragraph(md`and ${more} more`)] : []
  ];
}
function keptBlocks({ id, keeps }) {
  if (keeps === void 0) return [];
  const { objects, days, notKept } = keeps;
  const names = joined(
    objects.map(({ name }) => code(name)),
    md`, `
  );
  return [
    ...objects.length === 0 ? [] : [paragraph(md`📦 ${code(id)}: kept for ${days} days: ${names}`)],
    ...notKept.map(({ name, reason }) => paragraph(md`⚠️ ${code(id)}: not kept: ${code(name)}, ${reason}`))
  ];
}
function rowOf({ id, state, durationMs, retries, failure }) {
  const tries = retries === 0 ? "" : `, ${retries} more ${retries === 1 ? "try" : "tries"}`;
  const time = state === "not-run" ? md`` : md`${durationMs} ms${tries}`;
  const why = failure === null ? md`` : md`${failure.line === null ? "" : `line ${failure.line}: `}${failure.message} (${failure.code})`;
  return [code(id), md`${states[state]}`, time, why];
}
export {
  renderDeployMarkdown
};
