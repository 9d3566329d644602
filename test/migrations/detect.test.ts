import { describe, expect, test } from 'vitest'
import { lookAt, requireSupportedDialect, withFormats } from '../../src/migrations/detect.ts'
import { findFolders } from '../../src/migrations/detection/folders.ts'
import { layoutName } from '../../src/migrations/detection/layout.ts'
import { type Listing, listing } from '../../src/migrations/detection/listing.ts'
import { UserError } from '../../src/model/errors.ts'

type Files = Readonly<Record<string, string>>

function repository(files: Files): Listing {
  const texts = new Map(Object.entries(files))
  return listing([...texts.keys()], async path => texts.get(path) ?? '')
}

/** `folder layout dialect` for each folder that is found. */
async function seen(files: Files): Promise<readonly string[]> {
  const all = repository(files)
  return (await lookAt(await findFolders(all), all)).map(
    ({ path, layout, dialect }) => `${path} ${layoutName(layout)} ${dialect.dialect}`,
  )
}

const table = 'CREATE TABLE a (id int);\n'
const goose = `-- +goose Up\n${table}-- +goose Down\nDROP TABLE a;\n`
const dbmate = `-- migrate:up\n${table}-- migrate:down\nDROP TABLE a;\n`
const sqlMigrate = `-- +migrate Up\n${table}-- +migrate Down\nDROP TABLE a;\n`
const goModule = (name: string) => `module x\nrequire (\n\t${name} v4.1.0\n)\n`
const golangMigrate = goModule('github.com/golang-migrate/migrate/v4')

interface Row {
  readonly name: string
  readonly files: Files
  readonly found: readonly string[]
}

const places: readonly Row[] = [
  {
    name: 'any SQL in a folder of that name',
    files: { 'db/migrations/users.sql': table, 'db/queries.sql': '' },
    found: ['db/migrations plain null'],
  },
  { name: 'numbered SQL elsewhere is not', files: { 'sql/001_a.sql': table }, found: [] },
  { name: 'nothing at all', files: { 'README.md': '' }, found: [] },
  {
    name: 'pairs in a folder of any name',
    files: { 'db/changes/001_a.up.sql': table, 'db/changes/001_a.down.sql': '' },
    found: ['db/changes plain null'],
  },
  {
    name: 'a folder a migration, whatever the name of the folder around them',
    files: { 'schema/2019-02-26-002946_a/up.sql': table, 'schema/2019-02-26-002946_a/down.sql': '' },
    found: ['schema diesel null'],
  },
  {
    name: 'directives in numbered files of any folder',
    files: { 'database/seed-updates/20240101_a.sql': dbmate, 'database/queries/1_b.sql': 'SELECT 1;' },
    found: ['database/seed-updates dbmate null'],
  },
  {
    name: 'a journal in meta/',
    files: {
      'drizzle/0000_a.sql': table,
      'drizzle/meta/_journal.json':
        '{"version":"7","dialect":"postgresql","entries":[{"idx":0,"tag":"0000_a"}]}',
    },
    found: ['drizzle drizzle postgres'],
  },
  {
    name: 'a lock file',
    files: {
      'prisma/migrations/20240101000000_a/migration.sql': table,
      'prisma/migrations/migration_lock.toml': 'provider = "sqlite"\n',
    },
    found: ['prisma/migrations prisma sqlite'],
  },
  {
    name: 'Flyway names deep in resources',
    files: {
      'server/src/main/resources/db/V1__a.sql': table,
      'server/src/main/resources/db/V1_2__b.sql': table,
    },
    found: ['server/src/main/resources/db plain null'],
  },
  {
    name: 'one folder a release, with a dump beside them',
    files: { 'backend/migration/3.0/0000##a.sql': table, 'backend/migration/LATEST.sql': '' },
    found: ['backend/migration plain null'],
  },
  {
    name: 'releases below "versioned"',
    files: { 'schema/mysql/v8/versioned/v1.0/a.sql': table, 'schema/mysql/v8/versioned/v1.10/b.sql': table },
    found: ['schema/mysql/v8/versioned plain mysql'],
  },
  {
    name: 'one folder a dialect',
    files: {
      'migrations/postgres/001_a.sql': table,
      'migrations/mysql/001_a.sql': table,
      'migrations/sqlite3/001_a.sql': table,
    },
    found: [
      'migrations/mysql plain mysql',
      'migrations/postgres plain postgres',
      'migrations/sqlite3 plain sqlite',
    ],
  },
  {
    name: 'one folder a database',
    files: { 'migrations/tenant/0001-a.sql': table, 'migrations/vector_store/0001-a.sql': table },
    found: ['migrations/tenant plain null', 'migrations/vector_store plain null'],
  },
  {
    name: 'helpers around the folder that is meant',
    files: { 'tools/migrate/views.sql': '', 'tools/migrate/migrations/1_a.up.sql': table },
    found: ['tools/migrate/migrations plain null'],
  },
  {
    name: 'an archive inside the folder that is meant',
    files: { 'migrations/users.sql': table, 'migrations/archive/001_a.sql': table },
    found: ['migrations plain null'],
  },
  {
    name: 'a loose name, for numbered files only',
    files: { 'crates/client/meta-migrations/1_a.sql': table, 'crates/x/meta-migrations/a.sql': '' },
    found: ['crates/client/meta-migrations plain null'],
  },
  {
    name: "never other people's code",
    files: { 'node_modules/x/migrations/1_a.sql': table, 'vendor/y/migrations/1_a.sql': table },
    found: [],
  },
  {
    name: 'tests and examples only where nothing else is',
    files: { 'testdata/migrations/1_a.sql': table, 'migrations/1_a.sql': table },
    found: ['migrations plain null'],
  },
  {
    name: 'the examples of a repository of examples',
    files: { 'examples/shop/migrations/1_a.sql': table },
    found: ['examples/shop/migrations plain null'],
  },
  {
    name: 'names that are properties of every object',
    files: { 'constructor/migrations/__proto__/1_a.sql': table, '__proto__/1_x.up.sql': table },
    found: ['__proto__ plain null', 'constructor/migrations/__proto__ plain null'],
  },
  {
    name: 'names with line breaks and spaces',
    files: { 'my\ndb/migrations/1 a.sql': table },
    found: ['my\ndb/migrations plain null'],
  },
]

