import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  check,
  examine
} from "./chunk-D67AZDZQ.js";
import "./chunk-MQ2XVJVX.js";
import "./chunk-ONF2TM24.js";
import "./chunk-5LUUO62S.js";
import "./chunk-HG4D4D5W.js";
import "./chunk-Y5KM2NAU.js";
import "./chunk-A3E4NWVU.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-GBTQ5OFU.js";
import "./chunk-I3LDIYRX.js";
import "./chunk-XGIPAGGL.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-YWD77NZN.js";
import "./chunk-C77DWL4K.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OKRBR75Z.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-OLPOFHMW.js";
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
