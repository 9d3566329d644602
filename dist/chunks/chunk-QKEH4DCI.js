import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  writtenName
} from "./chunk-DSG2YL4B.js";

// src/dialects/sqlite/parse/names.ts
var quotedKeywords = new Set(
  "add all alter and as autoincrement between case cast check collate column commit constraint create current_date current_time current_timestamp default deferrable delete distinct drop else escape except exists foreign from group having if in index insert intersect into is isnull join limit not nothing notnull null on or order primary raise references returning select set table then to transaction union unique update using values when where with cross end full glob indexed inner left like match natural outer regexp right true false".split(" ")
);
function isKeyword(word) {
  return quotedKeywords.has(word);
}
function quoteIdentifier(name) {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !quotedKeywords.has(name.toLowerCase())) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
function qualified(schema, name) {
  return dotted([schema, name]);
}
function dotted(parts) {
  return parts.map(quoteIdentifier).join(".");
}
var closing = { '"': '"', "'": "'", "`": "`", "[": "]" };
function unquote(written) {
  const open = written[0] ?? "";
  const close = closing[open];
  if (close === void 0) return written;
  const content = written.slice(1, written.length > 1 && written.endsWith(close) ? -1 : void 0);
  return open === "[" ? content : content.replaceAll(close + close, close);
}
var ascii = /^[\x00-\x7f]*$/;
function folded(name) {
  return ascii.test(name) ? name.toLowerCase() : name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
function sameName(a, b) {
  return a === b || folded(a) === folded(b);
}
function relationName(written) {
  const found = writtenName(written);
  return found === null ? null : qualified(folded(found.schema?.text ?? "main"), folded(found.name.text));
}

export {
  isKeyword,
  quoteIdentifier,
  qualified,
  dotted,
  unquote,
  folded,
  sameName,
  relationName
};
