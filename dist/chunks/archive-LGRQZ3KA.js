import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  archiveList,
  archivePurge
} from "./chunk-BNBYPEH3.js";
import "./chunk-YOECREFQ.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-VQG22WEY.js";
import "./chunk-MWRBQAB6.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  archiveList,
  archivePurge
};
