import { loadDialect } from '../dialects/registry.ts'
import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import type { Progress } from '../replay/replay.ts'
import { type AddedMigration, type Edit, editOf, filesOfAdded } from '../review/fixes/edit.ts'
import { isBetter } from '../review/fixes/judge-fix.ts'
import { isMechanical } from '../review/fixes/parts.ts'
import { type CheckRequest, type Examined, examine } from './check.ts'
import { parseChange, textsOf } from './parse-change.ts'

/** What `check --fix` did. */
export interface Fixed {
  /** Of the files as they are now. */
  readonly review: Review
  /** The findings that the fixes took away. */
  readonly fixed: readonly Finding[]
  /** Files to write, by path; `null` is one to remove. */
  readonly files: ReadonlyMap<string, string | null>
}

/** The files of a change, what its fixes added to them, and what a check says of it. */
interface Attempt {
  readonly head: CheckRequest['changeSet']['head']
  readonly touched: ReadonlySet<string>
  readonly added: readonly AddedMigration[]
  readonly result: Examined
}

/** A fix may leave another finding that has a fix of its own. */
const mostRounds = 3

/**
 * Reviews a change, writes the fixes that need nobody to think into its files, and reviews what came of it: a fix stays
 * where the whole rule set and a run say that it is better, and the way back holds.
 */
export async function fix(request: CheckRequest, progress: Progress = () => {}): Promise<Fixed> {
  const first = await examine(request, progress)
  const { head } = request.changeSet
  let now: Attempt = { head, touched: new Set(), added: [], result: first }
  for (let round = 0; round < mostRounds; round++) {
    const open = mechanical(now.result.review)
    const better =
      (await tryAll(request, now, open, progress)) ?? (await tryEach(request, now, open, progress))
    if (better === null) break
    now = better
  }
  return {
    review: now.result.review,
    fixed: mechanical(first.review).filter(finding => !stands(finding, now.result.review)),
    files: difference(head, now.head),
  }
}

function mechanical({ findings }: Review): readonly Finding[] {
  return findings.filter(isMechanical)
}

function stands({ rule, path, message }: Finding, { findings }: Review): boolean {
  return findings.some(it => it.rule === rule && it.path === path && it.message === message)
}

/** `null` where nothing could be written, or what came of it is no better. */
async function tryAll(
  request: CheckRequest,
  before: Attempt,
  findings: readonly Finding[],
  progress: Progress,
): Promise<Attempt | null> {
  // From the end of each file: what is written there does not move what stands before it.
  const order = findings.toSorted((a, b) => (b.statement ?? 0) - (a.statement ?? 0))
  let { head, added } = before
  const touched = new Set(before.touched)
  const done = new Set<string>()
  for (const finding of order) {
    const key = `${finding.statement} ${finding.path}`
    const edit = done.has(key)
      ? null
      : editOf(textsOf(head), await parseChange(request, head, new Set([finding.path])), finding)
    if (edit === null) continue
    done.add(key)
    head = withEdit(head, edit)
    added = [...added, ...edit.added]
    touched.add(finding.path)
  }
  if (done.size === 0) return null
  progress('trying the fixes', 0)
  const dialect = await loadDialect(request.dialect)
  const after = await withDowns(request, { head, touched, added, result: await resultOf(request, head) })
  return isBetter(dialect, before.result, after.result) ? after : null
}

/** One bad fix must not keep the good ones away. */
async function tryEach(
  request: CheckRequest,
  before: Attempt,
  findings: readonly Finding[],
  progress: Progress,
): Promise<Attempt | null> {
  if (findings.length < 2) return null
  for (const finding of findings) {
    const after = await tryAll(request, before, [finding], progress)
    if (after !== null) return after
  }
  return null
}

/**
 * The way back that the fixes took away, or that the team has for each migration, as the proven plan of the review.
 * A section of a file that holds both directions stays the author's.
 */
async function withDowns(request: CheckRequest, attempt: Attempt): Promise<Attempt> {
  const ids = new Set(attempt.added.map(({ id }) => id))
  const wanting = attempt.result.review.migrations.filter(({ id, path, down }) => {
    const isOwn = ids.has(id) || (attempt.touched.has(path) && down.path !== path)
    return isOwn && attempt.result.review.findings.some(it => speaksOfDown(it, path, down.path))
  })
  if (wanting.length === 0) return attempt
  const planDownOf = new Set(wanting.map(({ path }) => path))
  const { review: planned } = await resultOf({ ...request, planDownOf }, attempt.head)
  const head = new Map(attempt.head)
  for (const { id, down: old } of wanting) {
    const down = planned.migrations.find(it => it.id === id)?.down
    if (down?.source !== 'generated' || !down.restoresSchema) continue
    const added = attempt.added.find(it => it.id === id)
    const files =
      added === undefined
        ? old.path === null
          ? []
          : [{ path: old.path, text: down.sql }]
        : filesOfAdded({ ...added, content: { ...added.content, down: down.sql } })
    for (const { path, text } of files) head.set(path, new TextEncoder().encode(text))
  }
  return { ...attempt, head, result: await resultOf(request, head) }
}

function speaksOfDown({ rule, path }: Finding, up: string, down: string | null): boolean {
  return (rule === 'missing-down' || rule === 'down-does-not-restore') && (path === up || path === down)
}

function resultOf(request: CheckRequest, head: Attempt['head']): Promise<Examined> {
  return examine({ ...request, changeSet: { ...request.changeSet, head } })
}

function withEdit(head: Attempt['head'], { changed, added }: Edit): Attempt['head'] {
  const files = [...changed, ...added.flatMap(filesOfAdded)]
  return new Map([...head, ...files.map(({ path, text }) => [path, new TextEncoder().encode(text)] as const)])
}

function difference(before: Attempt['head'], after: Attempt['head']): Fixed['files'] {
  const [old, now] = [textsOf(before), textsOf(after)]
  const written = [...now].filter(([path, text]) => old.get(path) !== text)
  const removed = [...old.keys()].filter(path => !now.has(path)).map(path => [path, null] as const)
  return new Map([...written, ...removed])
}
