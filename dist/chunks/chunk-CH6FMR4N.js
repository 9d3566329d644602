import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  ownJournal
} from "./chunk-G6KR2M3D.js";
import {
  otherTools
} from "./chunk-VQG22WEY.js";
import {
  snapshotDigest,
  snapshotFormat
} from "./chunk-4LI7VO4S.js";
import {
  formats
} from "./chunk-NLXL7WHC.js";
import {
  dialectOfUrl,
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/commands/snapshot.ts
var historySources = [ownJournal, ...formats.flatMap(({ record }) => record ?? []), ...otherTools];
function limitsOf({ limits }) {
  return { ...limits, check: limits.check * 15 };
}
var queryTimeout = 3e4;
async function takeSnapshot(request) {
  const { url, environment, redact, takenAt, limits } = request;
  const name = requireDialect(url);
  const dialect = await loadDialect(name);
  if (dialect.takeSnapshot === void 0)
    throw new UserError(`A snapshot of a ${name} database cannot be taken yet. Write its sizes by hand.`);
  const taken = await dialect.takeSnapshot(url, {
    historySources,
    redact,
    timeout: queryTimeout,
    ...request.password === void 0 ? {} : { password: request.password },
    limits
  });
  const snapshot = {
    format: snapshotFormat,
    takenAt,
    ...environment === null ? {} : { environment },
    dialect: name,
    ...taken,
    history: [...taken.history],
    unread: [...taken.unread]
  };
  return { ...snapshot, digest: snapshotDigest(snapshot) };
}
function requireDialect(url) {
  const name = dialectOfUrl(url);
  if (name !== null) return name;
  throw new UserError(
    "--url takes the address of a database, such as postgres://gate@host:5432/name or file:app.db."
  );
}

export {
  historySources,
  limitsOf,
  takeSnapshot
};
