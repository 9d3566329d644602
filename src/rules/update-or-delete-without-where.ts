import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { listed, listedShort } from './support/names.ts'
import { byTransaction } from './support/same-transaction.ts'
import { waitingTables } from './support/sizes.ts'
import { fillsNewColumns, keyOf, type WholeWrite, wholeWrites } from './support/whole-writes.ts'

export const rule: Rule = {
  id: 'update-or-delete-without-where',
  covers: ['unbatched-backfill'],
  title: 'Every row is written at once',
  why: [
    'Without WHERE, or with one that is always true, a statement writes the whole table in one transaction.',
    'Each row stays locked until the transaction ends, so the writes of the application wait for the last row;',
    'the table grows up to twice its size, and replicas fall behind.',
    'After an ALTER TABLE in the same transaction even readers wait. What a DELETE removes is gone for good.',
    '',
    'Several such writes of one table in one transaction are told once.',
    '',
    'A condition may be no limit: `WHERE region IS NULL` holds for every row where the same pull request adds the column,',
    'and a join with another table of the application picks out nothing by itself.',
    '',
    'Filling a column that the same pull request adds, in a migration of its own, overwrites nothing: a warning. So is a',
    'join, which may find few rows.',
    'SQLite locks no rows: there an UPDATE that overwrites values is a warning, and one that fills new columns is told',
    'by `long-write-lock`.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Write the rows in batches by key, each in a transaction of its own, apart from changes of the schema.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: "ALTER TABLE orders ADD COLUMN currency text;\nUPDATE orders SET currency = 'EUR';",
      note: 'The column is new, but ALTER TABLE has locked the table: readers wait as well.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'UPDATE orders SET total = total * 100 WHERE true;',
    },
    {
      base: 'CREATE TABLE sessions (id int PRIMARY KEY);',
      up: 'DELETE FROM sessions;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'DO $$ BEGIN\n  UPDATE orders SET total = 0;\nEND $$;',
    },
    {
      base: 'CREATE TABLE "Orders" (id int PRIMARY KEY, total int);',
      up: 'ALTER TABLE "Orders" ADD COLUMN currency text;\nUPDATE "Orders" SET currency = \'EUR\' WHERE currency IS NULL;',
      note: 'A condition that holds for every row.',
    },
    {
      base: [
        'CREATE TABLE customers (id int PRIMARY KEY, region text);',
        'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, region text);',
      ].join('\n'),
      up: 'UPDATE orders o SET region = c.region FROM customers c WHERE c.id = o.customer_id;',
      note: 'A warning: the join finds every order that has a customer.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE sessions (id INTEGER PRIMARY KEY);',
      up: 'DELETE FROM sessions;',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'UPDATE orders SET total = total * 100;',
      note: 'A warning.',
    },
  ],
  good: [
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'UPDATE orders SET total = 0 WHERE total IS NULL;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'UPDATE orders SET total = 0 WHERE total IS NULL;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'UPDATE orders SET total = v.total FROM (VALUES (1, 10), (2, 20)) AS v (id, total) WHERE orders.id = v.id;',
      note: 'As many rows as are listed.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: "BEGIN;\nALTER TABLE orders ADD COLUMN currency text DEFAULT 'EUR';\nCOMMIT;\nUPDATE orders SET currency = 'USD' WHERE currency IS NULL;",
      note: 'The column is new, and has a value in every row.',
    },
    {
      up: 'CREATE TABLE rates (id int PRIMARY KEY, rate int);\nINSERT INTO rates VALUES (1, 2);\nUPDATE rates SET rate = 3;',
      note: 'The table is as young as the pull request.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: [
        'DO $$ BEGIN',
        '  UPDATE orders SET total = 0 WHERE id IN (SELECT id FROM orders WHERE total IS NULL LIMIT 1000);',
        'END $$;',
      ].join('\n'),
      note: 'A batch.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE log (id int);',
      up: [
        'CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;',
        'CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();',
      ].join('\n'),
      note: 'Nothing is updated yet.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { step, write, told, again } of together(context, found(context, chapter))) {
        const key = keyOf(context.schemaBefore, step.origin(write.table) ?? write.table)
        yield {
          migration: chapter.migration,
          statement: step.traced,
          ...told,
          message: withLines(told.message, again),
          fix: fixFor(write, key === null ? 'key' : key),
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Found {
  readonly step: Step
  readonly write: WholeWrite
  readonly told: Told
}

function found(context: RuleContext, chapter: Chapter): readonly Found[] {
  return chapter.steps.flatMap(step =>
    wholeWrites(chapter, step).flatMap(write => {
      const told = context.dialect === 'sqlite' ? inSqlite(step, write) : inPostgres(context, step, write)
      return told === null ? [] : [{ step, write, told }]
    }),
  )
}

/**
 * Each write, with the lines that do the same again: what one transaction does to one table several times holds up
 * others once, and is told at the first of the worst. In SQLite each has lost values of its own.
 */
function together(
  context: RuleContext,
  all: readonly Found[],
): readonly (Found & { readonly again: readonly number[] })[] {
  if (context.dialect === 'sqlite') return all.map(one => ({ ...one, again: [] }))
  return byTransaction(all, ({ write: { verb, table } }) => `${verb} ${table}`).flatMap(group => {
    const worst = group.find(({ told }) => told.severity === 'error') ?? group[0]
    const again = group.filter(one => one !== worst).map(({ step }) => step.traced.statement.line)
    return worst === undefined ? [] : [{ ...worst, again }]
  })
}

function withLines(message: string, again: readonly number[]): string {
  if (again.length === 0) return message
  const lines = [...new Set(again)].map(String)
  return `${message.slice(0, -1)}; the same at ${lines.length === 1 ? 'line' : 'lines'} ${listedShort(lines)}.`
}

type Told = Pick<RuleMatch, 'severity' | 'message' | 'tables'>

/** Rows that are gone are gone, however few they were; what an UPDATE costs is the time. */
function inPostgres(context: RuleContext, step: Step, write: WholeWrite): Told {
  const isMild = write.despite === 'join' || fillsNewColumns(step, write)
  const severity = isMild && write.held === null ? 'warning' : 'error'
  if (write.verb === 'delete') return { severity, message: messageOf(write) }
  const { named, tables } = waitingTables(context, step, [write.table])
  return { severity, message: messageOf({ ...write, table: named }), tables }
}

/** Other connections cannot write meanwhile, whatever is written: what counts is what is lost. */
function inSqlite(step: Step, write: WholeWrite): Told | null {
  const { verb, table, columns } = write
  if (verb === 'delete') return { severity: 'error', message: `All rows of ${table} are gone.` }
  if (fillsNewColumns(step, write)) return null
  const what = columns.length === 0 ? 'values' : `values of ${listed(columns)}`
  return {
    severity: 'warning',
    message: `Every row of ${table} is written at once, and the old ${what} are gone.`,
  }
}

function messageOf({ verb, table, held, despite }: WholeWrite): string {
  const why = despite === 'new column' ? '; the condition holds for every row, because the column is new' : ''
  if (verb === 'delete')
    return despite === 'join'
      ? `All rows of ${table} that have a partner are gone; ${held ?? 'writes'} wait until the transaction ends.`
      : `All rows of ${table} are gone; ${held ?? 'writes'} wait until the transaction ends${why}.`
  const who =
    held === null
      ? `Writes to ${table}`
      : held === 'writes'
        ? `All writes to ${table}`
        : `Reads and writes of ${table}`
  const lock = held === null ? '' : '; an earlier statement of the transaction has locked the table'
  const rows = despite === 'join' ? 'all rows that have a partner are' : 'every row is'
  return `${who} wait until ${rows} written, all in one transaction${lock}${why}.`
}

function fixFor({ verb, table, held }: WholeWrite, key: string): string {
  if (verb === 'delete')
    return `Keep a copy of rows that may be needed, and delete from ${table} in batches by ${key}, each in a transaction of its own.`
  const apart = held === null ? '' : ' and in a migration of their own'
  return `Update ${table} in batches of some thousand rows by ${key}, each in a transaction of its own${apart}.`
}
