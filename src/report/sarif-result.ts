import type { Location, Result, Suppression } from 'sarif'
import type { Finding } from '../model/finding.ts'
import { cut, excerpt } from './plain-text.ts'

/** SARIF's words for our severities. */
export const sarifLevel = { error: 'error', warning: 'warning', notice: 'note' } as const

/** What the run knows of a finding beside itself. */
export interface Placed {
  /** Place of its rule in the run's list. */
  readonly ruleIndex: number
  readonly fingerprint: string
}

/** One finding as a result: where, what happens, what to do instead, by what it is known again. */
export function sarifResult(finding: Finding, { ruleIndex, fingerprint }: Placed): Result {
  const { rule, severity, path, line, endLine, evidence, suppressed, acceptedBy } = finding
  return {
    ruleId: rule,
    ruleIndex,
    level: sarifLevel[severity],
    message: { text: unlinked(messageOf(finding)) },
    locations: [locationOf(path, line, endLine)],
    // Not GitHub's own `primaryLocationLineHash`: its upload computes that from the file, and warns of any other value.
    partialFingerprints: { 'migrationGate/v1': fingerprint },
    ...(suppressed === null ? {} : { suppressions: [suppression(suppressed, acceptedBy)] }),
    properties: { evidence },
  }
}

function messageOf({ rule, message, fix }: Finding): string {
  const told = cut(message, 1_000) || rule
  if (fix === null) return told
  const { text, missing } = excerpt(fix.trim(), { lines: 30, length: 2_000 })
  const instead = missing > 0 ? `${text}\n…` : text
  return `${told}\n\nInstead:${instead.includes('\n') ? '\n' : ' '}${instead}`
}

/**
 * In a message `[text](target)` is a link and `{0}` is filled in (SARIF 2.1.0, 3.11.5 and 3.11.6). Brackets are left
 * alone where they are only brackets, since not every viewer takes the backslashes away again.
 */
function unlinked(text: string): string {
  const literal = text.replace(/\{\d+\}/g, '{$&}')
  return literal.includes('](') ? literal.replace(/[\\[\]]/g, '\\$&') : literal
}

/** A path of the repository as a relative reference: no part of it can be a scheme, a query or a fragment. */
function relativeUri(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/')
}

function locationOf(path: string, line: number, endLine: number): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(path), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: 1, endLine },
    },
  }
}

/** Why the finding is accepted, and where that is written: in the migration, or in the file of accepted dangers. */
function suppression(reason: string, by: Finding['acceptedBy']): Suppression {
  const until = by?.until == null ? '' : ` (until ${by.until})`
  return {
    kind: by?.kind === 'inline' ? 'inSource' : 'external',
    status: 'accepted',
    justification: `${cut(reason, 1_000)}${until}`,
    ...(by === undefined ? {} : { location: locationOf(by.path, by.line, by.line) }),
  }
}
