import { type RunIdentity, Stopped } from '../../../model/deploy.ts'
import type { Deployment, DeployTarget, Settlement } from '../../deploy-target.ts'
import { hideLiterals } from '../parse/hide-literals.ts'
import { historyTable } from '../schema/history-tables.ts'
import { readSchema } from '../schema/read.ts'
import { DatabaseError } from '../session.ts'
import { ConnectionLost, connectTarget } from '../target/connect.ts'
import { readHistory } from '../target/history.ts'
import { archiveIs, readArchive, readSetAside } from './archive.ts'
import { judgeInterrupted } from './interrupted.ts'
import {
  createJournal,
  inlined,
  isCurrent,
  migrationIs,
  readJournal,
  runBegins,
  runEnds,
  statementsAre,
} from './journal.ts'
import { releaseLocks, takeLocks } from './lock.ts'
import { neededBy } from './needed-by.ts'
import { lackingRights } from './rights.ts'
import { runSegment } from './run-segment.ts'
import { endsSession, write } from './script.ts'
import { segmentsOf } from './segments.ts'
import { type DeploySession, openDeploySession, type Runner } from './session.ts'

/** While nothing else is asked of the session it says so often that it lives, in ms. */
const heartbeat = 5_000

export const deployment: Deployment = {
  segments: segmentsOf,
  hideLiterals,
  async open(url, run, { password, redact = false } = {}) {
    const name = `migration-gate ${run.command} ${run.id.slice(0, 8)}`
    const session = await openDeploySession(url, name, { password, redact })
    // Only to name who is in the way: where there is no room for it, nobody is named.
    const observer = await connectTarget(url, `watch ${run.id.slice(0, 8)}`, password).catch(() => null)
    return told(targetOver({ runId: run.id, name, session, spokeOfPath: false, observer }, run))
  },
}

function targetOver(runner: Runner, run: RunIdentity): DeployTarget {
  const { session, observer } = runner
  const beating = setInterval(() => void session.query('select 1').catch(() => {}), heartbeat)
  beating.unref()
  return {
    serverVersion: session.serverVersion,
    database: session.database,
    lock: (keys, waiting) => takeLocks(session, keys, waiting),
    begin: () => begin(session, run),
    journal: () => readJournal(session),
    async history(sources) {
      const { history, refused, standing } = await readHistory(session, sources)
      const [first] = refused
      if (first === undefined)
        return [...standing].map(([table, columns]) => ({
          ...(history.find(one => one.table === table) ?? { table, rows: [] }),
          columns,
        }))
      throw new Stopped(
        'no-privilege',
        `The role may not read ${first}, which says what was applied. GRANT SELECT on it.`,
      )
    },
    readSchema: tables => readSchemaNow(session, tables),
    write: statements => write(session, statements.map(inlined)),
    run: step => runSegment(runner, step),
    settle: (interrupted, statement) => settle(session, interrupted.observation ?? {}, statement),
    mark: marks =>
      write(
        session,
        marks.flatMap(({ migration, statements, note, history }) => [
          ...statements.map(one =>
            statementsAre([one], { runId: run.id, migration, kind: 'marked', state: one.state, error: note }),
          ),
          migrationIs(run.id, migration, note),
          ...history.map(inlined),
        ]),
      ),
    setAside: () => readSetAside(session),
    archive: () => readArchive(session),
    async purge(objects) {
      for (const { id, purge } of objects) await write(session, [...purge, archiveIs([id], 'purged')])
    },
    neededBy: holders => neededBy(session, holders),
    async mayArchive() {
      const { rows } = await session.query(
        `select pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') as may`,
      )
      return rows[0]?.may === true
    },
    lackingRights: wanted => lackingRights(session, wanted),
    end: (outcome, error) => write(session, [runEnds(run.id, outcome, error)]),
    async close() {
      clearInterval(beating)
      await releaseLocks(session).catch(() => {})
      await session.close()
      await observer?.close()
    },
  }
}

/** A session that breaks, wherever it does, stops the run for a reason of the closed set. */
function told(target: DeployTarget): DeployTarget {
  const named =
    <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
    (...given: A): Promise<T> =>
      work(...given).catch(error => {
        throw broke(error) ? interrupted(error) : error
      })
  return {
    ...target,
    lock: named(target.lock),
    begin: named(target.begin),
    journal: named(target.journal),
    history: named(target.history),
    readSchema: named(target.readSchema),
    write: named(target.write),
    settle: named(target.settle),
    mark: named(target.mark),
    setAside: named(target.setAside),
    archive: named(target.archive),
    purge: named(target.purge),
    neededBy: named(target.neededBy),
    mayArchive: named(target.mayArchive),
    lackingRights: named(target.lackingRights),
    end: named(target.end),
  }
}

function broke(error: unknown): error is Error {
  return error instanceof ConnectionLost || (error instanceof DatabaseError && endsSession(error))
}

function interrupted(error: Error): Stopped {
  return new Stopped('interrupted', `${error.message}. Run it again: it finds out what took effect.`, {
    cause: error,
  })
}

async function begin(session: DeploySession, run: RunIdentity): Promise<void> {
  try {
    await write(session, [...((await isCurrent(session)) ? [] : [createJournal]), runBegins(run)])
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    if (error.code === '25006')
      throw new Stopped(
        'unsafe-connection',
        `The session is read-only: ${error.message}. Give the address of the primary, and a role without default_transaction_read_only.`,
        { cause: error },
      )
    if (error.code !== '42501') throw error
    throw new Stopped(
      'no-privilege',
      `The journal cannot be written: ${error.message}. Let the role create it once (GRANT CREATE ON DATABASE), or make it its owner: CREATE SCHEMA migration_gate AUTHORIZATION …`,
      { cause: error },
    )
  }
}

async function readSchemaNow(session: DeploySession, tables: readonly string[]) {
  await session.script('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = pg_catalog')
  try {
    return await readSchema(session, tables.map(historyTable))
  } finally {
    await session.script('ROLLBACK')
  }
}

/** What became of it by the catalog; what is half done is taken away or completed. */
async function settle(
  session: DeploySession,
  observation: Readonly<Record<string, unknown>>,
  statement: Parameters<typeof judgeInterrupted>[1],
): Promise<Settlement> {
  const judged = await judgeInterrupted(session, statement, observation)
  switch (judged.kind) {
    case 'applied':
    case 'not-applied':
    case 'unknown':
      return { kind: judged.kind, evidence: judged.evidence }
    case 'half-applied':
    case 'repeatable':
      for (const sql of judged.clean) await session.script(sql)
      return {
        kind: judged.kind === 'half-applied' && judged.then === 'applied' ? 'applied' : 'not-applied',
        evidence: [judged.evidence, ...judged.clean.map(sql => `sent ${sql}`)].join('; '),
      }
  }
}
