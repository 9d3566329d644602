import { postgres } from '../../src/dialects/postgres/dialect.ts'
import { madeOwner, wantedOwners } from '../../src/dialects/postgres/parse/wanted-names.ts'
import { completeDown } from '../../src/dialects/postgres/schema/complete.ts'
import { compareSchemas, diffSchemas } from '../../src/dialects/postgres/schema/diff.ts'
import { captureFacts, type Facts, planDown } from '../../src/dialects/postgres/schema/planner.ts'
import { readSchema } from '../../src/dialects/postgres/schema/read.ts'
import type { Session } from '../../src/dialects/postgres/session.ts'
import type { Change, Schema } from '../../src/model/schema.ts'
import { compareTestimonies, differenceOf, type Judge, type Testimony } from './trip-judge.ts'
import type { SchemaPair } from './trip-pairs.ts'

/** A database and all that is said of it: by our reader, by the planning library, by the judge. */
interface State {
  readonly schema: Schema
  readonly facts: Facts
  readonly said: Testimony
}

/** Where one way ended. `judged` by pg_dump, `ours` by our own comparison. */
export type Arrival =
  | {
      readonly kind: 'arrived'
      readonly judged: 'equal' | 'except order' | 'unequal'
      readonly ours: 'equal' | 'except order' | 'unequal'
      readonly why: string
    }
  /** The plan could not be made, or a statement of it was refused: so it is said to the user. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'not tried' }

export interface Trip {
  readonly name: string
  readonly way: 'reviewed' | 'planned'
  readonly up: Arrival
  readonly down: Arrival
}

/** Two places where the same database can be built, and who judges them. */
export interface Grounds {
  here(): Promise<{ readonly session: Session; readonly judge: Judge }>
  there(): Promise<{ readonly session: Session; readonly judge: Judge }>
}

/**
 * Both round trips of a pair: by the reviewed up where there is one, and by ours.
 * @throws DatabaseError where one of the two schemas cannot be built.
 */
export async function tripsOf(grounds: Grounds, pair: SchemaPair): Promise<readonly Trip[]> {
  const granted = await rolesTakenForGranted(pair)
  const known = (granted.length === 0 ? states.get(grounds) : undefined) ?? new Map<string, State>()
  if (granted.length === 0) states.set(grounds, known)
  const desired =
    known.get(pair.after.trim()) ??
    (await on(grounds.there, async ({ session, judge }) => {
      await make(session, granted)
      await build(session, pair.after)
      return stateOf(session, judge)
    }))
  const trips: Trip[] = []
  const ways = pair.reviewedUp === null ? (['planned'] as const) : (['reviewed', 'planned'] as const)
  const walk = (from: readonly Trip['way'][]) =>
    on(grounds.here, async ({ session, judge }) => {
      await make(session, granted)
      await build(session, pair.before)
      const current = known.get(pair.before.trim()) ?? (await stateOf(session, judge))
      if (pair.before.trim() === '') known.set('', current)
      for (const way of from) {
        const trip = await thereAndBack(session, judge, { current, desired }, pair, way)
        trips.push({ name: pair.name, way, ...trip })
        // Back where it began: the next way starts here too.
        if (!isEqual(trip.down)) return
      }
    })
  while (trips.length < ways.length) await walk(ways.slice(trips.length))
  return trips
}

/** Many pairs begin with nothing: that is read once. */
const states = new WeakMap<Grounds, Map<string, State>>()

async function on<T>(
  ground: Grounds['here'],
  work: (place: Awaited<ReturnType<Grounds['here']>>) => Promise<T>,
): Promise<T> {
  const place = await ground()
  try {
    return await work(place)
  } finally {
    await place.session.close()
  }
}

function isEqual(arrival: Arrival): boolean {
  return arrival.kind === 'arrived' && arrival.judged === 'equal' && arrival.ours === 'equal'
}

async function thereAndBack(
  session: Session,
  judge: Judge,
  { current, desired }: { readonly current: State; readonly desired: State },
  pair: SchemaPair,
  way: Trip['way'],
): Promise<Pick<Trip, 'up' | 'down'>> {
  // Objects of another database have other identities: what differs is told by name.
  const apart = compareSchemas(desired.schema, current.schema).difference
  const before = pair.before.trim() === '' ? current.schema : await schemaOf(session)
  const up =
    way === 'planned'
      ? await go(session, judge, apart, desired)
      : await goReviewed(session, judge, pair.reviewedUp ?? '', desired)
  if (up.kind !== 'arrived') return { up, down: { kind: 'not tried' } }
  const changes = diffSchemas(before, await schemaOf(session))
  return { up, down: await go(session, judge, changes, current) }
}

