import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../../src/dialects/registry.ts'
import type { Format } from '../../../src/migrations/formats/format.ts'
import { formats } from '../../../src/migrations/formats/registry.ts'
import type { Migration, SourceFile } from '../../../src/model/migration.ts'

/** What every format has to hold, whatever its tool: a new one adds a row and no code. */
interface Sample {
  readonly folder: string
  /** SQL files of a history with an up and a down for each migration it names, in no order. */
  readonly files: readonly string[]
  /** Files beside them that say how they are run, by their paths. */
  readonly manifests?: Readonly<Record<string, string>>
  /** What a file holds, where it must hold more than a statement. */
  readonly text?: (path: string) => string
  readonly ids: readonly string[]
  /** How the tool sends each of them; to SQLite as to PostgreSQL, unless that says otherwise. */
  readonly sent: Pick<Migration, 'transaction' | 'oneString' | 'runner'>
  readonly sentToSqlite?: Pick<Migration, 'transaction'>
  /** Files that are not the tool's. */
  readonly foreign: readonly string[]
}

const statement = (path: string) => `-- ${path}\nSELECT 1;\n`

const samples: Readonly<Record<string, Sample>> = {
  plain: {
    folder: 'db/migrations',
    files: [
      'db/migrations/10_last.sql',
      'db/migrations/2_second.up.sql',
      'db/migrations/2_second.down.sql',
      'db/migrations/1_first.sql',
      'db/migrations/1_first.down.sql',
      'db/migrations/v3.10/a.sql',
      'db/migrations/v3.9/b.sql',
    ],
    ids: ['1_first', '2_second', '10_last', 'v3.9/b', 'v3.10/a'],
    sent: { transaction: 'wrapped', oneString: false, runner: 'ours' },
    foreign: ['db/migrations/README.md', 'db/migrations/1_first.go', 'db/migrations/sql'],
  },
  'golang-migrate': {
    folder: 'migrations',
    files: [
      'migrations/10_last.up.sql',
      'migrations/10_last.down.sql',
      'migrations/0002_second.up.sql',
      'migrations/0002_second.down.sql',
      'migrations/1_first.up.sql',
    ],
    ids: ['1_first', '0002_second', '10_last'],
    sent: { transaction: 'single-string', oneString: true, runner: 'theirs' },
    sentToSqlite: { transaction: 'wrapped' },
    foreign: ['migrations/README.md', 'migrations/deep/1_x.up.sql', 'migrations/sql', 'migrations/embed.go'],
  },
  sqlx: {
    folder: 'migrations',
    files: [
      'migrations/10_last.sql',
      'migrations/0002_second.up.sql',
      'migrations/0002_second.down.sql',
      'migrations/1_first.sql',
    ],
    ids: ['1_first', '0002_second', '10_last'],
    sent: { transaction: 'wrapped', oneString: true, runner: 'theirs' },
    foreign: ['migrations/README.md', 'migrations/deep/1_x.sql', 'migrations/sql', 'migrations/1_x.rs'],
  },
  diesel: {
    folder: 'migrations',
    files: [
      'migrations/2020-01-02-000000_second/up.sql',
      'migrations/2020-01-02-000000_second/down.sql',
      'migrations/00000000000000_diesel_initial_setup/up.sql',
      'migrations/00000000000000_diesel_initial_setup/down.sql',
      'migrations/20200101000000_first/up.sql',
      'migrations/20200101000000_first/down.sql',
    ],
    manifests: { 'migrations/20200101000000_first/metadata.toml': 'run_in_transaction = true' },
    ids: ['00000000000000_diesel_initial_setup', '20200101000000_first', '2020-01-02-000000_second'],
    sent: { transaction: 'wrapped', oneString: true, runner: 'theirs' },
    foreign: ['migrations/README.md', 'migrations/.keep/x.sql', 'migrations/sql', 'migrations/x/notes.md'],
  },
  drizzle: {
    folder: 'drizzle',
    files: ['drizzle/0000_first.sql', 'drizzle/0001_second.sql', 'drizzle/0001_second.down.sql'],
    manifests: {
      'drizzle/meta/_journal.json': JSON.stringify({
        version: '7',
        dialect: 'postgresql',
        entries: ['0001_second', '0000_first'].map((tag, idx) => ({
          idx,
          when: idx,
          tag,
          breakpoints: true,
        })),
      }),
    },
    ids: ['0001_second', '0000_first'],
    sent: { transaction: 'wrapped', oneString: false, runner: 'theirs' },
    foreign: ['drizzle/README.md', 'drizzle/meta/0000_snapshot.json', 'drizzle/schema.ts'],
  },
  prisma: {
    folder: 'prisma/migrations',
    files: [
      'prisma/migrations/20240102000000_second/migration.sql',
      'prisma/migrations/20240102000000_second/down.sql',
      'prisma/migrations/0_init/migration.sql',
      'prisma/migrations/20240101000000_first/migration.sql',
    ],
    manifests: { 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"' },
    ids: ['0_init', '20240101000000_first', '20240102000000_second'],
    sent: { transaction: 'single-string', oneString: true, runner: 'theirs' },
    sentToSqlite: { transaction: 'none' },
    foreign: ['prisma/migrations/README.md', 'prisma/migrations/20240101000000_first/data.ts'],
  },
  goose: {
    folder: 'migrations',
    files: ['migrations/10_last.sql', 'migrations/00002_second.sql', 'migrations/1_first.sql'],
    text: path => `-- +goose Up\n${statement(path)}SELECT 2;\n-- +goose Down\nSELECT 'back';\n`,
    ids: ['1_first', '00002_second', '10_last'],
    sent: { transaction: 'wrapped', oneString: false, runner: 'theirs' },
    foreign: ['migrations/README.md', 'migrations/deep/1_x.sql', 'migrations/embed.go', 'migrations/sql'],
  },
  dbmate: {
    folder: 'db/migrations',
    files: ['db/migrations/2_third.sql', 'db/migrations/10_second.sql', 'db/migrations/1_first.sql'],
    text: path => `-- migrate:up\n${statement(path)}\n-- migrate:down\nSELECT 'back';\n`,
    ids: ['10_second', '1_first', '2_third'],
    sent: { transaction: 'wrapped', oneString: true, runner: 'theirs' },
    foreign: ['db/migrations/README.md', 'db/migrations/deep/1_x.sql', 'db/migrations/sql'],
  },
}

test('every format has a sample', () => {
  expect(Object.keys(samples).sort()).toEqual(formats.map(({ name }) => name).sort())
})

test('each tool keeps its own table, by the name that it has in each database', () => {
  const names = formats.map(({ name, history }) => [
    name,
    [history('postgres')?.name, history('sqlite')?.name],
  ])
  const alike = (name: string) => [name, name]
  expect(Object.fromEntries(names)).toEqual({
    dbmate: alike('schema_migrations'),
    diesel: alike('__diesel_schema_migrations'),
    drizzle: ['drizzle.__drizzle_migrations', '__drizzle_migrations'],
    'golang-migrate': alike('schema_migrations'),
    goose: alike('goose_db_version'),
    plain: [undefined, undefined],
    prisma: alike('_prisma_migrations'),
    sqlx: alike('_sqlx_migrations'),
  })
})

describe.each(formats.map(format => [format.name, format] as const))('%s', (name, format: Format) => {
  const {
    folder,
    files,
    manifests = {},
    text = statement,
    ids,
    sent,
    sentToSqlite = {},
    foreign,
  } = samples[name] as Sample
  const sources = [
    ...files.map((path): SourceFile => ({ path, text: text(path) })),
    ...Object.entries(manifests).map(([path, text]): SourceFile => ({ path, text })),
  ]
  const read = (sources: readonly SourceFile[], dialect: DialectName = 'postgres') =>
    format.read(folder, sources, dialect)

  test('reads each migration once, in the order of its tool', () => {
    expect(read(sources).migrations.map(({ id }) => id)).toEqual(ids)
  })

  test('does not depend on the order of the listing', () => {
    expect(read([...sources].reverse())).toEqual(read(sources))
  })

  test('reads the root of a repository as it reads a folder', () => {
    const atRoot = sources.map(({ path, text }) => ({ path: path.slice(folder.length + 1), text }))
    expect(format.read('.', atRoot, 'postgres').migrations.map(({ id }) => id)).toEqual(ids)
  })

  test('keeps every file: as an up, as a down, or as an orphan', () => {
    const { migrations, orphans, refused } = read(sources)
    const kept = migrations.flatMap(({ up, down }) => [up.path, ...(down === null ? [] : [down.path])])
    expect([...new Set([...kept, ...orphans.map(({ path }) => path)])].sort()).toEqual([...files].sort())
    expect(refused).toEqual([])
  })

  test('keeps the text as it stands', () => {
    for (const { up } of read(sources).migrations) expect(up.text).toContain(statement(up.path).trimEnd())
  })

  test('keeps each text where it stands in its file', () => {
    for (const { up, down } of read(sources).migrations)
      for (const part of down === null ? [up] : [up, down]) {
        const whole = text(part.path)
        expect(part.text.length).toBeLessThanOrEqual(whole.length)
        for (const [place, unit] of [...part.text].entries())
          if (unit !== ' ') expect(unit).toBe(whole.charAt(place))
      }
  })

  test('keeps the way back out of the up', () => {
    for (const { up } of read(sources).migrations) expect(up.text).not.toContain('back')
  })

  test('knows how its tool sends a migration', () => {
    for (const migration of read(sources).migrations) expect(migration).toMatchObject(sent)
    for (const migration of read(sources, 'sqlite').migrations)
      expect(migration).toMatchObject({ ...sent, ...sentToSqlite })
  })

  test('has a history table that SQLite takes', () => {
    const table = format.history('sqlite')
    if (table === null) return
    expect(table.name).not.toContain('.')
    const database = new DatabaseSync(':memory:')
    database.exec(`CREATE TABLE ${table.name} (${table.columns})`)
    expect(database.prepare('SELECT name FROM pragma_table_list(?)').all(table.name)).toHaveLength(1)
  })

  test('leaves alone what is not its own', () => {
    const nothing = { migrations: [], orphans: [], refused: [] }
    expect(read(foreign.map(path => ({ path, text: '' })))).toMatchObject(nothing)
    expect(read([])).toMatchObject(nothing)
  })

  test('names itself on each migration', () => {
    expect(new Set(read(sources).migrations.map(migration => migration.format))).toEqual(new Set([name]))
  })

  test.each([
    ['a line break', '1_a\nb'],
    ['a quote', `1_a'b"c`],
    ['a bracket', '1_a(b[c'],
    ['a prototype', '__proto__'],
    ['only digits', '1'],
    ['very many digits', '9'.repeat(200)],
  ])('loses nothing of a file with %s in its name', (_, odd) => {
    for (const path of [`${odd}.sql`, `${odd}.up.sql`, `${odd}.SQL`].map(file => `${folder}/${file}`)) {
      const { migrations, orphans, refused } = read([{ path, text: text(path) }])
      const seen = [...migrations.map(({ up }) => up), ...orphans, ...refused].map(({ path }) => path)
      expect(seen).toContain(path)
    }
  })

  test('reads 5 MB without looking at any of it twice', { timeout: 120_000 }, () => {
    const [path] = files as [string]
    for (const filler of [
      'a'.repeat(99),
      ' '.repeat(99),
      '-- '.repeat(33),
      '\r'.repeat(99),
      '--\n'.repeat(33),
    ]) {
      const started = performance.now()
      read([{ path, text: `${text(path)}${`${filler}\n`.repeat(50_000)}` }])
      read([{ path, text: text(path) + filler.repeat(50_000) }])
      expect(performance.now() - started).toBeLessThan(10_000)
    }
  })
})
