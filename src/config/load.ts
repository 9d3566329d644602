import type { z } from 'zod'
import { UserError } from '../model/errors.ts'
import { type Config, configSchema } from './config.ts'
import { describeIssue } from './issue.ts'
import { readYaml } from './yaml.ts'

/** What somebody wrote: checked, without defaults, so that it can lie under or over another source. */
export type ConfigInput = Readonly<z.input<typeof configSchema>>

/** Where the file stands unless an input says otherwise. */
export const defaultConfigPath = '.migration-gate.yml'

/**
 * Reads a configuration file. Throws `UserError`, with the line, for anything that the gate does not know:
 * a misspelt key that is passed over is a gate that somebody believes to be shut.
 */
export function readConfig(text: string, path: string): ConfigInput {
  const yaml = readYaml(text, path)
  const { value } = yaml
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw new UserError(`${path}: expected keys and values, such as \`fail-on: error\`.`)

  const parsed = configSchema.safeParse(value)
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap(issue =>
      describeIssue(configSchema, issue, value).map(fault => `${yaml.placeOf(fault.path)}: ${fault.message}`),
    )
    throw new UserError(faults.join('\n'))
  }
  if (parsed.data.shadow !== 'embedded' && parsed.data.shadow !== 'none') {
    throw new UserError(
      `${path}: \`shadow\` is not embedded or none. The address of a database is not taken from the repository; ` +
        'give it as an input.',
    )
  }
  return value as ConfigInput
}

/**
 * One valid value out of what was said inline (inputs or flags), in the file, and by default, in this order.
 * `nameOf` names an inline key in messages.
 */
export function mergeInputs(
  file: ConfigInput,
  inline: Readonly<Record<string, unknown>>,
  nameOf: (key: string) => string = key => `input \`${key}\``,
): Config {
  const given = Object.fromEntries(Object.entries(inline).filter(([, value]) => value !== undefined))
  const parsed = configSchema.safeParse({ ...file, ...given })
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap(issue =>
    describeIssue(configSchema, issue, given).map(
      ({ path, message }) => `${nameOf(String(path[0] ?? ''))}: ${message}`,
    ),
  )
  throw new UserError(faults.join('\n'))
}

/** The entries of a list given as text: one a line, or separated by commas. */
export function listOf(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
}

/** Folders from the root of the repository, without `./` and closing slashes; `.` is the root itself. */
export function foldersOf(dir: Config['dir']): readonly string[] | null {
  if (dir === undefined) return null
  return (typeof dir === 'string' ? [dir] : dir).map(folder => {
    const segments = folder.replaceAll('\\', '/').split('/')
    if (/^(?:[/\\]|[A-Za-z]:)/.test(folder) || segments.includes('..')) {
      throw new UserError(
        `\`dir\` is ${JSON.stringify(folder)}: expected a folder inside the repository, from its root.`,
      )
    }
    return segments.filter(segment => segment !== '' && segment !== '.').join('/') || '.'
  })
}

/** Files that a check reads beside the migration folders, from the root of the repository. */
export function filesBeside({ setup, baseline, snapshot, queries }: Config): readonly string[] {
  const files = snapshot === undefined || snapshot.branch !== undefined ? [] : [snapshot.file]
  return [...setup, ...baseline, ...files, ...queries.filter(isSqlFile)]
}

/** Folders that a check reads beside those of the migrations. */
export function foldersBeside({ queries }: Config): readonly string[] {
  return queries.filter(path => !isSqlFile(path))
}

function isSqlFile(path: string): boolean {
  return /\.sql$/i.test(path)
}

/** How the shadow is to be opened. The address is a secret: it is not repeated in the message. */
export function shadowOf(
  shadow: string,
):
  | { readonly kind: 'embedded' }
  | { readonly kind: 'none' }
  | { readonly kind: 'server'; readonly url: string } {
  if (shadow === 'embedded' || shadow === 'none') return { kind: shadow }
  if (URL.canParse(shadow) && /^postgres(?:ql)?:$/.test(new URL(shadow).protocol)) {
    return { kind: 'server', url: shadow }
  }
  throw new UserError('`shadow` is none of: embedded, none, a postgres:// address.')
}
