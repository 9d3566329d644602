import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { quoteIdentifier } from '../../../src/dialects/postgres/parse/names.ts'
import type { Session } from '../../../src/dialects/postgres/session.ts'
import { readHistory } from '../../../src/dialects/postgres/target/history.ts'
import type {
  HistoryRecord,
  HistoryRow,
  HistoryStatement,
  HistoryWriting,
} from '../../../src/migrations/formats/format.ts'
import { formats } from '../../../src/migrations/formats/registry.ts'
import { formatNamed, readMigrations } from '../../../src/migrations/read.ts'
import type { Migration } from '../../../src/model/migration.ts'
import { inProcessSession } from '../../support/in-process-session.ts'
import { type RecordSample, samples } from './record-samples.ts'

/** Where the tables stand, by a name that must be quoted. */
const schema = 'the "tools"; drop table x'
const durationMs = 1.50025

let session: Session
beforeAll(async () => {
  session = await inProcessSession()
})
afterAll(() => session.close())
beforeEach(async () => {
  await session.script(
    `drop schema if exists ${quoteIdentifier(schema)} cascade; create schema ${quoteIdentifier(schema)}`,
  )
})

const plainText = (number: number) => `create table t${number} ();\n`

function read(format: string, files: Readonly<Record<string, string>>): readonly Migration[] {
  const bytes = Object.entries(files).map(([path, text]) => [`m/${path}`, Buffer.from(text)] as const)
  return readMigrations([{ path: 'm', format }], new Map(bytes), 'postgres').migrations
}

/** The first so many migrations of a sample, one of them maybe edited. */
function migrationsOf(sample: RecordSample, count = 3, edited?: number): readonly Migration[] {
  const { format, ups, text = plainText, manifests = () => ({}) } = sample
  const files = ups
    .slice(0, count)
    .map((path, place) => [path, text(place + 1 === edited ? 9 : place + 1)] as const)
  return read(format, { ...Object.fromEntries(files), ...manifests(count) })
}

function recordOf(format: string): HistoryRecord & { readonly writing: HistoryWriting } {
  const { record } = formatNamed(format)
  if (record?.writing === undefined) throw new Error(`${format} is not written`)
  return { ...record, writing: record.writing }
}

async function send(statements: readonly HistoryStatement[]): Promise<void> {
  for (const { sql, parameters } of statements) await session.query(sql, parameters)
}

/** A tool's table as the tool makes it; its name, quoted. */
async function newTable(format: string, columns?: string): Promise<string> {
  const table = formatNamed(format).history('postgres')
  const { table: name, writing } = recordOf(format)
  const quoted = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
  await session.script(`create table ${quoted} (${columns ?? table?.columns})`)
  await send(writing.begun?.(quoted) ?? [])
  return quoted
}

async function rowsOf(format: string): Promise<readonly HistoryRow[]> {
  const { history, refused } = await readHistory(session, [recordOf(format)])
  expect(refused).toEqual([])
  expect(history).toHaveLength(1)
  return history[0]?.rows ?? []
}

async function asStored(table: string, columns: string): Promise<readonly string[]> {
  const { rows } = await session.query(`select row(${columns})::text as row from ${table} order by 1`)
  return rows.map(({ row }) => String(row))
}

const named = samples.map(sample => [`${sample.format} (${sample.ups[0]})`, sample] as const)

test('every tool that keeps a table has a sample', () => {
  const kept = formats.filter(({ record }) => record?.writing !== undefined).map(({ name }) => name)
  expect([...new Set(samples.map(({ format }) => format))].toSorted()).toEqual(kept.toSorted())
})

describe.each(named)('%s', (_, sample) => {
  const { format, keepsChecksum, third, stored } = sample
  const record = recordOf(format)
  const { writing } = record
  const migrations = migrationsOf(sample)
  const ids = (some: readonly Migration[]) => some.map(({ id }) => id)
  const told = { durationMs, migrations }
  const [first, second, last] = migrations as readonly [Migration, Migration, Migration]

  /** What the rows say now. */
  async function state(of: readonly Migration[] = migrations) {
    const rows = await rowsOf(format)
    return {
      applied: ids(record.applied(rows, of)),
      changed: ids(record.changed(rows, of)),
      unknown: record.unknown(rows, of),
    }
  }
  const clean = (some: readonly Migration[]) => ({ applied: ids(some), changed: [], unknown: [] })

  test('what was recorded has run; taken back it has not, and it can be recorded again', async () => {
    const table = await newTable(format)
    expect(migrations).toHaveLength(3)
    expect(await state()).toEqual(clean([]))
    for (const [place, migration] of migrations.entries()) {
      await send(writing.applied(table, migration, told))
      expect(await state()).toEqual(clean(migrations.slice(0, place + 1)))
    }
    for (const [place, migration] of [...migrations.entries()].toReversed()) {
      await send(writing.reverted(table, migration, migrations))
      expect(await state()).toEqual(clean(migrations.slice(0, place)))
    }
    for (const migration of [first, second]) await send(writing.applied(table, migration, told))
    expect(await state()).toEqual(clean([first, second]))
  })

  test('the rows are those of the tool', async () => {
    const table = await newTable(format)
    for (const migration of [first, second]) await send(writing.applied(table, migration, told))
    expect(await asStored(table, stored.columns)).toEqual(stored.rows)
  })

  test('another text, and a file that is gone, are seen', async () => {
    const table = await newTable(format)
    for (const migration of migrations) await send(writing.applied(table, migration, told))
    const edited = migrationsOf(sample, 3, 2)
    expect(await state(edited)).toEqual({ ...clean(edited), changed: keepsChecksum ? [second.id] : [] })
    expect(await state(migrationsOf(sample, 2))).toEqual({ ...clean([first, second]), unknown: [third] })
    expect(await state([last])).toMatchObject({ applied: [last.id] })
  })
})

