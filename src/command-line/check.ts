import { join } from 'node:path'
import type { CheckRequest } from '../commands/check.ts'
import type { Fixed } from '../commands/fix.ts'
import { UserError } from '../model/errors.ts'
import type { Review } from '../model/review.ts'
import type { Progress } from '../replay/replay.ts'
import { type Options, oneOf, parseOptions, wantsColor } from './options.ts'
import { put, render, reviewFormats, showProgress } from './output.ts'
import { ownAcceptance, ownCache, ownSnapshot, readSettings, readText } from './settings.ts'
import { usage } from './usage.ts'

/** `migration-gate check`. */
export async function runCheck(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', reviewFormats)
  const { request, root, named } = await readRequest(process.cwd(), values)
  const progress = outputFormat === 'text' && process.stderr.isTTY ? showProgress : undefined
  const review =
    values.fix === true ? await checkAndFix(request, root, progress) : await checkOnly(request, progress)
  progress?.('', 1)
  requireReviewed(named, review)
  const folders = request.folders.map(({ path }) => path)
  await put(values.output, await render(outputFormat, review, folders, wantsColor(values)))
  return review.verdict === 'pass' ? 0 : 1
}

interface DiskCheck {
  readonly request: CheckRequest
  /** From which paths count. */
  readonly root: string
  /** Files that were asked for by name. */
  readonly named: readonly string[]
}

async function readRequest(directory: string, values: Options): Promise<DiskCheck> {
  const [{ readChange }, { filesBeside, foldersBeside, foldersOf, shadowOf }] = await Promise.all([
    import('../commands/check-from-disk.ts'),
    import('../config/load.ts'),
  ])
  const snapshot = values.snapshot === undefined ? undefined : await readText(directory, values.snapshot)
  const settings = await readSettings(directory, values)
  const config = snapshot === undefined ? settings : { ...settings, snapshot: undefined }
  const { root, named, folders, dialect, changeSet, lone } = await readChange({
    directory,
    folders: values.dir === undefined ? foldersOf(config.dir) : values.dir,
    format: config['format-name'] ?? null,
    dialect: config.dialect,
    files: values.files ?? null,
    base: values.base ?? null,
    besides: filesBeside(config),
    foldersBeside: foldersBeside(config),
  })
  const snapshots = snapshot === undefined ? await ownSnapshot(root, config) : { snapshot }
  const request = {
    folders,
    dialect,
    changeSet,
    config,
    shadow: lone ? ({ kind: 'none' } as const) : shadowOf(config.shadow),
    ...snapshots,
    ...(await ownCache()),
    acceptance: await ownAcceptance(directory),
    now: new Date().toISOString(),
  }
  return { request, root, named }
}

async function checkOnly(request: CheckRequest, progress?: Progress): Promise<Review> {
  const { check } = await import('../commands/check.ts')
  return check(request, progress)
}

/** Writes the fixes to the disk, and says which files are others now. */
async function checkAndFix(request: CheckRequest, root: string, progress?: Progress): Promise<Review> {
  const { fix } = await import('../commands/fix.ts')
  const fixed = await fix(request, progress)
  const { writeFiles } = await import('../repository/write-files.ts')
  writeFiles(root, fixed.files, new Set(request.changeSet.head.keys()))
  progress?.('', 1)
  process.stderr.write(`migration-gate: ${told(fixed, root)}\n`)
  return fixed.review
}

function told({ fixed, files }: Fixed, root: string): string {
  if (files.size === 0) return 'nothing was fixed: what is found takes somebody to think.'
  const paths = [...files].map(
    ([path, text]) => `  ${text === null ? 'removed' : 'wrote'} ${JSON.stringify(join(root, path))}`,
  )
  return [`fixed ${fixed.length} ${fixed.length === 1 ? 'finding' : 'findings'}:`, ...paths].join('\n')
}

/** A file that was asked for and not looked at must not end in a pass. */
function requireReviewed(named: readonly string[], review: Review): void {
  const seen = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]))
  const missed = named.find(path => !seen.has(path))
  if (missed === undefined) return
  throw new UserError(
    `${missed} was not reviewed: it is no migration of its own, or it stands unchanged in the base. Name a migration (.sql) that the change adds.`,
  )
}
