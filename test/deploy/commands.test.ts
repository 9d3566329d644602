import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apply } from '../../src/commands/apply.ts'
import { baseline } from '../../src/commands/baseline.ts'
import { repair } from '../../src/commands/repair.ts'
import { rollback } from '../../src/commands/rollback.ts'
import { status } from '../../src/commands/status.ts'
import { configSchema } from '../../src/config/config.ts'
import { formatNamed } from '../../src/migrations/read.ts'
import type { RunIdentity } from '../../src/model/deploy.ts'
import type { DeployReport } from '../../src/model/deploy-report.ts'
import { startServer, type TestServer } from '../support/server.ts'

// The commands on a target, on a real PostgreSQL: what they do to it, and what they say.

let server: TestServer
let made = 0

beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server?.stop()
})

/** An empty database, or one with these statements run by hand. */
async function target(...byHand: readonly string[]): Promise<string> {
  const name = `target_${++made}`
  await ask(server.superuserUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.superuserUrl)
  url.pathname = `/${name}`
  for (const sql of byHand) await ask(url.href, sql)
  return url.href
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows ?? []
  } finally {
    await client.end()
  }
}

type Files = Readonly<Record<string, string>>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const sha384 = (text: string) => createHash('sha384').update(text).digest('hex')
const bytes = (text: string) => new TextEncoder().encode(text)

function request(url: string, files: Files, command: RunIdentity['command'], format = 'plain') {
  return {
    url,
    run: {
      id: randomBytes(16).toString('hex'),
      command,
      actor: 'test',
      commit: null,
      environment: 'staging',
      planDigest: null,
    },
    folders: [{ path: 'migrations', format }],
    dialect: 'postgres',
    files: new Map(Object.entries(files).map(([name, text]) => [`migrations/${name}`, bytes(text)])),
    config: configSchema.parse({ apply: { wait: 1000, retries: 1 } }),
    now: '2026-01-01T00:00:00Z',
  } as const
}

const applied = (url: string, files: Files, more: object = {}, format?: string) =>
  apply({
    ...request(url, files, 'apply', format),
    requireReviewed: null,
    rehearsal: async () => null,
    dryRun: false,
    to: null,
    ...more,
  })

const taken = (
  url: string,
  files: Files,
  reach: { readonly steps: number },
  losses: readonly string[] = [],
  format?: string,
) =>
  rollback({
    ...request(url, files, 'rollback', format),
    reach,
    acceptedLosses: new Set(losses),
    dryRun: false,
  })

const statesOn = async (url: string, files: Files, format?: string) =>
  (await status(request(url, files, 'status', format))).map(({ key, state }) => `${key.id} ${state}`)

const endOf = ({ outcome, failureReason }: DeployReport) => failureReason ?? outcome

const shop: Files = {
  '1_users.sql': 'CREATE TABLE users (id int PRIMARY KEY);\nINSERT INTO users VALUES (1);',
  '2_name.sql':
    'ALTER TABLE users ADD COLUMN name text;\nCREATE INDEX CONCURRENTLY users_name ON users (name);',
}

