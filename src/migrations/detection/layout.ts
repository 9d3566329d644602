import { isSql } from '../files.ts'
import type { FolderSight, Recognition } from '../formats/format.ts'
import { formats } from '../formats/registry.ts'
import { unsupportedTool } from '../formats/unsupported.ts'
import type { Listing } from './listing.ts'
import { markedTools } from './markers.ts'
import { sightOf } from './sight.ts'

/** A format that a folder may be in. */
export interface Candidate {
  readonly name: string
  /** What was seen. */
  readonly why: string
}

/** In which format a folder is. */
export type Layout =
  | { readonly kind: 'read'; readonly format: string; readonly why: string }
  /** A tool whose files are recognised, so that they are not taken for others, and not read. */
  | { readonly kind: 'unsupported'; readonly tool: string; readonly why: string }
  /** Several are as likely. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }

/** One word for a layout. */
export function layoutName(layout: Layout): string {
  switch (layout.kind) {
    case 'read':
      return layout.format
    case 'unsupported':
      return layout.tool
    case 'ambiguous':
      return 'ambiguous'
  }
}

const certainties = ['sure', 'likely', 'possible'] as const

/** What the files of a folder, and the tools that the repository shows for it, say about its format. */
export async function layoutOf(
  folder: string,
  tools: ReadonlyMap<string, string>,
  listing: Listing,
): Promise<Layout> {
  const sight = await sightOf(folder, tools, listing)
  const marked = markedTools(sight.files.filter(isSql).map(sight.head))
  if (marked.length > 1) return { kind: 'ambiguous', candidates: marked }
  const best = mostCertain(candidatesAmong(sight))
  const unread = unsupportedTool(sight)
  if (unread !== null) {
    const sure = best.filter(({ certainty }) => certainty === 'sure')
    if (sure.length === 0) return { kind: 'unsupported', ...unread }
    return { kind: 'ambiguous', candidates: [...sure, { name: unread.tool, why: unread.why }] }
  }
  const [first, ...others] = best
  if (first === undefined) return { kind: 'read', format: 'plain', why: 'no file of any tool' }
  if (others.length > 0) return { kind: 'ambiguous', candidates: best }
  return { kind: 'read', format: first.name, why: first.why }
}

interface Recognised extends Candidate, Recognition {}

function candidatesAmong(sight: FolderSight): readonly Recognised[] {
  return formats.flatMap(format => {
    const recognition = format.recognise(sight)
    return recognition === null ? [] : [{ name: format.name, ...recognition }]
  })
}

function mostCertain(candidates: readonly Recognised[]): readonly Recognised[] {
  const best = certainties.find(certainty => candidates.some(candidate => candidate.certainty === certainty))
  return candidates.filter(candidate => candidate.certainty === best)
}
