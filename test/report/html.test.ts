import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Review } from '../../src/model/review.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import {
  aContext,
  aFinding,
  aMigration,
  aReview,
  aStatement,
  blockingReview,
  cleanReview,
  hugeReview,
  onlyReadReview,
  unsettledReview,
} from '../support/reviews.ts'

const page = (review: Review): string => renderHtml(review, aContext)

/** What a reader sees, without the emphasis and the layout of either form. */
function wordsOf(html: string): readonly string[] {
  return html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<wbr>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .match(/\p{L}[\p{L}\p{N}_]*/gu) as string[]
}

describe('the page says what the comment says, in its order', () => {
  test.each([
    ['a blocked change', blockingReview],
    ['an unsettled one', unsettledReview],
  ])('%s', (_, review) => {
    const comment = renderMarkdown(review, aContext)
      .replace(/\]\([^)]*\)/g, ']')
      .replace(/^```\w*$/gm, '')
      .replace(/&#8203;/g, '')
    expect(wordsOf(page(review))).toEqual(wordsOf(comment))
  })

  test.each([
    ['a clean change', cleanReview, /The way back[\s\S]*CREATE INDEX notes_body/],
    ['one that was only read', onlyReadReview, /1 statement read[\s\S]*not run/],
  ])('%s is shown as a whole, not in one line', (_, review, told) => {
    expect(page(review)).toMatch(told)
  })
})

const allowed =
  /^<(?:!doctype html|html lang="en"|head|title|style|body class="(?:good|doubtful|bad)"|meta (?:charset="utf-8"|name="(?:viewport|referrer)" content="[^"<>]*"|http-equiv="Content-Security-Policy" content="[^"<>]*")|h1|p|div|table|thead|tbody|tr|th|td|pre|code|em|strong|sub|details|summary|br|wbr|span class="(?:added|dropped|altered)"|a href="https?:\/\/[^"<>\s]*"|\/[a-z0-9]+)>$/
const empty = new Set(['!doctype', 'meta', 'br', 'wbr'])

/** Throws where an element is not one of ours, or does not end where it should. */
function requireOwnMarkup(html: string): void {
  const open: string[] = []
  for (const tag of html.match(/<[^>]*>?/g) ?? []) {
    if (!allowed.test(tag)) throw new Error(`not ours: ${tag.slice(0, 200)}`)
    const name = /^<\/?([!a-z0-9]+)/.exec(tag)?.[1] ?? ''
    if (tag.startsWith('</')) {
      if (open.pop() !== name) throw new Error(`${tag} ends nothing`)
    } else if (!empty.has(name)) open.push(name)
  }
  if (open.length > 0) throw new Error(`never ended: ${open.join(' ')}`)
}

test.each([1, 2, 3, 4, 5])(
  'nothing in a hostile review becomes markup, loads anything or hides (seed %i)',
  seed => {
    const html = page(hugeReview(seed, 300, 10_000))
    expect(() => requireOwnMarkup(html)).not.toThrow()
    expect(html.replaceAll('\ufe0f', '')).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}/u)
  },
)

test('names can be copied as they stand', () => {
  const sql = 'SELECT "a@b#1" FROM x WHERE y = \'<b>&amp;\' -- www.e.example: GH-1'
  const review = aReview({
    verdict: 'block',
    migrations: [aMigration('1', { statements: [aStatement({ sql })] })],
    findings: [aFinding({ message: 'public.a@b#1 :smile: is gone' })],
  })
  const text = page(review).replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  expect(text).toContain(`<code>${sql}</code>`)
  expect(text).toContain('public.a@b#1 :smile: is gone')
})

test('the policy allows the style of the page by its digest, and nothing else', () => {
  const html = page(blockingReview)
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
  const digest = createHash('sha256').update(style).digest('base64')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`)
  expect(style).toContain('prefers-color-scheme: dark')
  expect(style).not.toContain('url(')
})
