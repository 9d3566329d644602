import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  isDate
} from "./chunk-C77DWL4K.js";
import {
  readYaml,
  ruleName
} from "./chunk-BN32I45N.js";
import {
  describeIssue
} from "./chunk-O2I6HDI3.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/config/accepted.ts
var acceptedPath = ".migration-gate/accepted.yml";
var entry = external_exports.strictObject({
  migration: external_exports.string().min(1).describe("Id of the migration, as the report names it."),
  digest: external_exports.string().regex(/^sha256:[0-9a-f]{64}$/, "expected `sha256:` and 64 hex digits").describe("Digest of the migration. It binds the acceptance to this very text, up and down."),
  rule: ruleName.describe("The rule whose finding is accepted."),
  reason: external_exports.string().regex(/\S/, "expected a reason").describe("Why. It is shown in every report."),
  until: external_exports.string().refine(isDate, "expected a date such as 2030-01-31").meta({ format: "date" }).optional().describe("The last day on which it counts."),
  line: external_exports.int().min(1).optional().describe("Accepts only what is found on this line.")
});
var acceptedSchema = external_exports.array(entry);
function readAccepted(text, path) {
  const yaml = readYaml(text, path);
  if (yaml.value === null || yaml.value === void 0) return [];
  if (!Array.isArray(yaml.value))
    throw new UserError(`${path}: expected a list of entries, each \`- migration: <id>\` and its other keys.`);
  return yaml.value.map((value, place) => entryOf(yaml, value, place));
}
function entryOf(yaml, value, place) {
  const at = yaml.lineOf([place]) ?? 1;
  const parsed = entry.safeParse(value);
  const faults = (parsed.error?.issues ?? []).filter(({ path }) => path[0] !== "digest").flatMap((issue) => describeIssue(entry, issue, value, "an accepted danger")).map(({ path, message }) => ({ line: yaml.lineOf([place, ...path]) ?? at, message }));
  const rest = entry.omit({ migration: true, digest: true }).strip().safeParse(value);
  return {
    at,
    migration: textAt(value, "migration"),
    digest: textAt(value, "digest"),
    accepts: faults.length === 0 && rest.success ? rest.data : null,
    faults
  };
}
function textAt(value, key) {
  const text = value?.[key];
  return typeof text === "string" && text !== "" ? text : null;
}

export {
  acceptedPath,
  acceptedSchema,
  readAccepted
};
