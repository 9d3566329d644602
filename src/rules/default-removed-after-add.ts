import type { ReplayedMigration } from '../model/replay.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { lastPart, qualifier } from './support/names.ts'
import { changedByCode } from './support/opaque.ts'
import { remembered } from './support/remembered.ts'
import { fillsItself } from './support/self-filled.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'default-removed-after-add',
  title: 'A required column loses its default under running code',
  why: [
    'A column that must not be null and has no default must be named by every INSERT. While a deploy is rolling, the',
    'old code does not know a new column: from the moment the migration commits, each of its inserts into the table',
    'fails (SQLSTATE 23502). ORMs write this pair, a default to fill the old rows, which is dropped at once.',
    '',
    'Of a column that stood before, only code that left it out fails: a warning.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Keep the default until no running code inserts without the column, and drop it in a later release, or never.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';\nALTER TABLE orders ALTER COLUMN region DROP DEFAULT;",
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY);',
      up: [
        'SET LOCAL search_path = shop;',
        'DO $$ BEGIN',
        '  EXECUTE \'ALTER TABLE "Orders" ADD "isOpen" boolean NOT NULL DEFAULT true\';',
        '  EXECUTE \'ALTER TABLE "Orders" ALTER "isOpen" DROP DEFAULT\';',
        'END $$;',
      ].join('\n'),
      note: 'Code is run, and the schema afterwards shows what is left.',
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, region text NOT NULL DEFAULT 'eu');",
      up: 'ALTER TABLE orders ALTER region DROP DEFAULT;',
      note: 'A warning: running code may leave the column out.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';\nALTER TABLE orders ALTER COLUMN region SET DEFAULT 'us';",
      note: 'New rows still have a default, another one.',
    },
    {
      base: "CREATE TABLE orders (id int PRIMARY KEY, region text DEFAULT 'eu');",
      up: 'ALTER TABLE orders ALTER region DROP DEFAULT;',
      note: 'The column may be null.',
    },
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY);',
        "CREATE FUNCTION set_region() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.region := coalesce(NEW.region, 'eu'); RETURN NEW; END $$;",
        'CREATE TRIGGER fill_region BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION set_region();',
      ].join('\n'),
      up: "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';\nALTER TABLE orders ALTER COLUMN region DROP DEFAULT;",
      note: 'A trigger gives the value.',
    },
    {
      up: "CREATE TABLE orders (id int PRIMARY KEY, region text NOT NULL DEFAULT 'eu');\nALTER TABLE orders ALTER COLUMN region DROP DEFAULT;",
      note: 'The table is new.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { table, column } of withoutDefault(step)) {
        if (!isRequired(context, step, table, column)) continue
        yield step.isLiveColumn(table, column)
          ? toldOfOld(step, table, column)
          : toldOfNew(step, table, column)
      }
    }
  },
}

interface Column {
  readonly table: string
  readonly column: string
}

/** Columns of live tables whose default the statement drops. */
function withoutDefault(step: Step): readonly Column[] {
  if (step.traced.trace.outcome === 'failed') return []
  const byText = operations(step.traced, 'drop-default').flatMap(({ table, column }) => {
    const live = step.liveTable(table)
    return live === null ? [] : [{ table: live, column }]
  })
  const dropped = changedByCode(step, 'alter', 'column').filter(({ detail }) =>
    /(?:^|; )default .* → no default(?:;|$)/.test(detail),
  )
  // A required column that came without reading the rows had a default on its way.
  const filled = changedByCode(step, 'add', 'column').filter(
    ({ name, detail }) =>
      / not null$/.test(detail) &&
      /\bdrop\s+default\b/i.test(step.traced.statement.sql) &&
      !step.traced.trace.scans.includes(qualifier(name)),
  )
  const byCode = [...dropped, ...filled].map(({ name }) => ({
    table: qualifier(name),
    column: lastPart(name),
  }))
  return [...byText, ...byCode]
}

/** By the schema to which the change leads; where nothing was run, by the text of the migration. */
function isRequired({ schemaAfter }: RuleContext, step: Step, table: string, column: string): boolean {
  if (schemaAfter !== null && wasMeasured(step.traced)) {
    const attributes = schemaAfter.objects.get(`column ${table}.${column}`)?.attributes
    return attributes?.['not null'] !== undefined && !fillsItself(schemaAfter, table, column)
  }
  return requiredColumns(step.migration).has(`${table}.${column}`)
}

const requiredColumns = remembered(({ statements }: ReplayedMigration) => {
  const added = statements.flatMap(it => operations(it, 'add-column'))
  const required = added.filter(it => it.notNull && it.default !== null)
  return new Set(required.map(({ table, column }) => `${table}.${column}`))
})

function toldOfNew({ migration, traced }: Step, table: string, column: string): RuleMatch {
  return {
    migration,
    statement: traced,
    message: `Running code does not know ${table}.${column}: without a default, each of its inserts into ${table} fails (SQLSTATE 23502).`,
    fix: `Keep the default of ${table}.${column} until no running code inserts without it; drop it in a later release.`,
    evidence: traced.trace.evidence,
  }
}

function toldOfOld({ migration, traced }: Step, table: string, column: string): RuleMatch {
  return {
    migration,
    statement: traced,
    severity: 'warning',
    message: `Running code that inserts into ${table} without ${column} fails from here on (SQLSTATE 23502).`,
    fix: `Deploy code that always sets ${table}.${column} first, and drop the default in a later release.`,
    evidence: traced.trace.evidence,
  }
}
