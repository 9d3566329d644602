import { readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UserError } from './model/errors.ts'
import { acceptPage, homepage, rulePage, version } from './product.ts'
import type { BaseStore } from './replay/base-store.ts'

const usage = `migration-gate: reviews SQL migrations by running them.

Usage: migration-gate <command> [options]

Commands
  check    review migrations: locks, rewrites, scans, schema changes, the way back
  detect   say which migration folders there are, in which layout and dialect, and why
  rules    list the rules
  explain  tell all about one rule: migration-gate explain <rule>

Options of check
  --dir <folder>            migration folder; repeatable; detected where there is only one
  --base <git ref>          review what was added or changed since; without it, all
  --files <file>            review these files; repeatable
  --shadow <where>          embedded (default), none, or the URL of a local server
  --fail-on <severity>      error (default), warning, never
  --dialect <name>          postgres or sqlite; detected, and another one refused
  --snapshot <file>         how large the tables of the target are; default: \`snapshot\` of the configuration
  --server-version <v>      the oldest version that the migrations must run on, such as 14.2 or 3.45
  --format-name <name>      plain, golang-migrate, goose, dbmate, prisma, drizzle, diesel, sqlx; detected
  --config <file>           default: .migration-gate.yml at the root
  --output-format <format>  text (default), json, markdown, sarif, html
  --output <file>           write there instead of to the terminal
  --no-color                plain text

Options of detect
  --dir <folder>            look at this folder; repeatable; without it, at the whole repository
  --output-format <format>  text (default), json
  --config, --output, --no-color  as above

Options of rules and explain
  --dialect <name>          rules only: those that judge this dialect's migrations
  --output-format <format>  text (default), json
  --output, --no-color      as above

Exit codes: 0 pass, or done · 1 blocked · 2 the command, the configuration or a file must be changed · 3 a fault of ours
`

const commands = ['check', 'detect', 'rules', 'explain'] as const
const outputFormats = ['text', 'json', 'markdown', 'sarif', 'html'] as const
const plainFormats = ['text', 'json'] as const

/** Runs one command and returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args)
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`migration-gate: ${await harmless(error.message)}\n`)
      return 2
    }
    const stack = error instanceof Error ? error.stack : String(error)
    process.stderr.write(
      `migration-gate: a fault of ours. Please report it with these lines:\n${homepage}/issues\n\n${await harmless(stack ?? '')}\n`,
    )
    return 3
  }
}

/** A message may name a stranger's files: none of its lines is a command to a runner, or drives the terminal. */
async function harmless(message: string): Promise<string> {
  const { visible } = await import('./report/plain-text.ts')
  return visible(message)
    .replace(/\n(?=\s*::)/g, ' ')
    .replaceAll('##[', '## [')
}

async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(usage)
    return 0
  }
  if (command === '--version') {
    process.stdout.write(`${version()}\n`)
    return 0
  }
  switch (oneOfCommands(command)) {
    case 'check':
      return runCheck(rest)
    case 'detect':
      return runDetect(rest)
    case 'rules':
      return runRules(rest)
    case 'explain':
      return runExplain(rest)
  }
}

function oneOfCommands(command: string): (typeof commands)[number] {
  const known = commands.find(known => known === command)
  if (known !== undefined) return known
  throw new UserError(`Unknown command "${command}". Known: ${commands.join(', ')}.`)
}

