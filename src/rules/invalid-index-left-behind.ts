import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { type IndexShape, indexesOf } from './support/indexes/definitions.ts'
import { makerOf } from './support/indexes/made.ts'
import { outsideTransaction } from './support/indexes/own-file.ts'
import { indexByPartitions, isPartitioned, partitionsOf } from './support/indexes/partitions.ts'
import { listed } from './support/names.ts'
import { ownMigration } from './support/sql.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'invalid-index-left-behind',
  title: 'An invalid index stays behind',
  why: [
    'No query uses an invalid index, a unique one does not hold, and `IF NOT EXISTS` takes it for a good one.',
    'An index that was made `ON ONLY` a partitioned table is invalid until an index of every partition is attached to it;',
    'a concurrent build that failed leaves one as well, which every write still pays for.',
    '',
    'A warning where the change leaves it so; a notice, once, where it stood before on a table that the change works on.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Attach an index of every partition with `ALTER INDEX … ATTACH PARTITION`; rebuild what a failed build left with `REINDEX INDEX CONCURRENTLY`, or drop it.',
  fixGoesFurther: 'the index becomes valid',
  bad: [
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
      ].join('\n'),
      up: [
        'CREATE INDEX orders_id ON ONLY orders (id);',
        'CREATE INDEX CONCURRENTLY orders_any_id ON orders_any (id);',
        'ALTER INDEX orders_id ATTACH PARTITION orders_any_id;',
      ].join('\n'),
      note: 'One of two partitions is attached.',
    },
    {
      base: [
        'CREATE TABLE "Orders" (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF "Orders" DEFAULT;',
      ].join('\n'),
      up: `DO $$ BEGIN EXECUTE 'CREATE INDEX orders_id ON ONLY "Orders" (id)'; END $$;`,
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
        'CREATE INDEX orders_id ON ONLY orders (id);',
      ].join('\n'),
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'It stood before: a notice.',
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
        'CREATE INDEX orders_id ON ONLY orders (id);',
      ].join('\n'),
      up: [
        'CREATE INDEX CONCURRENTLY orders_any_id ON orders_any (id);',
        'ALTER INDEX orders_id ATTACH PARTITION orders_any_id;',
      ].join('\n'),
      also: ['missing-down'],
      note: 'The change ends it; that no statement detaches an index again is told apart.',
    },
    {
      base: 'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
      up: 'CREATE INDEX orders_id ON ONLY orders (id);',
      note: 'Without partitions it is valid at once.',
    },
    {
      base: [
        'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE orders_any PARTITION OF orders DEFAULT;',
        'CREATE INDEX orders_id ON ONLY orders (id);',
      ].join('\n'),
      up: 'CREATE TABLE invoices (id int PRIMARY KEY);',
      note: 'The change has nothing to do with it.',
    },
  ],
  *check(context) {
    const { schemaBefore, schemaAfter } = context
    if (schemaBefore === null || schemaAfter === null) return
    const before = new Map(indexesOf(schemaBefore).map(index => [index.name, index]))
    const invalid = indexesOf(schemaAfter).filter(it => it.invalid)
    for (const index of invalid)
      if (before.get(index.name)?.invalid !== true) yield* leftByChange(context, index)
    yield* standing(
      context,
      invalid.filter(({ name }) => before.get(name)?.invalid === true),
    )
  },
}

function* leftByChange(context: RuleContext, index: IndexShape): Iterable<RuleMatch> {
  const made = makerOf(context, index)
  if (made === null) return
  const { migration, step } = made
  const sql =
    step === null || operations(step.traced, 'create-index').length === 0 ? null : step.traced.statement.sql
  const whole = sql === null ? null : indexByPartitions(context.schemaBefore, index.table, sql, migration)
  yield {
    migration,
    statement: step?.traced ?? null,
    message: `${index.name} stays invalid, and no query uses it${missingFor(context, index)}.`,
    fix: whole ?? rule.fix.replaceAll('`', ''),
    evidence: 'measured',
  }
}

function missingFor({ schemaAfter }: RuleContext, { name, table }: IndexShape): string {
  if (schemaAfter === null || !isPartitioned(schemaAfter, table)) return ''
  const attached = [...schemaAfter.objects.values()]
    .filter(({ kind, attributes }) => kind === 'index' && attributes['attached to'] === name)
    .map(({ attributes }) => attributes.table)
  const missing = partitionsOf(schemaAfter, table).filter(partition => !attached.includes(partition))
  const some = missing.length > 4 ? `${missing.length} partitions` : listed(missing)
  return missing.length === 0 ? '' : `, until an index of ${some} is attached to it`
}

/** What stood before is told once, where the change works on its table. */
function* standing(context: RuleContext, indexes: readonly IndexShape[]): Iterable<RuleMatch> {
  for (const chapter of chapters(context)) {
    const step = chapter.steps.find(it => indexes.some(({ table }) => worksOn(it, table)))
    if (step === undefined) continue
    const touched = indexes.filter(({ table }) => chapter.steps.some(it => worksOn(it, table)))
    const names = touched.map(({ name }) => name)
    const rebuilt = touched.filter(({ table }) => !isPartitioned(context.schemaBefore, table))
    yield {
      migration: chapter.migration,
      statement: step.traced,
      severity: 'notice',
      message: `${listed(names)} ${names.length === 1 ? 'is' : 'are'} invalid since before this change: no query uses ${names.length === 1 ? 'it' : 'them'}.`,
      fix:
        rebuilt.length === touched.length
          ? [
              ownMigration,
              outsideTransaction(
                chapter.migration,
                names.map(name => `REINDEX INDEX CONCURRENTLY ${name};`),
              ),
            ].join('\n')
          : rule.fix.replaceAll('`', ''),
      evidence: 'measured',
    }
    return
  }
}

function worksOn({ traced, origin }: Step, table: string): boolean {
  return traced.trace.locks.some(({ relation }) => origin(relation) === table)
}
