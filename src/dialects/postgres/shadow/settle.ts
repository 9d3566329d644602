import type { Change, Schema } from '../../../model/schema.ts'
import type { Settled } from '../../dialect.ts'
import { alike } from '../schema/across-versions.ts'
import { attempt } from '../schema/attempt.ts'
import { completeDown } from '../schema/complete.ts'
import { compareSchemas } from '../schema/diff.ts'
import type { HistoryTable } from '../schema/history-tables.ts'
import { readSchema } from '../schema/read.ts'
import type { Session } from '../session.ts'

/**
 * Makes of what was built what the target has: adds what the statements of the build left out, as far as anybody
 * knows how, and says what differs in the end.
 */
export async function settle(
  session: Session,
  expected: Schema,
  serverVersion: string,
  historyTables: readonly HistoryTable[],
): Promise<Settled> {
  const built = await read(session, historyTables)
  const added: string[] = []
  await session.script('BEGIN')
  for (const sql of completeDown(expected, built))
    if ((await attempt(session, sql)) === 'done') added.push(sql)
  await session.script('COMMIT')
  const actual = added.length === 0 ? built : await read(session, historyTables)
  const { verdict, difference } = compareSchemas(...alike(expected, actual, serverVersion))
  return { added, difference: verdict === 'equal' ? [] : difference }
}

async function read(session: Session, historyTables: readonly HistoryTable[]): Promise<Schema> {
  await session.script('BEGIN')
  try {
    return await readSchema(session, historyTables)
  } finally {
    await session.script('ROLLBACK')
  }
}

/** What a statement does does not hang on who owns an object, or what is said of it. */
const idle = /^(?:owner|privileges|comment|no owner|no privileges|no comment)\b[^;]*$/

/** The objects of which a statement does something else here than on the target. */
export function telling(difference: readonly Change[]): readonly Change[] {
  return difference.filter(({ action, object, detail }) => {
    if (object === 'extension' || object === 'setting' || object === 'default privileges') return false
    return action !== 'alter' || !detail.split('; ').every(part => idle.test(part))
  })
}
