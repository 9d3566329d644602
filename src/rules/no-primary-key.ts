import type { Operation } from '../model/operation.ts'
import type { Schema } from '../model/schema.ts'
import type { Rule, RuleContext } from './rule.ts'
import { textsBy } from './support/attribution.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { lastPart, qualifier } from './support/names.ts'
import { newcomers } from './support/net-changes.ts'
import { remembered } from './support/remembered.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'no-primary-key',
  preset: 'style',
  title: 'New table without a primary key',
  why: [
    'Rows of a table without a primary key cannot be told apart: logical replication refuses their UPDATE and DELETE,',
    'backfills cannot go in batches by key, and tools that copy a table while it is in use refuse it.',
    '',
    'Partitions have the key of their parent, and a table that a query makes is a copy: neither is told.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Give it a primary key: of the columns that tell its rows apart, or an identity column.',
  bad: [
    { up: 'CREATE TABLE order_tags (order_id int, tag_id int);' },
    { dialect: 'sqlite', up: 'CREATE TABLE order_tags (order_id INTEGER, tag_id INTEGER);' },
  ],
  good: [
    { up: 'CREATE TABLE order_tags (order_id int, tag_id int, PRIMARY KEY (order_id, tag_id));' },
    { up: 'CREATE TABLE tags (id int);\nALTER TABLE tags ADD PRIMARY KEY (id);' },
    { up: 'CREATE TABLE tags_copy AS SELECT 1 AS id;' },
    { dialect: 'sqlite', up: 'CREATE TABLE tags (id INTEGER PRIMARY KEY);' },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const { made, traced } of created(chapter)) {
        if (traced.trace.outcome === 'failed' || hasKey(context, made)) continue
        yield {
          migration: chapter.migration,
          statement: traced,
          message: `Rows of ${made.table} cannot be told apart: it has no primary key.`,
          fix: rule.fix,
          evidence: traced.trace.evidence,
        }
      }
    }
  },
}

type CreateTable = Extract<Operation, { kind: 'create-table' }>

/** Tables that a text defines with their columns. */
function created({ steps }: Chapter) {
  return steps.flatMap(({ traced }) =>
    operations(traced, 'create-table')
      .filter(
        () =>
          !/^\s*create\s+(?:global\s+|local\s+)?temp|\)?\s*\bas\s+(?:select|with|table|values)\b|\bpartition\s+of\b|\blike\b/i.test(
            traced.statement.sql,
          ),
      )
      .map(made => ({ made, traced })),
  )
}

const keyed = textsBy('add-constraint', it => (it.type === 'primary-key' ? lastPart(it.table) : null))
const dropped = textsBy('drop-table', ({ table }) => lastPart(table))

/** By the schema after the change; by the texts of the change where nothing was run. */
function hasKey(context: RuleContext, { table }: CreateTable): boolean {
  const texts = chapters(context).some(
    chapter => keyed(chapter).has(lastPart(table)) || dropped(chapter).has(lastPart(table)),
  )
  if (texts || context.schemaAfter === null) return texts
  const made = newTables(context).get(lastPart(table))
  if (made === undefined) return true
  return keyedTables(context.schemaAfter).has(made.name)
}

/** By their own names; the first of several. */
const newTables = remembered(
  (context: RuleContext) =>
    new Map(
      newcomers(context, ['table'])
        .toReversed()
        .map(it => [lastPart(it.name), it]),
    ),
)

const keyedTables = remembered(
  ({ objects }: Schema) =>
    new Set(
      [...objects.values()]
        .filter(it => it.kind === 'constraint' && /^PRIMARY KEY\b/i.test(it.attributes.definition ?? ''))
        .map(({ name }) => qualifier(name)),
    ),
)
