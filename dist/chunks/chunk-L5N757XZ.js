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
  written
} from "./chunk-IGJAPURO.js";

// src/report/deploy-line.ts
function deployLine(report, runUrl, moment) {
  const { command, outcome, failureReason, environment, migrations } = report;
  const ran = migrations.filter(({ state }) => state === "applied" || state === "reverted").length;
  const where = md`${strong(md`${environment ?? "the target"}`)}`;
  const verb = command === "rollback" ? "taken back" : "applied";
  const line = outcome === "failed" && failureReason !== null ? md`⛔ ${where}: stopped, ${code(failureReason)}; ${ran} of ${migrations.length} ${verb}${failedAt(report)}. ${whatNow[failureReason]}` : md`🚀 ${where}: ${ran} ${verb}`;
  return written([paragraph(md`${line} · ${link(md`${moment}`, runUrl)}`)]).trim();
}
function failedAt({ migrations }) {
  const failed = migrations.findLast(({ failure }) => failure !== null);
  if (failed === void 0) return md``;
  const line = failed.failure?.line ?? null;
  return md`, ${code(failed.id)} failed${line === null ? "" : ` at line ${line}`}`;
}
var whatNow = {
  blocked: "Nothing was run: mend the migration in a new pull request.",
  "not-reviewed": "Nothing was run: bring it in a pull request, or start the apply by hand with its digest.",
  "plan-changed": "Nothing was run: look at what is pending now, and approve its digest.",
  drift: "Nothing was run: write a migration for what differs, or take it back on the target.",
  "pending-mismatch": "Nothing was run: migration-gate status tells what the target has run.",
  "checksum-changed": "Nothing was run: restore the text that ran, and bring the change in a new migration.",
  locked: "Nothing was run: run the job again when the other one has ended.",
  "cannot-connect": "Run the job again when the target can be reached: it goes on where it stopped.",
  "no-privilege": "Nothing was run: give the role what it lacks.",
  "unsafe-connection": "Nothing was run: connect as the log of the run says.",
  "not-rehearsed": "Nothing was run: apply it to the environment before this one first.",
  "apply-failed": "What was applied stays. Run the job again where the cause has passed, else bring a new migration.",
  interrupted: "Run the job again: it finds out what took effect, and says how to settle what it cannot tell (migration-gate repair).",
  "prediction-mismatch": "All of it ran: the summary of the run shows what is otherwise than predicted.",
  "snapshot-failed": "All of it ran: take the snapshot in a run of its own."
};

export {
  deployLine,
  whatNow
};
