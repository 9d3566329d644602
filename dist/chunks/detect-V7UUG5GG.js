import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readSettings
} from "./chunk-UQOCC7NX.js";
import {
  oneOf,
  parseOptions,
  plainFormats,
  put,
  refuseOthers,
  wantsColor
} from "./chunk-HFA6EPB7.js";
import {
  usage
} from "./chunk-7ZDQSHNX.js";
import "./chunk-FRBTFSE7.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/detect.ts
async function runDetect(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, ["dir", "config", "output-format", "output", "no-color"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const [{ detect }, { renderDetection, renderDetectionJson }, { foldersOf }] = await Promise.all([
    import("./detect-WJYL3GK6.js"),
    import("./detection-SXCVCJTY.js"),
    import("./load-RFWX3XVG.js")
  ]);
  const directory = process.cwd();
  const config = await readSettings(directory, values);
  const detection = await detect({ directory, folders: values.dir ?? foldersOf(config.dir) });
  await put(
    values.output,
    outputFormat === "json" ? renderDetectionJson(detection) : renderDetection(detection, { color: wantsColor(values) })
  );
  return 0;
}
export {
  runDetect
};
