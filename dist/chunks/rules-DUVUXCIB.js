import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  catalogueOf
} from "./chunk-XWLI46IU.js";
import {
  rulePage
} from "./chunk-FRBTFSE7.js";
import {
  rules
} from "./chunk-KBV53CEV.js";
import "./chunk-OLPOFHMW.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-X7OI7SUC.js";
import "./chunk-J2TPRL3J.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/commands/rules.ts
function listRules(dialect) {
  const asked = rules.filter(({ dialects }) => dialect === null || dialects.includes(dialect));
  return catalogueOf(asked, rulePage);
}
export {
  listRules
};
