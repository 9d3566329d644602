import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { DialectName } from '../../src/dialects/registry.ts'

type Row = readonly [
  title: string,
  format: string,
  file: string,
  text: string,
  told: readonly string[],
  dialect?: DialectName,
]

const goose = (sql: string, none = false) =>
  `${none ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${sql}\n-- +goose Down\nSELECT 1;\n`
const dbmate = (sql: string) => `-- migrate:up\n${sql}\n-- migrate:down\n`
const create = 'CREATE TABLE a (id int);'
const other = 'CREATE TABLE b (id int);'

const ends = (line: number, tool: string) =>
  `nested-or-unclosed-transaction warning ${line} | COMMIT ends the transaction of ${tool}: its record of the migration stands outside, and where it is stopped in between, the migration runs again.`
const cuts = (line: number, tool: string) =>
  `nested-or-unclosed-transaction warning ${line} | COMMIT ends the transaction of ${tool}: where a later statement fails, what ran before stays, and the migration cannot be run again.`
const fails = (line: number, tool: string) =>
  `nested-or-unclosed-transaction error ${line} | The deploy fails at its end: COMMIT ends the transaction of ${tool}, whose own COMMIT then finds none.`
const stays = (line: number, tool = 'goose') =>
  `not-rerunnable warning ${line} | Where a later statement fails, this one stays without a transaction, and ${tool} stops at it when it runs the migration again.`

const concurrently = 'CREATE INDEX CONCURRENTLY i ON t (a);'

const rows: readonly Row[] = [
  ['goose wraps', 'goose', '1_a.sql', goose(`BEGIN;\n${create}\nCOMMIT;`), [ends(4, 'goose')]],
  ['a COMMIT in between', 'goose', '1_a.sql', goose(`${create}\nCOMMIT;\n${other}`), [cuts(3, 'goose')]],
  ['dbmate wraps', 'dbmate', '1_a.sql', dbmate(`BEGIN;\n${create}\nCOMMIT;`), [ends(4, 'dbmate')]],
  ['sqlx wraps', 'sqlx', '1_a.sql', `begin;\n${create}\nend;`, [ends(3, 'sqlx')]],
  ['Diesel wraps', 'diesel', '2024-01-01-000000_a/up.sql', `BEGIN;\n${create}\nCOMMIT;`, [ends(3, 'diesel')]],
  ['sqlx is told not to', 'sqlx', '1_a.sql', `-- no-transaction\nBEGIN;\n${create}\nCOMMIT;`, []],
  ['golang-migrate does not', 'golang-migrate', '1_a.up.sql', `BEGIN;\n${create}\nCOMMIT;`, []],
  ['Prisma does not', 'prisma', '20240101000000_a/migration.sql', `BEGIN;\n${create}\nCOMMIT;`, []],
  ['our own runner leaves it as it is', 'plain', '1_a.sql', `BEGIN;\n${create}\nCOMMIT;`, []],
  ['the word in a body', 'goose', '1_a.sql', goose("COMMENT ON TABLE t IS 'COMMIT';"), []],
  ['SQLite fails', 'goose', '1_a.sql', goose(`${create}\nCOMMIT;`), [fails(3, 'goose')], 'sqlite'],

  ['half of it stays', 'goose', '1_a.sql', goose(`${create}\n${concurrently}`, true), [stays(3)]],
  ['rows twice', 'goose', '1_a.sql', goose(`INSERT INTO t VALUES (1);\n${concurrently}`, true), [stays(3)]],
  ['the last one may be anything', 'goose', '1_a.sql', goose(`SET a.b = 1;\n${concurrently}`, true), []],
  [
    'out of the way first',
    'goose',
    '1_a.sql',
    goose(
      `DROP INDEX CONCURRENTLY IF EXISTS i;\n${concurrently}\nDROP INDEX CONCURRENTLY IF EXISTS j;\nCREATE INDEX CONCURRENTLY j ON t (b);`,
      true,
    ),
    [],
  ],
  [
    'two builds',
    'goose',
    '1_a.sql',
    goose(`${concurrently}\nCREATE INDEX CONCURRENTLY j ON t (b);`, true),
    [stays(3)],
  ],
  [
    'guards',
    'goose',
    '1_a.sql',
    goose(`CREATE TABLE IF NOT EXISTS a (id int);\nUPDATE t SET a = 1 WHERE b = 2;\n${concurrently}`, true),
    [],
  ],
  ['with a transaction', 'goose', '1_a.sql', goose(`${create}\n${other}`), []],
  ['our own runner knows how far it came', 'plain', '1_a.sql', `${concurrently}\n${concurrently}`, []],
]

const named = rows.map(([title, format, file, text, told, dialect = 'postgres']) => {
  return { title, format, file, text, told, dialect }
})

test.each(named)('$title ($format)', async ({ format, file, text, told, dialect }) => {
  const { findings } = await check({
    folders: [{ path: 'm', format }],
    dialect,
    changeSet: {
      base: new Map(),
      head: new Map([[`m/${file}`, new TextEncoder().encode(text)]]),
      baseRef: null,
    },
    config: configSchema.parse({}),
    shadow: { kind: 'none' },
  })
  const ours = findings.filter(
    ({ rule }) => rule === 'nested-or-unclosed-transaction' || rule === 'not-rerunnable',
  )
  expect(ours.map(({ rule, severity, line, message }) => `${rule} ${severity} ${line} | ${message}`)).toEqual(
    told,
  )
})