const pairs: Files = { 'db/migrations/1_a.up.sql': table, 'db/migrations/1_a.down.sql': 'DROP TABLE a;' }

const layouts: readonly Row[] = [
  { name: 'pairs alone are plain', files: pairs, found: ['db/migrations plain null'] },
  {
    name: 'pairs and a Go module that needs golang-migrate',
    files: { ...pairs, 'go.mod': golangMigrate },
    found: ['db/migrations golang-migrate null'],
  },
  {
    name: 'a dependency of a dependency says nothing',
    files: { ...pairs, 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1.0 // indirect\n' },
    found: ['db/migrations plain null'],
  },
  {
    name: 'a script that calls the tool',
    files: {
      ...pairs,
      'scripts/up.sh': '#!/bin/sh\nmigrate -source file://db/migrations -database "$URL" up\n',
    },
    found: ['db/migrations golang-migrate null'],
  },
  {
    name: 'a remark about the tool says nothing',
    files: { ...pairs, Makefile: '# we left golang-migrate\nup:\n\tpsql -f x\n' },
    found: ['db/migrations plain null'],
  },
  {
    name: 'a workflow that calls the tool',
    files: { ...pairs, '.github/workflows/ci.yml': 'run: docker run migrate/migrate -path=/m up\n' },
    found: ['db/migrations golang-migrate null'],
  },
  {
    name: 'the nearest manifest counts',
    files: {
      'go.mod': golangMigrate,
      'server/Cargo.toml': '[dependencies]\nsqlx = "0.8"\n',
      'server/migrations/1_a.up.sql': table,
    },
    found: ['server/migrations sqlx null'],
  },
  {
    name: 'numbered files and a crate that needs sqlx',
    files: { 'Cargo.toml': '[dependencies.sqlx]\nversion = "0.8"\n', 'migrations/1_a.sql': table },
    found: ['migrations sqlx null'],
  },
  {
    name: 'numbered files and a workflow that brings sqlx',
    files: { '.github/workflows/ci.yml': 'run: cargo install sqlx-cli\n', 'migrations/1_a.sql': table },
    found: ['migrations sqlx null'],
  },
  {
    name: 'another sqlx',
    files: { ...pairs, 'go.mod': goModule('github.com/jmoiron/sqlx') },
    found: ['db/migrations plain null'],
  },
  {
    name: 'pairs and two tools',
    files: { ...pairs, 'go.mod': golangMigrate, 'Cargo.toml': '[dependencies]\nsqlx = "0.8"\n' },
    found: ['db/migrations ambiguous null'],
  },
  {
    name: 'a manifest of another place that has migrations of its own says nothing here',
    files: {
      'auth/go.mod': golangMigrate,
      'auth/migrations/1_a.up.sql': table,
      'scanner/migrations/1_a.up.sql': table,
    },
    found: ['auth/migrations golang-migrate null', 'scanner/migrations plain null'],
  },
  {
    name: 'a manifest beside the only migrations says it',
    files: { 'backend/go.mod': golangMigrate, ...pairs },
    found: ['db/migrations golang-migrate null'],
  },
  {
    name: 'directives',
    files: { 'db/1_a.sql': goose, 'db/2_b.sql': goose },
    found: ['db goose null'],
  },
  {
    name: 'directives of two tools',
    files: { 'db/1_a.sql': goose, 'db/2_b.sql': goose, 'db/3_c.sql': dbmate },
    found: ['db ambiguous null'],
  },
  {
    name: 'directives of a tool that is not read',
    files: { 'db/0001.sql': sqlMigrate },
    found: ['db sql-migrate null'],
  },
  {
    name: 'a file a dialect',
    files: { 'm/1_a.postgres.up.sql': table, 'm/1_a.mysql.up.sql': table },
    found: ['m Ory popx null'],
  },
]

const sql: readonly Row[] = [
  ...(
    [
      ['postgres', 'CREATE TABLE a (id bigserial, at timestamptz);'],
      ['postgres', 'SELECT a::text;'],
      ['postgres', 'DO $x$ BEGIN END $x$;'],
      ['mysql', 'CREATE TABLE `a` (id int AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;'],
      ['sqlite', 'CREATE TABLE `a` (id integer PRIMARY KEY AUTOINCREMENT);'],
      ['sqlite', 'PRAGMA foreign_keys = off;'],
      ['sqlite', 'CREATE TABLE a (id integer PRIMARY KEY) STRICT;'],
      ['sqlite', 'CREATE TABLE a (id text PRIMARY KEY, b text) WITHOUT ROWID;'],
      ['sqlite', "CREATE TABLE a (at text DEFAULT (datetime('now')));"],
      ['sqlite', "UPDATE a SET at = datetime('now', 'localtime');"],
      ['sqlite', "UPDATE a SET at = datetime(at, 'unixepoch');"],
      ['sqlite', 'CREATE VIRTUAL TABLE a USING fts5(b);'],
      ['sqlite', 'CREATE TABLE a (b text COLLATE NOCASE);'],
      ['sqlite', 'CREATE TABLE a (b text UNIQUE ON CONFLICT REPLACE);'],
      ['mysql', 'CREATE TABLE a (at DATETIME(6));'],
      [null, 'INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING;'],
      [null, 'CREATE TABLE a (id integer PRIMARY KEY);'],
      [null, 'CREATE TABLE `a` (`id` integer PRIMARY KEY);'],
      [null, 'CREATE TABLE a (at DATETIME NOT NULL, b BLOB NOT NULL);'],
      [null, 'INSERT INTO a (blob, datetime) VALUES (1, 2);'],
      ['clickhouse', 'CREATE TABLE a (s LowCardinality(String)) ENGINE = MergeTree ORDER BY s;'],
      ['mssql', 'CREATE TABLE a (s NVARCHAR(10));'],
      [null, 'CREATE TABLE a (id int);'],
      [null, '-- AUTO_INCREMENT\n/* PRAGMA */ SELECT \'ENGINE = InnoDB\', "JSONB";'],
      [null, 'CREATE TABLE a (id bigserial);\nCREATE TABLE b (id int AUTO_INCREMENT);'],
    ] as const
  ).map(([dialect, text]) => ({
    name: text,
    files: { 'migrations/1_a.sql': text },
    found: [`migrations plain ${dialect}`],
  })),
  {
    name: 'a dollar-quoted text may hold anything',
    files: { 'migrations/1_a.sql': 'CREATE FUNCTION f() AS $$ AUTO_INCREMENT PRAGMA $$;' },
    found: ['migrations plain postgres'],
  },
  {
    name: 'the name of the folder beats its SQL',
    files: { 'migrations/cockroach/1_a.sql': 'CREATE TABLE a (j jsonb);' },
    found: ['migrations/cockroach plain cockroach'],
  },
  {
    name: 'a dialect as a part of a name',
    files: { 'driver/riversqlite/migration/main/1_a.sql': table },
    found: ['driver/riversqlite/migration/main plain sqlite'],
  },
  {
    name: 'its SQL beats the name of a folder far above',
    files: { 'oracle/apps/billing/server/src/migrations/1_a.sql': 'CREATE TABLE a (j jsonb);' },
    found: ['oracle/apps/billing/server/src/migrations plain postgres'],
  },
]

const plainTable: Files = { 'db/migrations/1_a.sql': table }
const bothTypes = 'CREATE TABLE a (at DATETIME NOT NULL, b BLOB NOT NULL);'
const npm = (dependencies: readonly string[], devDependencies: readonly string[] = []) => {
  const versions = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, '1.0.0']))
  return JSON.stringify({ dependencies: versions(dependencies), devDependencies: versions(devDependencies) })
}

