import { describe, expect, test } from 'vitest'
import type { HistoryRecord, HistoryRow } from '../../../src/migrations/formats/format.ts'
import { otherTools } from '../../../src/migrations/other-tools.ts'
import { formatNamed, readMigrations } from '../../../src/migrations/read.ts'
import type { Migration } from '../../../src/model/migration.ts'

/** What rows say of a folder: all that no engine is needed for. */
interface Case {
  readonly name: string
  /** Of `plain` the record is found by its table. */
  readonly format: string
  readonly table?: string
  readonly files: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly rows: readonly HistoryRow[]
  readonly applied?: readonly string[]
  readonly changed?: readonly string[]
  readonly unknown?: readonly string[]
  readonly unfinished?: readonly string[]
}

const lf = { '1_a/migration.sql': 'a\nb\n' }
const crlf = { '1_a/migration.sql': 'a\r\nb\r\n' }
/** By `sha256sum`. */
const ofLf = '911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2'
const ofCrlf = '58055bdcc73787eb88c78d36f0b4939e9c5dc1c3ad17e25cc85a6833cf1a0cab'
const prisma = (checksum: string, more: Partial<HistoryRow> = {}): HistoryRow => ({
  started_at: '1',
  migration_name: '1_a',
  checksum,
  finished_at: 'now',
  rolled_back_at: null,
  ...more,
})
const flyway = (script: string, success = 'true'): HistoryRow => ({
  installed_rank: '1',
  version: '1',
  script,
  checksum: '7',
  success,
})
const pair = { '1_a.up.sql': '', '2_b.up.sql': '' }

