import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/product.ts
import { readFileSync } from "node:fs";
var homepage = "https://github.com/migration-gate/migration-gate";
function rulePage(rule) {
  return `${homepage}/blob/v1/docs/rules/${rule}.md`;
}
var acceptPage = `${homepage}/blob/v1/docs/guide.md#accepting-a-danger-on-purpose`;
function version() {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return JSON.parse(manifest).version;
}

export {
  homepage,
  rulePage,
  acceptPage,
  version
};
