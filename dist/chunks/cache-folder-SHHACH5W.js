import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import "./chunk-OFTNAEHV.js";

// src/repository/cache-folder.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
var entryName = /^[0-9a-f]{64}\.base(?:\.[0-9a-f-]{36})?$/;
function cacheFolder(folder, limit = 256 * 1024 * 1024) {
  return {
    async find(keys) {
      try {
        if (!await isPrivate(folder)) return null;
        const names = new Set(await readdir(folder));
        const key = keys.find((key2) => names.has(fileOf(key2)));
        if (key === void 0) return null;
        const path = join(folder, fileOf(key));
        const state = await readFile(path);
        await utimes(path, /* @__PURE__ */ new Date(), /* @__PURE__ */ new Date()).catch(() => {
        });
        return { key, state };
      } catch {
        return null;
      }
    },
    async keep(key, state) {
      if (state.length > limit) return;
      const path = join(folder, fileOf(key));
      const beside = `${path}.${randomUUID()}`;
      try {
        await mkdir(folder, { recursive: true, mode: 448 });
        if (!await isPrivate(folder)) return;
        await writeFile(beside, state, { mode: 384, flag: "wx" });
        await rename(beside, path);
        await sweep(folder, limit);
      } catch {
        await rm(beside, { force: true }).catch(() => {
        });
      }
    }
  };
}
function fileOf(key) {
  return `${key}.base`;
}
async function isPrivate(folder) {
  const { uid, mode } = await stat(folder);
  if (process.getuid === void 0) return true;
  return uid === process.getuid() && (mode & 18) === 0;
}
async function sweep(folder, limit) {
  const names = (await readdir(folder)).filter((name) => entryName.test(name));
  const files = await Promise.all(names.map((name) => factsOf(join(folder, name))));
  const newestFirst = files.filter((file) => file !== null).sort((one, other) => other.usedAt - one.usedAt);
  let total = 0;
  for (const { path, bytes } of newestFirst) {
    total += bytes;
    if (total > limit) await rm(path, { force: true });
  }
}
async function factsOf(path) {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, bytes: size, usedAt: mtimeMs };
  } catch {
    return null;
  }
}
export {
  cacheFolder
};
