import { describe, expect, test } from 'vitest'
import type { FolderSight } from '../../../src/migrations/formats/format.ts'
import { formats } from '../../../src/migrations/formats/registry.ts'
import { unsupportedTool } from '../../../src/migrations/formats/unsupported.ts'

/** A folder by its files and their first lines, and the tools that the repository shows. */
function sight(files: Readonly<Record<string, string>>, tools: readonly string[] = []): FolderSight {
  return {
    folder: 'm',
    files: Object.keys(files),
    head: file => files[file] ?? '',
    tools: new Map(tools.map(tool => [tool, `a file names ${tool}`])),
  }
}

interface Row {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly tools?: readonly string[]
  /** Formats that recognise the folder, best first, without the plain one. */
  readonly formats: Readonly<Record<string, string>>
}

const goose = '-- +goose Up\nSELECT 1;'
const dbmate = '-- migrate:up\nSELECT 1;'
const journal = (...tags: readonly string[]) => JSON.stringify({ entries: tags.map(tag => ({ tag })) })

const rows: readonly Row[] = [
  { name: 'pairs alone', files: { '1_a.up.sql': '', '1_a.down.sql': '' }, formats: {} },
  {
    name: 'pairs, and the tool',
    files: { '1_a.up.sql': '', '1_a.down.sql': '' },
    tools: ['golang-migrate'],
    formats: { 'golang-migrate': 'likely' },
  },
  {
    name: 'pairs, and two tools',
    files: { '1_a.up.sql': '' },
    tools: ['golang-migrate', 'sqlx'],
    formats: { 'golang-migrate': 'possible', sqlx: 'possible' },
  },
  {
    name: 'numbered files, and sqlx',
    files: { '1_a.sql': '', '2_b.up.sql': '', '2_b.down.sql': '' },
    tools: ['sqlx'],
    formats: { sqlx: 'likely' },
  },
  { name: 'sqlx, and files without a number', files: { 'a.sql': '' }, tools: ['sqlx'], formats: {} },
  {
    name: 'numbered files, and two tools',
    files: { '1_a.sql': '' },
    tools: ['sqlx', 'supabase'],
    formats: { sqlx: 'possible' },
  },
  { name: 'the tool, and no pairs', files: { '1_a.sql': '' }, tools: ['golang-migrate'], formats: {} },
  {
    name: 'goose',
    files: { '1_a.sql': goose, '2_b.sql': goose.replace(' Up', ' up\r') },
    formats: { goose: 'sure' },
  },
  {
    name: 'goose in a few files',
    files: { '1_a.sql': goose, '2_b.sql': '', '3_c.sql': '' },
    formats: { goose: 'likely' },
  },
  { name: 'dbmate', files: { '1_a.sql': `-- about\n${dbmate}` }, formats: { dbmate: 'sure' } },
  {
    name: 'directives in a folder below',
    files: { 'pg/1_a.sql': goose, 'old/1_a.sql': dbmate },
    formats: {},
  },
  {
    name: 'prisma',
    files: { '1_a/migration.sql': '', 'migration_lock.toml': 'provider = "postgresql"' },
    formats: { prisma: 'sure', drizzle: 'possible' },
  },
  {
    name: 'folders with migration.sql',
    files: { '1_a/migration.sql': '' },
    formats: { prisma: 'possible', drizzle: 'possible' },
  },
  {
    name: 'folders with migration.sql, and the tool',
    files: { '1_a/migration.sql': '' },
    tools: ['drizzle'],
    formats: { prisma: 'possible', drizzle: 'likely' },
  },
  {
    name: 'drizzle since 1.0',
    files: { '1_a/migration.sql': '', '1_a/snapshot.json': '' },
    formats: { prisma: 'possible', drizzle: 'sure' },
  },
  {
    name: 'drizzle',
    files: { 'meta/_journal.json': journal('a'), 'a.sql': '' },
    formats: { drizzle: 'sure' },
  },
  {
    name: 'drizzle, and hand-numbered files',
    files: { 'meta/_journal.json': journal('a'), '1_a.sql': '', '2_b.sql': '' },
    formats: { drizzle: 'possible' },
  },
  {
    name: 'a journal that is too long to be read',
    files: { 'meta/_journal.json': journal('a').slice(0, -5), 'a.sql': '' },
    formats: { drizzle: 'sure' },
  },
  { name: 'diesel', files: { '1_a/up.sql': '', '1_a/down.sql': '' }, formats: { diesel: 'likely' } },
  {
    name: 'diesel by its setup',
    files: { '00000000000000_diesel_initial_setup/up.sql': '' },
    formats: { diesel: 'sure' },
  },
  {
    name: 'diesel by its metadata',
    files: { '1_a/up.sql': '', '1_a/metadata.toml': '' },
    formats: { diesel: 'sure' },
  },
]

