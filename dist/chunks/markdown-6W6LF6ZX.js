import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compose,
  markdownBudget,
  markerRoom,
  renderMarkdown
} from "./chunk-SO3EEZAT.js";
import "./chunk-KSK5XVT7.js";
import "./chunk-PIWWG3QO.js";
import "./chunk-YTEOHMF5.js";
import "./chunk-UT7NYUIS.js";
import "./chunk-P4KDMZLT.js";
import "./chunk-OFTNAEHV.js";
export {
  compose,
  markdownBudget,
  markerRoom,
  renderMarkdown
};
