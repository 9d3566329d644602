import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  code,
  link,
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
function rowOf({ id, state, durationMs, retries, failure }) {
  const time = state === "not-run" ? md`` : md`${durationMs} ms${retries === 0 ? "" : `, ${retries} more tries`}`;
  const why = failure === null ? md`` : md`${failure.line === null ? "" : `line ${failure.line}: `}${failure.message} (${failure.code})`;
  return [code(id), md`${state}`, time, why];
}
function deployLine(report, runUrl, moment) {
  const { command, outcome, failureReason, environment, migrations } = report;
  const ran = migrations.filter(({ state }) => state === "applied" || state === "reverted").length;
  const where = md`${strong(md`${environment ?? "the target"}`)}`;
  const verb = command === "rollback" ? "taken back" : "applied";
  const line = outcome === "failed" ? md`⛔ ${where}: stopped, ${code(failureReason ?? "")}; ${ran} of ${migrations.length} ${verb}` : md`🚀 ${where}: ${ran} ${verb}`;
  return written([paragraph(md`${line} · ${link(md`${moment}`, runUrl)}`)]).trim();
}
export {
  deployLine,
  renderDeployMarkdown
};
