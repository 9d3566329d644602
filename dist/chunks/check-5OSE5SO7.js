import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  check,
  examine
} from "./chunk-BYY2XLOU.js";
import "./chunk-KRVRUULH.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-FUHFAPGJ.js";
import "./chunk-RK5GDDN6.js";
import "./chunk-N2VA2UKN.js";
import "./chunk-XMD4KHIO.js";
import "./chunk-Y2O24DAR.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-WVWSZHPV.js";
import "./chunk-A2L5JIUA.js";
import "./chunk-3I7EWN7J.js";
import "./chunk-HTLHOOZ3.js";
import "./chunk-QPRHWDLH.js";
import "./chunk-5U5MJJPE.js";
import "./chunk-A3E4NWVU.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-DBD76H4D.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-A7JCXUGW.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-YWD77NZN.js";
import "./chunk-C77DWL4K.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-2IAS76IM.js";
import "./chunk-OLPOFHMW.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-WZLZSNOA.js";
import "./chunk-GBIJTZQP.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";
export {
  check,
  examine
};
