import { type DownCase, differenceOf, isProven, type Said, type Verdict, verdictOf } from './down-cases.ts'
import { textTable } from './tables.ts'

/** All that the page is made of. */
export interface DownPage {
  readonly cases: readonly DownCase[]
  /** Those that are not proven. */
  readonly open: readonly DownCase[]
  /** Some of those that are. */
  readonly sample: readonly DownCase[]
  readonly said: Said
  readonly command: string
}

/** The page as markdown: counts, each down that is not proven with its verdict, the sample with its verdicts. */
export function renderDownCases({ cases, open, sample, said, command }: DownPage): string {
  const histories = new Set(cases.map(({ history }) => history))
  const proven = cases.filter(({ migration: { down } }) => isProven(down))
  const counts = Map.groupBy(open, one => whose(verdictOf(one, said.unequal)))
  const lines = [...Map.groupBy(open, ({ history }) => history)].sort(([a], [b]) => (a < b ? -1 : 1))
  return `# Downs that are not proven: whose mistake?

${new Date().toISOString().slice(0, 10)}. ${cases.length} migrations of ${histories.size} histories (\`bench/histories.json\`): ${proven.length} ways back are proven, ${open.length} are not. Each of those was looked at: the
difference that the check reports, beside the SQL of its up, of its down and, where an older definition is meant, of the
migration that made it. Two sorts are told by rule and not by hand: empty downs, and ups that did not run, where nothing
was tried; the line says which statement stopped them.

    node bench/histories.ts <folder of checkouts> --keep <folder of kept reviews>
    ${command.replace('…', '<folder of kept reviews>')} > bench/results/unequal-downs.md

What was said by hand stands in \`unequal-downs.json\`, by history and migration; a rerun names what nobody has looked at.

${textTable(
  ['whose', 'downs', 'what it means'],
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, all]) => [name, `${all.length}`, meaning[name] ?? '']),
)}

What was ours or the planner's at the first look, and is proven now:

${said.fixed.map(text => `- ${text}`).join('\n')}

${lines.map(([history, own]) => section(history, own, said.unequal)).join('\n\n')}

## Is "equal" right?

${sample.length} proven ways back, empty ones left out, drawn by the SHA-256 of seed, history and migration; their up and down were read: is
anything left behind that the reader of schemas does not see?

${textTable(
  ['history', 'migration', 'down', 'verdict', 'what was read'],
  sample.map(one => cells(one, said.equal)),
)}
`
}

const meaning: Readonly<Record<string, string>> = {
  author: 'going back really ends in another schema, or fails',
  deliberate: 'the author left it so, and knew',
  ours: 'it comes back, and the check says that it does not',
  planner: 'a generated down that another order of statements would have saved',
  rows: "rows that the history's own migrations wrote stand in the way",
  'not to be told': 'could not be tried',
  'not judged': 'new since the last look',
}

function section(history: string, own: readonly DownCase[], said: Said['unequal']): string {
  const rows = own
    .toSorted((a, b) => (a.migration.id < b.migration.id ? -1 : 1))
    .map(one => {
      const verdict = verdictOf(one, said)
      const why = verdict?.why ?? differenceOf(one.migration.down)
      return [one.migration.id, one.migration.down.source, whose(verdict), why].map(cell)
    })
  return `## ${history}\n\n${textTable(['migration', 'down', 'whose', 'why'], rows)}`
}

function cells(one: DownCase, said: Said['equal']): readonly string[] {
  const verdict = verdictOf(one, said)
  const { id, down } = one.migration
  return [one.history, id, `${down.source}, ${down.schema}`, whose(verdict), verdict?.why ?? ''].map(cell)
}

function whose(verdict: Verdict | null): string {
  return verdict?.whose ?? 'not judged'
}

/** In a cell of a table, whatever the text. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()
}
