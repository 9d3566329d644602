import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readChange
} from "./chunk-7LRRVHQ2.js";
import "./chunk-CIHYDIMP.js";
import "./chunk-RCWTU44L.js";
import "./chunk-26F5KP4V.js";
import "./chunk-Q6GB3OTR.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-FXMIXELC.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-GILMLHWC.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  readChange
};
