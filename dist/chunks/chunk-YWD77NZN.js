import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/migrations/files.ts
var manifests = /* @__PURE__ */ new Set(["metadata.toml", "_journal.json", "migration_lock.toml"]);
var codeStep = /^v?\d[^/]*\.(?:go|ts|js|mjs|cjs|py|rb|rs|java|kt|php)$/i;
var pairHalf = /^\d+_[^\n]*\.(?:up|down)\.[^\n]*$/;
function belongsToMigrations(path) {
  return isSql(path) || isManifest(path) || isCodeStep(path) || isPairHalf(path);
}
function isPairHalf(path) {
  return pairHalf.test(baseName(path)) && !isCodeStep(path);
}
function isSql(path) {
  return /\.sql$/i.test(path);
}
function isManifest(path) {
  return manifests.has(baseName(path));
}
function isCodeStep(path) {
  return codeStep.test(baseName(path));
}
function isBelow(folder, path) {
  return folder === "." || path.startsWith(`${folder}/`);
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

export {
  belongsToMigrations,
  isPairHalf,
  isSql,
  isManifest,
  isCodeStep,
  isBelow,
  baseName
};
