import { context } from '@actions/github'
import { UserError } from '../model/errors.ts'
import { type CacheService, cacheService } from './actions-cache.ts'

/** What the runner tells a step: https://docs.github.com/actions/reference/variables-reference */
export interface Environment {
  readonly eventName: string
  /** The event's payload, unchecked; empty where its file is missing. */
  readonly payload: unknown
  /** `owner/name`. */
  readonly repository: string
  readonly workspace: string
  readonly temp: string
  readonly apiUrl: string
  readonly graphqlUrl: string
  readonly serverUrl: string
  readonly runId: string
  /** Where this action itself lives: `owner/name` and ref; empty where it is used by a path. */
  readonly actionRepository: string
  readonly actionRef: string
  readonly commit: string
  /** The cache that the runner offers; `null` where it offers none. */
  readonly cache: CacheService | null
}

/** Reads the runner's variables. Throws where they are missing: outside of GitHub Actions there is the CLI. */
export function readEnvironment(variables: Readonly<NodeJS.ProcessEnv>): Environment {
  const required = (name: string) => {
    const value = variables[name]
    if (value) return value
    throw new UserError(
      `The variable ${name} is not set: this is not a job of GitHub Actions. On a laptop, use \`migration-gate check\`.`,
    )
  }
  return {
    eventName: required('GITHUB_EVENT_NAME'),
    payload: context.payload,
    repository: required('GITHUB_REPOSITORY'),
    workspace: required('GITHUB_WORKSPACE'),
    temp: required('RUNNER_TEMP'),
    apiUrl: context.apiUrl,
    graphqlUrl: variables.GITHUB_GRAPHQL_URL || `${context.apiUrl}/graphql`,
    serverUrl: context.serverUrl,
    runId: variables.GITHUB_RUN_ID ?? '',
    actionRepository: variables.GITHUB_ACTION_REPOSITORY ?? '',
    actionRef: variables.GITHUB_ACTION_REF ?? '',
    commit: context.sha,
    cache: cacheService(variables),
  }
}
