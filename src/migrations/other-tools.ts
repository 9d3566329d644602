import type { HistoryRecord, HistoryRow } from './formats/format.ts'
import { rowPerMigration } from './formats/records/row-per-migration.ts'

/**
 * History tables of tools whose folders are read as plain files: what they hold of an id is the name of the file, or
 * the version at its beginning. Nobody here compares their checksums.
 */
export const otherTools: readonly HistoryRecord[] = [
  byVersion('schema_migrations', 'version', ['version', 'name']),
  byVersion('atlas_schema_revisions', 'version', ['version', 'applied', 'total']),
  byFile('flyway_schema_history', 'script', ['installed_rank', 'version', 'script', 'checksum', 'success']),
  byFile('pgmigrations', 'name', ['id', 'name']),
  byFile('gorp_migrations', 'id', ['id']),
  byFile('SequelizeMeta', 'name', ['name']),
  byFile('kysely_migration', 'name', ['name']),
]

function byVersion(table: string, version: string, columns: readonly string[]): HistoryRecord {
  return rowPerMigration({
    table,
    columns,
    keyOf: ({ id }) => /^\d+/.exec(bare(id))?.[0] ?? bare(id),
    ran: rows => named(rows, row => row[version] ?? ''),
  })
}

function byFile(table: string, name: string, columns: readonly string[]): HistoryRecord {
  return rowPerMigration({
    table,
    columns,
    keyOf: ({ id }) => bare(id),
    ran: rows => named(rows, row => withoutEnding(bare(row[name] ?? ''))),
  })
}

/** Flyway marks a baseline with `<< … >>` where the others name a file, Atlas its own rows with a dot. */
function named(
  rows: readonly HistoryRow[],
  nameOf: (row: HistoryRow) => string,
): ReadonlyMap<string, readonly HistoryRow[]> {
  return Map.groupBy(
    rows.filter(row => succeeded(row) && !/^(?:\.|<<|"|$)/.test(nameOf(row))),
    nameOf,
  )
}

/** Flyway says so, and Atlas counts statements. */
function succeeded(row: HistoryRow): boolean {
  return row.success !== 'false' && row.applied === row.total
}

function bare(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function withoutEnding(name: string): string {
  return name.replace(/(?:\.up)?\.(?:sql|js|ts)$/, '')
}
