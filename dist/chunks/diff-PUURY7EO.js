import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  visible
} from "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/report/diff.ts
function renderDiff(diff, from, to) {
  const { verdict, changes, sql, proven, problems } = diff;
  const marks = { add: "+", drop: "-", alter: "!", rename: "!" };
  const lines = changes.map(
    ({ action, object, name, detail }) => `${marks[action]} ${object.padEnd(10)} ${name}  ${detail}`.trimEnd()
  );
  const way = sql === null ? ["No SQL could be planned."] : sql === "" ? [] : [sql.trimEnd()];
  return visible(
    [
      words[verdict],
      ...lines.length === 0 ? [] : ["", `from ${from} to ${to}`, ...lines],
      ...verdict === "equal" || way.length === 0 ? [] : [
        "",
        proven ? "-- was run, and leads there" : "-- could not be proven: read it before you use it",
        ...way
      ],
      ...problems.length === 0 ? [] : ["", "Not known:", ...problems.map((problem) => `  ${problem}`)],
      ""
    ].join("\n")
  );
}
var words = {
  equal: "The schemas are equal.",
  "equal-except-order": "The schemas are equal but for the order of columns.",
  different: "The schemas differ.",
  unknown: "Whether the schemas are equal could not be told."
};
function renderDiffJson(diff) {
  return `${JSON.stringify({ format: "migration-gate/diff@1", ...diff }, null, 2)}
`;
}
export {
  renderDiff,
  renderDiffJson
};
