import { parse } from 'smol-toml'
import { z } from 'zod'
import { dialectSpelled } from './spellings.ts'

/** What a manifest asks for, by the name of a library: whose database it talks to. */
export interface Driver {
  readonly dialect: string
  /** As the manifest writes it: `better-sqlite3`, `sqlx with sqlite`. */
  readonly name: string
}

const npm: Readonly<Record<string, readonly string[]>> = {
  postgres: [
    'pg',
    'postgres',
    'pg-promise',
    '@neondatabase/serverless',
    '@vercel/postgres',
    '@electric-sql/pglite',
    '@supabase/supabase-js',
  ],
  sqlite: [
    'better-sqlite3',
    'better-sqlite3-multiple-ciphers',
    'sqlite3',
    'libsql',
    '@libsql/client',
    '@tursodatabase/database',
    'expo-sqlite',
    'op-sqlite',
    '@op-engineering/op-sqlite',
    'react-native-quick-sqlite',
    'sql.js',
    '@sqlite.org/sqlite-wasm',
  ],
  mysql: ['mysql', 'mysql2', 'mariadb', '@planetscale/database'],
  mssql: ['mssql', 'tedious'],
  clickhouse: ['@clickhouse/client'],
}

const go: Readonly<Record<string, readonly string[]>> = {
  postgres: [
    'github.com/lib/pq',
    'github.com/jackc/pgx',
    'github.com/go-pg/pg',
    'github.com/uptrace/bun/driver/pgdriver',
    'gorm.io/driver/postgres',
  ],
  sqlite: [
    'github.com/mattn/go-sqlite3',
    'modernc.org/sqlite',
    'github.com/glebarez/sqlite',
    'github.com/glebarez/go-sqlite',
    'github.com/ncruces/go-sqlite3',
    'zombiezen.com/go/sqlite',
    'crawshaw.io/sqlite',
    'gorm.io/driver/sqlite',
    'github.com/tursodatabase/go-libsql',
    'github.com/tursodatabase/libsql-client-go',
  ],
  mysql: ['github.com/go-sql-driver/mysql', 'gorm.io/driver/mysql'],
  mssql: ['github.com/microsoft/go-mssqldb', 'gorm.io/driver/sqlserver'],
  clickhouse: ['github.com/ClickHouse/clickhouse-go'],
}

const cargo: Readonly<Record<string, readonly string[]>> = {
  postgres: ['postgres', 'tokio-postgres'],
  sqlite: ['rusqlite', 'tokio-rusqlite', 'libsql', 'libsqlite3-sys', 'turso'],
  mysql: ['mysql', 'mysql_async'],
}

/** Crates that talk to several databases, each behind a feature. */
const featured = new Set(['sqlx', 'diesel', 'diesel-async', 'sea-orm', 'refinery', 'toasty'])

const python: Readonly<Record<string, readonly string[]>> = {
  postgres: ['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pg8000'],
  sqlite: ['aiosqlite', 'libsql', 'libsql-client', 'pysqlite3', 'sqlite-utils'],
  mysql: ['pymysql', 'mysqlclient', 'aiomysql', 'asyncmy', 'mysql-connector-python'],
}

const npmIndex = indexOf(npm)
const goIndex = indexOf(go)
const cargoIndex = indexOf(cargo)
const pythonIndex = indexOf(python)

/**
 * The drivers that a manifest names; what is needed for development only counts where there is nothing else. None
 * where the file cannot be read.
 */
export function driversIn(name: string, text: string): readonly Driver[] {
  if (name === 'package.json') return fromPackageJson(text)
  if (name === 'go.mod') return fromGoMod(text)
  if (name === 'Cargo.toml') return fromCargo(text)
  if (name === 'pyproject.toml' || name.startsWith('requirements')) return fromPython(text)
  return []
}

const dependencies = z.record(z.string(), z.unknown()).catch({})
const packageJson = z.object({
  dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
  devDependencies: dependencies,
})

function fromPackageJson(text: string): readonly Driver[] {
  const content = packageJson.safeParse(attempt(() => JSON.parse(text)))
  if (!content.success) return []
  const { devDependencies, ...own } = content.data
  const found = known(npmIndex, Object.values(own).flatMap(Object.keys))
  return found.length > 0 ? found : known(npmIndex, Object.keys(devDependencies))
}

/** One module a line; a major version of it is the same driver. */
function fromGoMod(text: string): readonly Driver[] {
  const modules = text
    .split('\n')
    .filter(line => !line.includes('// indirect'))
    .flatMap(line => /^\s*(?:require\s+)?([\w.-]+\.[\w./-]+)\s+v\d/.exec(line)?.[1] ?? [])
  return known(
    goIndex,
    modules.map(module => module.replace(/\/v\d+$/, '')),
  )
}

const crates = z.record(z.string(), z.unknown()).catch({})
const cargoToml = z.object({
  dependencies: crates,
  'dev-dependencies': crates,
  workspace: z.object({ dependencies: crates }).catch({ dependencies: {} }),
  target: z.record(z.string(), z.object({ dependencies: crates }).catch({ dependencies: {} })).catch({}),
  features: z.record(z.string(), z.array(z.string()).catch([])).catch({}),
})
const features = z.object({ features: z.array(z.string()) })

function fromCargo(text: string): readonly Driver[] {
  const content = cargoToml.safeParse(attempt(() => parse(text)))
  if (!content.success) return []
  const { workspace, target, ...own } = content.data
  const needed = [
    own.dependencies,
    workspace.dependencies,
    ...Object.values(target).map(one => one.dependencies),
  ]
  const found = [...needed.flatMap(fromCrates), ...Object.values(own.features).flat().flatMap(fromFeature)]
  return found.length > 0 ? found : fromCrates(own['dev-dependencies'])
}

function fromCrates(table: Readonly<Record<string, unknown>>): readonly Driver[] {
  return Object.entries(table).flatMap(([crate, wanted]) => {
    const said = features.safeParse(wanted)
    return featured.has(crate) && said.success
      ? said.data.features.flatMap(feature => fromFeature(`${crate}/${feature}`))
      : known(cargoIndex, [crate])
  })
}

/** `sqlx/sqlite`, `diesel?/postgres`, `sqlx/sqlite-unbundled`. */
function fromFeature(feature: string): readonly Driver[] {
  const [, crate = '', word = ''] = /^([\w-]+)\??\/(?:sqlx-)?([a-z0-9]+)/.exec(feature) ?? []
  const dialect = featured.has(crate) ? dialectSpelled(word) : undefined
  return dialect === undefined ? [] : [{ dialect, name: `${crate} with ${word}` }]
}

/** Of any table of either file: the name in front of a version, an extra or a mark. */
function fromPython(text: string): readonly Driver[] {
  const names = text.split('\n').flatMap(line => {
    const listed = [...line.matchAll(/["']([A-Za-z0-9][\w.-]{0,60})/g)].map(match => match[1] as string)
    const first = /^([A-Za-z0-9][\w.-]{0,60})/.exec(line)?.[1]
    return first === undefined ? listed : [first, ...listed]
  })
  return known(
    pythonIndex,
    names.map(name => name.toLowerCase()),
  )
}

function known(index: ReadonlyMap<string, string>, names: readonly string[]): readonly Driver[] {
  return names.flatMap(name => {
    const dialect = index.get(name)
    return dialect === undefined ? [] : [{ dialect, name }]
  })
}

function indexOf(drivers: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(drivers).flatMap(([dialect, names]) => names.map(name => [name, dialect] as const)),
  )
}

/** `null` where a stranger's file is not what its name says. */
function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return null
  }
}
