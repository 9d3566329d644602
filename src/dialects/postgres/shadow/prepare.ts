import { startAfresh } from '../fresh-session.ts'
import { DatabaseError, type Session } from '../session.ts'

/** Queries that are asked for at once: few enough to stay below the time for one statement. */
const atOnce = 200

/**
 * For each query of the target why it cannot be prepared here, `null` where it can. Each is one statement, and none is
 * run: they are as hostile as the migrations.
 */
export async function prepareQueries(
  session: Session,
  queries: readonly string[],
): Promise<readonly (string | null)[]> {
  await startAfresh(session)
  const answers: (string | null)[] = []
  for (let start = 0; start < queries.length; start += atOnce)
    answers.push(...(await prepareSome(session, queries.slice(start, start + atOnce))))
  return answers
}

async function prepareSome(
  session: Session,
  queries: readonly string[],
): Promise<readonly (string | null)[]> {
  const safe = queries.map(sql => (sql.includes('\0') ? '' : sql))
  const answers = session.parseOnly?.(safe) ?? oneByOne(session, safe)
  return (await answers).map((message, place) =>
    safe[place]?.trim() === '' ? 'it is empty, or holds a NUL character' : message,
  )
}

/** Through the extended protocol, so that nothing can stand behind the query. */
async function oneByOne(session: Session, queries: readonly string[]): Promise<readonly (string | null)[]> {
  const answers: (string | null)[] = []
  for (const sql of queries) {
    try {
      await session.run(`PREPARE migration_gate_query AS ${sql}`)
      await session.run('DEALLOCATE migration_gate_query')
      answers.push(null)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      answers.push(error.message)
    }
  }
  return answers
}
