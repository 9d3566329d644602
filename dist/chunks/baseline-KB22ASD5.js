import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  runsOn
} from "./chunk-K7VAUTPS.js";
import {
  historyTablesIn,
  lookAt,
  notRun,
  onTarget,
  pendingOn
} from "./chunk-W2G3DZQ3.js";
import "./chunk-YOECREFQ.js";
import {
  digestOfPlan
} from "./chunk-JFKX4DKD.js";
import {
  limitsOf
} from "./chunk-CH6FMR4N.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import {
  selectPending
} from "./chunk-RK5GDDN6.js";
import {
  standOf
} from "./chunk-25ZFS7NX.js";
import {
  environmentOf
} from "./chunk-QIHEFDE5.js";
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

// src/commands/baseline.ts
function baseline(request, told = () => {
}) {
  return onTarget(request, told, async (deployment) => {
    const { draft, work } = deployment;
    const begun = request.dryRun ? null : await deployment.begin();
    const adopted = upTo(request, work.planned);
    const { pending, journal } = await pendingOn(work);
    const open = adopted.filter((one) => pending.includes(one));
    draft.planDigest = open.length === 0 ? null : digestOfPlan(open);
    if (open.length === 0) {
      draft.message = "The target has them all on record.";
      return;
    }
    await requireBuilt(deployment, await lookAt(deployment), adopted);
    draft.migrations = open.map(notRun);
    if (begun === null) {
      draft.outcome = "planned";
      draft.message = `${open.length} would be recorded as applied: the schema is what they build.`;
      return;
    }
    await runsOn(work, begun, open, journal);
    draft.migrations = draft.migrations.map((one) => ({ ...one, state: "applied" }));
    draft.outcome = "done";
    draft.message = `${open.length} recorded as applied: the schema is what they build. Nothing of them was run.`;
  });
}
function upTo({ to }, planned) {
  if (to === null) return planned;
  const last = planned.findIndex(({ key }) => key.id === to);
  if (last < 0) throw new UserError(`--to names ${JSON.stringify(to)}, and there is no such migration.`);
  return planned.slice(0, last + 1);
}
async function requireBuilt(deployment, snapshot, adopted) {
  const { dialect, request, draft, told } = deployment;
  const { config, folders, files, dialect: name } = request;
  if (snapshot.schema === void 0)
    throw new Stopped(
      "drift",
      "The schema of the target could not be read, so nothing can be compared with it."
    );
  told(`builds ${adopted.length} migrations to compare with it`);
  const migrations = adopted.map(({ parsed }) => parsed.migration);
  const { supplied, historyTables } = environmentOf(
    config,
    folders,
    { base: null, head: files, baseRef: null },
    selectPending(migrations, { pending: /* @__PURE__ */ new Set(), later: /* @__PURE__ */ new Set() }),
    name
  );
  try {
    const { shadow, schema, problems } = await standOf(
      dialect,
      { steps: [...supplied, ...historyTables, ...migrations], target: null },
      { url: null, limits: limitsOf(config), historyTables: historyTablesIn(deployment, snapshot) }
    );
    await shadow.close();
    const [first] = problems;
    if (first !== void 0)
      throw new Stopped(
        "drift",
        `What the migrations build cannot be told: ${first.path}:${first.line}: ${first.message} (${first.code}).`
      );
    const target = targetOf(snapshot.schema, "").schema;
    const { verdict, difference } = dialect.compareWithTarget(schema, target, false);
    if (verdict !== "unequal") return;
    draft.difference = difference;
    throw new Stopped(
      "drift",
      "The target is not what the migrations build. Write a migration for what it has besides, or say with --to how far it is."
    );
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
    throw new Stopped("drift", `What the migrations build cannot be told: ${error.message}`, { cause: error });
  }
}
export {
  baseline
};
