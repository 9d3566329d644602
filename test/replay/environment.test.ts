import { describe, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { ConfigInput } from '../../src/config/load.ts'
import type { Review } from '../../src/model/review.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Reviews what `added` adds to `base`; files by their path. `null` is no base at all. */
async function review(
  base: Readonly<Record<string, string>> | null,
  added: Readonly<Record<string, string>>,
  { config = {}, format = 'plain' }: { config?: ConfigInput; format?: string } = {},
): Promise<Review> {
  const files = (all: Readonly<Record<string, string>>) =>
    new Map(Object.entries(all).map(([path, text]) => [path, bytes(text)] as const))
  return check({
    folders: [{ path: 'migrations', format }],
    dialect: 'postgres',
    changeSet: {
      base: base === null ? null : files(base),
      head: files({ ...base, ...added }),
      baseRef: base === null ? null : 'main',
    },
    config: configSchema.parse({ ...config, limits: { check: 120_000 } }),
    shadow: { kind: 'embedded' },
  })
}

const told = ({ findings }: Review) => findings.map(({ rule, line }) => `${rule} ${line}`)
const outcomes = ({ migrations }: Review) =>
  migrations.flatMap(({ statements }) => statements.map(({ outcome }) => outcome))

describe('what no migration makes', () => {
  test('a role and a schema of the change block once each, and the rest is measured', async () => {
    const found = await review(
      { 'migrations/1_users.sql': 'CREATE TABLE users (id int);' },
      {
        'migrations/2_grants.sql': [
          'GRANT SELECT ON users TO app;',
          'GRANT INSERT ON users TO app;',
          'CREATE TABLE billing.invoices (id int);',
          'CREATE TABLE billing.items (id int);',
        ].join('\n'),
      },
    )
    expect(outcomes(found)).toEqual(['unverified', 'ran', 'unverified', 'ran'])
    expect(found.findings).toMatchObject([
      {
        rule: 'could-not-verify',
        line: 1,
        message: expect.stringContaining('role app is made by no migration'),
      },
      { rule: 'could-not-verify', line: 3, message: expect.stringContaining('schema billing is made by no') },
    ])
    expect(found.findings[0]?.fix).toContain('`setup`')
    expect(found.verdict).toBe('block')
    // The schema was made for the check: it is no change of the migration's, and its down does not owe it.
    expect(found.migrations[0]?.changes.map(({ object }) => object)).not.toContain('schema')
    expect(found.migrations[0]?.down.restoresSchema).toBe(true)
  })

  test('what the base was given is told, and no finding', async () => {
    const found = await review(
      { 'migrations/1_users.sql': 'CREATE TABLE users (id int);\nGRANT SELECT ON users TO app;' },
      { 'migrations/2_more.sql': 'GRANT INSERT ON users TO app;' },
    )
    expect(found.findings).toEqual([])
    expect(found.baseProblems).toEqual([])
    expect(found.baseNotices).toMatchObject([
      { kind: 'role', name: 'app', path: 'migrations/1_users.sql', line: 2 },
    ])
  })

  test('a database that is named is the one that the migrations run on, and any other is unknown', async () => {
    const found = await review(
      { 'migrations/1_users.sql': 'CREATE TABLE users (id int);\nGRANT CONNECT ON DATABASE shop TO PUBLIC;' },
      {
        'migrations/2_more.sql': [
          'ALTER DATABASE shop SET search_path = public, pg_catalog;',
          'GRANT TEMPORARY ON DATABASE shop TO PUBLIC;',
          'GRANT CONNECT ON DATABASE warehouse TO PUBLIC;',
        ].join('\n'),
      },
    )
    expect(outcomes(found)).toEqual(['ran', 'ran', 'unverified'])
    expect(found.baseProblems).toEqual([])
    expect(found.baseNotices).toMatchObject([
      { kind: 'database', name: 'shop', path: 'migrations/1_users.sql', line: 2 },
    ])
    expect(told(found)).toContain('could-not-verify 3')
  })

  test('what the change makes itself is not made for it', async () => {
    const found = await review(
      {},
      {
        'migrations/1_app.sql': 'CREATE SCHEMA app;\nCREATE TABLE app.a (id int);',
        'migrations/2_code.sql': 'DO $$ BEGIN CREATE SCHEMA other; END $$;\nCREATE TABLE other.a (id int);',
        'migrations/3_late.sql': 'CREATE TABLE late.a (id int);\nCREATE SCHEMA late;',
      },
    )
    expect(outcomes(found)).toEqual(['ran', 'ran', 'ran', 'ran', 'failed', 'not-run'])
  })
})

describe('what the base lost', () => {
  test('is named as the cause, through a rename and for its columns', async () => {
    const found = await review(
      {
        'migrations/1_users.sql': 'CREATE TABLE users (id int);',
        'migrations/2_orders.sql': 'ALTER TABLE orders RENAME TO purchases;',
        'migrations/3_name.sql': 'ALTER TABLE users ADD COLUMN kind customer_kind;',
      },
      {
        'migrations/4_purchases.sql': 'CREATE INDEX ON purchases (total);',
        'migrations/5_kind.sql': "UPDATE users SET kind = 'x';",
        'migrations/6_twice.sql': 'ALTER TABLE users ADD COLUMN id int;',
      },
    )
    expect(outcomes(found)).toEqual(['unverified', 'unverified', 'failed'])
    const reasons = found.findings.map(({ message }) => message)
    expect(reasons[0]).toContain('(migrations/2_orders.sql:1)')
    expect(reasons.some(message => message.includes('(migrations/3_name.sql:1)'))).toBe(true)
    expect(told(found)).toContain('statement-failed 1')
  })

  test('is not verified by an IF EXISTS that passes it over', async () => {
    const found = await review(
      {
        'migrations/1_users.sql':
          'CREATE TABLE users (id int);\nCREATE TABLE gone (at geometry);\nALTER TABLE users ADD place geometry;',
      },
      {
        'migrations/2_drop.sql': [
          'DROP TABLE IF EXISTS gone;',
          'ALTER TABLE IF EXISTS gone RENAME TO old;',
          'ALTER TABLE users DROP COLUMN IF EXISTS place;',
          'DO $$ BEGIN DROP TABLE IF EXISTS public.gone; END $$;',
        ].join('\n'),
        'migrations/3_never_there.sql':
          'DROP TABLE IF EXISTS never;\nALTER TABLE users DROP COLUMN IF EXISTS never;\nDROP VIEW IF EXISTS gone_view;',
      },
    )
    expect(outcomes(found)).toEqual([...Array(4).fill('unverified'), ...Array(3).fill('ran')])
    expect(found.migrations.map(({ down }) => [down.schema, down.restoresData])).toEqual([
      ['unverified', 'unknown'],
      ['equal', 'yes'],
    ])
    expect(found.findings[0]).toMatchObject({
      rule: 'could-not-verify',
      message: expect.stringContaining(
        'table "gone" does not exist: what comes before could not build gone (migrations/1_users.sql:2)',
      ),
    })
  })

  test('nobody has proof of an IF EXISTS that meets nothing where the base lacks its beginning', async () => {
    const found = await review(
      { 'migrations/1_users.sql': 'CREATE TABLE users (id int);\nALTER TABLE orders ADD note text;' },
      {
        'migrations/2_drop.sql': 'DROP TABLE IF EXISTS items;',
        'migrations/2_drop.down.sql': 'SELECT 1;',
      },
    )
    expect(outcomes(found)).toEqual(['unverified'])
    expect(found.migrations[0]?.down).toMatchObject({ schema: 'unverified', restoresData: 'unknown' })
    expect(found.findings).toMatchObject([
      { rule: 'could-not-verify', fix: expect.stringContaining('`baseline`') },
      { rule: 'drop-table', evidence: 'inferred' },
    ])
    expect(found.findings[0]?.message).toContain('(migrations/1_users.sql:2)')
  })

  test('a folder that does not start from nothing is told once', async () => {
    const tables = Array.from({ length: 12 }, (_, place) => `t${place}`)
    const history = Object.fromEntries(
      tables.map((table, place) => [
        `migrations/${place + 1}_${table}.sql`,
        `ALTER TABLE ${table} ADD COLUMN note text;\n`,
      ]),
    )
    const onBase = await review(history, { 'migrations/99_new.sql': 'CREATE TABLE fresh (id int);' })
    expect(onBase.baseNotices).toMatchObject([{ kind: 'no-empty-start', path: 'migrations/1_t0.sql' }])
    expect(onBase.baseNotices[0]?.message).toContain('12 statements')
    expect(onBase.verdict).toBe('pass')

    const whole = await review(null, history)
    expect(told(whole)).toEqual(['statement-failed 1'])
    expect(whole.findings[0]?.message).toContain('12 statements in 12')
    expect(whole.verdict).toBe('block')
  })
})

test('a history that misses what a platform supplies is advised its preset', async () => {
  const tables = ['auth.users', ...Array.from({ length: 6 }, (_, place) => `t${place}`)]
  const history = Object.fromEntries(
    tables.map((table, place) => [
      `migrations/${place + 1}.sql`,
      `ALTER TABLE ${table} ADD COLUMN note text;\n`,
    ]),
  )
  const advice = expect.stringContaining('Set `preset: supabase`')
  const added = { 'migrations/99_new.sql': 'CREATE TABLE fresh (id int);' }
  const onBase = await review(history, added)
  expect(onBase.baseNotices[0]).toMatchObject({ kind: 'no-empty-start', message: advice })
  const supplied = await review(history, added, { config: { preset: 'supabase' } })
  expect(supplied.baseNotices).toMatchObject([{ message: expect.not.stringContaining('preset') }])
  const whole = await review(null, history)
  expect(whole.findings).toMatchObject([{ rule: 'statement-failed', fix: advice }])
})

describe('what the configuration gives', () => {
  test('a baseline, a setup and variables', async () => {
    const found = await review(
      {
        'db/schema.sql': 'CREATE TABLE :schema.users (id int);',
        'db/roles.sql': 'CREATE ROLE owner_of_all; CREATE SCHEMA shop;',
        'migrations/1_orders.sql': 'ALTER TABLE {{ schema }}.users OWNER TO ${owner};',
      },
      {
        'migrations/2_more.sql':
          '-- {{ schema }}\nALTER TABLE {{ .schema }}.users ADD COLUMN :"column" text;',
      },
      {
        config: {
          baseline: 'db/schema.sql',
          setup: 'db/roles.sql',
          variables: { schema: 'shop', owner: 'owner_of_all', column: 'note' },
        },
      },
    )
    expect(found.baseProblems).toEqual([])
    expect(found.baseNotices).toEqual([])
    expect(found.migrations[0]?.statements).toMatchObject([{ outcome: 'ran', line: 2 }])
    expect(found.migrations[0]?.changes.map(({ name }) => name)).toEqual(['shop.users.note'])
  })

  test('the value of a variable is part of the digest', async () => {
    const digest = async (table: string) =>
      (
        await review(
          {},
          { 'migrations/1.sql': 'CREATE TABLE :t (id int);' },
          { config: { variables: { t: table } } },
        )
      ).planDigest
    expect(await digest('a')).not.toBe(await digest('b'))
  })

  test('a Supabase project', async () => {
    const found = await review(
      {
        'migrations/1_profiles.sql': [
          'create extension if not exists "uuid-ossp" with schema "extensions";',
          'create table profiles (id uuid primary key references auth.users on delete cascade, code uuid default uuid_generate_v4());',
          'alter table profiles enable row level security;',
          'create policy own on profiles for select to authenticated using ((select auth.uid()) = id);',
          "insert into storage.buckets (id, name, public) values ('avatars', 'avatars', true);",
          "create policy avatars on storage.objects for select using (bucket_id = 'avatars' and (storage.foldername(name))[1] = auth.uid()::text);",
          'alter publication supabase_realtime add table profiles;',
        ].join('\n'),
      },
      {
        'migrations/2_note.sql':
          'alter table profiles add column other uuid default uuid_generate_v4();\nalter table auth.users add column note text not null;',
      },
      { config: { preset: 'supabase' } },
    )
    expect(found.baseProblems).toEqual([])
    expect(found.baseNotices).toEqual([])
    // What the platform made is in use, and holds rows: the column that needs a value stops there.
    expect(outcomes(found)).toEqual(['ran', 'failed'])
    expect(told(found)).toContain('add-required-column 2')
  })
})

describe('the tool’s own table', () => {
  test.each([
    ['dbmate', 'public.schema_migrations', '20240101000000_a.sql', '-- migrate:up\n', '-- migrate:down\n'],
    ['drizzle', 'drizzle.__drizzle_migrations', null, '', ''],
  ])(
    '%s: stands before, and in no difference and no generated down',
    async (format, table, name, up, down) => {
      const file = name ?? '0000_a.sql'
      const journal =
        name === null
          ? {
              'migrations/meta/_journal.json': JSON.stringify({
                version: '7',
                dialect: 'postgresql',
                entries: [{ idx: 0, version: '7', when: 1, tag: '0000_a', breakpoints: true }],
              }),
            }
          : {}
      const found = await review(
        null,
        {
          ...journal,
          [`migrations/${file}`]: `${up}ALTER TABLE ${table} ADD COLUMN note text;\nCREATE INDEX ON ${table} (note);\nCREATE TABLE t (id int);\n${down}`,
        },
        { format },
      )
      expect(outcomes(found)).toEqual(['ran', 'ran', 'ran'])
      const [migration] = found.migrations
      expect(migration?.changes.map(({ name }) => name)).not.toContain(`${table}.note`)
      expect(migration?.changes.every(({ name }) => name.startsWith('public.t'))).toBe(true)
      expect(migration?.down.sql).not.toContain(table.split('.')[1])
    },
  )
})
