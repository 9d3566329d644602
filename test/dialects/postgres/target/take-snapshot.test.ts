import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { check } from '../../../../src/commands/check.ts'
import { diff } from '../../../../src/commands/diff.ts'
import { takeSnapshot } from '../../../../src/commands/snapshot.ts'
import { configSchema } from '../../../../src/config/config.ts'
import { UserError } from '../../../../src/model/errors.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { renderMarkdown } from '../../../../src/report/markdown.ts'
import { renderSnapshot } from '../../../../src/report/snapshot.ts'
import { aContext } from '../../../support/reviews.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { shop as shopAndRole } from '../schema/shop.ts'

// Each row boots engines.
vi.setConfig({ testTimeout: 300_000 })

let server: TestServer
const limits = { statement: 60_000, check: 600_000, memory: 1_500_000_000 }
const config = configSchema.parse({ limits: { statement: 60_000, check: 400_000 } })

/** Roles are the server's, which all databases here share. */
const shop = shopAndRole.replace('create role reader;', '')

beforeAll(async () => {
  server = await startServer()
  await run(server.superuserUrl, 'create role reader')
})
afterAll(() => server.stop())

/** A database of its own, and its address. */
async function database(name: string, ...scripts: readonly string[]): Promise<string> {
  await run(server.superuserUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.superuserUrl)
  url.pathname = `/${name}`
  await run(url.href, ...scripts)
  return url.href
}

async function run(url: string, ...scripts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const script of scripts) await client.query(script)
  } finally {
    await client.end()
  }
}

function take(url: string, redact = false): Promise<Snapshot> {
  return takeSnapshot({ url, environment: 'staging', redact, takenAt: '2026-01-01T00:00:00Z', limits })
}

/** What a build must put in order: columns of types, of functions and of each other, and objects that need each other. */
const tangled = `
  create type level as enum ('low', 'high');
  create table tangled (first level, email text, up text generated always as (upper(email)) stored, id int primary key);
  create function first_of(t tangled) returns int language sql immutable as 'select 1';
  create table looped (a int, b int default first_of(null), c level);
  create function counted() returns int language sql immutable begin atomic select count(*)::int from looped; end;
  alter table looped add d int default counted();
  create table doubled (id int primary key, names text[] default array['a', 'b'], level level, constraint again unique (id));
  create table "We ird" ("a,b(" int default 3, level level, "c d" text check ("c d" <> ',)('));
  create table child (note text) inherits (tangled);
  create statistics tangled_stats (ndistinct) on email, id from tangled;
  create index only_once on looped (a);
  alter table tangled alter email set storage external, alter email set statistics 500;
  comment on column tangled.email is 'where to write';
`

