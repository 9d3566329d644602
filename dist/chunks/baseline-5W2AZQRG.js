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
import "./chunk-ZEN2BLOB.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/baseline.ts
async function runBaseline(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, [...deployOptions, "environment", "dry-run", "to"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const url = requireUrl(values);
  const [{ baseline }, { renderDeploy, renderDeployJson }, checkout] = await Promise.all([
    import("./baseline-KB22ASD5.js"),
    import("./deploy-BGXDZ6LJ.js"),
    readDeploy(process.cwd(), values)
  ]);
  const report = await baseline(
    {
      ...checkout,
      url,
      run: ownRun("baseline", values),
      to: values.to ?? null,
      dryRun: values["dry-run"] === true,
      now: thisMoment()
    },
    tell
  );
  await put(values.output, outputFormat === "json" ? renderDeployJson(report) : renderDeploy(report));
  return exitCode(report);
}
export {
  runBaseline
};
