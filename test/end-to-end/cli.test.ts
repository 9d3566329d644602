import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Review } from '../../src/model/review.ts'
import { changedRepository } from '../support/git-repository.ts'
import { sarifSchema } from '../support/sarif.ts'

const cli = join(import.meta.dirname, '../../dist/cli.js')
const validate = new Ajv2020().compile(
  JSON.parse(await readFile(join(import.meta.dirname, '../../schemas/review.schema.json'), 'utf8')),
)

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function gate(directory: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [cli, ...args],
      { cwd: directory, maxBuffer: 64e6 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
      },
    )
  })
}

async function review(
  directory: string,
  ...args: readonly string[]
): Promise<{ code: number; review: Review }> {
  const { code, stdout, stderr } = await gate(directory, 'check', ...args, '--output-format', 'json')
  expect(stderr).toBe('')
  const value = JSON.parse(stdout)
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
  return { code, review: value as Review }
}

const base = {
  'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text, fax text);\n',
}

test('a safe migration passes in a few lines', async () => {
  using repository = changedRepository(base, {
    'migrations/0002_notes.sql': 'CREATE TABLE notes (id bigint PRIMARY KEY);\n',
  })
  const { code, stdout, stderr } = await gate(repository.root, 'check', '--base', 'main')
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n').length).toBeLessThanOrEqual(4)
  expect(stdout).toContain('safe to merge')
  expect(stdout).not.toContain('\u001b')
  expect(code).toBe(0)
})

test('nothing to review is said in one line', async () => {
  using repository = changedRepository(base, { 'README.md': 'x' })
  const { code, stdout } = await gate(repository.root, 'check', '--base', 'main')
  expect(stdout).toBe('✓ no migrations to review\n')
  expect(code).toBe(0)
})

test('a dangerous migration blocks, with what was measured', async () => {
  using repository = changedRepository(base, {
    'migrations/0002_email.sql': 'ALTER TABLE users ALTER email SET NOT NULL;\n',
  })
  const { code, review: found } = await review(repository.root, '--base', 'main')
  expect(code).toBe(1)
  expect(found).toMatchObject({
    verdict: 'block',
    base: { source: 'migrations' },
    engine: { dialect: 'postgres', kind: 'embedded' },
    counts: { error: 1, statements: 1, measured: 1 },
    findings: [
      { rule: 'set-not-null-scan', severity: 'error', line: 1, evidence: 'measured' },
      { rule: 'fails-on-some-rows', severity: 'warning', line: 1, evidence: 'measured' },
    ],
    migrations: [
      {
        id: '0002_email',
        path: 'migrations/0002_email.sql',
        transaction: 'wrapped',
        down: { source: 'generated', schema: 'equal', restoresSchema: true, restoresData: 'yes', losses: [] },
      },
    ],
  })
})

test('the same as SARIF and as a page, with the same exit code', async () => {
  using repository = changedRepository(base, {
    'migrations/0002_email.sql': 'ALTER TABLE users ALTER email SET NOT NULL;\n',
  })
  const sarif = await gate(repository.root, 'check', '--base', 'main', '--output-format', 'sarif')
  expect([sarif.code, sarif.stderr]).toEqual([1, ''])
  expect(sarifSchema.parse(JSON.parse(sarif.stdout)).runs[0].results).toMatchObject([
    {
      ruleId: 'set-not-null-scan',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'migrations/0002_email.sql' } } }],
    },
    { ruleId: 'fails-on-some-rows' },
  ])
  const read = ['check', '--base', 'main', '--shadow', 'none']
  const page = await gate(repository.root, ...read, '--output-format', 'html')
  expect([page.code, page.stderr]).toEqual([1, ''])
  expect(page.stdout).toMatch(/^<!doctype html>[\s\S]*1 problem blocks this merge[\s\S]*<\/html>\n$/)
})

test('the catalogue needs no repository', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'gate-'))
  const list = await gate(directory, 'rules')
  expect([list.code, list.stderr]).toEqual([0, ''])
  expect(list.stdout).toMatch(/^set-not-null-scan +error /m)
  const one = await gate(directory, 'explain', 'set-not-null-scan')
  expect([one.code, one.stderr]).toEqual([0, ''])
  expect(one.stdout).toMatch(/^SET NOT NULL reads the whole table\nset-not-null-scan/)
  expect(await gate(directory, 'explain', 'set-not-nul-scan')).toMatchObject({ code: 2, stdout: '' })
})

