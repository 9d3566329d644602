import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  deployOptions,
  exitCode,
  ownRun,
  readDeploy,
  tell,
  thisMoment
} from "./chunk-K5VQTCUE.js";
import "./chunk-UQOCC7NX.js";
import {
  oneOf,
  parseOptions,
  plainFormats,
  put,
  refuseOthers,
  requireUrl
} from "./chunk-HFA6EPB7.js";
import "./chunk-MWRBQAB6.js";
import {
  usage
} from "./chunk-7ZDQSHNX.js";
import "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/rollback.ts
async function runRollback(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, [
    ...deployOptions,
    "environment",
    "plan-digest",
    "dry-run",
    "to",
    "steps",
    "accept-loss"
  ]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const reach = reachOf(values);
  const url = requireUrl(values);
  const [{ rollback }, { renderDeploy, renderDeployJson }, checkout] = await Promise.all([
    import("./rollback-BB4IYT4Y.js"),
    import("./deploy-BGXDZ6LJ.js"),
    readDeploy(process.cwd(), values)
  ]);
  const report = await rollback(
    {
      ...checkout,
      url,
      run: ownRun("rollback", values),
      reach,
      acceptedLosses: new Set(values["accept-loss"] ?? []),
      dryRun: values["dry-run"] === true,
      now: thisMoment()
    },
    tell
  );
  await put(values.output, outputFormat === "json" ? renderDeployJson(report) : renderDeploy(report));
  return exitCode(report);
}
function reachOf({ steps, to }) {
  if (steps !== void 0 && to !== void 0) throw new UserError("Say --steps or --to, not both.");
  if (to !== void 0) return { to };
  if (steps === void 0)
    throw new UserError("How far? Say --steps 1, or --to with the last migration that stays.");
  if (!/^[1-9]\d{0,5}$/.test(steps))
    throw new UserError(`--steps is "${steps}". Expected a number from 1 on.`);
  return { steps: Number(steps) };
}
export {
  runRollback
};
