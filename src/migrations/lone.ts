import { baseName, isBelow } from './files.ts'

/** A file that has a folder of its own for each migration. */
const stepFile = /^(?:up|down|migration)\.sql$/

/** The migration folders in which single files would stand, none of them in another: tools tell files by their place. */
export function foldersAround(paths: readonly string[]): readonly string[] {
  const folders = new Set(
    paths.map(path => (stepFile.test(baseName(path)) ? folderOf(folderOf(path)) : folderOf(path))),
  )
  return [...folders].filter(
    folder => ![...folders].some(other => other !== folder && isBelow(other, folder)),
  )
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '.' : path.slice(0, slash)
}
