import { describe, expect, test } from 'vitest'
import {
  code,
  details,
  em,
  fence,
  type Inline,
  link,
  md,
  paragraph,
  place,
  strong,
  table,
  written,
} from '../../src/report/markdown-writer.ts'
import { nastyText, randomFrom } from '../support/reviews.ts'

const text = (content: Inline): string => written([paragraph(content)])

describe('prose', () => {
  test.each([
    ['plain words', 'Reads wait, 3 of 4 (75 %).', 'Reads wait, 3 of 4 (75 %).'],
    ['a cell', 'a|b', 'a&#124;b'],
    ['a tag', '</details><script>', '&#60;/details&#62;&#60;script&#62;'],
    ['a comment', '<!-- x -->', '&#60;!-- x --&#62;'],
    ['a reference of its own', '&lt;', '&#38;lt;'],
    ['a mention', '@octocat', '@&#8203;octocat'],
    ['an issue', 'closes #12', 'closes #&#8203;12'],
    ['an issue, spelled out', 'GH-12', 'GH-&#8203;12'],
    ['a link', '[x](https://e.example)', '&#91;x&#93;(https:&#8203;//e.example)'],
    ['an address alone', 'www.e.example', 'www&#46;&#8203;e.example'],
    ['backticks', '`x`', '&#96;x&#96;'],
    ['emphasis', '*a* _b_ ~~c~~ snake_case', '&#42;a&#42; &#95;b&#95; &#126;&#126;c&#126;&#126; snake_case'],
    ['math', '$x$', '&#36;x&#36;'],
    ['a list', '- x', '&#45; x'],
    ['a numbered list', '1. x', '1&#46; x'],
    ['a heading on a line of its own', 'a\n# b', 'a #&#8203; b'],
    ['a hidden character', 'a\u202eb', 'a&#92;u{202e}b'],
  ])('%s', (_, raw, expected) => {
    expect(text(md`${raw}`)).toBe(expected)
  })
})

describe('code', () => {
  test.each([
    ['plain', 'SELECT 1 & 2', '`SELECT 1 & 2`'],
    ['with a tag', 'a <b>', '<code>a &#60;b&#62;</code>'],
    ['a mention is none in code', '@x', '`@x`'],
    ['with a backtick', 'a`b', '<code>a&#96;b</code>'],
    ['with a cell border', 'a || b', '<code>a &#124;&#124; b</code>'],
    ['with a backslash', 'a\\', '<code>a&#92;</code>'],
    ['on lines', 'a\nb', '`a b`'],
    ['nothing', '', '<code></code>'],
  ])('%s', (_, raw, expected) => {
    expect(text(code(raw))).toBe(expected)
  })
})

describe('links', () => {
  test.each([
    ['plain', 'https://e.example/a?b=c#L1', '[x](https://e.example/a?b=c#L1)'],
    ['what would end it', 'https://e.example/a) [b', '[x](https://e.example/a%29%20%5Bb)'],
    ['a reference', 'https://e.example/?a&copy=1', '[x](https://e.example/?a&amp;copy=1)'],
    ['a cell border', 'https://e.example/|', '[x](https://e.example/%7C)'],
    ['another kind of address', 'javascript:alert(1)', 'x'],
    ['a newline before it', '\njavascript:alert(1)', 'x'],
    ['none', null, 'x'],
  ])('%s', (_, url, expected) => {
    expect(text(link(md`x`, url))).toBe(expected)
  })
})

test('a place may break after its separators', () => {
  expect(text(place('0001_add_notes-to-orders.sql', 4))).toBe(
    '<code>0001_add_notes-<wbr>to-<wbr>orders.sql:4</code>',
  )
  expect(text(place('0001_add.sql', 4))).toBe('`0001_add.sql:4`')
})

test('a summary is HTML, for Markdown is not read in it', () => {
  const summary = md`${code('a_b')} ${strong(md`x`)} ${em(md`y`)} ${link(md`z`, 'https://e.example')}`
  expect(written([details(summary, [paragraph(md`body`)])])).toBe(
    '<details><summary><code>a_b</code> <strong>x</strong> <em>y</em> <a href="https://e.example">z</a></summary>\n\nbody\n\n</details>',
  )
})

test('a fence is longer than any run of backticks in it', () => {
  expect(written([fence('sql', 'a\n````\nb\n')])).toBe('`````sql\na\n````\nb\n`````')
})

test('nasty text stays where it was put', () => {
  const random = randomFrom(42)
  for (let round = 0; round < 5_000; round++) {
    const [one, other] = [nastyText(random), nastyText(random)]
    const lines = written([
      table([md`h`, md`h`], [[md`${one}`, code(other)]]),
      details(md`${one}${code(other)}`, [fence('sql', other)]),
    ]).split('\n')
    const hint = JSON.stringify([one, other])
    const [, , row = '', , summary = '', , fenceStart = '', ...rest] = lines
    // Three borders, two cells.
    expect(row.match(/\|/g), hint).toHaveLength(3)
    expect(row.replace(/`[^`]*`|<\/?code>/g, ''), hint).not.toMatch(
      /[<>`*[\]\\]|@(?!&#8203;)|(?<!&)#(?!&#8203;)/,
    )
    expect(summary, hint).toMatch(/^<details><summary>[^<>`]*<code>[^<>`]*<\/code><\/summary>$/)
    const ticks = /^(`{3,})sql$/.exec(fenceStart)?.[1] ?? 'no fence'
    expect(rest.slice(-3), hint).toEqual([ticks, '', '</details>'])
    expect(
      rest.slice(0, -3).some(line => line.includes(ticks)),
      hint,
    ).toBe(false)
  }
})
