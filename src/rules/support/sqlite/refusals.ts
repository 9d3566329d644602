import type { ReplayedMigration, TracedStatement } from '../../../model/replay.ts'
import type { Chapter } from '../chapters.ts'
import { isSqlState } from '../database.ts'
import { remembered } from '../remembered.ts'
import { operations } from '../traced.ts'

/** What SQLite refuses, told apart by its messages: its code is the same for almost all of it. */

function refusal({ trace }: TracedStatement): string | null {
  if (trace.outcome !== 'failed' || trace.error === null) return null
  return isSqlState(trace.error.code) ? null : trace.error.message
}

const columnRefusals =
  /^cannot add an? .* column\b|^cannot add a column with non-constant default$|^(?:CHECK|NOT NULL) constraint failed/i

/** ADD COLUMN that rows stand against, or that SQLite never takes. */
export function refusedColumn(traced: TracedStatement): string | null {
  const message = refusal(traced)
  const adds = operations(traced, 'add-column').length > 0
  return message !== null && adds && columnRefusals.test(message) ? message : null
}

/** What stands against a DROP COLUMN or RENAME COLUMN. */
export interface Mention {
  readonly kind: 'index' | 'view' | 'trigger' | 'table' | 'key'
  /** As the message names it; of a key its kind: `UNIQUE`. */
  readonly name: string
}

/** The object that mentions the column which a statement was to drop or rename. */
export function mentionOfColumn(traced: TracedStatement): Mention | null {
  const message = refusal(traced)
  const works = operations(traced, 'drop-column').length > 0 || operations(traced, 'rename-column').length > 0
  if (message === null || !works) return null
  const key = /^cannot drop (PRIMARY KEY|UNIQUE) column: /.exec(message)
  if (key !== null) return { kind: 'key', name: key[1] ?? '' }
  return objectIn(message)
}

/** The view or trigger that mentions what is not there at the moment at which a table is renamed. */
export function blockerOfRename(traced: TracedStatement): Mention | null {
  const message = refusal(traced)
  if (message === null || operations(traced, 'rename-table').length === 0) return null
  return objectIn(message)
}

function objectIn(message: string): Mention | null {
  const [, kind, name = ''] =
    /^error in (index|view|trigger|table) (.+?)(?: after [a-z ]+)?: /s.exec(message) ?? []
  return kind === 'index' || kind === 'view' || kind === 'trigger' || kind === 'table' ? { kind, name } : null
}

/** The name in double quotes that stands for no column, where a text was meant. */
export function quotedText(traced: TracedStatement): string | null {
  const message = refusal(traced) ?? ''
  return (
    /no such column: ("(?:[^"]|"")*") - should this be a string literal in single-quotes\?$/s.exec(
      message,
    )?.[1] ?? null
  )
}

/** The DROP of a table that failed because rows of others point to it. */
export function failedDropOf(
  { migration }: Pick<Chapter, 'migration'>,
  table: string,
): TracedStatement | undefined {
  return foreignKeyFailures(migration).find(traced =>
    operations(traced, 'drop-table').some(drop => drop.table === table),
  )
}

const foreignKeyFailures = remembered(({ statements }: ReplayedMigration) =>
  statements.filter(isForeignKeyFailure),
)

/** Rows that point to nothing, or would. */
export function isForeignKeyFailure({ trace }: TracedStatement): boolean {
  return trace.outcome === 'failed' && trace.error?.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}

/** True where a rule of its own tells of SQLite's refusal. */
export function isToldApart({ statements }: ReplayedMigration, traced: TracedStatement): boolean {
  if (refusedColumn(traced) !== null || mentionOfColumn(traced) !== null) return true
  if (blockerOfRename(traced) !== null || quotedText(traced) !== null) return true
  if (!isForeignKeyFailure(traced) || operations(traced, 'drop-table').length === 0) return false
  const before = statements.slice(0, statements.indexOf(traced))
  return before.some(({ trace }) => trace.withoutEffect) || dropsRenamed(before, traced)
}

/** `rename-original-first`: the table that is dropped is the original under its temporary name. */
function dropsRenamed(before: readonly TracedStatement[], traced: TracedStatement): boolean {
  const dropped = operations(traced, 'drop-table').map(({ table }) => table)
  const renames = before
    .flatMap(it => operations(it, 'rename-table'))
    .filter(({ to }) => dropped.includes(to))
  const made = before.flatMap(it => operations(it, 'create-table')).map(({ table }) => table)
  return renames.some(({ table }) => made.includes(table))
}
