import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

type Files = Readonly<Record<string, string | Uint8Array>>

/** A real git repository in a temporary folder, gone when the test ends. */
export interface TestRepository extends AsyncDisposable {
  readonly path: string
  write(files: Files): Promise<void>
  remove(path: string): Promise<void>
  commit(files?: Files): Promise<string>
  git(...args: readonly string[]): Promise<string>
}

/** A repository whose branch `main` holds these files. */
export async function createRepository(files: Files): Promise<TestRepository> {
  const path = await mkdtemp(join(tmpdir(), 'migration-gate-repository-'))
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
  const git = async (...args: readonly string[]) => (await run('git', [...identity, ...args], { cwd: path })).stdout.trim()
  const write = async (files: Files) => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), content)
    }
  }
  const commit = async (files: Files = {}) => {
    await write(files)
    await git('add', '--all')
    await git('commit', '--quiet', '--allow-empty', '--message', 'change')
    return git('rev-parse', 'HEAD')
  }
  await git('init', '--quiet', '--initial-branch', 'main')
  await commit(files)
  await git('checkout', '--quiet', '-b', 'change')
  return {
    path,
    write,
    remove: name => rm(join(path, name)),
    commit,
    git,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
