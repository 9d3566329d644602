import type { DownProof, ReplayedMigration } from '../model/replay.ts'
import type { Change } from '../model/schema.ts'
import type { Rule, RuleMatch } from './rule.ts'
import { adviceFor } from './support/advice.ts'
import { oneLine } from './support/sql.ts'

export const rule: Rule = {
  id: 'down-does-not-restore',
  title: 'The way back does not lead back',
  why: [
    'Up and down were run one after the other, and the schema was compared with the one before.',
    'A down that fails, or that leaves something behind, is found out in the middle of an incident;',
    'the next up then fails on what was left.',
    '',
    'An empty down is only a warning. A down that was generated never changes the verdict.',
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
  if (down.source === 'none' || down.schema === 'unverified') return null
  const place = { migration, statement: null, evidence: 'measured' } as const
  if (down.source === 'authored-empty') {
    if (migration.changes.length === 0 || down.schema === 'equal') return null
    return {
      ...place,
      file: 'down',
      line: 1,
      severity: 'warning',
      message: `The down is empty, so it leaves the change in place: ${differenceOf(migration.changes)}.`,
      fix: 'Write the statements that take the change back.',
    }
  }
  const message = problemOf(down)
  if (message === null) return null
  if (down.source === 'generated') return { ...place, line: 1, severity: 'notice', message, fix: null }
  return {
    ...place,
    file: 'down',
    line: down.failure?.line ?? 1,
    message,
    fix: down.failure === null ? rule.fix : adviceFor(down.failure.code),
  }
}

function problemOf({ source, schema, failure, difference }: DownProof): string | null {
  const subject = source === 'generated' ? 'The generated down' : 'The down'
  if (failure !== null) return `${subject} stops here: ${oneLine(failure.message)}${stateOf(failure.code)}.`
  if (schema === 'impossible') return `${subject} cannot be run.`
  return schema === 'unequal' ? `${subject} does not restore the schema: ${differenceOf(difference)}.` : null
}

/** Only what the database gave; a code of ours says nothing to the reader. */
function stateOf(code: string): string {
  return /^[0-9A-Z]{5}$/.test(code) ? ` (SQLSTATE ${code})` : ''
}

const shown = 5

/** In the eyes of who goes back: what is too much, what is missing, what is another one. */
function differenceOf(difference: readonly Change[]): string {
  const names = (actions: readonly Change['action'][]) => {
    const all = difference
      .filter(({ action }) => actions.includes(action))
      .map(({ object, name }) => `${object} ${name}`)
    return all.length > shown
      ? `${all.slice(0, shown).join(', ')} and ${all.length - shown} more`
      : all.join(', ')
  }
  const groups = { 'left behind': names(['add']), lost: names(['drop']), changed: names(['alter', 'rename']) }
  return Object.entries(groups)
    .filter(([, all]) => all !== '')
    .map(([title, all]) => `${title}: ${all}`)
    .join('; ')
}
