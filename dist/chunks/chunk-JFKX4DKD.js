import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  asSent
} from "./chunk-HX2ETG7Q.js";
import {
  dropsData,
  migrationChecksum,
  migrationDigest,
  planDigest
} from "./chunk-UVWYFCW5.js";
import {
  appliedOn,
  changedOn,
  unfinishedOn,
  unknownOn
} from "./chunk-VKVSLE3N.js";
import {
  scriptOf
} from "./chunk-ODQSQCXK.js";
import {
  folderOf
} from "./chunk-G6KR2M3D.js";
import {
  ownDelivery
} from "./chunk-NLXL7WHC.js";

// src/deploy/plan.ts
import { createHash } from "node:crypto";
async function planMigrations(dialect, migrations, keepsData = false) {
  const planned = [];
  for (const migration of migrations) planned.push(await planMigration(dialect, migration, keepsData));
  return planned;
}
async function planMigration(dialect, migration, keepsData) {
  const up = asSent(migration.format, migration.up, await dialect.parse(migration.up.text));
  const parsed = scriptOf(dialect, migration, up);
  return {
    key: keyOf(migration),
    parsed,
    segments: segmentsOf(dialect, parsed),
    digest: migrationDigest(migration, parsed.transaction, keepsData && dropsData(up)),
    checksum: migrationChecksum(migration)
  };
}
function segmentsOf({ deployment }, parsed) {
  const segments = deployment?.segments(parsed) ?? [];
  return segments.length > 0 ? segments : [{ kind: "transaction", begin: "BEGIN", statements: [] }];
}
function keyOf(migration) {
  return { folder: folderOf(migration), id: migration.id };
}
function sameKey(one, other) {
  return one.id === other.id && one.folder === other.folder;
}
function archiveTag({ folder, id }, pass) {
  return createHash("sha256").update(JSON.stringify([folder, id, pass])).digest("hex").slice(0, 12);
}
function journaled({ migrations }, key) {
  return migrations.find((one) => sameKey(one, key));
}
function digestOfPlan(pending, done = []) {
  return planDigest([...done, ...pending].map(({ digest }) => digest));
}
async function planDown(dialect, migration, { down, digest, checksum, folder, id }) {
  const text = down ?? "";
  const file = migration.down;
  const isAuthored = file !== null && file.text.trim() === text.trim();
  const delivery = isAuthored ? migration.downDelivery ?? migration : ownDelivery;
  const back = {
    ...migration,
    up: isAuthored ? file : { path: `${migration.up.path} (way back)`, text },
    down: null,
    transaction: delivery.transaction,
    oneString: delivery.oneString,
    runner: isAuthored ? migration.runner : "ours"
  };
  const parsed = scriptOf(dialect, back, await dialect.parse(back.up.text));
  return { key: { folder, id }, parsed, segments: segmentsOf(dialect, parsed), digest, checksum };
}

// src/deploy/states.ts
function statesOf(migrations, history, journal) {
  const applied = appliedOn(history, migrations) ?? /* @__PURE__ */ new Set();
  const changed = new Set(changedOn(history, migrations));
  const unfinished = new Set(unfinishedOn(history, migrations));
  const known = migrations.map((migration) => {
    const key = keyOf(migration);
    const inJournal = journaled(journal, key) ?? null;
    const state = unfinished.has(migration) ? "interrupted" : stateOf(applied.has(migration), inJournal);
    const differs = state === "applied" && (changed.has(migration) || wasOther(migration, inJournal));
    return { key, migration, state: differs ? "changed" : state, journaled: inJournal };
  });
  const gone = journal.migrations.filter(
    (one) => one.state !== "reverted" && !known.some(({ key }) => sameKey(key, one))
  );
  const inTables = unknownOn(history, migrations).filter((id) => !gone.some((one) => one.id === id));
  return [
    ...known,
    ...gone.map(
      (one) => ({
        key: { folder: one.folder, id: one.id },
        migration: null,
        state: "unknown",
        journaled: one
      })
    ),
    ...inTables.map(
      (id) => ({
        key: { folder: "", id },
        migration: null,
        state: "unknown",
        journaled: null
      })
    )
  ];
}
function stateOf(isApplied, inJournal) {
  if (inJournal?.state === "running") return "interrupted";
  if (inJournal?.state === "failed" && inJournal.direction === "down") return "interrupted";
  if (isApplied) return "applied";
  return inJournal?.state === "failed" ? "failed" : "pending";
}
function wasOther(migration, inJournal) {
  return inJournal?.state === "applied" && inJournal.checksum !== migrationChecksum(migration);
}

export {
  planMigrations,
  sameKey,
  archiveTag,
  journaled,
  digestOfPlan,
  planDown,
  statesOf
};
