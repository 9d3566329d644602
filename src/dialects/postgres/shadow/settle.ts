import type { Change, Schema } from '../../../model/schema.ts'
import type { Settled, Target } from '../../dialect.ts'
import { alike } from '../schema/across-versions.ts'
import { attempt } from '../schema/attempt.ts'
import { completeDown } from '../schema/complete.ts'
import { compareSchemas } from '../schema/diff.ts'
import type { HistoryTable } from '../schema/history-tables.ts'
import { readSchema } from '../schema/read.ts'
import type { Session } from '../session.ts'
import { withHiddenTexts } from '../target/redact.ts'

/** An object that is made in one round gets its owner in the next. */
const mostRounds = 3

/**
 * Makes of what was built what the target has: adds what the statements of the build left out, as far as anybody
 * knows how, and says what differs in the end.
 */
export async function settle(
  session: Session,
  target: Target,
  historyTables: readonly HistoryTable[],
): Promise<Settled> {
  const added: string[] = []
  let actual = await read(session, historyTables)
  for (let round = 0; round < mostRounds; round++) {
    const done = await addTo(session, completeDown(target.schema, actual))
    if (done.length === 0) break
    added.push(...done)
    actual = await read(session, historyTables)
  }
  const { verdict, difference } = compareSchemas(
    ...alike(target.schema, shown(actual, target), target.version),
  )
  return { added, difference: verdict === 'equal' ? [] : difference }
}

async function addTo(session: Session, statements: readonly string[]): Promise<readonly string[]> {
  const done: string[] = []
  await session.script('BEGIN')
  for (const sql of statements) if ((await attempt(session, sql)) === 'done') done.push(sql)
  await session.script('COMMIT')
  return done
}

/** What a snapshot hides is hidden on both sides. */
function shown(actual: Schema, { redacted }: Target): Schema {
  return redacted ? withHiddenTexts(actual) : actual
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
