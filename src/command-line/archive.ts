import type { Purged, PurgeRequest } from '../commands/archive.ts'
import type { ArchivedObject } from '../model/archive.ts'
import { Stopped, unsafeReasons } from '../model/deploy.ts'
import { UserError } from '../model/errors.ts'
import { ownRun, tell } from './deploy.ts'
import { type Options, oneOf, parseOptions, refuseOthers, requireUrl } from './options.ts'
import { plainFormats, put } from './output.ts'
import { ownPassword } from './password.ts'
import { readSettings } from './settings.ts'
import { usage } from './usage.ts'

const known = ['url', 'config', 'output-format', 'output', 'no-color'] as const

/** `migration-gate archive list` and `migration-gate archive purge [id …]`. */
export async function runArchive(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, { words: true })
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  const [what = '', ...ids] = positionals
  const verb = oneOf('The word behind archive', what, ['list', 'purge'])
  refuseOthers(values, verb === 'purge' ? [...known, 'all', 'environment'] : known)
  if (verb === 'list' && ids.length > 0)
    throw new UserError('archive list takes no names: it lists all there is.')
  const format = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const text = await (verb === 'list' ? list(values, format) : purge(values, ids, format)).catch(stopped)
  if (typeof text === 'number') return text
  await put(values.output, text)
  return 0
}

async function list(values: Options, format: 'text' | 'json'): Promise<string> {
  const [{ archiveList }, { renderArchive, renderArchiveJson }] = await Promise.all([
    import('../commands/archive.ts'),
    import('../report/archive.ts'),
  ])
  const config = await readSettings(process.cwd(), values)
  const objects: readonly ArchivedObject[] = await archiveList({
    url: requireUrl(values),
    run: ownRun('archive', values),
    ...(await ownPassword(process.cwd(), config.apply.password, values)),
  })
  return format === 'json' ? renderArchiveJson(objects) : renderArchive(objects)
}

async function purge(values: Options, ids: readonly string[], format: 'text' | 'json'): Promise<string> {
  const which = chosen(values, ids)
  const url = requireUrl(values)
  const [{ archivePurge }, { renderPurged, renderPurgedJson }, config] = await Promise.all([
    import('../commands/archive.ts'),
    import('../report/archive.ts'),
    readSettings(process.cwd(), values),
  ])
  const run = ownRun('archive', values)
  const password = await ownPassword(process.cwd(), config.apply.password, values)
  const request = { url, run, which, waiting: config.apply.waiting, ...password }
  const done: Purged = await archivePurge(request, tell)
  return format === 'json' ? renderPurgedJson(done) : renderPurged(done)
}

function chosen({ all }: Options, ids: readonly string[]): PurgeRequest['which'] {
  if (all === true && ids.length > 0) throw new UserError('Say --all, or which, not both.')
  return all === true ? 'all' : ids.length > 0 ? new Set(ids) : 'expired'
}

/** 1 where it was not done; 2 where the user must change something first. */
function stopped(error: unknown): number {
  if (!(error instanceof Stopped)) throw error
  tell(`${error.reason}: ${error.message}`)
  return unsafeReasons.includes(error.reason) ? 2 : 1
}
