import type { HistoryRecord } from './formats/format.ts'

/** Our own journal, which knows what `apply` ran, whatever the format. */
export const ownJournal: HistoryRecord = {
  table: 'migration',
  columns: ['folder', 'id', 'state', 'direction', 'digest', 'checksum'],
  applied(rows, migrations) {
    const ran = new Set(
      rows.flatMap(({ folder, id, state }) => (state === 'applied' ? [`${folder}/${id}`] : [])),
    )
    return migrations.filter(migration => ran.has(`${folderOf(migration)}/${migration.id}`))
  },
  // Whoever reads the whole journal knows more than its rows here tell.
  changed: () => [],
  unfinished: () => [],
  unknown: () => [],
}

/** The folder of a migration, from the root of the repository: that in which its id is the only one. */
export function folderOf({
  id,
  up: { path },
}: {
  readonly id: string
  readonly up: { readonly path: string }
}): string {
  const at = path.lastIndexOf(`/${id}`)
  const end = path.startsWith(id) ? 0 : at < 0 ? path.lastIndexOf('/') : at
  return end <= 0 ? '.' : path.slice(0, end)
}
