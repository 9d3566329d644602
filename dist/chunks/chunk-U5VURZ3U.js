import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ApiError
} from "./chunk-J7AXUF7P.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/github/author.ts
var jobAuthor = "github-actions[bot]";
var user = external_exports.object({ login: external_exports.string() });
var viewer = external_exports.object({ data: external_exports.object({ viewer: user }) });
async function tokenAuthor(github, token, graphqlUrl, authors) {
  if (!token.startsWith("ghs_")) {
    const parsed2 = user.safeParse(await unlessRefused(github.get("/user")));
    if (parsed2.success) return parsed2.data.login;
  }
  if (authors.includes(jobAuthor) || !authors.some((author) => author.endsWith("[bot]"))) return jobAuthor;
  const answer = await unlessRefused(github.send("POST", graphqlUrl, { query: "{ viewer { login } }" }));
  const parsed = viewer.safeParse(answer);
  return parsed.success ? parsed.data.data.viewer.login : jobAuthor;
}
async function unlessRefused(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

export {
  tokenAuthor
};
