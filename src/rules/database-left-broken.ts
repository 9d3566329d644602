import type { Damage } from '../model/damage.ts'
import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { bareName, qualifier } from './support/names.ts'
import { lostRows } from './support/sqlite/lost-rows.ts'
import { rebuilds, renamedFirst } from './support/sqlite/rebuilds.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'database-left-broken',
  title: 'Something is broken afterwards, though nothing failed',
  why: [
    'SQLite lets a table go that views, triggers and foreign keys mention, and with foreign keys off it lets rows point',
    'to nothing. Nothing fails in the migration; then each read of the view fails, and each write that fires the trigger',
    'or has to look up the parent.',
    '',
    'Foreign keys, views, triggers and the file were checked before and after. What was broken before is not told.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Drop or rebuild what mentions it in the same migration, and correct rows that point to nothing.',
  bad: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;',
      up: 'DROP TABLE users;',
      also: ['drop-table'],
    },
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));',
        "INSERT INTO users VALUES (1, 'a');",
        'INSERT INTO posts VALUES (1, 1);',
      ].join('\n'),
      up: 'PRAGMA foreign_keys = OFF;\nDELETE FROM users WHERE id = 1;\nPRAGMA foreign_keys = ON;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE VIEW emails AS SELECT email FROM users;',
      up: 'DROP VIEW emails;\nCREATE VIEW emails AS SELECT lower(email) AS email FROM users;',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const damage of chapter.migration.damage) {
        if (isToldElsewhere(chapter, damage)) continue
        yield {
          migration: chapter.migration,
          statement: causeOf(chapter, damage),
          message: `Broken afterwards, the ${damage.object}: ${damage.detail}.`,
          fix: rule.fix,
          evidence: 'measured',
        }
      }
    }
  },
}

function isToldElsewhere(chapter: Chapter, { kind, object, detail }: Damage): boolean {
  if (kind === 'violated-foreign-key') {
    const lost = lostRows(chapter, rebuilds(chapter)).map(({ rebuild }) => rebuild.table)
    return lost.some(table => detail.endsWith(` of ${table}`)) || isNewKey(chapter, object)
  }
  return renamedFirst(chapter).some(({ to }) => detail.toLowerCase().includes(bareName(to).toLowerCase()))
}

/** The rows of the shadow were made before the key was: that they do not match it says nothing of production. */
function isNewKey({ migration }: Chapter, object: string): boolean {
  return migration.made.some(
    ({ kind, name, attributes }) =>
      kind === 'constraint' &&
      `table ${qualifier(name)}` === object &&
      attributes.definition?.startsWith('FOREIGN KEY') === true,
  )
}

/** The last statement that dropped or renamed what the detail names; `null` where none did. */
function causeOf({ migration }: Chapter, { detail }: Damage): TracedStatement | null {
  const found = migration.statements.findLast(traced =>
    [
      ...operations(traced, 'drop-table'),
      ...operations(traced, 'rename-table'),
      ...operations(traced, 'drop'),
    ]
      .map(operation => ('table' in operation ? operation.table : operation.name))
      .some(name => detail.toLowerCase().includes(bareName(name).toLowerCase())),
  )
  return found ?? null
}
