import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  readRecord,
  readStatuses,
  recordsAmong
} from "./chunk-FANCXYX5.js";
import {
  passwordSource
} from "./chunk-LOZBFUQN.js";
import {
  planDigest
} from "./chunk-UVWYFCW5.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  acceptanceIn,
  commitId,
  context,
  parsePayload
} from "./chunk-FTE7U4PY.js";
import {
  configAt,
  eachOf,
  needed,
  openWorkspace,
  readBranchSnapshot,
  setSecret
} from "./chunk-QZCUVXC7.js";
import {
  mergeInputs
} from "./chunk-FY5KUYHL.js";
import {
  snapshotName
} from "./chunk-PWRGAOC4.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/github/deploy/deploy.ts
import { randomBytes } from "node:crypto";

// src/github/push.ts
var nothing = /^0+$/;
var pushEvent = external_exports.object({
  ref: external_exports.string(),
  before: commitId,
  after: commitId,
  forced: external_exports.boolean(),
  repository: external_exports.object({ default_branch: external_exports.string() })
});
function pushOf(payload, said) {
  const { ref, before, after, forced, repository: repository2 } = parsePayload(pushEvent, "push", payload);
  const branch = ref.match(/^refs\/heads\/(.+)$/s)?.[1];
  if (branch === void 0)
    throw new UserError(`This push is of ${JSON.stringify(ref)}, and only branches are deployed.`);
  if (nothing.test(after))
    throw new UserError(`This push deleted ${JSON.stringify(branch)}; there is nothing to deploy.`);
  if (said === "" && branch !== repository2.default_branch)
    throw new UserError(
      `A push to ${JSON.stringify(branch)} means nothing: the default branch is ${JSON.stringify(repository2.default_branch)}. Write \`on: push: branches: [${repository2.default_branch}]\`, or say what is to be done: \`command: apply\`.`
    );
  return { kind: "push", branch, before: nothing.test(before) ? null : before, after, forced };
}

// src/github/reviewed/commits.ts
var commit = external_exports.object({ sha: external_exports.string(), parents: external_exports.array(external_exports.object({ sha: external_exports.string() })) });
var comparison = external_exports.object({ total_commits: external_exports.int().min(0), commits: external_exports.array(commit) });
var pageSize = 100;
var mostPages = 50;
async function pushedCommits({ github, repository: repository2 }, { before, after }) {
  if (before === null) return [after];
  const what = `the commits between ${before} and ${after}`;
  const known = /* @__PURE__ */ new Map();
  for (let page = 1; page <= mostPages; page++) {
    const address = `${repository2}/compare/${before}...${after}?per_page=${pageSize}&page=${page}`;
    const parsed = comparison.safeParse(await needed(what, "contents: read", github.get(address)));
    if (!parsed.success) throw new UserError(`Could not read ${what}: GitHub's answer lists none.`);
    for (const each of parsed.data.commits) known.set(each.sha, each);
    if (known.size >= parsed.data.total_commits || parsed.data.commits.length === 0)
      return mainLine(known, after);
  }
  throw new UserError(`Could not read ${what}: they are more than ${mostPages * pageSize}.`);
}
function mainLine(known, after) {
  const line = [];
  for (let at = known.get(after); at !== void 0; at = known.get(at.parents[0]?.sha ?? "")) {
    const merged = at.parents.slice(1).map(({ sha }) => sha);
    line.push(at.sha, ...merged.filter((sha) => known.has(sha)));
  }
  return line;
}
async function commitsBehind({ github, repository: repository2 }, paths, head) {
  const found = await eachOf(paths, 8, async (path) => {
    const what = `which commit changed ${JSON.stringify(path)}`;
    const query = `sha=${head}&path=${encodeURIComponent(path)}&per_page=1`;
    const answer = await needed(what, "contents: read", github.get(`${repository2}/commits?${query}`));
    const parsed = external_exports.array(commit).safeParse(answer);
    if (parsed.success) return parsed.data.map(({ sha }) => sha);
    throw new UserError(`Could not read ${what}: GitHub's answer is no list of commits.`);
  });
  return [...new Set(found.flat())];
}

