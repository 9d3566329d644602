import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  belongsToMigrations,
  isCodeStep
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/detection/listing.ts
var headBytes = 128 * 1024;
var mostOpen = 64;
var foreign = /* @__PURE__ */ new Set(["node_modules", "vendor", ".git"]);
function listing(paths, read) {
  const texts = /* @__PURE__ */ new Map();
  const limited = limit(mostOpen, async (path) => read(path).catch(() => ""));
  return {
    paths: paths.filter(
      (path) => !path.split("/").slice(0, -1).some((segment) => foreign.has(segment))
    ),
    text: (path) => {
      const known = texts.get(path);
      if (known !== void 0) return known;
      const text = limited(path);
      texts.set(path, text);
      return text;
    }
  };
}
function limit(width, task) {
  const waiting = [];
  let running = 0;
  return async (item) => {
    if (running === width) await new Promise((start) => waiting.push(start));
    else running++;
    try {
      return await task(item);
    } finally {
      const next = waiting.shift();
      if (next === void 0) running--;
      else next();
    }
  };
}

// src/repository/folder.ts
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
var skipped = /* @__PURE__ */ new Set(["node_modules", ".git"]);
async function readFolder(root, folder) {
  const files = /* @__PURE__ */ new Map();
  const stats = await lstat(folder).catch(() => null);
  if (stats?.isDirectory() !== true)
    throw new UserError(`${folder} is not a folder. Give --dir a folder of migrations.`);
  for (const path of await listBelow(folder, refuseLink(root))) {
    const name = relative(root, path).split(sep).join("/");
    if (belongsToMigrations(name)) files.set(name, isCodeStep(name) ? new Uint8Array() : readBytes(path));
  }
  return files;
}
function refuseLink(root) {
  return (path) => {
    const name = relative(root, path).split(sep).join("/");
    if (!belongsToMigrations(name)) return;
    throw new UserError(
      `${JSON.stringify(name)} is a symbolic link. Links among migrations are not followed: put the file itself there.`
    );
  };
}
function readBytes(path) {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UserError(`${path} cannot be read: ${cause.message}`, { cause });
  }
}
var usualSize = 16 * 1024;
function readHead(path, length) {
  const file = openSync(path, "r");
  try {
    const first = readNext(file, Math.min(usualSize, length));
    const more = first.length === usualSize ? readNext(file, length - usualSize) : Buffer.of();
    return Buffer.concat([first, more]).toString("utf8");
  } finally {
    closeSync(file);
  }
}
function readNext(file, length) {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, null));
}
async function listBelow(folder, onLink = () => {
}) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listBelow(path, onLink);
      if (entry.isSymbolicLink()) onLink(path);
      return entry.isFile() ? [path] : [];
    })
  );
  return found.flat().sort();
}

export {
  headBytes,
  listing,
  readFolder,
  readBytes,
  readHead,
  listBelow
};
