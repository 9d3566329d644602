import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readChange } from '../../src/commands/check-from-disk.ts'
import { detect } from '../../src/commands/detect.ts'
import { main } from '../../src/main.ts'
import { renderDetection, renderDetectionJson } from '../../src/report/detection.ts'
import { detectionJsonSchema } from '../../src/report/json-schema.ts'
import { changedRepository, type Files } from '../support/git-repository.ts'

const validate = new Ajv2020({ strict: true }).compile(detectionJsonSchema())

const table = 'CREATE TABLE a (id bigserial);\n'
const shop: Files = {
  'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1.0\n',
  'db/migrations/1_a.up.sql': table,
  'db/migrations/1_a.down.sql': 'DROP TABLE a;\n',
  'db/migrations/2_b.up.sql': 'DROP TABLE a;\n',
}
const mysql: Files = { 'migrations/mysql/1_a.sql': 'CREATE TABLE a (id int);\n' }

async function detected(files: Files, folders: readonly string[] | null = null) {
  using repository = changedRepository(files, {})
  const detection = await detect({ directory: repository.root, folders })
  validate(JSON.parse(renderDetectionJson(detection)))
  expect(validate.errors).toBeNull()
  return detection
}

describe('detect', () => {
  test('tells folder, layout, dialect, number and why', async () => {
    expect(await detected(shop)).toEqual({
      format: 'migration-gate/detect@1',
      folders: [
        {
          path: 'db/migrations',
          layout: 'golang-migrate',
          dialect: 'postgres',
          migrations: 2,
          why: expect.stringMatching(/^go\.mod names golang-migrate; postgres: BIGSERIAL/),
        },
      ],
    })
  })

  const rows: readonly [name: string, files: Files, folders: readonly string[] | null, found: object[]][] = [
    ['nothing', { 'README.md': '' }, null, []],
    [
      'a tool that is not read',
      { 'db/0001.sql': '-- +migrate Up\n' },
      null,
      [{ layout: 'sql-migrate', migrations: 1, why: expect.stringContaining('not read yet') }],
    ],
    [
      'two tools',
      { 'db/1_a.sql': '-- +goose Up\n', 'db/2_b.sql': '-- migrate:up\n' },
      null,
      [{ layout: 'ambiguous', why: expect.stringMatching(/^may be goose .* or dbmate /) }],
    ],
    ['the folder named', { ...shop, 'sql/x.sql': '' }, ['sql'], [{ path: 'sql', layout: 'plain' }]],
    [
      'a folder that the format cannot read',
      { 'migrations/1.sql': '', 'migrations/1.up.sql': '' },
      null,
      [{ migrations: 2, why: expect.stringContaining('the same migration twice') }],
    ],
    [
      'a folder of examples',
      { 'examples/migrations/1_a.sql': table },
      null,
      [{ why: expect.stringContaining('tests or examples') }],
    ],
  ]
  test.each(rows)('%s', async (_, files, folders, found) => {
    expect((await detected(files, folders)).folders).toMatchObject(found)
  })

  test('outside of git, and what git ignores, where it is named', async () => {
    using repository = changedRepository(
      { ...shop, '.gitignore': 'hidden\n' },
      { 'hidden/1_a.sql': '-- +goose Up\n' },
    )
    const named = { directory: repository.root, folders: ['hidden'] }
    expect((await detect(named)).folders).toMatchObject([{ path: 'hidden', layout: 'goose' }])
    rmSync(join(repository.root, '.git'), { recursive: true })
    const found = await detect({ directory: repository.root, folders: null })
    expect(found.folders.map(({ path }) => path)).toEqual(['db/migrations', 'hidden'])
  })
})

