import type { FolderSight, Recognition } from '../format.ts'

/** SQL files that stand in the folder itself, by their names. */
export function sqlFilesOf({ files }: FolderSight): readonly string[] {
  return files.filter(file => !file.includes('/') && /\.sql$/i.test(file))
}

/** Folders in which one of these files stands, directly below the migration folder. */
export function stepsWith({ files }: FolderSight, name: RegExp): readonly string[] {
  return files.flatMap(file => {
    const [step, inner, ...deeper] = file.split('/')
    return step !== undefined && inner !== undefined && deeper.length === 0 && name.test(inner) ? [step] : []
  })
}

/** A directive of the tool in most of the files is a sure sign; in a few of them they may be copies. */
export function recogniseByMark(sight: FolderSight, mark: RegExp, words: string): Recognition | null {
  const files = sqlFilesOf(sight)
  const marked = files.filter(file => mark.test(sight.head(file))).length
  if (marked === 0) return null
  const certainty = marked * 2 > files.length ? 'sure' : 'likely'
  return { certainty, why: `${words} in ${marked} of ${files.length} .sql files` }
}
