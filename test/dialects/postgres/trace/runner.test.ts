import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../../../src/dialects/dialect.ts'
import type { TransactionForm } from '../../../../src/model/migration.ts'
import { openTestShadow, trace } from '../../../support/shadow.ts'

const base =
  'CREATE TABLE users (id int PRIMARY KEY, email text); INSERT INTO users VALUES (1, NULL); DROP TYPE IF EXISTS mood; CREATE TYPE mood AS ENUM ();'

interface Row {
  readonly name: string
  readonly form: TransactionForm
  readonly up: string
  /** Outcome of each statement, with the SQLSTATE of a failure. */
  readonly outcomes: readonly string[]
}

const rows: readonly Row[] = [
  {
    name: 'CONCURRENTLY runs alone in a plain file',
    form: 'wrapped',
    up: 'ALTER TABLE users ADD a int; CREATE INDEX CONCURRENTLY i ON users (a); ALTER TABLE users ADD b int;',
    outcomes: ['ran', 'ran', 'ran'],
  },
  {
    name: "CONCURRENTLY fails in the author's own transaction",
    form: 'wrapped',
    up: 'BEGIN; CREATE INDEX CONCURRENTLY i ON users (email); COMMIT;',
    outcomes: ['ran', 'failed 25001', 'not-run'],
  },
  {
    name: 'CONCURRENTLY fails beside another statement of one string',
    form: 'single-string',
    up: 'CREATE INDEX CONCURRENTLY i ON users (email); SELECT 1;',
    outcomes: ['failed 25001', 'not-run'],
  },
  {
    name: 'CONCURRENTLY alone in one string runs',
    form: 'single-string',
    up: 'CREATE INDEX CONCURRENTLY i ON users (email);',
    outcomes: ['ran'],
  },
  {
    name: 'a new enum value cannot be used in the transaction that adds it',
    form: 'wrapped',
    up: "ALTER TYPE mood ADD VALUE 'sad'; CREATE TABLE m (mood mood DEFAULT 'sad');",
    outcomes: ['ran', 'failed 55P04'],
  },
  {
    name: 'what fails takes the rest along',
    form: 'wrapped',
    up: 'ALTER TABLE users ADD a int; ALTER TABLE users ALTER email SET NOT NULL; ALTER TABLE users ADD b int;',
    outcomes: ['ran', 'failed 23502', 'not-run'],
  },
  {
    name: 'a deferred constraint fails at the COMMIT',
    form: 'wrapped',
    up: 'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES (1);',
    outcomes: ['ran', 'ran', 'failed 23503'],
  },
  {
    name: 'text that is not SQL is never run',
    form: 'wrapped',
    up: 'ALTER TABLE users ADD a int;\nALTER TABEL users ADD b int;\nALTER TABLE users ADD c int;',
    outcomes: ['ran', 'unparsed 42601', 'ran'],
  },
  {
    name: 'an isolation level first in its transaction, where a server takes it',
    form: 'wrapped',
    up: 'BEGIN;\nSET TRANSACTION ISOLATION LEVEL REPEATABLE READ;\nALTER TABLE users ADD a int;\nCOMMIT;',
    outcomes: ['ran', 'ran', 'ran', 'ran'],
  },
  {
    name: 'an isolation level behind the first query, where no server takes it',
    form: 'wrapped',
    up: 'ALTER TABLE users ADD a int;\nSET TRANSACTION ISOLATION LEVEL REPEATABLE READ;',
    outcomes: ['ran', 'failed 25001'],
  },
  {
    name: 'an extension that the engine lacks is named',
    form: 'wrapped',
    up: 'CREATE EXTENSION postgis; ALTER TABLE users ADD place geometry;',
    outcomes: ['unverified extension-missing', 'unverified 42704'],
  },
]

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow('CREATE EXTENSION postgis;')
})
afterAll(() => shadow.close())

test.each(rows)('$name', async ({ form, up, outcomes }) => {
  const traced = await trace(shadow, { base, up, form })
  const said = traced.map(({ trace: { outcome, error } }) =>
    error && outcome !== 'not-run' ? `${outcome} ${error.code}` : outcome,
  )
  expect(said).toEqual(outcomes)
})

test('each statement of a transaction shows its own lock', async () => {
  const up = 'ALTER TABLE users ADD a int;\nCREATE INDEX i ON users (a);\nALTER TABLE users ADD b int;'
  const traced = await trace(shadow, { base, up })
  expect(traced.map(({ trace }) => trace.locks)).toEqual([
    [{ relation: 'public.users', mode: 'AccessExclusiveLock' }],
    [{ relation: 'public.users', mode: 'ShareLock' }],
    [{ relation: 'public.users', mode: 'AccessExclusiveLock' }],
  ])
  expect(traced[1]?.heldBefore).toEqual([{ relation: 'public.users', mode: 'AccessExclusiveLock' }])
})

test.each([
  ['wrapped', true, ['ShareLock', 'AccessExclusiveLock']],
  ['none', false, ['ShareLock']],
] as const)('what was not reached stands as its text says: %s', async (form, inTransaction, modes) => {
  const up =
    'ALTER TABLE users ADD a int;\nALTER TABLE users ALTER email SET NOT NULL;\nCREATE INDEX i ON users (a);'
  const [, failed, index] = await trace(shadow, { base, up, form })
  expect([failed?.trace.outcome, index?.trace.outcome]).toEqual(['failed', 'not-run'])
  expect(index?.inTransaction).toBe(inTransaction)
  const ofUsers = [...(index?.trace.locks ?? []), ...(index?.heldBefore ?? [])].filter(
    ({ relation }) => relation === 'public.users',
  )
  expect(ofUsers.map(({ mode }) => mode)).toEqual(modes)
})

