import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownPassword
} from "./chunk-PSMZJBZ4.js";
import "./chunk-LOZBFUQN.js";
import {
  thisMoment
} from "./chunk-BK5KJ2SB.js";
import {
  readSettings
} from "./chunk-VBVWBSWU.js";
import {
  parseOptions,
  put,
  refuseOthers,
  requireUrl
} from "./chunk-4C5QVDIG.js";
import "./chunk-RCWTU44L.js";
import "./chunk-3KAQEIT3.js";
import "./chunk-MWRBQAB6.js";
import {
  usage
} from "./chunk-7ZDQSHNX.js";
import "./chunk-ZMB752M6.js";
import "./chunk-42GQBZKQ.js";
import "./chunk-A7JCXUGW.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-FRBTFSE7.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/snapshot.ts
async function runSnapshot(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, [
    ...["url", "environment", "redact", "output"],
    ...["dir", "dialect", "format-name", "config", "no-color"]
  ]);
  const [{ checkoutBeside }, { limitsOf, takeSnapshot }, { recordDrift }, { renderSnapshot }] = await Promise.all([
    import("./checkout-WYUSDET6.js"),
    import("./snapshot-VGN2WL6R.js"),
    import("./record-drift-5RAGXHYQ.js"),
    import("./snapshot-34USE3FP.js")
  ]);
  const settings = await readSettings(process.cwd(), values);
  const url = requireUrl(values);
  const checkout = await checkoutBeside(process.cwd(), settings, values.dir);
  const taken = await takeSnapshot({
    url,
    environment: values.environment ?? null,
    redact: values.redact === true,
    takenAt: thisMoment(),
    limits: limitsOf(settings),
    ...await ownPassword(process.cwd(), settings.apply.password, values)
  });
  const snapshot = checkout === null ? taken : await recordDrift(taken, checkout);
  await put(values.output, renderSnapshot(snapshot));
  if (values.output !== void 0) process.stderr.write(`migration-gate: ${told(snapshot, values.output)}
`);
  return 0;
}
function told({ schema, drift, unread = [], serverVersion }, path) {
  const objects = `${schema?.objects.length ?? 0} objects of version ${serverVersion}${toldDrift(drift)}`;
  const missing = unread.map(({ object, reason }) => `
  not in it: ${object}: ${reason}`).join("");
  return `wrote ${JSON.stringify(path)}: ${objects}${missing}`;
}
function toldDrift(drift) {
  if (drift === void 0) return "";
  const { length } = drift.changes;
  if (length === 0) return ", as its migrations build it";
  return `, ${length} ${length === 1 ? "difference" : "differences"} from what its migrations build`;
}
export {
  runSnapshot
};
