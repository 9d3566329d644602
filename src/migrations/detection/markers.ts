import type { Candidate } from './layout.ts'

/** Directives that say by themselves which tool reads a file. */
const markers: Readonly<Record<string, RegExp>> = {
  goose: /^--\s*\+goose\s+up\b/im,
  'sql-migrate': /^--\s*\+migrate\s+up\b/im,
  dbmate: /^--\s*migrate:up\b/im,
}

/** Whether the beginning of a file names its tool. */
export function hasMarker(head: string): boolean {
  return Object.values(markers).some(marker => marker.test(head))
}

/** The tools whose directives stand in these files; one folder belongs to one tool, so several are a question. */
export function markedTools(heads: readonly string[]): readonly Candidate[] {
  return Object.entries(markers).flatMap(([name, marker]) => {
    const files = heads.filter(head => marker.test(head)).length
    return files === 0 ? [] : [{ name, why: `its directives in ${files} of ${heads.length} files` }]
  })
}
