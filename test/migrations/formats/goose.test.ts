import { expect, test } from 'vitest'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { asSent } from '../../../src/migrations/as-sent.ts'
import { format } from '../../../src/migrations/formats/goose.ts'

const read = (text: string, path = 'm/1_x.sql') => format.read('m', [{ path, text }], 'postgres')

interface Row {
  readonly name: string
  readonly text: string
  readonly up: string
  readonly down: string | null
  readonly transaction?: 'wrapped' | 'none'
  readonly oneString?: boolean
  readonly downOneString?: boolean
}

const rows: readonly Row[] = [
  {
    name: 'the down is not in the up, nor the up in the down',
    text: '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n',
    up: '            \nSELECT 1;',
    down: '            \n         \n              \nSELECT 2;',
    oneString: true,
  },
  { name: 'no Down directive', text: '-- +goose Up\nSELECT 1;', up: '            \nSELECT 1;', down: null },
  {
    name: 'an empty Down',
    text: '-- +goose Up\nSELECT 1;\n-- +goose Down\n',
    up: '            \nSELECT 1;',
    down: '',
  },
  { name: 'an empty Up', text: '-- +goose Up\n\n-- +goose Down\n', up: '', down: '' },
  {
    name: 'directives in any case, without the blank',
    text: '--+goose uP\nSELECT 1;\n-- +goose DOWN\nSELECT 2;',
    up: '           \nSELECT 1;',
    down: '           \n         \n              \nSELECT 2;',
  },
  {
    name: 'no transaction, said in the Down',
    text: '-- +goose Up\nSELECT 1;\nSELECT 2;\n-- +goose Down\n-- +goose NO TRANSACTION\nSELECT 3; SELECT 4;\n',
    up: '            \nSELECT 1;\nSELECT 2;',
    down: `${' '.repeat(12)}\n${' '.repeat(9)}\n${' '.repeat(9)}\n${' '.repeat(14)}\n${' '.repeat(24)}\nSELECT 3; SELECT 4;`,
    transaction: 'none',
    oneString: false,
    downOneString: true,
  },
  {
    name: 'no transaction, said before the Up',
    text: '-- a remark\n-- +goose no transaction\n-- +goose Up\nSELECT 1;',
    up: `${' '.repeat(11)}\n${' '.repeat(24)}\n${' '.repeat(12)}\nSELECT 1;`,
    down: null,
    transaction: 'none',
    oneString: true,
  },
  {
    name: 'statements between Begin and End are one string',
    text: '-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\nSELECT 2;\n-- +goose StatementEnd\n',
    up: `${' '.repeat(24)}\n${' '.repeat(12)}\n${' '.repeat(24)}\nSELECT 1;\nSELECT 2;`,
    down: null,
    transaction: 'none',
    oneString: true,
  },
  {
    name: 'two statements on a line are one string',
    text: '-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1; SELECT 2; -- both\n',
    up: `${' '.repeat(24)}\n${' '.repeat(12)}\nSELECT 1; SELECT 2; -- both`,
    down: null,
    transaction: 'none',
    oneString: true,
  },
  {
    name: 'line breaks of Windows',
    text: '-- +goose Up\r\nSELECT 1;\r\n-- +goose Down\r\nSELECT 2;\r\n',
    up: '            \r\nSELECT 1;',
    down: '            \r\n         \r\n              \r\nSELECT 2;',
  },
  {
    name: 'a character of two units is two blanks',
    text: "-- 😀\n-- +goose Up\nSELECT '😀';\n-- +goose Down\nSELECT 2;",
    up: "     \n            \nSELECT '😀';",
    down: '     \n            \n            \n              \nSELECT 2;',
  },
]

test.each(rows)('$name', ({ text, up, down, transaction = 'wrapped', oneString, downOneString }) => {
  const { migrations, refused } = read(text)
  const [migration] = migrations
  expect(refused).toEqual([])
  expect(migration?.up.text).toBe(up)
  expect(migration?.down?.text ?? null).toBe(down)
  expect(migration?.transaction).toBe(transaction)
  if (oneString !== undefined) expect(migration?.oneString).toBe(oneString)
  expect(migration?.downDelivery?.transaction).toBe(transaction)
  if (downOneString !== undefined) expect(migration?.downDelivery?.oneString).toBe(downOneString)
})

