import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  nextPass
} from "./chunk-W2G3DZQ3.js";
import {
  historyRows
} from "./chunk-YOECREFQ.js";
import {
  unfinishedOn
} from "./chunk-VKVSLE3N.js";

// src/deploy/adopt.ts
async function runsOn({ target, planned: all, historySources }, { tools }, migrations, journal) {
  const making = tools.filter(({ isMissing }) => isMissing).flatMap((tool) => tool.making);
  if (making.length > 0) await target.write(making);
  const unfinished = unfinishedOn(
    await target.history(historySources),
    all.map(({ parsed }) => parsed.migration)
  );
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
        history: [
          ...unfinished.includes(parsed.migration) ? historyRows(tools, parsed.migration, "down", 0) : [],
          ...historyRows(tools, parsed.migration, "up", 0)
        ]
      };
    })
  );
}

export {
  runsOn
};
