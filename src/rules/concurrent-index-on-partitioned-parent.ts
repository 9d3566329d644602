import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { failsOnPartitioned } from './support/failures.ts'
import { indexByPartitions, partitionsAdvice } from './support/indexes/partitions.ts'
import { lastPart } from './support/names.ts'
import { remembered } from './support/remembered.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'concurrent-index-on-partitioned-parent',
  title: 'CONCURRENTLY on a partitioned table',
  why: [
    'PostgreSQL builds and drops an index of a partitioned table only without CONCURRENTLY (SQLSTATE 0A000): the',
    'migration stops there and the deploy with it. Without the word, every partition is locked against writes at once',
    'until the last one is done.',
    '',
    'The index of the parent alone holds no rows. Made `ON ONLY` the parent, it is complete as soon as an index of each',
    'partition is attached to it, and those can be built concurrently, one after the other.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Create the index `ON ONLY` the parent, then `CONCURRENTLY` on each partition, then attach each with `ALTER INDEX … ATTACH PARTITION`.',
  bad: [
    {
      base: [
        'CREATE TABLE orders (id int, day date, year int) PARTITION BY RANGE (day);',
        "CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
        'CREATE TABLE "Orders rest" PARTITION OF orders DEFAULT PARTITION BY LIST (year);',
        'CREATE TABLE orders_any PARTITION OF "Orders rest" DEFAULT;',
      ].join('\n'),
      up: 'CREATE INDEX CONCURRENTLY orders_id ON orders USING btree (id DESC) WHERE id > 0;',
      note: 'One of the partitions has partitions itself.',
    },
    {
      base: [
        'CREATE SCHEMA shop;',
        'CREATE TABLE shop.orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE shop.orders_any PARTITION OF shop.orders DEFAULT;',
      ].join('\n'),
      up: 'SET search_path = shop;\nCREATE UNIQUE INDEX CONCURRENTLY ON orders (id, day);',
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
        'CREATE INDEX orders_id ON orders (id);',
      ].join('\n'),
      up: 'DROP INDEX CONCURRENTLY orders_id;',
    },
    {
      up: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'SELECT 1 / 0;',
        'CREATE INDEX CONCURRENTLY orders_id ON orders (id);',
      ].join('\n'),
      note: 'The run stops before it; the text says that the table is partitioned.',
      also: ['statement-failed'],
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
      ].join('\n'),
      up: [
        'CREATE INDEX orders_id ON ONLY orders (id);',
        'CREATE INDEX CONCURRENTLY orders_any_id ON orders_any (id);',
        'ALTER INDEX orders_id ATTACH PARTITION orders_any_id;',
      ].join('\n'),
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
        'CREATE INDEX orders_id ON orders (id);',
      ].join('\n'),
      up: 'REINDEX TABLE CONCURRENTLY orders;',
      note: 'REINDEX goes from partition to partition.',
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
        'CREATE INDEX orders_id ON orders (id);',
      ].join('\n'),
      up: 'DROP INDEX orders_id;',
      note: 'There is no other form, and nothing is read while the tables are locked.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      const target = refused(context, step)
      if (target === null) continue
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `The deploy stops here: PostgreSQL refuses CONCURRENTLY for ${target.what}, which is partitioned (SQLSTATE 0A000).`,
        fix: target.fix,
        evidence: step.traced.trace.outcome === 'failed' ? 'measured' : 'inferred',
      }
    }
  },
}

interface Refused {
  readonly what: string
  readonly fix: string
}

/** The table or index on which CONCURRENTLY fails, as seen or as the change's own text tells. */
function refused(context: RuleContext, step: Step): Refused | null {
  const { traced, migration } = step
  const failed = failsOnPartitioned(traced)
  if (!failed && traced.trace.outcome !== 'not-run') return null
  const [created] = operations(traced, 'create-index').filter(({ concurrently }) => concurrently)
  if (created !== undefined && (failed || isPartitionedByText(context, step, created.table))) {
    const schema = context.schemaBefore
    const table = meant(context, created.table)
    return {
      what: table,
      fix: indexByPartitions(schema, table, traced.statement.sql, migration) ?? partitionsAdvice(table),
    }
  }
  const [dropped] = operations(traced, 'drop-index').filter(({ concurrently }) => concurrently)
  if (dropped === undefined || !failed) return null
  const plain = /^\s*drop\s+index\s+concurrently\s+(?<names>[\s\S]*)$/i.exec(traced.statement.sql)?.groups
    ?.names
  return {
    what: dropped.index,
    fix:
      plain === undefined
        ? 'Drop it without CONCURRENTLY: the lock on the table and its partitions is held for a moment only.'
        : `DROP INDEX ${plain};`,
  }
}

/** A statement that failed left no lock that would tell which table search_path meant: the only one of the name. */
function meant({ schemaBefore }: RuleContext, table: string): string {
  if (schemaBefore === null || schemaBefore.objects.has(`table ${table}`)) return table
  const namesakes = [...schemaBefore.objects.values()].filter(
    ({ kind, name }) => kind === 'table' && lastPart(name) === lastPart(table),
  )
  return namesakes.length === 1 ? (namesakes[0]?.name ?? table) : table
}

/** Where nothing was run: the change itself makes it partitioned, or makes a partition of it. */
function isPartitionedByText(context: RuleContext, step: Step, table: string): boolean {
  const { places, partitioned } = firstPartitioned(context)
  return (partitioned.get(table) ?? Number.POSITIVE_INFINITY) < (places.get(step) ?? -1)
}

/** The places of all statements, and of those that make each table a partitioned one first. */
const firstPartitioned = remembered((context: RuleContext) => {
  const partitioned = new Map<string, number>()
  for (const [place, { traced }] of steps(context).entries()) {
    const made = operations(traced, 'create-table').filter(it => it.partitioned === true)
    const altered = operations(traced, 'alter-table').filter(it => it.partition !== undefined)
    for (const { table } of [...made, ...altered]) if (!partitioned.has(table)) partitioned.set(table, place)
  }
  return { partitioned, places: new Map(steps(context).map((step, place) => [step, place])) }
})
