import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  listingOf,
  placeOf,
  toPath
} from "./chunk-CIHYDIMP.js";
import {
  readMigrations
} from "./chunk-GVUU3IVM.js";
import "./chunk-RCWTU44L.js";
import {
  findFolders,
  isForTests
} from "./chunk-63PDAJ2B.js";
import {
  readFolder
} from "./chunk-XXY3I5X6.js";
import {
  layoutName,
  lookAt
} from "./chunk-BKNLFYTM.js";
import "./chunk-NLXL7WHC.js";
import {
  dialectNames
} from "./chunk-TQ4DWPR5.js";
import "./chunk-LCXQTN2M.js";
import {
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";

// src/commands/detect.ts
import { join, resolve } from "node:path";
async function detect({ directory, folders }) {
  const place = await placeOf({ directory, folders, files: null });
  const named = folders?.map((folder) => toPath(place.root, resolve(directory, folder))) ?? null;
  const repository = await listingOf(place, named ?? []);
  const seen = await lookAt(named ?? await findFolders(repository), repository);
  return {
    format: "migration-gate/detect@1",
    folders: await Promise.all(seen.map((folder) => described(place.root, folder)))
  };
}
async function described(root, seen) {
  const { path, layout, dialect } = seen;
  const { migrations, problem } = await count(root, seen);
  const reasons = [
    ...reasonsOf(seen),
    saidOf(dialect),
    isForTests(path) ? "its path is that of tests or examples" : null,
    problem
  ].filter((reason) => reason !== null);
  return {
    path,
    layout: layoutName(layout),
    dialect: dialect.dialect,
    migrations,
    why: reasons.join("; ")
  };
}
function saidOf({ dialect, why }) {
  if (dialect !== null) return `${dialect}: ${why}`;
  return why === "" ? null : `may hold ${why}`;
}
function reasonsOf({ layout }) {
  switch (layout.kind) {
    case "read":
      return [layout.why];
    case "unsupported":
      return [layout.why, "not read yet"];
    case "ambiguous":
      return [`may be ${layout.candidates.map(({ name, why }) => `${name} (${why})`).join(" or ")}`];
  }
}
async function count(root, { path, layout }) {
  const files = await readFolder(root, join(root, path));
  const byName = [...files.keys()].filter((file) => isSql(file) && !/(?:^|[./])down\.sql$/i.test(file)).length;
  if (layout.kind !== "read") return { migrations: byName, problem: null };
  try {
    const { migrations } = readMigrations([{ path, format: layout.format }], files, dialectNames[0]);
    return { migrations: migrations.length, problem: null };
  } catch (error) {
    if (error instanceof UserError) return { migrations: byName, problem: error.message };
    throw error;
  }
}
export {
  detect
};
