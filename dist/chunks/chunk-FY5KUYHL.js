import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formats
} from "./chunk-NLXL7WHC.js";
import {
  dialectNames
} from "./chunk-TQ4DWPR5.js";
import {
  file,
  snapshotPlaceSchema
} from "./chunk-PWRGAOC4.js";
import {
  readYaml,
  ruleName,
  rulesSchema
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
import {
  presets
} from "./chunk-ZUS5H5UN.js";

// src/config/password.ts
var name = external_exports.string().regex(/^[A-Za-z_][A-Za-z0-9_]*\*?$/, 'expected the name of a variable, such as "AWS_REGION" or "AWS_*"');
var passedOn = ["PATH", "HOME", "TMPDIR", "LANG", "AWS_*", "GOOGLE_*", "CLOUDSDK_*", "AZURE_*"];
var passwordSchema = external_exports.union([
  external_exports.strictObject({
    "from-variable": name.describe("The variable of the environment that holds it at each new connection.")
  }),
  external_exports.strictObject({
    "from-command": external_exports.array(external_exports.string().min(1)).min(1).describe("A program and its arguments, without a shell; it prints the password."),
    environment: external_exports.array(name).default([...passedOn]).describe("The variables that it gets, by name, or by how they begin: `AWS_*`. No others."),
    timeout: external_exports.int().min(1).max(6e5).default(3e4).describe("Longest run of it, in ms.")
  })
]);

// src/config/apply.ts
var time = external_exports.int().min(0);
var keptFor = external_exports.strictObject({
  days: external_exports.int().min(1).max(3650).default(30).describe("How long it is kept, in days."),
  "copied-rows": external_exports.int().min(0).default(1e6).describe("Of larger tables no column is kept: its values are copied under the lock of the drop.")
});
var applySchema = external_exports.strictObject({
  "lock-timeout": time.default(3e3).describe("Longest wait for a lock inside a transaction, in ms; then it is tried again."),
  "statement-timeout": time.default(9e5).describe("Longest run of one statement inside a transaction, in ms; 0 for none."),
  "concurrent-lock-timeout": time.default(18e5).describe(
    "Longest wait for a lock of what cannot run in a transaction, such as CREATE INDEX CONCURRENTLY, in ms: it waits for every older transaction."
  ),
  "concurrent-statement-timeout": time.default(0).describe("Longest run of one statement that cannot run in a transaction, in ms; 0 for none."),
  retries: external_exports.int().min(0).max(100).default(10).describe("Further tries where a lock, a deadlock or another transaction was in the way."),
  wait: time.default(6e4).describe("Longest wait for another deploy that holds the lock, in ms."),
  order: external_exports.array(external_exports.string().min(1)).default(["staging", "production"]).describe(
    "Environments in the order in which they are deployed: each refuses what the one before has not run."
  ),
  unreviewed: external_exports.enum(["refuse", "allow"]).default("refuse").describe(
    "What becomes of migrations that came into the branch through no pull request: the check on the push counts alone, or they are refused."
  ),
  "keep-data": external_exports.union([external_exports.boolean().transform((on) => on ? keptFor.parse({}) : null), keptFor]).default(null).describe(
    "Whether dropped tables and columns are set aside first, so that the way back brings their rows again: `true`, or for how long."
  ),
  password: passwordSchema.optional().describe(
    "Where the password of the target comes from, such as a token of IAM: asked anew at each connection."
  ),
  redact: external_exports.boolean().optional().describe(
    "Whether literals are hidden in what is told of an apply; as `snapshot: redact` unless said."
  ),
  takeover: external_exports.int().min(15e3).default(3e4).describe("How long a deploy may do nothing at all before another one ends its session, in ms.")
}).transform((apply) => ({
  retries: apply.retries,
  order: apply.order,
  unreviewed: apply.unreviewed,
  keepData: apply["keep-data"],
  password: apply.password,
  redact: apply.redact,
  waiting: { longest: apply.wait, idle: apply.takeover },
  timeouts: {
    lock: apply["lock-timeout"],
    statement: apply["statement-timeout"],
    concurrentLock: apply["concurrent-lock-timeout"],
    concurrentStatement: apply["concurrent-statement-timeout"]
  }
}));

// src/model/policy.ts
var namedKinds = [
  "table",
  "column",
  "index",
  "constraint",
  "view",
  "function",
  "sequence",
  "trigger",
  "type",
  "schema"
];

// src/config/policy.ts
var pattern = external_exports.string().refine(isPattern, "expected a regular expression");
function isPattern(text) {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
var name2 = external_exports.string().min(1);
var policySchema = external_exports.strictObject({
  "protected-tables": external_exports.array(name2).optional().describe("Tables that no migration touches; `*` stands for any letters."),
  naming: external_exports.strictObject(
    Object.fromEntries(
      namedKinds.map((kind) => [
        kind,
        pattern.optional().describe(`What the name of a new ${kind} looks like.`)
      ])
    )
  ).optional().describe("What the whole name of each new object must look like, by its kind: regular expressions."),
  "required-columns": external_exports.array(name2).optional().describe("Columns that every new table has."),
  "forbidden-types": external_exports.array(name2).optional().describe("Types that no new column has, as the database spells them, without length."),
  "drop-marker": pattern.optional().describe(
    "What the name of a table or column must have in it before it may be dropped: a regular expression."
  ),
  "foreign-keys": external_exports.enum(["allowed", "forbidden"]).optional().describe("Whether foreign keys may be made."),
  "qualified-names": external_exports.boolean().optional().describe("Whether names of tables must bear their schema.")
});

// src/config/config.ts
var formatNames = formats.map(({ name: name3 }) => name3);
var presetNames = Object.keys(presets);
var files = external_exports.union([external_exports.string().transform((path) => [path]), external_exports.array(external_exports.string())]);
var value = external_exports.union([external_exports.string(), external_exports.number(), external_exports.boolean()]).transform(String).refine((text) => !/[\r\n]/.test(text), "a value must not contain a line break");
var bytes = external_exports.int().min(64 * 1024 * 1024);
var milliseconds = external_exports.int().min(1);
var configSchema = external_exports.strictObject({
  dir: external_exports.union([external_exports.string(), external_exports.array(external_exports.string()).min(1)]).optional().describe("Migration folders, from the root of the repository."),
  dialect: external_exports.enum(dialectNames).optional().describe("Whose SQL it is; detected where it is left out."),
  "format-name": external_exports.enum(formatNames).optional().describe("The format of the migration folders; detected where it is left out."),
  "fail-on": external_exports.enum(["error", "warning", "never"]).default("error").describe("The least finding that blocks."),
  unverifiable: external_exports.enum(["block", "acknowledge"]).default("block").describe("What becomes of what could not be verified: it blocks, or it is shown and somebody reads it."),
  rules: rulesSchema.prefault({}).describe("How severe the findings of single rules are; `off` turns a rule off."),
  "rule-presets": external_exports.array(external_exports.enum(["style", "policy"])).default([]).describe("Rules of taste and of policy, which speak only where they are asked for."),
  acceptance: external_exports.strictObject({
    forbidden: external_exports.array(ruleName).default([]).describe("Rules whose findings nobody can accept."),
    inline: external_exports.boolean().default(true).describe(
      "Whether comments in a migration may accept; else `.migration-gate/accepted.yml` alone does."
    ),
    "in-forks": external_exports.enum(["warnings", "nothing"]).default("warnings").describe("What pull requests from forks may accept: findings that are no errors, or nothing.")
  }).prefault({}).describe("Which dangers may be accepted, and how."),
  "record-writers": external_exports.array(external_exports.string().min(1)).min(1).default(["github-actions[bot]"]).describe("Whose records of a review are believed when it is applied: logins, of bots as `name[bot]`."),
  policy: policySchema.prefault({}).describe("What the team asks of its own migrations; each key turns on its rule."),
  shadow: external_exports.string().default("embedded").describe("Where migrations are tried out: `embedded` or `none`; an address only as an input."),
  comment: external_exports.enum(["update", "off"]).default("update").describe("Whether the pull request gets a comment, kept up to date."),
  suggestions: external_exports.enum(["on", "off"]).default("on").describe(
    "Whether fixes are offered between the lines of the pull request, to be taken over with one click."
  ),
  cache: external_exports.enum(["on", "off"]).default("on").describe("Whether the state of the base is kept from one check to the next."),
  baseline: files.default([]).describe(
    "SQL files that stand before the first migration: a schema dump, where the folder does not start from nothing."
  ),
  setup: files.default([]).describe(
    "SQL files that make what the platform supplies: roles, schemas, functions. Run before all else."
  ),
  preset: external_exports.enum(presetNames).optional().describe("A platform that supplies part of the schema."),
  queries: external_exports.union([file.transform((path) => [path]), external_exports.array(file)]).default([]).describe(
    "SQL files, or folders of them, with the queries of the application: each is prepared before and after a change, and none is run."
  ),
  variables: external_exports.record(external_exports.string().min(1), value).default({}).describe("Values for the placeholders in migrations."),
  snapshot: snapshotPlaceSchema.optional().describe(
    "A snapshot of the database on which the migrations will run, as a file of the base branch or on a branch of its own."
  ),
  "snapshot-max-age": external_exports.string().regex(/^\d+\s*[hdw]$/, 'expected hours, days or weeks, such as "48h", "7d" or "2w"').default("7d").describe("How old the snapshot may be before a check says so: `48h`, `7d`, `2w`."),
  drift: external_exports.enum(["warn", "block", "off"]).default("warn").describe("What becomes of a target that is not as the migrations build it; `off` does not compare."),
  "small-table": external_exports.strictObject({
    rows: external_exports.int().min(0).default(1e4).describe("Rows, as the server estimates them."),
    bytes: external_exports.int().min(0).default(1e7).describe("Bytes on disk, with indexes.")
  }).prefault({}).describe("What a table must stay under for its locks, scans and rewrites to be notices: both."),
  "server-version": external_exports.string('expected a version in quotes, such as "3.40": without them it would be 3.4').regex(/^\d+(?:\.\d+){0,3}$/, 'expected a version such as "3.45"').optional().describe("The oldest version of the database that the migrations must run on: `3.45`, `14.2`."),
  sqlite: external_exports.strictObject({
    "foreign-keys": external_exports.boolean().default(true).describe("Whether its connections enforce foreign keys: most drivers turn it on.")
  }).prefault({}).describe("How SQLite is used in production."),
  apply: applySchema.prefault({}).describe("How migrations are applied."),
  limits: external_exports.strictObject({
    statement: milliseconds.default(1e4).describe("Longest run of one statement in the shadow, in ms."),
    check: milliseconds.default(4e4).describe("Longest work in the shadow for a whole check, in ms."),
    memory: bytes.default(15e8).describe("Largest resident memory of the shadow, in bytes.")
  }).prefault({}).describe("What the shadow may use.")
});

// src/config/load.ts
var defaultConfigPath = ".migration-gate.yml";
function readConfig(text, path) {
  const yaml = readYaml(text, path);
  const { value: value2 } = yaml;
  if (value2 === null || value2 === void 0) return {};
  if (typeof value2 !== "object" || Array.isArray(value2))
    throw new UserError(`${path}: expected keys and values, such as \`fail-on: error\`.`);
  const parsed = configSchema.safeParse(value2);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap(
      (issue) => describeIssue(configSchema, issue, value2).map((fault) => `${yaml.placeOf(fault.path)}: ${fault.message}`)
    );
    throw new UserError(faults.join("\n"));
  }
  if (parsed.data.shadow !== "embedded" && parsed.data.shadow !== "none") {
    throw new UserError(
      `${path}: \`shadow\` is not embedded or none. The address of a database is not taken from the repository; give it as an input.`
    );
  }
  return value2;
}
function mergeInputs(file2, inline, nameOf = (key) => `input \`${key}\``) {
  const given = Object.fromEntries(Object.entries(inline).filter(([, value2]) => value2 !== void 0));
  const parsed = configSchema.safeParse({ ...file2, ...given });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap(
    (issue) => describeIssue(configSchema, issue, given).map(
      ({ path, message }) => `${nameOf(String(path[0] ?? ""))}: ${message}`
    )
  );
  throw new UserError(faults.join("\n"));
}
function listOf(text) {
  return text.split(/[\n,]/).map((entry) => entry.trim()).filter((entry) => entry !== "");
}
function foldersOf(dir) {
  if (dir === void 0) return null;
  return (typeof dir === "string" ? [dir] : dir).map((folder) => {
    const segments = folder.replaceAll("\\", "/").split("/");
    if (/^(?:[/\\]|[A-Za-z]:)/.test(folder) || segments.includes("..")) {
      throw new UserError(
        `\`dir\` is ${JSON.stringify(folder)}: expected a folder inside the repository, from its root.`
      );
    }
    return segments.filter((segment) => segment !== "" && segment !== ".").join("/") || ".";
  });
}
function filesBeside({ setup, baseline, snapshot, queries }) {
  const files2 = snapshot === void 0 || snapshot.branch !== void 0 ? [] : [snapshot.file];
  return [...setup, ...baseline, ...files2, ...queries.filter(isSqlFile)];
}
function foldersBeside({ queries }) {
  return queries.filter((path) => !isSqlFile(path));
}
function isSqlFile(path) {
  return /\.sql$/i.test(path);
}
function shadowOf(shadow) {
  if (shadow === "embedded" || shadow === "none") return { kind: shadow };
  if (URL.canParse(shadow) && /^postgres(?:ql)?:$/.test(new URL(shadow).protocol)) {
    return { kind: "server", url: shadow };
  }
  throw new UserError("`shadow` is none of: embedded, none, a postgres:// address.");
}

export {
  defaultConfigPath,
  readConfig,
  mergeInputs,
  listOf,
  foldersOf,
  filesBeside,
  foldersBeside,
  shadowOf
};
