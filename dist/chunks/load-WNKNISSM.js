import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  defaultConfigPath,
  foldersOf,
  listOf,
  mergeInputs,
  readConfig,
  shadowOf
} from "./chunk-Z46S2XOH.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-CEO46GGL.js";
import "./chunk-YWD77NZN.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";
export {
  defaultConfigPath,
  foldersOf,
  listOf,
  mergeInputs,
  readConfig,
  shadowOf
};
