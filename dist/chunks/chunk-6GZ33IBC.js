import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compareNaturally
} from "./chunk-NTKZ5N42.js";

// src/migrations/detect.ts
var folderNames = /* @__PURE__ */ new Set(["migrations", "migration", "migrate"]);
function detectFolders(paths) {
  const found = /* @__PURE__ */ new Set();
  for (const path of paths) {
    if (!path.toLowerCase().endsWith(".sql")) continue;
    const segments = path.split("/").slice(0, -1);
    const place = segments.findIndex((segment) => folderNames.has(segment.toLowerCase()));
    if (place >= 0) found.add(segments.slice(0, place + 1).join("/"));
  }
  return [...found].sort(compareNaturally);
}

export {
  detectFolders
};
