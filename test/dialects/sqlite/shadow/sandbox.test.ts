import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DatabaseError, Session } from '../../../../src/dialects/sqlite/session.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { limits } from './limits.ts'

let session: Session

beforeAll(async () => {
  session = await openEmbedded(limits)
  await session.script('CREATE TABLE kept (id INTEGER PRIMARY KEY, name TEXT)')
})
afterAll(() => session.close())

const file = '/tmp/migration-gate-sandbox.db'

async function refusal(sql: string): Promise<{ code: string; message: string }> {
  const error = await session.run(sql).then(
    () => null,
    (cause: DatabaseError) => cause,
  )
  return { code: error?.code ?? 'ran', message: error?.message ?? '' }
}

const refused: readonly [sql: string, said: string][] = [
  [`ATTACH '${file}' AS other`, 'ATTACH'],
  [`ATTACH DATABASE ':memory:' AS other`, 'ATTACH'],
  [`ATTACH '' AS other`, 'ATTACH'],
  [`ATTACH 'file:${file}?mode=rwc' AS other`, 'ATTACH'],
  [`ATTACH lower('${file}') AS other`, 'ATTACH'],
  [`EXPLAIN ATTACH '${file}' AS other`, 'ATTACH'],
  [`/* VACUUM */ ATTACH '${file}' AS other`, 'ATTACH'],
  ['DETACH main', 'DETACH'],
  [`VACUUM INTO '${file}'`, 'VACUUM INTO'],
  [`VACUUM main INTO lower('${file}')`, 'VACUUM INTO'],
  ["SELECT load_extension('/tmp/library')", 'the function load_extension'],
  ["SELECT LOAD_EXTENSION('/tmp/library', 'entry')", 'the function load_extension'],
  ["SELECT fts3_tokenizer('simple')", 'the function fts3_tokenizer'],
  ["SELECT fts3_tokenizer('mine', x'00')", 'the function fts3_tokenizer'],
  ['PRAGMA writable_schema = ON', 'PRAGMA writable_schema'],
  ['PRAGMA main.Writable_Schema(1)', 'PRAGMA Writable_Schema'],
  ['PRAGMA "temp_store" = 1', 'PRAGMA temp_store'],
  ["PRAGMA temp_store_directory = '/tmp'", 'PRAGMA temp_store_directory'],
  ["PRAGMA data_store_directory = '/tmp'", 'PRAGMA data_store_directory'],
  ['PRAGMA schema_version = 7', 'PRAGMA schema_version'],
  ['PRAGMA trusted_schema = OFF', 'PRAGMA trusted_schema'],
  ['PRAGMA hard_heap_limit = 10', 'PRAGMA hard_heap_limit'],
  ['PRAGMA max_page_count = 1', 'PRAGMA max_page_count'],
  ['SELECT zeroblob(1000000000)', 'a value of more than 100 MB'],
  ['SELECT 1; SELECT 2', 'more than one statement'],
  ['SELECT 1; PRAGMA query_only = ON', 'more than one statement'],
  ['SELECT 1; /* x */ broken', 'more than one statement'],
  ['SELECT 1\0; DROP TABLE kept', 'a NUL character'],
]

test.each(refused)('%s is refused, and it says what', async (sql, said) => {
  const { code, message } = await refusal(sql)
  expect(code).toBe('refused')
  expect(message.startsWith(said)).toBe(true)
  expect(existsSync(file)).toBe(false)
})

const missing: readonly [sql: string, said: string][] = [
  ["SELECT readfile('/etc/passwd')", 'no such function: readfile'],
  [`SELECT writefile('${file}', 'x')`, 'no such function: writefile'],
  ["SELECT edit('x')", 'no such function: edit'],
  ["CREATE VIRTUAL TABLE z USING zipfile('/tmp/a.zip')", 'no such module: zipfile'],
  ["CREATE VIRTUAL TABLE z USING csv(filename='/etc/passwd')", 'no such module: csv'],
  ["SELECT * FROM fsdir('/')", 'no such table: fsdir'],
  ["UPDATE sqlite_schema SET sql = ''", 'table sqlite_master may not be modified'],
  ['SELECT "no such column"', 'no such column: "no such column"'],
]

