import type { Migration } from '../model/migration.ts'

/**
 * Where a down without statements is shown, from 1: at its first line that is not blank; an empty section of a
 * file that holds the up too, behind the up.
 */
export function firstLine({ up, down }: Migration): number {
  const written = (down?.text ?? '').split('\n').findIndex(line => line.trim() !== '')
  if (written !== -1) return written + 1
  return down?.path === up.path ? up.text.trimEnd().split('\n').length + 1 : 1
}
