import { baseName, isBelow, isSql } from '../files.ts'

/** What a program needs. */
const dependencyFile =
  /^(?:go\.mod|Cargo\.toml|package\.json|pom\.xml|build\.gradle(?:\.kts)?|requirements[^/]*\.txt|pyproject\.toml)$/
/** What somebody runs. */
const commandFile =
  /^(?:package\.json|GNUmakefile|[Mm]akefile|[^/]*\.mk|[Jj]ustfile|Taskfile\.ya?ml|Procfile|[^/]*Dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|[^/]*\.sh)$/
const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/
/** Folders beside or above the migrations in which teams keep what runs them. */
const scriptFolder = /^(?:\.?scripts?|bin|\.?docker|build|\.?ci|deploy|tools?|hack|make|\.devcontainer)\//

/** Files read for one folder, nearest first; those that are further away would add nothing. */
export const mostFiles = 200

/** What a repository has to show, whatever the folder. */
export interface Signposts {
  /** Files that may name a tool. */
  readonly files: readonly string[]
  /** Dependency manifests of places without any SQL: their migrations stand elsewhere. */
  readonly strays: ReadonlySet<string>
}

/** `own` are the names of the files that tools have for themselves. */
export function signpostsAmong(paths: readonly string[], own: readonly RegExp[]): Signposts {
  // All names in one pattern: a large repository has a hundred thousand of them to try.
  const signpost = new RegExp([dependencyFile, commandFile, ...own].map(({ source }) => source).join('|'))
  const files = paths.filter(path => signpost.test(baseName(path)) || workflow.test(path))
  const sql = paths.filter(isSql)
  const strays = files
    .filter(path => dependencyFile.test(baseName(path)) && /^[^/]+(?:\/[^/]+)?\/[^/]+$/.test(path))
    .slice(0, mostFiles)
    .filter(path => !sql.some(file => isBelow(path.slice(0, path.lastIndexOf('/')), file)))
  return { files, strays: new Set(strays) }
}

/** Files beside the folder, then those of each folder around it, then manifests of places that have no SQL of their own. */
export function nearestFirst(folder: string, { files, strays }: Signposts): readonly (readonly string[])[] {
  const around = ancestors(folder)
  const levels: string[][] = [...around.map(() => []), []]
  for (const path of files) {
    const level = around.findIndex(ancestor => isBelow(ancestor, path))
    const rest = around[level] === '.' ? path : path.slice((around[level] as string).length + 1)
    const belongs =
      !rest.includes('/') || (/^[^/]+\/[^/]+$/.test(rest) && scriptFolder.test(rest)) || workflow.test(rest)
    if (belongs) levels[level]?.push(path)
    else if (strays.has(path)) levels.at(-1)?.push(path)
  }
  return levels
}

/** The folder itself and all around it, up to the root. */
function ancestors(folder: string): readonly string[] {
  const segments = folder === '.' ? [] : folder.split('/')
  return [...segments.map((_, place) => segments.slice(0, segments.length - place).join('/')), '.']
}

export function isDependencyFile(path: string): boolean {
  return dependencyFile.test(baseName(path))
}

export function isCommandFile(path: string): boolean {
  return commandFile.test(baseName(path)) || workflow.test(path)
}

/** What a module needs for others only says nothing about the folder; nor does a remark. */
export function direct(path: string, text: string): string {
  const name = baseName(path)
  const lines = text.split('\n')
  if (name === 'go.mod') return lines.filter(line => !/\/\/ indirect/.test(line)).join('\n')
  if (name === 'package.json' || name.endsWith('.xml')) return text
  return lines.filter(line => !/^\s*(?:#|\/\/)/.test(line)).join('\n')
}
