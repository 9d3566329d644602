import * as core from '@actions/core'
import { defaultConfigPath, listOf } from '../config/load.ts'
import { UserError } from '../model/errors.ts'

/** What the workflow says, as it says it: settings are checked together with the file's. */
export interface Inputs {
  readonly token: string
  /** What to do; empty where the event tells. */
  readonly command: string
  /** Of the target; empty for a check. A secret. */
  readonly url: string
  /** What the target is called. */
  readonly environment: string
  readonly configPath: string
  /** The plan that is approved by hand; empty where none is. */
  readonly planDigest: string
  /** Apply: the last to run; rollback: the last that stays; repair: the one that is settled. Empty where none is said. */
  readonly migration: string
  /** Columns and tables whose rows a rollback may lose; what of the archive is given up before it has expired, by its ids. */
  readonly acceptLoss: readonly string[]
  /** What a repair writes down. */
  readonly mark: 'applied' | 'not-applied'
  /** What is done with the archive. */
  readonly verb: 'list' | 'purge'
  /** Settings given inline, by their key in the configuration. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** Reads the inputs, and masks what is secret in them before anything can be logged. */
export function readInputs(): Inputs {
  const token = core.getInput('github-token')
  const shadow = core.getInput('shadow')
  const url = core.getInput('url')
  // Also one that is no address: it may be a mistyped one.
  for (const secret of [token, ...secretsOf(shadow), url, ...secretsOf(url)])
    if (secret !== '') core.setSecret(secret)

  if (token === '') {
    throw new UserError('Input `github-token` is empty. Leave it out to use the token of the job.')
  }
  const dir = listOf(core.getInput('dir'))
  return {
    token,
    command: core.getInput('command').replace(/^(repair|archive) .*$/, '$1'),
    url,
    environment: core.getInput('environment') || 'staging',
    configPath: core.getInput('config') || defaultConfigPath,
    planDigest: core.getInput('plan-digest'),
    migration: core.getInput('migration'),
    acceptLoss: listOf(core.getInput('accept-loss')),
    mark: markOf(core.getInput('command')),
    verb: verbOf(core.getInput('command')),
    settings: {
      ...(dir.length > 0 && { dir }),
      ...given('dialect'),
      ...given('format-name'),
      ...given('fail-on'),
      ...given('comment'),
      ...(shadow !== '' && { shadow }),
    },
  }
}

/** `repair applied`, `repair not-applied`: one input says both. */
function markOf(command: string): Inputs['mark'] {
  const [first, mark, ...more] = command.split(/\s+/)
  if (first !== 'repair') return 'not-applied'
  if ((mark === 'applied' || mark === 'not-applied') && more.length === 0) return mark
  throw new UserError(
    '`command: repair` wants to know what is true: `repair applied` or `repair not-applied`.',
  )
}

/** `archive list`, `archive purge`. */
function verbOf(command: string): Inputs['verb'] {
  const [first, verb, ...more] = command.split(/\s+/)
  if (first !== 'archive') return 'list'
  if ((verb === 'list' || verb === 'purge') && more.length === 0) return verb
  throw new UserError(
    '`command: archive` wants to know what is to be done: `archive list` or `archive purge`.',
  )
}

function given(name: string): Readonly<Record<string, string>> {
  const value = core.getInput(name)
  return value === '' ? {} : { [name]: value }
}

/** An address with its password, and the password alone, as written and as decoded. */
export function secretsOf(address: string): readonly string[] {
  if (!URL.canParse(address)) return []
  const { password, searchParams } = new URL(address)
  // libpq's addresses may have it among the parameters: https://www.postgresql.org/docs/current/libpq-connect.html
  const given = searchParams.getAll('password').flatMap(one => [one, encodeURIComponent(one)])
  const secrets = [address, password, decoded(password), ...given]
  return [...new Set(secrets.filter(secret => secret !== ''))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
