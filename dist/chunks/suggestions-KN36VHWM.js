import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  tokenAuthor
} from "./chunk-U5VURZ3U.js";
import "./chunk-J7AXUF7P.js";
import "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  fence,
  md,
  paragraph,
  written
} from "./chunk-IGJAPURO.js";
import {
  visible
} from "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";

// src/github/suggestions.ts
import { createHash } from "node:crypto";
var most = 10;
var remark = external_exports.object({ body: external_exports.string(), user: external_exports.object({ login: external_exports.string() }).nullable() });
async function suggestFixes(place, commit, suggestions) {
  const faithful = suggestions.filter(({ text }) => visible(text) === text).slice(0, most);
  if (faithful.length === 0) return 0;
  const told = await toldBefore(place);
  const fresh = faithful.filter((it) => !told.has(markOf(it)));
  if (fresh.length === 0) return 0;
  await place.github.send("POST", `${place.repository}/pulls/${place.number}/reviews`, {
    commit_id: commit,
    event: "COMMENT",
    comments: fresh.map(commentOf)
  });
  return fresh.length;
}
async function toldBefore(place) {
  const { github, repository, number, token, graphqlUrl } = place;
  const entries = await github.list(`${repository}/pulls/${number}/comments`);
  const marked = entries.flatMap((entry) => {
    const parsed = remark.safeParse(entry);
    const mark = parsed.success ? /^<!-- migration-gate:suggestion \w+ -->/.exec(parsed.data.body)?.[0] : void 0;
    return mark === void 0 || !parsed.data?.user ? [] : [{ mark, login: parsed.data.user.login }];
  });
  if (marked.length === 0) return /* @__PURE__ */ new Set();
  const author = await tokenAuthor(
    github,
    token,
    graphqlUrl,
    marked.map(({ login }) => login)
  );
  return new Set(marked.filter(({ login }) => login === author).map(({ mark }) => mark));
}
function commentOf(suggestion) {
  const { finding, path, startLine, endLine, text } = suggestion;
  const body = written([paragraph(md`${finding.message}`), fence("suggestion", text)]);
  const start = startLine < endLine ? { start_line: startLine, start_side: "RIGHT" } : {};
  return { path, side: "RIGHT", line: endLine, ...start, body: `${markOf(suggestion)}
${body}` };
}
function markOf({ finding: { rule }, path, text }) {
  const digest = createHash("sha256").update(JSON.stringify([rule, path, text])).digest("hex");
  return `<!-- migration-gate:suggestion ${digest.slice(0, 16)} -->`;
}
export {
  suggestFixes
};
