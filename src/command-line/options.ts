import { parseArgs } from 'node:util'
import { UserError } from '../model/errors.ts'

/** `words` are taken beside the options where the command wants any. */
export function parseOptions(
  args: readonly string[],
  { words }: { readonly words: boolean } = { words: false },
) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: words,
      options: {
        dir: { type: 'string', multiple: true },
        files: { type: 'string', multiple: true },
        base: { type: 'string' },
        shadow: { type: 'string' },
        'fail-on': { type: 'string' },
        dialect: { type: 'string' },
        'format-name': { type: 'string' },
        fix: { type: 'boolean' },
        'server-version': { type: 'string' },
        snapshot: { type: 'string' },
        url: { type: 'string' },
        environment: { type: 'string' },
        redact: { type: 'boolean' },
        'plan-digest': { type: 'string' },
        'dry-run': { type: 'boolean' },
        to: { type: 'string' },
        steps: { type: 'string' },
        'accept-loss': { type: 'string', multiple: true },
        all: { type: 'boolean' },
        'mark-applied': { type: 'string', multiple: true },
        'mark-not-applied': { type: 'string', multiple: true },
        config: { type: 'string' },
        'output-format': { type: 'string' },
        output: { type: 'string' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new UserError(`${(cause as Error).message} See migration-gate --help.`, { cause })
  }
}

/** The options as they were given. */
export type Options = ReturnType<typeof parseOptions>['values']

/** The address of the target: from the flag or the environment, never from the repository. */
export function requireUrl({ url }: Options): string {
  const found = url ?? process.env.DATABASE_URL
  if (found !== undefined && found !== '') return found
  throw new UserError('Which database? Say --url, or set DATABASE_URL.')
}

/** An option of another command would be passed over in silence. */
export function refuseOthers(values: object, known: readonly string[]): void {
  const other = Object.keys(values).find(option => !known.includes(option))
  if (other !== undefined)
    throw new UserError(`--${other} is no option of this command. See migration-gate --help.`)
}

/** Whether the answer goes to a person at a terminal. */
export function wantsColor(values: Options): boolean {
  return (
    values.output === undefined &&
    values['no-color'] !== true &&
    process.stdout.isTTY === true &&
    !process.env.NO_COLOR
  )
}

/** One of the allowed words; throws `UserError` for any other. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(one => one === value)
  if (found !== undefined) return found
  throw new UserError(`${option} is "${value}". Allowed: ${allowed.join(', ')}.`)
}
