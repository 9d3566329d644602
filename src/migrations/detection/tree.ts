import { baseName, isManifest, isSql } from '../files.ts'

/** Manifests that stand in the migration folder itself, of tools that are read and of those that are not. */
export const manifestsInside: ReadonlySet<string> = new Set([
  'migration_lock.toml',
  'atlas.sum',
  'sqitch.plan',
])

/** A folder with SQL or a manifest in it or below it. */
export interface Directory {
  /** From the root of the repository; `.` is the root itself. */
  readonly path: string
  readonly name: string
  /** Base names of its SQL files. */
  readonly sql: string[]
  /** Base names of its manifests. */
  readonly manifests: Set<string>
  readonly children: Map<string, Directory>
}

/** The folders of a listing, as far as they have to do with SQL. */
export function directoryTree(paths: readonly string[]): Directory {
  const root = directory('.', '')
  for (const path of paths) {
    const kind = isSql(path)
      ? 'sql'
      : isManifest(path) || manifestsInside.has(baseName(path))
        ? 'manifest'
        : null
    if (kind === null) continue
    let at = root
    for (const segment of path.split('/').slice(0, -1)) at = childOf(at, segment)
    if (kind === 'sql') at.sql.push(baseName(path))
    else at.manifests.add(baseName(path))
  }
  return root
}

export function holdsSql({ sql, children }: Directory): boolean {
  return sql.length > 0 || [...children.values()].some(holdsSql)
}

function childOf(parent: Directory, name: string): Directory {
  const known = parent.children.get(name)
  if (known !== undefined) return known
  const child = directory(parent.path === '.' ? name : `${parent.path}/${name}`, name)
  parent.children.set(name, child)
  return child
}

function directory(path: string, name: string): Directory {
  return { path, name, sql: [], manifests: new Set(), children: new Map() }
}
