import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compareNaturally,
  dialectNames,
  formats,
  sqlFilesOf
} from "./chunk-QEA3BOUQ.js";
import {
  baseName,
  isBelow,
  isManifest,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/formats/unsupported.ts
var marks = [
  { tool: "sql-migrate", show: inText(/^-- \+migrate\s+(?:Up|Down)\b/m, '"-- +migrate Up"') },
  {
    tool: "tern",
    show: inText(/^---- create above \/ drop below ----/m, '"---- create above / drop below ----"')
  },
  {
    tool: "Liquibase",
    show: inText(/^\ufeff?\s*--\s*liquibase\s+formatted\s+sql/i, '"--liquibase formatted sql"')
  },
  { tool: "node-pg-migrate", show: nodePgMigrate },
  { tool: "Sqitch", show: ({ files }) => files.includes("sqitch.plan") ? "sqitch.plan is there" : null },
  {
    tool: "Ory popx",
    show: named(/\.(?:postgres|mysql|sqlite3?|cockroach)(?:\.autocommit)?\.(?:up|down)\.sql$/)
  },
  { tool: "Flyway undo migrations", show: named(/(?:^|\/)U\d[\d._]*__[^/]*\.sql$/) },
  { tool: "db-migrate", show: named(/-down\.sql$/) },
  { tool: "Postgrator", show: named(/(?:^|\/)\d+\.undo(?:\.[^/]*)?\.sql$/) },
  { tool: "Hasura", show: hasura }
];
function unsupportedTool(sight) {
  for (const { tool, show } of marks) {
    const why = show(sight);
    if (why !== null) return { tool, why };
  }
  return null;
}
function inText(mark, words) {
  return (sight) => {
    const file = sight.files.find((file2) => /\.sql$/i.test(file2) && mark.test(sight.head(file2)));
    return file === void 0 ? null : `${file} has ${words}`;
  };
}
function named(pattern) {
  return ({ files }) => {
    const file = files.find((file2) => pattern.test(file2));
    return file === void 0 ? null : `${file} is there`;
  };
}
function nodePgMigrate(sight) {
  const file = sqlFilesOf(sight).find((file2) => {
    if (/\.(?:up|down)\.sql$/i.test(file2)) return false;
    const head = sight.head(file2);
    const [up, down] = [/^[ \t]*--[ \t-]*up[ \t]+migration/im, /^[ \t]*--[ \t-]*down[ \t]+migration/im].map(
      (mark) => mark.test(head)
    );
    return up === true && (down === true || sight.tools.has("node-pg-migrate"));
  });
  return file === void 0 ? null : `${file} has "-- Up Migration"`;
}
function hasura({ files, tools: tools2 }) {
  const evidence = tools2.get("hasura");
  const laidOut = files.some((file) => /^\d+_[^/]*\/up\.sql$/.test(file));
  return evidence === void 0 || tools2.has("diesel") || !laidOut ? null : evidence;
}

// src/migrations/detection/markers.ts
var markers = {
  goose: /^--\s*\+goose\s+up\b/im,
  "sql-migrate": /^--\s*\+migrate\s+up\b/im,
  dbmate: /^--\s*migrate:up\b/im
};
function hasMarker(head) {
  return Object.values(markers).some((marker) => marker.test(head));
}
function markedTools(heads) {
  return Object.entries(markers).flatMap(([name, marker]) => {
    const files = heads.filter((head) => marker.test(head)).length;
    return files === 0 ? [] : [{ name, why: `its directives in ${files} of ${heads.length} files` }];
  });
}

// src/migrations/detection/tree.ts
var manifestsInside = /* @__PURE__ */ new Set([
  "migration_lock.toml",
  "atlas.sum",
  "sqitch.plan"
]);
function directoryTree(paths) {
  const root = directory(".", "");
  for (const path of paths) {
    const kind = isSql(path) ? "sql" : isManifest(path) || manifestsInside.has(baseName(path)) ? "manifest" : null;
    if (kind === null) continue;
    let at = root;
    for (const segment of path.split("/").slice(0, -1)) at = childOf(at, segment);
    if (kind === "sql") at.sql.push(baseName(path));
    else at.manifests.add(baseName(path));
  }
  return root;
}
function holdsSql({ sql, children }) {
  return sql.length > 0 || [...children.values()].some(holdsSql);
}
function childOf(parent, name) {
  const known2 = parent.children.get(name);
  if (known2 !== void 0) return known2;
  const child = directory(parent.path === "." ? name : `${parent.path}/${name}`, name);
  parent.children.set(name, child);
  return child;
}
function directory(path, name) {
  return { path, name, sql: [], manifests: /* @__PURE__ */ new Set(), children: /* @__PURE__ */ new Map() };
}

// src/migrations/detection/sight.ts
var headLines = 30;
function filesOf(folder, { paths }) {
  return paths.filter((path) => isBelow(folder, path));
}
async function sightOf(folder, tools2, listing) {
  const own = (path) => folder === "." ? path : path.slice(folder.length + 1);
  const paths = filesOf(folder, listing);
  const readable = paths.filter(
    (path) => isSql(path) || isManifest(path) || manifestsInside.has(baseName(path))
  );
  const heads = new Map(
    await Promise.all(
      readable.map(async (path) => {
        const text = await listing.text(path);
        return [own(path), isSql(path) ? firstLines(text) : text];
      })
    )
  );
  return { folder, files: paths.map(own), head: (file) => heads.get(file) ?? "", tools: tools2 };
}
function firstLines(text) {
  return text.split("\n", headLines).join("\n");
}

// src/migrations/detection/layout.ts
function layoutName(layout) {
  switch (layout.kind) {
    case "read":
      return layout.format;
    case "unsupported":
      return layout.tool;
    case "ambiguous":
      return "ambiguous";
  }
}
var certainties = ["sure", "likely", "possible"];
async function layoutOf(folder, tools2, listing) {
  const sight = await sightOf(folder, tools2, listing);
  const marked = markedTools(sight.files.filter(isSql).map(sight.head));
  if (marked.length > 1) return { kind: "ambiguous", candidates: marked };
  const best = mostCertain(candidatesAmong(sight));
  const unread = unsupportedTool(sight);
  if (unread !== null) {
    const sure = best.filter(({ certainty }) => certainty === "sure");
    if (sure.length === 0) return { kind: "unsupported", ...unread };
    return { kind: "ambiguous", candidates: [...sure, { name: unread.tool, why: unread.why }] };
  }
  const [first, ...others] = best;
  if (first === void 0) return { kind: "read", format: "plain", why: "no file of any tool" };
  if (others.length > 0) return { kind: "ambiguous", candidates: best };
  return { kind: "read", format: first.name, why: first.why };
}
function candidatesAmong(sight) {
  return formats.flatMap((format) => {
    const recognition = format.recognise(sight);
    return recognition === null ? [] : [{ name: format.name, ...recognition }];
  });
}
function mostCertain(candidates) {
  const best = certainties.find((certainty) => candidates.some((candidate) => candidate.certainty === certainty));
  return candidates.filter((candidate) => candidate.certainty === best);
}

// src/migrations/detection/sql-marks.ts
function* tokensOf(sql) {
  const token = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|\$([A-Za-z_]\w{0,60})?\$|[A-Za-z_]\w*|\d+|::|\S/g;
  for (let match = token.exec(sql); match !== null; match = token.exec(sql)) {
    const [text] = match;
    const first = text[0];
    if (text.startsWith("--") || text.startsWith("/*") || first === "'") continue;
    if (first === "`" || first === '"') yield first;
    else if (first === "$" && text.length > 1) {
      const end = sql.indexOf(text, token.lastIndex);
      token.lastIndex = end < 0 ? sql.length : end + text.length;
      yield "$";
    } else yield text.toUpperCase();
  }
}

// src/migrations/detection/sql-dialect.ts
var phrases = {
  postgres: [
    "$",
    ": :",
    "::",
    "JSONB",
    "TIMESTAMPTZ",
    "BIGSERIAL",
    "SERIAL",
    "SMALLSERIAL",
    "PLPGSQL",
    "TSVECTOR",
    "BYTEA",
    "CITEXT",
    "GEN_RANDOM_UUID",
    "UUID_GENERATE_V4",
    "NEXTVAL",
    "CONCURRENTLY",
    "CREATE EXTENSION",
    "CREATE POLICY",
    "CREATE SEQUENCE",
    "ROW LEVEL SECURITY",
    "WITH TIME ZONE",
    "CHARACTER VARYING",
    "DOUBLE PRECISION",
    "AS ENUM (",
    "ADD VALUE",
    "OWNER TO",
    "USING GIN",
    "USING GIST",
    "USING BTREE (",
    "SET NOT NULL",
    "DROP NOT NULL",
    'IF NOT EXISTS " . "',
    "GENERATED ALWAYS AS IDENTITY",
    "GENERATED BY DEFAULT AS IDENTITY",
    "TEXT [",
    "COMMENT ON",
    "VALIDATE CONSTRAINT",
    "NOT VALID"
  ],
  mysql: [
    "AUTO_INCREMENT",
    "ENGINE = INNODB",
    "ENGINE INNODB",
    "ENGINE = MYISAM",
    "UNSIGNED",
    "TINYINT",
    "MEDIUMTEXT",
    "LONGTEXT",
    "MEDIUMBLOB",
    "LONGBLOB",
    "DATETIME (",
    "VARBINARY",
    "CHARACTER SET",
    "DEFAULT CHARSET",
    "UTF8MB4",
    "MODIFY COLUMN",
    "MODIFY *",
    "CHANGE COLUMN",
    "ON UPDATE CURRENT_TIMESTAMP",
    "DELIMITER",
    "DROP FOREIGN KEY",
    "DROP PRIMARY KEY",
    "ADD KEY",
    "INSERT IGNORE"
  ],
  sqlite: [
    "AUTOINCREMENT",
    "PRAGMA",
    "WITHOUT ROWID",
    ") STRICT",
    "UNIXEPOCH",
    "STRFTIME",
    "SQLITE_MASTER",
    "SQLITE_SCHEMA",
    "INSERT OR IGNORE",
    "INSERT OR REPLACE"
  ],
  clickhouse: [
    "MERGETREE",
    "REPLACINGMERGETREE",
    "AGGREGATINGMERGETREE",
    "SUMMINGMERGETREE",
    "REPLICATEDMERGETREE",
    "REPLICATEDREPLACINGMERGETREE",
    "ON CLUSTER",
    "LOWCARDINALITY",
    "DATETIME64",
    "NULLABLE (",
    "CODEC (",
    "TYPE BLOOM_FILTER"
  ],
  mssql: ["NVARCHAR", "UNIQUEIDENTIFIER", "DATETIME2", "IDENTITY ( 1", "DBO", "SYSDATETIME"],
  oracle: ["VARCHAR2", "NVARCHAR2", "SYSDATE", "NOCACHE"]
};
var index = buildIndex();
function dialectOfSql(texts) {
  const files = /* @__PURE__ */ new Map();
  const words = /* @__PURE__ */ new Map();
  for (const text of texts) {
    for (const [dialect2, phrase2] of marksOf(text)) {
      files.set(dialect2, (files.get(dialect2) ?? 0) + 1);
      const counts = words.get(dialect2) ?? /* @__PURE__ */ new Map();
      counts.set(phrase2, (counts.get(phrase2) ?? 0) + 1);
      words.set(dialect2, counts);
    }
  }
  const [first, second] = [...files].sort(([, a], [, b]) => b - a);
  if (first === void 0 || second !== void 0 && first[1] < 4 * second[1]) return null;
  const [dialect, count] = first;
  const [phrase] = [...words.get(dialect) ?? []].reduce((best, one) => one[1] > best[1] ? one : best);
  return { dialect, why: `${wordsOf(phrase)} (${count} of ${texts.length} files looked at have such words)` };
}
function marksOf(text) {
  const found = /* @__PURE__ */ new Map();
  const tokens = [...tokensOf(text)];
  for (const [place, token] of tokens.entries()) {
    for (const { dialect, rest, phrase } of index.get(token) ?? []) {
      if (found.has(dialect)) continue;
      if (rest.every((word, offset) => word === "*" || tokens[place + 1 + offset] === word))
        found.set(dialect, phrase);
    }
  }
  return found;
}
function buildIndex() {
  const index2 = /* @__PURE__ */ new Map();
  for (const [dialect, list] of Object.entries(phrases)) {
    for (const phrase of list) {
      const [first = "", ...rest] = phrase.split(" ");
      index2.set(first, [...index2.get(first) ?? [], { dialect, rest, phrase }]);
    }
  }
  return index2;
}
function wordsOf(phrase) {
  return phrase === "$" ? "dollar quotes" : phrase.replace(/ \*$/, "").replace(/ \($/, "");
}

// src/migrations/detection/dialect.ts
var spellings = {
  postgres: "postgres",
  postgresql: "postgres",
  pg: "postgres",
  pgsql: "postgres",
  mysql: "mysql",
  mariadb: "mysql",
  singlestore: "mysql",
  sqlite: "sqlite",
  sqlite3: "sqlite",
  turso: "sqlite",
  libsql: "sqlite",
  clickhouse: "clickhouse",
  cockroach: "cockroach",
  cockroachdb: "cockroach",
  crdb: "cockroach",
  mssql: "mssql",
  sqlserver: "mssql",
  h2: "h2",
  hsqldb: "hsqldb",
  oracle: "oracle",
  db2: "db2",
  spanner: "spanner",
  cassandra: "cassandra",
  surrealdb: "surrealdb"
};
var known = new Map(Object.entries(spellings));
var mostSampled = 60;
var sampleLength = 32 * 1024;
var nearNames = 4;
async function dialectOf(folder, files, { text }) {
  const said = await manifestDialect(files, text);
  if (said !== null) return said;
  const several = fileDialect(files);
  if (several !== null) return several;
  const segments = folder.split("/").reverse();
  const named2 = nameDialect(segments.slice(0, nearNames));
  if (named2 !== null) return named2;
  const samples = spread(files.filter(isSql).toSorted(compareNaturally), mostSampled);
  const texts = await Promise.all(samples.map(async (path) => (await text(path)).slice(0, sampleLength)));
  return dialectOfSql(texts) ?? nameDialect(segments.slice(nearNames)) ?? { dialect: null, why: "" };
}
async function manifestDialect(files, text) {
  const patterns = [
    [/(?:^|\/)migration_lock\.toml$/, /^[ \t]*provider\s*=\s*"(\w{1,40})"/m],
    [/(?:^|\/)meta\/_journal\.json$/, /"dialect"\s*:\s*"(\w{1,40})"/]
  ];
  for (const [name, word] of patterns) {
    const path = files.find((path2) => name.test(path2));
    if (path === void 0) continue;
    const said = word.exec(await text(path))?.[1];
    const dialect = said === void 0 ? void 0 : known.get(said.toLowerCase());
    if (dialect !== void 0) return { dialect, why: `${baseOf(path)} says ${said}` };
  }
  return null;
}
function nameDialect(segments) {
  for (const segment of segments) {
    const [only, ...others] = dialectsNamed(segment);
    if (only !== void 0 && others.length === 0) return { dialect: only, why: `the folder ${segment}` };
  }
  return null;
}
function fileDialect(files) {
  const named2 = new Set(
    files.filter(isSql).flatMap((path) => dialectsNamed(baseName(path).split(".").slice(1).join(".")))
  );
  if (named2.size < 2) return null;
  return { dialect: null, why: `files of several dialects: ${[...named2].sort().join(", ")}` };
}
var unmistakable = /postgres|mysql|mariadb|sqlite|clickhouse|cockroach/g;
function dialectsNamed(name) {
  const lower = name.toLowerCase();
  const words = [...lower.split(/[-_. ]/), ...lower.match(unmistakable) ?? []];
  return [...new Set(words.flatMap((word) => known.get(word) ?? []))];
}
function spread(items, count) {
  if (items.length <= count) return items;
  const step = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, place) => items[Math.round(place * step)]);
}
function baseOf(path) {
  return path.split("/").slice(/_journal/.test(path) ? -2 : -1).join("/");
}

