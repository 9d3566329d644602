import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { isUnseen } from './support/constraints/brought.ts'
import { goneConstraints } from './support/constraints/gone.ts'
import { lastPart, qualifier } from './support/names.ts'

export const rule: Rule = {
  id: 'drop-primary-key',
  title: 'A table loses its primary key',
  why: [
    'Without a primary key two rows can be the same, `ON CONFLICT (id)` in running code fails, and so does a query that',
    'groups by the key and selects other columns. A table that is published for logical replication loses its identity',
    'with it: every UPDATE and DELETE of it fails at once. That is an error, everything else a warning.',
    '',
    'A key for which the change puts another in its place is no finding.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Build the index of the new key CONCURRENTLY first; then drop the old key and add the new one `USING INDEX` in one ALTER TABLE. Or set REPLICA IDENTITY before.',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text);',
      up: 'ALTER TABLE users DROP CONSTRAINT users_pkey;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Users" (id int PRIMARY KEY);\nCREATE PUBLICATION feed FOR TABLE shop."Users";',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE "Users" DROP CONSTRAINT "Users_pkey";',
      note: 'It is published: UPDATE and DELETE fail.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE users DROP CONSTRAINT users_pkey'; END $$;",
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, code int NOT NULL);\nCREATE UNIQUE INDEX users_code ON users (code);',
      up: 'ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY USING INDEX users_code;',
      note: 'Another one takes its place.',
    },
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, code int NOT NULL);\nALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (code);',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, code int);',
      up: 'ALTER TABLE users RENAME CONSTRAINT users_pkey TO users_key;',
      note: 'It has another name, and stays.',
    },
  ],
  *check(context) {
    for (const { definition, isReplaced, table, columns, place } of goneConstraints(context)) {
      if (isReplaced || !definition.startsWith('PRIMARY KEY')) continue
      const isLost = losesIdentity(context, table)
      yield {
        migration: place.migration,
        statement: place.statement,
        ...(isLost ? { severity: 'error' as const } : {}),
        message: isLost
          ? `Every UPDATE and DELETE of ${table} fails from now on: it is published, and without its primary key it has no replica identity.`
          : `Rows of ${table} have no key any more, and ON CONFLICT (${columns.join(', ')}) in running code fails.`,
        fix: rule.fix,
        evidence: 'measured',
      }
    }
    yield* unseen(context)
  },
}

/** Published, with nothing but the primary key to tell its rows apart. */
function losesIdentity({ schemaAfter }: RuleContext, table: string): boolean {
  const objects = schemaAfter?.objects
  if (objects?.get(`table ${table}`)?.attributes['replica identity'] !== undefined) return false
  return [...(objects?.values() ?? [])].some(({ kind, attributes }) => {
    const changes = /update|delete/.test(attributes.publishes ?? '')
    const tables: readonly string[] = (attributes.tables ?? '').match(/(?:"(?:[^"]|"")*"|[^", (])+/g) ?? []
    const isNamed = attributes['all tables'] === 'yes' || tables.includes(table)
    const inSchema = attributes.schemas?.split(', ').includes(qualifier(table)) === true
    return kind === 'publication' && changes && (isNamed || inSchema)
  })
}

/** By the text, where nothing was run: the name that the server gives a primary key. */
function* unseen(context: RuleContext): Generator<RuleMatch> {
  const all = chapters(context)
  const keys = all
    .flatMap(chapter => texts(chapter, 'add-constraint'))
    .filter(([{ type }]) => type === 'primary-key')
  const added = new Set(keys.map(([{ table }]) => table))
  for (const [{ table, constraint }, step] of all.flatMap(chapter => texts(chapter, 'drop-constraint'))) {
    if (!isUnseen(step.traced) || !/_pkey"?$/.test(constraint) || added.has(table)) continue
    if (step.liveTable(table) === null) continue
    yield {
      migration: step.migration,
      statement: step.traced,
      message: `Rows of ${table} have no key without ${lastPart(constraint)}, and code that relies on it fails.`,
      fix: rule.fix,
      evidence: 'inferred',
    }
  }
}
