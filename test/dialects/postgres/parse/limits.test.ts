import { describe, expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'

/** Far above what these take; only a loop that is not linear reaches it. */
const generous = 60_000

describe('large and hostile files end, and what follows them parses', () => {
  const cases: readonly (readonly [name: string, text: string, statements: number, unparsed: number])[] = [
    ['100,000 statements', "insert into a values (1, 'x;y');\n".repeat(100_000), 100_000, 0],
    ['100,000 broken ones', 'selec 1;\n'.repeat(100_000), 100_000, 100_000],
    ['a string of 10 MB', `insert into a values ('${'x'.repeat(10_000_000)}')`, 1, 0],
    ['10 MB of open quotes', "select '".repeat(1_250_000), 1, 1],
    ['10 MB of open comments', '/*'.repeat(5_000_000), 1, 1],
    ['10 MB of empty comments', `select ${'/**/'.repeat(2_500_000)}1`, 1, 1],
    ['10 MB of operators', `select ${'+'.repeat(10_000_000)}1`, 1, 1],
    ['10 MB of short runs', `select 1${`${'+'.repeat(400)} `.repeat(25_000)}1`, 1, 1],
    ['comments in comments', `/* ${'/* x '.repeat(1_000_000)}${'*/'.repeat(1_000_001)} select 1`, 1, 0],
    ['a banner', `/*${'*'.repeat(300)}*/ select 1; /*${'='.repeat(300)}*/ --${'-'.repeat(10_000)}`, 1, 0],
    ['10 MB of semicolons', ';'.repeat(10_000_000), 0, 0],
    ['10 MB of dollar quotes', '$a$ $b$ '.repeat(1_250_000), 1, 1],
    ['10 MB of white space', ' \n'.repeat(5_000_000), 0, 0],
    ['escape strings that may go on', "E'\n".repeat(1_000_000), 1, 1],
    ['psql commands', '\\\n'.repeat(100_000), 100_000, 100_000],
    ['50,000 parentheses', `select ${'('.repeat(50_000)}1${')'.repeat(50_000)};select 2`, 2, 1],
    ['a sum of 20,000 terms, fifty times', `select 1${'+1'.repeat(20_000)};\n`.repeat(50), 50, 50],
    ['a sum of 3,000 terms', `update a set b = 1 where c = 1${'+1'.repeat(3_000)}`, 1, 0],
    ['an AND of 50,000 terms', `delete from a where b${' and b'.repeat(50_000)}`, 1, 0],
  ]

  test.each(cases)('%s', async (_, text, count, unparsed) => {
    const started = Date.now()
    const statements = await parseStatements(text)
    expect(statements.length).toBe(count)
    expect(statements.filter(({ syntaxError }) => syntaxError !== null).length).toBe(unparsed)
    expect(Date.now() - started).toBeLessThan(generous)
    const [after] = await parseStatements('drop table a')
    expect(after?.operations).toEqual([{ kind: 'drop-table', table: 'public.a', cascade: false }])
  })

  test('a statement that the parser cannot hold says so', async () => {
    const [deep] = await parseStatements(`\nselect ${'('.repeat(50_000)}1${')'.repeat(50_000)}`)
    expect(deep?.syntaxError).toEqual({ message: expect.stringContaining('nested too deep'), line: 2 })
  })
})
