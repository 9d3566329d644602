import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  recordDrift,
  recordNoDrift
} from "./chunk-CIGQS46J.js";
import "./chunk-MXILYIJU.js";
import "./chunk-FUHFAPGJ.js";
import "./chunk-RK5GDDN6.js";
import "./chunk-N2VA2UKN.js";
import "./chunk-XMD4KHIO.js";
import "./chunk-Y2O24DAR.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-WVWSZHPV.js";
import "./chunk-A2L5JIUA.js";
import "./chunk-3I7EWN7J.js";
import "./chunk-QPRHWDLH.js";
import "./chunk-5U5MJJPE.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-A7JCXUGW.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";
export {
  recordDrift,
  recordNoDrift
};
