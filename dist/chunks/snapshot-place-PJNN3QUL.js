import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  file,
  snapshotName,
  snapshotPlaceSchema
} from "./chunk-PWRGAOC4.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  file,
  snapshotName,
  snapshotPlaceSchema
};
