import type { AcceptedEntry } from '../../config/accepted.ts'
import { dropsData, migrationDigest } from '../../migrations/digest.ts'
import type { Finding } from '../../model/finding.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import { type Claim, type Claims, problem, problemSeverity } from './claim.ts'
import { isJudged } from './places.ts'

/** The file of accepted dangers. */
export interface AcceptedFile {
  /** From the root of the repository. */
  readonly path: string
  readonly entries: readonly AcceptedEntry[]
}

/**
 * What the file accepts of the migrations in review. Entries of others are of no concern: most are of migrations that
 * were merged long ago.
 */
export function claimsFromFile(
  { path, entries }: AcceptedFile,
  migrations: readonly ReplayedMigration[],
  isKnown: (id: string) => boolean,
  keepsData = false,
): Claims {
  const inReview = migrations.map(replayed => ({
    replayed,
    digest: migrationDigest(
      replayed.migration,
      replayed.transaction,
      keepsData && dropsData(replayed.statements.map(({ statement }) => statement)),
    ),
  }))
  const claims: Claim[] = []
  const problems: Finding[] = []
  for (const entry of entries) {
    const candidates = inReview.filter(
      ({ replayed: { migration }, digest }) => migration.id === entry.migration || digest === entry.digest,
    )
    const meant = candidates.find(({ digest }) => digest === entry.digest) ?? candidates[0]
    const isOurs = meant !== undefined || entry.migration === null || !isKnown(entry.migration)
    for (const { line, message } of isOurs ? entry.faults : [])
      problems.push(problem('invalid-acceptance', { path, line }, `This accepts nothing: ${message}`, form))
    if (meant !== undefined && entry.accepts !== null)
      claims.push(claimOf(path, entry, entry.accepts, meant.replayed, meant.digest))
  }
  return { claims, problems }
}

const form = 'An entry has the keys `migration`, `digest`, `rule` and `reason`, maybe `until` and `line`.'

function claimOf(
  path: string,
  entry: AcceptedEntry,
  { rule, reason, until, line }: NonNullable<AcceptedEntry['accepts']>,
  replayed: ReplayedMigration,
  digest: string,
): Claim {
  const { migration, down } = replayed
  const paths = [migration.up.path, migration.down?.path ?? down.path]
  return {
    by: 'file',
    path,
    line: entry.at,
    rule,
    reason: reason.replace(/\s+/g, ' ').trim(),
    until: until ?? null,
    target: {
      kind: 'migration',
      paths: [...new Set(paths.filter(each => each !== null))],
      line: line ?? null,
    },
    judged: isJudged(replayed),
    refused: refusalOf(entry, rule, migration.id, digest),
  }
}

function refusalOf(entry: AcceptedEntry, rule: string, id: string, digest: string): Claim['refused'] {
  if (rule in problemSeverity)
    return { message: 'it speaks of acceptances themselves', fix: 'Remove the entry.' }
  if (entry.migration !== id)
    return {
      message: 'its digest is that of another migration',
      fix: `Write \`migration: ${JSON.stringify(id)}\`.`,
    }
  if (entry.digest === digest) return null
  const message = entry.digest === null ? 'it has no digest' : 'its digest is that of another text'
  return { message, fix: `Write \`digest: ${digest}\`.` }
}
