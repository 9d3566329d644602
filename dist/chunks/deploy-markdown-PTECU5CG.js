import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  code,
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
function renderDeployMarkdown(report) {
  const { command, outcome, failureReason, environment, message, migrations, recovered, difference, notes } = report;
  const what = outcome === "failed" ? md`stopped: ${code(failureReason ?? "")}` : md`${words[outcome]}`;
  const where = environment === null ? md`` : md` on ${strong(md`${environment}`)}`;
  const title = paragraph(md`${marks[outcome]} ${strong(md`Migration Gate`)} ${command}${where}: ${what}`);
  const rows = migrations.map(rowOf);
  const blocks = [title, paragraph(md`${message}`)];
  if (rows.length > 0) blocks.push(table([md`migration`, md`state`, md`time`, md``], rows));
  blocks.push(...migrations.flatMap(keptBlocks));
  blocks.push(...recovered.map((line) => paragraph(md`${line}`)));
  if (difference.length > 0)
    blocks.push(
      table(
        [md``, md`object`, md`name`, md``],
        difference.slice(0, 50).map(({ action, object, name, detail }) => [
          md`${action}`,
          md`${object}`,
          code(name),
          md`${detail}`
        ])
      )
    );
  blocks.push(...notes.map((line) => paragraph(md`ℹ️ ${line}`)));
  if (report.planDigest !== null) blocks.push(paragraph(md`plan ${code(report.planDigest)}`));
  return `${written(blocks)}
`;
}
function keptBlocks({ id, keeps }) {
  if (keeps === void 0) return [];
  const { objects, days, notKept } = keeps;
  return [
    ...objects.length === 0 ? [] : [
      paragraph(
        md`📦 ${code(id)}: kept for ${days} days: ${joined(
          objects.map(({ name }) => code(name)),
          md`, `
        )}`
      )
    ],
    ...notKept.map(({ name, reason }) => paragraph(md`⚠️ ${code(id)}: not kept: ${code(name)}, ${reason}`))
  ];
}
function rowOf({ id, state, durationMs, retries, failure }) {
  const time = state === "not-run" ? md`` : md`${durationMs} ms${retries === 0 ? "" : `, ${retries} more tries`}`;
  const why = failure === null ? md`` : md`${failure.line === null ? "" : `line ${failure.line}: `}${failure.message} (${failure.code})`;
  return [code(id), md`${state}`, time, why];
}
export {
  renderDeployMarkdown
};
