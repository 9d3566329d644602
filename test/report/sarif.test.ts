import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Review } from '../../src/model/review.ts'
import { renderSarif } from '../../src/report/sarif.ts'
import { rules } from '../../src/rules/registry.ts'
import { aFinding, aReview, blockingReview, hugeReview, unsettledReview } from '../support/reviews.ts'
import { sarifSchema } from '../support/sarif.ts'

const tool = {
  version: '1.2.3',
  homepage: 'https://example.com/gate',
  rules,
  ruleUrl: (rule: string) => `https://example.com/rules/${rule}.md`,
}

function runOf(review: Review) {
  const [run] = sarifSchema.parse(JSON.parse(renderSarif(review, tool))).runs
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  return run
}

test('a finding is told with its place, its evidence and its way out', () => {
  const [first, ...others] = runOf(blockingReview).results
  expect(first).toMatchObject({
    ruleId: 'set-not-null-scan',
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'db/migrations/0023_orders_customer.sql', uriBaseId: '%SRCROOT%' },
          region: { startLine: 4, endLine: 4 },
        },
      },
    ],
    properties: { evidence: 'measured' },
  })
  expect(first?.message.text).toMatch(
    /^Reads and writes of public\.orders wait .*\.\n\nInstead:\nALTER TABLE public\.orders ADD CONSTRAINT/,
  )
  expect(others.map(({ level }) => level)).toEqual(['error', 'warning', 'note'])
})

test('each rule of the dialect comes with its help, whether it found anything or not', () => {
  const { rules: told } = runOf(blockingReview).tool.driver
  const asked = rules.filter(({ dialects }) => dialects.includes('postgres')).map(({ id }) => id)
  expect(told.map(({ id }) => id)).toEqual(expect.arrayContaining(asked))
  expect(told.map(({ id }) => id)).not.toContain('rebuild-loses-rows')
  const rule = told.find(({ id }) => id === 'set-not-null-scan')
  expect(rule).toMatchObject({
    name: 'SetNotNullScan',
    helpUri: 'https://example.com/rules/set-not-null-scan.md',
    defaultConfiguration: { level: 'error', enabled: true },
    properties: { tags: expect.arrayContaining(['postgres']), precision: 'very-high' },
  })
  expect(rule?.help.markdown).toContain('`SET NOT NULL`')
  expect(rule?.help.text).not.toContain('`')
  const truncate = told.find(({ id }) => id === 'truncate')
  expect(truncate).not.toHaveProperty('name')
  expect(truncate?.properties).not.toHaveProperty('precision')
})

test('what the team accepts is marked with its reason, and comes last', () => {
  const { results } = runOf(unsettledReview)
  expect(results.map(({ suppressions }) => suppressions?.[0].justification ?? null)).toEqual([
    null,
    null,
    'the table is empty until the launch in May',
  ])
})

test.each([
  ['by a comment', { kind: 'inline', path: 'db/1.sql', line: 3, until: null }, 'inSource', 'we know'],
  [
    'by an entry',
    { kind: 'file', path: '.migration-gate/accepted.yml', line: 9, until: '2030-01-31' },
    'external',
    'we know (until 2030-01-31)',
  ],
] as const)('an acceptance %s says where it stands', (_, acceptedBy, kind, justification) => {
  const [result] = runOf(aReview({ findings: [aFinding({ suppressed: 'we know', acceptedBy })] })).results
  const { path: uri, line: startLine } = acceptedBy
  expect(result?.suppressions).toMatchObject([
    {
      kind,
      justification,
      location: { physicalLocation: { artifactLocation: { uri }, region: { startLine } } },
    },
  ])
})

describe('text of a pull request', () => {
  const uriOf = (path: string) =>
    runOf(aReview({ findings: [aFinding({ path })] })).results[0]?.locations[0].physicalLocation
      .artifactLocation.uri
  test.each([
    ['db/ä b.sql', 'db/%C3%A4%20b.sql'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['db/50%?#x.sql', 'db/50%25%3F%23x.sql'],
    ['db/a\n::error::.sql', 'db/a%0A%3A%3Aerror%3A%3A.sql'],
    ['db/half\ud800.sql', 'db/half%EF%BF%BD.sql'],
  ])('path %j', (path, uri) => {
    expect(uriOf(path)).toBe(uri)
  })

  const messageOf = (message: string) =>
    runOf(aReview({ findings: [aFinding({ message })] })).results[0]?.message.text
  test.each([
    ['a link', 'see [here](https://evil.example)', 'see \\[here\\](https://evil.example)'],
    ['a link that is escaped already', '\\[a](1)', '\\\\\\[a\\](1)'],
    ['brackets of an array type', 'tags text[] is gone', 'tags text[] is gone'],
    ['a placeholder', 'default {0}', 'default {{0}}'],
    ['an empty object', "default '{}'", "default '{}'"],
    ['hidden characters', 'a\u202eb\u001b\nc', 'a\\u{202e}b\\u{1b} c'],
  ])('message with %s', (_, message, told) => {
    expect(messageOf(message)).toBe(told)
  })
})

describe('more than GitHub takes', () => {
  test('the least severe are left out, and that is said', () => {
    const findings = Array.from({ length: 25_010 }, (_, index) =>
      aFinding({ severity: index < 24_000 ? 'notice' : 'error', message: 'x' }),
    )
    const { results, invocations } = runOf(aReview({ findings }))
    const told = invocations[0].toolExecutionNotifications.map(({ message }) => message.text)
    const missing = (findings.length - results.length).toLocaleString('en-US')
    expect(results.slice(0, 1_010).every(({ level }) => level === 'error')).toBe(true)
    expect(told).toEqual([
      `${missing} findings left out for length, the least severe. The JSON report has them all.`,
      'GitHub shows the 5,000 most severe results.',
    ])
  })

  test('a hostile year stays below 10 MB after gzip', () => {
    const text = renderSarif(hugeReview(7, 30_000), tool)
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
    expect(Buffer.byteLength(text)).toBeLessThan(10_000_000)
    expect(sarifSchema.safeParse(JSON.parse(text)).error?.issues.slice(0, 3)).toBeUndefined()
  })
})
