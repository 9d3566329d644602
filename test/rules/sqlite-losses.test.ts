import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'

/**
 * What rebuilds of SQLite tables have lost in the field, each as a migration: it is blocked with the loss that was
 * measured, and the form that the finding suggests passes and leaves everything in its place.
 */
interface Loss {
  readonly title: string
  readonly base: string
  readonly up: string
  readonly rule: string
  /** Of the finding, with the numbers that were counted. */
  readonly message: string
  /** A fix that is a sentence, in SQL; else the suggested SQL is run. */
  readonly instead?: string
}

const users = 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'
const rows = "INSERT INTO users VALUES (1, 'a'), (2, 'b'), (3, 'c');"
const rebuild = [
  'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
  'INSERT INTO users_new SELECT id, email FROM users;',
  'DROP TABLE users;',
  'ALTER TABLE users_new RENAME TO users;',
].join('\n')
const children = [
  'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);',
  'INSERT INTO posts VALUES (1, 1), (2, 1), (3, 2), (4, NULL);',
].join('\n')

const losses: readonly Loss[] = [
  {
    title: 'child rows cascaded away',
    base: `${users}\n${rows}\n${children}`,
    up: rebuild,
    rule: 'rebuild-cascades-deletes',
    message:
      'Dropping main.users acts on the rows that point to it: in the shadow 3 of 4 rows of main.posts are deleted.',
  },
  {
    title: 'child rows cascaded away behind a pragma that does nothing',
    base: `${users}\n${rows}\n${children}`,
    up: `BEGIN;\nPRAGMA foreign_keys = OFF;\n${rebuild}\nCOMMIT;`,
    rule: 'rebuild-cascades-deletes',
    message:
      'Dropping main.users acts on the rows that point to it: in the shadow 3 of 4 rows of main.posts are deleted; PRAGMA foreign_keys in line 2 does nothing inside a transaction.',
  },
  {
    title: 'references of child rows cleared',
    base: `${users}\n${rows}\n${children.replace('CASCADE', 'SET NULL')}`,
    up: rebuild,
    rule: 'rebuild-cascades-deletes',
    message:
      'Dropping main.users acts on the rows that point to it: in the shadow the references in rows of main.posts are cleared.',
  },
  {
    title: 'rows that point to others of the same table',
    base: [
      'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, boss INTEGER REFERENCES users (id) ON DELETE CASCADE);',
      "INSERT INTO users VALUES (1, 'a', NULL), (2, 'b', 1), (3, 'c', 2);",
    ].join('\n'),
    up: rebuild
      .replace('NOT NULL', 'NOT NULL, boss INTEGER REFERENCES users (id) ON DELETE CASCADE')
      .replace('SELECT id, email', 'SELECT id, email, boss'),
    rule: 'rebuild-cascades-deletes',
    message:
      'Dropping main.users acts on the rows that point to it: in the shadow 2 of 3 rows of main.users_new are deleted.',
  },
  {
    title: 'a trigger lost where renames do not look at views',
    base: [
      users,
      'CREATE VIEW emails AS SELECT email FROM users;',
      'CREATE TABLE log (id INTEGER);',
      'CREATE TRIGGER users_log AFTER DELETE ON users BEGIN INSERT INTO log VALUES (OLD.id); END;',
    ].join('\n'),
    up: `PRAGMA legacy_alter_table = ON;\n${rebuild}\nPRAGMA legacy_alter_table = OFF;`,
    rule: 'rebuild-loses-objects',
    message: 'main.users is built anew without the trigger main.users_log: it goes with the old one.',
  },
  {
    title: 'a trigger and an index lost in the rebuild',
    base: [
      users,
      'CREATE INDEX users_email ON users (lower(email)) WHERE email IS NOT NULL;',
      'CREATE TABLE log (id INTEGER);',
      "CREATE TRIGGER users_log AFTER UPDATE OF email ON users WHEN NEW.email <> ';' BEGIN",
      '  INSERT INTO log VALUES (NEW.id); DELETE FROM log WHERE id < 0;',
      'END;',
    ].join('\n'),
    up: rebuild,
    rule: 'rebuild-loses-objects',
    message:
      'main.users is built anew without the index main.users_email and the trigger main.users_log: they go with the old one.',
  },
  {
    title: 'the trigger of a view that makes way for the rebuild',
    base: [
      users,
      'CREATE VIEW emails AS SELECT id, email FROM users;',
      'CREATE TRIGGER emails_set INSTEAD OF UPDATE ON emails BEGIN',
      '  UPDATE users SET email = NEW.email WHERE id = OLD.id;',
      'END;',
    ].join('\n'),
    up: `DROP VIEW emails;\n${rebuild}\nCREATE VIEW emails AS SELECT id, email FROM users;`,
    rule: 'rebuild-loses-objects',
    message: 'main.emails is built anew without the trigger main.emails_set: it goes with the old one.',
  },
  {
    title: 'keys and constraints that CREATE TABLE AS leaves out',
    base: 'CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE);',
    up: [
      'CREATE TABLE users_new AS SELECT id, email FROM users;',
      'DROP TABLE users;',
      'ALTER TABLE users_new RENAME TO users;',
    ].join('\n'),
    rule: 'rebuild-loses-properties',
    message:
      'CREATE TABLE … AS makes main.users without its keys, constraints and defaults, and with types of its own.',
    instead: [
      'CREATE TABLE users_new (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE);',
      'INSERT INTO users_new SELECT id, email FROM users;',
      "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'users') WHERE name = 'users_new';",
      'DROP TABLE users;',
      'ALTER TABLE users_new RENAME TO users;',
    ].join('\n'),
  },
  {
    title: 'a view that fails the rename',
    base: `${users}\nCREATE VIEW emails AS SELECT email FROM users;`,
    up: rebuild,
    rule: 'rename-blocked-by-view',
    message: 'The deploy stops here: error in view emails: no such table: main.users.',
  },
  {
    title: 'STRICT and WITHOUT ROWID dropped',
    base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) STRICT, WITHOUT ROWID;',
    up: rebuild,
    rule: 'rebuild-loses-properties',
    message: 'main.users is built anew and no longer STRICT and WITHOUT ROWID.',
  },
  {
    title: 'the mark of AUTOINCREMENT lowered',
    base: [
      'CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT);',
      rows,
      'DELETE FROM users WHERE id > 1;',
    ].join('\n'),
    up: rebuild.replace('PRIMARY KEY,', 'PRIMARY KEY AUTOINCREMENT,'),
    rule: 'rebuild-loses-properties',
    message:
      'main.users gives ids of deleted rows again: in the shadow its mark in sqlite_sequence falls from 3 to 1.',
  },
  {
    title: 'rows lost in the copy',
    base: `${users}\n${rows}\nUPDATE users SET email = NULL WHERE id = 2;`,
    up: rebuild.replace('FROM users;', 'FROM users WHERE email IS NOT NULL;'),
    rule: 'rebuild-loses-rows',
    message: 'In the shadow 1 of 3 rows of main.users are not copied and go with the old table.',
    instead: rebuild.replace('SELECT id, email', "SELECT id, coalesce(email, '')"),
  },
  {
    title: 'values lost in the copy',
    base: `${users}\n${rows}`,
    up: rebuild.replace('TEXT NOT NULL', 'TEXT').replace('SELECT id, email', '(id) SELECT id'),
    rule: 'rebuild-loses-rows',
    message: 'main.users.email holds nothing but NULL afterwards.',
    instead: rebuild,
  },
  {
    title: 'columns mixed up by a copy that goes by position',
    base: [
      'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, "pho ne" TEXT);',
      "INSERT INTO users VALUES (1, 'a', '1'), (2, 'b', '2');",
    ].join('\n'),
    up: rebuild
      .replace('email TEXT NOT NULL', '"pho ne" TEXT, email TEXT')
      .replace('SELECT id, email FROM', 'SELECT * FROM'),
    rule: 'rebuild-loses-rows',
    message:
      'main.users.email holds the values of "pho ne" afterwards; main.users."pho ne" holds the values of email afterwards.',
    instead: rebuild
      .replace('email TEXT NOT NULL', '"pho ne" TEXT, email TEXT')
      .replace('SELECT id, email FROM', '(id, email, "pho ne") SELECT * FROM'),
  },
  {
    title: 'ids that are given anew',
    base: `${users}\nINSERT INTO users VALUES (7, 'a'), (8, 'b');`,
    up: rebuild.replace('SELECT id, email', '(email) SELECT email'),
    rule: 'rebuild-loses-rows',
    message: 'main.users.id holds new values, and none of the old ones, afterwards.',
    instead: rebuild,
  },
  {
    title: 'values that gave way to a constant in the copy',
    base: `${users}\n${rows}`,
    up: rebuild.replace('SELECT id, email', "SELECT id, '' AS email"),
    rule: 'rebuild-loses-rows',
    message: 'main.users.email holds one and the same value in every row afterwards.',
    instead: rebuild.replace('SELECT id, email', "SELECT id, coalesce(nullif(email, 'x'), '') AS email"),
  },
  {
    title: 'references that follow the original to its temporary name',
    base: `${users}\n${rows}\n${children}`,
    up: [
      'ALTER TABLE users RENAME TO users_old;',
      'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
      'INSERT INTO users SELECT id, email FROM users_old;',
      'DROP TABLE users_old;',
    ].join('\n'),
    rule: 'rename-original-first',
    message:
      'What mentions main.users follows it to users_old: table main.posts means the old table from then on, and not the new one; in the shadow 3 of 4 rows of main.posts are deleted when it is dropped.',
  },
  {
    title: 'all of it at once, in names that need quotes',
    base: [
      'CREATE TABLE "Us ers" ("i;d" INTEGER PRIMARY KEY AUTOINCREMENT, "e""mail" TEXT) STRICT;',
      'CREATE UNIQUE INDEX "Us ers email" ON "Us ers" ("e""mail");',
      `CREATE TABLE posts ("user id" INTEGER REFERENCES "Us ers" ON DELETE CASCADE);`,
    ].join('\n'),
    up: [
      'CREATE TABLE [new us ers] ("i;d" INTEGER PRIMARY KEY AUTOINCREMENT, "e""mail" TEXT NOT NULL) -- ); DROP',
      ';',
      'INSERT INTO [new us ers] SELECT * FROM "us ERS"; -- the copy',
      'DROP TABLE `us ers`;',
      'ALTER TABLE \'new us ers\' RENAME TO "Us ers";',
    ].join('\n'),
    rule: 'rebuild-cascades-deletes',
    message:
      'Dropping main."Us ers" acts on the rows that point to it: in the shadow 3 of 3 rows of main.posts are deleted.',
    instead: [
      'PRAGMA foreign_keys = OFF;',
      'CREATE TABLE [new us ers] ("i;d" INTEGER PRIMARY KEY AUTOINCREMENT, "e""mail" TEXT NOT NULL) STRICT;',
      'INSERT INTO [new us ers] SELECT * FROM "us ERS";',
      "DELETE FROM sqlite_sequence WHERE name = 'new us ers';",
      "INSERT INTO sqlite_sequence SELECT 'new us ers', seq FROM sqlite_sequence WHERE name = 'Us ers';",
      'DROP TABLE `us ers`;',
      'ALTER TABLE \'new us ers\' RENAME TO "Us ers";',
      'CREATE UNIQUE INDEX "Us ers email" ON "Us ers" ("e""mail");',
      'PRAGMA foreign_keys = ON;',
    ].join('\n'),
  },
]

