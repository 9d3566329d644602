import { describe, expect, test } from 'vitest'
import { mentionedNames } from '../../../../src/dialects/sqlite/parse/facts.ts'
import { isNoOp } from '../../../../src/dialects/sqlite/parse/no-op.ts'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'

/** Far above what these take; only a loop that is not linear reaches it. */
const generous = 30_000

describe('large and hostile files end', () => {
  const cases: readonly (readonly [name: string, text: string, statements: number, unparsed: number])[] = [
    ['100,000 statements', "insert into a values (1, 'x;y');\n".repeat(100_000), 100_000, 0],
    ['200,000 that are none', 'selec 1;\n'.repeat(200_000), 200_000, 200_000],
    ['one of 200,000 rows', `insert into a values ${"(1, 'x'),".repeat(200_000)}(1, 'x')`, 1, 0],
    ['a string of 10 MB', `insert into a values ('${'x'.repeat(10_000_000)}')`, 1, 0],
    ['10 MB of open quotes', "select '".repeat(1_250_001), 1, 1],
    ['10 MB of open brackets', `select ${'['.repeat(10_000_000)}`, 1, 1],
    ['10 MB of open comments', '/*'.repeat(5_000_000), 1, 1],
    ['10 MB of empty comments', `select ${'/**/'.repeat(2_500_000)}1`, 1, 0],
    ['10 MB of operators', `select ${'->'.repeat(5_000_000)}1`, 1, 0],
    ['10 MB of semicolons', ';'.repeat(10_000_000), 0, 0],
    ['10 MB of white space', ' \n'.repeat(5_000_000), 0, 0],
    ['10 MB of digits', `select ${'1_'.repeat(5_000_000)}`, 1, 0],
    ['10 MB of a name', `drop table ${'é'.repeat(10_000_000)}`, 1, 0],
    ['200,000 parentheses', `delete from a where ${'('.repeat(200_000)}1${')'.repeat(200_000)}`, 1, 0],
    ['an OR of 300,000 terms', `delete from a where b${' or b'.repeat(300_000)}`, 1, 0],
    ['300,000 times NOT', `delete from a where ${'not '.repeat(300_000)}b`, 1, 0],
    ['100,000 columns', `create table a (b int${', b int not null'.repeat(100_000)})`, 1, 0],
    ['100,000 clauses', `alter table a add b int${' check (b)'.repeat(100_000)}`, 1, 0],
    ['200,000 shell commands', '.x\n'.repeat(200_000), 200_000, 200_000],
    ['50,000 temporary tables', 'create temp table a (b);drop table a;'.repeat(50_000), 100_000, 0],
    [
      'a body of 100,000 statements',
      `create trigger a after insert on t begin ${'select 1;'.repeat(100_000)} end`,
      1,
      0,
    ],
  ]

  test.each(cases)('%s', async (_, text, count, unparsed) => {
    const started = Date.now()
    const statements = await parseStatements(text)
    expect(statements.length).toBe(count)
    expect(statements.filter(({ syntaxError }) => syntaxError !== null).length).toBe(unparsed)
    for (const statement of statements) {
      mentionedNames(statement)
      isNoOp(statement)
    }
    expect(Date.now() - started).toBeLessThan(generous)
  })
})
