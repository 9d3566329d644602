import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { bareName, shortened } from './support/names.ts'

export const rule: Rule = {
  id: 'identifier-too-long',
  title: 'A name is longer than PostgreSQL keeps',
  why: [
    'PostgreSQL keeps 63 bytes of a name, cuts the rest, and only says so in a notice. The object is then called otherwise',
    'than the migration says: tools that compare names see a difference for ever, and two long names that begin alike are',
    'one. Then the second CREATE fails, or with IF NOT EXISTS does nothing at all.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Choose a name of at most 63 bytes.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN date_on_which_the_order_was_confirmed_by_the_customer_in_writing date;',
    },
    {
      up: [
        'CREATE TABLE IF NOT EXISTS orders_which_are_open_and_were_confirmed_by_the_customer_in_2025 (id int PRIMARY KEY);',
        'CREATE TABLE IF NOT EXISTS orders_which_are_open_and_were_confirmed_by_the_customer_in_2026 (id int PRIMARY KEY);',
      ].join('\n'),
      note: 'The second finds the first, and does nothing: an error.',
    },
    {
      up: 'DO $$ BEGIN EXECUTE \'CREATE TABLE "Größte Übersicht über alle jemals geprüften Aufträge, März" (id int PRIMARY KEY)\'; END $$;',
      note: 'Bytes, not characters; in code too.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN date_on_which_the_order_was_confirmed_by_the_customer_letter_ date;',
      note: '63 bytes.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, note text);',
      up: "UPDATE orders SET note = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz' WHERE id = 1;",
      note: 'A text, not a name.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, date_on_which_the_order_was_confirmed_by_the_customer_in_writing date);',
      up: 'CREATE VIEW confirmed AS SELECT id FROM orders WHERE date_on_which_the_order_was_confirmed_by_the_customer_in_writing IS NOT NULL;',
      note: 'The name is older than the pull request.',
    },
  ],
  *check(context) {
    const seen = new Map<string, string>()
    for (const chapter of chapters(context)) {
      for (const { step, written, kept } of cutNames(chapter)) {
        const first = seen.get(kept)
        if (first === written) continue
        seen.set(kept, first ?? written)
        yield {
          migration: step.migration,
          statement: step.traced,
          severity: first === undefined ? 'warning' : 'error',
          message:
            first === undefined
              ? `PostgreSQL keeps 63 bytes of a name: ${written} is called ${kept}.`
              : `PostgreSQL keeps 63 bytes of a name: ${written} and ${first} are both called ${kept}, and only the first is made.`,
          fix: `Choose a name of at most 63 bytes instead of ${written}.`,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface CutName {
  readonly step: Step
  readonly written: string
  readonly kept: string
}

/** Names that the migration gives to what it makes, and of which the server keeps only a part. */
function cutNames(chapter: Chapter): readonly CutName[] {
  const given = namesGiven(chapter)
  return chapter.steps.flatMap(step =>
    longNames(step.traced.statement.sql).flatMap(written => {
      const kept = shortened(written)
      return given.has(kept) ? [{ step, written, kept }] : []
    }),
  )
}

/** Bare names of what is new or called otherwise; what could not be run counts by its text. */
function namesGiven({ migration, steps, complete }: Chapter): ReadonlySet<string> {
  const measured = [
    ...migration.made.map(({ name }) => name),
    ...migration.changes
      .filter(({ action }) => action === 'add' || action === 'rename')
      .map(({ name }) => name),
  ]
  const told = complete ? [] : steps.flatMap(({ traced }) => traced.statement.operations.flatMap(namesIn))
  return new Set([...measured, ...told].map(bareName))
}

function namesIn(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
      return [operation.table, ...(operation.defines ?? []).map(({ column }) => column)]
    case 'add-column':
      return [operation.column]
    case 'add-constraint':
      return operation.constraint === null ? [] : [operation.constraint]
    case 'create-index':
      return operation.index === null ? [] : [operation.index]
    case 'rename-column':
    case 'rename-table':
      return [operation.to]
    case 'create':
      return [operation.name]
    default:
      return []
  }
}

const name = /"((?:[^"]|"")*)"|[\p{L}_][\p{L}\p{N}_$]*/gu

/** In a text: whatever could be a name there, be it in a string that is run as code. */
function longNames(sql: string): readonly string[] {
  const found = new Set<string>()
  // A text may have millions of words: no list of them all.
  for (const [word, quoted] of sql.matchAll(name)) {
    if (Buffer.byteLength(word) <= 63) continue
    const bare = quoted === undefined ? word.toLowerCase() : quoted.replaceAll('""', '"')
    if (Buffer.byteLength(bare) > 63) found.add(bare)
  }
  return [...found]
}
