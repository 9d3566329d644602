import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  editOf,
  filesOfAdded,
  isMechanical,
  parseChange,
  textsOf
} from "./chunk-OLBCSLEQ.js";
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
import "./chunk-AAWHN7OB.js";
import "./chunk-ODQSQCXK.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-G6KR2M3D.js";
import "./chunk-VQG22WEY.js";
import "./chunk-44D7AZPA.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-5U5MJJPE.js";
import "./chunk-A3E4NWVU.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-BKNLFYTM.js";
import "./chunk-NLXL7WHC.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-YWD77NZN.js";
import "./chunk-C77DWL4K.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
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

// src/review/fixes/judge-fix.ts
var grave = /* @__PURE__ */ new Set(["error", "warning"]);
function isBetter({ compareSchemas }, before, after) {
  const [was, is] = [tally(before.review), tally(after.review)];
  const adds = [...is].some(([rule, count]) => count > (was.get(rule) ?? 0));
  return !adds && sum(is) < sum(was) && leadsTo(before.schemaAfter, after.schemaAfter, compareSchemas);
}
function leadsTo(was, is, compare) {
  if (was === null || is === null) return was === is;
  return compare(was, is).verdict !== "unequal";
}
function tally({ findings }) {
  const open = findings.filter(({ severity, suppressed }) => suppressed === null && grave.has(severity));
  return new Map([...Map.groupBy(open, ({ rule }) => rule)].map(([rule, all]) => [rule, all.length]));
}
function sum(counts) {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

// src/commands/fix.ts
var mostRounds = 3;
async function fix(request, progress = () => {
}) {
  const first = await examine(request, progress);
  const { head } = request.changeSet;
  let now = { head, touched: /* @__PURE__ */ new Set(), added: [], result: first };
  for (let round = 0; round < mostRounds; round++) {
    const open = mechanical(now.result.review);
    const better = await tryAll(request, now, open, progress) ?? await tryEach(request, now, open, progress);
    if (better === null) break;
    now = better;
  }
  return {
    review: now.result.review,
    fixed: mechanical(first.review).filter((finding) => !stands(finding, now.result.review)),
    files: difference(head, now.head)
  };
}
function mechanical({ findings }) {
  return findings.filter(isMechanical);
}
function stands({ rule, path, message }, { findings }) {
  return findings.some((it) => it.rule === rule && it.path === path && it.message === message);
}
async function tryAll(request, before, findings, progress) {
  const order = findings.toSorted((a, b) => (b.statement ?? 0) - (a.statement ?? 0));
  let { head, added } = before;
  const touched = new Set(before.touched);
  const done = /* @__PURE__ */ new Set();
  for (const finding of order) {
    const key = `${finding.statement} ${finding.path}`;
    const edit = done.has(key) ? null : editOf(textsOf(head), await parseChange(request, head, /* @__PURE__ */ new Set([finding.path])), finding);
    if (edit === null) continue;
    done.add(key);
    head = withEdit(head, edit);
    added = [...added, ...edit.added];
    touched.add(finding.path);
  }
  if (done.size === 0) return null;
  progress("trying the fixes", 0);
  const dialect = await loadDialect(request.dialect);
  const after = await withDowns(request, { head, touched, added, result: await resultOf(request, head) });
  return isBetter(dialect, before.result, after.result) ? after : null;
}
async function tryEach(request, before, findings, progress) {
  if (findings.length < 2) return null;
  for (const finding of findings) {
    const after = await tryAll(request, before, [finding], progress);
    if (after !== null) return after;
  }
  return null;
}
async function withDowns(request, attempt) {
  const ids = new Set(attempt.added.map(({ id }) => id));
  const wanting = attempt.result.review.migrations.filter(({ id, path, down }) => {
    const isOwn = ids.has(id) || attempt.touched.has(path) && down.path !== path;
    return isOwn && attempt.result.review.findings.some((it) => speaksOfDown(it, path, down.path));
  });
  if (wanting.length === 0) return attempt;
  const planDownOf = new Set(wanting.map(({ path }) => path));
  const { review: planned } = await resultOf({ ...request, planDownOf }, attempt.head);
  const head = new Map(attempt.head);
  for (const { id, down: old } of wanting) {
    const down = planned.migrations.find((it) => it.id === id)?.down;
    if (down?.source !== "generated" || !down.restoresSchema) continue;
    const added = attempt.added.find((it) => it.id === id);
    const files = added === void 0 ? old.path === null ? [] : [{ path: old.path, text: down.sql }] : filesOfAdded({ ...added, content: { ...added.content, down: down.sql } });
    for (const { path, text } of files) head.set(path, new TextEncoder().encode(text));
  }
  return { ...attempt, head, result: await resultOf(request, head) };
}
function speaksOfDown({ rule, path }, up, down) {
  return (rule === "missing-down" || rule === "down-does-not-restore") && (path === up || path === down);
}
function resultOf(request, head) {
  return examine({ ...request, changeSet: { ...request.changeSet, head } });
}
function withEdit(head, { changed, added }) {
  const files = [...changed, ...added.flatMap(filesOfAdded)];
  return new Map([...head, ...files.map(({ path, text }) => [path, new TextEncoder().encode(text)])]);
}
function difference(before, after) {
  const [old, now] = [textsOf(before), textsOf(after)];
  const written = [...now].filter(([path, text]) => old.get(path) !== text);
  const removed = [...old.keys()].filter((path) => !now.has(path)).map((path) => [path, null]);
  return new Map([...written, ...removed]);
}
export {
  fix
};
