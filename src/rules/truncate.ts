import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { listed } from './support/names.ts'
import { emptiedTables } from './support/truncated.ts'

export const rule: Rule = {
  id: 'truncate',
  covers: ['truncate-cascade'],
  title: 'Table emptied',
  why: [
    'All rows are gone for good, and until the transaction ends nobody can read or write the table (ACCESS EXCLUSIVE).',
    'No trigger for single rows fires and no foreign key acts: what hangs on the rows is not told.',
    'With CASCADE every table whose foreign key points here is emptied as well, and every table that points there.',
    '',
    'A table whose rows were copied away and are put back in the same migration is not emptied.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Keep a copy of rows that may be needed, and delete the others in batches by key, table by table.',
  bad: [
    {
      base: 'CREATE TABLE sessions (id int PRIMARY KEY);',
      up: 'TRUNCATE sessions;',
    },
    {
      base: [
        'CREATE TABLE customers (id int PRIMARY KEY);',
        'CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);',
        'CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders);',
      ].join('\n'),
      up: 'TRUNCATE customers CASCADE;',
      note: 'The locks show which tables it reached.',
    },
    {
      base: 'CREATE TABLE sessions (id int PRIMARY KEY);',
      up: "DO $$ BEGIN EXECUTE 'TRUNCATE sessions'; END $$;",
      note: 'The table has an empty file afterwards.',
    },
  ],
  good: [
    {
      up: 'CREATE TABLE staging (id int PRIMARY KEY);\nTRUNCATE staging;',
      note: 'The table is as young as the pull request.',
    },
    {
      base: 'CREATE TABLE rates (id int PRIMARY KEY);',
      up: [
        'CREATE TABLE rates_copy AS SELECT * FROM rates;',
        'TRUNCATE rates;',
        'INSERT INTO rates SELECT * FROM rates_copy ORDER BY id;',
      ].join('\n'),
      note: 'The rows are put back.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const step of chapter.steps) {
        const { named, reached, reachUnknown } = emptiedTables(chapter, step, context.schemaBefore)
        if (named.length === 0) continue
        const along = reachUnknown ? ['every table whose foreign key points there'] : reached
        const also = along.length === 0 ? '' : `, with CASCADE also those of ${listed(along)}`
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `All rows of ${listed(named)} are gone${also}; reads and writes wait until the transaction ends.`,
          fix: `Keep a copy of rows that may be needed, and delete the others in batches by key${also === '' ? '' : ', table by table'}.`,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}
