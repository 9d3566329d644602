import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { mentionedNames } from '../parse/facts.ts'

/** The names of a statement by their last parts; operators too. */
export function namesIn(statement: Statement): ReadonlySet<string> {
  const names = new Set<string>()
  for (const name of mentionedNames(statement)) names.add(lastPart(name))
  for (const [operator] of statement.sql.matchAll(/[-+*/<>=~!@#%^&|`?]+/g)) {
    names.add(operator)
    names.add(operator.replace(/[-+]+$/, ''))
  }
  names.delete('')
  return names
}

/** The names that an operation makes, changes or takes away, as they are written. */
export function namesTouched(operation: Operation): readonly string[] {
  const names = operation as {
    table?: string
    column?: string
    to?: string
    name?: string
    index?: string | null
  }
  return [names.table, names.column, names.to, names.name, names.index].filter(
    name => typeof name === 'string',
  )
}

/** A name without its schema and its quotes. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll('"', '')
}
