import type { Review } from '../model/review.ts'
import { type GroundWords, groundWords } from './ground-words.ts'
import type { MarkdownContext } from './markdown-context.ts'
import {
  type Block,
  code,
  heading,
  type Inline,
  joined,
  link,
  md,
  paragraph,
  strong,
  sub,
} from './markdown-writer.ts'
import { cut } from './plain-text.ts'
import { allProven, onlyRead, openFindings, reviewed } from './reading.ts'
import { allWellWords, measuredWords, verdictOf } from './verdict-words.ts'
import { count, engineWords, shortDigest, shortRef } from './words.ts'

const icons = { good: '✅', doubtful: '⚠️', bad: '⛔' } as const
export const dot = md` · `

export function verdictLine(review: Review): Block {
  const { mood, words } = verdictOf(review)
  return heading(md`${icons[mood]} Migration Gate: ${words}`)
}

/** One line: what was looked at, on what ground, how much of it was measured. */
export function contextLine(review: Review, context: MarkdownContext): Block {
  const migrations = count(reviewed(review).length, 'migration')
  const folders = joined(
    context.folders.slice(0, 3).map(folder => code(cut(folder, 80))),
    md`, `,
  )
  const more = context.folders.length > 3 ? md` and ${context.folders.length - 3} more folders` : md``
  const place = context.folders.length > 0 ? md`${migrations} in ${folders}${more}` : md`${migrations}`
  return paragraph(joined([place, base(review, context), md`${measuredWords(review)}`], dot))
}

/** On what ground the change was tried, and whose sizes it was weighed by. */
function base(review: Review, context: MarkdownContext): Inline {
  const { source, ref } = review.base
  const ground = groundWords(review, context.now ?? null)
  switch (source) {
    case 'snapshot':
      return ground === null ? md`compared with the snapshot` : md`compared with ${inMarkdown(ground)}`
    case 'migrations':
    case 'empty': {
      const name = ref === null ? null : strong(md`${cut(shortRef(ref), 60)}`)
      const under =
        source === 'empty' ? md`on an empty database` : md`on top of ${name ?? 'the other migrations'}`
      return ground === null ? under : md`${under}, sizes of ${inMarkdown(ground)}`
    }
  }
}

function inMarkdown({ target, age, drift }: GroundWords): Inline {
  const taken = age === null ? md`` : md` ${age}`
  return md`${strong(md`${target}`)}${taken}${drift === null ? md`` : md`, ${drift}`}`
}

/** A pull request without a story gets a line, not a report. */
export function allWell(review: Review, context: MarkdownContext): Block {
  return paragraph(md`${allWellWords(review)}. ${footer(review, context, 'details')}`)
}

/** True where one line says it all. */
export function needsOneLine(review: Review): boolean {
  return allProven(review) || onlyRead(review)
}

function hasDanger(review: Review): boolean {
  return openFindings(review).some(({ severity }) => severity !== 'notice')
}

/** Facts that differ between the two were not measured on the target. */
function targetVersion({ snapshot }: Review): string {
  if (snapshot === null || snapshot.serverVersion === null) return ''
  return `, ${cut(snapshot.environment ?? 'the snapshot', 60)}: ${cut(snapshot.serverVersion, 40)}`
}

/** Small print: what exactly this speaks of, and where the rest is. */
export function footer(review: Review, context: MarkdownContext, runWord: 'run' | 'details'): Inline {
  const engine = engineWords(review.engine)
  const parts = [
    context.commit === null ? null : md`commit ${code(shortRef(context.commit))}`,
    review.planDigest === '' ? null : md`plan ${code(shortDigest(review.planDigest))}`,
    engine === null || runWord === 'details' ? null : md`shadow: ${engine}${targetVersion(review)}`,
    context.runUrl === null ? null : link(md`${runWord}`, context.runUrl),
    context.acceptUrl === undefined || !hasDanger(review)
      ? null
      : link(md`accept a danger on purpose`, context.acceptUrl),
  ]
  return sub(
    joined(
      parts.filter(part => part !== null),
      dot,
    ),
  )
}