// src/github/reviewed/pull-requests.ts
var repository = external_exports.object({ full_name: external_exports.string() });
var pullRequest = external_exports.object({
  number: external_exports.int().min(1),
  merged_at: external_exports.string().nullable(),
  merge_commit_sha: external_exports.string().nullish(),
  base: external_exports.object({ ref: external_exports.string(), repo: repository }),
  head: external_exports.object({ sha: external_exports.string(), repo: repository.nullish() })
});
var mostCommits = 500;
async function mergedFrom(at, commits) {
  if (commits.length > mostCommits)
    throw new UserError(
      `${commits.length} commits are to be deployed at once, and GitHub would be asked for the pull request of each; ${mostCommits} are the most.`
    );
  const byCommit = await eachOf(commits, 8, async (commit2) => {
    const what = `the pull request of ${commit2}`;
    const asked = at.github.list(`${at.repository}/commits/${commit2}/pulls`);
    const parsed = external_exports.array(pullRequest).safeParse(await needed(what, "pull-requests: read", asked));
    if (!parsed.success)
      throw new UserError(`GitHub's answer about ${what} cannot be read:
${external_exports.prettifyError(parsed.error)}`);
    return parsed.data.filter(({ merged_at, base }) => merged_at !== null && base.ref === at.branch);
  });
  const unique = new Map(byCommit.flat().map((each) => [each.number, each]));
  const newestFirst = [...unique.values()].toSorted(
    (one, other) => (other.merged_at ?? "").localeCompare(one.merged_at ?? "") || other.number - one.number
  );
  return {
    pullRequests: newestFirst.map(({ number, head, base, merge_commit_sha }) => ({
      number,
      head: head.sha,
      mergeCommit: merge_commit_sha ?? null,
      fork: head.repo?.full_name !== base.repo.full_name
    })),
    direct: commits.filter((_, index) => byCommit[index]?.length === 0)
  };
}

// src/github/reviewed/find.ts
async function reviewedBy(search, commits) {
  const { pullRequests, direct } = await mergedFrom(search, commits);
  const judged = await eachOf(pullRequests, 8, (one) => judge(search, one));
  const digests = judged.flatMap((entries) => {
    const refused = new Set(entries.filter(({ state }) => state !== "reviewed").flatMap((each) => each.digests));
    return entries.flatMap((each) => each.digests).filter((digest) => !refused.has(digest));
  });
  return { digests: new Set(digests), pullRequests: judged.flat(), direct };
}
async function judge(search, { number, head, mergeCommit, fork }) {
  const places = mergeCommit === null || mergeCommit === head ? [head] : [head, mergeCommit];
  const found = /* @__PURE__ */ new Map();
  for (const commit2 of places)
    for (const [gate, record] of await recordsOn(search, commit2)) found.set(gate, record);
  if (found.size === 0) {
    const why = fork ? ": it comes from a fork, whose job may not write one" : "";
    const reason = `its last commit, ${head.slice(0, 7)}, has no record of a review${why}`;
    return [{ number, head, state: "not-recorded", reason, planDigest: null, digests: [] }];
  }
  return [...found.values()].map((record) => ({ number, head, ...verdictOn(record, search.pending) }));
}
async function recordsOn(search, commit2) {
  const what = `the statuses of ${commit2}`;
  const statuses = await needed(what, "statuses: read", readStatuses(search, commit2));
  return recordsAmong(statuses, search.branch, search.writers);
}
function verdictOn({ state, lines, stranger }, pending) {
  const refused = { state: "refused", planDigest: null, digests: [] };
  if (stranger !== null) return { ...refused, reason: `its record was written by ${stranger}` };
  const plan = readRecord(lines);
  const digests = plan === null ? null : migrationsOf(plan, pending);
  const known = { planDigest: plan?.digest ?? null, digests: digests ?? [] };
  if (state !== "success") return { ...refused, ...known, reason: `its check ended as \`${state}\`` };
  if (plan === null) return { ...refused, reason: "its record cannot be read" };
  if (digests !== null) return { state: "reviewed", reason: "", ...known };
  const reason = `its record does not say of which ${plan.count} migrations its plan was made`;
  return { state: "changed", reason, ...known };
}
function migrationsOf(plan, pending) {
  const isPlan = (digests) => digests.length === plan.count && planDigest(digests) === plan.digest;
  if (isPlan(plan.migrations)) return plan.migrations;
  const starts = Array.from({ length: Math.max(0, pending.length - plan.count + 1) }, (_, start2) => start2);
  const start = starts.find((from) => isPlan(pending.slice(from, from + plan.count)));
  return start === void 0 ? null : pending.slice(start, start + plan.count);
}

