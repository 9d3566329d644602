import type { ReplayedMigration } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { lastPart, qualifier } from './support/names.ts'
import { type RenamedTable, renamedTables } from './support/renamed-tables.ts'

export const rule: Rule = {
  id: 'rename-table',
  covers: ['rename-schema', 'set-schema', 'rename-without-bridge-ok'],
  title: 'Table renamed under running code',
  why: [
    'The old name is gone the moment the migration commits, while the code that uses it still runs:',
    'every query of the table fails until the new code is everywhere, and again if that is rolled back.',
    'A move into another schema, and a new name for a whole schema, do the same; so does a view under another name.',
    '',
    'A view under the old name, made in the same transaction, is a bridge: PostgreSQL passes reads and writes through.',
    'SQLite passes reads through, and writes only where the view has INSTEAD OF triggers.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: [
    'Make a view under the old name in the same migration, with the same rights as the table;',
    'drop it in a later release, when no code uses it any more.',
  ].join(' '),
  fixGoesFurther: 'a view stands under the old name',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders RENAME TO purchases;',
    },
    {
      base: 'CREATE SCHEMA archive;\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders SET SCHEMA archive;',
      note: 'Code finds it no longer where it was.',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int PRIMARY KEY);',
      up: 'ALTER SCHEMA shop RENAME TO store;',
    },
    {
      base: 'CREATE TABLE "Orders" (id int PRIMARY KEY);',
      up: 'DO $$ BEGIN EXECUTE \'ALTER TABLE "Orders" RENAME TO "Purchases"\'; END $$;',
      note: 'The table is known by its identity, not by the text.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, open boolean);\nCREATE VIEW open_orders AS SELECT id FROM orders WHERE open;',
      up: 'ALTER VIEW open_orders RENAME TO pending_orders;',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders RENAME TO purchases;',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;',
      note: 'The old name answers reads, but every write to it fails.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;',
      note: 'The old name still answers.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders RENAME TO purchases;',
      note: 'The table is as young as the pull request.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE orders_next (id bigint PRIMARY KEY);',
      up: 'ALTER TABLE orders RENAME TO orders_old;\nALTER TABLE orders_next RENAME TO orders;',
      note: 'Another table takes over the name.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: [
        'ALTER TABLE orders RENAME TO purchases;',
        'CREATE VIEW orders AS SELECT * FROM purchases;',
        'CREATE TRIGGER orders_insert INSTEAD OF INSERT ON orders BEGIN INSERT INTO purchases VALUES (NEW.id); END;',
      ].join('\n'),
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const renamed of renamedTables(chapter)) {
        const { kind, from, to, statement, evidence } = renamed
        const subject = kind === 'schema' ? `the schema ${from}` : from
        const name = kind !== 'schema' && qualifier(from) === qualifier(to) ? lastPart(to) : to
        yield {
          migration: chapter.migration,
          statement,
          message: `Code that still uses ${subject} fails as soon as it is called ${name}.`,
          fix:
            context.dialect === 'sqlite' ? bridgeWithTriggers(renamed) : bridge(renamed, chapter.migration),
          evidence,
        }
      }
    }
  },
}

function bridgeWithTriggers({ from, to }: RenamedTable): string {
  return `Keep the name, or make a view ${from} AS SELECT * FROM ${to} in the same migration, with INSTEAD OF triggers for the writes of running code.`
}

/** The rename again, with a view under the old name in the same transaction. */
function bridge({ kind, from, to }: RenamedTable, { transaction }: ReplayedMigration): string {
  if (kind === 'schema')
    return `Keep the schema ${from}, and move its tables one by one, each with a view under its old name.`
  const stays = qualifier(from) === qualifier(to)
  if (!stays && lastPart(from) !== lastPart(to))
    return `Make a view ${from} AS SELECT * FROM ${to} in the same migration.`
  const change = stays ? `RENAME TO ${lastPart(to)}` : `SET SCHEMA ${qualifier(to)}`
  const sql = [`ALTER TABLE ${from} ${change};`, `CREATE VIEW ${from} AS SELECT * FROM ${to};`]
  return (transaction === 'none' ? ['BEGIN;', ...sql, 'COMMIT;'] : sql).join('\n')
}
