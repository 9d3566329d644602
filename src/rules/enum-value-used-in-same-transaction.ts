import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'enum-value-used-in-same-transaction',
  title: 'A new enum value is used before it is committed',
  why: [
    'A value that ALTER TYPE … ADD VALUE adds can be used only after its transaction has committed. A statement of the',
    'same transaction that names it fails (SQLSTATE 55P04), and the deploy stops there.',
    '',
    'Where the statement was run, the failure itself is told, by `statement-failed`; this rule reads the text of what',
    'could not be run. An enum that is created in the same transaction can be used at once.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Add the value in a migration of its own, before the one that uses it.',
  bad: [],
  good: [
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: "ALTER TYPE mood ADD VALUE 'sad';\nUPDATE users SET mood = 'good' WHERE id = 1;",
      note: 'Another value is used.',
    },
    {
      up: [
        "CREATE TYPE mood AS ENUM ('good', 'bad');",
        "ALTER TYPE mood ADD VALUE 'sad';",
        "CREATE TABLE users (id int PRIMARY KEY, mood mood DEFAULT 'sad');",
      ].join('\n'),
      note: 'The type is made in the same transaction.',
    },
  ],
  *check(context) {
    for (const { migration } of chapters(context)) {
      for (const { type, value, statement } of usedTooSoon(migration.statements)) {
        yield {
          migration,
          statement,
          message: `The deploy stops here: the value ${value} of ${type} cannot be used before the transaction that adds it has committed (SQLSTATE 55P04).`,
          fix: `Add ${value} to ${type} in a migration of its own, before this one.`,
          evidence: 'inferred',
        }
      }
    }
  },
}

interface Used {
  readonly type: string
  readonly value: string
  readonly statement: TracedStatement
}

/** Statements that were not run and name a value which an earlier statement of their transaction adds. */
function usedTooSoon(statements: readonly TracedStatement[]): readonly Used[] {
  const fresh = new Map<string, string>()
  const made = new Set<string>()
  return statements.flatMap((traced): readonly Used[] => {
    const { operations: all, sql } = traced.statement
    const ends = operations(traced, 'transaction').some(
      ({ verb }) => verb === 'commit' || verb === 'rollback',
    )
    if (ends || !traced.inTransaction) {
      fresh.clear()
      made.clear()
    }
    for (const it of all) {
      if (it.kind === 'create') made.add(it.name)
      if (it.kind !== 'alter' || it.enumValue === undefined) continue
      const { type, was, is } = it.enumValue
      // A new name for a value that stood can be used at once, as can all values of a new type.
      if (was === null && traced.inTransaction && !made.has(type))
        fresh.set(`'${is.replaceAll("'", "''")}'`, type)
      return []
    }
    if (traced.trace.outcome === 'ran' || traced.trace.outcome === 'failed') return []
    const used = [...fresh].find(([value]) => sql.includes(value))
    return used === undefined ? [] : [{ type: used[1], value: used[0], statement: traced }]
  })
}
