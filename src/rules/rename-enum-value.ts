import type { ReplayedMigration, TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { bareName, lastPart, qualifier } from './support/names.ts'
import { remembered } from './support/remembered.ts'
import { isOpaque, oldName, operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'rename-enum-value',
  covers: ['enum-value-removed'],
  title: 'Enum value that running code knows is gone',
  why: [
    'An enum value is part of what code and database agree on. From the moment the migration commits, code that still',
    'writes or compares the old value fails (SQLSTATE 22P02), and code that reads rows meets a value it does not know.',
    'That goes on until the new code is everywhere, and begins again if it is rolled back.',
    '',
    'An enum that is built anew without a value does the same, and stops the deploy where a row still has the value.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Add the new value beside the old one, let code understand both, move the rows, and leave the old value where it is.',
  bad: [
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: "ALTER TYPE mood RENAME VALUE 'bad' TO 'sad';",
    },
    {
      base: "CREATE SCHEMA app;\nCREATE TYPE app.\"Mood\" AS ENUM ('It''s good', 'bad');",
      up: "DO $$ BEGIN EXECUTE 'ALTER TYPE app.\"Mood\" RENAME VALUE ''It''''s good'' TO ''good'''; END $$;",
      note: 'Known by the catalog, not by the text.',
    },
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad', 'ugly');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: [
        'ALTER TYPE mood RENAME TO mood_old;',
        "CREATE TYPE mood AS ENUM ('good', 'bad');",
        'ALTER TABLE users ALTER mood TYPE mood USING mood::text::mood;',
        'DROP TYPE mood_old;',
      ].join('\n'),
      note: 'Built anew without a value.',
      also: ['column-type-rewrite'],
    },
  ],
  good: [
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');",
      up: "ALTER TYPE mood ADD VALUE 'sad';",
    },
    {
      up: "CREATE TYPE mood AS ENUM ('good', 'bad');\nALTER TYPE mood RENAME VALUE 'bad' TO 'sad';",
      note: 'The type is as young as the pull request.',
    },
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');",
      up: [
        "ALTER TYPE mood RENAME VALUE 'bad' TO 'sad';",
        "ALTER TYPE mood RENAME VALUE 'sad' TO 'bad';",
      ].join('\n'),
      note: 'The old value stands when all is done.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { type, value, to, statement, evidence } of [...measured(chapter), ...byText(chapter)]) {
        yield {
          migration: chapter.migration,
          statement,
          message:
            to === null
              ? `Code that still uses the value ${value} of ${type} fails${takenCareOf(chapter, value) ? '' : ', and the deploy stops if a row has it'}.`
              : `Code that still uses the value ${value} of ${type} fails as soon as it is called ${to}.`,
          fix:
            to === null
              ? `Keep ${value} in ${type}, and let code write it no longer.`
              : `Add ${to} to ${type} beside ${value}, let code understand both, move the rows, and leave ${value} where it is.`,
          evidence,
        }
      }
    }
  },
}

/** A statement on rows that names the value takes the rows away that have it, or gives them another. */
function takenCareOf({ steps }: Chapter, value: string): boolean {
  return steps.some(
    ({ traced }) => operations(traced, 'write-rows').length > 0 && traced.statement.sql.includes(value),
  )
}

interface GoneValue {
  readonly type: string
  /** As SQL writes a text: `'bad'`. */
  readonly value: string
  /** What it is called now; `null` where it is gone. */
  readonly to: string | null
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

/** Values that stood before the pull request and not after it, while their type still stands. */
function measured(chapter: Chapter): readonly GoneValue[] {
  const { schemaBefore, schemaAfter } = chapter.context
  return chapter.migration.changes.flatMap(({ action, object, name, detail }): GoneValue[] => {
    if (object !== 'enum value' || (action !== 'rename' && action !== 'drop')) return []
    const old = action === 'rename' ? oldName(detail) : name
    // A type that is called otherwise now has all its values under another name.
    if (lastPart(old) === lastPart(name) && action === 'rename') return []
    const type = qualifier(old)
    const stood = schemaBefore?.objects.has(`enum value ${old}`) === true
    const stands = schemaAfter?.objects.has(`enum value ${qualifier(name)}.${lastPart(old)}`) !== false
    if (!stood || stands || !schemaAfter?.objects.has(`type ${qualifier(name)}`)) return []
    const value = quoted(bareName(old))
    const statement = whatTook(chapter, type, value)
    return [
      {
        type,
        value,
        to: action === 'rename' ? quoted(bareName(name)) : null,
        statement,
        evidence: 'measured',
      },
    ]
  })
}

/** The statement that names the value, else one that makes, renames or drops the type, else the only block of code. */
function whatTook({ steps }: Chapter, type: string, value: string): TracedStatement | null {
  const all = steps.map(({ traced }) => traced)
  const renames = all.find(({ statement }) =>
    statement.operations.some(
      it =>
        it.kind === 'alter' && typeof it.enumValue?.was === 'string' && quoted(it.enumValue.was) === value,
    ),
  )
  const makes = all.find(({ statement }) =>
    statement.operations.some(it => it.kind === 'create' && it.object === 'type' && it.name === type),
  )
  const moves = all.find(({ statement }) =>
    statement.operations.some(it => it.kind === 'alter' && it.object === 'type' && it.name === type),
  )
  const drops = all.find(({ statement }) =>
    statement.operations.some(it => it.kind === 'drop' && it.object === 'type' && it.name === type),
  )
  const code = all.findLast(it => isOpaque(it) && it.statement.sql.includes(bareName(type)))
  return renames ?? makes ?? moves ?? drops ?? code ?? all[0] ?? null
}

function byText({ steps, complete }: Chapter): readonly GoneValue[] {
  if (complete) return []
  return steps.flatMap(({ traced, migration }) =>
    traced.statement.operations.flatMap((it): GoneValue[] => {
      if (it.kind !== 'alter' || it.enumValue === undefined || it.enumValue.was === null) return []
      const { type, was, is } = it.enumValue
      if (madeNames(migration).has(type) || traced.trace.outcome === 'failed') return []
      return [
        { type, value: quoted(was), to: quoted(is), statement: traced, evidence: traced.trace.evidence },
      ]
    }),
  )
}

const madeNames = remembered(
  ({ statements }: ReplayedMigration) =>
    new Set(statements.flatMap(it => operations(it, 'create').map(({ name }) => name))),
)

function quoted(label: string): string {
  return `'${label.replaceAll("'", "''")}'`
}
