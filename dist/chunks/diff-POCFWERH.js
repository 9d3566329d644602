import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownPassword
} from "./chunk-57GGHFE7.js";
import "./chunk-LOZBFUQN.js";
import {
  readSettings,
  readText
} from "./chunk-UQOCC7NX.js";
import {
  oneOf,
  parseOptions,
  plainFormats,
  put,
  refuseOthers
} from "./chunk-HFA6EPB7.js";
import "./chunk-RCWTU44L.js";
import "./chunk-3KAQEIT3.js";
import {
  usage
} from "./chunk-7ZDQSHNX.js";
import "./chunk-FY5KUYHL.js";
import "./chunk-NLXL7WHC.js";
import {
  dialectOfUrl
} from "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/diff.ts
import { statSync } from "node:fs";
import { resolve } from "node:path";
async function runDiff(args) {
  const { values, positionals } = parseOptions(args, { words: true });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, ["dialect", "format-name", "config", "output-format", "output", "no-color"]);
  const [first, second, ...more] = positionals;
  if (first === void 0 || second === void 0 || more.length > 0)
    throw new UserError(
      "diff takes two of: a snapshot file, the URL of a database, a folder of migrations. Such as: migration-gate diff snapshot.json db/migrations"
    );
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const directory = process.cwd();
  const [{ diff }, { renderDiff, renderDiffJson }, config, from, to] = await Promise.all([
    import("./diff-OSD5J2RV.js"),
    import("./diff-PUURY7EO.js"),
    readSettings(directory, values),
    sideOf(directory, first),
    sideOf(directory, second)
  ]);
  const isConnecting = [from, to].some(({ kind }) => kind === "url");
  const password = isConnecting ? await ownPassword(directory, config.apply.password, values) : {};
  const found = await diff({ from, to, directory, config, ...password, takenAt: (/* @__PURE__ */ new Date()).toISOString() });
  await put(
    values.output,
    outputFormat === "json" ? renderDiffJson(found) : renderDiff(found, from.name, to.name)
  );
  return found.verdict === "equal" ? 0 : 1;
}
async function sideOf(directory, word) {
  if (dialectOfUrl(word) !== null) return { kind: "url", url: word, name: withoutPassword(word) };
  const stat = statSync(resolve(directory, word), { throwIfNoEntry: false });
  if (stat === void 0) throw new UserError(`${word} is no file, no folder and no URL of a database.`);
  if (stat.isDirectory()) return { kind: "folder", path: word, name: word };
  return { kind: "snapshot", file: await readText(directory, word), name: word };
}
function withoutPassword(url) {
  return url.replace(/^(\w+:\/\/)[^/]*@/, "$1");
}
export {
  runDiff
};
