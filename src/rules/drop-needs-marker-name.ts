import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { find, texts, whatLocked } from './support/attribution.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { bareName, qualifier } from './support/names.ts'

export const rule: Rule = {
  id: 'drop-needs-marker-name',
  preset: 'policy',
  title: 'Something is dropped that was not marked for it',
  why: [
    'The team drops a table or column only after it bore a name that says so, for a release or two:',
    '',
    '```yaml',
    'policy:',
    "  drop-marker: '_del$'",
    '```',
    '',
    'So nothing goes by accident, and what still needs it fails while the rows are there. A column that goes with its',
    'table needs no mark of its own.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Rename it first, and drop it in a later release.',
  bad: [],
  good: [],
  *check(context) {
    const marker = context.policy['drop-marker']
    if (marker === undefined) return
    const pattern = new RegExp(marker, 'u')
    for (const chapter of chapters(context)) {
      for (const { kind, name, statement, evidence } of dropped(chapter)) {
        if (pattern.test(bareName(name))) continue
        yield {
          migration: chapter.migration,
          statement,
          message: `The ${kind} ${name} is dropped, and its name does not bear the mark that the team's policy asks for: ${marker}.`,
          fix: `Rename ${name} to a name that fits ${marker}, and drop it in a later release.`,
          evidence,
        }
      }
    }
  },
}

interface Dropped {
  readonly kind: 'table' | 'column'
  readonly name: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

function dropped(chapter: Chapter): readonly Dropped[] {
  const { migration, complete, start } = chapter
  if (!complete)
    return [
      ...texts(chapter, 'drop-table').flatMap(([{ table }, step]): Dropped[] =>
        step.liveTable(table) === null
          ? []
          : [{ kind: 'table', name: table, statement: step.traced, evidence: 'inferred' }],
      ),
      ...texts(chapter, 'drop-column').flatMap(([{ table, column }, step]): Dropped[] =>
        step.isLiveColumn(table, column)
          ? [{ kind: 'column', name: `${table}.${column}`, statement: step.traced, evidence: 'inferred' }]
          : [],
      ),
    ]
  const gone = migration.changes.filter(({ action }) => action === 'drop')
  return gone.flatMap(({ object, name }): Dropped[] => {
    if (object !== 'table' && object !== 'column') return []
    const table = object === 'table' ? name : qualifier(name)
    const isLive = object === 'table' ? start.liveTable(name) !== null : start.liveTable(table) !== null
    const step =
      object === 'table'
        ? find(chapter, 'drop-table', drop => drop.table === name)
        : find(chapter, 'drop-column', drop => `${drop.table}.${drop.column}` === name)
    if (!isLive) return []
    const statement = (step ?? whatLocked(chapter, table))?.traced ?? null
    return [{ kind: object, name, statement, evidence: 'measured' }]
  })
}
