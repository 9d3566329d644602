import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compose,
  markdownBudget,
  markerRoom,
  renderMarkdown
} from "./chunk-GO2JLFWZ.js";
import "./chunk-OLOIKIFJ.js";
import "./chunk-RYRXLLFL.js";
import "./chunk-XMVKISZ7.js";
import "./chunk-FFCZCIKT.js";
import "./chunk-4P4NUUOJ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";
export {
  compose,
  markdownBudget,
  markerRoom,
  renderMarkdown
};
