import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  listCommit,
  listFiles,
  readAtCommit,
  repositoryRoot
} from "./chunk-RCWTU44L.js";
import {
  headBytes,
  listBelow,
  listing,
  readHead
} from "./chunk-XXY3I5X6.js";
import {
  isBelow
} from "./chunk-YWD77NZN.js";

// src/repository/disk.ts
import { dirname, join, relative, resolve, sep } from "node:path";
async function placeOf(request) {
  const { directory, folders } = request;
  const start = startOf(request);
  const gitRoot = await repositoryRoot(start).catch(() => null);
  const outside = isInside(directory, start) ? directory : folders === null ? start : dirname(start);
  return { root: gitRoot ?? outside, inGit: gitRoot !== null, start };
}
function startOf({ directory, folders, files }) {
  const [folder] = folders ?? [];
  const [file] = files ?? [];
  if (folder !== void 0) return resolve(directory, folder);
  return file === void 0 ? directory : dirname(resolve(directory, file));
}
async function listingOf({ root, inGit, start }, named) {
  const onDisk = async (folder) => (await listBelow(folder).catch(() => [])).map((path) => toPath(root, path));
  const paths = inGit ? await listFiles(root) : await onDisk(start);
  const unknown = named.filter((folder) => !paths.some((path) => isBelow(folder, path)));
  const more = await Promise.all(unknown.map((folder) => onDisk(join(root, folder))));
  return listing(
    [.../* @__PURE__ */ new Set([...paths, ...more.flat()])],
    async (path) => readHead(join(root, path), headBytes)
  );
}
async function listingAt(root, commit) {
  const { paths, differing } = await listCommit(root, commit);
  return listing(paths, async (path) => {
    if (!differing.has(path)) return readHead(join(root, path), headBytes);
    return Buffer.from((await readAtCommit(root, commit, path)).subarray(0, headBytes)).toString("utf8");
  });
}
function toPath(root, path) {
  const from = relative(root, path).split(sep).join("/");
  return from === "" ? "." : from;
}
function isInside(directory, path) {
  return !relative(directory, path).startsWith("..");
}

export {
  placeOf,
  listingOf,
  listingAt,
  toPath
};
