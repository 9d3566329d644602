import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  historySources,
  limitsOf,
  takeSnapshot
} from "./chunk-PNZY57WA.js";
import "./chunk-WHBS4PEH.js";
import "./chunk-A7RJD6A2.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-A4GW47WH.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  historySources,
  limitsOf,
  takeSnapshot
};
