import { expect, test } from 'vitest'
import { annotationsOf } from '../../../src/report/annotations.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { renderSummary } from '../../../src/report/summary.ts'
import { renderText } from '../../../src/report/text.ts'
import { aContext } from '../../support/reviews.ts'
import { review } from './reviewing.ts'

/** What somebody may write into a reason, and how it must not come out again. */
const hostile =
  '::error::x <img src=x onerror=y> [a](https://e.vil) @team | `b` \u001b[31m\u202e \u0007 ##[set-env]'
const unseen = ['\u001b', '\u202e', '\u0007']

function expectOnlyText(text: string, ...forbidden: readonly string[]): void {
  for (const part of [...unseen, ...forbidden]) expect(text).not.toContain(part)
  expect(text.split('\n').filter(line => /^\s*(?:::|##\[)/.test(line))).toEqual([])
}

const accepted = await review({
  files: { '1.sql': `-- migration-gate: allow drop-table because ${hostile}\nDROP TABLE a;` },
})
const unreadable = await review({
  files: {
    '1.sql': `-- migration-gate: ${hostile}\n-- migration-gate: allow ${hostile} because x\nDROP TABLE a;`,
  },
})

test('a hostile reason is only text in each report', () => {
  const markup = ['<img', '](https://e.vil)', '@team', '::error']
  expectOnlyText(renderMarkdown(accepted, aContext), ...markup)
  expectOnlyText(renderSummary(accepted, aContext), ...markup)
  expectOnlyText(renderHtml(accepted, aContext), '<img', 'href="https://e.vil"')
  expectOnlyText(renderText(accepted, { color: false }))
  for (const text of [renderMarkdown(accepted, aContext), renderText(accepted, { color: false })])
    expect(text).toContain('u{202e}')
})

test('what cannot be read is only text too', () => {
  const problems = unreadable.findings.filter(({ rule }) => rule === 'invalid-acceptance')
  expect(problems.length).toBeGreaterThan(1)
  expectOnlyText(renderMarkdown(unreadable, aContext), '<img')
  expectOnlyText(renderText(unreadable, { color: false }))
  for (const { message, title } of annotationsOf(unreadable)) expectOnlyText(`${title}\n${message}`)
})

test('accepted findings are silent beside the lines', () => {
  expect(annotationsOf(accepted).filter(({ title }) => title.includes('drop-table'))).toEqual([])
})

test('ten thousand acceptances and statements take no time of their own', async () => {
  const sql = '-- migration-gate: allow drop-table because x\nSELECT 1;\n-- migration-gate: allow nothing\n'
  const begun = performance.now()
  const found = await review({ dialect: 'sqlite', files: { '1.sql': sql.repeat(10_000) } })
  expect(found.counts.error).toBe(10_000)
  expect(performance.now() - begun).toBeLessThan(20_000)
})
