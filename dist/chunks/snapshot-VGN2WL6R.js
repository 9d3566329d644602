import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  historySources,
  limitsOf,
  takeSnapshot
} from "./chunk-MXILYIJU.js";
import "./chunk-A2L5JIUA.js";
import "./chunk-3I7EWN7J.js";
import "./chunk-QPRHWDLH.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-A7JCXUGW.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  historySources,
  limitsOf,
  takeSnapshot
};
