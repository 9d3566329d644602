import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  chosenSnapshot,
  readSnapshot
} from "./chunk-44D7AZPA.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  chosenSnapshot,
  readSnapshot
};
