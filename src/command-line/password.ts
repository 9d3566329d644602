import { defaultConfigPath, mergeInputs, readConfig } from '../config/load.ts'
import type { PasswordSetting } from '../config/password.ts'
import { UserError } from '../model/errors.ts'
import { readOfBranch, repositoryRoot } from '../repository/git.ts'
import { type PasswordSource, passwordSource } from '../repository/password-source.ts'
import type { Options } from './options.ts'

/**
 * How the password is found, as the configuration says. A command runs only where the default branch of `origin` has it
 * too, or somebody named the file: a branch that was merely looked at must not run anything.
 * @throws UserError
 */
export async function ownPassword(
  directory: string,
  setting: PasswordSetting | undefined,
  { config }: Options,
): Promise<{ readonly password?: PasswordSource }> {
  if (setting === undefined) return {}
  if ('from-command' in setting && config === undefined) await requireOnDefaultBranch(directory, setting)
  const password = passwordSource(setting, process.env)
  return password === undefined ? {} : { password }
}

async function requireOnDefaultBranch(directory: string, setting: PasswordSetting): Promise<void> {
  const root = (await repositoryRoot(directory)) ?? directory
  const bytes = await readOfBranch(root, 'HEAD', defaultConfigPath)
  const text = bytes === null ? '' : new TextDecoder().decode(bytes)
  const there = mergeInputs(readConfig(text, defaultConfigPath), {})
  if (JSON.stringify(there.apply.password) === JSON.stringify(setting)) return
  throw new UserError(
    `apply.password.from-command of ${defaultConfigPath} is not what the default branch of origin has, so it is not run. Say --config ${defaultConfigPath} to run it all the same.`,
  )
}
