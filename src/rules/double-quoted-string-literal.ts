import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { bareName } from './support/names.ts'
import { quotedText } from './support/sqlite/refusals.ts'

export const rule: Rule = {
  id: 'double-quoted-string-literal',
  title: 'A text in double quotes',
  why: [
    'Double quotes are for names. Where no column has the name, an old habit of SQLite takes it for a text: so a typo in',
    'a column’s name passes, and compares or stores the name itself. Builds that leave the habit out (many do: macOS,',
    'and whoever sets `SQLITE_DBCONFIG_DQS_DML`) refuse the statement, and the deploy stops.',
    '',
    'The throwaway database has the habit turned off, so that such a text fails here.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Write texts in single quotes, and names in double quotes.',
  bad: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT);',
      up: 'UPDATE users SET role = "admin" WHERE id = 1;',
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT);',
      up: 'CREATE INDEX users_roles ON users ("roles");',
      note: 'A typo: where the habit is on, this indexes the same text for every row.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT);',
      up: `UPDATE users SET "role" = 'admin' WHERE id = 1;`,
    },
  ],
  *check(context) {
    for (const { migration, steps } of chapters(context)) {
      for (const { traced } of steps) {
        const name = quotedText(traced)
        if (name === null) continue
        yield {
          migration,
          statement: traced,
          message: `No column is called ${name}: SQLite either stops the deploy here, or takes it for a text, depending on its build.`,
          fix: fixFor(traced, name),
          evidence: 'measured',
        }
      }
    }
  },
}

/** Where rows are written, a text is what was meant; in a definition it may as well be a typo. */
function fixFor({ statement }: TracedStatement, name: string): string {
  const text = `'${bareName(name).replaceAll("'", "''")}'`
  const sentence = `Write ${text} where a text is meant; else correct the name.`
  if (!statement.operations.every(({ kind }) => kind === 'write-rows')) return sentence
  const [before, after, ...more] = statement.sql.split(name)
  const isAlone = after !== undefined && more.length === 0 && !/["'`[]/.test(`${before}${after}`)
  return isAlone ? `${before}${text}${after};` : sentence
}
