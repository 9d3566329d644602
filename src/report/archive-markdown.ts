import type { Purged } from '../commands/archive.ts'
import type { ArchivedObject } from '../model/archive.ts'
import type { Stopped } from '../model/deploy.ts'
import { sizeWords } from './archive.ts'
import { type Block, code, md, paragraph, strong, table, written } from './markdown-writer.ts'

/** What was asked of an archive, and what came of it. */
export interface ArchiveStory extends Purged {
  readonly verb: 'list' | 'purge'
  readonly environment: string
}

/** In a few words, for the log. */
export function archiveWords({ verb, purged, left }: ArchiveStory): string {
  const standing = left.length === 0 ? 'nothing is set aside' : `${left.length} set aside`
  if (verb === 'list') return standing
  return `${purged.length === 0 ? 'nothing to purge' : `${purged.length} purged`}, ${standing}`
}

/** What stands in the archive, and what was taken away, for the summary of a job. */
export function renderArchiveMarkdown(story: ArchiveStory & { readonly failure: Stopped | null }): string {
  const { verb, environment, purged, left, failure } = story
  const end = failure === null ? md`${archiveWords(story)}` : md`stopped: ${code(failure.reason)}`
  const mark = failure === null ? '📦' : '⛔'
  const blocks: Block[] = [
    paragraph(
      md`${mark} ${strong(md`Migration Gate`)} archive ${verb} on ${strong(md`${environment}`)}: ${end}`,
    ),
  ]
  if (failure !== null) blocks.push(paragraph(md`${failure.message}`))
  if (purged.length > 0) blocks.push(paragraph(md`Purged:`), tableOf(purged))
  if (left.length > 0) blocks.push(...(verb === 'purge' ? [paragraph(md`Left:`)] : []), tableOf(left))
  return `${written(blocks)}\n`
}

function tableOf(objects: readonly ArchivedObject[]): Block {
  return table(
    [md`id`, md`what`, md`dropped by`, md`kept since`, md`expires`, md`size`],
    objects.map(one => [
      code(one.id),
      md`${one.kind} ${code(one.object)}`,
      code(one.migration),
      md`${one.keptAt}`,
      one.expired ? md`expired ${one.expiresAt}` : md`${one.expiresAt}`,
      md`${sizeWords(one)}`,
    ]),
  )
}
