import { describe, expect, test } from 'vitest'
import { format } from '../../../src/migrations/formats/drizzle.ts'

const breakpoint = '--> statement-breakpoint'
const blank = `;${' '.repeat(breakpoint.length - 1)}`

function up(text: string) {
  const journal = { path: 'm/meta/_journal.json', text: JSON.stringify({ entries: [{ tag: 'a' }] }) }
  const [migration] = format.read('m', [journal, { path: 'm/a.sql', text }], 'sqlite').migrations
  return migration?.up
}

describe('Drizzle cuts at its breakpoints', () => {
  test.each<[name: string, text: string, cuts: readonly number[]]>([
    ['none', 'SELECT 1;\nSELECT 2;', []],
    ['on lines of their own', `SELECT 1;\n${breakpoint}\nSELECT 2;\n${breakpoint}\nSELECT 3;`, [2, 4]],
    ['behind a statement', `SELECT\n1;${breakpoint}\nSELECT 2;`, [2]],
    ['in a text', `SELECT '\n${breakpoint}\n;';`, [2]],
    ['in front', `${breakpoint}\nSELECT 1;`, [1]],
  ])('%s', (_, text, cuts) => {
    expect(up(text)?.cuts).toEqual(cuts)
  })

  test.each<[name: string, text: string, sent: string]>([
    ['a semicolon ends it', `SELECT 1;\n${breakpoint}\nSELECT 2`, `SELECT 1;\n${breakpoint}\nSELECT 2`],
    ['nothing does', `SELECT 1\n${breakpoint}\nSELECT 2`, `SELECT 1\n${blank}\nSELECT 2`],
    [
      'nothing to end',
      `\n${breakpoint}\n${breakpoint}\nSELECT 2`,
      `\n${breakpoint}\n${breakpoint}\nSELECT 2`,
    ],
    [
      'a remark behind the semicolon',
      `SELECT 1; -- one\n${breakpoint}\nSELECT 2`,
      `SELECT 1; -- one\n${blank}\nSELECT 2`,
    ],
  ])('a piece is a statement: %s', (_, text, sent) => {
    expect(up(text)?.text).toBe(sent)
    expect(sent).toHaveLength(text.length)
  })
})
