import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readSettings
} from "./chunk-LP3T3XWX.js";
import {
  parseOptions,
  put,
  refuseOthers,
  requireUrl
} from "./chunk-FX7OPKGB.js";
import {
  usage
} from "./chunk-YK7XHRYX.js";
import "./chunk-FRBTFSE7.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/snapshot.ts
async function runSnapshot(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, ["url", "environment", "redact", "config", "output", "no-color"]);
  const [{ limitsOf, takeSnapshot }, { renderSnapshot }] = await Promise.all([
    import("./snapshot-MHCP5PX4.js"),
    import("./snapshot-34USE3FP.js")
  ]);
  const settings = await readSettings(process.cwd(), values);
  const snapshot = await takeSnapshot({
    url: requireUrl(values),
    environment: values.environment ?? null,
    redact: values.redact === true,
    takenAt: (/* @__PURE__ */ new Date()).toISOString().replace(/\.\d+Z$/, "Z"),
    limits: limitsOf(settings)
  });
  await put(values.output, renderSnapshot(snapshot));
  if (values.output !== void 0) process.stderr.write(`migration-gate: ${told(snapshot, values.output)}
`);
  return 0;
}
function told({ schema, unread = [], serverVersion }, path) {
  const objects = `${schema?.objects.length ?? 0} objects of version ${serverVersion}`;
  const missing = unread.map(({ object, reason }) => `
  not in it: ${object}: ${reason}`).join("");
  return `wrote ${JSON.stringify(path)}: ${objects}${missing}`;
}
export {
  runSnapshot
};