/** Plans the way to `target` from where the session is, goes it, and completes it, all in one transaction. */
async function go(
  session: Session,
  judge: Judge,
  changes: readonly Change[],
  target: State,
): Promise<Arrival> {
  const plan = await planDown(await captureFacts(session, changes), target.facts)
  if (plan.kind === 'impossible') return { kind: 'refused', why: plan.reason }
  const done: string[] = []
  await session.script('BEGIN')
  try {
    for (const { sql } of plan.statements) {
      done.push(sql)
      await session.run(sql)
    }
    for (const sql of completeDown(target.schema, await readSchema(session, [], 'apart'))) {
      done.push(sql)
      await session.run(sql)
    }
    await session.script('COMMIT')
  } catch (error) {
    await session.script('ROLLBACK')
    return { kind: 'refused', why: `${error}\n  at ${done.at(-1)}` }
  }
  return arrival(session, judge, target, done)
}

async function goReviewed(session: Session, judge: Judge, sql: string, target: State): Promise<Arrival> {
  try {
    await build(session, sql)
  } catch (error) {
    return { kind: 'refused', why: String(error) }
  }
  return arrival(session, judge, target, [])
}

async function arrival(
  session: Session,
  judge: Judge,
  target: State,
  done: readonly string[],
): Promise<Arrival> {
  const [schema, said] = [await schemaOf(session), await judge(session)]
  const { verdict, difference } = compareSchemas(target.schema, schema)
  const judged = compareTestimonies(target.said, said)
  const ours = verdict === 'equal-except-order' ? 'except order' : verdict
  const told = difference.map(change => `  ${change.action} ${change.object} ${change.name} ${change.detail}`)
  const why =
    judged === 'equal' && ours === 'equal'
      ? ''
      : [differenceOf(target.said, said), ...told, ...done.map(sql => `  ${sql};`)].join('\n')
  return { kind: 'arrived', judged, ours, why }
}

async function stateOf(session: Session, judge: Judge): Promise<State> {
  return { schema: await schemaOf(session), facts: await captureFacts(session), said: await judge(session) }
}

async function schemaOf(session: Session): Promise<Schema> {
  await session.script('BEGIN')
  try {
    return await readSchema(session, [], 'apart')
  } finally {
    await session.script('ROLLBACK')
  }
}

/** Roles that one of the two takes for granted: they stood before, on both sides. */
async function rolesTakenForGranted({ before, after, reviewedUp }: SchemaPair): Promise<readonly string[]> {
  const statements = await Promise.all([before, after, reviewedUp ?? ''].map(postgres.parse))
  const made = new Set(statements.flat().map(one => madeOwner(one)?.name))
  const wanted = statements.flat().flatMap(wantedOwners)
  return [...new Set(wanted.flatMap(({ kind, name }) => (kind === 'role' && !made.has(name) ? [name] : [])))]
}

async function make(session: Session, roles: readonly string[]): Promise<void> {
  const { rows } = await session.query('select rolname::text as name from pg_catalog.pg_roles')
  const known = new Set(rows.map(({ name }) => String(name)))
  for (const role of roles)
    if (!known.has(role)) await session.script(`CREATE ROLE "${role.replaceAll('"', '""')}"`)
}

/** Runs the SQL of a schema, one statement at a time; a role that it takes for granted is made. */
async function build(session: Session, sql: string): Promise<void> {
  for (const statement of await postgres.parse(sql)) await withRoles(session, statement.sql)
  await session.script('RESET ALL')
}

async function withRoles(session: Session, sql: string): Promise<void> {
  for (;;) {
    try {
      await session.script(sql)
      return
    } catch (error) {
      const role = /^role "(.+)" does not exist$/.exec((error as Error).message)?.[1]
      if (role === undefined) throw error
      await session.script(`CREATE ROLE "${role.replaceAll('"', '""')}"`)
    }
  }
}
