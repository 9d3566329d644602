import type { SourceFile } from '../../../model/migration.ts'

const breakpoint = '--> statement-breakpoint'

/**
 * A file as Drizzle sends it: in pieces, cut at each breakpoint whatever stands around it. To SQL a breakpoint is a
 * remark and ends nothing, so one behind a statement without a semicolon becomes a semicolon, in its place.
 */
export function inPieces({ path, text, written = text }: SourceFile): SourceFile {
  const parts: string[] = []
  const cuts: number[] = []
  let line = 1
  let from = 0
  for (let at = text.indexOf(breakpoint); at >= 0; at = text.indexOf(breakpoint, from)) {
    const piece = text.slice(from, at)
    line += piece.split('\n').length - 1
    cuts.push(line)
    parts.push(piece, endsStatement(piece) ? breakpoint : `;${' '.repeat(breakpoint.length - 1)}`)
    from = at + breakpoint.length
  }
  const sent = parts.join('') + text.slice(from)
  return { path, text: sent, ...(sent === written ? {} : { written }), cuts }
}

function endsStatement(piece: string): boolean {
  const last = piece.trimEnd().at(-1)
  return last === undefined || last === ';'
}
