import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  catalogueOf
} from "./chunk-XWLI46IU.js";
import {
  nearest
} from "./chunk-5WBXDTBY.js";
import {
  rulePage
} from "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
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

// src/commands/explain.ts
function explain(name) {
  const named = rules.filter(({ id }) => id === name);
  const meant = named.length > 0 ? named : rules.filter(({ covers }) => covers?.includes(name));
  if (meant.length > 0) return catalogueOf(meant, rulePage);
  const known = rules.flatMap(({ id, covers }) => [id, ...covers ?? []]);
  const near = beginning(name, known) ?? nearest(name, known);
  const hint = near === null ? "" : ` Did you mean "${near}"?`;
  throw new UserError(`Unknown rule "${name}".${hint} All of them: migration-gate rules`);
}
function beginning(name, known) {
  return name === "" ? null : known.find((one) => one.startsWith(name)) ?? null;
}
export {
  explain
};
