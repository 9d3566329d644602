import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ownPassword } from '../../src/command-line/password.ts'
import { passwordSchema } from '../../src/config/password.ts'

// A command of the configuration runs on a laptop only where the default branch of origin has it too.

let clone = ''
const git = (directory: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd: directory,
    stdio: 'pipe',
  })

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'migration-gate-trust-'))
  git(folder, 'init', '-q', '-b', 'main', 'origin')
  const origin = join(folder, 'origin')
  writeFileSync(join(origin, '.migration-gate.yml'), 'apply: { password: { from-command: [echo, known] } }\n')
  git(origin, 'add', '.')
  git(origin, 'commit', '-qm', 'known')
  git(folder, 'clone', '-q', 'origin', 'clone')
  clone = join(folder, 'clone')
})

const command = (...args: readonly string[]) => passwordSchema.parse({ 'from-command': args })

test('what the default branch has runs', async () => {
  const { password } = await ownPassword(clone, command('echo', 'known'), {})
  expect(await password?.()).toBe('known')
})

test('what a branch brings does not, unless somebody names the file', async () => {
  const stranger = command('echo', 'stranger')
  await expect(ownPassword(clone, stranger, {})).rejects.toThrow('default branch of origin')
  const { password } = await ownPassword(clone, stranger, { config: '.migration-gate.yml' })
  expect(await password?.()).toBe('stranger')
})

test('nor does it where more of the environment is asked for', async () => {
  const more = passwordSchema.parse({ 'from-command': ['echo', 'known'], environment: ['SECRET'] })
  await expect(ownPassword(clone, more, {})).rejects.toThrow('default branch of origin')
})

test('without a setting there is none, and a variable runs nothing', async () => {
  expect(await ownPassword(clone, undefined, {})).toEqual({})
  const { password } = await ownPassword(clone, passwordSchema.parse({ 'from-variable': 'NO_SUCH' }), {})
  await expect(password?.()).rejects.toThrow('NO_SUCH')
})
