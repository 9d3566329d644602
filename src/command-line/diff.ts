import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Side } from '../commands/diff.ts'
import { dialectOfUrl } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import { oneOf, parseOptions, refuseOthers } from './options.ts'
import { plainFormats, put } from './output.ts'
import { ownPassword } from './password.ts'
import { readSettings, readText } from './settings.ts'
import { usage } from './usage.ts'

/** `migration-gate diff <from> <to>`. */
export async function runDiff(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, { words: true })
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['dialect', 'format-name', 'config', 'output-format', 'output', 'no-color'])
  const [first, second, ...more] = positionals
  if (first === undefined || second === undefined || more.length > 0)
    throw new UserError(
      'diff takes two of: a snapshot file, the URL of a database, a folder of migrations. Such as: migration-gate diff snapshot.json db/migrations',
    )
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const directory = process.cwd()
  const [{ diff }, { renderDiff, renderDiffJson }, config, from, to] = await Promise.all([
    import('../commands/diff.ts'),
    import('../report/diff.ts'),
    readSettings(directory, values),
    sideOf(directory, first),
    sideOf(directory, second),
  ])
  const isConnecting = [from, to].some(({ kind }) => kind === 'url')
  const password = isConnecting ? await ownPassword(directory, config.apply.password, values) : {}
  const found = await diff({ from, to, directory, config, ...password, takenAt: new Date().toISOString() })
  await put(
    values.output,
    outputFormat === 'json' ? renderDiffJson(found) : renderDiff(found, from.name, to.name),
  )
  return found.verdict === 'equal' ? 0 : 1
}

async function sideOf(directory: string, word: string): Promise<Side> {
  if (dialectOfUrl(word) !== null) return { kind: 'url', url: word, name: withoutPassword(word) }
  const stat = statSync(resolve(directory, word), { throwIfNoEntry: false })
  if (stat === undefined) throw new UserError(`${word} is no file, no folder and no URL of a database.`)
  if (stat.isDirectory()) return { kind: 'folder', path: word, name: word }
  return { kind: 'snapshot', file: await readText(directory, word), name: word }
}

function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/]*@/, '$1')
}
