import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  historyTablesIn,
  lookAt,
  nextPass,
  notRun,
  onTarget,
  pendingOn,
  redacts,
  requirePredicted,
  requireUnmoved,
  runAll,
  shownSegments
} from "./chunk-W2G3DZQ3.js";
import "./chunk-YOECREFQ.js";
import {
  archiveTag,
  digestOfPlan,
  sameKey
} from "./chunk-JFKX4DKD.js";
import {
  renderSnapshot
} from "./chunk-AXGF5CRV.js";
import {
  recordNoDrift
} from "./chunk-5RSKPG63.js";
import {
  limitsOf
} from "./chunk-CH6FMR4N.js";
import {
  examine
} from "./chunk-7QY3NK5R.js";
import "./chunk-D4OF7B23.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-RNCKU7UT.js";
import "./chunk-RK5GDDN6.js";
import "./chunk-25ZFS7NX.js";
import "./chunk-QIHEFDE5.js";
import "./chunk-VKVSLE3N.js";
import {
  partsOf
} from "./chunk-AAWHN7OB.js";
import "./chunk-ODQSQCXK.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-G6KR2M3D.js";
import "./chunk-VQG22WEY.js";
import "./chunk-44D7AZPA.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-EWF2UWJ3.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  targetOf
} from "./chunk-5U5MJJPE.js";
import "./chunk-A3E4NWVU.js";
import {
  splitLast
} from "./chunk-5W7K3ED5.js";
import "./chunk-BKNLFYTM.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-YWD77NZN.js";
import "./chunk-C77DWL4K.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-KBV53CEV.js";
import "./chunk-OLPOFHMW.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-X7OI7SUC.js";
import "./chunk-J2TPRL3J.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/deploy/wanted-rights.ts
function wantedRights(pending, review) {
  const altered = [];
  const dropped = [];
  const createIn = /* @__PURE__ */ new Set();
  const schemas = /* @__PURE__ */ new Set();
  for (const { parsed } of pending) {
    if (parsed.up.some(({ operations }) => operations.some(changesRights))) break;
    const { statements = [], changes = [] } = review.migrations.find(({ path }) => path === parsed.migration.up.path) ?? {};
    const added = new Set(
      changes.flatMap(({ action, object, name }) => action === "add" && object === "table" ? [name] : [])
    );
    for (const { index, operations } of parsed.up) {
      const locked = new Set(statements.find((one) => one.index === index)?.locks.map((lock) => lock.relation));
      for (const operation of operations) {
        const owned = ownedBy(operation);
        if (owned !== null && locked.has(owned))
          (operation.kind === "drop-table" ? dropped : altered).push(qualified(owned));
        if (operation.kind === "create-table" && added.has(operation.table))
          createIn.add(qualified(operation.table).schema);
        if (operation.kind === "create" && operation.object === "schema")
          schemas.add(partsOf(operation.name).at(-1) ?? "");
      }
    }
  }
  return { altered, dropped, createIn: [...createIn], schemas: [...schemas] };
}
function qualified(name) {
  const parts = partsOf(name);
  return { schema: parts.at(-2) ?? "", name: parts.at(-1) ?? "" };
}
function changesRights(operation) {
  switch (operation.kind) {
    case "run-code":
      return true;
    case "set":
      return /role|authorization/i.test(operation.name);
    case "create":
    case "alter":
    case "drop":
      return ["privilege", "role", "role-membership", "owned-objects"].includes(operation.object);
    default:
      return false;
  }
}
function ownedBy(operation) {
  switch (operation.kind) {
    case "drop-table":
    case "rename-table":
    case "add-column":
    case "drop-column":
    case "rename-column":
    case "change-column-type":
    case "set-not-null":
    case "drop-not-null":
    case "set-default":
    case "drop-default":
    case "add-constraint":
    case "validate-constraint":
    case "drop-constraint":
    case "create-index":
      return operation.table;
    default:
      return null;
  }
}

