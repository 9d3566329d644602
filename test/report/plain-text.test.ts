import { describe, expect, test } from 'vitest'
import { cut, excerpt, oneLine, visible } from '../../src/report/plain-text.ts'
import { nastyText, randomFrom } from '../support/reviews.ts'

describe('visible', () => {
  test.each([
    ['plain text stays', 'a b\tc\nd é 😀', 'a b\tc\nd é 😀'],
    ['CRLF is a newline', 'a\r\nb', 'a\nb'],
    ['a lone CR could overwrite the line', 'a\rb', 'a\\u{d}b'],
    ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a C1 control', '\u009b2J', '\\u{9b}2J'],
    ['right to left override', 'a\u202eb', 'a\\u{202e}b'],
    ['zero width', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['tag characters', '\u{e0041}', '\\u{e0041}'],
    ['a filler that looks like a space', 'a\u3164b', 'a\\u{3164}b'],
    ['half a pair', 'a\ud800b', 'a\\u{d800}b'],
    ['a sign asks for its emoji form', '⚠️', '⚠️'],
    ['nothing else may', 'a\ufe0f', 'a\\u{fe0f}'],
  ])('%s', (_, text, expected) => {
    expect(visible(text)).toBe(expected)
  })
})

describe('cut', () => {
  test.each([
    ['short enough', 'abc', 3, 'abc'],
    ['one too long', 'abcd', 3, 'ab…'],
    ['on one line', ' a\n  b ', 10, 'a b'],
    ['never through a pair', 'ab😀d', 4, 'ab…'],
    ['no space before the sign', 'ab cd', 4, 'ab…'],
  ])('%s', (_, text, length, expected) => {
    expect(cut(text, length)).toBe(expected)
  })

  test('is never longer than asked, and on one line', () => {
    const random = randomFrom(1)
    for (let round = 0; round < 2_000; round++) {
      const text = nastyText(random, 30)
      const length = 1 + Math.floor(random() * 60)
      const short = cut(text, length)
      expect(short.length, JSON.stringify(text)).toBeLessThanOrEqual(length)
      expect(short).toBe(oneLine(short).trim())
    }
  })
})

test('an excerpt keeps whole lines and counts the others', () => {
  const text = 'one\ntwo\nthree\nfour\n'
  expect(excerpt(text, { lines: 2, length: 100 })).toEqual({ text: 'one\ntwo', missing: 2 })
  expect(excerpt(text, { lines: 9, length: 8 })).toEqual({ text: 'one\ntwo', missing: 2 })
  expect(excerpt(text, { lines: 9, length: 2 })).toEqual({ text: 'o…', missing: 3 })
  expect(excerpt(text, { lines: 9, length: 100 })).toEqual({ text: 'one\ntwo\nthree\nfour', missing: 0 })
})
