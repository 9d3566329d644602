import { describe, expect, test } from 'vitest'
import { filesBetween, pullRequestFiles, treeDifference } from '../../src/github/changed-files.ts'
import type { GitHub } from '../../src/github/client.ts'

/** GitHub as far as these functions ask it. */
function github(answers: Readonly<Record<string, unknown>>): GitHub {
  const answer = async (path: string) => {
    if (path in answers) return answers[path]
    throw new Error(`unexpected ${path}`)
  }
  return {
    get: answer,
    list: async path => (await answer(path)) as readonly unknown[],
    send: async () => {
      throw new Error('nothing is written')
    },
  }
}

describe('what a pull request did to each path', () => {
  const rows: readonly { name: string; files: readonly unknown[]; gives: readonly string[] }[] = [
    { name: 'added', files: [{ filename: 'a', status: 'added' }], gives: ['added a'] },
    { name: 'copied', files: [{ filename: 'a', status: 'copied' }], gives: ['added a'] },
    { name: 'modified', files: [{ filename: 'a', status: 'modified' }], gives: ['modified a'] },
    { name: 'another mode', files: [{ filename: 'a', status: 'changed' }], gives: ['modified a'] },
    { name: 'removed', files: [{ filename: 'a', status: 'removed' }], gives: ['removed a'] },
    {
      name: 'renamed',
      files: [{ filename: 'b', previous_filename: 'a', status: 'renamed' }],
      gives: ['added b', 'removed a'],
    },
    {
      name: 'names swapped',
      files: [
        { filename: 'b', previous_filename: 'a', status: 'renamed' },
        { filename: 'a', previous_filename: 'b', status: 'renamed' },
      ],
      gives: ['modified b', 'modified a'],
    },
  ]
  for (const { name, files, gives } of rows) {
    test(name, async () => {
      const changed = await pullRequestFiles(github({ '/r/pulls/1/files': files }), '/r', 1)
      expect(changed.map(({ change, path }) => `${change} ${path}`)).toEqual(gives)
    })
  }

  test('an answer that cannot be read is no pass', async () => {
    const odd = github({ '/r/pulls/1/files': [{ filename: 'a', status: 'teleported' }] })
    await expect(pullRequestFiles(odd, '/r', 1)).rejects.toThrow('cannot be read')
  })

  test('a rename without its old name is no pass', async () => {
    const odd = github({ '/r/pulls/1/files': [{ filename: 'a', status: 'renamed' }] })
    await expect(pullRequestFiles(odd, '/r', 1)).rejects.toThrow('without its old name')
  })
})

test('a comparison that GitHub cuts is replaced by two listings', async () => {
  const files = Array.from({ length: 300 }, (_, index) => ({ filename: `${index}`, status: 'added' }))
  const tree = (path: string, truncated = false) => ({ truncated, tree: [{ path, type: 'blob', sha: '1' }] })
  const answers = {
    '/r/compare/a...b?per_page=1': { files },
    '/r/git/trees/a?recursive=1': tree('old'),
    '/r/git/trees/b?recursive=1': tree('new'),
  }
  expect(await filesBetween(github(answers), '/r', 'a', 'b')).toEqual([
    { path: 'new', change: 'added' },
    { path: 'old', change: 'removed' },
  ])
  const cut = { ...answers, '/r/git/trees/b?recursive=1': tree('new', true) }
  await expect(filesBetween(github(cut), '/r', 'a', 'b')).rejects.toThrow('too large')
})

test('treeDifference tells added, modified and removed', () => {
  const base = new Map([
    ['same', '1'],
    ['edited', '1'],
    ['gone', '1'],
  ])
  const head = new Map([
    ['same', '1'],
    ['edited', '2'],
    ['new', '1'],
  ])
  expect(treeDifference(base, head)).toEqual([
    { path: 'edited', change: 'modified' },
    { path: 'new', change: 'added' },
    { path: 'gone', change: 'removed' },
  ])
})
