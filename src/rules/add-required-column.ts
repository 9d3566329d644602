import type { Rule } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { failsForRequiredColumn } from './support/failures.ts'
import { lastPart, listed, qualifier } from './support/names.ts'
import { requireColumns } from './support/not-null.ts'
import { changedByCode, runsHiddenCode } from './support/opaque.ts'
import { alterInSteps } from './support/safe-alter.ts'
import { nextMigration } from './support/sql.ts'
import { operations, wasMeasured } from './support/traced.ts'

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
    for (const { steps, migration, complete } of chapters(context)) {
      const added = migration.changes.filter(({ action, object }) => action === 'add' && object === 'column')
      for (const step of steps) {
        const failed = failsForRequiredColumn(step.traced)
        // Where IF NOT EXISTS found the column, no change shows it.
        const columns = [...byText(step), ...byCode(step)].filter(
          ({ table, column }) => !complete || added.some(({ name }) => name === `${table}.${column}`),
        )
        const table = columns[0]?.table
        if (table === undefined) continue
        const names = listed(columns.map(({ column }) => `${table}.${column}`))
        const unfilled = runsHiddenCode(step) ? ' that this code does not fill' : ''
        yield {
          migration,
          statement: step.traced,
          message: failed
            ? `The deploy stops here: existing rows have no value for ${names} (SQLSTATE 23502).`
            : `The deploy stops here as soon as ${table} has a row${unfilled}: existing rows have no value for ${names}.`,
          fix: (runsHiddenCode(step) ? null : alterInSteps(step, table)) ?? fillThenRequire(table, columns),
          stopsAtRowsOf: [step.origin(table) ?? table],
          // An empty table of the shadow shows nothing.
          evidence: failed ? 'measured' : 'inferred',
        }
      }
    }
  },
}

interface Required {
  readonly table: string
  readonly column: string
  readonly type: string
}

function byText({ traced, liveTable }: Step): readonly Required[] {
  const { outcome, scans } = traced.trace
  if (outcome === 'failed' && !failsForRequiredColumn(traced)) return []
  // Rows are checked only where they get no value: a domain may bring a default of its own.
  if (wasMeasured(traced) && !scans.some(name => liveTable(name) !== null)) return []
  return operations(traced, 'add-column')
    .filter(({ notNull, default: value }) => notNull && value === null)
    .flatMap(({ table, column, type }) => {
      const live = liveTable(table)
      return live === null ? [] : [{ table: live, column, type }]
    })
}

function byCode(step: Step): readonly Required[] {
  return changedByCode(step, 'add', 'column')
    .filter(
      ({ name, detail }) => detail.endsWith(' not null') && step.traced.trace.scans.includes(qualifier(name)),
    )
    .map(({ name, detail }) => ({
      table: qualifier(name),
      column: lastPart(name),
      type: detail.replace(/ not null$/, ''),
    }))
}

function fillThenRequire(table: string, columns: readonly Required[]): string {
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
