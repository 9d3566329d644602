import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FakeFile } from './github-server.ts'

/** Files by path; `null` removes one, `{ link }` makes a symbolic link. */
export type Files = Readonly<Record<string, string | Uint8Array | null | { readonly link: string }>>

/** A real repository with a base branch and, checked out, a branch that changes it. */
export interface ChangedRepository extends Disposable {
  readonly root: string
  readonly base: string
  readonly head: string
  /** The change as GitHub lists it. */
  readonly files: readonly FakeFile[]
  contentAt(path: string, commit: string): Buffer | null
  treeOf(commit: string): { path: string; type: string; sha: string }[]
}

export function changedRepository(base: Files, change: Files): ChangedRepository {
  const root = mkdtempSync(join(tmpdir(), 'repository-'))
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    })
  const commit = (files: Files, message: string) => {
    for (const [path, content] of Object.entries(files)) {
      const at = join(root, path)
      rmSync(at, { recursive: true, force: true })
      if (content === null) continue
      mkdirSync(dirname(at), { recursive: true })
      if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(at, content)
      else symlinkSync(content.link, at)
    }
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', message)
    return git('rev-parse', 'HEAD').toString().trim()
  }
  git('init', '--quiet', '--initial-branch=main')
  const baseCommit = commit(base, 'base')
  git('switch', '--quiet', '--create', 'change')
  const headCommit = commit(change, 'change')
  return {
    root,
    base: baseCommit,
    head: headCommit,
    files: filesOf(
      git('diff', '--name-status', '-z', '--find-renames', `${baseCommit}...${headCommit}`).toString(),
    ),
    contentAt: (path, at) => {
      try {
        return git('cat-file', 'blob', `${at}:${path}`)
      } catch {
        return null
      }
    },
    treeOf: at =>
      git('ls-tree', '-r', '-z', at)
        .toString()
        .split('\0')
        .filter(entry => entry !== '')
        .map(entry => {
          const [meta = '', path = ''] = entry.split('\t')
          const [, type = '', sha = ''] = meta.split(' ')
          return { path, type, sha }
        }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}

const statuses: Readonly<Record<string, string>> = {
  A: 'added',
  M: 'modified',
  D: 'removed',
  T: 'changed',
  R: 'renamed',
}

/** Reads `git diff --name-status -z`: a letter, a path, and for a rename the new path. */
function filesOf(listing: string): readonly FakeFile[] {
  const fields = listing.split('\0')
  const files: FakeFile[] = []
  for (let at = 0; at + 1 < fields.length; ) {
    const status = statuses[fields[at]?.[0] ?? ''] ?? 'modified'
    const [first = '', second = ''] = fields.slice(at + 1, at + 3)
    if (status === 'renamed') files.push({ status, filename: second, previous_filename: first })
    else files.push({ status, filename: first })
    at += status === 'renamed' ? 3 : 2
  }
  return files
}
