import { dialectNames } from '../dialects/registry.ts'
import { formats } from '../migrations/formats/registry.ts'
import { type Detection, detectionSchema } from '../model/detection.ts'
import { oneLine } from './plain-text.ts'
import { painter } from './style.ts'

type Folder = Detection['folders'][number]

/** What was detected as JSON for programs. */
export function renderDetectionJson(detection: Detection): string {
  return `${JSON.stringify(detectionSchema.parse(detection), null, 2)}\n`
}

/** What was detected, for a terminal: a line for each folder, and the command to go on with. */
export function renderDetection({ folders }: Detection, { color }: { readonly color: boolean }): string {
  if (folders.length === 0)
    return 'No folder of SQL migrations was found. Name one: migration-gate detect --dir <folder>\n'
  const paint = painter(color)
  const head = ['folder', 'layout', 'dialect', 'migrations', 'why']
  const rows = folders.map(({ path, layout, dialect, migrations, why }) =>
    [path, layout, dialect ?? 'unknown', String(migrations), why].map(oneLine),
  )
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map(row => (row[column] as string).length)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 3 ? cell.padStart(widths[3] as number) : cell.padEnd(widths[column] as number),
      )
      .join('  ')
      .trimEnd()
  const commands = folders.filter(isChecked).map(({ path }) => `migration-gate check --dir ${quoted(path)}`)
  return [
    paint('dim', line(head)),
    ...rows.map(line),
    '',
    ...(commands.length === 0 ? ['None of them can be checked yet.'] : commands),
    '',
  ].join('\n')
}

/** Whether `check` would take the folder as it stands. */
function isChecked({ layout, dialect }: Folder): boolean {
  return (
    formats.some(({ name }) => name === layout) &&
    (dialect === null || dialectNames.some(known => known === dialect))
  )
}

/** For a POSIX shell, with nothing hidden. */
function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${oneLine(path).replaceAll("'", "'\\''")}'`
}
