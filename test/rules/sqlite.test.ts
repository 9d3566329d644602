import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'

/** How the rules read what migrations of SQLite do: SQL on the real engine, and all that is said of it. */
interface Row {
  readonly title: string
  readonly base: string
  /** The migrations in review, in their order. */
  readonly ups: readonly string[]
  /** Rules that speak of a migration, as `1 drop-table error`; those of every rebuild are left out. */
  readonly findings: readonly string[]
  /** Beginning of a fix. */
  readonly fix?: RegExp
  readonly config?: unknown
  /** Drizzle puts its own transaction around each file. */
  readonly format?: 'plain' | 'drizzle'
  readonly shadow?: 'none'
}

const users = 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'
const rebuild = [
  'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
  'INSERT INTO users_new SELECT id, email FROM users;',
  'DROP TABLE users;',
  'ALTER TABLE users_new RENAME TO users;',
].join('\n')
const posts =
  'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);'

const rows: readonly Row[] = [
  { title: 'a rebuild that keeps all is silent', base: users, ups: [rebuild], findings: [] },
  {
    title: 'so is one in names that Drizzle quotes, with columns called like keywords',
    base: 'CREATE TABLE `users` (`id` integer PRIMARY KEY, `limit` integer, `where` text);',
    ups: [
      [
        'CREATE TABLE `__new_users` (`id` integer PRIMARY KEY, `limit` integer NOT NULL, `where` text);',
        'INSERT INTO `__new_users` ("id", "limit", "where") SELECT "id", "limit", "where" FROM `Users`;',
        'DROP TABLE `Users`;',
        'ALTER TABLE `__new_users` RENAME TO `users`;',
      ].join('\n'),
    ],
    findings: [],
  },
  {
    title: 'one by text alone as well',
    base: users,
    ups: [rebuild.replaceAll(/\busers\b/g, '`users`')],
    findings: [],
    shadow: 'none',
  },
  ...[
    {
      title: 'a constraint of the new table that passes over rows',
      create: 'name TEXT UNIQUE ON CONFLICT IGNORE',
    },
    {
      title: 'a trigger of the new table that passes over rows',
      create: 'name TEXT',
      before: 'CREATE TRIGGER x BEFORE INSERT ON u WHEN NEW.id > 2000 BEGIN SELECT RAISE(IGNORE); END;',
    },
    {
      title: 'a copy that goes through another table',
      create: 'name TEXT',
      before: 'CREATE TABLE k AS SELECT id, name FROM t WHERE id < 2000;',
      from: 'k',
    },
  ].map(({ title, create, before = '', from = 't' }) => ({
    title,
    base: 'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);',
    ups: [
      `CREATE TABLE u (id INTEGER PRIMARY KEY, ${create});\n${before}\nINSERT INTO u SELECT id, name FROM ${from};\nDROP TABLE t;\nALTER TABLE u RENAME TO t;`,
    ],
    findings: ['1 rebuild-loses-rows warning'],
  })),
  ...[
    {
      title: 'every constraint that is left out is told',
      create: 'uid INTEGER, s TEXT, n INTEGER NOT NULL',
      told: true,
    },
    { title: 'not where it is all that changes', create: 'uid INTEGER, s TEXT, n INTEGER', told: false },
    {
      title: 'not where another of the kind comes, or its column goes',
      create: "uid INTEGER REFERENCES u (id), s TEXT CHECK (s IN ('a')) NOT NULL",
      columns: "uid, 'a'",
      told: false,
      also: ['1 missing-down warning', '1 drop-column error'],
    },
  ].map(({ title, create, columns = 'uid, s, n', told, also = [] }) => ({
    title: `constraints of a rebuild: ${title}`,
    base: 'CREATE TABLE u (id INTEGER PRIMARY KEY); CREATE TABLE t (uid INTEGER REFERENCES u (id), s TEXT CHECK (length(s) > 1), n INTEGER UNIQUE);',
    ups: [
      `CREATE TABLE t_new (${create});\nINSERT INTO t_new SELECT ${columns} FROM t;\nDROP TABLE t;\nALTER TABLE t_new RENAME TO t;`,
    ],
    findings: [...also, ...(told ? ['1 rebuild-loses-constraints warning'] : [])],
  })),
  {
    title: 'a pragma inside a transaction, by text alone',
    base: users,
    ups: [
      'BEGIN;\nPRAGMA foreign_keys = off;\nALTER TABLE users ADD COLUMN note TEXT;\nPRAGMA foreign_keys = on;\nCOMMIT;',
    ],
    findings: ['1 foreign-keys-pragma-inside-transaction warning'],
    shadow: 'none',
  },
  {
    title: 'a pragma outside of it, by text alone',
    base: users,
    ups: ['PRAGMA foreign_keys = off;\nALTER TABLE users ADD COLUMN note TEXT;\nPRAGMA foreign_keys = on;'],
    findings: [],
    shadow: 'none',
  },
  {
    title: 'a copy that fails is no lost table',
    base: `${users}\nINSERT INTO users VALUES (1, 'b');`,
    ups: [rebuild.replace('NOT NULL', "CHECK (email = 'a')")],
    findings: ['1 statement-failed error'],
  },
  {
    title: 'a table set aside and put back under its name',
    base: users,
    ups: [
      [
        'CREATE TEMPORARY TABLE kept AS SELECT * FROM users;',
        'DROP TABLE users;',
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users SELECT * FROM kept;',
        'DROP TABLE kept;',
      ].join('\n'),
    ],
    findings: [],
  },
  {
    title: 'a table that was built anew is live for the migrations after it',
    base: users,
    ups: [
      rebuild.replace(' NOT NULL', ' COLLATE NOCASE'),
      'ALTER TABLE USERS DROP COLUMN Email;',
      'DROP TABLE "users";',
    ],
    findings: ['2 drop-column error', '3 drop-table error'],
  },
  {
    title: 'one that was dropped and made again without its rows is not',
    base: users,
    ups: [`DROP TABLE users;\n${users}`, 'DROP TABLE users;'],
    findings: ['1 drop-table error'],
  },
  {
    title: 'rows of children that are put back are not lost; the pragma is still useless',
    base: `${users}\n${posts}`,
    ups: [
      [
        'BEGIN;',
        'PRAGMA foreign_keys = OFF;',
        'CREATE TEMPORARY TABLE kept AS SELECT * FROM posts;',
        rebuild,
        'INSERT INTO posts SELECT * FROM kept;',
        'COMMIT;',
      ].join('\n'),
    ],
    findings: ['1 foreign-keys-pragma-inside-transaction warning'],
  },
  {
    title: 'children that go as well are told as dropped',
    base: `${users}\n${posts}`,
    ups: ['DROP TABLE users;\nDROP TABLE posts;'],
    findings: ['1 drop-table error', '1 drop-table error'],
  },
  {
    title: 'of a parent that goes for good no safe form is known',
    base: `${users}\n${posts}`,
    ups: ['DROP TABLE users;'],
    findings: ['1 database-left-broken error', '1 drop-table error', '1 rebuild-cascades-deletes error'],
    fix: /^Build main\.posts anew without the foreign key to main\.users before/,
  },
  {
    title: 'which of two rows stays is chance where one replaces the other',
    base: users,
    ups: [rebuild.replace('NOT NULL', 'UNIQUE').replace('INSERT', 'INSERT OR REPLACE')],
    findings: ['1 rebuild-loses-rows warning'],
  },
  {
    title: 'the short word for it as well; a function of that name does nothing of the kind',
    base: users,
    ups: [
      rebuild.replace('NOT NULL', 'UNIQUE').replace('INSERT', 'REPLACE'),
      rebuild
        .replace('NOT NULL', 'UNIQUE')
        .replace('SELECT id, email', "SELECT id, replace(email, 'a', 'b')"),
    ],
    findings: ['1 rebuild-loses-rows warning'],
  },
  {
    title: 'what an expression makes of made up texts is no loss',
    base: users,
    ups: [
      rebuild.replace('TEXT NOT NULL', 'INTEGER').replace('SELECT id, email', 'SELECT id, unixepoch(email)'),
    ],
    findings: [],
  },
  {
    title: 'a default that is computed is not left out without a word',
    base: users,
    ups: ['ALTER TABLE users ADD COLUMN at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP;'],
    findings: ['1 add-column-not-allowed error'],
    fix: /^-- all rows hold NULL, new ones too: .*\nALTER TABLE main\.users ADD COLUMN at TEXT;$/,
  },
  {
    title: 'a copy that has no value for a new column',
    base: users,
    ups: [rebuild.replace('NOT NULL', ', name TEXT NOT NULL').replace('SELECT', '(id, email) SELECT')],
    findings: ['1 statement-failed error'],
    fix: /^Existing rows have no value there: give the column a default/,
  },
  {
    title: 'a transaction that the file leaves open',
    base: users,
    ups: ['BEGIN;\nALTER TABLE users ADD COLUMN age INTEGER;'],
    findings: ['1 could-not-verify error'],
    fix: /^End the transaction with COMMIT/,
  },
  {
    title: 'a command of the sqlite3 program',
    base: users,
    ups: ['.mode column\nALTER TABLE users ADD COLUMN age INTEGER;'],
    findings: ['1 unparsed-statement error'],
    fix: /^Write \.mode as plain SQL, or leave it out\.$/,
  },
  {
    title: 'a made up text that is no JSON says so',
    base: users,
    ups: ["UPDATE users SET email = json_set(email, '$.a', 1) WHERE email IS NOT NULL;"],
    findings: ['1 statement-failed error'],
    fix: /json_valid/,
  },
  {
    title: 'a view alone that is made again without its trigger',
    base: `${users}\nCREATE VIEW v AS SELECT id FROM users;\nCREATE TRIGGER t INSTEAD OF DELETE ON v BEGIN SELECT 1; END;`,
    ups: ['DROP VIEW v;\nCREATE VIEW v AS SELECT id, email FROM users;'],
    findings: ['1 rebuild-loses-objects error'],
    fix: /^Add at the end: CREATE TRIGGER t INSTEAD OF DELETE ON v/,
  },
  {
    title: 'a view that goes takes its trigger along',
    base: `${users}\nCREATE VIEW v AS SELECT id FROM users;\nCREATE TRIGGER t INSTEAD OF DELETE ON v BEGIN SELECT 1; END;`,
    ups: ['DROP VIEW v;'],
    findings: [],
  },
  {
    title: 'where connections do not enforce foreign keys nothing cascades',
    base: `${users}\n${posts}`,
    ups: [rebuild],
    findings: [],
    config: { sqlite: { 'foreign-keys': false } },
  },
  {
    title: 'where they are off, one that turns them on again enforces nothing',
    base: `${users}\n${posts}`,
    ups: [
      `PRAGMA foreign_keys = OFF;\n${rebuild}\nDROP TABLE posts;\nPRAGMA foreign_keys = ON;`.replaceAll(
        ';\n',
        ';\n--> statement-breakpoint\n',
      ),
    ],
    findings: ['1 drop-table error', '1 foreign-keys-pragma-inside-transaction warning'],
    config: { sqlite: { 'foreign-keys': false } },
    format: 'drizzle',
  },
  {
    title: 'a pragma in a transaction that a tool opens',
    base: `${users}\n${posts}`,
    ups: [`PRAGMA foreign_keys = OFF;\n${rebuild}`.replaceAll(';\n', ';\n--> statement-breakpoint\n')],
    findings: ['1 rebuild-cascades-deletes error'],
    fix: /^Turn foreign keys off on the connection before the transaction begins/,
    format: 'drizzle',
  },
  {
    title: 'a failure behind such a pragma is told as its consequence',
    base: `${users}\n${posts.replace(' ON DELETE CASCADE', '')}`,
    ups: [`BEGIN;\nPRAGMA foreign_keys = 0;\n${rebuild}\nCOMMIT;`],
    findings: ['1 foreign-keys-pragma-inside-transaction error'],
    fix: /^PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE users_new/,
  },
  {
    title: 'a table that nobody references does not depend on the pragma',
    base: users,
    ups: [`BEGIN;\nPRAGMA foreign_keys = OFF;\n${rebuild}\nCOMMIT;`],
    findings: ['1 foreign-keys-pragma-inside-transaction warning'],
  },
  {
    title: 'an index that a key begins with is not lost',
    base: 'CREATE TABLE tags (a INTEGER, b INTEGER);\nCREATE INDEX tags_a ON tags (a);\nCREATE INDEX tags_b ON tags (b);',
    ups: [
      [
        'CREATE TABLE tags_new (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b));',
        'INSERT INTO tags_new SELECT a, b FROM tags;',
        'DROP TABLE tags;',
        'ALTER TABLE tags_new RENAME TO tags;',
      ].join('\n'),
    ],
    findings: ['1 rebuild-loses-objects error'],
    fix: /RENAME TO tags;\nCREATE INDEX tags_b ON tags \(b\);\nPRAGMA foreign_key_check;\nCOMMIT;/,
  },
  {
    title: 'an index on a column that goes, goes with it',
    base: `${users}\nCREATE INDEX users_email ON users (email);`,
    ups: [
      [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY);',
        'INSERT INTO users_new SELECT id FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
    ],
    findings: ['1 drop-column error'],
  },
  {
    title: 'a key of another type cannot count up',
    base: 'CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT);',
    ups: [rebuild.replace('id INTEGER PRIMARY KEY', 'id TEXT PRIMARY KEY NOT NULL')],
    findings: [],
  },
  {
    title: 'what a value is looked up by leaves no rows out',
    base: `${users}\n${posts}`,
    ups: [
      [
        'CREATE TABLE posts_new (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), email TEXT);',
        'INSERT INTO posts_new SELECT id, user_id, (SELECT email FROM users WHERE users.id = user_id) FROM posts;',
        'DROP TABLE posts;',
        'ALTER TABLE posts_new RENAME TO posts;',
      ].join('\n'),
    ],
    findings: [],
  },
  {
    title: 'rows that a later cascade takes are not told as lost in the copy',
    base: `${users}\n${posts}`,
    ups: [
      [
        posts.replace('posts', 'posts_new'),
        'INSERT INTO posts_new SELECT id, user_id FROM posts;',
        'DROP TABLE posts;',
        'ALTER TABLE posts_new RENAME TO posts;',
        rebuild,
      ].join('\n'),
    ],
    findings: ['1 rebuild-cascades-deletes error'],
  },
  {
    title: 'a new foreign key says nothing of rows that the check made up',
    base: `${users}\nCREATE TABLE likes (id INTEGER PRIMARY KEY, who INTEGER);\nINSERT INTO likes VALUES (1, 77);`,
    ups: [
      [
        'PRAGMA foreign_keys = OFF;',
        'CREATE TABLE likes_new (id INTEGER PRIMARY KEY, who INTEGER REFERENCES users (id));',
        'INSERT INTO likes_new SELECT id, who FROM likes;',
        'DROP TABLE likes;',
        'ALTER TABLE likes_new RENAME TO likes;',
        'PRAGMA foreign_keys = ON;',
      ].join('\n'),
    ],
    findings: ['1 foreign-key-missing-index warning'],
  },
  {
    title: 'a new column under the old name has none of the values',
    base: users,
    ups: ['ALTER TABLE users RENAME COLUMN email TO mail;\nALTER TABLE users ADD COLUMN email TEXT;'],
    findings: ['1 rename-column error'],
  },
  {
    title: 'one that is filled from the old one takes its place',
    base: users,
    ups: [
      [
        'ALTER TABLE `users` RENAME COLUMN `email` TO `email_old`;',
        "ALTER TABLE `users` ADD COLUMN `email` text DEFAULT 'x';",
        'UPDATE `users` SET `email` = `email_old`;',
        'ALTER TABLE `users` DROP COLUMN `email_old`;',
      ].join('\n'),
    ],
    findings: [],
  },
  {
    title: 'a rebuild that carries a column over under another name renames it',
    base: users,
    ups: [rebuild.replace('email TEXT NOT NULL', '"e mail" TEXT')],
    findings: ['1 rename-column error'],
    fix: /^Add "e mail" beside email/,
  },
  {
    title: 'so do a copy within the table and a DROP COLUMN',
    base: users,
    ups: [
      'ALTER TABLE users ADD COLUMN mail TEXT;\nUPDATE users SET mail = email;\nALTER TABLE users DROP COLUMN email;',
    ],
    findings: ['1 rename-column error'],
  },
  {
    title: 'a column that is renamed is told once',
    base: users,
    ups: ['ALTER TABLE users RENAME COLUMN email TO mail;'],
    findings: ['1 rename-column error'],
  },
  {
    title: 'a column that the same migration adds may be filled',
    base: users,
    ups: ["ALTER TABLE users ADD COLUMN role TEXT;\nUPDATE users SET role = 'user';"],
    findings: [],
  },
  {
    title: 'a column that needs rows is refused on rows only: by its text where there are none',
    base: 'CREATE TABLE odd (a INTEGER CHECK (a > 3 AND a < 2));',
    ups: ['ALTER TABLE odd ADD COLUMN b TEXT NOT NULL;'],
    findings: ['1 add-column-not-allowed error'],
    fix: /^-- existing rows hold NULL/,
  },
  {
    title: 'types are told once a migration',
    base: '',
    ups: [
      'CREATE TABLE a (k TEXT PRIMARY KEY, v varchar(3));\nCREATE TABLE b (k TEXT PRIMARY KEY, v char(9));',
    ],
    findings: ['1 type-affinity-not-enforced warning'],
  },
  {
    title: 'tables as Drizzle and Prisma write them are silent',
    base: '',
    ups: [
      'CREATE TABLE `a` (`id` text PRIMARY KEY NOT NULL, `at` integer DEFAULT (unixepoch()) NOT NULL, `ok` integer);',
      'CREATE TABLE "B" ("id" TEXT NOT NULL PRIMARY KEY, "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, "n" DECIMAL);',
    ],
    findings: [],
  },
]

