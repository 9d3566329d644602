import { parseStatements } from '../../src/dialects/sqlite/parse/parse.ts'
import { compareSchemas } from '../../src/dialects/sqlite/schema/compare.ts'
import { follow, lineageFrom } from '../../src/dialects/sqlite/schema/lineage.ts'
import { planDown } from '../../src/dialects/sqlite/schema/plan.ts'
import { capturePlan, type PlanFacts } from '../../src/dialects/sqlite/schema/plan-facts.ts'
import type { Session } from '../../src/dialects/sqlite/session.ts'
import type { Schema } from '../../src/model/schema.ts'
import { type Testimony, testimony } from './sqlite-judge.ts'
import { putRows } from './sqlite-rows.ts'

/** One case of the suite. */
interface Case {
  readonly current?: string
  readonly desired?: string
  readonly up?: string
}

/** One way there and back. */
export interface Trip {
  readonly name: string
  readonly way: 'reviewed' | 'planned'
  /** Without, where the up fails on tables that have rows. */
  readonly withRows: boolean
  readonly up: 'equal' | 'other' | 'failed'
  readonly down: 'equal' | 'other' | 'failed' | 'impossible' | 'not tried'
  /** `dropped`: what is missing went with a table or column that the up drops. */
  readonly rows: 'equal' | 'dropped' | 'other' | 'not tried'
  readonly falselyEqual: boolean
  readonly why: string
}

/** A schema in our words and in those of the judge. */
export interface State {
  readonly schema: Schema
  readonly text: string
}

interface Seen extends State {
  readonly facts: PlanFacts
  readonly said: Testimony
}

export async function tripsOf(session: Session, empty: Uint8Array, test: Case) {
  const desired = await stateAfter(session, empty, test.desired ?? '', false)
  const states: State[] = [desired]
  const trips: Trip[] = []
  for (const way of ['reviewed', 'planned'] as const) {
    if (way === 'reviewed' && test.up === undefined) continue
    const trip = async (withRows: boolean) => {
      const current = await stateAfter(session, empty, test.current ?? '', withRows)
      if (way === 'planned') states.push(current)
      const planned = planDown(current.facts, desired.facts)
      const up = way === 'reviewed' ? test.up : planned.kind === 'planned' ? planned.sql : undefined
      return { ...(await thereAndBack(session, { way, up, current, desired })), withRows }
    }
    const tried = await trip(true)
    trips.push(tried.up === 'failed' ? await trip(false) : tried)
  }
  return { trips, states }
}

async function thereAndBack(
  session: Session,
  { way, up, current, desired }: { way: Trip['way']; up: string | undefined; current: Seen; desired: Seen },
): Promise<Trip> {
  const trip = {
    name: '',
    way,
    withRows: true,
    down: 'not tried',
    rows: 'not tried',
    falselyEqual: false,
    why: '',
  } as const
  if (up === undefined) return { ...trip, up: 'failed', why: 'no way' }
  let lineage = lineageFrom(current.schema)
  try {
    for (const { sql, operations } of await parseStatements(up)) {
      await session.run(sql)
      lineage = follow(lineage, operations)
    }
  } catch (error) {
    return { ...trip, up: 'failed', why: String(error) }
  }
  const there = await seen(session, lineage)
  const reached = there.text === desired.text ? 'equal' : 'other'
  const plan = planDown(there.facts, current.facts)
  if (plan.kind === 'impossible') return { ...trip, up: reached, down: 'impossible', why: plan.reason }
  try {
    await session.script(plan.sql)
  } catch (error) {
    return { ...trip, up: reached, down: 'failed', why: `${error}\n${plan.sql}` }
  }
  const back = await seen(session)
  return {
    ...trip,
    up: reached,
    down: back.text === current.text ? 'equal' : 'other',
    rows: back.said.rows === current.said.rows ? 'equal' : dropsRows(current, there) ? 'dropped' : 'other',
    falselyEqual: isFalse(desired, there) || isFalse(current, back),
    why: back.text === current.text ? '' : `\n${current.text}\n→\n${back.text}\n${plan.sql}`,
  }
}

async function stateAfter(
  session: Session,
  empty: Uint8Array,
  sql: string,
  withRows: boolean,
): Promise<Seen> {
  await session.restore(empty)
  await session.script(sql)
  await session.script('PRAGMA foreign_keys = OFF')
  if (withRows) await putRows(session, (await capturePlan(session)).catalog)
  await session.script('PRAGMA foreign_keys = ON')
  return seen(session)
}

async function seen(session: Session, lineage?: Parameters<typeof follow>[0]): Promise<Seen> {
  const facts = await capturePlan(session, { lineage })
  const said = await testimony(session)
  return { facts, said, schema: facts.schema, text: said.schema }
}

function dropsRows(before: State, after: State): boolean {
  return [...before.schema.objects].some(
    ([key, { kind }]) => (kind === 'table' || kind === 'column') && !after.schema.objects.has(key),
  )
}

function isFalse(a: State, b: State): boolean {
  return a.text !== b.text && compareSchemas(a.schema, b.schema).verdict === 'equal'
}

/** All pairs of schemas that differ in the judge's eyes, and those of them that do not in ours. */
export function falselyEqual(states: readonly State[]) {
  const pairs = states.flatMap((a, place) => states.slice(place + 1).map(b => [a, b] as const))
  const differing = pairs.filter(([a, b]) => a.text !== b.text)
  const wrong = differing.filter(([a, b]) => isFalse(a, b))
  return { compared: differing.length, wrong: wrong.map(([a, b]) => `${a.text}\n=\n${b.text}`) }
}
