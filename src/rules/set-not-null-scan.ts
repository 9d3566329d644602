import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { listed } from './support/names.ts'
import { requireColumns } from './support/not-null.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'set-not-null-scan',
  title: 'SET NOT NULL reads the whole table',
  why: [
    '`SET NOT NULL` takes an ACCESS EXCLUSIVE lock and then reads every row to see that none is null.',
    'Until the last row is read, nobody can read or write the table.',
    '',
    'PostgreSQL skips the scan where a valid CHECK constraint proves the column (since version 12).',
    'Adding the CHECK as NOT VALID is instant, and VALIDATE reads the rows while the application goes on.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Add `CHECK (column IS NOT NULL) NOT VALID`; in the next migration validate it, set NOT NULL and drop the CHECK.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;',
    },
    {
      base: 'CREATE TABLE shop_orders (id int PRIMARY KEY, "Customer" int, note text);\nCREATE TABLE audit (id int);',
      up: 'ALTER TABLE shop_orders ALTER "Customer" SET NOT NULL, ALTER note SET NOT NULL;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT present CHECK (customer_id IS NOT NULL));',
      up: 'ALTER TABLE orders ALTER customer_id SET NOT NULL, DROP CONSTRAINT present;',
      note: 'The proof is dropped in the same statement, so PostgreSQL reads the rows again.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT present CHECK (customer_id IS NOT NULL));',
      up: 'ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT present;',
      note: 'The CHECK proves it: nothing is read.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);\nALTER TABLE orders ALTER customer_id SET NOT NULL;',
      note: 'The table is new.',
    },
  ],
  *check(context) {
    const before: Step[] = []
    for (const step of steps(context)) {
      const [target] = operations(step.traced, 'set-not-null')
      const table = target === undefined ? null : step.liveTable(target.table)
      const columns = table === null ? [] : scannedColumns(step, table, before)
      before.push(step)
      if (table === null || columns.length === 0) continue
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `Reads and writes of ${table} wait while every row is checked for a null in ${listed(columns)}.`,
        fix: requireColumns(table, columns),
        evidence: step.traced.trace.evidence,
      }
    }
  },
}

/** The columns whose rows are read. A rewrite reads the rows anyway and is another rule's finding. */
function scannedColumns(step: Step, table: string, before: readonly Step[]): readonly string[] {
  const { trace } = step.traced
  if (trace.outcome === 'failed' || trace.rewrites.includes(table)) return []
  const columns = operations(step.traced, 'set-not-null').map(({ column }) => column)
  // A partitioned table has no rows of its own: its partitions are what is read.
  if (wasMeasured(step.traced)) return trace.scans.some(name => step.liveTable(name) !== null) ? columns : []
  return columns.filter(column => !isProven(table, column, before))
}

/** By the text alone: an earlier statement of the same pull request added the CHECK and validated it. */
function isProven(table: string, column: string, before: readonly Step[]): boolean {
  const all = before.flatMap(({ traced }) => traced.statement.operations)
  return all.some(
    check =>
      check.kind === 'add-constraint' &&
      check.type === 'check' &&
      check.table === table &&
      check.columns.includes(column) &&
      (check.validated ||
        all.some(later => isAbout(later, 'validate-constraint', table, check.constraint))) &&
      !all.some(later => isAbout(later, 'drop-constraint', table, check.constraint)),
  )
}

function isAbout(
  operation: Operation,
  kind: 'validate-constraint' | 'drop-constraint',
  table: string,
  constraint: string | null,
): boolean {
  return operation.kind === kind && operation.table === table && operation.constraint === constraint
}
