import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { chapters, type Step } from './support/chapters.ts'
import { lockedForKeys } from './support/locked-for-keys.ts'
import { lastPart, listed, qualifier } from './support/names.ts'
import { runsHiddenCode } from './support/opaque.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'
import { isTypeChange } from './support/type-changes.ts'

export const rule: Rule = {
  id: 'column-type-rewrite',
  covers: ['collation-change'],
  title: 'Changing the type rewrites the table',
  why: [
    'Most type changes write every row and every index anew under an ACCESS EXCLUSIVE lock:',
    'until that is done, nobody can read or write the table, and it needs its own size in free disk space.',
    '',
    'Some changes are free, such as a longer `varchar` or `varchar` to `text`. The change is run to see which kind it is.',
    'A new collation leaves the rows but builds the indexes anew, under the same lock.',
    'A foreign key on the column is made anew as well: the other table is locked as long.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: [
    'Add a new column of the new type, keep both in step with a trigger, copy the old rows in batches,',
    'switch the application over, and drop the old column in a later release.',
  ].join(' '),
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE orders ALTER COLUMN total TYPE bigint;',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name varchar(80));',
      up: 'ALTER TABLE users ALTER name TYPE varchar(40);',
      note: 'Shorter: every row has to be checked and is written anew.',
      also: ['type-narrowing'],
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name text COLLATE "C");\nCREATE INDEX users_name ON users (name);',
      up: 'ALTER TABLE users ALTER name TYPE text COLLATE "en_US";',
      note: 'The rows stay; the index is built anew while reads and writes wait.',
      also: ['missing-down'],
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, "userId" int REFERENCES users);\nCREATE INDEX ON orders ("userId");',
      up: 'ALTER TABLE orders ALTER "userId" TYPE bigint;',
      note: 'Reads and writes of users wait as well.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, name varchar(80));',
      up: 'ALTER TABLE users ALTER name TYPE varchar(200);\nALTER TABLE users ALTER name TYPE text;',
      note: 'Longer text is the same on disk.',
    },
    {
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total int);\nALTER TABLE orders ALTER total TYPE bigint;',
      note: 'The table is new.',
    },
  ],
  *check(context) {
    for (const { steps, migration } of chapters(context)) {
      const altered = migration.changes.filter(isTypeChange)
      for (const step of steps) {
        const table =
          typeChangeOf(step) ??
          opaqueRewrite(
            step,
            altered.map(({ name }) => qualifier(name)),
          )
        const match = table === null ? null : judgeRewrite(context, step, table)
        if (match !== null) yield match
      }
    }
  },
}

function typeChangeOf(step: Step): string | null {
  const [change] = operations(step.traced, 'change-column-type')
  return change === undefined || step.traced.trace.outcome === 'failed' ? null : step.liveTable(change.table)
}

/** A block of code that rewrote a table one of whose columns has another type afterwards. */
function opaqueRewrite(step: Step, altered: readonly string[]): string | null {
  if (!runsHiddenCode(step)) return null
  return (
    altered.find(table => step.traced.trace.rewrites.includes(table) && step.liveTable(table) !== null) ??
    null
  )
}

function judgeRewrite(context: RuleContext, step: Step, table: string): RuleMatch | null {
  const { migration, traced } = step
  const { rewrites, scans } = traced.trace
  const measured = wasMeasured(traced)
  if (measured && rewrites.length === 0) return null
  // Rows that are written anew are read for it, be it in the table or in its partitions; an index never counts as read.
  const rows = !measured || rewrites.some(name => name === table || scans.includes(name))
  const indexes = `the ${rewrites.length === 1 ? 'index' : 'indexes'} ${listed(rewrites)}`
  const what = rows
    ? `every row ${measured ? 'is' : 'may be'} written anew`
    : `${indexes} ${rewrites.length === 1 ? 'is' : 'are'} built anew`
  const columns = operations(traced, 'change-column-type').map(({ column }) => `${table}.${lastPart(column)}`)
  const old = columns.length === 0 ? `the old column of ${table}` : listed(columns)
  const { named, tables } = waitingTables(context, step, [table, ...lockedForKeys(context, step, table)])
  return {
    migration,
    statement: traced,
    tables,
    message: `Reads and writes of ${named} wait while ${what}${tables.length > 1 ? ` in ${table}` : ''}.`,
    fix: `Add a column of the new type beside ${old}, keep both in step, copy the rows in batches, switch over, then drop the old one.`,
    evidence: traced.trace.evidence,
  }
}
