import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  historyRows,
  hostTools,
  lockKeysOf
} from "./chunk-YOECREFQ.js";
import {
  journaled,
  planMigrations,
  sameKey,
  statesOf
} from "./chunk-JFKX4DKD.js";
import {
  historySources,
  limitsOf,
  takeSnapshot
} from "./chunk-CH6FMR4N.js";
import {
  dropsData,
  migrationDigest
} from "./chunk-UVWYFCW5.js";
import {
  historyTablesOf
} from "./chunk-QIHEFDE5.js";
import {
  unfinishedOn
} from "./chunk-VKVSLE3N.js";
import {
  readMigrations
} from "./chunk-GVUU3IVM.js";
import {
  statementChecksum
} from "./chunk-EWF2UWJ3.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  targetOf
} from "./chunk-5U5MJJPE.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/deploy/run-migration.ts
import { setTimeout as sleep } from "node:timers/promises";
var shortest = 250;
var longest = 1e4;
async function runMigration(target, course, { retries, timeouts }, told) {
  const { planned, direction, from } = course;
  let durationMs = 0;
  let retried = 0;
  for (let place = from; place < planned.segments.length; place++) {
    const segment = planned.segments[place];
    const isLast = place === planned.segments.length - 1;
    for (let tries = 0; ; tries++) {
      const result = await target.run({
        segment,
        timeouts,
        settings: settingsOf(planned.segments.slice(0, place)),
        first: place === from && tries === 0,
        followed: course.followed || !isLast,
        migration: { ...stateOf(course), state: isLast ? endOf(direction) : "running" },
        restored: course.restored,
        history: isLast ? course.history(durationMs) : [],
        waiting: (blockers) => told(waitingFor(planned, blockers))
      });
      durationMs += result.durationMs;
      if (result.kind === "applied") break;
      const parts = place - from;
      if (result.kind === "lost") return { kind: "lost", durationMs, parts, retried, failure: result };
      if (!result.transient || tries >= retries || !await cleared(target, course, segment)) {
        await noteFailure(target, course, place, result);
        return { kind: "failed", durationMs, parts, retried, failure: result };
      }
      retried++;
      const wait = Math.min(longest, shortest * 2 ** tries) * (0.5 + Math.random() / 2);
      told(
        `${planned.key.id}: ${result.message}${inTheWay(result.blockers)}; try ${tries + 2} of ${retries + 1} in ${(wait / 1e3).toFixed(1)} s`
      );
      await sleep(wait);
    }
  }
  return { kind: "applied", durationMs, parts: planned.segments.length - from, retried, failure: null };
}
function endOf(direction) {
  return direction === "up" ? "applied" : "reverted";
}
function stateOf({ planned, direction, pass, back }) {
  const { key, digest, checksum } = planned;
  return { ...key, direction, pass, digest, checksum, ...back };
}
function settingsOf(segments) {
  return segments.flatMap(({ statements }) => [...statements]).filter(
    ({ operations }) => operations.length > 0 && operations.every((it) => it.kind === "set" && it.local === false)
  ).map(({ sql }) => sql);
}
async function cleared(target, course, segment) {
  if (segment.kind === "transaction") return true;
  if (segment.kind === "as-authored") return false;
  const statement = segment.statements[0];
  const { statements } = await target.journal();
  const { key, direction } = { key: course.planned.key, direction: course.direction };
  const entry = statements.find(
    (one) => one.id === key.id && one.folder === key.folder && one.direction === direction && one.number === statement.index
  );
  return entry !== void 0 && (await target.settle(entry, statement)).kind === "not-applied";
}
async function noteFailure(target, course, place, { message, number }) {
  const { planned, direction } = course;
  const segment = planned.segments[place];
  const untouched = place === 0 && segment.kind === "transaction";
  const statement = segment.statements.find(({ index }) => index === number);
  const state = untouched && direction === "down" ? "applied" : "failed";
  await target.mark([
    {
      migration: { ...stateOf(course), state },
      statements: statement === void 0 || untouched ? [] : [{ number: statement.index, checksum: statementChecksum(statement), state: "failed" }],
      note: message,
      history: []
    }
  ]);
}
function waitingFor({ key }, blockers) {
  return `${key.id} waits for ${blockers.map(blockerText).join(", ")}`;
}
function inTheWay(blockers) {
  return blockers.length === 0 ? "" : `; in its way: ${blockers.map(blockerText).join(", ")}`;
}
function blockerText({ pid, application, state, ageMs, query }) {
  return `process ${pid} (${application || "no name"}, ${state}, for ${Math.round(ageMs / 1e3)} s: ${query})`;
}
function requireSameText(planned, digest) {
  if (planned.digest === digest) return;
  throw new Stopped(
    "checksum-changed",
    `${planned.key.id} was begun, and its file says something else now. Restore the file as it was reviewed, or settle it: migration-gate repair --mark-applied ${planned.key.id}, or --mark-not-applied ${planned.key.id}.`
  );
}

