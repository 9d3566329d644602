import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readChange } from '../../src/commands/check-from-disk.ts'

const directory = mkdtempSync(join(tmpdir(), 'hostile-change-'))
afterAll(() => rmSync(directory, { recursive: true }))

type Files = Readonly<Record<string, string>>

/** A repository with a commit `base`; the change lies in the working tree. A value that begins with `->` is a link. */
function repository(name: string, base: Files, change: Files): string {
  const root = join(directory, name)
  mkdirSync(root)
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: root,
      stdio: 'ignore',
    })
  const write = (files: Files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      if (text.startsWith('->')) symlinkSync(text.slice(2), join(root, path))
      else writeFileSync(join(root, path), text)
    }
  }
  git('init', '-q')
  write(base)
  git('add', '-A')
  git('commit', '-qm', 'base')
  git('tag', 'base')
  write(change)
  return root
}

const read = (root: string) =>
  readChange({
    directory: root,
    folders: null,
    format: null,
    dialect: undefined,
    files: null,
    base: 'base',
    besides: [],
  })

const table = 'CREATE TABLE users (id int PRIMARY KEY);'
const pairs = { Makefile: 'migrate -path m -database x up', 'app/migrations/1_a.up.sql': table }

test.each<[name: string, base: Files, change: Files, message: RegExp]>([
  [
    'a directive turns statements into a way back',
    { 'migrations/1_a.sql': table, 'migrations/2_b.sql': 'SELECT 1;' },
    { 'migrations/3_c.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nDROP TABLE users;\n' },
    /looks like plain on base and like goose/,
  ],
  [
    'a folder around the old one hides it',
    pairs,
    { 'app/migrations/2_b.up.sql': 'DROP TABLE users;', 'app/1_x.up.sql': 'SELECT 1;' },
    /app\/migrations on base and in app with this change/,
  ],
  [
    'a link in the place of a migration',
    { 'migrations/1_a.sql': table },
    { 'note.txt': 'DROP TABLE users;', 'migrations/2_b.sql': '->../note.txt' },
    /"migrations\/2_b.sql" is a symbolic link/,
  ],
])('%s', async (name, base, change, message) => {
  await expect(read(repository(name.replaceAll(' ', '-'), base, change))).rejects.toThrow(message)
})

test('the ending of a pair is its author’s', async () => {
  const root = repository('ending', pairs, { 'app/migrations/2_b.up.pgsql': 'DROP TABLE users;' })
  const { folders, changeSet } = await read(root)
  expect(folders[0]?.format).toBe('golang-migrate')
  expect([...changeSet.head.keys()]).toContain('app/migrations/2_b.up.pgsql')
})

test.each([
  [
    'a lock file of line breaks',
    { 'migrations/1_a/migration.sql': table, 'migrations/migration_lock.toml': '\n'.repeat(127 * 1024) },
  ],
  ['a manifest of line breaks', { 'migrations/1_a.sql': table, 'Cargo.toml': '\n'.repeat(127 * 1024) }],
  ['carriage returns', { 'migrations/1_a.sql': `${table}${'\r'.repeat(127 * 1024)}` }],
] as const)('%s does not keep detection busy', async (name, change) => {
  const began = performance.now()
  await read(repository(name.replaceAll(' ', '-'), { readme: '' }, change))
  expect(performance.now() - began).toBeLessThan(3_000)
})

test('the name of a file is no command to the runner', () => {
  const name = 'migrations/2_\n::warning::x\u001b[2J##[debug].down.sql'
  const root = repository('names', { 'migrations/1_a.sql': table }, { [name]: 'SELECT 1;' })
  const cli = join(import.meta.dirname, '../../src/cli.ts')
  const args = [cli, 'check', '--dir', 'migrations', '--base', 'base']
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('has no up beside it')
  expect(stderr).not.toMatch(/^\s*::|##\[/m)
  expect(stderr).not.toContain('\u001b')
})
