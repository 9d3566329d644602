import { expect, test } from 'vitest'
import { configSchema } from '../../src/config/config.ts'
import { readConfig } from '../../src/config/load.ts'
import { failClosed } from '../../src/config/rules.ts'
import { ruleIds } from '../../src/rules/ids.ts'
import { rules } from '../../src/rules/registry.ts'

const refused: readonly [name: string, text: string, says: readonly string[]][] = [
  [
    'an unknown rule',
    'rules:\n  drop-tabel: off\n',
    ['c.yml:2: `drop-tabel` is not a rule. Did you mean `drop-table`?'],
  ],
  [
    'an unknown severity',
    'rules:\n  drop-table: fatal\n',
    ['c.yml:2: ', 'Allowed: off, notice, warning, error.'],
  ],
  ['a list of rules', 'rules: [drop-table]\n', ['c.yml:1: `rules` is', 'Expected keys and values.']],
  ['an unknown preset', 'rule-presets: [styl]\n', ['c.yml:1: ', 'Allowed: style, policy.']],
  [
    'an unknown rule among the forbidden',
    'acceptance:\n  forbidden:\n    - truncate\n    - drop-tabel\n',
    ['c.yml:4: `acceptance.forbidden.1` is `drop-tabel`. Did you mean `drop-table`?'],
  ],
  [
    'an unknown key of acceptance',
    'acceptance:\n  forbiden: []\n',
    ['c.yml:2: `forbiden` is not a key', 'Did you mean `forbidden`?'],
  ],
  ['another word for forks', 'acceptance: { in-forks: everything }\n', ['Allowed: warnings, nothing.']],
  [
    'a word for yes',
    'acceptance: { inline: maybe }\n',
    ['`acceptance.inline` is `maybe`. Expected true or false.'],
  ],
  ...[...failClosed].flatMap(rule =>
    ['off', 'notice', 'warning'].map((level): (typeof refused)[number] => [
      `${rule} as ${level}`,
      `rules:\n  ${rule}: ${level}\n`,
      [`c.yml:2: \`rules.${rule}\` is \`${level}\`. it is always an error`],
    ]),
  ),
]

test.each(refused)('%s is refused', (_, text, says) => {
  let message = ''
  try {
    readConfig(text, 'c.yml')
  } catch (error) {
    message = (error as Error).message
  }
  for (const part of says) expect(message).toContain(part)
})

test('nothing is said of rules by default', () => {
  const { rules: levels, 'rule-presets': presets, acceptance } = configSchema.parse({})
  expect([levels, presets]).toEqual([{}, []])
  expect(acceptance).toEqual({ forbidden: [], inline: true, 'in-forks': 'warnings' })
})

test('each rule may be named, and a rule that fails closed as what it is', () => {
  const levels = Object.fromEntries(ruleIds.map(id => [id, failClosed.has(id) ? 'error' : 'off']))
  expect(configSchema.parse({ rules: levels }).rules).toEqual(levels)
  expect(ruleIds).toEqual(rules.map(({ id }) => id))
})
