import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { listed } from './support/names.ts'
import { lostParts } from './support/sqlite/lost-parts.ts'
import { rebuilds } from './support/sqlite/rebuilds.ts'
import { safeForm } from './support/sqlite/recipe.ts'

export const rule: Rule = {
  id: 'rebuild-loses-objects',
  title: 'A rebuilt table loses its indexes or triggers',
  why: [
    'With a table or view SQLite drops its indexes and triggers, without a word. A new table that takes over the name has none',
    'of them: queries grow slow, a unique index no longer guards, and what a trigger kept up to date no longer is.',
    '',
    'The schema was read before and after. What the migration drops by a statement of its own is meant so, and what',
    'it makes again under another name is not lost.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Make them again at the end of the rebuild, or drop by name what is to go.',
  fixGoesFurther: 'what the migration lost is made again',
  bad: [
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE UNIQUE INDEX users_email ON users (email);',
        'CREATE TABLE log (user_id INTEGER);',
        'CREATE TRIGGER users_log AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (NEW.id); END;',
      ].join('\n'),
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE UNIQUE INDEX users_email ON users (email);',
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
        'CREATE UNIQUE INDEX users_by_email ON users (email);',
      ].join('\n'),
      note: 'It stands again, under another name.',
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE INDEX users_email ON users (email);',
      up: [
        'DROP INDEX users_email;',
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      note: 'Dropped by name.',
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const all = rebuilds(chapter)
      const lost = lostParts(chapter, all)
      for (const [{ table, drop }, parts] of Map.groupBy(lost, ({ rebuild }) => rebuild)) {
        const names = parts.map(({ object: { kind, name } }) => `the ${kind} ${name}`)
        yield {
          migration: chapter.migration,
          statement: drop,
          message: `${table} is built anew without ${listed(names)}: ${names.length > 1 ? 'they go' : 'it goes'} with the old one.`,
          fix:
            (all.length > 0 ? safeForm(chapter) : null) ??
            `Add at the end: ${parts.map(({ sql }) => sql).join('; ')}`,
          evidence: 'measured',
        }
      }
    }
  },
}
