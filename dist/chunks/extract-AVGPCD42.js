import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ExtractionTimeoutError,
  extract,
  pruneOrphanedSatellites
} from "./chunk-B5RYIRGV.js";
import "./chunk-XJAMNFMT.js";
import "./chunk-OFTNAEHV.js";
export {
  ExtractionTimeoutError,
  extract,
  pruneOrphanedSatellites
};
