import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptanceIn } from '../../src/github/acceptance.ts'
import { openWorkspace, type Workspace } from '../../src/github/workspace.ts'

let workspace: Workspace

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'acceptance-'))
  mkdirSync(join(root, '.git'))
  mkdirSync(join(root, '.migration-gate'))
  workspace = openWorkspace(root)
})

afterEach(() => rmSync(workspace.root, { recursive: true }))

const file = () => join(workspace.root, '.migration-gate/accepted.yml')

test('the file of the workspace, the day and the fork are told', () => {
  writeFileSync(file(), '- migration: a\n- migration: b\n')
  const { file: found, fork, today } = acceptanceIn(workspace, true)
  expect(found?.path).toBe('.migration-gate/accepted.yml')
  expect(found?.entries.map(({ migration, at }) => [migration, at])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
  expect(fork).toBe(true)
  expect(today).toMatch(/^20\d\d-\d\d-\d\d$/)
})

test('without a file nothing is accepted by one', () => {
  expect(acceptanceIn(workspace, false)).toMatchObject({ file: null, fork: false })
})

test('a link may lead anywhere, and is refused', () => {
  writeFileSync(join(workspace.root, 'elsewhere.yml'), '[]')
  symlinkSync('../elsewhere.yml', file())
  expect(() => acceptanceIn(workspace, false)).toThrow('is not a plain file')
})

test('broken YAML is refused, with its line', () => {
  writeFileSync(file(), '- migration: [a\n')
  expect(() => acceptanceIn(workspace, false)).toThrow('.migration-gate/accepted.yml:2: this is not YAML')
})
