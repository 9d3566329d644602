import { describe, expect, test } from 'vitest'
import { appliedOn } from '../../src/migrations/applied.ts'
import { formats } from '../../src/migrations/formats/registry.ts'
import type { Migration } from '../../src/model/migration.ts'

const delivery = { transaction: 'wrapped', oneString: false, runner: 'theirs' } as const

function migration(format: string, id: string, stamp?: number): Migration {
  const up = { path: `m/${id}.sql`, text: '' }
  return { id, format, up, down: null, ...delivery, ...(stamp === undefined ? {} : { stamp }) }
}

type Row = Record<string, string | null>

interface Case {
  readonly format: string
  readonly table: string
  readonly rows: readonly Row[]
  readonly ids: readonly (readonly [id: string, stamp?: number])[]
  readonly applied: readonly string[]
}

const golang = [['1_a'], ['2_b'], ['10_c']] as const
const cases: readonly Case[] = [
  {
    format: 'golang-migrate',
    table: 'public.schema_migrations',
    rows: [{ version: '2', dirty: 'false' }],
    ids: golang,
    applied: ['1_a', '2_b'],
  },
  {
    format: 'golang-migrate',
    table: 'schema_migrations',
    rows: [{ version: '10', dirty: 'true' }],
    ids: golang,
    applied: ['1_a', '2_b'],
  },
  { format: 'golang-migrate', table: 'schema_migrations', rows: [], ids: golang, applied: [] },
  {
    format: 'goose',
    table: 'public.goose_db_version',
    rows: [
      { id: '10', version_id: '2', is_applied: 'false' },
      { id: '9', version_id: '2', is_applied: 'true' },
      { id: '8', version_id: '1', is_applied: 'true' },
    ],
    ids: [['00001_a'], ['00002_b'], ['00003_c']],
    applied: ['00001_a'],
  },
  {
    format: 'dbmate',
    table: 'public.schema_migrations',
    rows: [{ version: '20240101' }],
    ids: [['20240101_a'], ['20240102_b']],
    applied: ['20240101_a'],
  },
  {
    format: 'prisma',
    table: 'public._prisma_migrations',
    rows: [
      { started_at: '1', migration_name: '1_a', checksum: 'x', finished_at: 'now', rolled_back_at: null },
      { started_at: '2', migration_name: '2_b', checksum: 'x', finished_at: null, rolled_back_at: null },
      { started_at: '3', migration_name: '3_c', checksum: 'x', finished_at: 'now', rolled_back_at: 'now' },
    ],
    ids: [['1_a'], ['2_b'], ['3_c']],
    applied: ['1_a'],
  },
  {
    format: 'drizzle',
    table: 'drizzle.__drizzle_migrations',
    rows: [
      { created_at: '200', hash: 'b' },
      { created_at: '100', hash: 'a' },
    ],
    ids: [
      ['0000_a', 100],
      ['0001_b', 200],
      ['0002_c', 300],
    ],
    applied: ['0000_a', '0001_b'],
  },
  {
    format: 'drizzle',
    table: 'drizzle.__drizzle_migrations',
    rows: [{ created_at: String(Date.UTC(2024, 0, 31, 12, 0, 5)), hash: 'a' }],
    ids: [['20240131120005_a'], ['20240131120006_b']],
    applied: ['20240131120005_a'],
  },
  {
    format: 'diesel',
    table: '__diesel_schema_migrations',
    rows: [{ version: '20200907231141' }],
    ids: [['2020-09-07-231141_add'], ['2020-09-08-000000_more']],
    applied: ['2020-09-07-231141_add'],
  },
  {
    format: 'sqlx',
    table: '_sqlx_migrations',
    rows: [
      { version: '1', checksum: '\\x00', success: 'true' },
      { version: '2', checksum: '\\x00', success: 'false' },
    ],
    ids: [['0001_a'], ['0002_b']],
    applied: ['0001_a'],
  },
  {
    format: 'plain',
    table: 'public.flyway_schema_history',
    rows: [
      { installed_rank: '1', version: '1', script: 'V1__a.sql', checksum: '7', success: 'true' },
      { installed_rank: '2', version: '2', script: 'V2__b.sql', checksum: '7', success: 'false' },
    ],
    ids: [['V1__a'], ['V2__b']],
    applied: ['V1__a'],
  },
  {
    format: 'plain',
    table: 'supabase_migrations.schema_migrations',
    rows: [{ version: '20240101000000', name: 'a' }],
    ids: [['20240101000000_a'], ['20240102000000_b']],
    applied: ['20240101000000_a'],
  },
  {
    format: 'plain',
    table: 'atlas_schema_revisions.atlas_schema_revisions',
    rows: [
      { version: '20240101', applied: '2', total: '2' },
      { version: '20240102', applied: '1', total: '2' },
    ],
    ids: [['20240101_a'], ['20240102_b']],
    applied: ['20240101_a'],
  },
]

describe('what a target has run', () => {
  test.each(cases)('$format by $table: $applied', ({ format, table, rows, ids, applied }) => {
    const migrations = ids.map(([id, stamp]) => migration(format, id, stamp))
    const found = appliedOn([{ table, rows: rows.map(row => ({ ...row })) }], migrations)
    expect([...(found ?? [])].map(({ id }) => id)).toEqual(applied)
  })

  test('is unknown where no table of the tool stands there, or one of other columns', () => {
    const one = [migration('goose', '1_a')]
    expect(appliedOn([], one)).toBeNull()
    expect(appliedOn([{ table: 'public.schema_migrations', rows: [] }], one)).toBeNull()
    expect(appliedOn([{ table: 'public.goose_db_version', rows: [{ other: '1' }] }], one)).toBeNull()
  })

  test('has a reader for every format that keeps a table', () => {
    for (const { name, history, record } of formats)
      expect([name, record?.table ?? null]).toEqual([
        name,
        history('postgres')?.name.split('.').at(-1) ?? null,
      ])
  })
})
