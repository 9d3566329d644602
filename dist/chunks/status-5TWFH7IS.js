import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  visible
} from "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/report/status.ts
function renderStatus(states) {
  const rows = states.map(({ key, state, journaled }) => {
    const when = journaled === null ? "" : `  ${journaled.changedAt}`;
    const why = journaled?.error == null ? "" : `  ${journaled.error}`;
    return `  ${state.padEnd(11)} ${key.id}${when}${why}`;
  });
  const counts = [...Map.groupBy(states, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`);
  return visible([counts.length === 0 ? "No migrations." : counts.join(" \xB7 "), ...rows, ""].join("\n"));
}
function renderStatusJson(states) {
  const migrations = states.map(({ key, migration, state, journaled }) => ({
    id: key.id,
    folder: key.folder,
    path: migration?.up.path ?? null,
    state,
    changedAt: journaled?.changedAt ?? null,
    digest: journaled?.digest ?? null,
    runId: journaled?.runId ?? null,
    error: journaled?.error ?? null
  }));
  return `${JSON.stringify({ format: "migration-gate/status@1", migrations }, null, 2)}
`;
}
export {
  renderStatus,
  renderStatusJson
};