// src/github/reviewed/pending.ts
var mostFiles = 300;
async function reviewedOf(at, push, pending) {
  const search = { ...at, pending: pending.map(({ digest }) => digest) };
  const pushed = await pushedCommits(at, push);
  const found = await reviewedBy(search, pushed);
  const missing = pending.filter(({ digest }) => !found.digests.has(digest)).flatMap(({ paths }) => paths);
  if (missing.length === 0 || missing.length > mostFiles) return found;
  const behind = await commitsBehind(at, missing, push.after);
  const earlier = await reviewedBy(
    search,
    behind.filter((commit2) => !pushed.includes(commit2))
  );
  const known = new Set(found.pullRequests.map(({ number }) => number));
  return {
    digests: /* @__PURE__ */ new Set([...found.digests, ...earlier.digests]),
    pullRequests: [...found.pullRequests, ...earlier.pullRequests.filter(({ number }) => !known.has(number))],
    direct: [...found.direct, ...earlier.direct]
  };
}

// src/github/deploy/reviewed.ts
async function requireReviewed(at, push, pending, unreviewed) {
  const asked = pending.map(({ digest, parsed: { migration } }) => ({
    digest,
    paths: [migration.up.path, ...migration.down === null ? [] : [migration.down.path]]
  }));
  const found = await reviewedOf(at, push, asked);
  const pullRequests = [...new Set(found.pullRequests.map(({ number }) => number))];
  const missing = pending.filter(({ digest }) => !found.digests.has(digest));
  if (missing.length === 0) return { pullRequests, notes: [] };
  const named = missing.map(({ key }) => key.id).join(", ");
  const told = found.pullRequests.filter(({ state }) => state !== "reviewed").map(({ number, reason }) => `#${number}: ${reason}`);
  const without = found.pullRequests.filter(({ state }) => state === "not-recorded");
  if (found.pullRequests.some(({ state }) => state === "changed" || state === "refused"))
    throw new Stopped("not-reviewed", `No review lets these through: ${named}. ${told.join("; ")}.`);
  if (without.length > 0)
    return {
      pullRequests,
      notes: [`no record of a review for ${named} (${told.join("; ")}): the check on this push counts alone`]
    };
  if (found.pullRequests.length > 0)
    throw new Stopped(
      "plan-changed",
      `${named}: ${pullRequests.map((number) => `#${number}`).join(", ")} reviewed another text than the one that was merged.`
    );
  if (unreviewed === "allow")
    return {
      pullRequests,
      notes: [`${named} came through no pull request: the check on this push counts alone`]
    };
  throw new Stopped(
    "not-reviewed",
    `${named} came through no pull request. Take this road by hand with workflow_dispatch and the plan digest, or set apply.unreviewed: allow.`
  );
}

