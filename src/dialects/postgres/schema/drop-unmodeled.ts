import type { Change } from '../../../model/schema.ts'
import type { Session } from '../session.ts'
import { attempt } from './attempt.ts'

/** Kinds that the planning library does not model, with the word that DROP wants. */
const kinds: readonly string[] = [
  'statistics',
  'cast',
  'transform',
  'operator class',
  'operator family',
  'operator',
  'text search configuration',
  'text search dictionary',
  'text search template',
  'text search parser',
  'conversion',
  'access method',
  'language',
]

/**
 * Drops what the migration added of these kinds, inside the caller's open transaction, and gives the statements
 * that did it. First of all, because the library would else stumble over a function that an operator stands on.
 */
export async function dropUnmodeled(
  session: Session,
  changes: readonly Change[],
): Promise<readonly string[]> {
  const added = changes.filter(({ action }) => action === 'add')
  const statements: string[] = []
  for (const kind of kinds) {
    for (const { name } of added.filter(({ object }) => object === kind)) {
      const sql = `DROP ${kind.toUpperCase()} ${name}`
      if ((await attempt(session, sql)) === 'done') statements.push(sql)
    }
  }
  return statements
}
