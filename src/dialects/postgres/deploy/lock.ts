import { setTimeout as sleep } from 'node:timers/promises'
import { Stopped } from '../../../model/deploy.ts'
import type { LockWaiting } from '../../deploy-target.ts'
import type { Row } from '../session.ts'
import type { DeploySession } from './session.ts'

/** Our own lock: the first eight bytes of the SHA-256 of `migration-gate`, signed. */
const ownKey = '-4031532756642193788'

/**
 * Our lock is held twice, so that giving it back once asks whether it is held without ever being without it. Where a
 * migration gave up all locks of its session (DISCARD ALL, pg_advisory_unlock_all) it fails with {@link lockIsGone}.
 */
export const holdLock: readonly string[] = [
  `SELECT 1 / pg_catalog.pg_advisory_unlock(${ownKey})::pg_catalog.int4`,
  `SELECT pg_catalog.pg_try_advisory_lock(${ownKey})`,
]

/** Division by zero. */
export const lockIsGone = '22012'

/** Another runner may be at work by now: nothing more is run or written. */
export class LockLost extends Error {
  constructor() {
    super(
      'an earlier statement gave up all locks of the session (DISCARD ALL, pg_advisory_unlock_all), the one of this run among them',
    )
  }
}

/** Between two tries, in ms, with as much again by chance. */
const pause = 200

/**
 * Takes session locks by trying again and again: a session that waits inside the server keeps CREATE INDEX CONCURRENTLY
 * of the one that works from ever ending.
 * @throws Stopped `locked`
 */
export async function takeLocks(
  session: DeploySession,
  keys: readonly string[],
  { longest, idle, told }: LockWaiting,
): Promise<void> {
  const started = Date.now()
  let lastTold = 0
  for (const key of [ownKey, ownKey, ...keys]) {
    while (!(await tryLock(session, key))) {
      const holder = await holderOf(session, key)
      const waited = Date.now() - started
      if (holder !== null && isDead(holder, idle)) {
        told(`${holder.text}, which has done nothing for ${Math.round(holder.idleMs / 1000)} s and is ended`)
        await session.query('select pg_catalog.pg_terminate_backend($1)', [holder.pid])
      } else if (waited > longest) {
        await releaseLocks(session)
        throw new Stopped(
          'locked',
          `After ${Math.round(waited / 1000)} s another session still holds the lock: ${holder?.text ?? 'nobody could be named'}. Nothing was run.`,
        )
      } else if (holder !== null && Date.now() - lastTold >= 1000) {
        told(holder.text)
        lastTold = Date.now()
      }
      await sleep(pause + Math.random() * pause)
    }
  }
  await requireHeld(session)
}

async function tryLock(session: DeploySession, key: string): Promise<boolean> {
  const { rows } = await session.query(
    'select pg_catalog.pg_try_advisory_lock($1::pg_catalog.int8) as taken',
    [key],
  )
  return rows[0]?.taken === true
}

/** A lock that nobody can see is none. */
async function requireHeld(session: DeploySession): Promise<void> {
  const { rows } = await session.query(`${lockRows} and l.granted and l.pid = pg_catalog.pg_backend_pid()`, [
    ownKey,
  ])
  if (rows.length > 0) return
  throw new Stopped(
    'unsafe-connection',
    'The lock that was taken is not held by this session: something between us and the server shares sessions.',
  )
}

export async function releaseLocks(session: DeploySession): Promise<void> {
  await session.script('SELECT pg_catalog.pg_advisory_unlock_all()')
}

const lockRows = `select l.pid, a.application_name::pg_catalog.text as application, a.state,
    coalesce(a.client_addr::pg_catalog.text, 'this host') as address, a.usename::pg_catalog.text as role,
    (extract(epoch from pg_catalog.clock_timestamp() - a.state_change) * 1000)::pg_catalog.float8 as idle
  from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.objsubid = 1
    and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    and ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = $1::pg_catalog.int8`

interface Holder {
  readonly pid: number
  readonly application: string
  readonly state: string
  readonly idleMs: number
  readonly text: string
}

async function holderOf(session: DeploySession, key: string): Promise<Holder | null> {
  const { rows } = await session.query(`${lockRows} and l.granted`, [key])
  return rows[0] === undefined ? null : holder(rows[0])
}

function holder({ pid, application, state, idle, address, role }: Row): Holder {
  const name = String(application ?? '')
  return {
    pid: Number(pid),
    application: name,
    state: String(state ?? ''),
    idleMs: Number(idle ?? 0),
    text: `${name === '' ? 'a session without a name' : name} (process ${pid}, ${role} from ${address}, ${state ?? 'state unknown'})`,
  }
}

/** A runner of ours never rests for long: one that does is stopped, or cut off, and must not go on later. */
function isDead({ application, state, idleMs }: Holder, idle: number): boolean {
  return application.startsWith('migration-gate ') && state.startsWith('idle') && idleMs > idle
}
