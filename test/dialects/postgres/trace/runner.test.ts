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
