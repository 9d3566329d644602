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
import {
  ownAcceptance,
  ownCache,
  readText
} from "./chunk-UQOCC7NX.js";
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

// src/command-line/apply.ts
async function runApply(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, [...deployOptions, "environment", "plan-digest", "dry-run", "to", "snapshot"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const directory = process.cwd();
  const url = requireUrl(values);
  const [{ apply }, { renderDeploy, renderDeployJson }, checkout, rehearsed] = await Promise.all([
    import("./apply-YJKLLFWP.js"),
    import("./deploy-BGXDZ6LJ.js"),
    readDeploy(directory, values),
    values.snapshot === void 0 ? null : readText(directory, values.snapshot)
  ]);
  const report = await apply(
    {
      ...checkout,
      url,
      run: ownRun("apply", values),
      requireReviewed: null,
      rehearsal: async () => rehearsed === null ? null : rehearsedOn(rehearsed, checkout.dialect),
      dryRun: values["dry-run"] === true,
      to: values.to ?? null,
      acceptance: await ownAcceptance(directory),
      ...await ownCache(),
      now: thisMoment()
    },
    tell
  );
  await put(values.output, outputFormat === "json" ? renderDeployJson(report) : renderDeploy(report));
  return exitCode(report);
}
async function rehearsedOn({ path, text }, dialect) {
  const { readSnapshot } = await import("./snapshot-PO3YGLMA.js");
  const snapshot = await readSnapshot(text, path, dialect);
  return { name: snapshot.environment ?? path, snapshot };
}
export {
  runApply
};
