import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { readDamage } from '../../../../src/dialects/sqlite/shadow/damage.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { limits } from './limits.ts'

let session: Session
let empty: Uint8Array

beforeAll(async () => {
  session = await openEmbedded(limits)
  empty = await session.image()
})
beforeEach(() => session.restore(empty))
afterAll(() => session.close())

const trigger = (body: string) => `CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
  CREATE TRIGGER tr AFTER INSERT ON t BEGIN ${body}; END;`

const broken: readonly [what: string, sql: string, object: string, detail: string][] = [
  [
    'a view whose table is gone',
    'CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; DROP TABLE t',
    'view main.v',
    'no such table: main.t',
  ],
  [
    'a view with a list of columns, over a table that has one more',
    'CREATE TABLE t (a); CREATE VIEW v (x) AS SELECT * FROM t; ALTER TABLE t ADD COLUMN b',
    'view main.v',
    "expected 1 columns for 'v' but got 2",
  ],
  [
    'a view of two tables that are of one form no more',
    'CREATE TABLE t (a); CREATE TABLE s (a); CREATE VIEW v AS SELECT * FROM t UNION ALL SELECT * FROM s; ALTER TABLE t ADD COLUMN b',
    'view main.v',
    'SELECTs to the left and right of UNION ALL do not have the same number of result columns',
  ],
  [
    'a view whose column two tables have now',
    'CREATE TABLE t (a); CREATE TABLE s (b); CREATE VIEW v AS SELECT a FROM t, s; ALTER TABLE s ADD COLUMN a',
    'view main.v',
    'ambiguous column name: a',
  ],
  [
    'a trigger that fills a table of more columns now',
    `CREATE TABLE log (a); ${trigger('INSERT INTO log VALUES (NEW.a)')} ALTER TABLE log ADD COLUMN b`,
    'trigger main.tr',
    'table log has 2 columns but 1 values were supplied',
  ],
  [
    'a trigger whose upsert has no key any more',
    `CREATE TABLE s (a); CREATE UNIQUE INDEX s_a ON s (a);
    ${trigger('INSERT INTO s VALUES (NEW.a) ON CONFLICT (a) DO NOTHING')} DROP INDEX s_a`,
    'trigger main.tr',
    'ON CONFLICT clause does not match any PRIMARY KEY or UNIQUE constraint',
  ],
]

test.each(broken)('%s', async (_, sql, object, detail) => {
  await session.script(sql)
  expect(await readDamage(session)).toEqual([{ kind: 'dangling-reference', object, detail }])
})

const whole: readonly [what: string, sql: string][] = [
  ['a view', 'CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t'],
  [
    'a view that takes nothing but new rows',
    'CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (NEW.a); END',
  ],
  ['a view with a function of the application', 'CREATE TABLE t (a); CREATE VIEW v AS SELECT own(a) FROM t'],
  ['a trigger with a function of the application', trigger('SELECT own(NEW.a)')],
  [
    'a trigger on a table with a column that is computed',
    `${trigger('SELECT 1')} ALTER TABLE t ADD COLUMN b AS (a)`,
  ],
]

test.each(whole)('no damage: %s', async (_, sql) => {
  await session.script(sql)
  expect(await readDamage(session)).toEqual([])
})

test('each fault of the triggers of a table is told', async () => {
  await session.script(`CREATE TABLE gone (a); CREATE TABLE log (a);
    ${trigger('DELETE FROM gone')} CREATE TRIGGER tr2 AFTER DELETE ON t BEGIN INSERT INTO log VALUES (1); END;
    DROP TABLE gone; ALTER TABLE log ADD COLUMN b`)
  expect((await readDamage(session)).map(({ detail }) => detail)).toEqual([
    'no such table: main.gone',
    'table log has 2 columns but 1 values were supplied',
  ])
})

test('a key that cannot be checked hides no other', async () => {
  await session.script(`PRAGMA foreign_keys = OFF; CREATE TABLE p (id INTEGER PRIMARY KEY, n INT);
    CREATE TABLE a (n INT REFERENCES p (n)); CREATE TABLE c (p INT REFERENCES p); INSERT INTO a VALUES (1); INSERT INTO c VALUES (7)`)
  expect(await readDamage(session)).toEqual([
    {
      kind: 'dangling-reference',
      object: 'foreign keys',
      detail: 'foreign key mismatch - "a" referencing "p"',
    },
    { kind: 'violated-foreign-key', object: 'table main.c', detail: '1 row points to no row of main.p' },
  ])
})
