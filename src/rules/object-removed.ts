import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { find } from './support/attribution.ts'
import { madeBy } from './support/cascades.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { lastPart, listed, qualifier, withoutArguments } from './support/names.ts'
import { whereChanged } from './support/net-changes.ts'
import { runsHiddenCode } from './support/opaque.ts'
import { type Removed, removedObjects } from './support/removed-objects.ts'
import { operations, wasMeasured } from './support/traced.ts'
import { victims } from './support/victims.ts'

export const rule: Rule = {
  id: 'object-removed',
  covers: ['drop-view', 'drop-function', 'drop-sequence', 'procedure/function signature change'],
  title: 'View, function, sequence or type taken away from running code',
  why: [
    'Code that is still running reads the view, calls the function or draws from the sequence, and fails the moment the',
    'migration commits. A function that takes other arguments now is another function: the old calls find nothing.',
    '',
    'Told is what is missing after the whole pull request: what is dropped and made again is not, unless columns of a',
    'view are gone or a function returns another type. Functions of triggers, sequences of columns and dropped types are',
    'left out: what uses them in the database keeps them from being dropped.',
    '',
    'A type that is renamed, or moved into another schema, takes its columns along, but not the casts in running code:',
    "`'new'::status` fails. A dropped extension takes its functions, operators and types along.",
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Deploy code that no longer uses it, then drop it in a later release; keep an old function beside the one with other arguments until then.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE VIEW recent AS SELECT id FROM orders;',
      up: 'DROP VIEW recent;',
      note: 'Reads of it fail for sure: an error.',
    },
    {
      base: "CREATE FUNCTION price(item int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      up: "DROP FUNCTION price(int);\nCREATE FUNCTION price(item int, region text) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      note: 'Old calls have one argument.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2));\nCREATE VIEW recent AS SELECT id, total FROM orders;',
      up: 'DROP VIEW recent;\nCREATE VIEW recent AS SELECT id FROM orders;',
      note: 'It stands again, without one of its columns.',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE FUNCTION shop."Price"(item int) RETURNS int LANGUAGE sql AS \'SELECT 1\';',
      up: 'DO $$ BEGIN EXECUTE \'ALTER FUNCTION shop."Price" RENAME TO price\'; END $$;',
    },
    {
      base: "CREATE SCHEMA app;\nCREATE TYPE status AS ENUM ('new', 'old');\nCREATE TABLE orders (id int PRIMARY KEY, status status);",
      up: 'ALTER TYPE status SET SCHEMA app;',
      note: "`'new'::status` in running code finds no such type.",
    },
    {
      base: 'CREATE EXTENSION vector;',
      up: 'DROP EXTENSION IF EXISTS vector;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, open boolean);\nCREATE VIEW recent AS SELECT id FROM orders;',
      up: 'DROP VIEW recent;\nCREATE VIEW recent AS SELECT id, open FROM orders WHERE open;',
      note: 'It has all its columns again.',
    },
    {
      base: "CREATE FUNCTION price(item int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      up: "DROP FUNCTION price(int);\nCREATE FUNCTION price(item int, region text DEFAULT 'eu') RETURNS int LANGUAGE sql AS 'SELECT 1';",
      note: 'Old calls still find it.',
    },
    {
      base: "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
      up: 'DROP FUNCTION touch();\nDROP VIEW IF EXISTS recent;',
      note: 'Only triggers could call it, and none does.',
    },
    {
      base: "CREATE TYPE status AS ENUM ('new', 'old');\nCREATE TABLE orders (id int PRIMARY KEY);",
      up: [
        'ALTER TYPE status RENAME TO status_old;',
        "CREATE TYPE status AS ENUM ('new', 'old', 'lost');",
        'DROP TYPE status_old;',
      ].join('\n'),
      note: 'The old name means a type again.',
    },
    {
      up: 'CREATE VIEW recent AS SELECT 1 AS id;\nDROP VIEW recent;',
      note: 'The view is as young as the pull request.',
    },
  ],
  *check(context) {
    const found = removedObjects(context).flatMap(removed => place(context, removed) ?? [])
    for (const group of Map.groupBy(found, keyOf).values()) yield toMatch(group)
    yield* byText(context)
  },
}

interface Placed {
  readonly removed: Removed
  readonly chapter: Chapter
  readonly step: Step | null
}