const refusals: readonly [name: string, text: string, advice: RegExp, up: string | null][] = [
  ['an empty file', '', /no "-- \+goose Up"/, null],
  ['plain SQL', 'SELECT 1;', /text before "-- \+goose Up" \(line 1\)/, null],
  ['only a Down', '-- +goose Down\nSELECT 1;', /"-- \+goose Down" that no Up stands before/, null],
  [
    'SQL before the Up',
    'SELECT 0;\n-- +goose Up\nSELECT 1;',
    /text before "-- \+goose Up" \(line 1\)/,
    'SELECT 1;',
  ],
  [
    'two Ups',
    '-- +goose Up\nSELECT 1;\n-- +goose Up\nSELECT 2;',
    /second "-- \+goose Up" \(line 3\)/,
    'SELECT 1;',
  ],
  [
    'a Down twice',
    '-- +goose Up\nSELECT 1;\n-- +goose Down\n-- +goose Down\n',
    /"-- \+goose Down" that no Up/,
    'SELECT 1;',
  ],
  ['a directive behind a blank', ' -- +goose Up\nSELECT 1;', /does not know/, null],
  [
    'an unknown directive',
    '-- +goose Up\n-- +goose Upp\nSELECT 1;',
    /"-- \+goose Upp", which goose/,
    'SELECT 1;',
  ],
  [
    'a remark that names goose',
    '-- +goose Up\n-- see +goose\nSELECT 1;',
    /does not know \(line 2\)/,
    'SELECT 1;',
  ],
  ['no semicolon at the end', '-- +goose Up\nSELECT 1', /does not end with a semicolon/, 'SELECT 1'],
  [
    'no semicolon before the Down',
    '-- +goose Up\nSELECT 1\n-- +goose Down\n',
    /above that does not end with a semicolon \(line 3\)/,
    'SELECT 1',
  ],
  [
    'SQL that a remark with a carriage return would hide from us only',
    '-- +goose Up\n-- \r/*\nDROP TABLE t;\n-- \r*/\n',
    /carriage return inside a remark \(line 2\)/,
    '-- \r/*\nDROP TABLE t;\n-- \r*/',
  ],
  [
    'SQL that only the environment sets free',
    "-- +goose Up\n-- +goose ENVSUB ON\nSELECT '${X:-' /*}'; DROP TABLE t; -- */;",
    /"\$" under ENVSUB.* \(line 3\)/,
    "SELECT '${X:-' /*}'; DROP TABLE t; -- */;",
  ],
  [
    'a directive behind white space that only Go knows',
    '-- +goose Up\nSELECT 1\n\u0085-- +goose NO TRANSACTION\n;',
    /does not know/,
    ';',
  ],
  ['no End', '-- +goose Up\n-- +goose StatementBegin\nSELECT 1;', /no StatementEnd/, 'SELECT 1;'],
  [
    'an End alone',
    '-- +goose Up\nSELECT 1;\n-- +goose StatementEnd',
    /without StatementBegin \(line 3\)/,
    'SELECT 1;',
  ],
  ['a byte order mark', '\ufeff-- +goose Up\nSELECT 1;', /byte order mark/, 'SELECT 1;'],
]

test.each(refusals)('goose would refuse %s', (_, text, advice, up) => {
  const { migrations, refused } = read(text)
  expect(refused.map(({ path }) => path)).toEqual(['m/1_x.sql'])
  expect(refused[0]?.advice).toMatch(advice)
  if (up === null) expect(migrations).toEqual([])
  else expect(migrations[0]?.up.text).toContain(up)
})