test.each(rows)('$name', ({ files, tools, formats: expected }) => {
  const found = formats.flatMap(format => {
    const recognition = format.recognise(sight(files, tools))
    return recognition === null || format.name === 'plain' ? [] : [[format.name, recognition.certainty]]
  })
  expect(Object.fromEntries(found)).toEqual(expected)
})

test('the evidence is told', () => {
  const why = (name: string, files: Readonly<Record<string, string>>, tools?: readonly string[]) =>
    formats.find(format => format.name === name)?.recognise(sight(files, tools))?.why
  expect(why('prisma', { '1_a/migration.sql': '', 'migration_lock.toml': 'provider = "mysql"' })).toBe(
    'migration_lock.toml says mysql',
  )
  expect(why('golang-migrate', { '1_a.up.sql': '' }, ['golang-migrate', 'sqlx'])).toBe(
    'a file names golang-migrate, and a file names sqlx',
  )
  expect(why('goose', { '1_a.sql': goose, '2_b.sql': '' })).toBe('"-- +goose Up" in 1 of 2 .sql files')
})

describe('tools that are not read yet', () => {
  test.each<[tool: string | null, files: Readonly<Record<string, string>>, tools?: readonly string[]]>([
    ['sql-migrate', { '1_a.sql': '-- +migrate Up\nSELECT 1;\n-- +migrate Down' }],
    ['tern', { '1_a.sql': 'SELECT 1;\n---- create above / drop below ----\nSELECT 2;' }],
    ['Liquibase', { 'a.sql': '--liquibase formatted sql\n--changeset a:1' }],
    ['Liquibase', { 'a.sql': '-- Liquibase formatted SQL\r\n' }],
    ['node-pg-migrate', { '1700000000000_a.sql': '-- Up Migration\nSELECT 1;\n-- Down Migration' }],
    ['node-pg-migrate', { '1700000000000_a.sql': '-- Up Migration\nSELECT 1;' }, ['node-pg-migrate']],
    [null, { '1_a.sql': '-- Up migration\nSELECT 1;' }],
    [null, { '1_a.up.sql': '-- Up Migration\nSELECT 1;', '1_a.down.sql': '-- Down Migration' }],
    ['Sqitch', { 'sqitch.plan': '', 'deploy/a.sql': '', 'revert/a.sql': '' }],
    ['Ory popx', { '1_a.postgres.up.sql': '', '1_a.mysql.up.sql': '' }],
    ['Ory popx', { '1_a.sqlite3.autocommit.up.sql': '' }],
    ['Flyway undo migrations', { 'V1__a.sql': '', 'U1__a.sql': '' }],
    ['db-migrate', { 'sqls/1-a-up.sql': '', 'sqls/1-a-down.sql': '' }],
    ['Postgrator', { '1.do.sql': '', '1.undo.sql': '' }],
    ['Hasura', { '1_a/up.sql': '', '1_a/down.sql': '' }, ['hasura']],
    [null, { '1_a/up.sql': '', '1_a/down.sql': '' }, ['hasura', 'diesel']],
    [
      null,
      { '1_a.sql': '-- migrate:up\n-- +goose Up', '1_a.up.sql': '', '1_a.down.sql': '', 'V1__x.sql': '' },
    ],
  ])('%s: %j', (tool, files, tools) => {
    expect(unsupportedTool(sight(files, tools))?.tool ?? null).toBe(tool)
  })
})
