import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { bareName, lastPart } from './support/names.ts'
import { identifierIn } from './support/spelled.ts'
import { oneLine } from './support/sql.ts'
import { refusedColumn } from './support/sqlite/refusals.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'add-column-not-allowed',
  title: 'Column that SQLite does not add to a table with rows',
  why: [
    'SQLite adds a column without touching the rows, and refuses what that cannot do: `NOT NULL` without a default,',
    'a default that is computed (`CURRENT_TIMESTAMP`, an expression), a `STORED` generated column, `REFERENCES` with a',
    'default while foreign keys are on, a `CHECK` that the default violates. `UNIQUE` and `PRIMARY KEY` it never adds.',
    'Most of these work on an empty table: they pass in tests, and stop the deploy.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: [
    'Give the column a constant default, or add it without what is refused and fill it;',
    'add a unique index instead of UNIQUE. For all else build the table anew.',
  ].join(' '),
  bad: [
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN region TEXT NOT NULL;',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN made_at TEXT DEFAULT CURRENT_TIMESTAMP;',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN number TEXT UNIQUE;',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'ALTER TABLE orders ADD COLUMN gross INTEGER AS (total * 119 / 100) STORED;',
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN user_id INTEGER DEFAULT 1 REFERENCES users (id);',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: "ALTER TABLE orders ADD COLUMN region TEXT NOT NULL DEFAULT 'eu';",
      note: 'A constant default is kept in the schema: no row is touched.',
    },
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'ALTER TABLE orders ADD COLUMN gross INTEGER AS (total * 119 / 100);',
      note: 'A virtual column is computed when it is read.',
    },
    {
      up: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);\nALTER TABLE orders ADD COLUMN region TEXT NOT NULL;',
      note: 'The table is new and empty.',
    },
  ],
  *check(context) {
    for (const { migration, steps } of chapters(context)) {
      for (const step of steps) {
        const [column] = operations(step.traced, 'add-column')
        if (column === undefined) continue
        const message = refusedColumn(step.traced)
        const reason = message === null ? refusedByRows(step, column) : null
        if (message === null && reason === null) continue
        yield {
          migration,
          statement: step.traced,
          message:
            message === null
              ? `The deploy stops here as soon as ${column.table} has a row: ${reason}.`
              : `The deploy stops here: ${oneLine(message)}.`,
          fix: fixFor(step, column),
          evidence: message === null ? 'inferred' : 'measured',
        }
      }
    }
  },
}

type AddColumn = Extract<Operation, { kind: 'add-column' }>

/** By its text, for a table that had no rows here: an empty one takes what one with rows does not. */
function refusedByRows({ traced, liveTable, migration }: Step, column: AddColumn): string | null {
  const rows = migration.rows?.find(({ table }) => table === column.table)
  if (traced.trace.outcome === 'failed' || liveTable(column.table) === null) return null
  if (rows !== undefined && rows.before > 0) return null
  if (column.values === 'stored') return 'SQLite cannot add a STORED column'
  if (column.notNull && column.values === 'null') return 'existing rows have no value for it'
  if (isComputed(column)) return 'SQLite cannot add a column with a default that is computed'
  return null
}

function isComputed({ default: value, values, calls }: AddColumn): boolean {
  return (
    values === 'default' && (calls.length > 0 || /^\(*current_(?:time|date|timestamp)\b/i.test(value ?? ''))
  )
}

function fixFor({ traced }: Step, column: AddColumn): string {
  const { table, column: name, type } = column
  const constraints = operations(traced, 'add-constraint')
  const has = (kind: string) => constraints.some(it => it.type === kind)
  const plain = `ALTER TABLE ${table} ADD COLUMN ${name}${type === '' ? '' : ` ${type}`};`
  if (has('primary-key'))
    return 'Build the table anew with the key: create, copy, drop, rename, with foreign keys off.'
  if (column.values === 'stored')
    return 'Make the column VIRTUAL, which is computed when it is read, or build the table anew.'
  if (has('check')) return 'Choose a default that satisfies the CHECK, or add the column without it.'
  if (has('foreign-key'))
    return `Add it without the default, and fill it: ALTER TABLE ${table} ADD COLUMN ${name} … REFERENCES ….`
  if (has('unique')) {
    const index = identifierIn('sqlite', `${bareName(table)}_${bareName(name)}`)
    return `${plain}\nCREATE UNIQUE INDEX ${index} ON ${lastPart(table)} (${name});`
  }
  return isComputed(column)
    ? `-- all rows hold NULL, new ones too: fill them, and write the value with each INSERT; only a table built anew computes it\n${plain}`
    : `-- existing rows hold NULL: fill them, or give it a constant default\n${plain}`
}
