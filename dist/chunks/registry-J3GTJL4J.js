import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  dialectNames,
  dialectOfUrl,
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import "./chunk-OFTNAEHV.js";
export {
  dialectNames,
  dialectOfUrl,
  loadDialect
};
