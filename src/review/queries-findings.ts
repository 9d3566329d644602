import type { Config } from '../config/config.ts'
import type { Finding } from '../model/finding.ts'
import type { BrokenQuery, WatchedQueries } from '../model/queries.ts'
import type { ReplayedMigration } from '../model/replay.ts'
import { breakingStatement } from './breaking-statement.ts'

/** A statement, or a file as a whole, that breaks a query. */
export interface BreakingPlace {
  readonly path: string
  readonly line: number
  readonly endLine: number
  readonly statement: number | null
}

/** The recorded queries after the replay, and what broke each of `watched.broken`. */
export interface ReplayedChangeQueries {
  readonly watched: WatchedQueries | null
  readonly places: readonly BreakingPlace[]
}

/** Where each broken query breaks. */
export function placeQueries(
  watched: WatchedQueries | null,
  migrations: readonly ReplayedMigration[],
): ReplayedChangeQueries {
  const byId = new Map(migrations.map(each => [each.migration.id, each]))
  const places = (watched?.broken ?? []).map((broken): BreakingPlace => {
    const migration = byId.get(broken.migration)
    const path = migration?.migration.up.path ?? ''
    const statement = migration === undefined ? null : breakingStatement(migration, broken)
    if (statement === null) return { path, line: 1, endLine: 1, statement: null }
    return { path, line: statement.line, endLine: statement.endLine, statement: statement.index }
  })
  return { watched, places }
}

/** Rules that say of an object that code which names it fails: a query that does is their proof, and not told again. */
const saysSo: ReadonlySet<string> = new Set([
  'drop-column',
  'drop-table',
  'drop-cascade',
  'rename-column',
  'rename-table',
  'object-removed',
])

/**
 * The findings with what the recorded queries prove: a query that fails behind a statement is told with the finding
 * that says so of it, and where there is none, in one of its own. `target` is what ran the queries. A rule of which the
 * team said how severe it is speaks for itself alone.
 */
export function withBrokenQueries(
  findings: readonly Finding[],
  { watched, places }: ReplayedChangeQueries,
  target: string,
  rules: Config['rules'] = {},
): readonly Finding[] {
  const broken = (watched?.broken ?? []).map((one, at) => ({ one, place: places[at] as BreakingPlace }))
  const groups = [
    ...Map.groupBy(broken, ({ place }) => JSON.stringify([place.path, place.statement])).values(),
  ]
  const isSet = (rule: string) => [rule, 'breaks-query'].some(id => Object.hasOwn(rules, id))
  const proofs = new Map<Finding, string>()
  const own: Finding[] = []
  for (const group of groups) {
    const { place } = group[0] as (typeof group)[number]
    const words = proof(
      group.map(({ one }) => one),
      target,
    )
    const told = findings.filter(it => saysSo.has(it.rule) && !isSet(it.rule) && it.path === place.path)
    const same = told.filter(it => it.statement === place.statement)
    const [only] = same.length > 0 ? same : place.statement === null && told.length === 1 ? told : []
    if (only === undefined) own.push(finding(place, words))
    else proofs.set(only, words)
  }
  const proven = findings.map((each): Finding => {
    const words = proofs.get(each)
    return words === undefined
      ? each
      : { ...each, severity: 'error', evidence: 'measured', message: `${each.message} ${words}` }
  })
  return [...proven, ...own]
}

/** Characters of a query in a message. */
const shownLength = 90

/** `3 queries that staging runs fail then (about 12,000 calls a day), such as …`. */
function proof(broken: readonly BrokenQuery[], target: string): string {
  const sorted = [...broken].sort((a, b) => (b.query.callsPerDay ?? 0) - (a.query.callsPerDay ?? 0))
  const [{ query, message }] = sorted as [BrokenQuery, ...BrokenQuery[]]
  const recorded = broken.filter(one => one.query.path === null).length
  const whose = recorded > 0 ? `that ${target} runs` : `of ${query.path}`
  const count = broken.length === 1 ? `A query ${whose} fails` : `${broken.length} queries ${whose} fail`
  const example = shortened(query.sql)
  const first = broken.length === 1 ? ': ' : ', such as '
  return `${count} after it${callsWords(broken)}${first}\`${example}\` (${shortened(message)}).`
}

function callsWords(broken: readonly BrokenQuery[]): string {
  const known = broken.flatMap(({ query }) => (query.callsPerDay === null ? [] : [query.callsPerDay]))
  if (known.length === 0) return ''
  const sum = known.reduce((total, each) => total + each, 0)
  return sum < 1 ? ' (less than one call a day)' : ` (about ${rounded(sum)} calls a day)`
}

/** To two digits: what is about so needs no more. */
function rounded(calls: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(calls)) - 1)
  return (Math.round(calls / unit) * unit).toLocaleString('en-US')
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('`', "'").trim()
  return line.length <= shownLength ? line : `${line.slice(0, shownLength - 1).toWellFormed()}…`
}

function finding(place: BreakingPlace, words: string): Finding {
  return {
    rule: 'breaks-query',
    severity: 'error',
    ...place,
    message: words,
    fix: 'Deploy code that no longer sends it, then change the schema in a later release.',
    evidence: 'measured',
    suppressed: null,
  }
}
