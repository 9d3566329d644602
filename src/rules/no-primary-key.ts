import type { Operation } from '../model/operation.ts'
import type { Rule, RuleContext } from './rule.ts'
import { find } from './support/attribution.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { lastPart, qualifier } from './support/names.ts'
import { newcomers } from './support/net-changes.ts'
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

/** By the schema after the change; by the texts of the change where nothing was run. */
function hasKey(context: RuleContext, { table }: CreateTable): boolean {
  const isOf = (name: string) => lastPart(name) === lastPart(table)
  const texts = chapters(context).some(
    chapter =>
      find(chapter, 'add-constraint', it => it.type === 'primary-key' && isOf(it.table)) !== undefined ||
      find(chapter, 'drop-table', it => isOf(it.table)) !== undefined,
  )
  if (texts || context.schemaAfter === null) return texts
  const made = newcomers(context, ['table']).find(({ name }) => isOf(name))
  if (made === undefined) return true
  return [...context.schemaAfter.objects.values()].some(
    ({ kind, name, attributes }) =>
      kind === 'constraint' &&
      qualifier(name) === made.name &&
      /^PRIMARY KEY\b/i.test(attributes.definition ?? ''),
  )
}