describe('apply', { timeout: 300_000 }, () => {
  test('runs what is pending, once, and a dry run nothing', async () => {
    const url = await target()
    const planned = await applied(url, shop, { dryRun: true })
    expect(endOf(planned)).toBe('planned')
    expect(planned.migrations.map(({ segments }) => segments.map(({ kind }) => kind))).toEqual([
      ['transaction'],
      ['transaction', 'alone'],
    ])
    expect(
      await ask(url, "SELECT to_regclass('users') AS users, to_regnamespace('migration_gate') AS journal"),
    ).toEqual([{ users: null, journal: null }])
    const first = await applied(url, shop)
    expect([endOf(first), first.planDigest]).toEqual(['done', planned.planDigest])
    expect(first.snapshot?.environment).toBe('staging')
    expect(endOf(await applied(url, shop))).toBe('nothing-to-do')
    expect(await ask(url, 'SELECT count(*)::int AS n FROM users')).toEqual([{ n: 1 }])
    expect(await statesOn(url, shop)).toEqual(['1_users applied', '2_name applied'])
  })

  test('stops where the target is not what its migrations build', async () => {
    const url = await target()
    await applied(url, shop, { to: '1_users' })
    await ask(url, 'CREATE TABLE by_hand (id int)')
    const stopped = await applied(url, shop)
    expect(endOf(stopped)).toBe('drift')
    expect(stopped.difference).toContainEqual(expect.objectContaining({ name: 'public.by_hand' }))
    expect(await statesOn(url, shop)).toEqual(['1_users applied', '2_name pending'])
  })

  test('goes on where nothing but the order of columns differs, and leaves it to a check to tell', async () => {
    const url = await target()
    const files = { ...shop, '1_users.sql': 'CREATE TABLE users (born date, id int PRIMARY KEY);' }
    await applied(url, files, { to: '1_users' })
    // As a way back leaves it that adds a column again.
    await ask(url, 'ALTER TABLE users DROP COLUMN born; ALTER TABLE users ADD COLUMN born date')
    const { snapshot, ...report } = await applied(url, files)
    expect([endOf(report as DeployReport), report.difference, snapshot?.drift]).toEqual([
      'done',
      [],
      undefined,
    ])
  })

  test('records that nothing differs, but not where what ran late may lead elsewhere', async () => {
    const url = await target()
    const late = {
      '1_users.sql': 'CREATE TABLE users (id int PRIMARY KEY);',
      '3_fax.sql': 'ALTER TABLE users ADD COLUMN fax text;',
    }
    expect((await applied(url, late)).snapshot?.drift).toMatchObject({ verdict: 'equal', changes: [] })
    const all = { ...late, '2_name.sql': 'ALTER TABLE users ADD COLUMN name text;' }
    const { snapshot, ...report } = await applied(url, all)
    expect([endOf(report as DeployReport), snapshot?.drift]).toEqual(['done', undefined])
  })

  test('stops at what the check blocks, at another plan, and at what was not rehearsed', async () => {
    const url = await target()
    await applied(url, shop, { to: '1_users' })
    const risky = { ...shop, '2_name.sql': 'ALTER TABLE users DROP COLUMN id;' }
    expect(endOf(await applied(url, risky))).toBe('blocked')
    const { run } = request(url, shop, 'apply')
    const planDigest = `sha256:${'0'.repeat(64)}`
    expect(endOf(await applied(url, shop, { run: { ...run, planDigest } }))).toBe('plan-changed')
    const other = await target()
    const { snapshot } = await applied(other, shop, { to: '1_users' })
    const rehearsal = async () => ({ name: 'other', snapshot })
    expect(endOf(await applied(url, shop, { rehearsal }))).toBe('not-rehearsed')
    const rehearsed = await applied(other, shop)
    expect(
      endOf(
        await applied(url, shop, {
          rehearsal: async () => ({ name: 'other', snapshot: rehearsed.snapshot }),
        }),
      ),
    ).toBe('done')
  })

  test('stops at an applied file that was edited, and at one that is gone', async () => {
    const url = await target()
    await applied(url, shop)
    const edited = { ...shop, '1_users.sql': `${shop['1_users.sql']} -- more` }
    expect(endOf(await applied(url, edited))).toBe('checksum-changed')
    expect(await statesOn(url, edited)).toEqual(['1_users changed', '2_name applied'])
    const { '1_users.sql': _gone, ...rest } = shop
    expect(endOf(await applied(url, rest))).toBe('pending-mismatch')
    expect(await statesOn(url, rest)).toEqual(['2_name applied', '1_users unknown'])
  })

  test("writes the rows of the team's own tool, which finds nothing left to do", async () => {
    const url = await target()
    const files = {
      '00001_users.sql': '-- +goose Up\nCREATE TABLE users (id int);\n-- +goose Down\nDROP TABLE users;',
      '00002_name.sql':
        '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY users_id ON users (id);\n-- +goose Down\nDROP INDEX CONCURRENTLY users_id;',
    }
    expect(endOf(await applied(url, files, {}, 'goose'))).toBe('done')
    expect(
      await ask(url, 'SELECT version_id::int AS version, is_applied FROM goose_db_version ORDER BY id'),
    ).toEqual([
      { version: 0, is_applied: true },
      { version: 1, is_applied: true },
      { version: 2, is_applied: true },
    ])
    expect(await statesOn(url, files, 'goose')).toEqual(['00001_users applied', '00002_name applied'])
  })
})

