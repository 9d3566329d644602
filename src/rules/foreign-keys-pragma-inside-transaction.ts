import type { TracedStatement } from '../model/replay.ts'
import type { Rule, RuleMatch } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { listedShort } from './support/names.ts'
import { oneLine } from './support/sql.ts'
import { cascadedDrops, uselessPragma } from './support/sqlite/cascades.ts'
import { renamedFirst } from './support/sqlite/rebuilds.ts'
import { safeForm } from './support/sqlite/recipe.ts'
import { referencedDrops } from './support/sqlite/references.ts'
import { isForeignKeyFailure } from './support/sqlite/refusals.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'foreign-keys-pragma-inside-transaction',
  title: 'PRAGMA foreign_keys inside a transaction does nothing',
  why: [
    'SQLite takes the pragma inside a transaction without a word, and foreign keys stay as they were. Many migration',
    'tools put a transaction around each file, so that a pragma at its head is inside of one.',
    'What was to be protected by it is not: a table that others reference cannot be dropped, or takes their rows along.',
    '',
    'The pragma was run and its value read back. Where rows fell because of it, `rebuild-cascades-deletes` tells it',
    'instead; where no statement after it depends on it, this is a warning.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Set the pragma before the transaction begins; where the tool opens it, on the tool’s connection.',
  bad: [
    {
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));',
      ].join('\n'),
      up: [
        'BEGIN;',
        'PRAGMA foreign_keys = OFF;',
        'CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users_new SELECT id, email FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE users_new RENAME TO users;',
        'COMMIT;',
      ].join('\n'),
      note: 'DROP TABLE fails: rows of posts point to users.',
      also: ['long-write-lock'],
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
      up: 'BEGIN;\nPRAGMA foreign_keys = OFF;\nALTER TABLE users ADD COLUMN name TEXT;\nCOMMIT;',
      note: 'Nothing depends on it here: a warning.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
      up: 'PRAGMA foreign_keys = OFF;\nBEGIN;\nALTER TABLE users ADD COLUMN name TEXT;\nCOMMIT;\nPRAGMA foreign_keys = ON;',
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
      up: 'PRAGMA foreign_keys = OFF;\nALTER TABLE users ADD COLUMN name TEXT;\nPRAGMA foreign_keys = ON;',
      note: 'Our own runner sends settings at both ends of a file outside of its transaction.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      const pragma = uselessPragma(chapter)
      if (pragma === undefined || isToldElsewhere(chapter)) continue
      const statement = pragma
      yield {
        migration: chapter.migration,
        statement,
        ...judge(chapter, pragma),
        fix: safeForm(chapter) ?? onConnection,
        evidence: wasMeasured(pragma) ? 'measured' : 'inferred',
      }
    }
  },
}

const onConnection =
  'Set it on the connection before the tool begins its transaction; inside this file it can do nothing.'

/** Rows that fell because of it are told with the table that was dropped; a failure is told here. */
function isToldElsewhere(chapter: Chapter): boolean {
  const isLost = cascadedDrops(chapter).length > 0 || renamedFirst(chapter).length > 0
  return isLost && failedDrop(chapter) === undefined
}

function failedDrop({ steps }: Chapter): Step | undefined {
  return steps.find(
    ({ traced }) => isForeignKeyFailure(traced) && operations(traced, 'drop-table').length > 0,
  )
}

/** It had rows here, and has them still. */
function keepsRows({ migration }: Chapter, table: string): boolean {
  const rows = migration.rows?.find(it => it.table === table)
  return rows !== undefined && rows.before > 0 && rows.after >= rows.before
}

function judge(chapter: Chapter, pragma: TracedStatement): Pick<RuleMatch, 'message' | 'severity'> {
  const subject = 'Inside a transaction this does nothing'
  const failed = failedDrop(chapter)
  if (failed !== undefined) {
    const { statement, trace } = failed.traced
    const reason = oneLine(trace.error?.message ?? '')
    return {
      message: `${subject}: foreign keys are enforced, and the deploy stops in line ${statement.line}, which drops ${listedShort(operations(failed.traced, 'drop-table').map(({ table }) => table))}: ${reason}.`,
    }
  }
  // Where turning them on does nothing they were off: what was dropped met no foreign key.
  const drop = turnsOn(pragma)
    ? undefined
    : referencedDrops(chapter).find(({ children }) => children.some(it => !keepsRows(chapter, it)))
  if (drop === undefined)
    return { severity: 'warning', message: `${subject}: foreign keys stay as they are.` }
  const { step, table, children } = drop
  return {
    message: `${subject}: foreign keys are enforced when line ${step.traced.statement.line} drops ${table}, to which ${listedShort(children)} ${children.length > 1 ? 'point' : 'points'}.`,
  }
}

function turnsOn(pragma: TracedStatement): boolean {
  return operations(pragma, 'set').some(({ value }) => /^(?:[1-9]\d*|on|yes|true)$/i.test(value ?? ''))
}
