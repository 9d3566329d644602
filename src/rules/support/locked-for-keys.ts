import type { RuleContext } from '../rule.ts'
import type { Step } from './chapters.ts'

/**
 * Other live tables that an ALTER TABLE of a table keeps everybody out of, because a foreign key between the two is
 * made anew. Their partitions and those of the table itself go with their parents.
 */
export function lockedForKeys({ schemaBefore }: RuleContext, step: Step, table: string): readonly string[] {
  const objects = schemaBefore?.objects
  return step.traced.trace.locks
    .filter(({ mode }) => mode === 'AccessExclusiveLock')
    .map(({ relation }) => relation)
    .filter(relation => {
      const found = objects?.get(`table ${step.origin(relation)}`)
      const isPart = ['partition of', 'inherits'].some(name => found?.attributes[name] !== undefined)
      return relation !== table && step.liveTable(relation) !== null && found !== undefined && !isPart
    })
}
