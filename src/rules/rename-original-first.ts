import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { bareName, lastPart, listedShort, qualifier } from './support/names.ts'
import { cascadedDrops, lossOf } from './support/sqlite/cascades.ts'
import { type RenamedFirst, renamedFirst } from './support/sqlite/rebuilds.ts'
import { safeForm } from './support/sqlite/recipe.ts'
import { failedDropOf } from './support/sqlite/refusals.ts'

export const rule: Rule = {
  id: 'rename-original-first',
  title: 'The original is renamed away, and references follow it',
  why: [
    'A rename in SQLite takes everything along that mentions the table: foreign keys of other tables, views and triggers',
    'then mean the old table under its new name, and not the new one that is made in its place.',
    'When the old one is dropped they mean nothing: each write to a child fails, and so does each read of a view;',
    'with foreign keys enforced the rows of the children may go along.',
    '',
    'The schema was read after the migration: what mentions the temporary name is told.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: [
    'Make the new table under another name, copy the rows, drop the original, and rename the new one last,',
    'with foreign keys off. Or set `PRAGMA legacy_alter_table = ON` while the original is renamed.',
  ].join(' '),
  fixGoesFurther: 'what mentions the table keeps meaning it',
  bad: [
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);',
      ].join('\n'),
      up: [
        'PRAGMA foreign_keys = OFF;',
        'BEGIN;',
        'ALTER TABLE users RENAME TO users_old;',
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users SELECT id, email FROM users_old;',
        'DROP TABLE users_old;',
        'COMMIT;',
        'PRAGMA foreign_keys = ON;',
      ].join('\n'),
      note: 'posts references users_old, which is gone.',
      also: ['long-write-lock', 'missing-down'],
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;',
      up: [
        'ALTER TABLE users RENAME TO users_old;',
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users SELECT id, email FROM users_old;',
      ].join('\n'),
      note: 'The old table stays as a backup, and the view reads it.',
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
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
      up: [
        'ALTER TABLE users RENAME TO users_old;',
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users SELECT id, email FROM users_old;',
        'DROP TABLE users_old;',
      ].join('\n'),
      note: 'Nothing else mentions the table.',
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const renamed of renamedFirst(chapter)) {
        const problem = problemOf(chapter, renamed)
        if (problem === null) continue
        yield {
          migration: chapter.migration,
          statement: renamed.rename,
          message: `What mentions ${renamed.table} follows it to ${lastPart(renamed.to)}: ${problem}.`,
          fix: safeForm(chapter) ?? rule.fix.replaceAll('`', ''),
          evidence: 'measured',
        }
      }
    }
  },
}

function problemOf(chapter: Chapter, renamed: RenamedFirst): string | null {
  const failed = failedDropOf(chapter, renamed.to)
  if (failed !== undefined) return stopped(failed)
  const cascaded = cascadedDrops(chapter).filter(({ table }) => table === renamed.to)
  const rows = cascaded.map(({ touched }) => `; in the shadow ${lossOf(touched)} when it is dropped`).join('')
  const followers = followersOf(chapter, renamed)
  if (followers.length === 0) return rows === '' ? null : rows.slice(2)
  const many = followers.length > 1
  return `${listedShort(followers)} ${many ? 'mean' : 'means'} the old table from then on, and not the new one${rows}`
}

function stopped({ statement }: TracedStatement): string {
  return `the deploy stops in line ${statement.line}, where rows of other tables still point to it`
}

/** Views, triggers and tables that mention the temporary name when the migration is done. */
function followersOf({ migration }: Chapter, { table, to }: RenamedFirst): readonly string[] {
  const mentions = (text: string) => mentionsName(text, bareName(to))
  const dangling = migration.damage
    .filter(({ kind, detail }) => kind === 'dangling-reference' && mentions(detail))
    .map(({ object }) => object)
  const altered = migration.changes
    .filter(({ action, detail }) => action === 'alter' && mentions(detail.split(' → ').at(-1) ?? ''))
    .map(({ object, name }) => (object === 'constraint' ? `table ${qualifier(name)}` : `${object} ${name}`))
  const own = new Set([`table ${table}`, `table ${to}`])
  return [...new Set([...dangling, ...altered])].filter(name => !own.has(name)).sort()
}

function mentionsName(text: string, name: string): boolean {
  const wanted = name.toLowerCase()
  if (!/^[\w$]+$/.test(wanted)) return text.toLowerCase().includes(wanted)
  return text.match(/[\w$\u0080-\uffff]+/g)?.some(word => word.toLowerCase() === wanted) === true
}
