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
} from "./chunk-BKNLFYTM.js";
import {
  compareNaturally
} from "./chunk-NLXL7WHC.js";
import {
  isBelow
} from "./chunk-YWD77NZN.js";

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
async function findFolders(listing) {
  const { homes, unnamed } = search(directoryTree(listing.paths), false);
  const samples = unnamed.slice(0, mostSampled);
  const marked = await Promise.all(samples.map((folder) => isMarked(folder, listing)));
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

export {
  findFolders,
  isForTests
};
