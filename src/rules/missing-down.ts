import { differenceWords } from '../model/difference.ts'
import type { DownProof, ReplayedMigration } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { codeNote } from './support/database.ts'
import { listed } from './support/names.ts'
import { oneLine } from './support/sql.ts'

export const rule: Rule = {
  id: 'missing-down',
  title: 'No way back',
  why: [
    'When a deploy goes wrong, the way back should be a file that was tried, not one that is written in the incident.',
    'Where a migration has no down, one is generated and run; this is told where that did not restore the schema,',
    'and where the other migrations of the folder have downs, so that the tool expects one here.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Write the down, or put the generated one into the down file.',
  bad: [
    {
      base: [
        'CREATE OPERATOR FAMILY loose USING btree;',
        'ALTER OPERATOR FAMILY loose USING btree ADD OPERATOR 1 < (int4, int4), FUNCTION 1 btint4cmp(int4, int4);',
      ].join('\n'),
      up: 'DROP OPERATOR FAMILY loose USING btree;',
      note: 'The generated down does not know how to put its members back.',
    },
    {
      dialect: 'sqlite',
      base: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);',
        'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);',
      ].join('\n'),
      up: [
        'PRAGMA foreign_keys = OFF;',
        'ALTER TABLE users RENAME TO users_old;',
        'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);',
        'INSERT INTO users SELECT id, email FROM users_old;',
        'DROP TABLE users_old;',
        'PRAGMA foreign_keys = ON;',
      ].join('\n'),
      note: 'The way back would itself lose the rows of posts, which now reference what is gone.',
      also: ['long-write-lock', 'rename-original-first'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;',
      note: 'The generated down was run and restores the schema, and no other migration here has a down.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;',
      down: 'ALTER TABLE users DROP COLUMN age;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age int;',
      down: 'SELECT 1;',
      note: 'There is one; that it does not lead back is told of the down.',
      also: ['down-does-not-restore'],
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE users ADD COLUMN age INTEGER;',
    },
  ],
  *check(context) {
    for (const migration of context.migrations) {
      if (!isWithoutDown(migration)) continue
      const told = noWayBack(migration.down) ?? (context.expectsDown(migration) ? expected(migration) : null)
      const evidence = migration.down.schema === 'unverified' ? 'inferred' : 'measured'
      if (told !== null) yield { migration, statement: null, line: 1, evidence, ...told }
    }
  },
}

/** An up that ran, and no down beside it; where nothing was tried, nothing is known. */
function isWithoutDown({ state, statements, down }: ReplayedMigration): boolean {
  const hasFile = down.source === 'authored' || down.source === 'authored-empty'
  return state === 'added' && statements.length > 0 && !hasFile && down.failure?.code !== 'not-tried'
}

interface Told {
  readonly message: string
  readonly fix: string
}

function noWayBack({ schema, failure, difference }: DownProof): Told | null {
  const fix = 'Write a down and keep it beside the up, or decide that this migration is never taken back.'
  const reason =
    failure === null ? '' : `: ${oneLine(failure.message).replace(/\.$/, '')}${codeNote(failure.code)}`
  const told = (problem: string) => ({ message: `There is no down file, and ${problem}.`, fix })
  switch (schema) {
    case 'equal':
    case 'equal-except-order':
      return null
    case 'impossible':
      return told(`none can be generated${reason}`)
    case 'unverified':
      return told(`whether a generated one works could not be seen${reason}`)
    case 'unequal':
      return told(
        failure === null
          ? `the generated one does not restore the schema (${differenceWords(difference)})`
          : `the generated one fails${reason}`,
      )
  }
}

/** The folder's other migrations have downs, and the generated one is proven. */
function expected({ down }: ReplayedMigration): Told {
  const { sql, losses } = down
  if (sql.trim() === '')
    return {
      message: 'There is no down file, as the other migrations here have one; the schema needs none.',
      fix: 'Add a down that puts the rows back, or an empty one.',
    }
  const lost = losses.length === 0 ? '' : `, but not what stood in ${listed(losses.slice(0, 5))}`
  return {
    message: `There is no down file, as the other migrations here have one; the generated one was run and restores the schema${lost}.`,
    fix: sql.trim(),
  }
}
