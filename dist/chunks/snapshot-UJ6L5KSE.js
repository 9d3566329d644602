import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  limitsOf,
  takeSnapshot
} from "./chunk-54ZIAFTI.js";
import "./chunk-HG4D4D5W.js";
import "./chunk-I3LDIYRX.js";
import "./chunk-XGIPAGGL.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  limitsOf,
  takeSnapshot
};
