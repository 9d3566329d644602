import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'

const goose = (up: string, down: string) => `-- +goose Up\n${up}\n\n-- +goose Down\n${down}`

const dbmate = (up: string, down: string) => `-- migrate:up\n${up}\n\n-- migrate:down\n${down}`

const rows = [
  {
    name: 'the directive of dbmate is no part of the down, and lines still count in the file',
    format: 'dbmate',
    text: dbmate('CREATE TABLE a (id int);', '\nDROP TABLE b;\n'),
    sql: /^DROP TABLE b;$/,
    findings: ['error 6'],
  },
  {
    name: 'a remark above the down is part of it',
    format: 'dbmate',
    text: dbmate('CREATE TABLE a (id int);', '-- back\nDROP TABLE a;\n'),
    sql: /^-- back\nDROP TABLE a;$/,
    findings: [],
  },
  {
    name: 'a down that fails is told by its line in the file',
    text: goose('CREATE TABLE a (id int);', '\nDROP TABLE b;\n'),
    sql: /^DROP TABLE b;$/,
    findings: ['error 6'],
  },
  {
    name: 'a down that leaves something behind is told where it begins',
    text: goose('CREATE TABLE a (id int);\nCREATE TABLE b (id int);', '-- back\nDROP TABLE b;'),
    sql: /^-- back\nDROP TABLE b;$/,
    findings: ['error 7'],
  },
  {
    name: 'an empty section is told where it stands',
    text: goose('CREATE TABLE a (id int);', '-- nothing\n'),
    sql: /^-- nothing$/,
    findings: ['warning 5'],
  },
  {
    name: 'an empty section without a word is told behind the up',
    text: goose('CREATE TABLE a (id int);', ''),
    sql: /^$/,
    findings: ['warning 3'],
  },
  {
    name: 'a down that leads back',
    text: goose('CREATE TABLE a (id int);', 'DROP TABLE a;\n'),
    sql: /^DROP TABLE a;$/,
    findings: [],
  },
]

test.each(rows)('$name', async ({ format = 'goose', text, sql, findings }) => {
  const head = new Map([['migrations/1_a.sql', new TextEncoder().encode(text)]])
  const review = await check({
    folders: [{ path: 'migrations', format }],
    dialect: 'postgres',
    changeSet: { base: new Map(), head, baseRef: null },
    config: configSchema.parse({ limits: { check: 120_000 } }),
    shadow: { kind: 'embedded' },
  })
  const [migration] = review.migrations
  expect(migration?.down.path).toBe(migration?.path)
  expect(migration?.down.sql).toMatch(sql)
  const told = review.findings.filter(({ rule }) => rule === 'down-does-not-restore')
  expect(told.map(({ severity, line }) => `${severity} ${line}`)).toEqual(findings)
})
