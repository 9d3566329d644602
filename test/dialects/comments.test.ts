import { expect, test } from 'vitest'
import { type DialectName, loadDialect } from '../../src/dialects/registry.ts'

const both: readonly DialectName[] = ['postgres', 'sqlite']

const rows: readonly [
  name: string,
  dialects: readonly DialectName[],
  text: string,
  comments: readonly string[],
][] = [
  ['before, inside and behind statements', both, '-- a\nSELECT /* b */ 1; -- c', ['-- a', '/* b */', '-- c']],
  ['side by side', both, '/* a *//* b */-- c\n-- d', ['/* a */', '/* b */', '-- c', '-- d']],
  ['with CRLF', ['postgres'], 'SELECT 1; -- a\r\n-- b\r\n', ['-- a', '-- b']],
  ['behind a byte order mark', both, '\ufeff-- a\nSELECT 1;', ['-- a']],
  ['none in a string', both, "SELECT '-- a', '/* b */', 'it''s -- c';", []],
  ['none in a quoted name', both, 'SELECT 1 AS "-- a";', []],
  ['none in brackets or backticks', ['sqlite'], 'SELECT 1 AS [-- a], 2 AS `-- b`;', []],
  ['none in a dollar-quoted body', ['postgres'], 'DO $x$ -- a\nBEGIN /* b */ END $x$; -- c', ['-- c']],
  ['none in an escape string', ['postgres'], "SELECT E'\\' -- a';", []],
  ['nested', ['postgres'], '/* a /* b */ c */ SELECT 1;', ['/* a /* b */ c */']],
  ['not nested', ['sqlite'], '/* a /* b */ SELECT 1;', ['/* a /* b */']],
  ['none in the rows of a COPY', ['postgres'], 'COPY t FROM stdin;\n-- a\n\\.\n-- b\n', ['-- b']],
  ['none in a line for psql', ['postgres'], '\\echo -- a\n-- b\n', ['-- b']],
  ['none in a line for the shell', ['sqlite'], '.print -- a\n-- b\n', ['-- b']],
  ['in the body of a trigger', ['sqlite'], 'CREATE TRIGGER x AFTER INSERT ON t BEGIN -- a\nEND;', ['-- a']],
  ['none behind a comment that never ends', both, '-- a\n/* b -- c\n', ['-- a']],
  ['none behind a string that never ends', both, "-- a\nSELECT 'b\n-- c\n", ['-- a']],
  ['none in a binary', both, '-- a\n\0', []],
]

const cases = rows.flatMap(([name, dialects, text, comments]) =>
  dialects.map(dialect => ({ name, dialect, text, comments })),
)

test.each(cases)('$dialect: $name', async ({ dialect, text, comments }) => {
  const spans = (await loadDialect(dialect)).comments(text)
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(comments)
})

test.each(both)('%s: a megabyte of comments is read at once', async dialect => {
  const text = `${'-- a\n/* b */ SELECT 1;\n'.repeat(50_000)}`
  const begun = performance.now()
  expect((await loadDialect(dialect)).comments(text)).toHaveLength(100_000)
  expect(performance.now() - begun).toBeLessThan(5_000)
})
