import { differenceWords } from '../model/difference.ts'
import type { DownProof, ReplayedMigration } from '../model/replay.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { adviceFor } from './support/advice.ts'
import { codeNote } from './support/database.ts'
import { oneLine } from './support/sql.ts'

export const rule: Rule = {
  id: 'down-does-not-restore',
  title: 'The way back does not lead back',
  why: [
    'Up and down were run one after the other, and the schema was compared with the one before.',
    'A down that fails, or that leaves something behind, is found out in the middle of an incident;',
    'the next up then fails on what was left.',
    '',
    'Where the downs of the whole change in reverse order do lead back, one that does not do so alone is a notice:',
    'some teams spread a change over several files.',
    '',
    'An empty down (nothing but comments, settings or `SELECT 1`) is only a warning, also where a comment says that it',
    'is meant so. Another order of columns is no problem. Where there is no down file, `missing-down` speaks.',
    '',
    'Behind a down that restores the schema the up is run once more, as the next deploy would. Where it stops at what',
    'the down left behind, or leads elsewhere, that is a warning.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: [
    'Write the down so that it undoes every statement of the up, in reverse order. Where a generated one leads back,',
    'it stands beside the finding.',
  ].join('\n'),
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;\nCREATE TABLE badges (id int PRIMARY KEY);',
      down: 'DROP TABLE badges;',
      note: 'The column is left behind.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;',
      down: 'ALTER TABLE users DROP COLUMN agee;',
      note: 'The down fails.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;',
      down: '-- nothing to do\n',
      note: 'An empty down: a warning.',
    },
    {
      base: 'CREATE TABLE roles (id int PRIMARY KEY, name text);',
      up: "INSERT INTO roles (id, name) VALUES (100, 'owner');",
      down: '-- the schema is the same\n',
      note: 'The row stays, so that the next up stops at its key: a warning.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age INTEGER;\nCREATE TABLE badges (id INTEGER PRIMARY KEY);',
      down: 'DROP TABLE badges;',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;\nCREATE TABLE badges (id int PRIMARY KEY);',
      down: 'DROP TABLE badges;\nALTER TABLE users DROP COLUMN age;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, age int);\nINSERT INTO users VALUES (1, 1);',
      up: 'UPDATE users SET age = 2 WHERE age = 1;',
      down: '-- the old ages are not kept\n',
      note: 'The schema was not changed.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age INTEGER;',
      down: 'ALTER TABLE users DROP COLUMN age;',
    },
  ],
  *check(context) {
    for (const migration of context.migrations) {
      const match = migration.state === 'edited' ? null : judge(migration, wholeRestores(migration, context))
      if (match !== null) yield match
      else yield* judgeAgain(migration)
    }
    yield* judgeBatch(context)
  },
}

/** Whether the way back of the change as a whole is proven, whatever becomes of this one step. */
function wholeRestores({ state }: ReplayedMigration, { batchDown }: RuleContext): boolean {
  return state === 'added' && batchDown !== null && isBack(batchDown.verdict)
}

function isBack(verdict: DownProof['schema']): boolean {
  return verdict === 'equal' || verdict === 'equal-except-order'
}

function judge(migration: ReplayedMigration, wholeRestored: boolean): RuleMatch | null {
  const { down } = migration
  const message = problemOf(migration, wholeRestored)
  if (message === null) return null
  const line = down.failure?.line ?? down.line
  const corrected = down.corrected?.trim() || null
  const evidence = down.schema === 'unverified' ? 'inferred' : 'measured'
  const found = { migration, statement: null, file: 'down', line, evidence } as const
  if (wholeRestored) {
    const more =
      'All downs of the change in reverse order do restore the schema; a single step back does not.'
    return { ...found, severity: 'notice', message: `${message} ${more}`, fix: wholeFix }
  }
  if (down.source === 'authored-empty')
    return {
      ...found,
      severity: 'warning',
      message,
      fix: corrected ?? 'Write the statements that take the change back.',
    }
  return {
    ...found,
    message,
    fix: corrected ?? adviceOn(down),
  }
}

function adviceOn({ failure }: DownProof): string {
  return failure === null ? undoAll : adviceFor(failure.code, failure.message)
}

const undoAll = 'Write the down so that it undoes every statement of the up, in reverse order.'

const wholeFix = 'Take the change back as a whole, or let each down undo its own up.'

function problemOf({ down, changes }: ReplayedMigration, wholeRestored: boolean): string | null {
  const { source, schema, failure, difference } = down
  if (!isAuthored(down) || isBack(schema)) return null
  const subject = wholeRestored ? 'Alone, the down' : 'The down'
  if (schema === 'unverified') {
    const told = wholeRestored && failure !== null
    return told ? `${subject} could not be tried: ${oneLine(failure.message)}.` : null
  }
  if (source === 'authored-empty' && failure === null) {
    if (changes.length === 0) return null
    return `${subject} is empty and takes nothing back: ${differenceWords(changes)}.`
  }
  if (failure !== null) return `${subject} ${stopOf(failure)}.`
  return `${subject} does not restore the schema: ${differenceWords(difference)}.`
}

function stopOf({ code, message }: NonNullable<DownProof['failure']>): string {
  return code === '42601' || code === 'syntax-error'
    ? `does not parse: ${oneLine(message)}`
    : `stops here: ${oneLine(message)}${codeNote(code)}`
}

/** The way back is there, but not the way on from it. */
function* judgeAgain(migration: ReplayedMigration): Iterable<RuleMatch> {
  const { state, down } = migration
  const { verdict, failure, difference } = down.again
  if (state === 'edited' || !isAuthored(down) || verdict !== 'unequal') return
  const found =
    failure === null
      ? `the up, run again behind it, does not lead where it led first: ${differenceWords(difference)}`
      : `the up, run again behind it, stops at its line ${failure.line}: ${oneLine(failure.message)}${codeNote(failure.code)}`
  yield {
    migration,
    statement: null,
    file: 'down',
    line: down.line,
    severity: 'warning',
    message: `The down restores the schema, but ${found}.`,
    fix: 'Take back in the down whatever the up wrote, or write the up so that it can run twice.',
    evidence: 'measured',
  }
}

function isAuthored({ source }: DownProof): boolean {
  return source === 'authored' || source === 'authored-empty'
}

/** Each down leads back alone, but not all of them one after the other. */
function* judgeBatch({ migrations, batchDown }: RuleContext): Iterable<RuleMatch> {
  const added = migrations.filter(({ state }) => state === 'added')
  const aloneFine = added.every(({ down }) => isBack(down.schema))
  if (batchDown === null || batchDown.verdict !== 'unequal' || added.length < 2 || !aloneFine) return
  const { failure, difference } = batchDown
  const authored = added.filter(({ down }) => down.source !== 'generated')
  const migration = failure === null ? (authored[0] ?? added[0]) : added[failure.place]
  if (migration === undefined) return
  const isAuthored = migration.down.source !== 'generated'
  yield {
    migration,
    statement: null,
    evidence: 'measured',
    ...(isAuthored ? { file: 'down' as const, line: failure?.line ?? migration.down.line } : { line: 1 }),
    severity: isAuthored ? 'error' : 'notice',
    message:
      failure === null
        ? `Each down leads back alone, but all downs of the change in reverse order do not restore the schema: ${differenceWords(difference)}.`
        : `Alone, this down leads back, but after the downs of the later migrations it ${stopOf(failure)}.`,
    fix: 'Write the downs so that they run one after the other, last first, as a deploy is taken back.',
  }
}
