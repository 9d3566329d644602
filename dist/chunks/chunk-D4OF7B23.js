import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/review/about-file.ts
function aboutFile(told) {
  return { ...told, line: 1, endLine: 1, statement: null, suppressed: null };
}

// src/review/snapshot-findings.ts
function snapshotFindings(facts) {
  const { snapshot } = facts;
  return snapshot === null ? unusable(facts) : [...staleness(facts, snapshot), ...driftFindings(facts)];
}
function unusable({ unusable: unusable2, path, config }) {
  if (unusable2 === null) return [];
  const { kind, reason } = unusable2;
  const mild = kind === "absent" ? "notice" : "warning";
  const severity = config.drift === "block" ? "error" : mild;
  const message = `The snapshot was not used: ${reason}. All sizes count as unknown, and nothing is compared with the target.`;
  const fix = unusableAdvice[kind];
  return [aboutFile({ rule: "unusable-snapshot", severity, path, message, fix, evidence: "inferred" })];
}
var unusableAdvice = {
  absent: "Take it: a workflow with `command: snapshot`. On a laptop, fetch the branch.",
  refused: "Take it anew with `command: snapshot`, and see who can write to its branch."
};
var hours = { h: 1, d: 24, w: 168 };
function hoursOf(age) {
  const [, count, unit] = /^(\d+)\s*([hdw])$/.exec(age) ?? [];
  return Number(count) * hours[unit];
}
function staleness({ path, config, now }, { takenAt, environment }) {
  if (now === null || takenAt === void 0) return [];
  const limit = hoursOf(config["snapshot-max-age"]);
  const age = (Date.parse(now) - Date.parse(takenAt)) / 36e5;
  if (!(age > limit)) return [];
  const message = `The snapshot of ${environment ?? "the target"} is ${inWords(age)} old: sizes and schema may be others by now.`;
  const fix = "Take it anew: migration-gate snapshot.";
  return [
    aboutFile({ rule: "stale-snapshot", severity: "warning", path, message, fix, evidence: "measured" })
  ];
}
function inWords(age) {
  const [count, unit] = age < 48 ? [Math.floor(age), "hour"] : [Math.floor(age / 24), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
var shown = 3;
function driftFindings({ drift, path, config, snapshot, upon }) {
  if (drift === null) return [];
  const target = snapshot?.environment ?? "the target";
  const severity = config.drift === "block" ? "error" : "warning";
  const rule = "schema-drift";
  if (drift.verdict === "unknown") {
    const message2 = `Whether ${target} is as the migrations build it could not be told: ${drift.reason}.`;
    return [aboutFile({ rule, severity, path, message: message2, fix: null, evidence: "inferred" })];
  }
  if (drift.verdict === "equal") return [];
  if (drift.verdict === "equal-except-order") {
    const list2 = listed(drift.changes.map(({ object, name }) => `${object} ${name}`));
    const message2 = `${target} is as the migrations build it but for the order of columns: ${list2}.`;
    const fix2 = "Name the columns in INSERT and COPY, which go by their place otherwise.";
    return [aboutFile({ rule, severity: "notice", path, message: message2, fix: fix2, evidence: "measured" })];
  }
  const list = listed(drift.changes.map(({ action, object, name }) => `${words[action]} ${object} ${name}`));
  const message = `${target} is not as the migrations build it: ${list}.`;
  const fix = upon?.knowsHistory === false ? `No history table says what ${target} has run: adopt it with migration-gate baseline.` : "Write a migration for what somebody did by hand, or take it back.";
  return [aboutFile({ rule, severity, path, message, fix, evidence: "measured" })];
}
function listed(all) {
  const rest = all.length - shown;
  return [...all.slice(0, shown), ...rest > 0 ? [`${rest} more`] : []].join(", ");
}
var words = { add: "has besides", drop: "lacks", alter: "has otherwise", rename: "has renamed" };

export {
  aboutFile,
  snapshotFindings,
  hoursOf
};