async function runDetect(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['dir', 'config', 'output-format', 'output', 'no-color'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const [{ detect }, { renderDetection, renderDetectionJson }, { foldersOf }] = await Promise.all([
    import('./commands/detect.ts'),
    import('./report/detection.ts'),
    import('./config/load.ts'),
  ])
  const directory = process.cwd()
  const config = await readSettings(directory, values)
  const detection = await detect({ directory, folders: values.dir ?? foldersOf(config.dir) })
  await put(
    values.output,
    outputFormat === 'json'
      ? renderDetectionJson(detection)
      : renderDetection(detection, { color: wantsColor(values) }),
  )
  return 0
}

async function runRules(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['dialect', 'output-format', 'output', 'no-color'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const [{ listRules }, { renderCatalogue, renderCatalogueJson }, { dialectNames }] = await Promise.all([
    import('./commands/rules.ts'),
    import('./report/catalogue.ts'),
    import('./dialects/registry.ts'),
  ])
  const catalogue = listRules(
    values.dialect === undefined ? null : oneOf('--dialect', values.dialect, dialectNames),
  )
  const color = wantsColor(values)
  await put(
    values.output,
    outputFormat === 'json' ? renderCatalogueJson(catalogue) : renderCatalogue(catalogue, { color }),
  )
  return 0
}

async function runExplain(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, { words: true })
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['output-format', 'output', 'no-color'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const [name, ...others] = positionals
  if (name === undefined || others.length > 0)
    throw new UserError(
      'explain wants one rule: migration-gate explain <rule>. All of them: migration-gate rules',
    )
  const [{ explain }, { renderCatalogueJson }, { renderExplanation }] = await Promise.all([
    import('./commands/explain.ts'),
    import('./report/catalogue.ts'),
    import('./report/explanation.ts'),
  ])
  const rules = explain(name)
  const color = wantsColor(values)
  await put(
    values.output,
    outputFormat === 'json' ? renderCatalogueJson(rules) : renderExplanation(rules, { color }),
  )
  return 0
}

/** An option of another command would be passed over in silence. */
function refuseOthers(values: object, known: readonly string[]): void {
  const other = Object.keys(values).find(option => !known.includes(option))
  if (other !== undefined)
    throw new UserError(`--${other} is no option of this command. See migration-gate --help.`)
}

function wantsColor(values: ReturnType<typeof parseOptions>['values']): boolean {
  return (
    values.output === undefined &&
    values['no-color'] !== true &&
    process.stdout.isTTY === true &&
    !process.env.NO_COLOR
  )
}

async function put(output: string | undefined, text: string): Promise<void> {
  if (output === undefined) process.stdout.write(text)
  else await writeFile(output, text).catch(cause => refuseOutput(output, cause))
}

async function runCheck(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', outputFormats)
  const [{ check }, { readChange }, { filesBeside, foldersOf, shadowOf }] = await Promise.all([
    import('./commands/check.ts'),
    import('./commands/check-from-disk.ts'),
    import('./config/load.ts'),
  ])
  const directory = process.cwd()
  const snapshot = values.snapshot === undefined ? undefined : await readText(directory, values.snapshot)
  const settings = await readSettings(directory, values)
  const config = snapshot === undefined ? settings : { ...settings, snapshot: undefined }
  const configured = values.dir === undefined ? foldersOf(config.dir) : values.dir
  const change = await readChange({
    directory,
    folders: configured,
    format: config['format-name'] ?? null,
    dialect: config.dialect,
    files: values.files ?? null,
    base: values.base ?? null,
    besides: filesBeside(config),
  })
  const request = {
    folders: change.folders,
    dialect: change.dialect,
    changeSet: change.changeSet,
    config,
    shadow: change.lone ? ({ kind: 'none' } as const) : shadowOf(config.shadow),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(await ownCache()),
    acceptance: await ownAcceptance(directory),
  }
  const progress = outputFormat === 'text' && process.stderr.isTTY ? showProgress : undefined
  const review = await check(request, progress)
  progress?.('', 1)
  requireReviewed(change.named, review)
  const text = await render(
    outputFormat,
    review,
    change.folders.map(({ path }) => path),
    wantsColor(values),
  )
  await put(values.output, text)
  return review.verdict === 'pass' ? 0 : 1
}

/** A file that was named on the command line. */
async function readText(
  directory: string,
  path: string,
): Promise<{ readonly path: string; readonly text: string }> {
  const text = await readFile(resolve(directory, path), 'utf8').catch(cause => {
    throw new UserError(`${path} cannot be read: ${cause.message}`, { cause })
  })
  return { path, text }
}

/** What is accepted here, and what day it is. */
async function ownAcceptance(
  directory: string,
): Promise<import('./review/acceptance/acceptance.ts').AcceptanceSource> {
  const [{ acceptedPath, readAccepted }, { repositoryRoot }] = await Promise.all([
    import('./config/accepted.ts'),
    import('./repository/git.ts'),
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
async function ownCache(): Promise<{ readonly baseStore?: BaseStore }> {
  if (import.meta.url.endsWith('.ts')) return {}
  const [{ cacheFolder }, { cacheHome }, { inBackground }] = await Promise.all([
    import('./repository/cache-folder.ts'),
    import('./repository/cache-home.ts'),
    import('./replay/base-store.ts'),
  ])
  const folder = cacheHome({ platform: process.platform, variables: process.env, home: homedir() })
  return folder === null ? {} : { baseStore: inBackground(cacheFolder(folder)) }
}

/** A file that was asked for and not looked at must not end in a pass. */
function requireReviewed(named: readonly string[], review: import('./model/review.ts').Review): void {
  const seen = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]))
  const missed = named.find(path => !seen.has(path))
  if (missed === undefined) return
  throw new UserError(
    `${missed} was not reviewed: it is no migration of its own, or it stands unchanged in the base. Name a migration (.sql) that the change adds.`,
  )
}

/** `words` are taken beside the options where the command wants any. */
function parseOptions(args: readonly string[], { words }: { readonly words: boolean } = { words: false }) {
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
        'server-version': { type: 'string' },
        snapshot: { type: 'string' },
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

/** Flag beats file beats default. */
async function readSettings(directory: string, values: ReturnType<typeof parseOptions>['values']) {
  const [{ defaultConfigPath, mergeInputs, readConfig }, { repositoryRoot }] = await Promise.all([
    import('./config/load.ts'),
    import('./repository/git.ts'),
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

async function render(
  format: (typeof outputFormats)[number],
  review: import('./model/review.ts').Review,
  folders: readonly string[],
  color: boolean,
): Promise<string> {
  const context = {
    commit: null,
    runUrl: null,
    fileUrl: () => null,
    ruleUrl: rulePage,
    acceptUrl: acceptPage,
    folders,
  }
  switch (format) {
    case 'json':
      return (await import('./report/json.ts')).renderJson(review)
    case 'text':
      return (await import('./report/text.ts')).renderText(review, { color })
    case 'markdown': {
      const { renderMarkdown } = await import('./report/markdown.ts')
      return `${renderMarkdown(review, context)}\n`
    }
    case 'html': {
      const { renderHtml } = await import('./report/html.ts')
      return renderHtml(review, context)
    }
    case 'sarif': {
      const [{ renderSarif }, { rules }] = await Promise.all([
        import('./report/sarif.ts'),
        import('./rules/registry.ts'),
      ])
      return renderSarif(review, { version: version(), homepage, rules, ruleUrl: rulePage })
    }
  }
}

/** One line that is written over, and wiped at the end. */
function showProgress(step: string, fraction: number): void {
  const percent = step === '' ? '' : `${Math.round(fraction * 100)} %  `
  process.stderr.write(`\r\x1b[K${percent}${step}`)
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(one => one === value)
  if (found !== undefined) return found
  throw new UserError(`${option} is "${value}". Allowed: ${allowed.join(', ')}.`)
}

function refuseOutput(path: string, cause: Error): never {
  throw new UserError(`${path} cannot be written: ${cause.message}`, { cause })
}
