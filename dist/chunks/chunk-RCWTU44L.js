import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  isInScope
} from "./chunk-LCXQTN2M.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/repository/git.ts
import { execFile } from "node:child_process";
import { promisify } from "node:util";
var run = promisify(execFile);
var maxBuffer = 512 * 1024 * 1024;
async function git(directory, args) {
  return (await gitBytes(directory, args)).toString("utf8");
}
async function gitBytes(directory, args) {
  const { stdout } = await run("git", ["-c", "core.quotePath=false", ...args], {
    cwd: directory,
    maxBuffer,
    encoding: "buffer"
  });
  return stdout;
}
async function repositoryRoot(directory) {
  try {
    return (await git(directory, ["rev-parse", "--show-toplevel"])).trim();
  } catch {
    return null;
  }
}
async function listFiles(root) {
  const listing = await git(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  return [...new Set(listing.split("\0").filter((path) => path !== ""))];
}
async function readMergeBase(root, base, scope) {
  const commit = await mergeBase(root, base);
  return { commit, files: await readTree(root, commit, scope) };
}
async function listCommit(root, commit) {
  const [listing, changed] = await Promise.all([
    git(root, ["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit]),
    git(root, ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", commit])
  ]);
  const names = (text) => text.split("\0").filter((path) => path !== "");
  return { paths: names(listing), differing: new Set(names(changed)) };
}
async function readAtCommit(root, commit, path) {
  return gitBytes(root, ["cat-file", "blob", `${commit}:${path}`]);
}
async function readOfBranch(root, branch, path) {
  for (const ref of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`]) {
    try {
      return await readAtCommit(root, ref, path);
    } catch {
    }
  }
  return null;
}
async function mergeBase(root, base) {
  if (base.startsWith("-")) throw new UserError(`--base ${base} is not a git ref.`);
  try {
    await git(root, ["rev-parse", "--verify", "--quiet", `${base}^{commit}`]);
  } catch {
    throw new UserError(
      `git does not know "${base}". Fetch it, or give --base another branch, tag or commit.`
    );
  }
  try {
    return (await git(root, ["merge-base", base, "HEAD"])).trim();
  } catch {
    throw new UserError(
      `"${base}" and HEAD have no commit in common. A shallow clone lacks it: fetch more history.`
    );
  }
}
async function readTree(root, commit, scope) {
  const listing = await git(root, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  const files = /* @__PURE__ */ new Map();
  const blobs = listing.split("\0").flatMap((entry) => {
    const [meta = "", path = ""] = entry.split("	");
    const [, type, hash] = meta.split(" ");
    return type === "blob" && isInScope(scope, path) ? [{ path, hash }] : [];
  });
  const contents = await readBlobs(
    root,
    blobs.map(({ hash }) => hash)
  );
  for (const [place, { path }] of blobs.entries()) files.set(path, contents[place]);
  return files;
}
async function readBlobs(root, hashes) {
  if (hashes.length === 0) return [];
  const pending = run("git", ["cat-file", "--batch"], { cwd: root, maxBuffer, encoding: "buffer" });
  pending.child.stdin?.end(`${hashes.join("\n")}
`);
  const { stdout } = await pending;
  const blobs = [];
  for (let offset = 0; offset < stdout.length; ) {
    const lineEnd = stdout.indexOf(10, offset);
    const size = Number(stdout.toString("latin1", offset, lineEnd).split(" ")[2]);
    blobs.push(stdout.subarray(lineEnd + 1, lineEnd + 1 + size));
    offset = lineEnd + 1 + size + 1;
  }
  return blobs;
}

export {
  repositoryRoot,
  listFiles,
  readMergeBase,
  listCommit,
  readAtCommit,
  readOfBranch
};
