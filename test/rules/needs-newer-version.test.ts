import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import { isAtLeast } from '../../src/rules/support/sqlite/features.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const base = new Map([
  ['m/1_base.sql', bytes('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER NOT NULL DEFAULT 1);')],
])

async function findings(up: string, version?: string): Promise<readonly string[]> {
  const { findings } = await check({
    folders: [{ path: 'm', format: 'plain' }],
    dialect: 'sqlite',
    changeSet: { base, head: new Map([...base, ['m/2_up.sql', bytes(up)]]), baseRef: null },
    config: configSchema.parse({ 'server-version': version }),
    shadow: { kind: 'embedded' },
  })
  return findings
    .filter(({ rule }) => rule === 'needs-newer-version')
    .map(({ severity, message }) => `${severity} ${message.split(';')[0]}`)
}

test.each<[up: string, version: string | undefined, found: readonly string[]]>([
  ['ALTER TABLE t DROP COLUMN a', undefined, []],
  ['ALTER TABLE t DROP COLUMN a', '3.34', ['error DROP COLUMN works from SQLite 3.35 on']],
  ['ALTER TABLE t DROP COLUMN a', '3.35', []],
  ['ALTER TABLE t DROP COLUMN a', '3.9', ['error DROP COLUMN works from SQLite 3.35 on']],
  ['ALTER TABLE t RENAME COLUMN a TO c', '3.24.1', ['error RENAME COLUMN works from SQLite 3.25 on']],
  ['CREATE TABLE s (a TEXT) STRICT', '3.36', ['error STRICT works from SQLite 3.37 on']],
  [
    'CREATE TABLE s (a TEXT PRIMARY KEY) WITHOUT ROWID, STRICT',
    '3.36',
    ['error STRICT works from SQLite 3.37 on'],
  ],
  ["CREATE TABLE s (a TEXT DEFAULT ') strict')", '3.36', []],
  [
    'ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0)',
    undefined,
    ['warning ADD CONSTRAINT works from SQLite 3.53 on'],
  ],
  ['ALTER TABLE "t" ADD CHECK (b > 0)', '3.53', []],
  ['ALTER TABLE t ALTER COLUMN b DROP NOT NULL', '3.50', ['error ALTER COLUMN works from SQLite 3.53 on']],
])('%s on %s', async (up, version, found) => {
  expect(await findings(up, version)).toEqual(found)
})

test.each([
  ['3.53', '3.53', true],
  ['3.53.1', '3.53', true],
  ['3', '3.35', false],
  ['4', '3.35', true],
  ['3.100', '3.35', true],
])('%s has what came with %s: %s', (version, since, is) => {
  expect(isAtLeast(version, since)).toBe(is)
})
