import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { isExpression } from './support/indexes/definitions.ts'
import { deriveName, listed } from './support/names.ts'
import { operations } from './support/traced.ts'

type Constraint = Extract<Operation, { kind: 'add-constraint' }>

export const rule: Rule = {
  id: 'unnamed-index-or-constraint',
  preset: 'style',
  title: 'Index or constraint without a name',
  why: [
    'PostgreSQL makes up a name, from the table and columns as they are called that day and a number where that is taken.',
    'A later migration has to guess it, and it may be another one in another database.',
    '',
    'A primary key is not told, nor what stands behind a column: these names are the same everywhere.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Name it: `CREATE INDEX orders_customer_id_idx ON …`, `ADD CONSTRAINT orders_total_check CHECK …`.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'CREATE INDEX CONCURRENTLY ON orders (customer_id);',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, "From" date, till date, CHECK ("From" < till), UNIQUE ("From", till));',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int CHECK (total > 0), code text UNIQUE, CONSTRAINT sane CHECK (id > total));',
    },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome === 'failed') continue
      const indexes = operations(traced, 'create-index').filter(({ index }) => index === null)
      const constraints = operations(traced, 'add-constraint').filter(isUnnamed)
      const names = [
        ...indexes.map(({ table, columns }) => nameFor(table, columns, '_idx')),
        ...constraints.map(({ table, columns, type }) => nameFor(table, columns, suffixes[type] ?? '')),
      ]
      if (names.length === 0) continue
      const what =
        indexes.length > 0 ? 'The index' : constraints.length === 1 ? 'The constraint' : 'Each constraint'
      yield {
        migration,
        statement: traced,
        message: `${what} gets a name that nobody wrote, which a later migration has to guess.`,
        fix: `Name it, such as ${listed([...new Set(names)])}.`,
        evidence: 'inferred',
      }
    }
  },
}

/** As PostgreSQL itself ends them. */
const suffixes: Readonly<Partial<Record<Constraint['type'], string>>> = {
  unique: '_key',
  check: '_check',
  'foreign-key': '_fkey',
  exclusion: '_excl',
}

/** Written on its own, not behind a column: UNIQUE with a list, CHECK of several columns, FOREIGN KEY. */
function isUnnamed({ constraint, type, definition, columns, usingIndex }: Constraint): boolean {
  if (constraint !== null || usingIndex || suffixes[type] === undefined) return false
  if (type === 'check') return columns.length !== 1
  return type === 'exclusion' || (type === 'unique' ? /\(/ : /^foreign\b/i).test(definition)
}

function nameFor(table: string, columns: readonly string[], suffix: string): string {
  return deriveName([table, ...columns.map(column => (isExpression(column) ? 'expr' : column))], suffix)
}
