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
import { join } from "node:path";
import { parseArgs } from "node:util";
var usage = `migration-gate: reviews SQL migrations by running them.

Usage: migration-gate <command> [options]

Commands
  check    review migrations: locks, rewrites, scans, schema changes, the way back

Options of check
  --dir <folder>            migration folder; repeatable; detected where there is one
  --base <git ref>          review what was added or changed since; without it, all
  --files <file>            review these files; repeatable
  --shadow <where>          embedded (default), none, or the URL of a local server
  --fail-on <severity>      error (default), warning, never
  --dialect <name>          postgres
  --format-name <name>      plain
  --config <file>           default: .migration-gate.yml at the root
  --output-format <format>  text (default), json, markdown
  --output <file>           write there instead of to the terminal
  --no-color                plain text

Exit codes: 0 pass \xB7 1 blocked \xB7 2 the command, the configuration or a file must be changed \xB7 3 a fault of ours
`;
var commands = ["check"];
var outputFormats = ["text", "json", "markdown"];
async function main(args) {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`migration-gate: ${error.message}
`);
      return 2;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(
      `migration-gate: a fault of ours. Please report it with these lines:
https://github.com/migration-gate/migration-gate/issues

${stack}
`
    );
    return 3;
  }
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
  if (command !== "check") throw new UserError(`Unknown command "${command}". Known: ${commands.join(", ")}.`);
  return runCheck(rest);
}
async function runCheck(args) {
  const { values } = parseOptions(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const outputFormat = oneOf("--output-format", values["output-format"] ?? "text", outputFormats);
  const [{ check }, { readChange }, { foldersOf, shadowOf }] = await Promise.all([
    import("./check-4J7AYZCH.js"),
    import("./check-from-disk-7VORFAR6.js"),
    import("./load-W6C6LTUT.js")
  ]);
  const directory = process.cwd();
  const config = await readSettings(directory, values);
  const configured = values.dir === void 0 ? foldersOf(config.dir) : values.dir;
  const change = await readChange({
    directory,
    folders: configured,
    files: values.files ?? null,
    base: values.base ?? null
  });
  const request = {
    folders: change.folders,
    changeSet: change.changeSet,
    config,
    shadow: change.lone ? { kind: "none" } : shadowOf(config.shadow)
  };
  const toTerminal = values.output === void 0;
  const progress = outputFormat === "text" && process.stderr.isTTY ? showProgress : void 0;
  const review = await check(request, progress);
  progress?.("", 1);
  requireReviewed(change.named, review);
  const color = toTerminal && values["no-color"] !== true && process.stdout.isTTY && !process.env.NO_COLOR;
  const text = await render(outputFormat, review, change.folders, color === true);
  if (values.output === void 0) process.stdout.write(text);
  else await writeFile(values.output, text).catch((cause) => refuseOutput(values.output, cause));
  return review.verdict === "pass" ? 0 : 1;
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
    import("./load-W6C6LTUT.js"),
    import("./git-JONUN2KM.js")
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
    shadow: values.shadow,
    "fail-on": values["fail-on"]
  };
  return mergeInputs(readConfig(text, path), inline, (key) => `--${key}`);
}
async function render(format, review, folders, color) {
  switch (format) {
    case "json":
      return (await import("./json-4Q2YEERA.js")).renderJson(review);
    case "text":
      return (await import("./text-2RAPVD4H.js")).renderText(review, { color });
    case "markdown": {
      const { renderMarkdown } = await import("./markdown-6W6LF6ZX.js");
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
