import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  recordDrift,
  recordNoDrift
} from "./chunk-5RSKPG63.js";
import "./chunk-CH6FMR4N.js";
import "./chunk-RNCKU7UT.js";
import "./chunk-RK5GDDN6.js";
import "./chunk-25ZFS7NX.js";
import "./chunk-QIHEFDE5.js";
import "./chunk-VKVSLE3N.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-ODQSQCXK.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-G6KR2M3D.js";
import "./chunk-VQG22WEY.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-5U5MJJPE.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";
export {
  recordDrift,
  recordNoDrift
};
