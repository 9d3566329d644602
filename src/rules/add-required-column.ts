import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { failsForRequiredColumn } from './support/failures.ts'
import { listed } from './support/names.ts'
import { requireColumns } from './support/not-null.ts'
import { nextMigration } from './support/sql.ts'
import { operations } from './support/traced.ts'

type NewColumn = Extract<Operation, { kind: 'add-column' }>

export const rule: Rule = {
  id: 'add-required-column',
  title: 'Required column without a default',
  why: [
    'A new column that must not be null and has no default fails as soon as the table has one row (SQLSTATE 23502).',
    'It works on an empty development database and stops the deploy in production.',
    'Until the new code is everywhere, inserts of the old code would fail as well.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Give the column a constant default, which is instant; or add it nullable, fill it, and require it later.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN region text NOT NULL;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nINSERT INTO orders VALUES (1);',
      up: 'ALTER TABLE orders ADD COLUMN region varchar(20) NOT NULL, ADD COLUMN zone int NOT NULL;',
      note: 'Here a row stands in the shadow, so the failure is seen.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';",
      note: 'A constant default is kept in the catalog: no row is touched.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN region text;',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ADD COLUMN region text NOT NULL;',
      note: 'The table is new and empty.',
    },
  ],
  *check(context) {
    for (const { steps, migration, ranToTheEnd } of chapters(context)) {
      const added = migration.changes.filter(({ action, object }) => action === 'add' && object === 'column')
      for (const step of steps) {
        const [first] = operations(step.traced, 'add-column')
        const table = first === undefined ? null : step.liveTable(first.table)
        if (table === null) continue
        const columns = requiredColumns(step)
          // Where IF NOT EXISTS found the column, no change shows it.
          .filter(({ column }) => !ranToTheEnd || added.some(({ name }) => name === `${table}.${column}`))
        if (columns.length === 0) continue
        const failed = failsForRequiredColumn(step.traced)
        const names = listed(columns.map(({ column }) => `${table}.${column}`))
        yield {
          migration,
          statement: step.traced,
          message: failed
            ? `The deploy stops here: existing rows have no value for ${names} (SQLSTATE 23502).`
            : `The deploy stops here as soon as ${table} has a row: existing rows have no value for ${names}.`,
          fix: fillThenRequire(table, columns),
          evidence: failed ? 'measured' : 'inferred',
        }
      }
    }
  },
}

function requiredColumns({ traced }: Step): readonly NewColumn[] {
  if (traced.trace.outcome === 'failed' && !failsForRequiredColumn(traced)) return []
  return operations(traced, 'add-column').filter(column => column.notNull && column.default === null)
}

function fillThenRequire(table: string, columns: readonly NewColumn[]): string {
  return [
    ...columns.map(({ column, type }) => `ALTER TABLE ${table} ADD COLUMN ${column} ${type};`),
    '-- fill the existing rows in batches, and deploy code that always sets a value; then',
    nextMigration,
    requireColumns(
      table,
      columns.map(({ column }) => column),
    ),
  ].join('\n')
}
