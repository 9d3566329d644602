import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  passwordSource
} from "./chunk-LOZBFUQN.js";
import {
  readOfBranch,
  repositoryRoot
} from "./chunk-RCWTU44L.js";
import {
  defaultConfigPath,
  mergeInputs,
  readConfig
} from "./chunk-FY5KUYHL.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/command-line/password.ts
async function ownPassword(directory, setting, { config }) {
  if (setting === void 0) return {};
  if ("from-command" in setting && config === void 0) await requireOnDefaultBranch(directory, setting);
  const password = passwordSource(setting, process.env);
  return password === void 0 ? {} : { password };
}
async function requireOnDefaultBranch(directory, setting) {
  const root = await repositoryRoot(directory) ?? directory;
  const bytes = await readOfBranch(root, "HEAD", defaultConfigPath);
  const text = bytes === null ? "" : new TextDecoder().decode(bytes);
  const there = mergeInputs(readConfig(text, defaultConfigPath), {});
  if (JSON.stringify(there.apply.password) === JSON.stringify(setting)) return;
  throw new UserError(
    `apply.password.from-command of ${defaultConfigPath} is not what the default branch of origin has, so it is not run. Say --config ${defaultConfigPath} to run it all the same.`
  );
}

export {
  ownPassword
};