/** The nearest file that names a database, and its text. */
const drivers: readonly (readonly [dialect: string | null, path: string, text: string])[] = [
  ['sqlite', 'package.json', npm(['better-sqlite3'])],
  ['sqlite', 'db/package.json', npm(['@libsql/client', 'left-pad'])],
  ['sqlite', 'package.json', npm(['expo-sqlite'])],
  ['postgres', 'package.json', npm(['pg'])],
  ['postgres', 'package.json', npm(['pg'], ['better-sqlite3'])],
  ['sqlite', 'package.json', npm([], ['better-sqlite3'])],
  [null, 'package.json', npm(['pg', 'better-sqlite3'])],
  [null, 'package.json', '{"scripts":{"postgres":"docker run postgres"}}'],
  [null, 'package.json', '{"dependencies":["pg"]'],
  [null, 'package.json', 'null'],
  ['sqlite', 'go.mod', goModule('modernc.org/sqlite')],
  ['sqlite', 'go.mod', 'module x\nrequire github.com/mattn/go-sqlite3 v1.14.22\n'],
  ['sqlite', 'go.mod', goModule('github.com/glebarez/sqlite')],
  ['postgres', 'go.mod', goModule('github.com/jackc/pgx/v5')],
  [null, 'go.mod', `${goModule('github.com/jackc/pgx/v5')}require modernc.org/sqlite v1.0.0\n`],
  ['postgres', 'go.mod', `${goModule('github.com/lib/pq')}require modernc.org/sqlite v1.0.0 // indirect\n`],
  [null, 'go.mod', 'module github.com/lib/pq\nreplace github.com/lib/pq => ../pq\n'],
  ['sqlite', 'Cargo.toml', '[dependencies]\nrusqlite = "0.31"\n'],
  [
    'sqlite',
    'Cargo.toml',
    '[dependencies]\ndiesel = { version = "2", features = [\n  "sqlite",\n  "chrono",\n] }\n',
  ],
  ['postgres', 'Cargo.toml', '[dependencies.diesel]\nversion = "2"\nfeatures = ["postgres"]\n'],
  ['sqlite', 'Cargo.toml', '[workspace.dependencies]\ndiesel = { version = "2", features = ["sqlite"] }\n'],
  ['sqlite', 'Cargo.toml', '[features]\nsqlite = ["diesel/sqlite"]\n'],
  ['sqlite', 'Cargo.toml', '[target."cfg(unix)".dependencies]\nrusqlite = "1"\n'],
  [null, 'Cargo.toml', '[features]\na = ["diesel/sqlite"]\nb = ["diesel?/postgres"]\n'],
  ['postgres', 'Cargo.toml', '[dependencies]\npostgres = "1"\n[dev-dependencies]\nrusqlite = "1"\n'],
  [null, 'Cargo.toml', '[dependencies]\ndiesel = "2"\n'],
  [null, 'Cargo.toml', '['.repeat(100_000)],
  ['postgres', 'requirements.txt', 'psycopg[binary]>=3\n'],
  ['sqlite', 'pyproject.toml', '[project]\ndependencies = [\n  "aiosqlite>=0.19",\n]\n'],
  ['postgres', 'pyproject.toml', '[tool.poetry.dependencies]\nasyncpg = "^0.29"\n'],
  ['sqlite', 'wrangler.toml', '[[d1_databases]]\nbinding = "DB"\n'],
  ['sqlite', 'wrangler.jsonc', '{ "d1_databases": [{ "binding": "DB" }] }'],
  [null, 'wrangler.toml', 'name = "worker"\n'],
  ['sqlite', 'drizzle.config.ts', "export default { dialect: 'turso', out: './db/migrations' }"],
  ['postgres', 'drizzle.config.js', 'module.exports = { dialect: "postgresql" }'],
  [
    'sqlite',
    'db/schema.prisma',
    'generator client {\n  provider = "prisma-client-js"\n}\ndatasource db {\n  provider = "sqlite"\n}\n',
  ],
]

