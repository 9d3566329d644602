import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { constraintsByCode } from './support/constraints-by-code.ts'
import { qualifier } from './support/names.ts'
import { isToldAsRewrite } from './support/row-values.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'exclusion-constraint',
  title: 'EXCLUDE builds its index while reads and writes wait',
  why: [
    'An exclusion constraint builds its index at once, under an ACCESS EXCLUSIVE lock: until the last row is in the',
    'index, nobody can read or write the table. Unlike a UNIQUE it cannot take over an index that stands already, and',
    'unlike a CHECK it cannot be added as NOT VALID.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Build a new table with the constraint, copy the rows in batches while a trigger keeps both alike, and swap the names; or stop the application for the time of the build.',
  bad: [
    {
      base: 'CREATE TABLE bookings (id int PRIMARY KEY, during int4range);',
      up: 'ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE SCHEMA hotel;\nCREATE TABLE hotel."Stays" (id int PRIMARY KEY, "When" int4range);',
      up: 'SET LOCAL search_path = hotel;\nALTER TABLE "Stays" ADD COLUMN note text, ADD EXCLUDE USING gist ("When" WITH &&) DEFERRABLE;',
    },
    {
      base: 'CREATE TABLE bookings (id int PRIMARY KEY, during int4range);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE bookings ADD EXCLUDE USING gist (during WITH &&)'; END $$;",
      note: 'Code is run, so what it does is seen all the same.',
    },
  ],
  good: [
    {
      up: 'CREATE TABLE bookings (id int PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&));',
      note: 'The table is new.',
    },
    {
      up: 'CREATE TABLE bookings (id int PRIMARY KEY, during int4range);\nALTER TABLE bookings ADD EXCLUDE USING gist (during WITH &&);',
    },
    {
      base: 'CREATE TABLE bookings (id int PRIMARY KEY, during int4range);',
      up: 'CREATE TABLE bookings_next (LIKE bookings INCLUDING ALL);\nALTER TABLE bookings_next ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);',
      note: 'The way around it: a new table.',
    },
  ],
  *check(context) {
    for (const step of steps(context))
      for (const table of [...byText(step), ...byCode(step)]) {
        const { named, tables } = waitingTables(context, step, [table])
        yield {
          migration: step.migration,
          statement: step.traced,
          tables,
          message: `Reads and writes of ${named} wait until the index of the exclusion constraint is built.`,
          fix: rule.fix,
          evidence: step.traced.trace.evidence,
        }
      }
  },
}

function byText(step: Step): readonly string[] {
  const { traced } = step
  const [added] = operations(traced, 'add-constraint').filter(({ type }) => type === 'exclusion')
  if (added === undefined || traced.trace.outcome === 'failed') return []
  const table = step.liveTable(added.table)
  const isNew = operations(traced, 'create-table').length > 0
  const isRead = !wasMeasured(traced) || traced.trace.scans.some(name => step.liveTable(name) !== null)
  // Rows that are written anew have their indexes built for it, which another rule tells.
  return table === null || isNew || !isRead || isToldAsRewrite(step) ? [] : [table]
}

function byCode(step: Step): readonly string[] {
  const { scans, rewrites } = step.traced.trace
  const tables = constraintsByCode(step)
    .filter(({ detail }) => /^EXCLUDE\b/.test(detail))
    .map(({ name }) => qualifier(name))
  return [...new Set(tables)].filter(table => scans.includes(table) && !rewrites.includes(table))
}
