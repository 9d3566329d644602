import { z } from 'zod'
import { UserError } from '../model/errors.ts'

/** What this run was started for, cut down to what the gate needs. */
export type GateEvent =
  | {
      readonly kind: 'pull-request'
      readonly number: number
      /** The head lives in another repository (or in one that is gone): nothing in it is trusted. */
      readonly fork: boolean
      readonly base: Side
      readonly head: Side
    }
  | { readonly kind: 'merge-group'; readonly base: Side; readonly head: Side }
  /** The pull request was closed or merged: there is nothing left to gate. */
  | { readonly kind: 'closed' }

interface Side {
  /** Branch name, as people call it. */
  readonly ref: string
  readonly sha: string
}

/** The events that the gate knows, by what it does with them. */
const knownEvents = ['pull_request', 'merge_group'] as const

/** A commit, as GitHub names it: it becomes a part of addresses. */
export const commitId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const repository = z.object({ full_name: z.string() })

const pullRequestEvent = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.int().min(1),
    base: z.object({ ref: z.string(), sha: commitId, repo: repository }),
    // The repository is null once the fork has been deleted.
    head: z.object({ ref: z.string(), sha: commitId, repo: repository.nullish() }),
  }),
})

const mergeGroupEvent = z.object({
  merge_group: z.object({
    base_ref: z.string(),
    base_sha: commitId,
    head_ref: z.string(),
    head_sha: commitId,
  }),
})

/**
 * Reads the event that started the run.
 * An event that the gate does not know fails: a gate that is green because it looked at nothing is a hole.
 */
export function readEvent(name: string, payload: unknown): GateEvent {
  switch (name) {
    case 'pull_request':
      return fromPullRequest(parsePayload(pullRequestEvent, name, payload))
    case 'merge_group':
      return fromMergeGroup(parsePayload(mergeGroupEvent, name, payload))
    case 'pull_request_target':
      throw new UserError(
        'Migration Gate does not run on `pull_request_target`: there the job has write access and secrets, ' +
          'and a gate runs the SQL of strangers. Use `on: pull_request`, which works for forks as well.',
      )
    default:
      throw new UserError(
        `Migration Gate does not know the event \`${name}\`. It runs on: ${knownEvents.join(', ')}.`,
      )
  }
}

function fromPullRequest({ action, pull_request }: z.infer<typeof pullRequestEvent>): GateEvent {
  if (action === 'closed') return { kind: 'closed' }
  const { number, base, head } = pull_request
  return {
    kind: 'pull-request',
    number,
    fork: head.repo?.full_name !== base.repo.full_name,
    base: { ref: base.ref, sha: base.sha },
    head: { ref: head.ref, sha: head.sha },
  }
}

function fromMergeGroup({ merge_group: group }: z.infer<typeof mergeGroupEvent>): GateEvent {
  return {
    kind: 'merge-group',
    base: { ref: branch(group.base_ref), sha: group.base_sha },
    head: { ref: branch(group.head_ref), sha: group.head_sha },
  }
}

const branch = (ref: string) => ref.replace(/^refs\/heads\//, '')

/** @throws UserError where a payload is not what GitHub documents. */
export function parsePayload<T extends z.ZodType>(schema: T, name: string, payload: unknown): z.infer<T> {
  const parsed = schema.safeParse(payload)
  if (parsed.success) return parsed.data
  throw new UserError(
    `The payload of this \`${name}\` event is not what GitHub documents:\n${z.prettifyError(parsed.error)}`,
  )
}
