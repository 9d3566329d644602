import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  painter,
  severityColors
} from "./chunk-5ZSUBIKZ.js";
import {
  aboutRows,
  againWords,
  changeLines,
  dataAnswer,
  downSource,
  groundWords,
  ownLock,
  schemaAnswer
} from "./chunk-IUQXSTTA.js";
import {
  allWellWords,
  measuredWords,
  verdictOf
} from "./chunk-RNUCILIB.js";
import {
  acceptedFindings,
  allProven,
  batchOf,
  factsOf,
  onlyRead,
  openFindings,
  reviewed,
  statementOf
} from "./chunk-OSJGXDSK.js";
import {
  count,
  engineWords,
  shortName
} from "./chunk-K3Z3EK6Q.js";
import {
  cut,
  excerpt
} from "./chunk-ZD5JZTLD.js";
import "./chunk-X7OI7SUC.js";
import "./chunk-J2TPRL3J.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/report/text-findings.ts
function findingText(review, finding, paint) {
  const { severity, path, line, rule, message, fix } = finding;
  const place = paint("bold", `${cut(path, 200)}:${line}`);
  const lines = [
    `${place}: ${paint(severityColors[severity], severity)}: ${cut(message, 500)} ${paint("dim", `[${cut(rule, 80)}]`)}`,
    ...sourceLine(review, finding, paint),
    `  ${paint("dim", evidence(finding, factsOf(review, finding)))}`,
    ...fix === null ? [] : instead(fix, paint)
  ];
  return lines.join("\n");
}
function sourceLine(review, finding, paint) {
  const statement = statementOf(review, finding);
  const source2 = statement?.sql.split("\n")[finding.line - statement.line];
  return source2 === void 0 || source2.trim() === "" ? [] : [`  ${paint("dim", `${finding.line} |`)} ${cut(source2, 120)}`];
}
function evidence({ evidence: evidence2 }, facts) {
  if (evidence2 === "inferred") return "from the text";
  const told = facts.map(
    ({ words, names }) => cut(names.length > 0 ? `${words} on ${names.join(", ")}` : words, 160)
  );
  return told.length > 0 ? `measured: ${told.join(", ")}` : "measured";
}
function instead(fix, paint) {
  const { text, missing } = excerpt(fix.trim(), { lines: 20, length: 2e3 });
  const more = missing > 0 ? [`\u2026 ${missing} more lines`] : [];
  const [first = "", ...others] = [...text.split("\n"), ...more];
  const label = paint("green", "instead:");
  if (others.length === 0) return [`  ${label} ${first}`];
  return [`  ${label}`, ...[first, ...others].map((line) => `    ${line}`.trimEnd())];
}
function acceptedText({ path, line, rule, suppressed, acceptedBy }, paint) {
  const reason = cut(suppressed ?? "", 200);
  const told = `${cut(path, 200)}:${line}: ${paint("dim", "accepted")}: ${cut(rule, 80)}, because ${reason}`;
  if (acceptedBy === void 0) return told;
  const until = acceptedBy.until === null ? "" : `, until ${cut(acceptedBy.until, 20)}`;
  return `${told}${until}, by ${cut(acceptedBy.path, 200)}:${acceptedBy.line}`;
}

