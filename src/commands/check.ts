import type { Config } from '../config/config.ts'
import type { Dialect, ParsedMigration } from '../dialects/dialect.ts'
import { dialects } from '../dialects/registry.ts'
import { planDigest } from '../migrations/digest.ts'
import type { Format } from '../migrations/formats/format.ts'
import { formatNamed, readMigrations, requireText } from '../migrations/read.ts'
import { UserError } from '../model/errors.ts'
import type { Migration } from '../model/migration.ts'
import type { Review } from '../model/review.ts'
import { type Progress, type Replay, type ReplayStep, replay, withoutReplay } from '../replay/replay.ts'
import type { ChangeSet } from '../repository/change-set.ts'
import { reviewedMigration } from '../review/build.ts'
import { liveRelations } from '../review/live.ts'
import { type Selection, select } from '../review/select.ts'
import { countReview, verdict } from '../review/verdict.ts'
import { judge } from '../rules/judge.ts'

export interface CheckRequest {
  /** Migration folders, from the root of the repository. */
  readonly folders: readonly string[]
  readonly changeSet: ChangeSet
  readonly config: Config
  /** Where the replay happens. A URL is a server of the user's. */
  readonly shadow: { readonly kind: 'embedded' | 'none' } | { readonly kind: 'server'; readonly url: string }
}

/** Reviews a change: migrations → statements → replay → rules → verdict. */
export async function check(request: CheckRequest, progress: Progress = () => {}): Promise<Review> {
  const { config, changeSet, shadow } = request
  const dialect = dialectNamed(config.dialect)
  const format = formatNamed(config['format-name'])

  progress('reading migrations', 0)
  const selection = selectMigrations(request, format)
  const parsing = () => parseSteps(dialect, format, selection)
  const nothingToRun = [...selection.base, ...selection.review].every(({ state }) => state === 'base')
  const replayed =
    shadow.kind === 'none' || nothingToRun
      ? withoutReplay(dialect, await parsing())
      : await replay(
          dialect,
          parsing,
          { url: shadow.kind === 'server' ? shadow.url : null, limits: config.limits },
          progress,
        )

  progress('judging', 1)
  const { migrations } = replayed
  const findings = [...judge({ migrations, isLive: liveRelations(migrations, replayed.relationsBefore) })]
  const reviewed = migrations.map(reviewedMigration)
  return {
    format: 'migration-gate/review@1',
    verdict: verdict(findings, config),
    planDigest: planDigest(reviewed.map(({ digest }) => digest)),
    engine: {
      dialect: dialect.name,
      version: replayed.engine?.version ?? '',
      kind: replayed.engine?.kind ?? 'none',
    },
    base: { source: changeSet.base === null ? 'empty' : 'migrations', ref: changeSet.baseRef },
    migrations: reviewed,
    findings,
    drift: [],
    batchDown: batchOf(replayed),
    baseProblems: [...replayed.baseProblems],
    counts: countReview(reviewed, findings),
  }
}

function selectMigrations({ folders, changeSet }: CheckRequest, format: Format): Selection {
  const head = readMigrations(format, folders, changeSet.head)
  const base = readMigrations(format, folders, changeSet.base ?? new Map())
  const selection = select(base.migrations, head.migrations)
  for (const { migration } of selection.review) requireTextOf(migration, changeSet.head)
  const known = new Set(base.orphans.map(({ path }) => path))
  const orphan = changeSet.base === null ? undefined : head.orphans.find(({ path }) => !known.has(path))
  if (orphan === undefined) return selection
  throw new UserError(`${orphan.path} has no up beside it. Add the file without ".down", or remove this one.`)
}

function requireTextOf({ up, down }: Migration, files: ReadonlyMap<string, Uint8Array>): void {
  for (const file of [up, down]) {
    const bytes = file === null ? undefined : files.get(file.path)
    if (file !== null && bytes !== undefined) requireText(file.path, bytes)
  }
}

async function parseSteps(
  dialect: Dialect,
  format: Format,
  { base, review }: Selection,
): Promise<ReplayStep[]> {
  const steps: ReplayStep[] = []
  for (const { migration, state } of [...base, ...review]) {
    const up = await dialect.parse(migration.up.text)
    const down = migration.down === null ? null : await dialect.parse(migration.down.text)
    const parsed: ParsedMigration = {
      migration,
      transaction: dialect.transactionForm(format.transaction, up),
      up,
      down,
    }
    steps.push({ parsed, state })
  }
  return steps
}

function dialectNamed(name: string): Dialect {
  const dialect = dialects.find(dialect => dialect.name === name)
  if (dialect !== undefined) return dialect
  throw new UserError(
    `Unknown dialect "${name}". Known: ${dialects.map(dialect => dialect.name).join(', ')}.`,
  )
}

function batchOf({ batchDown }: Replay): Review['batchDown'] {
  return batchDown === null ? null : { schema: batchDown.verdict, difference: [...batchDown.difference] }
}
