import type { Review, ReviewedDown, ReviewedMigration } from '../model/review.ts'
import { changeLines } from './change-lines.ts'
import { groundWords } from './ground-words.ts'
import { cut } from './plain-text.ts'
import { acceptedFindings, allProven, batchOf, onlyRead, openFindings, reviewed } from './reading.ts'
import { type Paint, painter } from './style.ts'
import { acceptedText, findingText } from './text-findings.ts'
import { allWellWords, measuredWords, verdictOf } from './verdict-words.ts'
import {
  type Answer,
  aboutRows,
  againWords,
  dataAnswer,
  downSource,
  ownLock,
  schemaAnswer,
} from './way-back-words.ts'
import { count, engineWords, shortName } from './words.ts'

const signs = { good: '✓', bad: '✗', blocked: '✗', doubtful: '!', unknown: '?' } as const
const colors = { good: 'green', bad: 'red', blocked: 'red', doubtful: 'yellow', unknown: 'yellow' } as const

export interface TextContext {
  readonly color: boolean
  /** ISO 8601, for how old a snapshot is; without it, its time is told. */
  readonly now?: string | null
}

/** For a terminal: a line or two when all is well, else findings first and the verdict last, where eyes are. */
export function renderText(review: Review, { color, now = null }: TextContext): string {
  const paint = painter(color)
  const open = openFindings(review)
  const quiet = allProven(review) || onlyRead(review)
  const sections = [
    ...open.map(finding => findingText(review, finding, paint)),
    list(
      'Accepted on purpose',
      acceptedFindings(review).map(finding => acceptedText(finding, paint)),
      paint,
    ),
    ...(quiet
      ? []
      : [
          list('What changes', changes(review, paint), paint),
          list('The way back', wayBack(review, paint), paint),
        ]),
    list(
      'Drift: the snapshot differs from what the migrations of the base build',
      painted(changeLines(review.drift), paint),
      paint,
    ),
    list('The base on which this was tried', quiet ? [] : baseNotices(review), paint),
    list('Statements of the base that could not be replayed', baseProblems(review), paint),
    verdict(review, quiet, now, paint),
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

function verdict(review: Review, quiet: boolean, now: string | null, paint: Paint): string {
  const { mood, words } = verdictOf(review)
  const line = paint(colors[mood], `${signs[mood]} ${words}`)
  if (reviewed(review).length === 0) return line
  const engine = engineWords(review.engine)
  const story = quiet
    ? allWellWords(review)
    : `${count(reviewed(review).length, 'migration')}, ${measuredWords(review)}`
  const shadow = engine === null ? '' : ` (${engine})`
  const ground = groundWords(review, now)
  const target =
    ground === null ? [] : [ground.target, ground.age, ground.drift].filter(part => part !== null)
  const lines = [story + shadow, ...(ground === null ? [] : [`by the snapshot: ${target.join(', ')}`])]
  return [line, ...lines.map(each => `  ${cut(each, 300)}`)].join('\n')
}

function changes(review: Review, paint: Paint): readonly string[] {
  return painted(changeLines(reviewed(review).flatMap(migration => migration.changes)), paint)
}

function painted(lines: readonly string[], paint: Paint): readonly string[] {
  const color = { '+': 'green', '-': 'red', '!': 'yellow' } as const
  return lines.map(line => {
    const [sign] = line
    return sign === '+' || sign === '-' || sign === '!' ? paint(color[sign], line) : line
  })
}

function wayBack(review: Review, paint: Paint): readonly string[] {
  const migrations = reviewed(review)
  const batch = batchOf(review)
  const rows = migrations.map(migration => [
    cut(migration.id, 60),
    source(migration.down),
    [said(schemaAnswer(migration.down)), againWords(migration.down)].filter(it => it !== null).join('; '),
    data(migration),
  ])
  const all =
    batch === null ? rows : [...rows, ['all of them, last first', '', said(schemaAnswer(batch)), '']]
  const width = (column: number): number =>
    Math.min(60, Math.max(...all.map(row => row[column]?.length ?? 0)))
  const widths = [0, 1, 2].map(width)
  return all.map(row => {
    const bad = row.some(cell => cell.startsWith(signs.bad))
    const line = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
    return bad ? paint('red', line) : line
  })
}

function source(down: ReviewedDown): string {
  const lock = ownLock(down)
  const names = lock?.relations.slice(0, 2).map(name => cut(shortName(name), 60))
  return lock === null
    ? downSource[down.source]
    : `${downSource[down.source]} (its own lock: ${lock.mode} ${names?.join(', ')})`
}

function said({ mood, words, reason }: Answer): string {
  return `${signs[mood]} ${words}${reason === null ? '' : `: ${cut(reason, 160)}`}`
}

function data(migration: ReviewedMigration): string {
  const answer = dataAnswer(migration)
  const losses = migration.down.lost.map(loss => cut(shortName(loss.name), 60) + aboutRows(loss))
  const words =
    answer.mood === 'good' || losses.length === 0 ? said(answer) : `${said(answer)}: ${losses.join(', ')}`
  return [words, ...kept(migration)].join('; ')
}

/** What an apply keeps of it, and what it does not. */
function kept({ kept }: ReviewedMigration): readonly string[] {
  if (kept === null) return []
  const names = kept.objects.map(({ name }) => cut(shortName(name), 60)).join(', ')
  return [
    ...(names === '' ? [] : [`kept for ${kept.days} days: ${names}`]),
    ...kept.notKept.map(({ name, reason }) => `not kept: ${cut(shortName(name), 60)} (${reason})`),
  ]
}

/** A terminal shows so many; the JSON has all. */
const mostTold = 8

function baseProblems(review: Review): readonly string[] {
  return firstOf(review.baseProblems)
}

function baseNotices(review: Review): readonly string[] {
  return firstOf(review.baseNotices)
}

function firstOf(
  told: readonly { readonly path: string; readonly line: number; readonly message: string }[],
): readonly string[] {
  const lines = told
    .slice(0, mostTold)
    .map(({ path, line, message }) => `${cut(path, 200)}:${line}: ${cut(message, 300)}`)
  const more = told.length - lines.length
  return more > 0
    ? [...lines, `… and ${more.toLocaleString('en-US')} more, which --output-format json has`]
    : lines
}

function list(title: string, lines: readonly string[], paint: Paint): string {
  return lines.length === 0 ? '' : [paint('bold', title), ...lines.map(line => `  ${line}`)].join('\n')
}
