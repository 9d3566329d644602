import { expect, test } from 'vitest'
import { format } from '../../../src/migrations/formats/dbmate.ts'

const read = (text: string, path = 'm/1_x.sql') => format.read('m', [{ path, text }], 'postgres')

interface Row {
  readonly name: string
  readonly text: string
  /** With the blanks in front left out. */
  readonly up: string
  readonly down: string
  readonly transaction?: 'wrapped' | 'none'
  readonly oneString?: boolean
  readonly downTransaction?: 'wrapped' | 'none'
}

/** An option behind each directive, and what it makes of both. */
const option = (name: string, words: string, transaction: 'wrapped' | 'none'): Row => ({
  name,
  text: `-- migrate:up ${words}\nSELECT 1;\n-- migrate:down ${words}\nSELECT 2;`,
  up: 'SELECT 1;',
  down: 'SELECT 2;',
  transaction,
  downTransaction: transaction,
})

const rows: readonly Row[] = [
  option('an option said twice: the last one counts', 'transaction:false transaction:true', 'wrapped'),
  option('an option said twice, the other way round', 'transaction:true\ttransaction:false', 'none'),
  option('an option with two colons', 'transaction:false:yes', 'wrapped'),
  option('an option in capitals', 'transaction:False', 'wrapped'),
  option('a blank at the end that only Go takes away', 'transaction:false\u00a0', 'none'),
  option('a blank within that no pattern of Go knows', 'transaction:false\u00a0a:b', 'wrapped'),
  {
    name: 'an up and a down',
    text: '-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n',
    up: 'SELECT 1;',
    down: 'SELECT 2;',
  },
  {
    name: 'an empty down',
    text: '-- migrate:up\nSELECT 1;\n-- migrate:down\n',
    up: 'SELECT 1;',
    down: '',
  },
  {
    name: 'no transaction on the way up',
    text: '-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 2;',
    up: 'SELECT 1;',
    down: 'SELECT 2;',
    transaction: 'none',
  },
  {
    name: 'no transaction on the way down only',
    text: '-- migrate:up\nSELECT 1;\n-- migrate:down transaction:false\nSELECT 2;',
    up: 'SELECT 1;',
    down: 'SELECT 2;',
    downTransaction: 'none',
  },
  {
    name: 'other options',
    text: '-- migrate:up transaction:true foo:bar\nSELECT 1;\n-- migrate:down',
    up: 'SELECT 1;',
    down: '',
  },
  {
    name: 'no blank before the directive, line breaks of Windows',
    text: '--migrate:up transaction:false\r\nSELECT 1;\r\n--migrate:down\r\nSELECT 2;\r\n',
    up: 'SELECT 1;',
    down: 'SELECT 2;',
    transaction: 'none',
  },
  {
    name: 'two pairs',
    text: '-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n-- migrate:up\nSELECT 3;\n-- migrate:down\nSELECT 4;',
    up: `SELECT 1;\n;${' '.repeat(14)}\n${' '.repeat(9)}\n${' '.repeat(13)}\nSELECT 3;`,
    down: `SELECT 2;\n;${' '.repeat(12)}\n${' '.repeat(9)}\n${' '.repeat(15)}\nSELECT 4;`,
    oneString: false,
  },
  {
    name: 'remarks that are no directive',
    text: '-- about this\n\n-- migrate:up\n-- see -- migrate:down\n-- migrate:downwards\nSELECT 1;\n-- migrate:down\nSELECT 2;',
    up: '-- see -- migrate:down\n-- migrate:downwards\nSELECT 1;',
    down: 'SELECT 2;',
  },
]

test.each(rows)(
  '$name',
  ({ text, up, down, transaction = 'wrapped', downTransaction = 'wrapped', oneString = true }) => {
    const { migrations, refused } = read(text)
    const [migration] = migrations
    expect(refused).toEqual([])
    expect(migration?.up.text.trimStart()).toBe(up)
    expect(migration?.down?.text.trimStart()).toBe(down)
    expect(migration).toMatchObject({ transaction, oneString })
    expect(migration?.downDelivery).toEqual({ transaction: downTransaction, oneString })
  },
)

const refusals: readonly [name: string, text: string, advice: RegExp, up: string | null][] = [
  ['an empty file', '', /no "-- migrate:up"/, null],
  ['plain SQL', 'SELECT 1;', /no "-- migrate:up"/, null],
  [
    'an indented up',
    ' -- migrate:up\nSELECT 1;\n-- migrate:down',
    /an indented "-- migrate:up"/,
    'SELECT 1;',
  ],
  [
    'an indented down, which it would run with the up',
    '-- migrate:up\nSELECT 1\n\t-- migrate:down\nSELECT 2;',
    /an indented "-- migrate:down", which dbmate does not see/,
    'SELECT 1',
  ],
  ['a directive in capitals', '-- MIGRATE:UP\nSELECT 1;', /no "-- migrate:up"/, null],
  ['no down', '-- migrate:up\nSELECT 1;', /no "-- migrate:down" for/, 'SELECT 1;'],
  ['a down first', '-- migrate:down\n-- migrate:up\nSELECT 1;', /"-- migrate:down" before/, 'SELECT 1;'],
  ['SQL in front', 'SELECT 0;\n-- migrate:up\nSELECT 1;\n-- migrate:down', /text before/, 'SELECT 1;'],
  [
    'two downs',
    '-- migrate:up\nSELECT 1;\n-- migrate:down\n-- migrate:down\n',
    /two "-- migrate:down"/,
    'SELECT 1;',
  ],
  ['a byte order mark', '\ufeff-- migrate:up\nSELECT 1;\n-- migrate:down', /byte order mark/, null],
]

test.each(refusals)('dbmate would refuse %s', (_, text, advice, up) => {
  const { migrations, refused } = read(text)
  expect(refused.map(({ path }) => path)).toEqual(['m/1_x.sql'])
  expect(refused[0]?.advice).toMatch(advice)
  if (up === null) expect(migrations).toEqual([])
  else {
    expect(migrations[0]?.up.text).toContain(up)
    expect(migrations[0]?.up.text).not.toContain('down')
  }
})

const names: readonly [name: string, kind: 'read' | 'orphan' | 'nothing'][] = [
  ['1_x.sql', 'read'],
  ['1x.sql', 'read'],
  ['20240101.sql', 'read'],
  ['x_1.sql', 'orphan'],
  ['1_x.SQL', 'orphan'],
  ['old/1_x.sql', 'nothing'],
]

test.each(names)('%j is %s', (name, kind) => {
  const { migrations, orphans } = read('-- migrate:up\nSELECT 1;\n-- migrate:down', `m/${name}`)
  expect([migrations.length, orphans.length]).toEqual([kind === 'read' ? 1 : 0, kind === 'orphan' ? 1 : 0])
})

test('one version twice is refused: dbmate could record one of them only', () => {
  const file = (path: string) => ({ path, text: '-- migrate:up\nSELECT 1;\n-- migrate:down' })
  expect(
    format.read('m', [file('m/1_a.sql'), file('m/1_b.sql'), file('m/01_c.sql')], 'postgres').refused,
  ).toMatchObject([{ path: 'm/1_b.sql', advice: expect.stringContaining('1_a.sql') }])
})
