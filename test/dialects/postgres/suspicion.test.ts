import { expect, test } from 'vitest'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { DatabaseError } from '../../../src/dialects/postgres/session.ts'
import { Suspicion } from '../../../src/dialects/postgres/shadow/suspicion.ts'
import type { Statement } from '../../../src/model/statement.ts'

async function one(sql: string): Promise<Statement> {
  return (await postgres.parse(sql))[0] as Statement
}

const undefinedTable = new DatabaseError('relation "x" does not exist', '42P01', 0, 'idle')
const unavailable = new DatabaseError('extension "x" is not available', '0A000', 0, 'idle')

/** What a statement under review is told, in one value. */
function answers(suspicion: Suspicion, statement: Statement): unknown {
  return [
    suspicion.refuse(statement),
    suspicion.distrust(statement),
    suspicion.refuseToRun(statement),
    suspicion.excuse(statement, undefinedTable),
    suspicion.describesMissingExtension(statement),
    ['gone', 'places'].map(name => suspicion.hasLost(name)),
  ]
}

const hides = `CREATE FUNCTION hide() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN EXECUTE pg_read_file('x'); RETURN new; END $$;`

/** What was learned, and a statement that is answered otherwise for it. */
const rows: readonly [string, (suspicion: Suspicion) => Promise<void>, string][] = [
  [
    'lost',
    async it => it.lose(await one('CREATE TABLE gone (id int);'), '', '1.sql:3'),
    'ALTER TABLE gone ADD a int;',
  ],
  ['a function that hides', async it => it.learn(await one(hides)), 'SELECT hide();'],
  [
    'what leads to it',
    async it => {
      it.learn(await one(hides))
      it.learn(await one('CREATE VIEW seen AS SELECT hide() AS x;'))
    },
    'CREATE TABLE copied AS SELECT * FROM seen;',
  ],
  [
    'a trigger that calls it',
    async it => {
      it.learn(await one(hides))
      it.learn(await one('CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION hide();'))
    },
    'INSERT INTO users VALUES (1);',
  ],
  [
    'a routine that writes where the trigger is',
    async it => {
      it.learn(await one(hides))
      it.learn(await one('CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION hide();'))
      it.learn(
        await one('CREATE FUNCTION fill() RETURNS void LANGUAGE sql AS $$ INSERT INTO users VALUES (1) $$;'),
      )
    },
    'SELECT fill();',
  ],
  [
    'a view over the catalogs',
    async it => it.learn(await one('CREATE VIEW shown AS SELECT * FROM pg_class;')),
    'UPDATE shown SET relname = $$x$$;',
  ],
  [
    'a text that could not be read',
    async it => {
      for (const statement of await postgres.parse('\n\nCREATE TABEL users;')) it.lose(statement)
    },
    'ALTER TABLE somewhere ADD a int;',
  ],
  [
    'an extension that the engine turned out to lack',
    async it => void it.lacks(await one('CREATE EXTENSION hstore;'), unavailable),
    `COMMENT ON EXTENSION hstore IS 'x';`,
  ],
]

test.each(rows)('what a base taught outlives it: %s', async (_, teach, sql) => {
  const original = new Suspicion('embedded', new Set())
  await teach(original)
  const kept = JSON.parse(JSON.stringify(original.knowledge()))
  const restored = new Suspicion('embedded', new Set(), kept)
  const statement = await one(sql)
  const fresh = answers(new Suspicion('embedded', new Set()), statement)
  expect(answers(original, statement)).not.toEqual(fresh)
  expect(answers(restored, statement)).toEqual(answers(original, statement))
  expect(restored.knowledge()).toEqual(original.knowledge())
})

test('what the change itself asks for is not kept with the base', async () => {
  const original = new Suspicion('embedded', new Set(['postgis']))
  original.lacks(await one('CREATE EXTENSION postgis;'), unavailable)
  expect(original.knowledge().lacked).toEqual([])
})

test.each([
  ['a key that would delete later', 'CREATE TABLE a (b int REFERENCES t ON DELETE CASCADE);', false],
  ['a statement that deletes', 'DELETE FROM t;', true],
  ['a query that deletes', 'WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone;', true],
])('a trigger that hides what it does, and %s', async (_, sql, doubted) => {
  const suspicion = new Suspicion('embedded', new Set())
  suspicion.learn(await one(hides))
  suspicion.learn(await one('CREATE TRIGGER t_hides AFTER DELETE ON t EXECUTE FUNCTION hide();'))
  const statement = await one(sql)
  expect((suspicion.distrust(statement) ?? suspicion.refuse(statement)) !== null).toBe(doubted)
})

const key = (action: string) =>
  `ALTER TABLE builds ADD team_id int REFERENCES teams ${action}, ADD name text; CREATE TRIGGER b AFTER DELETE OR UPDATE ON builds EXECUTE FUNCTION hide();`
const onInsert = 'CREATE TRIGGER t AFTER INSERT ON teams FOR EACH ROW EXECUTE FUNCTION hide();'
const onUpdate = 'CREATE TRIGGER t AFTER UPDATE OF name ON teams FOR EACH ROW EXECUTE FUNCTION hide();'
const onTruncate = 'CREATE TRIGGER t AFTER TRUNCATE ON teams EXECUTE FUNCTION hide();'

