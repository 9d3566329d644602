import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'refresh-matview-not-concurrent',
  title: 'Materialized view filled anew while its readers wait',
  why: [
    '`REFRESH MATERIALIZED VIEW` holds an ACCESS EXCLUSIVE lock on the view for as long as its query runs and its indexes',
    'are built: whoever reads the view waits.',
    '',
    'With `CONCURRENTLY` readers see the old rows until the new ones are in. It needs a unique index on columns of the view,',
    'without a condition, and a view that was filled before.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Use `REFRESH MATERIALIZED VIEW CONCURRENTLY`.',
  bad: [
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY);',
        'CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;',
        'CREATE UNIQUE INDEX totals_id ON totals (id);',
      ].join('\n'),
      up: 'REFRESH MATERIALIZED VIEW totals;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE MATERIALIZED VIEW shop."Totals" AS SELECT 1 AS id;',
      up: 'SET search_path = shop;\nREFRESH MATERIALIZED VIEW "Totals" WITH DATA;',
      note: 'It has no unique index yet: that comes first.',
    },
    {
      base: 'CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;',
      up: 'REFRESH MATERIALIZED VIEW totals WITH NO DATA;',
      note: 'Whoever reads it fails until it is filled again.',
    },
  ],
  good: [
    {
      base: 'CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;\nCREATE UNIQUE INDEX totals_id ON totals (id);',
      up: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals;',
    },
    {
      base: 'CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id WITH NO DATA;',
      up: 'REFRESH MATERIALIZED VIEW totals;',
      note: 'It was never filled, so nobody can read it yet.',
      also: ['missing-down'],
    },
    {
      up: 'CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;\nREFRESH MATERIALIZED VIEW totals;',
      note: 'The view is new.',
    },
  ],
  *check(context) {
    const made = new Set<string>()
    for (const step of steps(context)) {
      for (const { view, filled } of refreshed(context, step)) {
        if (made.has(view)) continue
        const { named, tables } = waitingTables(context, step, [view])
        yield {
          migration: step.migration,
          statement: step.traced,
          message: filled
            ? `Reads of ${named} wait until its query has run and its indexes are built.`
            : `${named} is emptied, and whoever reads it fails until it is filled again.`,
          tables,
          fix: filled ? fixFor(context, step, view) : 'Leave it filled, and refresh it CONCURRENTLY.',
          evidence: step.traced.trace.evidence,
        }
      }
      for (const { object, name } of operations(step.traced, 'create'))
        if (object === 'materialized-view') made.add(step.liveTable(name) ?? name)
    }
  },
}

interface Refreshed {
  readonly view: string
  readonly filled: boolean
}

function refreshed({ schemaBefore }: RuleContext, step: Step): readonly Refreshed[] {
  const { traced } = step
  if (traced.trace.outcome === 'failed') return []
  return operations(traced, 'refresh-view').flatMap(({ view: named, concurrently, filled }) => {
    const view = concurrently ? null : step.liveTable(named)
    if (view === null || (wasMeasured(traced) && !traced.trace.rewrites.includes(view))) return []
    const isEmpty =
      schemaBefore?.objects.get(`materialized view ${view}`)?.attributes['not populated'] === 'yes'
    return isEmpty ? [] : [{ view, filled }]
  })
}

function fixFor({ schemaBefore }: RuleContext, { traced }: Step, view: string): string {
  const refresh = `REFRESH MATERIALIZED VIEW CONCURRENTLY ${view}`
  if (schemaBefore === null || !wasMeasured(traced))
    return `Use ${refresh}, which needs a unique index on columns of the view.`
  const isUnique = [...schemaBefore.objects.values()].some(
    ({ kind, attributes: { definition = '' } }) =>
      kind === 'index' &&
      definition.startsWith('CREATE UNIQUE INDEX ') &&
      definition.includes(` ON ${view} USING `) &&
      /\((?:"(?:[^"]|"")*"|[^"()])*\)(?: INCLUDE \([^()]*\))?$/.test(definition),
  )
  return isUnique
    ? `${refresh};`
    : `Create a unique index on columns of ${view} that tell its rows apart, then ${refresh}.`
}