// src/deploy/deploy-report.ts
function notRun(planned) {
  const { migration } = planned.parsed;
  return {
    id: migration.id,
    path: migration.up.path,
    digest: planned.digest,
    state: "not-run",
    durationMs: 0,
    retries: 0,
    failure: null,
    segments: []
  };
}
function shownSegments({ segments }, reviewed, timeouts) {
  return segments.map((segment) => shownSegment(segment, reviewed, timeouts));
}
function shownSegment(segment, reviewed, timeouts) {
  const inside = segment.kind === "transaction";
  return {
    kind: segment.kind,
    recovery: inside ? "transaction" : segment.recovery,
    lockTimeout: inside ? timeouts.lock : timeouts.concurrentLock,
    statementTimeout: inside ? timeouts.statement : timeouts.concurrentStatement,
    statements: segment.statements.map(({ index, line, sql }) => ({
      index,
      line,
      sql,
      locks: [...reviewed?.statements.find((one) => one.index === index)?.locks ?? []]
    }))
  };
}
function asRun(planned, { kind, durationMs, retried, failure, parts }, end) {
  const ran = { ...notRun(planned), durationMs: Math.round(durationMs), retries: retried };
  if (failure === null) return { ...ran, state: end };
  const number = failure.kind === "failed" ? failure.number : null;
  const statement = planned.segments.flatMap(({ statements }) => [...statements]).find(({ index }) => index === number);
  return {
    ...ran,
    state: kind === "lost" ? "interrupted" : "failed",
    failure: {
      line: statement?.line ?? null,
      code: failure.kind === "failed" ? failure.code : "08006",
      message: failure.message + (failure.kind === "failed" ? inTheWay(failure.blockers) : ""),
      partsApplied: parts
    }
  };
}
function failureOf({ id, path, state, failure }) {
  if (state === "interrupted")
    return new Stopped(
      "interrupted",
      `${id} was interrupted: ${failure?.message}. Run it again: it finds out what took effect.`
    );
  const where = failure?.line == null ? path : `${path}:${failure.line}`;
  const parts = failure?.partsApplied ?? 0;
  const left = parts === 0 ? "Nothing of it took effect." : `${parts} of its parts took effect and stay.`;
  return new Stopped("apply-failed", `${where}: ${failure?.message} (${failure?.code}). ${left}`);
}

// src/deploy/recover.ts
async function resumptions(target, journal, planned) {
  const found = [];
  for (const begun of journal.migrations) {
    if (begun.direction !== "up" || begun.state !== "running" && begun.state !== "failed") continue;
    const statements = journal.statements.filter((one) => sameKey(one, begun) && one.direction === "up");
    if (!statements.some(({ state }) => state !== "not-applied")) continue;
    const own = planned.find(({ key }) => sameKey(key, begun));
    if (own === void 0) throw gone(begun);
    const same = asBegun(own, begun);
    requireSameText(same, begun.digest);
    const resumed = await resumption(target, same, begun, statements);
    requireKept(own, resumed);
    found.push(same === own ? resumed : toldOf(resumed));
  }
  return found;
}
function asBegun(planned, { digest }) {
  if (planned.digest === digest) return planned;
  return digestsOf(planned).includes(digest) ? { ...planned, digest } : planned;
}
function digestsOf({ parsed: { migration, transaction } }) {
  return [migrationDigest(migration, transaction, true), migrationDigest(migration, transaction)];
}
function requireKept(now, { planned, from }) {
  const [keeping] = digestsOf(now);
  if (planned.digest === now.digest || now.digest !== keeping) return;
  const left = planned.segments.slice(from).flatMap(({ statements }) => statements);
  if (!dropsData(left)) return;
  const { id } = planned.key;
  throw new Stopped(
    "plan-changed",
    `${id} was begun without keep-data and can only go on so: what it has yet to drop would not be kept, and keep-data is switched on by now. Set keep-data: false until it is through, or settle it: migration-gate repair --mark-not-applied ${id}.`
  );
}
function toldOf({ planned, evidence, ...more }) {
  const how = planned.digest === digestsOf(planned)[0] ? "with" : "without";
  return {
    ...more,
    planned,
    evidence: [...evidence, `${planned.key.id}: goes on ${how} keep-data, as it was begun`]
  };
}
async function resumption(target, planned, { pass, down, losses, kept }, statements) {
  const back = { down, losses, kept };
  const evidence = [];
  const found = [];
  for (const [from, segment] of planned.segments.entries()) {
    const entries = segment.statements.map(({ index }) => statements.find(({ number }) => number === index));
    if (entries.every((entry2) => entry2?.state === "applied")) continue;
    if (segment.kind === "transaction") return { planned, from, pass, back, found, evidence };
    const [statement] = segment.statements;
    const entry = entries[0];
    if (entry === void 0 || statement === void 0 || entry.state === "not-applied")
      return { planned, from, pass, back, found, evidence };
    if (segment.kind === "as-authored" || entry.checksum !== statementChecksum(statement))
      throw unknown(planned, "its own transaction control does not say which part took effect");
    const settled = await target.settle(entry, statement);
    if (settled.kind === "unknown") throw unknown(planned, settled.evidence);
    evidence.push(`${planned.key.id}, line ${statement.line}: ${settled.evidence}`);
    if (settled.kind === "applied")
      found.push({ number: statement.index, checksum: entry.checksum, state: "applied" });
    else return { planned, from, pass, back, found, evidence };
  }
  return { planned, from: planned.segments.length, pass, back, found, evidence };
}
function unknown({ key }, evidence) {
  return new Stopped(
    "interrupted",
    `${key.id} was interrupted, and whether it took effect cannot be told: ${evidence}. Look at the database, then say so: migration-gate repair --mark-applied ${key.id}, or --mark-not-applied ${key.id}.`
  );
}
function gone({ id }) {
  return new Stopped(
    "checksum-changed",
    `${id} was begun and is not through, and there is no file of it. Restore the file, or settle it: migration-gate repair --mark-applied ${id}, or --mark-not-applied ${id}.`
  );
}
function nextPass(journal, { key }) {
  return (journaled(journal, key)?.pass ?? 0) + 1;
}

