import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CheckRequest } from '../commands/check.ts'
import type { Config } from '../config/config.ts'
import { UserError } from '../model/errors.ts'
import type { BaseStore } from '../replay/base-store.ts'
import type { AcceptanceSource } from '../review/acceptance/acceptance.ts'
import type { Options } from './options.ts'

/** Flag beats file beats default. */
export async function readSettings(directory: string, values: Options): Promise<Config> {
  const [{ defaultConfigPath, mergeInputs, readConfig }, { repositoryRoot }] = await Promise.all([
    import('../config/load.ts'),
    import('../repository/git.ts'),
  ])
  const root = (await repositoryRoot(directory)) ?? directory
  const path = values.config ?? join(root, defaultConfigPath)
  const text = await readFile(path, 'utf8').catch(error => {
    if (error.code === 'ENOENT' && values.config === undefined) return ''
    throw new UserError(`${path} cannot be read: ${error.message}`, { cause: error })
  })
  const inline = {
    dialect: values.dialect,
    'format-name': values['format-name'],
    'server-version': values['server-version'],
    shadow: values.shadow,
    'fail-on': values['fail-on'],
  }
  return mergeInputs(readConfig(text, path), inline, key => `--${key}`)
}

/** A file that was named on the command line. */
export async function readText(
  directory: string,
  path: string,
): Promise<{ readonly path: string; readonly text: string }> {
  const text = await readFile(resolve(directory, path), 'utf8').catch(cause => {
    throw new UserError(`${path} cannot be read: ${cause.message}`, { cause })
  })
  return { path, text }
}

/**
 * The snapshot that the configuration names on a branch of its own, as git has that here, or why there is none. Who wrote it
 * is not asked: whoever fetched the branch could read it.
 */
export async function ownSnapshot(
  root: string,
  { snapshot: place }: Pick<Config, 'snapshot'>,
): Promise<Pick<CheckRequest, 'snapshot' | 'unusableSnapshot'>> {
  if (place?.branch === undefined) return {}
  const [{ readOfBranch }, { snapshotName }] = await Promise.all([
    import('../repository/git.ts'),
    import('../config/snapshot-place.ts'),
  ])
  const { branch, file } = place
  const bytes = await readOfBranch(root, branch, file)
  if (bytes !== null)
    return { snapshot: { path: snapshotName(place), text: new TextDecoder().decode(bytes) } }
  const reason = `git knows neither ${file} of origin/${branch} nor of ${branch} here`
  return { unusableSnapshot: { kind: 'absent', reason } }
}

/** What is accepted here, and what day it is. */
export async function ownAcceptance(directory: string): Promise<AcceptanceSource> {
  const [{ acceptedPath, readAccepted }, { repositoryRoot }] = await Promise.all([
    import('../config/accepted.ts'),
    import('../repository/git.ts'),
  ])
  const root = (await repositoryRoot(directory)) ?? directory
  const text = await readFile(join(root, acceptedPath), 'utf8').catch(cause => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null
    throw new UserError(`${acceptedPath} cannot be read: ${cause.message}`, { cause })
  })
  const file = text === null ? null : { path: acceptedPath, entries: readAccepted(text, acceptedPath) }
  return { today: new Date().toISOString().slice(0, 10), fork: false, file }
}

/** The user's own cache; none for the sources, which change and keep their names. */
export async function ownCache(): Promise<{ readonly baseStore?: BaseStore }> {
  if (import.meta.url.endsWith('.ts')) return {}
  const [{ cacheFolder }, { cacheHome }, { inBackground }] = await Promise.all([
    import('../repository/cache-folder.ts'),
    import('../repository/cache-home.ts'),
    import('../replay/base-store.ts'),
  ])
  const folder = cacheHome({ platform: process.platform, variables: process.env, home: homedir() })
  return folder === null ? {} : { baseStore: inBackground(cacheFolder(folder)) }
}
