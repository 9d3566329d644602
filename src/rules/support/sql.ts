/**
 * SQL that a fix suggests. A fix that ends in a semicolon is SQL and runs as it stands;
 * any other fix is a sentence.
 */

/** Stands between the migrations of a fix that takes more than one deploy. */
export const nextMigration = '-- in the next migration:'

/** Stands before statements that go beside the migration in review: they take the place of nothing in it. */
export const ownMigration = '-- in a migration of its own:'

/** Joins the migrations of a fix; each is the list of its statements. */
export function inMigrations(...migrations: readonly (readonly string[])[]): string {
  return migrations.map(statements => statements.join('\n')).join(`\n${nextMigration}\n`)
}

const space = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)`
const createIndex = new RegExp(
  `^(?<before>${space}*)(?<create>create${space}+(?:unique${space}+)?index)(?<ifNotExists>${space}+if${space}+not${space}+exists)?(?=\\W)`,
  'i',
)

/**
 * The same CREATE INDEX with CONCURRENTLY, or `null` where the text has an unknown form.
 * IF NOT EXISTS is left out: after a failed concurrent build it would take the broken index for the good one.
 */
export function indexConcurrently(sql: string): string | null {
  const found = match(createIndex, sql)
  if (found?.groups === undefined) return null
  return `${found.groups.create} CONCURRENTLY${sql.slice(found[0].length)};`
}

const namedIndex = new RegExp(
  `^${space}*(?<create>create${space}+(?:unique${space}+)?index)(?:${space}+concurrently)?(?:${space}+if${space}+not${space}+exists)?${space}+(?:"(?:[^"]|"")*"|[^\\s"]+)(?=${space}+on\\b)`,
  'i',
)

/** The same CREATE INDEX with CONCURRENTLY, under another name; `null` where the text has an unknown form. */
export function indexConcurrentlyAs(sql: string, name: string): string | null {
  const found = match(namedIndex, sql)
  return found?.groups === undefined
    ? null
    : `${found.groups.create} CONCURRENTLY ${name}${sql.slice(found[0].length)};`
}

const createIndexIfNotExists = new RegExp(
  `^${space}*(?<create>create${space}+(?:unique${space}+)?index(?:${space}+concurrently)?)${space}+if${space}+not${space}+exists(?=\\W)`,
  'i',
)

/** The same CREATE INDEX without IF NOT EXISTS, or `null` where the text has an unknown form. */
export function withoutIfNotExists(sql: string): string | null {
  const found = match(createIndexIfNotExists, sql)
  return found?.groups === undefined ? null : `${found.groups.create}${sql.slice(found[0].length)};`
}

/** The text with a space in place of each comment, also of one that nobody closed. */
export function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
}

/** Longer ones are no fix that anybody reads, and a pattern's stack has an end. */
const longest = 100_000

/** What the pattern finds in a text of a length that a person writes. */
function match(pattern: RegExp, sql: string): RegExpExecArray | null {
  return sql.length > longest ? null : pattern.exec(sql)
}

/** Text from the database or the author, on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