// src/migrations/detection/tools.ts
var tools = [
  {
    name: "golang-migrate",
    reads: "files",
    dependency: /github\.com\/golang-migrate\/migrate/,
    command: /golang-migrate|\bmigrate\/migrate\b|\bmigrate\s[^\n]{0,120}-(?:path|source)[ =]/
  },
  {
    name: "goose",
    reads: "files",
    dependency: /github\.com\/pressly\/goose/,
    command: /pressly\/goose|\bgoose\s(?:[^\n]{0,120}\s)?(?:up|status|create)\b/
  },
  {
    name: "dbmate",
    reads: "files",
    dependency: /github\.com\/amacneil\/dbmate|"dbmate"\s*:/,
    command: /amacneil\/dbmate|\bdbmate\s(?:[^\n]{0,300}\s)?(?:up|migrate|new|status)\b/
  },
  {
    name: "sql-migrate",
    reads: "files",
    dependency: /github\.com\/rubenv\/sql-migrate/,
    command: /\bsql-migrate\s/,
    file: /^dbconfig\.ya?ml$/
  },
  {
    name: "sqlx",
    reads: "files",
    dependency: /^[ \t]*sqlx(?:-cli)?(?:\.workspace)?\s*=/m,
    command: /\bsqlx\s+(?:migrate|database)\b/
  },
  {
    name: "refinery",
    reads: "files",
    dependency: /^[ \t]*refinery(?:\.workspace)?\s*=/m,
    file: /^refinery\.toml$/
  },
  {
    name: "node-pg-migrate",
    reads: "files",
    dependency: /"node-pg-migrate"\s*:/,
    command: /\bnode-pg-migrate\s/
  },
  { name: "tern", reads: "files", dependency: /github\.com\/jackc\/tern/, file: /^tern\.conf$/ },
  { name: "popx", reads: "files", dependency: /github\.com\/ory\/(?:x\/popx|pop)\b|gobuffalo\/pop/ },
  {
    name: "flyway",
    reads: "files",
    dependency: /org\.flywaydb|flyway-core/,
    command: /\bflyway\s(?:[^\n]{0,200}\s)?migrate\b|flyway\/flyway/,
    file: /^flyway\.(?:conf|toml)$/
  },
  {
    name: "liquibase",
    reads: "files",
    dependency: /org\.liquibase|liquibase-core/,
    file: /^liquibase\.properties$/
  },
  {
    name: "graphile-migrate",
    reads: "files",
    dependency: /"graphile-migrate"\s*:/,
    file: /^\.gmrc(?:\.js|c)?$/
  },
  {
    name: "d1",
    reads: "files",
    command: /\bwrangler\s+d1\s+migrations\b/,
    file: /^wrangler\.(?:toml|jsonc?)$/
  },
  { name: "sqitch", reads: "files", command: /\bsqitch\s+deploy\b/, file: /^sqitch\.(?:plan|conf)$/ },
  { name: "supabase", reads: "files", command: /\bsupabase\s+(?:db\s+push|migration\s+up)\b/ },
  {
    name: "diesel",
    reads: "folders",
    dependency: /^[ \t]*diesel(?:_migrations)?(?:\.workspace)?\s*=/m,
    command: /\bdiesel\s+migration\b/,
    file: /^diesel\.toml$/
  },
  {
    name: "drizzle",
    reads: "folders",
    dependency: /"drizzle-(?:orm|kit)"\s*:/,
    command: /\bdrizzle-kit\s/,
    file: /^drizzle\.config\.[cm]?[jt]s$/
  },
  {
    name: "prisma",
    reads: "folders",
    dependency: /"@?prisma(?:\/client)?"\s*:/,
    command: /\bprisma\s+migrate\b/,
    file: /^schema\.prisma$/
  },
  { name: "hasura", reads: "folders", command: /\bhasura\s+migrate\b/ }
];
var dependencyFile = /^(?:go\.mod|Cargo\.toml|package\.json|pom\.xml|build\.gradle(?:\.kts)?|requirements[^/]*\.txt|pyproject\.toml)$/;
var commandFile = /^(?:package\.json|GNUmakefile|[Mm]akefile|[^/]*\.mk|[Jj]ustfile|Taskfile\.ya?ml|Procfile|[^/]*Dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|[^/]*\.sh)$/;
var workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
var scriptFolder = /^(?:\.?scripts?|bin|\.?docker|build|\.?ci|deploy|tools?|hack|make|\.devcontainer)\//;
var mostFiles = 200;
async function toolsFor(folder, signposts, listing) {
  const levels = nearestFirst(folder, signposts);
  const found = /* @__PURE__ */ new Map();
  const settled = /* @__PURE__ */ new Set();
  let read = 0;
  for (const files of levels) {
    const near = files.slice(0, mostFiles - read);
    read += near.length;
    const evidence = (await Promise.all(near.map((path) => evidenceOf(path, listing)))).flat();
    const news = evidence.filter(({ tool }) => !settled.has(tool.reads));
    for (const { tool, words } of news) if (!found.has(tool.name)) found.set(tool.name, words);
    for (const { tool } of news) settled.add(tool.reads);
  }
  return found;
}
var signpost = new RegExp(
  [dependencyFile, commandFile, ...tools.flatMap(({ file }) => file ?? [])].map(({ source }) => source).join("|")
);
function signpostsAmong(paths) {
  const files = paths.filter((path) => signpost.test(baseName(path)) || workflow.test(path));
  const sql = paths.filter(isSql);
  const strays = files.filter((path) => dependencyFile.test(baseName(path)) && /^[^/]+(?:\/[^/]+)?\/[^/]+$/.test(path)).slice(0, mostFiles).filter((path) => !sql.some((file) => isBelow(path.slice(0, path.lastIndexOf("/")), file)));
  return { files, strays: new Set(strays) };
}
function nearestFirst(folder, { files, strays }) {
  const around = ancestors(folder);
  const levels = [...around.map(() => []), []];
  for (const path of files) {
    const level = around.findIndex((ancestor) => isBelow(ancestor, path));
    const rest = around[level] === "." ? path : path.slice(around[level].length + 1);
    const belongs = !rest.includes("/") || /^[^/]+\/[^/]+$/.test(rest) && scriptFolder.test(rest) || workflow.test(rest);
    if (belongs) levels[level]?.push(path);
    else if (strays.has(path)) levels.at(-1)?.push(path);
  }
  return levels;
}
function ancestors(folder) {
  const segments = folder === "." ? [] : folder.split("/");
  return [...segments.map((_, place) => segments.slice(0, segments.length - place).join("/")), "."];
}
async function evidenceOf(path, { text }) {
  const name = baseName(path);
  const isDependency = dependencyFile.test(name);
  const isCommand = commandFile.test(name) || workflow.test(path);
  const content = isDependency || isCommand ? direct(name, await text(path)) : "";
  return tools.flatMap((tool) => {
    if (tool.file?.test(name) === true) return [{ tool, words: `${path} is there` }];
    const match = isDependency && tool.dependency?.exec(content) || isCommand && tool.command?.exec(content) || null;
    return match === null ? [] : [{ tool, words: `${path} names ${tool.name}` }];
  });
}
function direct(name, text) {
  const lines = text.split("\n");
  if (name === "go.mod") return lines.filter((line) => !/\/\/ indirect/.test(line)).join("\n");
  if (name === "package.json" || name.endsWith(".xml")) return text;
  return lines.filter((line) => !/^\s*(?:#|\/\/)/.test(line)).join("\n");
}

// src/migrations/detect.ts
async function lookAt(folders, listing) {
  const signposts = signpostsAmong(listing.paths);
  return Promise.all(
    folders.map(async (path) => {
      const tools2 = await toolsFor(path, signposts, listing);
      const [layout, dialect] = await Promise.all([
        layoutOf(path, tools2, listing),
        dialectOf(path, filesOf(path, listing), listing)
      ]);
      return { path, layout, dialect };
    })
  );
}
async function withFormats(folders, configured, listing) {
  const seen = await lookAt(folders, listing);
  return seen.map(({ path, layout, dialect }) => ({
    path,
    format: configured ?? formatOf(path, layout),
    dialect
  }));
}
function formatOf(path, layout) {
  switch (layout.kind) {
    case "read":
      return layout.format;
    case "unsupported":
      throw new UserError(
        `${shown(path)} belongs to ${layout.tool}: ${layout.why}. Its files are not read yet, and as plain SQL they might run in another way than the tool runs them. Name other folders with --dir; where this is a mistake, say what to read it as with --format-name.`
      );
    case "ambiguous": {
      const candidates = layout.candidates.map(({ name, why }) => `${name} (${why})`).join(" or ");
      throw new UserError(`${shown(path)} may be ${candidates}. Say which with --format-name.`);
    }
  }
}
function requireSupportedDialect(configured, folders) {
  if (configured !== void 0) return;
  const [default_] = dialectNames;
  for (const { path, dialect } of folders) {
    const { dialect: name, why } = dialect;
    if (name === null || dialectNames.some((known2) => known2 === name)) continue;
    throw new UserError(
      `${shown(path)} holds ${name}: ${why}. Only ${dialectNames.join(", ")} is supported so far. Name the folders to check with --dir; where this is a mistake, say --dialect ${default_}.`
    );
  }
}
function shown(path) {
  return /^[\w./@+ -]+$/.test(path) ? path : JSON.stringify(path);
}

export {
  hasMarker,
  manifestsInside,
  directoryTree,
  holdsSql,
  firstLines,
  layoutName,
  lookAt,
  withFormats,
  requireSupportedDialect,
  shown
};
