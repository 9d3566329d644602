import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  limitsOf
} from "./chunk-CH6FMR4N.js";
import {
  driftOf,
  unlessUnbuilt,
  withDrift
} from "./chunk-RNCKU7UT.js";
import {
  select
} from "./chunk-RK5GDDN6.js";
import {
  standOf,
  unlessGone
} from "./chunk-25ZFS7NX.js";
import {
  environmentOf,
  historyTablesOf
} from "./chunk-QIHEFDE5.js";
import {
  appliedOn
} from "./chunk-VKVSLE3N.js";
import {
  readMigrations
} from "./chunk-GVUU3IVM.js";
import {
  snapshotDigest
} from "./chunk-4LI7VO4S.js";
import {
  snapshotStep,
  targetOf
} from "./chunk-5U5MJJPE.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";

// src/commands/record-drift.ts
async function recordDrift(snapshot, checkout) {
  const { schema, serverVersion = "", history = [] } = snapshot;
  if (schema === void 0 || snapshot.dialect !== checkout.dialect) return snapshot;
  const dialect = await loadDialect(checkout.dialect);
  const ran = ranOn(snapshot, checkout);
  const options = {
    url: null,
    limits: limitsOf(checkout.config),
    historyTables: [...ran.toolTables, ...history.map(({ table }) => table.replaceAll('"', ""))]
  };
  const target = targetOf(schema, serverVersion);
  const built = standOf(dialect, { steps: ran.steps, target: null }, options);
  built.catch(() => {
  });
  const ground = { steps: [snapshotStep(schema, "the target")], target };
  const stand = await unlessGone(standOf(dialect, ground, options));
  await stand?.shadow.close();
  const drift = await driftOf(dialect, built, stand?.schema ?? null, target.redacted);
  return recorded(snapshot, ran, unlessUnbuilt(drift, stand?.problems.length ?? 0));
}
function recordNoDrift(snapshot, checkout) {
  return recorded(snapshot, ranOn(snapshot, checkout), { verdict: "equal", changes: [] });
}
function recorded(snapshot, ran, drift) {
  const told = withDrift(snapshot, ran, drift);
  return { ...told, digest: snapshotDigest(told) };
}
function ranOn({ history = [] }, { folders, dialect, files, config }) {
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const { migrations } = readMigrations(folders, files, dialect, apart, config.variables);
  const applied = appliedOn(history, migrations);
  const { supplied, historyTables } = environmentOf(
    config,
    folders,
    { base: null, head: files, baseRef: null },
    select(migrations, migrations),
    dialect
  );
  const ran = migrations.filter((migration) => applied === null || applied.has(migration));
  return {
    steps: [...supplied, ...historyTables, ...ran],
    historyTables,
    toolTables: historyTablesOf(folders, dialect)
  };
}

export {
  recordDrift,
  recordNoDrift
};
