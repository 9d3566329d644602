import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownPassword
} from "./chunk-57GGHFE7.js";
import "./chunk-LOZBFUQN.js";
import {
  thisMoment
} from "./chunk-K5VQTCUE.js";
import {
  readSettings
} from "./chunk-UQOCC7NX.js";
import {
  parseOptions,
  put,
  refuseOthers,
  requireUrl
} from "./chunk-HFA6EPB7.js";
import "./chunk-RCWTU44L.js";
import "./chunk-3KAQEIT3.js";
import "./chunk-MWRBQAB6.js";
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
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import {
  count
} from "./chunk-K3Z3EK6Q.js";
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
    import("./checkout-ACDEPKOC.js"),
    import("./snapshot-ESXSF45A.js"),
    import("./record-drift-EGB6JROO.js"),
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
  const { verdict, changes } = drift;
  switch (verdict) {
    case "equal":
      return ", as its migrations build it";
    case "equal-except-order":
      return ", as its migrations build it but for the order of columns";
    case "different":
      return `, ${count(changes.length, "difference")} from what its migrations build`;
  }
}
export {
  runSnapshot
};