/** A rebuild holds the write lock, whatever its form. */
const apart = 'long-write-lock'

test.each(rows)('$title', async row => {
  const { findings, baseProblems } = await review(row)
  const told = findings.filter(({ rule }) => rule !== apart)
  expect(baseProblems).toEqual([])
  expect(told.map(({ rule, severity, path }) => `${place(path)} ${rule} ${severity}`)).toEqual(row.findings)
  if (row.fix !== undefined) expect(told.map(({ fix }) => fix)).toContainEqual(expect.stringMatching(row.fix))
})

/** `migrations/0002_change.sql` is the first in review. */
function place(path: string): number {
  return Number(/\d{4}/.exec(path)?.[0]) - 1
}

async function review({ base, ups, config = {}, format = 'plain', shadow }: Row): Promise<Review> {
  const names = [base, ...ups].map((_, at) => `000${at + 1}_change`)
  const files = names.map((name, at) => [`migrations/${name}.sql`, [base, ...ups][at] ?? ''] as const)
  return check({
    folders: [{ path: 'migrations', format }],
    dialect: 'sqlite',
    changeSet: {
      base: filesOf(files.slice(0, 1), names.slice(0, 1), format),
      head: filesOf(files, names, format),
      baseRef: 'main',
    },
    config: configSchema.parse(config),
    shadow: { kind: shadow ?? 'embedded' },
  })
}

function filesOf(
  files: readonly (readonly [path: string, text: string])[],
  names: readonly string[],
  format: string,
): ReadonlyMap<string, Uint8Array> {
  const entries = names.map((tag, idx) => ({ idx, tag, when: idx + 1, version: '6', breakpoints: true }))
  const journal = JSON.stringify({ version: '7', dialect: 'sqlite', entries })
  const all = format === 'drizzle' ? [...files, ['migrations/meta/_journal.json', journal] as const] : files
  return new Map(all.map(([path, text]) => [path, new TextEncoder().encode(text)]))
}
