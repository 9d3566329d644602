import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compareNaturally,
  formats,
  parse,
  sqlFilesOf
} from "./chunk-NLXL7WHC.js";
import {
  dialectNames
} from "./chunk-TQ4DWPR5.js";
import {
  baseName,
  isBelow,
  isManifest,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

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
  const known3 = parent.children.get(name);
  if (known3 !== void 0) return known3;
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

// src/migrations/detection/spellings.ts
var spellings = {
  postgres: "postgres",
  postgresql: "postgres",
  pg: "postgres",
  pgsql: "postgres",
  supabase: "postgres",
  mysql: "mysql",
  mariadb: "mysql",
  singlestore: "mysql",
  sqlite: "sqlite",
  sqlite3: "sqlite",
  sqlcipher: "sqlite",
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
function dialectSpelled(word) {
  return known.get(word.toLowerCase());
}

// src/migrations/detection/drivers.ts
var npm = {
  postgres: [
    "pg",
    "postgres",
    "pg-promise",
    "@neondatabase/serverless",
    "@vercel/postgres",
    "@electric-sql/pglite",
    "@supabase/supabase-js"
  ],
  sqlite: [
    "better-sqlite3",
    "better-sqlite3-multiple-ciphers",
    "sqlite3",
    "libsql",
    "@libsql/client",
    "@tursodatabase/database",
    "expo-sqlite",
    "op-sqlite",
    "@op-engineering/op-sqlite",
    "react-native-quick-sqlite",
    "sql.js",
    "@sqlite.org/sqlite-wasm"
  ],
  mysql: ["mysql", "mysql2", "mariadb", "@planetscale/database"],
  mssql: ["mssql", "tedious"],
  clickhouse: ["@clickhouse/client"]
};
var go = {
  postgres: [
    "github.com/lib/pq",
    "github.com/jackc/pgx",
    "github.com/go-pg/pg",
    "github.com/uptrace/bun/driver/pgdriver",
    "gorm.io/driver/postgres"
  ],
  sqlite: [
    "github.com/mattn/go-sqlite3",
    "modernc.org/sqlite",
    "github.com/glebarez/sqlite",
    "github.com/glebarez/go-sqlite",
    "github.com/ncruces/go-sqlite3",
    "zombiezen.com/go/sqlite",
    "crawshaw.io/sqlite",
    "gorm.io/driver/sqlite",
    "github.com/tursodatabase/go-libsql",
    "github.com/tursodatabase/libsql-client-go"
  ],
  mysql: ["github.com/go-sql-driver/mysql", "gorm.io/driver/mysql"],
  mssql: ["github.com/microsoft/go-mssqldb", "gorm.io/driver/sqlserver"],
  clickhouse: ["github.com/ClickHouse/clickhouse-go"]
};
var cargo = {
  postgres: ["postgres", "tokio-postgres"],
  sqlite: ["rusqlite", "tokio-rusqlite", "libsql", "libsqlite3-sys", "turso"],
  mysql: ["mysql", "mysql_async"]
};
var featured = /* @__PURE__ */ new Set(["sqlx", "diesel", "diesel-async", "sea-orm", "refinery", "toasty"]);
var python = {
  postgres: ["psycopg", "psycopg2", "psycopg2-binary", "asyncpg", "pg8000"],
  sqlite: ["aiosqlite", "libsql", "libsql-client", "pysqlite3", "sqlite-utils"],
  mysql: ["pymysql", "mysqlclient", "aiomysql", "asyncmy", "mysql-connector-python"]
};
var npmIndex = indexOf(npm);
var goIndex = indexOf(go);
var cargoIndex = indexOf(cargo);
var pythonIndex = indexOf(python);
function driversIn(name, text) {
  if (name === "package.json") return fromPackageJson(text);
  if (name === "go.mod") return fromGoMod(text);
  if (name === "Cargo.toml") return fromCargo(text);
  if (name === "pyproject.toml" || name.startsWith("requirements")) return fromPython(text);
  return [];
}
var dependencies = external_exports.record(external_exports.string(), external_exports.unknown()).catch({});
var packageJson = external_exports.object({
  dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
  devDependencies: dependencies
});
function fromPackageJson(text) {
  const content = packageJson.safeParse(attempt(() => JSON.parse(text)));
  if (!content.success) return [];
  const { devDependencies, ...own } = content.data;
  const found = known2(npmIndex, Object.values(own).flatMap(Object.keys));
  return found.length > 0 ? found : known2(npmIndex, Object.keys(devDependencies));
}
function fromGoMod(text) {
  const modules = text.split("\n").filter((line) => !line.includes("// indirect")).flatMap((line) => /^\s*(?:require\s+)?([\w.-]+\.[\w./-]+)\s+v\d/.exec(line)?.[1] ?? []);
  return known2(
    goIndex,
    modules.map((module) => module.replace(/\/v\d+$/, ""))
  );
}
var crates = external_exports.record(external_exports.string(), external_exports.unknown()).catch({});
var cargoToml = external_exports.object({
  dependencies: crates,
  "dev-dependencies": crates,
  workspace: external_exports.object({ dependencies: crates }).catch({ dependencies: {} }),
  target: external_exports.record(external_exports.string(), external_exports.object({ dependencies: crates }).catch({ dependencies: {} })).catch({}),
  features: external_exports.record(external_exports.string(), external_exports.array(external_exports.string()).catch([])).catch({})
});
var features = external_exports.object({ features: external_exports.array(external_exports.string()) });
function fromCargo(text) {
  const content = cargoToml.safeParse(attempt(() => parse(text)));
  if (!content.success) return [];
  const { workspace, target, ...own } = content.data;
  const needed = [
    own.dependencies,
    workspace.dependencies,
    ...Object.values(target).map((one) => one.dependencies)
  ];
  const found = [...needed.flatMap(fromCrates), ...Object.values(own.features).flat().flatMap(fromFeature)];
  return found.length > 0 ? found : fromCrates(own["dev-dependencies"]);
}
function fromCrates(table) {
  return Object.entries(table).flatMap(([crate, wanted]) => {
    const said = features.safeParse(wanted);
    return featured.has(crate) && said.success ? said.data.features.flatMap((feature) => fromFeature(`${crate}/${feature}`)) : known2(cargoIndex, [crate]);
  });
}
function fromFeature(feature) {
  const [, crate = "", word = ""] = /^([\w-]+)\??\/(?:sqlx-)?([a-z0-9]+)/.exec(feature) ?? [];
  const dialect = featured.has(crate) ? dialectSpelled(word) : void 0;
  return dialect === void 0 ? [] : [{ dialect, name: `${crate} with ${word}` }];
}
function fromPython(text) {
  const names = text.split("\n").flatMap((line) => {
    const listed = [...line.matchAll(/["']([A-Za-z0-9][\w.-]{0,60})/g)].map((match) => match[1]);
    const first = /^([A-Za-z0-9][\w.-]{0,60})/.exec(line)?.[1];
    return first === void 0 ? listed : [first, ...listed];
  });
  return known2(
    pythonIndex,
    names.map((name) => name.toLowerCase())
  );
}
function known2(index2, names) {
  return names.flatMap((name) => {
    const dialect = index2.get(name);
    return dialect === void 0 ? [] : [{ dialect, name }];
  });
}
function indexOf(drivers) {
  return new Map(
    Object.entries(drivers).flatMap(([dialect, names]) => names.map((name) => [name, dialect]))
  );
}
function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

// src/migrations/detection/signposts.ts
var dependencyFile = /^(?:go\.mod|Cargo\.toml|package\.json|pom\.xml|build\.gradle(?:\.kts)?|requirements[^/]*\.txt|pyproject\.toml)$/;
var commandFile = /^(?:package\.json|GNUmakefile|[Mm]akefile|[^/]*\.mk|[Jj]ustfile|Taskfile\.ya?ml|Procfile|[^/]*Dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|[^/]*\.sh)$/;
var workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
var scriptFolder = /^(?:\.?scripts?|bin|\.?docker|build|\.?ci|deploy|tools?|hack|make|\.devcontainer)\//;
var mostFiles = 200;
function signpostsAmong(paths, own) {
  const signpost = new RegExp([dependencyFile, commandFile, ...own].map(({ source }) => source).join("|"));
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
function isDependencyFile(path) {
  return dependencyFile.test(baseName(path));
}
function isCommandFile(path) {
  return commandFile.test(baseName(path)) || workflow.test(path);
}
function direct(path, text) {
  const name = baseName(path);
  const lines = text.split("\n");
  if (name === "go.mod") return lines.filter((line) => !/\/\/ indirect/.test(line)).join("\n");
  if (name === "package.json" || name.endsWith(".xml")) return text;
  return lines.filter((line) => !/^\s*(?:#|\/\/)/.test(line)).join("\n");
}

// src/migrations/detection/repository-dialect.ts
var settings = [
  { file: /^drizzle\.config\.[cm]?[jt]s$/, said: /\bdialect\s*:\s*["'`](\w{1,40})["'`]/ },
  { file: /^schema\.prisma$/, said: /^datasource\s+\w+\s*\{[^}]{0,2000}?\bprovider\s*=\s*"(\w{1,40})"/m },
  { file: /^wrangler\.(?:toml|jsonc?)$/, said: /(d1_databases)/, dialect: "sqlite" }
];
async function dialectsAround(folder, signposts, { text }) {
  let read = 0;
  const levels = nearestFirst(folder, signposts);
  for (const [level, files] of levels.entries()) {
    const near = files.filter(isTelling).slice(0, mostFiles - read);
    read += near.length;
    const texts = await Promise.all(near.map(async (path) => ({ path, content: await text(path) })));
    const said = texts.flatMap(({ path, content }) => settingOf(path, content));
    const found = said.length > 0 ? said : texts.flatMap(({ path, content }) => driversOf(path, content));
    const around = level < levels.length - 1;
    if (found.length > 0) return onePerDialect(found).map((one) => ({ ...one, around }));
  }
  return [];
}
function isTelling(path) {
  return isDependencyFile(path) || settings.some(({ file }) => file.test(baseName(path)));
}
function settingOf(path, content) {
  return settings.flatMap(({ file, said, dialect: own }) => {
    const word = file.test(baseName(path)) ? said.exec(content)?.[1] : void 0;
    const dialect = word === void 0 ? void 0 : own ?? dialectSpelled(word);
    return dialect === void 0 ? [] : [{ dialect, words: `${path} says ${word}` }];
  });
}
function driversOf(path, content) {
  return driversIn(baseName(path), content).map(({ dialect, name }) => ({
    dialect,
    words: `${path} names ${name}`
  }));
}
function onePerDialect(named2) {
  return [...new Map(named2.toReversed().map((one) => [one.dialect, one])).values()].toReversed();
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
    "DATETIME ( 3",
    "DATETIME ( 6",
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
    "INSERT OR REPLACE",
    "INSERT OR ABORT",
    "INSERT OR FAIL",
    "INSERT OR ROLLBACK",
    "UPDATE OR IGNORE",
    "UPDATE OR REPLACE",
    "ON CONFLICT IGNORE",
    "ON CONFLICT REPLACE",
    "COLLATE NOCASE",
    "CREATE VIRTUAL TABLE",
    "JULIANDAY",
    "RANDOMBLOB",
    "ZEROBLOB",
    "DATETIME ( )",
    "DATETIME ( ,",
    "DATETIME ( * ,",
    "SELECT RAISE ("
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
var shared = {
  "`": ["mysql", "sqlite", "clickhouse", "spanner"],
  "BLOB NOT NULL": ["mysql", "sqlite", "oracle", "h2", "hsqldb", "db2"],
  "BLOB DEFAULT": ["mysql", "sqlite", "oracle", "h2", "hsqldb", "db2"],
  "DATETIME NOT NULL": ["mysql", "sqlite", "mssql", "clickhouse"],
  "DATETIME DEFAULT": ["mysql", "sqlite", "mssql", "clickhouse"],
  "DATETIME NULL": ["mysql", "sqlite", "mssql"]
};
var index = indexOf2(
  Object.entries(phrases).flatMap(([dialect, list]) => list.map((phrase) => [phrase, [dialect]]))
);
var sharedIndex = indexOf2(Object.entries(shared));
function sightOfSql(texts) {
  const seen = texts.map((text) => [...tokensOf(text)]);
  const counts = countsOf(seen, index);
  const [first, ...others] = [...counts].sort(([, a], [, b]) => b.files - a.files);
  if (first === void 0) return sharedBy(seen);
  const rivals = others.filter(([, { files: files2 }]) => first[1].files < 4 * files2);
  const [dialect, { files, phrase }] = first;
  if (rivals.length === 0)
    return {
      dialects: [dialect],
      mixed: false,
      why: `${wordsOf(phrase)} (${files} of ${texts.length} files looked at have such words)`
    };
  const alike = [first, ...rivals];
  return {
    dialects: alike.map(([dialect2]) => dialect2),
    mixed: true,
    why: alike.map(([dialect2, { phrase: phrase2 }]) => `${wordsOf(phrase2)} is ${dialect2}'s`).join(", ")
  };
}
function sharedBy(seen) {
  const counts = countsOf(seen, sharedIndex);
  const [first] = [...counts.values()].sort((a, b) => b.files - a.files);
  if (first === void 0) return { dialects: [], mixed: false, why: "" };
  const marks2 = new Set(seen.flatMap((tokens) => [...marksOf(tokens, sharedIndex)].map(([, phrase]) => phrase)));
  const dialects = [...counts.keys()].filter(
    (dialect) => [...marks2].every((mark) => shared[mark]?.includes(dialect))
  );
  const why = `${wordsOf(first.phrase)} (in ${first.files} of ${seen.length} files looked at)`;
  return { dialects, mixed: false, why };
}
function countsOf(seen, index2) {
  const words = /* @__PURE__ */ new Map();
  for (const tokens of seen)
    for (const [dialect, phrase] of marksOf(tokens, index2))
      words.set(dialect, [...words.get(dialect) ?? [], phrase]);
  return new Map(
    [...words].map(([dialect, phrases2]) => [dialect, { files: phrases2.length, phrase: mostOf(phrases2) }])
  );
}
function mostOf(phrases2) {
  const groups = [...Map.groupBy(phrases2, (phrase2) => phrase2)];
  const [phrase] = groups.reduce((best, one) => one[1].length > best[1].length ? one : best, ["", []]);
  return phrase;
}
function marksOf(tokens, index2) {
  const found = /* @__PURE__ */ new Map();
  for (const [place, token] of tokens.entries()) {
    for (const { dialects, rest, phrase } of index2.get(token) ?? []) {
      if (dialects.every((dialect) => found.has(dialect))) continue;
      if (!rest.every((word, offset) => word === "*" || tokens[place + 1 + offset] === word)) continue;
      for (const dialect of dialects) if (!found.has(dialect)) found.set(dialect, phrase);
    }
  }
  return found;
}
function indexOf2(entries) {
  const index2 = /* @__PURE__ */ new Map();
  for (const [phrase, dialects] of entries) {
    const [first = "", ...rest] = phrase.split(" ");
    index2.set(first, [...index2.get(first) ?? [], { dialects, rest, phrase }]);
  }
  return index2;
}
function wordsOf(phrase) {
  switch (phrase) {
    case "$":
      return "dollar quotes";
    case "`":
      return "names in backticks";
    default:
      return phrase.replace(/(?: [*,()])+$/, "");
  }
}

// src/migrations/detection/dialect.ts
var mostSampled = 60;
var sampleLength = 32 * 1024;
var nearNames = 4;
async function dialectOf(folder, files, signposts, listing) {
  const { text } = listing;
  const said = await manifestDialect(files, text);
  if (said !== null) return said;
  const several = fileDialect(files);
  if (several !== null) return several;
  const segments = folder.split("/").reverse();
  const named2 = nameDialect(segments.slice(0, nearNames));
  if (named2 !== null) return named2;
  const samples = spread(files.filter(isSql).toSorted(compareNaturally), mostSampled);
  const sql = sightOfSql(
    await Promise.all(samples.map(async (path) => (await text(path)).slice(0, sampleLength)))
  );
  const [only, ...others] = sql.dialects;
  if (only !== void 0 && others.length === 0) return { dialect: only, why: sql.why };
  const around = await dialectsAround(folder, signposts, listing);
  return weigh(sql, around, nameDialect(segments.slice(nearNames)));
}
function isEmbedded({ dialect }) {
  return dialect === "sqlite";
}
function weigh(sql, around, far) {
  const fits = (dialect) => sql.dialects.length === 0 || sql.dialects.some((one) => one === dialect);
  const [named2, ...others] = around.filter(({ dialect }) => fits(dialect));
  const words = (named3) => named3.map(({ words: words2 }) => words2);
  const onlyOne = sql.mixed ? around.length === 1 : others.length === 0;
  if (named2 !== void 0 && onlyOne && (named2.around || !isEmbedded(named2) || sql.why !== ""))
    return { dialect: named2.dialect, why: [named2.words, sql.why].filter(Boolean).join(", and ") };
  if (far !== null && fits(far.dialect)) return far;
  const candidates = named2 === void 0 || sql.mixed ? sql.dialects : [named2, ...others].map(({ dialect }) => dialect);
  if (candidates.length === 0) return { dialect: null, why: "" };
  return {
    dialect: null,
    why: `${candidates.join(" or ")}: ${[...words(around), sql.why].filter(Boolean).join(", ")}`
  };
}
async function manifestDialect(files, text) {
  const patterns = [
    [/(?:^|\/)migration_lock\.toml$/, /^[ \t]*provider\s*=\s*"(\w{1,40})"/m],
    [/(?:^|\/)meta\/_journal\.json$/, /"dialect"\s*:\s*"(\w{1,40})"/],
    [/\/snapshot\.json$/, /^[^[]{0,500}?"dialect"\s*:\s*"(\w{1,40})"/]
  ];
  for (const [name, word] of patterns) {
    const path = files.find((path2) => name.test(path2));
    if (path === void 0) continue;
    const said = word.exec(await text(path))?.[1];
    const dialect = said === void 0 ? void 0 : dialectSpelled(said);
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
  return { dialect: null, why: `${[...named2].sort().join(" or ")}: files of each` };
}
var unmistakable = /postgres|mysql|mariadb|sqlite|clickhouse|cockroach/g;
function dialectsNamed(name) {
  const lower = name.toLowerCase();
  const words = [...lower.split(/[-_. ]/), ...lower.match(unmistakable) ?? []];
  return [...new Set(words.flatMap((word) => dialectSpelled(word) ?? []))];
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
    dependency: /^[ \t]*sqlx(?:-cli)?(?:\.workspace)?\s*=|^\[(?:workspace\.)?dependencies\.sqlx\]/m,
    command: /\bsqlx\s+(?:migrate|database)\b|\bsqlx-cli\b/,
    file: /^sqlx(?:-data\.json|\.toml)$/
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
var toolFiles = tools.flatMap(({ file }) => file ?? []);
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
async function evidenceOf(path, { text }) {
  const name = baseName(path);
  const isDependency = isDependencyFile(path);
  const isCommand = isCommandFile(path);
  const content = isDependency || isCommand ? direct(path, await text(path)) : "";
  return tools.flatMap((tool) => {
    if (tool.file?.test(name) === true) return [{ tool, words: `${path} is there` }];
    const match = isDependency && tool.dependency?.exec(content) || isCommand && tool.command?.exec(content) || null;
    return match === null ? [] : [{ tool, words: `${path} names ${tool.name}` }];
  });
}

// src/migrations/detect.ts
async function lookAt(folders, listing) {
  const signposts = signpostsAmong(listing.paths, toolFiles);
  return Promise.all(
    folders.map(async (path) => {
      const tools2 = await toolsFor(path, signposts, listing);
      const [layout, dialect] = await Promise.all([
        layoutOf(path, tools2, listing),
        dialectOf(path, filesOf(path, listing), signposts, listing)
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
  const [default_] = dialectNames;
  if (configured !== void 0) return dialectNamed(configured);
  const found = new Map(folders.map(({ path, dialect }) => [supported(path, dialect) ?? default_, path]));
  const [first, second] = [...found];
  if (first !== void 0 && second !== void 0)
    throw new UserError(
      `${shown(first[1])} holds ${first[0]} and ${shown(second[1])} ${second[0]}. Check one after the other, with --dir.`
    );
  return first?.[0] ?? default_;
}
function dialectNamed(configured) {
  const known3 = dialectNames.find((name) => name === configured);
  if (known3 !== void 0) return known3;
  throw new UserError(`Unknown dialect "${configured}". Known: ${dialectNames.join(", ")}.`);
}
function supported(path, { dialect, why }) {
  const names = dialectNames.join(", ");
  if (dialect === null && why === "") return null;
  if (dialect === null)
    throw new UserError(`${shown(path)} may hold ${why}. Say which with --dialect: ${names}.`);
  const known3 = dialectNames.find((name) => name === dialect);
  if (known3 !== void 0) return known3;
  throw new UserError(
    `${shown(path)} holds ${dialect}: ${why}. Only ${names} is supported so far. Name the folders to check with --dir; where this is a mistake, say --dialect ${dialectNames[0]}.`
  );
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
