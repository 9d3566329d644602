import type { RuleContext } from '../rule.ts'
import type { Step } from './chapters.ts'
import { foreignKeysOf } from './constraints/foreign-keys.ts'
import { bareName, lastPart } from './names.ts'
import { operations } from './traced.ts'

/**
 * The tables that a statement reads from end to end, as seen when it ran. Where a row is written, the engine looks for
 * the row that its foreign key means, and in a shadow of a few rows it reads the whole parent for that; in production
 * it goes by the key. So a parent that the text does not name is none of them.
 */
export function tablesRead({ schemaBefore, schemaAfter }: RuleContext, { traced }: Step): readonly string[] {
  const { scans } = traced.trace
  const written = operations(traced, 'write-rows').flatMap(({ verb, table }) =>
    verb === 'delete' ? [] : [lastPart(table)],
  )
  if (scans.length === 0 || written.length === 0) return scans
  const parents = new Set(
    [schemaBefore, schemaAfter]
      .flatMap(schema => (schema === null ? [] : foreignKeysOf(schema)))
      .filter(({ table }) => written.includes(lastPart(table)))
      .map(({ parent }) => parent),
  )
  return scans.filter(table => !parents.has(table) || isNamed(traced.statement.sql, table))
}

function isNamed(sql: string, table: string): boolean {
  const name = bareName(table).toLowerCase()
  const words = sql.toLowerCase()
  const isPart = (character: string | undefined) =>
    character !== undefined && /[\w$\u0080-\uffff]/.test(character)
  for (let at = words.indexOf(name); at !== -1; at = words.indexOf(name, at + 1))
    if (!isPart(words[at - 1]) && !isPart(words[at + name.length])) return true
  return false
}
