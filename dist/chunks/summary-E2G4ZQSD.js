import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compose
} from "./chunk-7WDG7LNQ.js";
import "./chunk-3AERUVMI.js";
import "./chunk-DQWQJPAD.js";
import "./chunk-4YJZILUE.js";
import "./chunk-QNID35DH.js";
import "./chunk-4P4NUUOJ.js";
import "./chunk-R24DPVPV.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-EGNB2GMT.js";
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
