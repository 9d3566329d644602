import type { TracedStatement } from '../model/replay.ts'
import type { Rule, RuleMatch } from './rule.ts'
import { adviceFor } from './support/advice.ts'
import { baselineAdvice } from './support/baseline-advice.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { createdLater, type LaterCreation } from './support/created-later.ts'
import { codeNote } from './support/database.ts'
import { isExplained } from './support/failures.ts'
import { type NoEmptyStart, noEmptyStart } from './support/no-empty-start.ts'
import { oneLine } from './support/sql.ts'
import { safeForm } from './support/sqlite/recipe.ts'
import { isForeignKeyFailure } from './support/sqlite/refusals.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'statement-failed',
  covers: [
    'type-change-blocked-by-dependents',
    'duplicate-column-names',
    'dml-does-not-run',
    'ordering-hazard',
    'drop-index-backing-constraint',
    'partition-key-missing-in-pk',
    'create-or-replace-view-incompatible',
    'foreign-key-parent-not-unique',
    'fk-nondeterministic-collation',
  ],
  title: 'The statement fails',
  why: [
    'The statement was run on the schema that the base branch builds, and the database refused it.',
    'In production the migration would stop here, and the deploy with it;',
    'outside a transaction, what ran before it would stay.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Correct the statement. The code tells the kind of failure; the message is the database’s own.',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET agee = 1 WHERE id = 1;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'CREATE TABLE users (id int PRIMARY KEY);',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);',
      up: 'INSERT INTO users (id, nam) VALUES (1, NULL);',
    },
    {
      dialect: 'sqlite',
      base: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nINSERT INTO users VALUES (1, 'a'), (2, 'a');",
      up: 'CREATE UNIQUE INDEX users_name ON users (name);',
      note: 'Existing rows are in the way.',
    },
    {
      dialect: 'sqlite',
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));',
      ].join('\n'),
      up: [
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
      ].join('\n'),
      note: 'Where foreign keys are enforced, a table to which rows point cannot be dropped.',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;\nUPDATE users SET age = 1 WHERE id = 1;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'CREATE TABLE IF NOT EXISTS users (id int PRIMARY KEY);',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);',
      up: "INSERT INTO users (id, name) VALUES (100, 'a');",
    },
  ],
  *check(context) {
    const start = noEmptyStart(context)
    if (start !== null) yield toldOnce(start)
    for (const chapter of chapters(context)) {
      const { migration, steps } = chapter
      const failed = steps.find(({ traced }) => traced.trace.outcome === 'failed')?.traced
      if (failed === undefined || start?.statements.has(failed) || isExplained(migration, failed)) continue
      const { code, message } = failed.trace.error ?? {
        code: 'unknown',
        message: 'the database gave no reason',
      }
      const later = createdLater(context, chapter, failed)
      yield {
        migration,
        statement: failed,
        message: `The deploy stops here${condition(code, message)}: ${oneLine(message)}${codeNote(code)}${whereLater(later)}.`,
        fix: wholeFix(chapter, failed) ?? orderFix(migration, later) ?? adviceFor(code, message),
        evidence: 'measured',
      }
    }
  },
}

function whereLater(later: LaterCreation | null): string {
  return later === null ? '' : `; it is created later, by ${later.path}, line ${later.line}`
}

function orderFix({ migration }: Chapter['migration'], later: LaterCreation | null): string | null {
  if (later === null) return null
  return later.path === migration.up.path
    ? `Move the statement behind line ${later.line}, which creates ${later.name}.`
    : `Give ${later.path} the lower number: it creates ${later.name}, which this one uses.`
}

/** The rows in SQLite's shadow are made up: whether those in production stand in the way as well is not known. */
function condition(code: string, message: string): string {
  const isOfValues = code.startsWith('SQLITE_') && /^malformed JSON$|^integer overflow$/.test(message)
  return isOfValues || code.startsWith('SQLITE_CONSTRAINT')
    ? ' where rows stand as they do in the shadow'
    : ''
}

/** A table of SQLite that others point to is dropped with foreign keys off; the whole migration shows how. */
function wholeFix(chapter: Chapter, failed: TracedStatement): string | null {
  return isForeignKeyFailure(failed) && operations(failed, 'drop-table').length > 0 ? safeForm(chapter) : null
}

/** One cause, one finding: the base that is not there. */
function toldOnce({ first, statements, migrations }: NoEmptyStart): RuleMatch {
  const messages = [...statements].flatMap(({ trace }) => trace.error?.message ?? [])
  const reason = oneLine(first.traced.trace.error?.message ?? 'the first finds nothing to work on')
  return {
    migration: first.migration,
    statement: first.traced,
    message: `These migrations do not start from an empty database: ${statements.size} statements in ${migrations} of them miss what stands before, the first here: ${reason}.`,
    fix: `${baselineAdvice(messages)}.`,
    evidence: 'measured',
  }
}
