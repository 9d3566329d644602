import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  belongsToMigrations,
  isBelow
} from "./chunk-YWD77NZN.js";

// src/repository/change-set.ts
function isInScope({ folders, files }, path) {
  return files.includes(path) || belongsToMigrations(path) && folders.some((folder) => isBelow(folder, path));
}

export {
  isInScope
};
