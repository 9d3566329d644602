import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  defaultConfigPath,
  filesBeside,
  foldersBeside,
  foldersOf,
  listOf,
  mergeInputs,
  readConfig,
  shadowOf
} from "./chunk-FY5KUYHL.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-YWD77NZN.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";
export {
  defaultConfigPath,
  filesBeside,
  foldersBeside,
  foldersOf,
  listOf,
  mergeInputs,
  readConfig,
  shadowOf
};
