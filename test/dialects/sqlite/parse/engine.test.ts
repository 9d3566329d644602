import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { skipBlank } from '../../../../src/dialects/sqlite/parse/lexer.ts'
import { splitPieces } from '../../../../src/dialects/sqlite/parse/split.ts'

/** What statements are made of, and what gets in a splitter's way. */
const fragments: readonly string[] = [
  'select 1',
  "select 'a;b'",
  'select 1 as "x;"',
  'select 1 [;]',
  'select 1 `a;`',
  "select x'3b'",
  'values (1)',
  '-- ;\n',
  '/* ; */',
  '/*/',
  '--',
  ';',
  ';',
  '\n',
  '\r\n',
  '\ufeff',
  '\v',
  'begin',
  'end',
  'create trigger',
  'create temp trigger',
  'if not exists',
  'after insert on t',
  'when new.a > 0',
  'begin select 1; end',
  'begin update t set a = case when 1 then 2 end; delete from t; end',
  'explain',
  'explain query plan',
  ',',
  '(',
  ')',
  "'",
  '1e5',
  '0x1F',
  '1_0',
  "->> '$'",
  '+ ?',
  ':a',
  '$a::b(c)',
  'é',
  't',
  'pragma user_version',
  'savepoint "x;"',
]

/** The same numbers in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
    return state % below
  }
}

test('the engine ends its first statement where the splitter does', () => {
  const next = numbers(7)
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: false })
  database.exec('create table t (a, b)')
  let accepted = 0
  for (let round = 0; round < 20_000; round++) {
    const pieces = Array.from({ length: 1 + next(8) }, () => fragments[next(fragments.length)])
    const text = pieces.join(next(2) === 0 ? ' ' : '')
    const consumed = consumedBy(database, text)
    const [piece] = splitPieces(text)
    // A comment that never ends is one to the engine, and a mistake to us.
    if (consumed === null || piece?.error?.message === 'a comment that never ends') continue
    accepted++
    const rest = consumed.slice(piece?.end ?? 0).replace(/;$/, '')
    expect({ text, error: piece?.error ?? null, rest: rest.slice(skipBlank(rest, 0)) }).toEqual({
      text,
      error: null,
      rest: '',
    })
    expect(consumed.length, text).toBeGreaterThanOrEqual(piece?.end ?? 0)
  }
  expect(accepted).toBeGreaterThan(2_000)
})

/** The text up to where the engine's parser stopped; null where it refused. */
function consumedBy(database: DatabaseSync, text: string): string | null {
  try {
    return database.prepare(text).sourceSQL
  } catch {
    return null
  }
}
