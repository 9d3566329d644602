import { compareNaturally } from './order.ts'

/** Words by which teams name their migration folders. */
const folderNames = new Set(['migrations', 'migration', 'migrate'])

/** Folders that hold SQL migrations by their name, the outermost of each branch; sorted. */
export function detectFolders(paths: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const path of paths) {
    if (!path.toLowerCase().endsWith('.sql')) continue
    const segments = path.split('/').slice(0, -1)
    const place = segments.findIndex(segment => folderNames.has(segment.toLowerCase()))
    if (place >= 0) found.add(segments.slice(0, place + 1).join('/'))
  }
  return [...found].sort(compareNaturally)
}
