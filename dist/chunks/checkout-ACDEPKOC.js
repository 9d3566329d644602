import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readChange
} from "./chunk-L365JKPS.js";
import "./chunk-CIHYDIMP.js";
import "./chunk-RCWTU44L.js";
import "./chunk-2EDZLZW7.js";
import "./chunk-63PDAJ2B.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-BKNLFYTM.js";
import {
  filesBeside,
  foldersBeside,
  foldersOf
} from "./chunk-FY5KUYHL.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/commands/checkout.ts
async function checkoutBeside(directory, config, folders = void 0) {
  try {
    return await readCheckout(directory, { ...config, snapshot: void 0 }, folders);
  } catch (error) {
    if (error instanceof UserError && folders === void 0) return null;
    throw error;
  }
}
async function readCheckout(directory, config, folders = void 0) {
  const read = await readChange({
    directory,
    folders: folders ?? foldersOf(config.dir),
    format: config["format-name"] ?? null,
    dialect: config.dialect,
    files: null,
    base: null,
    besides: filesBeside(config),
    foldersBeside: foldersBeside(config)
  });
  return { folders: read.folders, dialect: read.dialect, files: read.changeSet.head, config };
}
export {
  checkoutBeside,
  readCheckout
};
