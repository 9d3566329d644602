import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readChange
} from "./chunk-L365JKPS.js";
import "./chunk-CIHYDIMP.js";
import "./chunk-RCWTU44L.js";
import "./chunk-2EDZLZW7.js";
import "./chunk-63PDAJ2B.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-BKNLFYTM.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  readChange
};
