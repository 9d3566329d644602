import type { Rule, RuleContext } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { lockedForKeys } from './support/locked-for-keys.ts'
import { lastPart, listed, qualifier } from './support/names.ts'
import { retypedColumns } from './support/retyped.ts'
import { waitingTables } from './support/sizes.ts'
import { inMigrations } from './support/sql.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'type-change-rechecks-constraints',
  title: 'A type change that is free by itself reads the table for a CHECK',
  why: [
    'A longer `varchar`, or `varchar` to `text`, touches no row. But PostgreSQL makes each CHECK that speaks of the column',
    'anew, and reads every row to prove it, under the ACCESS EXCLUSIVE lock of the ALTER TABLE. A foreign key on the',
    'column is made anew too: the other table is locked in the same way, and not read.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Drop the CHECK, change the type, add the CHECK again as NOT VALID, and validate it in the next migration.',
  bad: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) CHECK (code <> ''));",
      up: 'ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);',
    },
    {
      base: [
        'CREATE SCHEMA shop;',
        'CREATE TABLE shop."Orders" (id int, "Code" varchar(10) CHECK (length("Code") > 2), CONSTRAINT "Has Code" CHECK ("Code" <> \'\'));',
      ].join('\n'),
      up: 'ALTER TABLE shop."Orders" ALTER "Code" TYPE text;',
    },
    {
      base: [
        "CREATE TABLE events (id int, code varchar(10) CHECK (code <> '')) PARTITION BY RANGE (id);",
        'CREATE TABLE events_all PARTITION OF events DEFAULT;',
      ].join('\n'),
      up: 'ALTER TABLE events ALTER code TYPE varchar(20);',
      note: 'The partition is read.',
    },
  ],
  good: [
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10), kind text CHECK (kind <> ''));",
      up: 'ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);',
      note: 'No CHECK speaks of this column.',
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) CONSTRAINT has_code CHECK (code <> ''));",
      up: [
        'ALTER TABLE orders DROP CONSTRAINT has_code;',
        'ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);',
        "ALTER TABLE orders ADD CONSTRAINT has_code CHECK (code <> '') NOT VALID;",
      ].join('\n'),
      note: 'Validated in the next migration.',
      also: ['constraint-left-not-valid'],
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) CHECK (code <> ''));\nALTER TABLE orders ALTER COLUMN code TYPE varchar(20);",
      note: 'The table is new.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const columns = retypedColumns(chapter)
      for (const [step, retyped] of Map.groupBy(columns, it => it.step)) {
        const table = retyped[0]?.table
        if (table === undefined || !isReadForIt(step)) continue
        const { named, tables } = waitingTables(context, step, [
          table,
          ...lockedForKeys(context, step, table),
        ])
        const checks = checksOn(
          context,
          table,
          retyped.map(({ column }) => column),
        )
        const what = checks.length === 0 ? 'its constraints' : listed(checks.map(({ name }) => name))
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait while every row${tables.length > 1 ? ` of ${table}` : ''} is read to prove ${what} again.`,
          fix: inSteps(step, table, checks) ?? rule.fix,
          evidence: 'measured',
        }
      }
    }
  },
}

/** Read and not written anew, and for no other part of the same ALTER TABLE. */
function isReadForIt(step: Step): boolean {
  const { rewrites, scans } = step.traced.trace
  const others = step.traced.statement.operations.some(
    it => it.kind === 'set-not-null' || it.kind === 'add-constraint' || it.kind === 'add-column',
  )
  const isType = operations(step.traced, 'change-column-type').length > 0
  return isType && !others && rewrites.length === 0 && scans.some(name => step.liveTable(name) !== null)
}

interface Check {
  readonly name: string
  readonly definition: string
}

/** The CHECKs that speak of the columns, as they are written when the change is done. */
function checksOn(
  { schemaBefore, schemaAfter }: RuleContext,
  table: string,
  columns: readonly string[],
): readonly Check[] {
  return [...(schemaBefore?.objects ?? [])].flatMap(([key, { kind, name, attributes }]) => {
    const { definition = '' } = schemaAfter?.objects.get(key)?.attributes ?? attributes
    if (kind !== 'constraint' || qualifier(name) !== table || !/^CHECK\b/.test(definition)) return []
    const words: readonly string[] = definition.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g) ?? []
    return columns.some(column => words.includes(column)) ? [{ name: lastPart(name), definition }] : []
  })
}

/** `null` where nobody knows the constraints, or where they are not valid anyway. */
function inSteps({ traced }: Step, table: string, checks: readonly Check[]): string | null {
  // A name that search_path completed means another table in a file of its own.
  if (!operations(traced, 'change-column-type').every(it => it.table === table)) return null
  if (checks.length === 0 || checks.some(({ definition }) => / NOT (?:VALID|ENFORCED)$/.test(definition)))
    return null
  return inMigrations(
    [
      ...checks.map(({ name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`),
      `${traced.statement.sql};`,
      ...checks.map(
        ({ name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition} NOT VALID;`,
      ),
    ],
    checks.map(({ name }) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`),
  )
}
