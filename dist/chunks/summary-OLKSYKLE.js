import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compose
} from "./chunk-SO3EEZAT.js";
import "./chunk-KSK5XVT7.js";
import "./chunk-PIWWG3QO.js";
import "./chunk-YTEOHMF5.js";
import "./chunk-UT7NYUIS.js";
import "./chunk-P4KDMZLT.js";
import "./chunk-OFTNAEHV.js";

// src/report/summary.ts
var summaryBudget = 1e6;
function renderSummary(review, context) {
  return compose(review, context, {
    limit: context.limit ?? summaryBudget,
    measure: (text) => Buffer.byteLength(text),
    caps: { rows: 1e3, lines: 2e3, length: 2e5 }
  });
}
export {
  renderSummary,
  summaryBudget
};
