import type { Rule, RuleContext } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { waitingTables } from './support/sizes.ts'

export const rule: Rule = {
  id: 'cumulative-lock-budget',
  title: 'One table is locked by many migrations of the same deploy',
  why: [
    'Each of them waits for the running queries of the table, and holds up all that come later, one time after the other.',
    'What is short for one becomes long for all of them together; one statement with all changes waits once.',
    '',
    'Told once a pull request, of the table that most of its migrations lock, from five on: a change in safe steps takes',
    'up to four.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Put the changes of the table into one ALTER TABLE, or deploy them one at a time.',
  bad: [],
  good: [],
  *check(context) {
    const locked = new Map<string, Step[]>()
    for (const chapter of chapters(context))
      for (const [table, step] of lockedBy(context, chapter))
        locked.set(table, [...(locked.get(table) ?? []), step])
    const [most] = [...locked].toSorted(([, a], [, b]) => b.length - a.length)
    const step = most?.[1].at(-1)
    if (most === undefined || step === undefined || most[1].length < fewest) return
    const { named, tables } = waitingTables(context, { origin: name => name }, [most[0]])
    yield {
      migration: step.migration,
      statement: step.traced,
      tables,
      message: `${named} is locked against reads and writes by ${most[1].length} migrations of this change, and each waits for its running queries anew.`,
      fix: rule.fix,
      evidence: step.traced.trace.evidence,
    }
  },
}

/** A change in safe steps takes up to four migrations. */
const fewest = 5

/** The live tables that a migration keeps everybody out of, by their names before the change, with the first statement. */
function lockedBy({ schemaBefore }: RuleContext, { steps }: Chapter): ReadonlyMap<string, Step> {
  const found = new Map<string, Step>()
  for (const step of steps) {
    if (step.traced.trace.outcome === 'failed') continue
    for (const { relation, mode } of step.traced.trace.locks) {
      if (mode !== 'AccessExclusiveLock' || step.liveTable(relation) === null) continue
      const origin = step.origin(relation) ?? relation
      const isTable = schemaBefore === null || schemaBefore.objects.has(`table ${origin}`)
      if (isTable && !found.has(origin)) found.set(origin, step)
    }
  }
  return found
}
