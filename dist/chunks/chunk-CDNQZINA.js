import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  findFolders
} from "./chunk-NPXAVYFX.js";
import {
  layoutName,
  lookAt,
  shown
} from "./chunk-TUWZG35Z.js";
import {
  isBelow,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/same-layout.ts
async function requireSameFormats(folders, base, baseRef) {
  const old = folders.filter(({ path }) => base.paths.some((file) => isSql(file) && isBelow(path, file)));
  const seen = await lookAt(
    old.map(({ path }) => path),
    base
  );
  for (const [place, { path, format }] of old.entries()) {
    const { layout } = seen[place];
    if (layoutName(layout) === format) continue;
    throw new UserError(
      `${shown(path)} looks like ${layoutName(layout)} on ${baseRef} and like ${format} with this change. A change does not decide how it is read: say the format with \`format-name\`.`
    );
  }
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
  requireSameFolders
};
