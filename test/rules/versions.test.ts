import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

type Files = Readonly<Record<string, string>>

/** What the two rules say of a change, by the files alone: `rule severity path | message | fix`. */
async function told(format: string, before: Files | null, added: Files): Promise<readonly string[]> {
  const files = (all: Files) => Object.entries(all).map(([name, text]) => [`m/${name}`, bytes(text)] as const)
  const base = before === null ? null : new Map(files(before))
  const { findings } = await check({
    folders: [{ path: 'm', format }],
    dialect: 'postgres',
    changeSet: { base, head: new Map([...(base ?? []), ...files(added)]), baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'none' },
  })
  return findings
    .filter(({ rule }) => rule === 'out-of-order-version' || rule === 'duplicate-version')
    .map(({ rule, severity, path, message, fix }) => `${rule} ${severity} ${path} | ${message} | ${fix}`)
}

const sql = 'CREATE TABLE t (id int);\n'
const goose = `-- +goose Up\n${sql}`
const dbmate = `-- migrate:up\n${sql}-- migrate:down\n`

const skipped = (newest: string, name: string, tool = 'golang-migrate') =>
  `Databases that have run ${newest} never get this: ${tool} passes over what comes before the newest version that ran, without a word. | Rename it to ${name}, so that it comes after ${newest}.`
const late = (newest: string) =>
  `Databases that have run ${newest} get this after it, new ones before it: the two may end up different.`

const journal = (...entries: readonly (readonly [tag: string, when: number])[]) =>
  JSON.stringify({ entries: entries.map(([tag, when], idx) => ({ idx, tag, when })) })