/** Where it went; `null` where CASCADE took it along, which is told with what it was taken along with. */
function place(context: RuleContext, removed: Removed): Placed | null {
  const { kind, name } = removed
  const chapter = whereChanged(context, kind, [name]) ?? renamed(context, kind, name)
  if (chapter === null) return null
  if (victims(chapter).some(victim => victim.name === `${kind} ${name}`)) return null
  const plain = withoutArguments(name)
  const isMeant = (text: string) =>
    text === plain || (qualifier(text) === 'public' && lastPart(text) === lastPart(plain))
  const step =
    find(chapter, 'drop', drop => isMeant(drop.name)) ??
    find(chapter, 'alter', alter => isMeant(alter.name)) ??
    chapter.steps.find(runsHiddenCode)
  return { removed, chapter, step: step ?? null }
}

function renamed(context: RuleContext, kind: string, name: string): Chapter | null {
  const was = `was ${name}`
  return (
    chapters(context).find(({ migration }) =>
      migration.changes.some(it => it.action === 'rename' && it.object === kind && it.detail === was),
    ) ?? null
  )
}

const readable: ReadonlySet<string> = new Set(['view', 'materialized view', 'foreign table'])

/** One finding a statement for what is wholly gone and read, called or drawn from alike. */
function keyOf({ removed: { kind, name, what, instead }, chapter, step }: Placed): string {
  const one = what !== null || instead !== null ? name : use(kind)
  return JSON.stringify([chapter.migration.migration.id, step?.traced.statement.index ?? null, one])
}

const uses: Readonly<Record<string, string>> = {
  sequence: 'draws numbers from',
  type: 'names',
  domain: 'names',
  extension: 'uses',
}

function use(kind: string): string {
  return readable.has(kind) ? 'reads' : (uses[kind] ?? 'calls')
}

function toMatch(group: readonly Placed[]): RuleMatch {
  const [{ removed, chapter, step }] = group as readonly [Placed, ...Placed[]]
  return {
    migration: chapter.migration,
    statement: step?.traced ?? null,
    ...(readable.has(removed.kind) ? { severity: 'error' as const } : {}),
    message: messageOf(
      removed,
      group.map(it => it.removed.name),
    ),
    fix: fixFor(removed),
    evidence: 'measured',
  }
}

function messageOf({ kind, what, instead }: Removed, names: readonly string[]): string {
  const them = names.length > 1 ? 'them' : 'it'
  if (what === null) {
    if (uses[kind] === 'names')
      return `Code that names the type ${listed(names)} fails as soon as it is called ${instead}.`
    const rest = instead === null ? '' : `: the new one is ${instead}`
    return `${listed(names)} ${names.length > 1 ? 'are' : 'is'} gone, and code that ${use(kind)} ${them} fails${rest}.`
  }
  if ('columns' in what)
    return `${listed(names)} no longer has ${listed(what.columns)}, and code that reads it there fails.`
  return `${listed(names)} returns ${what.returns} and no longer ${what.was}: code that calls it may fail.`
}

function fixFor({ kind, what, instead }: Removed): string {
  if (what !== null && 'returns' in what)
    return 'Give the new function another name, and drop the old one in a later release.'
  if (what !== null) return 'Keep the columns until no code reads them any more.'
  if (uses[kind] === 'names')
    return 'Keep the name, or first deploy code that leaves the type of its values to the columns.'
  return instead === null
    ? 'Deploy code that no longer uses it, then drop it in a later release.'
    : 'Keep the old function beside the new one, and drop it in a later release.'
}

const dropped: ReadonlySet<string> = new Set([
  'view',
  'materialized-view',
  'foreign-table',
  'function',
  'procedure',
  'aggregate',
  'extension',
])

/** Where nothing was run: what a text drops, and no text of the change makes. */
function* byText(context: RuleContext): Iterable<RuleMatch> {
  const all = chapters(context).flatMap(({ steps }) => steps)
  const made = new Set(all.flatMap(madeBy))
  for (const step of all) {
    const { outcome } = step.traced.trace
    if (outcome === 'failed' || wasMeasured(step.traced)) continue
    for (const { object, name, cascade } of operations(step.traced, 'drop')) {
      if (!dropped.has(object) || made.has(name) || cascade) continue
      const kind = object.replaceAll('-', ' ')
      if (context.schemaBefore !== null && !stands(context, kind, name)) continue
      yield {
        migration: step.migration,
        statement: step.traced,
        ...(readable.has(kind) ? { severity: 'error' as const } : {}),
        message: `${name} is gone, and code that ${use(kind)} it fails.`,
        fix: 'Deploy code that no longer uses it, then drop it in a later release.',
        evidence: 'inferred',
      }
    }
  }
}

/** What the base does not know cannot be told from what never stood. */
function stands({ schemaBefore, schemaAfter }: RuleContext, kind: string, name: string): boolean {
  return (
    schemaBefore?.objects.has(`${kind} ${name}`) === true &&
    schemaAfter?.objects.has(`${kind} ${name}`) === true
  )
}