describe('a snapshot', () => {
  test('builds what it was taken from, column by column, and is the same each time', async () => {
    const url = await database('whole', shop, tangled)
    const [snapshot, again] = [await take(url), await take(url)]
    expect(snapshot.unread).toEqual([])
    expect(snapshot.schema?.columnOrder['public.tangled']).toEqual(['first', 'email', 'up', 'id'])
    expect(renderSnapshot(again)).toBe(renderSnapshot(snapshot))
  })

  test('builds settings of the database, rights that the owner lacks, and what is no fixpoint of its own text', async () => {
    const url = await database(
      'particular',
      `alter database particular set search_path = "$user", public, "Other, one"`,
      "alter database particular set app.level = 'it''s 5 %'",
      "alter database particular set app.jwt_secret = 'hunter2'",
      'create role of_settings_alone',
      `alter role of_settings_alone in database particular set statement_timeout = '5s'`,
      'alter default privileges in schema public grant execute on functions to reader',
      'alter default privileges revoke execute on functions from public, current_user',
      `create table steps (id int, state varchar check (state in ('open', 'done')));
       create view open_steps as select id from steps where state in ('open', 'waiting')`,
    )
    const snapshot = await take(url)
    expect(snapshot.unread).toEqual([])
    const build = snapshot.schema?.build.join('\n') ?? ''
    expect(build).toContain('ALTER DATABASE %I SET')
    expect(build).not.toContain('particular')
    expect(renderSnapshot(snapshot)).not.toContain('hunter2')
  })

  test('says sizes, settings, histories and what is broken', async () => {
    const url = await database(
      'sized',
      'create table big (id int primary key); insert into big select generate_series(1, 5000); analyze big',
      'create table goose_db_version (id serial, version_id bigint, is_applied boolean, tstamp timestamp)',
      'insert into goose_db_version (version_id, is_applied) values (0, true), (7, true)',
      'create table notes (schema_migrations text)',
      "alter database sized set timezone = 'Europe/Rome'",
      'insert into notes select * from (values (null), (null)) as n',
    )
    await expect(
      run(url, 'create unique index concurrently broken on notes ((schema_migrations is null))'),
    ).rejects.toThrow()
    const { statistics, settings, history, schema } = await take(url)
    expect(statistics?.tables?.['public.big']?.rows).toBe(5000)
    expect(statistics?.tables?.['public.big']?.bytes).toBeGreaterThan(100_000)
    expect(statistics?.indexes?.['public.broken']?.valid).toBe(false)
    expect(settings?.TimeZone).toBe('Europe/Rome')
    expect(history).toEqual([
      {
        table: 'public.goose_db_version',
        rows: [
          { id: '1', version_id: '0', is_applied: 'true' },
          { id: '2', version_id: '7', is_applied: 'true' },
        ],
      },
    ])
    expect(schema?.objects.some(({ name }) => name.includes('goose'))).toBe(false)
  })

  test('holds no row, no password and, redacted, no text', async () => {
    const url = await database(
      'secret',
      "create table people (name text default 'anonymous-default'); insert into people values ('a-row-of-people')",
      "create function greet() returns text language plpgsql as $$begin return 'a-text-in-code'; end$$",
      "comment on table people is 'a-comment'",
      'create foreign data wrapper elsewhere; create server far foreign data wrapper elsewhere',
      "create user mapping for public server far options (user 'who', password 'hunter2')",
      "create subscription sub connection 'host=db password=hunter3' publication p with (connect = false)",
    )
    const open = renderSnapshot(await take(url))
    expect(open).toContain('a-text-in-code')
    for (const secret of ['a-row-of-people', 'hunter2', 'hunter3']) expect(open).not.toContain(secret)
    const hidden = await take(url, true)
    for (const text of ['a-text-in-code', 'anonymous-default', 'a-comment', 'hunter2'])
      expect(renderSnapshot(hidden)).not.toContain(text)
    expect(
      hidden.unread?.map(({ object }) => object).filter(object => !/subscription|build/.test(object)),
    ).toEqual([])
  })

  test('names what the role may not read', async () => {
    const url = new URL(
      await database(
        'modest',
        'create table _prisma_migrations (started_at text, migration_name text, checksum text, finished_at text, rolled_back_at text)',
      ),
    )
    url.username = 'gate'
    url.password = 'gate-secret'
    const { unread } = await take(url.href)
    expect(unread).toContainEqual({ object: 'public._prisma_migrations', reason: 'the role may not read it' })
  })

  test.each([
    ['postgres://owner:s3cr3t-word@127.0.0.1:1/none', /127\.0\.0\.1:1 cannot be reached/],
    ['nonsense', /--url takes the address/],
  ])('of %s is an error that says what to change', async (url, message) => {
    const failure = await take(url).catch(error => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(failure.message).toMatch(message)
    expect(failure.message).not.toContain('s3cr3t-word')
  })

  test('does not give the password away where it is wrong', async () => {
    const failure = await take(server.url.replace('gate-secret', 'wr0ng-word')).catch(error => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(failure.message).toMatch(/password authentication failed/)
    expect(failure.message).not.toContain('wr0ng-word')
  })
})

describe('a check upon a snapshot', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const base = new Map([
    ['m/0001_users.sql', bytes('CREATE TABLE users (id int PRIMARY KEY, email text);')],
    ['m/0002_lines.sql', bytes('CREATE TABLE lines (id int);')],
  ])
  const up = bytes(
    'ALTER TABLE users ADD fax text;\nALTER TABLE by_hand ADD note text;\nCREATE INDEX ON lines (id);',
  )

  async function review(snapshot: Snapshot, drift: 'warn' | 'block' = 'warn') {
    return check({
      folders: [{ path: 'm', format: 'dbmate' }],
      dialect: 'postgres',
      changeSet: {
        base: new Map([...base].map(([path, text]) => [path, dbmate(text)])),
        head: new Map([...base, ['m/0003_fax.sql', up] as const].map(([path, text]) => [path, dbmate(text)])),
        baseRef: 'main',
      },
      config: { ...config, drift },
      shadow: { kind: 'embedded' },
      snapshot: { path: 'staging.json', text: JSON.stringify(snapshot) },
      now: '2026-01-20T00:00:00Z',
    })
  }

  const dbmate = (text: Uint8Array) =>
    bytes(`-- migrate:up\n${new TextDecoder().decode(text)}\n-- migrate:down\nSELECT 1;\n`)

  test('runs there what the target lacks, measures what it has, and lists the drift', async () => {
    const url = await database(
      'ran_one',
      'CREATE TABLE users (id int PRIMARY KEY, email text); CREATE TABLE by_hand (id int)',
      "CREATE TABLE schema_migrations (version varchar(255) PRIMARY KEY); INSERT INTO schema_migrations VALUES ('0001')",
    )
    const found = await review(await take(url))
    expect(found.base.source).toBe('snapshot')
    expect(found.migrations[0]?.statements.map(({ outcome }) => outcome)).toEqual(['ran', 'ran', 'ran'])
    expect(found.baseProblems).toEqual([])
    expect([found.driftVerdict, found.drift]).toEqual([
      'different',
      [{ action: 'add', object: 'table', name: 'public.by_hand', detail: '1 column' }],
    ])
    expect(
      found.findings
        .filter(({ rule }) => /drift|stale/.test(rule))
        .map(({ rule, severity }) => [rule, severity]),
    ).toEqual([
      ['stale-snapshot', 'warning'],
      ['schema-drift', 'warning'],
    ])
    const blocked = await review(await take(url), 'block')
    expect(blocked.findings.find(({ rule }) => rule === 'schema-drift')?.severity).toBe('error')
  })

  test.each(['warn', 'block'] as const)(
    'tells another order of columns, and does not block for it (drift: %s)',
    async drift => {
      const url = await database(
        `reordered_${drift}`,
        'CREATE TABLE users (email text, id int PRIMARY KEY)',
        "CREATE TABLE schema_migrations (version varchar(255) PRIMARY KEY); INSERT INTO schema_migrations VALUES ('0001')",
      )
      const found = await review(await take(url), drift)
      expect([found.driftVerdict, found.drift]).toEqual([
        'equal-except-order',
        [{ action: 'alter', object: 'table', name: 'public.users', detail: 'columns id, email → email, id' }],
      ])
      expect(
        found.findings.flatMap(({ rule, severity, message }) =>
          rule === 'schema-drift' ? [[severity, message]] : [],
        ),
      ).toEqual([
        ['notice', 'staging is as the migrations build it but for the order of columns: table public.users.'],
      ])
      expect(renderMarkdown(found, aContext)).toContain('! table  users  columns id, email → email, id')
    },
  )

  test('does not verify what the target has run already', async () => {
    const url = await database(
      'ran_all',
      'CREATE TABLE schema_migrations (version varchar(255) PRIMARY KEY)',
      "INSERT INTO schema_migrations VALUES ('0001'), ('0002'), ('0003')",
    )
    const found = await review(await take(url))
    expect(found.migrations[0]?.statements.map(({ outcome }) => outcome)).toEqual(Array(3).fill('unverified'))
    expect(found.verdict).toBe('block')
  })

  test('of a schema that cannot be built the part that is missing is named, and nothing is measured there', async () => {
    const url = await database(
      'stands',
      'CREATE TABLE users (id int PRIMARY KEY, email text); CREATE TABLE by_hand (id int)',
    )
    const taken = await take(url)
    const { digest: _digest, ...rest } = taken
    const build = taken.schema?.build.filter(sql => !sql.includes('by_hand')) ?? []
    const found = await review({
      ...rest,
      schema: { ...(taken.schema as NonNullable<Snapshot['schema']>), build },
    })
    expect(found.baseProblems.map(({ path, message }) => [path, message])).toEqual([
      ['staging.json', expect.stringContaining('table public.by_hand')],
    ])
    expect(found.migrations[0]?.statements.map(({ outcome }) => outcome)).toEqual([
      'ran',
      'unverified',
      'not-run',
    ])
    expect(found.driftVerdict).toBe('unknown')
  })
})

describe('two schemas', () => {
  test('of databases are equal, or differ by what SQL leads from one to the other', async () => {
    const [one, other] = [
      await database('left_side', shop),
      await database('right_side', shop, 'ALTER TABLE users ADD fax text'),
    ]
    const side = (url: string) => ({ kind: 'url', url, name: url }) as const
    const request = { directory: '.', config, takenAt: '2026-01-01T00:00:00Z' }
    expect(await diff({ ...request, from: side(one), to: side(one) })).toMatchObject({
      verdict: 'equal',
      changes: [],
    })
    expect(await diff({ ...request, from: side(one), to: side(other) })).toMatchObject({
      verdict: 'different',
      changes: [{ action: 'add', object: 'column', name: 'public.users.fax' }],
      sql: expect.stringContaining('ADD COLUMN "fax" text'),
      proven: true,
    })
  })
})
