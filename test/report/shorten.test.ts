import { expect, test } from 'vitest'
import { markdownBudget, markerRoom, renderMarkdown } from '../../src/report/markdown.ts'
import { visible } from '../../src/report/plain-text.ts'
import { renderSummary, summaryBudget } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { aContext, blockingReview, hugeReview } from '../support/reviews.ts'

/** Fences and folds that are opened and closed in order; anything else is a fault. */
function faultsOf(markdown: string): readonly string[] {
  const faults: string[] = []
  let fence: string | null = null
  let folds = 0
  for (const [index, line] of markdown.split('\n').entries()) {
    const ticks = /^(`{3,})[a-z]*$/.exec(line)?.[1]
    if (fence !== null) {
      if (line === fence) fence = null
    } else if (ticks !== undefined) fence = ticks
    else if (line.startsWith('<details>')) folds++
    else if (line === '</details>') folds--
    else if (/<\/?details|<!--|<script/.test(line)) faults.push(`line ${index}: ${line.slice(0, 200)}`)
    if (folds < 0) faults.push(`line ${index}: closes what is not open`)
  }
  if (fence !== null) faults.push('a fence stays open')
  if (folds !== 0) faults.push('a fold stays open')
  return faults
}

test.each([1, 2, 3])('a huge review fits a comment, in good order (seed %i)', seed => {
  const review = hugeReview(seed)
  const markdown = renderMarkdown(review, aContext)
  expect(markdown.length).toBeLessThanOrEqual(markdownBudget - markerRoom)
  // Room that was paid for is used.
  expect(markdown.length).toBeGreaterThan(0.8 * markdownBudget)
  expect(faultsOf(markdown)).toEqual([])
  expect(markdown).toContain('**The way back**')
  expect(markdown).toMatch(
    /… and [\d,]+ more findings \([\d,]+ errors?, [\d,]+ warnings?\) that do not fit here\./,
  )
  expect(markdown).toMatch(
    /\nLeft out for length: .+\. The \[full report\]\(.+\) has them, as does the JSON report\.\n/,
  )
})

test('every limit is kept, down to hardly anything', () => {
  const review = hugeReview(4, 300, 50_000)
  for (let limit = 2_000; limit < 70_000; limit = Math.ceil(limit * 1.3)) {
    const markdown = renderMarkdown(review, { ...aContext, limit })
    expect(markdown.length, `limit ${limit}`).toBeLessThanOrEqual(limit)
    expect(faultsOf(markdown), `limit ${limit}`).toEqual([])
  }
})

test('a summary is measured in bytes', () => {
  const summary = renderSummary(hugeReview(5), aContext)
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(summaryBudget)
  expect(Buffer.byteLength(summary)).toBeGreaterThan(0.5 * summaryBudget)
  expect(faultsOf(summary)).toEqual([])
})

test('what goes first is the SQL of clean files, then tables; the findings stay', () => {
  const whole = renderMarkdown(blockingReview, aContext)
  const shown = (limit: number): string => {
    const markdown = renderMarkdown(blockingReview, { ...aContext, limit })
    return /\nLeft out for length: (.+?)\. The/.exec(markdown)?.[1] ?? 'nothing'
  }
  expect([whole.length + 1_000, 6_500, 6_050, 5_500, 5_000, 4_500].map(shown)).toMatchInlineSnapshot(`
    [
      "nothing",
      "nothing",
      "nothing",
      "3 migrations as SQL",
      "1 migration in detail, 2 migrations as SQL",
      "2 migrations in detail, 1 migration as SQL",
    ]
  `)
})

test('nothing in a huge and nasty review drives a terminal', () => {
  const text = renderText(hugeReview(6, 200, 10_000), { color: false })
  expect(text).toBe(visible(text))
})
