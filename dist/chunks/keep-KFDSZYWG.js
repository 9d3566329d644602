import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  keep,
  placeFor,
  ready
} from "./chunk-4EWRAEIA.js";
import "./chunk-LOZBFUQN.js";
import "./chunk-D4OF7B23.js";
import "./chunk-TZTCJSZO.js";
import "./chunk-3KAQEIT3.js";
import "./chunk-QZCUVXC7.js";
import {
  ApiError
} from "./chunk-J7AXUF7P.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-FY5KUYHL.js";
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

// src/github/deploy/keep.ts
async function keepDeployed(request, deployed) {
  const { report, config } = deployed;
  const { snapshot } = report;
  if (snapshot === null) return deployed;
  const noted = (note) => ({ ...deployed, report: { ...report, notes: [...report.notes, note] } });
  const [first] = config.apply.order;
  if (config.snapshot === void 0)
    return noted("no snapshot was kept: the configuration does not say where (`snapshot`)");
  if (first !== void 0 && report.environment !== first)
    return noted(`no snapshot was kept: checks come upon the one of ${first}`);
  const { open, repository, environment } = request;
  try {
    const place = await placeFor(await open(), repository, config);
    const { workspace, temp } = environment;
    const kept = await keep({ open, repository, workspace, temp }, place, await ready(snapshot, config));
    return noted(`snapshot of ${report.environment}: ${kept.name}, ${kept.stored.kind}`);
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof ApiError)) throw error;
    const message = `${report.message} Its snapshot could not be kept: ${error.message}`;
    return {
      ...deployed,
      report: { ...report, outcome: "failed", failureReason: "snapshot-failed", message }
    };
  }
}
export {
  keepDeployed
};
