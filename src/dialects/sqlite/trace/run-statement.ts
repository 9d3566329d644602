import type { RowsTouched } from '../../../model/rows.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Standing } from '../../support/standing.ts'
import { doubtful, type TraceRecord } from '../../support/trace-record.ts'
import { setsForeignKeys } from '../parse/facts.ts'
import { DatabaseError, type Session } from '../session.ts'
import type { Course } from './course.ts'
import { writeLock } from './infer-locks.ts'
import { readProgram } from './program.ts'
import { rowsTouched } from './rows-touched.ts'
import type { TraceContext } from './runner.ts'

/** Runs a statement as it stands, with a look at the engine's program for it before, and at all rows before and after. */
export async function runMeasured(
  session: Session,
  course: Course,
  record: TraceRecord<DatabaseError>,
  context: TraceContext,
  statement: Statement,
): Promise<void> {
  const standing: Standing = { heldBefore: course.held, inTransaction: course.inTransaction }
  const program = hasProgram(statement) ? await readProgram(session, statement) : null
  const target = onlyInserts(statement) ? (program?.addsTo ?? null) : null
  const count = target === null ? 0 : await course.countOf(target)
  const before = target === null ? await course.rows() : null
  const { seen } = course
  const started = performance.now()
  const sent = await course.send(statement.sql)
  const durationMs = performance.now() - started
  if (sent instanceof DatabaseError) return refused(record, statement, sent, standing)
  if (program?.writes === true) course.noteWrite()
  if (program?.writes === false || target !== null) course.keep(seen, target, sent.rowsChanged)
  const doubt = context.distrust(statement, sent.actions)
  record.add(
    statement,
    {
      durationMs,
      locks: program?.writes === true ? [writeLock] : [],
      scans: program?.scans ?? [],
      rewrites: program?.rewrites ?? [],
      rowsChanged: sent.rowsChanged,
      rows:
        before === null
          ? added(target, count, sent.rowsChanged)
          : rowsTouched(before, await course.rows(), statement),
      withoutEffect: await isWithoutEffect(session, statement),
      ...(doubt === null ? { evidence: 'measured' } : doubtful(doubt)),
    },
    standing,
  )
}

/** A file of many such is not read from end to end after each of them. */
function onlyInserts({ operations }: Statement): boolean {
  return operations.every(operation => operation.kind === 'write-rows' && operation.verb === 'insert')
}

function added(table: string | null, before: number, count: number): readonly RowsTouched[] {
  return table === null || count === 0 ? [] : [{ table, before, after: before + count, changed: false }]
}

/** Compiling a PRAGMA may already carry it out. */
function hasProgram({ operations }: Statement): boolean {
  return operations.every(({ kind }) => kind !== 'set')
}

function refused(
  record: TraceRecord<DatabaseError>,
  statement: Statement,
  error: DatabaseError,
  standing: Standing,
): void {
  const { code, message } = error
  if (code === 'refused') record.unverified(statement, { code, message }, standing)
  else if (code === 'syntax-error') record.unparsed(statement, message)
  else record.fail(statement, error, standing)
}

/** Inside a transaction the engine takes `PRAGMA foreign_keys`, and does nothing. */
async function isWithoutEffect(session: Session, statement: Statement): Promise<boolean> {
  const wanted = setsForeignKeys(statement)
  if (wanted === null) return false
  const [row] = await session.query('PRAGMA foreign_keys')
  return (row?.foreign_keys === 1n) !== wanted
}
