import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  asText,
  compose
} from "./chunk-44677BU3.js";
import "./chunk-IUQXSTTA.js";
import "./chunk-RNUCILIB.js";
import "./chunk-OSJGXDSK.js";
import "./chunk-K3Z3EK6Q.js";
import "./chunk-IGJAPURO.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-KBV53CEV.js";
import "./chunk-OLPOFHMW.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-X7OI7SUC.js";
import "./chunk-J2TPRL3J.js";
import "./chunk-DSG2YL4B.js";
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
