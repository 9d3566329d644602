import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readChangeSet, touchedMigrations } from '../../src/github/change-set.ts'
import type { ChangedFile } from '../../src/github/changed-files.ts'
import { sidesOf, touchedFolders } from '../../src/github/touched-folders.ts'
import { openWorkspace, type Workspace } from '../../src/github/workspace.ts'

const roots: string[] = []
afterAll(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
})

/** A checkout with these files; a value that starts with `->` is a link. */
function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  roots.push(root)
  for (const [path, content] of Object.entries({ '.git/HEAD': 'x', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (content.startsWith('->')) symlinkSync(content.slice(2), join(root, path))
    else writeFileSync(join(root, path), content)
  }
  return openWorkspace(root)
}

const added = (path: string): ChangedFile => ({ path, change: 'added' })
const modified = (path: string): ChangedFile => ({ path, change: 'modified' })
const removed = (path: string): ChangedFile => ({ path, change: 'removed' })

describe('which changes concern migrations', () => {
  const workspace = workspaceOf({
    'm/migrations/more': '->../../other',
    'other/x.sql': '',
    'm/migrations/a.md': '->x',
  })
  const rows: readonly { name: string; changed: readonly string[]; folders: readonly string[] }[] = [
    { name: 'SQL in a folder of that name', changed: ['m/migrations/1.sql'], folders: ['m/migrations'] },
    { name: 'in capitals', changed: ['m/migrations/1.SQL'], folders: ['m/migrations'] },
    { name: 'SQL elsewhere', changed: ['queries/1.sql'], folders: [] },
    { name: 'notes in the folder', changed: ['m/migrations/README.md'], folders: [] },
    { name: 'a link to a folder', changed: ['m/migrations/more'], folders: ['m/migrations'] },
    { name: 'a link to a note', changed: ['m/migrations/a.md'], folders: [] },
  ]
  for (const { name, changed, folders } of rows) {
    test(name, async () => {
      const files = changed.map(added)
      const sides = sidesOf(workspace, files, async () => '')
      expect(await touchedFolders(workspace, sides(), files)).toEqual(folders)
      expect(touchedMigrations(workspace, folders, files)).toHaveLength(folders.length)
    })
  }

  const given: readonly [string, string, boolean][] = [
    ['db', 'db/1.sql', true],
    ['db', 'dbx/1.sql', false],
    ['.', '1.sql', true],
    ['db', 'db/sub/1.sql', true],
  ]
  for (const [folder, path, gives] of given) {
    test(`${path} with dir ${folder}`, () =>
      expect(touchedMigrations(workspace, [folder], [added(path)]).length > 0).toBe(gives))
  }
})

test('a pair may have an ending of its own', () => {
  expect(touchedMigrations(workspaceOf({}), ['m'], [added('m/2_x.up.pgsql')])).toHaveLength(1)
})

describe('readChangeSet', () => {
  const old: Readonly<Record<string, string>> = { 'm/edited.sql': 'was', 'm/gone.sql': 'gone' }
  const oldContent = async (path: string) => (path in old ? Buffer.from(old[path] as string) : null)
  const text = (files: ReadonlyMap<string, Uint8Array> | null) =>
    Object.fromEntries([...(files ?? [])].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]))

  test('the base is the head with the change taken back', async () => {
    const workspace = workspaceOf({
      'm/kept.sql': 'kept',
      'm/edited.sql': 'is',
      'm/sub/new.sql': 'new',
      'm/notes.md': 'no',
      'elsewhere/1.sql': 'no',
    })
    const touched = [modified('m/edited.sql'), added('m/sub/new.sql'), removed('m/gone.sql')]
    const changeSet = await readChangeSet(
      workspace,
      { folders: ['m'], files: [] },
      touched,
      'main',
      oldContent,
    )
    expect(text(changeSet.head)).toEqual({
      'm/kept.sql': 'kept',
      'm/edited.sql': 'is',
      'm/sub/new.sql': 'new',
    })
    expect(text(changeSet.base)).toEqual({
      'm/kept.sql': 'kept',
      'm/edited.sql': 'was',
      'm/gone.sql': 'gone',
    })
    expect(changeSet.baseRef).toBe('main')
  })

  test('what the base does not have counts as added', async () => {
    const workspace = workspaceOf({ 'm/new.sql': 'new' })
    const changeSet = await readChangeSet(
      workspace,
      { folders: ['m'], files: [] },
      [modified('m/new.sql')],
      'main',
      oldContent,
    )
    expect(text(changeSet.base)).toEqual({})
  })

  const refusals: readonly {
    name: string
    files: Readonly<Record<string, string>>
    touched: readonly ChangedFile[]
    says: string
  }[] = [
    { name: 'a file that is not there', files: {}, touched: [added('m/1.sql')], says: 'lacks "m/1.sql"' },
    {
      name: 'a file that should be gone',
      files: { 'm/1.sql': '' },
      touched: [removed('m/1.sql')],
      says: 'still holds "m/1.sql"',
    },
    {
      name: 'a link in place of a migration',
      files: { 'm/1.sql': '->/etc/passwd' },
      touched: [added('m/1.sql')],
      says: 'symbolic link',
    },
    {
      name: 'a link to itself',
      files: { 'm/sub': '->sub' },
      touched: [],
      says: 'symbolic link',
    },
    {
      name: 'a link to a folder',
      files: { 'm/sub': '->../other', 'other/1.sql': '' },
      touched: [],
      says: 'symbolic link',
    },
    { name: 'a folder that is a link', files: { m: '->/etc' }, touched: [], says: 'symbolic link' },
  ]
  for (const { name, files, touched, says } of refusals) {
    test(`refuses ${name}`, async () => {
      const read = readChangeSet(
        workspaceOf(files),
        { folders: ['m'], files: [] },
        touched,
        'main',
        oldContent,
      )
      await expect(read).rejects.toThrow(says)
    })
  }

  test('refuses a folder behind a link', async () => {
    const workspace = workspaceOf({ db: '->other', 'other/m/1.sql': '' })
    await expect(
      readChangeSet(workspace, { folders: ['db/m'], files: [] }, [], 'main', oldContent),
    ).rejects.toThrow('symbolic link')
  })
})

test('a workspace without a checkout says what to add', () => {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  roots.push(root)
  expect(() => openWorkspace(root)).toThrow('actions/checkout')
})
