import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  usage
} from "./chunk-7ZDQSHNX.js";
import {
  homepage,
  version
} from "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-OFTNAEHV.js";

// src/main.ts
var commands = [
  "check",
  "apply",
  "status",
  "rollback",
  "baseline",
  "repair",
  "archive",
  "snapshot",
  "diff",
  "detect",
  "rules",
  "explain"
];
async function main(args) {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`migration-gate: ${await harmless(error.message)}
`);
      return 2;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(
      `migration-gate: a fault of ours. Please report it with these lines:
${homepage}/issues

${await harmless(stack ?? "")}
`
    );
    return 3;
  }
}
async function harmless(message) {
  const { visible } = await import("./plain-text-TI3CLQDE.js");
  return visible(message).replace(/\n(?=\s*::)/g, " ").replaceAll("##[", "## [");
}
async function run(args) {
  const [command, ...rest] = args;
  if (command === void 0 || command === "--help" || command === "-h" || command === "help") {
    process.stdout.write(usage);
    return 0;
  }
  if (command === "--version") {
    process.stdout.write(`${version()}
`);
    return 0;
  }
  switch (oneOfCommands(command)) {
    case "check":
      return (await import("./check-XEPTL33C.js")).runCheck(rest);
    case "apply":
      return (await import("./apply-GS5FT5DZ.js")).runApply(rest);
    case "status":
      return (await import("./status-A6MSZ2YF.js")).runStatus(rest);
    case "rollback":
      return (await import("./rollback-A6VMP3ZU.js")).runRollback(rest);
    case "baseline":
      return (await import("./baseline-5W2AZQRG.js")).runBaseline(rest);
    case "repair":
      return (await import("./repair-PJW2JJCJ.js")).runRepair(rest);
    case "archive":
      return (await import("./archive-T7KMI4VK.js")).runArchive(rest);
    case "snapshot":
      return (await import("./snapshot-6OAVLGU7.js")).runSnapshot(rest);
    case "diff":
      return (await import("./diff-POCFWERH.js")).runDiff(rest);
    case "detect":
      return (await import("./detect-V7UUG5GG.js")).runDetect(rest);
    case "rules":
      return (await import("./catalogue-4YHMA7AU.js")).runRules(rest);
    case "explain":
      return (await import("./catalogue-4YHMA7AU.js")).runExplain(rest);
  }
}
function oneOfCommands(command) {
  const known = commands.find((known2) => known2 === command);
  if (known !== void 0) return known;
  throw new UserError(`Unknown command "${command}". Known: ${commands.join(", ")}.`);
}
export {
  main
};
