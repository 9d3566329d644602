import { quoteIdentifier, sameName } from '../parse/names.ts'
import { inTheWay } from './aside.ts'
import type { TextObject } from './catalog.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { Pairing } from './table-pairs.ts'
import type { TablePair, TableSteps } from './table-steps.ts'

/** What is done before the tables change, and what after. */
export interface Steps {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What is done with one table. */
export interface TablePlan {
  readonly pair: TablePair
  readonly steps: TableSteps
}

/** Indexes, views and triggers: gone before the tables change, made after; also those that only stand in the way. */
export function textSteps(
  from: PlanFacts,
  to: PlanFacts,
  pairing: Pairing,
  tables: readonly TablePlan[],
): Steps {
  const rebuilt = tables.filter(({ steps }) => steps.alters === null)
  const touched = tables.filter(({ steps }) => steps.renames.length > 0 || steps.alters?.length !== 0)
  const lost = [...rebuilt.map(({ pair }) => pair.from), ...pairing.dropped].map(({ name }) => name)
  const changed = [
    ...touched.flatMap(({ pair }) => [pair.from.name, pair.to.name]),
    ...pairing.dropped.map(({ name }) => name),
    ...pairing.added.map(({ name }) => name),
    ...from.catalog.views.filter(view => !pairing.isSame('view', view.name)).map(({ name }) => name),
  ]
  const aside = readsAllAgain(tables) ? inTheWay(from, changed) : new Set<TextObject>()
  const isLost = ({ table }: TextObject) => lost.some(name => sameName(name, table))
  const remade = (kind: 'view' | 'trigger') => (object: TextObject) =>
    !pairing.isSame(kind, object.name) || aside.has(object) || (kind === 'trigger' && isLost(object))
  const gone = {
    triggers: from.catalog.triggers.filter(remade('trigger')),
    views: from.catalog.views.filter(remade('view')),
    indexes: from.catalog.indexes.filter(index => !pairing.isSame('index', index.name) && !isLost(index)),
  }
  const onView = (trigger: TextObject) => gone.views.some(view => sameName(view.name, trigger.table))
  const triggers = [...new Set([...gone.triggers, ...from.catalog.triggers.filter(onView)])]
  const lostIndexes = from.catalog.indexes.filter(isLost)
  const isMade = (kind: string, list: readonly TextObject[]) => (object: TextObject) =>
    !pairing.isSame(kind, object.name) || list.some(({ name }) => sameName(name, object.name))
  return {
    before: [
      ...triggers.map(({ name }) => `DROP TRIGGER ${quoteIdentifier(name)}`),
      ...gone.views.map(({ name }) => `DROP VIEW ${quoteIdentifier(name)}`),
      ...gone.indexes.map(({ name }) => `DROP INDEX ${quoteIdentifier(name)}`),
    ],
    after: [
      ...to.catalog.indexes.filter(isMade('index', lostIndexes)),
      ...to.catalog.views.filter(isMade('view', gone.views)),
      ...to.catalog.triggers.filter(isMade('trigger', triggers)),
    ].map(({ sql }) => sql),
  }
}

/** RENAME and DROP COLUMN make the engine read every view and trigger again. */
function readsAllAgain(tables: readonly TablePlan[]): boolean {
  return tables.some(
    ({ steps }) =>
      steps.alters === null ||
      steps.renames.length > 0 ||
      steps.alters.some(sql => / DROP COLUMN /.test(sql)),
  )
}