const around: readonly Row[] = [
  ...drivers.map(([dialect, path, text]) => ({
    name: `${path}: ${text.slice(0, 100)}`,
    files: { ...plainTable, [path]: text },
    found: [`db/migrations plain ${dialect}`],
  })),
  {
    name: 'the nearest file that names a database counts',
    files: { ...plainTable, 'package.json': npm(['pg']), 'db/package.json': npm(['better-sqlite3']) },
    found: ['db/migrations plain sqlite'],
  },
  {
    name: 'one that names none hides none',
    files: { ...plainTable, 'package.json': npm(['pg']), 'db/package.json': npm(['left-pad']) },
    found: ['db/migrations plain postgres'],
  },
  {
    name: 'a setting beats the drivers beside it',
    files: {
      ...plainTable,
      'package.json': npm(['pg', 'better-sqlite3']),
      'drizzle.config.ts': 'export default { dialect: "sqlite" }',
    },
    found: ['db/migrations plain sqlite'],
  },
  {
    name: 'words that only one dialect has beat a driver',
    files: { 'db/migrations/1_a.sql': 'CREATE TABLE a (j jsonb);', 'package.json': npm(['better-sqlite3']) },
    found: ['db/migrations plain postgres'],
  },
  {
    name: 'of several drivers the one that fits the words',
    files: { 'db/migrations/1_a.sql': bothTypes, 'package.json': npm(['pg', 'better-sqlite3']) },
    found: ['db/migrations plain sqlite'],
  },
  {
    name: 'no driver fits the words',
    files: { 'db/migrations/1_a.sql': bothTypes, 'package.json': npm(['pg']) },
    found: ['db/migrations plain null'],
  },
  {
    name: 'words of two dialects, and the driver of one',
    files: {
      'db/migrations/1_a.sql': 'SELECT jsonb, AUTOINCREMENT;',
      'package.json': npm(['better-sqlite3']),
    },
    found: ['db/migrations plain sqlite'],
  },
  {
    name: 'words of two dialects, and drivers of another two',
    files: { 'db/migrations/1_a.sql': 'SELECT jsonb, AUTOINCREMENT;', 'package.json': npm(['pg', 'mysql2']) },
    found: ['db/migrations plain null'],
  },
  {
    name: 'a driver beats a name far above',
    files: { 'oracle/apps/billing/server/src/migrations/1_a.sql': table, 'oracle/package.json': npm(['pg']) },
    found: ['oracle/apps/billing/server/src/migrations plain postgres'],
  },
  {
    name: 'a driver of another place that has no SQL of its own',
    files: { ...plainTable, 'server/package.json': npm(['pg']) },
    found: ['db/migrations plain postgres'],
  },
  {
    name: 'an embedded one of another place may be the own store of another program',
    files: { ...plainTable, 'mobile/package.json': npm(['expo-sqlite']) },
    found: ['db/migrations plain null'],
  },
  {
    name: 'an embedded one of another place, and words that fit',
    files: { 'db/migrations/1_a.sql': bothTypes, 'server/package.json': npm(['better-sqlite3']) },
    found: ['db/migrations plain sqlite'],
  },
  {
    name: 'a platform says whose SQL it is',
    files: { 'supabase/migrations/1_a.sql': table, 'package.json': npm(['better-sqlite3']) },
    found: ['supabase/migrations plain postgres'],
  },
  {
    name: 'the snapshot of Drizzle',
    files: {
      'drizzle/20240101000000_a/migration.sql': table,
      'drizzle/20240101000000_a/snapshot.json': '{ "version": "7", "dialect": "sqlite", "ddl": [] }',
    },
    found: ['drizzle drizzle sqlite'],
  },
]

