import { UserError } from '../model/errors.ts'
import { ApiError } from './client.ts'

/** A permission of the job's token, as a workflow spells it. */
export type Permission =
  | 'contents: read'
  | 'contents: write'
  | 'pull-requests: read'
  | 'pull-requests: write'
  | 'statuses: read'
  | 'statuses: write'

/** The lines to add to the workflow. Naming one permission takes away all others, so the block names all. */
function permissionBlock(permission: Permission): string {
  return ['permissions:', ...besideIt(permission)].join('\n  ')
}

function besideIt(permission: Permission): readonly Permission[] {
  switch (permission) {
    case 'contents: write':
      return [permission]
    case 'statuses: read':
      return ['contents: read', 'pull-requests: read', permission]
    case 'statuses: write':
      return ['contents: read', 'pull-requests: write', permission]
    default:
      return ['contents: read', 'pull-requests: write']
  }
}

/** Why GitHub refused, in words that tell what to change. */
export function explain(error: ApiError, permission: Permission): string {
  switch (error.status) {
    case 0:
      return `GitHub did not answer (${error.request}): ${error.message}`
    case 401:
      return `GitHub does not accept the token (401: ${error.message}). Check the input \`github-token\`.`
    case 403:
    case 404:
      // A locked conversation, a rate limit and a protected branch are 403 as well.
      if (/\block|rate limit|protected branch|rule violation/i.test(error.message)) break
      // GitHub hides what a token may not see behind 404.
      return (
        `GitHub refused ${error.request} (${error.status}: ${error.message}). ` +
        `The job's token lacks \`${permission}\`. Add to the job:\n\n${permissionBlock(permission)}`
      )
  }
  return `GitHub answered ${error.request} with ${error.status}: ${error.message}`
}

/** Runs what the verdict hangs on: where GitHub refuses it, the gate stays shut and says why. */
export async function needed<T>(what: string, permission: Permission, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new UserError(`Could not read ${what}. ${explain(error, permission)}`, { cause: error })
  }
}
