import type { Operation } from '../model/operation.ts'
import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { columnOf, indexesOf, isExpression } from './support/indexes/definitions.ts'
import { type DroppedIndex, droppedIndexes, type LiveIndex } from './support/indexes/live.ts'
import { outsideTransaction } from './support/indexes/own-file.ts'
import { deriveName, lastPart } from './support/names.ts'
import { remembered } from './support/remembered.ts'
import { waitingTables } from './support/sizes.ts'
import { indexConcurrentlyAs } from './support/sql.ts'
import { operations } from './support/traced.ts'
import { shareTransaction } from './support/transactions.ts'

type CreateIndex = Extract<Operation, { kind: 'create-index' }>

export const rule: Rule = {
  id: 'replace-index-drop-first',
  title: 'Index dropped before its successor is built',
  why: [
    'From the DROP until the new index is ready, minutes or hours on a large table, the queries that used the old one',
    'read the whole table. Where the build fails, it stays so.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Build the new index first, under another name if need be, then drop the old one and rename.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX orders_customer ON orders (customer_id);',
      up: [
        'DROP INDEX CONCURRENTLY orders_customer;',
        'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id, day);',
      ].join('\n'),
      note: 'The same name: the new one is renamed in the end.',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY, "Customer" int);\nCREATE INDEX old ON shop."Orders" ("Customer");',
      up: [
        'DROP INDEX CONCURRENTLY IF EXISTS shop.old;',
        'CREATE INDEX CONCURRENTLY new ON shop."Orders" USING btree ("Customer" DESC);',
      ].join('\n'),
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE INDEX users_email ON users (lower(email));',
      up: [
        "DO $$ BEGIN EXECUTE 'DROP INDEX users_email'; END $$;",
        'CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (lower(email));',
      ].join('\n'),
      also: ['drop-index-not-concurrent'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX orders_customer ON orders (customer_id);',
      up: [
        'CREATE INDEX CONCURRENTLY orders_customer_day ON orders (customer_id, day);',
        'DROP INDEX CONCURRENTLY orders_customer;',
      ].join('\n'),
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX orders_customer ON orders (customer_id);',
      up: [
        'DROP INDEX CONCURRENTLY orders_customer;',
        'CREATE INDEX CONCURRENTLY orders_day ON orders (day);',
      ].join('\n'),
      note: 'They serve other queries.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX one ON orders (customer_id);',
      up: ['DROP INDEX CONCURRENTLY one;', 'CREATE INDEX CONCURRENTLY one ON orders (day);'].join('\n'),
      note: 'So do these, whatever they are called.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, day date);\nCREATE INDEX a ON orders (customer_id);\nCREATE INDEX b ON orders (customer_id, day);',
      up: [
        'DROP INDEX CONCURRENTLY a;',
        'CREATE INDEX CONCURRENTLY a ON orders (customer_id) WHERE day IS NULL;',
      ].join('\n'),
      note: 'Another index serves the queries meanwhile.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: [
        'DROP INDEX CONCURRENTLY IF EXISTS orders_customer;',
        'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);',
      ].join('\n'),
      note: 'Nothing stands yet but what a failed build may have left.',
    },
  ],
  *check(context) {
    const all = steps(context)
    for (const [place, step] of all.entries()) {
      for (const dropped of droppedIndexes(context, step)) {
        if (!servesQueries(context, all, place, dropped)) continue
        const next = successor(context, place, step, dropped)
        if (next === undefined) continue
        const { named, tables } = waitingTables(context, step, [dropped.live?.table ?? next.created.table])
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Until ${next.created.index ?? 'its successor'} is built, queries of ${named} that used ${dropped.name} read the whole table.`,
          tables,
          fix: fixFor(dropped, next),
          evidence: dropped.live === null ? 'inferred' : step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Successor {
  readonly created: CreateIndex
  readonly step: Step
}

/** The index that takes over: with the same first key, and not within the same transaction. */
function successor(
  context: RuleContext,
  place: number,
  drop: Step,
  { live, name }: DroppedIndex,
): Successor | undefined {
  const { all, byName } = builds(context)
  const found = (live === null ? (byName.get(name) ?? []) : all).find(
    it =>
      it.place > place &&
      (live === null ||
        (it.step.liveTable(it.created.table) === live.table && startsAlike(it.created, live))),
  )
  return found === undefined || shareTransaction(drop, found.step) ? undefined : found
}

/** Every CREATE INDEX that did not fail, and those of each name. */
const builds = remembered((context: RuleContext) => {
  const all = steps(context)
    .map((step, place) => ({ step, place }))
    .filter(({ step: { traced } }) => traced.trace.outcome !== 'failed')
    .flatMap(it => operations(it.step.traced, 'create-index').map(created => ({ ...it, created })))
  return { all, byName: Map.groupBy(all, ({ created }) => created.index) }
})

/** Of expressions the text tells only that they are some: the name must tell the rest. */
function startsAlike({ columns, index }: CreateIndex, { name, shape }: LiveIndex): boolean {
  const old = columnOf(shape.keys[0] ?? '')
  if (old !== null) return columns[0] === old
  return isExpression(columns[0]) && index !== null && lastPart(index) === lastPart(name)
}

/** False for one that is invalid, that others stand in for, or that may be what a failed build left. */
function servesQueries(
  { schemaBefore }: RuleContext,
  all: readonly Step[],
  place: number,
  { live, ifExists }: DroppedIndex,
): boolean {
  if (live === null || schemaBefore === null) return !ifExists
  const earlier = all.slice(0, place)
  const { name, table, keys, invalid, rest } = live.shape
  const gone = new Set(
    earlier.flatMap(({ traced }) => operations(traced, 'drop-index').map(({ index }) => index)),
  )
  const others = indexesOf(schemaBefore).filter(
    it => it.table === table && it.name !== name && !it.invalid && !gone.has(it.name),
  )
  const isServed =
    others.some(other => other.keys[0] === keys[0] && (other.rest === rest || other.rest === '')) ||
    earlier.some(({ traced }) =>
      operations(traced, 'create-index').some(it => it.table === live.table && startsAlike(it, live)),
    )
  return !invalid && !isServed
}

function fixFor({ live, name }: DroppedIndex, { created, step }: Successor): string {
  const { sql } = step.traced.statement
  const old = live?.name ?? name
  const isSame = created.index !== null && lastPart(created.index) === lastPart(old)
  const beside = deriveName([old], '_new')
  const build =
    created.index === null ? null : indexConcurrentlyAs(sql, isSame ? beside : lastPart(created.index))
  if (build === null) return rule.fix
  const schema = old.slice(0, old.length - lastPart(old).length)
  return outsideTransaction(step.migration, [
    build,
    `DROP INDEX CONCURRENTLY ${old};`,
    ...(isSame ? [`ALTER INDEX ${schema}${beside} RENAME TO ${lastPart(old)};`] : []),
  ])
}