describe('rollback', { timeout: 300_000 }, () => {
  test('takes back by the proven way, once what is lost is given up by name', async () => {
    const url = await target()
    await applied(url, shop)
    await ask(url, "UPDATE users SET name = 'kept by nobody'")
    const refused = await taken(url, shop, { steps: 1 })
    expect([endOf(refused), refused.message]).toEqual([
      'blocked',
      expect.stringContaining('--accept-loss public.users.name'),
    ])
    expect(endOf(await taken(url, shop, { steps: 1 }, ['public.users.name']))).toBe('done')
    expect(await statesOn(url, shop)).toEqual(['1_users applied', '2_name pending'])
    expect(
      await ask(
        url,
        "SELECT attname::text FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped",
      ),
    ).toEqual([{ attname: 'id' }])
    expect(endOf(await applied(url, shop))).toBe('done')
  })

  test('stops where no way back was proven', async () => {
    const url = await target()
    const files = { '1_data.sql': 'CREATE TABLE t (a int);', '1_data.down.sql': 'DROP TABLE elsewhere;' }
    const { config } = request(url, files, 'apply')
    const lax = { ...config, rules: { ...config.rules, 'down-does-not-restore': 'off' } }
    expect(endOf(await applied(url, files, { config: lax }))).toBe('done')
    expect(endOf(await taken(url, files, { steps: 1 }))).toBe('blocked')
  })
})

describe('a way back that stopped half way', { timeout: 300_000 }, () => {
  test('stops an apply until somebody says how it stands', async () => {
    const url = await target()
    await applied(url, shop)
    await ask(
      url,
      "UPDATE migration_gate.migration SET state = 'running', direction = 'down', pass = 2 WHERE id = '2_name'",
    )
    expect(await statesOn(url, shop)).toEqual(['1_users applied', '2_name interrupted'])
    expect(endOf(await applied(url, shop))).toBe('interrupted')
    const settled = await repair({
      ...request(url, shop, 'repair'),
      markApplied: ['2_name'],
      markNotApplied: [],
    })
    expect(endOf(settled)).toBe('done')
    expect(endOf(await applied(url, shop))).toBe('nothing-to-do')
  })
})

describe("what the team's own tool began, and did not bring to its end", { timeout: 300_000 }, () => {
  const tools = [
    {
      format: 'golang-migrate',
      ending: '.up.sql',
      table: 'schema_migrations',
      left: [`(2, true)`],
    },
    {
      format: 'sqlx',
      ending: '.sql',
      table: '_sqlx_migrations',
      left: [
        `(1, 'one', DEFAULT, true, decode('${sha384('CREATE TABLE one (n int);')}', 'hex'), 1)`,
        `(2, 'two', DEFAULT, false, 'x', 1)`,
      ],
    },
    {
      format: 'prisma',
      ending: '/migration.sql',
      table: '_prisma_migrations',
      left: [
        `('a', '${sha256('CREATE TABLE one (n int);')}', now(), '1_one', NULL, NULL, now(), 1)`,
        `('b', 'x', NULL, '2_two', 'ERROR', NULL, now(), 0)`,
      ],
    },
  ]
  for (const { format, ending, table, left } of tools) {
    const files: Files = {
      [`1_one${ending}`]: 'CREATE TABLE one (n int);',
      [`2_two${ending}`]: 'CREATE TABLE two (n int);',
      [`3_three${ending}`]: 'CREATE TABLE three (n int);',
    }
    const failed = () =>
      target(
        'CREATE TABLE one (n int)',
        `CREATE TABLE ${table} (${formatNamed(format).history('postgres')?.columns})`,
        `INSERT INTO ${table} VALUES ${left.join(', ')}`,
      )
    const marked = (url: string, mark: 'markApplied' | 'markNotApplied') =>
      repair({
        ...request(url, files, 'repair', format),
        markApplied: [],
        markNotApplied: [],
        [mark]: ['2_two'],
      })

    test(`stops an apply until somebody says that it did not take effect: ${format}`, async () => {
      const url = await failed()
      expect(await statesOn(url, files, format)).toEqual([
        '1_one applied',
        '2_two interrupted',
        '3_three pending',
      ])
      for (const dryRun of [true, false]) {
        const stopped = await applied(url, files, { dryRun }, format)
        expect([endOf(stopped), stopped.message]).toEqual([
          'interrupted',
          expect.stringMatching(`^${format} began 2_two and did not .*repair --mark-applied <id>`),
        ])
      }
      const made = "SELECT to_regclass('two')::text AS two, to_regclass('three')::text AS three"
      expect(await ask(url, made)).toEqual([{ two: null, three: null }])
      expect(endOf(await marked(url, 'markNotApplied'))).toBe('done')
      expect(await statesOn(url, files, format)).toEqual([
        '1_one applied',
        '2_two pending',
        '3_three pending',
      ])
      expect(endOf(await applied(url, files, {}, format))).toBe('done')
      expect(await ask(url, made)).toEqual([{ two: 'two', three: 'three' }])
    })

    test(`or that it did: ${format}`, async () => {
      const url = await failed()
      expect(endOf(await marked(url, 'markApplied'))).toBe('done')
      expect(await statesOn(url, files, format)).toEqual([
        '1_one applied',
        '2_two applied',
        '3_three pending',
      ])
    })
  }

  test('stops a rollback, too', async () => {
    const url = await target()
    const files: Files = { '1_one.up.sql': 'CREATE TABLE one ();', '1_one.down.sql': 'DROP TABLE one;' }
    await applied(url, files, {}, 'golang-migrate')
    await ask(url, 'UPDATE schema_migrations SET dirty = true')
    expect(endOf(await taken(url, files, { steps: 1 }, [], 'golang-migrate'))).toBe('interrupted')
    await ask(url, 'UPDATE schema_migrations SET dirty = false')
    expect(endOf(await taken(url, files, { steps: 1 }, ['public.one'], 'golang-migrate'))).toBe('done')
  })
})

