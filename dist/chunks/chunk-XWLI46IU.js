import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/rules/catalogue.ts
function catalogueOf(rules, pageOf) {
  return { format: "migration-gate/rules@1", rules: rules.map((rule) => entry(rule, pageOf(rule.id))) };
}
function entry(rule, url) {
  const { id, title, severity, dialects, preset, covers, why, fix, bad, good } = rule;
  return {
    id,
    title,
    severity,
    dialects: [...dialects],
    preset: preset ?? null,
    covers: [...covers ?? []],
    why,
    fix,
    url,
    found: bad.map((one) => example(one, rule)),
    notFound: good.map((one) => example(one, rule))
  };
}
function example({ dialect, base, up, down, note, also }, { id, dialects }) {
  const whose = dialect ?? dialects[0];
  if (whose === void 0) throw new Error(`${id} is for no dialect`);
  return {
    dialect: whose,
    base: base ?? null,
    up,
    down: down ?? null,
    note: note ?? null,
    also: [...also ?? []]
  };
}

export {
  catalogueOf
};
