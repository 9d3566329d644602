import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readSettings
} from "./chunk-UQOCC7NX.js";
import {
  unsafeReasons
} from "./chunk-MWRBQAB6.js";
import {
  visible
} from "./chunk-ZD5JZTLD.js";

// src/command-line/deploy.ts
import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
var deployOptions = [
  "url",
  "dir",
  "dialect",
  "format-name",
  "config",
  "output-format",
  "output",
  "no-color"
];
async function readDeploy(directory, values) {
  const [config, { readCheckout }, { ownPassword }] = await Promise.all([
    readSettings(directory, values),
    import("./checkout-ACDEPKOC.js"),
    import("./password-GCIRTX4V.js")
  ]);
  const checkout = await readCheckout(directory, config, values.dir);
  return { ...checkout, ...await ownPassword(directory, config.apply.password, values) };
}
function ownRun(command, values) {
  return {
    id: randomBytes(16).toString("hex"),
    command,
    actor: userName(),
    commit: null,
    environment: values.environment ?? null,
    planDigest: values["plan-digest"] ?? null
  };
}
function userName() {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
function thisMoment() {
  return (/* @__PURE__ */ new Date()).toISOString().replace(/\.\d+Z$/, "Z");
}
function tell(line) {
  process.stderr.write(`migration-gate: ${visible(line)}
`);
}
function exitCode({ failureReason }) {
  if (failureReason === null) return 0;
  return unsafeReasons.includes(failureReason) ? 2 : 1;
}

export {
  deployOptions,
  readDeploy,
  ownRun,
  thisMoment,
  tell,
  exitCode
};
