import { expect, test } from 'vitest'
import type { Dialect } from '../../src/dialects/dialect.ts'
import type { Schema, SchemaComparison } from '../../src/model/schema.ts'
import type { Stand } from '../../src/replay/stand.ts'
import { driftOf } from '../../src/review/drift.ts'

const schema: Schema = { objects: new Map(), columnOrder: new Map() }
const change = { action: 'alter', object: 'table', name: 'public.orders', detail: '' } as const

const rows: readonly (readonly [SchemaComparison['verdict'], drift: string, changes: number])[] = [
  ['equal', 'equal', 0],
  // What a rollback leaves that adds a column again.
  ['equal-except-order', 'equal-except-order', 1],
  ['unequal', 'different', 1],
]

test.each(rows)('schemas that are %s', async (verdict, drift, changes) => {
  const difference = verdict === 'equal' ? [] : [change]
  const dialect = { compareWithTarget: () => ({ verdict, difference }) } as unknown as Dialect
  const shadow = { close: async () => {} } as Stand['shadow']
  const told = await driftOf(dialect, Promise.resolve({ schema, shadow, problems: [] }), schema, false)
  expect(told).toMatchObject({ verdict: drift, reason: null })
  expect(told.changes).toHaveLength(changes)
})
