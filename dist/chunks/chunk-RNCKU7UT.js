import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ShadowGone
} from "./chunk-ZEN2BLOB.js";

// src/review/drift.ts
async function driftOf(dialect, built, target, redacted) {
  try {
    const { schema, shadow, problems: own } = await built;
    await shadow.close();
    if (target === null) return unknown("nothing was run");
    const { verdict, difference } = dialect.compareWithTarget(schema, target, redacted);
    const [first] = own;
    if (first !== void 0)
      return {
        verdict: "unknown",
        changes: [],
        reason: `the migrations could not all be replayed, first ${first.path}:${first.line}: ${first.message}`
      };
    return { verdict: verdict === "unequal" ? "different" : verdict, changes: difference, reason: null };
  } catch (error) {
    if (error instanceof ShadowGone) return unknown(error.message);
    throw error;
  }
}
function unlessUnbuilt(drift, problems) {
  if (problems === 0 || drift.verdict === "unknown") return drift;
  return { ...drift, verdict: "unknown", reason: "not all of the snapshot could be built" };
}
function unknown(reason) {
  return { verdict: "unknown", changes: [], reason };
}

// src/review/recorded-drift.ts
import { createHash } from "node:crypto";
function withDrift(snapshot, ran, { verdict, changes }) {
  if (verdict === "unknown") return snapshot;
  return { ...snapshot, drift: { migrations: digestOf(ran, snapshot), verdict, changes: [...changes] } };
}
function recordedDrift(snapshot, ran) {
  const { drift } = snapshot;
  if (drift === void 0 || drift.migrations !== digestOf(ran, snapshot)) return null;
  const { verdict, changes } = drift;
  return { verdict, changes, reason: null };
}
function digestOf(ran, snapshot) {
  const told = (steps2) => steps2.map(({ up: { path, text } }) => [path, text]);
  const { steps, historyTables, toolTables } = ran;
  const built = told(steps.filter((step) => !historyTables.includes(step)));
  const tables = areOutOfSight(ran, snapshot) ? [] : [toolTables.toSorted(), told(historyTables)];
  return `sha256:${createHash("sha256").update(JSON.stringify([built, tables])).digest("hex")}`;
}
var asksCatalog = /\bpg_|\binformation_schema\b/i;
function areOutOfSight({ steps, historyTables, toolTables }, { history = [] }) {
  const known = history.map(({ table }) => table.replaceAll('"', ""));
  return toolTables.every((name) => known.includes(name) || known.includes(`public.${name}`)) && steps.every(
    (step) => historyTables.includes(step) || !(asksCatalog.test(step.up.text) || toolTables.some((name) => mentions(step.up.text, name)))
  );
}
function mentions(text, name) {
  return text.toLowerCase().includes(name.slice(name.lastIndexOf(".") + 1).toLowerCase());
}

export {
  driftOf,
  unlessUnbuilt,
  withDrift,
  recordedDrift
};
