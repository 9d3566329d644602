import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  deployLine,
  whatNow
} from "./chunk-L5N757XZ.js";
import "./chunk-IGJAPURO.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";
export {
  deployLine,
  whatNow
};
