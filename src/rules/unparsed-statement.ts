import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { databaseName } from './support/database.ts'
import { oneLine } from './support/sql.ts'

/** As the parser's messages name what only psql reads. */
const metaCommand = /(?:meta-command (\\[^\s:]+)|shell command (\.[^\s:]+))/

export const rule: Rule = {
  id: 'unparsed-statement',
  title: 'Not SQL that the database can read',
  why: [
    'The database’s own parser refuses the text, so it was not run and nothing is known of it.',
    'The same text fails in production. Commands that begin with a backslash belong to the program `psql`,',
    'and those that begin with a dot to `sqlite3`, not to the database.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Correct the syntax; write commands of `psql` and `sqlite3` as plain SQL.',
  bad: [
    { up: 'CREATE TABLE users (id int PRIMARY KEY;' },
    {
      up: 'CREATE TABLE {{ schema }}.users (id int PRIMARY KEY);',
      note: 'A placeholder without a value in the configuration.',
    },
    { up: 'CREATE TABLE users (id int);\n\\copy users FROM users.csv\n', note: 'A command of psql.' },
    { dialect: 'sqlite', up: 'CREATE TABLE users (id INTEGER PRIMARY KEY;' },
  ],
  good: [
    { up: "CREATE TABLE users (id int PRIMARY KEY, path text DEFAULT '\\copy');" },
    { dialect: 'sqlite', up: "CREATE TABLE users (id INTEGER PRIMARY KEY, path TEXT DEFAULT '.read');" },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome !== 'unparsed') continue
      const { syntaxError } = traced.statement
      const reason = oneLine(syntaxError?.message ?? traced.trace.error?.message ?? 'no reason is known')
      yield {
        migration,
        statement: traced,
        ...(syntaxError === null ? {} : { line: syntaxError.line, endLine: traced.statement.endLine }),
        message: `The deploy stops here: ${databaseName[context.dialect]} cannot read this (${reason}).`,
        fix: fixFor(reason, traced.statement.sql),
        evidence: traced.trace.evidence,
      }
    }
  },
}

/** A placeholder that some tool fills in before it runs the file. */
const placeholder = /\{\{\s*\.?[\w.]+\s*\}\}|\$\{\w+\}|(?<![:\w]):["']?[A-Za-z_]\w*|<%|@@\w+@@/

function fixFor(reason: string, sql: string): string {
  if (/^goose cuts it\b/.test(reason))
    return 'Put it between `-- +goose StatementBegin` and `-- +goose StatementEnd`.'
  if (/^drizzle cuts it\b/.test(reason)) return 'Put a breakpoint between statements only.'
  if (/\bCOPY data\b/.test(reason)) return 'Write the rows as INSERT statements.'
  const [, meta, shell] = metaCommand.exec(reason) ?? []
  const command = meta ?? shell
  if (command === undefined && placeholder.test(sql))
    return 'Where this is a placeholder, give its value under `variables` in the configuration; else correct the syntax.'
  return command === undefined ? 'Correct the syntax.' : `Write ${command} as plain SQL, or leave it out.`
}
