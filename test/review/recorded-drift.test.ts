import { describe, expect, test } from 'vitest'
import type { Migration } from '../../src/model/migration.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { type Ran, recordedDrift, withDrift } from '../../src/review/recorded-drift.ts'

// For whom a recorded drift stands: for whoever builds the same, however it is read, and for nobody else.

const step = (path: string, text: string, more: Partial<Migration> = {}): Migration => ({
  id: path,
  format: 'plain',
  up: { path, text },
  down: null,
  transaction: 'wrapped',
  oneString: false,
  runner: 'ours',
  ...more,
})

const orders = step('1.sql', 'CREATE TABLE orders (id int)')
const people = step('2.sql', 'CREATE TABLE people (id int)')
const own = step('schema_migrations', 'CREATE TABLE schema_migrations (version bigint)')

/** As it is read without a word on its tool, and with it. */
const plain = (...steps: readonly Migration[]): Ran => ({ steps, historyTables: [], toolTables: [] })
const ofTool = (...steps: readonly Migration[]): Ran => ({
  steps: [own, ...steps],
  historyTables: [own],
  toolTables: ['schema_migrations'],
})

const snapshot: Snapshot = {
  format: 'migration-gate/snapshot@1',
  dialect: 'postgres',
  history: [{ table: 'public.schema_migrations', rows: [] }],
}
const isKnown = (recorded: Ran, asked: Ran, of: Snapshot = snapshot) =>
  recordedDrift(withDrift(of, recorded, { verdict: 'equal', changes: [] }), asked) !== null

const sent = { id: '1', format: 'golang-migrate', transaction: 'single-string', oneString: true } as const
const viewOf = (table: string) => step('2.sql', `CREATE VIEW seen AS SELECT * FROM ${table}`)

describe('is believed', () => {
  const rows: readonly (readonly [string, recorded: Ran, asked: Ran])[] = [
    ['of the same', plain(orders, people), plain(orders, people)],
    [
      'where another tool sends them, which has a table of its own',
      plain(orders),
      ofTool({ ...orders, ...sent, runner: 'theirs' }),
    ],
    ['where only the way back is another', plain(orders), plain({ ...orders, down: people.up })],
  ]
  test.each(rows)('%s', (_, recorded, asked) => {
    expect(isKnown(recorded, asked)).toBe(true)
  })
})

describe('is not believed', () => {
  const code = step(
    '2.sql',
    'DO $$ DECLARE t record; BEGIN FOR t IN SELECT * FROM pg_tables LOOP END LOOP; END $$',
  )
  const rows: readonly (readonly [string, recorded: Ran, asked: Ran])[] = [
    ['in another order', plain(orders, people), plain(people, orders)],
    ['of one less', plain(orders, people), plain(orders)],
    ['of another text', plain(orders), plain({ ...orders, up: { ...orders.up, text: 'SELECT 1' } })],
    ['of another file', plain(orders), plain({ ...orders, up: { ...orders.up, path: '9.sql' } })],
    ['with another baseline before it', plain(people, orders), plain(orders)],
    [
      'where a migration reads the table of the tool',
      plain(viewOf('schema_migrations')),
      ofTool(viewOf('SCHEMA_migrations')),
    ],
    ['where one may come upon it in the catalog', plain(code), ofTool(code)],
    [
      'where a migration makes it',
      plain(step('1.sql', own.up.text)),
      { ...plain(step('1.sql', own.up.text)), toolTables: ['schema_migrations'] },
    ],
  ]
  test.each(rows)('%s', (_, recorded, asked) => {
    expect(isKnown(recorded, asked)).toBe(false)
    // It is all of what is asked that differs: the one who recorded it believes it.
    expect(isKnown(recorded, recorded)).toBe(true)
  })

  test('where the target has no such table that is known', () => {
    expect(isKnown(plain(orders), ofTool(orders), { ...snapshot, history: [] })).toBe(false)
  })
})

test('tells all three answers, and what nobody could tell is not recorded', () => {
  const change = {
    action: 'alter',
    object: 'table',
    name: 'public.orders',
    detail: 'columns a, b → b, a',
  } as const
  for (const drift of [
    { verdict: 'equal', changes: [] },
    { verdict: 'equal-except-order', changes: [change] },
    { verdict: 'different', changes: [change] },
  ] as const)
    expect(recordedDrift(withDrift(snapshot, plain(orders), drift), plain(orders))).toEqual({
      ...drift,
      reason: null,
    })
  expect(withDrift(snapshot, plain(orders), { verdict: 'unknown', changes: [] })).toEqual(snapshot)
})
