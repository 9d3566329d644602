import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readChange
} from "./chunk-OWPLSPEV.js";
import "./chunk-CIHYDIMP.js";
import "./chunk-RCWTU44L.js";
import "./chunk-SGXQPGWI.js";
import "./chunk-7VENGX3S.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-DBD76H4D.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-A7JCXUGW.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  readChange
};
