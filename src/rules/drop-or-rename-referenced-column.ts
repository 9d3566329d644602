import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { oneLine } from './support/sql.ts'
import { type Mention, mentionOfColumn } from './support/sqlite/refusals.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'drop-or-rename-referenced-column',
  title: 'Something still mentions the column',
  why: [
    'SQLite reads the whole schema again when a column is dropped or renamed, and refuses where something mentions what',
    'is not there any more: an index, a view, a trigger, a CHECK, a key. So the deploy stops at this statement.',
    'It also refuses where a view or trigger was broken before.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Drop what mentions the column first, and make it again afterwards without the column.',
  bad: [
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT);\nCREATE INDEX users_fax ON users (fax);',
      up: 'ALTER TABLE users DROP COLUMN fax;',
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT);\nCREATE VIEW contacts AS SELECT id, fax FROM users;',
      up: 'ALTER TABLE users DROP COLUMN fax;',
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);',
      up: 'ALTER TABLE users DROP COLUMN email;',
    },
    {
      base: 'CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT, phone TEXT, CHECK (fax <> phone));',
      up: 'ALTER TABLE users DROP COLUMN fax;',
    },
  ],
  good: [
    {
      up: [
        'CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT);',
        'CREATE INDEX users_fax ON users (fax);',
        'DROP INDEX users_fax;',
        'ALTER TABLE users DROP COLUMN fax;',
      ].join('\n'),
      note: 'The table is as young as the pull request.',
    },
  ],
  *check(context) {
    for (const { migration, steps } of chapters(context)) {
      for (const { traced } of steps) {
        const mention = mentionOfColumn(traced)
        if (mention === null) continue
        const [operation] = [...operations(traced, 'drop-column'), ...operations(traced, 'rename-column')]
        yield {
          migration,
          statement: traced,
          message: `The deploy stops here: ${oneLine(traced.trace.error?.message ?? '')}.`,
          fix: fixFor(mention, operation?.table ?? ''),
          evidence: 'measured',
        }
      }
    }
  },
}

function fixFor({ kind, name }: Mention, table: string): string {
  switch (kind) {
    case 'index':
      return `Drop the index ${name} before it, in the same migration.`
    case 'view':
    case 'trigger':
      return `Drop the ${kind} ${name} before it, and make it again afterwards without the column.`
    case 'table':
      return `A CHECK, a key or a generated column of ${name} mentions it: build the table anew (create, copy, drop, rename) with foreign keys off.`
    case 'key':
      return `Build ${table} anew without the column and its ${name}: create, copy, drop, rename, with foreign keys off.`
  }
}
