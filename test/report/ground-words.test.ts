import { describe, expect, test } from 'vitest'
import { groundWords } from '../../src/report/ground-words.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { aContext, blockingReview } from '../support/reviews.ts'

const taken = '2026-11-20T10:00:00Z'
const snapshot = { environment: 'staging', takenAt: taken, serverVersion: '16.4' }
const none = { snapshot: null, drift: [], driftVerdict: null }

describe('how old the snapshot is', () => {
  const rows: readonly (readonly [now: string | null, words: string])[] = [
    ['2026-11-20T10:00:00Z', 'as of just now'],
    ['2026-11-20T10:00:59Z', 'as of just now'],
    ['2026-11-20T10:01:00Z', 'as of 1 minute ago'],
    ['2026-11-20T11:59:59Z', 'as of 119 minutes ago'],
    ['2026-11-20T12:00:00Z', 'as of 2 hours ago'],
    ['2026-11-22T09:59:00Z', 'as of 47 hours ago'],
    ['2026-11-22T10:00:00Z', 'as of 2 days ago'],
    // Two clocks.
    ['2026-11-20T09:56:00Z', 'as of just now'],
    ['2026-11-20T09:00:00Z', 'as of 2026-11-20 10:00 UTC'],
    [null, 'as of 2026-11-20 10:00 UTC'],
  ]
  test.each(rows)('at %s: %s', (now, words) => {
    expect(groundWords({ ...none, snapshot }, now)?.age).toBe(words)
  })

  test('is not told where the file does not say it', () => {
    expect(groundWords({ ...none, snapshot: { ...snapshot, takenAt: null } }, taken)?.age).toBeNull()
  })
})

test.each([
  [null, null],
  ['equal', 'no drift'],
  ['equal-except-order', 'no drift but the order of columns'],
  ['different', '2 drifts'],
  ['unknown', 'drift unknown'],
] as const)('drift %s: %s', (driftVerdict, words) => {
  const change = { action: 'add', object: 'table', name: 'public.a', detail: '' } as const
  expect(groundWords({ snapshot, drift: [change, change], driftVerdict }, taken)?.drift).toBe(words)
})

test('nothing is said where there was none', () => {
  expect(groundWords(none, taken)).toBeNull()
})

describe('it stands in', () => {
  const words = /staging(?:\*\*|<\/strong>)?,? as of 2 hours ago, no drift/
  test.each([
    ['the comment', () => renderMarkdown(blockingReview, aContext)],
    ['the summary', () => renderSummary(blockingReview, aContext)],
    ['the page', () => renderHtml(blockingReview, aContext)],
    ['the terminal', () => renderText(blockingReview, { color: false, now: aContext.now ?? null })],
  ])('%s', (_, render) => {
    expect(render()).toMatch(words)
  })

  test('the comment where only its sizes counted', () => {
    const review = {
      ...blockingReview,
      base: { source: 'migrations', ref: 'main' },
      driftVerdict: null,
    } as const
    expect(renderMarkdown(review, aContext)).toContain(
      'on top of **main**, sizes of **staging** as of 2 hours ago ·',
    )
  })
})
