import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readChange
} from "./chunk-GCPHVCBG.js";
import "./chunk-CIHYDIMP.js";
import "./chunk-RCWTU44L.js";
import "./chunk-FKRZP5BB.js";
import "./chunk-6Z6XHXVA.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-OIDFG6L7.js";
import "./chunk-I3LDIYRX.js";
import "./chunk-A5RHER4E.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  readChange
};
