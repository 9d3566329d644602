import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'

/** What only a migration of another tool shows: it sets no timeouts, and has its down in the same file. */
const folder = 'db/migrations'
const base = '-- +goose Up\nCREATE TABLE orders (id int PRIMARY KEY);\n-- +goose Down\nDROP TABLE orders;\n'

async function review(change: string): Promise<Review['findings']> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map([[`${folder}/00001_orders.sql`, bytes(base)]])
  const { findings } = await check({
    folders: [{ path: folder, format: 'goose' }],
    dialect: 'postgres',
    changeSet: {
      base: before,
      head: new Map([...before, [`${folder}/00002_change.sql`, bytes(change)]]),
      baseRef: 'main',
    },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
  return findings
}

test.each([
  {
    rule: 'missing-lock-timeout',
    bad: "-- +goose NO TRANSACTION\n-- +goose Up\nSET LOCAL lock_timeout = '2s';\nALTER TABLE orders ADD note text;\n-- +goose Down\nALTER TABLE orders DROP note;\n",
    mend: (bad: string, fix: string) => bad.replace(/SET LOCAL.*/, fix),
  },
  {
    rule: 'missing-lock-timeout',
    bad: '-- +goose Up\nALTER TABLE orders ADD note text;\n-- +goose Down\nALTER TABLE orders DROP note;\n',
    mend: (bad: string, fix: string) => bad.replace('Up\n', `Up\n${fix}\n`),
  },
  {
    rule: 'missing-down',
    bad: '-- +goose Up\nCREATE TABLE lines (id int);\n',
    mend: (bad: string, fix: string) => `${bad}-- +goose Down\n${fix}\n`,
  },
])(
  '$rule, and its fix leaves nothing to say',
  async ({ rule, bad, mend }) => {
    const found = await review(bad)
    expect(found).toMatchObject([{ rule, severity: 'warning' }])
    expect(found[0]?.fix).toMatch(/;$/)
    expect(await review(mend(bad, found[0]?.fix ?? ''))).toEqual([])
  },
  300_000,
)
