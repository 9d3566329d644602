import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownAcceptance,
  ownCache,
  ownSnapshot,
  readSettings,
  readText
} from "./chunk-UQOCC7NX.js";
import {
  oneOf,
  parseOptions,
  put,
  render,
  reviewFormats,
  showProgress,
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

// src/command-line/check.ts
import { join } from "node:path";
async function runCheck(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", reviewFormats);
  const { request, root, named } = await readRequest(process.cwd(), values);
  const progress = outputFormat === "text" && process.stderr.isTTY ? showProgress : void 0;
  const review = values.fix === true ? await checkAndFix(request, root, progress) : await checkOnly(request, progress);
  progress?.("", 1);
  requireReviewed(named, review);
  const folders = request.folders.map(({ path }) => path);
  await put(values.output, await render(outputFormat, review, folders, wantsColor(values)));
  return review.verdict === "pass" ? 0 : 1;
}
async function readRequest(directory, values) {
  const [{ readChange }, { filesBeside, foldersBeside, foldersOf, shadowOf }] = await Promise.all([
    import("./check-from-disk-MNLJCASS.js"),
    import("./load-RFWX3XVG.js")
  ]);
  const snapshot = values.snapshot === void 0 ? void 0 : await readText(directory, values.snapshot);
  const settings = await readSettings(directory, values);
  const config = snapshot === void 0 ? settings : { ...settings, snapshot: void 0 };
  const { root, named, folders, dialect, changeSet, lone } = await readChange({
    directory,
    folders: values.dir === void 0 ? foldersOf(config.dir) : values.dir,
    format: config["format-name"] ?? null,
    dialect: config.dialect,
    files: values.files ?? null,
    base: values.base ?? null,
    besides: filesBeside(config),
    foldersBeside: foldersBeside(config)
  });
  const snapshots = snapshot === void 0 ? await ownSnapshot(root, config) : { snapshot };
  const request = {
    folders,
    dialect,
    changeSet,
    config,
    shadow: lone ? { kind: "none" } : shadowOf(config.shadow),
    ...snapshots,
    ...await ownCache(),
    acceptance: await ownAcceptance(directory),
    now: (/* @__PURE__ */ new Date()).toISOString()
  };
  return { request, root, named };
}
async function checkOnly(request, progress) {
  const { check } = await import("./check-4ZZRVVG2.js");
  return check(request, progress);
}
async function checkAndFix(request, root, progress) {
  const { fix } = await import("./fix-5KB3MHKD.js");
  const fixed = await fix(request, progress);
  const { writeFiles } = await import("./write-files-WDQ5YKMU.js");
  writeFiles(root, fixed.files, new Set(request.changeSet.head.keys()));
  progress?.("", 1);
  process.stderr.write(`migration-gate: ${told(fixed, root)}
`);
  return fixed.review;
}
function told({ fixed, files }, root) {
  if (files.size === 0) return "nothing was fixed: what is found takes somebody to think.";
  const paths = [...files].map(
    ([path, text]) => `  ${text === null ? "removed" : "wrote"} ${JSON.stringify(join(root, path))}`
  );
  return [`fixed ${fixed.length} ${fixed.length === 1 ? "finding" : "findings"}:`, ...paths].join("\n");
}
function requireReviewed(named, review) {
  const seen = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]));
  const missed = named.find((path) => !seen.has(path));
  if (missed === void 0) return;
  throw new UserError(
    `${missed} was not reviewed: it is no migration of its own, or it stands unchanged in the base. Name a migration (.sql) that the change adds.`
  );
}
export {
  runCheck
};
