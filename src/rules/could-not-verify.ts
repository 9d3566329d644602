import type { ReplayedMigration, TracedStatement } from '../model/replay.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { missesSomething, noEmptyStart } from './support/no-empty-start.ts'
import { oneLine } from './support/sql.ts'
import { ranToTheEnd } from './support/traced.ts'

export const rule: Rule = {
  id: 'could-not-verify',
  covers: ['opaque-do-block'],
  title: 'What it does could not be seen',
  why: [
    'The statement was not run to its end, or what was seen cannot be trusted: a limit of time or memory,',
    'an object or an extension that the throwaway database lacks, or SQL that hides its own traces.',
    'What is unknown is not called safe.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Remove the reason that the message names, or review the statement by hand and accept it (`unverifiable: acknowledge`).',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: "COPY users FROM PROGRAM 'cat /tmp/users';",
      note: 'A program of the server cannot be tried out.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: [
        'DO $$ BEGIN',
        '  ALTER TABLE users ADD COLUMN age int;',
        "  RAISE EXCEPTION 'never mind';",
        'EXCEPTION WHEN OTHERS THEN NULL;',
        'END $$;',
      ].join('\n'),
      note: 'The work was rolled back inside the block, and its locks with it.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'GRANT SELECT ON users TO reporting;',
      note: 'No migration makes the role: it was made for the check, and may not stand in production.',
    },
    {
      dialect: 'sqlite',
      up: "ATTACH DATABASE 'other.db' AS other;",
      note: 'The check lets no SQL reach for files.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);',
      up: 'UPDATE users SET name = slug(name) WHERE id = 1;',
      note: 'A function of the application, which nothing but the application has.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: [
        'DO $$ BEGIN',
        '  ALTER TABLE users ADD COLUMN age int;',
        'EXCEPTION WHEN duplicate_column THEN NULL;',
        'END $$;',
      ].join('\n'),
      note: 'The handler did not fire: all was seen.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);',
      up: 'UPDATE users SET name = upper(name) WHERE id = 1;',
    },
  ],
  *check(context) {
    const told = noEmptyStart(context)?.statements ?? new Set()
    for (const { migration } of chapters(context)) yield* ups(migration, told)
    for (const migration of context.migrations) yield* down(migration, context)
  },
}

function* ups(migration: ReplayedMigration, elsewhere: ReadonlySet<TracedStatement>): Iterable<RuleMatch> {
  const unverified = migration.statements.filter(
    (traced, place) =>
      traced.trace.outcome === 'unverified' && !elsewhere.has(traced) && !isCopyWithData(migration, place),
  )
  // When the shadow is gone every further statement is unknown, for one and the same reason.
  const stop = unverified.findIndex(({ trace }) => trace.error?.code === 'shadow-gone')
  const told = stop === -1 ? unverified : unverified.slice(0, stop + 1)
  const rest = unverified.length - told.length
  for (const traced of told) {
    const further = traced === told.at(-1) ? rest : 0
    yield {
      migration,
      statement: traced,
      message: `Nobody knows what ${subjectOf(further)} in production: ${reasonOf(traced.trace.error?.message)}.`,
      fix: fixFor(traced),
      evidence: 'inferred',
    }
  }
}

function fixFor(traced: TracedStatement): string {
  if (traced.trace.error?.code === 'provided')
    return 'Create it in a migration, or name a file that does as `setup` in the configuration.'
  if (/ in the shadow were used up$/.test(traced.trace.error?.message ?? ''))
    return 'Make it shorter, or give it more time by `limits` in the configuration; else review it by hand and accept it.'
  if (traced.trace.error?.code === 'left-open') return 'End the transaction with COMMIT in the same file.'
  if (missesSomething(traced))
    return 'Name what stands before the first migration as `baseline` or `setup` in the configuration, or review the statement by hand and accept it.'
  return 'Remove the reason, or review the statement by hand and accept it.'
}

function subjectOf(further: number): string {
  if (further === 0) return 'this does'
  return `this and the ${further === 1 ? 'statement' : `${further} statements`} after it do`
}

/** COPY … FROM STDIN with its rows in the file: the rows are told as unparsed, which is the reason. */
function isCopyWithData({ statements }: ReplayedMigration, place: number): boolean {
  const copies = statements[place]?.statement.operations.some(
    it => it.kind === 'write-rows' && it.verb === 'copy',
  )
  return copies === true && statements[place + 1]?.trace.outcome === 'unparsed'
}

/** A down whose up did not run is told with the up; one that leads back with the others, as that. */
function* down(migration: ReplayedMigration, { batchDown }: RuleContext): Iterable<RuleMatch> {
  const back = batchDown?.verdict === 'equal' || batchDown?.verdict === 'equal-except-order'
  if (back && migration.state === 'added') return
  const { source, schema, failure } = migration.down
  if (migration.state === 'edited' || migration.statements.length === 0 || !ranToTheEnd(migration)) return
  if (source !== 'authored' || schema !== 'unverified' || failure === null) return
  yield {
    migration,
    statement: null,
    file: 'down',
    line: failure.line,
    message: `Nobody knows whether this down works: ${reasonOf(failure.message)}.`,
    fix: 'Remove the reason, or try the down by hand and accept it.',
    evidence: 'inferred',
  }
}

function reasonOf(message: string | undefined): string {
  return oneLine(message ?? 'no reason is known').replace(/\.$/, '')
}
