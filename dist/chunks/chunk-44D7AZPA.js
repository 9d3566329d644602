import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  snapshotDigest,
  snapshotFormat,
  snapshotSchema
} from "./chunk-4LI7VO4S.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import {
  describeIssue,
  keyPath
} from "./chunk-O2I6HDI3.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/config/snapshot.ts
var mostFaults = 10;
async function chosenSnapshot(given, { snapshot: place }, { base, head, baseRef }, dialect) {
  if (given !== void 0) return readSnapshot(given.text, given.path, dialect);
  if (place === void 0 || place.branch !== void 0) return null;
  const bytes = (base ?? head).get(place.file);
  if (bytes !== void 0) return readSnapshot(new TextDecoder().decode(bytes), place.file, dialect);
  throw new UserError(`\`snapshot\` names ${place.file}, which ${baseRef ?? "the repository"} does not have.`);
}
async function readSnapshot(text, path, dialect) {
  const value = plainValue(text, path);
  requireFormat(value, path);
  const snapshot = unlessTooDeep(path, () => parseSnapshot(value, path));
  if (snapshot.dialect !== dialect) {
    throw new UserError(
      `${path}: \`dialect\` is \`${snapshot.dialect}\`, and the migrations are ${dialect}. Give a snapshot of their database.`
    );
  }
  requireDigest(snapshot, value, path);
  return withComparedNames(snapshot, path, dialect);
}
function parseSnapshot(value, path) {
  const parsed = snapshotSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap(
    (issue) => describeIssue(snapshotSchema, issue, value, placeOf(issue.path))
  );
  const told = faults.slice(0, mostFaults).map(({ message }) => `${path}: ${message}`);
  const rest = faults.length - told.length;
  throw new UserError([...told, ...rest > 0 ? [`${path}: and ${rest} more like these.`] : []].join("\n"));
}
function placeOf(path) {
  return path.length === 0 ? "a snapshot" : `\`${keyPath(path)}\``;
}
function plainValue(text, path) {
  const value = parseJson(text, path);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UserError(`${path}: expected a snapshot: { "format": "${snapshotFormat}", \u2026 }.`);
}
function parseJson(text, path) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    const line = /\(line (\d+) column \d+\)/.exec(cause.message)?.[1];
    throw new UserError(`${line === void 0 ? path : `${path}:${line}`}: this is not JSON.`, { cause });
  }
}
function requireFormat(value, path) {
  const format = "format" in value ? value.format : void 0;
  if (format === snapshotFormat) return;
  const version = typeof format === "string" ? /^migration-gate\/snapshot@(\d+)$/.exec(format)?.[1] : void 0;
  if (version !== void 0 && Number(version) > 1) {
    throw new UserError(
      `${path}: this snapshot was written by a newer migration-gate (\`${format}\`; this one reads \`${snapshotFormat}\`). Update migration-gate, or take the snapshot with this version.`
    );
  }
  const written = format === void 0 ? "missing" : `\`${JSON.stringify(format).slice(0, 60)}\``;
  throw new UserError(`${path}: \`format\` is ${written}. Allowed: "${snapshotFormat}".`);
}
function requireDigest({ digest }, value, path) {
  if (digest === void 0) return;
  if (unlessTooDeep(path, () => snapshotDigest(value)) === digest) return;
  throw new UserError(
    `${path}: the digest does not fit: the file was changed after it was taken. Take it anew; of a file that is kept by hand, remove \`digest\`.`
  );
}
function unlessTooDeep(path, walk) {
  try {
    return walk();
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new UserError(`${path}: its values are nested too deeply.`, { cause });
    throw cause;
  }
}
async function withComparedNames(snapshot, path, dialectName) {
  const { relationName } = await loadDialect(dialectName);
  const { tables, indexes } = snapshot.statistics ?? {};
  const compared = (kind, entries = {}) => {
    const named = /* @__PURE__ */ new Map();
    for (const [written, statistics] of Object.entries(entries)) {
      const place = `\`statistics.${kind}\``;
      const name = relationName(written);
      if (name === null) {
        throw new UserError(
          `${path}: ${place} has ${JSON.stringify(written)}, which is no name. Expected one as SQL spells it, such as ${JSON.stringify(exampleName)}.`
        );
      }
      if (named.has(name)) throw new UserError(`${path}: ${place} names ${name} twice.`);
      named.set(name, statistics);
    }
    return Object.fromEntries(named);
  };
  return {
    ...snapshot,
    statistics: {
      ...snapshot.statistics,
      tables: compared("tables", tables),
      indexes: compared("indexes", indexes)
    }
  };
}
var exampleName = 'public."Order Lines"';

export {
  chosenSnapshot,
  readSnapshot
};
