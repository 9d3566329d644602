import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compareText,
  nothingSeen,
  splitLast
} from "./chunk-5W7K3ED5.js";
import {
  ShadowGone
} from "./chunk-ZEN2BLOB.js";

// src/dialects/support/comments.ts
function commentsBetween({ commentEnd, nextToken }, text, { start, end }) {
  const comments = [];
  let at = start;
  while (at < end) {
    const token = nextToken(text, at);
    const blankEnd = Math.min(token?.start ?? text.length, end);
    while (at < blankEnd) {
      const behind = commentEnd(text, at);
      if (behind !== -1) comments.push({ start: at, end: behind });
      at = behind === -1 ? at + 1 : behind;
    }
    at = Math.max(at, token?.end ?? end);
  }
  return comments;
}
function around(text, from, spans) {
  const starts = [from, ...spans.map(({ end }) => end)];
  const ends = [...spans.map(({ start }) => start), text.length];
  return starts.map((start, place) => ({ start, end: ends[place] ?? text.length }));
}

// src/dialects/support/object-order.ts
function objectOrder(kinds, schema) {
  const rank = (kind) => {
    const place = kinds.order.indexOf(kind);
    return place < 0 ? kinds.order.length : place;
  };
  const wholes = new Map(
    [...schema.objects.values()].filter(({ kind }) => kinds.wholes.has(kind)).map(({ kind, name }) => [name, kind])
  );
  const key = (object) => {
    const whole2 = kinds.wholes.has(object.kind) ? object.name : kinds.ownerOf(object);
    const group = whole2 === null ? object.kind : wholes.get(whole2) ?? "table";
    const columns = object.kind === "column" ? schema.columnOrder.get(whole2 ?? "") : void 0;
    return {
      group: rank(group),
      whole: whole2 ?? "",
      part: whole2 === object.name ? -1 : rank(object.kind),
      place: columns?.indexOf(splitLast(object.name).local) ?? 0
    };
  };
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    return x.group - y.group || compareText(x.whole, y.whole) || x.part - y.part || compareText(a.kind, b.kind) || x.place - y.place || compareText(a.name, b.name);
  };
}

// src/dialects/support/engine-process.ts
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
var memoryPollMs = 50;
function startEngine({ entry, readable }, limits, refused) {
  const child = fork(entry, [], {
    env: {},
    execArgv: [
      "--permission",
      ...readable.map((path) => `--allow-fs-read=${path}`),
      "--disable-warning=ExperimentalWarning"
    ],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"]
  });
  const deadline = Date.now() + limits.check;
  let gone = null;
  let complaint = "";
  let nextId = 1;
  const waiting = /* @__PURE__ */ new Map();
  function end(reason) {
    gone ??= new ShadowGone(reason);
    clearInterval(watch);
    child.kill("SIGKILL");
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }
  const watch = setInterval(() => {
    const resident = residentBytes(child.pid);
    if (resident > limits.memory) end(`it used more than ${Math.round(limits.memory / 1e6)} MB of memory`);
  }, memoryPollMs);
  watch.unref();
  child.stderr?.on("data", (chunk) => {
    complaint = (complaint + chunk).slice(-2e3);
  });
  child.on("error", (error) => end(`the engine did not start: ${error.message}`));
  child.on("exit", (code, signal) => {
    const lastWords = complaint.trim().split("\n").at(-1) ?? "";
    end(`the engine stopped (${signal ?? `exit code ${code}`})${lastWords === "" ? "" : `: ${lastWords}`}`);
  });
  child.on("message", (reply) => {
    const asked = waiting.get(reply.id);
    if (asked === void 0) return;
    waiting.delete(reply.id);
    if (reply.kind === "answered") asked.resolve(reply.answer);
    else if (reply.kind === "refused") asked.reject(refused(reply.refusal));
    else {
      const broken = new ShadowGone(`the engine broke: ${reply.message}`);
      asked.reject(broken);
      end(broken.message);
    }
  });
  function ask(question, within = "statement") {
    if (gone !== null) return Promise.reject(gone);
    const id = nextId++;
    const left = deadline - Date.now();
    const limit = within === "check" ? left : Math.min(limits.statement, left);
    const { promise, resolve, reject } = Promise.withResolvers();
    waiting.set(id, { resolve, reject });
    const late = left <= limit ? `the check's ${seconds(limits.check)} in the shadow were used up` : `it did not finish within ${seconds(limits.statement)}`;
    const timer = setTimeout(() => end(late), Math.max(limit, 0));
    child.send({ id, question });
    return promise.finally(() => clearTimeout(timer));
  }
  return { ask, end };
}
function seconds(milliseconds) {
  return `${milliseconds / 1e3} s`;
}
function residentBytes(pid) {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1];
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}

