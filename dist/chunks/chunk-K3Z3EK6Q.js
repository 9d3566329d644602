import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/report/words.ts
var products = {
  postgres: "PostgreSQL",
  sqlite: "SQLite",
  mysql: "MySQL",
  surrealdb: "SurrealDB"
};
var acceptedIn = {
  inline: "a comment in the migration",
  file: "the file of accepted dangers"
};
function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
function engineWords({ dialect, version, kind }) {
  switch (kind) {
    case "none":
      return null;
    case "embedded":
      return `embedded ${products[dialect]} ${version}`.trim();
    case "server":
      return `${products[dialect]} ${version}`.trim();
  }
}
function lockWords(mode) {
  if (mode === "RESERVED") return "write lock";
  if (!/^([A-Z][a-z]+)+Lock$/.test(mode)) return mode;
  return mode.slice(0, -"Lock".length).replace(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase();
}
var strengths = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE"
];
function lockStrength(mode) {
  return strengths.indexOf(lockWords(mode)) + 1;
}
function shortName(name) {
  return name.replace(/^public\.(?=.)/, "");
}
function shortPath(path, folders) {
  const [folder, ...others] = folders.map((each) => each.replace(/\/+$/, ""));
  return others.length === 0 && folder && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
function shortRef(ref) {
  return /^[0-9a-f]{40,64}$/.test(ref) ? ref.slice(0, 7) : ref;
}
function shortDigest(digest) {
  return digest.replace(/^([a-z0-9]+:)?(.{8}).+$/i, "$1$2\u2026");
}

export {
  acceptedIn,
  count,
  engineWords,
  lockWords,
  lockStrength,
  shortName,
  shortPath,
  shortRef,
  shortDigest
};
