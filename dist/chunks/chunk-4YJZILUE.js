import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/report/words.ts
var products = {
  postgres: "PostgreSQL",
  sqlite: "SQLite",
  mysql: "MySQL",
  surrealdb: "SurrealDB"
};
function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
function engineWords({ dialect, version, kind }) {
  switch (kind) {
    case "none":
      return null;
    case "embedded":
      return `embedded ${products[dialect]} ${version}`.trim();
    case "server":
      return `${products[dialect]} ${version}`.trim();
  }
}
function lockWords(mode) {
  if (mode === "RESERVED") return "write lock";
  if (!/^([A-Z][a-z]+)+Lock$/.test(mode)) return mode;
  return mode.slice(0, -"Lock".length).replace(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase();
}
var strengths = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE"
];
function lockStrength(mode) {
  return strengths.indexOf(lockWords(mode)) + 1;
}
function shortName(name) {
  return name.replace(/^public\.(?=.)/, "");
}
function shortPath(path, folders) {
  const [folder, ...others] = folders.map((each) => each.replace(/\/+$/, ""));
  return others.length === 0 && folder && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
function shortRef(ref) {
  return /^[0-9a-f]{40,64}$/.test(ref) ? ref.slice(0, 7) : ref;
}
function shortDigest(digest) {
  return digest.replace(/^([a-z0-9]+:)?(.{8}).+$/i, "$1$2\u2026");
}

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
  const statements = review.migrations.find(({ path }) => path === finding.path)?.statements ?? [];
  const exact = statements.filter(({ line, endLine }) => line === finding.line && endLine === finding.endLine);
  const around = statements.filter(({ line, endLine }) => line <= finding.line && finding.line <= endLine);
  const [first, ...others] = exact.length > 0 ? exact : around;
  return first && others.length === 0 ? first : null;
}
function comesBack({ down }) {
  return down.restoresSchema && down.restoresData === "yes";
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
  return review.verdict === "pass" && openFindings(review).every(({ severity }) => severity === "notice") && review.drift.length === 0 && review.baseProblems.length === 0;
}

export {
  count,
  engineWords,
  lockWords,
  lockStrength,
  shortName,
  shortPath,
  shortRef,
  shortDigest,
  openFindings,
  acceptedFindings,
  reviewed,
  tally,
  factsOf,
  statementOf,
  comesBack,
  surprisingBatch,
  batchOf,
  allProven,
  onlyRead
};
