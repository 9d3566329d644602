import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  historyTablesIn,
  lookAt,
  notRun,
  onTarget,
  requirePredicted,
  requireUnmoved,
  runAll,
  shownSegments
} from "./chunk-W2G3DZQ3.js";
import "./chunk-YOECREFQ.js";
import {
  digestOfPlan,
  journaled,
  planDown
} from "./chunk-JFKX4DKD.js";
import {
  limitsOf
} from "./chunk-CH6FMR4N.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import {
  bringsBack,
  standOf
} from "./chunk-25ZFS7NX.js";
import "./chunk-QIHEFDE5.js";
import "./chunk-VKVSLE3N.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-ODQSQCXK.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-G6KR2M3D.js";
import "./chunk-VQG22WEY.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-EWF2UWJ3.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  snapshotStep,
  targetOf
} from "./chunk-5U5MJJPE.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-YWD77NZN.js";
import {
  ShadowGone,
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/commands/rollback.ts
function rollback(request, told = () => {
}) {
  return onTarget(request, told, async (deployment) => {
    const { draft, work } = deployment;
    const begun = request.dryRun ? null : await deployment.begin();
    const journal = await work.target.journal();
    const archive = new Set((await work.target.setAside()).map(({ id }) => id));
    const returned = await returnedOf(request, deployment, journal.migrations, archive);
    draft.planDigest = digestOfPlan(returned.map(({ planned }) => planned));
    if (request.run.planDigest !== null && request.run.planDigest !== draft.planDigest)
      throw new Stopped(
        "plan-changed",
        `What would be taken back has the digest ${draft.planDigest}, and ${request.run.planDigest} was asked for.`
      );
    const before = await lookAt(deployment);
    const predicted = await tryOut(deployment, before, returned);
    requireAccepted(request, deployment, before, predicted.schemaAfter, returned);
    draft.migrations = returned.map(({ planned }) => ({
      ...notRun(planned),
      segments: shownSegments(planned, void 0, work.timeouts)
    }));
    if (begun === null) {
      draft.outcome = "planned";
      draft.message = `${returned.length} would be taken back; nothing was run.`;
      return;
    }
    await requireUnmoved(deployment, before);
    const queue = returned.map(({ planned, restored, journaled: { down, losses, kept } }) => ({
      planned,
      back: { down, losses, kept },
      restored: restored.map(({ id }) => id)
    }));
    await runAll(work, begun, queue, "down", journal, (place, { segments: _, ...result }) => {
      draft.migrations[place] = { ...draft.migrations[place], ...result };
    });
    await requirePredicted(deployment, before, predicted);
    draft.outcome = "done";
    draft.message = `${returned.length} taken back.`;
    draft.snapshot = await lookAt(deployment, "kept").catch((error) => {
      throw new Stopped("snapshot-failed", `All was taken back; no snapshot could be taken: ${error.message}`);
    });
  });
}
async function returnedOf({ reach, acceptedLosses }, { work, dialect }, migrations, archive) {
  const unsettled = migrations.find(({ state }) => state === "running");
  if (unsettled !== void 0)
    throw new Stopped(
      "interrupted",
      `${unsettled.id} is not through: run apply again, or settle it with repair.`
    );
  const applied = work.planned.filter(
    ({ key }) => journaled({ migrations, statements: [] }, key)?.state === "applied"
  );
  const kept = "steps" in reach ? applied.length - reach.steps : placeOf(applied, reach.to) + 1;
  if (kept < 0)
    throw new UserError(`--steps ${applied.length - kept} is more than the ${applied.length} that apply ran.`);
  const found = [];
  for (const { key, parsed } of applied.slice(kept).reverse()) {
    const entry = journaled({ migrations, statements: [] }, key);
    const { kept: kept2 } = entry;
    const restored = (kept2?.objects ?? []).filter(
      ({ id, name }) => archive.has(id) && !acceptedLosses.has(name)
    );
    const brings = kept2 !== null && restored.length > 0;
    const down = brings ? bringsBack(kept2, restored) : entry.down;
    if (down === null)
      throw new Stopped("blocked", `${key.id} has no way back that was proven when it was applied.`);
    const planned = await planDown(dialect, parsed.migration, { ...entry, down });
    const tried = brings ? await planDown(dialect, parsed.migration, { ...entry, down: bringsBack(kept2, []) }) : planned;
    found.push({ journaled: entry, planned, tried, restored });
  }
  if (found.length === 0) throw new UserError("There is nothing to take back.");
  return found;
}
function placeOf(applied, id) {
  const place = applied.findIndex(({ key }) => key.id === id);
  if (place >= 0) return place;
  throw new UserError(`--to names ${JSON.stringify(id)}, which apply has not run.`);
}
function requireAccepted({ acceptedLosses }, { dialect }, { schema }, predicted, returned) {
  const standing = schema === void 0 ? predicted : targetOf(schema, "").schema;
  const taken = dialect.compareWithTarget(predicted, standing, false).difference.filter(({ action, object }) => action === "add" && holdsRows.includes(object)).map(({ name }) => name);
  const lost = returned.flatMap(
    ({ journaled: journaled2, restored }) => journaled2.losses.filter((name) => !restored.some((one) => one.name === name))
  );
  const losses = [.../* @__PURE__ */ new Set([...lost, ...taken])];
  const open = losses.filter((name) => !acceptedLosses.has(name));
  if (open.length === 0) return;
  throw new Stopped(
    "blocked",
    `What stands in these now would be lost: ${open.join(", ")}. Accept each by name: ${open.map((name) => `--accept-loss ${name}`).join(" ")}`
  );
}
var holdsRows = ["table", "column"];
async function tryOut(deployment, snapshot, returned) {
  const { dialect, request, told } = deployment;
  if (snapshot.schema === void 0)
    throw new Stopped("drift", "The schema of the target could not be read, so nothing can be tried on it.");
  told("tries it on a copy of the schema");
  const downs = returned.map(({ tried }) => tried.parsed.migration);
  const ground = snapshotStep(snapshot.schema, "the target");
  const target = targetOf(snapshot.schema, snapshot.serverVersion ?? "");
  const options = {
    url: null,
    limits: limitsOf(request.config),
    historyTables: historyTablesIn(deployment, snapshot)
  };
  try {
    const before = await standOf(dialect, { steps: [ground], target }, options);
    await before.shadow.close();
    const after = await standOf(dialect, { steps: [ground, ...downs], target }, options);
    await after.shadow.close();
    const [first] = after.problems.filter(({ path }) => downs.some(({ up }) => up.path === path));
    if (first === void 0) return { schemaBefore: before.schema, schemaAfter: after.schema };
    throw new Stopped(
      "blocked",
      `${first.path}:${first.line} does not run on this schema: ${first.message} (${first.code})`
    );
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
    throw new Stopped("blocked", `The way back could not be tried: ${error.message}`, { cause: error });
  }
}
export {
  rollback
};
