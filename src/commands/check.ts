import type { Config } from '../config/config.ts'
import { snapshotName } from '../config/snapshot-place.ts'
import type { DialectName } from '../dialects/registry.ts'
import { planDigest } from '../migrations/digest.ts'
import { sourceText } from '../migrations/read.ts'
import type { Keeping, KeepRequest } from '../model/keeping.ts'
import type { Migration, MigrationFolder, SourceFile } from '../model/migration.ts'
import type { Review } from '../model/review.ts'
import type { Schema } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { BaseStore } from '../replay/base-store.ts'
import type { Progress, Replay } from '../replay/replay.ts'
import type { ChangeSet } from '../repository/change-set.ts'
import {
  type AcceptanceRequest,
  type AcceptanceSource,
  acceptDangers,
  withoutSource,
} from '../review/acceptance/acceptance.ts'
import { baseNotices } from '../review/base-notices.ts'
import { reviewedMigration } from '../review/build.ts'
import { expectsDown } from '../review/expects-down.ts'
import { liveRelations } from '../review/live.ts'
import { pictureOf } from '../review/picture.ts'
import { applyPolicy } from '../review/policy.ts'
import { reviewedQueries } from '../review/queries.ts'
import { placeQueries, withBrokenQueries } from '../review/queries-findings.ts'
import type { Selection, StandOnTarget } from '../review/select.ts'
import { sizesOf } from '../review/sizes.ts'
import { type SnapshotFacts, snapshotFindings, type UnusableSnapshot } from '../review/snapshot-findings.ts'
import { countReview, verdict } from '../review/verdict.ts'
import { judge } from '../rules/judge.ts'
import { judgeDowns } from '../rules/of-downs.ts'
import type { RuleContext } from '../rules/rule.ts'
import { correctDowns } from './correct-downs.ts'
import { keepDropped } from './keep-drops.ts'
import { type ReplayedChange, replayChange } from './replay-change.ts'

export interface CheckRequest {
  readonly folders: readonly MigrationFolder[]
  readonly dialect: DialectName
  readonly changeSet: ChangeSet
  readonly config: Config
  /** Where the replay happens. A URL is a server of the user's. */
  readonly shadow: { readonly kind: 'embedded' | 'none' } | { readonly kind: 'server'; readonly url: string }
  /** In place of the snapshot that the configuration names. */
  readonly snapshot?: SourceFile
  /** Why there is none, where the configuration names one on a branch of its own. */
  readonly unusableSnapshot?: UnusableSnapshot
  /** Migrations by the path of their up, whose way back is planned although they have one. */
  readonly planDownOf?: ReadonlySet<string>
  /** What of which migrations is to be tried in the form that keeps it, by the path of their up. */
  readonly keeping?: ReadonlyMap<string, KeepRequest>
  /** The tag under which an apply keeps what a migration drops, by the path of its up. */
  readonly keepTagOf?: (path: string) => string
  /** How the migrations stand on the target that they are for; what changed does not count then. */
  readonly onTarget?: StandOnTarget
  /** Where the state of the base is kept from one check to the next; nowhere unless said. */
  readonly baseStore?: BaseStore
  /** What only the edges know of accepting. Without it no day is known, and what is accepted until one does not count. */
  readonly acceptance?: AcceptanceSource
  /** ISO 8601. Without it nothing is said of how old a snapshot is. */
  readonly now?: string
}

/** A review, and the schemas between which the change leads; `null` where nothing was run. */
export interface Examined {
  readonly review: Review
  readonly schemaAfter: Schema | null
  /** The schema on which it comes. */
  readonly schemaBefore: Schema | null
  /** What is kept of which migration, by the path of its up. */
  readonly keeping: ReadonlyMap<string, Keeping>
}

/** Reviews a change: migrations → statements → replay → rules → verdict. */
export async function check(request: CheckRequest, progress: Progress = () => {}): Promise<Review> {
  return (await examine(request, progress)).review
}

