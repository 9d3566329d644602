import { expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'

interface Case {
  readonly name: string
  readonly text: string
  /** Each statement's line, last line and text. */
  readonly expected: readonly (readonly [line: number, endLine: number, sql: string])[]
}

const cases: readonly Case[] = [
  { name: 'an empty file', text: '', expected: [] },
  { name: 'white space', text: ' \t\r\n\f\v\n', expected: [] },
  { name: 'a lone BOM', text: '\ufeff', expected: [] },
  { name: 'comments only', text: '-- a;\n/* b; /* c; */ d; */\n--', expected: [] },
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
    text: '-- one\n/* two\n /* nested ; */ */ select 1 -- three\n ; -- four\n',
    expected: [[3, 3, 'select 1']],
  },
  {
    name: 'a comment inside stays',
    text: 'select /* ; */ 1, -- ;\n 2;',
    expected: [[1, 2, 'select /* ; */ 1, -- ;\n 2']],
  },
  { name: 'a comment that a lone CR ends', text: '-- a\rselect 1;', expected: [[1, 1, 'select 1']] },
  {
    name: 'CRLF',
    text: 'select 1;\r\n\r\n-- x\r\nselect\r\n 2;\r\n',
    expected: [
      [1, 1, 'select 1'],
      [4, 5, 'select\r\n 2'],
    ],
  },
  {
    name: 'a BOM',
    text: '\ufeffselect 1;\nselect 2',
    expected: [
      [1, 1, 'select 1'],
      [2, 2, 'select 2'],
    ],
  },
  {
    name: 'non-ASCII before, in and behind',
    text: '-- ä€😀\nselect \'ä€😀\'; /* 😀 */ select "ü😀" from "é";\nselect 3',
    expected: [
      [2, 2, "select 'ä€😀'"],
      [2, 2, 'select "ü😀" from "é"'],
      [3, 3, 'select 3'],
    ],
  },
  {
    name: 'semicolons in strings and names',
    text: `select 'a;''b;', E'c\\';d', ";""e;", U&'\\0041;', N';', b'0';select 2`,
    expected: [
      [1, 1, `select 'a;''b;', E'c\\';d', ";""e;", U&'\\0041;', N';', b'0'`],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'an escape string that goes on behind a line break',
    text: "select E'a' \n\n 'b\\';c';select 2",
    expected: [
      [1, 3, "select E'a' \n\n 'b\\';c'"],
      [3, 3, 'select 2'],
    ],
  },
  {
    name: 'a plain string with a backslash at its end',
    text: "select 'a\\';select 2",
    expected: [
      [1, 1, "select 'a\\'"],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'dollar quotes, nested and with a name that looks like one',
    text: 'do $a$ begin perform $b$;$b$; perform $$;$$; end $a$; select a$b$c from t; select $é$;$é$, $1',
    expected: [
      [1, 1, 'do $a$ begin perform $b$;$b$; perform $$;$$; end $a$'],
      [1, 1, 'select a$b$c from t'],
      [1, 1, 'select $é$;$é$, $1'],
    ],
  },
  {
    name: 'BEGIN ATOMIC with CASE',
    text: 'create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end; select 2',
    expected: [
      [
        1,
        1,
        'create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end',
      ],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'a body whose names look like CASE and END',
    text: 'create procedure f() begin atomic select 1 as "end"; select x.end from x; select 1 case; end; select 2',
    expected: [
      [1, 1, 'create procedure f() begin atomic select 1 as "end"; select x.end from x; select 1 case; end'],
      [1, 1, 'select 2'],
    ],
  },
  {
    name: 'a rule of several actions',
    text: 'create rule r as on insert to t do also (delete from a where b = 1; select 1); select 2',
    expected: [
      [1, 1, 'create rule r as on insert to t do also (delete from a where b = 1; select 1)'],
      [1, 1, 'select 2'],
    ],
  },
  { name: 'an operator next to a comment', text: 'select 1 +--;\n2', expected: [[1, 2, 'select 1 +--;\n2']] },
]

test.each(cases)('spans: $name', async ({ text, expected }) => {
  const statements = await parseStatements(text)
  expect(statements.map(({ line, endLine, sql }) => [line, endLine, sql])).toEqual(expected)
  expect(statements.map(({ syntaxError }) => syntaxError)).toEqual(expected.map(() => null))
})

test.each(cases)('nothing is lost: $name', async ({ text }) => {
  const statements = await parseStatements(text)
  let end = 0
  let gaps = ''
  for (const [index, statement] of statements.entries()) {
    expect(statement.index).toBe(index)
    expect(statement.sql).toBe(text.slice(statement.start, statement.end))
    expect(text.slice(0, statement.start).split('\n').length).toBe(statement.line)
    gaps += ` ${text.slice(end, statement.start)}`
    end = statement.end
  }
  gaps += ` ${text.slice(end)}`
  // What lies between statements is comments, white space, semicolons and the byte order mark.
  expect(bare(gaps)).toBe('')
})

function bare(gaps: string): string {
  let text = gaps.replaceAll(/--[^\r\n]*/g, '')
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replaceAll(/\/\*(?:(?!\/\*|\*\/).)*\*\//gs, '')
  }
  return text.replaceAll(/[\s;\ufeff]/g, '')
}
