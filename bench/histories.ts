/**
 * Whole histories of real repositories, every migration in review.
 * `node bench/histories.ts <name>=<folder> …`, markdown on standard output. The folders are the caller's own
 * copies; nothing of them is kept.
 */
import { relative, resolve } from 'node:path'
import { check } from '../src/commands/check.ts'
import { readChange } from '../src/commands/check-from-disk.ts'
import { configSchema } from '../src/config/config.ts'
import type { Review } from '../src/model/review.ts'

const config = configSchema.parse({ limits: { check: 1_800_000 } })

interface Row {
  readonly name: string
  readonly review: Review
  readonly seconds: number
}

async function run(name: string, folder: string): Promise<Row> {
  const directory = resolve(folder)
  const { folders, changeSet } = await readChange({
    directory,
    folders: ['.'],
    format: null,
    files: null,
    base: null,
    besides: [],
  })
  const started = performance.now()
  const review = await check({ folders, changeSet, config, shadow: { kind: 'embedded' } })
  return { name, review, seconds: (performance.now() - started) / 1000 }
}

function count(review: Review, holds: (down: Review['migrations'][number]['down']) => boolean): number {
  return review.migrations.filter(({ down }) => holds(down)).length
}

function cells({ name, review, seconds }: Row): readonly (string | number)[] {
  const { statements, measured, unparsed, unverified } = review.counts
  const failed = review.migrations
    .flatMap(migration => migration.statements)
    .filter(({ outcome }) => outcome === 'failed').length
  const downs = (source: string) => {
    const of = (...states: readonly string[]) =>
      count(review, down => down.source === source && states.includes(down.schema))
    return `${of('equal')} · ${of('equal-except-order')} · ${of('unequal')} · ${of('unverified', 'impossible')}`
  }
  return [
    name,
    review.migrations.length,
    statements,
    `${((100 * measured) / statements).toFixed(1)} %`,
    failed,
    unverified,
    unparsed,
    downs('authored'),
    count(review, down => down.source === 'authored-empty'),
    downs('generated'),
    review.batchDown?.schema ?? '–',
    seconds.toFixed(1),
  ]
}

const rows: Row[] = []
for (const argument of process.argv.slice(2)) {
  const [name = '', folder = ''] = argument.split('=')
  process.stderr.write(`${name}: ${relative(process.cwd(), folder)}\n`)
  rows.push(await run(name, folder))
}

console.log(`| history | migrations | statements | measured | failed | unverified | unparsed | authored downs¹ | empty downs | generated downs¹ | all downs in reverse | s |
|---|--:|--:|--:|--:|--:|--:|---|--:|---|---|--:|
${rows.map(row => `| ${cells(row).join(' | ')} |`).join('\n')}

¹ equal · equal except the order of columns · unequal · not verified or impossible

${rows.map(failures).join('\n')}`)
process.exit(0)

/** Each statement that did not simply run, and each down that does not restore: to be looked at one by one. */
function failures({ name, review }: Row): string {
  const statements = review.migrations.flatMap(({ id, statements }) =>
    statements
      .filter(({ error }) => error !== null)
      .map(({ line, outcome, error }) => `- ${id}:${line} ${outcome}: ${error?.code} ${error?.message}`),
  )
  const downs = review.migrations
    .filter(({ down }) => !down.restoresSchema)
    .map(({ id, down }) => {
      const [first, ...more] = down.difference
      const said = first === undefined ? '' : `${first.action} ${first.object} ${first.name}: ${first.detail}`
      return `- ${id} down ${down.source} ${down.schema}: ${said}${more.length > 0 ? ` (and ${more.length} more)` : ''}`
    })
  return `## ${name}\n\n${[...statements, ...downs].join('\n') || 'Nothing.'}\n`
}
