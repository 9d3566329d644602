import type { SourceFile } from '../../../model/migration.ts'
import { isSql } from '../../files.ts'

/** A file by its path from the migration folder. */
export interface Placed {
  readonly name: string
  readonly file: SourceFile
}

/** One folder below the migration folder, and the files that stand in itself. */
export interface StepFolder {
  readonly name: string
  /** By their names. */
  readonly files: ReadonlyMap<string, SourceFile>
}

/** The files that stand in the folder itself. Tools with one file a migration read no folder below. */
export function filesOf(folder: string, files: readonly SourceFile[]): readonly Placed[] {
  return place(folder, files).filter(({ name }) => !name.includes('/'))
}

/** The folders below that hold SQL, for tools with one folder a migration. Some tools pass over hidden ones. */
export function stepFolders(
  folder: string,
  files: readonly SourceFile[],
  which: 'all' | 'visible',
): readonly StepFolder[] {
  const found = new Map<string, Map<string, SourceFile>>()
  for (const { name, file } of place(folder, files)) {
    const [step, ...rest] = name.split('/')
    if (step === undefined || rest.length === 0) continue
    if (which === 'visible' && step.startsWith('.')) continue
    const inside = found.get(step) ?? new Map<string, SourceFile>()
    found.set(step, inside.set(rest.join('/'), file))
  }
  return [...found]
    .map(([name, files]) => ({ name, files }))
    .filter(({ files }) => [...files.keys()].some(isSql))
}

function place(folder: string, files: readonly SourceFile[]): readonly Placed[] {
  return files
    .map(file => ({ name: folder === '.' ? file.path : file.path.slice(folder.length + 1), file }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
