import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  takeSnapshot
} from "./chunk-CH6FMR4N.js";
import {
  readChange
} from "./chunk-L365JKPS.js";
import "./chunk-CIHYDIMP.js";
import {
  select
} from "./chunk-RK5GDDN6.js";
import {
  standOf
} from "./chunk-25ZFS7NX.js";
import {
  environmentOf,
  historyTablesOf
} from "./chunk-QIHEFDE5.js";
import {
  scriptOf
} from "./chunk-ODQSQCXK.js";
import {
  readMigrations
} from "./chunk-GVUU3IVM.js";
import "./chunk-G6KR2M3D.js";
import "./chunk-VQG22WEY.js";
import {
  readSnapshot
} from "./chunk-44D7AZPA.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-RCWTU44L.js";
import {
  snapshotStep,
  targetOf
} from "./chunk-5U5MJJPE.js";
import "./chunk-5W7K3ED5.js";
import "./chunk-2EDZLZW7.js";
import "./chunk-63PDAJ2B.js";
import "./chunk-XXY3I5X6.js";
import "./chunk-BKNLFYTM.js";
import {
  ownDelivery
} from "./chunk-NLXL7WHC.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import {
  ShadowGone,
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/commands/diff.ts
async function diff(request) {
  const [from, to] = await Promise.all([readSide(request.from, request), readSide(request.to, request)]);
  if (from.dialect !== to.dialect)
    throw new UserError(`${request.from.name} is ${from.dialect}, and ${request.to.name} is ${to.dialect}.`);
  const dialect = await loadDialect(from.dialect);
  const historyTables = [.../* @__PURE__ */ new Set([...from.historyTables, ...to.historyTables])];
  const options = { url: null, limits: request.config.limits, historyTables };
  try {
    return await compare(request, dialect, from, to, options);
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
    return { verdict: "unknown", changes: [], sql: null, proven: false, problems: [error.message] };
  }
}
async function compare(request, dialect, from, to, options) {
  const first = standOf(dialect, from.ground, options);
  const second = standOf(dialect, to.ground, options);
  const [one, other] = await Promise.all([first, second]).catch(async (error) => {
    for (const stand of await Promise.allSettled([first, second]))
      if (stand.status === "fulfilled") await stand.value.shadow.close();
    throw error;
  });
  try {
    const problems = [...told(request.from, from, one), ...told(request.to, to, other)];
    const { verdict, difference } = dialect.compareRebuilt(ofDatabase(one.schema), ofDatabase(other.schema));
    const way = verdict === "unequal" ? await planWay(dialect, one, other) : { sql: "", proven: true };
    return {
      verdict: problems.length > 0 ? "unknown" : verdict === "unequal" ? "different" : verdict,
      changes: difference,
      problems,
      ...way
    };
  } finally {
    await Promise.all([one.shadow.close(), other.shadow.close()]);
  }
}
function told({ name }, { problems }, stand) {
  const built = stand.problems.map(({ path, line, message }) => `${path}:${line}: ${message}`);
  return [...problems, ...built].map((problem) => `${name}: ${problem}`);
}
async function readSide(side, request) {
  switch (side.kind) {
    case "folder":
      return readFolder(side.path, request);
    case "snapshot": {
      const { file } = side;
      return ofSnapshot(await readSnapshot(file.text, file.path, snapshotDialect(file)), side.name);
    }
    case "url": {
      const snapshot = await takeSnapshot({
        url: side.url,
        environment: null,
        redact: false,
        takenAt: request.takenAt,
        limits: request.config.limits,
        ...request.password === void 0 || hasPassword(side.url) ? {} : { password: request.password }
      });
      return ofSnapshot(snapshot, side.name);
    }
  }
}
function hasPassword(url) {
  return URL.canParse(url) && new URL(url).password !== "";
}
function snapshotDialect({ path, text }) {
  const dialect = /"dialect"\s*:\s*"(postgres|sqlite)"/.exec(text)?.[1];
  if (dialect !== void 0) return dialect;
  throw new UserError(`${path}: \`dialect\` is missing, or is none that can be compared.`);
}
function ofSnapshot({ dialect, schema, history = [], serverVersion, unread = [] }, name) {
  if (schema === void 0)
    throw new UserError(`${name} holds no schema: take it with \`migration-gate snapshot\`.`);
  return {
    dialect,
    ground: {
      steps: [snapshotStep(schema, name)],
      target: targetOf(schema, serverVersion ?? "")
    },
    historyTables: history.map(({ table }) => table.replaceAll('"', "")),
    problems: unread.map(({ object, reason }) => `${object}: ${reason}`)
  };
}
async function readFolder(path, { directory, config }) {
  const { folders, dialect, changeSet } = await readChange({
    directory,
    folders: [path],
    format: config["format-name"] ?? null,
    dialect: config.dialect,
    files: null,
    base: null,
    besides: [...config.baseline, ...config.setup]
  });
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const { migrations, codeSteps } = readMigrations(folders, changeSet.head, dialect, apart, config.variables);
  const { supplied, historyTables } = environmentOf(
    config,
    folders,
    changeSet,
    select(migrations, migrations),
    dialect
  );
  return {
    dialect,
    ground: { steps: [...supplied, ...historyTables, ...migrations], target: null },
    historyTables: historyTablesOf(folders, dialect),
    problems: codeSteps.map((step) => `${step} is a step in a programming language`)
  };
}
async function planWay(dialect, from, to) {
  const plan = await from.shadow.planDown(await from.shadow.capturePlan([]), await to.shadow.capturePlan([]));
  if (plan.kind === "impossible") return { sql: null, proven: false };
  const first = await tryWay(dialect, from.shadow, plan.sql);
  const missing = first === null ? [] : dialect.completeDown(to.schema, first);
  const sql = plan.sql + missing.map((statement) => `${statement};
`).join("");
  const reached = missing.length === 0 ? first : await tryWay(dialect, from.shadow, sql);
  const proven = reached !== null && dialect.compareRebuilt(ofDatabase(to.schema), ofDatabase(reached)).verdict !== "unequal";
  return { sql, proven };
}
function ofDatabase(schema) {
  return { ...schema, objects: new Map([...schema.objects].filter(([, { kind }]) => kind !== "role")) };
}
async function tryWay(dialect, shadow, sql) {
  const migration = {
    id: "diff",
    format: "plain",
    up: { path: "diff.sql", text: sql },
    down: null,
    ...ownDelivery
  };
  const result = await shadow.tryDown([scriptOf(dialect, migration, await dialect.parse(sql))]);
  return result.kind === "ran" ? result.schema : null;
}
export {
  diff,
  readFolder
};
