import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ParsedMigration, Shadow } from '../../../src/dialects/dialect.ts'
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts'
import { ownDelivery } from '../../../src/migrations/formats/plain.ts'
import type { Schema } from '../../../src/model/schema.ts'
import { losses } from '../../../src/replay/data-loss.ts'
import { limits } from '../../support/shadow.ts'

let shadow: Shadow
beforeAll(async () => {
  shadow = await sqlite.openShadow([], { url: null, limits })
  await shadow.replay(
    await parsed(
      `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
       CREATE TABLE pets (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id) ON DELETE CASCADE);`,
    ),
  )
})
afterAll(() => shadow.close())

async function parsed(text: string): Promise<ParsedMigration> {
  const up = await sqlite.parse(text)
  const migration = { id: '1', format: 'plain', up: { path: '1.sql', text }, down: null, ...ownDelivery }
  return { migration, transaction: sqlite.transactionForm(migration, up), up, down: null }
}

const rebuilt = (columns: string) => `PRAGMA foreign_keys = OFF; BEGIN; CREATE TABLE n (${columns});
  INSERT INTO n (id) SELECT id FROM users; DROP TABLE users; ALTER TABLE n RENAME TO users; COMMIT; PRAGMA foreign_keys = ON;`

/** What the generated way back of an up loses by identity, and where it leads. */
async function generated(
  up: string,
): Promise<{ readonly lost: readonly string[]; readonly verdict: string }> {
  const before: Schema = await shadow.readSchema()
  const planBefore = await shadow.capturePlan([])
  expect((await shadow.trace(await parsed(up))).map(({ trace }) => trace.outcome)).not.toContain('failed')
  const changes = sqlite.diffSchemas(before, await shadow.readSchema())
  const plan = await shadow.planDown(await shadow.capturePlan(changes), planBefore)
  if (plan.kind === 'impossible') throw new Error(plan.reason)
  const down = await parsed(plan.sql)
  const back = await shadow.tryDown([down])
  if (back.kind !== 'ran') throw new Error(back.message)
  // For good: the next case begins where this one did.
  await shadow.trace(down)
  const { verdict } = sqlite.compareSchemas(before, back.schema)
  return { lost: losses(before, back.schema), verdict }
}

test.each([
  ['ALTER TABLE users ADD COLUMN note TEXT', []],
  ['ALTER TABLE users RENAME TO people', []],
  ['ALTER TABLE users RENAME COLUMN name TO title', []],
  ['ALTER TABLE users DROP COLUMN name', ['main.users.name']],
  [rebuilt('id INTEGER PRIMARY KEY, name VARCHAR'), []],
  [rebuilt('id INTEGER PRIMARY KEY'), ['main.users.name']],
  ['DROP TABLE pets', ['main.pets']],
])('%s', async (up, lost) => {
  expect(await generated(up)).toEqual({ lost, verdict: 'equal' })
})
