import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  deployOptions,
  ownRun,
  readDeploy
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
import {
  Stopped,
  unsafeReasons
} from "./chunk-MWRBQAB6.js";
import {
  usage
} from "./chunk-7ZDQSHNX.js";
import "./chunk-FRBTFSE7.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/status.ts
async function runStatus(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, deployOptions);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const url = requireUrl(values);
  const [{ status }, { renderStatus, renderStatusJson }, checkout] = await Promise.all([
    import("./status-TFYDVVHR.js"),
    import("./status-5TWFH7IS.js"),
    readDeploy(process.cwd(), values)
  ]);
  try {
    const states = await status({ ...checkout, url, run: ownRun("status", values) });
    await put(values.output, outputFormat === "json" ? renderStatusJson(states) : renderStatus(states));
    return 0;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    process.stderr.write(`migration-gate: ${error.reason}: ${error.message}
`);
    return unsafeReasons.includes(error.reason) ? 2 : 1;
  }
}
export {
  runStatus
};