// src/deploy/unconfirmed.ts
var longest2 = 1e3;
var doubt = "it was committed, and a server that went down may have forgotten it; the next run finds out";
var Unconfirmed = class {
  #results = /* @__PURE__ */ new Map();
  #since = performance.now();
  /** Whether the next COMMIT is to wait. */
  isOld() {
    return performance.now() - this.#since > longest2;
  }
  /** A COMMIT that waited confirms all before it, for the log has an order. */
  add(place, result, waited) {
    if (!waited) {
      this.#results.set(place, result);
      return;
    }
    this.#results.clear();
    this.#since = performance.now();
  }
  /** Where the connection broke nobody knows whether the server kept them: that they are applied is taken back. */
  tell(done) {
    for (const [place, result] of this.#results) {
      const failure = { line: null, code: "08006", message: doubt, partsApplied: 0 };
      done(place, { ...result, state: "interrupted", failure });
    }
  }
};

// src/deploy/deploy.ts
async function beginRun(work, recovering = true, begun = () => {
}) {
  const { target, waiting, told } = work;
  const before = toolsOn(work, await target.history(work.historySources));
  await target.lock(lockKeysOf(before, target.database), {
    ...waiting,
    told: (by) => told(`waits for the lock that ${by} holds`)
  });
  await target.begin();
  begun();
  const history = await target.history(work.historySources);
  const tools = toolsOn(work, history);
  if (!recovering) return { tools, recovered: [] };
  requireFinished(work, history);
  return { tools, recovered: await recover(work, tools) };
}
function requireFinished({ planned }, history) {
  const left = unfinishedOn(
    history,
    planned.map(({ parsed }) => parsed.migration)
  );
  const [first] = left;
  if (first === void 0) return;
  throw new Stopped(
    "interrupted",
    `${first.format} began ${left.map(({ id }) => id).join(", ")} and did not come to its end, as its own table says. Look at the database, then say how it stands: migration-gate repair --mark-applied <id>, or --mark-not-applied <id>. Nothing was run.`
  );
}
function toolsOn({ planned, dialect }, history) {
  return hostTools(
    planned.map(({ parsed }) => parsed.migration),
    history,
    dialect
  );
}
async function recover(work, tools) {
  const { target, planned, told } = work;
  const recovered = [];
  for (const resumption2 of await resumptions(target, await target.journal(), planned)) {
    const { planned: own, from, pass, evidence, back, found } = resumption2;
    recovered.push(...evidence);
    for (const line of evidence) told(line);
    const course = { ...courseOf(tools, own, "up"), from, pass, back, followed: false, restored: [] };
    const isThrough = from >= own.segments.length;
    const { key, digest, checksum } = own;
    const state = isThrough ? "applied" : "running";
    await target.mark([
      {
        migration: { ...key, direction: "up", state, pass, digest, checksum, ...back },
        statements: found,
        note: null,
        history: isThrough ? course.history(0) : []
      }
    ]);
    if (isThrough) {
      recovered.push(`${key.id}: all of it had taken effect, and is recorded now`);
      continue;
    }
    told(`goes on with ${key.id}`);
    const result = await runMigration(target, course, work, told);
    if (result.failure !== null) throw failureOf(asRun(own, result, "applied"));
    recovered.push(`${key.id}: went on and came to its end`);
  }
  return recovered;
}
async function pendingOn(work) {
  const { target, planned, historySources: historySources2 } = work;
  const journal = await target.journal();
  const history = await target.history(historySources2);
  requireFinished(work, history);
  const states = statesOf(
    planned.map(({ parsed }) => parsed.migration),
    history,
    journal
  );
  const named2 = (wanted) => states.flatMap(({ key, state }) => state === wanted ? [key.id] : []).join(", ");
  const changed = named2("changed");
  if (changed !== "")
    throw new Stopped(
      "checksum-changed",
      `Applied, and edited since: ${changed}. Restore the text, and write what is new as a migration of its own.`
    );
  const unknown2 = named2("unknown");
  if (unknown2 !== "")
    throw new Stopped(
      "pending-mismatch",
      `The target has run what has no file here: ${unknown2}. Bring the files back; one that was renamed or moved is recorded anew with repair --mark-applied.`
    );
  const open = states.filter(({ state }) => state === "pending" || state === "failed");
  return {
    pending: planned.filter((one) => open.some(({ key }) => sameKey(key, one.key))),
    interrupted: states.flatMap(({ key, state }) => state === "interrupted" ? [key.id] : []),
    journal
  };
}
async function runAll(work, { tools }, queue, direction, journal, done) {
  const { target, told } = work;
  const making = tools.filter(({ isMissing }) => isMissing).flatMap((tool) => tool.making);
  if (making.length > 0) await target.write(making);
  const verb = direction === "up" ? "applies" : "takes back";
  const unconfirmed = new Unconfirmed();
  try {
    for (const [place, { planned, back, restored = [] }] of queue.entries()) {
      told(`${verb} ${planned.key.id} (${place + 1} of ${queue.length})`);
      const pass = nextPass(journal, planned);
      const followed = place < queue.length - 1 && !unconfirmed.isOld();
      const course = { ...courseOf(tools, planned, direction), from: 0, pass, back, followed, restored };
      const ran = await runMigration(target, course, work, told);
      const result = asRun(planned, ran, direction === "up" ? "applied" : "reverted");
      done(place, result);
      if (result.failure !== null) throw failureOf(result);
      unconfirmed.add(place, result, !followed);
    }
  } catch (error) {
    if (error instanceof Stopped && error.reason === "interrupted") unconfirmed.tell(done);
    throw error;
  }
}
function courseOf(tools, planned, direction) {
  return {
    planned,
    direction,
    history: (durationMs) => historyRows(tools, planned.parsed.migration, direction, durationMs)
  };
}

