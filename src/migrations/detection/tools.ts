import { baseName } from '../files.ts'
import type { Listing } from './listing.ts'
import {
  direct,
  isCommandFile,
  isDependencyFile,
  mostFiles,
  nearestFirst,
  type Signposts,
} from './signposts.ts'

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
    dependency: /^[ \t]*sqlx(?:-cli)?(?:\.workspace)?\s*=|^\[(?:workspace\.)?dependencies\.sqlx\]/m,
    command: /\bsqlx\s+(?:migrate|database)\b|\bsqlx-cli\b/,
    file: /^sqlx(?:-data\.json|\.toml)$/,
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

/** Names of the files that are a tool's own. */
export const toolFiles: readonly RegExp[] = tools.flatMap(({ file }) => file ?? [])

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

async function evidenceOf(path: string, { text }: Listing): Promise<readonly Evidence[]> {
  const name = baseName(path)
  const isDependency = isDependencyFile(path)
  const isCommand = isCommandFile(path)
  const content = isDependency || isCommand ? direct(path, await text(path)) : ''
  return tools.flatMap(tool => {
    if (tool.file?.test(name) === true) return [{ tool, words: `${path} is there` }]
    const match =
      (isDependency && tool.dependency?.exec(content)) || (isCommand && tool.command?.exec(content)) || null
    return match === null ? [] : [{ tool, words: `${path} names ${tool.name}` }]
  })
}
