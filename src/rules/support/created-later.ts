import type { TracedStatement } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'
import type { Chapter } from './chapters.ts'
import { bareName, withoutArguments } from './names.ts'

/** Where the change makes what a statement missed. */
export interface LaterCreation {
  /** Bare, as the database told it. */
  readonly name: string
  readonly path: string
  readonly line: number
}

/** What PostgreSQL and SQLite say of what is not there. */
const missing: readonly RegExp[] = [
  /^(?:relation|table|type|schema|view|sequence|materialized view) "(.+)" does not exist$/,
  /^function (\S+?)\(.*\) does not exist$/,
  /^no such (?:table|view): (\S+)$/,
]

/** Where a later statement of the change makes what this one failed for; `null` where none does. */
export function createdLater(
  { migrations }: RuleContext,
  { migration }: Chapter,
  failed: TracedStatement,
): LaterCreation | null {
  const name = missingName(failed.trace.error?.message ?? '')
  if (name === null) return null
  const rest = migrations.slice(migrations.indexOf(migration)).filter(({ state }) => state === 'added')
  for (const { migration: file, statements } of rest) {
    const after = statements.slice(statements.indexOf(failed) + 1)
    const maker = after.find(({ statement: { operations } }) =>
      operations.some(
        operation =>
          (operation.kind === 'create-table' && bareName(operation.table) === name) ||
          (operation.kind === 'create' && bareName(withoutArguments(operation.name)) === name),
      ),
    )
    if (maker !== undefined) return { name, path: file.up.path, line: maker.statement.line }
  }
  return null
}

function missingName(message: string): string | null {
  const found = missing.map(pattern => pattern.exec(message)?.[1]).find(name => name !== undefined)
  return found === undefined ? null : (found.split('.').at(-1) ?? null)
}
