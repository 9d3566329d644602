import { expect, test } from 'vitest'
import { skipBlank } from '../../../../src/dialects/sqlite/parse/lexer.ts'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'

interface Case {
  readonly name: string
  readonly text: string
  /** Each statement's line, last line and text. */
  readonly expected: readonly (readonly [line: number, endLine: number, sql: string])[]
}

const trigger = 'create trigger a after insert on t begin select 1; delete from t; end'

const cases: readonly Case[] = [
  { name: 'an empty file', text: '', expected: [] },
  { name: 'white space', text: ' \t\r\n\f\v\n', expected: [] },
  { name: 'a lone BOM', text: '\ufeff', expected: [] },
  { name: 'comments only', text: '-- a;\n/* b; /* c; */\n--', expected: [] },
  { name: 'empty statements', text: ';;\n ; -- x\n;', expected: [] },
  { name: 'no closing semicolon', text: 'select 1', expected: [[1, 1, 'select 1']] },
  {
    name: 'two on a line',
    text: 'select 1;select 2;',
    expected: [
      [1, 1, 'select 1'],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'comments before and behind',
    text: '-- one\n/* two\n ; */ select 1 -- three\n ; -- four\n',
    expected: [[3, 3, 'select 1']],
  },
  {
    name: 'a comment inside stays',
    text: 'select /* ; */ 1, -- ;\n 2;',
    expected: [[1, 2, 'select /* ; */ 1, -- ;\n 2']],
  },
  { name: 'block comments do not nest', text: '/* /* */ select 1', expected: [[1, 1, 'select 1']] },
  { name: 'a lone CR ends no comment', text: '-- a\rselect 1;\nselect 2', expected: [[2, 2, 'select 2']] },
  {
    name: 'CRLF',
    text: 'select 1;\r\n\r\n-- x\r\nselect\r\n 2;\r\n',
    expected: [
      [1, 1, 'select 1'],
      [4, 5, 'select\r\n 2'],
    ],
  },
  {
    name: 'a BOM, also between files that were put together',
    text: '\ufeffselect 1;\n\ufeffselect 2',
    expected: [
      [1, 1, 'select 1'],
      [2, 2, 'select 2'],
    ],
  },
  {
    name: 'non-ASCII before, in and behind',
    text: '-- ä€😀\nselect \'ä€😀\'; /* 😀 */ select "ü😀" from é;\nselect 3',
    expected: [
      [2, 2, "select 'ä€😀'"],
      [2, 2, 'select "ü😀" from é'],
      [3, 3, 'select 3'],
    ],
  },
  {
    name: 'semicolons in strings, names and blobs',
    text: "select 'a;''b', \"c;\"\"d\", [e;[f], `g;``h`, x'3b'; select 2",
    expected: [
      [1, 1, "select 'a;''b', \"c;\"\"d\", [e;[f], `g;``h`, x'3b'"],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'a backslash escapes nothing',
    text: "select '\\'; select 2",
    expected: [
      [1, 1, "select '\\'"],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'a trigger',
    text: `${trigger};\nselect 2`,
    expected: [
      [1, 1, trigger],
      [2, 2, 'select 2'],
    ],
  },
  {
    name: 'CASE … END in the body of a trigger',
    text: 'create temp trigger if not exists a after insert on t\nbegin\n  update t set a = case when 1 then 2 end;\nend;\nselect 2',
    expected: [
      [
        1,
        4,
        'create temp trigger if not exists a after insert on t\nbegin\n  update t set a = case when 1 then 2 end;\nend',
      ],
      [5, 5, 'select 2'],
    ],
  },
  {
    name: 'comments around the END',
    text: 'create trigger a after insert on t begin select 1; /* ; end; */ end -- ;\n ; select 2',
    expected: [
      [1, 1, 'create trigger a after insert on t begin select 1; /* ; end; */ end'],
      [2, 2, 'select 2'],
    ],
  },
  {
    name: 'a trigger and a column called BEGIN and END',
    text: 'create trigger begin after update of begin on t when new.begin = 1 begin select end from t; end; select 2',
    expected: [
      [
        1,
        1,
        'create trigger begin after update of begin on t when new.begin = 1 begin select end from t; end',
      ],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'a trigger that is explained',
    text: `explain ${trigger}; explain query plan ${trigger}; select 2`,
    expected: [
      [1, 1, `explain ${trigger}`],
      [1, 1, `explain query plan ${trigger}`],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'a table called trigger has no body',
    text: 'create table trigger (begin int); drop table trigger; select 2',
    expected: [
      [1, 1, 'create table trigger (begin int)'],
      [1, 1, 'drop table trigger'],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'transactions are statements',
    text: 'begin; select 1; end; begin immediate; commit',
    expected: [
      [1, 1, 'begin'],
      [1, 1, 'select 1'],
      [1, 1, 'end'],
      [1, 1, 'begin immediate'],
      [1, 1, 'commit'],
    ],
  },
  {
    name: 'lone surrogates become what the engine would read',
    text: "select '\ud800'; select 2",
    expected: [
      [1, 1, "select '\ufffd'"],
      [1, 1, 'select 2'],
    ],
  },
]

test.each(cases)('$name', async ({ text, expected }) => {
  const statements = await parseStatements(text)
  expect(statements.map(({ line, endLine, sql }) => [line, endLine, sql])).toEqual(expected)
  expect(statements.map(({ index }) => index)).toEqual(statements.map((_, place) => place))
  expect(statements.every(({ syntaxError }) => syntaxError === null)).toBe(true)
  for (const { start, end, sql } of statements) expect(text.toWellFormed().slice(start, end)).toBe(sql)
})

test.each(cases)('nothing is left between the pieces: $name', async ({ text }) => {
  let at = 0
  for (const { start, end } of [...(await parseStatements(text)), { start: text.length, end: text.length }]) {
    const between = text.slice(at, start).replaceAll(';', ' ')
    expect(skipBlank(between, 0)).toBe(between.length)
    at = end
  }
})
