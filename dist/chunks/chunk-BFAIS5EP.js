import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  directoryTree,
  firstLines,
  hasMarker,
  holdsSql,
  manifestsInside
} from "./chunk-ZRLWQHPU.js";
import {
  compareNaturally
} from "./chunk-BDSSVYZZ.js";
import {
  belongsToMigrations,
  isBelow,
  isCodeStep
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/detection/folders.ts
var exactNames = /* @__PURE__ */ new Set(["migrations", "migration", "migrate"]);
var looseName = /(?:^|[-_.])(?:migrations?|migrate)$/i;
var testNames = /^(?:__tests__|__fixtures__|tests?|testing|test[-_]?data|fixtures?|mocks?|e2e|examples?|samples?)$/i;
var versionedFile = /^(?:[vub]?\d|r__)/i;
var pairFile = /^\d.*\.up\.sql$/i;
var flywayFile = /^V\d[\d._]*__.+\.sql$/;
var stepFolder = /^\d{4}/;
var stepFile = /^(?:up|migration)\.sql$/i;
var releaseFolder = /^v?\d+(?:\.\d+)+$/i;
var releasesName = /^version(?:s|ed)?$/i;
var mostSampled = 200;
async function findFolders(listing2) {
  const { homes, unnamed } = search(directoryTree(listing2.paths), false);
  const samples = unnamed.slice(0, mostSampled);
  const marked = await Promise.all(samples.map((folder) => isMarked(folder, listing2)));
  const found = [...homes, ...samples.filter((_, place) => marked[place]).map(({ path }) => path)];
  const outermost = found.filter((path) => !found.some((other) => other !== path && isBelow(other, path)));
  const own = outermost.filter((path) => !isForTests(path));
  return (own.length > 0 ? own : outermost).toSorted(compareNaturally);
}
function isForTests(path) {
  return path.split("/").some((segment) => testNames.test(segment));
}
function search(directory, belowNamed) {
  const { path, name, sql, children } = directory;
  const named = belowNamed || looseName.test(name);
  if (isHome(directory, named)) return { homes: [path], unnamed: [] };
  const below = [...children.values()].map((child) => search(child, named));
  const homes = below.flatMap((found) => found.homes);
  const unnamed = [
    ...below.flatMap((found) => found.unnamed),
    ...sql.some((file) => versionedFile.test(file)) ? [directory] : []
  ];
  if (!exactNames.has(name.toLowerCase())) return { homes, unnamed };
  const inside = homes.map((home) => home.slice(path.length + 1)).filter((home) => !isForTests(home));
  const inner = inside.some((home) => exactNames.has(home.split("/")[0].toLowerCase()));
  const whole = inside.length === 0 ? holdsSql(directory) : sql.length > 0 && !inner;
  return { homes: whole ? [path] : homes, unnamed: [] };
}
function isHome(directory, named) {
  const { name, sql, manifests, children } = directory;
  const folders = [...children.values()];
  const journal = children.get("meta")?.manifests.has("_journal.json") === true;
  if ((journal || [...manifestsInside].some((file) => manifests.has(file))) && holdsSql(directory)) return true;
  if (sql.some((file) => pairFile.test(file) || flywayFile.test(file))) return true;
  if (named && sql.some((file) => versionedFile.test(file))) return true;
  return folders.some(
    (child) => stepFolder.test(child.name) && child.sql.some((file) => stepFile.test(file)) || releaseFolder.test(child.name) && child.sql.length > 0 && (named || releasesName.test(name)) || named && /^\d/.test(child.name) && holdsSql(child)
  );
}
async function isMarked({ path, sql }, { text }) {
  const files = sql.filter((file) => versionedFile.test(file)).toSorted(compareNaturally);
  const samples = [.../* @__PURE__ */ new Set([files[0], files.at(-1)])].filter((file) => file !== void 0);
  const texts = await Promise.all(samples.map((file) => text(path === "." ? file : `${path}/${file}`)));
  return texts.some((text2) => hasMarker(firstLines(text2)));
}

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
  findFolders,
  isForTests,
  headBytes,
  listing,
  readFolder,
  readBytes,
  readHead,
  listBelow
};
