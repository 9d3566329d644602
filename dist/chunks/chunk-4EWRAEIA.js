import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  passwordSource
} from "./chunk-LOZBFUQN.js";
import {
  hoursOf
} from "./chunk-D4OF7B23.js";
import {
  writeFiles
} from "./chunk-TZTCJSZO.js";
import {
  branchHead,
  configAt,
  encodePath,
  explain,
  kindOf,
  needed,
  openWorkspace,
  readSnapshotAt,
  setSecret
} from "./chunk-QZCUVXC7.js";
import {
  ApiError
} from "./chunk-J7AXUF7P.js";
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

// src/github/snapshots/take.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// src/github/snapshots/taken.ts
function isStillGood({ path, text }, { snapshot, renewAfter }) {
  const kept = readKept(text);
  const { environment } = snapshot;
  if (typeof kept.environment === "string" && kept.environment !== environment)
    throw new UserError(
      `${path} has the snapshot of ${kept.environment}, and this one is of ${environment}. Give \`environment\` the same name, or \`snapshot\` another file in a configuration of its own (input \`config\`).`
    );
  const age = Date.parse(snapshot.takenAt ?? "") - Date.parse(String(kept.takenAt));
  return kept.digest === snapshot.digest && age < renewAfter;
}
function readKept(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// src/github/snapshots/write.ts
import { setTimeout as pause } from "node:timers/promises";
var attempts = 5;
var firstPause = 250;
var named = external_exports.object({ sha: external_exports.string() });
var withTree = external_exports.object({ tree: named });
var created = external_exports.object({
  sha: external_exports.string(),
  verification: external_exports.object({ verified: external_exports.boolean(), reason: external_exports.string() }).nullish()
});
async function writeBranchSnapshot(at, taken) {
  const blob = oncePerRun(() => addBlob(at, taken));
  for (let attempt = 1; ; attempt++) {
    const head = await branchHead(at);
    const known = await readSnapshotAt(at, head);
    if (known.kind === "read" && isStillGood(known.snapshot, taken))
      return { kind: "unchanged", commit: known.commit };
    try {
      return { kind: "committed", commit: await commitUpon(at, head, await blob(), taken.title) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (attempt === attempts || !isPassing(error)) throw refused(at, error);
      await pause(firstPause * attempt * (0.5 + Math.random()));
    }
  }
}
function isPassing({ status, message }) {
  if (/rule violation|protected branch/i.test(message)) return false;
  return status === 409 || status === 422 || status === 0 || status >= 500;
}
function oncePerRun(work) {
  let done;
  return async () => {
    done ??= await work();
    return done;
  };
}
async function addBlob({ github, repository }, { text }) {
  const content = Buffer.from(text).toString("base64");
  const answer = await github.send("POST", `${repository}/git/blobs`, { content, encoding: "base64" });
  return named.parse(answer).sha;
}
async function commitUpon(at, head, blob, title) {
  const { github, repository, place } = at;
  const create = async (what, body) => github.send("POST", `${repository}/git/${what}`, body);
  const entry = { path: place.file, mode: "100644", type: "blob", sha: blob };
  const tree = named.parse(await create("trees", { ...await besides(at, head), tree: [entry] }));
  const parents = head === null ? [] : [head];
  const commit = created.parse(await create("commits", { message: title, tree: tree.sha, parents }));
  if (commit.verification?.verified !== true) throw unsigned(commit.verification?.reason ?? "unsigned");
  const { branch } = place;
  if (head === null) await create("refs", { ref: `refs/heads/${branch}`, sha: commit.sha });
  else {
    const path = `${repository}/git/refs/heads/${encodePath(branch)}`;
    await github.send("PATCH", path, { sha: commit.sha, force: false });
  }
  return commit.sha;
}
async function besides({ github, repository }, head) {
  if (head === null) return {};
  const answer = await github.get(`${repository}/git/commits/${head}`);
  return { base_tree: withTree.parse(answer).tree.sha };
}
function unsigned(reason) {
  return new UserError(
    `GitHub did not sign the commit of the snapshot (${reason}), so pull requests would not believe it, and it was not written. GitHub signs for the job's own token and for those of Apps, not for a person's.`
  );
}
function refused({ place }, error) {
  const what = `The snapshot could not be written to ${snapshotName(place)}.`;
  return new UserError(`${what} ${explain(error, "contents: write")}`, { cause: error });
}

// src/github/snapshots/take.ts
async function takeAndKeep(request, progress) {
  const { open, repository, inputs } = request;
  const { url } = requireTarget(inputs);
  const github = await open();
  const home = await readHome(github, repository);
  const file = await configAt(github, repository, inputs.configPath, home.defaultBranch, home.defaultBranch);
  const config = mergeInputs(file, inputs.settings);
  const place = requirePlace(config);
  requireConsent(place, home);
  progress(`taking the snapshot of ${inputs.environment}`);
  return keep(request, place, await take(request, url, place, config));
}
async function placeFor(github, repository, config) {
  const place = requirePlace(config);
  requireConsent(place, await readHome(github, repository));
  return place;
}
async function keep({ open, repository, workspace, temp }, place, taken) {
  const name = snapshotName(place);
  const { snapshot, text } = taken;
  if (place.branch === void 0) return { snapshot, name, ...layIn(workspace, place.file, taken) };
  const path = join(temp, "migration-gate-snapshot.json");
  writeFileSync(path, text);
  const at = { github: await open(), repository, place: { ...place, branch: place.branch } };
  return { snapshot, name, path, stored: await writeBranchSnapshot(at, taken) };
}
function requireTarget({ url }) {
  if (url !== "") return { url };
  throw new UserError(
    "Input `url` is empty: the address of the database whose snapshot is to be taken. Give it a secret, such as `${{ secrets.STAGING_DATABASE_URL }}`; a secret of an environment is there only in a job that names the environment."
  );
}
var repositorySchema = external_exports.object({ default_branch: external_exports.string().min(1), private: external_exports.boolean().nullish() });
async function readHome(github, repository) {
  const answer = await needed("the repository", "contents: read", github.get(repository));
  const parsed = repositorySchema.safeParse(answer);
  if (!parsed.success) throw new UserError("GitHub's answer about the repository names no default branch.");
  return { defaultBranch: parsed.data.default_branch, public: parsed.data.private !== true };
}
function requirePlace({ snapshot }) {
  if (snapshot !== void 0) return snapshot;
  throw new UserError(
    "The configuration of the default branch does not say where snapshots are kept. Add to .migration-gate.yml:\n\nsnapshot:\n  branch: migration-gate/snapshots\n  file: staging.json"
  );
}
function requireConsent({ branch, publish }, home) {
  if (branch === void 0) return;
  if (branch === home.defaultBranch)
    throw new UserError(
      `\`snapshot.branch\` is ${branch}, the default branch. Give snapshots a branch of their own, or leave \`branch\` out and commit the file.`
    );
  if (!home.public || publish) return;
  throw new UserError(
    `This repository is public, or GitHub does not say that it is not: the branch ${branch} would show the schema, the bodies of functions and the sizes of the target to everybody. Nothing was read. To want that, set \`publish: true\` below \`snapshot\` in the configuration of the default branch.`
  );
}
async function take({ inputs: { environment }, workspace, now }, url, { redact }, config) {
  const [{ checkoutBeside }, { limitsOf, takeSnapshot }, { recordDrift }] = await Promise.all([
    import("./checkout-ACDEPKOC.js"),
    import("./snapshot-ESXSF45A.js"),
    import("./record-drift-EGB6JROO.js")
  ]);
  const checkout = await checkoutBeside(workspace, config);
  const takenAt = now.toISOString().replace(/\.\d+Z$/, "Z");
  const password = passwordSource(config.apply.password, process.env, setSecret);
  const asked = { url, environment, redact, takenAt, limits: limitsOf(config) };
  const taken = await takeSnapshot({ ...asked, ...password && { password } });
  return ready(checkout === null ? taken : await recordDrift(taken, checkout), config);
}
async function ready(snapshot, config) {
  const { renderSnapshot } = await import("./snapshot-34USE3FP.js");
  const { environment = "the target", schema, serverVersion } = snapshot;
  return {
    snapshot,
    text: renderSnapshot(snapshot),
    title: `Snapshot of ${environment}: ${schema?.objects.length ?? 0} objects, version ${serverVersion}`,
    renewAfter: hoursOf(config["snapshot-max-age"]) * 36e5 / 2
  };
}
function layIn(root, file, taken) {
  const workspace = openWorkspace(root);
  const folders = file.split("/").slice(0, -1);
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join("/"));
  const inTheWay = above.find((folder) => !["folder", "absent"].includes(kindOf(workspace, folder)));
  const kind = kindOf(workspace, file);
  if (inTheWay !== void 0 || kind !== "file" && kind !== "absent")
    throw new UserError(`\`snapshot\` names ${file}, and ${inTheWay ?? file} is a link or no plain file.`);
  const path = join(root, file);
  if (kind === "file" && isStillGood({ path: file, text: readFileSync(path, "utf8") }, taken))
    return { path, stored: { kind: "left" } };
  writeFiles(root, /* @__PURE__ */ new Map([[file, taken.text]]), /* @__PURE__ */ new Set([file]));
  return { path, stored: { kind: "laid" } };
}

export {
  takeAndKeep,
  placeFor,
  keep,
  ready
};
