import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

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

export {
  fateOf,
  differenceWords
};
