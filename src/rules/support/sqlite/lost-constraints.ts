import type { Change } from '../../../model/schema.ts'
import type { Chapter } from '../chapters.ts'
import { bareName, qualifier } from '../names.ts'
import type { Rebuild } from './rebuilds.ts'

/**
 * Constraints that the old table had and the new one has not, in SQL. Where nothing else changes, to take them away
 * is what the rebuild is for; so it is where another of their kind comes, or where their column goes.
 */
export function lostConstraints(
  { migration }: Chapter,
  { table }: Rebuild,
): readonly { readonly name: string; readonly definition: string }[] {
  const changes = migration.changes.filter(({ name }) => name === table || qualifier(name) === table)
  const dropped = changes.filter(({ action, object }) => action === 'drop' && object === 'constraint')
  if (changes.length === dropped.length) return []
  const comes = new Set(
    migration.changes
      .filter(change => change.action === 'add' && isOf(change, table))
      .map(({ object, detail }) => (object === 'index' ? 'UNIQUE' : kindOf(detail))),
  )
  const gone = changes.filter(({ action, object }) => action === 'drop' && object === 'column')
  return dropped
    .filter(({ detail }) => !comes.has(kindOf(detail)))
    .filter(({ detail }) => !gone.some(({ name }) => mentions(detail, name)))
    .map(({ name, detail }) => ({ name, definition: detail }))
}

function isOf({ object, name, detail }: Change, table: string): boolean {
  return object === 'index' ? detail.startsWith('unique') : qualifier(name) === table
}

/** `FOREIGN KEY (a) REFERENCES b` → `FOREIGN`. */
function kindOf(definition: string): string {
  return (
    definition
      .replace(/^CONSTRAINT\s+\S+\s+/i, '')
      .split(/[\s(]/, 1)[0]
      ?.toUpperCase() ?? ''
  )
}

function mentions(definition: string, column: string): boolean {
  const name = bareName(column).toLowerCase()
  const words = definition.toLowerCase().split(/[^\p{L}\p{N}_$]+/u)
  return words.includes(name) || (/[^\p{L}\p{N}_$]/u.test(name) && definition.toLowerCase().includes(name))
}
