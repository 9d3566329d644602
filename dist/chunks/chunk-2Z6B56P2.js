import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  tokenAuthor
} from "./chunk-U5VURZ3U.js";
import {
  ApiError
} from "./chunk-J7AXUF7P.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/github/comment.ts
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
var longestComment = 6e4;
var version = 1;
var commentSchema = external_exports.object({
  id: external_exports.number(),
  body: external_exports.string(),
  html_url: external_exports.string(),
  user: external_exports.object({ login: external_exports.string() })
});
function markerLine({ key, digest }) {
  const target = key === "" ? "" : ` key=${key}`;
  return `<!-- migration-gate:check version=${version}${target} digest=${digest} -->
`;
}
function readMarker(body) {
  const fields = body.match(/^\s*<!-- migration-gate:check((?: [a-z]+=[\w:.-]*)*) -->/)?.[1];
  if (fields === void 0) return null;
  const field = (name) => fields.match(new RegExp(` ${name}=(\\S*)`))?.[1] ?? "";
  return { key: field("key"), digest: field("digest") };
}
function roomFor(key) {
  return longestComment - markerLine({ key, digest: digestOf("") }).length;
}
async function putComment(place, text) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(place, text, true);
    } catch (error) {
      const fault = error instanceof ApiError && (error.status >= 500 || error.status === 0);
      if (!fault || attempt === 3) throw error;
      await pause(attempt * 1e3);
    }
  }
}
async function refreshComment(place, text) {
  return put(place, text, false);
}
async function noteDeploy(place, environment, line) {
  const ours = await findOurs(place);
  if (ours === null) return { kind: "none" };
  const mark = `<!-- migration-gate:deploy ${encodeURIComponent(environment).replaceAll("-", "%2D")} -->`;
  const kept = ours.body.split("\n").filter((text) => !text.endsWith(mark)).join("\n").trimEnd();
  const body = `${kept}

${line} ${mark}
`;
  const written = await place.github.send("PATCH", `${place.repository}/issues/comments/${ours.id}`, { body });
  return { kind: "updated", url: urlOf(written) ?? ours.html_url };
}
async function put(place, { body, content }, create) {
  const { github, repository, number, key } = place;
  const digest = digestOf(content);
  const ours = await findOurs(place);
  if (ours !== null && readMarker(ours.body)?.digest === digest)
    return { kind: "unchanged", url: ours.html_url };
  const marked = { body: markerLine({ key, digest }) + body };
  if (ours !== null) {
    const written2 = await github.send("PATCH", `${repository}/issues/comments/${ours.id}`, marked);
    return { kind: "updated", url: urlOf(written2) ?? ours.html_url };
  }
  if (!create) return { kind: "none" };
  const written = await github.send("POST", `${repository}/issues/${number}/comments`, marked);
  return { kind: "created", url: urlOf(written) ?? "" };
}
async function findOurs(place) {
  const { github, repository, number, key, token, graphqlUrl } = place;
  const entries = await github.list(`${repository}/issues/${number}/comments`);
  const marked = entries.flatMap((entry) => {
    const parsed = commentSchema.safeParse(entry);
    return parsed.success && readMarker(parsed.data.body)?.key === key ? [parsed.data] : [];
  });
  if (marked.length === 0) return null;
  const author = await tokenAuthor(
    github,
    token,
    graphqlUrl,
    marked.map((comment) => comment.user.login)
  );
  return marked.find((comment) => comment.user.login === author) ?? null;
}
function urlOf(answer) {
  const parsed = external_exports.object({ html_url: external_exports.string() }).safeParse(answer);
  return parsed.success ? parsed.data.html_url : null;
}
function digestOf(content) {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

export {
  longestComment,
  markerLine,
  readMarker,
  roomFor,
  putComment,
  refreshComment,
  noteDeploy
};
