import { expect, test } from 'vitest'
import { tokensOf } from '../../../../src/dialects/sqlite/parse/lexer.ts'

/** Each token as kind and text. */
const cases: readonly (readonly [text: string, ...tokens: readonly string[]])[] = [
  ['Select_1 é$ _x', 'word Select_1', 'word é$', 'word _x'],
  ['"a""b" `c``d` [e"f]', 'quoted "a""b"', 'quoted `c``d`', 'quoted [e"f]'],
  ["'it''s' ''", "string 'it''s'", "string ''"],
  ["x'0F' X''", "blob x'0F'", "blob X''"],
  ["x'0' x'0g' xy'0'", "bad x'0'", "bad x'0g'", 'word xy', "string '0'"],
  [
    '1 1.5 .5 5. 1e3 1.5E-3 1_000 0xFF_FF',
    'number 1',
    'number 1.5',
    'number .5',
    'number 5.',
    'number 1e3',
    'number 1.5E-3',
    'number 1_000',
    'number 0xFF_FF',
  ],
  ['12a 1__0 0x 1e', 'bad 12a', 'bad 1__0', 'bad 0x', 'bad 1e'],
  ['a.1 1-2', 'word a', 'number .1', 'number 1', 'symbol -', 'number 2'],
  [
    '? ?12 :a @b #c $d::e',
    'variable ?',
    'variable ?12',
    'variable :a',
    'variable @b',
    'variable #c',
    'variable $d::e',
  ],
  [': @', 'bad :', 'bad @'],
  [
    '->>->-||<=<><<>=>>==!=',
    'symbol ->>',
    'symbol ->',
    'symbol -',
    'symbol ||',
    'symbol <=',
    'symbol <>',
    'symbol <<',
    'symbol >=',
    'symbol >>',
    'symbol ==',
    'symbol !=',
  ],
  [
    '(,);*/%+&|~<>',
    'symbol (',
    'symbol ,',
    'symbol )',
    'symbol ;',
    'symbol *',
    'symbol /',
    'symbol %',
    'symbol +',
    'symbol &',
    'symbol |',
    'symbol ~',
    'symbol <>',
  ],
  ['! ^ \\ { }', 'bad !', 'bad ^', 'bad \\', 'bad {', 'bad }'],
  ['a--b\nc/* d */e/**/f', 'word a', 'word c', 'word e', 'word f'],
  ["a 'b", 'word a', "unended 'b"],
  ['a "b""', 'word a', 'unended "b""'],
  ['a /*/', 'word a', 'unended /*/'],
  ['\ufeffa\ufeffb \ufeffc', 'word a\ufeffb', 'word c'],
]

test.each(cases)('%j', (text, ...expected) => {
  expect(tokensOf(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(expected)
})

test('from a place on', () => {
  expect(tokensOf('a b c', 2)).toEqual([
    { kind: 'word', start: 2, end: 3 },
    { kind: 'word', start: 4, end: 5 },
  ])
})
