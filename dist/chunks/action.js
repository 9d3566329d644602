import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  acceptanceIn,
  context,
  readEvent
} from "./chunk-FTE7U4PY.js";
import {
  configAt,
  debug,
  eachOf,
  encodePath,
  error,
  explain,
  fileAt,
  getInput,
  info,
  isFollowedLink,
  kindOf,
  listingOf,
  needed,
  notice,
  openWorkspace,
  readBranchSnapshot,
  readScope,
  repositoryPath,
  setFailed,
  setOutput,
  setSecret,
  summary,
  warning
} from "./chunk-QZCUVXC7.js";
import "./chunk-QRTJOG62.js";
import {
  putComment,
  refreshComment,
  roomFor
} from "./chunk-2Z6B56P2.js";
import "./chunk-U5VURZ3U.js";
import {
  ApiError,
  openGitHub
} from "./chunk-J7AXUF7P.js";
import {
  inBackground
} from "./chunk-42GY4P64.js";
import {
  requireSameDialects,
  requireSameFormats
} from "./chunk-2EDZLZW7.js";
import {
  findFolders
} from "./chunk-63PDAJ2B.js";
import {
  listing
} from "./chunk-XXY3I5X6.js";
import {
  requireSupportedDialect,
  shown,
  withFormats
} from "./chunk-BKNLFYTM.js";
import {
  defaultConfigPath,
  filesBeside,
  foldersBeside,
  foldersOf,
  listOf,
  mergeInputs,
  shadowOf
} from "./chunk-FY5KUYHL.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import {
  snapshotName
} from "./chunk-PWRGAOC4.js";
import {
  isInScope
} from "./chunk-LCXQTN2M.js";
import {
  belongsToMigrations,
  isBelow,
  isManifest,
  isPairHalf,
  isSql
} from "./chunk-YWD77NZN.js";
import "./chunk-36WICP3Z.js";
import "./chunk-C77DWL4K.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import {
  homepage,
  version
} from "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/action.ts
import { createHash as createHash2 } from "node:crypto";

