import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  cut,
  visible
} from "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/report/deploy.ts
function renderDeploy(report) {
  const { command, outcome, failureReason, message, migrations, recovered, difference, notes, environment } = report;
  const where = environment === null ? "" : ` on ${environment}`;
  const head = outcome === "failed" ? `Stopped${where}: ${failureReason}` : `${words[outcome]}${where}`;
  const rows = migrations.flatMap((one) => [
    rowOf(one),
    ...keptLines(one, outcome === "planned"),
    ...outcome === "planned" ? segmentsOf(one) : []
  ]);
  return visible(
    [
      head,
      message,
      ...section(command === "repair" ? "Written down" : "Left by an earlier run", recovered),
      ...rows.length === 0 ? [] : ["", ...rows],
      ...section(
        "Differs",
        difference.map(
          ({ action, object, name, detail }) => `${action} ${object} ${name}  ${detail}`.trimEnd()
        )
      ),
      ...section("Not known", notes),
      ...report.planDigest === null ? [] : ["", `plan ${report.planDigest}`],
      ""
    ].join("\n")
  );
}
var words = { done: "Done", "nothing-to-do": "Nothing to do", planned: "Planned" };
function section(title, lines) {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
function rowOf({ id, state, durationMs, retries, failure }) {
  const tries = retries === 0 ? "" : `, ${retries} more ${retries === 1 ? "try" : "tries"}`;
  const time = state === "not-run" ? "" : `  ${durationMs} ms${tries}`;
  const why = failure === null ? "" : `  ${failure.line === null ? "" : `line ${failure.line}: `}${failure.message} (${failure.code})`;
  return `  ${state.padEnd(11)} ${id}${time}${why}`;
}
function keptLines({ keeps }, isPlan) {
  if (keeps === void 0) return [];
  const { objects, days, notKept, up } = keeps;
  const names = objects.map(({ name }) => name).join(", ");
  const sent = isPlan && up !== null ? [
    "    sent as",
    ...up.trimEnd().split("\n").map((line) => `      ${line}`)
  ] : [];
  return [
    ...objects.length === 0 ? [] : [`    kept for ${days} days: ${names}`],
    ...notKept.map(({ name, reason }) => `    not kept: ${name} (${reason})`),
    ...sent
  ];
}
function segmentsOf({ segments }) {
  return segments.flatMap(({ kind, statements, lockTimeout, statementTimeout, recovery }) => [
    `    ${kinds[kind]} \xB7 lock timeout ${timeOf(lockTimeout)}, statement timeout ${timeOf(statementTimeout)} \xB7 after a crash: ${recoveries[recovery]}`,
    ...statements.map(({ line, sql, locks }) => {
      const strong = locks.map(({ relation, mode }) => `${mode} on ${relation}`).join(", ");
      return `      ${String(line).padStart(4)}  ${cut(sql, 100)}${strong === "" ? "" : `  [${cut(strong, 160)}]`}`;
    })
  ]);
}
var kinds = {
  transaction: "one transaction",
  alone: "alone, outside of transactions",
  "as-authored": "as its author wrote it"
};
var recoveries = {
  transaction: "the journal tells",
  catalog: "the catalog tells",
  repeatable: "it is run again",
  ask: "people are asked"
};
function timeOf(milliseconds) {
  return milliseconds === 0 ? "none" : `${milliseconds / 1e3} s`;
}
function renderDeployJson(report) {
  const { snapshot: _snapshot, ...told } = report;
  return `${JSON.stringify(told, null, 2)}
`;
}
export {
  renderDeploy,
  renderDeployJson
};