describe('the text of detect', () => {
  const text = async (files: Files) => renderDetection(await detected(files), { color: false })

  test('a line for each folder, then what to run', async () => {
    expect((await text({ ...shop, ...mysql })).split('\n').map(line => line.slice(0, 62))).toEqual([
      'folder            layout          dialect   migrations  why',
      'db/migrations     golang-migrate  postgres           2  go.mod',
      'migrations/mysql  plain           mysql              1  1 .sql',
      '',
      'migration-gate check --dir db/migrations',
      '',
    ])
  })

  test('nothing found is said', async () => {
    expect(await text({})).toMatch(/^No folder of SQL migrations was found\. .*--dir/)
  })

  test('a hostile name stays on its line, is seen, and is quoted for the shell', async () => {
    const shown = await text({ "a\u001b[2J\n'$(id)/migrations/1_a.sql": table })
    expect(shown).not.toContain('\u001b')
    expect(shown.split('\n')).toHaveLength(5)
    expect(shown).toContain(`--dir 'a\\u{1b}[2J '\\''$(id)/migrations'`)
  })
})

describe('check without --dir', () => {
  const request = { folders: null, format: null, dialect: undefined, files: null, base: null, besides: [] }
  const read = async (files: Files, more: object = {}) => {
    using repository = changedRepository(files, {})
    return await readChange({ directory: repository.root, ...request, ...more })
  }

  test('takes the only folder', async () => {
    expect((await read(shop)).folders).toMatchObject([{ path: 'db/migrations', format: 'golang-migrate' }])
  })

  const refusals: readonly [name: string, files: Files, more: object, said: RegExp][] = [
    [
      'several',
      { ...shop, ...mysql },
      {},
      /:\n {2}db\/migrations \(golang-migrate, postgres\)\n {2}migrations\/mysql \(plain, mysql\)\nSay which one with --dir/,
    ],
    ['none', { 'README.md': '' }, {}, /No folder of SQL migrations was found/],
    ['another dialect', mysql, {}, /migrations\/mysql holds mysql: the folder mysql/],
    ['another dialect, named', { ...shop, ...mysql }, { folders: ['migrations/mysql'] }, /holds mysql/],
    [
      'a lone file of another dialect',
      { 'x.sql': 'CREATE TABLE a (s NVARCHAR(10));' },
      { files: ['x.sql'] },
      /holds mssql: NVARCHAR/,
    ],
  ]
  test.each(refusals)('refuses %s', async (name, files, more, said) => {
    await expect(read(files, more)).rejects.toThrow(said)
    if (!/none|several/.test(name))
      await expect(read(files, { ...more, dialect: 'postgres' })).resolves.toBeDefined()
  })
})

describe('on the command line', () => {
  const directories: string[] = []
  afterEach(() => {
    vi.restoreAllMocks()
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
  })

  /** Runs a command in a folder, with what it wrote. */
  async function run(directory: string, ...args: readonly string[]) {
    const written = { stdout: '', stderr: '' }
    vi.spyOn(process, 'cwd').mockReturnValue(directory)
    for (const stream of ['stdout', 'stderr'] as const) {
      vi.spyOn(process[stream], 'write').mockImplementation(text => {
        written[stream] += text
        return true
      })
    }
    return { code: await main(args), ...written }
  }

  test('JSON, text, a file, and an exit code of 0 even for nothing', async () => {
    using repository = changedRepository(shop, {})
    const json = await run(repository.root, 'detect', '--output-format', 'json')
    expect([json.code, json.stderr]).toEqual([0, ''])
    expect(JSON.parse(json.stdout).folders).toHaveLength(1)
    expect((await run(repository.root, 'detect')).stdout).toContain(
      'migration-gate check --dir db/migrations',
    )
    const file = join(repository.root, 'out.json')
    await run(repository.root, 'detect', '--output-format', 'json', '--output', file)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(json.stdout))

    const empty = mkdtempSync(join(tmpdir(), 'migration-gate-empty-'))
    directories.push(empty)
    expect((await run(empty, 'detect', '--output-format', 'json')).stdout).toContain('"folders": []')
    expect((await run(empty, 'detect')).code).toBe(0)
  })

  const refusals: readonly [args: readonly string[], said: RegExp][] = [
    [['--base', 'main'], /--base is no option of this command/],
    [['--output-format', 'markdown'], /"markdown". Allowed: text, json/],
    [['--dir', 'nowhere'], /nowhere is not a folder/],
  ]
  test.each(refusals)('%j is refused', async (args, said) => {
    using repository = changedRepository(shop, {})
    const { code, stderr } = await run(repository.root, 'detect', ...args)
    expect(stderr).toMatch(said)
    expect(code).toBe(2)
  })
})