const cases: readonly Case[] = [
  { name: 'its own line breaks', format: 'prisma', files: lf, rows: [prisma(ofLf)], applied: ['1_a'] },
  { name: 'CRLF, recorded of LF', format: 'prisma', files: crlf, rows: [prisma(ofLf)], applied: ['1_a'] },
  { name: 'LF, recorded of CRLF', format: 'prisma', files: lf, rows: [prisma(ofCrlf)], applied: ['1_a'] },
  {
    name: 'digits without zeros',
    format: 'prisma',
    files: crlf,
    rows: [prisma('5855bdcc73787eb88c78d36f0b4939e9c5dc1c3ad17e25cc85a6833cf1acab')],
    applied: ['1_a'],
  },
  {
    name: 'another text',
    format: 'prisma',
    files: { '1_a/migration.sql': 'a\nb' },
    rows: [prisma(ofLf)],
    applied: ['1_a'],
    changed: ['1_a'],
  },
  {
    name: 'rolled back, and run again with another text',
    format: 'prisma',
    files: lf,
    rows: [prisma('x', { rolled_back_at: 'now' }), prisma(ofLf)],
    applied: ['1_a'],
  },
  {
    name: 'a try that did not end',
    format: 'prisma',
    files: lf,
    rows: [prisma(ofLf, { finished_at: null })],
    unfinished: ['1_a'],
  },
  {
    name: 'a try that did not end, and one that did',
    format: 'prisma',
    files: lf,
    rows: [prisma(ofLf, { finished_at: null }), prisma(ofLf)],
    applied: ['1_a'],
    unfinished: ['1_a'],
  },
  {
    name: 'a try that did not end, and was given up',
    format: 'prisma',
    files: lf,
    rows: [prisma(ofLf, { finished_at: null, rolled_back_at: 'now' })],
  },
  {
    name: 'a try that did not end, of a folder that is gone',
    format: 'prisma',
    files: lf,
    rows: [prisma('x', { migration_name: '0_gone', finished_at: null })],
    unknown: ['0_gone'],
  },
  {
    name: 'a folder that is gone, and one that was rolled back',
    format: 'prisma',
    files: lf,
    rows: [
      prisma('x', { migration_name: '0_gone' }),
      prisma('x', { migration_name: '0_back', rolled_back_at: 'x' }),
    ],
    unknown: ['0_gone'],
  },
  {
    name: 'the checksum of the file, placeholders and all',
    format: 'prisma',
    files: { '1_a/migration.sql': 'a\n${b}\n' },
    variables: { '${b}': 'b' },
    rows: [prisma('932bf6e9d9382d2ea71889b43f61fcd05561d2a4c13e6168c794512bd91d4837')],
    applied: ['1_a'],
  },
  { name: 'no row', format: 'golang-migrate', files: pair, rows: [] },
  {
    name: 'the row of nothing',
    format: 'golang-migrate',
    files: pair,
    rows: [{ version: '-1', dirty: 'false' }],
  },
  {
    name: 'the first that failed on its way back',
    format: 'golang-migrate',
    files: pair,
    rows: [{ version: '-1', dirty: 'true' }],
    unfinished: ['1_a'],
  },
  {
    name: 'one that failed',
    format: 'golang-migrate',
    files: pair,
    rows: [{ version: '2', dirty: 'true' }],
    applied: ['1_a'],
    unfinished: ['2_b'],
  },
  {
    name: 'one that failed, and has no file',
    format: 'golang-migrate',
    files: pair,
    rows: [{ version: '3', dirty: 'true' }],
    applied: ['1_a', '2_b'],
    unknown: ['3'],
  },
  {
    name: 'a version that no file has',
    format: 'golang-migrate',
    files: pair,
    rows: [{ version: '3', dirty: 'false' }],
    applied: ['1_a', '2_b'],
    unknown: ['3'],
  },
  {
    name: 'a row of something else',
    format: 'golang-migrate',
    files: pair,
    rows: [{ version: 'x', dirty: 'false' }],
  },
  {
    name: 'a version below zero and one with a sign',
    format: 'sqlx',
    files: { '-5_a.sql': 'a', '+6_b.sql': 'b' },
    rows: [
      { version: '-5', checksum: 'x', success: 'true' },
      { version: '6', checksum: 'x', success: 'true' },
    ],
    applied: ['-5_a', '+6_b'],
    changed: ['-5_a', '+6_b'],
  },
  {
    name: 'one that failed, and one that has no file',
    format: 'sqlx',
    files: { '1_a.sql': 'a' },
    rows: [
      { version: '1', checksum: 'x', success: 'false' },
      { version: '2', checksum: 'x', success: 'false' },
    ],
    unknown: ['2'],
    unfinished: ['1_a'],
  },
  {
    name: 'what failed',
    format: 'plain',
    table: 'flyway_schema_history',
    files: { 'V1__a.sql': '', 'V2__b.sql': '' },
    rows: [
      flyway('<< Flyway Baseline >>'),
      flyway('V1__a.sql'),
      flyway('V2__b.sql', 'false'),
      flyway('sub/V3__gone.sql'),
      flyway('V4__gone.sql', 'false'),
    ],
    applied: ['V1__a'],
    unknown: ['V3__gone'],
  },
  {
    name: 'rows of its own',
    format: 'plain',
    table: 'atlas_schema_revisions',
    files: { '1_a.sql': '' },
    rows: [
      { version: '.atlas_cloud_identifier', applied: '0', total: '0' },
      { version: '1', applied: '2', total: '2' },
      { version: '2', applied: '1', total: '1' },
    ],
    applied: ['1_a'],
    unknown: ['2'],
  },
]

describe('what rows say of files', () => {
  test.each(cases)(
    '$format: $name',
    ({
      format,
      table,
      files,
      variables = {},
      rows,
      applied = [],
      changed = [],
      unknown = [],
      unfinished = [],
    }) => {
      const record = recordOf(format, table)
      const bytes = Object.entries(files).map(([path, text]) => [`m/${path}`, Buffer.from(text)] as const)
      const { migrations } = readMigrations(
        [{ path: 'm', format }],
        new Map(bytes),
        'postgres',
        new Set(),
        variables,
      )
      const ids = (some: readonly Migration[]) => some.map(({ id }) => id)
      expect({
        applied: ids(record.applied(rows, migrations)),
        changed: ids(record.changed(rows, migrations)),
        unknown: record.unknown(rows, migrations),
        unfinished: ids(record.unfinished(rows, migrations)),
      }).toEqual({ applied, changed, unknown, unfinished })
    },
  )
})

function recordOf(format: string, table: string | undefined): HistoryRecord {
  const record = formatNamed(format).record ?? otherTools.find(other => other.table === table)
  if (record === undefined) throw new Error(`No table ${table}`)
  return record
}
