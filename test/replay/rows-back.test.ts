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
    rebuilt('SELECT id, name, n FROM t WHERE id > 1'),
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
