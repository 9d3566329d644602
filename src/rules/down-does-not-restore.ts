import type { DownProof, ReplayedMigration } from '../model/replay.ts'
import type { Rule, RuleMatch } from './rule.ts'
import { adviceFor } from './support/advice.ts'
import { oneLine } from './support/sql.ts'
import { differenceOf, stateOf } from './support/way-back.ts'

export const rule: Rule = {
  id: 'down-does-not-restore',
  title: 'The way back does not lead back',
  why: [
    'Up and down were run one after the other, and the schema was compared with the one before.',
    'A down that fails, or that leaves something behind, is found out in the middle of an incident;',
    'the next up then fails on what was left.',
    '',
    'An empty down is only a warning. Where there is no down file, `missing-down` speaks.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Write the down so that it undoes every statement of the up, in reverse order.',
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
  ],
  *check(context) {
    for (const migration of context.migrations) {
      const match = migration.state === 'edited' ? null : judge(migration)
      if (match !== null) yield match
    }
  },
}

function judge(migration: ReplayedMigration): RuleMatch | null {
  const { down } = migration
  if (down.source === 'none' || down.source === 'generated' || down.schema === 'unverified') return null
  const place = { migration, statement: null, file: 'down', evidence: 'measured' } as const
  if (down.source === 'authored-empty') {
    if (migration.changes.length === 0 || down.schema === 'equal') return null
    return {
      ...place,
      line: 1,
      severity: 'warning',
      message: `The down is empty, so it leaves the change in place: ${differenceOf(migration.changes)}.`,
      fix: 'Write the statements that take the change back.',
    }
  }
  const message = problemOf(down)
  if (message === null) return null
  const { failure } = down
  return {
    ...place,
    line: failure?.line ?? 1,
    message,
    fix: failure === null ? rule.fix : adviceFor(failure.code),
  }
}

function problemOf({ schema, failure, difference }: DownProof): string | null {
  if (failure !== null) return `The down stops here: ${oneLine(failure.message)}${stateOf(failure.code)}.`
  if (schema === 'impossible') return 'The down cannot be run.'
  return schema === 'unequal' ? `The down does not restore the schema: ${differenceOf(difference)}.` : null
}
