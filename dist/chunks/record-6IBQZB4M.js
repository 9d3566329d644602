import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  placeOf,
  readStatuses,
  recordContext,
  recordLines
} from "./chunk-FANCXYX5.js";
import {
  ApiError
} from "./chunk-J7AXUF7P.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";

// src/github/reviewed/record.ts
async function recordReview(target, { verdict, planDigest, migrations }) {
  const plan = { digest: planDigest, migrations: migrations.map(({ digest }) => digest) };
  const state = verdict === "pass" ? "success" : "failure";
  for (const line of recordLines(plan, target.branch, target.gate)) await write(target, state, line);
}
async function takeBackRecord(target) {
  const { branch, gate } = target;
  const statuses = await readStatuses(target, target.commit);
  const newest = statuses.find(({ context: context2 }) => {
    const place = placeOf(branch, context2);
    return place?.gate === gate && place.line === 1;
  });
  if (newest?.state !== "success") return;
  const context = recordContext(branch, { gate, line: 1 });
  await write(target, "error", { context, description: "could not be checked" });
}
async function write({ github, repository, commit, runUrl }, state, { context, description }) {
  const body = { state, context, description, ...runUrl !== null && { target_url: runUrl } };
  const send = () => github.send("POST", `${repository}/statuses/${commit}`, body);
  try {
    await send();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status > 0 && error.status < 500) throw error;
    await send();
  }
}
export {
  recordReview,
  takeBackRecord
};
