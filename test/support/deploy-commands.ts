import { randomBytes } from 'node:crypto'
import { apply } from '../../src/commands/apply.ts'
import { rollback } from '../../src/commands/rollback.ts'
import { status } from '../../src/commands/status.ts'
import { configSchema } from '../../src/config/config.ts'
import type { RunIdentity } from '../../src/model/deploy.ts'
import type { DeployReport } from '../../src/model/deploy-report.ts'

/** Migrations by their file name. */
export type Files = Readonly<Record<string, string>>

/** The configuration as it stands in its file. */
export type Settings = Readonly<Record<string, unknown>> & {
  readonly apply?: Readonly<Record<string, unknown>>
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** What a command on a target is given by its edge. */
export function requestFor(
  url: string,
  files: Files,
  command: RunIdentity['command'],
  settings: Settings = {},
  format = 'plain',
) {
  const run: RunIdentity = {
    id: randomBytes(16).toString('hex'),
    command,
    actor: 'test',
    commit: null,
    environment: 'staging',
    planDigest: null,
  }
  return {
    url,
    run,
    folders: [{ path: 'migrations', format }],
    dialect: 'postgres',
    files: new Map(Object.entries(files).map(([name, text]) => [`migrations/${name}`, bytes(text)])),
    config: configSchema.parse({ ...settings, apply: { wait: 1000, retries: 1, ...settings.apply } }),
    now: '2026-01-01T00:00:00Z',
  } as const
}

export function applied(
  url: string,
  files: Files,
  settings?: Settings,
  more: object = {},
  told: (line: string) => void = () => {},
) {
  const request = {
    ...requestFor(url, files, 'apply', settings),
    requireReviewed: null,
    rehearsal: async () => null,
    dryRun: false,
    to: null,
    ...more,
  }
  return apply(request, told)
}

export function taken(
  url: string,
  files: Files,
  reach: { readonly steps: number },
  losses: readonly string[] = [],
  settings?: Settings,
) {
  const request = requestFor(url, files, 'rollback', settings)
  return rollback({ ...request, reach, acceptedLosses: new Set(losses), dryRun: false })
}

/** `1_users applied`, in the order of the files. */
export async function statesOn(url: string, files: Files): Promise<readonly string[]> {
  return (await status(requestFor(url, files, 'status'))).map(({ key, state }) => `${key.id} ${state}`)
}

export function endOf({ outcome, failureReason }: DeployReport): string {
  return failureReason ?? outcome
}
