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
      return describeMeant(schema, issue, input, whole) ?? [
        { path, message: `${quoted}. Expected ${unionOf(issue)}.` }
      ];
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
function describeMeant(schema, { path, errors }, input, whole) {
  const ofAnotherType = (inner) => inner.code === "invalid_type" && inner.path.length === 0;
  const [meant, ...others] = errors.filter((form) => !form.some(ofAnotherType));
  if (meant === void 0 || others.length > 0) return null;
  return meant.flatMap(
    (inner) => describeIssue(schema, { ...inner, path: [...path, ...inner.path] }, input, whole)
  );
}
function unwrap(schema) {
  if (schema instanceof external_exports.ZodUnion) return schema.options.find((form) => form instanceof external_exports.ZodObject);
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

export {
  describeIssue,
  keyPath
};
