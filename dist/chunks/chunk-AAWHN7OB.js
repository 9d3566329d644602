import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/migrations/quoted-name.ts
function partsOf(name) {
  return [...name.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(
    ([, inQuotes, bare]) => inQuotes === void 0 ? bare ?? "" : inQuotes.replaceAll('""', '"')
  );
}
function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

export {
  partsOf,
  quoted
};
