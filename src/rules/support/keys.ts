import type { Operation } from '../../model/operation.ts'

type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

/** A UNIQUE or PRIMARY KEY in the two statements that build it while reads and writes go on. */
export interface KeyInSteps {
  /** Runs outside a transaction. */
  readonly index: string
  readonly constraint: string
}

const written =
  /^(?<type>unique|primary\s+key)(?<nulls>\s+nulls\s+(?:not\s+)?distinct)?\s*(?:\((?!.*\bwithout\s+overlaps\b)[^()]*\))?(?<include>\s*include\s*\([^()]*\))?(?<when>(?:\s+(?:not\s+)?deferrable|\s+initially\s+(?:deferred|immediate))*)$/is

/** `null` for a form that an index cannot take over, or that is not read here. */
export function keyInSteps(
  table: string,
  name: string,
  { definition, columns }: AddConstraint,
): KeyInSteps | null {
  const groups = written.exec(definition)?.groups
  if (groups === undefined || columns.length === 0 || /--|\/\*/.test(definition)) return null
  const { type = '', nulls = '', include = '', when = '' } = groups
  return {
    index: `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (${columns.join(', ')})${include}${nulls};`,
    constraint: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${type.toUpperCase().replace(/\s+/, ' ')} USING INDEX ${name}${when};`,
  }
}