// src/report/text.ts
var signs = { good: "\u2713", bad: "\u2717", blocked: "\u2717", doubtful: "!", unknown: "?" };
var colors = { good: "green", bad: "red", blocked: "red", doubtful: "yellow", unknown: "yellow" };
function renderText(review, { color, now = null }) {
  const paint = painter(color);
  const open = openFindings(review);
  const quiet = allProven(review) || onlyRead(review);
  const sections = [
    ...open.map((finding) => findingText(review, finding, paint)),
    list(
      "Accepted on purpose",
      acceptedFindings(review).map((finding) => acceptedText(finding, paint)),
      paint
    ),
    ...quiet ? [] : [
      list("What changes", changes(review, paint), paint),
      list("The way back", wayBack(review, paint), paint)
    ],
    list(
      "Drift: the snapshot differs from what the migrations of the base build",
      painted(changeLines(review.drift), paint),
      paint
    ),
    list("The base on which this was tried", quiet ? [] : baseNotices(review), paint),
    list("Statements of the base that could not be replayed", baseProblems(review), paint),
    verdict(review, quiet, now, paint)
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}
`;
}
function verdict(review, quiet, now, paint) {
  const { mood, words } = verdictOf(review);
  const line = paint(colors[mood], `${signs[mood]} ${words}`);
  if (reviewed(review).length === 0) return line;
  const engine = engineWords(review.engine);
  const story = quiet ? allWellWords(review) : `${count(reviewed(review).length, "migration")}, ${measuredWords(review)}`;
  const shadow = engine === null ? "" : ` (${engine})`;
  const ground = groundWords(review, now);
  const target = ground === null ? [] : [ground.target, ground.age, ground.drift].filter((part) => part !== null);
  const lines = [story + shadow, ...ground === null ? [] : [`by the snapshot: ${target.join(", ")}`]];
  return [line, ...lines.map((each) => `  ${cut(each, 300)}`)].join("\n");
}
function changes(review, paint) {
  return painted(changeLines(reviewed(review).flatMap((migration) => migration.changes)), paint);
}
function painted(lines, paint) {
  const color = { "+": "green", "-": "red", "!": "yellow" };
  return lines.map((line) => {
    const [sign] = line;
    return sign === "+" || sign === "-" || sign === "!" ? paint(color[sign], line) : line;
  });
}
function wayBack(review, paint) {
  const migrations = reviewed(review);
  const batch = batchOf(review);
  const rows = migrations.map((migration) => [
    cut(migration.id, 60),
    source(migration.down),
    [said(schemaAnswer(migration.down)), againWords(migration.down)].filter((it) => it !== null).join("; "),
    data(migration)
  ]);
  const all = batch === null ? rows : [...rows, ["all of them, last first", "", said(schemaAnswer(batch)), ""]];
  const width = (column) => Math.min(60, Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const widths = [0, 1, 2].map(width);
  return all.map((row) => {
    const bad = row.some((cell) => cell.startsWith(signs.bad));
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd();
    return bad ? paint("red", line) : line;
  });
}
function source(down) {
  const lock = ownLock(down);
  const names = lock?.relations.slice(0, 2).map((name) => cut(shortName(name), 60));
  return lock === null ? downSource[down.source] : `${downSource[down.source]} (its own lock: ${lock.mode} ${names?.join(", ")})`;
}
function said({ mood, words, reason }) {
  return `${signs[mood]} ${words}${reason === null ? "" : `: ${cut(reason, 160)}`}`;
}
function data(migration) {
  const answer = dataAnswer(migration);
  const losses = migration.down.lost.map((loss) => cut(shortName(loss.name), 60) + aboutRows(loss));
  const words = answer.mood === "good" || losses.length === 0 ? said(answer) : `${said(answer)}: ${losses.join(", ")}`;
  return [words, ...kept(migration)].join("; ");
}
function kept({ kept: kept2 }) {
  if (kept2 === null) return [];
  const names = kept2.objects.map(({ name }) => cut(shortName(name), 60)).join(", ");
  return [
    ...names === "" ? [] : [`kept for ${kept2.days} days: ${names}`],
    ...kept2.notKept.map(({ name, reason }) => `not kept: ${cut(shortName(name), 60)} (${reason})`)
  ];
}
var mostTold = 8;
function baseProblems(review) {
  return firstOf(review.baseProblems);
}
function baseNotices(review) {
  return firstOf(review.baseNotices);
}
function firstOf(told) {
  const lines = told.slice(0, mostTold).map(({ path, line, message }) => `${cut(path, 200)}:${line}: ${cut(message, 300)}`);
  const more = told.length - lines.length;
  return more > 0 ? [...lines, `\u2026 and ${more.toLocaleString("en-US")} more, which --output-format json has`] : lines;
}
function list(title, lines, paint) {
  return lines.length === 0 ? "" : [paint("bold", title), ...lines.map((line) => `  ${line}`)].join("\n");
}
export {
  renderText
};