// src/github/actions-cache.ts
import { createHash } from "node:crypto";
var patience = { answer: 5e3, download: 15e3, upload: 3e4 };
var mostKeys = 10;
var largestState = 256 * 1024 * 1024;
var prefix = "migration-gate-base-";
var version2 = createHash("sha256").update("migration-gate base state 1").digest("hex");
function cacheService(variables) {
  const { ACTIONS_CACHE_SERVICE_V2, ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = variables;
  if (!ACTIONS_CACHE_SERVICE_V2 || !token || !url || !URL.canParse(url)) return null;
  const mode = variables.ACTIONS_CACHE_MODE?.trim().toLowerCase() ?? "";
  return {
    url,
    token,
    reads: mode !== "none" && mode !== "write-only",
    writes: mode !== "none" && mode !== "read"
  };
}
function actionsCache(service, debug2) {
  const unlessBroken = async (work) => {
    try {
      return await work();
    } catch (error2) {
      debug2(`The cache of the base: ${error2}`);
      return null;
    }
  };
  return {
    find: async (keys) => service.reads ? await unlessBroken(() => find(service, keys)) : null,
    async keep(key, state) {
      if (service.writes) await unlessBroken(() => keep(service, key, state));
    }
  };
}
var found = external_exports.object({
  ok: external_exports.boolean().optional(),
  signed_download_url: external_exports.url().optional(),
  matched_key: external_exports.string().optional()
});
var reserved = external_exports.object({ ok: external_exports.boolean().optional(), signed_upload_url: external_exports.url().optional() });
var finished = external_exports.object({ ok: external_exports.boolean().optional() });
async function find(service, keys) {
  const [first, ...older] = keys.slice(0, mostKeys).map((key2) => prefix + key2);
  if (first === void 0) return null;
  const asked = { key: first, restore_keys: older, version: version2 };
  const { ok, signed_download_url, matched_key } = await ask(
    service,
    "GetCacheEntryDownloadURL",
    asked,
    found
  );
  const key = keys.find((key2) => prefix + key2 === matched_key);
  if (ok !== true || signed_download_url === void 0 || key === void 0) return null;
  const response = await fetch(signed_download_url, { signal: AbortSignal.timeout(patience.download) });
  const size = Number(response.headers.get("content-length") ?? Number.NaN);
  if (!response.ok || !(size <= largestState)) {
    await response.body?.cancel();
    throw new Error(`the download was answered with ${response.status}, ${size} bytes`);
  }
  return { key, state: await response.bytes() };
}
async function keep(service, key, state) {
  const entry = { key: prefix + key, version: version2 };
  const { ok, signed_upload_url } = await ask(service, "CreateCacheEntry", entry, reserved);
  if (ok !== true || signed_upload_url === void 0) return;
  const response = await fetch(signed_upload_url, {
    method: "PUT",
    // https://learn.microsoft.com/rest/api/storageservices/put-blob
    headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
    body: state,
    signal: AbortSignal.timeout(patience.upload)
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
  await ask(service, "FinalizeCacheEntryUpload", { ...entry, size_bytes: String(state.length) }, finished);
}
async function ask(service, method, body, answer) {
  const url = new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, service.url);
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${service.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience.answer)
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${method} was answered with ${response.status}`);
  }
  return answer.parse(await response.json());
}

// src/github/command.ts
var eventsOf = {
  check: ["pull_request", "merge_group"],
  snapshot: ["schedule", "workflow_dispatch", "push"],
  apply: ["push", "workflow_dispatch"],
  rollback: ["workflow_dispatch"],
  baseline: ["workflow_dispatch"],
  repair: ["workflow_dispatch"],
  archive: ["workflow_dispatch", "schedule"]
};
function commandOf(said, eventName) {
  if (said !== "" && !isCommand(said))
    throw new UserError(`Input \`command\` is \`${said}\`. Allowed: ${Object.keys(eventsOf).join(", ")}.`);
  if (eventName === "pull_request_target") return "check";
  const command = said === "" ? meaningOf(eventName) : said;
  const events = eventsOf[command];
  if (events.includes(eventName)) return command;
  throw new UserError(
    `\`command: ${command}\` does not run on \`${eventName}\`. It runs on: ${events.join(", ")}.${reasons[command]}`
  );
}
function isCommand(said) {
  return Object.hasOwn(eventsOf, said);
}
function meaningOf(eventName) {
  switch (eventName) {
    case "pull_request":
    case "merge_group":
      return "check";
    case "schedule":
      return "snapshot";
    case "workflow_dispatch":
      throw new UserError(
        "`workflow_dispatch` may mean anything. Say it: `command: snapshot`, `apply`, `rollback`, `baseline`, `repair` or `archive`."
      );
    // Of the default branch: `pushOf` refuses others.
    case "push":
      return "apply";
    default:
      throw new UserError(
        `Migration Gate does not know the event \`${eventName}\`. It runs on: ${eventsOf.check.join(", ")} (check), ${eventsOf.snapshot.join(", ")} (snapshot), ${eventsOf.apply.join(", ")} (apply).`
      );
  }
}
var strangers = " A pull request has no business with the address of the target.";
var reasons = {
  check: "",
  snapshot: strangers,
  apply: strangers,
  rollback: strangers,
  baseline: strangers,
  repair: strangers,
  archive: strangers
};

// src/github/environment.ts
function readEnvironment(variables) {
  const required = (name) => {
    const value = variables[name];
    if (value) return value;
    throw new UserError(
      `The variable ${name} is not set: this is not a job of GitHub Actions. On a laptop, use \`migration-gate check\`.`
    );
  };
  return {
    eventName: required("GITHUB_EVENT_NAME"),
    payload: context.payload,
    repository: required("GITHUB_REPOSITORY"),
    workspace: required("GITHUB_WORKSPACE"),
    temp: required("RUNNER_TEMP"),
    apiUrl: context.apiUrl,
    graphqlUrl: variables.GITHUB_GRAPHQL_URL || `${context.apiUrl}/graphql`,
    serverUrl: context.serverUrl,
    runId: variables.GITHUB_RUN_ID ?? "",
    actionRepository: variables.GITHUB_ACTION_REPOSITORY ?? "",
    actionRef: variables.GITHUB_ACTION_REF ?? "",
    commit: context.sha,
    cache: cacheService(variables)
  };
}

// src/github/change-set.ts
var mostOldFiles = 500;
function touchedMigrations(workspace, folders, changed) {
  return changed.filter(
    ({ path }) => folders.some((folder) => path === folder || isBelow(folder, path)) && (isSql(path) || isPairHalf(path) || isManifest(path) || isFollowedLink(workspace, path))
  );
}
async function readChangeSet(workspace, scope, touched, baseRef, oldContent) {
  const head = readScope(workspace, scope);
  for (const file2 of touched) requireChange(head, file2);
  const base = new Map(head);
  for (const { path } of touched) base.delete(path);
  const old = touched.filter(({ change }) => change !== "added").map(({ path }) => path);
  if (old.length > mostOldFiles) {
    throw new UserError(
      `This change edits or removes ${old.length} files of ${scope.folders.join(", ")}; more than ${mostOldFiles} cannot be compared with the base branch. Split the change.`
    );
  }
  const contents = await eachOf(old, 8, oldContent);
  for (const [index, path] of old.entries()) {
    const content = contents[index];
    if (content) base.set(path, content);
  }
  return { base, head, baseRef };
}
function requireChange(head, { path, change }) {
  const bytes = head.get(path);
  const name = JSON.stringify(path);
  const mend = "Check out the pull request: `actions/checkout` without `ref:`, with nothing that changes files after it.";
  if (change === "removed") {
    if (bytes !== void 0) {
      throw new UserError(`The workspace still holds ${name}, which this change removes. ${mend}`);
    }
    return;
  }
  if (bytes === void 0) {
    throw new UserError(`The workspace lacks ${name}, which is part of this change. ${mend}`);
  }
}

// src/github/changed-files.ts
var pullRequestLimit = 3e3;
var comparisonLimit = 300;
var file = external_exports.object({
  filename: external_exports.string(),
  previous_filename: external_exports.string().optional(),
  status: external_exports.enum(["added", "removed", "modified", "renamed", "copied", "changed", "unchanged"])
});
async function pullRequestFiles(github, repository, number) {
  const what = "the files of the pull request";
  const entries = await needed(
    what,
    "pull-requests: read",
    github.list(`${repository}/pulls/${number}/files`)
  );
  if (entries.length >= pullRequestLimit) {
    throw new UserError(
      `This pull request changes ${pullRequestLimit} files or more. GitHub lists no more than that, so migrations may hide among the rest. Split the pull request.`
    );
  }
  return onePerPath(entries.flatMap((entry) => changesOf(parse(file, what, entry))));
}
var comparison = external_exports.object({ files: external_exports.array(file) });
var tree = external_exports.object({
  truncated: external_exports.boolean(),
  tree: external_exports.array(external_exports.object({ path: external_exports.string(), type: external_exports.string(), sha: external_exports.string() }))
});
async function filesBetween(github, repository, base, head) {
  const what = `the files changed between ${base} and ${head}`;
  const answer = await needed(
    what,
    "contents: read",
    github.get(`${repository}/compare/${base}...${head}?per_page=1`)
  );
  const { files } = parse(comparison, what, answer);
  if (files.length < comparisonLimit) return onePerPath(files.flatMap(changesOf));
  return treeDifference(
    await filesOfCommit(github, repository, base),
    await filesOfCommit(github, repository, head)
  );
}
async function filesOfCommit(github, repository, commit) {
  const what = `the files of ${commit}`;
  const answer = await needed(
    what,
    "contents: read",
    github.get(`${repository}/git/trees/${commit}?recursive=1`)
  );
  const listing2 = parse(tree, what, answer);
  if (listing2.truncated) {
    throw new UserError(
      `This change touches ${comparisonLimit} files or more, and the repository is too large for GitHub to list. Migrations may hide among the rest. Split the change.`
    );
  }
  return new Map(listing2.tree.filter((entry) => entry.type !== "tree").map((entry) => [entry.path, entry.sha]));
}
function treeDifference(base, head) {
  const changed = [];
  for (const [path, blob] of head) {
    if (!base.has(path)) changed.push({ path, change: "added" });
    else if (base.get(path) !== blob) changed.push({ path, change: "modified" });
  }
  for (const path of base.keys()) {
    if (!head.has(path)) changed.push({ path, change: "removed" });
  }
  return changed;
}
function changesOf(entry) {
  const path = entry.filename;
  switch (entry.status) {
    case "added":
    case "copied":
      return [{ path, change: "added" }];
    case "modified":
    case "changed":
    case "unchanged":
      return [{ path, change: "modified" }];
    case "removed":
      return [{ path, change: "removed" }];
    case "renamed":
      if (entry.previous_filename === void 0) {
        throw new UserError(`GitHub lists ${JSON.stringify(path)} as renamed without its old name.`);
      }
      return [
        { path, change: "added" },
        { path: entry.previous_filename, change: "removed" }
      ];
  }
}
function onePerPath(files) {
  const byPath = /* @__PURE__ */ new Map();
  for (const file2 of files) {
    const known = byPath.get(file2.path);
    byPath.set(
      file2.path,
      known && known.change !== file2.change ? { path: file2.path, change: "modified" } : file2
    );
  }
  return [...byPath.values()];
}
function parse(schema, what, answer) {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new UserError(`GitHub's answer about ${what} cannot be read:
${external_exports.prettifyError(parsed.error)}`);
}

// src/github/touched-folders.ts
function sidesOf(workspace, changed, oldText) {
  let sides;
  return () => {
    sides ??= readSides(workspace, changed, oldText);
    return sides;
  };
}
function readSides(workspace, changed, oldText) {
  const now = listingOf(workspace);
  const left = changed.filter(({ change }) => change !== "removed").flatMap((file2) => namesOf(workspace, file2));
  const added = new Set(changed.filter(({ change }) => change === "added").map(({ path }) => path));
  const old = new Set(changed.filter(({ change }) => change !== "added").map(({ path }) => path));
  return {
    head: listing([.../* @__PURE__ */ new Set([...now.paths, ...left])], now.text),
    base: listing(
      [.../* @__PURE__ */ new Set([...now.paths.filter((path) => !added.has(path)), ...old])],
      (path) => old.has(path) ? oldText(path) : now.text(path)
    )
  };
}
function namesOf(workspace, { path }) {
  return isFollowedLink(workspace, path) ? [`${path}.sql`, `${path}/linked.sql`] : [path];
}
function mayTouchMigrations(workspace, changed) {
  return changed.some((file2) => concernsMigrations(workspace, file2));
}
function concernsMigrations(workspace, { path }) {
  return belongsToMigrations(path) || isFollowedLink(workspace, path);
}
async function touchedFolders(workspace, { head, base }, changed) {
  const [before, after] = await Promise.all([findFolders(base), findFolders(head)]);
  const relevant = changed.filter((file2) => concernsMigrations(workspace, file2));
  const touched = [.../* @__PURE__ */ new Set([...after, ...before])].filter(
    (folder) => relevant.some(({ path }) => isBelow(folder, path) || path === folder)
  );
  for (const folder of touched) {
    const inner = touched.find((other) => other !== folder && isBelow(folder, other));
    if (inner === void 0) continue;
    throw new UserError(
      `With this change ${shown(folder)} and ${shown(inner)} look like migration folders, and one lies in the other. Say which are meant with \`dir\`.`
    );
  }
  return touched.toSorted();
}

// src/github/gate.ts
var Superseded = class extends UserError {
};
async function prepare(request) {
  const workspace = openWorkspace(request.workspace);
  const [file2, changed] = await Promise.all([baseConfig(request), changedFiles(request)]);
  return { config: mergeInputs(file2, request.inputs.settings), changed, workspace };
}
async function judge({ github, repository, event, baseStore }, { config, changed, workspace }, progress) {
  const configured = foldersOf(config.dir);
  const oldContent = oncePerPath((path) => fileAt(github, repository, path, event.base.sha));
  const mayTouch = mayTouchMigrations(workspace, changed);
  const sides = sidesOf(
    workspace,
    changed,
    async (path) => Buffer.from(await oldContent(path) ?? "").toString()
  );
  const find2 = async () => mayTouch ? touchedFolders(workspace, sides(), changed) : [];
  if (configured !== null) await lookForTypos(workspace, configured, changed, find2);
  const folders = configured ?? await find2();
  const touched = touchedMigrations(workspace, folders, changed);
  if (touched.length === 0) return { kind: "untouched" };
  const detected = await withFormats(folders, config["format-name"] ?? null, sides().head);
  const dialect = requireSupportedDialect(config.dialect, detected);
  const besides = filesBeside(config);
  const shadow = trustedShadow(config, event);
  const beside = foldersBeside(config);
  const scope = { folders: [...folders, ...beside], files: besides };
  const changedBesides = changed.filter(({ path }) => isInScope({ folders: beside, files: besides }, path));
  const changeSet = await readChangeSet(
    workspace,
    scope,
    [...touched, ...changedBesides],
    event.base.ref,
    oldContent
  );
  if (config["format-name"] === void 0) await requireSameFormats(detected, sides().base, event.base.ref);
  if (config.dialect === void 0) await requireSameDialects(detected, sides().base, event.base.ref);
  const snapshot2 = await branchSnapshot({ github, repository }, config);
  const { check: check2 } = await import("./check-4ZZRVVG2.js");
  const checked = { folders: detected, dialect, changeSet, config };
  const now = (/* @__PURE__ */ new Date()).toISOString();
  const acceptance = acceptanceIn(workspace, isFork(event));
  const review = await check2(
    { ...checked, ...snapshot2, shadow, acceptance, now, ...trustedStore(baseStore, event) },
    progress
  );
  requireReviewed(review, changeSet, touched);
  return { kind: "reviewed", review, folders, suggestions: await suggestionsFor(checked, review, event) };
}
async function branchSnapshot(at, { snapshot: place }) {
  if (place?.branch === void 0) return {};
  const read = await readBranchSnapshot({ ...at, place: { ...place, branch: place.branch } });
  return read.kind === "read" ? { snapshot: read.snapshot } : { unusableSnapshot: read };
}
async function suggestionsFor(checked, review, event) {
  if (checked.config.suggestions === "off" || event.kind !== "pull-request" || event.fork) return [];
  const { suggest } = await import("./suggest-OH6DX7VM.js");
  return suggest(checked, review);
}
function oncePerPath(ask2) {
  const answers = /* @__PURE__ */ new Map();
  return (path) => {
    const answer = answers.get(path) ?? ask2(path);
    answers.set(path, answer);
    return answer;
  };
}
function baseConfig({ github, repository, event, inputs }) {
  return configAt(github, repository, inputs.configPath, event.base.sha, event.base.ref);
}
async function changedFiles({ github, repository, event }) {
  if (event.kind === "merge-group") return filesBetween(github, repository, event.base.sha, event.head.sha);
  const [files] = await Promise.all([
    pullRequestFiles(github, repository, event.number),
    requireCurrent(github, repository, event.number, event.head.sha)
  ]);
  return files;
}
var pullRequest = external_exports.object({ head: external_exports.object({ sha: external_exports.string() }) });
async function requireCurrent(github, repository, number, head) {
  const answer = await github.get(`${repository}/pulls/${number}`).catch((error2) => {
    if (error2 instanceof ApiError) return null;
    throw error2;
  });
  const parsed = pullRequest.safeParse(answer);
  if (!parsed.success || parsed.data.head.sha === head) return;
  throw new Superseded(
    `This run is for ${head.slice(0, 7)}, and the pull request has moved on to ${parsed.data.head.sha.slice(0, 7)}. The run for the newer commit decides.`
  );
}
function trustedShadow(config, event) {
  const shadow = shadowOf(config.shadow);
  if (shadow.kind === "server" && isFork(event)) {
    throw new UserError(
      "This pull request comes from a fork, whose SQL does not run on a server of yours. Leave out the input `shadow` for forks: the embedded database is then used."
    );
  }
  return shadow;
}
function trustedStore(baseStore, event) {
  return baseStore === null || isFork(event) ? {} : { baseStore };
}
function isFork(event) {
  return event.kind === "pull-request" && event.fork;
}
function requireReviewed(review, { base, head }, touched) {
  const reviewed = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]));
  const missed = touched.find(({ path }) => {
    if (isManifest(path)) return false;
    const now = head.get(path);
    const before = base?.get(path);
    const changed = now !== void 0 && !(before && Buffer.compare(now, before) === 0);
    return changed && !reviewed.has(path);
  });
  if (missed === void 0) return;
  throw new UserError(
    `${JSON.stringify(missed.path)} is part of this change, and was not read as a migration. Give it a name that its format knows, or move it out of the migration folder.`
  );
}
async function lookForTypos(workspace, folders, changed, find2) {
  const missing = folders.filter(
    (folder) => kindOf(workspace, folder) === "absent" && !changed.some(({ path }) => path.startsWith(`${folder}/`))
  );
  if (missing.length === 0) return;
  const message = `\`dir\` names ${missing.map((folder) => JSON.stringify(folder)).join(", ")}, which the repository does not have.`;
  const elsewhere = await find2();
  if (elsewhere.length === 0) warning(message);
  else
    throw new UserError(
      `${message} This change touches SQL in ${elsewhere.map((f) => JSON.stringify(f)).join(", ")}.`
    );
}

