import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/command-line/settings.ts
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
async function readSettings(directory, values) {
  const [{ defaultConfigPath, mergeInputs, readConfig }, { repositoryRoot }] = await Promise.all([
    import("./load-RFWX3XVG.js"),
    import("./git-4QVUMECI.js")
  ]);
  const root = await repositoryRoot(directory) ?? directory;
  const path = values.config ?? join(root, defaultConfigPath);
  const text = await readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT" && values.config === void 0) return "";
    throw new UserError(`${path} cannot be read: ${error.message}`, { cause: error });
  });
  const inline = {
    dialect: values.dialect,
    "format-name": values["format-name"],
    "server-version": values["server-version"],
    shadow: values.shadow,
    "fail-on": values["fail-on"]
  };
  return mergeInputs(readConfig(text, path), inline, (key) => `--${key}`);
}
async function readText(directory, path) {
  const text = await readFile(resolve(directory, path), "utf8").catch((cause) => {
    throw new UserError(`${path} cannot be read: ${cause.message}`, { cause });
  });
  return { path, text };
}
async function ownSnapshot(root, { snapshot: place }) {
  if (place?.branch === void 0) return {};
  const [{ readOfBranch }, { snapshotName }] = await Promise.all([
    import("./git-4QVUMECI.js"),
    import("./snapshot-place-PJNN3QUL.js")
  ]);
  const { branch, file } = place;
  const bytes = await readOfBranch(root, branch, file);
  if (bytes !== null)
    return { snapshot: { path: snapshotName(place), text: new TextDecoder().decode(bytes) } };
  const reason = `git knows neither ${file} of origin/${branch} nor of ${branch} here`;
  return { unusableSnapshot: { kind: "absent", reason } };
}
async function ownAcceptance(directory) {
  const [{ acceptedPath, readAccepted }, { repositoryRoot }] = await Promise.all([
    import("./accepted-R65RRII2.js"),
    import("./git-4QVUMECI.js")
  ]);
  const root = await repositoryRoot(directory) ?? directory;
  const text = await readFile(join(root, acceptedPath), "utf8").catch((cause) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return null;
    throw new UserError(`${acceptedPath} cannot be read: ${cause.message}`, { cause });
  });
  const file = text === null ? null : { path: acceptedPath, entries: readAccepted(text, acceptedPath) };
  return { today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10), fork: false, file };
}
async function ownCache() {
  if (import.meta.url.endsWith(".ts")) return {};
  const [{ cacheFolder }, { cacheHome }, { inBackground }] = await Promise.all([
    import("./cache-folder-SHHACH5W.js"),
    import("./cache-home-TPT6KHUA.js"),
    import("./base-store-4HNWYU6O.js")
  ]);
  const folder = cacheHome({ platform: process.platform, variables: process.env, home: homedir() });
  return folder === null ? {} : { baseStore: inBackground(cacheFolder(folder)) };
}

export {
  readSettings,
  readText,
  ownSnapshot,
  ownAcceptance,
  ownCache
};
