import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  listFiles,
  readMergeBase,
  repositoryRoot
} from "./chunk-ELJ5BEZL.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";
export {
  listFiles,
  readMergeBase,
  repositoryRoot
};
