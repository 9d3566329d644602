import { baseName, isBelow, isSql } from '../files.ts'
import type { Listing } from './listing.ts'

/** A migration tool, by the name of its format, and what in a repository shows that it is used. */
interface Tool {
  readonly name: string
  /** What it reads: tools of one kind would compete for a folder, and the nearest evidence wins. */
  readonly reads: 'files' | 'folders'
  /** Its name among the dependencies of a manifest. */
  readonly dependency?: RegExp
  /** How a script, a Makefile, a workflow or a Dockerfile calls it. */
  readonly command?: RegExp
  /** Base name of a file that is its own. */
  readonly file?: RegExp
}

/** No pattern looks further than a line, and none nests repetitions: the texts are a stranger's. */
const tools: readonly Tool[] = [
  {
    name: 'golang-migrate',
    reads: 'files',
    dependency: /github\.com\/golang-migrate\/migrate/,
    command: /golang-migrate|\bmigrate\/migrate\b|\bmigrate\s[^\n]{0,120}-(?:path|source)[ =]/,
  },
  {
    name: 'goose',
    reads: 'files',
    dependency: /github\.com\/pressly\/goose/,
    command: /pressly\/goose|\bgoose\s(?:[^\n]{0,120}\s)?(?:up|status|create)\b/,
  },
  {
    name: 'dbmate',
    reads: 'files',
    dependency: /github\.com\/amacneil\/dbmate|"dbmate"\s*:/,
    command: /amacneil\/dbmate|\bdbmate\s(?:[^\n]{0,300}\s)?(?:up|migrate|new|status)\b/,
  },
  {
    name: 'sql-migrate',
    reads: 'files',
    dependency: /github\.com\/rubenv\/sql-migrate/,
    command: /\bsql-migrate\s/,
    file: /^dbconfig\.ya?ml$/,
  },
  {
    name: 'sqlx',
    reads: 'files',
    dependency: /^[ \t]*sqlx(?:-cli)?(?:\.workspace)?\s*=/m,
    command: /\bsqlx\s+(?:migrate|database)\b/,
  },
  {
    name: 'refinery',
    reads: 'files',
    dependency: /^[ \t]*refinery(?:\.workspace)?\s*=/m,
    file: /^refinery\.toml$/,
  },
  {
    name: 'node-pg-migrate',
    reads: 'files',
    dependency: /"node-pg-migrate"\s*:/,
    command: /\bnode-pg-migrate\s/,
  },
  { name: 'tern', reads: 'files', dependency: /github\.com\/jackc\/tern/, file: /^tern\.conf$/ },
  { name: 'popx', reads: 'files', dependency: /github\.com\/ory\/(?:x\/popx|pop)\b|gobuffalo\/pop/ },
  {
    name: 'flyway',
    reads: 'files',
    dependency: /org\.flywaydb|flyway-core/,
    command: /\bflyway\s(?:[^\n]{0,200}\s)?migrate\b|flyway\/flyway/,
    file: /^flyway\.(?:conf|toml)$/,
  },
  {
    name: 'liquibase',
    reads: 'files',
    dependency: /org\.liquibase|liquibase-core/,
    file: /^liquibase\.properties$/,
  },
  {
    name: 'graphile-migrate',
    reads: 'files',
    dependency: /"graphile-migrate"\s*:/,
    file: /^\.gmrc(?:\.js|c)?$/,
  },
  {
    name: 'd1',
    reads: 'files',
    command: /\bwrangler\s+d1\s+migrations\b/,
    file: /^wrangler\.(?:toml|jsonc?)$/,
  },
  { name: 'sqitch', reads: 'files', command: /\bsqitch\s+deploy\b/, file: /^sqitch\.(?:plan|conf)$/ },
  { name: 'supabase', reads: 'files', command: /\bsupabase\s+(?:db\s+push|migration\s+up)\b/ },
  {
    name: 'diesel',
    reads: 'folders',
    dependency: /^[ \t]*diesel(?:_migrations)?(?:\.workspace)?\s*=/m,
    command: /\bdiesel\s+migration\b/,
    file: /^diesel\.toml$/,
  },
  {
    name: 'drizzle',
    reads: 'folders',
    dependency: /"drizzle-(?:orm|kit)"\s*:/,
    command: /\bdrizzle-kit\s/,
    file: /^drizzle\.config\.[cm]?[jt]s$/,
  },
  {
    name: 'prisma',
    reads: 'folders',
    dependency: /"@?prisma(?:\/client)?"\s*:/,
    command: /\bprisma\s+migrate\b/,
    file: /^schema\.prisma$/,
  },
  { name: 'hasura', reads: 'folders', command: /\bhasura\s+migrate\b/ },
]

