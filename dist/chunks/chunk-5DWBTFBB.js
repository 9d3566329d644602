import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  cut
} from "./chunk-ZD5JZTLD.js";
import {
  shortName
} from "./chunk-K3Z3EK6Q.js";
import {
  differenceWords
} from "./chunk-4P4NUUOJ.js";

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
  downSource,
  answerIcons,
  schemaAnswer,
  failureOf,
  dataAnswer
};
