import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  longestComment,
  markerLine,
  noteDeploy,
  putComment,
  readMarker,
  refreshComment,
  roomFor
} from "./chunk-2Z6B56P2.js";
import "./chunk-U5VURZ3U.js";
import "./chunk-J7AXUF7P.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";
export {
  longestComment,
  markerLine,
  noteDeploy,
  putComment,
  readMarker,
  refreshComment,
  roomFor
};
