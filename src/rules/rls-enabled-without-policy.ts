import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { find } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { lastPart, qualifier } from './support/names.ts'
import { courses, whereChanged } from './support/net-changes.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'rls-enabled-without-policy',
  title: 'Row level security without a policy hides every row',
  why: [
    'A table with row level security and no policy shows no row, and takes none, for every role but its owner and those',
    'who bypass it. Nothing fails: queries come back empty, updates change nothing.',
    '',
    'Told are tables that stood before, where the security is switched on without a policy or the last policy goes.',
    'A new table that is closed on purpose is not told.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Create the policies in the same migration, before the security is switched on.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY;',
    },
    {
      base: [
        'CREATE SCHEMA shop;',
        'CREATE TABLE shop."Orders" (id int PRIMARY KEY, owner text);',
        'ALTER TABLE shop."Orders" ENABLE ROW LEVEL SECURITY;',
        'CREATE POLICY mine ON shop."Orders" USING (owner = current_user);',
      ].join('\n'),
      up: 'DROP POLICY mine ON shop."Orders";',
      note: 'It was the last one.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE lines (id int PRIMARY KEY);',
      up: [
        'DO $$ DECLARE t text; BEGIN',
        "  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP",
        "    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);",
        '  END LOOP;',
        'END $$;',
      ].join('\n'),
      note: 'The schema shows which tables it reached.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, owner text);',
      up: 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\nCREATE POLICY mine ON orders USING (owner = current_user);',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ENABLE ROW LEVEL SECURITY;',
      up: 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY;',
      note: 'It was on before.',
    },
    {
      up: 'CREATE TABLE secrets (id int PRIMARY KEY);\nALTER TABLE secrets ENABLE ROW LEVEL SECURITY;',
      note: 'The table is new: nobody reads it yet.',
    },
  ],
  *check(context) {
    for (const { before, after } of courses(context, ['table'])) {
      if (after === null || before.identity !== after.identity || !isClosed(context, before.name, after.name))
        continue
      const { name } = after
      const chapter =
        whereChanged(context, 'table', [name, before.name], ['alter']) ??
        lastPolicyOf(context, [name, before.name])
      if (chapter === null) continue
      const last = (table: string) => lastPart(table) === lastPart(name)
      const step =
        find(chapter, 'alter-table', ({ detail, table }) => /row security/.test(detail) && last(table)) ??
        find(chapter, 'drop', drop => drop.object === 'policy' && last(qualifier(drop.name))) ??
        chapter.steps.find(({ traced }) => operations(traced, 'run-code').length > 0)
      yield {
        ...told(name),
        migration: chapter.migration,
        statement: step?.traced ?? null,
        evidence: 'measured',
      }
    }
    yield* byText(context)
  },
}

function told(table: string): Pick<RuleMatch, 'message' | 'fix'> {
  return {
    message: `No policy lets anybody but the owner see or write a row of ${table}: queries come back empty.`,
    fix: `Create the policies of ${table} in the same migration.`,
  }
}

/** Closed by the change: with security and without policy now, and not so before. */
function isClosed({ schemaBefore, schemaAfter }: RuleContext, was: string, name: string): boolean {
  const closed = (schema: typeof schemaAfter, table: string) =>
    schema?.objects.get(`table ${table}`)?.attributes['row security'] === 'yes' &&
    ![...schema.objects.values()].some(it => it.kind === 'policy' && qualifier(it.name) === table)
  return closed(schemaAfter, name) && !closed(schemaBefore, was)
}

function lastPolicyOf(context: RuleContext, tables: readonly string[]) {
  return (
    chapters(context).findLast(({ migration }) =>
      migration.changes.some(
        ({ action, object, name }) =>
          action === 'drop' && object === 'policy' && tables.includes(qualifier(name)),
      ),
    ) ?? null
  )
}

/** Where nothing was run: the change switches it on and makes no policy. */
function* byText(context: RuleContext): Iterable<RuleMatch> {
  const steps = chapters(context).flatMap(chapter => chapter.steps)
  const policies = steps
    .flatMap(({ traced }) => operations(traced, 'create'))
    .filter(({ object }) => object === 'policy')
  const open = new Set(policies.map(({ name }) => qualifier(name)))
  for (const step of steps) {
    if (wasMeasured(step.traced) || step.traced.trace.outcome === 'failed') continue
    for (const { table: named, detail } of operations(step.traced, 'alter-table')) {
      const table = detail === 'enable row security' ? step.liveTable(named) : null
      if (table === null || open.has(named) || context.schemaBefore !== null) continue
      yield { ...told(table), migration: step.migration, statement: step.traced, evidence: 'inferred' }
    }
  }
}