// src/github/inputs.ts
function readInputs() {
  const token = getInput("github-token");
  const shadow = getInput("shadow");
  const url = getInput("url");
  for (const secret of [token, ...secretsOf(shadow), url, ...secretsOf(url)])
    if (secret !== "") setSecret(secret);
  if (token === "") {
    throw new UserError("Input `github-token` is empty. Leave it out to use the token of the job.");
  }
  const dir = listOf(getInput("dir"));
  return {
    token,
    command: getInput("command").replace(/^(repair|archive) .*$/, "$1"),
    url,
    environment: getInput("environment") || "staging",
    configPath: getInput("config") || defaultConfigPath,
    planDigest: getInput("plan-digest"),
    migration: getInput("migration"),
    acceptLoss: listOf(getInput("accept-loss")),
    mark: markOf(getInput("command")),
    verb: verbOf(getInput("command")),
    settings: {
      ...dir.length > 0 && { dir },
      ...given("dialect"),
      ...given("format-name"),
      ...given("fail-on"),
      ...given("comment"),
      ...shadow !== "" && { shadow }
    }
  };
}
function markOf(command) {
  const [first, mark, ...more] = command.split(/\s+/);
  if (first !== "repair") return "not-applied";
  if ((mark === "applied" || mark === "not-applied") && more.length === 0) return mark;
  throw new UserError(
    "`command: repair` wants to know what is true: `repair applied` or `repair not-applied`."
  );
}
function verbOf(command) {
  const [first, verb, ...more] = command.split(/\s+/);
  if (first !== "archive") return "list";
  if ((verb === "list" || verb === "purge") && more.length === 0) return verb;
  throw new UserError(
    "`command: archive` wants to know what is to be done: `archive list` or `archive purge`."
  );
}
function given(name) {
  const value = getInput(name);
  return value === "" ? {} : { [name]: value };
}
function secretsOf(address) {
  if (!URL.canParse(address)) return [];
  const { password, searchParams } = new URL(address);
  const given2 = searchParams.getAll("password").flatMap((one) => [one, encodeURIComponent(one)]);
  const secrets = [address, password, decoded(password), ...given2];
  return [...new Set(secrets.filter((secret) => secret !== ""))];
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/github/log.ts
function log(text) {
  info(logLine(text));
}
function logLine(text) {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replaceAll("##[", "## [");
  return `Migration Gate: ${line}`;
}

// src/github/proxy.ts
import http from "node:http";
function useProxy(variables) {
  const named = Object.keys(variables).some((name) => /^https?_proxy$/i.test(name) && variables[name]);
  if (named && "setGlobalProxyFromEnv" in http) http.setGlobalProxyFromEnv(variables);
}

// src/github/speak.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
function contextOf(environment, commit, folders, snapshot2) {
  const { serverUrl, repository, runId } = environment;
  const home = `${serverUrl}/${encodePath(repository)}`;
  const [docsHome, docsRef] = environment.actionRepository ? [`${serverUrl}/${environment.actionRepository}`, environment.actionRef] : [home, environment.commit];
  const blob = (ref, path) => `${home}/blob/${encodePath(ref)}/${encodePath(path)}`;
  return {
    commit,
    runUrl: runId === "" ? null : `${home}/actions/runs/${runId}`,
    fileUrl: (path, line) => snapshot2?.branch !== void 0 && path === snapshotName(snapshot2) ? blob(snapshot2.branch, snapshot2.file) : `${blob(commit, path)}#L${line}`,
    ruleUrl: (rule) => `${docsHome}/blob/${encodePath(docsRef)}/docs/rules/${rule}.md`,
    acceptUrl: `${docsHome}/blob/${encodePath(docsRef)}/docs/guide.md#accepting-a-danger-on-purpose`,
    folders,
    now: (/* @__PURE__ */ new Date()).toISOString()
  };
}
async function writeReport(review, temp) {
  const { renderJson } = await import("./json-AVD2WKAS.js");
  const path = join(temp, "migration-gate-review.json");
  writeFileSync(path, renderJson(review));
  return path;
}
async function writeSarif(review, { ruleUrl }, temp) {
  const [{ renderSarif }, { rules }] = await Promise.all([
    import("./sarif-GDIR5CPV.js"),
    import("./registry-SCOQ45K4.js")
  ]);
  const path = join(temp, "migration-gate.sarif");
  writeFileSync(path, renderSarif(review, { version: version(), homepage, rules, ruleUrl }));
  return path;
}
async function annotate(review) {
  const { annotationsOf } = await import("./annotations-6AEQAKQK.js");
  for (const annotation of annotationsOf(review)) {
    const { title, path, line, endLine, message } = annotation;
    annotator(annotation)(message, { title, file: path, startLine: line, endLine });
  }
}
function annotator({ level }) {
  switch (level) {
    case "error":
      return error;
    case "warning":
      return warning;
    case "notice":
      return notice;
  }
}
var longestSummary = 1024 * 1024;
async function summarize(text) {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const fits = Buffer.byteLength(text) < longestSummary;
  await summary.addRaw(fits ? text : "The report is too long for a job summary.", true).write();
}
async function keptSnapshot({ snapshot: snapshot2, name, stored }) {
  const { environment = "the target", schema, serverVersion, unread = [] } = snapshot2;
  for (const { object, reason } of unread) log(`not in the snapshot: ${object}: ${reason}`);
  const become = {
    committed: "committed to",
    unchanged: "unchanged on",
    laid: "written to the workspace, for a next step to commit, as",
    left: "unchanged in"
  };
  const commit = "commit" in stored ? ` (${stored.commit.slice(0, 7)})` : "";
  const missing = unread.length === 0 ? "" : `, ${unread.length} not read`;
  const what = `${schema?.objects.length ?? 0} objects of version ${serverVersion}${missing}`;
  const { md, paragraph, strong, code, written } = await import("./markdown-writer-JMTXTJ3J.js");
  const title = md`📷 ${strong(md`Migration Gate`)}: snapshot of ${strong(md`${environment}`)}`;
  await summarize(
    `${written([paragraph(md`${title}: ${what}; ${become[stored.kind]} ${code(name)}${commit}.`)])}
`
  );
  return `snapshot of ${environment}: ${what}; ${become[stored.kind]} ${name}${commit}`;
}
async function summarizeReview(review, context2) {
  const { renderSummary } = await import("./summary-CR2SP56T.js");
  await summarize(renderSummary(review, context2));
}
async function commentReview(place, review, context2) {
  const { renderMarkdown } = await import("./markdown-UOZNLU3B.js");
  const limit = roomFor(place.key);
  return besideVerdict(
    place,
    () => putComment(place, {
      body: renderMarkdown(review, { ...context2, limit }),
      // A run repeated for the same commit says nothing new: its address and its hour are no reason to write.
      content: renderMarkdown(review, { ...context2, limit, runUrl: null, now: null })
    })
  );
}
async function offerFixes(place, commit, suggestions) {
  if (suggestions.length === 0) return;
  const { suggestFixes } = await import("./suggestions-KN36VHWM.js");
  try {
    await suggestFixes(place, commit, suggestions);
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    warning(
      `Fixes could not be offered between the lines; the verdict stands. ${explain(error2, "pull-requests: write")}`,
      { title: "Migration Gate: no suggestions" }
    );
  }
}
async function recordReview(target, review) {
  const { recordReview: record } = await import("./record-6IBQZB4M.js");
  try {
    await record(target, review);
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    const lost = "What was reviewed is not recorded on the commit, and an apply will not find it";
    if (error2.status === 403 || error2.status === 404)
      log(`${lost}: the job's token lacks \`statuses: write\` (${error2.status}: ${error2.message})`);
    else
      warning(`${lost}. ${explain(error2, "statuses: write")}`, {
        title: "Migration Gate: no record"
      });
  }
}
function movedIn({ migrations }) {
  return migrations.filter(({ state }) => state === "applied" || state === "reverted").length;
}
async function writeDeploy(report, temp) {
  const { renderDeployJson } = await import("./deploy-BGXDZ6LJ.js");
  const path = join(temp, "migration-gate-deploy.json");
  writeFileSync(path, renderDeployJson(report));
  return path;
}
function writeArchive(text, temp) {
  const path = join(temp, "migration-gate-archive.json");
  writeFileSync(path, text);
  return path;
}
async function summarizeDeploy(report) {
  const { renderDeployMarkdown } = await import("./deploy-markdown-7R7FXQJA.js");
  await summarize(renderDeployMarkdown(report));
}
async function noteDeploy(place, report, runUrl) {
  const [{ deployLine }, { noteDeploy: note }] = await Promise.all([
    import("./deploy-line-UTF6VKIJ.js"),
    import("./comment-R3NPOE7N.js")
  ]);
  const moment = `${(/* @__PURE__ */ new Date()).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  try {
    await note(place, report.environment ?? "the target", deployLine(report, runUrl, moment));
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    log(`#${place.number} was not told: ${explain(error2, "pull-requests: write")}`);
  }
}
function uncheckedText(context2) {
  const commit = `<code>${context2.commit?.slice(0, 7)}</code>`;
  const log2 = context2.runUrl === null ? "The log of the run" : `[The log of the run](${context2.runUrl})`;
  return `### \u26D4 Migration Gate: commit ${commit} could not be checked

${log2} tells why.
`;
}
async function commentLine(place, text) {
  return besideVerdict(place, () => refreshComment(place, text));
}
async function besideVerdict({ fork }, write) {
  try {
    const written = await write();
    return written.kind === "none" ? "" : written.url;
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    const readOnly = fork && (error2.status === 403 || error2.status === 404);
    const reason = readOnly ? `The job of a pull request from a fork may only read (${error2.status}: ${error2.message}); see the job summary.` : explain(error2, "pull-requests: write");
    warning(`The comment could not be written; the verdict stands. ${reason}`, {
      title: "Migration Gate: no comment"
    });
    return "";
  }
}