// src/github/deploy/deploy.ts
async function deploy(request) {
  const { command, open, repository: repository2, environment, inputs, told } = request;
  const { url, planDigest: planDigest2 } = inputs;
  requireTarget(url);
  openWorkspace(environment.workspace);
  const push = pushIn(environment, inputs);
  const byHand = environment.eventName === "workflow_dispatch";
  if (byHand && (command === "rollback" || command === "repair") && planDigest2 === "")
    throw new UserError(
      `\`command: ${command}\` wants the input \`plan-digest\`: the digest that \`${command} --dry-run\` or the report of the apply shows.`
    );
  const github = await open();
  const home = byHand ? defaultBranch(environment.payload) ?? push.after : push.after;
  const file = await configAt(github, repository2, inputs.configPath, home, byHand ? home : push.branch);
  const config = mergeInputs(file, inputs.settings);
  const { readCheckout } = await import("./checkout-ACDEPKOC.js");
  const checkout = await readCheckout(environment.workspace, config);
  const run = {
    id: randomBytes(16).toString("hex"),
    command,
    actor: context.actor || null,
    commit: push.after,
    environment: inputs.environment,
    planDigest: planDigest2 === "" ? null : planDigest2
  };
  const password = passwordSource(config.apply.password, process.env, setSecret);
  const shared = {
    ...checkout,
    ...password && { password },
    url,
    run,
    now: (/* @__PURE__ */ new Date()).toISOString().replace(/\.\d+Z$/, "Z")
  };
  let pullRequests = [];
  const asks = async (pending) => {
    const at = { github: await open(), repository: repository2, branch: push.branch, writers: config["record-writers"] };
    const trail = await requireReviewed(at, push, pending, config.apply.unreviewed);
    pullRequests = trail.pullRequests;
    return trail.notes;
  };
  switch (command) {
    case "apply": {
      const { apply } = await import("./apply-YJKLLFWP.js");
      const report = await apply(
        {
          ...shared,
          // A digest that somebody typed in is the approval.
          requireReviewed: run.planDigest === null ? asks : null,
          rehearsal: () => rehearsalFor(request, config),
          dryRun: false,
          to: inputs.migration === "" ? null : inputs.migration,
          acceptance: acceptanceIn(openWorkspace(environment.workspace), false)
        },
        told
      );
      return { report, config, pullRequests };
    }
    case "rollback": {
      const { rollback } = await import("./rollback-BB4IYT4Y.js");
      const reach = inputs.migration === "" ? { steps: 1 } : { to: inputs.migration };
      const acceptedLosses = new Set(inputs.acceptLoss);
      return {
        report: await rollback({ ...shared, reach, acceptedLosses, dryRun: false }, told),
        config,
        pullRequests
      };
    }
    case "baseline": {
      const { baseline } = await import("./baseline-KB22ASD5.js");
      const to = inputs.migration === "" ? null : inputs.migration;
      return { report: await baseline({ ...shared, to, dryRun: false }, told), config, pullRequests };
    }
    case "repair": {
      const { repair } = await import("./repair-W5UEEZS3.js");
      const marked = inputs.migration === "" ? [] : [inputs.migration];
      const applied = inputs.mark === "applied";
      const report = await repair(
        { ...shared, markApplied: applied ? marked : [], markNotApplied: applied ? [] : marked },
        told
      );
      return { report, config, pullRequests };
    }
  }
}
function requireTarget(url) {
  if (url !== "") return;
  throw new UserError(
    "Input `url` is empty: the address of the database to deploy to. Give it a secret of the environment, and let the job name that environment."
  );
}
function pushIn({ eventName, payload, commit: commit2 }, { command }) {
  if (eventName === "push") return pushOf(payload, command);
  const ref = String(payload.ref ?? "");
  const branch = ref.match(/^refs\/heads\/(.+)$/s)?.[1] ?? ref;
  return { kind: "push", branch, before: null, after: commit2, forced: false };
}
function defaultBranch(payload) {
  const { repository: repository2 } = payload;
  return typeof repository2?.default_branch === "string" ? repository2.default_branch : null;
}
async function rehearsalFor({ open, repository: repository2, inputs }, config) {
  const { order } = config.apply;
  const place = order.indexOf(inputs.environment);
  const before = order[place - 1];
  if (place < 1 || before === void 0) return null;
  const where = config.snapshot;
  if (where?.branch === void 0)
    throw new UserError(
      `Nothing says what ${before} has run. Keep its snapshot (\`snapshot: { branch: \u2026, file: \u2026 }\` in the configuration), or say with \`apply: { order: [${inputs.environment}] }\` that there is nothing before ${inputs.environment}.`
    );
  const read = await readBranchSnapshot({
    github: await open(),
    repository: repository2,
    place: { ...where, branch: where.branch }
  });
  if (read.kind !== "read")
    throw new Stopped("not-rehearsed", `What ${before} has run cannot be told: ${read.reason}.`);
  const { readSnapshot } = await import("./snapshot-PO3YGLMA.js");
  const snapshot = await readSnapshot(read.snapshot.text, read.snapshot.path, "postgres");
  if (snapshot.environment === before) return { name: before, snapshot };
  throw new Stopped(
    "not-rehearsed",
    `${snapshotName(where)} is the snapshot of ${snapshot.environment ?? "an environment without a name"}, and ${inputs.environment} comes after ${before}.`
  );
}

export {
  deploy,
  requireTarget,
  defaultBranch
};