/** As {@link check}, for who goes on with what it leads to. */
export async function examine(request: CheckRequest, progress: Progress = () => {}): Promise<Examined> {
  const corrected = await correctDowns(request, await replayChange(request, progress), progress)
  const change = await keepDropped(request, corrected, progress)
  progress('judging', 1)
  const { dialect, replayed, selection, codeSteps, unread, upon, drift, snapshot } = change
  const { config, changeSet } = request
  const context = ruleContext(request, change)
  const downs = judgeDowns(context)
  const queries = placeQueries(replayed.queries, replayed.migrations)
  const judged = withBrokenQueries(
    judge(context),
    queries,
    snapshot?.environment ?? 'the target',
    config.rules,
  )
  const told = applyPolicy(
    [...judged, ...downs.flatMap(it => it.told), ...unread, ...snapshotFindings(factsOf(request, change))],
    config,
  )
  const accepted = await acceptDangers(told, acceptanceOf(request, change))
  const findings = [...accepted.findings, ...applyPolicy(accepted.problems, config)]
  const reviewed = replayed.migrations.map(each => {
    const ofDown = downs.find(({ migration }) => migration === each)?.findings ?? []
    return reviewedMigration(each, {
      findings: applyPolicy(ofDown, config),
      size: context.size,
      keepData: config.apply.keepData,
    })
  })
  const review: Review = {
    format: 'migration-gate/review@1',
    verdict: verdict(findings, config),
    planDigest: planDigest(reviewed.map(({ digest }) => digest)),
    engine: {
      dialect: dialect.name,
      version: replayed.engine?.version ?? '',
      kind: replayed.engine?.kind ?? 'none',
    },
    base: {
      source: upon !== null ? 'snapshot' : changeSet.base === null ? 'empty' : 'migrations',
      ref: changeSet.baseRef,
    },
    migrations: reviewed,
    findings,
    picture: pictureOf(dialect, replayed.schemaBefore, replayed.schemaAfter),
    drift: [...(drift?.changes ?? [])],
    driftVerdict: drift?.verdict ?? null,
    snapshot: snapshot === null ? null : aboutSnapshot(snapshot),
    queries: reviewedQueries(queries),
    batchDown: batchOf(replayed),
    baseProblems: [...replayed.baseProblems],
    baseNotices: [
      ...baseNotices(replayed.baseNotices, replayed.baseProblems, historyOf(selection), codeSteps),
    ],
    counts: countReview(reviewed, findings),
  }
  const keeping = new Map(
    replayed.migrations.flatMap(({ migration, kept }) =>
      kept?.keeping ? [[migration.up.path, kept.keeping]] : [],
    ),
  )
  return { review, keeping, schemaAfter: replayed.schemaAfter, schemaBefore: replayed.schemaBefore }
}

function factsOf(request: CheckRequest, change: ReplayedChange): SnapshotFacts {
  const { config, now, snapshot: given, unusableSnapshot } = request
  return {
    ...change,
    config,
    now: now ?? null,
    unusable: unusableSnapshot ?? null,
    path: given?.path ?? snapshotName(config.snapshot),
  }
}

/** What the change accepts, and on what terms. */
function acceptanceOf(
  { config, changeSet: { head }, acceptance = withoutSource }: CheckRequest,
  { dialect, selection, replayed: { migrations } }: ReplayedChange,
): AcceptanceRequest {
  const known = new Set(selection.base.map(({ migration }) => migration.id))
  return {
    dialect,
    config,
    source: acceptance,
    migrations,
    textOf: path => {
      const bytes = head.get(path)
      return bytes === undefined ? null : sourceText(bytes, config.variables)
    },
    isKnown: id => known.has(id),
  }
}

/** What the rules may look at. */
function ruleContext(
  { config }: CheckRequest,
  { dialect, selection, snapshot, replayed }: ReplayedChange,
): RuleContext {
  const { migrations, batchDown, schemaBefore, schemaAfter, relationsBefore } = replayed
  const hasDown = expectsDown([...selection.base, ...selection.review].map(({ migration }) => migration))
  return {
    dialect: dialect.name,
    serverVersion: config['server-version'] ?? snapshot?.serverVersion ?? null,
    migrations,
    batchDown,
    history: selection.base.filter(({ state }) => state === 'base').map(({ migration }) => migration),
    order: selection.order,
    policy: config.policy,
    schemaBefore,
    schemaAfter,
    isLive: liveRelations(migrations, relationsBefore),
    ...sizesOf(snapshot, dialect, schemaBefore, config['small-table']),
    expectsDown: ({ migration }) => hasDown(migration),
  }
}

function historyOf({ base }: Selection): readonly Migration[] {
  return base.map(({ migration }) => migration)
}

function aboutSnapshot(snapshot: Snapshot): Review['snapshot'] {
  const { environment, takenAt, serverVersion } = snapshot
  return {
    environment: environment ?? null,
    takenAt: takenAt ?? null,
    serverVersion: serverVersion ?? null,
  }
}

function batchOf({ batchDown }: Replay): Review['batchDown'] {
  return batchDown === null ? null : { schema: batchDown.verdict, difference: [...batchDown.difference] }
}
