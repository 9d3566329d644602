import * as core from '@actions/core'
import { defaultConfigPath, listOf } from '../config/load.ts'
import { UserError } from '../model/errors.ts'

/** What the workflow says, as it says it: settings are checked together with the file's. */
export interface Inputs {
  readonly token: string
  readonly configPath: string
  /** Settings given inline, by their key in the configuration. */
  readonly settings: Readonly<Record<string, unknown>>
}

const knownCommands = ['check']

/** Reads the inputs, and masks what is secret in them before anything can be logged. */
export function readInputs(): Inputs {
  const token = core.getInput('github-token')
  const shadow = core.getInput('shadow')
  for (const secret of [token, ...secretsOf(shadow)]) if (secret !== '') core.setSecret(secret)

  const command = core.getInput('command')
  if (command !== '' && !knownCommands.includes(command)) {
    throw new UserError(`Input \`command\` is \`${command}\`. Allowed: ${knownCommands.join(', ')}.`)
  }
  if (token === '') {
    throw new UserError('Input `github-token` is empty. Leave it out to use the token of the job.')
  }
  const dir = listOf(core.getInput('dir'))
  return {
    token,
    configPath: core.getInput('config') || defaultConfigPath,
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

function given(name: string): Readonly<Record<string, string>> {
  const value = core.getInput(name)
  return value === '' ? {} : { [name]: value }
}

/** An address with its password, and the password alone, as written and as decoded. */
export function secretsOf(address: string): readonly string[] {
  if (!URL.canParse(address)) return []
  const { password } = new URL(address)
  if (password === '') return [address]
  return [...new Set([address, password, decoded(password)])]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
