import * as core from '@actions/core'
import { type ConfigInput, defaultConfigPath, readConfig } from '../config/load.ts'
import type { GitHub } from './client.ts'
import { fileAt } from './contents.ts'

/** The configuration as a branch has it: never the change's own, which could loosen the gate. `name` is for messages. */
export async function configAt(
  github: GitHub,
  repository: string,
  path: string,
  ref: string,
  name: string,
): Promise<ConfigInput> {
  const bytes = await fileAt(github, repository, path, ref)
  if (bytes !== null) return readConfig(Buffer.from(bytes).toString('utf8'), path)
  if (path !== defaultConfigPath)
    core.warning(`Input \`config\` names ${path}, which ${name} does not have. The defaults apply.`)
  return {}
}