// src/action.ts
var talk = 12e4;
var outputs = {
  verdict: "block",
  "plan-digest": "",
  "findings-count": "",
  "applied-count": "0",
  "failure-reason": "",
  "comment-url": "",
  "report-path": "",
  "sarif-path": ""
};
async function main() {
  useProxy(process.env);
  const environment = readEnvironment(process.env);
  const inputs = readInputs();
  const command = commandOf(inputs.command, environment.eventName);
  switch (command) {
    case "check":
      return check(environment, inputs);
    case "snapshot":
      return snapshot(environment, inputs);
    case "apply":
    case "rollback":
    case "baseline":
    case "repair":
      return deploy(environment, inputs, command);
    case "archive":
      return archive(environment, inputs);
  }
}
async function archive(environment, inputs) {
  const { tendArchive } = await import("./archive-XVXE4KGW.js");
  const open = () => connect(environment, inputs);
  const repository = repositoryPath(environment.repository);
  const tended = await tendArchive({ open, repository, environment, inputs, told: log });
  outputs["failure-reason"] = tended.failureReason ?? "";
  outputs["report-path"] = writeArchive(tended.json, environment.temp);
  await summarize(tended.markdown);
  return { verdict: tended.failureReason === null ? "pass" : "block", words: tended.words };
}
async function deploy(environment, inputs, command) {
  const [{ deploy: run }, { keepDeployed }] = await Promise.all([
    import("./deploy-7VGUZ4OZ.js"),
    import("./keep-KFDSZYWG.js")
  ]);
  const open = () => connect(environment, inputs);
  const repository = repositoryPath(environment.repository);
  const request = { command, open, repository, environment, inputs, told: log };
  const deployed = await keepDeployed(request, await run(request));
  const { report, pullRequests } = deployed;
  outputs["plan-digest"] = report.planDigest ?? "";
  outputs["applied-count"] = String(movedIn(report));
  outputs["failure-reason"] = report.failureReason ?? "";
  outputs["report-path"] = await writeDeploy(report, environment.temp);
  await summarizeDeploy(report);
  const { runUrl } = contextOf(environment, environment.commit, []);
  const place = {
    repository,
    fork: false,
    token: inputs.token,
    graphqlUrl: environment.graphqlUrl,
    key: commentKey(inputs)
  };
  for (const number of report.migrations.length === 0 ? [] : pullRequests)
    await noteDeploy({ ...place, github: await open(), number }, report, runUrl);
  const failed = report.failureReason !== null;
  return {
    verdict: failed ? "block" : "pass",
    words: failed ? `${report.failureReason}: ${report.message}` : report.message
  };
}
async function snapshot(environment, inputs) {
  const { takeAndKeep } = await import("./take-KPSDLEAO.js");
  const { repository, workspace, temp } = environment;
  const place = { repository: repositoryPath(repository), workspace, temp };
  const open = () => connect(environment, inputs);
  const kept = await takeAndKeep({ ...place, open, inputs, now: /* @__PURE__ */ new Date() }, log);
  outputs["report-path"] = kept.path;
  return { verdict: "", words: await keptSnapshot(kept) };
}
async function check(environment, inputs) {
  const event = readEvent(environment.eventName, environment.payload);
  if (event.kind === "closed")
    return { verdict: "pass", words: "the pull request is closed, there is nothing to gate" };
  const github = await connect(environment, inputs);
  const repository = repositoryPath(environment.repository);
  const { workspace, cache } = environment;
  const baseStore = cache === null ? null : inBackground(actionsCache(cache, debug));
  const request = { github, repository, workspace, event, inputs, baseStore };
  try {
    return await gate(environment, request);
  } catch (error2) {
    if (!(error2 instanceof Superseded)) await withdraw(environment, request, error2);
    throw error2;
  } finally {
    await baseStore?.settled();
  }
}
async function gate(environment, request) {
  const preparation = await prepare(request);
  const outcome = await judge(request, preparation, log);
  const place = preparation.config.comment === "off" ? null : await commentPlace(environment, request);
  if (outcome.kind === "untouched") {
    const text = "\u2705 **Migration Gate**: no migrations changed.\n";
    await summarize(text);
    if (place) outputs["comment-url"] = await commentLine(place, { body: text, content: text });
    outputs["findings-count"] = "0";
    return { verdict: "pass", words: "no migrations changed" };
  }
  const { review, folders, suggestions } = outcome;
  const { snapshot: snapshot2 } = preparation.config;
  const context2 = contextOf(environment, request.event.head.sha, folders, snapshot2);
  outputs["plan-digest"] = review.planDigest;
  outputs["findings-count"] = String(review.findings.filter((finding) => finding.suppressed === null).length);
  outputs["report-path"] = await writeReport(review, environment.temp);
  outputs["sarif-path"] = await writeSarif(review, context2, environment.temp);
  await annotate(review);
  await summarizeReview(review, context2);
  const target = await recordTarget(environment, request);
  if (target) await recordReview(target, review);
  if (place) {
    outputs["comment-url"] = await commentReview(place, review, context2);
    await offerFixes(place, request.event.head.sha, suggestions);
  }
  const { verdictOf } = await import("./verdict-words-EACJ56UQ.js");
  return { verdict: review.verdict, words: verdictOf(review).words };
}
async function withdraw(environment, request, cause) {
  try {
    const target = await recordTarget(environment, request);
    const { takeBackRecord } = await import("./record-6IBQZB4M.js");
    if (target) await takeBackRecord(target);
  } catch (error2) {
    debug(`The record could not be taken back after ${cause}: ${error2}`);
  }
  try {
    const place = await commentPlace(environment, request);
    if (!place || request.inputs.settings.comment === "off") return;
    const text = uncheckedText(contextOf(environment, request.event.head.sha, []));
    await commentLine(place, { body: text, content: text });
  } catch (error2) {
    debug(`The comment could not be withdrawn after ${cause}: ${error2}`);
  }
}
async function recordTarget(environment, request) {
  const { event, inputs, repository } = request;
  if (event.kind === "pull-request" && event.fork) return null;
  return {
    github: await connect(environment, inputs),
    repository,
    commit: event.head.sha,
    branch: event.base.ref,
    gate: commentKey(inputs),
    runUrl: contextOf(environment, event.head.sha, []).runUrl
  };
}
async function commentPlace(environment, request) {
  const { event, inputs, repository } = request;
  if (event.kind !== "pull-request") return null;
  return {
    github: await connect(environment, inputs),
    repository,
    number: event.number,
    fork: event.fork,
    token: inputs.token,
    graphqlUrl: environment.graphqlUrl,
    key: commentKey(inputs)
  };
}
function commentKey({ settings }) {
  const { dir } = settings;
  return Array.isArray(dir) ? createHash2("sha256").update(dir.toSorted().join("\n")).digest("hex").slice(0, 12) : "";
}
function connect(environment, { token }) {
  return openGitHub({ token, apiUrl: environment.apiUrl, budget: talk, debug });
}
function fail(error2) {
  if (error2 instanceof UserError) {
    setFailed(error2.message);
    process.exitCode = 2;
    return;
  }
  const report = "This is a fault of Migration Gate; please report it with the lines below.";
  setFailed(`${report}
${error2 instanceof Error ? error2.stack ?? error2.message : String(error2)}`);
  process.exitCode = 3;
}
var end;
try {
  const { verdict, words } = await main();
  outputs.verdict = verdict;
  end = () => verdict === "block" ? setFailed(logLine(words)) : log(words);
} catch (error2) {
  end = () => fail(error2);
}
for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
end();
setTimeout(() => process.exit(), 3e3).unref();