const dependencyFile =
  /^(?:go\.mod|Cargo\.toml|package\.json|pom\.xml|build\.gradle(?:\.kts)?|requirements[^/]*\.txt|pyproject\.toml)$/
const commandFile =
  /^(?:package\.json|GNUmakefile|[Mm]akefile|[^/]*\.mk|[Jj]ustfile|Taskfile\.ya?ml|Procfile|[^/]*Dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|[^/]*\.sh)$/
const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/
/** Folders beside or above the migrations in which teams keep what runs them. */
const scriptFolder = /^(?:\.?scripts?|bin|\.?docker|build|\.?ci|deploy|tools?|hack|make|\.devcontainer)\//

/** Files read for one folder, nearest first; those that are further away would add nothing. */
const mostFiles = 200

interface Evidence {
  readonly tool: Tool
  readonly words: string
}

/**
 * The tools that the repository shows for a folder, with the evidence. A manifest that stands nearer hides the
 * competing tools of one further away.
 */
export async function toolsFor(
  folder: string,
  signposts: Signposts,
  listing: Listing,
): Promise<ReadonlyMap<string, string>> {
  const levels = nearestFirst(folder, signposts)
  const found = new Map<string, string>()
  const settled = new Set<Tool['reads']>()
  let read = 0
  for (const files of levels) {
    const near = files.slice(0, mostFiles - read)
    read += near.length
    const evidence = (await Promise.all(near.map(path => evidenceOf(path, listing)))).flat()
    const news = evidence.filter(({ tool }) => !settled.has(tool.reads))
    for (const { tool, words } of news) if (!found.has(tool.name)) found.set(tool.name, words)
    for (const { tool } of news) settled.add(tool.reads)
  }
  return found
}

/** All names in one pattern: a large repository has a hundred thousand of them to try. */
const signpost = new RegExp(
  [dependencyFile, commandFile, ...tools.flatMap(({ file }) => file ?? [])]
    .map(({ source }) => source)
    .join('|'),
)

/** What a repository has to show, whatever the folder. */
export interface Signposts {
  /** Files that may name a tool. */
  readonly files: readonly string[]
  /** Dependency manifests of places without any SQL: their migrations stand elsewhere. */
  readonly strays: ReadonlySet<string>
}

export function signpostsAmong(paths: readonly string[]): Signposts {
  const files = paths.filter(path => signpost.test(baseName(path)) || workflow.test(path))
  const sql = paths.filter(isSql)
  const strays = files
    .filter(path => dependencyFile.test(baseName(path)) && /^[^/]+(?:\/[^/]+)?\/[^/]+$/.test(path))
    .slice(0, mostFiles)
    .filter(path => !sql.some(file => isBelow(path.slice(0, path.lastIndexOf('/')), file)))
  return { files, strays: new Set(strays) }
}

/** Files beside the folder, then those of each folder around it, then manifests of places that have no SQL of their own. */
function nearestFirst(folder: string, { files, strays }: Signposts): readonly (readonly string[])[] {
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

async function evidenceOf(path: string, { text }: Listing): Promise<readonly Evidence[]> {
  const name = baseName(path)
  const isDependency = dependencyFile.test(name)
  const isCommand = commandFile.test(name) || workflow.test(path)
  const content = isDependency || isCommand ? direct(name, await text(path)) : ''
  return tools.flatMap(tool => {
    if (tool.file?.test(name) === true) return [{ tool, words: `${path} is there` }]
    const match =
      (isDependency && tool.dependency?.exec(content)) || (isCommand && tool.command?.exec(content)) || null
    return match === null ? [] : [{ tool, words: `${path} names ${tool.name}` }]
  })
}

/** What a module needs for others only says nothing about the folder; nor does a remark. */
function direct(name: string, text: string): string {
  const lines = text.split('\n')
  if (name === 'go.mod') return lines.filter(line => !/\/\/ indirect/.test(line)).join('\n')
  if (name === 'package.json' || name.endsWith('.xml')) return text
  return lines.filter(line => !/^\s*(?:#|\/\/)/.test(line)).join('\n')
}
