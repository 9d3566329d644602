import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  allWellWords,
  measuredWords,
  verdictOf
} from "./chunk-RNUCILIB.js";
import "./chunk-OSJGXDSK.js";
import "./chunk-K3Z3EK6Q.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";
export {
  allWellWords,
  measuredWords,
  verdictOf
};
