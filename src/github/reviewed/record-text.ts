/** A plan that was reviewed: what the record of a review says. */
export interface RecordedPlan {
  /** The plan digest. */
  readonly digest: string
  /** Of how many migrations it is made. */
  readonly count: number
  /** Their digests in order; fewer where there were more than a record holds. */
  readonly migrations: readonly string[]
}

/** One commit status: its name, and its text of at most 140 characters, which is all that GitHub takes. */
export interface RecordLine {
  readonly context: string
  readonly description: string
}

/*
 * The record has the digests of the single migrations too. To compute them anew at the apply, from the files of a pull
 * request's head, one would need the configuration, the formats and the order as they were at the time of the check,
 * while the base branch has moved on; and whatever came out otherwise would refuse what was reviewed. Nothing has to be
 * believed for it: the plan digest is made of exactly these digests in this order.
 */

const name = 'migration-gate/reviewed'

/** A digest as 43 letters in place of 71: three of them fit beside each other. */
const short = /^[A-Za-z0-9_-]{43}$/
const perLine = 3

/** More lines would be more noise beside the checks of a pull request, and GitHub wants a second between two writes. */
const mostLines = 11

/** What a gate recorded of a change of that branch, by the name of its status. */
export interface RecordPlace {
  /** Which of several gates of the repository; empty for the only one. */
  readonly gate: string
  /** 1 is the line with the plan digest; the others have what did not fit in there. */
  readonly line: number
}

/**
 * The name of a line: `migration-gate/reviewed (main)`, `migration-gate/reviewed (main) 2`. The branch is in it because
 * one commit may be up for review in two branches, upon other bases and by other rules. `gate` is 12 hex digits or nothing.
 */
export function recordContext(branch: string, { gate, line }: RecordPlace): string {
  return `${name} (${branch}${gate === '' ? '' : `, ${gate}`})${line === 1 ? '' : ` ${line}`}`
}

/** Reads such a name; `null` where it is that of another branch, or of somebody else. A branch has no space in its name. */
export function placeOf(branch: string, context: string): RecordPlace | null {
  const start = `${name} (${branch}`
  if (!context.startsWith(start)) return null
  const rest = context.slice(start.length).match(/^(?:, (?<gate>[0-9a-f]{12}))?\)(?: (?<line>[1-9]\d?))?$/)
  return rest === null ? null : { gate: rest.groups?.gate ?? '', line: Number(rest.groups?.line ?? 1) }
}

/** The lines of a record, the one with the plan digest last: whoever reads in between finds no half of it. */
export function recordLines(
  plan: { readonly digest: string; readonly migrations: readonly string[] },
  branch: string,
  gate: string,
): readonly RecordLine[] {
  const [first = '', ...others] = plan.migrations.map(shortened)
  const main = `${plan.digest} ${plan.migrations.length} ${first}`.trimEnd()
  const more = Array.from({ length: Math.ceil(others.length / perLine) }, (_, index) =>
    others.slice(index * perLine, (index + 1) * perLine).join(' '),
  )
  const fitting = more.length < mostLines ? more : []
  return [
    ...fitting.map((description, index) => ({
      context: recordContext(branch, { gate, line: index + 2 }),
      description,
    })),
    { context: recordContext(branch, { gate, line: 1 }), description: main },
  ]
}

/** What the lines of a record say, by their number; `null` where the first is not one of ours. */
export function readRecord(lines: ReadonlyMap<number, string>): RecordedPlan | null {
  const main = lines.get(1)?.match(/^(?<digest>sha256:[0-9a-f]{64}) (?<count>\d{1,6})(?: (?<first>\S+))?$/)
  if (main?.groups === undefined || main === null) return null
  const { digest = '', count = '', first } = main.groups
  const others = Array.from({ length: mostLines }, (_, index) => lines.get(index + 2) ?? '')
  const parts = [...(first === undefined ? [] : [first]), ...others.flatMap(line => line.split(' '))]
  // Lines of an older and longer record may still stand behind those of this one.
  const own = parts.filter(part => part !== '').slice(0, Number(count))
  return {
    digest,
    count: Number(count),
    migrations: own.every(part => short.test(part)) ? own.map(lengthened) : [],
  }
}

function shortened(digest: string): string {
  return Buffer.from(digest.replace(/^sha256:/, ''), 'hex').toString('base64url')
}

function lengthened(part: string): string {
  return `sha256:${Buffer.from(part, 'base64url').toString('hex')}`
}
