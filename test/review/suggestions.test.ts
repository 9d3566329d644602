import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { suggest } from '../../src/commands/suggest.ts'
import { configSchema } from '../../src/config/config.ts'

interface Row {
  readonly title: string
  readonly format?: string
  readonly name?: string
  readonly sql: string
  /** `first-last: text` of each suggestion. */
  readonly offered: readonly string[]
}

const rows: readonly Row[] = [
  {
    title: 'a statement of several lines between others',
    sql: 'SELECT 1;\nCREATE INDEX i\n  ON orders (a);\nSELECT 2;\n',
    offered: ['2-2: CREATE INDEX CONCURRENTLY i'],
  },
  {
    title: 'CRLF: lines without their carriage return',
    sql: 'SELECT 1;\r\nCREATE INDEX i ON orders (a);\r\n',
    offered: ['2-2: CREATE INDEX CONCURRENTLY i ON orders (a);'],
  },
  {
    title: 'a fix that takes another migration is no suggestion',
    sql: 'ALTER TABLE orders ALTER a SET NOT NULL;\n',
    offered: [],
  },
  {
    title: 'a mark at the head of the file: all lines from there on',
    format: 'goose',
    name: '2_i.sql',
    sql: '-- +goose Up\nCREATE INDEX i ON orders (a);\n',
    offered: ['1-2: -- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON orders (a);'],
  },
  {
    title: 'a setting that is put before a line: the line with it',
    format: 'sqlx',
    name: '2_i.sql',
    sql: 'ALTER TABLE orders ADD b int;\n',
    offered: ["1-1: SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD b int;"],
  },
]

test.each(rows)('$title', async ({ format = 'plain', name = '2_change.sql', sql, offered }) => {
  const request = {
    folders: [{ path: 'db', format }],
    dialect: 'postgres' as const,
    changeSet: { base: null, head: new Map([[`db/${name}`, new TextEncoder().encode(sql)]]), baseRef: null },
    config: configSchema.parse({}),
  }
  const review = await check({ ...request, shadow: { kind: 'none' } })
  const found = await suggest(request, review)
  expect(found.map(({ startLine, endLine, text }) => `${startLine}-${endLine}: ${text}`)).toEqual(offered)
})
