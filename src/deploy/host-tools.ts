import type { StandingHistory, Written } from '../dialects/deploy-target.ts'
import type { DialectName } from '../dialects/registry.ts'
import type { HistoryRecord, HistoryWriting } from '../migrations/formats/format.ts'
import { partsOf, quoted } from '../migrations/quoted-name.ts'
import { formatNamed } from '../migrations/read.ts'
import { otherOwner } from '../migrations/table-owner.ts'
import type { Direction } from '../model/deploy.ts'
import { UserError } from '../model/errors.ts'
import type { Migration } from '../model/migration.ts'

/** The team's own tool, whose table is written beside our journal, so that it finds nothing left to do. */
export interface HostTool {
  readonly format: string
  /** Quoted, with its schema. */
  readonly table: string
  readonly isMissing: boolean
  readonly writing: HistoryWriting
  /** The making of its table, as the tool itself makes it. */
  readonly making: readonly Written[]
  /** Those of its folders, in their order. */
  readonly migrations: readonly Migration[]
}

/** The tools of these migrations that keep a table, and where a target has it. */
export function hostTools(
  migrations: readonly Migration[],
  history: readonly StandingHistory[],
  dialect: DialectName,
): readonly HostTool[] {
  return [...Map.groupBy(migrations, ({ format }) => format)].flatMap(([format, own]) => {
    const { record, history: tableOf } = formatNamed(format)
    const made = tableOf(dialect)
    if (record?.writing === undefined || made === null) return []
    const standing = history.filter(({ table }) => partsOf(table).at(-1) === record.table)
    const found = standing.filter(one => otherOwner(format, record, one) === null)
    if (found.length > 1)
      throw new UserError(
        `${found.map(({ table }) => table).join(' and ')} are both tables of ${format}: which of them counts cannot be told.`,
      )
    const [schema, bare] = made.name.includes('.') ? made.name.split('.') : ['public', made.name]
    const table = found[0]?.table ?? `${quoted(schema ?? '')}.${quoted(bare ?? '')}`
    const inTheWay = standing.find(one => found.length === 0 && sameTable(one.table, table))
    if (inTheWay !== undefined) throw notItsTable(format, record, inTheWay)
    return [
      {
        format,
        table,
        isMissing: found.length === 0,
        writing: record.writing,
        making: [
          { sql: `CREATE SCHEMA IF NOT EXISTS ${quoted(schema ?? '')}`, parameters: [] },
          { sql: `CREATE TABLE ${table} (${made.columns})`, parameters: [] },
          ...(record.writing.begun?.(table) ?? []),
        ].slice(schema === 'public' ? 1 : 0),
        migrations: own,
      },
    ]
  })
}

function sameTable(one: string, other: string): boolean {
  return JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other))
}

function notItsTable(format: string, record: HistoryRecord, found: StandingHistory): UserError {
  const owner = otherOwner(format, record, found)
  return new UserError(
    `${found.table} has the columns ${found.columns.join(', ')}, and that of ${format} has ${record.columns.join(', ')}: it is ${owner === '' ? 'no table of that tool' : `the table of ${owner}`}. Say with --format-name whose migrations these are, or rename that table. Nothing was run.`,
  )
}

/** The keys of all locks that the tools themselves take. */
export function lockKeysOf(tools: readonly HostTool[], database: string): readonly string[] {
  return tools.flatMap(({ table, writing }) => {
    const [schema = 'public', bare = ''] = partsOf(table)
    return writing.lockKeys({ database, schema, table: bare })
  })
}

/** What a tool's table says once a migration was moved. */
export function historyRows(
  tools: readonly HostTool[],
  migration: Migration,
  direction: Direction,
  durationMs: number,
): readonly Written[] {
  const tool = tools.find(({ format }) => format === migration.format)
  if (tool === undefined) return []
  const { writing, table, migrations } = tool
  return direction === 'up'
    ? writing.applied(table, migration, { durationMs: Math.round(durationMs), migrations })
    : writing.reverted(table, migration, migrations)
}
