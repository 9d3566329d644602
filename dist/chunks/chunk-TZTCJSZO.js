import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/repository/write-files.ts
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
function writeFiles(root, files, known) {
  for (const [path, text] of files) {
    const place = join(root, path);
    try {
      if (text === null) {
        rmSync(place);
        continue;
      }
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text, { flag: known.has(path) ? "w" : "wx" });
    } catch (cause) {
      throw new UserError(`${JSON.stringify(path)} cannot be written: ${cause.message}`, { cause });
    }
  }
}

export {
  writeFiles
};
