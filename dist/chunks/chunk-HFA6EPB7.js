import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  acceptPage,
  homepage,
  rulePage,
  version
} from "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/command-line/options.ts
import { parseArgs } from "node:util";
function parseOptions(args, { words } = { words: false }) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: words,
      options: {
        dir: { type: "string", multiple: true },
        files: { type: "string", multiple: true },
        base: { type: "string" },
        shadow: { type: "string" },
        "fail-on": { type: "string" },
        dialect: { type: "string" },
        "format-name": { type: "string" },
        fix: { type: "boolean" },
        "server-version": { type: "string" },
        snapshot: { type: "string" },
        url: { type: "string" },
        environment: { type: "string" },
        redact: { type: "boolean" },
        "plan-digest": { type: "string" },
        "dry-run": { type: "boolean" },
        to: { type: "string" },
        steps: { type: "string" },
        "accept-loss": { type: "string", multiple: true },
        all: { type: "boolean" },
        "mark-applied": { type: "string", multiple: true },
        "mark-not-applied": { type: "string", multiple: true },
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
function requireUrl({ url }) {
  const found = url ?? process.env.DATABASE_URL;
  if (found !== void 0 && found !== "") return found;
  throw new UserError("Which database? Say --url, or set DATABASE_URL.");
}
function refuseOthers(values, known) {
  const other = Object.keys(values).find((option) => !known.includes(option));
  if (other !== void 0)
    throw new UserError(`--${other} is no option of this command. See migration-gate --help.`);
}
function wantsColor(values) {
  return values.output === void 0 && values["no-color"] !== true && process.stdout.isTTY === true && !process.env.NO_COLOR;
}
function oneOf(option, value, allowed) {
  const found = allowed.find((one) => one === value);
  if (found !== void 0) return found;
  throw new UserError(`${option} is "${value}". Allowed: ${allowed.join(", ")}.`);
}

// src/command-line/output.ts
import { writeFile } from "node:fs/promises";
var reviewFormats = ["text", "json", "markdown", "sarif", "html"];
var plainFormats = ["text", "json"];
async function put(output, text) {
  if (output === void 0) process.stdout.write(text);
  else await writeFile(output, text).catch((cause) => refuseOutput(output, cause));
}
function refuseOutput(path, cause) {
  throw new UserError(`${path} cannot be written: ${cause.message}`, { cause });
}
async function render(format, review, folders, color) {
  const context = {
    commit: null,
    runUrl: null,
    fileUrl: () => null,
    ruleUrl: rulePage,
    acceptUrl: acceptPage,
    folders,
    now: (/* @__PURE__ */ new Date()).toISOString()
  };
  switch (format) {
    case "json":
      return (await import("./json-AVD2WKAS.js")).renderJson(review);
    case "text":
      return (await import("./text-KTAHT3Z2.js")).renderText(review, { color, now: context.now });
    case "markdown": {
      const { renderMarkdown } = await import("./markdown-UOZNLU3B.js");
      return `${renderMarkdown(review, context)}
`;
    }
    case "html": {
      const { renderHtml } = await import("./html-TO6IF4AZ.js");
      return renderHtml(review, context);
    }
    case "sarif": {
      const [{ renderSarif }, { rules }] = await Promise.all([
        import("./sarif-GDIR5CPV.js"),
        import("./registry-SCOQ45K4.js")
      ]);
      return renderSarif(review, { version: version(), homepage, rules, ruleUrl: rulePage });
    }
  }
}
function showProgress(step, fraction) {
  const percent = step === "" ? "" : `${Math.round(fraction * 100)} %  `;
  process.stderr.write(`\r\x1B[K${percent}${step}`);
}

export {
  parseOptions,
  requireUrl,
  refuseOthers,
  wantsColor,
  oneOf,
  reviewFormats,
  plainFormats,
  put,
  render,
  showProgress
};