describe('baseline', { timeout: 300_000 }, () => {
  test('records what the schema proves, and nothing else', async () => {
    const url = await target('CREATE TABLE users (id int PRIMARY KEY)')
    expect(endOf(await applied(url, shop))).toBe('drift')
    const adopt = (to: string | null) => baseline({ ...request(url, shop, 'baseline'), to, dryRun: false })
    const refused = await adopt(null)
    expect(endOf(refused)).toBe('drift')
    expect(await statesOn(url, shop)).toEqual(['1_users pending', '2_name pending'])
    expect(endOf(await adopt('1_users'))).toBe('done')
    expect(await statesOn(url, shop)).toEqual(['1_users applied', '2_name pending'])
    expect(await ask(url, 'SELECT count(*)::int AS n FROM users')).toEqual([{ n: 0 }])
    expect(endOf(await applied(url, shop))).toBe('done')
  })
})

describe('repair', { timeout: 300_000 }, () => {
  const commits: Files = {
    '1_step.sql':
      'CREATE TABLE seen (n int);\nCREATE PROCEDURE step() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (1); COMMIT; END $$;',
    '2_call.sql': 'BEGIN;\nINSERT INTO seen VALUES (2);\nCOMMIT;\nCALL step();\nCREATE TABLE behind (n int);',
  }
  const marked = (url: string, mark: 'markApplied' | 'markNotApplied') =>
    repair({ ...request(url, commits, 'repair'), markApplied: [], markNotApplied: [], [mark]: ['2_call'] })

  /** As a run that died behind the CALL leaves it. */
  async function interrupted(): Promise<string> {
    const url = await target()
    const { config } = request(url, commits, 'apply')
    expect(endOf(await applied(url, commits, { config: { ...config, unverifiable: 'acknowledge' } }))).toBe(
      'done',
    )
    await ask(
      url,
      `DROP TABLE behind; UPDATE migration_gate.migration SET state = 'running' WHERE id = '2_call';
      UPDATE migration_gate.statement SET state = 'running' WHERE migration = '2_call' AND number = 3;
      DELETE FROM migration_gate.statement WHERE migration = '2_call' AND number > 3`,
    )
    return url
  }

  test('is asked for where only people know, and apply goes on behind what took effect', async () => {
    const url = await interrupted()
    expect(await statesOn(url, commits)).toEqual(['1_step applied', '2_call interrupted'])
    const stopped = await applied(url, commits)
    expect([endOf(stopped), stopped.message]).toEqual([
      'interrupted',
      expect.stringContaining('repair --mark-applied 2_call'),
    ])
    expect(endOf(await marked(url, 'markApplied'))).toBe('done')
    expect(endOf(await applied(url, commits))).toBe('done')
    expect(
      await ask(url, "SELECT array_agg(n ORDER BY n) AS n, to_regclass('behind')::text AS behind FROM seen"),
    ).toEqual([{ n: [1, 2], behind: 'behind' }])
  })

  test('lets it run again where it did not take effect', async () => {
    const url = await interrupted()
    expect(endOf(await marked(url, 'markNotApplied'))).toBe('done')
    expect(endOf(await applied(url, commits))).toBe('done')
    expect(await ask(url, 'SELECT array_agg(n ORDER BY n) AS n FROM seen')).toEqual([{ n: [1, 1, 2] }])
  })
})