// src/dialects/support/engine-program.ts
import { fileURLToPath } from "node:url";
var root = new URL("../../../", import.meta.url);
function engineFolder(dialect) {
  const shadows = true ? new URL("../shadow/", import.meta.url) : new URL("dist/shadow/", root);
  return new URL(`${dialect}/`, shadows);
}
function engineProgram(dialect) {
  if (true) {
    const folder = engineFolder(dialect);
    return { entry: fileURLToPath(new URL("child.js", folder)), readable: [fileURLToPath(folder)] };
  }
  const entry = new URL(`../${dialect}/shadow/child.ts`, import.meta.url);
  return { entry: fileURLToPath(entry), readable: [fileURLToPath(root)] };
}

// src/dialects/support/standing.ts
var alone = { heldBefore: [], inTransaction: false };
var mostHeld = 100;
function standingsByText(statements, inside, { inferLocks, isStronger }) {
  let held = [];
  return statements.map((statement, place) => {
    if (inside[place] !== true) {
      held = [];
      return alone;
    }
    const standing = { heldBefore: held, inTransaction: true };
    held = endsTransaction(statement) ? [] : withLocks(held, inferLocks(statement), isStronger);
    return standing;
  });
}
function whenAsked(statements, standings) {
  let known = null;
  return (statement) => {
    known ??= new Map(standings().map((standing, place) => [statements[place], standing]));
    return known.get(statement) ?? alone;
  };
}
function withLocks(held, taken, isStronger) {
  const modes = new Map(held.map(({ relation, mode }) => [relation, mode]));
  const stronger = taken.filter(({ relation, mode }) => isStronger(mode, modes.get(relation) ?? null));
  if (stronger.length === 0) return held;
  for (const { relation, mode } of stronger)
    if (modes.has(relation) || modes.size < mostHeld) modes.set(relation, mode);
  return [...modes].map(([relation, mode]) => ({ relation, mode }));
}
function endsTransaction({ operations }) {
  return operations.some(
    (operation) => operation.kind === "transaction" && (operation.verb === "commit" || operation.verb === "rollback")
  );
}

// src/dialects/support/difference.ts
var whole = 90;
var side = 80;
var context = 30;
function textChange(before, after) {
  const [old, now] = [oneLine(before), oneLine(after)];
  if (old === now) return otherSpace;
  return old.length <= whole && now.length <= whole ? `${old} \u2192 ${now}` : sides(old, now, false, false);
}
function lineChange(before, after, sameText) {
  const [old, now] = [linesOf(before), linesOf(after)];
  const found = differing(old, now, sameText) ?? differing(old, now, (a, b) => a === b);
  if (found === null) return otherSpace;
  const replaced = found.oldEnd === found.nowEnd;
  const cameOrWent = found.start === found.oldEnd || found.start === found.nowEnd;
  const start = cameOrWent ? Math.max(0, found.start - 1) : found.start;
  const next = cameOrWent && found.start === 0 ? 1 : 0;
  const [oldEnd, nowEnd] = replaced ? [start + 1, start + 1] : [found.oldEnd + next, found.nowEnd + next];
  const more = oldEnd < old.length || nowEnd < now.length;
  return sides(old.slice(start, oldEnd).join(" "), now.slice(start, nowEnd).join(" "), start > 0, more);
}
function beginning(text) {
  return cutOut(oneLine(text), 0, 0);
}
var otherSpace = "other white space";
function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}
function linesOf(text) {
  return text.trim().replace(/;$/, "").split("\n").map(oneLine).filter((line) => line !== "");
}
function differing(old, now, same) {
  const isSame = (i, j) => same(old[i] ?? "", now[j] ?? "");
  let start = 0;
  while (start < old.length && start < now.length && isSame(start, start)) start += 1;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && isSame(oldEnd - 1, nowEnd - 1)) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  return start === oldEnd && start === nowEnd ? null : { start, oldEnd, nowEnd };
}
function sides(old, now, moreBefore, moreAfter) {
  const at = firstDifference(old, now);
  const longest = Math.max(old.length, now.length);
  const wanted = longest <= side ? 0 : Math.max(0, Math.min(at - context, longest - side));
  const space = wanted === 0 ? -1 : old.indexOf(" ", wanted - 1);
  const start = space < 0 || space >= at ? wanted : space + 1;
  return [old, now].map((text) => {
    const cut = cutOut(text, start, at);
    const before = moreBefore && start === 0 ? "\u2026 " : "";
    const after = moreAfter && !cut.endsWith("\u2026") ? " \u2026" : "";
    return `${before}${cut}${after}`.trim();
  }).join(" \u2192 ");
}
function firstDifference(old, now) {
  let at = 0;
  while (at < old.length && old[at] === now[at]) at += 1;
  return at;
}
function cutOut(text, start, at) {
  const before = start === 0 ? "" : "\u2026 ";
  const end = start + side;
  if (text.length <= end) return before + text.slice(start);
  const space = text.lastIndexOf(" ", end);
  const wordEnd = space > at && space > start + side / 2 ? space : end;
  return `${before}${text.slice(start, wordEnd)} \u2026`;
}

