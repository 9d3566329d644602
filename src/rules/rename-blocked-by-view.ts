import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { oneLine } from './support/sql.ts'
import { safeForm } from './support/sqlite/recipe.ts'
import { blockerOfRename } from './support/sqlite/refusals.ts'

export const rule: Rule = {
  id: 'rename-blocked-by-view',
  title: 'A view or trigger stops the rename',
  why: [
    'SQLite reads all views and triggers again when a table is renamed, and refuses where one mentions a table that is',
    'not there at that moment. In the middle of a rebuild that is so: the original is dropped, and the new table has',
    'not its name yet. So a rebuild of a table with a view on it stops at its last step.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: [
    'Drop the views and triggers that mention the table before the rebuild and make them again after it,',
    'or set `PRAGMA legacy_alter_table = ON` for it: then a rename does not look at them.',
  ].join(' '),
  bad: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;',
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
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;',
      up: [
        'DROP VIEW emails;',
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
        'CREATE VIEW emails AS SELECT email FROM users;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { traced } of chapter.steps) {
        const blocker = blockerOfRename(traced)
        if (blocker === null) continue
        yield {
          migration: chapter.migration,
          statement: traced,
          message: `The deploy stops here: ${oneLine(traced.trace.error?.message ?? '')}.`,
          fix:
            safeForm(chapter, { renames: 'legacy' }) ??
            `Drop the ${blocker.kind} ${blocker.name} before the rebuild, and make it again after the rename.`,
          evidence: 'measured',
        }
      }
    }
  },
}
