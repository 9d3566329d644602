import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  asText,
  compose
} from "./chunk-CWKIZW2A.js";
import "./chunk-R4NDRW3K.js";
import "./chunk-5DWBTFBB.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-YR7TDYAP.js";
import "./chunk-7XIIA24Q.js";
import "./chunk-K3Z3EK6Q.js";
import "./chunk-FQB6BVOF.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-CAPDTNGA.js";
import "./chunk-GBIJTZQP.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-4P4NUUOJ.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/report/summary.ts
var summaryBudget = 1e6;
function renderSummary(review, context) {
  return asText(
    compose(review, context, {
      limit: context.limit ?? summaryBudget,
      measure: (text) => Buffer.byteLength(text),
      caps: { rows: 1e3, lines: 2e3, length: 2e5 }
    })
  );
}
export {
  renderSummary,
  summaryBudget
};
