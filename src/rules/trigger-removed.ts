import type { SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { find, whatLocked } from './support/attribution.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { lastPart, listed, qualifier } from './support/names.ts'
import { courses, newcomers, whereChanged } from './support/net-changes.ts'
import { operations } from './support/traced.ts'
import { wouldBeChecked } from './support/unchecked-rows.ts'
import { victims } from './support/victims.ts'

export const rule: Rule = {
  id: 'trigger-removed',
  covers: ['trigger-change', 'disable-trigger'],
  title: 'Rows are written past a trigger',
  why: [
    'What a trigger kept in order (a copy, a history, a timestamp, a check) is not kept for rows written after it was',
    'dropped or disabled, and nothing fails: the gap is found much later.',
    '',
    '`DISABLE TRIGGER ALL` and `session_replication_role = replica` also switch off the triggers behind foreign keys: rows',
    'that refer to nothing are written without an error and are never checked again.',
    '',
    'A trigger that goes together with a column of its table, as the sync trigger of an expand and contract does, or that',
    'another one with the same function replaces, is not told. To create one locks out writes only for a moment.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Make sure that nothing relies on the trigger any more; enable it again in the same migration where it was only in the way.',
  bad: [
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY);',
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        'CREATE TRIGGER keep BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();',
      ].join('\n'),
      up: 'DROP TRIGGER keep ON orders;',
    },
    {
      base: [
        'CREATE SCHEMA shop;',
        'CREATE TABLE shop."Orders" (id int PRIMARY KEY);',
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        'CREATE TRIGGER "Keep" BEFORE INSERT ON shop."Orders" FOR EACH ROW EXECUTE FUNCTION touch();',
      ].join('\n'),
      up: 'DO $$ BEGIN EXECUTE \'ALTER TABLE shop."Orders" DISABLE TRIGGER "Keep"\'; END $$;',
      note: 'The schema shows that it is off.',
    },
    {
      base: [
        'CREATE TABLE customers (id int PRIMARY KEY);',
        'CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);',
      ].join('\n'),
      up: [
        'ALTER TABLE orders DISABLE TRIGGER ALL;',
        'INSERT INTO orders VALUES (1, 7);',
        'ALTER TABLE orders ENABLE TRIGGER ALL;',
      ].join('\n'),
      note: 'There is no customer 7, and nobody is told.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);',
      up: 'SET session_replication_role = replica;\nINSERT INTO orders VALUES (1, 7);\nRESET session_replication_role;',
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY);',
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        'CREATE TRIGGER keep BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();',
      ].join('\n'),
      up: 'DROP TRIGGER IF EXISTS keep ON orders;\nCREATE TRIGGER keep_new BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();',
      note: 'Another takes its place.',
    },
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY);',
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
        'CREATE TRIGGER keep BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();',
      ].join('\n'),
      up: 'ALTER TABLE orders DISABLE TRIGGER keep;\nINSERT INTO orders VALUES (1);\nALTER TABLE orders ENABLE TRIGGER keep;',
      note: 'Off for the rows of the migration alone.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, note text, customer_id int REFERENCES customers);',
      up: "ALTER TABLE orders DISABLE TRIGGER ALL;\nUPDATE orders SET note = 'x' WHERE id = 1;\nALTER TABLE orders ENABLE TRIGGER ALL;",
      note: 'No foreign key looks at the column.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders DISABLE TRIGGER ALL;\nINSERT INTO orders VALUES (1);\nALTER TABLE orders ENABLE TRIGGER ALL;',
      note: 'The table is new.',
    },
  ],
  *check(context) {
    const all = chapters(context).flatMap(unchecked)
    yield* all
    const told = new Set(all.map(({ statement }) => statement))
    const found = missing(context).flatMap(trigger => placed(context, trigger) ?? [])
    for (const [, group] of Map.groupBy(found, ({ chapter, step }) => step ?? chapter)) {
      const [{ chapter, step, verb }] = group as [Placed, ...Placed[]]
      if (step !== null && told.has(step.traced)) continue
      const names = group.map(({ trigger }) => trigger.name)
      yield {
        migration: chapter.migration,
        statement: step?.traced ?? null,
        message: `The ${names.length > 1 ? 'triggers' : 'trigger'} ${listed(names)} ${names.length > 1 ? 'are' : 'is'} ${verb}: rows written from now on pass without ${names.length > 1 ? 'them' : 'it'}.`,
        fix:
          verb === 'disabled'
            ? 'Enable it again in the same migration, or drop it once nothing relies on it.'
            : 'Make sure first that nothing relies on what it does, the application and other tables alike.',
        evidence: 'measured',
      }
    }
  },
}

