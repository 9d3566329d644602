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
    return verdict === "unequal" ? { verdict: "different", changes: difference, reason: null } : { verdict: "equal", changes: [], reason: null };
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
function withDrift(snapshot, steps, { verdict, changes }) {
  const isTold = verdict === (changes.length === 0 ? "equal" : "different");
  return isTold ? { ...snapshot, drift: { migrations: digestOf(steps), changes: [...changes] } } : snapshot;
}
function recordedDrift({ drift }, steps) {
  if (drift === void 0 || drift.migrations !== digestOf(steps)) return null;
  const { changes } = drift;
  return { verdict: changes.length === 0 ? "equal" : "different", changes, reason: null };
}
function digestOf(steps) {
  const told = steps.map(({ id, format, up, transaction, oneString }) => [
    id,
    format,
    up.path,
    up.text,
    transaction,
    oneString
  ]);
  return `sha256:${createHash("sha256").update(JSON.stringify(told)).digest("hex")}`;
}

export {
  driftOf,
  unlessUnbuilt,
  withDrift,
  recordedDrift
};
