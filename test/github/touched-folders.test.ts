import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ChangedFile } from '../../src/github/changed-files.ts'
import { mayTouchMigrations, sidesOf, touchedFolders } from '../../src/github/touched-folders.ts'
import { openWorkspace, type Workspace } from '../../src/github/workspace.ts'
import { withFormats } from '../../src/migrations/detect.ts'
import { requireSameDialects, requireSameFormats } from '../../src/migrations/same-layout.ts'

type Files = Readonly<Record<string, string>>

const roots: string[] = []
afterAll(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
})

/** A checkout with these files; a value that starts with `->` is a link. */
function workspaceOf(files: Files): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  roots.push(root)
  for (const [path, content] of Object.entries({ '.git/HEAD': 'x', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (content.startsWith('->')) symlinkSync(content.slice(2), join(root, path))
    else writeFileSync(join(root, path), content)
  }
  return openWorkspace(root)
}

/** A change from one set of files to another, as the action comes upon it. */
function change(base: Files, head: Files) {
  const workspace = workspaceOf(head)
  const changed = [...new Set([...Object.keys(base), ...Object.keys(head)])].flatMap(
    (path): ChangedFile[] => {
      if (!(path in base)) return [{ path, change: 'added' }]
      if (!(path in head)) return [{ path, change: 'removed' }]
      return base[path] === head[path] ? [] : [{ path, change: 'modified' }]
    },
  )
  const asked: string[] = []
  const sides = sidesOf(workspace, changed, async path => {
    asked.push(path)
    return base[path] ?? ''
  })
  const find = async () =>
    mayTouchMigrations(workspace, changed) ? touchedFolders(workspace, sides(), changed) : []
  return { sides, find, asked }
}

const one: Files = { 'db/migrations/1_a.sql': 'SELECT 1;', 'README.md': '' }
const goose = '-- +goose Up\nSELECT 1;\n'

const rows: readonly { name: string; base: Files; head: Files; folders: readonly string[] }[] = [
  { name: 'nothing of migrations', base: one, head: { ...one, 'README.md': 'x' }, folders: [] },
  {
    name: 'a migration',
    base: one,
    head: { ...one, 'db/migrations/2_b.sql': '' },
    folders: ['db/migrations'],
  },
  {
    name: 'the first of a new folder',
    base: {},
    head: { 'db/changes/1_a.up.sql': '' },
    folders: ['db/changes'],
  },
  { name: 'the first with directives', base: {}, head: { 'db/1_a.sql': goose }, folders: ['db'] },
  { name: 'the removal of all', base: one, head: {}, folders: ['db/migrations'] },
  {
    name: 'the removal of the directives',
    base: { 'db/1_a.sql': goose },
    head: { 'db/1_a.sql': '' },
    folders: ['db'],
  },
  {
    name: 'a manifest alone',
    base: { 'm/2020-01-01-000000_a/up.sql': '', 'm/2020-01-01-000000_a/metadata.toml': 'x' },
    head: { 'm/2020-01-01-000000_a/up.sql': '', 'm/2020-01-01-000000_a/metadata.toml': 'y' },
    folders: ['m'],
  },
  {
    name: 'a note beside a migration that did not change',
    base: { ...one, 'query.sql': '' },
    head: { ...one, 'query.sql': 'x', 'db/migrations/README.md': 'x' },
    folders: [],
  },
  {
    name: 'a folder of examples behind a decoy',
    base: { 'examples/migrations/1_a.sql': '' },
    head: {
      'examples/migrations/1_a.sql': '',
      'examples/migrations/2_b.sql': 'DROP',
      'migrations/1_decoy.sql': '',
    },
    folders: ['examples/migrations', 'migrations'],
  },
  {
    name: 'a link named like a migration folder',
    base: { 'other/x.sql': '' },
    head: { 'other/x.sql': '', 'db/migrations': '->../other' },
    folders: ['db/migrations'],
  },
  {
    name: 'one folder of several',
    base: { 'migrations/postgres/1_a.sql': '', 'migrations/mysql/1_a.sql': '' },
    head: {
      'migrations/postgres/1_a.sql': '',
      'migrations/mysql/1_a.sql': '',
      'migrations/mysql/2_b.sql': '',
    },
    folders: ['migrations/mysql'],
  },
]

test.each(rows.map(row => [row.name, row] as const))(
  'the folders touched by %s',
  async (_, { base, head, folders }) => {
    expect(await change(base, head).find()).toEqual(folders)
  },
)

test('folders of both sides that lie in one another are asked about', async () => {
  const split = { 'migrations/postgres/1_a.sql': '', 'migrations/mysql/1_a.sql': '' }
  const { find } = change(split, { ...split, 'migrations/1_a.sql': '', 'migrations/mysql/2_b.sql': '' })
  await expect(find()).rejects.toThrow(
    /migrations and migrations\/mysql look like.*Say which are meant with `dir`/,
  )
})

test('a link elsewhere in the repository disturbs nobody', async () => {
  const linked = { ...one, 'docs/latest': '->../db', 'broken.sql': '->nowhere' }
  expect(await change(linked, { ...linked, 'db/migrations/2_b.sql': '' }).find()).toEqual(['db/migrations'])
})

describe('a change does not decide how a folder is read', () => {
  const goModule = { 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1.0\n' }
  const pairs = { 'm/1_a.up.sql': 'SELECT 1;', 'm/1_a.down.sql': 'SELECT 2;' }
  const more = { 'm/2_b.up.sql': 'SELECT 3;' }
  const formats: readonly [name: string, base: Files, head: Files, said: RegExp | null][] = [
    ['nothing of the kind', { ...goModule, ...pairs }, { ...goModule, ...pairs, ...more }, null],
    ['a folder that is new', {}, { ...goModule, ...pairs }, null],
    [
      'the tool taken out of the manifest',
      { ...goModule, ...pairs },
      { 'go.mod': '', ...pairs, ...more },
      /m looks like golang-migrate on main and like plain/,
    ],
    [
      'a marker file added',
      pairs,
      { ...pairs, 'm/00000000000000_diesel_initial_setup/up.sql': '' },
      /m looks like plain on main and like diesel/,
    ],
    [
      'directives added to half of the files',
      { 'm/1_a.sql': 'SELECT 1;' },
      { 'm/1_a.sql': goose, 'm/2_b.sql': goose },
      /m looks like plain on main and like goose/,
    ],
  ]
  test.each(formats)('%s', async (_, base, head, said) => {
    const { sides } = change(base, head)
    const folders = await withFormats(['m'], null, sides().head)
    const judged = requireSameFormats(folders, sides().base, 'main')
    if (said === null) await expect(judged).resolves.toBeUndefined()
    else await expect(judged).rejects.toThrow(said)
  })

  const driver = (name: string) => JSON.stringify({ dependencies: { [name]: '1' } })
  const table = { 'm/1_a.sql': 'CREATE TABLE a (id int);' }
  const dialects: readonly [name: string, base: Files, head: Files, said: RegExp | null][] = [
    ['nothing of the kind', table, { ...table, 'm/2_b.sql': 'SELECT 1;' }, null],
    ['a folder that is new', {}, { 'm/1_a.sql': 'PRAGMA foreign_keys = ON;' }, null],
    ['the first words of the default', table, { ...table, 'm/2_b.sql': 'CREATE TABLE b (j jsonb);' }, null],
    [
      'a driver taken for another',
      { ...table, 'package.json': driver('pg') },
      { ...table, 'package.json': driver('better-sqlite3'), 'm/2_b.sql': 'SELECT 1;' },
      /m looks like postgres on main and like sqlite with this change.*`dialect`/,
    ],
    [
      'words of another engine',
      table,
      { ...table, 'm/2_b.sql': 'PRAGMA foreign_keys = ON;' },
      /m looks like postgres on main and like sqlite/,
    ],
  ]
  test.each(dialects)('the dialect: %s', async (_, base, head, said) => {
    const { sides } = change(base, head)
    const judged = requireSameDialects(await withFormats(['m'], null, sides().head), sides().base, 'main')
    if (said === null) await expect(judged).resolves.toBeUndefined()
    else await expect(judged).rejects.toThrow(said)
  })

  test('only what changed is asked of GitHub', async () => {
    const base = { ...goModule, ...pairs, 'm/2_b.up.sql': 'SELECT 2;' }
    const { sides, asked } = change(base, { ...base, ...more, 'README.md': 'x' })
    const folders = await withFormats(['m'], null, sides().head)
    await requireSameFormats(folders, sides().base, 'main')
    expect(asked).toEqual(['m/2_b.up.sql'])
  })
})
