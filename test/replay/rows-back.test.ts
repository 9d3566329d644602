import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function migrationOf(before: string, up: string, down?: string): Promise<Review['migrations'][number]> {
  const base = new Map([['migrations/1_base.sql', bytes(before)]])
  const added = new Map([['migrations/2_up.sql', bytes(up)]])
  if (down !== undefined) added.set('migrations/2_up.down.sql', bytes(down))
  const { migrations } = await check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'sqlite',
    changeSet: { base, head: new Map([...base, ...added]), baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
  expect(migrations[0]?.statements.map(({ error }) => error).filter(error => error !== null)).toEqual([])
  return migrations[0] as Review['migrations'][number]
}

const table = 'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INTEGER);'
const rebuilt = (
  select: string,
  type = 'INTEGER',
) => `CREATE TABLE u (id INTEGER PRIMARY KEY, name TEXT NOT NULL, n ${type}, more TEXT);
INSERT INTO u (id, name, n) ${select};
DROP TABLE t;
ALTER TABLE u RENAME TO t;`

test.each<[name: string, up: string, down: string | undefined, data: string, losses: readonly string[]]>([
  [
    'a column that comes and goes',
    'ALTER TABLE t ADD COLUMN x TEXT',
    'ALTER TABLE t DROP COLUMN x',
    'yes',
    [],
  ],
  ['a column that goes and comes', 'ALTER TABLE t DROP COLUMN n', undefined, 'no', ['main.t.n']],
  ['a table that goes and comes', 'DROP TABLE t', undefined, 'no', ['main.t']],
  ['another name and back', 'ALTER TABLE t RENAME TO s', undefined, 'yes', []],
  ['a column under another name and back', 'ALTER TABLE t RENAME COLUMN name TO title', undefined, 'yes', []],
  ['a rebuild that copies every row as it is', rebuilt('SELECT id, name, n FROM t'), undefined, 'yes', []],
  [
    'a rebuild that leaves rows out',
    rebuilt('SELECT id, name, n FROM t LIMIT 2'),
    undefined,
    'no',
    ['main.t'],
  ],
  [
    'a rebuild that leaves a column out',
    rebuilt('SELECT id, name, NULL FROM t'),
    undefined,
    'no',
    ['main.t.n'],
  ],
  [
    'a rebuild that swaps two columns',
    rebuilt("SELECT id, coalesce(n, ''), name FROM t", 'TEXT'),
    undefined,
    'no',
    ['main.t.name', 'main.t.n'],
  ],
  [
    'a rebuild whose values only happen to be the same',
    rebuilt('SELECT id, trim(name), n FROM t'),
    undefined,
    'unknown',
    [],
  ],
  ['a rebuild through another type', rebuilt('SELECT id, name, n FROM t', 'TEXT'), undefined, 'unknown', []],
  ['a write that meets no row', "UPDATE t SET name = 'x' WHERE name = 'nobody'", '', 'unknown', []],
  ['a write that meets rows', "UPDATE t SET name = 'x'", '', 'no', ['main.t.name']],
  [
    'more rows than are kept one by one',
    `${"INSERT INTO t (name) VALUES ('more');".repeat(3)} INSERT INTO t (name) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2000) SELECT x FROM c`,
    '',
    'unknown',
    [],
  ],
  ['a new table with rows', 'CREATE TABLE s (a); INSERT INTO s VALUES (1)', 'DROP TABLE s', 'yes', []],
  [
    'a column that goes over another name',
    'ALTER TABLE t RENAME COLUMN n TO m; ALTER TABLE t ADD COLUMN n INTEGER',
    'ALTER TABLE t DROP COLUMN n; ALTER TABLE t RENAME COLUMN m TO n',
    'yes',
    [],
  ],
])('%s: %s', async (_, up, down, data, losses) => {
  const migration = await migrationOf(table, up, down)
  expect(migration.down.restoresData).toBe(data)
  expect(migration.down.losses).toEqual(losses)
})

/** Statements that treat rows otherwise which the shadow does not have: nothing is lost here, and nothing proven. */
const other = 'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INTEGER, m INTEGER);'
const into = (u: string, copy: string) =>
  `CREATE TABLE u (${u}); ${copy}; DROP TABLE t; ALTER TABLE u RENAME TO t;`
const columns = 'id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INTEGER, m INTEGER'
const copyOf = (from: string) => `INSERT INTO u (id, name, n, m) SELECT id, name, n, m FROM ${from}`
const unseen: readonly [name: string, base: string, up: string, down?: string][] = [
  [
    'a row that another spelling of the table replaces',
    other,
    "INSERT OR REPLACE INTO T VALUES (99, 'x', 1, 1)",
    '',
  ],
  [
    'a row that a view takes',
    `${other} CREATE VIEW v AS SELECT id FROM t;
    CREATE TRIGGER vi INSTEAD OF INSERT ON v BEGIN DELETE FROM t WHERE id = NEW.id; END;`,
    'INSERT INTO v VALUES (99)',
    '',
  ],
  [
    'a row that is replaced under another name',
    other,
    "ALTER TABLE t RENAME TO s; INSERT OR REPLACE INTO s VALUES (99, 'x', 1, 1)",
    'ALTER TABLE s RENAME TO t',
  ],
  [
    'OR IGNORE',
    other,
    into(columns.replace('TEXT NOT', 'TEXT UNIQUE NOT'), copyOf('t').replace('INSERT', 'INSERT OR IGNORE')),
  ],
  [
    'a key that ignores',
    other,
    into(columns.replace('TEXT NOT', 'TEXT UNIQUE ON CONFLICT IGNORE NOT'), copyOf('t')),
  ],
  [
    'NOT NULL that replaces',
    other,
    into(columns.replace('n INTEGER', 'n INTEGER NOT NULL ON /**/ CONFLICT REPLACE DEFAULT 0'), copyOf('t')),
  ],
  [
    'another type on the way',
    other,
    `CREATE TABLE w (${columns.replace('name TEXT', 'name INTEGER')}); ${copyOf('t').replace('INTO u', 'INTO w')};
    ${into(columns, copyOf('w'))} DROP TABLE w`,
  ],
  [
    'another type under another name',
    other,
    into(
      columns.replace('name TEXT', 'label INTEGER'),
      'INSERT INTO u (id, label, n, m) SELECT id, name, n, m FROM t',
    ),
    into(columns, 'INSERT INTO u (id, name, n, m) SELECT id, label, n, m FROM t'),
  ],
  [
    'ANY without STRICT',
    'CREATE TABLE t (id INTEGER PRIMARY KEY, x ANY) STRICT;',
    into('id INTEGER PRIMARY KEY, x ANY', 'INSERT INTO u (id, x) SELECT id, x FROM t'),
  ],
  [
    'a table that a query fills',
    other,
    `CREATE TABLE w AS SELECT * FROM t WHERE n < 100; ${into(columns, copyOf('w'))} DROP TABLE w`,
  ],
  [
    'a view that leaves rows out',
    `${other} CREATE VIEW v AS SELECT * FROM t WHERE n < 100;`,
    `PRAGMA legacy_alter_table = ON; ${into(columns, copyOf('v'))}`,
  ],
  [
    'a column that was NULL throughout',
    'CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER REFERENCES nowhere);',
    'ALTER TABLE t DROP COLUMN a',
  ],
  [
    'a column left out that was NULL throughout',
    'CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER REFERENCES nowhere);',
    into('id INTEGER PRIMARY KEY, a INTEGER', 'INSERT INTO u (id) SELECT id FROM t'),
    '',
  ],
  [
    'rows of a child that has none here',
    `${other} CREATE TABLE c (id INTEGER PRIMARY KEY, t INTEGER NOT NULL REFERENCES t ON DELETE CASCADE,
      CHECK (id > 1e12 AND id % 7919 = 5 AND abs(id) % 31 = 3));`,
    into(columns, copyOf('t')),
  ],
  [
    'two tables that change their names',
    'CREATE TABLE s (a INTEGER, b INTEGER); CREATE TABLE t (a INTEGER, b INTEGER);',
    'ALTER TABLE s RENAME TO x; ALTER TABLE t RENAME TO s; ALTER TABLE x RENAME TO t',
    '',
  ],
  [
    'a key that numbers what was NULL',
    'CREATE TABLE t (id INTEGER, name TEXT);',
    into('id INTEGER PRIMARY KEY, name TEXT', 'INSERT INTO u (id, name) SELECT id, name FROM t'),
  ],
  [
    'a copy of which part is taken back',
    other,
    `SAVEPOINT a; ALTER TABLE t RENAME TO s; ROLLBACK TO a; RELEASE a`,
    '',
  ],
]

test.each(unseen)('what no row here shows is not proven: %s', async (_, base, up, down) => {
  const { down: proof } = await migrationOf(base, up, down)
  expect(proof).toMatchObject({ restoresData: 'unknown', losses: [] })
})

test('a copy that names its columns is proven, whatever is in them', async () => {
  const base =
    'CREATE TABLE t (id INTEGER PRIMARY KEY, "order" TEXT, a INTEGER REFERENCES nowhere, b INT, c INT);'
  const copy = 'INSERT INTO u ("order", id, a, c, b) SELECT "order", t.id, `a`, c, b FROM t'
  const up = into('id INTEGER PRIMARY KEY, "order" TEXT, a INTEGER, b INT, c INT NOT NULL', copy)
  expect((await migrationOf(base, up)).down).toMatchObject({ restoresData: 'yes', losses: [] })
})

test('a column under another name is itself, and is told as SQL writes it', async () => {
  const base = 'CREATE TABLE t (id INTEGER PRIMARY KEY, "order" TEXT, "a.b" TEXT);'
  const up = 'ALTER TABLE t RENAME COLUMN "order" TO pos; ALTER TABLE t DROP COLUMN "a.b"'
  expect((await migrationOf(base, up, 'DROP TABLE nope')).down.losses).toEqual(['main.t."a.b"'])
})

test('rows of another table that go with a foreign key are lost', async () => {
  const child = 'CREATE TABLE c (id INTEGER PRIMARY KEY, t INTEGER NOT NULL REFERENCES t ON DELETE CASCADE);'
  const { down } = await migrationOf(`${table}${child}`, rebuilt('SELECT id, name, n FROM t'))
  expect(down).toMatchObject({ schema: 'equal', restoresData: 'no', losses: ['main.c'] })
})

test('what a failing down leaves under another name is not lost', async () => {
  const up = 'ALTER TABLE t RENAME TO s; ALTER TABLE s RENAME COLUMN n TO m'
  const { down } = await migrationOf(table, up, 'DROP TABLE nope')
  expect(down).toMatchObject({ schema: 'unequal', losses: [] })
})

test('a table of one column that lost a row is lost as a table', async () => {
  const up =
    'CREATE TABLE u (a TEXT); INSERT INTO u SELECT a FROM t LIMIT 1; DROP TABLE t; ALTER TABLE u RENAME TO t'
  expect((await migrationOf('CREATE TABLE t (a TEXT)', up)).down.losses).toEqual(['main.t'])
})
