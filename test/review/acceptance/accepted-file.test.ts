import { expect, test } from 'vitest'
import { type Change, review, told } from './reviewing.ts'

const files = { '2_drop.sql': 'DROP TABLE a;\nDROP TABLE b;\n', '2_drop.down.sql': '-- gone\n' }
const other = `sha256:${'0'.repeat(64)}`

/** The digest of the only migration in review. */
async function digestOf(change: Change): Promise<string> {
  return (await review(change)).migrations[0]?.digest ?? ''
}

const digest = await digestOf({ files })

const entry = (keys: Readonly<Record<string, string | number>>) =>
  `- ${Object.entries({
    migration: '2_drop',
    digest,
    rule: 'drop-table',
    reason: 'nobody reads them',
    ...keys,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n  ')}\n`

const both = ['drop-table 1 = nobody reads them', 'drop-table 2 = nobody reads them']
const none = ['drop-table 1', 'drop-table 2']

const rows: readonly [name: string, accepted: string, told: readonly string[], says?: readonly string[]][] = [
  ['an empty file', '', none],
  ['an entry that fits', entry({}), both],
  ['on one line of the migration', entry({ line: 2 }), ['drop-table 1', 'drop-table 2 = nobody reads them']],
  ['until tomorrow', entry({ until: '2030-06-16' }), both],
  [
    'until yesterday',
    entry({ until: '2030-06-14' }),
    [...none, 'expired-acceptance 1'],
    ['until 2030-06-14'],
  ],
  [
    'the digest of another text, with the right one',
    entry({ digest: other }),
    [...none, 'invalid-acceptance 1'],
    ['another text', `Write \`digest: ${digest}\`.`],
  ],
  [
    'no digest, with the right one',
    `- migration: 2_drop\n  rule: drop-table\n  reason: x\n`,
    [...none, 'invalid-acceptance 1'],
    ['no digest', `Write \`digest: ${digest}\`.`],
  ],
  [
    'the id of another migration',
    entry({ migration: '2_dorp' }),
    [...none, 'invalid-acceptance 1'],
    ['another migration', 'Write `migration: "2_drop"`.'],
  ],
  [
    'no reason',
    entry({ reason: '""' }),
    [...none, 'invalid-acceptance 4'],
    ['`reason` is', 'expected a reason'],
  ],
  [
    'a reason left out',
    `- migration: 2_drop\n  rule: drop-table\n  digest: ${digest}\n`,
    [...none, 'invalid-acceptance 1'],
  ],
  [
    'an unknown rule',
    `# ours\n${entry({ rule: 'drop-tabel' })}`,
    [...none, 'invalid-acceptance 4'],
    ['`rule` is `drop-tabel`. Did you mean `drop-table`?'],
  ],
  [
    'an unknown key',
    entry({ untill: '2030-06-16' }),
    [...none, 'invalid-acceptance 5'],
    ['`untill` is not a key of an accepted danger. Did you mean `until`?'],
  ],
  ['no day', entry({ until: '2030-02-30' }), [...none, 'invalid-acceptance 5'], ['expected a date']],
  ['a word for an entry', '- drop-table\n', [...none, 'invalid-acceptance 1'], ['Expected keys and values']],
  [
    'a wrong entry beside a right one',
    `- {}\n${entry({})}`,
    [...both, 'invalid-acceptance 1', 'invalid-acceptance 1', 'invalid-acceptance 1'],
  ],
  ['its own rules', entry({ rule: 'unused-acceptance' }), none],
  [
    'a migration that is not in review',
    entry({ migration: '1_base', digest: other, rule: 'no-such-rule' }),
    none,
  ],
  ['what is not found, and was not run', entry({ rule: 'truncate' }), none],
]

test.each(rows)('%s', async (_, accepted, expected, says = []) => {
  const found = await review({ base: { '1_base.sql': 'SELECT 1;' }, files, accepted })
  expect(told(found).filter(it => !it.startsWith('down-'))).toEqual(expected)
  const problems = found.findings.filter(({ rule }) => rule.endsWith('-acceptance'))
  for (const { path } of problems) expect(path).toBe('accepted.yml')
  for (const part of says)
    expect(problems.map(({ message, fix }) => `${message} ${fix}`).join()).toContain(part)
})

test('what is not found after a run is unused', async () => {
  const base = { '1_base.sql': 'CREATE TABLE a (id int);' }
  const added = {
    '2_add.sql': 'ALTER TABLE a ADD COLUMN b int;',
    '2_add.down.sql': 'ALTER TABLE a DROP COLUMN b;',
  }
  const change = { base, files: added, run: true } as const
  const accepted = `- migration: 2_add\n  digest: ${await digestOf(change)}\n  rule: drop-table\n  reason: x\n`
  expect(told(await review({ ...change, accepted }))).toEqual(['unused-acceptance 1'])
})

test('the way back is accepted there too, and the digest speaks of both ways', async () => {
  const base = { '1_base.sql': 'CREATE TABLE a (id int);' }
  const added = { '2_b.sql': 'ALTER TABLE a ADD COLUMN b int;', '2_b.down.sql': 'SELECT 1;' }
  const change = { base, files: added, run: true } as const
  const accepted = `- migration: 2_b\n  digest: ${await digestOf(change)}\n  rule: down-does-not-restore\n  reason: by hand\n`
  const found = await review({ ...change, accepted })
  expect(told(found)).toEqual(['down-does-not-restore 1 = by hand'])
  expect(found.findings.find(({ suppressed }) => suppressed !== null)?.acceptedBy).toEqual({
    kind: 'file',
    path: 'accepted.yml',
    line: 1,
    until: null,
  })
  const edited = { ...added, '2_b.down.sql': 'SELECT 2;' }
  expect(told(await review({ ...change, files: edited, accepted }))).toEqual([
    'down-does-not-restore 1',
    'invalid-acceptance 1',
  ])
})

test.each([
  ['no list', 'migration: x\n', 'expected a list of entries'],
  ['no YAML', '- [a\n', 'accepted.yml:2: this is not YAML'],
])('%s is refused', async (_, accepted, says) => {
  await expect(async () => review({ files, accepted })).rejects.toThrow(says)
})
