import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  nearest
} from "./chunk-5WBXDTBY.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/config/issue.ts
function describeIssue(schema, issue, input, whole = "the configuration") {
  const path = issue.path.map((key) => typeof key === "symbol" ? String(key) : key);
  const written = valueAt(input, path);
  const quoted = `\`${keyPath(path)}\` is ${show(written)}`;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: unknownKey(
          key,
          keysOf(schema, path),
          `${path[0]}` === "rules" ? "a rule" : `a key of ${whole}`
        )
      }));
    case "invalid_value":
      return [{ path, message: `${quoted}. ${allowed(written, issue.values.map(String))}` }];
    case "invalid_type":
      return [{ path, message: `${quoted}. Expected ${article(issue.expected)}.` }];
    case "invalid_union":
      return [{ path, message: `${quoted}. Expected ${unionOf(issue)}.` }];
    case "too_small":
      return [{ path, message: `${quoted}. Expected at least ${issue.minimum}${unit(issue.origin)}.` }];
    case "too_big":
      return [{ path, message: `${quoted}. Expected at most ${issue.maximum}${unit(issue.origin)}.` }];
    default:
      return [{ path, message: `${quoted}. ${issue.message}.` }];
  }
}
function keyPath(path) {
  const steps = path.map(
    (key) => /^[\w$-]+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`
  );
  return steps.join("").replace(/^\./, "");
}
function allowed(written, values) {
  const meant = typeof written === "string" && values.length > 12 ? nearest(written, values) : null;
  return meant === null ? `Allowed: ${values.join(", ")}.` : `Did you mean \`${meant}\`?`;
}
function unknownKey(key, known, what) {
  const meant = nearest(key, known);
  const hint = meant === null ? `Known: ${known.join(", ")}.` : `Did you mean \`${meant}\`?`;
  return `${show(key)} is not ${what}. ${hint}`;
}
function keysOf(schema, path) {
  let at = schema;
  for (const key of path) {
    const object2 = unwrap(at);
    if (object2 instanceof external_exports.ZodRecord) at = object2.valueType;
    else at = object2 instanceof external_exports.ZodObject ? object2.shape[key] : void 0;
  }
  const object = unwrap(at);
  return object instanceof external_exports.ZodObject ? Object.keys(object.shape) : [];
}
function unwrap(schema) {
  if (schema instanceof external_exports.ZodDefault || schema instanceof external_exports.ZodPrefault || schema instanceof external_exports.ZodOptional) {
    return unwrap(schema.unwrap());
  }
  return schema;
}
function valueAt(input, path) {
  let at = input;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return void 0;
    at = at[key];
  }
  return at;
}
function show(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "missing";
  if (/:\/\//.test(text)) return "(an address)";
  return `\`${text.length > 60 ? `${text.slice(0, 60)}\u2026` : text}\``;
}
function unionOf(issue) {
  const types = issue.errors.flat().flatMap((inner) => inner.code === "invalid_type" && inner.path.length === 0 ? [inner.expected] : []);
  return types.length > 0 ? types.map(article).join(" or ") : "another form";
}
var names = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "keys and values",
  string: "text"
};
var article = (type) => names[type] ?? type;
var unit = (origin) => origin === "array" ? " entries" : origin === "string" ? " characters" : "";

// src/rules/ids.ts
var ruleIds = [
  "access-widened",
  "add-column-not-allowed",
  "add-column-volatile-default",
  "add-required-column",
  "attach-partition-scans",
  "autovacuum-disabled",
  "ban-char",
  "btree-index-on-document",
  "check-validates-existing-rows",
  "column-type-rewrite",
  "concurrent-index-if-not-exists",
  "concurrent-index-on-partitioned-parent",
  "concurrently-in-transaction",
  "constraint-left-not-valid",
  "could-not-verify",
  "create-extension",
  "create-partition-with-default-present",
  "create-then-rewrite",
  "creating-enum",
  "cumulative-lock-budget",
  "database-left-broken",
  "default-removed-after-add",
  "detach-partition-not-concurrent",
  "domain-constraint",
  "double-quoted-string-literal",
  "down-does-not-restore",
  "drop-cascade",
  "drop-column",
  "drop-column-in-index",
  "drop-constraint",
  "drop-database",
  "drop-index-not-concurrent",
  "drop-needs-marker-name",
  "drop-not-null",
  "drop-or-rename-referenced-column",
  "drop-primary-key",
  "drop-table",
  "duplicate-version",
  "edited-applied-migration",
  "enum-value-unordered",
  "enum-value-used-in-same-transaction",
  "exclusion-constraint",
  "expired-acceptance",
  "forbidden-types",
  "foreign-key-cascade-delete",
  "foreign-key-missing-index",
  "foreign-key-type-mismatch",
  "foreign-key-validates-existing-rows",
  "foreign-key-without-on-delete",
  "foreign-keys-forbidden",
  "foreign-keys-pragma-inside-transaction",
  "identifier-too-long",
  "index-not-concurrent",
  "inline-check-on-new-column",
  "insert-without-columns",
  "invalid-acceptance",
  "invalid-index-left-behind",
  "json-instead-of-jsonb",
  "leftover-not-null-check",
  "lock-timeout-kills-concurrent-build",
  "long-work-after-strong-lock",
  "long-write-lock",
  "missing-analyze-after-backfill",
  "missing-down",
  "missing-lock-timeout",
  "naming-convention",
  "needs-newer-version",
  "nested-or-unclosed-transaction",
  "no-primary-key",
  "not-enforced-constraint",
  "not-rerunnable",
  "object-removed",
  "out-of-order-version",
  "pg14-concurrent-index-corruption",
  "prefer-bigint",
  "prefer-identity",
  "prefer-numeric",
  "prefer-text",
  "prefer-timestamptz",
  "protected-tables",
  "rebuild-cascades-deletes",
  "rebuild-loses-constraints",
  "rebuild-loses-objects",
  "rebuild-loses-properties",
  "rebuild-loses-rows",
  "redundant-index",
  "refresh-matview-not-concurrent",
  "reindex-not-concurrent",
  "rename-blocked-by-view",
  "rename-column",
  "rename-enum-value",
  "rename-original-first",
  "rename-table",
  "replace-index-drop-first",
  "replica-identity-change",
  "required-columns",
  "rls-enabled-without-policy",
  "savepoint-in-migration",
  "security-definer-search-path",
  "serial-values-not-reset",
  "server-wide-statement",
  "set-not-null-scan",
  "set-null-on-not-null-column",
  "statement-failed",
  "storage-rewrite",
  "strong-lock-work",
  "too-many-indexes",
  "trigger-removed",
  "truncate",
  "type-affinity-not-enforced",
  "type-change-depends-on-timezone",
  "type-change-rechecks-constraints",
  "type-narrowing",
  "unique-constraint-without-index",
  "unnamed-index-or-constraint",
  "unparsed-statement",
  "unqualified-name",
  "unused-acceptance",
  "update-or-delete-without-where",
  "volatile-check-expression",
  "wide-index",
  "wide-lock-window"
];

export {
  ruleIds,
  describeIssue,
  keyPath
};
