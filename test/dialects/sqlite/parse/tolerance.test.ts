import { expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'

interface Case {
  readonly name: string
  readonly text: string
  /** Each statement's line and text, and for one that can be none the error's line and words. */
  readonly expected: readonly (readonly [line: number, sql: string, errorLine?: number, error?: string])[]
}

const cases: readonly Case[] = [
  {
    name: 'what begins no statement costs one statement',
    text: 'select 1;\n\ngrant all\non x;\nselect 2;',
    expected: [
      [1, 'select 1'],
      [3, 'grant all\non x', 3, 'no statement of SQLite begins with "grant"'],
      [5, 'select 2'],
    ],
  },
  {
    name: 'names of what every object has begin nothing either',
    text: 'constructor;\n__proto__ x;\ntoString',
    expected: [
      [1, 'constructor', 1, 'begins with "constructor"'],
      [2, '__proto__ x', 2, 'begins with "__proto__"'],
      [3, 'toString', 3, 'begins with "toString"'],
    ],
  },
  {
    name: 'letters that only look like a keyword are none',
    text: 'roll\u212Aback;\nIN\u017FERT into a values (1)',
    expected: [
      [1, 'roll\u212Aback', 1, 'begins with'],
      [2, 'IN\u017FERT into a values (1)', 2, 'begins with'],
    ],
  },
  {
    name: 'whether it is SQL is for the engine to say',
    text: 'select from;\ncreate table a (b int;\nselect 2',
    expected: [
      [1, 'select from'],
      [2, 'create table a (b int'],
      [3, 'select 2'],
    ],
  },
  {
    name: 'a string that never ends takes the rest',
    text: "select 1;\nselect 'it''s; select 2;\nselect 3",
    expected: [
      [1, 'select 1'],
      [2, "select 'it''s; select 2;\nselect 3", 2, 'a string that never ends'],
    ],
  },
  {
    name: 'a blob that never ends',
    text: "select\n x'00;",
    expected: [[1, "select\n x'00;", 2, 'a string that never ends']],
  },
  ...['"', '`', '['].map(mark => ({
    name: `a name that never ends: ${mark}`,
    text: `select 1;\nselect\n ${mark}a; select 2`,
    expected: [
      [1, 'select 1'],
      [2, `select\n ${mark}a; select 2`, 3, 'a quoted name that never ends'],
    ] as const,
  })),
  {
    name: 'a comment that never ends, which the engine would pass over in silence',
    text: 'delete from a;\n/* drop table b;\ndrop table c;',
    expected: [
      [1, 'delete from a'],
      [2, '/* drop table b;\ndrop table c;', 2, 'a comment that never ends'],
    ],
  },
  {
    name: 'the body of a trigger never ends',
    text: 'select 1;\ncreate trigger a after insert on t begin select 1 end;\nselect 2;',
    expected: [
      [1, 'select 1'],
      [
        2,
        'create trigger a after insert on t begin select 1 end;\nselect 2;',
        2,
        'a trigger whose body never ends',
      ],
    ],
  },
  {
    name: 'an empty body ends all the same',
    text: 'create trigger a after insert on t begin end;\nselect 2;',
    expected: [
      [1, 'create trigger a after insert on t begin end'],
      [2, 'select 2'],
    ],
  },
  {
    name: 'a trigger without a body ends at its semicolon',
    text: 'create trigger a after insert on t;\nselect 2;',
    expected: [
      [1, 'create trigger a after insert on t'],
      [2, 'select 2'],
    ],
  },
  {
    name: 'what stands behind the END belongs to the trigger, and the engine refuses it',
    text: 'create trigger a after insert on t begin select 1; end\nselect 2;\nselect 3;',
    expected: [
      [1, 'create trigger a after insert on t begin select 1; end\nselect 2'],
      [3, 'select 3'],
    ],
  },
  {
    name: 'a command of the shell takes its line',
    text: '.mode csv;\nselect 1;\n  .read "a;b.sql" \nselect 2',
    expected: [
      [1, '.mode csv;', 1, 'shell command .mode: only the sqlite3 command understands it'],
      [2, 'select 1'],
      [3, '.read "a;b.sql"', 3, 'shell command .read:'],
      [4, 'select 2'],
    ],
  },
  {
    name: 'characters that begin nothing',
    text: '\\d;\n@;\n1;\nselect 2',
    expected: [
      [1, '\\d', 1, String.raw`begins with "\\"`],
      [2, '@', 2, 'begins with "@"'],
      [3, '1', 3, 'begins with "1"'],
      [4, 'select 2'],
    ],
  },
  {
    name: 'a NUL byte, at which the engine would stop reading',
    text: 'select 1;\n\0drop table a',
    expected: [[1, 'select 1;\n\0drop table a', 2, 'the file holds a NUL byte']],
  },
]

test.each(cases)('$name', async ({ text, expected }) => {
  const statements = await parseStatements(text)
  expect(statements.map(({ line, sql }) => [line, sql])).toEqual(expected.map(([line, sql]) => [line, sql]))
  for (const [place, [, , line, message]] of expected.entries()) {
    const error = statements[place]?.syntaxError
    expect(error?.line).toBe(line)
    if (message !== undefined) expect(error?.message).toContain(message)
    expect(statements[place]?.operations.length === 0).toBe(message !== undefined)
  }
})