test('what a deferred trigger does at the COMMIT is seen', async () => {
  const up = `CREATE TABLE fresh (id int);
    CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE users ALTER id TYPE bigint; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER late AFTER INSERT ON fresh DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION late();
    INSERT INTO fresh VALUES (1);`
  for (const text of [up, `BEGIN;\n${up}\nCOMMIT;`]) {
    const traced = await trace(shadow, { base, up: text })
    const insert = traced.find(({ statement }) => statement.sql.startsWith('INSERT'))
    expect(insert?.trace).toMatchObject({ outcome: 'ran', rewrites: ['public.users', 'public.users_pkey'] })
  }
})

const takenBack: readonly (readonly [name: string, up: string])[] = [
  [
    'a transaction',
    'BEGIN; DO $$ BEGIN DROP TABLE users; END $$; ROLLBACK; ALTER TABLE users ADD CHECK (id > 0);',
  ],
  ['a rename', 'BEGIN; ALTER TABLE users RENAME TO people; ROLLBACK; ALTER TABLE users ADD CHECK (id > 0);'],
  ['a savepoint', 'SAVEPOINT a; DROP TABLE users; ROLLBACK TO a; ALTER TABLE users ADD CHECK (id > 0);'],
]

test.each(takenBack)(
  '%s that is rolled back is not verified, and what follows is measured',
  async (_, up) => {
    const traced = await trace(shadow, { base, up })
    expect(traced.find(({ statement }) => statement.sql.startsWith('ROLLBACK'))?.trace.outcome).toBe(
      'unverified',
    )
    expect(traced.at(-1)?.trace).toMatchObject({
      locks: [{ relation: 'public.users', mode: 'AccessExclusiveLock' }],
      scans: ['public.users'],
    })
  },
)

const branches: readonly (readonly [name: string, up: string, outcome: string])[] = [
  [
    'that runs',
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'x') THEN ALTER TABLE users ADD a int; END IF; END $$;",
    'ran',
  ],
  [
    'that does not run',
    "DO $$ BEGIN IF version() LIKE '%x86_64%' THEN DROP TABLE users; END IF; END $$;",
    'unverified',
  ],
  [
    'that reads and does not run',
    'DO $$ BEGIN IF NOT EXISTS (SELECT FROM users) THEN DROP TABLE users; END IF; END $$;',
    'unverified',
  ],
]

test.each(branches)('a branch %s', async (_, up, outcome) => {
  const [traced] = await trace(shadow, { base, up })
  expect(traced?.trace.outcome).toBe(outcome)
})

test('a catalog that is taken away ends as not verified', async () => {
  const own = await openTestShadow()
  const up = `CREATE ROLE low; REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC; ALTER TABLE users OWNER TO low;
    GRANT ALL ON SCHEMA public TO low; SET ROLE low; ALTER TABLE users ALTER email SET DEFAULT 'x';`
  const traced = await trace(own, { base, up })
  expect(traced.every(({ trace }) => trace.outcome === 'ran' || trace.outcome === 'unverified')).toBe(true)
  await own.close()
})

test('each lock is the one that the statement needs, whatever is held already', async () => {
  const up = `ALTER TABLE users ADD z int; ALTER TABLE users ALTER email TYPE varchar(50);
    CREATE INDEX i ON users (z); UPDATE users SET z = 1; DELETE FROM users WHERE z = 2;`
  const traced = await trace(shadow, { base, up })
  const onUsers = traced.map(
    ({ trace }) => trace.locks.find(({ relation }) => relation === 'public.users')?.mode,
  )
  expect(onUsers).toEqual([
    'AccessExclusiveLock',
    'AccessExclusiveLock',
    'ShareLock',
    'RowExclusiveLock',
    'RowExclusiveLock',
  ])
})

test('an index that is only defined anew is not built anew', async () => {
  const wider = {
    base: 'CREATE TABLE w (a varchar(10)); CREATE INDEX wi ON w (a);',
    up: 'ALTER TABLE w ALTER a TYPE varchar(20);',
  }
  const [traced] = await trace(shadow, wider)
  expect(traced?.trace).toMatchObject({ outcome: 'ran', rewrites: [], scans: [] })
})

test('TRUNCATE reads and copies nothing', async () => {
  const [traced] = await trace(shadow, { base, up: 'TRUNCATE users;' })
  expect(traced?.trace).toMatchObject({ outcome: 'ran', rewrites: [], scans: [] })
})

test('a lock that cannot be watched is inferred from the manual', async () => {
  const [index] = await trace(shadow, { base, up: 'CREATE INDEX CONCURRENTLY i ON users (email);' })
  expect(index?.trace).toMatchObject({
    outcome: 'ran',
    evidence: 'inferred',
    locks: [{ relation: 'public.users', mode: 'ShareUpdateExclusiveLock' }],
  })
})

test('a setting of one migration does not reach the next', async () => {
  await trace(shadow, { base, up: 'CREATE SCHEMA app; SET search_path = app; CREATE TABLE there (id int);' })
  const [traced] = await trace(shadow, { base, up: 'ALTER TABLE users ADD a int;' })
  expect(traced?.trace).toMatchObject({ outcome: 'ran' })
})

test('rows that a statement changes are counted', async () => {
  const [update] = await trace(shadow, { base, up: "UPDATE users SET email = 'a';" })
  expect(update?.trace.rowsChanged).toBe(1)
})
