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

test("a level never takes more than GitHub shows, the step's own remark included", () => {
  const of = (severity: 'error' | 'warning', length: number): ReturnType<typeof aFinding>[] =>
    Array.from({ length }, (_, index) => aFinding({ severity, line: index + 1, endLine: index + 1 }))
  const annotations = annotationsOf(aReview({ findings: [...of('warning', 20), ...of('error', 8)] }))
  expect(annotations.map(({ level }) => level)).toEqual([
    ...Array(8).fill('error'),
    ...Array(9).fill('warning'),
  ])
  expect(annotations.at(-1)).toMatchObject({ title: 'Migration Gate: 12 more warnings', line: 9 })
})
