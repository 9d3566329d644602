import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  openFindings
} from "./chunk-OSJGXDSK.js";
import {
  count
} from "./chunk-K3Z3EK6Q.js";
import {
  cut
} from "./chunk-ZD5JZTLD.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/report/annotations.ts
var mostOfALevel = 9;
function annotationsOf(review) {
  const byLevel = Map.groupBy(openFindings(review), ({ severity }) => severity);
  return [...byLevel].flatMap(([level, findings]) => {
    if (findings.length <= mostOfALevel) return findings.map(annotation);
    const [first, ...others] = findings.slice(mostOfALevel - 1);
    const shown = findings.slice(0, mostOfALevel - 1).map(annotation);
    return first === void 0 ? shown : [...shown, remainder(level, first, others.length + 1)];
  });
}
function annotation({ severity, path, line, endLine, rule, message, fix }) {
  const told = cut(message, 500);
  return {
    level: severity,
    path,
    line,
    endLine,
    title: `Migration Gate: ${cut(rule, 80)}`,
    message: fix === null ? told : `${told}
Instead: ${cut(fix, 500)}`
  };
}
function remainder(level, { path, line, endLine }, number) {
  return {
    level,
    path,
    line,
    endLine,
    title: `Migration Gate: ${count(number, `more ${level}`)}`,
    message: "GitHub shows no more of them here; the report has them all."
  };
}
export {
  annotationsOf
};
