import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ENGINE_VERSION,
  parsePlan,
  plan,
  serializePlan
} from "./chunk-NHG4V4ZR.js";
import "./chunk-XJAMNFMT.js";
import "./chunk-OFTNAEHV.js";
export {
  ENGINE_VERSION,
  parsePlan,
  plan,
  serializePlan
};
