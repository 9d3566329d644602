import type { Migration } from '../../../model/migration.ts'
import type { HistoryRecord } from '../format.ts'
import { keyAlone, rowPerMigration, rowsBy } from './row-per-migration.ts'

/** What stands before the first underscore, without its dashes. */
export const record: HistoryRecord = rowPerMigration({
  table: '__diesel_schema_migrations',
  columns: ['version'],
  keyOf: versionOf,
  ran: rows => rowsBy('version', rows),
  writing: { ...keyAlone('version', versionOf), lockKeys: () => [] },
})

function versionOf({ id }: Migration): string {
  return id.split('_', 1)[0]?.replaceAll('-', '') ?? id
}
