import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  acceptedFindings,
  onlyRead,
  openFindings,
  reviewed,
  tally
} from "./chunk-OSJGXDSK.js";
import {
  count
} from "./chunk-K3Z3EK6Q.js";

// src/report/verdict-words.ts
function verdictOf(review) {
  const { errors, warnings, unsettled } = totals(review);
  const { statements, measured } = tally(review);
  if (review.verdict === "block") return { mood: "bad", words: blocked(errors, warnings, unsettled) };
  if (errors > 0) {
    return {
      mood: "doubtful",
      words: `${count(errors, "problem")}, which ${errors === 1 ? "does" : "do"} not block here`
    };
  }
  const accepted = acceptedFindings(review).filter(({ severity }) => severity !== "notice").length;
  const also = [
    accepted > 0 && `, ${count(accepted, "danger")} accepted on purpose`,
    warnings > 0 && `, ${count(warnings, "warning")}`
  ].filter((part) => part !== false).join("");
  if (reviewed(review).length === 0) return { mood: "good", words: `no migrations to review${also}` };
  if (onlyRead(review)) return { mood: "good", words: "nothing found by reading" };
  if (measured < statements) {
    return {
      mood: "doubtful",
      words: `not blocked, but ${of(statements - measured, statements)} not measured${also}`
    };
  }
  if (accepted > 0) return { mood: "doubtful", words: `not blocked${also}` };
  return { mood: "good", words: `safe to merge${also}` };
}
function blocked(errors, warnings, unsettled) {
  const block = (number) => number === 1 ? "blocks" : "block";
  if (errors > 0) return `${count(errors, "problem")} ${block(errors)} this merge`;
  if (unsettled > 0 && warnings === 0)
    return `${count(unsettled, "unverified statement")} ${block(unsettled)} this merge`;
  if (unsettled > 0)
    return `this merge is blocked: ${count(warnings, "warning")}, ${count(unsettled, "unverified statement")}`;
  if (warnings > 0) return `${count(warnings, "warning")} ${block(warnings)} this merge`;
  return "this merge is blocked";
}
function totals(review) {
  const open = openFindings(review);
  const { unparsed, unverified } = tally(review);
  return {
    errors: open.filter(({ severity }) => severity === "error").length,
    warnings: open.filter(({ severity }) => severity === "warning").length,
    unsettled: unparsed + unverified
  };
}
function measuredWords(review) {
  const { statements, measured, notRun, unparsed, unverified } = tally(review);
  const others = [
    notRun > 0 && `${notRun} not run`,
    unparsed > 0 && `${unparsed} not understood`,
    unverified > 0 && `${unverified} not verified`
  ].filter((part) => part !== false);
  if (review.engine.kind === "none") return [`${count(statements, "statement")} read`, ...others].join(", ");
  return [`${of(measured, statements)} measured`, ...others].join(", ");
}
function of(some, all) {
  return `${some.toLocaleString("en-US")} of ${count(all, "statement")}`;
}
function allWellWords(review) {
  const migrations = reviewed(review);
  const { statements, measured } = tally(review);
  const subject = count(migrations.length, "migration");
  if (onlyRead(review)) {
    return `${subject}, ${count(statements, "statement")} read and none run: locks, scans and the way back are not measured`;
  }
  const downs = ["", "the down", "both downs"][migrations.length] ?? `all ${migrations.length} downs`;
  return `${subject}, ${count(measured, "statement")} measured, ${downs} proven, no data lost`;
}

export {
  verdictOf,
  measuredWords,
  allWellWords
};
