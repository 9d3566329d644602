import { expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'

interface Case {
  readonly name: string
  readonly text: string
  /** Each statement's line and text, and for one that does not parse the error's line and words. */
  readonly expected: readonly (readonly [line: number, sql: string, errorLine?: number, error?: string])[]
}

const inline = 'inline COPY data'

const cases: readonly Case[] = [
  {
    name: 'a broken statement between good ones',
    text: 'select 1;\n\nselect\n  frm from x;\nselec 2;\nselect 3;',
    expected: [
      [1, 'select 1'],
      [3, 'select\n  frm from x'],
      [5, 'selec 2', 5, 'syntax error at or near "selec"'],
      [6, 'select 3'],
    ],
  },
  {
    name: 'the line of the error is the line in the file',
    text: '-- é😀\ncreate table é (\n  "😀" int,\n  b c d\n);',
    expected: [[2, 'create table é (\n  "😀" int,\n  b c d\n)', 4, 'syntax error at or near "d"']],
  },
  {
    name: 'an end that comes too early',
    text: 'alter table a\n  add\n;\n',
    expected: [[1, 'alter table a\n  add', 2, 'syntax error at end of input']],
  },
  {
    name: 'an unclosed parenthesis does not swallow the rest',
    text: 'create table a (b int;\nselect 2;',
    expected: [
      [1, 'create table a (b int', 1, 'syntax error at end of input'],
      [2, 'select 2'],
    ],
  },
  {
    name: 'rules and bodies keep their semicolons beside a broken statement',
    text: 'selec 1;\ncreate rule r as on insert to t do also (select 1; select 2);\ncreate function f() returns int begin atomic select case when true then 1 end; end;\nselect 3;',
    expected: [
      [1, 'selec 1', 1, 'syntax error'],
      [2, 'create rule r as on insert to t do also (select 1; select 2)'],
      [3, 'create function f() returns int begin atomic select case when true then 1 end; end'],
      [4, 'select 3'],
    ],
  },
  {
    name: 'a piece that holds two statements is cut where the parser says',
    text: '-- é😀\nselec 1;\ncreate procedure f() begin atomic select 1 case; end;\n-- é\nselect 2;',
    expected: [
      [2, 'selec 1', 2, 'syntax error'],
      [3, 'create procedure f() begin atomic select 1 case; end'],
      [5, 'select 2'],
    ],
  },
  {
    name: 'an error behind many characters of two units',
    text: 'create table t ("😀😀😀😀😀😀" int,\na b c\n);',
    expected: [[1, 'create table t ("😀😀😀😀😀😀" int,\na b c\n)', 2, 'syntax error at or near "c"']],
  },
  {
    name: 'a table called stdin',
    text: "copy stdin from '/x';\nselect 1;",
    expected: [
      [1, "copy stdin from '/x'"],
      [2, 'select 1'],
    ],
  },
  {
    name: 'an unclosed string swallows the rest',
    text: "select 1;\nselect 'a;\nselect 2;",
    expected: [
      [1, 'select 1'],
      [2, "select 'a;\nselect 2;", 2, 'unterminated quoted string at or near "\'a;\nselect 2;"'],
    ],
  },
  {
    name: 'an unclosed comment is not lost',
    text: 'select 1; /* drop table a;',
    expected: [
      [1, 'select 1'],
      [1, '/* drop table a;', 1, 'a comment that never ends'],
    ],
  },
  {
    name: 'an unclosed comment in a statement',
    text: 'select 1;\nselect /* drop\n/* nested */ table a;\n',
    expected: [
      [1, 'select 1'],
      [2, 'select /* drop\n/* nested */ table a;', 2, 'a comment that never ends'],
    ],
  },
  {
    name: 'an unclosed dollar quote',
    text: 'do $a$ begin; end $b$; select 1;',
    expected: [
      [
        1,
        'do $a$ begin; end $b$; select 1;',
        1,
        'unterminated dollar-quoted string at or near "$a$ begin; end $b$; select 1;"',
      ],
    ],
  },
  {
    name: 'psql commands',
    text: '\\set ON_ERROR_STOP on\n\\connect app;\nselect 1;\n  \\copy a from b;c\nselect 2 \\gset\nselect 3;\n\\i x.sql',
    expected: [
      [1, '\\set ON_ERROR_STOP on', 1, 'psql meta-command \\set: only psql understands it'],
      [2, '\\connect app;', 2, 'psql meta-command \\connect'],
      [3, 'select 1'],
      [4, '\\copy a from b;c', 4, 'psql meta-command \\copy'],
      [5, 'select 2 \\gset', 5, 'psql meta-command \\gset'],
      [6, 'select 3'],
      [7, '\\i x.sql', 7, 'psql meta-command \\i'],
    ],
  },
  {
    name: 'a psql command in the middle of a statement',
    text: 'create table a (\n\\i columns.sql\n);\nselect 1;',
    expected: [
      [1, 'create table a (', 1, 'syntax error at end of input'],
      [2, '\\i columns.sql', 2, 'psql meta-command \\i'],
      [3, ')', 3, 'syntax error at or near ")"'],
      [4, 'select 1'],
    ],
  },
  {
    name: 'a backslash in a string is no psql command',
    text: "select 'a\n\\i b';\n-- \\x\nselect 2;",
    expected: [
      [1, "select 'a\n\\i b'"],
      [4, 'select 2'],
    ],
  },
  {
    name: 'inline COPY data',
    text: "copy a (b) from stdin;\n1;2\n'x\n-- y\n\\N\n\\.\n\nselect 2;",
    expected: [
      [1, 'copy a (b) from stdin'],
      [2, "1;2\n'x\n-- y\n\\N\n\\.", 2, inline],
      [8, 'select 2'],
    ],
  },
  {
    name: 'inline COPY data with CRLF and options',
    text: 'COPY a FROM STDIN WITH (FORMAT csv);\r\n1;2\r\n\\.\r\nselect 2;',
    expected: [
      [1, 'COPY a FROM STDIN WITH (FORMAT csv)'],
      [2, '1;2\r\n\\.', 2, inline],
      [4, 'select 2'],
    ],
  },
  {
    name: 'COPY data to the end of the file',
    text: 'copy a from stdin;\n1;\n2;\n',
    expected: [
      [1, 'copy a from stdin'],
      [2, '1;\n2;', 2, inline],
    ],
  },
  {
    name: 'COPY without data',
    text: 'select 1;\ncopy a from stdin;\n-- none\n',
    expected: [
      [1, 'select 1'],
      [2, 'copy a from stdin'],
    ],
  },
  {
    name: 'COPY to and from a file has no data',
    text: "copy a from '/tmp/stdin';\ncopy a to stdout;\nselect 1;",
    expected: [
      [1, "copy a from '/tmp/stdin'"],
      [2, 'copy a to stdout'],
      [3, 'select 1'],
    ],
  },
  {
    // The server reads on behind the comment; libpg-query does not. Splitting as the server does keeps it whole.
    name: 'an escape string that goes on behind a comment',
    text: "select E'a' -- it's\n'b\\';c';select 2",
    expected: [
      [1, "select E'a' -- it's\n'b\\';c'", 2, 'syntax error'],
      [2, 'select 2'],
    ],
  },
  {
    name: 'NUL bytes',
    text: 'select 1;\nsel\0ect 2;',
    expected: [[1, 'select 1;\nsel\0ect 2;', 2, 'the file holds a NUL byte']],
  },
  {
    name: 'a body that only the whole file can tell apart',
    text: 'create function f() returns int begin atomic select 1 end; end; select 2;',
    expected: [
      [1, 'create function f() returns int begin atomic select 1 end; end'],
      [1, 'select 2'],
    ],
  },
]

test.each(cases)('tolerance: $name', async ({ text, expected }) => {
  const statements = await parseStatements(text)
  expect(statements.map(({ line, sql }) => [line, sql])).toEqual(expected.map(([line, sql]) => [line, sql]))
  for (const [index, [, , errorLine, error]] of expected.entries()) {
    const { syntaxError, operations, tree } = statements[index] ?? {}
    expect(syntaxError?.line).toBe(errorLine)
    if (error === undefined) expect(operations?.length).toBeGreaterThan(0)
    else {
      expect(syntaxError?.message).toContain(error)
      expect({ operations, tree }).toEqual({ operations: [], tree: null })
    }
  }
})
