import type { RowsTouched } from '../model/rows.ts'
import type { Rule } from './rule.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { listed } from './support/names.ts'
import { cascadedDrops, lossOf, uselessPragma } from './support/sqlite/cascades.ts'
import { renamedFirst } from './support/sqlite/rebuilds.ts'
import { safeForm } from './support/sqlite/recipe.ts'

export const rule: Rule = {
  id: 'rebuild-cascades-deletes',
  title: 'Dropping a table deletes rows of others',
  why: [
    'Where foreign keys are enforced, SQLite deletes all rows of a table before it drops it. `ON DELETE CASCADE` then',
    'deletes the rows of other tables that point to them, and `SET NULL` clears their references, without an error.',
    'The usual rebuild (create, copy, drop, rename) drops a table whose rows stand safely in the new one already;',
    'those of its children are gone.',
    '',
    'The rows were counted in the throwaway database before and after. Foreign keys are taken to be on when the',
    'migration begins, unless the configuration says otherwise (`sqlite: foreign-keys: false`).',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: [
    'Turn foreign keys off before the transaction begins, for inside of one the pragma does nothing;',
    'check them before it commits, and turn them on again.',
  ].join(' '),
  bad: [
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);',
      ].join('\n'),
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE SET NULL);',
      ].join('\n'),
      up: [
        'BEGIN;',
        'PRAGMA foreign_keys = OFF;',
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
        'COMMIT;',
      ].join('\n'),
      note: 'Inside a transaction the pragma does nothing.',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);',
      ].join('\n'),
      up: [
        'PRAGMA foreign_keys = OFF;',
        'BEGIN;',
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
        'PRAGMA foreign_key_check;',
        'COMMIT;',
        'PRAGMA foreign_keys = ON;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      // A table that was renamed away first is told as that, with the rows that fell.
      const elsewhere = new Set(renamedFirst(chapter).map(({ to }) => to))
      for (const { step, table, touched } of cascadedDrops(chapter)) {
        if (elsewhere.has(table)) continue
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `Dropping ${table} acts on the rows that point to it: in the shadow ${lossOf(touched)}${pragmaNote(chapter)}.`,
          fix: isGone(chapter, table) ? withoutKey(table, touched) : (safeForm(chapter) ?? foreignKeysOff),
          evidence: 'measured',
        }
      }
    }
  },
}

const foreignKeysOff =
  'Turn foreign keys off on the connection before the transaction begins, run PRAGMA foreign_key_check before it commits, and turn them on again.'

/** Nothing takes its place: with foreign keys off, rows would point to nothing. */
function isGone({ migration }: Chapter, table: string): boolean {
  return migration.changes.some(it => it.action === 'drop' && it.object === 'table' && it.name === table)
}

function withoutKey(table: string, touched: readonly RowsTouched[]): string {
  const names = listed(touched.map(it => it.table))
  return `Build ${names} anew without the foreign key to ${table} before; rows that are meant to go are deleted by a statement of their own.`
}

function pragmaNote(chapter: Chapter): string {
  const pragma = uselessPragma(chapter)
  return pragma === undefined
    ? ''
    : `; PRAGMA foreign_keys in line ${pragma.statement.line} does nothing inside a transaction`
}
