import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import type { Schema } from '../../../../src/model/schema.ts'
import { inProcessSession, schemaAfter } from '../../../support/in-process-session.ts'
import { bazaar, kinds } from './kinds.ts'

let session: Session
let before: Schema
beforeAll(async () => {
  session = await inProcessSession()
  await session.script(bazaar)
  // A security label wants a provider, which only a library brings.
  await session.script('set allow_system_table_mods = on')
  before = await schemaAfter(session)
})
afterAll(() => session.close())

describe('a change of each kind is seen', () => {
  it.each(kinds)('$kind', async ({ up, seen }) => {
    const changes = diffSchemas(before, await schemaAfter(session, up))
    expect(changes.map(({ action, object, name }) => `${action} ${object} ${name}`)).toEqual(seen)
  })
})
