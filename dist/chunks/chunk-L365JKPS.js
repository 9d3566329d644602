import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  listingAt,
  listingOf,
  placeOf,
  toPath
} from "./chunk-CIHYDIMP.js";
import {
  readMergeBase
} from "./chunk-RCWTU44L.js";
import {
  requireSameDialects,
  requireSameFolders,
  requireSameFormats
} from "./chunk-2EDZLZW7.js";
import {
  findFolders
} from "./chunk-63PDAJ2B.js";
import {
  listing,
  readBytes,
  readFolder
} from "./chunk-XXY3I5X6.js";
import {
  layoutName,
  lookAt,
  requireSupportedDialect,
  shown,
  withFormats
} from "./chunk-BKNLFYTM.js";
import {
  baseName,
  isBelow,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/commands/check-from-disk.ts
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

// src/migrations/lone.ts
var stepFile = /^(?:up|down|migration)\.sql$/;
function foldersAround(paths) {
  const folders = new Set(
    paths.map((path) => stepFile.test(baseName(path)) ? folderOf(folderOf(path)) : folderOf(path))
  );
  return [...folders].filter(
    (folder) => ![...folders].some((other) => other !== folder && isBelow(other, folder))
  );
}
function folderOf(path) {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

// src/commands/check-from-disk.ts
async function readChange(request) {
  const { directory, folders, files, base, format, dialect } = request;
  const { root, inGit, start } = await placeOf(request);
  const asked = (files ?? []).map((file) => toPath(root, resolve(directory, file)));
  const named = files === null ? null : readNamed(root, directory, files);
  if (named !== null && folders === null && base === null) return loneFiles(root, named, asked, request);
  if (base !== null && !inGit)
    throw new UserError(`--base needs a git repository, and ${directory} is in none.`);
  const asPaths = folders?.map((folder) => toPath(root, resolve(directory, folder))) ?? null;
  const repository = await listingOf({ root, inGit, start }, asPaths ?? []);
  const paths = asPaths === null ? await onlyFolder(root, repository) : [...new Set(asPaths)];
  const chosen = await withFormats(paths, format, repository);
  const checked = requireSupportedDialect(dialect, chosen);
  const beside = (request.foldersBeside ?? []).filter((folder) => existsSync(join(root, folder)));
  const scope = { folders: [...paths, ...beside], files: request.besides };
  const onDisk = await readScope(root, scope);
  const mergeBase = base === null ? null : await readMergeBase(root, base, scope);
  const baseRef = mergeBase?.commit ?? null;
  if (baseRef !== null && base !== null && (folders === null || format === null || dialect === void 0)) {
    const before = await listingAt(root, baseRef);
    if (folders === null) await requireSameFolders(paths, before, base);
    if (format === null) await requireSameFormats(chosen, before, base);
    if (dialect === void 0) await requireSameDialects(chosen, before, base);
  }
  if (named === null) {
    const changeSet2 = { base: mergeBase?.files ?? null, head: onDisk, baseRef };
    return { folders: chosen, dialect: checked, changeSet: changeSet2, lone: false, named: asked, root };
  }
  const around = mergeBase?.files ?? new Map([...onDisk].filter(([path]) => !named.has(path)));
  const changeSet = { base: around, head: new Map([...around, ...named]), baseRef };
  return { folders: chosen, dialect: checked, changeSet, lone: false, named: asked, root };
}
async function loneFiles(root, named, asked, { format, dialect, besides }) {
  const text = async (path) => new TextDecoder().decode(named.get(path));
  const paths = [...named.keys()];
  const folders = await withFormats(foldersAround(paths), format, listing(paths, text));
  const checked = requireSupportedDialect(dialect, folders);
  const around = besides.map((path) => [path, readBytes(join(root, path))]);
  return {
    folders,
    dialect: checked,
    changeSet: { base: null, head: new Map([...around, ...named]), baseRef: null },
    lone: true,
    named: asked,
    root
  };
}
async function readScope(root, scope) {
  const contents = await Promise.all(scope.folders.map((folder) => readFolder(root, join(root, folder))));
  const files = new Map(contents.flatMap((content) => [...content]));
  if (![...files.keys()].some(isSql))
    throw new UserError(
      `There is no .sql file in ${scope.folders.join(", ")}. Give --dir the folder of your migrations.`
    );
  for (const path of scope.files) if (!files.has(path)) files.set(path, readBytes(join(root, path)));
  return files;
}
function readNamed(root, directory, files) {
  const named = /* @__PURE__ */ new Map();
  for (const file of files) {
    const path = resolve(directory, file);
    named.set(toPath(root, path), readBytes(path));
    const down = path.replace(/(\.up)?\.sql$/i, ".down.sql");
    if (/\.down\.sql$/i.test(path)) continue;
    if (existsSync(down)) named.set(toPath(root, down), readBytes(down));
  }
  return named;
}
async function onlyFolder(root, repository) {
  const found = await findFolders(repository);
  if (found.length === 1) return found;
  const advice = "Say which one with --dir.";
  if (found.length === 0)
    throw new UserError(`No folder of SQL migrations was found below ${root}. ${advice}`);
  const seen = await lookAt(found, repository);
  const lines = seen.map(
    ({ path, layout, dialect: { dialect } }) => `  ${shown(path)} (${layoutName(layout)}, ${dialect ?? "dialect unknown"})`
  );
  throw new UserError(["Several folders look like migrations:", ...lines, advice].join("\n"));
}

export {
  readChange
};
