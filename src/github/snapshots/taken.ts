import { UserError } from '../../model/errors.ts'
import type { SourceFile } from '../../model/migration.ts'
import type { Snapshot } from '../../model/snapshot.ts'

/** A snapshot that was just taken, ready to be kept. */
export interface Taken {
  readonly snapshot: Snapshot
  /** The file. */
  readonly text: string
  /** In one line what it is, for a commit. */
  readonly title: string
  /** How old, in ms, a snapshot of the same content may be before it is written again to say that it still holds. */
  readonly renewAfter: number
}

/**
 * Whether what is kept says the same, and is young enough.
 * @throws UserError where it is the snapshot of another environment: two would take turns in one file
 */
export function isStillGood({ path, text }: SourceFile, { snapshot, renewAfter }: Taken): boolean {
  const kept = readKept(text)
  const { environment } = snapshot
  if (typeof kept.environment === 'string' && kept.environment !== environment)
    throw new UserError(
      `${path} has the snapshot of ${kept.environment}, and this one is of ${environment}. Give \`environment\` the same name, or ` +
        '`snapshot` another file in a configuration of its own (input `config`).',
    )
  const age = Date.parse(snapshot.takenAt ?? '') - Date.parse(String(kept.takenAt))
  return kept.digest === snapshot.digest && age < renewAfter
}

/** What cannot be read is written over. */
function readKept(text: string): { readonly [key in 'environment' | 'digest' | 'takenAt']?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {}
  } catch {
    return {}
  }
}
