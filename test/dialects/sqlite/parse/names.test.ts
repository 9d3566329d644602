import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import {
  dotted,
  folded,
  qualified,
  quoteIdentifier,
  sameName,
  unquote,
} from '../../../../src/dialects/sqlite/parse/names.ts'

describe('a name is quoted where it must be', () => {
  test.each([
    ['users', 'users'],
    ['Users_2', 'Users_2'],
    ['_', '_'],
    ['key', 'key'],
    ['action', 'action'],
    ['order', '"order"'],
    ['Order', '"Order"'],
    ['current_date', '"current_date"'],
    ['', '""'],
    ['2nd', '"2nd"'],
    ['a b', '"a b"'],
    ['a.b', '"a.b"'],
    ['a"b', '"a""b"'],
    ["a'b", `"a'b"`],
    ['a$b', '"a$b"'],
    ['é', '"é"'],
    ['a\u00a0b', '"a\u00a0b"'],
    ['[x]', '"[x]"'],
  ])('%j', (name, expected) => {
    expect(quoteIdentifier(name)).toBe(expected)
    expect(unquote(expected)).toBe(name)
  })

  test('with its schema, and longer', () => {
    expect(qualified('main', 'order')).toBe('main."order"')
    expect(dotted(['main', 'a.b', 'c'])).toBe('main."a.b".c')
  })
})

/** All keywords of SQLite, and names that mean something without being one. */
const words = (
  'abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade ' +
  'case cast check collate column commit conflict constraint create cross current current_date current_time ' +
  'current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape ' +
  'except exclude exclusive exists explain fail filter first following for foreign from full generated glob group ' +
  'groups having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key ' +
  'last left like limit match materialized natural no not nothing notnull null nulls of offset on or order others outer ' +
  'over partition plan pragma preceding primary query raise range recursive references regexp reindex release rename ' +
  'replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to ' +
  'transaction trigger unbounded union unique update using vacuum values view virtual when where window with without ' +
  'true false rowid oid strict stored within'
).split(' ')

/** Every place in SQL that this project writes a name to. */
function uses(name: string): readonly string[] {
  return [
    `create table ${name} (${name} int, other int, constraint ${name} check (${name} > 0), unique (${name}, other))`,
    `insert into ${name} (${name}, other) values (5, 6)`,
    `insert into ${name} select ${name} + 1, other from ${name}`,
    `create table child (x int references ${name} (${name}))`,
    `create index i on ${name} (${name}, other) where ${name} > 0`,
    `select ${name}.${name}, max(${name}), -${name}, (${name}) from ${name} group by ${name}`,
    `select x.${name} as ${name} from main.${name} as x order by ${name}, other`,
    `update ${name} set other = 1, ${name} = ${name} + 1 where other > 7 and ${name} is not null`,
    `create view v (${name}) as select ${name} from ${name}`,
    'drop view v',
    `create trigger ${name} after update of ${name} on ${name} begin select new.${name} from ${name}; end`,
    `drop trigger ${name}`,
    `alter table ${name} add more int`,
    `alter table ${name} drop column more`,
    `alter table ${name} rename column ${name} to z`,
    `alter table ${name} rename z to ${name}`,
    `alter table ${name} rename to z`,
    `alter table z rename to ${name}`,
    `create table added (id int)`,
    `alter table added add ${name} int not null default 3`,
    `alter table added drop ${name}`,
    `delete from ${name} where ${name} = 99`,
  ]
}

test.each(words)('the engine takes it wherever it stands: %s', word => {
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: false })
  database.exec('pragma foreign_keys = off')
  const name = quoteIdentifier(word)
  for (const sql of uses(name)) expect(() => database.exec(sql), sql).not.toThrow()
  expect(
    database
      .prepare(`select ${name} as a from ${name} order by ${name}`)
      .all()
      .map(row => row.a),
  ).toEqual([5, 6])
})

describe('unquote', () => {
  test.each([
    ['x', 'x'],
    ['"a""b"', 'a"b'],
    ['`a``b"c`', 'a`b"c'],
    ["'a''b'", "a'b"],
    ['[a"]', 'a"'],
    ['[a[b]', 'a[b'],
    ['"', ''],
    ['"a', 'a'],
  ])('%s', (written, expected) => expect(unquote(written)).toBe(expected))
})

describe('sameName', () => {
  test.each([
    ['users', 'USERS', true],
    ['é', 'É', false],
    ['Éa', 'ÉA', true],
    // The sign of the kelvin, which lower case elsewhere makes a k.
    ['\u212Aey', 'key', false],
    ['a', 'b', false],
  ])('%s and %s', (a, b, expected) => {
    expect(sameName(a, b)).toBe(expected)
    expect(folded(a) === folded(b)).toBe(expected)
    const database = new DatabaseSync(':memory:')
    database.exec(`create table "${a}" (x)`)
    const found = database.prepare('select count(*) as found from pragma_table_info(?)').get(b)
    expect(found?.found).toBe(expected ? 1 : 0)
  })
})
