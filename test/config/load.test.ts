import { describe, expect, test } from 'vitest'
import { configSchema } from '../../src/config/config.ts'
import { foldersOf, listOf, mergeInputs, readConfig, shadowOf } from '../../src/config/load.ts'
import { UserError } from '../../src/model/errors.ts'
import { nearest } from '../../src/model/nearest.ts'

const path = '.migration-gate.yml'

describe('readConfig refuses, and says what to change', () => {
  const rows: readonly { name: string; text: string; says: readonly string[] }[] = [
    {
      name: 'an unknown key, with the one that is meant',
      text: 'fail-on: error\nunverifable: block\n',
      says: [`${path}:2: \`unverifable\` is not a key of the configuration. Did you mean \`unverifiable\`?`],
    },
    {
      name: 'an unknown key like nothing known, with all that are',
      text: 'colour: blue\n',
      says: [`${path}:1: `, 'Known: dir, dialect, format-name, fail-on'],
    },
    {
      name: 'an underscore for a hyphen',
      text: 'fail_on: error\n',
      says: ['Did you mean `fail-on`?'],
    },
    {
      name: 'an unknown key below another',
      text: 'limits:\n  statement: 10\n  statements: 20\n',
      says: [`${path}:3: \`statements\` is not a key`, 'Did you mean `statement`?'],
    },
    {
      name: 'a value out of its set, with the set',
      text: '\nfail-on: errors\n',
      says: [`${path}:2: \`fail-on\` is \`errors\`. Allowed: error, warning, never.`],
    },
    {
      name: 'a wrong type',
      text: 'limits:\n  check: long\n',
      says: [`${path}:2: \`limits.check\` is \`long\`. Expected a number.`],
    },
    {
      name: 'a number that is too small',
      text: 'limits: { memory: 1 }\n',
      says: ['`limits.memory` is `1`. Expected at least 67108864.'],
    },
    {
      name: 'a form that fits none of several',
      text: 'dir: 5\n',
      says: [`${path}:1: \`dir\` is \`5\`. Expected text or a list.`],
    },
    {
      name: 'a value with a line break',
      text: 'variables:\n  schema: app\n  note: |\n    one\n    two\n',
      says: [`${path}:3: `, '`variables.note` is', 'must not contain a line break'],
    },
    {
      name: 'a platform that nobody knows',
      text: 'preset: firebase\n',
      says: [`${path}:1: `, '`preset` is `firebase`', 'Allowed: supabase'],
    },
    {
      name: 'a key of a placeholder that is no word',
      text: "variables:\n  '@@OWNER@@': [a]\n",
      says: [`${path}:2: \`variables["@@OWNER@@"]\` is`],
    },
    {
      name: 'a snapshot outside of the repository',
      text: 'snapshot: db/../../staging.json\n',
      says: [`${path}:1: \`snapshot\` is \`db/../../staging.json\``, 'a file inside the repository'],
    },
    {
      name: 'a snapshot from the root of the disk',
      text: 'snapshot: /etc/x\n',
      says: ['inside the repository'],
    },
    { name: 'a snapshot that is the root', text: 'snapshot: ./\n', says: ['inside the repository'] },
    {
      name: 'a snapshot on a branch, misspelt',
      text: 'snapshot:\n  file: staging.json\n  brunch: gate\n',
      says: [`${path}:3: \`brunch\` is not a key of the configuration. Did you mean \`branch\`?`],
    },
    {
      name: 'a snapshot on a branch that is none',
      text: 'snapshot:\n  file: staging.json\n  branch: a..b\n',
      says: [`${path}:3: \`snapshot.branch\` is \`a..b\`. expected the name of a branch`],
    },
    {
      name: 'a snapshot on a branch, in a file outside of it',
      text: 'snapshot: { branch: gate, file: ../x }\n',
      says: ['`snapshot.file` is `../x`', 'inside the repository'],
    },
    {
      name: 'a snapshot on a branch without a file',
      text: 'snapshot: { branch: gate }\n',
      says: ['`snapshot.file` is `missing`. Expected text.'],
    },
    {
      name: 'a snapshot that is a number',
      text: 'snapshot: 3\n',
      says: ['`snapshot` is `3`. Expected text or keys and values.'],
    },
    {
      name: 'a limit that is no whole number',
      text: 'small-table:\n  rows: 0.5\n',
      says: [`${path}:2: \`small-table.rows\` is \`0.5\`. Expected a whole number.`],
    },
    {
      name: 'a limit below nothing',
      text: 'small-table: { bytes: -1 }\n',
      says: ['`small-table.bytes` is `-1`. Expected at least 0.'],
    },
    {
      name: 'several mistakes, each on its line',
      text: 'fail-on: x\nshadwo: none\n',
      says: [`${path}:1: `, `${path}:2: `],
    },
    { name: 'a list', text: '- fail-on\n', says: [`${path}: expected keys and values`] },
    { name: 'a word', text: 'error\n', says: [`${path}: expected keys and values`] },
    { name: 'a key twice', text: 'fail-on: error\nfail-on: never\n', says: [`${path}:2: `, 'not YAML'] },
    { name: 'broken YAML', text: 'dir: [a\n', says: ['this is not YAML'] },
    {
      name: 'an alias bomb',
      text: `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((key, at) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
        .join('\n')}\n`,
      says: [path],
    },
    {
      name: 'a database address, without repeating it',
      text: 'shadow: postgres://me:secret@localhost/db\n',
      says: ['not taken from the repository'],
    },
  ]
  for (const { name, text, says } of rows) {
    test(name, () => {
      const message = messageOf(() => readConfig(text, path))
      for (const part of says) expect(message).toContain(part)
      expect(message).not.toContain('secret')
    })
  }
})

