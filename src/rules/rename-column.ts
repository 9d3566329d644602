import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { renamedColumns } from './support/renamed.ts'

export const rule: Rule = {
  id: 'rename-column',
  title: 'Column renamed under running code',
  why: [
    'The old name is gone the moment the migration commits, while the code that uses it still runs:',
    'every query that names the column fails until the new code is everywhere, and again if that is rolled back.',
    '',
    'A view under the name of the table that still has the old column is a bridge, and so is, for reads alone, a generated',
    'column under the old name: then only code that writes it fails, which is a warning.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Add the new column beside the old one, write both, copy the rows, switch the readers, and drop the old one later.',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, mail text);',
      up: 'ALTER TABLE users RENAME COLUMN mail TO email;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, mail text);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE users RENAME mail TO email'; END $$;",
      note: 'The column is known by its identity, not by the text.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, mail text);',
      up: 'ALTER TABLE users RENAME COLUMN mail TO email;\nALTER TABLE users ADD COLUMN mail text GENERATED ALWAYS AS (email) VIRTUAL;',
      note: 'A warning: the old name answers reads.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);',
      up: 'ALTER TABLE Users RENAME COLUMN Mail TO email;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, mail text);',
      up: 'ALTER TABLE users ADD COLUMN email text;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN mail text;\nALTER TABLE users RENAME COLUMN mail TO email;',
      note: 'The column is as young as the pull request.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, mail text);',
      up: [
        'ALTER TABLE users RENAME TO people;',
        'ALTER TABLE people RENAME COLUMN mail TO email;',
        'CREATE VIEW users AS SELECT id, email AS mail FROM people;',
      ].join('\n'),
      note: 'The view bears both old names, and takes writes.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN mail TEXT;\nALTER TABLE users RENAME COLUMN mail TO email;',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { statement, table, from, to, evidence, answersReads } of renamedColumns(chapter)) {
        yield {
          migration: chapter.migration,
          statement,
          ...(answersReads ? { severity: 'warning' } : {}),
          message: answersReads
            ? `Code that still writes ${table}.${from} fails: what is called so now is computed from ${to}.`
            : `Code that still uses ${table}.${from} fails as soon as it is called ${to}.`,
          fix: `Add ${to} beside ${from}, write both, copy the rows, switch the readers, then drop ${from} in a later release.`,
          evidence,
        }
      }
    }
  },
}
