import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'

export const rule: Rule = {
  id: 'create-then-rewrite',
  preset: 'style',
  title: 'What the same pull request made is changed again',
  why: [
    'A table or column that the pull request makes and then drops, renames or gives another type is work for nothing:',
    'nobody has run the first form yet, so the file that makes it can say the last form at once.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres', 'sqlite'],
  fix: 'Write the last form where it is made.',
  bad: [
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ALTER total TYPE bigint;',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN a INTEGER;\nALTER TABLE orders RENAME COLUMN a TO b;',
    },
  ],
  good: [
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE INDEX orders_total ON orders (total);\nALTER TABLE orders ADD COLUMN a int;',
      note: 'What is added stays.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'CREATE TEMP TABLE t (id int);\nDROP TABLE t;',
      note: 'A table that is only for the migration.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: [
        'CREATE TABLE orders_new (id INTEGER PRIMARY KEY, total TEXT);',
        'INSERT INTO orders_new SELECT id, total FROM orders;',
        'DROP TABLE orders;',
        'ALTER TABLE orders_new RENAME TO orders;',
      ].join('\n'),
      note: 'A rebuild.',
      also: ['long-write-lock', 'type-affinity-not-enforced'],
    },
  ],
  *check(context) {
    const made = new Set<string>()
    for (const { migration, steps } of chapters(context)) {
      for (const { traced } of steps) {
        if (traced.trace.outcome === 'failed') continue
        const { operations, sql } = traced.statement
        const again = operations.find(operation => isMade(made, operation))
        if (again !== undefined)
          yield {
            migration,
            statement: traced,
            message: `${changes(again)} was made by the same change, and is changed again: the first form is work for nothing.`,
            fix: rule.fix,
            evidence: traced.trace.evidence,
          }
        if (!/\b(?:temp|temporary)\b/i.test(sql)) for (const name of operations.flatMap(makes)) made.add(name)
      }
    }
  },
}

/** A column comes with its table. */
function isMade(made: ReadonlySet<string>, operation: Operation): boolean {
  const name = changes(operation)
  return name !== null && (made.has(name) || ('table' in operation && made.has(operation.table)))
}

function makes(operation: Operation): readonly string[] {
  if (operation.kind === 'create-table') return [operation.table]
  return operation.kind === 'add-column' ? [`${operation.table}.${operation.column}`] : []
}

/** What a statement takes away, renames or gives another type. A table is renamed in every rebuild. */
function changes(operation: Operation): string | null {
  switch (operation.kind) {
    case 'drop-table':
      return operation.table
    case 'drop-column':
    case 'rename-column':
    case 'change-column-type':
      return `${operation.table}.${operation.column}`
    default:
      return null
  }
}