describe('readConfig reads', () => {
  const rows: readonly { name: string; text: string; gives: unknown }[] = [
    { name: 'nothing', text: '', gives: {} },
    { name: 'only remarks', text: '# later\n', gives: {} },
    { name: 'what was written, without defaults', text: 'fail-on: never\n', gives: { 'fail-on': 'never' } },
    {
      name: 'a folder or several',
      text: 'dir: [a, b]\nlimits: { statement: 5 }\n',
      gives: { dir: ['a', 'b'], limits: { statement: 5 } },
    },
  ]
  for (const { name, text, gives } of rows) {
    test(name, () => expect(readConfig(text, path)).toEqual(gives))
  }
})

describe('mergeInputs', () => {
  test('inline beats file beats default', () => {
    const config = mergeInputs({ 'fail-on': 'never', unverifiable: 'acknowledge' }, { 'fail-on': 'warning' })
    expect(config).toEqual({
      ...configSchema.parse({}),
      'fail-on': 'warning',
      unverifiable: 'acknowledge',
    })
  })

  test('one limit may be said, and the other keeps its default', () => {
    const config = mergeInputs(
      readConfig('small-table: { rows: 100 }\nsnapshot: .\\db\\staging.json\n', path),
      {},
    )
    expect(config).toMatchObject({
      'small-table': { rows: 100, bytes: 10_000_000 },
      snapshot: { file: 'db/staging.json', publish: false, redact: false },
    })
  })

  test('what is undefined was not said', () => {
    expect(mergeInputs({ 'fail-on': 'never' }, { 'fail-on': undefined })['fail-on']).toBe('never')
  })

  const rows: readonly { name: string; inline: Record<string, unknown>; says: string }[] = [
    {
      name: 'a value out of its set',
      inline: { 'fail-on': 'errors' },
      says: 'input `fail-on`: `fail-on` is `errors`. Allowed: error, warning, never.',
    },
    { name: 'an unknown dialect', inline: { dialect: 'oracle' }, says: 'Allowed: postgres' },
    { name: 'an unknown mode', inline: { comment: 'recreate' }, says: 'Allowed: update, off.' },
  ]
  for (const { name, inline, says } of rows) {
    test(`refuses ${name}`, () => expect(messageOf(() => mergeInputs({}, inline))).toContain(says))
  }

  test('names a flag where it is one', () => {
    expect(messageOf(() => mergeInputs({}, { 'fail-on': 'x' }, key => `--${key}`))).toMatch(/^--fail-on: /)
  })
})

describe('foldersOf', () => {
  const rows: readonly [string | string[], readonly string[]][] = [
    ['db/migrations', ['db/migrations']],
    ['./db/migrations/', ['db/migrations']],
    ['db\\migrations', ['db/migrations']],
    ['.', ['.']],
    ['./', ['.']],
    [
      ['a//b', 'c'],
      ['a/b', 'c'],
    ],
  ]
  for (const [dir, folders] of rows) {
    test(JSON.stringify(dir), () => expect(foldersOf(dir)).toEqual(folders))
  }
  test('nothing said', () => expect(foldersOf(undefined)).toBeNull())
  for (const dir of ['/etc', '..', 'a/../../b', 'C:\\x', '\\x']) {
    test(`refuses ${dir}`, () => expect(messageOf(() => foldersOf(dir))).toContain('inside the repository'))
  }
})

describe('shadowOf', () => {
  const rows = [
    ['embedded', { kind: 'embedded' }],
    ['none', { kind: 'none' }],
    ['postgres://a@localhost/b', { kind: 'server', url: 'postgres://a@localhost/b' }],
    ['postgresql://a@localhost/b', { kind: 'server', url: 'postgresql://a@localhost/b' }],
  ] as const
  for (const [shadow, gives] of rows) test(shadow, () => expect(shadowOf(shadow)).toEqual(gives))
  for (const shadow of ['', 'docker', 'mysql://a:secret@b/c', 'Embedded']) {
    test(`refuses ${shadow || 'nothing'}`, () => {
      const message = messageOf(() => shadowOf(shadow))
      expect(message).toContain('embedded, none')
      expect(message).not.toContain('secret')
    })
  }
})

test('listOf splits lines and commas', () => {
  expect(listOf(' a, b\n\nc ,\n')).toEqual(['a', 'b', 'c'])
})

describe('nearest', () => {
  const known = ['dir', 'dialect', 'fail-on', 'shadow']
  const rows = [
    ['dirs', 'dir'],
    ['dialekt', 'dialect'],
    ['FAIL-ON', 'fail-on'],
    ['shdaow', 'shadow'],
    ['something-else', null],
  ] as const
  for (const [name, gives] of rows) test(name, () => expect(nearest(name, known)).toBe(gives))
})

function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return (error as UserError).message
  }
  throw new Error('it was accepted')
}
