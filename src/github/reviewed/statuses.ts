import { z } from 'zod'
import { UserError } from '../../model/errors.ts'
import type { GitHub } from '../client.ts'
import { placeOf } from './record-text.ts'

const status = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  // Null for an account that is gone.
  creator: z.object({ login: z.string() }).nullish(),
})
type Status = z.infer<typeof status>

/**
 * All statuses of a commit, the newest first.
 * @throws ApiError where GitHub refuses them, UserError where they cannot be read
 */
export async function readStatuses(
  { github, repository }: { readonly github: GitHub; readonly repository: string },
  commit: string,
): Promise<readonly Status[]> {
  // Not the combined status, which does not say who wrote it.
  const parsed = z.array(status).safeParse(await github.list(`${repository}/commits/${commit}/statuses`))
  if (parsed.success) return parsed.data
  throw new UserError(
    `GitHub's answer about the statuses of ${commit} cannot be read:\n${z.prettifyError(parsed.error)}`,
  )
}

/** What one gate recorded on a commit. */
export interface FoundRecord {
  /** As GitHub has it: `success` is a pass. Of the newest that counts. */
  readonly state: string
  /** The text of each line, by its number. */
  readonly lines: ReadonlyMap<number, string>
  /** Who wrote it where nobody believes him, and nobody else wrote one; else `null`. */
  readonly stranger: string | null
}

/** The records among the statuses of a commit, the newest of each gate. `writers` are the logins that are believed. */
export function recordsAmong(
  statuses: readonly Status[],
  branch: string,
  writers: readonly string[],
): ReadonlyMap<string, FoundRecord> {
  const ours = statuses.flatMap(each => {
    const place = placeOf(branch, each.context)
    return place === null ? [] : [{ ...each, ...place, login: each.creator?.login ?? 'somebody who is gone' }]
  })
  const byGate = Map.groupBy(ours, ({ gate }) => gate)
  return new Map(
    [...byGate].map(([gate, written]) => {
      const believed = written.filter(({ login }) => writers.includes(login))
      const main = believed.find(({ line }) => line === 1)
      // From behind, so that the newest of each line stays.
      const lines = new Map(believed.toReversed().map(each => [each.line, each.description ?? '']))
      const stranger = main === undefined ? (written[0]?.login ?? '') : null
      return [gate, { state: main?.state ?? 'none', lines, stranger }]
    }),
  )
}
