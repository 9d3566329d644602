import { readFileSync } from 'node:fs'
import { UserError } from '../model/errors.ts'

/** What the runner tells a step: https://docs.github.com/actions/reference/variables-reference */
export interface Environment {
  readonly eventName: string
  readonly eventPath: string
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
  const apiUrl = variables.GITHUB_API_URL || 'https://api.github.com'
  return {
    eventName: required('GITHUB_EVENT_NAME'),
    eventPath: required('GITHUB_EVENT_PATH'),
    repository: required('GITHUB_REPOSITORY'),
    workspace: required('GITHUB_WORKSPACE'),
    temp: required('RUNNER_TEMP'),
    apiUrl,
    graphqlUrl: variables.GITHUB_GRAPHQL_URL || `${apiUrl}/graphql`,
    serverUrl: variables.GITHUB_SERVER_URL || 'https://github.com',
    runId: variables.GITHUB_RUN_ID ?? '',
    actionRepository: variables.GITHUB_ACTION_REPOSITORY ?? '',
    actionRef: variables.GITHUB_ACTION_REF ?? '',
    commit: variables.GITHUB_SHA ?? '',
  }
}

/** The event's payload, as GitHub wrote it to disk. */
export function readPayload(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new UserError(
      `The event file ${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    )
  }
}
