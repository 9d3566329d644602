import type { Rule, RuleContext } from './rule.ts'
import { find, whatLocked } from './support/attribution.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { droppedColumns } from './support/gone.ts'
import { columnOf, type IndexShape, indexesOf } from './support/indexes/definitions.ts'
import { bareName, deriveName, lastPart, listed, qualifier } from './support/names.ts'
import { waitingTables } from './support/sizes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'drop-column-in-index',
  title: 'A dropped column takes an index of other columns along',
  why: [
    'With a column, PostgreSQL drops every index that contains it, also one that begins with other columns, and says',
    'nothing. Queries that found their rows by those columns read the whole table from then on, and what a unique',
    'index or constraint kept apart may be there twice.',
    '',
    'Told where another column of the index stays and no other index stands in for it.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Build an index of the columns that stay, concurrently, before the column is dropped.',
  fixGoesFurther: 'the index of the columns that stay is built besides',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id DESC, kind);',
      up: 'ALTER TABLE orders DROP COLUMN kind;',
      also: ['drop-column'],
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop.users (id int PRIMARY KEY, tenant int, "E-Mail" text, CONSTRAINT one_each UNIQUE ("E-Mail", tenant));',
      up: 'SET search_path = shop;\nALTER TABLE users DROP COLUMN tenant;',
      also: ['drop-column'],
      note: 'The constraint goes with its index.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id) INCLUDE (kind);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders DROP COLUMN kind'; END $$;",
      also: ['drop-column'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_kind ON orders (kind);\nCREATE INDEX orders_both ON orders (kind, customer_id);',
      up: 'ALTER TABLE orders DROP COLUMN kind;',
      also: ['drop-column'],
      note: 'The indexes served queries by the column that goes.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id, kind);',
      up: [
        'CREATE INDEX CONCURRENTLY orders_customer_only ON orders (customer_id);',
        'ALTER TABLE orders DROP COLUMN kind;',
      ].join('\n'),
      also: ['drop-column'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, kind int);\nCREATE INDEX orders_customer ON orders (customer_id, kind);',
      up: 'DROP INDEX CONCURRENTLY orders_customer;\nALTER TABLE orders DROP COLUMN kind;',
      also: ['drop-column'],
      note: 'It is dropped by its name.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      if (!chapter.complete) continue
      for (const lost of lostIndexes(context, chapter)) {
        const { index, step } = lost
        const { named, tables } = waitingTables(context, step, [lost.table])
        const keys = listed(lost.keys.map(key => columnOf(key) ?? key))
        const consequence = index.unique
          ? `nothing keeps equal values of ${keys} apart any more`
          : `queries of ${named} by ${keys} read the whole table`
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `With the column goes ${index.name}: ${consequence}.`,
          ...(index.unique ? {} : { tables }),
          fix: fixFor(lost),
          evidence: 'measured',
        }
      }
    }
  },
}

interface Lost {
  readonly index: IndexShape
  /** As it is called now. */
  readonly table: string
  /** The keys that are left without an index. */
  readonly keys: readonly string[]
  readonly step: Step
}

function lostIndexes({ schemaBefore, schemaAfter }: RuleContext, chapter: Chapter): readonly Lost[] {
  if (schemaBefore === null || schemaAfter === null) return []
  const { migration, start } = chapter
  const columns = droppedColumns(chapter).map(({ name }) => name)
  if (columns.length === 0) return []
  const gone = new Set(
    migration.changes
      .filter(({ action, object }) => action === 'drop' && (object === 'index' || object === 'constraint'))
      .map(({ name }) => name),
  )
  return indexesOf(schemaBefore).flatMap((index): Lost[] => {
    const dropped = columns.filter(name => start.origin(qualifier(name)) === index.table)
    const [column] = dropped
    if (column === undefined || index.invalid || !gone.has(index.constraint ?? index.name)) return []
    const table = qualifier(column)
    const keys = index.keys.filter(key => !dropped.some(name => mentions(key, name)))
    const leads = keys.length > 0 && keys[0] === index.keys[0]
    if (!(leads || (index.unique && keys.length > 0)) || isDroppedByName(chapter, index)) return []
    if (indexesOf(schemaAfter).some(other => other.table === table && standsIn(other, index, keys))) return []
    const step =
      find(chapter, 'drop-column', drop => dropped.some(name => lastPart(name) === drop.column)) ??
      whatLocked(chapter, table)
    return step === undefined ? [] : [{ index, table, keys, step }]
  })
}

function mentions(key: string, column: string): boolean {
  const own = columnOf(key)
  if (own !== null) return own === lastPart(column)
  return key.includes(lastPart(column)) || key.includes(bareName(column))
}

function standsIn(other: IndexShape, lost: IndexShape, keys: readonly string[]): boolean {
  if (other.invalid || (lost.unique && (!other.unique || other.keys.length !== keys.length))) return false
  const [own, wanted] = [other.keys.slice(0, keys.length), keys].map(some =>
    some.map(key => columnOf(key) ?? key),
  )
  return JSON.stringify(own) === JSON.stringify(wanted)
}

/** A statement says that the index, or its constraint, goes. */
function isDroppedByName({ steps }: Chapter, { name }: IndexShape): boolean {
  return steps.some(
    ({ traced }) =>
      operations(traced, 'drop-index').some(({ index }) => lastPart(index) === lastPart(name)) ||
      operations(traced, 'drop-constraint').some(({ constraint }) => constraint === lastPart(name)),
  )
}

/** The condition or the further columns of an index may mention the column that goes: then the author decides. */
function fixFor({ index, table, keys }: Lost): string {
  // Equal values of what stays may stand in many rows, and rightly.
  if (index.unique)
    return 'Decide what must be unique without the column, and build that index with CREATE UNIQUE INDEX CONCURRENTLY before the column goes.'
  if (index.rest !== '' && index.keys.length === keys.length)
    return `Before the column goes, build an index of ${listed(keys)} with CREATE INDEX CONCURRENTLY.`
  const name = deriveName([table, ...keys.map(key => columnOf(key) ?? 'expr')], '_idx')
  const using = index.method === 'btree' ? '' : `USING ${index.method} `
  return [
    '-- in a migration of its own, before the column is dropped:',
    `CREATE INDEX CONCURRENTLY ${name} ON ${table} ${using}(${keys.join(', ')})${index.rest === '' ? '' : ` ${index.rest}`};`,
  ].join('\n')
}
