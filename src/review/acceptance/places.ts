import type { Dialect } from '../../dialects/dialect.ts'
import { linesOf } from '../../dialects/support/lines.ts'
import type { Finding } from '../../model/finding.ts'
import type { SourceFile } from '../../model/migration.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import type { Span } from '../../model/statement.ts'

/** A statement of a file, up or down, to which a comment may belong. */
export interface Place extends Span {
  /** Its place among the statements of its direction. */
  readonly index: number
  readonly direction: 'up' | 'down'
  /** From 1. */
  readonly line: number
  readonly endLine: number
  /** Ended by a semicolon or by the runner, and understood: what stands behind it is no part of it. */
  readonly parsed: boolean
  /** It was run and judged: a danger that was not found in it is none. */
  readonly judged: boolean
}

/** The part of a file that goes one way. The whole file, or a section with the rest blanked. */
export interface Section {
  readonly text: string
  /** Stood before the change, which only adds to its file: nobody judges it anew. */
  readonly isHistory: boolean
  readonly places: readonly Place[]
}

/** A file in review, as far as comments in it may speak of its statements. */
export interface ReviewedFile {
  readonly path: string
  /** As it stands in the file, sections and all. */
  readonly text: string
  readonly sections: readonly Section[]
  /** Of all sections, in order. */
  readonly places: readonly Place[]
  /** All of it was run and judged. */
  readonly judged: boolean
  lineAt(offset: number): number
}

/** The sections of one file, from the migrations in review that have their up or down in it. */
export async function reviewedFile(
  dialect: Dialect,
  path: string,
  text: string,
  migrations: readonly ReplayedMigration[],
): Promise<ReviewedFile> {
  const sections = await Promise.all(
    migrations.flatMap(replayed => {
      const { up, down } = replayed.migration
      const from = (file: SourceFile | null, direction: Place['direction']) =>
        file?.path === path ? [section(dialect, file.text, direction, replayed)] : []
      return [...from(up, 'up'), ...from(down, 'down')]
    }),
  )
  const places = sections.flatMap(each => each.places).toSorted((a, b) => a.start - b.start)
  const { lineAt } = linesOf(text)
  return { path, text, sections, places, judged: places.every(({ judged }) => judged), lineAt }
}

async function section(
  dialect: Dialect,
  text: string,
  direction: Place['direction'],
  replayed: ReplayedMigration,
): Promise<Section> {
  const statements = await dialect.parse(text)
  const wayBack = isJudgedDown(replayed)
  const places = statements.map(({ index, start, end, line, endLine, syntaxError }): Place => {
    const ran = replayed.state === 'added' && replayed.statements[index]?.trace.outcome === 'ran'
    const judged = direction === 'up' ? ran : wayBack
    return { index, direction, start, end, line, endLine, parsed: syntaxError === null, judged }
  })
  return { text, isHistory: direction === 'up' && replayed.state === 'down-changed', places }
}

/** A way back that could not be tried tells nothing of its dangers. */
function isJudgedDown({ down }: ReplayedMigration): boolean {
  return down.schema === 'equal' || down.schema === 'equal-except-order' || down.schema === 'unequal'
}

/** Whether everything that a migration does was run and judged, there and back. */
export function isJudged(replayed: ReplayedMigration): boolean {
  const ran = replayed.statements.every(({ trace }) => trace.outcome === 'ran')
  return replayed.state === 'added' && ran && (replayed.migration.down === null || isJudgedDown(replayed))
}

/**
 * Tells which statement a finding speaks of, by its place in the file. One that speaks of a line, or of the file as a
 * whole, belongs to the statement there or to the next, as a comment does; `null` behind the last.
 */
export function placeFinder({ places }: ReviewedFile): (finding: Finding) => number | null {
  const ups = new Map(
    places.flatMap(({ direction, index }, place) => (direction === 'up' ? [[index, place] as const] : [])),
  )
  return ({ statement, line }) =>
    statement === null ? firstNotBefore(places, line) : (ups.get(statement) ?? null)
}

/** The first statement that does not end before a line. */
function firstNotBefore(places: readonly Place[], line: number): number | null {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.endLine ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low < places.length ? low : null
}
