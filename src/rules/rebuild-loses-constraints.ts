import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { oneLine } from './support/sql.ts'
import { lostConstraints } from './support/sqlite/lost-constraints.ts'
import { rebuilds } from './support/sqlite/rebuilds.ts'

export const rule: Rule = {
  id: 'rebuild-loses-constraints',
  title: 'A rebuilt table that lost a constraint on the way',
  why: [
    'To change one thing of a table, SQLite often wants it written anew as a whole, and what is not written again is',
    'gone: a foreign key, a UNIQUE, a CHECK. Nothing fails; rows that it would have refused come in from then on.',
    '',
    'A rebuild that only takes constraints away is no finding, nor one that puts another of the kind in their place, or',
    'drops their column. The schema was read before and after.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['sqlite'],
  fix: 'Write the constraint in the new table too. Where it is to go, do that in a migration of its own.',
  bad: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER);',
      up: [
        'CREATE TABLE orders_new (id INTEGER PRIMARY KEY, user_id INTEGER, total INTEGER NOT NULL);',
        'INSERT INTO orders_new SELECT id, user_id, total FROM orders;',
        'DROP TABLE orders;',
        'ALTER TABLE orders_new RENAME TO orders;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER);',
      up: [
        'CREATE TABLE orders_new (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER NOT NULL);',
        'INSERT INTO orders_new SELECT id, user_id, total FROM orders;',
        'DROP TABLE orders;',
        'ALTER TABLE orders_new RENAME TO orders;',
      ].join('\n'),
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (total > 0));',
      up: [
        'CREATE TABLE orders_new (id INTEGER PRIMARY KEY, total INTEGER);',
        'INSERT INTO orders_new SELECT id, total FROM orders;',
        'DROP TABLE orders;',
        'ALTER TABLE orders_new RENAME TO orders;',
      ].join('\n'),
      note: 'To take the CHECK away is all that it does.',
      also: ['long-write-lock'],
    },
  ],
  *check(context) {
    for (const chapter of chapters(context))
      for (const rebuild of rebuilds(chapter)) {
        const lost = lostConstraints(chapter, rebuild)
        if (lost.length === 0) continue
        const said = lost.map(({ definition }) => oneLine(definition)).join('; ')
        yield {
          migration: chapter.migration,
          statement: rebuild.drop,
          message: `${rebuild.table} is built anew without what it had: ${said}.`,
          fix: 'Write it in the new table too. Where it is to go, do that in a migration of its own.',
          evidence: 'measured',
        }
      }
  },
}
