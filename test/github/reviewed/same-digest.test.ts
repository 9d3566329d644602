import { describe, expect, test } from 'vitest'
import { check } from '../../../src/commands/check.ts'
import { configSchema } from '../../../src/config/config.ts'
import { planMigrations } from '../../../src/deploy/plan.ts'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { readMigrations } from '../../../src/migrations/read.ts'

type Files = Readonly<Record<string, string>>

const files = (all: Files) =>
  new Map(Object.entries(all).map(([name, text]) => [`m/${name}`, Buffer.from(text)]))

/** As an apply plans the migrations of a tree, by their ids. */
async function planned(format: string, tree: Files, keepsData = false): Promise<ReadonlyMap<string, string>> {
  const { migrations } = readMigrations([{ path: 'm', format }], files(tree), 'postgres')
  const plan = await planMigrations(postgres, migrations, keepsData)
  return new Map(plan.map(({ key, digest }) => [key.id, digest]))
}

/** What a check of a change says of its migrations, by their ids. */
async function digests(
  format: string,
  before: Files | null,
  change: Files,
  keepsData = false,
): Promise<Map<string, string>> {
  const base = before === null ? null : files(before)
  const review = await check({
    folders: [{ path: 'm', format }],
    dialect: 'postgres',
    changeSet: { base, head: new Map([...(base ?? []), ...files(change)]), baseRef: null },
    config: configSchema.parse({ apply: { 'keep-data': keepsData } }),
    shadow: { kind: 'none' },
  })
  return new Map(review.migrations.map(({ id, digest }) => [id, digest]))
}

interface Row {
  readonly format: string
  readonly old: Files
  readonly reviewed: Files
  /** What was merged between the review and the merge. */
  readonly other: Files
  readonly id: string
}

const rows: readonly Row[] = [
  {
    format: 'plain',
    old: { '1_a.sql': 'SELECT 1;' },
    reviewed: { '3_c.sql': 'BEGIN; SELECT 3; COMMIT;', '3_c.down.sql': 'SELECT 4;' },
    other: { '2_b.sql': 'SELECT 2;', '4_d.sql': 'SELECT 4;' },
    id: '3_c',
  },
  {
    format: 'goose',
    old: { '1_a.sql': '-- +goose Up\nSELECT 1;\n' },
    reviewed: { '3_c.sql': '-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 3;\n-- +goose Down\nSELECT 4;\n' },
    other: { '2_b.sql': '-- +goose Up\nSELECT 2;\n' },
    id: '3_c',
  },
]

describe.each(rows)('a digest of $format', ({ format, old, reviewed, other, id }) => {
  test('is the same on the pull request, in the queue and on the merged tree', async () => {
    const onPullRequest = await digests(format, old, reviewed)
    const digest = onPullRequest.get(id)
    expect([...onPullRequest.keys()]).toEqual([id])
    expect((await digests(format, { ...old, ...other }, reviewed)).get(id)).toBe(digest)
    expect((await planned(format, { ...old, ...other, ...reviewed })).get(id)).toBe(digest)
  })

  test('is another one where the merge left another text', async () => {
    const merged = Object.fromEntries(
      Object.entries(reviewed).map(([name, text]) => [name, `${text}\n-- !\n`]),
    )
    const digest = (await digests(format, old, reviewed)).get(id)
    expect((await planned(format, { ...old, ...merged })).get(id)).toMatch(/^sha256:/)
    expect((await planned(format, { ...old, ...merged })).get(id)).not.toBe(digest)
  })
})

test('a digest of what drops tells whether data is kept, that of anything else does not', async () => {
  const change = { '2_drop.sql': 'ALTER TABLE a DROP COLUMN b;', '3_add.sql': 'CREATE TABLE c ();' }
  const [lost, kept] = [await digests('plain', {}, change), await digests('plain', {}, change, true)]
  expect(kept.get('2_drop')).not.toBe(lost.get('2_drop'))
  expect(kept.get('3_add')).toBe(lost.get('3_add'))
  expect(await planned('plain', change)).toEqual(lost)
  expect(await planned('plain', change, true)).toEqual(kept)
})
