import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  writtenName
} from "./chunk-DSG2YL4B.js";

// src/dialects/postgres/parse/names.ts
var quotedKeywords = new Set(
  "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric system_user table then to trailing true union unique user using variadic when where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable".split(" ")
);
function isKeyword(word) {
  return quotedKeywords.has(word);
}
function quoteIdentifier(name) {
  if (/^[a-z_][a-z0-9_$]*$/.test(name) && !quotedKeywords.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
function quoteLiteral(text) {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}
function qualifiedName(schema, name) {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
function dottedName(parts) {
  return parts.map(quoteIdentifier).join(".");
}
function nameInSchema(parts, defaultSchema) {
  return qualifiedName(parts.at(-2) ?? defaultSchema, parts.at(-1) ?? "");
}
function relationName(written) {
  const found = writtenName(written);
  if (found === null) return null;
  return qualifiedName(found.schema === null ? "public" : folded(found.schema), folded(found.name));
}
function folded({ text, quoted }) {
  return quoted ? text : text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export {
  isKeyword,
  quoteIdentifier,
  quoteLiteral,
  qualifiedName,
  dottedName,
  nameInSchema,
  relationName
};
