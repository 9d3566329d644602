import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  nextPass
} from "./chunk-OAVZTSVE.js";
import {
  historyRows
} from "./chunk-NHKEDQUK.js";

// src/deploy/adopt.ts
async function runsOn({ target }, { tools }, migrations, journal) {
  const making = tools.filter(({ isMissing }) => isMissing).flatMap((tool) => tool.making);
  if (making.length > 0) await target.write(making);
  await target.mark(
    migrations.map((planned) => {
      const { key, digest, checksum, parsed } = planned;
      const pass = nextPass(journal, planned);
      return {
        migration: {
          ...key,
          direction: "up",
          state: "applied",
          pass,
          digest,
          checksum,
          down: null,
          losses: [],
          kept: null
        },
        statements: [],
        note: null,
        history: historyRows(tools, parsed.migration, "up", 0)
      };
    })
  );
}

export {
  runsOn
};
