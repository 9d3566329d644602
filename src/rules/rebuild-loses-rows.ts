import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { listed, listedShort } from './support/names.ts'
import { isLoss, type LostRows, lostRows } from './support/sqlite/lost-rows.ts'
import { rebuilds } from './support/sqlite/rebuilds.ts'

export const rule: Rule = {
  id: 'rebuild-loses-rows',
  title: 'The copy of a rebuild leaves rows or values behind',
  why: [
    'A table that is built anew holds what the copy put into it: rows that its WHERE, JOIN, DISTINCT or OR IGNORE leaves',
    'out go with the old table, and so do the values of a column that it forgets, or puts into another one, as',
    '`SELECT *` does where the order of the columns is another. The schema looks right afterwards.',
    '',
    'Rows and values were counted before and after. Where the copy chose all rows that were there, but would not choose',
    'all, this is a warning. Rows that the migration deletes by a statement of its own are meant to go.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Copy every row and every column; delete or change what is to go by a statement of its own.',
  bad: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'a'), (2, NULL);",
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users WHERE email IS NOT NULL;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, phone TEXT);',
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, phone TEXT);',
        'INSERT INTO users_new (id, email) SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      note: 'The column is there again, and empty.',
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);',
        'INSERT OR IGNORE INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      note: 'Which of two rows with the same email stays is left to chance: a warning.',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'a'), (2, NULL);",
      up: [
        'DELETE FROM users WHERE email IS NULL;',
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      note: 'Said by a statement of its own.',
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const [chosen, seen] = parted(lostRows(chapter, rebuilds(chapter)))
      const { migration } = chapter
      for (const lost of seen) {
        yield {
          migration,
          statement: lost.rebuild.drop,
          message: messageOf(lost),
          fix: lost.mixed.length > 0 ? byName : rule.fix,
          evidence: 'measured',
        }
      }
      const [first] = chosen
      if (first === undefined) continue
      const tables = listedShort(chosen.map(({ rebuild }) => rebuild.table))
      yield {
        migration,
        statement: first.rebuild.drop,
        severity: 'warning',
        message: `Rows of ${tables} that the copy does not choose go with the old table; here it chose all.`,
        fix: rule.fix,
        evidence: 'inferred',
      }
    }
  },
}

const byName =
  'Name the columns on both sides of the copy, in the same order: INSERT INTO … (a, b) SELECT a, b FROM ….'

/** Copies that chose all rows that were there, though by their text they choose; and losses that were seen. */
function parted(all: readonly LostRows[]): readonly [chosen: readonly LostRows[], seen: readonly LostRows[]] {
  return [all.filter(lost => !isLoss(lost)), all.filter(isLoss)]
}

function messageOf({
  rebuild: { table },
  before,
  after,
  emptied,
  levelled,
  replaced,
  mixed,
}: LostRows): string {
  const rows =
    after < before
      ? [
          `In the shadow ${before - after} of ${before} rows of ${table} are not copied and go with the old table`,
        ]
      : []
  return [
    ...rows,
    ...holding(table, emptied, 'nothing but NULL'),
    ...holding(table, levelled, 'one and the same value in every row'),
    ...holding(table, replaced, 'new values, and none of the old ones,'),
    ...mixed.flatMap(({ column, from }) => holding(table, [column], `the values of ${from}`)),
  ]
    .join('; ')
    .concat('.')
}

function holding(table: string, columns: readonly string[], what: string): readonly string[] {
  if (columns.length === 0) return []
  const names = listed(columns.map(column => `${table}.${column}`))
  return [`${names} ${columns.length > 1 ? 'hold' : 'holds'} ${what} afterwards`]
}
