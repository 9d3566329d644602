import type { Migration } from '../../../model/migration.ts'
import type { HistoryRecord } from '../format.ts'
import { keyAlone, rowPerMigration, rowsBy } from './row-per-migration.ts'

/** The digits at the beginning of the name, as text. */
export const record: HistoryRecord = rowPerMigration({
  table: 'schema_migrations',
  columns: ['version'],
  keyOf: versionOf,
  ran: rows => rowsBy('version', rows),
  writing: { ...keyAlone('version', versionOf), lockKeys: () => [] },
})

function versionOf({ id }: Migration): string {
  return /^\d+/.exec(id)?.[0] ?? id
}