test('a column that is dropped is lost, whatever the down says', async () => {
  using repository = changedRepository(base, {
    'migrations/0002_fax.sql': 'ALTER TABLE users DROP COLUMN fax;\n',
    'migrations/0002_fax.down.sql': 'ALTER TABLE users ADD COLUMN fax text;\n',
  })
  const { review: found } = await review(repository.root, '--base', 'main')
  expect(found.migrations[0]?.down).toMatchObject({
    source: 'authored',
    schema: 'equal',
    restoresData: 'no',
    losses: ['public.users.fax'],
  })
})

test('a migration that stood on the base branch must not be edited or removed', async () => {
  using repository = changedRepository(
    {
      ...base,
      'migrations/0002_a.sql': 'CREATE TABLE a (id int);\n',
    },
    {
      'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY);\n',
      'migrations/0002_a.sql': null,
    },
  )
  const { code, review: found } = await review(repository.root, '--base', 'main')
  expect(code).toBe(1)
  expect(found.findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'edited-applied-migration migrations/0001_users.sql',
    'edited-applied-migration migrations/0002_a.sql',
  ])
})

test('only a new down for a migration of the base is proven where it stands', async () => {
  using repository = changedRepository(
    {
      ...base,
      'migrations/0002_index.sql': 'CREATE INDEX users_email ON users (email);\n',
      'migrations/0003_more.sql': 'ALTER TABLE users ADD COLUMN more int;\n',
    },
    { 'migrations/0002_index.down.sql': 'DROP INDEX users_email;\n' },
  )
  const { code, review: found } = await review(repository.root, '--base', 'main')
  expect(found.findings).toEqual([])
  expect(found.migrations).toMatchObject([
    { id: '0002_index', down: { source: 'authored', schema: 'equal' } },
  ])
  expect(code).toBe(0)
})

test('what is not committed yet is in review too', async () => {
  using repository = changedRepository(base, {})
  await writeFile(join(repository.root, 'migrations/0002_index.sql'), 'CREATE INDEX i ON users (email);\n')
  const { review: found } = await review(repository.root, '--base', 'main')
  expect(found.findings).toMatchObject([{ rule: 'index-not-concurrent', path: 'migrations/0002_index.sql' }])
})

test('a name with a line break hides nothing', async () => {
  using repository = changedRepository(base, { 'migrations/0002_x\n::error::.sql': 'DROP TABLE users;\n' })
  const { code, review: found } = await review(repository.root, '--base', 'main')
  expect(found.findings).toMatchObject([{ rule: 'drop-table' }])
  expect(code).toBe(1)
})

test('a lone file is judged by its text, and says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'migration-gate-lone-'))
  await writeFile(join(folder, 'one.sql'), 'CREATE INDEX by_email ON users (email);\n')
  const { code, review: found } = await review(folder, '--files', 'one.sql')
  expect(found).toMatchObject({
    base: { source: 'empty' },
    engine: { kind: 'none' },
    migrations: [{ statements: [{ outcome: 'not-run', evidence: 'inferred' }] }],
    findings: [{ rule: 'index-not-concurrent', evidence: 'inferred' }],
  })
  expect(code).toBe(1)
})

test('files beside others of their folder come upon what these build', async () => {
  using repository = changedRepository(base, {
    'migrations/0002_email.sql': 'ALTER TABLE users ALTER email SET NOT NULL;\n',
  })
  const { review: found } = await review(
    repository.root,
    '--dir',
    'migrations',
    '--files',
    'migrations/0002_email.sql',
  )
  expect(found.migrations.map(({ id }) => id)).toEqual(['0002_email'])
  expect(found.findings).toMatchObject([
    { rule: 'set-not-null-scan', evidence: 'measured' },
    { rule: 'fails-on-some-rows', evidence: 'measured' },
  ])
})

test('migrations may stand at the root, and a folder may be named twice', async () => {
  using repository = changedRepository(
    { '1_a.sql': 'CREATE TABLE a (id int);\n' },
    { '2_b.sql': 'CREATE TABLE b (id int);\n' },
  )
  const { code, review: found } = await review(repository.root, '--base', 'main', '--dir', '.', '--dir', './')
  expect(found.migrations.map(({ path }) => path)).toEqual(['2_b.sql'])
  expect(code).toBe(0)
})

