import { randomBytes } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Checkout } from '../commands/checkout.ts'
import { type RunIdentity, unsafeReasons } from '../model/deploy.ts'
import type { DeployReport } from '../model/deploy-report.ts'
import { visible } from '../report/plain-text.ts'
import type { PasswordSource } from '../repository/password-source.ts'
import type { Options } from './options.ts'
import { readSettings } from './settings.ts'

/** The options that every command on a target knows. */
export const deployOptions = [
  'url',
  'dir',
  'dialect',
  'format-name',
  'config',
  'output-format',
  'output',
  'no-color',
] as const

/** The migrations as they stand on the disk, and how the password of the target is found. */
export async function readDeploy(
  directory: string,
  values: Options,
): Promise<Checkout & { readonly password?: PasswordSource }> {
  const [config, { readCheckout }, { ownPassword }] = await Promise.all([
    readSettings(directory, values),
    import('../commands/checkout.ts'),
    import('./password.ts'),
  ])
  const checkout = await readCheckout(directory, config, values.dir)
  return { ...checkout, ...(await ownPassword(directory, config.apply.password, values)) }
}

/** Who runs it from a terminal. */
export function ownRun(command: RunIdentity['command'], values: Options): RunIdentity {
  return {
    id: randomBytes(16).toString('hex'),
    command,
    actor: userName(),
    commit: null,
    environment: values.environment ?? null,
    planDigest: values['plan-digest'] ?? null,
  }
}

function userName(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

/** ISO 8601, to the second. */
export function thisMoment(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z')
}

/** What is done now, beside what is printed in the end. */
export function tell(line: string): void {
  process.stderr.write(`migration-gate: ${visible(line)}\n`)
}

/** 1 where it was not done; 2 where the user must change something first. */
export function exitCode({ failureReason }: DeployReport): number {
  if (failureReason === null) return 0
  return unsafeReasons.includes(failureReason) ? 2 : 1
}