test.each(missing)('%s is an error of the engine', async (sql, said) => {
  const { code, message } = await refusal(sql)
  expect(code).toMatch(/^(?:SQLITE_ERROR|no-such-(?:function|module|table|column))$/)
  expect(message.startsWith(said)).toBe(true)
})

test('what a trigger, a view or a default hides is refused when it would run', async () => {
  await session.run("CREATE TRIGGER hides AFTER INSERT ON kept BEGIN SELECT load_extension('x'); END")
  await session.run("CREATE VIEW shows AS SELECT load_extension('x') AS loaded")
  expect(await refusal('INSERT INTO kept VALUES (1, 1)')).toMatchObject({ code: 'refused' })
  expect((await refusal('SELECT * FROM shows')).message).toBe('unsafe use of load_extension()')
  await session.script('DROP TRIGGER hides; DROP VIEW shows')
})

const asked = [
  'EXPLAIN PRAGMA writable_schema = ON',
  "EXPLAIN PRAGMA temp_store_directory = '/tmp'",
  `ATTACH '${file}' AS other`,
  `VACUUM INTO '${file}'`,
]

test.each(asked)('%s is refused in a question of ours too, which may hold text of others', async sql => {
  await expect(session.query(sql)).rejects.toMatchObject({ code: 'refused' })
  await expect(session.script(sql)).rejects.toMatchObject({ code: 'refused' })
})

const allowed = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA journal_mode = OFF',
  'PRAGMA synchronous = NORMAL',
  'PRAGMA busy_timeout = 5000',
  'PRAGMA cache_size = -2000',
  'PRAGMA mmap_size = 268435456',
  'PRAGMA foreign_keys = OFF',
  'PRAGMA defer_foreign_keys = ON',
  'PRAGMA user_version = 3',
  "PRAGMA encoding = 'UTF-8'",
  'PRAGMA legacy_alter_table = OFF',
  'PRAGMA recursive_triggers = ON',
  'PRAGMA optimize',
  'PRAGMA wal_checkpoint(TRUNCATE)',
  'PRAGMA temp_store',
  'PRAGMA foreign_key_check',
  'PRAGMA integrity_check',
  'SELECT * FROM pragma_foreign_keys',
  'VACUUM',
  'VACUUM main',
  '-- why\nVACUUM;',
  'ANALYZE',
  'REINDEX',
  'SELECT 1;;; -- nothing more\n/* really */',
  '-- nothing',
  '',
]

test.each(allowed)('%s is let through', async sql => {
  expect((await refusal(sql)).code).toBe('ran')
})

test('a rollback still takes back what it should after PRAGMA journal_mode = OFF', async () => {
  await session.run('PRAGMA journal_mode = OFF')
  for (const sql of ['BEGIN', "INSERT INTO kept VALUES (9, 'gone')", 'ROLLBACK']) await session.run(sql)
  expect(await session.query('SELECT * FROM kept')).toEqual([])
})

test.runIf(existsSync('/proc/self/fd'))(
  'nothing that is sorted, kept aside or vacuumed opens a file',
  async () => {
    await session.restore(await session.image())
    await session.run('PRAGMA journal_mode = PERSIST')
    const before = openFiles()
    await session.run(
      'CREATE TEMP TABLE aside AS SELECT randomblob(500) AS b FROM json_each(json_array(1, 2))',
    )
    await session.run(`INSERT INTO aside WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
    SELECT randomblob(500) FROM n`)
    await session.run('CREATE TABLE sorted AS SELECT b FROM aside ORDER BY b')
    await session.run('CREATE INDEX sorted_b ON sorted (b)')
    await session.run('VACUUM')
    expect(openFiles()).toEqual(before)
    await session.script('DROP TABLE sorted; DROP TABLE temp.aside')
  },
)

/** Databases and temporary files that this process's children have open. */
function openFiles(): readonly string[] {
  const children = readdirSync('/proc').filter(pid => /^\d+$/.test(pid) && isChild(pid))
  return children
    .flatMap(pid => readdirSync(`/proc/${pid}/fd`).map(fd => targetOf(`/proc/${pid}/fd/${fd}`)))
    .filter(target => target.startsWith('/') && !target.startsWith('/dev/'))
}

function isChild(pid: string): boolean {
  try {
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
    return parent === String(process.pid)
  } catch {
    return false
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return ''
  }
}

afterAll(() => rmSync(file, { force: true }))
