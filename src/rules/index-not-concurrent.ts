import type { Rule, RuleContext } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { type HeldTable, heldTables, readersLockedOut } from './support/held-locks.ts'
import { indexByPartitions, partitionsAdvice } from './support/indexes/partitions.ts'
import { listed } from './support/names.ts'
import { runsHiddenCode } from './support/opaque.ts'
import { waitingTables } from './support/sizes.ts'
import { indexConcurrently } from './support/sql.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'index-not-concurrent',
  title: 'Index built while writes wait',
  why: [
    '`CREATE INDEX` takes a SHARE lock on the table and holds it until the last row is in the index.',
    'Reads go on; every INSERT, UPDATE and DELETE waits, for minutes on a large table.',
    '',
    '`CREATE INDEX CONCURRENTLY` reads the table twice under a lock that lets writes through.',
    'A table that the same pull request creates is empty and nobody uses it yet: there the plain form is right.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Build the index with `CREATE INDEX CONCURRENTLY`, outside `BEGIN … COMMIT`.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'CREATE INDEX orders_customer_id ON orders (customer_id);',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);',
      up: '-- one account an address\nCREATE UNIQUE INDEX IF NOT EXISTS users_email ON public.users (lower(email));',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: "DO $$ BEGIN EXECUTE 'CREATE INDEX ON orders (customer_id)'; END $$;",
      note: 'Code is run, so what it does is seen all the same.',
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
      ].join('\n'),
      up: 'CREATE INDEX ON orders (day);',
      note: 'Each partition is locked until all are done.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'CREATE INDEX CONCURRENTLY orders_customer_id ON orders (customer_id);',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX ON orders (customer_id);',
      note: 'The table is new: nobody waits.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nCREATE INDEX orders_customer ON orders (customer_id);',
      up: 'CREATE INDEX IF NOT EXISTS orders_customer ON orders (customer_id);',
      note: 'The index stands already: nothing is built.',
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
      ].join('\n'),
      up: [
        'CREATE INDEX orders_day ON ONLY orders (day);',
        'CREATE INDEX CONCURRENTLY orders_any_day ON orders_any (day);',
        'ALTER INDEX orders_day ATTACH PARTITION orders_any_day;',
      ].join('\n'),
      note: 'Nothing is built under the lock.',
    },
  ],
  *check(context) {
    for (const { steps, migration } of chapters(context)) {
      const addsIndex = migration.changes.some(({ action, object }) => action === 'add' && object === 'index')
      for (const step of steps) {
        const tables = wasMeasured(step.traced) ? measuredBuild(step, addsIndex) : buildByText(step)
        if (tables.length === 0) continue
        const waiting = waitingTables(context, step, tables)
        yield {
          migration,
          statement: step.traced,
          message: messageOf(context, step, tables, waiting.named),
          tables: waiting.tables,
          fix: fixFor(context, step, tables),
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

/** Readers wait as well where an earlier statement of the transaction shut them out. */
function messageOf(
  { schemaBefore }: RuleContext,
  step: Step,
  tables: readonly string[],
  named: string,
): string {
  const held = readersLockedOut(step, tables)
  const others = heldTables(step).filter(
    ({ table }) => !tables.includes(table) && schemaBefore?.objects.has(`table ${step.origin(table)}`),
  )
  return held === null
    ? `Writes to ${named} wait until the index is built${soDo(others)}.`
    : `Reads and writes of ${named} wait until the index is built: line ${held.line} keeps ${held.table} locked${soDo(others)}.`
}

/** Whoever waits for another table that the transaction has locked waits for the index as well. */
function soDo([first, ...more]: readonly HeldTable[]): string {
  if (first === undefined) return ''
  const { waiting, table, line } = first
  const others =
    more.length === 0 ? '' : `, and ${more.length} more ${more.length === 1 ? 'table' : 'tables'}`
  return `; so do ${waiting.toLowerCase()} ${table}, which line ${line} keeps locked${others}`
}

function buildByText({ traced, liveTable }: Step): readonly string[] {
  if (traced.trace.outcome === 'failed') return []
  return operations(traced, 'create-index')
    .filter(({ concurrently, only }) => !concurrently && !only)
    .flatMap(({ table }) => liveTable(table) ?? [])
}

/** A build reads the table: without a scan the index stood already, or a partitioned table has no partitions. */
function measuredBuild(step: Step, addsIndex: boolean): readonly string[] {
  const { trace } = step.traced
  if (runsHiddenCode(step)) {
    const read = trace.locks.filter(
      ({ relation, mode }) => mode === 'ShareLock' && trace.scans.includes(relation),
    )
    return addsIndex ? read.flatMap(({ relation }) => step.liveTable(relation) ?? []) : []
  }
  return trace.scans.some(relation => step.liveTable(relation) !== null) ? buildByText(step) : []
}

function fixFor(
  { schemaBefore }: RuleContext,
  { migration, traced }: Step,
  tables: readonly string[],
): string {
  const [index] = operations(traced, 'create-index')
  if (index === undefined)
    return 'Build the index with CREATE INDEX CONCURRENTLY, as a statement of its own outside the block.'
  const [table = ''] = tables
  const partitioned = wasMeasured(traced) && !tables.some(it => traced.trace.scans.includes(it))
  if (partitioned)
    return indexByPartitions(schemaBefore, table, traced.statement.sql, migration) ?? partitionsAdvice(table)
  // A name that search_path completed means another table in a file of its own.
  const sql = tables.includes(index.table) ? indexConcurrently(traced.statement.sql) : null
  if (sql === null) return `Build the index on ${listed(tables)} with CREATE INDEX CONCURRENTLY.`
  return migration.transaction === 'authored'
    ? `-- in a file of its own, without BEGIN and COMMIT:\n${sql}`
    : sql
}
