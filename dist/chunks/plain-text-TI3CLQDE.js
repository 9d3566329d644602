import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  cut,
  excerpt,
  oneLine,
  visible
} from "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";
export {
  cut,
  excerpt,
  oneLine,
  visible
};
