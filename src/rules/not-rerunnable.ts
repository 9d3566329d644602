import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'not-rerunnable',
  title: 'A migration without a transaction cannot be run again',
  why: [
    'Without a transaction each statement stays once it has run. When a later one fails, or the deploy is stopped, the tool',
    'knows nothing of the part that is done and begins again at the top: there it stops at what stands already, or inserts',
    'rows twice. From then on somebody has to mend the database by hand.',
    '',
    'Our own runner writes down each statement and goes on behind the last one that ran, so it is not told there.',
    '`IF NOT EXISTS` is no help for an index that is built `CONCURRENTLY`, which a failed build leaves behind broken:',
    '`DROP INDEX CONCURRENTLY IF EXISTS` before it is.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Give each statement a migration of its own, or write it so that it can run twice.',
  bad: [],
  good: [],
  *check(context) {
    for (const { migration, steps } of chapters(context)) {
      if (migration.transaction !== 'none' || migration.migration.runner === 'ours') continue
      const once = steps.find(
        (step, place) => !runsTwice(step, steps) && steps.slice(place + 1).some(mayFail),
      )
      if (once === undefined) continue
      yield {
        migration,
        statement: once.traced,
        message: `Where a later statement fails, this one stays without a transaction, and ${migration.migration.format} stops at it when it runs the migration again.`,
        fix: 'Put it into a migration of its own.',
        evidence: once.traced.trace.evidence,
      }
    }
  },
}

/** Kinds that find another database when they run again. */
const once: ReadonlySet<Operation['kind']> = new Set([
  'create-table',
  'drop-table',
  'rename-table',
  'add-column',
  'drop-column',
  'rename-column',
  'add-constraint',
  'drop-constraint',
  'create-index',
  'drop-index',
  'create',
  'drop',
])

function runsTwice(step: Step, steps: readonly Step[]): boolean {
  const { sql } = step.traced.statement
  if (step.traced.trace.outcome === 'failed') return true
  if (/\bif\s+(?:not\s+)?exists\b|\bor\s+replace\b|\bon\s+conflict\b/i.test(sql)) return true
  return step.traced.statement.operations.every(operation => {
    if (operation.kind === 'write-rows') return operation.verb !== 'insert' || /\bnot\s+exists\b/i.test(sql)
    if (operation.kind === 'create-index') return dropsFirst(operation.index, step, steps)
    return !once.has(operation.kind)
  })
}

/** The broken index of a failed build is out of the way. */
function dropsFirst(index: string | null, step: Step, steps: readonly Step[]): boolean {
  const before = steps.slice(0, steps.indexOf(step))
  return (
    index !== null &&
    before.some(
      ({ traced }) =>
        /\bif\s+exists\b/i.test(traced.statement.sql) &&
        operations(traced, 'drop-index').some(drop => drop.index === index),
    )
  )
}

function mayFail({ traced }: Step): boolean {
  return traced.statement.operations.some(({ kind }) => kind !== 'set' && kind !== 'transaction')
}
