import type { HistoryRecord } from './formats/format.ts'

/**
 * History tables of tools whose folders are read as plain files: what they hold of an id is the name of the file, or
 * the version at its beginning.
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
  return {
    table,
    columns,
    applied(rows, migrations) {
      const ran = new Set(rows.filter(succeeded).map(row => row[version]))
      return migrations.filter(({ id }) => ran.has(/^\d+/.exec(bare(id))?.[0] ?? bare(id)))
    },
  }
}

function byFile(table: string, name: string, columns: readonly string[]): HistoryRecord {
  return {
    table,
    columns,
    applied(rows, migrations) {
      const ran = new Set(rows.filter(succeeded).map(row => withoutEnding(bare(row[name] ?? ''))))
      return migrations.filter(({ id }) => ran.has(bare(id)))
    },
  }
}

/** Flyway says so, and Atlas counts statements. */
function succeeded(row: Readonly<Record<string, string | null>>): boolean {
  return row.success !== 'false' && row.applied === row.total
}

function bare(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function withoutEnding(name: string): string {
  return name.replace(/(?:\.up)?\.(?:sql|js|ts)$/, '')
}
