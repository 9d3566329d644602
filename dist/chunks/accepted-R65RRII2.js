import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  acceptedPath,
  acceptedSchema,
  readAccepted
} from "./chunk-36WICP3Z.js";
import "./chunk-C77DWL4K.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  acceptedPath,
  acceptedSchema,
  readAccepted
};
