import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  runsOn
} from "./chunk-K7VAUTPS.js";
import {
  onTarget
} from "./chunk-W2G3DZQ3.js";
import {
  historyRows
} from "./chunk-YOECREFQ.js";
import {
  digestOfPlan,
  journaled,
  sameKey
} from "./chunk-JFKX4DKD.js";
import {
  historySources
} from "./chunk-CH6FMR4N.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-QIHEFDE5.js";
import {
  appliedOn,
  unfinishedOn
} from "./chunk-VKVSLE3N.js";
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
import "./chunk-5U5MJJPE.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/commands/repair.ts
function repair(request, told = () => {
}) {
  return onTarget(request, told, async (deployment) => {
    const { draft, work } = deployment;
    const ids = [...request.markApplied, ...request.markNotApplied];
    draft.planDigest = digestOfPlan(work.planned.filter(({ key }) => ids.includes(key.id)));
    if (request.run.planDigest !== null && request.run.planDigest !== draft.planDigest)
      throw new Stopped(
        "plan-changed",
        `${ids.join(", ")} has the digest ${draft.planDigest}, and ${request.run.planDigest} was asked for.`
      );
    const begun = await deployment.begin({ recover: false });
    for (const id of request.markApplied) draft.recovered.push(await markApplied(deployment, begun, id));
    for (const id of request.markNotApplied) draft.recovered.push(await markNotApplied(deployment, begun, id));
    draft.outcome = "done";
    draft.message = "The journal says so now.";
  });
}
async function markApplied(deployment, begun, id) {
  const { work, target } = deployment;
  const journal = await target.journal();
  const planned = plannedOf(deployment, id);
  const entry = journaled(journal, planned.key);
  const unsettled = entry === void 0 ? null : unsettledSegment(planned, entry, journal.statements);
  if (entry === void 0 || unsettled === null) {
    if (await stateInTable(deployment, planned) === "applied") return `${id} is applied already`;
    await runsOn(work, begun, [planned], journal);
    return `${id} counts as applied`;
  }
  const { segment, isLast, line } = unsettled;
  await target.mark([
    {
      migration: { ...stateOf(entry), state: isLast ? "applied" : "running" },
      statements: entriesOf(segment, journal, planned).map((one) => ({ ...one, state: "applied" })),
      note: null,
      history: isLast ? historyRows(begun.tools, planned.parsed.migration, "up", 0) : []
    }
  ]);
  return isLast ? `${id}: line ${line} took effect, and with it the migration is applied` : `${id}: line ${line} took effect; apply goes on behind it`;
}
async function markNotApplied(deployment, begun, id) {
  const { target, work } = deployment;
  const journal = await target.journal();
  const planned = work.planned.find(({ key: key2 }) => key2.id === id);
  const entry = journal.migrations.find(
    (one) => planned === void 0 ? one.id === id : sameKey(one, planned.key)
  );
  if (entry === void 0 && planned === void 0)
    throw new UserError(`No migration is called ${JSON.stringify(id)}.`);
  const unsettled = entry === void 0 || planned === void 0 ? null : unsettledSegment(planned, entry, journal.statements);
  if (entry !== void 0 && planned !== void 0 && unsettled !== null) {
    await target.mark([
      {
        migration: { ...stateOf(entry), state: "failed" },
        statements: entriesOf(unsettled.segment, journal, planned).map((one) => ({
          ...one,
          state: "not-applied"
        })),
        note: "somebody says that it did not take effect",
        history: []
      }
    ]);
    return `${id}: line ${unsettled.line} did not take effect; apply runs it again`;
  }
  if (entry === void 0 || entry.state === "reverted") {
    if (planned === void 0 || await stateInTable(deployment, planned) === "not-applied")
      return `${id} is not applied`;
  }
  const { key, digest, checksum } = planned ?? {
    key: { folder: entry?.folder ?? "", id },
    digest: entry?.digest ?? "",
    checksum: entry?.checksum ?? ""
  };
  await target.mark([
    {
      migration: {
        ...key,
        digest,
        checksum,
        direction: "down",
        state: "reverted",
        pass: (entry?.pass ?? 0) + 1,
        down: null,
        losses: [],
        kept: null
      },
      statements: [],
      note: "somebody says that it is not applied",
      history: planned === void 0 ? [] : historyRows(begun.tools, planned.parsed.migration, "down", 0)
    }
  ]);
  return `${id} counts as not applied`;
}
function plannedOf({ work }, id) {
  const found = work.planned.filter(({ key }) => key.id === id);
  const [planned, ...more] = found;
  if (planned === void 0) throw new UserError(`No migration is called ${JSON.stringify(id)}.`);
  if (more.length > 0)
    throw new UserError(`Several folders have a migration ${JSON.stringify(id)}: say which with --dir.`);
  return planned;
}
async function stateInTable({ target, work }, { parsed: { migration } }) {
  const history = await target.history(historySources);
  const all = work.planned.map(({ parsed }) => parsed.migration);
  if (unfinishedOn(history, all).includes(migration)) return "unfinished";
  return appliedOn(history, [migration])?.has(migration) === true ? "applied" : "not-applied";
}
function unsettledSegment({ segments }, entry, statements) {
  if (entry.state !== "running" && entry.state !== "failed") return null;
  if (entry.direction === "down") return null;
  const open = statements.filter((one) => sameKey(one, entry) && ["running", "failed"].includes(one.state));
  const place = segments.findIndex(
    ({ kind, statements: own }) => kind !== "transaction" && own.some(({ index }) => open.some(({ number }) => number === index))
  );
  const segment = segments[place];
  if (segment === void 0) return null;
  return { segment, isLast: place === segments.length - 1, line: segment.statements[0]?.line ?? 1 };
}
function entriesOf(segment, { statements }, { key }) {
  const numbers = new Set(segment.statements.map(({ index }) => index));
  return statements.filter((one) => sameKey(one, key) && numbers.has(one.number)).map(({ number, checksum }) => ({ number, checksum }));
}
function stateOf({ folder, id, direction, pass, digest, checksum, down, losses, kept }) {
  return { folder, id, direction, pass, digest, checksum, down, losses, kept };
}
export {
  repair
};
