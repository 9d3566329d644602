import { ShadowGone, UserError } from '../../../model/errors.ts'
import type { Schema } from '../../../model/schema.ts'
import type { SnapshotSchema } from '../../../model/snapshot.ts'
import { schemaToSnapshot, snapshotStep, targetOf } from '../../../model/snapshot-schema.ts'
import type { ParsedMigration, SnapshotOptions, TakenSnapshot } from '../../dialect.ts'
import { parseStatements } from '../parse/parse.ts'
import { planBuild } from '../schema/build-plan.ts'
import { historyTable } from '../schema/history-tables.ts'
import { captureFacts, type Facts } from '../schema/planner.ts'
import { readSchema } from '../schema/read.ts'
import { roleOfSettings } from '../schema/set-settings.ts'
import { DatabaseError, type Session } from '../session.ts'
import { openShadow } from '../shadow/open.ts'
import { connectTarget } from './connect.ts'
import { readHistory } from './history.ts'
import { readQueries } from './queries.ts'
import { hideTexts, hideTextsIn } from './redact.ts'
import { readSettings } from './settings.ts'
import { readStatistics } from './statistics.ts'

/** Longest wait for a lock on the target, in ms: a reader of catalogs stands in nobody's way for long. */
const lockTimeout = 2_000

/**
 * Reads a target in one read-only transaction, then builds it again in the embedded engine and says what differs.
 * No row of a user's table is read.
 */
export async function takeSnapshot(url: string, options: SnapshotOptions): Promise<TakenSnapshot> {
  const session = await connectTarget(url, 'snapshot', options.password)
  try {
    const { facts, ...read } = await readTarget(session, options)
    const kept = keptSchema(read.schema, options)
    const { schema: _read, ...rest } = read
    try {
      const { build, unread } = await rebuild(facts, kept, read.serverVersion, options)
      return { ...rest, schema: { ...kept, build: [...build] }, unread: [...read.unread, ...unread] }
    } catch (error) {
      if (!(error instanceof ShadowGone)) throw error
      // Sizes are worth having without it; what cannot be built is no ground for a check.
      return { ...rest, unread: [...read.unread, { object: 'schema', reason: error.message }] }
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw new UserError(
      `The database refuses to be read: ${error.message} (${error.code}). ${adviceFor(error)}`,
      { cause: error },
    )
  } finally {
    await session.close()
  }
}

function adviceFor({ code }: DatabaseError): string {
  if (code === '42501')
    return 'Let the role read the catalogs: GRANT pg_read_all_settings, or CONNECT and USAGE.'
  if (code === '57014' || code === '55P03') return 'It is busy: try again, or when there is less to do.'
  return 'Nothing was written.'
}

interface Read extends Omit<TakenSnapshot, 'schema'> {
  readonly schema: Schema
  readonly facts: Facts
}

async function readTarget(session: Session, { historySources, timeout }: SnapshotOptions): Promise<Read> {
  await session.script('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const settings = await readSettings(session)
  await session.script(`SET LOCAL statement_timeout = ${timeout}; SET LOCAL lock_timeout = ${lockTimeout};
    SET LOCAL idle_in_transaction_session_timeout = ${timeout}; SET LOCAL search_path = pg_catalog`)
  const { rows } = await session.query(`select pg_catalog.current_setting('server_version') as version`)
  const serverVersion = String(rows[0]?.version).split(' ')[0] as string
  const { history, refused } = await readHistory(session, historySources)
  const tools = [...history.map(({ table }) => table), ...refused].map(name => historyTable(unquoted(name)))
  const schema = await readSchema(session, tools)
  const facts = await captureFacts(session)
  const statistics = await readStatistics(session)
  const { recorded, refused: noQueries } = await readQueries(session)
  await session.script('ROLLBACK')
  return {
    serverVersion,
    settings,
    history,
    schema,
    facts,
    statistics: { ...statistics, ...recorded },
    unread: [
      ...refused.map(object => ({ object, reason: 'the role may not read it' })),
      ...(noQueries === null ? [] : [{ object: 'pg_stat_statements', reason: noQueries }]),
    ],
  }
}

function unquoted(name: string): string {
  return name.replaceAll('"', '')
}

type Kept = Omit<SnapshotSchema, 'build'>

function keptSchema(schema: Schema, { redact }: SnapshotOptions): Kept {
  const kept = schemaToSnapshot(schema)
  return redact ? { ...kept, redacted: true, objects: hideTexts(kept.objects) } : kept
}

interface Rebuilt {
  readonly build: readonly string[]
  readonly unread: TakenSnapshot['unread']
}

/** Builds it in a throwaway database, so that what cannot be built is known before anybody relies on it. */
export async function rebuild(
  facts: Facts,
  kept: Kept,
  serverVersion: string,
  { limits }: Pick<SnapshotOptions, 'limits'>,
): Promise<Rebuilt> {
  const extensions = kept.objects.filter(({ kind }) => kind === 'extension')
  const wanted = extensions.map(({ name }) => `CREATE EXTENSION IF NOT EXISTS ${name}`)
  const shadow = await openShadow([await parsedBuild(wanted)], { url: null, limits })
  try {
    const empty = (await shadow.capturePlan([])).planState as Facts
    const planned = await planBuild(
      empty,
      facts,
      new Set(kept.objects.flatMap(object => roleOfSettings(object) ?? [])),
    )
    const build = kept.redacted === true ? planned.map(hideTextsIn) : planned
    const problems = await shadow.replay(await parsedBuild(build))
    const { added, difference } = await shadow.settle(targetOf({ ...kept, build: [] }, serverVersion))
    return {
      build: [...build, ...added],
      unread: [
        ...problems.map(({ message }) => ({ object: 'build', reason: message })),
        ...difference.map(({ object, name, detail, action }) => ({
          object: `${object} ${name}`,
          reason: `${notRebuilt[action]}${detail === '' ? '' : `: ${detail}`}`,
        })),
      ],
    }
  } finally {
    await shadow.close()
  }
}

const notRebuilt = {
  add: 'the throwaway database has it besides',
  drop: 'could not be built again',
  alter: 'was built otherwise',
  rename: 'was built under another name',
} as const

async function parsedBuild(build: readonly string[]): Promise<ParsedMigration> {
  const migration = snapshotStep({ build: [...build] }, 'snapshot')
  return { migration, transaction: 'none', up: await parseStatements(migration.up.text), down: null }
}
