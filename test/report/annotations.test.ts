import { expect, test } from 'vitest'
import { annotationsOf } from '../../src/report/annotations.ts'
import { aFinding, aReview } from '../support/reviews.ts'

test('a finding stands beside its lines, with the way out; an accepted one is silent', () => {
  const findings = [
    aFinding({ severity: 'notice', line: 7, endLine: 9 }),
    aFinding({ fix: 'Stop\nreading it.' }),
    aFinding({ suppressed: 'we know' }),
  ]
  expect(annotationsOf(aReview({ findings }))).toMatchInlineSnapshot(`
    [
      {
        "endLine": 1,
        "level": "error",
        "line": 1,
        "message": "Reads and writes of public.orders wait while every row is checked.
    Instead: Stop reading it.",
        "path": "db/migrations/0023_orders_customer.sql",
        "title": "Migration Gate: set-not-null-scan",
      },
      {
        "endLine": 9,
        "level": "notice",
        "line": 7,
        "message": "Reads and writes of public.orders wait while every row is checked.",
        "path": "db/migrations/0023_orders_customer.sql",
        "title": "Migration Gate: set-not-null-scan",
      },
    ]
  `)
})

const many = (
  severity: 'error' | 'warning' | 'notice',
  length: number,
  suppressed: string | null = null,
): ReturnType<typeof aFinding>[] =>
  Array.from({ length }, (_, index) =>
    aFinding({ severity, line: index + 1, endLine: index + 1, suppressed }),
  )

test.each([
  [9, 9, 'Migration Gate: set-not-null-scan'],
  [10, 9, 'Migration Gate: 2 more errors'],
  [5_000, 9, 'Migration Gate: 4,992 more errors'],
])('of %i errors %i are shown, of ten that a step may have', (found, shown, last) => {
  const annotations = annotationsOf(aReview({ findings: many('error', found) }))
  expect(annotations).toHaveLength(shown)
  expect(annotations.at(-1)).toMatchObject({ title: last, line: 9 })
})

test('the worst come first, each level with its own room, and what is accepted takes none', () => {
  const findings = [
    ...many('notice', 20),
    ...many('error', 30, 'we know'),
    ...many('warning', 20),
    ...many('error', 2),
  ]
  expect(annotationsOf(aReview({ findings })).map(({ level }) => level)).toEqual([
    ...Array(2).fill('error'),
    ...Array(9).fill('warning'),
    ...Array(9).fill('notice'),
  ])
})
