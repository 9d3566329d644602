import { DatabaseError, type Session } from '../../session.ts'
import { Candidate } from './candidate.ts'
import type { Choice } from './choices.ts'
import { quoted, type Table } from './facts.ts'

/** Rows for each table. */
const wanted = 3

/** How many combinations are tried for one row. */
const mostTries = 150

/** How long is tried for one table, in ms: with many columns and CHECKs a single try takes its time. */
const longest = 1_000

/** Puts rows into an empty table, three if it takes them; gives why it takes none. The engine judges each. */
export async function insertRows(
  session: Session,
  table: Table,
  choices: readonly Choice[],
): Promise<string | null> {
  const first = Array.from({ length: wanted }, (_, row) => new Candidate(choices, row))
  if ((await insert(session, table, first)) === null) return null
  const deadline = Date.now() + longest
  for (let row = 0; row < wanted; row++) {
    const failure = await insertOne(session, table, new Candidate(choices, row), deadline)
    if (failure !== null) return row === 0 ? failure : null
  }
  return null
}

/** Gives the failure that stood in the way most often. */
async function insertOne(
  session: Session,
  table: Table,
  candidate: Candidate,
  deadline: number,
): Promise<string | null> {
  const failures = new Map<string, number>()
  for (let tries = 0; tries < mostTries; tries++) {
    const failure = await insert(session, table, [candidate])
    if (failure === null) return null
    failures.set(failure.message, (failures.get(failure.message) ?? 0) + 1)
    if (Date.now() > deadline) break
    const behind = columnsBehind(table, failure)
    if (!candidate.change(behind) && (behind.length === 0 || !candidate.change(all(table)))) break
  }
  const [most] = [...failures].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}

async function insert(
  session: Session,
  table: Table,
  candidates: readonly Candidate[],
): Promise<DatabaseError | null> {
  const columns = table.columns.map(({ name }) => name)
  const row = `(${columns.map(() => '?').join(', ')})`
  const into = `INSERT INTO main.${quoted(table.name)} (${columns.map(quoted).join(', ')})`
  const values = candidates.flatMap(candidate => columns.map(column => candidate.valueOf(column)))
  try {
    await session.query(`${into} VALUES ${candidates.map(() => row).join(', ')}`, values)
    return null
  } catch (error) {
    if (error instanceof DatabaseError) return error
    throw error
  }
}

/** The columns whose values could be the cause; none where no other value would help. */
function columnsBehind(table: Table, { code, message }: DatabaseError): readonly string[] {
  const said = message.slice(message.indexOf(': ') + 2)
  switch (code) {
    case 'SQLITE_CONSTRAINT_CHECK':
      return columnsOfCheck(table, said)
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
    case 'SQLITE_CONSTRAINT_NOTNULL': {
      const named = all(table).filter(name => `, ${said},`.includes(`, ${table.name}.${name},`))
      return named.length > 0 ? named : all(table)
    }
    case 'SQLITE_CONSTRAINT_DATATYPE':
      return all(table).filter(name => message.endsWith(` column ${table.name}.${name}`))
    case 'SQLITE_CONSTRAINT_ROWID':
    case 'SQLITE_MISMATCH':
      return all(table)
    // A function in a CHECK does not take the value.
    case 'SQLITE_ERROR':
      return columnsOfCheck(table, '')
    default:
      return []
  }
}

function all({ columns }: Table): readonly string[] {
  return columns.map(({ name }) => name)
}

/** With the columns of all CHECKs that share some with it: what mends one may break the other. */
function columnsOfCheck({ checks }: Table, said: string): readonly string[] {
  const failed = checks.filter(({ called }) => called === said)
  const found = new Set((failed.length > 0 ? failed : checks).flatMap(({ columns }) => columns))
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const { columns } of checks)
      if (columns.some(column => found.has(column))) for (const column of columns) found.add(column)
  }
  return [...found]
}
