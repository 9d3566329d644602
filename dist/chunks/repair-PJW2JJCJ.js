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

// src/command-line/repair.ts
async function runRepair(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, [...deployOptions, "environment", "mark-applied", "mark-not-applied"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const markApplied = values["mark-applied"] ?? [];
  const markNotApplied = values["mark-not-applied"] ?? [];
  if (markApplied.length + markNotApplied.length === 0)
    throw new UserError("What is true? Say --mark-applied or --mark-not-applied with the id of a migration.");
  const url = requireUrl(values);
  const [{ repair }, { renderDeploy, renderDeployJson }, checkout] = await Promise.all([
    import("./repair-W5UEEZS3.js"),
    import("./deploy-BGXDZ6LJ.js"),
    readDeploy(process.cwd(), values)
  ]);
  const run = ownRun("repair", values);
  const report = await repair({ ...checkout, url, run, markApplied, markNotApplied, now: thisMoment() }, tell);
  await put(values.output, outputFormat === "json" ? renderDeployJson(report) : renderDeploy(report));
  return exitCode(report);
}
export {
  runRepair
};
