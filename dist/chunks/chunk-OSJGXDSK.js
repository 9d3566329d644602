import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  lockStrength,
  lockWords
} from "./chunk-K3Z3EK6Q.js";
import {
  remembered
} from "./chunk-PALFP6QB.js";

// src/report/reading.ts
var severities = ["error", "warning", "notice"];
function openFindings(review) {
  const open = review.findings.filter((finding) => finding.suppressed === null);
  return severities.flatMap((severity) => open.filter((finding) => finding.severity === severity));
}
function acceptedFindings(review) {
  return review.findings.filter((finding) => finding.suppressed !== null);
}
function reviewed(review) {
  return review.migrations.filter((migration) => migration.inReview);
}
function tally(review) {
  const statements = reviewed(review).flatMap((migration) => migration.statements);
  const ended = (outcome) => statements.filter((statement) => statement.outcome === outcome).length;
  return {
    statements: statements.length,
    measured: statements.filter(wasMeasured).length,
    failed: ended("failed"),
    notRun: ended("not-run"),
    unparsed: ended("unparsed"),
    unverified: ended("unverified")
  };
}
function wasMeasured({ evidence, outcome }) {
  return evidence === "measured" && outcome !== "unverified";
}
function factsOf(review, finding) {
  const statement = statementOf(review, finding);
  if (finding.evidence === "inferred" || statement === null || !wasMeasured(statement)) return [];
  const strongest = Math.max(0, ...statement.locks.map((lock) => lockStrength(lock.mode)));
  const locks = statement.locks.filter((lock) => lockStrength(lock.mode) === strongest);
  const mode = locks[0] && lockWords(locks[0].mode);
  const locked = locks.map(({ relation }) => relation);
  const facts = [
    statement.outcome === "failed" && {
      words: `fails with ${statement.error?.code || "an error"}`,
      names: []
    },
    mode !== void 0 && { words: mode, names: locked },
    statement.scans.length > 0 && { words: "full scan", names: unless(locked, statement.scans) },
    statement.rewrites.length > 0 && { words: "rewrite", names: unless(locked, statement.rewrites) },
    statement.scans.length > 0 && statement.rewrites.length === 0 && { words: "no rewrite", names: [] }
  ];
  return facts.filter((fact) => typeof fact === "object");
}
function unless(told, names) {
  return told.length === names.length && names.every((name) => told.includes(name)) ? [] : names;
}
function statementOf(review, finding) {
  const statements = statementsOf(review).get(finding.path) ?? [];
  if (finding.statement !== null) return statementAt(statements, finding.statement);
  const around = statementsAround(statements, finding.line);
  const exact = around.filter(({ line, endLine }) => line === finding.line && endLine === finding.endLine);
  const [first, second] = exact.length > 0 ? exact : around;
  return first !== void 0 && second === void 0 ? first : null;
}
var statementsOf = remembered(
  ({ migrations }) => new Map(migrations.toReversed().map(({ path, statements }) => [path, statements]))
);
function statementsAround(statements, line) {
  let [before, first] = [-1, statements.length];
  while (first - before > 1) {
    const middle = before + first >> 1;
    if ((statements[middle]?.endLine ?? 0) < line) before = middle;
    else first = middle;
  }
  let end = first;
  while ((statements[end]?.line ?? Number.POSITIVE_INFINITY) <= line) end++;
  return statements.slice(first, end);
}
function statementAt(statements, index) {
  const here = statements[index];
  return here?.index === index ? here : statements.find((statement) => statement.index === index) ?? null;
}
function comesBack({ down }) {
  const isQuiet = down.findings.every(({ severity }) => severity === "notice");
  return down.restoresSchema && down.restoresData === "yes" && isQuiet && down.again !== "unequal";
}
var badness = ["equal", "equal-except-order", "unverified", "unequal", "impossible"];
function surprisingBatch(review) {
  const batch = review.batchDown;
  const migrations = reviewed(review);
  if (batch === null || migrations.length === 0) return null;
  const worst = Math.max(...migrations.map(({ down }) => badness.indexOf(down.schema)));
  const rank = badness.indexOf(batch.schema);
  const bothRestore = rank < 2 && worst < 2;
  return bothRestore || rank === worst ? null : batch;
}
function batchOf(review) {
  return reviewed(review).length > 1 ? review.batchDown : null;
}
function allProven(review) {
  const { statements, measured } = tally(review);
  return nothingToTell(review) && statements === measured && reviewed(review).every(comesBack) && surprisingBatch(review) === null;
}
function onlyRead(review) {
  const { statements, notRun } = tally(review);
  return review.engine.kind === "none" && nothingToTell(review) && statements === notRun;
}
function nothingToTell(review) {
  return review.verdict === "pass" && openFindings(review).every(({ severity }) => severity === "notice") && acceptedFindings(review).length === 0 && review.drift.length === 0 && review.baseProblems.length === 0;
}

export {
  openFindings,
  acceptedFindings,
  reviewed,
  tally,
  factsOf,
  statementOf,
  statementAt,
  comesBack,
  surprisingBatch,
  batchOf,
  allProven,
  onlyRead
};