describe('locks', () => {
  const place = { database: 'app', schema: 'public', table: 'schema_migrations' }
  test.each([
    // By `zlib.crc32` of Python.
    ['golang-migrate', place, ['1726534663', '1787120056']],
    ['sqlx', place, ['3469795979745788610']],
    ['sqlx', { ...place, database: 'größe' }, ['1581780532360263566']],
    ['prisma', place, ['72707369']],
    ['goose', place, ['4097083626']],
    ['dbmate', place, []],
    ['drizzle', place, []],
    ['diesel', place, []],
  ])('%s of %o: %o', async (format, place, keys) => {
    const found = recordOf(format).writing.lockKeys(place)
    expect(found).toEqual(keys)
    for (const key of found) await session.query('select pg_catalog.pg_advisory_xact_lock($1)', [key])
  })

  test('golang-migrate says the same of itself', () => {
    // A row of its own TestGenerateAdvisoryLockId.
    const place = { database: 'database_name', schema: 'schema_name_1', table: 'schema_name_2' }
    expect(recordOf('golang-migrate').writing.lockKeys(place)).toContain('3743845847')
  })
})

describe('Drizzle', () => {
  const { writing, ...record } = recordOf('drizzle')
  const columns = formatNamed('drizzle').history('postgres')?.columns
  const named = `${columns}, name text, applied_at timestamp with time zone default now()`
  const folder = (...names: readonly string[]) =>
    read('drizzle', Object.fromEntries(names.map(name => [`${name}/migration.sql`, `-- ${name}`])))

  test('fills in the name where its table has one', async () => {
    const table = await newTable('drizzle', named)
    const migrations = folder('20240131120000_one')
    for (const migration of migrations)
      await send(writing.applied(table, migration, { durationMs, migrations }))
    expect(await asStored(table, 'id, created_at, name, applied_at <= now()')).toEqual([
      '(1,1706702400000,20240131120000_one,t)',
    ])
  })

  test('finds what its older layout wrote, to the second', async () => {
    const table = await newTable('drizzle')
    const migrations = folder('20240131120000_one', '20240131120001_two')
    await session.script(`insert into ${table} (hash, created_at) values ('x', 1706702400123)`)
    const rows = await rowsOf('drizzle')
    expect(record.applied(rows, migrations)).toEqual(migrations.slice(0, 1))
    await send(writing.reverted(table, migrations[0] as Migration, migrations))
    expect(await rowsOf('drizzle')).toEqual([])
  })

  test('tells those of one second apart by their hash', async () => {
    const table = await newTable('drizzle')
    const migrations = folder('20240131120000_one', '20240131120000_two')
    const [one, two] = migrations as readonly [Migration, Migration]
    const told = { durationMs, migrations }
    await send(writing.applied(table, two, told))
    expect(record.applied(await rowsOf('drizzle'), migrations)).toEqual([two])
    await send([...writing.applied(table, one, told), ...writing.reverted(table, two, migrations)])
    expect(record.applied(await rowsOf('drizzle'), migrations)).toEqual([one])
  })

  test('takes the hash of the file, whatever is sent of it', async () => {
    const table = await newTable('drizzle')
    const text = 'select 1\n--> statement-breakpoint\nselect 2'
    const [migration] = read('drizzle', { '20240131120000_one/migration.sql': text }) as readonly [Migration]
    expect(migration.up.text).not.toBe(text)
    await send(writing.applied(table, migration, { durationMs, migrations: [migration] }))
    expect(await asStored(table, 'hash')).toEqual([
      '(b3434ec628c1d1466f21f6a9697ccad328e90b9a5241966b3ef5ee6bab82cc48)',
    ])
  })

  test('refuses what has no moment', () => {
    const migrations = folder('first')
    expect(() => writing.applied('t', migrations[0] as Migration, { durationMs, migrations })).toThrow(
      'm/first/migration.sql has no moment',
    )
  })
})

test('Prisma keeps the tries that it took back itself', async () => {
  const { writing } = recordOf('prisma')
  const table = await newTable('prisma')
  const migrations = read('prisma', { '1_a/migration.sql': '' })
  const [migration] = migrations as readonly [Migration]
  await session.script(`insert into ${table} (id, checksum, migration_name, rolled_back_at)
    values ('x', 'y', '1_a', now())`)
  await send([
    ...writing.applied(table, migration, { durationMs, migrations }),
    ...writing.reverted(table, migration, migrations),
  ])
  expect(await asStored(table, 'id')).toEqual(['(x)'])
})
