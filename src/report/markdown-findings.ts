import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import { rules } from '../rules/registry.ts'
import { fitsACell, isSql, type NumberedFix } from './fixes.ts'
import type { MarkdownContext } from './markdown-context.ts'
import { dot } from './markdown-frame.ts'
import {
  code,
  details,
  em,
  type Inline,
  joined,
  link,
  md,
  paragraph,
  place,
  strong,
  table,
} from './markdown-writer.ts'
import { prose } from './names.ts'
import { cut } from './plain-text.ts'
import { factsOf } from './reading.ts'
import { firstMade, type Part } from './shorten.ts'
import { acceptedIn, count, shortName, shortPath } from './words.ts'

const severityIcons = { error: '⛔', warning: '⚠️', notice: 'ℹ️' } as const

/** What hurts, where, and what to do instead: one row each, worst first. */
export function findingsPart(
  review: Review,
  context: MarkdownContext,
  findings: readonly Finding[],
  names: ReadonlySet<string>,
  fixes: ReadonlyMap<string, NumberedFix>,
): Part {
  const rows = firstMade(findings, finding => row(review, context, finding, names, fixes))
  const head = [md``, md`Where`, md`What happens in production`, md`Instead`]
  const columns = findings.some(({ fix }) => fix !== null) ? head.length : head.length - 1
  return {
    total: findings.length,
    build: shown => {
      const rest = remainder(findings.slice(shown))
      const body = rows(shown).map(cells => cells.slice(0, columns))
      return [table(head.slice(0, columns), body), ...(rest === null ? [] : [paragraph(rest)])]
    },
  }
}

function row(
  review: Review,
  context: MarkdownContext,
  finding: Finding,
  names: ReadonlySet<string>,
  fixes: ReadonlyMap<string, NumberedFix>,
): readonly Inline[] {
  return [
    md`${severityIcons[finding.severity]}`,
    where(context, finding),
    md`${prose(cut(finding.message, 400), names)}<br>${evidence(review, context, finding)}`,
    instead(finding, names, fixes),
  ]
}

/** What to do: the fix itself where it is short, else the rule's advice and the number of the SQL below. */
function instead(
  { rule, fix }: Finding,
  names: ReadonlySet<string>,
  fixes: ReadonlyMap<string, NumberedFix>,
): Inline {
  if (fix === null) return md``
  if (fitsACell(fix)) return isSql(fix) ? code(fix) : prose(cut(fix, 300), names)
  const advice = rules.find(({ id }) => id === rule)?.fix
  const number = fixes.get(fix)?.number
  const sql = number === undefined ? md`SQL in the full report.` : md`${strong(md`SQL ${number}`)} below.`
  return advice === undefined ? sql : md`${prose(cut(advice, 300), names)} ${sql}`
}

export function where(context: MarkdownContext, { path, line }: Finding): Inline {
  return link(place(cut(shortPath(path, context.folders), 120), line), context.fileUrl(path, line))
}

/** How we know, and the page that explains it. */
function evidence(review: Review, context: MarkdownContext, finding: Finding): Inline {
  const facts = factsOf(review, finding).map(({ words, names }) =>
    names.length > 0 ? md`${words} on ${nameList(names, 2)}` : md`${words}`,
  )
  const known = finding.evidence === 'inferred' ? md`from the text` : md`measured`
  const told = facts.length > 0 ? md`${known}: ${joined(facts, md`, `)}` : known
  return em(md`${told}${dot}${link(md`${cut(finding.rule, 60)}`, context.ruleUrl(finding.rule))}`)
}

/** `a`, `b` and 3 more. */
export function nameList(names: readonly string[], most: number): Inline {
  const shown = joined(
    names.slice(0, most).map(name => code(cut(shortName(name), 60))),
    md`, `,
  )
  return names.length > most ? md`${shown} and ${names.length - most} more` : shown
}

function remainder(left: readonly Finding[]): Inline | null {
  if (left.length === 0) return null
  const of = (severity: Finding['severity']): number => left.filter(each => each.severity === severity).length
  const kinds = [
    of('error') > 0 && count(of('error'), 'error'),
    of('warning') > 0 && count(of('warning'), 'warning'),
    of('notice') > 0 && count(of('notice'), 'notice'),
  ].filter(part => part !== false)
  return md`… and ${count(left.length, 'more finding')} (${kinds.join(', ')}) that ${left.length === 1 ? 'does' : 'do'} not fit here.`
}

/** Where it is accepted, and until when. */
function acceptedBy(context: MarkdownContext, { acceptedBy: by }: Finding): Inline {
  if (by === undefined) return md``
  const source = link(md`${acceptedIn[by.kind]}`, context.fileUrl(by.path, by.line))
  const until = by.until === null ? md`` : md`until ${by.until}, `
  return md`<br>${em(md`${until}by ${source}`)}`
}

/** Dangers that the team takes on purpose, with the reason it gave. */
export function acceptedPart(
  context: MarkdownContext,
  accepted: readonly Finding[],
  names: ReadonlySet<string>,
): Part {
  const rows = firstMade(accepted, finding => [
    md`${severityIcons[finding.severity]}`,
    where(context, finding),
    md`${prose(cut(finding.message, 300), names)}<br>${em(link(md`${cut(finding.rule, 60)}`, context.ruleUrl(finding.rule)))}`,
    md`${cut(finding.suppressed ?? '', 300)}${acceptedBy(context, finding)}`,
  ])
  const head = [md``, md`Where`, md`What happens in production`, md`Accepted because`]
  return {
    total: accepted.length,
    build: shown => [
      details(md`${count(accepted.length, 'danger')} accepted on purpose`, [table(head, rows(shown))]),
    ],
  }
}

/** Good to know and no reason to stop: folded. */
export function noticesPart(notices: readonly Finding[], open: Part): Part {
  return {
    total: notices.length,
    build: shown => [details(md`${count(notices.length, 'notice')}`, open.build(shown))],
  }
}
