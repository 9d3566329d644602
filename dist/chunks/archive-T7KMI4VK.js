import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownPassword
} from "./chunk-57GGHFE7.js";
import "./chunk-LOZBFUQN.js";
import {
  ownRun,
  tell
} from "./chunk-K5VQTCUE.js";
import {
  readSettings
} from "./chunk-UQOCC7NX.js";
import {
  oneOf,
  parseOptions,
  plainFormats,
  put,
  refuseOthers,
  requireUrl
} from "./chunk-HFA6EPB7.js";
import "./chunk-RCWTU44L.js";
import "./chunk-3KAQEIT3.js";
import {
  Stopped,
  unsafeReasons
} from "./chunk-MWRBQAB6.js";
import {
  usage
} from "./chunk-7ZDQSHNX.js";
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
import "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/archive.ts
var known = ["url", "config", "output-format", "output", "no-color"];
async function runArchive(args) {
  const { values, positionals } = parseOptions(args, { words: true });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const [what = "", ...ids] = positionals;
  const verb = oneOf("The word behind archive", what, ["list", "purge"]);
  refuseOthers(values, verb === "purge" ? [...known, "all", "environment"] : known);
  if (verb === "list" && ids.length > 0)
    throw new UserError("archive list takes no names: it lists all there is.");
  const format = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const text = await (verb === "list" ? list(values, format) : purge(values, ids, format)).catch(stopped);
  if (typeof text === "number") return text;
  await put(values.output, text);
  return 0;
}
async function list(values, format) {
  const [{ archiveList }, { renderArchive, renderArchiveJson }] = await Promise.all([
    import("./archive-LGRQZ3KA.js"),
    import("./archive-JJKROVGW.js")
  ]);
  const config = await readSettings(process.cwd(), values);
  const objects = await archiveList({
    url: requireUrl(values),
    run: ownRun("archive", values),
    ...await ownPassword(process.cwd(), config.apply.password, values)
  });
  return format === "json" ? renderArchiveJson(objects) : renderArchive(objects);
}
async function purge(values, ids, format) {
  const which = chosen(values, ids);
  const url = requireUrl(values);
  const [{ archivePurge }, { renderPurged, renderPurgedJson }, config] = await Promise.all([
    import("./archive-LGRQZ3KA.js"),
    import("./archive-JJKROVGW.js"),
    readSettings(process.cwd(), values)
  ]);
  const run = ownRun("archive", values);
  const password = await ownPassword(process.cwd(), config.apply.password, values);
  const request = { url, run, which, waiting: config.apply.waiting, ...password };
  const done = await archivePurge(request, tell);
  return format === "json" ? renderPurgedJson(done) : renderPurged(done);
}
function chosen({ all }, ids) {
  if (all === true && ids.length > 0) throw new UserError("Say --all, or which, not both.");
  return all === true ? "all" : ids.length > 0 ? new Set(ids) : "expired";
}
function stopped(error) {
  if (!(error instanceof Stopped)) throw error;
  tell(`${error.reason}: ${error.message}`);
  return unsafeReasons.includes(error.reason) ? 2 : 1;
}
export {
  runArchive
};
