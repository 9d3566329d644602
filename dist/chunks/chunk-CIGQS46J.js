import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  limitsOf
} from "./chunk-MXILYIJU.js";
import {
  driftOf,
  unlessUnbuilt,
  withDrift
} from "./chunk-FUHFAPGJ.js";
import {
  select
} from "./chunk-RK5GDDN6.js";
import {
  standOf,
  unlessGone
} from "./chunk-N2VA2UKN.js";
import {
  environmentOf,
  historyTablesOf
} from "./chunk-XMD4KHIO.js";
import {
  appliedOn
} from "./chunk-Y2O24DAR.js";
import {
  readMigrations
} from "./chunk-WVWSZHPV.js";
import {
  snapshotDigest
} from "./chunk-QPRHWDLH.js";
import {
  snapshotStep,
  targetOf
} from "./chunk-5U5MJJPE.js";
import {
  loadDialect
} from "./chunk-A7JCXUGW.js";

// src/commands/record-drift.ts
async function recordDrift(snapshot, checkout) {
  const { schema, serverVersion = "", history = [] } = snapshot;
  if (schema === void 0 || snapshot.dialect !== checkout.dialect) return snapshot;
  const dialect = await loadDialect(checkout.dialect);
  const steps = ranOn(snapshot, checkout);
  const options = {
    url: null,
    limits: limitsOf(checkout.config),
    historyTables: [
      ...historyTablesOf(checkout.folders, checkout.dialect),
      ...history.map(({ table }) => table.replaceAll('"', ""))
    ]
  };
  const target = targetOf(schema, serverVersion);
  const built = standOf(dialect, { steps, target: null }, options);
  built.catch(() => {
  });
  const ground = { steps: [snapshotStep(schema, "the target")], target };
  const stand = await unlessGone(standOf(dialect, ground, options));
  await stand?.shadow.close();
  const drift = await driftOf(dialect, built, stand?.schema ?? null, target.redacted);
  return recorded(snapshot, steps, unlessUnbuilt(drift, stand?.problems.length ?? 0));
}
function recordNoDrift(snapshot, checkout) {
  return recorded(snapshot, ranOn(snapshot, checkout), { verdict: "equal", changes: [] });
}
function recorded(snapshot, steps, drift) {
  const told = withDrift(snapshot, steps, drift);
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
  return [...supplied, ...historyTables, ...ran];
}

export {
  recordDrift,
  recordNoDrift
};
