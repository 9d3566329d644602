import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  findFolders
} from "./chunk-63PDAJ2B.js";
import {
  layoutName,
  lookAt,
  shown
} from "./chunk-BKNLFYTM.js";
import {
  dialectNames
} from "./chunk-TQ4DWPR5.js";
import {
  isBelow,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/same-layout.ts
async function requireSameFormats(folders, base, baseRef) {
  for (const [{ path, format }, { layout }] of await lookBack(folders, base)) {
    if (layoutName(layout) === format) continue;
    throw new UserError(
      `${shown(path)} looks like ${layoutName(layout)} on ${baseRef} and like ${format} with this change. A change does not decide how it is read: say the format with \`format-name\`.`
    );
  }
}
async function requireSameDialects(folders, base, baseRef) {
  for (const [{ path, dialect }, before] of await lookBack(folders, base)) {
    const [old, now] = [readAs(before.dialect), readAs(dialect)];
    if (old === now) continue;
    throw new UserError(
      `${shown(path)} looks like ${old} on ${baseRef} and like ${now} with this change. A change does not decide whose SQL it is: say the dialect with \`dialect\`.`
    );
  }
}
function readAs({ dialect, why }) {
  return dialect ?? (why === "" ? dialectNames[0] : "SQL of no certain dialect");
}
async function lookBack(folders, base) {
  const old = folders.filter(({ path }) => base.paths.some((file) => isSql(file) && isBelow(path, file)));
  const seen = await lookAt(
    old.map(({ path }) => path),
    base
  );
  return old.map((folder, place) => [folder, seen[place]]);
}
async function requireSameFolders(folders, base, baseRef) {
  const before = await findFolders(base);
  if (before.length === 0 || folders.every((folder) => before.includes(folder))) return;
  throw new UserError(
    `The migrations look to be in ${before.map(shown).join(", ")} on ${baseRef} and in ${folders.map(shown).join(", ")} with this change. A change does not decide where they are: say which folder with --dir.`
  );
}

export {
  requireSameFormats,
  requireSameDialects,
  requireSameFolders
};
