import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/main.ts
import { readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
var usage = `migration-gate: reviews SQL migrations by running them.

Usage: migration-gate <command> [options]

Commands
  check    review migrations: locks, rewrites, scans, schema changes, the way back
  detect   say which migration folders there are, in which layout and dialect, and why

Options of check
  --dir <folder>            migration folder; repeatable; detected where there is only one
  --base <git ref>          review what was added or changed since; without it, all
  --files <file>            review these files; repeatable
  --shadow <where>          embedded (default), none, or the URL of a local server
  --fail-on <severity>      error (default), warning, never
  --dialect <name>          postgres or sqlite; detected, and another one refused
  --server-version <v>      the oldest SQLite that the migrations must run on, such as 3.45
  --format-name <name>      plain, golang-migrate, goose, dbmate, prisma, drizzle, diesel, sqlx; detected
  --config <file>           default: .migration-gate.yml at the root
  --output-format <format>  text (default), json, markdown
  --output <file>           write there instead of to the terminal
  --no-color                plain text

Options of detect
  --dir <folder>            look at this folder; repeatable; without it, at the whole repository
  --output-format <format>  text (default), json
  --config, --output, --no-color  as above

Exit codes: 0 pass, or done \xB7 1 blocked \xB7 2 the command, the configuration or a file must be changed \xB7 3 a fault of ours
`;
var commands = ["check", "detect"];
var outputFormats = ["text", "json", "markdown"];
var detectionFormats = ["text", "json"];
async function main(args) {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`migration-gate: ${await harmless(error.message)}
`);
      return 2;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(
      `migration-gate: a fault of ours. Please report it with these lines:
https://github.com/migration-gate/migration-gate/issues

${await harmless(stack ?? "")}
`
    );
    return 3;
  }
}
async function harmless(message) {
  const { visible } = await import("./plain-text-TI3CLQDE.js");
  return visible(message).replace(/\n(?=\s*::)/g, " ").replaceAll("##[", "## [");
}
async function run(args) {
  const [command, ...rest] = args;
  if (command === void 0 || command === "--help" || command === "-h" || command === "help") {
    process.stdout.write(usage);
    return 0;
  }
  if (command === "--version") {
    process.stdout.write(`${await version()}
`);
    return 0;
  }
  switch (oneOfCommands(command)) {
    case "check":
      return runCheck(rest);
    case "detect":
      return runDetect(rest);
  }
}
function oneOfCommands(command) {
  const known = commands.find((known2) => known2 === command);
  if (known !== void 0) return known;
  throw new UserError(`Unknown command "${command}". Known: ${commands.join(", ")}.`);
}
async function runDetect(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  refuseOthers(values, ["dir", "config", "output-format", "output", "no-color"]);
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", detectionFormats);
  const [{ detect }, { renderDetection, renderDetectionJson }, { foldersOf }] = await Promise.all([
    import("./detect-CQK6S6R6.js"),
    import("./detection-45V44MER.js"),
    import("./load-WNKNISSM.js")
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
function refuseOthers(values, known) {
  const other = Object.keys(values).find((option) => !known.includes(option));
  if (other !== void 0)
    throw new UserError(`--${other} is no option of this command. See migration-gate --help.`);
}
function wantsColor(values) {
  return values.output === void 0 && values["no-color"] !== true && process.stdout.isTTY === true && !process.env.NO_COLOR;
}
async function put(output, text) {
  if (output === void 0) process.stdout.write(text);
  else await writeFile(output, text).catch((cause) => refuseOutput(output, cause));
}
async function runCheck(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", outputFormats);
  const [{ check }, { readChange }, { foldersOf, shadowOf }] = await Promise.all([
    import("./check-3JHHCJ3R.js"),
    import("./check-from-disk-WQL3E5H7.js"),
    import("./load-WNKNISSM.js")
  ]);
  const directory = process.cwd();
  const config = await readSettings(directory, values);
  const configured = values.dir === void 0 ? foldersOf(config.dir) : values.dir;
  const change = await readChange({
    directory,
    folders: configured,
    format: config["format-name"] ?? null,
    dialect: config.dialect,
    files: values.files ?? null,
    base: values.base ?? null,
    besides: [...config.setup, ...config.baseline]
  });
  const request = {
    folders: change.folders,
    dialect: change.dialect,
    changeSet: change.changeSet,
    config,
    shadow: change.lone ? { kind: "none" } : shadowOf(config.shadow),
    ...await ownCache()
  };
  const progress = outputFormat === "text" && process.stderr.isTTY ? showProgress : void 0;
  const review = await check(request, progress);
  progress?.("", 1);
  requireReviewed(change.named, review);
  const text = await render(
    outputFormat,
    review,
    change.folders.map(({ path }) => path),
    wantsColor(values)
  );
  await put(values.output, text);
  return review.verdict === "pass" ? 0 : 1;
}
async function ownCache() {
  if (import.meta.url.endsWith(".ts")) return {};
  const [{ cacheFolder }, { cacheHome }, { inBackground }] = await Promise.all([
    import("./cache-folder-SHHACH5W.js"),
    import("./cache-home-TPT6KHUA.js"),
    import("./base-store-4HNWYU6O.js")
  ]);
  const folder = cacheHome({ platform: process.platform, variables: process.env, home: homedir() });
  return folder === null ? {} : { baseStore: inBackground(cacheFolder(folder)) };
}
function requireReviewed(named, review) {
  const seen = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]));
  const missed = named.find((path) => !seen.has(path));
  if (missed === void 0) return;
  throw new UserError(
    `${missed} was not reviewed: it is no migration of its own, or it stands unchanged in the base. Name a migration (.sql) that the change adds.`
  );
}
function parseOptions(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        dir: { type: "string", multiple: true },
        files: { type: "string", multiple: true },
        base: { type: "string" },
        shadow: { type: "string" },
        "fail-on": { type: "string" },
        dialect: { type: "string" },
        "format-name": { type: "string" },
        "server-version": { type: "string" },
        config: { type: "string" },
        "output-format": { type: "string" },
        output: { type: "string" },
        "no-color": { type: "boolean" },
        help: { type: "boolean", short: "h" }
      }
    });
  } catch (cause) {
    throw new UserError(`${cause.message} See migration-gate --help.`, { cause });
  }
}
async function readSettings(directory, values) {
  const [{ defaultConfigPath, mergeInputs, readConfig }, { repositoryRoot }] = await Promise.all([
    import("./load-WNKNISSM.js"),
    import("./git-GQJ4ETQS.js")
  ]);
  const root = await repositoryRoot(directory) ?? directory;
  const path = values.config ?? join(root, defaultConfigPath);
  const text = await readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT" && values.config === void 0) return "";
    throw new UserError(`${path} cannot be read: ${error.message}`, { cause: error });
  });
  const inline = {
    dialect: values.dialect,
    "format-name": values["format-name"],
    "server-version": values["server-version"],
    shadow: values.shadow,
    "fail-on": values["fail-on"]
  };
  return mergeInputs(readConfig(text, path), inline, (key) => `--${key}`);
}
async function render(format, review, folders, color) {
  switch (format) {
    case "json":
      return (await import("./json-SEEKIUC3.js")).renderJson(review);
    case "text":
      return (await import("./text-IM3WLYCP.js")).renderText(review, { color });
    case "markdown": {
      const { renderMarkdown } = await import("./markdown-FIQTAFWQ.js");
      return `${renderMarkdown(review, { commit: null, runUrl: null, fileUrl: () => null, ruleUrl, folders })}
`;
    }
  }
}
function ruleUrl(rule) {
  return `https://github.com/migration-gate/migration-gate/blob/v1/docs/rules/${rule}.md`;
}
function showProgress(step, fraction) {
  const percent = step === "" ? "" : `${Math.round(fraction * 100)} %  `;
  process.stderr.write(`\r\x1B[K${percent}${step}`);
}
function oneOf(option, value, allowed) {
  const found = allowed.find((one) => one === value);
  if (found !== void 0) return found;
  throw new UserError(`${option} is "${value}". Allowed: ${allowed.join(", ")}.`);
}
function refuseOutput(path, cause) {
  throw new UserError(`${path} cannot be written: ${cause.message}`, { cause });
}
async function version() {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return JSON.parse(manifest).version;
}
export {
  main
};
