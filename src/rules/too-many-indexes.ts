import type { Rule } from './rule.ts'
import { indexesOf } from './support/indexes/definitions.ts'
import { makerOf, newIndexes } from './support/indexes/made.ts'

/** With those behind keys. Beyond it each INSERT writes more index than table. */
const most = 10

export const rule: Rule = {
  id: 'too-many-indexes',
  preset: 'style',
  title: `More than ${most} indexes on a table`,
  why: [
    'Each INSERT writes every index of its table, and so does each UPDATE that is no HOT update; VACUUM reads all of them.',
    `Told where a change adds an index to a table that has more than ${most} then, with those behind keys.`,
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres', 'sqlite'],
  fix: 'Drop what no query uses: `pg_stat_user_indexes` counts the scans of each index.',
  bad: [
    {
      base: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);\n${many('orders', 9)}`,
      up: 'CREATE INDEX CONCURRENTLY orders_c ON orders (c);',
    },
    {
      dialect: 'sqlite',
      base: `CREATE TABLE orders (id TEXT PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER);\n${many('orders', 9)}`,
      up: 'CREATE INDEX orders_c ON orders (c);',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);\n${many('orders', 8)}`,
      up: 'CREATE INDEX CONCURRENTLY orders_c ON orders (c);',
    },
    {
      base: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);\n${many('orders', 11)}`,
      up: 'ALTER TABLE orders ADD COLUMN note text;',
      note: 'The change adds none.',
    },
  ],
  *check(context) {
    const { schemaAfter } = context
    if (schemaAfter === null) return
    for (const [table, added] of Map.groupBy(newIndexes(context), index => index.table)) {
      const count = indexesOf(schemaAfter).filter(index => index.table === table).length
      const [first] = added
      const maker = first === undefined || count <= most ? null : makerOf(context, first)
      if (maker === null) continue
      yield {
        migration: maker.migration,
        statement: maker.step?.traced ?? null,
        message: `${table} has ${count} indexes then: each row that is written is written to all of them.`,
        fix: 'Drop what no query uses before another one is added.',
        evidence: 'measured',
      }
    }
  },
}

function many(table: string, count: number): string {
  return Array.from(
    { length: count },
    (_, place) => `CREATE INDEX ${table}_${place} ON ${table} (a, b) WHERE c > ${place};`,
  ).join('\n')
}
