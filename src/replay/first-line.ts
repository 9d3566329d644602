import type { Migration } from '../model/migration.ts'

/**
 * Where a down without statements is shown, from 1: at its first line that is not blank; an empty section of a
 * file that holds the up too, at the end of that file.
 */
export function firstLine({ up, down }: Migration): number {
  const lines = (down?.text ?? '').split('\n')
  const written = lines.findIndex(line => line.trim() !== '')
  if (written !== -1) return written + 1
  if (down?.path !== up.path) return 1
  return Math.max(1, lines.at(-1) === '' ? lines.length - 1 : lines.length)
}
