import type { SchemaObject } from '../model/schema.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { lastPart, listed, qualifier } from './support/names.ts'
import { courses, newcomers } from './support/net-changes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'access-widened',
  covers: ['policy or grant widening'],
  title: 'Rows opened to every role',
  why: [
    'Rights that are granted to PUBLIC are those of every role of the database, also of ones that are made later.',
    'Row level security that is switched off, or a policy for everybody whose condition is always true, shows every row to',
    'whoever has rights on the table, which in databases behind a generated API is often anybody.',
    '',
    'Judged by the schema after the whole pull request. A policy that lets everybody read is often meant so and not told.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Grant to the roles that need it, and write the condition of the policy for them.',
  bad: [
    { base: 'CREATE TABLE orders (id int PRIMARY KEY);', up: 'GRANT SELECT, UPDATE ON orders TO PUBLIC;' },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nALTER TABLE orders ENABLE ROW LEVEL SECURITY;',
      up: 'CREATE POLICY everything ON orders USING (true) WITH CHECK (true);',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Orders" (id int PRIMARY KEY);\nALTER TABLE shop."Orders" ENABLE ROW LEVEL SECURITY;',
      up: 'DO $$ BEGIN EXECUTE \'ALTER TABLE shop."Orders" DISABLE ROW LEVEL SECURITY\'; END $$;',
    },
  ],
  good: [
    {
      base: 'CREATE ROLE reporting;\nCREATE TABLE orders (id int PRIMARY KEY);',
      up: 'GRANT SELECT ON orders TO reporting;',
    },
    {
      base: 'CREATE TABLE posts (id int PRIMARY KEY);\nALTER TABLE posts ENABLE ROW LEVEL SECURITY;',
      up: 'CREATE POLICY readable ON posts FOR SELECT USING (true);',
      note: 'Everybody may read, nobody may write.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nGRANT SELECT ON orders TO PUBLIC;',
      up: 'GRANT SELECT ON orders TO PUBLIC;',
      note: 'It was so before.',
    },
  ],
  *check(context) {
    for (const { table, message, fix } of widened(context)) {
      const place = placeOf(context, table)
      if (place !== null) yield { ...place, message, fix, evidence: 'measured' }
    }
  },
}

interface Widened {
  readonly table: string
  readonly message: string
  readonly fix: string
}

function widened(context: RuleContext): readonly Widened[] {
  const tables = [
    ...courses(context, ['table']),
    ...newcomers(context, ['table']).map(after => ({ before: null, after })),
  ]
  return [
    ...tables.flatMap(({ before, after }) => [...grants(before, after), ...unprotected(before, after)]),
    ...openPolicies(context),
  ]
}

function grants(before: SchemaObject | null, after: SchemaObject | null): readonly Widened[] {
  if (after === null) return []
  const old = publicRights(before)
  const more = publicRights(after).filter(right => !old.includes(right))
  if (more.length === 0) return []
  const message = `Every role may ${listed(more)} on ${after.name} now, those to come as well.`
  return [{ table: after.name, message, fix: 'Grant it to the roles that need it.' }]
}

/** In `reader: SELECT; PUBLIC: INSERT, SELECT`. */
function publicRights(table: SchemaObject | null): readonly string[] {
  const rights = /(?:^|; )PUBLIC: ([^;]*)/.exec(table?.attributes.privileges ?? '')?.[1]
  return (rights ?? '').split(', ').filter(right => right !== '' && !right.startsWith('no '))
}

function unprotected(before: SchemaObject | null, after: SchemaObject | null): readonly Widened[] {
  const was = before?.attributes['row security'] === 'yes'
  if (
    after === null ||
    !was ||
    before.identity !== after.identity ||
    after.attributes['row security'] === 'yes'
  )
    return []
  const message = `Row level security of ${after.name} is off: whoever has rights on it sees and writes every row.`
  return [{ table: after.name, message, fix: 'Leave it on, and change the policies that are in the way.' }]
}

function openPolicies(context: RuleContext): readonly Widened[] {
  const changed = courses(context, ['policy']).flatMap(({ before, after }) =>
    after !== null && !isOpen(before) ? [after] : [],
  )
  return [...changed, ...newcomers(context, ['policy'])].filter(isOpen).map(({ name, attributes }) => ({
    table: qualifier(name),
    message: `The policy ${lastPart(name)} lets every role ${attributes.for === 'all' ? 'read and write' : attributes.for} every row of ${qualifier(name)}.`,
    fix: 'Name the roles with TO, and the rows with a condition.',
  }))
}

function isOpen({ attributes }: SchemaObject): boolean {
  return (
    attributes.restrictive === undefined &&
    attributes.to === 'PUBLIC' &&
    ['all', 'update', 'delete'].includes(attributes.for ?? '') &&
    attributes.using === 'true'
  )
}

/** The last statement that speaks of rights or policies of the table, or the code that may have. */
function placeOf(context: RuleContext, table: string): Pick<RuleMatch, 'migration' | 'statement'> | null {
  const isAbout = (name: string) => lastPart(name) === lastPart(table) || name.endsWith('.*')
  for (const { steps, migration } of chapters(context).toReversed()) {
    const touches = migration.changes.some(
      ({ object, name }) => name === table || (object === 'policy' && qualifier(name) === table),
    )
    if (!touches) continue
    const step =
      steps.findLast(({ traced }) =>
        traced.statement.operations.some(
          it =>
            (it.kind === 'create' && it.object === 'privilege' && isAbout(it.name)) ||
            (it.kind === 'create' && it.object === 'policy' && isAbout(qualifier(it.name))) ||
            (it.kind === 'alter' && it.object === 'policy' && isAbout(qualifier(it.name))) ||
            (it.kind === 'alter-table' && it.detail === 'disable row security' && isAbout(it.table)),
        ),
      ) ?? steps.findLast(({ traced }) => operations(traced, 'run-code').length > 0)
    return { migration, statement: step?.traced ?? null }
  }
  return null
}
