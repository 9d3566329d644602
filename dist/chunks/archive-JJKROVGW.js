import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  renderArchive,
  renderArchiveJson,
  renderPurged,
  renderPurgedJson,
  sizeWords
} from "./chunk-KNZQE774.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";
export {
  renderArchive,
  renderArchiveJson,
  renderPurged,
  renderPurgedJson,
  sizeWords
};
