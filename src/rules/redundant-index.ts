import type { Rule, RuleContext } from './rule.ts'
import { type IndexShape, indexesOf } from './support/indexes/definitions.ts'
import { makerOf, newIndexes } from './support/indexes/made.ts'
import { ownMigration } from './support/sql.ts'

export const rule: Rule = {
  id: 'redundant-index',
  preset: 'style',
  title: 'Index that another one makes superfluous',
  why: [
    'An index whose keys are the first keys of another one finds nothing that the other does not find, and every write',
    'pays for both. The same goes for two that are alike. A unique index is kept for what it forbids.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres', 'sqlite'],
  fix: 'Keep the longer one and drop the other.',
  fixGoesFurther: 'the superfluous index is dropped',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_ab ON orders (a DESC, b);',
      up: 'CREATE INDEX CONCURRENTLY orders_a ON orders (a DESC);',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_a ON orders (a);',
      up: 'CREATE INDEX CONCURRENTLY orders_ab ON orders (a, b);',
      note: 'The older one is superfluous from now on.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, UNIQUE (a, b));',
      up: 'CREATE INDEX orders_a ON orders (a);',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_ab ON orders (a, b);',
      up: 'CREATE INDEX CONCURRENTLY orders_b ON orders (b);\nCREATE UNIQUE INDEX CONCURRENTLY orders_a ON orders (a);',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_ab ON orders (a, b) WHERE b > 0;',
      up: 'CREATE INDEX CONCURRENTLY orders_a ON orders (a);\nCREATE INDEX CONCURRENTLY orders_hash ON orders USING hash (a);',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, a int, b int);\nCREATE INDEX orders_a ON orders (a);',
      up: 'CREATE INDEX CONCURRENTLY orders_ab ON orders (a, b);\nDROP INDEX CONCURRENTLY orders_a;',
      note: 'The older one goes.',
    },
  ],
  *check(context) {
    const { schemaAfter } = context
    if (schemaAfter === null) return
    const told = new Set<string>()
    for (const made of newIndexes(context)) {
      const others = indexesOf(schemaAfter).filter(it => it.table === made.table && it !== made)
      for (const [less, more] of others.flatMap(other => superfluous(made, other))) {
        if (told.has(less.name)) continue
        told.add(less.name)
        const maker = makerOf(context, made)
        if (maker === null) continue
        yield {
          migration: maker.migration,
          statement: maker.step?.traced ?? null,
          message: `${less.name} finds nothing that ${more.constraint ?? more.name} does not find, and every write pays for both.`,
          fix: less === made ? `Leave ${less.name} out.` : fixFor(context, less),
          evidence: 'measured',
        }
      }
    }
  },
}

/** The pair with the one that is superfluous first; of two that are alike the new one. */
function superfluous(made: IndexShape, other: IndexShape): readonly (readonly [IndexShape, IndexShape])[] {
  if (isWithin(made, other)) return [[made, other]]
  return isWithin(other, made) ? [[other, made]] : []
}

/** True where a query that the one serves is served by the other. Only a B-tree is read by its first keys. */
function isWithin(less: IndexShape, more: IndexShape): boolean {
  const isUseful = less.constraint !== null || less.invalid || more.invalid || less.method !== more.method
  if (isUseful || less.rest !== more.rest) return false
  const same = less.keys.length === more.keys.length
  if (less.unique && !(same && more.unique)) return false
  const isPrefix = less.keys.every((key, place) => more.keys[place] === key)
  return isPrefix && (same || less.method === 'btree')
}

function fixFor({ dialect }: RuleContext, { name }: IndexShape): string {
  return `${ownMigration}\nDROP INDEX${dialect === 'postgres' ? ' CONCURRENTLY' : ''} ${name};`
}
