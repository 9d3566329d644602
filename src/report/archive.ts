import type { Purged } from '../commands/archive.ts'
import type { ArchivedObject } from '../model/archive.ts'
import { visible } from './plain-text.ts'

/** What was set aside, for a reader at a terminal. */
export function renderArchive(objects: readonly ArchivedObject[]): string {
  if (objects.length === 0) return 'Nothing is set aside.\n'
  return visible([`Set aside: ${objects.length}`, ...objects.flatMap(linesOf), ''].join('\n'))
}

/** The same for a program. */
export function renderArchiveJson(objects: readonly ArchivedObject[]): string {
  return json({ format: 'migration-gate/archive@1', objects: objects.map(told) })
}

export function renderPurged({ purged, left }: Purged): string {
  const head = purged.length === 0 ? 'Nothing to purge.' : `Purged: ${purged.length}`
  const later = left.length === 0 ? [] : [`Left: ${left.length}`, ...left.flatMap(linesOf)]
  return visible([head, ...purged.map(({ id, object }) => `  ${id}  ${object}`), ...later, ''].join('\n'))
}

export function renderPurgedJson({ purged, left }: Purged): string {
  return json({ format: 'migration-gate/archive@1', purged: purged.map(told), objects: left.map(told) })
}

function linesOf(one: ArchivedObject): readonly string[] {
  const { id, kind, object, migration, runId, keptAt, expiresAt, expired, place } = one
  return [
    `  ${id}  ${kind} ${object}  ${sizeWords(one)}`,
    `    dropped by ${migration} (run ${runId.slice(0, 8)}) at ${keptAt}; ${expired ? 'expired' : 'expires'} ${expiresAt}; stands in ${place}`,
  ]
}

/** `2 rows, 16 kB`. */
export function sizeWords({ rows, bytes, rowsAre }: ArchivedObject): string {
  if (rowsAre === 'gone') return 'gone: somebody took it away by hand'
  const about = rowsAre === 'estimated' ? 'about ' : ''
  return `${about}${rows} ${rows === 1 ? 'row' : 'rows'}, ${Math.ceil((bytes ?? 0) / 1024)} kB`
}

/** How it is taken away is our own concern. */
function told({ purge: _purge, ...object }: ArchivedObject): Omit<ArchivedObject, 'purge'> {
  return object
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
