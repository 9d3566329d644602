import type { FolderSight } from './format.ts'
import { sqlFilesOf } from './support/marks.ts'

/** A tool whose files would be misread as those of another, and what shows it. */
export interface UnsupportedTool {
  readonly tool: string
  readonly why: string
}

interface Mark {
  readonly tool: string
  /** What shows it in this folder; `null` where nothing does. */
  show(sight: FolderSight): string | null
}

/**
 * Tools that keep the way back in the same file, or beside the up under names that the plain layout takes for
 * ups: read as plain, their downs would be run.
 */
const marks: readonly Mark[] = [
  { tool: 'sql-migrate', show: inText(/^-- \+migrate\s+(?:Up|Down)\b/m, '"-- +migrate Up"') },
  {
    tool: 'tern',
    show: inText(/^---- create above \/ drop below ----/m, '"---- create above / drop below ----"'),
  },
  {
    tool: 'Liquibase',
    show: inText(/^\ufeff?\s*--\s*liquibase\s+formatted\s+sql/i, '"--liquibase formatted sql"'),
  },
  { tool: 'node-pg-migrate', show: nodePgMigrate },
  { tool: 'Sqitch', show: ({ files }) => (files.includes('sqitch.plan') ? 'sqitch.plan is there' : null) },
  {
    tool: 'Ory popx',
    show: named(/\.(?:postgres|mysql|sqlite3?|cockroach)(?:\.autocommit)?\.(?:up|down)\.sql$/),
  },
  { tool: 'Flyway undo migrations', show: named(/(?:^|\/)U\d[\d._]*__[^/]*\.sql$/) },
  { tool: 'db-migrate', show: named(/-down\.sql$/) },
  { tool: 'Postgrator', show: named(/(?:^|\/)\d+\.undo(?:\.[^/]*)?\.sql$/) },
  { tool: 'Hasura', show: hasura },
]

/** The tool of a folder that must not be read as another's; `null` where there is no sign of one. */
export function unsupportedTool(sight: FolderSight): UnsupportedTool | null {
  for (const { tool, show } of marks) {
    const why = show(sight)
    if (why !== null) return { tool, why }
  }
  return null
}

function inText(mark: RegExp, words: string): Mark['show'] {
  return sight => {
    const file = sight.files.find(file => /\.sql$/i.test(file) && mark.test(sight.head(file)))
    return file === undefined ? null : `${file} has ${words}`
  }
}

function named(pattern: RegExp): Mark['show'] {
  return ({ files }) => {
    const file = files.find(file => pattern.test(file))
    return file === undefined ? null : `${file} is there`
  }
}

/** Its marks are remarks that anybody may write: above an up file, or beside a down of its own, they say nothing. */
function nodePgMigrate(sight: FolderSight): string | null {
  const file = sqlFilesOf(sight).find(file => {
    if (/\.(?:up|down)\.sql$/i.test(file)) return false
    const head = sight.head(file)
    const [up, down] = [/^[ \t]*--[ \t-]*up[ \t]+migration/im, /^[ \t]*--[ \t-]*down[ \t]+migration/im].map(
      mark => mark.test(head),
    )
    return up === true && (down === true || sight.tools.has('node-pg-migrate'))
  })
  return file === undefined ? null : `${file} has "-- Up Migration"`
}

/** Laid out as Diesel's. */
function hasura({ files, tools }: FolderSight): string | null {
  const evidence = tools.get('hasura')
  const laidOut = files.some(file => /^\d+_[^/]*\/up\.sql$/.test(file))
  return evidence === undefined || tools.has('diesel') || !laidOut ? null : evidence
}
