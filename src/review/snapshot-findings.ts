import type { Config } from '../config/config.ts'
import type { Finding } from '../model/finding.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Drift } from './drift.ts'
import type { Upon } from './upon.ts'

/** What is known of a snapshot and the target behind it when its findings are told. */
export interface SnapshotFacts {
  readonly snapshot: Snapshot | null
  readonly path: string
  readonly upon: Upon | null
  readonly drift: Drift | null
  readonly config: Pick<Config, 'drift' | 'snapshot-max-age'>
  /** ISO 8601; nothing is said of age without it. */
  readonly now: string | null
}

/** What is to be said of the ground on which the change was tried, once for the whole change. */
export function snapshotFindings(facts: SnapshotFacts): readonly Finding[] {
  const { snapshot } = facts
  return snapshot === null ? [] : [...staleness(facts, snapshot), ...driftFindings(facts)]
}

const hours = { h: 1, d: 24, w: 168 } as const

function staleness(
  { path, config, now }: SnapshotFacts,
  { takenAt, environment }: Snapshot,
): readonly Finding[] {
  if (now === null || takenAt === undefined) return []
  const [, count, unit] = /^(\d+)\s*([hdw])$/.exec(config['snapshot-max-age']) ?? []
  const limit = Number(count) * hours[unit as keyof typeof hours]
  const age = (Date.parse(now) - Date.parse(takenAt)) / 3_600_000
  if (!(age > limit)) return []
  const message = `The snapshot of ${environment ?? 'the target'} is ${inWords(age)} old: sizes and schema may be others by now.`
  return [finding('stale-snapshot', 'warning', path, message, 'Take it anew: migration-gate snapshot.')]
}

/** `3 hours`, `9 days`. */
export function inWords(age: number): string {
  const [count, unit] = age < 48 ? [Math.floor(age), 'hour'] : [Math.floor(age / 24), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** As many as a line holds. */
const shown = 3

function driftFindings({ drift, path, config, snapshot, upon }: SnapshotFacts): readonly Finding[] {
  if (drift === null) return []
  const target = snapshot?.environment ?? 'the target'
  const severity = config.drift === 'block' ? 'error' : 'warning'
  if (drift.verdict === 'unknown')
    return [
      finding(
        'schema-drift',
        severity,
        path,
        `Whether ${target} is as the migrations build it could not be told: ${drift.reason}.`,
        null,
      ),
    ]
  if (drift.verdict === 'equal') return []
  const named = drift.changes
    .slice(0, shown)
    .map(({ action, object, name }) => `${words[action]} ${object} ${name}`)
  const rest = drift.changes.length - named.length
  const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
  const advice =
    upon?.knowsHistory === false
      ? `Nothing says what ${target} has run: adopt it with migration-gate baseline.`
      : 'Write a migration for what somebody did by hand, or take it back.'
  return [
    finding('schema-drift', severity, path, `${target} is not as the migrations build it: ${list}.`, advice),
  ]
}

const words = { add: 'has besides', drop: 'lacks', alter: 'has otherwise', rename: 'has renamed' } as const

function finding(
  rule: string,
  severity: Finding['severity'],
  path: string,
  message: string,
  fix: string | null,
): Finding {
  return {
    rule,
    severity,
    path,
    line: 1,
    endLine: 1,
    statement: null,
    message,
    fix,
    evidence: 'measured',
    suppressed: null,
  }
}
