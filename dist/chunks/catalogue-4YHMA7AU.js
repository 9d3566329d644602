import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
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
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/command-line/catalogue.ts
async function runRules(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, ["dialect", "output-format", "output", "no-color"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const [{ listRules }, { renderCatalogue, renderCatalogueJson }, { dialectNames }] = await Promise.all([
    import("./rules-DUVUXCIB.js"),
    import("./catalogue-COURZXJS.js"),
    import("./registry-J3GTJL4J.js")
  ]);
  const catalogue = listRules(
    values.dialect === void 0 ? null : oneOf("--dialect", values.dialect, dialectNames)
  );
  const color = wantsColor(values);
  await put(
    values.output,
    outputFormat === "json" ? renderCatalogueJson(catalogue) : renderCatalogue(catalogue, { color })
  );
  return 0;
}
async function runExplain(args) {
  const { values, positionals } = parseOptions(args, { words: true });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, ["output-format", "output", "no-color"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", plainFormats);
  const [name, ...others] = positionals;
  if (name === void 0 || others.length > 0)
    throw new UserError(
      "explain wants one rule: migration-gate explain <rule>. All of them: migration-gate rules"
    );
  const [{ explain }, { renderCatalogueJson }, { renderExplanation }] = await Promise.all([
    import("./explain-4C3F5ETH.js"),
    import("./catalogue-COURZXJS.js"),
    import("./explanation-26W3XJPT.js")
  ]);
  const rules = explain(name);
  const color = wantsColor(values);
  await put(
    values.output,
    outputFormat === "json" ? renderCatalogueJson(rules) : renderExplanation(rules, { color })
  );
  return 0;
}
export {
  runExplain,
  runRules
};
