import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/github/reviewed/record-text.ts
var name = "migration-gate/reviewed";
var short = /^[A-Za-z0-9_-]{43}$/;
var perLine = 3;
var mostLines = 11;
function recordContext(branch, { gate, line }) {
  return `${name} (${branch}${gate === "" ? "" : `, ${gate}`})${line === 1 ? "" : ` ${line}`}`;
}
function placeOf(branch, context) {
  const start = `${name} (${branch}`;
  if (!context.startsWith(start)) return null;
  const rest = context.slice(start.length).match(/^(?:, (?<gate>[0-9a-f]{12}))?\)(?: (?<line>[1-9]\d?))?$/);
  return rest === null ? null : { gate: rest.groups?.gate ?? "", line: Number(rest.groups?.line ?? 1) };
}
function recordLines(plan, branch, gate) {
  const [first = "", ...others] = plan.migrations.map(shortened);
  const main = `${plan.digest} ${plan.migrations.length} ${first}`.trimEnd();
  const more = Array.from(
    { length: Math.ceil(others.length / perLine) },
    (_, index) => others.slice(index * perLine, (index + 1) * perLine).join(" ")
  );
  const fitting = more.length < mostLines ? more : [];
  return [
    ...fitting.map((description, index) => ({
      context: recordContext(branch, { gate, line: index + 2 }),
      description
    })),
    { context: recordContext(branch, { gate, line: 1 }), description: main }
  ];
}
function readRecord(lines) {
  const main = lines.get(1)?.match(/^(?<digest>sha256:[0-9a-f]{64}) (?<count>\d{1,6})(?: (?<first>\S+))?$/);
  if (main?.groups === void 0 || main === null) return null;
  const { digest = "", count = "", first } = main.groups;
  const others = Array.from({ length: mostLines }, (_, index) => lines.get(index + 2) ?? "");
  const parts = [...first === void 0 ? [] : [first], ...others.flatMap((line) => line.split(" "))];
  const own = parts.filter((part) => part !== "").slice(0, Number(count));
  return {
    digest,
    count: Number(count),
    migrations: own.every((part) => short.test(part)) ? own.map(lengthened) : []
  };
}
function shortened(digest) {
  return Buffer.from(digest.replace(/^sha256:/, ""), "hex").toString("base64url");
}
function lengthened(part) {
  return `sha256:${Buffer.from(part, "base64url").toString("hex")}`;
}

// src/github/reviewed/statuses.ts
var status = external_exports.object({
  context: external_exports.string(),
  state: external_exports.string(),
  description: external_exports.string().nullish(),
  // Null for an account that is gone.
  creator: external_exports.object({ login: external_exports.string() }).nullish()
});
async function readStatuses({ github, repository }, commit) {
  const parsed = external_exports.array(status).safeParse(await github.list(`${repository}/commits/${commit}/statuses`));
  if (parsed.success) return parsed.data;
  throw new UserError(
    `GitHub's answer about the statuses of ${commit} cannot be read:
${external_exports.prettifyError(parsed.error)}`
  );
}
function recordsAmong(statuses, branch, writers) {
  const ours = statuses.flatMap((each) => {
    const place = placeOf(branch, each.context);
    return place === null ? [] : [{ ...each, ...place, login: each.creator?.login ?? "somebody who is gone" }];
  });
  const byGate = Map.groupBy(ours, ({ gate }) => gate);
  return new Map(
    [...byGate].map(([gate, written]) => {
      const believed = written.filter(({ login }) => writers.includes(login));
      const main = believed.find(({ line }) => line === 1);
      const lines = new Map(believed.toReversed().map((each) => [each.line, each.description ?? ""]));
      const stranger = main === void 0 ? written[0]?.login ?? "" : null;
      return [gate, { state: main?.state ?? "none", lines, stranger }];
    })
  );
}

export {
  recordContext,
  placeOf,
  recordLines,
  readRecord,
  readStatuses,
  recordsAmong
};