interface Placed {
  readonly trigger: SchemaObject
  readonly verb: 'gone' | 'disabled'
  readonly chapter: Chapter
  readonly step: Step | null
}

/** Triggers of live tables that do not fire after the pull request. */
function missing(context: RuleContext): readonly Pick<Placed, 'trigger' | 'verb'>[] {
  const added = newcomers(context, ['trigger'])
  return courses(context, ['trigger']).flatMap(
    ({ before, after }): readonly Pick<Placed, 'trigger' | 'verb'>[] => {
      // That of a partition goes with its parent's.
      if (before.attributes.of !== undefined || before.attributes.enabled === 'no') return []
      if (after !== null)
        return after.attributes.enabled === 'no' ? [{ trigger: before, verb: 'disabled' }] : []
      const table = qualifier(before.name)
      const stands = ['table', 'view', 'foreign table'].some(it =>
        context.schemaAfter?.objects.has(`${it} ${table}`),
      )
      const replaced = added.some(it => qualifier(it.name) === table && runs(it) === runs(before))
      return stands && !replaced ? [{ trigger: before, verb: 'gone' }] : []
    },
  )
}

/** The function that it calls. */
function runs({ attributes }: SchemaObject): string {
  return /\bEXECUTE (?:FUNCTION|PROCEDURE) (.*?)\(/.exec(attributes.definition ?? '')?.[1] ?? ''
}

function placed(context: RuleContext, { trigger, verb }: Pick<Placed, 'trigger' | 'verb'>): Placed | null {
  const chapter = whereChanged(context, 'trigger', [trigger.name], ['drop', 'alter'])
  if (chapter === null) return null
  const table = qualifier(trigger.name)
  // A sync trigger goes with the column that it kept.
  const contracts = chapter.migration.changes.some(
    ({ action, object, name }) => action === 'drop' && object === 'column' && qualifier(name) === table,
  )
  if (contracts || victims(chapter).some(({ name }) => name === `trigger ${trigger.name}`)) return null
  const text =
    verb === 'gone'
      ? find(
          chapter,
          'drop',
          ({ object, name }) => object === 'trigger' && lastPart(name) === lastPart(trigger.name),
        )
      : find(
          chapter,
          'alter-table',
          ({ detail, table: of }) => /^disable trigger/.test(detail) && lastPart(of) === lastPart(table),
        )
  return {
    trigger,
    verb,
    chapter,
    step: text ?? whatLocked(chapter, table) ?? chapter.steps.find(isCode) ?? null,
  }
}

function isCode({ traced }: Step): boolean {
  return operations(traced, 'run-code').length > 0
}

/** Rows that a migration writes into live tables while their foreign keys are not checked. */
function unchecked({ context, migration, steps }: Chapter): readonly RuleMatch[] {
  return steps.flatMap((step, place) => {
    const { traced } = step
    const tables = operations(traced, 'alter-table')
      .filter(({ detail }) => detail === 'disable trigger all')
      .flatMap(({ table }) => step.liveTable(table) ?? [])
    const everywhere = operations(traced, 'set').some(
      ({ name, value }) => name === 'session_replication_role' && value?.toLowerCase() === 'replica',
    )
    if (traced.trace.outcome === 'failed' || (tables.length === 0 && !everywhere)) return []
    const written = steps.slice(place + 1, end(steps, place)).flatMap(later =>
      operations(later.traced, 'write-rows').flatMap(write => {
        const table = later.liveTable(write.table)
        const isMeant = table !== null && (everywhere || tables.includes(table))
        const origin = table === null ? null : (later.origin(table) ?? table)
        return isMeant && wouldBeChecked(context.schemaBefore, origin ?? table, write) ? [table] : []
      }),
    )
    if (written.length === 0) return []
    return [
      {
        migration,
        statement: traced,
        message: `No foreign key checks what is then written to ${listed([...new Set(written)])}, and none ever does later: rows may refer to nothing.`,
        fix: 'Write the rows with the triggers on, in an order in which the foreign keys hold; disable single triggers by name where they are in the way.',
        evidence: traced.trace.evidence,
      },
    ]
  })
}

/** Where they are on again. */
function end(steps: readonly Step[], from: number): number {
  const on = steps.findIndex(
    ({ traced }, place) =>
      place > from &&
      (operations(traced, 'alter-table').some(({ detail }) => detail === 'enable trigger all') ||
        operations(traced, 'set').some(({ name }) => name === 'session_replication_role')),
  )
  return on === -1 ? steps.length : on
}