const names: readonly [name: string, kind: 'read' | 'step' | 'orphan' | 'nothing'][] = [
  ['1_x.sql', 'read'],
  ['1_.sql', 'read'],
  ['1_x.up.sql', 'read'],
  ['1_x.go', 'step'],
  ['1_x_test.go', 'nothing'],
  ['helpers.go', 'nothing'],
  ['1x.sql', 'orphan'],
  ['1-x.sql', 'orphan'],
  ['x_1.sql', 'orphan'],
  ['0_x.sql', 'orphan'],
  ['9223372036854775808_x.sql', 'orphan'],
  ['1_x.SQL', 'orphan'],
  ['old/1_x.sql', 'nothing'],
]

test.each(names)('%j is %s', (name, kind) => {
  const { migrations, orphans, codeSteps } = read('-- +goose Up\nSELECT 1;', `m/${name}`)
  expect({ read: migrations.length, orphan: orphans.length, step: codeSteps.length }).toEqual({
    read: kind === 'read' ? 1 : 0,
    orphan: kind === 'orphan' ? 1 : 0,
    step: kind === 'step' ? 1 : 0,
  })
})

test('one version twice is refused by both names, a step in Go too', () => {
  const file = (path: string) => ({ path, text: '-- +goose Up\nSELECT 1;' })
  const { refused } = format.read('m', [file('m/1_a.sql'), file('m/01_b.sql'), file('m/1_c.go')], 'postgres')
  expect(refused.map(({ path, advice }) => `${path} ${advice.slice(0, 35)}`)).toEqual([
    'm/1_a.sql has the same version as 01_b.sql, a',
    'm/1_c.go has the same version as 01_b.sql, a',
  ])
})

test.each([
  ['without a semicolon', "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
  ['with one', 'SELECT 1;'],
  ['with one in a remark only', 'SELECT 1 -- done;'],
])('what StatementEnd ends is a statement of its own, %s', async (_, sql) => {
  const text = `-- +goose Up\n-- +goose StatementBegin\n${sql}\n-- +goose StatementEnd\nSET search_path = s;\n`
  const [migration] = format.read('m', [{ path: 'm/1_x.sql', text }], 'postgres').migrations
  const statements = await postgres.parse(migration?.up.text ?? '')
  expect(statements.map(({ line, syntaxError }) => [line, syntaxError])).toEqual([
    [3, null],
    [5, null],
  ])
})

const body = 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;'
const cutRows: readonly [name: string, up: string, told: readonly (string | null)[]][] = [
  [
    'a body without a mark',
    `${body}\nSELECT 1;`,
    ['goose cuts it at the end of line 4, and sends its parts', null],
  ],
  [
    'a body between its marks',
    `-- +goose StatementBegin\n${body}\n-- +goose StatementEnd\nSELECT 1;`,
    [null, null],
  ],
  [
    'a body of plain SQL',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql\nBEGIN ATOMIC\n  SELECT 1;\nEND;',
    ['goose cuts it at the end of line 4, and sends its parts'],
  ],
  [
    'a string with a semicolon',
    "SELECT 'a;\nb';\nSELECT 2;",
    ['goose cuts it at the end of line 2, and sends its parts', null],
  ],
  ['a semicolon behind a remark', 'SELECT 1 -- no end;\n, 2;', [null]],
  ['two on a line, and one over two lines', 'SELECT 1; SELECT\n2;', [null, null]],
]

test.each(cutRows)('%s is sent as goose cuts it', async (_, sql, told) => {
  for (const direction of ['up', 'down'] as const) {
    const text = direction === 'up' ? `-- +goose Up\n${sql}` : `-- +goose Up\n-- +goose Down\n${sql}`
    const [migration] = read(text).migrations
    const file = migration?.[direction]
    if (file === undefined || file === null) throw new Error('no such direction')
    const statements = asSent('goose', file, await postgres.parse(file.text))
    const lines = told.map(line =>
      direction === 'up' ? line : (line?.replace(/\d+/, n => `${Number(n) + 1}`) ?? null),
    )
    expect(statements.map(({ syntaxError }) => syntaxError?.message ?? null)).toEqual(lines)
  }
})
