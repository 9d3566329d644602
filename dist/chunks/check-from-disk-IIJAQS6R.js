import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readChange
} from "./chunk-LMUTIBF7.js";
import "./chunk-CIHYDIMP.js";
import "./chunk-RCWTU44L.js";
import "./chunk-INKVAVI7.js";
import "./chunk-PI2KZBT5.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-5JADKU4S.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-LPROVWMT.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  readChange
};