test('what the base could not build is not called a failure', async () => {
  using repository = changedRepository(
    {
      ...base,
      'migrations/0002_orders.sql': 'ALTER TABLE orders ADD COLUMN total int;\n',
    },
    { 'migrations/0003_orders.sql': 'CREATE INDEX orders_total ON orders (total);\n' },
  )
  const { code, review: found } = await review(repository.root, '--base', 'main')
  expect(code).toBe(1)
  expect(found.baseProblems).toMatchObject([{ path: 'migrations/0002_orders.sql', line: 1, code: '42P01' }])
  expect(found.migrations[0]?.statements[0]).toMatchObject({ outcome: 'unverified', evidence: 'inferred' })
  expect(found.findings.map(({ rule }) => rule)).toContain('could-not-verify')
})

test('spans are those of the file, with a mark, Windows lines and letters of all kinds', async () => {
  const text =
    '\ufeff-- Größe 🎉\r\n\r\nALTER TABLE users\r\n  ADD COLUMN größe int;\r\nALTER TABLE users ALTER größe SET NOT NULL;\r\n'
  using repository = changedRepository(base, { 'migrations/0002_größe.sql': text })
  const { review: found } = await review(repository.root, '--base', 'main')
  expect(found.migrations[0]?.statements).toMatchObject([
    { line: 3, endLine: 4, sql: 'ALTER TABLE users\r\n  ADD COLUMN größe int' },
    { line: 5, endLine: 5, sql: 'ALTER TABLE users ALTER größe SET NOT NULL' },
  ])
})

test('SQL without end is a finding, and the report is written', async () => {
  using repository = changedRepository(
    {
      ...base,
      '.migration-gate.yml': 'limits:\n  statement: 1500\n',
    },
    { 'migrations/0002_sleep.sql': 'SELECT pg_sleep(1e9);\n' },
  )
  const { code, review: found } = await review(repository.root, '--base', 'main')
  expect(code).toBe(1)
  expect(found.findings).toMatchObject([
    { rule: 'could-not-verify', message: expect.stringContaining('1.5 s') },
  ])
})

const refusals: readonly [
  name: string,
  files: Record<string, string | Uint8Array>,
  args: readonly string[],
  said: RegExp,
][] = [
  [
    'an unknown command',
    {},
    ['chekc'],
    /Unknown command "chekc". Known: check, apply, status, rollback, baseline, repair, archive, snapshot/,
  ],
  ['an unknown option', {}, ['check', '--bsae', 'main'], /--bsae/],
  ['an unknown format', {}, ['check', '--output-format', 'xml'], /"xml". Allowed: text, json, markdown/],
  ['an unknown severity', {}, ['check', '--fail-on', 'always'], /--fail-on.*Allowed: error, warning, never/],
  ['a ref that git does not know', {}, ['check', '--base', 'nowhere'], /git does not know "nowhere"/],
  ['a ref that is an option', {}, ['check', '--base=--output=x'], /not a git ref/],
  ['a folder that is none', {}, ['check', '--dir', 'nothing'], /is not a folder/],
  ['a folder without SQL', { 'empty/README.md': '' }, ['check', '--dir', 'empty'], /no \.sql file in empty/],
  ['a file that is none', {}, ['check', '--files', 'none.sql'], /none\.sql cannot be read/],
  [
    'several layouts',
    { 'other/migrations/1.sql': '' },
    ['check'],
    /Several folders look like migrations:\n {2}migrations \(plain, [^)]*\)\n {2}other\/migrations \(plain/,
  ],
  [
    'a binary',
    { 'migrations/2.sql': Uint8Array.of(0xff, 0xfe, 0, 1) },
    ['check', '--base', 'main'],
    /2\.sql is not UTF-8 text/,
  ],
  [
    'one migration twice',
    { 'migrations/2.sql': '', 'migrations/2.up.sql': '' },
    ['check'],
    /the same migration twice/,
  ],
  [
    'a down without an up',
    { 'migrations/2.down.sql': '' },
    ['check', '--base', 'main'],
    /2\.down\.sql has no up beside it/,
  ],
  ['a key that nobody knows', { '.migration-gate.yml': 'fail-onn: error\n' }, ['check'], /fail-onn/],
  [
    'a file that cannot be written',
    {},
    ['check', '--shadow', 'none', '--output', 'no/such/folder.txt'],
    /cannot be written/,
  ],
]

test.each(refusals)('%s is refused with a word on what to change', async (_, files, args, said) => {
  using repository = changedRepository(base, files)
  const { code, stderr } = await gate(repository.root, ...args)
  expect(stderr).toMatch(said)
  expect(stderr).not.toContain('    at ')
  expect(code).toBe(2)
})

test('help and version need no engine', async () => {
  const { code, stdout } = await gate(tmpdir(), '--help')
  expect(stdout).toContain('Usage: migration-gate')
  expect(code).toBe(0)
  expect((await gate(tmpdir(), '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