const rows: readonly [title: string, format: string, Files | null, Files, readonly string[]][] = [
  [
    'golang-migrate passes over a lower number',
    'golang-migrate',
    { '1_a.up.sql': sql, '3_c.up.sql': sql },
    { '2_b.up.sql': sql, '4_d.up.sql': sql },
    [`out-of-order-version error m/2_b.up.sql | ${skipped('3_c', '4_b')}`],
  ],
  ['numbers are compared as numbers', 'golang-migrate', { '9_a.up.sql': sql }, { '10_b.up.sql': sql }, []],
  [
    'the width of a sequence is kept',
    'golang-migrate',
    { '0001_a.up.sql': sql, '0009_c.up.sql': sql },
    { '0002_b.up.sql': sql },
    [`out-of-order-version error m/0002_b.up.sql | ${skipped('0009_c', '0010_b')}`],
  ],
  [
    'goose refuses',
    'goose',
    { '20240101000000_a.sql': goose, '20240301000000_c.sql': goose },
    { '20240201000000_b.sql': goose },
    [
      'out-of-order-version error m/20240201000000_b.sql | The deploy stops here: goose refuses what comes before 20240301000000_c, where that ran already. | Rename it so that it comes after 20240301000000_c.',
    ],
  ],
  [
    'dbmate runs it late',
    'dbmate',
    { '20240301000000_c.sql': dbmate },
    { '20240201000000_b.sql': dbmate },
    [
      `out-of-order-version warning m/20240201000000_b.sql | ${late('20240301000000_c')} | Rename it so that it comes after 20240301000000_c.`,
    ],
  ],
  [
    'Prisma runs it late',
    'prisma',
    { '20240301000000_c/migration.sql': sql },
    { '20240201000000_b/migration.sql': sql },
    [
      `out-of-order-version warning m/20240201000000_b/migration.sql | ${late('20240301000000_c')} | Rename it so that it comes after 20240301000000_c.`,
    ],
  ],
  [
    'Drizzle looks at the moments in its journal, not at the order',
    'drizzle',
    { '0000_a.sql': sql, '0001_b.sql': sql, 'meta/_journal.json': journal(['0000_a', 900], ['0001_b', 200]) },
    {
      '0002_c.sql': sql,
      'meta/_journal.json': journal(['0000_a', 900], ['0001_b', 200], ['0002_c', 300]),
    },
    [
      'out-of-order-version error m/0002_c.sql | Databases that have run 0000_a never get this: drizzle passes over what has no later "when" in its journal, without a word. | Remove 0002_c and its entry in the journal, and let drizzle-kit generate it anew on top of 0000_a.',
    ],
  ],
  [
    'Drizzle with a later moment',
    'drizzle',
    { '0000_a.sql': sql, 'meta/_journal.json': journal(['0000_a', 100]) },
    { '0001_b.sql': sql, 'meta/_journal.json': journal(['0000_a', 100], ['0001_b', 101]) },
    [],
  ],
  [
    'Drizzle with the same moment',
    'drizzle',
    { '0000_a.sql': sql, 'meta/_journal.json': journal(['0000_a', 100]) },
    { '0001_b.sql': sql, 'meta/_journal.json': journal(['0000_a', 100], ['0001_b', 100]) },
    [
      'out-of-order-version error m/0001_b.sql | Databases that have run 0000_a never get this: drizzle passes over what has no later "when" in its journal, without a word. | Remove 0001_b and its entry in the journal, and let drizzle-kit generate it anew on top of 0000_a.',
    ],
  ],
  [
    'Drizzle 1.0 knows names',
    'drizzle',
    drizzleStep('20240301000000_c'),
    drizzleStep('20240401000000_d'),
    [],
  ],
  [
    'Drizzle 1.0 runs it late',
    'drizzle',
    drizzleStep('20240301000000_c'),
    drizzleStep('20240201000000_b'),
    [
      `out-of-order-version warning m/20240201000000_b/migration.sql | ${late('20240301000000_c')} | Rename it so that it comes after 20240301000000_c.`,
    ],
  ],
  [
    'a whole history is in no order but its own',
    'golang-migrate',
    null,
    { '1_a.up.sql': sql, '2_b.up.sql': sql },
    [],
  ],
  [
    'the same number as one of the base, behind it',
    'plain',
    { '0007_add_a.sql': sql },
    { '0007_add_b.sql': sql },
    [
      'duplicate-version warning m/0007_add_b.sql | 0007_add_a bears the same number: that it comes first is by chance. | Give this one the next number.',
    ],
  ],
  [
    'the same number, before it: one finding',
    'plain',
    { '0007_add_b.sql': sql },
    { '0007_add_a.sql': sql },
    [
      `out-of-order-version warning m/0007_add_a.sql | ${late('0007_add_b')} | Rename it to 0008_add_a, so that it comes after 0007_add_b.`,
    ],
  ],
  [
    'parts of one number that are counted',
    'prisma',
    { '20240528214728_index_01/migration.sql': sql },
    { '20240528214728_index_02/migration.sql': sql, '20240528214728_index_11/migration.sql': sql },
    [],
  ],
  [
    'counted, but not as they sort',
    'prisma',
    { '20240528214728_index_2/migration.sql': sql },
    { '20240528214728_index_3b/migration.sql': sql },
    [
      'duplicate-version warning m/20240528214728_index_3b/migration.sql | 20240528214728_index_2 bears the same number: that it comes first is by chance. | Give this one the next number.',
    ],
  ],
  [
    'several of one day',
    'plain',
    { '20240507_a.sql': sql, '2024-05-07-a.sql': sql },
    { '20240507_b.sql': sql },
    [],
  ],
  ['the same number in another folder', 'plain', { 'a/1_x.sql': sql }, { 'b/1_y.sql': sql }, []],
  ['no number at all', 'plain', { 'a.sql': sql }, { 'b.sql': sql }, []],
]

test.each(rows)('%s', async (_, format, before, added, expected) => {
  expect(await told(format, before, added)).toEqual(expected)
})

test('a tool that takes each version once stops the check', async () => {
  await expect(told('goose', { '7_a.sql': goose }, { '7_b.sql': goose })).rejects.toThrow(
    'm/7_b.sql has the same version as 7_a.sql, and goose takes each version once.',
  )
})

function drizzleStep(name: string): Files {
  return { [`${name}/migration.sql`]: sql, [`${name}/snapshot.json`]: '{}' }
}
