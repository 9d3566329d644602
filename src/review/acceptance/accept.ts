import type { Finding } from '../../model/finding.ts'
import { type Claim, problem } from './claim.ts'
import { placeFinder, type ReviewedFile } from './places.ts'

/** What may be accepted, and when. */
export interface Terms {
  /** Rules whose findings nobody can accept. */
  readonly forbidden: ReadonlySet<string>
  /** Rules that are turned off: what they would find is not known. */
  readonly silent: ReadonlySet<string>
  /** Whether comments in a migration may accept. */
  readonly inline: boolean
  /** `no-errors` and `nothing` are for strangers. */
  readonly extent: 'everything' | 'no-errors' | 'nothing'
  /** The day of the check, `2030-01-31`, in UTC. */
  readonly today: string
}

export interface Accepted {
  /** The findings in their order; those that somebody accepts say why. */
  readonly findings: readonly Finding[]
  /** What is to be said of the acceptances themselves. */
  readonly problems: readonly Finding[]
}

/** Lays acceptances over findings. Each does what it says, or is told with what keeps it from that. */
export function accept(
  findings: readonly Finding[],
  claims: readonly Claim[],
  files: readonly ReviewedFile[],
  terms: Terms,
): Accepted {
  const meant = meantBy(findings, files)
  const accepted = new Map<Finding, Claim>()
  const problems: Finding[] = []
  /** What one claim accepts, a second one that says the same accepts no better. */
  const settled = new Set<readonly Finding[]>()
  for (const claim of claims) {
    const matching = meant(claim)
    const refusal = refusalOf(claim, matching, terms)
    if (refusal !== null) problems.push(refusal)
    if (!counts(claim, terms) || settled.has(matching)) continue
    settled.add(matching)
    for (const finding of matching)
      if (isGranted(claim, finding, terms) && !accepted.has(finding)) accepted.set(finding, claim)
  }
  return {
    findings: findings.map(finding => {
      const claim = accepted.get(finding)
      return claim === undefined ? finding : suppressed(finding, claim)
    }),
    problems,
  }
}

/** Whether the claim counts for this one of its findings. */
function isGranted(claim: Claim, { severity }: Finding, terms: Terms): boolean {
  const open = terms.extent === 'everything' || (terms.extent === 'no-errors' && severity !== 'error')
  return open && counts(claim, terms)
}

/** Whether the claim counts at all. */
function counts(claim: Claim, terms: Terms): boolean {
  const allowed = !terms.forbidden.has(claim.rule) && (claim.by === 'file' || terms.inline)
  return allowed && claim.refused === null && !isExpired(claim, terms)
}

/** What keeps the claim from what it means; `null` where it does all of it. One claim, one word. */
function refusalOf(claim: Claim, matching: readonly Finding[], terms: Terms): Finding | null {
  const { rule, refused, until } = claim
  const invalid = (why: string, fix: string): Finding =>
    problem('invalid-acceptance', claim, `\`${rule}\` is not accepted: ${why}.`, fix)
  if (matching.length === 0) return claim.judged && !terms.silent.has(rule) ? unused(claim) : null
  if (refused !== null) return invalid(refused.message, refused.fix)
  if (terms.forbidden.has(rule))
    return invalid('the configuration of this repository forbids it', 'Mend the danger.')
  if (claim.by === 'inline' && !terms.inline)
    return invalid(
      'this repository accepts nothing by comments',
      'Put it into `.migration-gate/accepted.yml`.',
    )
  if (
    terms.extent !== 'everything' &&
    !matching.every(each => isGranted(claim, each, { ...terms, today: '' }))
  )
    return terms.extent === 'nothing'
      ? invalid('a pull request from a fork can accept nothing here', askMaintainer)
      : invalid('a pull request from a fork cannot accept an error', askMaintainer)
  if (isExpired(claim, terms))
    return problem(
      'expired-acceptance',
      claim,
      `\`${rule}\` was accepted until ${until}: it is told again.`,
      'Mend the danger, or accept it anew with a later day.',
    )
  return null
}

const askMaintainer =
  'Mend the danger, or let a maintainer open the pull request from a branch of the repository.'

function unused(claim: Claim): Finding {
  const where = { statement: 'in the statement that it belongs to', file: 'in this file', migration: 'there' }
  return problem(
    'unused-acceptance',
    claim,
    `This accepts \`${claim.rule}\`, which is not found ${where[claim.target.kind]}.`,
    claim.by === 'file'
      ? 'Remove the entry.'
      : 'Remove it, or put it right before the statement that is meant.',
  )
}

/** The last day itself still counts. */
function isExpired({ until }: Claim, { today }: Terms): boolean {
  return until !== null && until < today
}

function suppressed(finding: Finding, { by, path, line, reason, until }: Claim): Finding {
  return { ...finding, suppressed: reason, acceptedBy: { kind: by, path, line, until } }
}

/** The findings that a claim is about. Each finding is looked at once, however many claims there are. */
function meantBy(
  findings: readonly Finding[],
  files: readonly ReviewedFile[],
): (claim: Claim) => readonly Finding[] {
  const finders = new Map(files.map(file => [file.path, placeFinder(file)]))
  const inFile = Map.groupBy(findings, ({ rule, path }) => key(rule, path))
  const atPlace = Map.groupBy(findings, finding =>
    key(finding.rule, finding.path, finders.get(finding.path)?.(finding) ?? null),
  )
  return ({ rule, target }) => {
    switch (target.kind) {
      case 'statement':
        return atPlace.get(key(rule, target.path, target.place)) ?? []
      case 'file':
        return inFile.get(key(rule, target.path)) ?? []
      case 'migration':
        return target.paths
          .flatMap(path => inFile.get(key(rule, path)) ?? [])
          .filter(({ line }) => target.line === null || target.line === line)
    }
  }
}

function key(rule: string, path: string, place?: number | null): string {
  return JSON.stringify([rule, path, place])
}
