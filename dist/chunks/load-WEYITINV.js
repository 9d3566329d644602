import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  defaultConfigPath,
  filesBeside,
  foldersOf,
  listOf,
  mergeInputs,
  readConfig,
  shadowOf
} from "./chunk-3EQJQMYJ.js";
import "./chunk-DHHKPUCI.js";
import "./chunk-GSHZP5UT.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-BDSSVYZZ.js";
import "./chunk-D74Q4KXX.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";
export {
  defaultConfigPath,
  filesBeside,
  foldersOf,
  listOf,
  mergeInputs,
  readConfig,
  shadowOf
};
