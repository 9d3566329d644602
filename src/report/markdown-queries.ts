import type { Review } from '../model/review.ts'
import type { MarkdownContext } from './markdown-context.ts'
import { code, details, link, md, paragraph, place, table } from './markdown-writer.ts'
import { cut } from './plain-text.ts'
import { firstMade, type Part } from './shorten.ts'
import { count, shortPath } from './words.ts'

/** Queries that fail only after the change, the most frequent first, and how many could not be tried. */
export function queriesPart({ queries }: Review, context: MarkdownContext): Part {
  if (queries === null || queries.broken.length + queries.refused === 0) return { total: 0, build: () => [] }
  const { asked, refused, firstRefused } = queries
  const sorted = [...queries.broken].sort((a, b) => (b.callsPerDay ?? 0) - (a.callsPerDay ?? 0))
  const rows = firstMade(sorted, ({ sql, callsPerDay, source, message, path, line }) => [
    code(cut(sql, 160)),
    md`${callsPerDay === null ? (source ?? '') : calls(callsPerDay)}`,
    md`${cut(message, 160)}`,
    link(place(cut(shortPath(path, context.folders), 120), line), context.fileUrl(path, line)),
  ])
  const tried = md`${count(refused, 'recorded query', 'recorded queries')} of ${asked.toLocaleString('en-US')} could not be prepared before the change either, and nothing is said of ${refused === 1 ? 'it' : 'them'}`
  const reason =
    firstRefused === null
      ? md``
      : md`: ${code(cut(firstRefused.sql, 100))}: ${cut(firstRefused.message, 160)}`
  const rest = refused === 0 ? [] : [paragraph(md`${tried}${reason}.`)]
  if (sorted.length === 0) return { total: 1, build: () => [details(tried, rest)] }
  const summary = md`${count(sorted.length, 'query', 'queries')} that ${sorted.length === 1 ? 'fails' : 'fail'} only after the change`
  const head = [md`Query`, md`Calls a day`, md`Error`, md`Behind`]
  return {
    total: sorted.length,
    build: shown => [details(summary, [table(head, rows(shown)), ...rest])],
  }
}

function calls(aDay: number): string {
  return aDay < 1 ? 'less than 1' : Math.round(aDay).toLocaleString('en-US')
}
