import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  listCommit,
  listFiles,
  readAtCommit,
  readMergeBase,
  readOfBranch,
  repositoryRoot
} from "./chunk-RCWTU44L.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";
export {
  listCommit,
  listFiles,
  readAtCommit,
  readMergeBase,
  readOfBranch,
  repositoryRoot
};
