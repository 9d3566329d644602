import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const goose = '-- +goose Up\nCREATE TABLE a (id int);\n'
const indented = '-- migrate:up\nCREATE TABLE a (id int);\n  -- migrate:down\nDROP TABLE a;\n'

const rows: readonly [
  name: string,
  format: string,
  base: Readonly<Record<string, string>> | null,
  added: Readonly<Record<string, string>>,
  unread: readonly string[],
][] = [
  ['a step in Go that the change adds', 'goose', { '1_a.sql': goose }, { '2_b.go': '' }, ['m/2_b.go']],
  ['a step in Go that stood before', 'goose', { '1_a.go': '' }, { '2_b.sql': goose }, []],
  ['a whole history with a step in Go', 'goose', null, { '1_a.go': '', '2_b.sql': goose }, []],
  ['a whole history with a file that dbmate refuses', 'dbmate', null, { '1_a.sql': indented }, ['m/1_a.sql']],
]

test.each(rows)('%s', async (_, format, before, added, unread) => {
  const files = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, text]) => [`m/${name}`, bytes(text)] as const)
  const base = before === null ? null : new Map(files(before))
  const head = new Map([...(base ?? []), ...files(added)])
  const review = await check({
    folders: [{ path: 'm', format }],
    dialect: 'postgres',
    changeSet: { base, head, baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'none' },
  })
  const found = review.findings.filter(({ rule }) => rule === 'could-not-verify')
  expect(found.map(({ path }) => path)).toEqual(unread)
  expect(review.verdict).toBe(unread.length > 0 ? 'block' : 'pass')
})
