import { isSqlState } from './database.ts'

/** What to do, by the database's code and message, for what migrations fail with most. */
export function adviceFor(code: string, message: string): string {
  const found = isSqlState(code)
    ? (indexOfConstraint(code, message) ?? adviceForPostgres(code, message))
    : adviceForSqlite(code, message)
  return found ?? 'Correct the statement so that it runs on the schema of the base branch.'
}

/** An index that a constraint owns goes only with it. */
function indexOfConstraint(code: string, message: string): string | undefined {
  const [, constraint, table] =
    /^cannot drop index .+ because constraint (.+) on table (.+) requires it$/.exec(message) ?? []
  if (code !== '2BP01' || constraint === undefined) return undefined
  return `The index belongs to a constraint: drop that with ALTER TABLE ${table} DROP CONSTRAINT ${constraint}, and what it kept unique is unique no more.`
}

const missing =
  'Check the spelling and the schema, and that the migration which creates it comes before this one.'
const duplicate = 'It stands already: remove the statement, or choose another name.'
const existingRows = 'Existing rows are in the way: correct them in an earlier migration.'

/** Where the message tells more than the code. */
function adviceForPostgres(code: string, message: string): string | undefined {
  return byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? advice[code]
}

const byMessage: readonly (readonly [message: RegExp, advice: string])[] = [
  [
    /^(?:unique|exclusion|primary key) constraint on partitioned table must include all partitioning columns/,
    'Put the columns of the partition key into the key as well.',
  ],
  [
    /^cannot (?:drop columns from|change name of|change data type of|change collation of) view\b/,
    'Keep the columns as they are and add new ones at the end, or drop the view and create it anew in the same migration.',
  ],
  [
    /^cannot change (?:return type|name of input parameter|routine kind|parameter defaults?)|^cannot remove parameter defaults from existing function/,
    'Create it under another name, or drop the old one in the same migration; code that calls it must fit both.',
  ],
  [
    /^cannot alter type of a column used (?:by|in) /,
    'Drop what uses the column before it, and make it again after it, in the same migration.',
  ],
  [
    /^cannot refresh materialized view .* concurrently$/,
    'Create a unique index on columns of the view first, without a condition.',
  ],
]

/** SQLite has one code for most mistakes; its message tells them apart. */
function adviceForSqlite(code: string, message: string): string | undefined {
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return foreignKeyRows
  if (code === 'SQLITE_CONSTRAINT_NOTNULL') return noValue
  if (code.startsWith('SQLITE_CONSTRAINT')) return existingRows
  const [, kind, name] = /^error in (index|view|trigger) (.+?) after drop column: /.exec(message) ?? []
  if (kind !== undefined) return `Drop the ${kind} ${name} before it.`
  return sqliteAdvice.find(([pattern]) => pattern.test(message))?.[1]
}

const noValue =
  'Existing rows have no value there: give the column a default, or write one for them, as coalesce() does in a copy.'

const foreignKeyRows =
  'Rows of another table point to what goes: change those first, or build the table anew with foreign keys off, set before BEGIN, and PRAGMA foreign_key_check before COMMIT.'

const sqliteAdvice: readonly (readonly [message: RegExp, advice: string])[] = [
  [/\balready exists$|^there is already another |^duplicate column name: /, duplicate],
  [/\bno such (?:table|column|index|view|trigger): |\bhas no column named /, missing],
  [/ constraint failed$/, existingRows],
  [/^malformed JSON$/, 'Leave out rows whose text is no JSON: WHERE json_valid(…).'],
  [
    /^cannot start a transaction within a transaction$/,
    'Remove BEGIN and COMMIT: the migration runs in a transaction already.',
  ],
]

const advice: Readonly<Record<string, string>> = {
  '0A000': 'This server does not support it: choose another form.',
  '22001': 'A value is too long for its column: shorten the values or widen the column first.',
  '22P02':
    'A value cannot be read as this type: convert it with a USING expression that handles every value.',
  '23502': existingRows,
  '23503': existingRows,
  '23505': existingRows,
  '23514': existingRows,
  '25001': 'Move the statement into a migration of its own, without BEGIN and COMMIT.',
  '2BP01': 'Other objects depend on it: change or drop those first, by name rather than with CASCADE.',
  '3F000': missing,
  '42501':
    'The role that runs migrations may not do this: grant it the privilege, or leave the statement to an administrator.',
  '42601': 'Correct the syntax.',
  '42701': duplicate,
  '42703': missing,
  '42704': missing,
  '42710': duplicate,
  '42723': duplicate,
  '42804': 'The types do not match: cast the value, or add a USING expression.',
  '42883': missing,
  '42P01': missing,
  '42P06': duplicate,
  '42P07': duplicate,
  '42P16': 'The definition is not valid for this table: see the message.',
  'no-such-table': missing,
  'no-such-column': missing,
  'no-such-object': missing,
  'already-exists': duplicate,
  'syntax-error': 'Correct the syntax.',
  '55P04':
    'A new enum value can be used only after its transaction has committed: add the value in a migration of its own.',
}