// src/commands/require-archive.ts
async function requireArchive(pending, { keeping, review }, deployment, before) {
  const { target } = deployment;
  if (keeping.size > 0 && !await target.mayArchive())
    throw new Stopped(
      "no-privilege",
      "What is dropped is to be kept in schemas of its own, and the role may not create any: GRANT CREATE ON DATABASE to it, or set keep-data: false."
    );
  const drops = pending.map((planned) => dropsOf(planned, review));
  if (drops.every(({ size }) => size === 0)) return;
  const keepers = [...await inArchive(deployment), ...inPlan(pending, keeping)];
  if (keepers.length === 0) return;
  const held = await heldUp(pending, drops, keepers, deployment, before);
  if (held.length === 0) return;
  const more = held.length > 5 ? [`and ${held.length - 5} more`] : [];
  throw new Stopped(
    "blocked",
    [
      "What is kept would be lost, or keeps a DROP from running. Nothing was run.",
      ...held.slice(0, 5),
      ...more
    ].join("\n")
  );
}
async function heldUp(pending, drops, keepers, deployment, before) {
  const needs = await deployment.target.neededBy(keepers);
  const { objects } = await deployment.target.readSchema(historyTablesIn(deployment, before));
  const standing = [...objects.values()];
  return keepers.flatMap((keeper) => {
    const needed = standing.filter(({ identity }) => needs.get(keeper)?.has(identity) === true);
    return pending.flatMap(
      ({ key }, place) => needed.filter((one) => place > keeper.from && isDropped(one, drops[place], keeper)).map(
        ({ kind, name }) => `${key.id} drops the ${kind} ${name}, which ${keeper.told} needs. ${keeper.release}`
      )
    );
  });
}
function dropsOf({ parsed }, review) {
  const { changes = [] } = review.migrations.find(({ path }) => path === parsed.migration.up.path) ?? {};
  return /* @__PURE__ */ new Set([
    ...changes.flatMap(({ action, name }) => action === "drop" ? [name] : []),
    ...parsed.up.flatMap(
      ({ operations }) => operations.flatMap((operation) => operation.kind === "drop" ? [operation.name] : [])
    )
  ]);
}
function isDropped({ kind, name }, drops, { from }) {
  if (from >= 0 && (kind === "type" || kind === "domain")) return false;
  return drops?.has(name) === true || drops?.has(name.replace(/\(.*$/s, "")) === true;
}
async function inArchive({ target }) {
  return (await target.setAside()).map(({ id, object, place }) => ({
    table: place,
    column: null,
    from: -1,
    told: `${object} in the archive`,
    release: `migration-gate archive purge ${id} gives it up; else leave this DROP until it has expired.`
  }));
}
function inPlan(pending, keeping) {
  return pending.flatMap(
    ({ key, parsed }, from) => (keeping.get(parsed.migration.up.path)?.objects ?? []).map(({ kind, name }) => {
      const { parent, local } = splitLast(name);
      return {
        ...kind === "column" ? { table: parent, column: local } : { table: name, column: null },
        from,
        told: `${name}, which ${key.id} sets aside,`,
        release: `Apply --to ${key.id} first; migration-gate archive purge gives it up.`
      };
    })
  );
}

// src/commands/apply.ts
function apply(request, told = () => {
}) {
  return onTarget(request, told, async (deployment) => {
    const { draft, work } = deployment;
    const begun = request.dryRun ? null : await deployment.begin();
    const open = await pendingOn(work);
    const pending = upTo(request, open, work.planned);
    requireNoneHalfWay(deployment, open, begun === null);
    const rehearsal = await request.rehearsal();
    requirePlan(request, deployment, pending, open, rehearsal);
    draft.notes.push(...await request.requireReviewed?.(pending) ?? []);
    if (pending.length === 0) {
      draft.outcome = draft.recovered.length > 0 ? "done" : "nothing-to-do";
      draft.message = "The target has run them all.";
      return;
    }
    const before = await lookAt(deployment);
    const examined = await check(request, deployment, pending, open, before);
    draft.migrations = pending.map((one) => shown(one, examined.review, request));
    requireVerdict(deployment, examined.review);
    await requireArchive(pending, examined, deployment, before);
    await requireRights(pending, examined, deployment);
    if (begun === null) {
      draft.outcome = "planned";
      draft.message = `${pending.length} would be applied; nothing was run.`;
      return;
    }
    requireRehearsedSchema(rehearsal, deployment, open, examined);
    await requireUnmoved(deployment, before);
    const queue = pending.map((planned) => ({ planned, back: wayBackOf(examined, planned) }));
    await runAll(work, begun, queue, "up", open.journal, (place, { segments: _, ...result }) => {
      draft.migrations[place] = { ...draft.migrations[place], ...result };
    });
    await requirePredicted(deployment, before, examined);
    draft.outcome = "done";
    draft.message = `${pending.length} applied.`;
    const after = await lookAt(deployment, "kept").catch((error) => {
      throw new Stopped("snapshot-failed", `All was applied; no snapshot could be taken: ${error.message}`);
    });
    const isBuilt = examined.review.driftVerdict === "equal" && areLast(pending, work.planned, open);
    draft.snapshot = isBuilt ? recordNoDrift(after, request) : after;
  });
}
function requireNoneHalfWay({ draft }, { interrupted }, isDry) {
  if (interrupted.length === 0) return;
  const names = interrupted.join(", ");
  if (isDry) draft.notes.push(`not through: ${names}; apply settles it before all else`);
  else
    throw new Stopped(
      "interrupted",
      `A way back stopped half way: ${names}. Look at the database, then say how it stands: migration-gate repair --mark-applied, or --mark-not-applied.`
    );
}
function areLast(pending, all, open) {
  const first = all.findIndex((one) => pending.includes(one));
  return all.slice(first).every((one) => open.pending.includes(one));
}
function shown(planned, review, { config }) {
  const reviewed = reviewedOf(review, planned);
  const segments = shownSegments(planned, reviewed, config.apply.timeouts);
  return { ...notRun(planned), segments, ...reviewed?.kept ? { keeps: reviewed.kept } : {} };
}
function upTo({ to }, { pending }, all) {
  if (to === null) return pending;
  const last = all.findIndex(({ key }) => key.id === to);
  if (last < 0) throw new UserError(`--to names ${JSON.stringify(to)}, and there is no such migration.`);
  return pending.filter((one) => all.indexOf(one) <= last);
}
function requirePlan({ run }, { draft, work }, pending, { journal }, rehearsal) {
  const namesOf = (some) => some.map(({ key }) => key.id).join(", ");
  const done = work.planned.filter(
    ({ key }) => journal.migrations.some(
      (one) => run.planDigest !== null && one.planDigest === run.planDigest && one.state === "applied" && sameKey(one, key)
    )
  );
  draft.planDigest = pending.length + done.length === 0 ? null : digestOfPlan(pending, done);
  if (run.planDigest !== null && draft.planDigest === null)
    throw new Stopped(
      "pending-mismatch",
      `The plan ${run.planDigest} promises migrations, and the target has none left to run.`
    );
  if (run.planDigest !== null && run.planDigest !== draft.planDigest)
    throw new Stopped(
      "plan-changed",
      `What is pending (${namesOf(pending)}) has the plan digest ${draft.planDigest}, and ${run.planDigest} was asked for.`
    );
  const rehearsed = rehearsal === null ? null : digestsIn(rehearsal.snapshot);
  const missing = pending.filter(({ digest }) => rehearsed !== null && !rehearsed.has(digest));
  if (missing.length > 0)
    throw new Stopped(
      "not-rehearsed",
      `${rehearsal?.name} has not run exactly this: ${namesOf(missing)}. Apply it there first.`
    );
}
function requireRehearsedSchema(rehearsal, { dialect, draft, work }, { journal, pending }, { schemaAfter }) {
  const schema = rehearsal?.snapshot.schema;
  if (rehearsal === null || schema === void 0 || schemaAfter === null) return;
  const here = /* @__PURE__ */ new Set([
    ...pending.map(({ digest }) => digest),
    ...journal.migrations.flatMap(({ state, digest }) => state === "applied" ? [digest] : [])
  ]);
  const rehearsed = digestsIn(rehearsal.snapshot);
  const isSame = rehearsed.size === here.size && [...rehearsed].every((digest) => here.has(digest));
  if (!isSame || work.planned.length === 0) return;
  const { redacted, schema: there } = targetOf(schema, rehearsal.snapshot.serverVersion ?? "");
  const { verdict, difference } = dialect.compareWithTarget(schemaAfter, there, redacted);
  if (verdict !== "unequal") return;
  draft.difference = difference;
  throw new Stopped(
    "not-rehearsed",
    `This would lead to another schema than ${rehearsal.name} has, where the same migrations ran.`
  );
}
function digestsIn({ history = [] }) {
  const rows = history.flatMap(
    ({ table, rows: rows2 }) => table.replaceAll('"', "") === "migration_gate.migration" ? rows2 : []
  );
  return new Set(rows.flatMap(({ state, digest }) => state === "applied" && digest ? [digest] : []));
}
function check({ folders, dialect, files, config, acceptance, baseStore, now }, { told }, pending, open, snapshot) {
  const tags = new Map(
    pending.map((one) => [one.parsed.migration.up.path, archiveTag(one.key, nextPass(open.journal, one))])
  );
  const pathsOf = (some) => new Set(some.map(({ parsed }) => parsed.migration.up.path));
  told(`checks ${pending.length} ${pending.length === 1 ? "migration" : "migrations"} against it`);
  return examine({
    folders,
    dialect,
    changeSet: { base: files, head: files, baseRef: null },
    onTarget: {
      pending: pathsOf(pending),
      later: pathsOf(open.pending.filter((one) => !pending.includes(one)))
    },
    config: { ...config, snapshot: void 0, limits: limitsOf(config) },
    shadow: { kind: "embedded" },
    keepTagOf: (path) => tags.get(path) ?? "",
    snapshot: { path: "the target", text: renderSnapshot(snapshot) },
    ...acceptance === void 0 ? {} : { acceptance },
    ...baseStore === void 0 ? {} : { baseStore },
    now
  });
}
function requireVerdict({ draft, request }, review) {
  const { verdict, findings, drift, driftVerdict } = review;
  const isBuilt = driftVerdict === "equal" || driftVerdict === "equal-except-order";
  if (!isBuilt && request.config.drift !== "off") {
    draft.difference = drift;
    const told = findings.find(({ rule }) => rule === "schema-drift");
    throw new Stopped(
      "drift",
      told === void 0 ? "Whether the target is as its migrations build it could not be told." : `${told.message} ${told.fix ?? ""}`.trim()
    );
  }
  if (verdict === "pass") return;
  const errors = findings.filter(({ severity, suppressed }) => severity === "error" && suppressed === null);
  const listed = errors.slice(0, 5).map(
    ({ path, line, rule, message }) => redacts(request.config) ? `${path}:${line} ${rule}` : `${path}:${line} ${rule}: ${message}`
  );
  const more = errors.length > 5 ? [`and ${errors.length - 5} more`] : [];
  throw new Stopped("blocked", ["The check blocks it.", ...listed, ...more].join("\n"));
}
function reviewedOf(review, { parsed }) {
  return review.migrations.find(({ path }) => path === parsed.migration.up.path);
}
function wayBackOf({ review, keeping }, planned) {
  const down = reviewedOf(review, planned)?.down;
  const kept = keeping.get(planned.parsed.migration.up.path) ?? null;
  const losses = down?.losses ?? [];
  return down?.restoresSchema === true ? { down: down.sql, losses, kept } : { down: null, losses: kept === null ? [] : losses, kept };
}
async function requireRights(pending, { review }, { target }) {
  const lacking = await target.lackingRights(wantedRights(pending, review));
  if (lacking.length === 0) return;
  throw new Stopped(
    "no-privilege",
    `The role may not do what the plan asks: ${lacking.join("; ")}. Apply as the owner, or as a member of that role. Nothing was run.`
  );
}
export {
  apply
};
