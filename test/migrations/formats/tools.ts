/** The files of one migration as a tool lays them out. */
export type Layout = (
  number: number,
  up: string,
  down: string,
  alone?: boolean,
) => Readonly<Record<string, string>>

export interface Tool {
  readonly layout: Layout
  /** Files beside the migrations; how many there are decides what they say. */
  readonly manifests?: (migrations: number) => Readonly<Record<string, string>>
  readonly transaction: 'wrapped' | 'single-string' | 'none'
  /** The same for SQLite, where it is another. */
  readonly inSqlite?: Tool['transaction']
  /** Whether the tool lets a migration say that it wants no transaction. */
  readonly optsOut: boolean
  /** Whether it then sends statements one by one. */
  readonly severalRun?: boolean
  /** Whether a lone CREATE INDEX CONCURRENTLY runs without such a word. */
  readonly loneRuns: boolean
}

export const tools = {
  plain: {
    layout: (n, up, down) => ({ [`${n}_x.sql`]: up, [`${n}_x.down.sql`]: down }),
    transaction: 'wrapped',
    optsOut: false,
    loneRuns: true,
  },
  'golang-migrate': {
    layout: (n, up, down) => ({ [`${n}_x.up.sql`]: up, [`${n}_x.down.sql`]: down }),
    transaction: 'single-string',
    inSqlite: 'wrapped',
    optsOut: false,
    loneRuns: true,
  },
  sqlx: {
    layout: (n, up, down, alone = false) => ({
      [`${n}_x.up.sql`]: `${alone ? '-- no-transaction\n' : ''}${up}`,
      [`${n}_x.down.sql`]: `${alone ? '-- no-transaction\n' : ''}${down}`,
    }),
    transaction: 'wrapped',
    optsOut: true,
    loneRuns: false,
  },
  diesel: {
    layout: (n, up, down, alone = false) => ({
      [`2024-01-0${n}-000000_x/up.sql`]: up,
      [`2024-01-0${n}-000000_x/down.sql`]: down,
      ...(alone ? { [`2024-01-0${n}-000000_x/metadata.toml`]: 'run_in_transaction = false' } : {}),
    }),
    transaction: 'wrapped',
    optsOut: true,
    loneRuns: false,
  },
  drizzle: {
    layout: (n, up, down) => ({ [`000${n}_x.sql`]: up, [`000${n}_x.down.sql`]: down }),
    manifests: count => ({
      'meta/_journal.json': JSON.stringify({
        entries: Array.from({ length: count }, (_, place) => ({ idx: place, tag: `000${place + 1}_x` })),
      }),
    }),
    transaction: 'wrapped',
    optsOut: false,
    loneRuns: false,
  },
  prisma: {
    layout: (n, up, down) => ({
      [`2024010${n}000000_x/migration.sql`]: up,
      [`2024010${n}000000_x/down.sql`]: down,
    }),
    manifests: () => ({ 'migration_lock.toml': 'provider = "postgresql"' }),
    transaction: 'single-string',
    inSqlite: 'none',
    optsOut: false,
    loneRuns: true,
  },
  goose: {
    layout: (n, up, down, alone = false) => ({
      [`${n}_x.sql`]: `${alone ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${up}\n-- +goose Down\n${down}\n`,
    }),
    transaction: 'wrapped',
    optsOut: true,
    severalRun: true,
    loneRuns: false,
  },
  dbmate: {
    layout: (n, up, down, alone = false) => ({
      [`${n}_x.sql`]: `-- migrate:up${alone ? ' transaction:false' : ''}\n${up}\n-- migrate:down\n${down}\n`,
    }),
    transaction: 'wrapped',
    optsOut: true,
    loneRuns: false,
  },
} as const satisfies Readonly<Record<string, Tool>>
