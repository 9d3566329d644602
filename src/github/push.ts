import { z } from 'zod'
import { UserError } from '../model/errors.ts'
import { commitId, parsePayload } from './event.ts'

/** Commits that came into a branch. */
export interface Push {
  readonly kind: 'push'
  /** As people call it. */
  readonly branch: string
  /** The last commit before; `null` where the branch is new. */
  readonly before: string | null
  readonly after: string
  /** Whether the history before was replaced. */
  readonly forced: boolean
}

/** What is not there, in GitHub's payloads. */
const nothing = /^0+$/

// Not the commits themselves: GitHub leaves out those beyond 2,048, and the parents of all.
const pushEvent = z.object({
  ref: z.string(),
  before: commitId,
  after: commitId,
  forced: z.boolean(),
  repository: z.object({ default_branch: z.string() }),
})

/**
 * Reads the payload of a `push`. `said` is the input `command`: a push to another branch than the default one means
 * nothing by itself, and only who names the command deploys from it.
 * @throws UserError for a tag, a branch that was deleted, and what nobody asked for
 */
export function pushOf(payload: unknown, said: string): Push {
  const { ref, before, after, forced, repository } = parsePayload(pushEvent, 'push', payload)
  const branch = ref.match(/^refs\/heads\/(.+)$/s)?.[1]
  if (branch === undefined)
    throw new UserError(`This push is of ${JSON.stringify(ref)}, and only branches are deployed.`)
  if (nothing.test(after))
    throw new UserError(`This push deleted ${JSON.stringify(branch)}; there is nothing to deploy.`)
  if (said === '' && branch !== repository.default_branch)
    throw new UserError(
      `A push to ${JSON.stringify(branch)} means nothing: the default branch is ` +
        `${JSON.stringify(repository.default_branch)}. Write \`on: push: branches: [${repository.default_branch}]\`, or say ` +
        'what is to be done: `command: apply`.',
    )
  return { kind: 'push', branch, before: nothing.test(before) ? null : before, after, forced }
}
