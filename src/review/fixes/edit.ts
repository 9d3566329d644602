import type { ParsedMigration } from '../../dialects/dialect.ts'
import { formatNamed } from '../../migrations/read.ts'
import { type NewMigration, nextId } from '../../migrations/writing.ts'
import type { Finding } from '../../model/finding.ts'
import type { Migration, SourceFile } from '../../model/migration.ts'
import type { Statement } from '../../model/statement.ts'
import { type FixPart, partsOf } from './parts.ts'

/** The text of the files of a change, by path. */
export type Texts = ReadonlyMap<string, string>

/** What a fix makes of the files. */
export interface Edit {
  /** The files that are others now; what stood in them is kept around the statement. */
  readonly changed: readonly SourceFile[]
  /** Migrations behind the last of the folder. */
  readonly added: readonly AddedMigration[]
}

export interface AddedMigration {
  readonly id: string
  /** The one that it goes on with. */
  readonly beside: Migration
  readonly content: NewMigration
}

/**
 * The fix of a finding written into the files; `null` where that is no work for a machine: a fix in words, a tool that
 * writes its migrations itself, a file with placeholders.
 */
export function editOf(texts: Texts, migrations: readonly ParsedMigration[], finding: Finding): Edit | null {
  const parts = partsOf(finding.fix)
  const place = placeOf(texts, migrations, finding)
  if (parts === null || place === null) return null
  const [first, ...rest] = parts as [FixPart, ...FixPart[]]
  const inPlace = placed(place, first)
  if (inPlace === null) return null
  const later = [...(inPlace.isMoved ? [first] : []), ...rest]
  const added = later.length === 0 ? [] : behind(place, migrations, later)
  return added === null ? null : { changed: inPlace.files, added }
}

/** The files of a migration that a fix adds. */
export function filesOfAdded({ id, beside, content }: AddedMigration): readonly SourceFile[] {
  return formatNamed(beside.format).writing?.files(id, beside, content) ?? []
}

/** Where a finding speaks of a statement, in the text of its file. */
interface Place {
  readonly parsed: ParsedMigration
  readonly statement: Statement
  readonly text: string
}

function placeOf(texts: Texts, migrations: readonly ParsedMigration[], finding: Finding): Place | null {
  const parsed = migrations.find(({ migration }) => migration.up.path === finding.path)
  const statement = parsed?.up[finding.statement ?? -1]
  const text = texts.get(finding.path)
  if (parsed === undefined || statement === undefined || text === undefined) return null
  // Where placeholders were filled in, the file does not say what was run.
  return text.slice(statement.start, statement.end) ===
    parsed.migration.up.text.slice(statement.start, statement.end)
    ? { parsed, statement, text }
    : null
}

interface Placed {
  readonly files: readonly SourceFile[]
  /** True where the part found no room here: it takes a file of its own. */
  readonly isMoved: boolean
}

/** The statement's own file: with the part in its place, or without the statement where that cannot run there. */
function placed(place: Place, part: FixPart): Placed | null {
  const { parsed, statement, text } = place
  const { migration, transaction, up } = parsed
  const { path } = migration.up
  const fixed = { path, text: splice(text, statement, inLinesOf(text, sqlAt(part, statement))) }
  const runsAnywhere = transaction === 'none' || (migration.runner === 'ours' && transaction === 'wrapped')
  if (!part.alone || runsAnywhere) return { files: [fixed], isMoved: false }
  const writing = formatNamed(migration.format).writing
  if (writing === undefined || transaction === 'authored') return null
  if (up.length === 1) return { files: writing.alone(fixed), isMoved: false }
  return { files: [{ path, text: splice(text, statement, '', true) }], isMoved: true }
}

/** Without its last semicolon, which stands in the file. */
function sqlAt({ sql, stands }: FixPart, statement: Statement): string {
  return stands === 'before' ? `${sql}\n${statement.sql}` : sql.replace(/;$/, '')
}

/** With line ends as the file has them. */
function inLinesOf(text: string, sql: string): string {
  return text.includes('\r\n') ? sql.replaceAll(/\r?\n/g, '\r\n') : sql
}

/** The text with something else in the place of a statement; with its semicolon, where it is taken out. */
function splice(text: string, { start, end }: Statement, sql: string, whole = false): string {
  const rest = whole ? text.slice(end).replace(/^\s*;[^\S\n]*\n?/, '') : text.slice(end)
  return text.slice(0, start) + sql + rest
}

function behind(
  { parsed: { migration } }: Place,
  migrations: readonly ParsedMigration[],
  parts: readonly FixPart[],
): readonly AddedMigration[] | null {
  if (formatNamed(migration.format).writing === undefined) return null
  let last = migrations.findLast(it => it.migration.format === migration.format)?.migration.id ?? migration.id
  return parts.map(({ sql, alone }) => {
    last = nextId(last, migration.id)
    return { id: last, beside: migration, content: { up: `${sql}\n`, down: null, alone } }
  })
}
