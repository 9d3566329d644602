import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  check,
  examine
} from "./chunk-EARGSM7F.js";
import "./chunk-EHTMJLHX.js";
import "./chunk-GOWP3YSP.js";
import "./chunk-C77DWL4K.js";
import "./chunk-GSHZP5UT.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZRLWQHPU.js";
import "./chunk-BDSSVYZZ.js";
import "./chunk-D74Q4KXX.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-FQB6BVOF.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-CAPDTNGA.js";
import "./chunk-GBIJTZQP.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-4P4NUUOJ.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";
export {
  check,
  examine
};
