import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/config/snapshot-place.ts
var file = external_exports.string().refine(isInside, "expected a file inside the repository, from its root").transform((path) => steps(path).join("/"));
function isInside(path) {
  return !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes("..") && steps(path).length > 0;
}
function steps(path) {
  return path.split(/[/\\]/).filter((step) => step !== "" && step !== ".");
}
var branch = external_exports.string().regex(
  /^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9_./+-]*(?<![./])$/,
  'expected the name of a branch, such as "migration-gate/snapshots"'
);
var place = external_exports.strictObject({
  file: file.describe("The file, from the root of the repository or of that branch."),
  branch: branch.optional().describe("The branch that the action writes, one commit each; without it the base branch has the file."),
  publish: external_exports.boolean().default(false).describe("Whether the branch may be written where everybody can read the repository."),
  redact: external_exports.boolean().default(false).describe("Whether the literals in function bodies and defaults are left out."),
  writers: external_exports.array(external_exports.string().min(1)).min(1).default(["github-actions[bot]"]).describe("Whose commits on the branch are believed: logins of bots.")
});
var snapshotPlaceSchema = external_exports.union([file.transform((path) => place.parse({ file: path })), place]);
function snapshotName(place2) {
  if (place2 === void 0) return "";
  return place2.branch === void 0 ? place2.file : `${place2.branch}:${place2.file}`;
}

export {
  file,
  snapshotPlaceSchema,
  snapshotName
};
