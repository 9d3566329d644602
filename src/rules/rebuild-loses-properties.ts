import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { lastPart, listed } from './support/names.ts'
import { type LostProperty, lostProperties } from './support/sqlite/lost-properties.ts'
import { rebuilds } from './support/sqlite/rebuilds.ts'
import { safeForm } from './support/sqlite/recipe.ts'

export const rule: Rule = {
  id: 'rebuild-loses-properties',
  title: 'A rebuilt table is no longer STRICT, WITHOUT ROWID or AUTOINCREMENT',
  why: [
    'What stands behind the columns of a table is easily left out when it is written again. Without STRICT any value',
    'goes into any column; without AUTOINCREMENT the ids of deleted rows are given again, and whoever still holds one',
    'means another row. The same happens where the mark in `sqlite_sequence` does not come along: DROP TABLE takes it',
    'away, and the new table begins after the highest row that is left.',
    '',
    '`CREATE TABLE … AS SELECT` leaves out keys, constraints and defaults altogether.',
    '',
    'The schema and the mark were read before and after.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Write the property behind the new table as well, and give it the mark of the old one before that is dropped.',
  fixGoesFurther: 'the table keeps what the migration lost',
  bad: [
    {
      base: 'CREATE TABLE prices (id INTEGER PRIMARY KEY, amount INTEGER) STRICT;',
      up: [
        'CREATE TABLE prices_new (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL);',
        'INSERT INTO prices_new SELECT id, amount FROM prices;',
        'DROP TABLE prices;',
        'ALTER TABLE prices_new RENAME TO prices;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE prices (sku TEXT PRIMARY KEY, amount INTEGER) WITHOUT ROWID;',
      up: [
        'CREATE TABLE prices_new (sku TEXT PRIMARY KEY NOT NULL, amount INTEGER NOT NULL);',
        'INSERT INTO prices_new SELECT sku, amount FROM prices;',
        'DROP TABLE prices;',
        'ALTER TABLE prices_new RENAME TO prices;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER);',
      up: [
        'CREATE TABLE bills_new (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER NOT NULL);',
        'INSERT INTO bills_new SELECT id, total FROM bills;',
        'DROP TABLE bills;',
        'ALTER TABLE bills_new RENAME TO bills;',
      ].join('\n'),
      note: 'The highest rows may have been deleted: their ids are given again.',
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER);',
      up: [
        'CREATE TABLE bills_new (id INTEGER PRIMARY KEY, total INTEGER NOT NULL);',
        'INSERT INTO bills_new SELECT id, total FROM bills;',
        'DROP TABLE bills;',
        'ALTER TABLE bills_new RENAME TO bills;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER) STRICT;',
      up: [
        'CREATE TABLE bills_new (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER NOT NULL) STRICT;',
        'INSERT INTO bills_new SELECT id, total FROM bills;',
        "DELETE FROM sqlite_sequence WHERE name = 'bills_new';",
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'bills_new', seq FROM sqlite_sequence WHERE name = 'bills';",
        'DROP TABLE bills;',
        'ALTER TABLE bills_new RENAME TO bills;',
      ].join('\n'),
      note: 'The mark comes along: a rename of the table renames it too.',
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const lost = lostProperties(chapter, rebuilds(chapter))
      for (const [{ table, drop }, properties] of Map.groupBy(lost, ({ rebuild }) => rebuild)) {
        yield {
          migration: chapter.migration,
          statement: drop,
          message: messageOf(table, properties),
          fix: safeForm(chapter) ?? fixFor(properties),
          evidence: 'measured',
        }
      }
    }
  },
}

function messageOf(table: string, lost: readonly LostProperty[]): string {
  const names = lost.flatMap(({ property }) =>
    property === 'mark' || property === 'definition' ? [] : [property],
  )
  const mark = lost.find(it => it.property === 'mark')?.mark
  return [
    ...(names.length === 0 ? [] : [`${table} is built anew and no longer ${listed(names)}`]),
    ...(lost.some(({ property }) => property === 'definition')
      ? [
          `CREATE TABLE … AS makes ${table} without its keys, constraints and defaults, and with types of its own`,
        ]
      : []),
    ...(mark == null
      ? []
      : [
          `${table} gives ids of deleted rows again: in the shadow its mark in sqlite_sequence falls from ${mark.before} to ${mark.after}`,
        ]),
  ]
    .join('; ')
    .concat('.')
}

function fixFor(lost: readonly LostProperty[]): string {
  if (lost.some(({ property }) => property === 'definition'))
    return 'Write CREATE TABLE out with all columns, keys and constraints, and fill it by INSERT … SELECT.'
  return lost
    .map(({ property, rebuild: { old, next } }) =>
      property === 'mark'
        ? `Before the DROP, give ${lastPart(next)} the seq that ${lastPart(old)} has in sqlite_sequence.`
        : `Write ${property} in the CREATE TABLE of ${lastPart(next)} too.`,
    )
    .join(' ')
}
