#!/usr/bin/env node

// src/cli.ts
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
var neededMajor = 24;
process.exitCode = isNewEnough(process.versions.node) ? await start() : runWith(nodePackage() ?? refuse(), process.argv.slice(1));
function isNewEnough(version) {
  return Number(version.split(".")[0]) >= neededMajor;
}
async function start() {
  process.on("uncaughtException", (error) => {
    console.error(error);
    process.exit(3);
  });
  const { main } = await import("./chunks/main.js");
  return main(process.argv.slice(2));
}
function nodePackage() {
  try {
    const require2 = createRequire(import.meta.url);
    const manifest = require2("node/package.json");
    return isNewEnough(manifest.version) ? require2.resolve(`node/${manifest.bin.node}`) : null;
  } catch {
    return null;
  }
}
function runWith(node, args) {
  const { status, error } = spawnSync(node, args, { stdio: "inherit" });
  if (error !== void 0) console.error(`migration-gate: ${node} did not start: ${error.message}`);
  return status ?? 3;
}
function refuse() {
  console.error(`migration-gate: needs Node ${neededMajor} or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}
