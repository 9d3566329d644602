import type { Config } from '../config/config.ts'
import type { Review } from '../model/review.ts'
import type { ChangeSet } from '../repository/change-set.ts'

export interface CheckRequest {
  /** Migration folders, from the root of the repository. */
  readonly folders: readonly string[]
  /** Review only these paths; `null` means what the change set says. */
  readonly files: readonly string[] | null
  readonly changeSet: ChangeSet
  readonly config: Config
  readonly shadow:
    | { readonly kind: 'embedded' }
    | { readonly kind: 'none' }
    | { readonly kind: 'server'; readonly url: string }
}

/** Told about long work: a few words for a person, and how far it is (0 to 1). */
export type Progress = (step: string, fraction: number) => void

/** Reviews a change: migrations → statements → replay → rules → verdict. */
export async function check(_request: CheckRequest, _progress: Progress = () => {}): Promise<Review> {
  throw new Error('being built')
}
