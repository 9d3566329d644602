import type { Operation } from '../model/operation.ts'
import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { indexesOf } from './support/indexes/definitions.ts'
import { isMadeByChange, liveIndex, lockedIndexes } from './support/indexes/live.ts'
import { outsideTransaction } from './support/indexes/own-file.ts'
import { runsHiddenCode } from './support/opaque.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'

type Reindex = Extract<Operation, { kind: 'reindex' }>

export const rule: Rule = {
  id: 'reindex-not-concurrent',
  title: 'Index built anew while reads and writes wait',
  why: [
    '`REINDEX` takes a SHARE lock on the table, so every write waits, and an ACCESS EXCLUSIVE lock on the index.',
    'The planner looks at all indexes of a table, so nearly every read waits as well, until the last row is in the index.',
    '',
    '`REINDEX CONCURRENTLY` builds a second index beside the first while reads and writes go on, and then swaps them.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Say `REINDEX … CONCURRENTLY`, outside `BEGIN … COMMIT`.',
  bad: [
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, day date);',
      up: 'REINDEX (VERBOSE) TABLE shop."Orders";',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int PRIMARY KEY, day date);\nCREATE INDEX orders_day ON shop.orders (day);',
      up: 'SET search_path = shop;\nREINDEX INDEX orders_day;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: 'REINDEX SCHEMA public;',
      note: 'One table after the other.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: "DO $$ BEGIN EXECUTE 'REINDEX INDEX orders_pkey'; END $$;",
      note: 'Code is run, so what it does is seen all the same.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: 'REINDEX TABLE CONCURRENTLY orders;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, day date);',
      up: 'REINDEX (VERBOSE, CONCURRENTLY) INDEX orders_pkey;',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, day date);\nREINDEX TABLE orders;',
      note: 'The table is new: nobody waits.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      const rebuilt = tablesRebuilt(context, step)
      if (rebuilt === null) continue
      const { named, tables } = waitingTables(context, step, rebuilt.tables)
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `Reads and writes of ${tables.length === 0 ? rebuilt.what : named} wait until the indexes are built anew.`,
        tables,
        fix: fixFor(context, step),
        evidence: step.traced.trace.evidence,
      }
    }
  },
}

interface Rebuilt {
  readonly tables: readonly string[]
  /** Where nobody knows which tables these are. */
  readonly what: string
}

/** The live tables whose indexes a statement builds anew; `null` where there is none. */
function tablesRebuilt(context: RuleContext, step: Step): Rebuilt | null {
  const { traced } = step
  if (traced.trace.outcome === 'failed') return null
  const [reindex] = operations(traced, 'reindex')
  if (reindex === undefined) return byCode(context, step)
  if (reindex.concurrently || reindex.scope === 'system') return null
  const seen = tablesOf(context, step, traced.trace.rewrites)
  if (seen.length > 0) return { tables: seen, what: '' }
  return traced.trace.outcome === 'ran' ? null : byText(context, step, reindex)
}

function byText(context: RuleContext, step: Step, { scope, target }: Reindex): Rebuilt | null {
  if (scope === 'table') {
    const table = step.liveTable(target)
    return table === null ? null : { tables: [table], what: '' }
  }
  if (scope !== 'index') return { tables: [], what: `each table of the ${scope}` }
  if (isMadeByChange(context, step, target)) return null
  const table = liveIndex(context, step, target)?.table
  return { tables: table === undefined ? [] : [table], what: `the table of ${target}` }
}

/** A block of code: the indexes are others, and their table was locked as REINDEX does. */
function byCode(context: RuleContext, step: Step): Rebuilt | null {
  if (!wasMeasured(step.traced) || !runsHiddenCode(step)) return null
  const { locks, rewrites } = step.traced.trace
  const shared = new Set(locks.filter(({ mode }) => mode === 'ShareLock').map(({ relation }) => relation))
  const tables = lockedIndexes(context, step)
    .filter(({ name, table }) => rewrites.includes(name) && shared.has(table))
    .map(({ table }) => table)
  return tables.length === 0 ? null : { tables: [...new Set(tables)], what: '' }
}

function tablesOf({ schemaBefore }: RuleContext, step: Step, indexes: readonly string[]): readonly string[] {
  const tables = indexesOf(schemaBefore ?? { objects: new Map(), columnOrder: new Map() })
    .filter(({ name }) => indexes.includes(name))
    .flatMap(({ table }) => step.liveTable(table) ?? [])
  return [...new Set(tables)]
}

function fixFor(context: RuleContext, step: Step): string {
  const [reindex] = operations(step.traced, 'reindex')
  if (reindex === undefined)
    return 'Build the index anew with REINDEX … CONCURRENTLY, as a statement of its own outside the block.'
  const { scope, target } = reindex
  const [, head, written] =
    /^\s*(reindex\s*(?:\([^)]*\)\s*)?(?:index|table|schema|database))\b\s*([^;]*)$/i.exec(
      step.traced.statement.sql,
    ) ?? []
  if (head === undefined || written === undefined) return rule.fix.replaceAll('`', '')
  // A name that search_path completed means another one in a file of its own.
  const live =
    scope === 'table'
      ? step.liveTable(target)
      : scope === 'index'
        ? liveIndex(context, step, target)?.name
        : null
  const name = live === target ? written : (live ?? written)
  return outsideTransaction(step.migration, [`${head} CONCURRENTLY ${name}`.trimEnd().concat(';')])
}
