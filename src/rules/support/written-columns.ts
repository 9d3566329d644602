import type { RuleContext, RuleMatch } from '../rule.ts'
import { type Step, steps } from './chapters.ts'
import { operations } from './traced.ts'

/** A column with the type that the text gives it. */
export interface WrittenColumn {
  /** `public.users.id`, for a message. */
  readonly name: string
  readonly table: string
  readonly column: string
  /** In one spelling: `varchar(20)`, `bigint`, `timestamptz`. */
  readonly type: string
  /** Where its values come from. */
  readonly values: 'null' | 'default' | 'serial' | 'identity' | 'stored' | 'virtual'
}

/** What a style rule says of a column; null where it likes it. */
export type Advice = (
  column: WrittenColumn,
  step: Step,
) => { readonly message: string; readonly fix: string } | null

/**
 * One match for each column that a change writes down with a type, and that the advice speaks of: new ones and those
 * that get another type. Taste is about what an author wrote, so the text decides, and what code does is left alone.
 */
export function* adviseOnColumns(context: RuleContext, advice: Advice): Iterable<RuleMatch> {
  for (const step of steps(context)) {
    if (step.traced.trace.outcome === 'failed') continue
    for (const column of writtenIn(step)) {
      const found = advice(column, step)
      if (found !== null)
        yield { migration: step.migration, statement: step.traced, ...found, evidence: 'inferred' }
    }
  }
}

function writtenIn({ traced }: Step): readonly WrittenColumn[] {
  const named = (table: string, it: Omit<WrittenColumn, 'name' | 'table'>): WrittenColumn => ({
    name: `${table}.${it.column}`,
    table,
    column: it.column,
    type: it.type,
    values: it.values,
  })
  return [
    ...operations(traced, 'create-table').flatMap(it =>
      (it.defines ?? []).map(column => named(it.table, column)),
    ),
    ...operations(traced, 'add-column').map(it => named(it.table, it)),
    ...operations(traced, 'change-column-type').map(it => named(it.table, { ...it, values: 'null' })),
  ]
}