/** A rebuild holds the write lock, whatever its form. */
const apart = 'long-write-lock'

test.each(losses)('$title', async ({ base, up, rule, message, instead }) => {
  const bad = await review(base, up)
  const found = bad.findings.find(finding => finding.rule === rule)
  expect(bad.verdict).toBe('block')
  expect(bad.findings.map(finding => [finding.rule, finding.message])).toContainEqual([rule, message])
  const fix = instead ?? found?.fix ?? ''
  expect(fix).toMatch(/;$/)
  const good = await review(base, fix)
  expect(good.verdict).toBe('pass')
  expect(
    good.findings.filter(finding => finding.rule !== apart),
    fix,
  ).toEqual([])
  expect(lostObjects(good)).toEqual([])
})

function lostObjects({ migrations }: Review): readonly string[] {
  return migrations.flatMap(({ changes }) =>
    changes.filter(({ action }) => action === 'drop').map(({ object, name }) => `${object} ${name}`),
  )
}

async function review(base: string, up: string): Promise<Review> {
  const file = (name: string, text: string) =>
    [`migrations/${name}.sql`, new TextEncoder().encode(text)] as const
  const before = new Map([file('0001_base', base)])
  return check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'sqlite',
    changeSet: { base: before, head: new Map([...before, file('0002_change', up)]), baseRef: 'main' },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
}
