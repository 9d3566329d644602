import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  count,
  lockStrength,
  lockWords,
  shortName
} from "./chunk-K3Z3EK6Q.js";
import {
  cut
} from "./chunk-ZD5JZTLD.js";
import {
  differenceWords,
  rowCount
} from "./chunk-X7OI7SUC.js";

// src/report/change-lines.ts
var signs = { add: "+", drop: "-", alter: "!", rename: "!" };
var widestName = 44;
function changeLines(changes, word = null) {
  const words = changes.map((change) => word?.(change) ?? "");
  const wordWidth = Math.max(0, ...words.map(({ length }) => length === 0 ? 0 : length + 2));
  const lines = changes.map(({ action, object, name, detail }, place) => ({
    sign: `${signs[action]} ${(words[place] ?? "").padEnd(wordWidth)}`,
    object: cut(object, 24),
    name: cut(shortName(name), 100),
    detail: cut(detail, 110)
  }));
  const objectWidth = Math.max(0, ...lines.map(({ object }) => object.length));
  const nameWidth = Math.min(widestName, Math.max(0, ...lines.map(({ name }) => name.length)));
  return lines.map(
    ({ sign, object, name, detail }) => `${sign}${object.padEnd(objectWidth)}  ${name.padEnd(nameWidth)}  ${detail}`.trimEnd()
  );
}

// src/report/ground-words.ts
function groundWords({ snapshot, drift, driftVerdict }, now) {
  if (snapshot === null) return null;
  const { environment, takenAt } = snapshot;
  return {
    target: environment === null ? "the snapshot" : cut(environment, 60),
    age: takenAt === null ? null : ageWords(takenAt, now),
    drift: driftWords(driftVerdict, drift.length)
  };
}
function driftWords(verdict, drifts) {
  switch (verdict) {
    case null:
      return null;
    case "equal":
      return "no drift";
    case "equal-except-order":
      return "no drift but the order of columns";
    case "different":
      return count(drifts, "drift");
    case "unknown":
      return "drift unknown";
  }
}
var minute = 6e4;
function ageWords(takenAt, now) {
  const taken = Date.parse(takenAt);
  if (Number.isNaN(taken)) return `as of ${cut(takenAt, 40)}`;
  const age = now === null ? Number.NaN : Date.parse(now) - taken;
  if (!(age >= -5 * minute))
    return `as of ${new Date(taken).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  if (age < minute) return "as of just now";
  const minutes = Math.floor(age / minute);
  if (minutes < 120) return `as of ${count(minutes, "minute")} ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `as of ${count(hours, "hour")} ago` : `as of ${count(Math.floor(hours / 24), "day")} ago`;
}

// src/report/way-back-words.ts
var downSource = {
  authored: "yours",
  "authored-empty": "yours, empty",
  generated: "generated",
  none: "none"
};
var answerIcons = { good: "\u2705", bad: "\u274C", blocked: "\u26D4", unknown: "\u2754" };
var schemaAnswers = {
  equal: { mood: "good", words: "restored" },
  "equal-except-order": { mood: "good", words: "restored, other column order" },
  unequal: { mood: "bad", words: "not restored" },
  impossible: { mood: "blocked", words: "cannot be undone" },
  unverified: { mood: "unknown", words: "not verified" }
};
function schemaAnswer(down) {
  return { ...schemaAnswers[down.schema], reason: reasonOf(down) };
}
function reasonOf({ schema, difference }) {
  const failure = failureOf(difference);
  if (failure !== null) return failure;
  return schema === "unequal" ? differenceWords(difference, { shown: 3, name: shortName }) : null;
}
function failureOf(difference) {
  const [only, ...others] = difference;
  if (only?.object !== "down" || others.length > 0) return null;
  return /. line \d+$/.test(only.name) ? `${only.name}: ${only.detail}` : only.detail;
}
function againWords({ again, againDifference }) {
  if (again !== "unequal") return null;
  const [only] = againDifference;
  return only?.object === "up" ? `the up does not run again: ${only.detail}` : `the up, run again, leads elsewhere: ${differenceWords(againDifference, { shown: 3, name: shortName })}`;
}
function ownLock({
  findings,
  statements
}) {
  const loud = new Set(findings.filter((it) => it.severity !== "notice").map((it) => it.statement));
  const locks = statements.filter(({ index }) => loud.has(index)).flatMap((it) => it.locks);
  const [strongest] = locks.toSorted((a, b) => lockStrength(b.mode) - lockStrength(a.mode));
  if (strongest === void 0) return null;
  const relations = locks.filter(({ mode }) => mode === strongest.mode).map(({ relation }) => relation);
  return { mode: lockWords(strongest.mode), relations: [...new Set(relations)] };
}
function aboutRows({ rows }) {
  return rows === null ? "" : ` (about ${rowCount(rows)})`;
}
function dataAnswer({ down, changes, statements }) {
  switch (down.restoresData) {
    case "yes": {
      const onlyAdds = changes.every(({ action }) => action === "add");
      const noWrites = statements.every(({ rowsChanged }) => rowsChanged === 0);
      return { mood: "good", words: onlyAdds && noWrites ? "nothing to lose" : "kept", reason: null };
    }
    case "no":
      return { mood: "bad", words: "lost", reason: null };
    case "unknown":
      return { mood: "unknown", words: "unknown", reason: null };
  }
}

export {
  changeLines,
  groundWords,
  downSource,
  answerIcons,
  schemaAnswer,
  failureOf,
  againWords,
  ownLock,
  aboutRows,
  dataAnswer
};
