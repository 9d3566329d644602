import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  defaultBranch,
  deploy,
  requireTarget
} from "./chunk-IZXDHG73.js";
import "./chunk-FANCXYX5.js";
import "./chunk-LOZBFUQN.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-3KAQEIT3.js";
import "./chunk-MWRBQAB6.js";
import "./chunk-FTE7U4PY.js";
import "./chunk-QZCUVXC7.js";
import "./chunk-QRTJOG62.js";
import "./chunk-J7AXUF7P.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-FY5KUYHL.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-36WICP3Z.js";
import "./chunk-C77DWL4K.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";
export {
  defaultBranch,
  deploy,
  requireTarget
};
