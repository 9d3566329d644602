import { expect, test } from 'vitest'
import type { Made } from '../../../../src/dialects/dialect.ts'
import { postgres } from '../../../../src/dialects/postgres/dialect.ts'
import { sameButClock } from '../../../../src/dialects/postgres/schema/folded-clock.ts'

const now = Date.parse('2026-11-21T13:36:54.500Z')
const old = "'2019-01-02 03:04:05'"

interface Row {
  readonly before: string
  readonly after: string
  readonly same: boolean
  readonly sql?: string
  readonly offset?: number
}

const tokyo = 9 * 3_600_000
const rows: readonly Row[] = [
  { before: old, after: "'2026-11-21 13:36:54.748123'", same: true },
  { before: old, after: "'2026-11-21 13:36:55'", same: true },
  { before: old, after: "'2026-11-21 13:37:54'", same: false },
  { before: old, after: "'2026-11-21 22:36:54.6'", same: true, offset: tokyo },
  { before: old, after: "'2026-11-21 13:36:54.6'", same: false, offset: tokyo },
  { before: "'2019-01-02 03:04:05+00'", after: "'2026-11-21 13:36:54.6+00'", same: true, offset: tokyo },
  // A moment with a zone is no moment without one.
  { before: old, after: "'2026-11-21 13:36:54.6+00'", same: false },
  { before: "'03:04:05'", after: "'13:36:54.6'", same: true },
  { before: "'03:04:05'", after: "'13:40:54.6'", same: false },
  { before: "'2019-01-02'", after: "'2026-11-21'", same: false },
  { before: "'2019-01-02'", after: "'2026-11-22'", same: true, sql: "SELECT 'tomorrow'::date" },
  { before: "'2019-01-02'", after: "'2026-11-23'", same: false, sql: "SELECT 'tomorrow'::date" },
  { before: old, after: "'2026-11-21 00:00:00'", same: true, sql: "SELECT 'TODAY'::timestamp" },
  { before: old, after: "'2026-11-21 00:00:00'", same: false, sql: 'SELECT today' },
  { before: `${old} < a`, after: "'2026-11-21 13:36:54.748' < b", same: false },
  { before: `${old}, ${old}`, after: `'2026-11-21 13:36:54.748', ${old}`, same: true },
  { before: `${old}, ${old}`, after: "'2026-11-21 13:36:54.748', '2019-01-02 03:04:06'", same: false },
  { before: 'a', after: 'b', same: false },
]

test.each(rows)('$before → $after: $same', async ({ before, after, same, sql = '', offset = 0 }) => {
  const made: Made = { from: now, to: now + 300, offset, by: await postgres.parse(sql) }
  expect(sameButClock(before, after, made)).toBe(same)
})