test.each([
  ['its event', onInsert, 'INSERT INTO teams VALUES (1);', true],
  ['another event', onInsert, 'UPDATE teams SET id = 1;', false],
  ['a table that is only read', onInsert, 'INSERT INTO builds SELECT id FROM teams;', false],
  ['a name in common', `${onInsert} ${key('')}`, 'UPDATE jobs SET name = 1, team_id = 2;', false],
  ['an UPSERT', onUpdate, 'INSERT INTO teams VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2;', true],
  ['an INSERT', onUpdate, 'INSERT INTO teams VALUES (1);', false],
  ['MERGE', onUpdate, 'MERGE INTO teams USING builds ON id = b WHEN MATCHED THEN DELETE;', true],
  ['TRUNCATE', onTruncate, 'TRUNCATE teams;', true],
  [
    'TRUNCATE … CASCADE',
    `${onTruncate} ALTER TABLE teams ADD o int REFERENCES o;`,
    'TRUNCATE o CASCADE;',
    true,
  ],
  ['a key that deletes', key('ON DELETE CASCADE'), 'DELETE FROM teams;', true],
  ['a key that sets null', key('ON DELETE SET NULL'), 'DELETE FROM teams;', true],
  ['a key that follows', key('ON UPDATE CASCADE'), 'UPDATE teams SET id = 2;', true],
  ['a key whose action is another', key('ON UPDATE CASCADE'), 'DELETE FROM teams;', false],
  ['a key without an action', key(''), 'DELETE FROM teams;', false],
  [
    'a partition',
    `${onInsert} CREATE TABLE a PARTITION OF teams DEFAULT;`,
    'INSERT INTO a VALUES (1);',
    true,
  ],
  ['a move', `${onInsert} ALTER TABLE teams ATTACH PARTITION a DEFAULT;`, 'UPDATE a SET id = 1;', true],
  ['a child', `${onInsert} CREATE TABLE a () INHERITS (teams);`, 'INSERT INTO a VALUES (1);', true],
  ['a new name', `${onInsert} ALTER TABLE teams RENAME TO crews;`, 'INSERT INTO crews VALUES (1);', true],
  ['a view', `${onInsert} CREATE VIEW v AS SELECT * FROM teams;`, 'INSERT INTO v VALUES (1);', true],
  ['a block of code', onInsert, 'DO $$ BEGIN INSERT INTO teams VALUES (1); END $$;', true],
  [
    'a name that speaks of another event',
    'CREATE TRIGGER "a AFTER DELETE ON teams" AFTER INSERT ON teams EXECUTE FUNCTION hide();',
    'INSERT INTO teams VALUES (1);',
    true,
  ],
])('a trigger that hides what it does is met where it fires: %s', async (_, made, sql, met) => {
  const suspicion = new Suspicion('embedded', new Set())
  for (const statement of await postgres.parse(`${hides} ${made}`)) suspicion.learn(statement)
  const restored = new Suspicion('embedded', new Set(), suspicion.knowledge())
  const statement = await one(sql)
  for (const each of [suspicion, restored])
    expect((each.distrust(statement) ?? each.refuse(statement))?.message.includes('hide') ?? false).toBe(met)
})

test.each([
  ['tablespace "fast" does not exist', true],
  ['access method "columnar" does not exist', true],
  ['text search configuration "names" does not exist', false],
])('what only the server has is no fault of the statement: %s', async (message, isExcused) => {
  const suspicion = new Suspicion('embedded', new Set())
  const statement = await one('ALTER TABLE users SET TABLESPACE fast;')
  const excuse = suspicion.excuse(statement, new DatabaseError(message, '42704', 0, 'idle'))
  expect(excuse?.startsWith(`${message} here: it belongs to the server`) ?? false).toBe(isExcused)
})

test.each([
  ['a table that nothing makes, where the base misses its beginning', 'relation "db" does not exist', true],
  ['a table that a migration took away', 'relation "gone" does not exist', false],
  ['a column', 'column "a" does not exist', false],
  ['a type that nothing makes', 'type "mood" does not exist', true],
  ['a type that a migration took away', 'type "lost_type" does not exist', false],
])('where migrations do not begin at nothing: %s', async (_, message, isExcused) => {
  const suspicion = new Suspicion('embedded', new Set())
  suspicion.missBeginning('relation "policy" does not exist', '1.sql:1')
  suspicion.learn(await one('DROP TABLE gone;'))
  suspicion.learn(await one('DROP TYPE lost_type;'))
  const excuse = suspicion.excuse(await one('SELECT 1;'), new DatabaseError(message, '42P01', 0, 'idle'))
  expect(excuse?.includes('(1.sql:1)') ?? false).toBe(isExcused)
})

test.each([
  ["SELECT current_setting('app.shards', true)::int[];", true],
  ["SELECT current_setting('server_version')::int[];", false],
])('what fails for want of a setting of the application: %s', async (sql, isExcused) => {
  const error = new DatabaseError('malformed array literal: ""', '22P02', 0, 'idle')
  const excuse = new Suspicion('embedded', new Set()).excuse(await one(sql), error)
  expect(excuse?.includes('the setting app.shards') ?? false).toBe(isExcused)
})