describe.each([
  ['where', places],
  ['in which layout', layouts],
  ['in whose SQL', sql],
  ['in whose SQL, by the repository around it', around],
])('%s', (_, rows) => {
  test.each(rows.map(row => [row.name, row] as const))('%s', async (_, { files, found }) => {
    expect(await seen(files)).toEqual(found)
    const reversed = Object.fromEntries(Object.entries(files).reverse())
    expect(await seen(reversed)).toEqual(found)
  })
})

describe('what is not decided is refused in words', () => {
  const read = async (files: Files, configured: string | null = null) => {
    const all = repository(files)
    return withFormats(await findFolders(all), configured, all)
  }
  const rows: readonly [name: string, files: Files, said: RegExp][] = [
    [
      'two tools',
      { 'db/1_a.sql': goose, 'db/2_b.sql': dbmate },
      /^db may be goose \(its directives in 1 of 2 files\) or dbmate \(.*--format-name/,
    ],
    [
      'a tool that is not read',
      { 'db/1.sql': sqlMigrate },
      /^db belongs to sql-migrate: .*not read yet.*--format-name/,
    ],
    ['a hostile name', { 'd\u001bb/1.sql': sqlMigrate }, /^"d\\u001bb" belongs/],
  ]
  test.each(rows)('%s', async (_, files, said) => {
    await expect(read(files)).rejects.toThrow(said)
    await expect(read(files)).rejects.toThrow(UserError)
    expect((await read(files, 'plain')).map(({ format }) => format)).toEqual(['plain'])
  })

  const dialects: readonly [files: Files, configured: string | undefined, said: RegExp | null][] = [
    [
      { 'migrations/mysql/1_a.sql': table },
      undefined,
      /^migrations\/mysql holds mysql: the folder mysql\. Only postgres/,
    ],
    [{ 'migrations/mysql/1_a.sql': table }, 'postgres', null],
    [{ 'migrations/1_a.sql': table }, undefined, null],
    [{ 'migrations/pg/1_a.sql': table }, undefined, null],
    [
      { 'migrations/1_a.sql': table, 'package.json': npm(['pg', 'better-sqlite3']) },
      undefined,
      /^migrations may hold postgres or sqlite: package\.json names pg, package\.json names better-sqlite3\. Say which with --dialect/,
    ],
    [
      { 'migrations/1_a.sql': bothTypes },
      undefined,
      /^migrations may hold mysql or sqlite: .*(?:DATETIME|BLOB) NOT NULL.*Say which with --dialect/,
    ],
    [
      {
        'migrations/1_a.sql': 'CREATE TABLE a (j jsonb);',
        'migrations/2_b.sql': 'PRAGMA foreign_keys = ON;',
      },
      undefined,
      /^migrations may hold postgres or sqlite: JSONB is postgres's, PRAGMA is sqlite's\. Say which with --dialect/,
    ],
    [{ 'migrations/1_a.sql': table, 'package.json': npm(['pg', 'better-sqlite3']) }, 'postgres', null],
    [{ 'migrations/1_a.sql': table }, 'basic', /^Unknown dialect "basic"\. Known: postgres/],
  ]
  test.each(dialects)('%j with dialect %s', async (files, configured, said) => {
    const folders = await read(files)
    const ask = () => requireSupportedDialect(configured, folders)
    if (said === null) expect(ask).not.toThrow()
    else expect(ask).toThrow(said)
  })
})

test('a file is opened once, and few at a time', async () => {
  let open = 0
  let most = 0
  const opened: string[] = []
  const paths = Array.from({ length: 500 }, (_, place) => `migrations/${place}_a.sql`)
  const all = listing(paths, async path => {
    opened.push(path)
    most = Math.max(most, ++open)
    await new Promise(resolve => setImmediate(resolve))
    open--
    return table
  })
  await lookAt(await findFolders(all), all)
  expect(most).toBeLessThanOrEqual(64)
  expect(opened.toSorted()).toEqual(paths.toSorted())
})

test('a file that cannot be read is empty', async () => {
  const all = listing(['migrations/1_a.sql'], async () => {
    throw new Error('gone')
  })
  expect(await withFormats(['migrations'], null, all)).toMatchObject([{ format: 'plain' }])
})
