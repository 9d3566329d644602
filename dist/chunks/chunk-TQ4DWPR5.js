import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/dialects/registry.ts
var loaders = {
  postgres: async () => (await import("./dialect-UXLYRNH3.js")).postgres,
  sqlite: async () => (await import("./dialect-52QSORRW.js")).sqlite
};
var dialectNames = Object.keys(loaders);
function loadDialect(name) {
  return loaders[name]();
}
function dialectOfUrl(url) {
  if (/^postgres(?:ql)?:/.test(url)) return "postgres";
  return url.startsWith("file:") ? "sqlite" : null;
}

export {
  dialectNames,
  loadDialect,
  dialectOfUrl
};
