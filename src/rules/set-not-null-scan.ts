import type { Operation } from '../model/operation.ts'
import type { Change } from '../model/schema.ts'
import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { keysByCode } from './support/constraints-by-code.ts'
import { lastPart, listed, qualifier } from './support/names.ts'
import { becomesRequired, columnsMadeRequired, requireColumns } from './support/not-null.ts'
import { changedByCode } from './support/opaque.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'
import { type LockedValidation, validationsUnderLock } from './support/validation.ts'

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
  covers: ['primary-key-on-nullable-columns', 'not-null-proof-dropped-in-same-statement'],
  dialects: ['postgres'],
  fix: 'Add `CHECK (column IS NOT NULL) NOT VALID`; in the next migration validate it, set NOT NULL and drop the CHECK.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int);',
      up: 'ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE TABLE shop_orders (id int PRIMARY KEY, "Customer" int, note text);\nCREATE TABLE audit (id int);',
      up: 'ALTER TABLE shop_orders ALTER "Customer" SET NOT NULL, ALTER note SET NOT NULL;',
      also: ['fails-on-some-rows'],
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
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT present CHECK (customer_id IS NOT NULL));',
      up: [
        'ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);',
        'ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;',
        'ALTER TABLE orders DROP CONSTRAINT present;',
      ].join('\n'),
      note: 'The rows are read for another constraint.',
      also: ['check-validates-existing-rows', 'fails-on-some-rows'],
    },
  ],
  *check(context) {
    const before = new Proofs()
    for (const step of steps(context)) {
      for (const { table, columns, waiting: who = 'Reads and writes of' } of [
        ...(byText(step, before) ?? byCode(step)),
        ...byValidation(step),
        ...byKey(step),
      ]) {
        const { named, tables } = waitingTables(context, step, [table])
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `${who} ${named} wait while every row is checked for a null in ${listed(columns)}.`,
          fix: keepingProof(context, step, table) ?? requireColumns(table, columns),
          evidence: step.traced.trace.evidence,
        }
      }
      for (const operation of step.traced.statement.operations) before.add(operation)
    }
  },
}

/** Where the statement itself drops the CHECK that proves it: the same in two statements, the proof dropped last. */
function keepingProof({ schemaBefore }: RuleContext, step: Step, table: string): string | null {
  const dropped = operations(step.traced, 'drop-constraint')
  const set = operations(step.traced, 'set-not-null')
  const isAll = dropped.length + set.length === step.traced.statement.operations.length
  const proves = (constraint: string, column: string) => {
    const { definition } = schemaBefore?.objects.get(`constraint ${table}.${constraint}`)?.attributes ?? {}
    return definition === `CHECK (${column} IS NOT NULL)` || definition === `CHECK ((${column} IS NOT NULL))`
  }
  const areProven = set.every(({ column }) => dropped.some(it => proves(it.constraint, column)))
  if (!isAll || dropped.length === 0 || !areProven) return null
  return [
    ...set.map(({ column }) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`),
    ...dropped.map(({ constraint }) => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint};`),
  ].join('\n')
}

interface Scan {
  readonly table: string
  readonly columns: readonly string[]
  /** Both, where it is not said. */
  readonly waiting?: LockedValidation['waiting']
}

/** `null` where the text has no SET NOT NULL. */
function byText(step: Step, before: Proofs): readonly Scan[] | null {
  const set = operations(step.traced, 'set-not-null')
  const [first] = set
  if (first === undefined) return null
  const { outcome, rewrites, scans } = step.traced.trace
  const table = step.liveTable(first.table)
  // A rewrite reads the rows anyway, and is another rule's finding.
  if (table === null || outcome === 'failed' || rewrites.includes(table)) return []
  const columns = set.map(({ column }) => column)
  // A partitioned table has no rows of its own: its partitions are what is read.
  const isRead = scans.some(name => step.liveTable(name) !== null)
  const read = wasMeasured(step.traced)
    ? columns.filter(() => isRead)
    : columns.filter(column => !before.prove(first.table, column))
  return read.length === 0 ? [] : [{ table, columns: read }]
}

/** What the statements so far prove without a run: they added a CHECK on a column and validated it. */
class Proofs {
  readonly #checks = new Map<string, Extract<Operation, { kind: 'add-constraint' }>[]>()
  readonly #validated = new Set<string>()
  readonly #dropped = new Set<string>()

  add(operation: Operation): void {
    if (operation.kind === 'validate-constraint')
      this.#validated.add(nameIn(operation.table, operation.constraint))
    if (operation.kind === 'drop-constraint') this.#dropped.add(nameIn(operation.table, operation.constraint))
    if (operation.kind !== 'add-constraint' || operation.type !== 'check') return
    for (const column of operation.columns) {
      const key = nameIn(operation.table, column)
      const checks = this.#checks.get(key) ?? []
      checks.push(operation)
      this.#checks.set(key, checks)
    }
  }

  prove(table: string, column: string): boolean {
    const checks = this.#checks.get(nameIn(table, column)) ?? []
    return checks.some(({ validated, constraint }) => {
      const name = nameIn(table, constraint)
      return (validated || this.#validated.has(name)) && !this.#dropped.has(name)
    })
  }
}

function nameIn(table: string, name: string | null): string {
  return JSON.stringify([table, name])
}

/** The proof is read under the lock that adding it took, as long as both are in one transaction. */
function byValidation(step: Step): readonly Scan[] {
  return validationsUnderLock(step).filter(({ type }) => type === 'not-null-proof')
}

/** A primary key takes over an index as it is, and then requires its columns. */
function byKey(step: Step): readonly Scan[] {
  const { outcome, scans } = step.traced.trace
  if (outcome === 'failed' || !scans.some(name => step.liveTable(name) !== null)) return []
  return operations(step.traced, 'add-constraint').flatMap(({ type, usingIndex, table: named }) => {
    const table = step.liveTable(named)
    if (type !== 'primary-key' || !usingIndex || table === null) return []
    const columns = columnsMadeRequired(step.migration, table)
    return columns.length === 0 ? [] : [{ table, columns }]
  })
}

/** A block of code that read a table, one of whose columns must not be null afterwards. */
function byCode(step: Step): readonly Scan[] {
  const { rewrites, scans } = step.traced.trace
  const keys = keysByCode(step)
  const required = changedByCode(step, 'alter', 'column')
    .filter(({ detail }) => becomesRequired(detail))
    .filter(({ name }) => scans.includes(qualifier(name)) && !rewrites.includes(qualifier(name)))
    // A key that is built there reads the rows anyway, and is told as such.
    .filter(
      ({ name }) => !keys.some(key => qualifier(key.name) === qualifier(name) && isPrimaryOf(key, name)),
    )
  return [...Map.groupBy(required, ({ name }) => qualifier(name))].map(([table, changes]) => ({
    table,
    columns: changes.map(({ name }) => lastPart(name)),
  }))
}

/** `PRIMARY KEY (tenant, id)` of `public.users.id` */
function isPrimaryOf({ detail }: Change, column: string): boolean {
  const columns = /^PRIMARY KEY \((.*?)\)/.exec(detail)?.[1]?.split(', ') ?? []
  return columns.includes(lastPart(column))
}
