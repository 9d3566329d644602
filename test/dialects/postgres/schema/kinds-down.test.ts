import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeDown } from '../../../../src/dialects/postgres/schema/complete.ts'
import { compareSchemas, diffSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import { captureFacts, type Facts, planDown } from '../../../../src/dialects/postgres/schema/planner.ts'
import { readSchema } from '../../../../src/dialects/postgres/schema/read.ts'
import { DatabaseError, type Session } from '../../../../src/dialects/postgres/session.ts'
import type { Schema } from '../../../../src/model/schema.ts'
import { inProcessSession, schemaAfter } from '../../../support/in-process-session.ts'
import { bazaar, type KindRow, kinds } from './kinds.ts'

let session: Session
let before: Schema
let factsBefore: Facts
beforeAll(async () => {
  session = await inProcessSession()
  await session.script(bazaar)
  await session.script('set allow_system_table_mods = on')
  before = await schemaAfter(session)
  factsBefore = await captureFacts(session)
})
afterAll(() => session.close())

/** Runs the up and its generated way back, and says what the comparison then says; all rolled back. */
async function wayBack(up: string): Promise<KindRow['down']> {
  await session.script('begin')
  try {
    await session.script(up)
    const facts = await captureFacts(session, diffSchemas(before, await readSchema(session)))
    const plan = await planDown(facts, factsBefore)
    if (plan.kind === 'impossible') return { refused: plan.reason }
    for (const { sql } of plan.statements) await session.run(sql)
    for (const sql of completeDown(before, await readSchema(session))) await session.run(sql)
    const { verdict, difference } = compareSchemas(before, await readSchema(session))
    if (verdict === 'equal') return 'restores'
    return { leaves: difference.map(({ action, object, name }) => `${action} ${object} ${name}`) }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return { refused: error.message }
  } finally {
    await session.script('rollback')
  }
}

describe('the generated way back of each kind restores it, or says what it leaves', () => {
  it.each(kinds)('$kind', async ({ up, down }) => {
    expect(await wayBack(up)).toEqual(down)
  })
})
