import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Review } from '../../src/model/review.ts'
import { changedRepository } from '../support/git-repository.ts'

/** A copy of dist without anything of PostgreSQL's: what a check of SQLite does not touch, it does not miss. */
let dist = ''
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'migration-gate-dist-'))
  await cp(join(import.meta.dirname, '../../dist'), dist, {
    recursive: true,
    filter: source => !source.includes(join('shadow', 'postgres')),
  })
})
afterAll(() => rm(dist, { recursive: true, force: true }))

function check(cwd: string): Promise<{ code: number; review: Review }> {
  const args = [
    join(dist, 'cli.js'),
    'check',
    '--dir',
    'migrations',
    '--base',
    'main',
    '--output-format',
    'json',
  ]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 64e6 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr))
      else resolve({ code: error === null ? 0 : Number(error.code), review: JSON.parse(stdout) })
    })
  })
}

const base = {
  'migrations/0001_blog.sql': `CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT) STRICT;
CREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE) STRICT;
CREATE TRIGGER touch AFTER INSERT ON posts BEGIN SELECT 1; END;
`,
}

const rebuild = `CREATE TABLE new_posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL) STRICT;
INSERT INTO new_posts SELECT id, title FROM posts;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'posts') WHERE name = 'new_posts';
DROP TABLE posts;
ALTER TABLE new_posts RENAME TO posts;
CREATE TRIGGER touch AFTER INSERT ON posts BEGIN SELECT 1; END;
`

test('SQLite is detected and checked without PostgreSQL', async () => {
  using repository = changedRepository(base, {
    'migrations/0002_note.sql': 'ALTER TABLE posts ADD COLUMN note TEXT;\n',
    'migrations/0002_note.down.sql': 'ALTER TABLE posts DROP COLUMN note;\n',
  })
  const { code, review } = await check(repository.root)
  expect(code).toBe(0)
  expect(review.engine).toMatchObject({ dialect: 'sqlite', kind: 'embedded' })
  expect(review.counts).toMatchObject({ statements: 1, measured: 1, error: 0 })
  const [migration] = review.migrations
  expect(migration?.writeLockMs).toBe(migration?.statements[0]?.durationMs)
  expect(review.migrations[0]?.down).toMatchObject({ schema: 'equal', restoresData: 'yes' })
})

test('a rebuild that takes the rows of another table is blocked, and the safe form is not', async () => {
  using repository = changedRepository(base, { 'migrations/0002_rebuild.sql': rebuild })
  const { code, review } = await check(repository.root)
  expect(code).toBe(1)
  expect(review.findings).toContainEqual(
    expect.objectContaining({ rule: 'rebuild-cascades-deletes', severity: 'error', evidence: 'measured' }),
  )
  await writeFile(
    join(repository.root, 'migrations/0002_rebuild.sql'),
    `PRAGMA foreign_keys = OFF;\nBEGIN;\n${rebuild}COMMIT;\nPRAGMA foreign_keys = ON;\n`,
  )
  expect((await check(repository.root)).code).toBe(0)
})
