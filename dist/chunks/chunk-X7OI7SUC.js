import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  quoteIdentifier
} from "./chunk-J2TPRL3J.js";

// src/model/difference.ts
var fates = {
  add: "left behind",
  drop: "lost",
  alter: "changed",
  rename: "changed"
};
function fateOf({ action }) {
  return fates[action];
}
function differenceWords(difference, { shown = 5, name = (full) => full } = {}) {
  const groups = Map.groupBy(difference, fateOf);
  return ["left behind", "lost", "changed"].flatMap((fate) => {
    const all = groups.get(fate) ?? [];
    if (all.length === 0) return [];
    const names = all.slice(0, shown).map((change) => `${change.object} ${name(change.name)}`);
    return `${fate} ${names.join(", ")}${all.length > shown ? ` and ${all.length - shown} more` : ""}`;
  }).join("; ");
}

// src/rules/support/names.ts
var part = /"(?:[^"]|"")*"|[^".]+/g;
var longest = 63;
function lastPart(name) {
  return name.match(part)?.at(-1) ?? name;
}
function qualifier(name) {
  return (name.match(part) ?? []).slice(0, -1).join(".");
}
function deriveName(parts, suffix) {
  const characters = [...parts.map((name) => bareName(name)).join("_")];
  while (Buffer.byteLength(characters.join("") + suffix) > longest) characters.pop();
  return quoteIdentifier(characters.join("") + suffix);
}
function shortened(name) {
  let kept = "";
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > longest) break;
    kept += character;
  }
  return kept;
}
function bareName(name) {
  const last = lastPart(name);
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last;
}
function withoutArguments(name) {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name)?.[0] ?? name;
}
function listedShort(names, most = 4) {
  const more = names.length - most;
  return listed(more > 1 ? [...names.slice(0, most), `${more} more`] : names);
}
function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

// src/rules/support/sizes.ts
function waitingTables(context, step, tables) {
  const named = tables.map((table) => {
    const origin = step.origin(table);
    return withSize(table, origin === null ? null : context.size(origin));
  });
  return { named: listed(named), tables: tables.flatMap((table) => step.origin(table) ?? []) };
}
function withSize(table, size) {
  const { rows = null, bytes = null } = size ?? {};
  const words = [rows === null ? [] : rowCount(rows), bytes === null ? [] : byteCount(bytes)].flat();
  return words.length === 0 ? table : `${table} (${words.join(", ")})`;
}
function rowCount(rows) {
  if (rows === 1) return "1 row";
  return rows < 1e6 ? `${Math.round(rows).toLocaleString("en-US")} rows` : `${scaled(rows / 1e6, "MG")} rows`;
}
function byteCount(bytes) {
  if (bytes === 1) return "1 byte";
  return bytes < 1e3 ? `${bytes} bytes` : `${scaled(bytes / 1e3, "kMGTP")}B`;
}
function scaled(amount, units) {
  const rounded = amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10;
  if (rounded >= 1e3 && units.length > 1) return scaled(amount / 1e3, units.slice(1));
  return `${rounded} ${units[0]}`;
}
function roomFor(context, step, tables) {
  const sizes = tables.map((table) => context.size(step.origin(table) ?? table)?.bytes ?? null);
  if (sizes.length === 0 || sizes.includes(null)) return "a second copy";
  return `a second copy of ${byteCount(sizes.reduce((sum, size) => sum + (size ?? 0), 0))}`;
}

export {
  fateOf,
  differenceWords,
  lastPart,
  qualifier,
  deriveName,
  shortened,
  bareName,
  withoutArguments,
  listedShort,
  listed,
  waitingTables,
  withSize,
  rowCount,
  roomFor
};
