import type { Config } from '../config/config.ts'
import type { Finding } from '../model/finding.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { aboutFile } from './about-file.ts'
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
  /** Why the snapshot that the configuration names is not there; `null` where it is, or none is named. */
  readonly unusable: UnusableSnapshot | null
}

/** A snapshot on a branch that could not be used: it is not there (yet), or who wrote it is not believed. */
export interface UnusableSnapshot {
  readonly kind: 'absent' | 'refused'
  /** A clause that follows a colon. */
  readonly reason: string
}

/** What is to be said of the ground on which the change was tried, once for the whole change. */
export function snapshotFindings(facts: SnapshotFacts): readonly Finding[] {
  const { snapshot } = facts
  return snapshot === null ? unusable(facts) : [...staleness(facts, snapshot), ...driftFindings(facts)]
}

/** Where drift has to block, its absence must not be a way around it. */
function unusable({ unusable, path, config }: SnapshotFacts): readonly Finding[] {
  if (unusable === null) return []
  const { kind, reason } = unusable
  const mild = kind === 'absent' ? 'notice' : 'warning'
  const severity = config.drift === 'block' ? 'error' : mild
  const message = `The snapshot was not used: ${reason}. All sizes count as unknown, and nothing is compared with the target.`
  const fix = unusableAdvice[kind]
  return [aboutFile({ rule: 'unusable-snapshot', severity, path, message, fix, evidence: 'inferred' })]
}

const unusableAdvice = {
  absent: 'Take it: a workflow with `command: snapshot`. On a laptop, fetch the branch.',
  refused: 'Take it anew with `command: snapshot`, and see who can write to its branch.',
} as const

const hours = { h: 1, d: 24, w: 168 } as const

/** Of `48h`, `7d` or `2w`. */
export function hoursOf(age: string): number {
  const [, count, unit] = /^(\d+)\s*([hdw])$/.exec(age) ?? []
  return Number(count) * hours[unit as keyof typeof hours]
}

function staleness(
  { path, config, now }: SnapshotFacts,
  { takenAt, environment }: Snapshot,
): readonly Finding[] {
  if (now === null || takenAt === undefined) return []
  const limit = hoursOf(config['snapshot-max-age'])
  const age = (Date.parse(now) - Date.parse(takenAt)) / 3_600_000
  if (!(age > limit)) return []
  const message = `The snapshot of ${environment ?? 'the target'} is ${inWords(age)} old: sizes and schema may be others by now.`
  const fix = 'Take it anew: migration-gate snapshot.'
  return [
    aboutFile({ rule: 'stale-snapshot', severity: 'warning', path, message, fix, evidence: 'measured' }),
  ]
}

/** `3 hours`, `9 days`. */
function inWords(age: number): string {
  const [count, unit] = age < 48 ? [Math.floor(age), 'hour'] : [Math.floor(age / 24), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** As many as a line holds. */
const shown = 3

function driftFindings({ drift, path, config, snapshot, upon }: SnapshotFacts): readonly Finding[] {
  if (drift === null) return []
  const target = snapshot?.environment ?? 'the target'
  const severity = config.drift === 'block' ? 'error' : 'warning'
  const rule = 'schema-drift'
  if (drift.verdict === 'unknown') {
    const message = `Whether ${target} is as the migrations build it could not be told: ${drift.reason}.`
    return [aboutFile({ rule, severity, path, message, fix: null, evidence: 'inferred' })]
  }
  if (drift.verdict === 'equal') return []
  if (drift.verdict === 'equal-except-order') {
    const list = listed(drift.changes.map(({ object, name }) => `${object} ${name}`))
    const message = `${target} is as the migrations build it but for the order of columns: ${list}.`
    const fix = 'Name the columns in INSERT and COPY, which go by their place otherwise.'
    // An apply does not stop for it, so nothing makes an error of it.
    return [aboutFile({ rule, severity: 'notice', path, message, fix, evidence: 'measured' })]
  }
  const list = listed(drift.changes.map(({ action, object, name }) => `${words[action]} ${object} ${name}`))
  const message = `${target} is not as the migrations build it: ${list}.`
  const fix =
    upon?.knowsHistory === false
      ? `No history table says what ${target} has run: adopt it with migration-gate baseline.`
      : 'Write a migration for what somebody did by hand, or take it back.'
  return [aboutFile({ rule, severity, path, message, fix, evidence: 'measured' })]
}

function listed(all: readonly string[]): string {
  const rest = all.length - shown
  return [...all.slice(0, shown), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

const words = { add: 'has besides', drop: 'lacks', alter: 'has otherwise', rename: 'has renamed' } as const
