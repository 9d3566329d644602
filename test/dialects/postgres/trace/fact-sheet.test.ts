import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../../../src/dialects/dialect.ts'
import { openTestShadow, trace } from '../../../support/shadow.ts'
import { facts, tables } from './facts.ts'

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
})
afterAll(() => shadow.close())

test.each(facts)('$statement', async ({ base = '', statement, locks, rewrites = [], scans = [] }) => {
  const traced = await trace(shadow, { base: tables + base, up: `${statement};` })
  const last = traced.at(-1)?.trace
  expect(last?.error).toBeNull()
  expect(last).toMatchObject({ outcome: 'ran', evidence: 'measured' })
  expect({
    locks: Object.fromEntries((last?.locks ?? []).map(({ relation, mode }) => [relation, mode])),
    rewrites: last?.rewrites,
    scans: last?.scans,
  }).toEqual({ locks, rewrites, scans })
})
