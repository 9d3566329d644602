import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/review/acceptance/claim.ts
var problemSeverity = {
  "invalid-acceptance": "error",
  "expired-acceptance": "warning",
  "unused-acceptance": "warning"
};
function problem(rule, { path, line }, message, fix) {
  return {
    rule,
    severity: problemSeverity[rule],
    path,
    line,
    endLine: line,
    statement: null,
    message,
    fix,
    evidence: "inferred",
    suppressed: null
  };
}
function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && sameDay(text);
}
function sameDay(text) {
  return new Date(text).toISOString().startsWith(text);
}

export {
  problemSeverity,
  problem,
  isDate
};