// src/deploy/redact.ts
function withoutLiterals(report, hide) {
  return {
    ...report,
    migrations: report.migrations.map((one) => hiddenIn(one, hide)),
    difference: report.difference.map((change) => ({ ...change, detail: hide(change.detail) }))
  };
}
function hiddenIn({ keeps, ...rest }, hide) {
  const orNull = (sql) => sql === null ? null : hide(sql);
  return {
    ...rest,
    ...keeps === void 0 ? {} : { keeps: { ...keeps, up: orNull(keeps.up), down: orNull(keeps.down) } },
    segments: rest.segments.map((segment) => ({
      ...segment,
      statements: segment.statements.map((statement) => ({ ...statement, sql: hide(statement.sql) }))
    }))
  };
}

// src/commands/deploying.ts
async function onTarget(request, told, act) {
  const dialect = await loadDialect(request.dialect);
  const { deployment } = dialect;
  if (deployment === void 0)
    throw new UserError(`Migrations of ${request.dialect} cannot be applied yet: apply knows postgres.`);
  const draft = draftOf(request);
  const apart = /* @__PURE__ */ new Set([...request.config.baseline, ...request.config.setup]);
  const { migrations, codeSteps } = readMigrations(
    request.folders,
    request.files,
    request.dialect,
    apart,
    request.config.variables
  );
  draft.notes.push(
    ...codeSteps.map((step) => `${step} is a step in a programming language: its own tool runs it`)
  );
  const planned = await planMigrations(dialect, migrations, request.config.apply.keepData !== null);
  let target = null;
  let begun = false;
  try {
    target = await deployment.open(request.url, request.run, {
      password: request.password,
      redact: redacts(request.config)
    });
    draft.serverVersion = target.serverVersion;
    const work = { ...request.config.apply, target, dialect: request.dialect, planned, historySources, told };
    await act({
      request,
      dialect,
      target,
      work,
      draft,
      told,
      async begin({ recover: recover2 } = { recover: true }) {
        const ready = await beginRun(work, recover2, () => {
          begun = true;
        });
        draft.recovered.push(...ready.recovered);
        return ready;
      }
    });
    if (begun) await target.end("done", null);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (begun) await target?.end("failed", error.message).catch(() => {
    });
    stopDraft(draft, error.reason, error.message);
  } finally {
    await target?.close();
  }
  return redacts(request.config) ? withoutLiterals(draft, deployment.hideLiterals) : draft;
}
function redacts({ apply, snapshot }) {
  return apply.redact ?? snapshot?.redact ?? false;
}
function stopDraft(draft, reason, message) {
  draft.outcome = "failed";
  draft.failureReason = reason;
  draft.message = message;
}
function draftOf({ run }) {
  return {
    format: "migration-gate/apply@1",
    command: run.command,
    outcome: "nothing-to-do",
    failureReason: null,
    message: "",
    environment: run.environment,
    runId: run.id,
    serverVersion: null,
    planDigest: run.planDigest,
    migrations: [],
    recovered: [],
    difference: [],
    notes: [],
    snapshot: null
  };
}
function lookAt({ request, told }, use = "compared") {
  const { url, config, now, run } = request;
  told("reads the target");
  return takeSnapshot({
    url,
    environment: run.environment,
    redact: use === "kept" && config.snapshot?.redact === true,
    takenAt: now,
    limits: limitsOf(config),
    ...request.password === void 0 ? {} : { password: request.password }
  }).catch((error) => {
    if (!(error instanceof UserError)) throw error;
    const { code } = error.cause ?? {};
    throw new Stopped(code === "42501" ? "no-privilege" : "cannot-connect", error.message, { cause: error });
  });
}
function historyTablesIn({ request }, { history = [] }) {
  return [
    ...historyTablesOf(request.folders, request.dialect),
    ...history.map(({ table }) => table.replaceAll('"', ""))
  ];
}
async function requireUnmoved(deployment, snapshot) {
  const { dialect, target, draft } = deployment;
  if (snapshot.schema === void 0)
    throw new Stopped(
      "drift",
      "The schema of the target could not be read, so nothing can be compared with it."
    );
  const { verdict, difference } = dialect.compareSchemas(
    targetOf(snapshot.schema, "").schema,
    await target.readSchema(historyTablesIn(deployment, snapshot))
  );
  if (verdict !== "unequal") return;
  draft.difference = difference;
  throw new Stopped("drift", "Somebody changed the schema of the target while it was checked. Run it again.");
}
async function requirePredicted(deployment, snapshot, { schemaBefore, schemaAfter }) {
  const { dialect, target, draft, told } = deployment;
  told("compares it with what was predicted");
  if (schemaAfter === null || schemaBefore === null || snapshot.schema === void 0)
    throw new Stopped("prediction-mismatch", "All of it ran; what it leads to was not predicted.");
  const now = await target.readSchema(historyTablesIn(deployment, snapshot));
  const unbuilt = dialect.compareWithTarget(
    schemaBefore,
    targetOf(snapshot.schema, "").schema,
    false
  ).difference;
  const { verdict, difference } = dialect.compareWithTarget(schemaAfter, now, false);
  if (verdict !== "unequal") return;
  const isOld = (change) => unbuilt.some((old2) => JSON.stringify(old2) === JSON.stringify(change));
  const old = difference.filter(isOld);
  if (old.length > 0) draft.notes.push(`not predicted, since it could not be built: ${named(old)}`);
  const unpredicted = difference.filter((change) => !isOld(change));
  if (unpredicted.length === 0) return;
  draft.difference = unpredicted;
  throw new Stopped(
    "prediction-mismatch",
    `All of it ran, and the target is not as predicted: ${named(unpredicted)}.`
  );
}
function named(changes) {
  const first = changes.slice(0, 5).map(({ action, object, name }) => `${action} ${object} ${name}`);
  return [...first, ...changes.length > 5 ? [`${changes.length - 5} more`] : []].join(", ");
}

export {
  notRun,
  shownSegments,
  nextPass,
  pendingOn,
  runAll,
  onTarget,
  redacts,
  lookAt,
  historyTablesIn,
  requireUnmoved,
  requirePredicted
};
