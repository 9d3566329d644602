import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  detectFolders
} from "./chunk-6GZ33IBC.js";
import "./chunk-NTKZ5N42.js";
import {
  listFiles,
  readMergeBase,
  repositoryRoot
} from "./chunk-ELJ5BEZL.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/commands/check-from-disk.ts
import { dirname, join as join2, relative as relative2, resolve, sep as sep2 } from "node:path";

// src/repository/folder.ts
import { lstat, readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
var skipped = /* @__PURE__ */ new Set(["node_modules", ".git"]);
async function readFolder(root, folder) {
  const files = /* @__PURE__ */ new Map();
  const stats = await lstat(folder).catch(() => null);
  if (stats?.isDirectory() !== true)
    throw new UserError(`${folder} is not a folder. Give --dir a folder of migrations.`);
  for (const path of await listSql(folder))
    files.set(relative(root, path).split(sep).join("/"), await readSql(path));
  return files;
}
async function readSql(path) {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UserError(`${path} cannot be read: ${cause.message}`, { cause });
  }
}
async function listSql(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listSql(path);
      return entry.isFile() && entry.name.toLowerCase().endsWith(".sql") ? [path] : [];
    })
  );
  return found.flat().sort();
}

// src/commands/check-from-disk.ts
function startOf(directory, folders, files) {
  const [folder] = folders ?? [];
  const [file] = files ?? [];
  if (folder !== void 0) return resolve(directory, folder);
  return file === void 0 ? directory : dirname(resolve(directory, file));
}
async function readChange({ directory, folders, files, base }) {
  const start = startOf(directory, folders, files);
  const gitRoot = await repositoryRoot(start).catch(() => null);
  const root = gitRoot ?? (isBelow(directory, start) ? directory : folders === null ? start : dirname(start));
  const asked = (files ?? []).map((file) => toPath(root, resolve(directory, file)));
  const named = files === null ? null : await readNamed(root, directory, files);
  if (named !== null && folders === null && base === null) {
    return {
      folders: ["."],
      changeSet: { base: null, head: named, baseRef: null },
      lone: true,
      named: [...asked]
    };
  }
  if (base !== null && gitRoot === null)
    throw new UserError(`--base needs a git repository, and ${directory} is in none.`);
  const chosen = folders === null ? await detect(root, gitRoot !== null) : [...new Set(folders.map((folder) => toPath(root, resolve(directory, folder))))];
  const onDisk = await readFolders(root, chosen);
  const mergeBase = base === null ? null : await readMergeBase(root, base);
  if (named === null) {
    const changeSet2 = { base: mergeBase?.files ?? null, head: onDisk, baseRef: mergeBase?.commit ?? null };
    return { folders: chosen, changeSet: changeSet2, lone: false, named: [...asked] };
  }
  const around = mergeBase?.files ?? new Map([...onDisk].filter(([path]) => !named.has(path)));
  const changeSet = { base: around, head: new Map([...around, ...named]), baseRef: mergeBase?.commit ?? null };
  return { folders: chosen, changeSet, lone: false, named: [...asked] };
}
async function readFolders(root, folders) {
  const contents = await Promise.all(folders.map((folder) => readFolder(root, join2(root, folder))));
  const files = new Map(contents.flatMap((content) => [...content]));
  if (files.size > 0) return files;
  throw new UserError(
    `There is no .sql file in ${folders.join(", ")}. Give --dir the folder of your migrations.`
  );
}
async function readNamed(root, directory, files) {
  const named = /* @__PURE__ */ new Map();
  for (const file of files) {
    const path = resolve(directory, file);
    named.set(toPath(root, path), await readSql(path));
    const down = path.replace(/(\.up)?\.sql$/i, ".down.sql");
    if (/\.down\.sql$/i.test(path)) continue;
    const content = await readSql(down).catch(() => null);
    if (content !== null) named.set(toPath(root, down), content);
  }
  return named;
}
async function detect(root, inGit) {
  const paths = inGit ? await listFiles(root) : [...(await readFolder(root, root)).keys()];
  const found = detectFolders(paths);
  if (found.length === 1) return found;
  const advice = "Say which one with --dir.";
  if (found.length > 1)
    throw new UserError(`Several folders look like migrations: ${found.join(", ")}. ${advice}`);
  throw new UserError(`No folder named migrations (or migrate) holds .sql files below ${root}. ${advice}`);
}
function isBelow(directory, path) {
  return !relative2(directory, path).startsWith("..");
}
function toPath(root, path) {
  const from = relative2(root, path).split(sep2).join("/");
  return from === "" ? "." : from;
}
export {
  readChange
};
