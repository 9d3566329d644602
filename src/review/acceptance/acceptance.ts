import type { Config } from '../../config/config.ts'
import type { Dialect } from '../../dialects/dialect.ts'
import type { Finding } from '../../model/finding.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import { silentRules } from '../policy.ts'
import { type Accepted, accept, type Terms } from './accept.ts'
import type { Claims } from './claim.ts'
import { type AcceptedFile, claimsFromFile } from './from-file.ts'
import { inlineClaims } from './inline.ts'
import { mayHaveDirectives } from './placed-comments.ts'
import { type ReviewedFile, reviewedFile } from './places.ts'

/** What only the edges know of accepting. */
export interface AcceptanceSource {
  /** The day of the check, `2030-01-31`, in UTC. */
  readonly today: string
  /** The change is a stranger's: from a fork. */
  readonly fork: boolean
  /** `.migration-gate/accepted.yml` as the change leaves it; `null` where there is none. */
  readonly file: AcceptedFile | null
}

/** Where nobody says the day, every last day is over: what expires is not accepted. */
export const withoutSource: AcceptanceSource = { today: '9999-12-31', fork: false, file: null }

/** A change under judgement, as far as accepting is concerned. */
export interface AcceptanceRequest {
  readonly dialect: Dialect
  readonly config: Config
  readonly source: AcceptanceSource
  readonly migrations: readonly ReplayedMigration[]
  /** The text of a file as the change leaves it; `null` where it is gone. */
  textOf(path: string): string | null
  /** Whether a migration of that id stood before the change. */
  isKnown(id: string): boolean
}

/** Reads what the change accepts, by comments and by the file, and lays it over the findings. */
export async function acceptDangers(
  findings: readonly Finding[],
  request: AcceptanceRequest,
): Promise<Accepted> {
  const { dialect, migrations, source } = request
  const files = await filesWithDirectives(request)
  const inline = files.map(file => inlineClaims(dialect, file))
  const keepsData = request.config.apply.keepData !== null
  const fromFile: Claims[] =
    source.file === null ? [] : [claimsFromFile(source.file, migrations, request.isKnown, keepsData)]
  const all = [...inline, ...fromFile]
  const accepted = accept(
    findings,
    all.flatMap(({ claims }) => claims),
    files,
    termsOf(request),
  )
  return { ...accepted, problems: [...all.flatMap(({ problems }) => problems), ...accepted.problems] }
}

function termsOf({ config, source: { fork, today } }: AcceptanceRequest): Terms {
  const { forbidden, inline, 'in-forks': inForks } = config.acceptance
  const forStrangers = inForks === 'nothing' ? 'nothing' : 'no-errors'
  return {
    forbidden: new Set(forbidden),
    silent: silentRules(config),
    inline,
    extent: fork ? forStrangers : 'everything',
    today,
  }
}

/** Files of the change that may speak to the gate. The up of which only the down changed is none of them. */
async function filesWithDirectives({
  dialect,
  migrations,
  textOf,
}: AcceptanceRequest): Promise<readonly ReviewedFile[]> {
  const paths = migrations.flatMap(({ migration: { up, down }, state }) => [
    ...(state === 'down-changed' ? [] : [up.path]),
    ...(down === null ? [] : [down.path]),
  ])
  const files = [...new Set(paths)].flatMap(path => {
    const text = textOf(path)
    return text !== null && mayHaveDirectives(text) ? [{ path, text }] : []
  })
  return Promise.all(files.map(({ path, text }) => reviewedFile(dialect, path, text, migrations)))
}