// src/dialects/support/trace-record.ts
var RunAgain = class extends Error {
};
var TraceRecord = class {
  #traced = [];
  #context;
  /** What every further statement is: one that did not run, for the one that failed. `null` where none did. */
  #stopped = null;
  constructor(context2) {
    this.#context = context2;
  }
  get traced() {
    return this.#traced;
  }
  /** A statement failed: its runner sends none of the rest. */
  get stopped() {
    return this.#stopped !== null;
  }
  get last() {
    return this.#traced.at(-1);
  }
  /** A statement with what is known of it. One whose outcome is not said had its effect. */
  add(statement, trace, standing = alone) {
    if (trace.outcome === void 0) this.#context.learn(statement);
    else this.#context.lose(statement, "");
    const made = trace.outcome === void 0 ? this.#context.provided(statement) : null;
    const unsure = made === null ? {} : doubtful(made, "provided");
    this.#traced.push({
      statement,
      trace: { ...nothingSeen, outcome: "ran", ...trace, ...unsure },
      ...standing
    });
  }
  /** A statement that the database refused: by its own fault it failed, else it is not verified. */
  fail(statement, error, standing = alone) {
    if (this.#context.runsAgain?.(statement, error) === true) throw new RunAgain();
    const { code, message } = error;
    const excuse = this.#context.excuse(statement, error);
    if (excuse === null)
      this.add(statement, { outcome: "failed", error: { code, message }, evidence: "measured" }, standing);
    else this.unverified(statement, { code, message: excuse }, standing);
    this.#context.lose(statement, message);
    const reason = { code: "stopped", message: `line ${statement.line} did not run` };
    this.#stopped = { outcome: "not-run", error: reason };
  }
  /** The last statement is what fails: only after it was it seen. */
  failLast(error) {
    const last = this.#traced.at(-1);
    if (last === void 0) throw error;
    const { statement, heldBefore, inTransaction } = last;
    if (this.#context.runsAgain?.(statement, error) === true) throw new RunAgain();
    this.#traced.pop();
    this.fail(statement, error, { heldBefore, inTransaction });
  }
  /** Forgets all statements from the one at `place`: they are run again. */
  forgetFrom(place) {
    this.#traced.length = place;
  }
  /** A statement after the one that failed: where that is mended it runs, and takes the locks of the manual. */
  skip(statement) {
    const { inferLocks, standing } = this.#context;
    this.add(statement, { ...this.#stopped, locks: inferLocks(statement) }, standing(statement));
  }
  /** A statement that did not run, or not to an end that tells anything: its locks are those of the manual. */
  unverified(statement, error, standing = this.#context.standing(statement)) {
    this.add(
      statement,
      { outcome: "unverified", error, locks: this.#context.inferLocks(statement) },
      standing
    );
  }
  /** A text that is not SQL. */
  unparsed(statement, message) {
    const error = { code: this.#context.syntaxError, message };
    this.add(statement, { outcome: "unparsed", error }, this.#context.standing(statement));
  }
  /** The file ends inside its own transaction: the connection closes and all of it is rolled back. */
  leftOpen() {
    const message = "the file ends inside its own transaction, which is rolled back when the connection closes";
    this.amendLast({
      outcome: "unverified",
      error: { code: "left-open", message },
      evidence: "inferred"
    });
  }
  /** From here on our own questions are no longer answered: what stands cannot be told any more. */
  goneAt(up, error) {
    const message = error instanceof ShadowGone ? error.message : `the engine no longer answers: ${error.message}`;
    const rest = up.slice(this.#traced.length);
    for (const [place, statement] of rest.entries()) {
      const reason = place === 0 ? message : `the shadow had stopped at line ${rest[0]?.line}: ${message}`;
      if (statement.syntaxError !== null) this.unparsed(statement, reason);
      else this.unverified(statement, { code: "shadow-gone", message: reason });
    }
  }
  /** More that was seen of the last statement. */
  amendLast(more) {
    const last = this.#traced.pop();
    if (last !== void 0) this.#traced.push({ ...last, trace: { ...last.trace, ...more } });
  }
};
function doubtful(message, code = "doubtful") {
  return { outcome: "unverified", error: { code, message }, evidence: "inferred" };
}

export {
  commentsBetween,
  around,
  textChange,
  lineChange,
  beginning,
  oneLine,
  objectOrder,
  startEngine,
  engineFolder,
  engineProgram,
  standingsByText,
  whenAsked,
  RunAgain,
  TraceRecord,
  doubtful
};
